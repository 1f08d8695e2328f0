/* What is said for what is written, and which spoken words belong to which written one. */
#include "base/file.h"
#include "speech/lexicon.h"
#include "speech/spoken.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct said {
    const char *written, *spoken;
};

static void check(const char *lang, const struct said *table, size_t count)
{
    struct lexicon *lexicon = lexicon_load(lang);
    for (size_t i = 0; i < count; i++) {
        struct spoken spoken;
        spoken_make_text(lexicon, lang, table[i].written, &spoken);
        assert_string_equal(str_text(&spoken.text), table[i].spoken);
        spoken_free(&spoken);
    }
    lexicon_free(lexicon);
}

#define CHECK(lang, table) check(lang, table, sizeof(table) / sizeof *(table))

static void test_acronyms(void **state)
{
    (void)state;
    static const struct said table[] = {
        {"Our EHCP came.", "Our E H C P came."},
        {"NGOs' views, an LEA's plan", "N G O's views, an L E eigh's plan"},
        {"SENCOs teach.", "senkos teach."},
        {"UNICEF and RNID", "uni sef and R N I D"},
        {"You MUST ask.", "You must ask."},
        {"It is US law, he told us.", "It is U S law, he told us."},
        {"non-SEND, DfE-led", "non send, D F E led"},
        {"Q&A with KS4", "Q and eigh with K S four"},
        {"The DfT and MoD", "The D F T and M O D"},
        {"U.K. law", "U K law"},
    };
    CHECK("en", table);
}

static void test_capitals(void **state)
{
    (void)state;
    static const struct said table[] = {
        {"THE LAW AND US", "the law and us"},
        {"WHAT THE DFES AND ALLFIE SAY", "what the D F E's and Alfie say"},
        {"EHCPS: A GUIDE", "E H C P's: A guide"},
    };
    CHECK("en", table);
}

static void test_money(void **state)
{
    (void)state;
    static const struct said table[] = {
        {"It cost £1,250.", "It cost one thousand two hundred and fifty pounds."},
        {"A £10 note", "A ten pound note"},
        {"the £2.4bn gap", "the two point four billion pound gap"},
        {"£3m or £1.5 million", "three million pounds or one point five million pounds"},
        {"£5.50 or £0.75", "five pounds fifty or seventy five pence"},
        {"£2.50-£3", "two pounds fifty to three pounds"},
        {"€20 and $1", "twenty euros and one dollar"},
        {"£3bn–£4bn", "three to four billion pounds"},
        {"a £2m-a-year fund", "a two million pound a year fund"},
        {"£35-a-week", "thirty five pound a week"},
    };
    CHECK("en", table);
}

static void test_numbers(void **state)
{
    (void)state;
    static const struct said table[] = {
        {"12.5% of 1,000,000", "twelve point five per cent of one million"},
        {"105 and 2,005", "one hundred and five and two thousand and five"},
        {"1st, 22nd, 30th", "first, twenty second, thirtieth"},
        {"1½ hours, ⅓ and 2/3", "one and a half hours, one third and two thirds"},
        {"5km, 3 kg and 1 mile", "five kilometres, three kilograms and one mile"},
        {"ages 5–7", "ages five to seven"},
        {"-12 or +5", "minus twelve or plus five"},
        {"007 agents", "oh oh seven agents"},
        {"~50, <5 and >10", "about fifty, less than five and more than ten"},
        {"a 50:50 split", "a fifty fifty split"},
        {"99999999999999999999", "nine nine nine nine nine nine nine nine nine nine nine nine nine "
                                 "nine nine nine nine nine nine nine"},
    };
    CHECK("en", table);
}

static void test_dates_and_times(void **state)
{
    (void)state;
    static const struct said table[] = {
        {"in 1996 and 2005", "in nineteen ninety six and two thousand and five"},
        {"2014 pupils", "two thousand and fourteen pupils"},
        {"the '90s and 2010s", "the nineties and twenty tens"},
        {"2023/24, 1981–2016",
         "twenty twenty three to twenty four, nineteen eighty one to twenty sixteen"},
        {"by 31 March 2025", "by the thirty first of March twenty twenty five"},
        {"the 3rd June", "the third of June"},
        {"on Mon 2 Sept.", "on Monday the second of September."},
        {"1/2/2026", "the first of February twenty twenty six"},
        {"12–14 July", "the twelfth to the fourteenth of July"},
        {"We may march in May.", "We may march in May."},
        {"9.30am or 17:00", "nine thirty eigh M or five P M"},
        {"9am-5pm, Mon-Fri", "nine eigh M to five P M, Monday to Friday"},
        {"at 10 a.m. today", "at ten eigh M today"},
    };
    CHECK("en", table);
}

