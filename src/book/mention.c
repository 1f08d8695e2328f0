#include "book/mention.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/address.h"
#include "book/lead.h"
#include "book/mention_words.h"
#include "book/plain_words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum {
    SENTENCE_WORDS_MOST = 80,
    FIRST_BLOCKS = 8,       /* where a document says what it is */
    GREETING_BLOCKS = 40,   /* where it says what it is an edition of */
    HEADING_WORDS_MOST = 8, /* of a heading that names an edition for the links under it */
    UNDER_HEADING_BLOCKS = 2,
    TITLE_BYTES_MOST = 300,
    PATH_PARTS = 2
};

struct sentence {
    const struct book *book;
    uint32_t first, last;
    bool is_first, is_greeting;        /* where in the document it stands */
    struct str plain;                  /* without the words of addresses */
    size_t start[SENTENCE_WORDS_MOST]; /* of each word in plain: the space before it */
    struct named named[NAMED_MOST];
    size_t named_count;
    bool is_under, is_sure; /* named by the heading over it; of this very work */
};

static void add(struct mention_list *list, struct mention m, const struct str *text)
{
    if (!text->length_bytes || text->length_bytes > TITLE_BYTES_MOST)
        return;
    for (size_t i = 0; i < list->count; i++) {
        struct mention *old = &list->items[i];
        if (old->kind == m.kind && old->is_address == m.is_address &&
            strcmp(old->text, str_text(text)) == 0) {
            old->is_sure |= m.is_sure;
            old->own = old->own ? old->own : m.own;
            return;
        }
    }
    if (list->count == MENTIONS_MOST)
        return;
    m.text = mem_copy_string(str_text(text));
    list->items[list->count++] = m;
}

/* --- addresses --- */

static int hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : isxdigit((unsigned char)c) ? (c | 32) - 'a' + 10 : -1;
}

/* The last two parts of the path, %XX read; nothing where there is only a host. */
static void add_path_end(const char *uri, struct str *out)
{
    const char *scheme = strstr(uri, "://");
    const char *text = scheme ? scheme + 3 + strcspn(scheme + 3, "/?#") : uri;
    size_t bytes = strcspn(text, "?#");
    while (bytes && text[bytes - 1] == '/')
        bytes--;
    size_t from = bytes;
    for (int parts = 0; from; from--)
        if (text[from - 1] == '/' && ++parts == PATH_PARTS)
            break;
    while (from < bytes && text[from] == '/')
        from++;
    for (size_t i = from; i < bytes; i++) {
        int high = text[i] == '%' && i + 2 < bytes ? hex_digit(text[i + 1]) : -1;
        int low = high >= 0 ? hex_digit(text[i + 2]) : -1;
        char c = low >= 0 ? (char)(high * 16 + low) : text[i];
        i += low >= 0 ? 2 : 0;
        str_add_char(out, (unsigned char)c < ' ' || (low >= 0 && c == '/') ? ' ' : c);
    }
}

/* An address on the web, or a file beside this one; not a mailbox, a telephone, a script. */
static bool is_of_a_document(const char *uri)
{
    if (strncasecmp(uri, "http://", 7) == 0 || strncasecmp(uri, "https://", 8) == 0)
        return true;
    return *uri && uri[strcspn(uri, ":/?#")] != ':';
}

/* The editions that the address at `place` of plain stands for: the one named last before its end where there are several addresses. */
static void add_address(struct mention_list *list, const struct sentence *s, const char *uri,
                        size_t place, bool is_only)
{
    struct str text = {0};
    size_t from = 0, to = s->named_count;
    add_path_end(uri, &text);
    if (!is_only) {
        while (from + 1 < s->named_count && s->named[from + 1].begin < place)
            from++;
        to = from + 1;
    }
    for (size_t i = from; i < to; i++) {
        bool sure =
            s->is_under ? s->is_sure : mention_words_are_sure(str_text(&s->plain), &s->named[i]);
        add(list, (struct mention){s->named[i].kind, 0, true, sure, NULL}, &text);
    }
    str_free(&text);
}

static void read_addresses(struct mention_list *list, const struct sentence *s)
{
    size_t count = 0;
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t n = s->first; n <= s->last; n++) {
            struct lead lead;
            struct str uri = {0};
            bool is = lead_at(s->book, n, &lead) &&
                      (lead.kind == LEAD_ADDRESS || lead.kind == LEAD_ELSEWHERE);
            if (!is)
                continue;
            lead_add_uri(s->book, &lead, &uri);
            if (is_of_a_document(str_text(&uri))) {
                uint32_t last = lead.last_word < s->last ? lead.last_word : s->last;
                if (pass)
                    add_address(list, s, str_text(&uri), s->start[last - s->first] + 1, count == 1);
                else
                    count++;
            }
            n = lead.last_word > n ? lead.last_word : n;
            str_free(&uri);
        }
    }
}

