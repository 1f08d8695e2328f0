/* whole.h: whether a library, and copies of one, are whole after a fault. */
#ifndef LECTERN_TESTS_FAULTS_WHOLE_H
#define LECTERN_TESTS_FAULTS_WHOLE_H

#include "works.h"

/* Opens the library as a kiosk's next start does, and looks at all of it. *documents: how many it lists. */
bool whole_library(const struct scene *scene, const struct work *work, size_t *documents);

/* Whatever has the name of a copy is whole; a document that could not be read is left out, and staff are told. *copies: how many lie there;
 * *full: how many have everything. */
bool whole_copies(const struct scene *scene, size_t *copies, size_t *full);

#endif
