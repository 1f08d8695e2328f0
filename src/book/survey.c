#include "book/survey.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SENTENCE_MOST_WORDS = 30, EASY_SENTENCE_MOST_WORDS = 15 };

static void add_page(struct survey_pages *pages, uint32_t number)
{
    if (pages->count < SURVEY_PAGES_MOST)
        pages->numbers[pages->count] = number;
    pages->count++;
}

static void survey_warnings(const struct book *book, struct survey *s)
{
    for (uint32_t n = 1; n <= book->warning_count; n++) {
        const struct book_warning *warning = &book->warnings[n];
        switch ((enum warning_kind)warning->kind) {
        case WARNING_PAGE_LOST:
            add_page(&s->lost, warning->page);
            break;
        case WARNING_PICTURES_LOST:
            add_page(&s->without_pictures, warning->page);
            break;
        case WARNING_PICTURES_GIVEN_UP:
            s->no_pictures = warning;
            break;
        case WARNING_PAGES_GIVEN_UP:
            s->given_up_from = warning->page;
            break;
        case WARNING_PAGE_NO_TEXT:
            add_page(&s->without_text, warning->page);
            break;
        case WARNING_TAGS_SET_ASIDE:
        case WARNING_TAGS_PARTLY_USED:
            s->tags = warning;
            break;
        case WARNING_DAMAGED_MENDED:
            s->is_mended = true;
            break;
        case WARNING_TEXT_CUT:
            s->is_cut = true;
            break;
        case WARNING_LEFT_OUT:
            s->left_out += warning->count;
            break;
        case WARNING_UNTAGGED:
        case WARNING_PICTURES_NO_ALT:
            break; /* the order and the figures say it */
        }
    }
}

/* Outer lists only. A list goes on behind what stands between its items; where lists have no number, a run of items is one. */
static void survey_lists(const struct book *book, struct survey *s)
{
    bool in_run = false;
    uint32_t group = 0;
    for (uint32_t n = 1; n <= book->block_count; n++) {
        const struct book_block *block = &book->blocks[n];
        if (block->kind == BLOCK_LIST_ITEM) {
            bool is_inner = block->level > 1 && s->lists > 0;
            bool goes_on = is_inner || (block->group == group && (group || in_run));
            s->list_items++;
            s->lists += !goes_on;
            group = is_inner ? group : block->group;
            in_run = true;
        } else if (block->kind != BLOCK_LEFT_OUT && block->kind != BLOCK_NOTE &&
                   block->kind != BLOCK_FIGURE) {
            in_run = false;
        }
    }
}

struct table {
    uint32_t rows, columns;
    bool has_head;
};

