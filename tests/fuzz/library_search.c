/* What somebody types, asked of a small library: the first byte says how, then each line is a question. Whatever is found lies in its
 * text, lights rise, and the same question has the same answer. */
#include "small_library.h"

#include "library/search.h"

static void check(const struct search_results *r)
{
    for (size_t i = 0; i < r->count; i++) {
        const struct search_hit *h = &r->hits[i];
        size_t length = strlen(h->text), at = 0;
        must(utf8_is_valid(h->text, length) && h->fit >= SEARCH_EXACT && h->fit <= SEARCH_NEAR);
        must(h->title_only == (h->first_word == 0) && h->title && h->section && h->page);
        for (size_t k = 0; k < h->span_count; k++) {
            const struct search_span *s = &h->spans[k];
            must(s->bytes && s->start >= at && s->start + (size_t)s->bytes <= length);
            at = s->start + (size_t)s->bytes;
        }
    }
    must(!r->is_empty || r->count == 0);
}

static void ask(struct search *s, const char *text, uint8_t how)
{
    char id[65];
    small_library_id(id, 1);
    struct search_query query = {.text = text,
                                 .id = how & 32 ? id : NULL,
                                 .typing = how & 1,
                                 .skip = how >> 1 & 1,
                                 .most = how >> 2 & 3,
                                 .per_document = how >> 4 & 1};
    struct search_results one, other;
    must(search_find(s, &query, &one) == ERR_OK);
    must(search_find(s, &query, &other) == ERR_OK);
    check(&one);
    must(one.count == other.count && one.documents == other.documents);
    search_results_free(&one);
    search_results_free(&other);
}

static void complete(struct search *s, char *line)
{
    char *out[4], *typed = strrchr(line, ' ');
    if (typed)
        *typed++ = 0;
    size_t count = search_complete(s, typed ? line : NULL, typed ? typed : line, 4, out);
    must(count <= 4);
    for (size_t i = 0; i < count; i++) {
        must(utf8_is_valid(out[i], strlen(out[i])));
        free(out[i]);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct search *s; /* made once: it only reads */
    if (size == 0)
        return 0;
    if (!s)
        s = search_new(small_library_open());
    char *text = strange_text(data + 1, size - 1), *rest = text;
    for (char *line; (line = strange_line(&rest));) {
        ask(s, line, data[0]);
        complete(s, line);
    }
    free(text);
    return 0;
}
