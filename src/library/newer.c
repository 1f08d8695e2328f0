#include "library/newer.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/file.h"
#include "book/model.h"
#include "library/catalogue_parts.h"
#include "library/edition_key.h"
#include "library/term.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static const double same_title_least = 1.0 / 3, other_title_least = 2.0 / 3;
static const int64_t day_s = 24 * 60 * 60;

struct place {
    char *name_key; /* NULL: it is never replaced */
    char *book_path;
    int64_t changed_s;
    bool is_moved; /* staff chose its section */
};

struct newer {
    struct document_list documents;
    struct place *places; /* of each */
};

/* --- names --- */

static bool is_mark(const char *word)
{
    static const char *const marks[] = {"final",    "draft",     "copy",    "new",    "updated",
                                        "revised",  "corrected", "amended", "latest", "edited",
                                        "terfynol", "drafft",    "newydd",  NULL};
    for (const char *const *m = marks; *m; m++)
        if (strcmp(*m, word) == 0)
            return true;
    return false;
}

static bool is_version(const char *word)
{
    return strcmp(word, "v") == 0 || strcmp(word, "ver") == 0 || strcmp(word, "version") == 0 ||
           strcmp(word, "rev") == 0 || strcmp(word, "revision") == 0 ||
           strcmp(word, "fersiwn") == 0;
}

static bool is_number(const char *word)
{
    return strspn(word, "0123456789") == strlen(word);
}

enum { KEY_WORDS_MOST = 64 };

/* The bytes of a text without a copy's number at its end: "Guide (2)". */
static size_t without_copy_number(const char *text, size_t bytes)
{
    size_t at = bytes;
    if (!at || text[--at] != ')')
        return bytes;
    size_t end = at;
    while (at && text[at - 1] >= '0' && text[at - 1] <= '9')
        at--;
    if (at == end || end - at > 2 || !at || text[at - 1] != '(')
        return bytes;
    for (at--; at && text[at - 1] == ' ';)
        at--;
    return at;
}

/* Cuts off the last of `words` what marks copies and versions: "guide v 2 1 final" is "guide". One word stays. */
static size_t without_marks(char *const *words, size_t count)
{
    for (;;) {
        size_t numbers = count;
        while (numbers && is_number(words[numbers - 1]))
            numbers--;
        if (numbers > 1 && numbers < count && is_version(words[numbers - 1]))
            count = numbers - 1;
        else if (count > 1 && is_mark(words[count - 1]))
            count--;
        else
            return count;
    }
}

/* *numbers gets the figures that are left, parted by spaces. */
static char *make_key(const char *text, size_t bytes, struct str *numbers)
{
    struct str all = {0}, key = {0};
    char *words[KEY_WORDS_MOST], *rest = NULL;
    size_t count = 0;
    edition_key_words(text, without_copy_number(text, bytes), &all);
    str_add_char(&all, '\0');
    for (char *w = strtok_r(all.data, " ", &rest); w && count < KEY_WORDS_MOST;
         w = strtok_r(NULL, " ", &rest))
        words[count++] = w;
    count = without_marks(words, count);
    for (size_t i = 0; i < count; i++) {
        str_addf(&key, "%s%s", i ? " " : "", words[i]);
        if (numbers && is_number(words[i]))
            str_addf(numbers, "%s ", words[i]);
    }
    str_free(&all);
    return key.data ? key.data : mem_copy_string("");
}

char *newer_name_key(const char *name)
{
    return make_key(name, edition_key_stem_bytes(name), NULL);
}

/* --- what is here --- */

/* Whether a query of one id gives a row. */
static bool has_row(sqlite3_stmt *s, const char *id)
{
    sqlite3_reset(s);
    return sqlite3_bind_text(s, 1, id, -1, SQLITE_STATIC) == SQLITE_OK &&
           sqlite3_step(s) == SQLITE_ROW;
}

static void read_place(struct catalogue *c, const struct document *d, sqlite3_stmt *moved,
                       struct place *out)
{
    struct stat st;
    char *path = catalogue_document_path(c, d->id);
    out->name_key = newer_name_key(d->name);
    out->book_path = catalogue_book_path(c, d->id);
    out->changed_s = stat(path, &st) == 0 ? st.st_mtim.tv_sec : 0;
    out->is_moved = has_row(moved, d->id);
    free(path);
}

enum err newer_open(struct catalogue *c, struct newer **out)
{
    sqlite3_stmt *packed = NULL, *moved = NULL;
    sqlite3 *db = catalogue_database(c);
    struct newer *n = mem_new(1, sizeof *n);
    enum err err = catalogue_list_all(c, &n->documents);
    if (err == ERR_OK)
        err = database_err(sqlite3_prepare_v2(db, "SELECT 1 FROM pack_document WHERE document = ?1",
                                              -1, &packed, NULL));
    if (err == ERR_OK)
        err = database_err(sqlite3_prepare_v2(
            db, "SELECT 1 FROM choice WHERE document = ?1 AND given_section <> ''", -1, &moved,
            NULL));
    if (err == ERR_OK) {
        n->places = mem_new(n->documents.count + 1, sizeof *n->places);
        for (size_t i = 0; i < n->documents.count; i++)
            if (!has_row(packed, n->documents.items[i].id))
                read_place(c, &n->documents.items[i], moved, &n->places[i]);
    }
    sqlite3_finalize(packed);
    sqlite3_finalize(moved);
    if (err != ERR_OK)
        newer_free(n);
    else
        *out = n;
    return err;
}

