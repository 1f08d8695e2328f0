#include "app/config.h"

#include "base/file.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Reads a file of these bytes over the defaults. */
static struct config read_bytes(const char *bytes, size_t count)
{
    struct config config;
    config_default(&config);
    char folder[] = "/tmp/lectern-config-XXXXXX";
    assert_non_null(mkdtemp(folder));
    char *path = file_join(folder, "lectern.ini");
    assert_int_equal(file_write_atomic(path, bytes, count), ERR_OK);
    assert_int_equal(config_read(path, &config), ERR_OK);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    free(path);
    return config;
}

static struct config read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static void assert_problem(const char *text, const char *problem)
{
    struct config config = read_text(text);
    char words[512];
    assert_int_equal(config.mistakes.count, 1);
    config_mistake_words(&config.mistakes, 0, words, sizeof words);
    assert_string_equal(words, problem);
}

static void defaults_are_those_of_the_header(void **state)
{
    (void)state;
    struct config config;
    setenv("XDG_DATA_HOME", "/data", 1);
    config_default(&config);
    assert_string_equal(config.library, "/data/lectern");
    unsetenv("XDG_DATA_HOME");
    setenv("HOME", "/home/reader", 1);
    config_default(&config);
    assert_string_equal(config.library, "/home/reader/.local/share/lectern");
    assert_int_equal(config.section_count, 6);
    assert_string_equal(config.sections[5].name, "Participation");
    assert_false(config.display.is_set);
    assert_int_equal(config.display.width_px, 1280);
    assert_int_equal(config.limits.page_ms, 3000);
    assert_int_equal(config.mistakes.count, 0);
}

/* Field by field: what lies between them holds anything. */
static void assert_same_display(const struct config_display *a, const struct config_display *b)
{
    assert_int_equal(a->is_set, b->is_set);
    assert_int_equal(a->width_px, b->width_px);
    assert_int_equal(a->height_px, b->height_px);
    assert_int_equal(a->rotate, b->rotate);
    assert_int_equal(a->touch, b->touch);
    assert_true(a->width_mm == b->width_mm && a->height_mm == b->height_mm);
    assert_true(a->viewing_mm == b->viewing_mm);
}

static void assert_same_limits(const struct convert_limits *a, const struct convert_limits *b)
{
    assert_int_equal(a->page_ms, b->page_ms);
    assert_int_equal(a->document_ms, b->document_ms);
    assert_int_equal(a->memory_mb, b->memory_mb);
    assert_int_equal(a->bad_pages_in_row, b->bad_pages_in_row);
    assert_int_equal(a->document_bytes, b->document_bytes);
    assert_int_equal(a->picture_most_px, b->picture_most_px);
    assert_int_equal(a->book_bytes, b->book_bytes);
}

static void the_sample_is_understood_and_holds_the_defaults(void **state)
{
    (void)state;
    struct config usual, sample;
    config_default(&usual);
    config_default(&sample);
    assert_int_equal(config_read("board/lectern.ini", &sample), ERR_OK);
    assert_int_equal(sample.mistakes.count, 0);
    assert_true(sample.display.is_set);
    assert_string_equal(sample.name, "Reading together: inclusive education");
    usual.display.is_set = true;
    memcpy(usual.name, sample.name, sizeof usual.name);
    assert_int_equal(usual.section_count, sample.section_count);
    for (int i = 0; i < usual.section_count; i++) {
        assert_string_equal(usual.sections[i].name, sample.sections[i].name);
        assert_string_equal(usual.sections[i].icon, sample.sections[i].icon);
    }
    assert_same_display(&usual.display, &sample.display);
    assert_memory_equal(&usual.input, &sample.input, sizeof usual.input);
    assert_same_limits(&usual.limits, &sample.limits);
    assert_string_equal(usual.library, sample.library);
    assert_string_equal(usual.mount_root, sample.mount_root);
    assert_string_equal(usual.scheme, sample.scheme);
    assert_string_equal(usual.lang, sample.lang);
    assert_string_equal(usual.pin, sample.pin);
    assert_string_equal(usual.reset_pin, "");
    assert_string_equal(sample.reset_pin, "/boot/firmware/reset-pin");
    assert_int_equal(usual.idle_s, sample.idle_s);
    assert_int_equal(usual.body_cap_mdeg, sample.body_cap_mdeg);
    assert_int_equal(usual.words_per_minute, sample.words_per_minute);
    assert_int_equal(usual.volume_db, sample.volume_db);
    assert_string_equal(usual.speaker, sample.speaker);
    assert_string_equal(usual.headset, sample.headset);
}

