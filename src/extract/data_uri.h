/* data_uri.h: pictures that stand in their own address ("data:image/png;base64,..."): how a web page is saved as one file. */
#ifndef LECTERN_EXTRACT_DATA_URI_H
#define LECTERN_EXTRACT_DATA_URI_H

#include "extract/pictures.h"

#include <stdbool.h>

/* False: it is none, it is damaged, or it is no larger than an icon. Free pixels with free. */
bool data_uri_picture(fz_context *ctx, const char *src, uint32_t most_px, struct picture *out);

#endif
