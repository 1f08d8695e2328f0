#include "app/config.h"
#include "app/logo.h"

#include "base/file.h"
#include "book/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define PNG  "tests/trips/logo/logo.png"
#define JPEG "tests/trips/logo/logo.jpg"
#define SVG  "tests/trips/logo/logo.svg"

static void wake(void *data)
{
    atomic_int *woken = data;
    atomic_fetch_add(woken, 1);
}

static struct logo *make(struct config *config, const char *path, atomic_int *woken)
{
    config_default(config);
    atomic_init(woken, 0);
    struct logo *logo = logo_start(path, &config->limits, wake, woken);
    if (logo)
        logo_wait(logo);
    return logo;
}

static void nothing_is_made_where_none_is_asked_for(void **state)
{
    (void)state;
    struct config config;
    atomic_int woken;
    assert_null(make(&config, "", &woken));
    assert_int_equal(atomic_load(&woken), 0);
}

static void each_kind_comes_back_as_one_picture(void **state)
{
    (void)state;
    static const char *const paths[] = {PNG, JPEG, SVG};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        struct config config;
        atomic_int woken;
        const struct book *book = NULL;
        struct logo *logo = make(&config, paths[i], &woken);
        assert_true(logo_is_done(logo));
        assert_int_equal(atomic_load(&woken), 1);
        assert_int_equal(logo_book(logo, &book), ERR_OK);
        assert_int_equal(book->picture_count, 1);
        const struct book_picture *p = &book->pictures[1];
        assert_true(p->width_px <= LOGO_MOST_PX && p->height_px <= LOGO_MOST_PX);
        assert_true(p->width_px * 2 == p->height_px * 5); /* 300 by 120 */
        unsigned char *pixels = NULL;
        assert_int_equal(book_load_picture(book, 1, &pixels), ERR_OK);
        free(pixels);
        logo_stop(logo);
    }
}

static void what_is_no_picture_is_said_to_be_none(void **state)
{
    (void)state;
    char folder[] = "/tmp/lectern-logo-XXXXXX", *whole = NULL;
    size_t bytes = 0;
    assert_non_null(mkdtemp(folder));
    char *words = file_join(folder, "words.png"), *cut = file_join(folder, "cut.png"),
         *large = file_join(folder, "large.png"), *none = file_join(folder, "none.png");
    assert_int_equal(file_read(PNG, LOGO_MOST_BYTES, &whole, &bytes), ERR_OK);
    assert_int_equal(file_write_atomic(words, "words", 5), ERR_OK);
    assert_int_equal(file_write_atomic(cut, whole, bytes / 4), ERR_OK);
    assert_int_equal(file_write_atomic(large, "", 0), ERR_OK);
    assert_int_equal(truncate(large, LOGO_MOST_BYTES + 1), 0);
    const struct {
        const char *path;
        enum err err; /* ERR_OK: any */
    } cases[] = {{words, ERR_DAMAGED}, {cut, ERR_OK}, {large, ERR_TOO_BIG}, {none, ERR_NOT_FOUND}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct config config;
        atomic_int woken;
        const struct book *book = NULL;
        struct logo *logo = make(&config, cases[i].path, &woken);
        enum err err = logo_book(logo, &book);
        assert_int_not_equal(err, ERR_OK);
        assert_true(cases[i].err == ERR_OK || cases[i].err == err);
        assert_null(book);
        logo_stop(logo);
        unlink(cases[i].path);
    }
    assert_int_equal(rmdir(folder), 0);
    free(whole);
    free(words);
    free(cut);
    free(large);
    free(none);
}

/* As root no file is closed to us: there this thread, and the one that it starts, give that up for a moment. */
static void what_may_not_be_read_is_said(void **state)
{
    (void)state;
    char path[] = "/tmp/lectern-logo-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, "x", 1), 1);
    assert_int_equal(fchmod(fd, 0), 0);
    struct config config;
    atomic_int woken;
    const struct book *book = NULL;
    enum { NOBODY = 65534 };
    int was = setfsuid(NOBODY);
    struct logo *logo = make(&config, path, &woken);
    setfsuid((uid_t)was);
    assert_int_equal(logo_book(logo, &book), ERR_DENIED);
    assert_null(book);
    assert_int_equal(atomic_load(&woken), 1);
    logo_stop(logo);
    close(fd);
    assert_int_equal(unlink(path), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_made_where_none_is_asked_for),
        cmocka_unit_test(each_kind_comes_back_as_one_picture),
        cmocka_unit_test(what_is_no_picture_is_said_to_be_none),
        cmocka_unit_test(what_may_not_be_read_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