void newer_free(struct newer *newer)
{
    if (!newer)
        return;
    for (size_t i = 0; newer->places && i < newer->documents.count; i++) {
        free(newer->places[i].name_key);
        free(newer->places[i].book_path);
    }
    free(newer->places);
    document_list_free(&newer->documents);
    free(newer);
}

/* --- what comes --- */

static size_t language_bytes(const char *tag)
{
    return tag ? strcspn(tag, "-_") : 0;
}

static bool may_be_same_language(const char *a, const char *b)
{
    size_t bytes = language_bytes(a);
    return !bytes || !language_bytes(b) ||
           (bytes == language_bytes(b) && strncasecmp(a, b, bytes) == 0);
}

static bool is_of_same_sort(const struct document *here, const struct place *place,
                            const struct newer_query *q)
{
    const struct document *d = q->document;
    return here->source == d->source && here->easy_read == d->easy_read &&
           may_be_same_language(here->lang, d->lang) &&
           (place->is_moved || strcasecmp(here->section, q->section) == 0) &&
           (!q->changed_s || q->changed_s + day_s >= place->changed_s);
}

/* How much must be alike, by what the titles say; more than 1: too much. */
static double least_likeness(const char *here, const char *comes)
{
    struct str one = {0}, other = {0};
    char *a = make_key(here, strlen(here), &one), *b = make_key(comes, strlen(comes), &other);
    double least = strcmp(a, b) == 0                               ? same_title_least
                   : strcmp(str_text(&one), str_text(&other)) == 0 ? other_title_least
                                                                   : 2;
    free(a);
    free(b);
    str_free(&one);
    str_free(&other);
    return least;
}

/* --- words --- */

struct shingles {
    uint64_t *items; /* rising, each once */
    size_t count;
};

static int compare_numbers(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return (x > y) - (x < y);
}

/* FNV-1a, 64 bits (Fowler, Noll, Vo). */
static uint64_t hash_word(const char *text, size_t bytes)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < bytes; i++)
        hash = (hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
    return hash;
}

static struct shingles read_shingles(const struct book *book)
{
    struct shingles s = {mem_new(book->word_count + 1, sizeof *s.items), 0};
    uint64_t last[SHINGLE_WORDS] = {0};
    size_t words = 0, count = 0;
    for (uint32_t n = 1; n <= book->word_count; n++) {
        struct term term;
        term_read(book->pool + book->words[n].text, book->words[n].bytes, &term);
        if (!term.bytes)
            continue;
        uint64_t whole = 0;
        last[words++ % SHINGLE_WORDS] = hash_word(term.text, term.bytes);
        for (size_t i = 0; i < SHINGLE_WORDS; i++)
            whole = whole * UINT64_C(0x9e3779b97f4a7c15) + last[(words + i) % SHINGLE_WORDS];
        if (words >= SHINGLE_WORDS)
            s.items[count++] = whole;
    }
    qsort(s.items, count, sizeof *s.items, compare_numbers);
    for (size_t i = 0; i < count; i++)
        if (!i || s.items[i] != s.items[s.count - 1])
            s.items[s.count++] = s.items[i];
    return s;
}

/* The share of the shorter book's shingles that the other one has; `is_part`: of the first one's. */
static double likeness_of(const struct book *a, const struct book *b, bool is_part)
{
    struct shingles x = read_shingles(a), y = read_shingles(b);
    size_t both = 0, shorter = is_part || x.count < y.count ? x.count : y.count;
    for (size_t i = 0, k = 0; i < x.count && k < y.count;) {
        both += x.items[i] == y.items[k];
        bool step = x.items[i] <= y.items[k];
        if (x.items[i] >= y.items[k])
            k++;
        i += step;
    }
    free(x.items);
    free(y.items);
    return shorter ? (double)both / (double)shorter : 0;
}

static bool is_length_right(const struct book *comes, const struct book *here, bool is_part)
{
    uint32_t a = comes->word_count, b = here->word_count;
    if (a < NEWER_WORDS_LEAST || b < NEWER_WORDS_LEAST)
        return false;
    return a / NEWER_TIMES_LONGER <= b && (is_part || b / NEWER_TIMES_LONGER <= a);
}

/* How like it is to a book that is here; below 0: it is none of it. */
static double compare(const struct newer_query *q, const char *here_path)
{
    struct book *comes = NULL, *here = NULL;
    double likeness = -1;
    if (book_open(q->book_path, &comes) == ERR_OK && book_open(here_path, &here) == ERR_OK &&
        is_length_right(comes, here, q->is_part))
        likeness = likeness_of(comes, here, q->is_part);
    book_close(comes);
    book_close(here);
    return likeness;
}

const struct document *newer_find(const struct newer *newer, const struct newer_query *q)
{
    const struct document *best = NULL;
    double most = 0;
    char *key = newer_name_key(q->name);
    for (size_t i = 0; *key && i < newer->documents.count; i++) {
        const struct document *here = &newer->documents.items[i];
        const struct place *place = &newer->places[i];
        if (!place->name_key || strcmp(place->name_key, key) != 0 ||
            !is_of_same_sort(here, place, q))
            continue;
        double least =
            least_likeness(here->own_title ? here->own_title : here->title, q->document->title);
        double likeness = least <= 1 ? compare(q, place->book_path) : -1;
        if (likeness >= least && likeness > most) {
            best = here;
            most = likeness;
        }
    }
    free(key);
    return best;
}
