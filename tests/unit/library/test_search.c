#include "search_place.h"

static void a_hit_says_where_it_stands_and_what_to_light(void **state)
{
    struct place p = begin(state);
    struct search_results r;
    char word[64], id[65];
    ask(p.search, "inclusion pupils", &r);
    assert_int_equal(r.count, 1);
    assert_int_equal(r.documents, 1);
    assert_false(r.more);
    assert_null(r.instead);
    const struct search_hit *hit = &r.hits[0];
    scratch_id(id, 1);
    assert_string_equal(hit->id, id);
    assert_string_equal(hit->title, "Schools for all");
    assert_string_equal(hit->section, "Briefings");
    assert_string_equal(hit->heading, "Schools for all");
    assert_string_equal(hit->text, "The inclusion of Disabled pupils is a matter of law.");
    assert_int_equal(hit->fit, SEARCH_EXACT);
    assert_int_equal(hit->first_word, 15);
    assert_int_equal(hit->word, 16);
    assert_int_equal(hit->span_count, 2);
    assert_string_equal(lit(hit, 0, word), "inclusion");
    assert_string_equal(lit(hit, 1, word), "pupils");
    assert_int_equal(hit->spans[1].word, 19);
    search_results_free(&r);
    end(p);
}

static void capitals_accents_apostrophes_and_hyphens_are_one(void **state)
{
    static const char *const same[] = {"CAFE", "café", "cafe\u0301", "Café,", "“café”"};
    struct place p = begin(state);
    struct search_results r;
    for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
        ask(p.search, same[i], &r);
        assert_int_equal(r.documents, 1);
        assert_string_equal(r.hits[0].title, "The café");
        search_results_free(&r);
    }
    static const char *const others[] = {"didnt",      "didn’t", "well-being",     "wellbeing",
                                         "well being", "being",  "\"well being\"", "council's"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        ask(p.search, others[i], &r);
        assert_int_equal(r.documents, 1);
        assert_string_equal(r.hits[0].title, "Money and councils");
        search_results_free(&r);
    }
    end(p);
}

static void other_forms_are_found_after_the_word_itself(void **state)
{
    struct place p = begin(state);
    struct search_results r;
    char word[64];
    ask(p.search, "including", &r);
    assert_int_equal(r.count,
                     0); /* its stem is includ, not inclus: nothing is better than a guess */
    search_results_free(&r);
    ask(p.search, "welcoming", &r);
    assert_int_equal(r.count, 1);
    assert_int_equal(r.hits[0].fit, SEARCH_FORM);
    assert_string_equal(lit(&r.hits[0], 0, word), "welcome");
    assert_null(r.instead);
    search_results_free(&r);
    ask(p.search, "school", &r);
    assert_int_equal(r.documents, 3);
    for (size_t i = 0; i < r.count; i++)
        assert_in_range(r.hits[i].fit, SEARCH_EXACT, SEARCH_FORM);
    search_results_free(&r);
    ask(p.search, "children", &r);
    assert_int_equal(r.count, 1);
    assert_string_equal(lit(&r.hits[0], 0, word), "child");
    search_results_free(&r);
    end(p);
}

static void who_spells_by_ear_is_understood_and_told(void **state)
{
    static const struct {
        const char *typed, *meant, *title;
    } cases[] = {
        {"skool", "school", NULL},
        {"eduction", "education", NULL},
        {"edukayshun", "education", NULL},
        {"inclushon", "inclusion", "Schools for all"},
        {"parlament", "Parliament", "Money and councils"},
        {"counsil", "council", NULL},
        {"walcome", "welcome", "Schools for all"},
        {"orddinary", "Ordinary", "Schools for all"},
        {"rite to edukation", "right to education", "Schools for all"},
    };
    struct place p = begin(state);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct search_results r;
        ask(p.search, cases[i].typed, &r);
        assert_true(r.count > 0);
        assert_non_null(r.instead);
        if (strcmp(cases[i].meant, "council") != 0)
            assert_string_equal(r.instead, cases[i].meant);
        assert_int_equal(r.hits[0].fit, SEARCH_NEAR);
        assert_non_null(r.nearest[0]);
        if (cases[i].title)
            assert_string_equal(r.hits[0].title, cases[i].title);
        search_results_free(&r);
    }
    end(p);
}

