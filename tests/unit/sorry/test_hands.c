/* What is pressed, and for how long: staff hold, visitors press. */
#include "sorry/hands.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool take(struct hands *h, Uint32 type, uint64_t now_ms)
{
    SDL_Event event = {.type = type};
    return hands_take(h, &event, now_ms);
}

static void each_way_of_pressing_is_heard_and_can_be_held(void **state)
{
    (void)state;
    static const Uint32 ways[][2] = {{SDL_KEYDOWN, SDL_KEYUP},
                                     {SDL_FINGERDOWN, SDL_FINGERUP},
                                     {SDL_MOUSEBUTTONDOWN, SDL_MOUSEBUTTONUP},
                                     {SDL_CONTROLLERBUTTONDOWN, SDL_CONTROLLERBUTTONUP}};
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        struct hands h = {0};
        assert_false(hands_are_held(&h, 100000));
        assert_true(take(&h, ways[i][0], 1000));
        assert_false(hands_are_held(&h, 1000 + HANDS_HOLD_MS - 1));
        assert_true(hands_are_held(&h, 1000 + HANDS_HOLD_MS));
        assert_false(take(&h, ways[i][1], 1200));
        assert_false(hands_are_held(&h, 100000));
    }
}

static void pressing_again_begins_anew(void **state)
{
    (void)state;
    struct hands h = {0};
    for (uint64_t now_ms = 0; now_ms < 20000; now_ms += 1000) {
        assert_true(take(&h, SDL_KEYDOWN, now_ms));
        assert_false(hands_are_held(&h, now_ms + 900));
        assert_false(take(&h, SDL_KEYUP, now_ms + 900));
    }
}

static void a_key_that_repeats_is_held_and_not_pressed(void **state)
{
    (void)state;
    struct hands h = {0};
    assert_true(take(&h, SDL_KEYDOWN, 0));
    SDL_Event event = {.type = SDL_KEYDOWN};
    event.key.repeat = 1;
    for (uint64_t now_ms = 500; now_ms < HANDS_HOLD_MS; now_ms += 500)
        assert_false(hands_take(&h, &event, now_ms));
    assert_true(hands_are_held(&h, HANDS_HOLD_MS));
}

static void what_only_moves_presses_nothing(void **state)
{
    (void)state;
    struct hands h = {0};
    assert_false(take(&h, SDL_MOUSEMOTION, 0));
    assert_false(take(&h, SDL_FINGERMOTION, 0));
    assert_false(take(&h, SDL_AUDIODEVICEADDED, 0));
    assert_false(hands_are_held(&h, 100000));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_way_of_pressing_is_heard_and_can_be_held),
        cmocka_unit_test(pressing_again_begins_anew),
        cmocka_unit_test(a_key_that_repeats_is_held_and_not_pressed),
        cmocka_unit_test(what_only_moves_presses_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