static uint32_t most(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static void survey_tables(const struct book *book, struct survey *s)
{
    uint32_t groups = 0;
    for (uint32_t n = 1; n <= book->block_count; n++)
        groups = most(groups, book->blocks[n].group);
    struct table *tables = mem_new((size_t)groups + 1, sizeof *tables);
    for (uint32_t n = 1; n <= book->block_count; n++) {
        const struct book_block *block = &book->blocks[n];
        if (block->kind != BLOCK_CELL)
            continue;
        struct table *table = &tables[block->group];
        table->rows = most(table->rows, most(block->row, 1));
        table->columns = most(table->columns, block->column);
        table->has_head = table->has_head || (block->flags & BLOCK_IS_HEADER);
    }
    for (uint32_t g = 0; g <= groups; g++) {
        s->tables += tables[g].rows > 0;
        s->tables_without_heads +=
            tables[g].rows > 1 && tables[g].columns > 1 && !tables[g].has_head;
    }
    free(tables);
}

/* Without figures, so that 'Page 3' and 'Page 4' are the same. */
static bool is_same_furniture(const struct book *book, uint32_t a, uint32_t b)
{
    size_t a_bytes, b_bytes, i = 0, k = 0;
    const struct book_block *x = &book->blocks[a], *y = &book->blocks[b];
    const char *p = book_slice(book, x->first_word, x->first_word + x->word_count - 1, &a_bytes);
    const char *q = book_slice(book, y->first_word, y->first_word + y->word_count - 1, &b_bytes);
    for (;; i++, k++) {
        while (i < a_bytes && p[i] >= '0' && p[i] <= '9')
            i++;
        while (k < b_bytes && q[k] >= '0' && q[k] <= '9')
            k++;
        if (i == a_bytes || k == b_bytes)
            return i == a_bytes && k == b_bytes;
        if (p[i] != q[k])
            return false;
    }
}

static bool has_letter(const struct book *book, uint32_t block)
{
    const struct book_block *b = &book->blocks[block];
    size_t bytes = 0, used;
    const char *text =
        b->word_count ? book_slice(book, b->first_word, b->first_word + b->word_count - 1, &bytes)
                      : "";
    for (size_t at = 0; at < bytes; at += used) {
        uint32_t cp = utf8_decode(text + at, bytes - at, &used);
        bool is_latin = (cp | 32) >= 'a' && (cp | 32) <= 'z';
        if (is_latin || (cp >= 0xc0 && cp < 0x2000) || (cp >= 0x2c00 && cp < 0xe000))
            return true;
    }
    return false;
}

static void note_left_out(const struct book *book, struct survey *s, uint32_t block)
{
    if (!has_letter(book, block))
        return;
    for (int i = 0; i < SURVEY_EXAMPLES_MOST; i++) {
        if (!s->left_out_examples[i]) {
            s->left_out_examples[i] = block;
            return;
        }
        if (is_same_furniture(book, s->left_out_examples[i], block))
            return;
    }
}

static void survey_blocks(const struct book *book, struct survey *s)
{
    uint32_t level = 0, furniture = 0;
    for (uint32_t n = 1; n <= book->block_count; n++) {
        const struct book_block *block = &book->blocks[n];
        switch ((enum block_kind)block->kind) {
        case BLOCK_HEADING:
            s->headings++;
            if (level && block->level > level + 1 && ++s->skips == 1)
                s->first_skip = n;
            level = block->level;
            break;
        case BLOCK_PARAGRAPH:
            s->paragraphs++;
            break;
        case BLOCK_QUOTE:
            s->quotes++;
            break;
        case BLOCK_NOTE:
            s->notes++;
            break;
        case BLOCK_FIGURE:
            s->pictures++;
            s->pictures_without_description += block->alt_count == 0;
            s->description_words += block->alt_count;
            break;
        case BLOCK_LEFT_OUT:
            furniture++;
            note_left_out(book, s, n);
            break;
        case BLOCK_LIST_ITEM:
        case BLOCK_CELL:
        case BLOCK_CAPTION:
            break;
        }
    }
    s->left_out = most(s->left_out, furniture);
}

static void survey_contents(const struct book *book, struct survey *s)
{
    uint32_t same = 0;
    for (uint32_t n = 1; n <= book->entry_count && n <= book->heading_count; n++)
        same += book->entries[n].word == book->blocks[book->headings[n]].first_word;
    s->has_own_contents =
        book->entry_count > 0 && !(same == book->entry_count && same == book->heading_count);
}

static bool is_address(const char *text, size_t bytes)
{
    const char *at = memchr(text, '@', bytes);
    return memmem(text, bytes, "://", 3) || memmem(text, bytes, "www.", 4) ||
           (at && at > text && memchr(at, '.', bytes - (size_t)(at - text)));
}

/* Link texts that say nothing to whoever hears the links alone. */
static bool is_vague(const char *text, size_t bytes)
{
    static const char *const words[] = {"here",      "click here",    "click",        "more",
                                        "read more", "find out more", "link",         "this",
                                        "this link", "this page",     "cliciwch yma", "yma",
                                        "mwy",       "download"};
    while (bytes && strchr(".,;:!?)\"' ", text[bytes - 1]))
        bytes--;
    while (bytes && strchr("(\"' ", *text)) {
        text++;
        bytes--;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (strlen(words[i]) == bytes && strncasecmp(words[i], text, bytes) == 0)
            return true;
    }
    return false;
}

static void survey_links(const struct book *book, struct survey *s)
{
    for (uint32_t n = 1; n <= book->link_count; n++) {
        const struct book_link *link = &book->links[n];
        if (link->first_word > book->word_count)
            break; /* in a description or in furniture */
        s->links_out += link->uri != 0;
        s->links_inside += !link->uri;
        s->links_lost += !link->uri && !link->target;
        const struct book_word *first = &book->words[link->first_word];
        const struct book_word *last = &book->words[link->first_word + link->word_count - 1];
        if (first->block == last->block &&
            is_vague(book->pool + first->text, last->text + last->bytes - first->text))
            s->links_vague++;
    }
}

static bool is_english_tag(const char *tag)
{
    return !tag[0] || (strncasecmp(tag, "en", 2) == 0 && (!tag[2] || tag[2] == '-'));
}

static int order_langs(const void *left, const void *right)
{
    const struct survey_lang *a = left, *b = right;
    if (a->words != b->words)
        return a->words > b->words ? -1 : 1;
    return strcmp(a->tag, b->tag);
}

/* Tags of one language into its most frequent one; `langs` are in order. Returns how many are left. */
static uint32_t merge_langs(struct survey_lang *langs, uint32_t count)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < count; i++) {
        size_t bytes = strcspn(langs[i].tag, "-");
        uint32_t k = 0;
        while (k < kept && (strncasecmp(langs[k].tag, langs[i].tag, bytes) != 0 ||
                            strcspn(langs[k].tag, "-") != bytes))
            k++;
        if (k < kept)
            langs[k].words += langs[i].words;
        else
            langs[kept++] = langs[i];
    }
    return kept;
}

