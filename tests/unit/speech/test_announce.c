/* What is said about the text besides its words, as a script: announcements in brackets. */
#include "book/builder.h"
#include "book/file.h"
#include "speech/announce.h"
#include "speech/language.h"
#include "speech/reading.h"
#include "speech/signs.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

struct shelf {
    struct builder *builder;
    struct str bytes, script;
    struct book *book;
    struct narrator_settings settings;
};

static int open_shelf(void **state)
{
    struct shelf *s = calloc(1, sizeof *s);
    s->builder = builder_new();
    builder_set_lang(s->builder, "en-GB");
    builder_add_page(s->builder, "1", 595, 842);
    s->settings = narrator_settings_default();
    *state = s;
    return 0;
}

static int close_shelf(void **state)
{
    struct shelf *s = *state;
    builder_free(s->builder);
    book_close(s->book);
    str_free(&s->bytes);
    str_free(&s->script);
    free(s);
    return 0;
}

static void add(struct shelf *s, struct builder_block block, const char *text)
{
    block.page = 1;
    builder_begin(s->builder, &block);
    builder_text(s->builder, text, strlen(text), NULL);
    builder_end(s->builder);
}

static void add_kind(struct shelf *s, enum block_kind kind, const char *text)
{
    add(s, (struct builder_block){.kind = kind, .level = 1}, text);
}

static void add_cell(struct shelf *s, uint32_t group, unsigned row, unsigned column, bool header,
                     const char *text)
{
    add(s,
        (struct builder_block){.kind = BLOCK_CELL,
                               .group = group,
                               .row = (uint16_t)row,
                               .column = (uint16_t)column,
                               .is_header = header},
        text);
}

static void add_picture(struct shelf *s, const char *alt)
{
    struct builder_block figure = {.kind = BLOCK_FIGURE, .page = 1};
    builder_add_figure(s->builder, &figure, NULL, 0, 0, 0, alt, NULL);
}

/* The whole book as it is read: "[Heading.] Our demands | ...". */
static const char *script_of(struct shelf *s)
{
    if (!s->book) {
        assert_int_equal(builder_finish(s->builder, &s->bytes), ERR_OK);
        assert_int_equal(
            book_from_bytes((const unsigned char *)s->bytes.data, s->bytes.length_bytes, &s->book),
            ERR_OK);
    }
    struct reading reading = {s->book, &s->settings, NULL};
    struct reading_item item;
    str_clear(&s->script);
    uint32_t first = 0;
    for (uint32_t b = 1; b <= s->book->block_count && !first; b++)
        first =
            reading_block_is_read(s->book, &s->settings, b) ? reading_block_first(s->book, b) : 0;
    for (uint32_t word = first; reading_item_at(&reading, word, 0, &item); word = item.next) {
        if (item.before[0])
            str_addf(&s->script, "[%s] ", item.before);
        if (item.label[0])
            str_addf(&s->script, "%s ", item.label);
        reading_item_written(s->book, &item, &s->script);
        if (item.after[0])
            str_addf(&s->script, " [%s]", item.after);
        str_add(&s->script, item.next ? " | " : "");
    }
    return str_text(&s->script);
}

static void add_demands(struct shelf *s)
{
    uint32_t list = builder_new_group(s->builder);
    add(s, (struct builder_block){.kind = BLOCK_HEADING, .level = 2}, "Our demands");
    add_kind(s, BLOCK_PARAGRAPH, "We want this:");
    add(s,
        (struct builder_block){.kind = BLOCK_LIST_ITEM, .level = 1, .label = "1.", .group = list},
        "Money");
    add(s, (struct builder_block){.kind = BLOCK_LIST_ITEM, .level = 2, .label = "•", .group = list},
        "now");
    add(s,
        (struct builder_block){.kind = BLOCK_LIST_ITEM, .level = 1, .label = "2.", .group = list},
        "Time");
    add_kind(s, BLOCK_QUOTE, "I was heard.");
    add_kind(s, BLOCK_QUOTE, "At last.");
    add_kind(s, BLOCK_PARAGRAPH, "The end.");
}

static void test_headings_lists_and_quotations_are_announced(void **state)
{
    struct shelf *s = *state;
    add_demands(s);
    assert_string_equal(script_of(s),
                        "[Heading.] Our demands | We want this: | [List of 2 items.] 1. Money | "
                        "[List of one item.] now | 2. Time | [Quotation:] I was heard. | "
                        "At last. [End of quotation.] | The end.");
    s->settings.announce = narrator_announcements(NARRATOR_STRUCTURE_ALL);
    assert_string_equal(script_of(s),
                        "[Heading level 2.] Our demands | We want this: | [List of 2 items.] 1. "
                        "Money | [List of one item.] now | 2. Time [End of list.] | [Quotation:] I "
                        "was heard. | At last. [End of quotation.] | The end.");
    s->settings.announce = narrator_announcements(NARRATOR_STRUCTURE_NONE);
    assert_string_equal(script_of(s), "Our demands | We want this: | 1. Money | now | 2. Time | I "
                                      "was heard. | At last. | The end.");
    s->settings.announce = NARRATOR_SAY_QUOTATION;
    assert_string_equal(script_of(s), "Our demands | We want this: | 1. Money | now | 2. Time | "
                                      "[Quotation:] I was heard. | At last. [End of quotation.] | "
                                      "The end.");
}

