#include "made.h"

#include "book/match.h"
#include "book/match_welsh.h"

/* A book of headings, each with `words` words under it: "# Title" of level 1, "## Part" of level 2. */
static struct made make(const char *lang, int words, const char *const *headings)
{
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_HTML, ORDER_GIVEN);
    builder_set_title(b, "A book");
    builder_set_lang(b, lang);
    (void)builder_add_page(b, NULL, 595, 842);
    for (; *headings; headings++) {
        const char *text = strchr(*headings, ' ') + 1;
        builder_begin(b, &(struct builder_block){.kind = BLOCK_HEADING,
                                                 .level = (int)(text - *headings) - 1,
                                                 .page = 1});
        builder_text(b, text, strlen(text), NULL);
        (void)builder_end(b);
        for (int i = 0; i < words; i += 5)
            made_block(b, BLOCK_PARAGRAPH, 1, "One two three four five.");
    }
    return made_finish(b);
}

#define MAKE(lang, words, ...) make(lang, words, (const char *const[]){__VA_ARGS__, NULL})

/* The first word of the n-th heading, from 1. */
static uint32_t heading(const struct made *m, uint32_t n)
{
    assert_true(n <= m->book->heading_count);
    return m->book->blocks[m->book->headings[n]].first_word;
}

static void headings_of_like_words_match_in_order(void **state)
{
    (void)state;
    struct made full = MAKE("en-GB", 100, "# Learning together", "## The main points",
                            "## What the law says", "## What families told us", "## What it costs",
                            "## What must change", "## What you can do this month");
    struct made easy =
        MAKE("en", 40, "# Learning together", "## How to use this document", "## What the law says",
             "## What we did", "## What must change: the Government",
             "## What must change: schools", "## What you can do", "## Word list");
    assert_int_equal(match_word(full.book, easy.book, 1), 1);
    assert_int_equal(match_word(full.book, easy.book, heading(&full, 3)), heading(&easy, 3));
    assert_int_equal(match_word(full.book, easy.book, heading(&full, 3) + 2), heading(&easy, 3));
    assert_int_equal(match_word(full.book, easy.book, heading(&full, 6)), heading(&easy, 5));
    assert_int_equal(match_word(full.book, easy.book, heading(&full, 7)), heading(&easy, 7));
    assert_int_equal(match_word(easy.book, full.book, heading(&easy, 7)), heading(&full, 7));
    made_drop(&full);
    made_drop(&easy);
}

static void between_headings_it_is_the_same_share_and_a_sentence_begins(void **state)
{
    (void)state;
    struct made full = MAKE("en", 100, "# Schools", "# Law", "# Money");
    struct made easy = MAKE("en", 20, "# Schools", "# Law", "# Money");
    uint32_t from = heading(&full, 2) + 1 + 50; /* half of the part */
    uint32_t to = match_word(full.book, easy.book, from);
    assert_int_equal(to, heading(&easy, 2) + 1 + 5);
    assert_string_equal(book_string(easy.book, easy.book->info->lang), "en");
    assert_int_equal(easy.book->sentences[easy.book->words[to].sentence].first_word, to);
    made_drop(&full);
    made_drop(&easy);
}

static void without_like_headings_it_is_the_share_of_the_whole(void **state)
{
    (void)state;
    struct made full = MAKE("en", 200, "# Railways");
    struct made other = MAKE("en", 50, "# Gardens");
    uint32_t middle = match_word(full.book, other.book, full.book->word_count / 2);
    assert_in_range(middle, 21, 30);
    assert_int_equal(match_word(full.book, other.book, full.book->word_count),
                     other.book->word_count - 4);
    made_drop(&full);
    made_drop(&other);
}

static void common_words_alone_tie_nothing(void **state)
{
    (void)state;
    struct made full = MAKE("en", 50, "# What we did", "# What we want", "# What we owe");
    struct made other = MAKE("en", 50, "# What we said", "# What we like", "# What we owe");
    assert_int_not_equal(match_word(full.book, other.book, heading(&full, 1) + 53),
                         heading(&other, 1));
    assert_int_equal(match_word(full.book, other.book, heading(&full, 3)), heading(&other, 3));
    made_drop(&full);
    made_drop(&other);
}

