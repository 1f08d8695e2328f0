/* Proves: a Mobipocket book is unpacked once, and one whose records lie over each other is refused: each could be the whole file. */
#include "extract/mobi_container.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { HEADER_BYTES = 78, FIRST_BYTES = 16, TEXT_BYTES = 4000, RECORDS_MOST = 400 };

static void put(struct str *out, uint64_t number, int bytes)
{
    for (int i = bytes - 1; i >= 0; i--)
        str_add_char(out, (char)(number >> (8 * i) & 0xFF));
}

/* Its first record, then texts at the offsets given (from the end of the first), the last up to the file's end. */
static void make(const uint32_t *offsets, uint32_t count, struct str *out)
{
    uint32_t at = HEADER_BYTES + 8 * (count + 1);
    for (int i = 0; i < 60; i++)
        str_add_char(out, 0);
    str_add(out, "BOOKMOBI");
    put(out, 0, 8);
    put(out, count + 1, 2);
    put(out, at, 4);
    put(out, 0, 4);
    for (uint32_t i = 0; i < count; i++) {
        put(out, at + FIRST_BYTES + offsets[i], 4);
        put(out, i, 4);
    }
    put(out, 1, 2); /* not packed */
    put(out, 0, 6);
    put(out, count, 2);
    put(out, 0, 6);
    for (int i = 0; i < TEXT_BYTES; i++)
        str_add_char(out, 'a');
}

static enum err open_with(const uint32_t *offsets, uint32_t count, size_t *text_bytes)
{
    struct str file = {0};
    struct mobi mobi;
    make(offsets, count, &file);
    enum err err = mobi_open((const unsigned char *)file.data, file.length_bytes, &mobi);
    *text_bytes = mobi.text.length_bytes;
    mobi_close(&mobi);
    str_free(&file);
    return err;
}

static void records_one_behind_the_other_are_the_text(void **state)
{
    (void)state;
    const uint32_t offsets[] = {0, 1000, 3999};
    size_t bytes;
    assert_int_equal(open_with(offsets, 3, &bytes), ERR_OK);
    assert_int_equal(bytes, TEXT_BYTES);
}

static void records_over_each_other_are_refused(void **state)
{
    (void)state;
    uint32_t offsets[RECORDS_MOST]; /* every second one is nearly all of the file */
    for (uint32_t i = 0; i < RECORDS_MOST; i++)
        offsets[i] = i % 2 ? TEXT_BYTES : 0;
    size_t bytes;
    assert_int_equal(open_with(offsets, RECORDS_MOST, &bytes), ERR_DAMAGED);
    assert_true(bytes <= 3 * TEXT_BYTES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records_one_behind_the_other_are_the_text),
        cmocka_unit_test(records_over_each_other_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