/* --- titles --- */

static const char *const opening[] = {"\xe2\x80\x98", "\xe2\x80\x9c", "\xc2\xab", "'", "\"", NULL};
static const char *const closing[] = {"\xe2\x80\x99", "\xe2\x80\x9d", "\xc2\xbb", "'", "\"", NULL};

/* Which quotation mark word n begins with; -1 none. */
static int opens(const struct book *book, uint32_t n)
{
    for (int i = 0; opening[i]; i++) {
        size_t bytes = strlen(opening[i]);
        if (book->words[n].bytes > bytes &&
            memcmp(book->pool + book->words[n].text, opening[i], bytes) == 0)
            return i;
    }
    return -1;
}

/* Its bytes without the signs that end a sentence or a part of it. */
static size_t trimmed(const struct str *text)
{
    size_t bytes = text->length_bytes;
    while (bytes && strchr(".,;:!?) ", text->data[bytes - 1]))
        bytes--;
    return bytes;
}

/* Does word n end with that mark, but for signs? */
static bool closes(const struct book *book, uint32_t n, int mark)
{
    size_t bytes = book->words[n].bytes, sign = strlen(closing[mark]);
    const char *text = book->pool + book->words[n].text;
    while (bytes && strchr(".,;:!?)", text[bytes - 1]))
        bytes--;
    return bytes > sign && memcmp(text + bytes - sign, closing[mark], sign) == 0;
}

/* The title in quotation marks that begins between words `from` and `to`; it may hold full stops and go on to the block's end. */
static bool add_quoted(const struct book *book, uint32_t from, uint32_t to, struct str *out)
{
    const struct book_block *b = &book->blocks[book->words[from].block];
    uint32_t end = b->first_word + b->word_count;
    for (uint32_t n = from; n <= to; n++) {
        int mark = opens(book, n);
        for (uint32_t k = n; mark >= 0 && k < end; k++) {
            if (!closes(book, k, mark))
                continue;
            struct str whole = {0};
            lead_add_words(book, n, k, true, &whole);
            size_t first = strlen(opening[mark]), sign = strlen(closing[mark]);
            size_t bytes = trimmed(&whole);
            bool is = bytes > first + sign;
            if (is)
                str_add_bytes(out, whole.data + first, bytes - first - sign);
            str_free(&whole);
            return is;
        }
    }
    return false;
}

/* The words from n on that are one link, or bold or emphasised as it is. */
static bool add_marked(const struct book *book, uint32_t n, uint32_t to, struct str *out)
{
    const struct book_link *link = book_link_at(book, n);
    uint8_t style = book->words[n].style & (STYLE_BOLD | STYLE_EMPHASIS);
    uint32_t last = n;
    while (last < to &&
           (link ? book_link_at(book, last + 1) == link : (book->words[last + 1].style & style)))
        last++;
    if (!link && !style)
        return false;
    struct str whole = {0};
    lead_add_words(book, n, last, true, &whole);
    str_add_bytes(out, str_text(&whole), trimmed(&whole));
    str_free(&whole);
    return true;
}

static bool has_address(const struct book *book, uint32_t from, uint32_t to)
{
    struct address address;
    for (uint32_t n = from; n <= to; n++)
        if (address_at(book, n, &address, NULL))
            return true;
    return false;
}

static uint32_t word_of(const struct sentence *s, size_t place)
{
    uint32_t n = s->first;
    while (n < s->last && s->start[n + 1 - s->first] <= place)
        n++;
    return n;
}

static enum mention_kind counterpart(enum mention_kind own)
{
    return own == MENTION_WELSH     ? MENTION_ENGLISH
           : own == MENTION_ENGLISH ? MENTION_WELSH
                                    : MENTION_FULL;
}

/* "This is the Easy Read version of ...": of what. */
static bool read_own_title(struct mention_list *list, const struct sentence *s)
{
    const char *plain = str_text(&s->plain);
    size_t place = s->is_greeting ? mention_words_title(plain, &s->named[0], s->is_first) : 0;
    if (!place)
        return false;
    struct mention m = {counterpart(s->named[0].kind), s->named[0].kind, false, true, NULL};
    uint32_t n = word_of(s, place);
    struct str text = {0};
    if (!add_quoted(s->book, n, s->last, &text) && !add_marked(s->book, n, s->last, &text) &&
        !has_address(s->book, n, s->last)) {
        struct str rest = {0};
        lead_add_words(s->book, n, s->last, true, &rest);
        str_add_bytes(&text, str_text(&rest), trimmed(&rest));
        str_free(&rest);
        size_t comma = strcspn(str_text(&text), ",;(");
        struct str begin = {0};
        if (comma < text.length_bytes)
            str_add_bytes(&begin, str_text(&text), comma);
        add(list, m, &begin); /* 'of Learning together, our briefing on schools' */
        str_free(&begin);
    }
    add(list, m, &text);
    str_free(&text);
    return true;
}

