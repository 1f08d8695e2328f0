#include "library/search_index.h"
#include "base/mem.h"
#include "base/str.h"
#include "book/model.h"
#include "library/database.h"
#include "library/search_database.h"
#include "library/search_index_rows.h"
#include "library/search_sentences.h"
#include "library/search_tally.h"
#include "library/sound.h"

#include <stdlib.h>
#include <string.h>

enum statement {
    FIND_NUMBER,
    ADD_DOCUMENT,
    ADD_PART,
    ADD_BODY,
    ADD_WORD,
    COUNT_WORD,
    ADD_SOUND,
    READ_HELD,
    TAKE_WORD,
    DROP_WORD,
    DROP_SOUND,
    DROP_PART,
    DROP_DOCUMENT,
    COUNT_DEAD,
    STATEMENTS
};

static const char *const sql[STATEMENTS] = {
    [FIND_NUMBER] = "SELECT number FROM document WHERE id = ?",
    [ADD_DOCUMENT] = "INSERT INTO document (id, words, welsh) VALUES (?, ?, ?)",
    [ADD_PART] = "INSERT INTO part (number, sentences, held) VALUES (?, ?, ?)",
    [ADD_BODY] = "INSERT INTO body (rowid, title, words) VALUES (?, ?, ?)",
    [ADD_WORD] = "INSERT OR IGNORE INTO word (word, shown, uses, welsh) VALUES (?, ?, ?, ?)",
    [COUNT_WORD] =
        ("UPDATE word SET uses = uses + ?3, shown = max(shown, ?2), welsh = max(welsh, ?4)"
         " WHERE word = ?1"),
    [ADD_SOUND] = "INSERT OR IGNORE INTO sound (sound, word) VALUES (?, ?)",
    [READ_HELD] = "SELECT held FROM part WHERE number = ?",
    [TAKE_WORD] = "UPDATE word SET uses = uses - ?2 WHERE word = ?1",
    [DROP_WORD] = "DELETE FROM word WHERE word = ? AND uses <= 0",
    [DROP_SOUND] = "DELETE FROM sound WHERE sound = ? AND word = ?",
    [DROP_PART] = "DELETE FROM part WHERE number = ?",
    [DROP_DOCUMENT] = "DELETE FROM document WHERE number = ?",
    [COUNT_DEAD] = "UPDATE dead SET words = words + (SELECT words FROM document WHERE number = ?)",
};

struct search_index {
    struct search_database base;
    sqlite3_stmt *statements[STATEMENTS]; /* made when first asked for */
    char *folder;
};

enum err search_index_open(const char *folder, struct search_index **out)
{
    struct search_index *x = mem_new(1, sizeof *x);
    enum err err = search_database_open(folder, true, &x->base);
    if (err != ERR_OK) {
        free(x);
        return err;
    }
    x->folder = mem_copy_string(folder);
    *out = x;
    return ERR_OK;
}

static void drop_statements(struct search_index *x)
{
    for (int i = 0; i < STATEMENTS; i++) {
        sqlite3_finalize(x->statements[i]);
        x->statements[i] = NULL;
    }
}

void search_index_close(struct search_index *x)
{
    if (!x)
        return;
    drop_statements(x);
    search_database_close(&x->base);
    free(x->folder);
    free(x);
}

static int begin(struct search_index *x, enum statement which, sqlite3_stmt **out)
{
    if (!x->statements[which]) {
        int rc = sqlite3_prepare_v3(x->base.db, sql[which], -1, SQLITE_PREPARE_PERSISTENT,
                                    &x->statements[which], NULL);
        if (rc != SQLITE_OK)
            return rc;
    }
    *out = x->statements[which];
    return SQLITE_OK;
}

static int end(sqlite3_stmt *s)
{
    int rc = sqlite3_step(s);
    sqlite3_reset(s);
    return rc == SQLITE_DONE || rc == SQLITE_ROW ? SQLITE_OK : rc;
}

static int run_number(struct search_index *x, enum statement which, int64_t number)
{
    sqlite3_stmt *s;
    int rc = begin(x, which, &s);
    if (rc != SQLITE_OK)
        return rc;
    sqlite3_bind_int64(s, 1, number);
    return end(s);
}

static void bind_bytes(sqlite3_stmt *s, int at, const struct str *bytes)
{
    sqlite3_bind_blob64(s, at, str_text(bytes), bytes->length_bytes, SQLITE_STATIC);
}

