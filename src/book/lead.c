#include "book/lead.h"

#include "book/address.h"
#include "book/meaning.h"
#include "book/reference.h"

#include <string.h>

enum { SUMMARY_WORDS_MOST = 6 };

/* The note's mark as it is compared: letters, figures and signs without brackets and full stops. */
static size_t mark_of(const char *text, size_t bytes, const char **out)
{
    while (bytes && strchr("([", *text) && *text) {
        text++;
        bytes--;
    }
    while (bytes && text[bytes - 1] && strchr(".)]:, ", text[bytes - 1]))
        bytes--;
    *out = text;
    return bytes;
}

static bool bears_mark(const struct book *book, uint32_t block, const char *mark, size_t bytes)
{
    const char *label = book_string(book, book->blocks[block].label), *own;
    size_t own_bytes = mark_of(label, strlen(label), &own);
    return own_bytes == bytes && bytes && memcmp(own, mark, bytes) == 0;
}

/* The note with that mark: the next after the word, else the nearest before. */
static uint32_t find_note(const struct book *book, uint32_t n)
{
    const char *mark;
    size_t bytes = mark_of(book->pool + book->words[n].text, book->words[n].bytes, &mark);
    uint32_t from = book->words[n].block;
    for (uint32_t b = from + 1; b <= book->block_count; b++) {
        if (book->blocks[b].kind == BLOCK_NOTE && bears_mark(book, b, mark, bytes))
            return b;
    }
    for (uint32_t b = from; b-- > 1;) {
        if (book->blocks[b].kind == BLOCK_NOTE && bears_mark(book, b, mark, bytes))
            return b;
    }
    return 0;
}

/* A note may go on over several blocks, of which only the first bears a label. */
static void fill_note(const struct book *book, uint32_t block, struct lead *out)
{
    out->kind = LEAD_NOTE;
    out->target = out->last_block = block;
    for (uint32_t b = block + 1; b <= book->block_count; b++) {
        if (book->blocks[b].kind != BLOCK_NOTE || *book_string(book, book->blocks[b].label))
            break;
        out->last_block = b;
    }
}

static bool is_in_note(const struct book *book, uint32_t word)
{
    return book->blocks[book->words[word].block].kind == BLOCK_NOTE;
}

static void fill_link(const struct book *book, const struct book_link *link, struct lead *out)
{
    uint32_t n = out->first_word;
    *out = (struct lead){.kind = LEAD_NOWHERE,
                         .first_word = link->first_word,
                         .last_word = link->first_word + link->word_count - 1};
    if (link->uri) {
        bool ours = address_is_for_people(book_string(book, link->uri));
        out->kind = ours ? LEAD_ADDRESS : LEAD_ELSEWHERE;
    } else if (link->target && link->target <= book->word_count) {
        uint32_t block = book->words[link->target].block;
        if (is_in_note(book, link->target) && !is_in_note(book, n)) {
            fill_note(book, block, out);
        } else {
            out->kind = LEAD_WORD;
            out->target = link->target;
        }
    }
}

bool lead_at(const struct book *book, uint32_t n, struct lead *out)
{
    if (!n || n > book->word_count)
        return false;
    *out = (struct lead){.first_word = n, .last_word = n};
    const struct book_link *link = book_link_at(book, n);
    bool is_mark = (book->words[n].style & STYLE_RAISED) && !is_in_note(book, n);
    uint32_t note = is_mark ? find_note(book, n) : 0;
    if (link)
        fill_link(book, link, out);
    if (note && out->kind != LEAD_NOTE && out->kind != LEAD_ADDRESS) {
        *out = (struct lead){.first_word = n, .last_word = n};
        fill_note(book, note, out);
    }
    if (out->kind)
        return true;
    struct reference page;
    if (reference_at(book, n, &page)) {
        *out = (struct lead){.kind = LEAD_PAGE,
                             .first_word = page.first_word,
                             .last_word = page.last_word,
                             .target = page.page ? reference_word(book, page.page) : 0};
        memcpy(out->label, page.label, sizeof out->label);
        return true;
    }
    struct address address;
    if (!address_at(book, n, &address, NULL))
        return false;
    *out = (struct lead){LEAD_ADDRESS, address.first_word, address.last_word, 0, 0, ""};
    return true;
}

void lead_add_uri(const struct book *book, const struct lead *lead, struct str *out)
{
    struct address address;
    const struct book_link *link = book_link_at(book, lead->first_word);
    if (link && link->uri)
        str_add(out, book_string(book, link->uri));
    else
        (void)address_at(book, lead->first_word, &address, out);
}

void lead_add_words(const struct book *book, uint32_t first, uint32_t last, bool without_marks,
                    struct str *out)
{
    bool space = false;
    for (uint32_t n = first; n && n <= last && n <= book->word_total; n++) {
        const struct book_word *w = &book->words[n];
        bool new_block = n > first && book->words[n - 1].block != w->block;
        if (without_marks && (w->style & STYLE_RAISED)) {
            space |= (w->flags & WORD_SPACE_AFTER) != 0;
            continue;
        }
        if (new_block || space)
            str_add_char(out, new_block ? '\n' : ' ');
        str_add_bytes(out, book->pool + w->text, w->bytes);
        space = (w->flags & WORD_SPACE_AFTER) != 0;
    }
}

/* A number before a name is no part of it: '1.2 Summary'. */
static const char *without_number(const char *plain)
{
    while (*plain && strspn(plain, "0123456789 ") > 0)
        plain += strspn(plain, "0123456789 ");
    return plain;
}

uint32_t lead_summary(const struct book *book)
{
    static const char *const names[] = {"summary",
                                        "executive summary",
                                        "plain english summary",
                                        "short summary",
                                        "easy summary",
                                        "in summary",
                                        "key points",
                                        "key messages",
                                        "the key points",
                                        "main points",
                                        "the main points",
                                        "at a glance",
                                        "in short",
                                        "in brief",
                                        "in a nutshell",
                                        "crynodeb",
                                        "crynodeb gweithredol",
                                        "crynodeb byr",
                                        "pwyntiau allweddol",
                                        "prif bwyntiau",
                                        "y prif bwyntiau",
                                        "negeseuon allweddol",
                                        "yn gryno",
                                        "cipolwg",
                                        NULL};
    uint32_t found = 0;
    for (uint32_t h = 1; h <= book->heading_count && !found; h++) {
        const struct book_block *b = &book->blocks[book->headings[h]];
        if (!b->word_count || b->word_count > SUMMARY_WORDS_MOST ||
            b->first_word > book->word_count)
            continue;
        struct str plain = {0};
        meaning_plain(&plain, book, b->first_word, b->first_word + b->word_count - 1,
                      SUMMARY_WORDS_MOST);
        if (plain.length_bytes && plain.data[plain.length_bytes - 1] == ' ')
            plain.data[--plain.length_bytes] = 0;
        const char *name = without_number(str_text(&plain));
        for (const char *const *n = names; *n && !found; n++)
            found = strcmp(*n, name) == 0 ? b->first_word : 0;
        str_free(&plain);
    }
    return found;
}