static void quotes_want_the_words_as_they_stand(void **state)
{
    struct place p = begin(state);
    assert_int_equal(count_hits(p.search, "\"right to education\""), 1);
    assert_int_equal(count_hits(p.search, "\"education to right\""), 0);
    assert_int_equal(count_hits(p.search, "“Right, to EDUCATION”"), 1);
    assert_int_equal(count_hits(p.search, "\"right to"), 1);
    struct search_results r;
    char word[64];
    ask(p.search, "\"a matter of law\" pupils", &r);
    assert_int_equal(r.count, 1);
    assert_int_equal(r.hits[0].span_count, 5);
    assert_string_equal(lit(&r.hits[0], 4, word), "law");
    search_results_free(&r);
    end(p);
}

static void find_typed(struct search *s, const char *text, struct search_results *out)
{
    assert_int_equal(search_find(s, &(struct search_query){.text = text, .typing = true}, out),
                     ERR_OK);
}

static void a_word_is_found_from_its_beginning_while_it_is_typed(void **state)
{
    struct place p = begin(state);
    struct search_results r;
    char word[64];
    find_typed(p.search, "Parl", &r);
    assert_int_equal(r.count, 1);
    assert_int_equal(r.hits[0].fit, SEARCH_BEGUN);
    assert_string_equal(lit(&r.hits[0], 0, word), "Parliament");
    assert_null(r.instead);
    search_results_free(&r);
    find_typed(p.search, "inclush", &r);
    assert_int_equal(r.count, 1);
    assert_string_equal(r.instead, "inclusion");
    search_results_free(&r);
    find_typed(p.search, "\"matter of l", &r);
    assert_int_equal(r.count, 1);
    search_results_free(&r);
    find_typed(p.search, "\"matter of la", &r);
    assert_int_equal(r.count, 1);
    assert_string_equal(lit(&r.hits[0], 2, word), "law");
    search_results_free(&r);
    assert_int_equal(count_hits(p.search, "Parl"), 0); /* not while it is not typed */
    end(p);
}

static void welsh_words_are_found_under_their_mutations(void **state)
{
    static const char *const typed[] = {"gath", "chath", "nghath", "cath", "gathod"};
    struct place p = begin(state);
    for (size_t i = 0; i + 1 < sizeof typed / sizeof *typed; i++) {
        struct search_results r;
        ask(p.search, typed[i], &r);
        assert_int_equal(r.count, 1);
        assert_string_equal(r.hits[0].text, "Mae cath yn yr ysgol.");
        search_results_free(&r);
    }
    struct search_results r;
    ask(p.search, "dysgu", &r);
    assert_int_equal(r.count, 1);
    assert_string_equal(r.hits[0].title, "Hawl i ddysgu");
    assert_true(r.hits[0].is_heading);
    search_results_free(&r);
    ask(p.search, "ysgol", &r); /* and its plural */
    assert_int_equal(r.count, 2);
    search_results_free(&r);
    ask(p.search, "cat", &r); /* no Welsh word: 'chat' is no form of it */
    for (size_t i = 0; i < r.count; i++)
        assert_int_not_equal(r.hits[i].fit, SEARCH_FORM);
    search_results_free(&r);
    end(p);
}

static void a_hit_tells_its_languages(void **state)
{
    struct place p = begin(state);
    struct search_results r;
    ask(p.search, "croesawu", &r);
    assert_int_equal(r.count, 1);
    assert_string_equal(r.hits[0].lang, "cy");
    assert_string_equal(r.hits[0].text_lang, "cy");
    search_results_free(&r);
    ask(p.search, "hawl ddysgu", &r); /* only its title has both */
    assert_int_equal(r.count, 1);
    assert_true(r.hits[0].title_only || r.hits[0].is_heading);
    assert_string_equal(r.hits[0].text_lang, "cy");
    search_results_free(&r);
    ask(p.search, "budget", &r);
    assert_int_equal(r.count, 1);
    assert_string_equal(r.hits[0].lang, "en");
    search_results_free(&r);
    end(p);
}

