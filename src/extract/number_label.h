/* number_label.h: the numbers of lists, headings, notes and pages as writers ask for them: "iv", "c", "12". Any thread. */
#ifndef LECTERN_EXTRACT_NUMBER_LABEL_H
#define LECTERN_EXTRACT_NUMBER_LABEL_H

#include "base/str.h"

/* Adds `n` to `out`. `format`: '1', 'a', 'A', 'i', 'I', '0' ("01"), '*' (asterisk, dagger, ...); anything else is like '1'. */
void number_label_add(struct str *out, char format, int n);

#endif