static void another_language_goes_by_the_outline(void **state)
{
    (void)state;
    struct made english = MAKE("en", 60, "# Learning", "## Rights", "### Law", "## Action");
    struct made welsh = MAKE("cy", 90, "# Dysgu", "## Hawliau", "### Cyfraith", "## Gweithredu");
    for (uint32_t i = 1; i <= 4; i++)
        assert_int_equal(match_word(english.book, welsh.book, heading(&english, i)),
                         heading(&welsh, i));
    made_drop(&english);
    made_drop(&welsh);
}

static void another_language_goes_by_numbers_and_levels(void **state)
{
    (void)state;
    struct made english =
        MAKE("en", 30, "# Pledges", "## 1. Money", "## 2. Buses", "## 3. Ramps", "## 4. Exams");
    struct made welsh = MAKE("cy", 30, "# Addewidion", "## Rhagair", "## 1. Arian", "## 2. Bysiau",
                             "## 3. Rampiau", "## 4. Arholiadau");
    for (uint32_t i = 2; i <= 5; i++)
        assert_int_equal(match_word(english.book, welsh.book, heading(&english, i)),
                         heading(&welsh, i + 1));
    made_drop(&english);
    made_drop(&welsh);
}

/* A book of lines: "# Heading", "## Part", else a paragraph. */
static struct made make_lines(const char *lang, const char *const *lines)
{
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_HTML, ORDER_GIVEN);
    builder_set_title(b, "A book");
    builder_set_lang(b, lang);
    (void)builder_add_page(b, NULL, 595, 842);
    for (; *lines; lines++) {
        int level = (int)strspn(*lines, "#");
        const char *text = *lines + level + (level > 0);
        builder_begin(b, &(struct builder_block){.kind = level ? BLOCK_HEADING : BLOCK_PARAGRAPH,
                                                 .level = level,
                                                 .page = 1});
        builder_text(b, text, strlen(text), NULL);
        (void)builder_end(b);
    }
    return made_finish(b);
}

static const char *const report[] = {
    "# Getting there",
    "We thank all who took part in this study of transport.",
    "## Policy context",
    "The Education Act says that councils provide free transport to eligible children.",
    "## Methodology",
    "We sent questionnaires to 640 families and interviewed drivers and escorts.",
    "## Waiting and journey times",
    "Minibuses arrive late in winter, and pupils miss their first lesson.",
    "## Staff",
    "Drivers change often and have no training. Escorts leave.",
    "## Expenditure",
    "Councils paid seventy million pounds, mostly for taxis.",
    NULL};

static const char *const booklet[] = {
    "# To school",
    "It is about buses.",
    "## How to read this",
    "You can ask somebody to help you.",
    "## The rules",
    "The law is called the Education Act. Councils give free transport to some children.",
    "## How we found out",
    "We asked 640 families with questionnaires.",
    "## Late buses",
    "Minibuses are late. Pupils miss their lesson.",
    "## Money",
    "Councils pay seventy million pounds. Taxis cost a lot.",
    "## The people on the bus",
    "Drivers change a lot. Some have no training. Escorts leave.",
    NULL};

static void parts_with_other_headings_match_by_their_words(void **state)
{
    static const uint32_t tied[][2] = {{2, 3}, {3, 4}, {4, 5}};
    (void)state;
    struct made full = make_lines("en", report), easy = make_lines("en-GB", booklet);
    for (size_t i = 0; i < 3; i++) {
        uint32_t in_full = heading(&full, tied[i][0]), in_easy = heading(&easy, tied[i][1]);
        assert_int_equal(match_word(full.book, easy.book, in_full), in_easy);
        assert_int_equal(match_word(easy.book, full.book, in_easy), in_full);
        /* and its last word stays within the part */
        uint32_t last = match_word(full.book, easy.book, heading(&full, tied[i][0] + 1) - 1);
        assert_in_range(last, in_easy, heading(&easy, tied[i][1] + 1) - 1);
    }
    made_drop(&full);
    made_drop(&easy);
}

static void a_part_that_stands_elsewhere_is_found(void **state)
{
    (void)state;
    struct made full = make_lines("en", report), easy = make_lines("en", booklet);
    /* Staff, then money; in the booklet money, then staff. */
    assert_int_equal(match_word(full.book, easy.book, heading(&full, 5)), heading(&easy, 7));
    assert_int_equal(match_word(full.book, easy.book, heading(&full, 6)), heading(&easy, 6));
    assert_int_equal(match_word(easy.book, full.book, heading(&easy, 7)), heading(&full, 5));
    made_drop(&full);
    made_drop(&easy);
}

