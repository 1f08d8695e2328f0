/* Functions of libraries that this program is not linked with: they are called as ever. */
#include "late/late.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <espeak-ng/speak_lib.h>
#include <qrencode.h>
#include <sodium.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>

static void each_library_is_opened_when_it_is_called(void **state)
{
    (void)state;
    assert_int_equal(u_charType('7'), U_DECIMAL_DIGIT_NUMBER);
    assert_non_null(espeak_Info(NULL));
    assert_true(sodium_init() >= 0);
    QRcode *code = QRcode_encodeData(1, (const unsigned char *)"1", 0, QR_ECLEVEL_M);
    assert_non_null(code);
    QRcode_free(code);
}

static void arguments_and_what_they_point_to_get_there_and_back(void **state)
{
    (void)state;
    UErrorCode status = U_ZERO_ERROR;
    UChar wide[4];
    int32_t count = 0;
    assert_ptr_equal(u_strFromUTF8(wide, 4, &count, "\u0175y", -1, &status), wide);
    assert_int_equal(count, 2);
    assert_int_equal(wide[0], 0x175);
    unsigned char hash[crypto_hash_sha256_BYTES];
    char hex[sizeof hash * 2 + 1];
    crypto_hash_sha256(hash, (const unsigned char *)"abc", 3);
    sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
    assert_memory_equal(hex, "ba7816bf8f01cfea", 16); /* FIPS 180-2, B.1 */
}

static void all_can_be_opened_ahead(void **state)
{
    (void)state;
    late_open();
    late_open();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_library_is_opened_when_it_is_called),
        cmocka_unit_test(arguments_and_what_they_point_to_get_there_and_back),
        cmocka_unit_test(all_can_be_opened_ahead),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