static void every_setting_is_read(void **state)
{
    (void)state;
    struct config c =
        read_text("[kiosk]\nname = Ffair\nlanguage = cy\npin = 123456\nreset_pin = "
                  "/boot/reset-pin\nidle_seconds=0\n"
                  "[library]\nfolder = /srv/lib\nsticks = /media\n"
                  "[sections]\nStraeon = book\n"
                  "[links]\nDonate = https://www.example.org/donate?a=1:2\n"
                  "Take part=www.example.org\nWrite = us@example.org\n"
                  "[display]\nwidth_px=1920\nheight_px=1080\nwidth_mm=344.5\nrotate=270\n"
                  "[look]\ncapital_mdeg = 700\nscheme = cream\n"
                  "[speech]\nwords_per_minute = 120\nvolume_db = -6\n"
                  "speaker = HDMI\nheadset = USB Audio\n"
                  "[limits]\npage_seconds = 0.5\ndocument_seconds = 9\n"
                  "memory_mb = 256\nbad_pages_in_row = 2\ndocument_mb = 10\n"
                  "book_mb = 20\npicture_px = 800\n");
    assert_int_equal(c.mistakes.count, 0);
    assert_string_equal(c.name, "Ffair");
    assert_string_equal(c.lang, "cy");
    assert_string_equal(c.pin, "123456");
    assert_string_equal(c.reset_pin, "/boot/reset-pin");
    assert_int_equal(c.idle_s, 0);
    assert_string_equal(c.library, "/srv/lib");
    assert_string_equal(c.mount_root, "/media");
    assert_int_equal(c.section_count, 1);
    assert_string_equal(c.sections[0].name, "Straeon");
    assert_string_equal(c.sections[0].icon, "book");
    assert_int_equal(c.link_count, 3);
    assert_string_equal(c.links[0].name, "Donate");
    assert_string_equal(c.links[0].uri, "https://www.example.org/donate?a=1:2");
    assert_string_equal(c.links[1].uri, "https://www.example.org");
    assert_string_equal(c.links[2].uri, "mailto:us@example.org");
    assert_int_equal(c.display.width_px, 1920);
    assert_int_equal(c.display.height_px, 1080);
    assert_int_equal(c.display.rotate, 270);
    assert_true(c.display.width_mm > 344.4 && c.display.width_mm < 344.6);
    assert_false(c.display.is_set); /* a profile needs all three lengths */
    assert_int_equal(c.body_cap_mdeg, 700);
    assert_string_equal(c.scheme, "cream");
    assert_int_equal(c.words_per_minute, 120);
    assert_int_equal(c.volume_db, -6);
    assert_string_equal(c.speaker, "HDMI");
    assert_string_equal(c.headset, "USB Audio");
    assert_int_equal(c.limits.page_ms, 500);
    assert_int_equal(c.limits.document_ms, 9000);
    assert_int_equal(c.limits.memory_mb, 256);
    assert_int_equal(c.limits.bad_pages_in_row, 2);
    assert_int_equal(c.limits.document_bytes, 10 << 20);
    assert_int_equal(c.limits.book_bytes, 20 << 20);
    assert_int_equal(c.limits.picture_most_px, 800);
}

