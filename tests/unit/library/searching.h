/* searching.h: small libraries with books of given words, and searches in them. */
#ifndef LECTERN_TESTS_LIBRARY_SEARCHING_H
#define LECTERN_TESTS_LIBRARY_SEARCHING_H

#include "scratch.h"

#include "book/builder.h"
#include "book/file.h"
#include "library/search.h"
#include "library/search_index.h"

/* What stands in one made document: a title that is also its heading, and one paragraph. */
struct made {
    unsigned number;
    const char *title, *text, *lang;
    bool easy_read;
};

static inline void made_book(const struct made *made, struct str *out)
{
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_TEXT, ORDER_GIVEN);
    builder_set_lang(b, made->lang ? made->lang : "en");
    builder_set_title(b, made->title);
    builder_set_easy_read(b, made->easy_read);
    builder_begin(b, &(struct builder_block){.kind = BLOCK_HEADING, .level = 1});
    builder_text(b, made->title, strlen(made->title), NULL);
    builder_end(b);
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH});
    builder_text(b, made->text, strlen(made->text), NULL);
    builder_end(b);
    assert_int_equal(builder_finish(b, out), ERR_OK);
    builder_free(b);
}

static inline void made_describe(const struct made *made, struct document *d)
{
    static char none[] = "", name[] = "made.txt", section[] = "Briefings";
    *d = (struct document){.title = mem_copy_string(made->title),
                           .author = none,
                           .lang = mem_copy_string(made->lang ? made->lang : "en"),
                           .section = section,
                           .name = name,
                           .source = 4,
                           .order = 3,
                           .easy_read = made->easy_read};
    scratch_id(d->id, made->number);
}

/* Writes the book to incoming/ and publishes it, or (`again`) puts it in the place of the one that is there. */
static inline void made_put(struct catalogue *c, const struct made *made, bool again)
{
    struct str bytes = {0};
    struct document d;
    bool known;
    made_book(made, &bytes);
    made_describe(made, &d);
    struct scratch_path book = scratch_at(catalogue_folder(c), "incoming/book");
    struct scratch_path document = scratch_at(catalogue_folder(c), "incoming/document");
    assert_int_equal(file_write_atomic(book.text, bytes.data, bytes.length_bytes), ERR_OK);
    if (again) {
        assert_int_equal(catalogue_replace_book(c, &d, book.text), ERR_OK);
    } else {
        assert_int_equal(file_write_atomic(document.text, "made", 4), ERR_OK);
        assert_int_equal(catalogue_publish(c, &d, document.text, book.text, &known), ERR_OK);
    }
    free(d.title);
    free(d.lang);
    str_free(&bytes);
}

static inline void made_mend(struct catalogue *c)
{
    assert_int_equal(search_index_mend(catalogue_folder(c), NULL, NULL), ERR_OK);
}

/* The same, and the index knows it. */
static inline void made_enter(struct catalogue *c, const struct made *made, bool again)
{
    made_put(c, made, again);
    made_mend(c);
}

static inline void made_publish(struct catalogue *c, const struct made *made, size_t count)
{
    for (size_t i = 0; i < count; i++)
        made_put(c, &made[i], false);
    made_mend(c);
}

static inline void ask(struct search *s, const char *text, struct search_results *out)
{
    assert_int_equal(search_find(s, &(struct search_query){.text = text}, out), ERR_OK);
}

/* How many hits a search has. */
static inline size_t count_hits(struct search *s, const char *text)
{
    struct search_results results;
    ask(s, text, &results);
    size_t count = results.count;
    search_results_free(&results);
    return count;
}

/* The bytes of a hit's nth lit word, in a buffer of the caller's. */
static inline const char *lit(const struct search_hit *hit, size_t n, char out[64])
{
    assert_true(n < hit->span_count);
    snprintf(out, 64, "%.*s", (int)hit->spans[n].bytes, hit->text + hit->spans[n].start);
    return out;
}

#endif