static void one_document_is_searched_in_reading_order(void **state)
{
    struct place p = begin(state);
    struct search_results r;
    char id[65];
    scratch_id(id, 1);
    assert_int_equal(search_find(p.search, &(struct search_query){.text = "schools", .id = id}, &r),
                     ERR_OK);
    assert_int_equal(r.count, 2);
    assert_int_equal(r.hits[0].word, 1);
    assert_int_equal(r.hits[1].word, 12);
    search_results_free(&r);
    scratch_id(id, 9);
    assert_int_equal(search_find(p.search, &(struct search_query){.text = "schools", .id = id}, &r),
                     ERR_OK);
    assert_int_equal(r.count, 0);
    search_results_free(&r);
    end(p);
}

static void results_come_in_pages_and_a_few_of_each_document(void **state)
{
    struct catalogue *c = scratch_open(*state);
    struct str text = {0};
    for (int i = 0; i < 10; i++)
        str_addf(&text, "Sentence %d is about ramps. ", i);
    for (unsigned n = 1; n <= 5; n++) {
        struct made made = {n, "Ways in", str_text(&text), NULL, false};
        made_enter(c, &made, false);
    }
    struct search *s = search_new(c);
    struct search_results r;
    char seen[15][65];
    size_t count = 0;
    for (uint32_t skip = 0; skip < 15; skip += 4) {
        assert_int_equal(
            search_find(s, &(struct search_query){.text = "ramps", .skip = skip, .most = 4}, &r),
            ERR_OK);
        assert_int_equal(r.documents, 5);
        assert_int_equal(r.count, skip < 12 ? 4 : 3);
        assert_int_equal(r.more, skip < 12);
        for (size_t i = 0; i < r.count; i++) {
            assert_int_equal(r.hits[i].more_here, (skip + i) % 3 == 2 ? 7 : 0);
            memcpy(seen[count++], r.hits[i].id, sizeof *seen);
        }
        search_results_free(&r);
    }
    assert_int_equal(count, 15);
    for (size_t i = 0; i < 15; i++)
        assert_string_equal(seen[i], seen[i / 3 * 3]);
    search_free(s);
    catalogue_close(c);
    str_free(&text);
}

static void a_title_counts_for_more_and_is_shown_where_no_sentence_is(void **state)
{
    struct place p = begin(state);
    struct search_results r;
    ask(p.search, "councils", &r);
    assert_string_equal(r.hits[0].title, "Money and councils");
    assert_true(r.hits[0].is_heading);
    search_results_free(&r);
    struct document d;
    struct made made = {7, "words", "Something of no account.", NULL, false};
    struct str bytes = {0};
    made_book(&made, &bytes);
    str_free(&bytes);
    made.title = "Untold zebras: a story";
    made_describe(&made, &d);
    free(d.title);
    free(d.lang);
    made_enter(p.catalogue, &made, false);
    ask(p.search, "zebras", &r);
    assert_int_equal(r.count, 1);
    assert_string_equal(r.hits[0].text, "Untold zebras: a story");
    search_results_free(&r);
    end(p);
}

/* Found or not, what is marked lies within its sentence. */
static void type(struct search *search, const char *text)
{
    for (int typing = 0; typing < 2; typing++) {
        struct search_results r;
        const struct search_query query = {.text = text, .typing = typing};
        assert_int_equal(search_find(search, &query, &r), ERR_OK);
        for (size_t k = 0; k < r.count; k++)
            for (size_t n = 0; n < r.hits[k].span_count; n++)
                assert_true(r.hits[k].spans[n].start + r.hits[k].spans[n].bytes <=
                            strlen(r.hits[k].text));
        search_results_free(&r);
    }
    char *words[3];
    size_t count = search_complete(search, text, text, 3, words);
    while (count)
        free(words[--count]);
}