static void each_mistake_is_named_and_the_rest_is_used(void **state)
{
    (void)state;
    struct config c = read_text("; a kiosk\n[kiosk]\nname = A\nidle_seconds = soon\n"
                                "colour = red\n[look]\nscheme = cream\n[lock]\na = b\nc = d\n");
    static const char *const told[] = {
        "Line 4 of lectern.ini: 'idle_seconds' can't be 'soon'. "
        "Write a whole number from 0 to 86400.",
        "Line 5 of lectern.ini: [kiosk] has no setting 'colour'. "
        "There are: name, logo, language, pin, reset_pin, idle_seconds.",
        "Line 8 of lectern.ini: There is no part [lock]. Is it 'look'?",
    };
    assert_int_equal(c.mistakes.count, 3);
    for (int i = 0; i < 3; i++) {
        char words[512];
        config_mistake_words(&c.mistakes, i, words, sizeof words);
        assert_string_equal(words, told[i]);
    }
    assert_int_equal(c.idle_s, 180);
    assert_string_equal(c.name, "A");
    assert_string_equal(c.scheme, "cream");
}

/* Each alone in a file, and what is told of it after its line. */
static const struct {
    const char *text, *problem;
} mistakes[] = {
    {"[links]\nGo = javascript:alert(1)\n",
     "'Go' can't be 'javascript:alert(1)'. "
     "Write a web address, an e-mail address, or tel: and a number."},
    {"[display]\ntouch = 90 turned\n",
     "'touch' can't be '90 turned'. Write 0, 90, 180 or 270. 'mirrored' may follow."},
    {"[display]\nrotate = 45\n", "'rotate' can't be '45'. Write 0, 90, 180 or 270."},
    {"[kiosk]\nnonsense\n", "It is no setting. Write a name, = and a value."},
    {"[kiosk]\n= 5\n", "It is no setting. Write a name, = and a value."},
    /* which is in no log */
    {"[kiosk]\npin = 1234\n", "'pin' can't be '...'. Write 6 to 12 digits, or nothing."},
    {"[kiosk]\nPIN = 1234567890123\n", "'PIN' can't be '...'. Write 6 to 12 digits, or nothing."},
    {"[kiosk]\nreset_pin = here\n",
     "'reset_pin' can't be 'here'. Write the way to it, beginning with /."},
    {"[kiosk]\nlogo = logo.bmp\n",
     "'logo' can't be 'logo.bmp'. Write the name of a picture, such as logo.png, "
     "logo.jpg or logo.svg."},
    {"[kiosk]\nlanguage = Welsh\n", "'language' can't be 'Welsh'. Write one of these: en, cy."},
    {"[look]\nscheme = green\n",
     "'scheme' can't be 'green'. Write one of these: default, white-on-black, black-on-yellow, "
     "black-on-pink, blue-on-blue, cream, yellow-on-black."},
    {"[look]\ncolour = cream\n",
     "[look] has no setting 'colour'. There are: capital_mdeg, scheme."},
    {"[display]\nhieght_mm = 136\n", "[display] has no setting 'hieght_mm'. Is it 'height_mm'?"},
    {"[speech]\nvolume_db = 40\n",
     "'volume_db' can't be '40'. Write a whole number from -24 to 0."},
    {"[display]\nwidth_mm = nan\n", "'width_mm' can't be 'nan'. Write a number from 50 to 3000."},
    {"[display]\nwidth_mm = 0x90\n", "'width_mm' can't be '0x90'. Write a number from 50 to 3000."},
    {"[limits]\nmemory_mb = 1.5\n",
     "'memory_mb' can't be '1.5'. Write a whole number from 128 to 65536."},
    {"[keys]\nup = Nowhere\n",
     "'up' can't be 'Nowhere'. Write names of keys with commas between, such as F5, F6."},
    {"[keys]\nswitch1 = F5\n", "[keys] has no setting 'switch1'. Is it 'switch 1'?"},
    {"[gamepad]\nup = z\n",
     "'up' can't be 'z'. Write names of buttons with commas between, such as a, dpup."},
    {"[sections]\nA/B = book\n",
     "'A/B' can't be 'book'. A section's name is short, and has no / in it."},
    {"[sections]\nStories = dragon\n",
     "There is no sign 'dragon'. A folder stands in its place. Write one of these: campaigns, "
     "briefings, resources, history, champions, participation, book, people, document, "
     "folder, info, place, time."},
    {"[kisok]\nname = A\n", "There is no part [kisok]. Is it 'kiosk'?"},
    {"[elsewhere]\na = b\nc\td = e\n",
     "There is no part [elsewhere]. There are: kiosk, library, board, sections, links, "
     "display, look, keys, gamepad, speech, limits."},
    {"\nname = A\n", "'name' stands in no part. Write [kiosk] or another above it."},
    {"[kiosk]\nname = A\r\nName = B\n", "'Name' stands here again. This line counts."},
    {"[kiosk\nname = A\n", "A part's name ends with ]."},
    {"[kiosk]\nname = A\033[31m\n", "It has signs that are no letters. Write it again."},
};

