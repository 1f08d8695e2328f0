#include "screen/document_words.h"
#include "ui/messages.h"

#include <string.h>

enum { WORDS_PER_MINUTE = 120 /* a calm pace, by which 'minutes' are told */, AUTHOR_MOST = 60 };

/* "By Ann Smith. ", cut after a word where the name is very long. */
static void add_author(const struct document *d, struct str *out)
{
    size_t bytes = d->author ? strlen(d->author) : 0, n = bytes;
    struct str name = {0};
    if (!bytes)
        return;
    if (bytes > AUTHOR_MOST) {
        for (n = AUTHOR_MOST; n > 1 && d->author[n] != ' ';)
            n--;
        if (n == 1) /* one long word: cut between letters */
            for (n = AUTHOR_MOST; n > 1 && ((unsigned char)d->author[n] & 0xc0) == 0x80;)
                n--;
    }
    str_add_bytes(&name, d->author, n);
    if (n < bytes)
        str_add(&name, "\xe2\x80\xa6");
    str_addf(out, tr("By %s"), str_text(&name));
    str_add(out, ". ");
    str_free(&name);
}

void document_words(const struct document *d, const char *kind, struct str *out)
{
    unsigned minutes = d->words / WORDS_PER_MINUTE + 1;
    add_author(d, out);
    if (*kind)
        str_addf(out, "%s. ", kind);
    if (d->pages > 1)
        str_addf(out, trn("%u page. ", "%u pages. ", d->pages), d->pages);
    str_addf(out, trn("%u minute", "%u minutes", minutes), minutes);
}
