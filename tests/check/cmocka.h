/* cmocka.h: tells clang's analyzer that cmocka's assertions end a test. clang-tidy alone finds this before the real one (CMakeLists.txt). */
#include_next <cmocka.h>

#if defined(__clang_analyzer__) && !defined(LECTERN_CHECK_CMOCKA_H)
#define LECTERN_CHECK_CMOCKA_H

#include <stdlib.h>

#undef assert_true
#undef assert_false
#undef assert_non_null
#undef assert_null
#undef assert_int_equal
#undef assert_int_not_equal
#undef fail
#undef fail_msg
#define assert_true(c)     ((c) ? (void)0 : abort())
#define assert_false(c)    ((c) ? abort() : (void)0)
#define assert_non_null(c) ((c) ? (void)0 : abort())
#define assert_null(c)     ((c) ? abort() : (void)0)
#define assert_int_equal(a, b)                                                                     \
    (cast_to_largest_integral_type(a) == cast_to_largest_integral_type(b) ? (void)0 : abort())
#define assert_int_not_equal(a, b)                                                                 \
    (cast_to_largest_integral_type(a) != cast_to_largest_integral_type(b) ? (void)0 : abort())
#define fail()        abort()
#define fail_msg(...) (print_error(__VA_ARGS__), abort())

#endif
