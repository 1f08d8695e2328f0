/* The same as a JSON object, for programs. */
#include "app/preflight.h"
#include "app/sentences.h"
#include "book/lang_name.h"

#include <string.h>

static void add_name(struct str *out, const char *name)
{
    str_addf(out, ",\n   \"%s\":", name);
}

static void add_text(struct str *out, const char *name, const char *text)
{
    add_name(out, name);
    str_add_json(out, text, strlen(text));
}

static void add_number(struct str *out, const char *name, uint32_t number)
{
    add_name(out, name);
    str_addf(out, "%u", number);
}

static void add_truth(struct str *out, const char *name, bool is_true)
{
    add_name(out, name);
    str_add(out, is_true ? "true" : "false");
}

static void add_pages(struct str *out, const char *name, const struct survey_pages *pages)
{
    add_name(out, name);
    str_addf(out, "{\"count\":%u,\"first\":[", pages->count);
    for (uint32_t i = 0; i < pages->count && i < SURVEY_PAGES_MOST; i++)
        str_addf(out, "%s%u", i ? "," : "", pages->numbers[i]);
    str_add(out, "]}");
}

static void add_languages(const struct preflight *p, const char *in, struct str *out)
{
    struct str name = {0};
    add_name(out, "languages");
    for (uint32_t i = 0; i < p->survey.lang_count; i++) {
        const struct survey_lang *lang = &p->survey.langs[i];
        str_clear(&name);
        lang_name_add(&name, lang->tag, in);
        str_add(out, i ? ",{\"tag\":" : "[{\"tag\":");
        str_add_json(out, lang->tag, strlen(lang->tag));
        str_add(out, ",\"name\":");
        str_add_json(out, str_text(&name), name.length_bytes);
        str_addf(out, ",\"words\":%u,\"voice\":%s}", lang->words,
                 p->has_voice[i] ? "true" : "false");
    }
    str_add(out, p->survey.lang_count ? "]" : "[]");
    str_free(&name);
}

static void add_reading(const struct preflight *p, struct str *out)
{
    const struct reading_count *count = &p->survey.reading;
    double years = 0;
    add_name(out, "reading_age");
    if (!preflight_reading_age(p)) {
        str_add(out, "null");
        return;
    }
    if (reading_age_flesch_kincaid(count, &years))
        str_addf(out, "{\"flesch_kincaid\":%.1f", years);
    if (reading_age_smog(count, &years))
        str_addf(out, ",\"smog\":%.1f", years);
    str_addf(out, ",\"sentences\":%u,\"words\":%u,\"syllables\":%u,\"long_words\":%u}",
             count->sentences, count->words, count->syllables, count->long_words);
}

static void add_doubts(const struct preflight *p, struct str *out)
{
    static const char *const kinds[] = {"", "acronym", "mixed", "long", "unreadable"};
    add_number(out, "doubtful_words", p->doubts.total);
    add_name(out, "doubts");
    str_add_char(out, '[');
    for (uint32_t i = 0; i < p->doubts.count; i++) {
        const struct doubt *doubt = &p->doubts.items[i];
        str_add(out, i ? ",{\"text\":" : "{\"text\":");
        str_add_json(out, doubt->text, doubt->bytes);
        str_addf(out, ",\"kind\":\"%s\",\"count\":%u,\"explained\":%s}", kinds[doubt->kind],
                 doubt->count, doubt->is_explained ? "true" : "false");
    }
    str_add_char(out, ']');
}

static void add_left_out(const struct preflight *p, struct str *out)
{
    const struct survey *s = &p->survey;
    struct str beginning = {0};
    add_number(out, "left_out", s->left_out);
    add_name(out, "left_out_examples");
    str_add_char(out, '[');
    for (int i = 0; i < SURVEY_EXAMPLES_MOST && s->left_out_examples[i]; i++) {
        str_clear(&beginning);
        preflight_add_beginning(p, s->left_out_examples[i], &beginning);
        str_add(out, i ? "," : "");
        str_add_json(out, str_text(&beginning), beginning.length_bytes);
    }
    str_add_char(out, ']');
    str_free(&beginning);
}