static void mistakes_of_each_kind_are_named(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        struct config c = read_text(mistakes[i].text);
        char words[512] = "", expected[512];
        if (c.mistakes.count)
            config_mistake_words(&c.mistakes, 0, words, sizeof words);
        snprintf(expected, sizeof expected, "Line %u of lectern.ini: %s", c.mistakes.list[0].line,
                 mistakes[i].problem);
        assert_string_equal(words, expected);
        assert_int_equal(c.mistakes.count, 1);
    }
    assert_string_equal(read_text("[sections]\nStories = dragon\n").sections[0].icon, "folder");
    assert_string_equal(read_text("[kiosk]\nname = A\nname = B\n").name, "B");
    assert_int_equal(read_text("[sections]\nA/B = book\n").section_count, 6);
    assert_int_equal(read_text("[display]\ntouch = 90\n").display.touch, 1);
    assert_int_equal(read_text("[display]\ntouch = Mirrored\n").display.touch, 4);
    assert_int_equal(read_text("[display]\ntouch = 270 mirrored\n").display.touch, 7);
}

static void a_long_list_of_mistakes_has_an_end_that_is_told(void **state)
{
    (void)state;
    struct str text = {0};
    for (int i = 0; i < 1000; i++)
        str_add(&text, "soon\n");
    str_add(&text, "[look]\nscheme = cream\n");
    struct config c = read_text(str_text(&text));
    assert_int_equal(c.mistakes.count, CONFIG_MISTAKES_MOST);
    assert_int_equal(c.mistakes.more, 1000 - CONFIG_MISTAKES_MOST);
    assert_int_equal(c.mistakes.list[5].line, 6);
    assert_string_equal(c.scheme, "cream");
    str_free(&text);
}

static void one_section_or_link_too_many_is_named(void **state)
{
    (void)state;
    struct str text = {0};
    str_add(&text, "[sections]\n");
    for (int i = 1; i <= CONFIG_SECTIONS_MOST + 1; i++)
        str_addf(&text, "Part %d = book\n", i);
    assert_problem(str_text(&text),
                   "Line 14 of lectern.ini: 'Part 13' is one too many. Take another out.");
    str_clear(&text);
    str_add(&text, "[links]\n");
    for (int i = 1; i <= CONFIG_LINKS_MOST + 1; i++)
        str_addf(&text, "Link %d = https://www.example.org\n", i);
    assert_problem(str_text(&text),
                   "Line 8 of lectern.ini: 'Link 7' is one too many. Take another out.");
    str_free(&text);
}