static void survey_words(const struct book *book, struct survey *s)
{
    struct survey_lang *langs = mem_new((size_t)book->lang_count + 1, sizeof *langs);
    uint32_t english = 0;
    s->words = book->word_count;
    for (uint32_t i = 0; i <= book->lang_count; i++)
        langs[i].tag = book_string(book, book->langs[i]);
    for (uint32_t n = 1; n <= book->word_count; n++) {
        const struct book_word *word = &book->words[n];
        langs[word->lang].words++;
        if (is_address(book->pool + word->text, word->bytes)) {
            s->addresses++;
            s->long_addresses += word->bytes > SURVEY_ADDRESS_LONG_BYTES;
        }
    }
    qsort(langs, (size_t)book->lang_count + 1, sizeof *langs, order_langs);
    uint32_t count = merge_langs(langs, book->lang_count + 1);
    qsort(langs, count, sizeof *langs, order_langs);
    for (uint32_t i = 0; i < count; i++) {
        english += is_english_tag(langs[i].tag) ? langs[i].words : 0;
        if (langs[i].words && s->lang_count < SURVEY_LANGS_MOST)
            s->langs[s->lang_count++] = langs[i];
    }
    s->is_english = english * 2 >= book->word_count;
    free(langs);
}

/* Three words or more with a letter or figure in them, in English. */
static void add_sentence(const struct book *book, struct survey *s,
                         const struct book_sentence *sentence)
{
    struct reading_count count = {.sentences = 1};
    for (uint32_t i = 0; i < sentence->word_count; i++) {
        uint32_t n = sentence->first_word + i;
        const struct book_word *word = &book->words[n];
        if (!is_english_tag(book_word_lang(book, n)))
            return;
        if (!(word->style & STYLE_RAISED))
            reading_add_word(&count, book->pool + word->text, word->bytes);
    }
    if (count.words < 3)
        return;
    s->reading.sentences++;
    s->reading.words += count.words;
    s->reading.syllables += count.syllables;
    s->reading.long_words += count.long_words;
}

static void survey_sentences(const struct book *book, struct survey *s)
{
    uint32_t longest = 0;
    bool is_easy = book->info->flags & BOOK_IS_EASY_READ;
    s->sentence_most_words = is_easy ? EASY_SENTENCE_MOST_WORDS : SENTENCE_MOST_WORDS;
    for (uint32_t n = 1; n <= book->sentence_count; n++) {
        const struct book_sentence *sentence = &book->sentences[n];
        if (sentence->first_word > book->word_count)
            break; /* descriptions and furniture come last */
        uint8_t kind = book->blocks[book->words[sentence->first_word].block].kind;
        if (kind != BLOCK_PARAGRAPH && kind != BLOCK_LIST_ITEM && kind != BLOCK_QUOTE)
            continue;
        add_sentence(book, s, sentence);
        s->long_sentences += sentence->word_count > s->sentence_most_words;
        if (sentence->word_count > longest) {
            longest = sentence->word_count;
            s->longest_sentence = n;
        }
    }
}

void survey_make(const struct book *book, struct survey *out)
{
    *out = (struct survey){0};
    survey_warnings(book, out);
    survey_blocks(book, out);
    survey_lists(book, out);
    survey_tables(book, out);
    survey_contents(book, out);
    survey_links(book, out);
    survey_words(book, out);
    survey_sentences(book, out);
}