static void add_warnings(const struct preflight *p, struct str *out)
{
    struct str sentence = {0};
    add_name(out, "warnings");
    str_add_char(out, '[');
    for (uint32_t n = 1; n <= p->book->warning_count; n++) {
        str_clear(&sentence);
        sentences_add_warning(p->book, &p->book->warnings[n], &sentence);
        str_add(out, n > 1 ? "," : "");
        str_add_json(out, str_text(&sentence), sentence.length_bytes);
    }
    str_add_char(out, ']');
    str_free(&sentence);
}

static void add_requests(const struct preflight *p, struct str *out)
{
    struct str sentence = {0};
    bool is_first = true;
    add_name(out, "mend");
    str_add_char(out, '[');
    for (enum request request = 0; request < REQUEST_COUNT; request++) {
        if (!preflight_wants(p, request))
            continue;
        str_clear(&sentence);
        preflight_add_request(p, request, &sentence);
        str_addf(out, "%s{\"request\":\"%s\",\"sentence\":", is_first ? "" : ",",
                 preflight_request_name(request));
        str_add_json(out, str_text(&sentence), sentence.length_bytes);
        str_add_char(out, '}');
        is_first = false;
    }
    str_add_char(out, ']');
    str_free(&sentence);
}

static void add_structure(const struct preflight *p, struct str *out)
{
    const struct survey *s = &p->survey;
    add_number(out, "headings", s->headings);
    add_number(out, "heading_levels_skipped", s->skips);
    add_text(out, "contents",
             s->has_own_contents         ? "own"
             : p->book->entry_count != 0 ? "headings"
                                         : "none");
    add_number(out, "paragraphs", s->paragraphs);
    add_number(out, "lists", s->lists);
    add_number(out, "list_items", s->list_items);
    add_number(out, "tables", s->tables);
    add_number(out, "tables_without_heading_cells", s->tables_without_heads);
    add_number(out, "quotations", s->quotes);
    add_number(out, "notes", s->notes);
    add_number(out, "pictures", s->pictures);
    add_number(out, "pictures_without_description", s->pictures_without_description);
    add_number(out, "links_out", s->links_out);
    add_number(out, "links_inside", s->links_inside);
    add_number(out, "links_lost", s->links_lost);
    add_number(out, "links_vague", s->links_vague);
    add_number(out, "addresses", s->addresses);
}

void preflight_add_json(const struct preflight *p, const char *in, struct str *out)
{
    const struct book *book = p->book;
    const struct book_info *info = book->info;
    str_add(out, "\"title\":");
    str_add_json(out, book_title(book), strlen(book_title(book)));
    add_truth(out, "title_given", !(info->flags & BOOK_TITLE_IS_TAKEN));
    add_text(out, "language", book_string(book, info->lang));
    add_text(out, "source", sentences_source_name(info->source));
    add_text(out, "order", sentences_order_name(info->order));
    add_text(out, "tags_problem", p->survey.tags ? book_string(book, p->survey.tags->text) : "");
    add_truth(out, "easy_read", info->flags & BOOK_IS_EASY_READ);
    add_number(out, "pages", book->page_count);
    add_number(out, "words", p->survey.words);
    add_number(out, "minutes", p->minutes);
    add_pages(out, "pages_lost", &p->survey.lost);
    add_pages(out, "pages_without_text", &p->survey.without_text);
    add_pages(out, "pages_without_pictures", &p->survey.without_pictures);
    add_number(out, "given_up_from", p->survey.given_up_from);
    add_structure(p, out);
    add_languages(p, in, out);
    add_reading(p, out);
    add_number(out, "sentence_most_words", p->survey.sentence_most_words);
    add_number(out, "long_sentences", p->survey.long_sentences);
    add_doubts(p, out);
    add_left_out(p, out);
    add_warnings(p, out);
    add_requests(p, out);
}
