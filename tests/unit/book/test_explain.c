#include "listed.h"

static const char english[] = "Act\tActs\tA law that Parliament has agreed.\n"
                              "co-production\t\tMaking something together as equals.\n"
                              "EHCP\t\tA legal paper.\tEducation, Health and Care Plan\n"
                              "council\t\tThe people who run many services.\n"
                              "organisation\t\tA group with a purpose.\n"
                              "parenting order\t\tA paper from a court.\n"
                              "policy\t\tA plan or rule.\n"
                              "segregate\tsegregation\tTo keep people apart.\n"
                              "SEND\t\tHelp to learn.\n"
                              "special school\t\tA school for some pupils.\n"
                              "wellbeing\t\tFeeling well.\n";
static const char welsh[] = "addysg\t\tDysgu pobl.\n"
                            "cyfraith\t\tRheol i bawb.\n"
                            "gweinidog\t\tRhan o'r llywodraeth.\n"
                            "polisi\tpolisïau\tCynllun.\n";

struct asked {
    struct glossary *glossaries[3];
    struct made made;
    struct explain *explain;
};

static struct asked ask(struct builder *b, const char *pack)
{
    struct asked asked = {.made = made_finish(b)};
    asked.glossaries[0] =
        glossary_from_bytes(english, strlen(english), "en.tsv", "en", GLOSSARY_KIOSK);
    asked.glossaries[1] = glossary_from_bytes(welsh, strlen(welsh), "cy.tsv", "cy", GLOSSARY_KIOSK);
    if (pack)
        asked.glossaries[2] = glossary_from_bytes(pack, strlen(pack), "pack", "en", GLOSSARY_PACK);
    asked.explain =
        explain_new(asked.made.book, (const struct glossary *const *)asked.glossaries, 3);
    return asked;
}

static void drop(struct asked *asked)
{
    explain_free(asked->explain);
    made_drop(&asked->made);
    for (size_t i = 0; i < 3; i++)
        glossary_free(asked->glossaries[i]);
}

/* The term that explains the first word written so, "" when none does. */
static const char *term_of(struct asked *asked, const char *word)
{
    struct explain_hit hit;
    uint32_t n = listed_word(asked->made.book, word, 1);
    assert_int_not_equal(n, 0);
    return explain_at(asked->explain, n, &hit) ? explain_term_at(asked->explain, hit.term)->term
                                               : "";
}

static void expect_in(const char *lang, const char *text, const char *word, const char *term)
{
    struct builder *b = listed_new(lang);
    made_block(b, BLOCK_PARAGRAPH, 1, text);
    struct asked asked = ask(b, NULL);
    assert_string_equal(term_of(&asked, word), term);
    drop(&asked);
}

static void test_forms_of_english_words(void **state)
{
    (void)state;
    expect_in("en-GB", "Our policies changed.", "policies", "policy");
    expect_in("en-GB", "The council\xe2\x80\x99s plan", "council\xe2\x80\x99s", "council");
    expect_in("en-GB", "all councils\xe2\x80\x99 plans", "councils\xe2\x80\x99", "council");
    expect_in("en-GB", "They \xe2\x80\x98segregated\xe2\x80\x99 us.",
              "\xe2\x80\x98segregated\xe2\x80\x99", "segregate");
    expect_in("en-GB", "Segregating children", "Segregating", "segregate");
    expect_in("en-GB", "an organization", "organization", "organisation");
    expect_in("en-GB", "POLICY MATTERS", "POLICY", "policy");
    expect_in("en-GB", "our well-being", "well-being", "wellbeing");
    expect_in("en-GB", "by coproduction", "coproduction", "co-production");
    expect_in("en-GB", "by co-production.", "co-production.", "co-production");
    expect_in("en-GB", "special-school places", "special-school", "special school");
    expect_in("en-GB", "our policy/practice", "policy/practice", "policy");
    expect_in("", "Our policies changed.", "policies", "policy");
}

static void test_what_only_looks_like_a_form_is_none(void **state)
{
    (void)state;
    expect_in("en", "We police the area.", "police", "");
    expect_in("en", "non-segregate", "non-segregate", "");
    expect_in("de", "policy", "policy", "");
    expect_in("en", "special care", "special", "");
}

static void test_capitals_of_a_term_are_asked_for(void **state)
{
    (void)state;
    expect_in("en", "Pupils with SEND learn.", "SEND", "SEND");
    expect_in("en", "We send a letter.", "send", "");
    expect_in("en", "many EHCPs wait", "EHCPs", "EHCP");
    expect_in("en", "Parliament passed the Act.", "Act.", "Act");
    expect_in("en", "We act now.", "act", "");
    expect_in("en", "Act now!", "Act", "");
}

