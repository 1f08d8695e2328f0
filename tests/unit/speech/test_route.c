/* Whether a headset is in: by a jack switch and by a USB sound device that appears. The kernel's places are plain folders here, an input
 * device is a pipe, and each wait is for the wake-up that must come. */
#include "base/file.h"
#include "speech/route.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <ftw.h>
#include <linux/input.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char builtin_card[] = " 0 [PCH            ]: HDA-Intel - HDA Intel PCH\n"
                                   "                      HDA Intel PCH at 0xf7e10000 irq 32\n";
static const char usb_card[] =
    " 1 [Device         ]: USB-Audio - USB Audio Device\n"
    "                      C-Media USB Audio Device at usb-1, full speed\n";

struct fixture {
    char root[64];
    char *input, *sound, *cards;
    struct routes *routes;
    pthread_mutex_t lock;
    pthread_cond_t woken;
    unsigned wakes; /* guarded by lock */
};

static void wake(void *data)
{
    struct fixture *f = data;
    pthread_mutex_lock(&f->lock);
    f->wakes++;
    pthread_cond_broadcast(&f->woken);
    pthread_mutex_unlock(&f->lock);
}

static void put_file(const char *folder, const char *name, const char *text)
{
    char *path = file_join(folder, name);
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
    free(path);
}

static void take_away(const char *folder, const char *name)
{
    char *path = file_join(folder, name);
    assert_int_equal(unlink(path), 0);
    free(path);
}

static int setup(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    pthread_mutex_init(&f->lock, NULL);
    pthread_cond_init(&f->woken, NULL);
    snprintf(f->root, sizeof f->root, "/tmp/lectern-route-XXXXXX");
    assert_non_null(mkdtemp(f->root));
    f->input = file_join(f->root, "input");
    f->sound = file_join(f->root, "snd");
    f->cards = file_join(f->root, "cards");
    assert_int_equal(mkdir(f->input, 0755), 0);
    assert_int_equal(mkdir(f->sound, 0755), 0);
    put_file(f->root, "cards", builtin_card);
    put_file(f->sound, "pcmC0D0p", "");
    *state = f;
    return 0;
}

static int remove_one(const char *path, const struct stat *st, int type, struct FTW *at)
{
    (void)st;
    (void)type;
    (void)at;
    return remove(path);
}

static int teardown(void **state)
{
    struct fixture *f = *state;
    routes_free(f->routes);
    assert_int_equal(nftw(f->root, remove_one, 16, FTW_DEPTH | FTW_PHYS), 0);
    free(f->input);
    free(f->sound);
    free(f->cards);
    pthread_cond_destroy(&f->woken);
    pthread_mutex_destroy(&f->lock);
    free(f);
    return 0;
}

/* Waits for wake-ups until the state is so. */
static struct route_state wait_for(struct fixture *f, bool headset_is_in)
{
    struct route_state now;
    pthread_mutex_lock(&f->lock);
    while (routes_now(f->routes, &now), !now.is_known || now.headset_is_in != headset_is_in)
        pthread_cond_wait(&f->woken, &f->lock);
    pthread_mutex_unlock(&f->lock);
    return now;
}

static void start(struct fixture *f, const char *speaker, const char *headset)
{
    struct route_places places = {f->input, f->sound, f->cards, speaker, headset};
    assert_int_equal(routes_new(&places, wake, f, &f->routes), ERR_OK);
}

/* A change of sound devices is told even where it is no headset. */
static void wait_for_change(struct fixture *f, unsigned before)
{
    struct route_state now;
    pthread_mutex_lock(&f->lock);
    while (routes_now(f->routes, &now), now.sound_changes == before)
        pthread_cond_wait(&f->woken, &f->lock);
    pthread_mutex_unlock(&f->lock);
    assert_false(now.headset_is_in);
}

/* An input device: opened for writing once it is being read. */
static int plug_jack(struct fixture *f, const char *node)
{
    char *path = file_join(f->input, node);
    assert_int_equal(mkfifo(path, 0600), 0);
    int fd = open(path, O_WRONLY); /* waits for the reader */
    free(path);
    assert_true(fd >= 0);
    return fd;
}

static void send(int fd, uint16_t type, uint16_t code, int32_t value)
{
    struct input_event event = {.type = type, .code = code, .value = value};
    assert_int_equal(write(fd, &event, sizeof event), sizeof event);
}

static void test_nothing_is_in_at_first(void **state)
{
    struct fixture *f = *state;
    start(f, "", "");
    struct route_state now = wait_for(f, false);
    assert_string_equal(now.device, "");
    assert_int_equal(now.sound_changes, 0);
}

