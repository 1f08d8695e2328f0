#include "text/breaks.h"

#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "text/script.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

struct breaks {
    UBreakIterator *lines; /* NULL when ICU has no rules: then nothing may break */
    UText text;
    int32_t reached; /* the last boundary asked for */
};

struct breaks *breaks_new(void)
{
    struct breaks *breaks = mem_new(1, sizeof *breaks);
    breaks->text = (UText)UTEXT_INITIALIZER;
    UErrorCode status = U_ZERO_ERROR;
    breaks->lines = ubrk_open(UBRK_LINE, "", NULL, 0, &status);
    if (U_FAILURE(status)) {
        log_error("text: ICU has no rules for line breaks: %s", u_errorName(status));
        breaks->lines = NULL;
    }
    return breaks;
}

void breaks_free(struct breaks *breaks)
{
    if (!breaks)
        return;
    if (breaks->lines)
        ubrk_close(breaks->lines);
    utext_close(&breaks->text);
    free(breaks);
}

void breaks_set_text(struct breaks *breaks, const char *text, size_t bytes)
{
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&breaks->text, text, (int64_t)bytes, &status);
    if (breaks->lines)
        ubrk_setUText(breaks->lines, &breaks->text, &status);
    breaks->reached = 0;
}

bool breaks_at(struct breaks *breaks, size_t at)
{
    if (!breaks->lines)
        return false;
    /* ubrk_isBoundary looks at the text anew each time, which takes seconds for a long Thai paragraph: walk forward instead. */
    if ((int32_t)at < breaks->reached)
        breaks->reached = ubrk_first(breaks->lines);
    while (breaks->reached != UBRK_DONE && breaks->reached < (int32_t)at)
        breaks->reached = ubrk_next(breaks->lines);
    if (breaks->reached == UBRK_DONE)
        breaks->reached = INT32_MAX;
    return breaks->reached == (int32_t)at;
}

bool breaks_needs_icu(const char *text, size_t bytes, size_t at)
{
    if (at == 0 || at >= bytes)
        return false;
    size_t before = at - 1, used;
    while (before > 0 && ((unsigned char)text[before] & 0xC0) == 0x80)
        before--;
    const struct script *left = script_of(utf8_decode(text + before, bytes - before, &used));
    const struct script *right = script_of(utf8_decode(text + at, bytes - at, &used));
    return (left && left->unspaced) || (right && right->unspaced);
}

size_t breaks_fit(struct run_cache *runs, const char *text, size_t bytes,
                  const struct run_style *style, int width_px)
{
    size_t fits = script_cluster_end(text, bytes, 0);
    while (fits < bytes) {
        size_t next = script_cluster_end(text, bytes, fits);
        if (run_measure(runs, text, next, style) > width_px)
            break;
        fits = next;
    }
    return fits;
}