static void the_names_of_schemes_are_the_themes(void **state)
{
    (void)state;
    char *theme = NULL;
    size_t count = 0;
    assert_int_equal(file_read("assets/theme.ini", 1 << 20, &theme, &count), ERR_OK);
    unsigned schemes = 0;
    for (char *line = strtok(theme, "\n"); line; line = strtok(NULL, "\n")) {
        char name[64], text[128];
        if (strncmp(line, "[sizes]", 7) == 0)
            break;
        if (sscanf(line, "[%63[^]]]", name) != 1)
            continue;
        snprintf(text, sizeof text, "[look]\nscheme = %s\n", name);
        struct config c = read_text(text);
        assert_int_equal(c.mistakes.count, 0);
        assert_string_equal(c.scheme, name);
        schemes++;
    }
    assert_int_equal(schemes, 7);
    free(theme);
}

/* What each editor makes of the same few lines. */
#define LINES "[Kiosk]\nName = Caf\u00E9 \u2013 reading\n[display]\nrotate = 90\n"

static void assert_read(const struct str *text)
{
    struct config c = read_bytes(str_text(text), text->length_bytes);
    assert_int_equal(c.mistakes.count, 0);
    assert_string_equal(c.name, "Caf\u00E9 \u2013 reading");
    assert_int_equal(c.display.rotate, 90);
}

static void add_utf16(const char *text, bool big, struct str *out)
{
    size_t bytes = strlen(text), used;
    for (size_t at = 0; at < bytes; at += used) {
        uint32_t cp = utf8_decode(text + at, bytes - at, &used);
        str_add_char(out, (char)(big ? cp >> 8 : cp));
        str_add_char(out, (char)(big ? cp : cp >> 8));
    }
}

static void the_file_may_be_as_any_editor_leaves_it(void **state)
{
    (void)state;
    static const char *const ends[] = {"\n", "\r\n", "\r"};
    for (int i = 0; i < 3; i++) {
        struct str plain = {0}, marked = {0}, wide = {0};
        for (const char *c = LINES; *c; c++)
            *c == '\n' ? str_add(&plain, ends[i]) : str_add_char(&plain, *c);
        assert_read(&plain);
        str_addf(&marked, "\uFEFF%s", str_text(&plain));
        assert_read(&marked);
        for (int big = 0; big < 2; big++) {
            str_clear(&wide);
            add_utf16(str_text(&marked), big, &wide);
            assert_read(&wide);
            str_clear(&wide);
            add_utf16(str_text(&plain), big, &wide);
            assert_read(&wide);
        }
        str_free(&plain);
        str_free(&marked);
        str_free(&wide);
    }
    struct str windows = {0};
    str_add(&windows, "[kiosk]\r\nname = Caf\xE9 \x96 reading\r\n[display]\r\nrotate=90");
    assert_read(&windows);
    str_free(&windows);
}

