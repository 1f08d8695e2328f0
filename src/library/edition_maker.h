/* edition_maker.h: an edition map (edition.h) that is made on a thread of its own, so that nobody waits for it who comes later: some 100 ms
 * for 5,000 documents. */
#ifndef LECTERN_LIBRARY_EDITION_MAKER_H
#define LECTERN_LIBRARY_EDITION_MAKER_H

struct edition_map;
struct edition_maker;

/* Begins to make the map of the library in `folder`, as it is now; NULL: no thread could be had. */
struct edition_maker *edition_maker_start(const char *folder);

/* Waits for the map and ends the maker (NULL is fine): NULL where it could not be made. Free with edition_map_free. The thread that
 * started it. */
struct edition_map *edition_maker_take(struct edition_maker *m);

#endif
