#include "book/easy_read.h"

#include "base/mem.h"
#include "base/str.h"
#include "book/plain_words.h"

#include <stdlib.h>
#include <string.h>

enum {
    SENTENCES_LEAST = 8,       /* fewer prove nothing */
    MEDIAN_WORDS_MOST = 12,    /* of a book that calls itself Easy Read */
    SILENT_MEDIAN_MOST = 10,   /* of one that does not say so */
    SILENT_LONG_MOST = 16,     /* words that nine in ten sentences stay within */
    SILENT_PAGES_LEAST = 8,    /* Easy Read is never short of pages */
    SILENT_PICTURES_LEAST = 6, /* pictures that explain, not a logo */
    FIRST_BLOCKS = 8,          /* where a document says what it is */
    GREETING_BLOCKS = 40,      /* where it says how to use it */
    NAME_WORDS_MOST = 8        /* longer, and the line is no name of an edition */
};

/* A line of 14 pt type is at least so high, from its highest to its lowest letters, in quarter points. */
enum { LARGE_LINE_QUARTERS = 15 * 4 };

static bool is_sentence_kind(uint8_t kind)
{
    return kind == BLOCK_PARAGRAPH || kind == BLOCK_LIST_ITEM || kind == BLOCK_QUOTE;
}

static bool is_document(uint8_t kind)
{
    return kind != BLOCK_LEFT_OUT && kind != BLOCK_FIGURE;
}

static void make_plain(struct str *out, const char *text, size_t bytes)
{
    str_clear(out);
    str_add_char(out, ' ');
    plain_words_add(out, text, bytes);
}

static bool has_any(const char *plain, const char *const *phrases)
{
    for (; *phrases; phrases++) {
        if (strstr(plain, *phrases))
            return true;
    }
    return false;
}

static bool has_name(const char *plain)
{
    static const char *const names[] = {" easy read ",
                                        " easyread ",
                                        " easy to read version ",
                                        " easy to read edition ",
                                        " hawdd ei ddeall ",
                                        " hawdd i w ddeall ",
                                        " hawdd i w ddarllen ",
                                        " darllen hawdd ",
                                        " hawdd ei ddarllen ",
                                        NULL};
    return has_any(plain, names);
}

/* A line that says where an Easy Read edition is, or how to make one. */
static bool is_pointer(const char *plain)
{
    static const char *const words[] = {" available ", " also ",     " ask ",      " see ",
                                        " how to ",    " download ", " guide to ", " about ",
                                        " contact ",   " writing ",  " making ",   " ar gael ",
                                        " hefyd ",     NULL};
    return has_any(plain, words);
}

/* 'This is an Easy Read document.' */
static bool is_greeting(const char *plain)
{
    static const char *const greetings[] = {
        " this is an easy read ",          " this is an easyread ",
        " this document is easy read ",    " this is the easy read ",
        " dogfen hawdd ei ddeall yw hon ", NULL};
    return has_any(plain, greetings) || strncmp(plain, " mae hon yn ddogfen hawdd", 25) == 0;
}

static bool block_says_so(const struct book *book, const struct book_block *block, uint32_t place,
                          struct str *plain)
{
    size_t bytes;
    const char *text =
        book_slice(book, block->first_word, block->first_word + block->word_count - 1, &bytes);
    make_plain(plain, text, bytes);
    if (is_greeting(str_text(plain)))
        return true;
    return place <= FIRST_BLOCKS && block->word_count <= NAME_WORDS_MOST &&
           has_name(str_text(plain)) && !is_pointer(str_text(plain));
}

static bool says_so(const struct book *book)
{
    struct str plain = {0};
    make_plain(&plain, book_title(book), strlen(book_title(book)));
    bool found = has_name(str_text(&plain)) && !is_pointer(str_text(&plain));
    for (uint32_t n = 1, place = 0; n <= book->block_count && !found; n++) {
        const struct book_block *block = &book->blocks[n];
        if (!block->word_count || !is_document(block->kind))
            continue;
        if (++place > GREETING_BLOCKS)
            break;
        found = block_says_so(book, block, place, &plain);
    }
    str_free(&plain);
    return found;
}

static int order_numbers(const void *left, const void *right)
{
    const uint32_t *a = left, *b = right;
    return *a < *b ? -1 : *a > *b;
}

/* Sentences by their length: the middle one, and the one that nine in ten stay within. */
struct lengths {
    size_t count;
    uint32_t median, long_words;
};

static struct lengths measure(const struct book *book)
{
    struct lengths lengths = {0};
    uint32_t *words = mem_new((size_t)book->sentence_count + 1, sizeof *words);
    for (uint32_t n = 1; n <= book->sentence_count; n++) {
        const struct book_sentence *sentence = &book->sentences[n];
        const struct book_block *block = &book->blocks[book->words[sentence->first_word].block];
        if (is_sentence_kind(block->kind))
            words[lengths.count++] = sentence->word_count;
    }
    if (lengths.count) {
        qsort(words, lengths.count, sizeof *words, order_numbers);
        lengths.median = words[lengths.count / 2];
        lengths.long_words = words[lengths.count * 9 / 10];
    }
    free(words);
    return lengths;
}

/* Half of the lines are of large type; true when their size is not known. */
static bool is_large(const struct book *book)
{
    uint32_t known = 0, large = 0;
    for (uint32_t n = 1; n <= book->word_count; n++) {
        const struct book_word *word = &book->words[n];
        if (!is_sentence_kind(book->blocks[word->block].kind) || word->box.y1 <= word->box.y0)
            continue;
        known++;
        large += word->box.y1 - word->box.y0 >= LARGE_LINE_QUARTERS;
    }
    return large * 2 >= known;
}

static bool looks_so(const struct book *book, const struct lengths *lengths)
{
    uint32_t pictures = 0, texts = 0;
    if (book->page_count < SILENT_PAGES_LEAST || lengths->median > SILENT_MEDIAN_MOST ||
        lengths->long_words > SILENT_LONG_MOST)
        return false;
    for (uint32_t n = 1; n <= book->block_count; n++) {
        pictures += book->blocks[n].kind == BLOCK_FIGURE;
        texts += is_sentence_kind(book->blocks[n].kind);
    }
    return pictures >= SILENT_PICTURES_LEAST && pictures * 5 >= texts * 2 && is_large(book);
}

bool easy_read_is(const struct book *book)
{
    struct lengths lengths = measure(book);
    if (lengths.count < SENTENCES_LEAST)
        return false;
    if (lengths.median <= MEDIAN_WORDS_MOST && says_so(book))
        return true;
    return looks_so(book, &lengths);
}