static void values_may_have_quotes_tabs_and_remarks(void **state)
{
    (void)state;
    static const struct {
        const char *line, *name;
    } cases[] = {
        {"name = \"A reader's kiosk\"", "A reader's kiosk"},
        {"name = \u201CA reader\u2019s kiosk\u201D", "A reader\u2019s kiosk"},
        {"name = \u2018A kiosk\u2019 ; ours", "A kiosk"},
        {"name = \u00AB A kiosk \u00BB", "A kiosk"},
        {"name = 'Tis the season", "'Tis the season"},
        {"name = 'A' and 'B'", "'A' and 'B'"},
        {"name = \"A; B\" ; a remark", "A; B"},
        {"name = \"A", "\"A"},
        {"name = A ; a remark", "A"},
        {"name = A;B", "A;B"},
        {"name = A #inclusion", "A #inclusion"},
        {"\t name\t=\tA\tB\t", "A B"},
        {"\u00A0name = A\u200B", "A"},
        {"NAME: A", "A"},
        {"name = A = B", "A = B"},
        {"name =", ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[256];
        snprintf(text, sizeof text, "[kiosk]\n%s\n", cases[i].line);
        struct config c = read_text(text);
        assert_string_equal(c.name, cases[i].name);
        assert_int_equal(c.mistakes.count, 0);
    }
    struct config c = read_text("[display]\nrotate = 90 # it hangs\n[speech]\n"
                                "volume_db = \u221212\n[links]\nGo = www.example.org # ours\n"
                                "[kiosk] ; the last\npin = # none yet\n[LOOK]\nscheme = Cream\n");
    assert_int_equal(c.mistakes.count, 0);
    assert_int_equal(c.display.rotate, 90);
    assert_int_equal(c.volume_db, -12);
    assert_string_equal(c.links[0].uri, "https://www.example.org");
    assert_string_equal(c.pin, "");
    assert_string_equal(c.scheme, "cream");
}

static void what_is_no_text_does_no_harm(void **state)
{
    (void)state;
    struct str text = {0};
    static const char with_nul[] = "[kiosk]\nname = A\0B\nidle_seconds = 60\n";
    str_add_bytes(&text, with_nul, sizeof with_nul - 1);
    struct config c = read_bytes(str_text(&text), text.length_bytes);
    assert_int_equal(c.mistakes.count, 1);
    assert_int_equal(c.mistakes.list[0].line, 2);
    assert_int_equal(c.mistakes.list[0].fault, CONFIG_NO_TEXT);
    assert_string_equal(c.name, "Lectern");
    assert_int_equal(c.idle_s, 60);

    str_clear(&text); /* a line of 100,000 letters, and a remark as long */
    str_add(&text, "[kiosk]\nname = ");
    for (int i = 0; i < 100000; i++)
        str_add_char(&text, 'a');
    str_add(&text, "\n; ");
    for (int i = 0; i < 100000; i++)
        str_add_char(&text, 'a');
    str_add(&text, "\nidle_seconds = 60\n");
    c = read_bytes(str_text(&text), text.length_bytes);
    assert_int_equal(c.mistakes.count, 1);
    assert_int_equal(c.mistakes.list[0].line, 2);
    assert_int_equal(c.mistakes.list[0].fault, CONFIG_TOO_LONG);
    assert_int_equal(c.idle_s, 60);

    str_clear(&text); /* 1 MB */
    while (text.length_bytes < 1 << 20)
        str_add(&text, "[look]\nscheme = cream\n");
    str_add(&text, "[kiosk]\nidle_seconds = 60\n");
    c = read_bytes(str_text(&text), text.length_bytes);
    assert_string_equal(c.scheme, "cream");
    assert_int_equal(c.idle_s, 60);
    assert_int_equal(c.mistakes.list[0].fault, CONFIG_TWICE);

    while (text.length_bytes <= CONFIG_FILE_MOST_BYTES)
        str_add(&text, "; a remark of a few words\n");
    c = read_bytes(str_text(&text), text.length_bytes);
    assert_int_equal(c.mistakes.list[0].fault, CONFIG_FILE_LONG);
    assert_int_equal(c.idle_s, 60);

    c = read_text("{\\rtf1\\ansi\\deff0 {\\fonttbl}\\f0 [kiosk]\\par name = A\\par }\n");
    assert_int_equal(c.mistakes.count, 1);
    assert_int_equal(c.mistakes.list[0].fault, CONFIG_FILE_RICH);
    str_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_those_of_the_header),
        cmocka_unit_test(the_sample_is_understood_and_holds_the_defaults),
        cmocka_unit_test(every_setting_is_read),
        cmocka_unit_test(each_mistake_is_named_and_the_rest_is_used),
        cmocka_unit_test(a_long_list_of_mistakes_has_an_end_that_is_told),
        cmocka_unit_test(one_section_or_link_too_many_is_named),
        cmocka_unit_test(the_names_of_schemes_are_the_themes),
        cmocka_unit_test(the_file_may_be_as_any_editor_leaves_it),
        cmocka_unit_test(values_may_have_quotes_tabs_and_remarks),
        cmocka_unit_test(what_is_no_text_does_no_harm),
        cmocka_unit_test(mistakes_of_each_kind_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