static void test_references(void **state)
{
    (void)state;
    static const struct said table[] = {
        {"so (p.5, p.28)", "so, page five, page twenty eight,"},
        {"pp. 3, 9, 12", "pages three, nine and twelve"},
        {"No.4 and Nos. 5–6", "number four and numbers five to six"},
        {"Article 24(2)(b)", "Article twenty four, two B"},
        {"section 5.1.3", "section five point one point three"},
        {"Part III, World War II", "Part three, World War two"},
        {"Henry VIII and Charles III's", "Henry the eighth and Charles the third's"},
        {"iv. Go on", "four, Go on"},
        {"(b) Ask them", "B, Ask them"},
        {"• Ask us", "Ask us"},
        {"section 8(a) and (c)", "section eight eigh and C"},
        {"(see pp. 2, 4 and 7)", "see pages two, four and seven,"},
        {"ISBN 0 19 853453 1", "I S B N zero, one nine, eight five three four five three, one"},
        {"as shown.12 However¹", "as shown. However"},
        {"see [12]", "see,"},
        {"ISSN 2049-3630", "I S S N two zero four nine, three six three zero"},
    };
    CHECK("en", table);
}

static void test_addresses(void **state)
{
    (void)state;
    static const struct said table[] = {
        {"#FullInclusionNow", "hashtag Full Inclusion Now"},
        {"@deaf_rights", "at deaf rights"},
        {"0113 496 0000", "oh one one three, four nine six, oh oh oh oh"},
        {"+44 20 7946 0000", "plus four four, two oh, seven nine four six, oh oh oh oh"},
        {"Dial 999", "Dial nine nine nine"},
        {"jo.smith@example.co.uk", "jo dot smith at example dot co dot U K"},
        {"https://www.example.org/a-b/", "example dot org slash eigh dash B"},
        {"TikTok, McDonald", "Tik Tok, McDonald"},
    };
    CHECK("en", table);
}

static void test_abbreviations_and_signs(void **state)
{
    (void)state;
    static const struct said table[] = {
        {"toys, e.g. bricks, etc.", "toys, for example, bricks, et cetera."},
        {"12 High St. and St. Mary", "twelve High Street and Saint Mary"},
        {"Dr Lee, Park Dr.", "Doctor Lee, Park Drive."},
        {"It is Max.", "It is Max."},
        {"yes/no & more", "yes or no and more"},
        {"J. K. Lee and A. Bee", "J K Lee and eigh Bee"},
        {"Option A or Plan B", "Option eigh or Plan B"},
        {"done.Start", "done. Start"},
        {"Well — yes — “go”…", "Well, yes, go,"},
        {"parent(s)", "parents"},
        {"✓ Yes", "tick Yes"},
    };
    CHECK("en", table);
}

static void test_markup_is_never_passed_on(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "[[h@l'oU]]", "a[[b]]c", "[ [ x", "<speak>hi</speak>", "x<mark name='a'/>y", "[[",
        "]]",         "{x}",     "&lt;"};
    static const char *const langs[] = {"en", "cy", "pl", ""};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (size_t k = 0; k < 4; k++) {
            struct spoken spoken;
            spoken_make_text(NULL, langs[k], texts[i], &spoken);
            assert_null(strpbrk(str_text(&spoken.text), "[]<>{}"));
            spoken_free(&spoken);
        }
    }
}

static void test_every_word_knows_its_place(void **state)
{
    (void)state;
    struct lexicon *lexicon = lexicon_load("en");
    struct spoken spoken;
    spoken_make_text(lexicon, "en", "• The £1.5 million café – see p. 5", &spoken);
    const char *expected[] = {"", "The", "one point five", "million pound", "café",
                              "", "see", "page",           "five"};
    assert_int_equal(spoken.word_count, 9);
    size_t at = 0, used;
    uint32_t cp = 0;
    for (size_t i = 0; i < 9; i++) {
        const struct spoken_word *w = &spoken.words[i];
        assert_int_equal(w->count_cp, utf8_count(expected[i], strlen(expected[i])));
        if (!w->count_cp)
            continue;
        assert_true(w->start_cp >= cp);
        for (; cp < w->start_cp; cp++, at += used)
            utf8_decode(spoken.text.data + at, spoken.text.length_bytes - at, &used);
        assert_memory_equal(spoken.text.data + at, expected[i], strlen(expected[i]));
    }
    spoken_free(&spoken);
    lexicon_free(lexicon);
}

static void test_raised_words_are_not_said(void **state)
{
    (void)state;
    struct spoken_source words[] = {
        {"law", 3, false, false}, {"8", 1, true, true}, {"ends", 4, false, false}};
    struct spoken spoken;
    spoken_make(NULL, "en", words, 3, &spoken);
    assert_string_equal(str_text(&spoken.text), "law ends");
    assert_int_equal(spoken.words[1].count_cp, 0);
    spoken_free(&spoken);
}