static void test_cells_are_read_with_their_headers(void **state)
{
    struct shelf *s = *state;
    uint32_t t = builder_new_group(s->builder);
    add_kind(s, BLOCK_PARAGRAPH, "See:");
    add_cell(s, t, 1, 1, false, "");
    add_cell(s, t, 1, 2, true, "2023");
    add_cell(s, t, 1, 3, true, "2024");
    add_cell(s, t, 2, 1, true, "Money for schools:");
    add_cell(s, t, 2, 2, false, "£20,000");
    add_cell(s, t, 2, 3, false, "£23,900");
    add_cell(s, t, 3, 1, true, "Homes");
    add_cell(s, t, 3, 2, false, "");
    add_cell(s, t, 3, 3, false, "£5");
    add_cell(s, t, 4, 1, true, "Buses");
    add_cell(s, t, 4, 2, false, "");
    add_cell(s, t, 4, 3, false, "");
    add_kind(s, BLOCK_PARAGRAPH, "So.");
    assert_string_equal(script_of(s),
                        "See: | 2023 | 2024 | Money for schools: | [2023:] £20,000 | [Money for "
                        "schools, 2024:] £23,900 | Homes [2023: Empty.] | [2024:] £5 | "
                        "Buses [2 empty cells.] | So.");
    s->settings.announce |= NARRATOR_SAY_ROW | NARRATOR_SAY_TABLE;
    assert_string_equal(
        script_of(s),
        "See: | [Table. Columns: 3. Rows: 4. Row 1.] 2023 | 2024 | [Row 2.] Money for schools: | "
        "[2023:] £20,000 | [Money for schools, 2024:] £23,900 | [Row 3.] Homes [2023: Empty.] | "
        "[2024:] £5 | [Row 4.] Buses [2 empty cells. End of table.] | So.");
}

static void add_noted(struct shelf *s)
{
    add_kind(s, BLOCK_HEADING, "One");
    add_kind(s, BLOCK_PARAGRAPH, "It is law.");
    add(s, (struct builder_block){.kind = BLOCK_NOTE, .label = "1"}, "The first Act.");
    add(s, (struct builder_block){.kind = BLOCK_NOTE, .label = "*"}, "The second.");
    add_picture(s, "A crowd.");
    add_picture(s, NULL);
    add_kind(s, BLOCK_LEFT_OUT, "Page 1");
    add_kind(s, BLOCK_HEADING, "Two");
    add_kind(s, BLOCK_PARAGRAPH, "It ends.");
    add(s, (struct builder_block){.kind = BLOCK_NOTE, .label = "2"}, "The last.");
}

static void test_notes_and_pictures_are_read_or_counted_once(void **state)
{
    struct shelf *s = *state;
    add_noted(s);
    assert_string_equal(script_of(s),
                        "[Heading.] One | It is law. | [Note 1:] The first Act. | [Note:] The "
                        "second. | [Picture:] A crowd. [A picture without a description.] | "
                        "[Heading.] Two | It ends. | [Note 2:] The last.");
    s->settings.read_notes = false;
    assert_string_equal(script_of(s),
                        "[Heading.] One | It is law. | [Picture:] A crowd. [A picture without a "
                        "description. 2 notes left out.] | [Heading.] Two | It ends. [One note "
                        "left out.]");
    s->settings.text_only = true;
    s->settings.announce = narrator_announcements(NARRATOR_STRUCTURE_NONE);
    assert_string_equal(script_of(s), "One | It is law. [2 notes left out. 2 pictures left out.] | "
                                      "Two | It ends. [One note left out.]");
    s->settings.announce = 0;
    assert_string_equal(script_of(s), "One | It is law. | Two | It ends.");
    s->settings.announce = NARRATOR_SAY_FURNITURE;
    assert_string_equal(script_of(s), "[Page numbers and running heads are left out.] One | It is "
                                      "law. | Two | It ends.");
}

static void test_a_book_that_begins_with_a_bare_picture_says_so(void **state)
{
    struct shelf *s = *state;
    add_picture(s, NULL);
    add_kind(s, BLOCK_PARAGRAPH, "Words.");
    add_picture(s, NULL);
    add_picture(s, NULL);
    assert_string_equal(script_of(s), "[A picture without a description.] Words. [2 pictures "
                                      "without a description.]");
}

static void test_phrases_are_the_interfaces(void **state)
{
    struct shelf *s = *state;
    s->settings.phrases.list_many = "Rhestr o %u eitem";
    s->settings.phrases.note = "%s: nodyn %q %u %u %u";
    uint32_t list = builder_new_group(s->builder);
    for (int i = 0; i < 3; i++)
        add(s, (struct builder_block){.kind = BLOCK_LIST_ITEM, .level = 1, .group = list}, "Un");
    add(s, (struct builder_block){.kind = BLOCK_NOTE, .label = "7"}, "Dau");
    assert_string_equal(script_of(s), "[Rhestr o 3 eitem.] Un | Un | Un | [7: nodyn %q 0 0:] Dau");
}

