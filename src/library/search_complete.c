#include "base/mem.h"
#include "book/file.h"
#include "book/model.h"
#include "library/catalogue.h"
#include "library/search_handle.h"
#include "library/search_tally.h"
#include "library/term.h"

#include <stdlib.h>
#include <string.h>

/* What follows a word is counted in a few documents, so that a key is answered at once. */
enum { BOOKS_MOST = 4, BOOK_MOST_WORDS = 60000, PLACES_MOST = 200, BEFORE_MOST = 2 };

struct follow {
    struct search *search;
    const char *begin; /* the term typed so far */
    int64_t row;
    uint32_t places[PLACES_MOST]; /* the words that follow, in the document of `row` */
    size_t place_count;
    struct tally tally;
};

static void note_follower(void *data, int64_t row, const struct search_place *place)
{
    struct follow *f = data;
    f->row = row;
    if (place->column == SEARCH_COLUMN_WORDS && f->place_count < PLACES_MOST)
        f->places[f->place_count++] = place->place + place->words + 1;
}

/* Counts the words at f->places, as far as they begin with what was typed and stand in the same sentence. */
static void count_followers(struct follow *f)
{
    long at = search_find_number(f->search, f->row);
    struct book *book = NULL;
    if (at < 0 || f->search->documents[at].words > BOOK_MOST_WORDS ||
        catalogue_open_book(f->search->catalogue, f->search->documents[at].id, &book) != ERR_OK)
        return;
    for (size_t i = 0; i < f->place_count; i++) {
        uint32_t n = f->places[i];
        struct term term;
        if (n < 2 || n > book->word_count || book->words[n].sentence != book->words[n - 1].sentence)
            continue;
        term_read(book->pool + book->words[n].text, book->words[n].bytes, &term);
        if (term.bytes && strncmp(term.text, f->begin, strlen(f->begin)) == 0)
            tally_add(&f->tally, book->pool + book->words[n].text, &term, false);
    }
    for (size_t i = 0; i < f->tally.count; i++)
        f->tally.words[i].shown =
            NULL; /* it was the book's; the library's own way of writing it is shown */
    book_close(book);
}

static int compare_uses(const void *a, const void *b, void *data)
{
    const struct tally_word *x = a, *y = b;
    if (x->uses != y->uses)
        return x->uses < y->uses ? 1 : -1;
    return strcmp(tally_text(data, x), tally_text(data, y));
}

static bool is_there(char **words, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(words[i], word) == 0)
            return true;
    return false;
}

static size_t add_followers(struct follow *f, size_t most, char **out)
{
    size_t count = 0;
    sqlite3_stmt *row = search_statement(f->search, SEARCH_WORD);
    if (f->tally.count)
        qsort_r(f->tally.words, f->tally.count, sizeof *f->tally.words, compare_uses, &f->tally);
    for (size_t i = 0; row && i < f->tally.count && count < most; i++) {
        const char *text = tally_text(&f->tally, &f->tally.words[i]);
        if (strncmp(text, f->begin, strlen(f->begin)) != 0)
            continue; /* half of a word with a hyphen */
        sqlite3_bind_text(row, 1, text, -1, SQLITE_STATIC);
        if (sqlite3_step(row) == SQLITE_ROW && sqlite3_column_bytes(row, 0) > 0 &&
            !is_there(out, count, (const char *)sqlite3_column_text(row, 0)))
            out[count++] = mem_copy_string((const char *)sqlite3_column_text(row, 0));
        sqlite3_reset(row);
    }
    return count;
}

/* The last `words` terms of `before` as a phrase; false when it has fewer. */
static bool last_terms(const char *before, size_t words, struct str *out)
{
    struct term terms[BEFORE_MOST], term;
    size_t bytes = strlen(before), at = 0, word, word_bytes, count = 0;
    while (term_next_word(before, bytes, &at, &word, &word_bytes)) {
        term_read(before + word, word_bytes, &term);
        if (term.bytes)
            terms[count++ % words] = term;
    }
    if (count < words)
        return false;
    str_add_char(out, '"');
    for (size_t i = 0; i < words; i++)
        str_addf(out, "%s%s", i ? " " : "", terms[(count + i) % words].text);
    str_add_char(out, '"');
    return true;
}

/* Words that follow `phrase` in the first documents that have it. */
static void find_followers(struct follow *f, const struct str *phrase)
{
    struct search *s = f->search;
    struct search_gather gather = {note_follower, f, s->is_live, s->live_count, PLACES_MOST};
    sqlite3_stmt *row = search_statement(s, SEARCH_MATCH);
    if (!row)
        return;
    sqlite3_bind_text64(row, 1, phrase->data, phrase->length_bytes, SQLITE_STATIC, SQLITE_UTF8);
    sqlite3_bind_int64(row, 2, 0);
    sqlite3_bind_int64(row, 3, INT64_MAX);
    s->base.fts.gather = &gather;
    for (int books = 0; books < BOOKS_MOST;) {
        f->place_count = 0;
        if (sqlite3_step(row) != SQLITE_ROW)
            break;
        books += f->place_count > 0;
        if (f->place_count)
            count_followers(f);
    }
    s->base.fts.gather = NULL;
    sqlite3_reset(row);
}

static size_t complete_after(struct search *s, const char *before, const char *begin, size_t most,
                             char **out)
{
    struct follow f = {.search = s, .begin = begin};
    for (size_t words = BEFORE_MOST; words && !f.tally.count; words--) {
        struct str phrase = {0};
        if (last_terms(before, words, &phrase))
            find_followers(&f, &phrase);
        str_free(&phrase);
    }
    size_t count = add_followers(&f, most, out);
    tally_free(&f.tally);
    return count;
}

static size_t complete(struct search *s, const char *before, const char *typed, size_t most,
                       char **out)
{
    struct term term;
    term_read(typed, strlen(typed), &term);
    size_t count = before ? complete_after(s, before, term.text, most, out) : 0;
    sqlite3_stmt *row = search_statement(s, SEARCH_BEGINNING);
    if (!row || count == most)
        return count;
    search_bind_range(row, term.text);
    sqlite3_bind_int64(row, 3, (int64_t)most);
    while (count < most && sqlite3_step(row) == SQLITE_ROW) {
        const char *shown = (const char *)sqlite3_column_text(row, 1);
        if (!is_there(out, count, shown))
            out[count++] = mem_copy_string(shown);
    }
    sqlite3_reset(row);
    return count;
}

size_t search_complete(struct search *s, const char *before, const char *typed, size_t most,
                       char **out)
{
    bool ready;
    size_t count = 0;
    if (most && search_begin_look(s, &ready) == ERR_OK && ready)
        count = complete(s, before, typed, most, out);
    search_end_look(s);
    return count;
}
