#include "base/mem.h"
#include "book/model.h"
#include "speech/reading.h"
#include "speech/signs.h"

#include <stdlib.h>
#include <string.h>

enum { LABEL_WORDS_MOST = 8 };

static size_t split_label(const char *label, struct spoken_source *out)
{
    size_t n = 0;
    for (const char *p = label; *p && n < LABEL_WORDS_MOST; p += strspn(p, " ")) {
        size_t bytes = strcspn(p, " ");
        if (bytes)
            out[n++] = (struct spoken_source){p, bytes, true, false};
        p += bytes;
    }
    return n;
}

/* Whether a link begins with this word. */
static bool begins_link(const struct book *book, uint32_t word)
{
    const struct book_link *link = book_link_at(book, word);
    return link && link->first_word == word;
}

/* Writes the names of signs, and 'link', into what is said. */
static void name_signs(const struct reading *r, const struct lexicon *signs,
                       const struct spoken_source *sources, struct reading_spoken *s)
{
    struct signs_editor *editor =
        signs_begin(signs, r->settings->punctuation, &s->spoken, s->words);
    const char *link =
        r->settings->announce & NARRATOR_SAY_LINK ? signs_name(signs, "@link", 5) : NULL;
    for (size_t i = 0; i < s->spoken.word_count; i++) {
        if (link && s->words[i] && begins_link(r->book, s->words[i]))
            signs_add_ours(editor, i, link);
        signs_copy(editor, i, &sources[i]);
    }
    signs_end(editor, &s->spoken, &s->words);
}

void reading_item_spoken(const struct reading *r, const struct reading_item *item,
                         const struct lexicon *lexicon, const struct lexicon *signs,
                         struct reading_spoken *out)
{
    struct spoken_source *sources = mem_new(item->count + LABEL_WORDS_MOST, sizeof *sources);
    size_t n = split_label(item->label, sources), label_count = n;
    for (uint32_t i = 0; i < item->count; i++) {
        const struct book_word *w = &r->book->words[item->first + i];
        sources[n++] = (struct spoken_source){
            r->book->pool + w->text, w->bytes,
            (w->flags & (WORD_SPACE_AFTER | WORD_LINE_AFTER)) != 0, (w->style & STYLE_RAISED) != 0};
    }
    spoken_make(lexicon, item->lang, sources, n, &out->spoken);
    out->words = mem_new(n, sizeof *out->words);
    for (size_t i = label_count; i < n; i++)
        out->words[i] = item->first + (uint32_t)(i - label_count);
    if (signs && (r->settings->punctuation || (r->settings->announce & NARRATOR_SAY_LINK)))
        name_signs(r, signs, sources, out);
    free(sources);
}

void reading_spoken_free(struct reading_spoken *s)
{
    spoken_free(&s->spoken);
    free(s->words);
    s->words = NULL;
}

size_t reading_spoken_from(const struct reading_item *item, const struct reading_spoken *s)
{
    if (item->from == item->first)
        return 0;
    size_t i = 0;
    while (i < s->spoken.word_count && s->words[i] < item->from)
        i++;
    return i;
}