static void test_the_jack_switch_says_in_and_out(void **state)
{
    struct fixture *f = *state;
    start(f, "", "");
    wait_for(f, false);
    int jack = plug_jack(f, "event7"); /* a device that comes later is seen too */
    send(jack, EV_SW, SW_HEADPHONE_INSERT, 1);
    send(jack, EV_SYN, SYN_REPORT, 0);
    assert_string_equal(wait_for(f, true).device, "");
    send(jack, EV_SW, SW_MICROPHONE_INSERT, 0);
    send(jack, EV_SW, SW_HEADPHONE_INSERT, 0);
    wait_for(f, false);
    send(jack, EV_SW, SW_HEADPHONE_INSERT, 1);
    wait_for(f, true);
    close(jack); /* a device that goes takes its headset with it */
    wait_for(f, false);
}

static void test_two_jacks_are_either(void **state)
{
    struct fixture *f = *state;
    start(f, "", "");
    int a = plug_jack(f, "event1"), b = plug_jack(f, "event2");
    send(a, EV_SW, SW_HEADPHONE_INSERT, 1);
    wait_for(f, true);
    send(b, EV_SW, SW_HEADPHONE_INSERT, 1);
    send(a, EV_SW, SW_HEADPHONE_INSERT, 0);
    close(a);
    wait_for(f, true);
    send(b, EV_SW, SW_HEADPHONE_INSERT, 0);
    wait_for(f, false);
    close(b);
}

static void plug_usb(const struct fixture *f)
{
    char both[512];
    snprintf(both, sizeof both, "%s%s", builtin_card, usb_card);
    put_file(f->root, "cards", both);
    put_file(f->sound, "pcmC1D0p", "");
}

static void unplug_usb(const struct fixture *f)
{
    put_file(f->root, "cards", builtin_card);
    take_away(f->sound, "pcmC1D0p");
}

static void test_a_usb_card_that_appears_is_a_headset(void **state)
{
    struct fixture *f = *state;
    start(f, "", "");
    wait_for(f, false);
    plug_usb(f);
    struct route_state now = wait_for(f, true);
    assert_string_equal(now.device, "USB Audio Device");
    assert_true(now.sound_changes > 0);
    unplug_usb(f);
    assert_string_equal(wait_for(f, false).device, "");
}

static void test_a_usb_card_that_was_there_is_the_kiosks_own(void **state)
{
    struct fixture *f = *state;
    plug_usb(f);
    start(f, "", "");
    unsigned before = wait_for(f, false).sound_changes;
    unplug_usb(f);
    wait_for_change(f, before);
    plug_usb(f); /* the same place, plugged in while we look: a headset */
    wait_for(f, true);
}

static void test_a_card_that_is_named_as_headset_is_one_from_the_start(void **state)
{
    struct fixture *f = *state;
    plug_usb(f);
    start(f, "", "usb audio");
    assert_string_equal(wait_for(f, true).device, "USB Audio Device");
}

static void test_a_card_that_is_named_as_speaker_never_is(void **state)
{
    struct fixture *f = *state;
    start(f, "USB Audio", "");
    unsigned before = wait_for(f, false).sound_changes;
    plug_usb(f);
    wait_for_change(f, before);
}

static void test_a_usb_microphone_is_no_headset(void **state)
{
    struct fixture *f = *state;
    start(f, "", "");
    unsigned before = wait_for(f, false).sound_changes;
    char both[512];
    snprintf(both, sizeof both, "%s%s", builtin_card, usb_card);
    put_file(f->root, "cards", both);
    put_file(f->sound, "pcmC1D0c", "");
    wait_for_change(f, before);
}

static void test_the_folder_of_sound_may_come_later(void **state)
{
    struct fixture *f = *state;
    take_away(f->sound, "pcmC0D0p");
    assert_int_equal(rmdir(f->sound), 0);
    start(f, "", "");
    wait_for(f, false);
    assert_int_equal(mkdir(f->sound, 0755), 0);
    plug_usb(f);
    wait_for(f, true);
}

static void test_a_script_pretends(void **state)
{
    struct fixture *f = *state;
    struct route_places nowhere = {0};
    assert_int_equal(routes_new(&nowhere, wake, f, &f->routes), ERR_OK);
    struct route_state now;
    routes_now(f->routes, &now);
    assert_true(now.is_known && !now.headset_is_in);
    routes_pretend(f->routes, true);
    routes_now(f->routes, &now);
    assert_true(now.headset_is_in);
    routes_pretend(f->routes, false);
    routes_now(f->routes, &now);
    assert_false(now.headset_is_in);
    assert_true(f->wakes >= 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_nothing_is_in_at_first),
        TEST(test_the_jack_switch_says_in_and_out),
        TEST(test_two_jacks_are_either),
        TEST(test_a_usb_card_that_appears_is_a_headset),
        TEST(test_a_usb_card_that_was_there_is_the_kiosks_own),
        TEST(test_a_card_that_is_named_as_headset_is_one_from_the_start),
        TEST(test_a_card_that_is_named_as_speaker_never_is),
        TEST(test_a_usb_microphone_is_no_headset),
        TEST(test_the_folder_of_sound_may_come_later),
        TEST(test_a_script_pretends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