static void bind_stream(sqlite3_stmt *s, int at, const struct str *text)
{
    sqlite3_bind_text64(s, at, str_text(text), text->length_bytes, SQLITE_STATIC, SQLITE_UTF8);
}

/* *number: 0 when the document is not there. */
static int find_number(struct search_index *x, const char *id, int64_t *number)
{
    sqlite3_stmt *s;
    *number = 0;
    int rc = begin(x, FIND_NUMBER, &s);
    if (rc != SQLITE_OK)
        return rc;
    sqlite3_bind_text(s, 1, id, -1, SQLITE_STATIC);
    rc = sqlite3_step(s);
    if (rc == SQLITE_ROW)
        *number = sqlite3_column_int64(s, 0);
    sqlite3_reset(s);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int take_word(struct search_index *x, const char *word, uint32_t uses)
{
    sqlite3_stmt *s;
    char sound[SOUND_MOST + 1];
    int rc = begin(x, TAKE_WORD, &s);
    if (rc == SQLITE_OK) {
        sqlite3_bind_text(s, 1, word, -1, SQLITE_STATIC);
        sqlite3_bind_int64(s, 2, uses);
        rc = end(s);
    }
    if (rc == SQLITE_OK && (rc = begin(x, DROP_WORD, &s)) == SQLITE_OK) {
        sqlite3_bind_text(s, 1, word, -1, SQLITE_STATIC);
        rc = end(s);
    }
    if (rc != SQLITE_OK || !sqlite3_changes(x->base.db))
        return rc;
    sound_key(word, sound);
    rc = begin(x, DROP_SOUND, &s);
    if (rc == SQLITE_OK) {
        sqlite3_bind_text(s, 1, sound, -1, SQLITE_STATIC);
        sqlite3_bind_text(s, 2, word, -1, SQLITE_STATIC);
        rc = end(s);
    }
    return rc;
}

static int take_words(struct search_index *x, int64_t number)
{
    sqlite3_stmt *s;
    int rc = begin(x, READ_HELD, &s);
    if (rc != SQLITE_OK)
        return rc;
    sqlite3_bind_int64(s, 1, number);
    rc = sqlite3_step(s);
    if (rc == SQLITE_ROW) {
        const unsigned char *bytes = sqlite3_column_blob(s, 0);
        size_t count = (size_t)sqlite3_column_bytes(s, 0), at = 0;
        char word[TERM_MOST_BYTES + 1] = "";
        uint32_t uses;
        rc = SQLITE_OK;
        while (rc == SQLITE_OK && tally_read(bytes, count, &at, word, &uses))
            rc = take_word(x, word, uses);
    }
    sqlite3_reset(s);
    return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int remove_number(struct search_index *x, int64_t number)
{
    int rc = take_words(x, number);
    if (rc == SQLITE_OK)
        rc = run_number(x, COUNT_DEAD, number);
    if (rc == SQLITE_OK)
        rc = run_number(x, DROP_PART, number);
    if (rc == SQLITE_OK)
        rc = run_number(x, DROP_DOCUMENT, number);
    return rc;
}

static void add_stream(struct str *out, const struct term *term)
{
    str_add_bytes(out, term->text, term->bytes);
    for (uint32_t i = 0; i < term->run_count; i++) {
        str_add_char(out, SEARCH_SAME_WORD);
        str_add_bytes(out, term->text + term->runs[i].at, term->runs[i].bytes);
    }
    str_add_char(out, SEARCH_NEXT_WORD);
}

static bool is_welsh(const char *lang)
{
    return (lang[0] | 32) == 'c' && (lang[1] | 32) == 'y' && (!lang[2] || lang[2] == '-');
}

/* What goes into the index of one book. */
struct entry {
    struct str title, words, sentences, held;
    struct tally tally;
};

static void read_book(const struct book *book, const char *title, struct entry *out)
{
    struct term term;
    size_t title_bytes = strlen(title), at = 0, word, bytes;
    while (term_next_word(title, title_bytes, &at, &word, &bytes)) {
        term_read(title + word, bytes, &term);
        add_stream(&out->title, &term);
        if (term.bytes)
            tally_add(&out->tally, title + word, &term,
                      is_welsh(book_string(book, book->info->lang)));
    }
    bool welsh = false;
    uint32_t lang = UINT32_MAX;
    str_reserve(&out->words, book->word_count * 8u);
    for (uint32_t n = 1; n <= book->word_count; n++) {
        const struct book_word *w = &book->words[n];
        if (w->lang != lang) {
            lang = w->lang;
            welsh = is_welsh(book_word_lang(book, n));
        }
        term_read(book->pool + w->text, w->bytes, &term);
        add_stream(&out->words, &term);
        if (term.bytes)
            tally_add(&out->tally, book->pool + w->text, &term, welsh);
    }
    tally_sort(&out->tally);
    tally_write(&out->tally, &out->held);
    search_sentences_write(book, &out->sentences);
}

static void free_entry(struct entry *e)
{
    str_free(&e->title);
    str_free(&e->words);
    str_free(&e->sentences);
    str_free(&e->held);
    tally_free(&e->tally);
}

static int put_word(struct search_index *x, enum statement which, const char *text,
                    const struct tally_word *w)
{
    sqlite3_stmt *s;
    int rc = begin(x, which, &s);
    if (rc != SQLITE_OK)
        return rc;
    sqlite3_bind_text(s, 1, text, w->bytes, SQLITE_STATIC);
    sqlite3_bind_text(s, 2, w->shown ? w->shown : "", w->shown ? w->shown_bytes : 0, SQLITE_STATIC);
    sqlite3_bind_int64(s, 3, w->uses);
    sqlite3_bind_int64(s, 4, w->is_welsh);
    return end(s);
}

struct new_sound {
    char sound[SOUND_MOST + 1];
    const char *word;
};

static int compare_sounds(const void *a, const void *b)
{
    const struct new_sound *x = a, *y = b;
    int order = strcmp(x->sound, y->sound);
    return order ? order : strcmp(x->word, y->word);
}

/* In their order, as a row beside the one before costs SQLite far less than one elsewhere. */
static int put_sounds(struct search_index *x, struct new_sound *sounds, size_t count)
{
    int rc = SQLITE_OK;
    if (count)
        qsort(sounds, count, sizeof *sounds, compare_sounds);
    for (size_t i = 0; i < count && rc == SQLITE_OK; i++) {
        sqlite3_stmt *s;
        rc = begin(x, ADD_SOUND, &s);
        if (rc == SQLITE_OK) {
            sqlite3_bind_text(s, 1, sounds[i].sound, -1, SQLITE_STATIC);
            sqlite3_bind_text(s, 2, sounds[i].word, -1, SQLITE_STATIC);
            rc = end(s);
        }
    }
    return rc;
}

static int put_words(struct search_index *x, const struct tally *t)
{
    int rc = SQLITE_OK;
    struct new_sound *sounds = mem_new(t->count + 1, sizeof *sounds);
    size_t count = 0;
    for (size_t i = 0; i < t->count && rc == SQLITE_OK; i++) {
        const char *text = tally_text(t, &t->words[i]);
        rc = put_word(x, ADD_WORD, text, &t->words[i]);
        bool is_new = rc == SQLITE_OK && sqlite3_changes(x->base.db) > 0;
        if (rc == SQLITE_OK && !is_new)
            rc = put_word(x, COUNT_WORD, text, &t->words[i]);
        if (!is_new)
            continue;
        sound_key(text, sounds[count].sound);
        sounds[count].word = text;
        count += sounds[count].sound[0] != '\0';
    }
    if (rc == SQLITE_OK)
        rc = put_sounds(x, sounds, count);
    free(sounds);
    return rc;
}

static int put_document(struct search_index *x, const char *id, const struct book *book,
                        const struct entry *e)
{
    sqlite3_stmt *s;
    int64_t number;
    int rc = find_number(x, id, &number);
    if (rc == SQLITE_OK && number)
        rc = remove_number(x, number);
    if (rc != SQLITE_OK || (rc = begin(x, ADD_DOCUMENT, &s)) != SQLITE_OK)
        return rc;
    sqlite3_bind_text(s, 1, id, -1, SQLITE_STATIC);
    sqlite3_bind_int64(s, 2, book->word_count);
    sqlite3_bind_int64(s, 3, e->tally.has_welsh);
    rc = end(s);
    number = sqlite3_last_insert_rowid(x->base.db);
    if (rc == SQLITE_OK && (rc = begin(x, ADD_PART, &s)) == SQLITE_OK) {
        sqlite3_bind_int64(s, 1, number);
        bind_bytes(s, 2, &e->sentences);
        bind_bytes(s, 3, &e->held);
        rc = end(s);
    }
    if (rc == SQLITE_OK && (rc = begin(x, ADD_BODY, &s)) == SQLITE_OK) {
        sqlite3_bind_int64(s, 1, number);
        bind_stream(s, 2, &e->title);
        bind_stream(s, 3, &e->words);
        rc = end(s);
        sqlite3_clear_bindings(s);
    }
    return rc == SQLITE_OK ? put_words(x, &e->tally) : rc;
}

/* Ends a transaction that came to `rc`; a damaged index is thrown away. */
static enum err finish(struct search_index *x, int rc)
{
    if (!x->base.db)
        return ERR_LIBRARY;
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(x->base.db, "COMMIT", NULL, NULL, NULL);
    if (!sqlite3_get_autocommit(x->base.db))
        sqlite3_exec(x->base.db, "ROLLBACK", NULL, NULL, NULL);
    if (!search_database_is_damage(rc))
        return database_err(rc);
    drop_statements(x);
    search_database_close(&x->base);
    enum err err = search_database_throw_away(x->folder);
    if (err == ERR_OK)
        err = search_database_open(x->folder, true, &x->base);
    return err == ERR_OK ? ERR_LIBRARY : err;
}

static int start(struct search_index *x)
{
    return x->base.db ? sqlite3_exec(x->base.db, "BEGIN IMMEDIATE", NULL, NULL, NULL)
                      : SQLITE_CANTOPEN;
}

enum err search_index_add(struct search_index *x, const char *id, const char *title,
                          const struct book *book)
{
    struct entry entry = {0};
    read_book(book, title, &entry);
    int rc = start(x);
    if (rc == SQLITE_OK)
        rc = put_document(x, id, book, &entry);
    enum err err = finish(x, rc);
    free_entry(&entry);
    return err;
}

enum err search_index_remove(struct search_index *x, const char *id)
{
    int64_t number = 0;
    /* Looked at first, as a look waits for no writer. */
    int rc = x->base.db ? find_number(x, id, &number) : SQLITE_CANTOPEN;
    if (rc == SQLITE_OK && !number)
        return ERR_OK;
    /* What follows in the catalogue is synced; a removal that a power cut takes back would stay taken back. */
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(x->base.db, "PRAGMA synchronous = FULL", NULL, NULL, NULL);
    if (rc == SQLITE_OK)
        rc = start(x);
    if (rc == SQLITE_OK)
        rc = find_number(x, id, &number);
    if (rc == SQLITE_OK && number)
        rc = remove_number(x, number);
    enum err err = finish(x, rc);
    if (x->base.db)
        (void)sqlite3_exec(x->base.db, "PRAGMA synchronous = NORMAL", NULL, NULL, NULL);
    return err;
}

enum err search_index_run(struct search_index *x, const char *statements)
{
    int rc = start(x);
    if (rc == SQLITE_OK)
        rc = sqlite3_exec(x->base.db, statements, NULL, NULL, NULL);
    return finish(x, rc);
}

static int check_documents(sqlite3 *db)
{
    sqlite3_stmt *s = NULL, *last = NULL;
    int rc = sqlite3_prepare_v2(db, "PRAGMA quick_check(document)", -1, &s, NULL);
    if (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
        const char *said = (const char *)sqlite3_column_text(s, 0);
        rc = said && strcmp(said, "ok") == 0 ? SQLITE_OK : SQLITE_CORRUPT;
    }
    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(db, "SELECT max(number) FROM document", -1, &last, NULL);
    if (rc == SQLITE_OK && (rc = sqlite3_step(last)) == SQLITE_ROW)
        rc = sqlite3_column_int64(last, 0) > SEARCH_NUMBER_MOST ? SQLITE_CORRUPT : SQLITE_OK;
    sqlite3_finalize(s);
    sqlite3_finalize(last);
    return rc;
}

enum err search_index_check(struct search_index *x)
{
    int rc = start(x);
    if (rc == SQLITE_OK)
        rc = check_documents(x->base.db);
    return finish(x, rc);
}

enum err search_index_read(struct search_index *x, const char *select,
                           void (*row)(void *data, sqlite3_stmt *row), void *data)
{
    sqlite3_stmt *s = NULL;
    int rc = start(x);
    if (rc == SQLITE_OK)
        rc = sqlite3_prepare_v2(x->base.db, select, -1, &s, NULL);
    while (rc == SQLITE_OK || rc == SQLITE_ROW) {
        rc = sqlite3_step(s);
        if (rc == SQLITE_ROW)
            row(data, s);
    }
    sqlite3_finalize(s);
    return finish(x, rc == SQLITE_DONE ? SQLITE_OK : rc);
}
