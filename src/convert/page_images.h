/* page_images.h: pictures of a document's own pages, drawn by a worker that lives while somebody looks at them.
 *
 * One thread starts lectern-worker with the open document, asks it for parts of pages, times it and kills it; main says what is
 * wanted and looks at what has come. A page that takes longer than page_ms, or that ends its worker, is reported, and a fresh
 * worker goes on with the next. Nothing that comes is believed: its size must be the one that was asked for. Every function: main. */
#ifndef LECTERN_CONVERT_PAGE_IMAGES_H
#define LECTERN_CONVERT_PAGE_IMAGES_H

#include "base/err.h"
#include "base/geom.h"
#include "convert/convert.h"

#include <stdbool.h>
#include <stdint.h>

struct page_images;

enum { PAGE_IMAGES_WANTED_MOST = 4, PAGE_SIDE_MOST_PX = 32000 };
#define PAGE_IMAGE_MOST_BYTES (36u << 20) /* of one image: more than the largest glass */
#define PAGE_IMAGES_KEPT_BYTES                                                                     \
    (40u << 20) /* of all that are kept; what is made ahead gives way first */

/* Of a page that is drawn width_px by height_px pixels large, this part of it. */
struct page_part {
    uint32_t page;           /* from 1 */
    int width_px, height_px; /* of the whole page: 1 to PAGE_SIDE_MOST_PX */
    struct rect part;        /* within it */
};

bool page_part_is_same(const struct page_part *a, const struct page_part *b);

enum page_state { PAGE_NOT_WANTED, PAGE_WAITING, PAGE_READY, PAGE_FAILED };

/* Starts the thread; the worker is started with the first wish. `worker_path` NULL: convert_worker_path(). `document_fd` is
 * borrowed only for this call (it is duplicated). `wake(data)` (NULL: none) is called from the thread whenever page_images_look may
 * say something else. Free with page_images_free. */
MUST_USE enum err page_images_new(const char *worker_path, int document_fd, const char *name,
                                  const struct convert_limits *limits, void (*wake)(void *),
                                  void *data, struct page_images **out);

/* Ends the worker and lets all pictures go. NULL is fine. Waits for no page. */
void page_images_free(struct page_images *p);

/* What is wanted now: the first at once, the others ahead of time, at most PAGE_IMAGES_WANTED_MOST. What was wanted before and no
 * longer is is not drawn any more; what is ready stays while there is room. Pictures that page_images_look lent and that are not
 * wanted now are gone. Sizes out of range are left out. */
void page_images_want(struct page_images *p, const struct page_part *wanted, int count);

/* How far a part is. PAGE_READY: *pixels (0xffRRGGBB, part.w x part.h, borrowed until page_images_want or _free) is set.
 * PAGE_FAILED: *cause is set: ERR_TOO_SLOW, ERR_DAMAGED, ERR_TOO_BIG, ERR_LOCKED, ERR_NOT_A_KIND, ERR_WORKER, ERR_NO_MEMORY. Both may be NULL. */
enum page_state page_images_look(struct page_images *p, const struct page_part *part,
                                 const uint32_t **pixels, enum err *cause);

/* Waits until a part that is wanted is ready or has failed, or until `most_ms` have passed. */
enum page_state page_images_wait(struct page_images *p, const struct page_part *part,
                                 uint32_t most_ms);

#endif