static void welsh_parts_match_by_numbers_and_words_that_are_known(void **state)
{
    static const char *const english[] = {"# A plan for fair councils",
                                          "It says how we will work.",
                                          "## From the leader",
                                          "I am proud of it.",
                                          "## What people told us",
                                          "In the survey 512 people answered. 61% have trouble.",
                                          "## Our aims",
                                          "### Access",
                                          "All 48 buildings have a ramp.",
                                          "### Jobs",
                                          "We employ 200 more staff.",
                                          "## Money",
                                          "It costs 3.2 million.",
                                          "## Contact",
                                          "Ring 01632 960123.",
                                          NULL};
    static const char *const welsh[] = {"# Cynllun ar gyfer cynghorau teg",
                                        "Mae'n dweud sut byddwn yn gweithio.",
                                        "## Beth ddywedodd pobl",
                                        "Atebodd 512 o bobl. Mae 61% yn cael trafferth.",
                                        "## Mynediad i adeiladau",
                                        "Mae ramp ym mhob un o'r 48 adeilad.",
                                        "## Swyddi",
                                        "Rydym yn cyflogi 200 yn fwy o staff.",
                                        "## Arian",
                                        "Mae'n costio 3.2 miliwn.",
                                        "## Cysylltu",
                                        "Ffoniwch 01632 960123.",
                                        NULL};
    static const uint32_t tied[][2] = {{3, 2}, {5, 3}, {6, 4}, {7, 5}, {8, 6}};
    (void)state;
    struct made one = make_lines("en", english), other = make_lines("cy-GB", welsh);
    for (size_t i = 0; i < 5; i++) {
        uint32_t in_one = heading(&one, tied[i][0]), in_other = heading(&other, tied[i][1]);
        assert_int_equal(match_word(one.book, other.book, in_one), in_other);
        assert_int_equal(match_word(other.book, one.book, in_other), in_one);
    }
    made_drop(&one);
    made_drop(&other);
}

static void welsh_words_are_known_under_their_mutations(void **state)
{
    static const char *const pairs[][2] = {
        {"cyfraith", "law"},          {"gyfraith", "law"},       {"nghyfraith", "law"},
        {"chyfraith", "law"},         {"deuluoedd", "families"}, {"phlant", "children"},
        {"blant", "children"},        {"allwch", "can"},         {"hysgol", "school"},
        {"lywodraeth", "government"}, {"ddeddf", "act"},         {"fis", "month"}};
    static const char *const unknown[] = {"", "law", "cath", "h",
                                          "gwefannaugwefannaugwefannaugwefannau"};
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        const char *english = match_welsh_english(pairs[i][0]);
        assert_non_null(english);
        assert_string_equal(english, pairs[i][1]);
    }
    for (size_t i = 0; i < sizeof unknown / sizeof *unknown; i++)
        assert_null(match_welsh_english(unknown[i]));
}

static void nothing_to_match_is_the_beginning(void **state)
{
    (void)state;
    struct made full = MAKE("en", 10, "# Law");
    assert_int_equal(match_word(full.book, full.book, 0), 1);
    assert_int_equal(match_word(full.book, full.book, full.book->word_count + 1), 1);
    made_drop(&full);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_of_like_words_match_in_order),
        cmocka_unit_test(between_headings_it_is_the_same_share_and_a_sentence_begins),
        cmocka_unit_test(without_like_headings_it_is_the_share_of_the_whole),
        cmocka_unit_test(common_words_alone_tie_nothing),
        cmocka_unit_test(another_language_goes_by_the_outline),
        cmocka_unit_test(another_language_goes_by_numbers_and_levels),
        cmocka_unit_test(parts_with_other_headings_match_by_their_words),
        cmocka_unit_test(a_part_that_stands_elsewhere_is_found),
        cmocka_unit_test(welsh_parts_match_by_numbers_and_words_that_are_known),
        cmocka_unit_test(welsh_words_are_known_under_their_mutations),
        cmocka_unit_test(nothing_to_match_is_the_beginning),
    };
    return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