static void test_what_staff_wrote_goes_before_every_rule(void **state)
{
    (void)state;
    char folder[] = "/tmp/lexicon-staff-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    static const char text[] = "ALLFIE\tall fee\nDr\tdoc\nNo10\tdowning street\n";
    snprintf(path, sizeof path, "%s/lexicon.tsv", folder);
    assert_int_equal(file_write_atomic(path, text, strlen(text)), ERR_OK);
    const char *const folders[] = {NULL, folder};
    struct lexicon *lexicon = lexicon_load_layered("en-GB", folders, 2);
    struct spoken spoken;
    spoken_make_text(lexicon, "en-GB", "ALLFIE's Dr Lee met MPs at No10.", &spoken);
    assert_string_equal(str_text(&spoken.text), "all fee's doc Lee met M P's at downing street.");
    spoken_free(&spoken);
    lexicon_free(lexicon);
    unlink(path);
    rmdir(folder);
}

static void test_long_and_strange_text_ends(void **state)
{
    (void)state;
    struct lexicon *lexicon = lexicon_load("en");
    static const char *const pieces[] = {"a", "A", "1",  "(",  "[[", "\U0001f600", "é",     "-",
                                         "/", "&", "1,", "A.", ".",  "'s",         "\u0645"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct str text = {0};
        while (text.length_bytes < 100000)
            str_add(&text, pieces[i]);
        struct spoken spoken;
        spoken_make_text(lexicon, i % 2 ? "cy" : "en", str_text(&text), &spoken);
        assert_true(spoken.text.length_bytes < 20000);
        assert_null(strpbrk(str_text(&spoken.text), "[]<>{}"));
        spoken_free(&spoken);
        str_free(&text);
    }
    lexicon_free(lexicon);
}

static void test_many_words_take_no_longer_each(void **state)
{
    (void)state;
    struct lexicon *lexicon = lexicon_load("en");
    static const char *const pieces[] = {"0 ",      "1 ", "[1 ", "1, ", "p. 1, ",
                                         "ISBN 1 ", "I ", "£1 ", "- ",  "ring 111 or "};
    for (size_t i = 0; i < 2 * sizeof pieces / sizeof *pieces; i++) {
        struct str text = {0};
        while (text.length_bytes < 200000)
            str_add(&text, pieces[i / 2]);
        struct spoken spoken;
        spoken_make_text(lexicon, i % 2 ? "cy" : "en", str_text(&text), &spoken);
        assert_true(spoken.word_count >= 10000);
        spoken_free(&spoken);
        str_free(&text);
    }
    lexicon_free(lexicon);
}

static void test_other_languages_keep_their_numbers(void **state)
{
    (void)state;
    static const struct said welsh[] = {
        {"Mae 43 o blant a £35.", "Mae pedwar deg tri o blant a tri deg pump o bunnoedd."},
        {"Dysgu & chwarae, UNCRPD", "Dysgu a chwarae, U N C R P D"},
    };
    CHECK("cy", welsh);
    static const struct said urdu[] = {{"ہم سب، 61۔", "ہم سب, 61."}};
    CHECK("ur", urdu);
}

static void test_scripts_without_spaces_stay_whole(void **state)
{
    (void)state;
    struct spoken_source words[] = {{"学校", 6, false, false}, {"です", 6, false, false}};
    struct spoken spoken;
    spoken_make(NULL, "ja", words, 2, &spoken);
    assert_string_equal(str_text(&spoken.text), "学校です");
    spoken_free(&spoken);
}

static void test_bad_bytes_and_nothing_do_no_harm(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",   " ",      "\xff",         "£",    "#",  "@",  "-",  "p.", "1/", "/1", "&",
        "()", "1:",     "£-",           "\xc2", "A.", "1-", "…1", "'s", "’s", "I.", "http://",
        "@.", "1.2.3.", "-\xe2\x88\x92"};
    struct lexicon *lexicon = lexicon_load("en");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct spoken spoken;
        spoken_make_text(lexicon, "en", texts[i], &spoken);
        assert_true(utf8_is_valid(str_text(&spoken.text), spoken.text.length_bytes));
        spoken_free(&spoken);
    }
    lexicon_free(lexicon);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_acronyms),
        cmocka_unit_test(test_capitals),
        cmocka_unit_test(test_money),
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_dates_and_times),
        cmocka_unit_test(test_references),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_abbreviations_and_signs),
        cmocka_unit_test(test_markup_is_never_passed_on),
        cmocka_unit_test(test_every_word_knows_its_place),
        cmocka_unit_test(test_raised_words_are_not_said),
        cmocka_unit_test(test_what_staff_wrote_goes_before_every_rule),
        cmocka_unit_test(test_long_and_strange_text_ends),
        cmocka_unit_test(test_many_words_take_no_longer_each),
        cmocka_unit_test(test_other_languages_keep_their_numbers),
        cmocka_unit_test(test_scripts_without_spaces_stay_whole),
        cmocka_unit_test(test_bad_bytes_and_nothing_do_no_harm),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
