#include "base/mem.h"
#include "base/str.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void test_a_buffer_grows_and_is_always_a_string(void **state)
{
    (void)state;
    struct str s = {0};
    assert_string_equal(str_text(&s), "");
    str_add(&s, "one");
    str_add_char(&s, ' ');
    str_add_bytes(&s, "two\0three", 9);
    assert_int_equal(s.length_bytes, 13);
    assert_string_equal(s.data, "one two");
    str_clear(&s);
    assert_string_equal(str_text(&s), "");
    for (int i = 0; i < 1000; i++)
        str_addf(&s, "%d,", i);
    assert_int_equal(s.length_bytes, 3890);
    assert_int_equal(s.data[3890], 0);
    assert_memory_equal(s.data + 3890 - 4, "999,", 4);
    str_free(&s);
    assert_null(s.data);
}

static void test_reserved_room_moves_nothing(void **state)
{
    (void)state;
    struct str s = {0};
    str_reserve(&s, 5000);
    assert_string_equal(s.data, "");
    const char *before = s.data;
    for (int i = 0; i < 5000; i++)
        str_add_char(&s, 'x');
    assert_ptr_equal(s.data, before);
    assert_int_equal(strlen(s.data), 5000);
    str_free(&s);
}

static void test_json_strings(void **state)
{
    (void)state;
    struct str s = {0};
    str_add_json(&s, "a\"b\\c\n\x01\x7f\xff\xc3\xa9", 11);
    assert_string_equal(s.data, "\"a\\\"b\\\\c\\n\\u0001\\u007f\xef\xbf\xbd\xc3\xa9\"");
    str_free(&s);
}

static void test_a_text_is_among_a_list_only_whole(void **state)
{
    (void)state;
    static const char *const list[] = {"part", "chapter", "", NULL};
    assert_true(str_is_among("chapter", list));
    assert_true(str_is_among("", list));
    assert_false(str_is_among("chap", list));
    assert_false(str_is_among("chapters", list));
    assert_false(str_is_among("part", list + 3));
}

static void test_every_code_point_comes_back(void **state)
{
    (void)state;
    for (uint32_t cp = 0; cp < 0x110000; cp++) {
        char bytes[4];
        size_t used, length = utf8_encode(cp, bytes);
        uint32_t back = utf8_decode(bytes, length, &used);
        assert_int_equal(used, length);
        assert_int_equal(back, cp >= 0xd800 && cp < 0xe000 ? 0xfffd : cp);
    }
    char bytes[4];
    assert_int_equal(utf8_encode(0x110000, bytes), 3);
}

static void test_bad_bytes_count_one_each(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "\xc0\x80",                         /* NUL in two bytes */
        "\xc1\xbf",         "\xe0\x9f\xbf", /* longer than need be */
        "\xf0\x8f\xbf\xbf", "\xed\xa0\x80", /* a surrogate */
        "\xf4\x90\x80\x80", "\xf8\x88\x80\x80", "\x80", "\xe2\x82", "\xff",
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        size_t used, bytes = strlen(bad[i]);
        assert_int_equal(utf8_decode(bad[i], bytes, &used), 0xfffd);
        assert_int_equal(used, 1);
        assert_false(utf8_is_valid(bad[i], bytes));
        assert_int_equal(utf8_count(bad[i], bytes), bytes);
    }
    assert_true(utf8_is_valid("h\xc3\xa9\xf0\x9f\x98\x80\xef\xbf\xbd", 10));
    assert_int_equal(utf8_count("h\xc3\xa9\xf0\x9f\x98\x80", 7), 3);
    assert_true(utf8_is_valid("", 0));
}

static void test_white_space(void **state)
{
    (void)state;
    static const uint32_t spaces[] = {' ',    '\t',   '\n',   '\r',   0xa0,   0x1680, 0x2000,
                                      0x200a, 0x2028, 0x2029, 0x202f, 0x205f, 0x3000};
    static const uint32_t others[] = {'a', 0, 0x200b, 0xfeff, 0x180e, 0x2060, 0x1f};
    for (size_t i = 0; i < sizeof spaces / sizeof *spaces; i++)
        assert_true(utf8_is_space(spaces[i]));
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_false(utf8_is_space(others[i]));
}

static void test_hash_is_fnv_1a(void **state)
{
    (void)state;
    assert_true(hash_bytes(HASH_START, "", 0) == 0xcbf29ce484222325u);
    assert_true(hash_bytes(HASH_START, "a", 1) == 0xaf63dc4c8601ec8cu);
    assert_true(hash_bytes(HASH_START, "foobar", 6) == 0x85944171f73967e8u);
}

static void test_copies(void **state)
{
    (void)state;
    char *copy = mem_copy_bytes("abcdef", 3);
    assert_string_equal(copy, "abc");
    free(copy);
    copy = mem_copy_string("");
    assert_string_equal(copy, "");
    free(copy);
    int *items = NULL;
    size_t count = 0, cap = 0;
    for (int i = 0; i < 100; i++) {
        MEM_ROOM(items, count, cap);
        items[count++] = i;
    }
    assert_int_equal(items[99], 99);
    assert_true(cap >= 100);
    free(items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_buffer_grows_and_is_always_a_string),
        cmocka_unit_test(test_reserved_room_moves_nothing),
        cmocka_unit_test(test_json_strings),
        cmocka_unit_test(test_a_text_is_among_a_list_only_whole),
        cmocka_unit_test(test_every_code_point_comes_back),
        cmocka_unit_test(test_bad_bytes_count_one_each),
        cmocka_unit_test(test_white_space),
        cmocka_unit_test(test_hash_is_fnv_1a),
        cmocka_unit_test(test_copies),
    };
    return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