/* "The full report is called '...'". */
static void read_quoted_title(struct mention_list *list, const struct sentence *s)
{
    const struct named *named = &s->named[s->named_count - 1];
    struct str text = {0};
    uint32_t from = word_of(s, named->begin) + 1;
    if (from <= s->last && add_quoted(s->book, from, s->last, &text)) {
        bool sure = mention_words_are_sure(str_text(&s->plain), named);
        add(list, (struct mention){named->kind, 0, false, sure, NULL}, &text);
    }
    str_free(&text);
}

/* --- sentences --- */

/* Is an edition named at all? Most sentences end here. */
static bool may_name(struct sentence *s)
{
    size_t bytes;
    const char *text = book_slice(s->book, s->first, s->last, &bytes);
    str_clear(&s->plain);
    str_add_char(&s->plain, ' ');
    plain_words_add(&s->plain, text, bytes);
    return mention_words_find(str_text(&s->plain), s->named) > 0;
}

static void make_plain(struct sentence *s)
{
    str_clear(&s->plain);
    str_add_char(&s->plain, ' ');
    for (uint32_t n = s->first; n <= s->last; n++) {
        const struct book_word *w = &s->book->words[n];
        struct address address;
        s->start[n - s->first] = s->plain.length_bytes - 1;
        bool is_address = address_at(s->book, n, &address, NULL);
        if (!is_address && !(w->style & STYLE_RAISED))
            plain_words_add(&s->plain, s->book->pool + w->text, w->bytes);
    }
}

static void read_sentence(struct mention_list *list, struct sentence *s)
{
    if (!s->named_count)
        return;
    if (!read_own_title(list, s))
        read_quoted_title(list, s);
    read_addresses(list, s);
}

/* What the heading over a block says. */
struct over {
    struct named named[NAMED_MOST];
    size_t count;
    uint32_t blocks; /* that it may speak for */
    bool is_sure, are_sources;
};

static void read_heading(struct sentence *s, struct over *over)
{
    const char *plain = str_text(&s->plain);
    *over = (struct over){.blocks = UNDER_HEADING_BLOCKS,
                          .are_sources = mention_words_are_sources(plain)};
    if (s->last - s->first >= HEADING_WORDS_MOST)
        return;
    over->count = mention_words_find(plain, over->named);
    over->is_sure = over->count && mention_words_are_sure(plain, &over->named[0]);
}

static void read_one(struct mention_list *list, struct sentence *s, bool is_heading,
                     struct over *over)
{
    bool is_under = !is_heading && over->blocks && over->count;
    if (s->last - s->first >= SENTENCE_WORDS_MOST || !(may_name(s) || is_heading || is_under))
        return;
    make_plain(s);
    if (is_heading)
        read_heading(s, over);
    if (over->are_sources)
        return;
    s->named_count = mention_words_find(str_text(&s->plain), s->named);
    s->is_under = is_under && !s->named_count;
    if (s->is_under) {
        memcpy(s->named, over->named, sizeof s->named);
        s->named_count = over->count;
        s->is_sure = over->is_sure;
        read_addresses(list, s);
    } else {
        read_sentence(list, s);
    }
}

static void read_block(struct mention_list *list, struct sentence *s, const struct book_block *b,
                       struct over *over)
{
    bool is_heading = b->kind == BLOCK_HEADING;
    for (uint32_t i = 0; i < b->sentence_count; i++) {
        const struct book_sentence *at = &s->book->sentences[b->first_sentence + i];
        s->first = at->first_word;
        s->last = at->first_word + at->word_count - 1;
        if (at->word_count)
            read_one(list, s, is_heading, over);
    }
    if (!is_heading && over->blocks)
        over->blocks--;
}

static bool may_say(const struct book_block *b)
{
    return b->word_count && (b->kind == BLOCK_HEADING || b->kind == BLOCK_PARAGRAPH ||
                             b->kind == BLOCK_LIST_ITEM || b->kind == BLOCK_CELL);
}

void mention_find(const struct book *book, struct mention_list *out)
{
    struct sentence s = {.book = book};
    struct over over = {0};
    *out = (struct mention_list){0};
    for (uint32_t n = 1, place = 0; n <= book->block_count && out->count < MENTIONS_MOST; n++) {
        const struct book_block *b = &book->blocks[n];
        if (!may_say(b) || b->first_word > book->word_count)
            continue;
        place++;
        s.is_first = place <= FIRST_BLOCKS;
        s.is_greeting = place <= GREETING_BLOCKS;
        read_block(out, &s, b, &over);
    }
    str_free(&s.plain);
}

void mention_list_free(struct mention_list *list)
{
    for (size_t i = 0; i < list->count; i++)
        free(list->items[i].text);
    *list = (struct mention_list){0};
}