static void nothing_that_can_be_typed_does_harm(void **state)
{
    static const char typed[][32] = {
        "",
        " ",
        "\"",
        "\"\"\"",
        "*",
        "a*",
        "NEAR(a b)",
        "a AND",
        "OR",
        "NOT x",
        "title:",
        "{a b}: c",
        "^x",
        "a + b",
        "'; DROP TABLE word; --",
        "%",
        "_",
        "\\",
        "\xff\xfe",
        "\xe2\x80",
        "school\xff",
        "(((",
        "-school",
        "a-b-c-d-e-f-g-h-i-j",
        "…—–",
        "😀",
        "日本語",
        "مدرسة",
        "\t\n",
        "...",
        "body MATCH 'x'",
    };
    struct place p = begin(state);
    struct str thousand = {0}, many = {0};
    for (int i = 0; i < 1000; i++)
        str_add_char(&thousand, 'w');
    for (int i = 0; i < 400; i++)
        str_addf(&many, "w%d \"", i);
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++)
        type(p.search, typed[i]);
    type(p.search, str_text(&thousand));
    type(p.search, str_text(&many));
    struct search_results r;
    ask(p.search, "…—– \"", &r);
    assert_true(r.is_empty);
    search_results_free(&r);
    assert_int_equal(count_hits(p.search, "NOT inclusion"), 1);
    str_free(&thousand);
    str_free(&many);
    end(p);
}

static void an_empty_library_finds_nothing(void **state)
{
    struct catalogue *c = scratch_open(*state);
    struct search *s = search_new(c);
    char *words[2];
    uint32_t waiting;
    assert_int_equal(count_hits(s, "school"), 0);
    assert_int_equal(search_complete(s, NULL, "s", 2, words), 0);
    assert_int_equal(search_waiting(s, &waiting), ERR_OK);
    assert_int_equal(waiting, 0);
    assert_int_equal(search_index_mend(*state, NULL, NULL), ERR_OK);
    assert_int_equal(count_hits(s, "school"), 0);
    search_free(s);
    catalogue_close(c);
}

/* Two menders and a reader at once, for ThreadSanitizer too. */
static void words_are_offered_as_people_write_them(void **state)
{
    struct place p = begin(state);
    char *words[3];
    assert_int_equal(search_complete(p.search, NULL, "educ", 3, words), 1);
    assert_string_equal(words[0], "education"); /* not EDUCATION */
    free(words[0]);
    assert_int_equal(search_complete(p.search, NULL, "PARL", 3, words), 1);
    assert_string_equal(words[0], "Parliament");
    free(words[0]);
    assert_int_equal(search_complete(p.search, NULL, "well", 3, words), 1);
    assert_string_equal(words[0], "Well-being");
    free(words[0]);
    assert_int_equal(search_complete(p.search, NULL, "scho", 3, words), 2);
    assert_string_equal(words[0], "schools"); /* thrice, with a title and its heading */
    assert_string_equal(words[1], "school");
    free(words[0]);
    free(words[1]);
    assert_int_equal(search_complete(p.search, "Every", "", 1, words), 1);
    assert_string_equal(words[0], "child");
    free(words[0]);
    assert_int_equal(search_complete(p.search, "right to", "ed", 3, words), 1);
    assert_string_equal(words[0], "education");
    free(words[0]);
    end(p);
}

#define TRIAL(f) cmocka_unit_test_setup_teardown(f, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TRIAL(a_hit_says_where_it_stands_and_what_to_light),
        TRIAL(capitals_accents_apostrophes_and_hyphens_are_one),
        TRIAL(other_forms_are_found_after_the_word_itself),
        TRIAL(who_spells_by_ear_is_understood_and_told),
        TRIAL(quotes_want_the_words_as_they_stand),
        TRIAL(a_word_is_found_from_its_beginning_while_it_is_typed),
        TRIAL(welsh_words_are_found_under_their_mutations),
        TRIAL(a_hit_tells_its_languages),
        TRIAL(one_document_is_searched_in_reading_order),
        TRIAL(results_come_in_pages_and_a_few_of_each_document),
        TRIAL(a_title_counts_for_more_and_is_shown_where_no_sentence_is),
        TRIAL(nothing_that_can_be_typed_does_harm),
        TRIAL(an_empty_library_finds_nothing),
        TRIAL(words_are_offered_as_people_write_them),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
