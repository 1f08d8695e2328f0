#include "library/entry.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/model.h"
#include "library/catalogue.h"
#include "library/edition_said.h"

#include <string.h>

enum { TITLE_MOST_BYTES = 512, AUTHOR_MOST_BYTES = 256, LANG_MOST_BYTES = 32 };

/* Signs that turn the writing around: a name made with them shows another ending than it has. */
static bool turns_around(uint32_t cp)
{
    return (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x2069);
}

static bool is_control(uint32_t cp)
{
    return cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || cp == 0x2028 || cp == 0x2029;
}

char *entry_clean_text(const char *text, size_t most_bytes)
{
    struct str clean = {0};
    size_t bytes = strlen(text), used;
    for (size_t at = 0; at < bytes; at += used) {
        char encoded[4];
        uint32_t cp = utf8_decode(text + at, bytes - at, &used);
        if (turns_around(cp))
            continue;
        if (is_control(cp))
            cp = ' ';
        size_t count = utf8_encode(cp, encoded);
        if (clean.length_bytes + count > most_bytes)
            break;
        str_add_bytes(&clean, encoded, count);
    }
    return clean.data ? clean.data : mem_copy_string("");
}

void entry_describe_book(const struct book *book, struct document *d)
{
    d->title = entry_clean_text(book_title(book), TITLE_MOST_BYTES);
    d->author = entry_clean_text(book_string(book, book->info->author), AUTHOR_MOST_BYTES);
    d->lang = entry_clean_text(book_string(book, book->info->lang), LANG_MOST_BYTES);
    d->says = edition_said_make(book);
    d->pages = book->page_count;
    d->words = book->word_count;
    d->source = book->info->source;
    d->order = book->info->order;
    d->easy_read = (book->info->flags & BOOK_IS_EASY_READ) != 0;
}