static void test_mutations_of_welsh_words(void **state)
{
    (void)state;
    expect_in("cy", "Eu haddysg nhw", "haddysg", "addysg");
    expect_in("cy", "Mae'r gyfraith yma", "gyfraith", "cyfraith");
    expect_in("cy", "ei chyfraith hi", "chyfraith", "cyfraith");
    expect_in("cy", "fy nghyfraith i", "nghyfraith", "cyfraith");
    expect_in("cy", "y ddau bolisi", "bolisi", "polisi");
    expect_in("cy", "ei pholisi hi", "pholisi", "polisi");
    expect_in("cy",
              "yr holl bolis\xc3\xaf"
              "au",
              "bolis\xc3\xaf"
              "au",
              "polisi");
    expect_in("cy", "dau weinidog", "weinidog", "gweinidog");
    expect_in("cy", "addysg\xe2\x80\x99r plant", "addysg\xe2\x80\x99r", "addysg");
}

static void test_the_longest_phrase_wins_from_each_of_its_words(void **state)
{
    (void)state;
    struct builder *b = listed_new("en");
    made_block(b, BLOCK_PARAGRAPH, 1,
               "They want a parenting order. Each special school must know.");
    struct asked asked = ask(b, "order\t\tA demand.\n");
    struct explain_hit hit;
    uint32_t parenting = listed_word(asked.made.book, "parenting", 1);
    for (uint32_t n = parenting; n <= parenting + 1; n++) {
        assert_true(explain_at(asked.explain, n, &hit));
        assert_int_equal(hit.first_word, parenting);
        assert_int_equal(hit.last_word, parenting + 1);
        assert_string_equal(explain_term_at(asked.explain, hit.term)->term, "parenting order");
    }
    assert_string_equal(term_of(&asked, "school"), "special school");
    assert_string_equal(term_of(&asked, "Each"), "");
    drop(&asked);
}

static void test_the_document_goes_before_the_pack_and_the_pack_before_the_kiosk(void **state)
{
    (void)state;
    struct builder *b = listed_new("en");
    made_block(b, BLOCK_PARAGRAPH, 1, "A policy of the council and its organisation.");
    listed_heading(b, 2, "Word list");
    made_block(b, BLOCK_PARAGRAPH, 1, "Policy: what we say.");
    struct asked asked = ask(b, "council\t\tOur own council.\npolicy\t\tNot this.\n");
    struct explain_hit hit;
    const struct {
        const char *word, *meaning;
        enum glossary_source source;
    } wanted[] = {{"policy", "what we say.", GLOSSARY_DOCUMENT},
                  {"council", "Our own council.", GLOSSARY_PACK},
                  {"organisation.", "A group with a purpose.", GLOSSARY_KIOSK}};
    for (size_t i = 0; i < 3; i++) {
        assert_true(
            explain_at(asked.explain, listed_word(asked.made.book, wanted[i].word, 1), &hit));
        const struct explain_term *term = explain_term_at(asked.explain, hit.term);
        assert_string_equal(term->meaning, wanted[i].meaning);
        assert_int_equal(term->source, wanted[i].source);
    }
    drop(&asked);
}

static void test_bold_words_that_are_explained_in_passing(void **state)
{
    (void)state;
    struct builder *b = listed_new("en");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "", "Inclusion", " means that all learn together.");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "They made an ", "appeal", ".");
    made_figure(b, 1, NULL);
    made_block(b, BLOCK_PARAGRAPH, 1, "This means they asked again.");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "A list of ", "voters", " \xe2\x80\x93 people who can vote.");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "We asked many questions. This is called a ", "survey", ".");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "It is a ", "pledge", " (a firm promise) to us.");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "See ", "Table 1", " \xe2\x80\x93 the numbers we found.");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "We are ", "very", " happy today. So are you.");
    struct asked asked = ask(b, NULL);
    assert_int_equal(explain_own_count(asked.explain), 5);
    listed_expect(asked.explain, "Inclusion", "Inclusion means that all learn together.");
    listed_expect(asked.explain, "appeal", "This means they asked again.");
    listed_expect(asked.explain, "voters", "people who can vote.");
    listed_expect(asked.explain, "survey", "We asked many questions.");
    listed_expect(asked.explain, "pledge", "a firm promise");
    drop(&asked);
}

