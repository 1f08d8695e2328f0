#include "made.h"

#include "book/match.h"

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
        cmocka_unit_test(nothing_to_match_is_the_beginning),
    };
    return cmocka_run_group_tests_name("match", tests, NULL, NULL);
}
