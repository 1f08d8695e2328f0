#include "screen/document_words.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

enum { WORDS_PER_MINUTE = 120 /* a calm pace, by which 'minutes' are told */, AUTHOR_MOST = 60 };

/* "By Ann Smith. ", cut after a word where the name is very long. */
static void add_author(const struct document *d, struct told *out)
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
    struct told author = {name, {0}};
    str_add(&author.said, str_text(&name));
    told_add_with(out, tr("By %s"), &author);
    told_add(out, ". ");
    told_free(&author);
}

void document_words(const struct document *d, const struct told *kind, struct told *out)
{
    unsigned minutes = d->words / WORDS_PER_MINUTE + 1;
    char counts[64];
    add_author(d, out);
    if (kind->shown.length_bytes)
        told_add_with(out, "%s. ", kind);
    if (d->pages > 1) {
        snprintf(counts, sizeof counts, trn("%u page. ", "%u pages. ", d->pages), d->pages);
        told_add(out, counts);
    }
    snprintf(counts, sizeof counts, trn("%u minute", "%u minutes", minutes), minutes);
    told_add(out, counts);
}