static void test_abbreviations_that_are_written_out(void **state)
{
    (void)state;
    struct builder *b = listed_new("en");
    made_block(b, BLOCK_PARAGRAPH, 1,
               "The Department for Education (DfE) pays. BSL (British Sign Language) is used. "
               "Some have an Education, Health and Care Plan (EHCP). They use augmentative and "
               "alternative communication (AAC) here. Ask Amina (IT) too.");
    builder_begin(b, &(struct builder_block){.kind = BLOCK_PARAGRAPH, .page = 1});
    builder_text(b, "The CSW", 7,
                 &(struct builder_run){.expansion = "Communication support worker"});
    (void)builder_end(b);
    struct asked asked = ask(b, NULL);
    const struct {
        const char *term, *long_form, *meaning;
    } wanted[] = {{"DfE", "Department for Education", "Department for Education"},
                  {"BSL", "British Sign Language", "British Sign Language"},
                  {"EHCP", "Education, Health and Care Plan", "A legal paper."},
                  {"AAC", "augmentative and alternative communication",
                   "augmentative and alternative communication"}};
    for (size_t i = 0; i < 4; i++) {
        const struct explain_term *term = listed_own(asked.explain, wanted[i].term);
        assert_non_null(term);
        assert_string_equal(term->long_form, wanted[i].long_form);
        assert_string_equal(term->meaning, wanted[i].meaning);
    }
    assert_int_equal(explain_own_count(asked.explain), 5);
    assert_null(listed_own(asked.explain, "IT"));
    drop(&asked);
}

static void test_the_list_and_the_places(void **state)
{
    (void)state;
    struct builder *b = listed_new("en");
    made_block(b, BLOCK_PARAGRAPH, 1,
               "Each council has policies. A voter asks the council. No Act.");
    listed_heading(b, 2, "Word list");
    made_block(b, BLOCK_PARAGRAPH, 1, "Voters: people who vote for a council.");
    struct asked asked = ask(b, NULL);
    size_t count;
    const uint32_t *list = explain_list(asked.explain, &count);
    const char *const terms[] = {"Voters", "council", "policy", "Act"};
    assert_int_equal(count, 4);
    for (size_t i = 0; i < 4; i++)
        assert_string_equal(explain_term_at(asked.explain, list[i])->term, terms[i]);
    uint32_t places[4] = {0};
    assert_int_equal(explain_places(asked.explain, list[1], places, 4), 2);
    assert_int_equal(places[0], 2);
    assert_int_equal(places[1], 9);
    assert_int_equal(explain_places(asked.explain, list[1], places, 1), 2);
    assert_int_equal(explain_places(asked.explain, list[0], places, 4), 1);
    assert_int_equal(places[0], 6);
    assert_int_equal(explain_places(asked.explain, 9999, places, 4), 0);
    assert_null(explain_term_at(asked.explain, 9999));
    assert_null(explain_term_at(asked.explain, 0));
    drop(&asked);
}

static void test_bold_words_are_marked_only_inside_a_text(void **state)
{
    (void)state;
    struct builder *b = listed_new("en");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "Ask your ", "council", " about the ", "weather", " now.");
    LISTED_RUNS(b, BLOCK_PARAGRAPH, "", "The council");
    made_block(b, BLOCK_PARAGRAPH, 1, "The council answers.");
    struct asked asked = ask(b, NULL);
    const struct book *book = asked.made.book;
    assert_true(explain_is_marked(asked.explain, listed_word(book, "council", 1)));
    assert_false(explain_is_marked(asked.explain, listed_word(book, "weather", 1)));
    assert_false(explain_is_marked(asked.explain, listed_word(book, "council", 2)));
    assert_false(explain_is_marked(asked.explain, listed_word(book, "council", 3)));
    assert_false(explain_is_marked(asked.explain, 0));
    drop(&asked);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms_of_english_words),
        cmocka_unit_test(test_what_only_looks_like_a_form_is_none),
        cmocka_unit_test(test_capitals_of_a_term_are_asked_for),
        cmocka_unit_test(test_mutations_of_welsh_words),
        cmocka_unit_test(test_the_longest_phrase_wins_from_each_of_its_words),
        cmocka_unit_test(test_the_document_goes_before_the_pack_and_the_pack_before_the_kiosk),
        cmocka_unit_test(test_bold_words_that_are_explained_in_passing),
        cmocka_unit_test(test_abbreviations_that_are_written_out),
        cmocka_unit_test(test_the_list_and_the_places),
        cmocka_unit_test(test_bold_words_are_marked_only_inside_a_text),
    };
    return cmocka_run_group_tests_name("explain", tests, NULL, NULL);
}
