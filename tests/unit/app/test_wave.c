#include "app/wave.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void a_file_of_two_samples_is_byte_for_byte_a_wav(void **state)
{
    (void)state;
    static const unsigned char expected[] = {
        'R', 'I', 'F', 'F', 40,  0,   0,   0,   'W', 'A', 'V', 'E', 'f',  'm',  't',  ' ',
        16,  0,   0,   0,   1,   0,   1,   0,   34,  86,  0,   0,   68,   172,  0,    0,
        2,   0,   16,  0,   'd', 'a', 't', 'a', 4,   0,   0,   0,   0x34, 0x12, 0xFF, 0xFF,
    };
    const int16_t samples[] = {0x1234, -1};
    struct str out = {0};
    wave_add(&out, samples, 2, 22050);
    assert_int_equal(out.length_bytes, sizeof expected);
    assert_memory_equal(out.data, expected, sizeof expected);
    str_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_of_two_samples_is_byte_for_byte_a_wav),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
