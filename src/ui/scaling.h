/* scaling.h: a picture made another size, some rows at a time, so that a large one can be made ready between two inputs. What comes out
 * is what canvas_make_scaled makes. Any thread, one at a time. */
#ifndef LECTERN_UI_SCALING_H
#define LECTERN_UI_SCALING_H

#include <stdbool.h>
#include <stdint.h>

struct scaling;

/* Begins; `pixels` are borrowed until the end. NULL and the rest as canvas_make_scaled. End with scaling_take or scaling_free. */
struct scaling *scaling_new(const unsigned char *pixels, uint32_t width, uint32_t height,
                            uint32_t channels, int w, int h, uint32_t ground);

/* Makes at most `rows` further rows; true when all are made. */
bool scaling_go_on(struct scaling *s, int rows);

/* The pixels, to be freed with free; frees the scaling. Only when all rows are made. */
uint32_t *scaling_take(struct scaling *s);
void scaling_free(struct scaling *s); /* NULL is fine */

#endif
