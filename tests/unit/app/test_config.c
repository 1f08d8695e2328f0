#include "app/config.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* Reads `text` over the defaults. */
static struct config read_text(const char *text)
{
    struct config config;
    config_default(&config);
    char folder[] = "/tmp/lectern-config-XXXXXX";
    assert_non_null(mkdtemp(folder));
    char *path = file_join(folder, "lectern.ini");
    assert_int_equal(file_write_atomic(path, text, strlen(text)), ERR_OK);
    assert_int_equal(config_read(path, &config), ERR_OK);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    free(path);
    return config;
}

static void assert_problem(const char *text, const char *problem)
{
    struct config config = read_text(text);
    assert_string_equal(config.problem, problem);
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
    assert_string_equal(config.problem, "");
}

static void the_sample_is_understood_and_holds_the_defaults(void **state)
{
    (void)state;
    struct config usual, sample;
    config_default(&usual);
    config_default(&sample);
    assert_int_equal(config_read("board/lectern.ini", &sample), ERR_OK);
    assert_string_equal(sample.problem, "");
    assert_true(sample.display.is_set);
    assert_string_equal(sample.name, "Reading together: inclusive education");
    usual.display.is_set = true;
    memcpy(usual.name, sample.name, sizeof usual.name);
    assert_int_equal(usual.section_count, sample.section_count);
    for (int i = 0; i < usual.section_count; i++) {
        assert_string_equal(usual.sections[i].name, sample.sections[i].name);
        assert_string_equal(usual.sections[i].icon, sample.sections[i].icon);
    }
    assert_memory_equal(&usual.display, &sample.display, sizeof usual.display);
    assert_memory_equal(&usual.input, &sample.input, sizeof usual.input);
    assert_memory_equal(&usual.limits, &sample.limits, sizeof usual.limits);
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
    assert_string_equal(c.problem, "");
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

static void the_first_mistake_is_named_and_the_rest_is_used(void **state)
{
    (void)state;
    struct config c = read_text("; a kiosk\n[kiosk]\nname = A\nidle_seconds = soon\n"
                                "colour = red\n[look]\nscheme = cream\n");
    assert_string_equal(c.problem,
                        "lectern.ini, line 4: 'idle_seconds = soon' makes no sense in [kiosk]");
    assert_int_equal(c.idle_s, 180);
    assert_string_equal(c.name, "A");
    assert_string_equal(c.scheme, "cream");
}

static void mistakes_of_each_kind_are_named(void **state)
{
    (void)state;
    assert_problem("[links]\nGo = javascript:alert(1)\n",
                   "lectern.ini, line 2: 'Go = javascript:alert(1)' makes no sense in [links]");
    assert_int_equal(read_text("[display]\ntouch = 90\n").display.touch, 1);
    assert_int_equal(read_text("[display]\ntouch = mirrored\n").display.touch, 4);
    assert_int_equal(read_text("[display]\ntouch = 270 mirrored\n").display.touch, 7);
    assert_problem("[display]\ntouch = 90 turned\n",
                   "lectern.ini, line 2: 'touch = 90 turned' makes no sense in [display]");
    assert_problem("[display]\nrotate = 45\n",
                   "lectern.ini, line 2: 'rotate = 45' makes no sense in [display]");
    assert_problem("[kiosk]\nnonsense\n", "lectern.ini, line 2: this is no setting");
    assert_problem("[kiosk]\npin = 1234\n", /* which is in no log */
                   "lectern.ini, line 2: 'pin = ...' makes no sense in [kiosk]");
    assert_problem("[kiosk]\npin = 1234567890123\n",
                   "lectern.ini, line 2: 'pin = ...' makes no sense in [kiosk]");
    assert_problem("[kiosk]\nreset_pin = here\n",
                   "lectern.ini, line 2: 'reset_pin = here' makes no sense in [kiosk]");
    assert_problem("[speech]\nvolume_db = 40\n",
                   "lectern.ini, line 2: 'volume_db = 40' makes no sense in [speech]");
    assert_problem("[display]\nwidth_mm = nan\n",
                   "lectern.ini, line 2: 'width_mm = nan' makes no sense in [display]");
    assert_problem("[limits]\nmemory_mb = 1.5\n",
                   "lectern.ini, line 2: 'memory_mb = 1.5' makes no sense in [limits]");
    assert_problem("[elsewhere]\na = b\n",
                   "lectern.ini, line 2: 'a = b' makes no sense in [elsewhere]");
}

static void a_file_that_is_not_there_is_an_error(void **state)
{
    (void)state;
    struct config config;
    config_default(&config);
    assert_int_equal(config_read("/nowhere/lectern.ini", &config), ERR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_those_of_the_header),
        cmocka_unit_test(the_sample_is_understood_and_holds_the_defaults),
        cmocka_unit_test(every_setting_is_read),
        cmocka_unit_test(the_first_mistake_is_named_and_the_rest_is_used),
        cmocka_unit_test(mistakes_of_each_kind_are_named),
        cmocka_unit_test(a_file_that_is_not_there_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
