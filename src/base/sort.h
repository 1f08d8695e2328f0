/* sort.h: putting things in order that mostly are. Any thread. */
#ifndef LECTERN_BASE_SORT_H
#define LECTERN_BASE_SORT_H

#include <stddef.h>

/* As qsort; but what is in order already, as the words of a page mostly are, costs one look. */
void sort_items(void *items, size_t count, size_t size, int (*compare)(const void *, const void *));

#endif