static void test_an_announcement_is_never_endless(void **state)
{
    struct shelf *s = *state;
    uint32_t t = builder_new_group(s->builder);
    struct str word = {0};
    for (int i = 0; i < 300; i++)
        str_add(&word, "é");
    struct str header = {0};
    for (int i = 0; i < 20; i++)
        str_addf(&header, "%s ", str_text(&word));
    add_cell(s, t, 1, 1, true, str_text(&header));
    add_cell(s, t, 2, 1, false, "5");
    str_free(&word);
    str_free(&header);
    script_of(s);
    struct reading reading = {s->book, &s->settings, NULL};
    struct reading_item item;
    assert_true(reading_item_at(&reading, s->book->word_count, 0, &item));
    size_t bytes = strlen(item.before);
    assert_in_range(bytes, READING_ANNOUNCEMENT_BYTES - 4, READING_ANNOUNCEMENT_BYTES - 1);
    assert_true(utf8_is_valid(item.before, bytes));
}

/* 'Link' stands inside the sentence, in its language, and is no word of the book. */
static void test_links_are_announced_in_their_sentence(void **state)
{
    struct shelf *s = *state;
    struct builder_block block = {.kind = BLOCK_PARAGRAPH, .page = 1};
    struct builder_run link = {.uri = "https://example.org/"};
    builder_begin(s->builder, &block);
    builder_text(s->builder, "See ", 4, NULL);
    builder_text(s->builder, "our site", 8, &link);
    builder_text(s->builder, " now.", 5, NULL);
    builder_end(s->builder);
    script_of(s);
    s->settings.announce = NARRATOR_SAY_LINK;
    struct reading reading = {s->book, &s->settings, NULL};
    struct reading_item item;
    struct reading_spoken said;
    struct lexicon *signs = signs_load("en");
    assert_true(reading_item_at(&reading, 1, 0, &item));
    reading_item_spoken(&reading, &item, NULL, signs, &said);
    assert_string_equal(str_text(&said.spoken.text), "See link our site now.");
    static const uint32_t words[] = {1, 0, 2, 3, 4};
    assert_int_equal(said.spoken.word_count, 5);
    assert_memory_equal(said.words, words, sizeof words);
    item.from = 2;
    assert_int_equal(reading_spoken_from(&item, &said), 2);
    reading_spoken_free(&said);
    lexicon_free(signs);
}

/* Tags are believed; a paragraph in another script is another language; what is not known is left as it is. */
static void test_items_are_cut_where_the_language_changes(void **state)
{
    struct shelf *s = *state;
    struct builder_block block = {.kind = BLOCK_PARAGRAPH, .page = 1};
    struct builder_run french = {.lang = "fr"};
    builder_begin(s->builder, &block);
    builder_text(s->builder, "It is ", 6, NULL);
    builder_text(s->builder, "la vie", 6, &french);
    builder_text(s->builder, " for me.", 8, NULL);
    builder_end(s->builder);
    add_kind(s, BLOCK_PARAGRAPH, "مرحبا بكم 2024 في مدينتنا");
    add_kind(s, BLOCK_PARAGRAPH, "The word שלום means peace.");
    script_of(s);
    struct reading reading = {s->book, &s->settings, NULL};
    struct reading_item item;
    struct str cuts = {0};
    for (uint32_t word = 1; reading_item_at(&reading, word, 0, &item); word = item.next)
        str_addf(&cuts, "%s:%u ", item.lang, item.count);
    assert_string_equal(str_text(&cuts), "en-GB:2 fr:2 en-GB:2 ar:5 en-GB:5 ");
    str_free(&cuts);
}

static void test_the_missing_voice_is_named(void **state)
{
    (void)state;
    struct narrator_settings settings = narrator_settings_default();
    struct str out = {0};
    announce_no_voice(&settings.phrases, "th-TH", &out);
    assert_string_equal(str_text(&out), "This part is in Thai. There is no voice for it.");
    str_clear(&out);
    announce_no_voice(&settings.phrases, "xx", &out);
    assert_string_equal(str_text(&out), "There is no voice for the language of this part.");
    str_free(&out);
}

#define SHELVED(test) cmocka_unit_test_setup_teardown(test, open_shelf, close_shelf)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SHELVED(test_headings_lists_and_quotations_are_announced),
        SHELVED(test_cells_are_read_with_their_headers),
        SHELVED(test_notes_and_pictures_are_read_or_counted_once),
        SHELVED(test_a_book_that_begins_with_a_bare_picture_says_so),
        SHELVED(test_phrases_are_the_interfaces),
        SHELVED(test_an_announcement_is_never_endless),
        SHELVED(test_links_are_announced_in_their_sentence),
        SHELVED(test_items_are_cut_where_the_language_changes),
        cmocka_unit_test(test_the_missing_voice_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
