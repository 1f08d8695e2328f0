/* explained.h: A54: hard words and abbreviations have their meaning and how they are said one touch, or a few keys, away. */
#ifndef LECTERN_TESTS_EXPLAINED_H
#define LECTERN_TESTS_EXPLAINED_H

#include "trial.h"

void check_a54(struct trial *t);

#endif
