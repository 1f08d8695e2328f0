/* Fingers, guards and the map of keys: what a hand does, and what of it is heard. */
#include "ui/fingers.h"
#include "ui/guard.h"
#include "ui/input.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static enum finger_news take(struct fingers *f, enum input_kind kind, int finger, uint64_t now_ms)
{
    struct input in = {.kind = kind, .finger = finger};
    return fingers_take(f, &in, now_ms);
}

static void the_first_finger_is_meant(void **state)
{
    (void)state;
    struct fingers f = {0};
    assert_int_equal(take(&f, INPUT_TOUCH, 1, 0), FINGER_DOWN);
    assert_int_equal(take(&f, INPUT_TOUCH, 2, 10), FINGER_UNHEARD);
    assert_int_equal(take(&f, INPUT_MOVE, 2, 20), FINGER_UNHEARD);
    assert_int_equal(take(&f, INPUT_MOVE, 1, 20), FINGER_MOVED);
    assert_int_equal(take(&f, INPUT_LIFT, 2, 30), FINGER_UNHEARD);
    assert_int_equal(take(&f, INPUT_LIFT, 1, 40), FINGER_UP);
    assert_int_equal(take(&f, INPUT_LIFT, 1, 50), FINGER_UNHEARD);
}

static void three_at_once_are_a_palm_until_all_are_gone(void **state)
{
    (void)state;
    struct fingers f = {0};
    take(&f, INPUT_TOUCH, 1, 0);
    take(&f, INPUT_TOUCH, 2, 0);
    assert_int_equal(take(&f, INPUT_TOUCH, 3, 0), FINGER_CANCELLED);
    assert_int_equal(take(&f, INPUT_LIFT, 1, 10), FINGER_UNHEARD);
    assert_int_equal(take(&f, INPUT_LIFT, 2, 10), FINGER_UNHEARD);
    assert_int_equal(take(&f, INPUT_TOUCH, 4, 20), FINGER_UNHEARD);
    assert_int_equal(take(&f, INPUT_LIFT, 3, 30), FINGER_UNHEARD);
    assert_int_equal(take(&f, INPUT_LIFT, 4, 30), FINGER_UNHEARD);
    assert_int_equal(take(&f, INPUT_TOUCH, 5, 40), FINGER_DOWN);
}

static void one_that_rests_gives_way(void **state)
{
    (void)state;
    struct fingers f = {0};
    take(&f, INPUT_TOUCH, 1, 0);
    assert_int_equal(take(&f, INPUT_TOUCH, 2, FINGERS_REST_MS), FINGER_DOWN);
    assert_int_equal(take(&f, INPUT_LIFT, 1, 3100), FINGER_UNHEARD);
    assert_int_equal(take(&f, INPUT_LIFT, 2, 3200), FINGER_UP);
}

/* A glass that loses the lifting of fingers is not dead for ever after. */
static void liftings_that_are_lost_are_forgotten(void **state)
{
    (void)state;
    struct fingers f = {0};
    for (int i = 0; i < 100; i++)
        take(&f, INPUT_TOUCH, i, 0);
    assert_int_equal(take(&f, INPUT_TOUCH, 200, 10000), FINGER_DOWN);
    assert_int_equal(take(&f, INPUT_LIFT, 200, 10010), FINGER_UP);
    assert_int_equal(take(&f, INPUT_TOUCH, 5, 20000), FINGER_DOWN); /* known already */
}

static void a_switch_that_chatters_is_heard_once(void **state)
{
    (void)state;
    struct guard g = {0};
    assert_true(guard_hears_key(&g, KEY_SWITCH_1, true, 1000, 60));
    for (uint64_t ms = 1001; ms < 1040; ms += 2) {
        assert_true(guard_hears_key(&g, KEY_SWITCH_1, false, ms, 60));
        assert_false(guard_hears_key(&g, KEY_SWITCH_1, true, ms + 1, 60));
    }
    assert_true(guard_hears_key(&g, KEY_SWITCH_2, true, 1040, 60)); /* another key */
    assert_true(guard_hears_key(&g, KEY_SWITCH_1, true, 1100, 60));
}

static void a_second_press_within_the_time_is_not_heard(void **state)
{
    (void)state;
    struct guard g = {0};
    assert_true(guard_hears_key(&g, KEY_NEXT, true, 0, 500));
    guard_hears_key(&g, KEY_NEXT, false, 100, 500);
    assert_false(guard_hears_key(&g, KEY_NEXT, true, 500, 500));
    guard_hears_key(&g, KEY_NEXT, false, 510, 500);
    assert_true(guard_hears_key(&g, KEY_NEXT, true, 1010, 500));
    assert_true(guard_hears_key(&g, KEY_NEXT, true, 1010, 0)); /* no guard */
    assert_true(guard_hears_touch(&g, 5, 5, 0, 500, 10));
    guard_note_lift(&g, 100, 100, 1000);
    assert_false(guard_hears_touch(&g, 108, 92, 1400, 500, 10));
    assert_true(guard_hears_touch(&g, 120, 100, 1400, 500, 10));
    assert_true(guard_hears_touch(&g, 100, 100, 1500, 500, 10));
}

static struct input press(const struct input_map *map, SDL_Keycode code)
{
    SDL_Event e = {.key = {.type = SDL_KEYDOWN, .keysym.sym = code}};
    return input_from_event(&e, map, 100, 100);
}

static void keys_mean_what_the_map_says(void **state)
{
    (void)state;
    struct input_map map = input_map_usual();
    assert_int_equal(press(&map, SDLK_RETURN).key, KEY_ACTION);
    assert_int_equal(press(&map, SDLK_KP_6).key, KEY_SENTENCE_ON);
    assert_int_equal(press(&map, SDLK_KP_6).character, '6');
    assert_int_equal(press(&map, SDLK_x).key, KEY_CHARACTER);
    assert_true(input_map_set_keys(&map, "action", "Keypad 5, x"));
    assert_int_equal(press(&map, SDLK_x).key, KEY_ACTION);
    assert_int_equal(press(&map, SDLK_RETURN).kind, INPUT_NONE);
    assert_false(input_map_set_keys(&map, "action", "No such key"));
    assert_false(input_map_set_keys(&map, "jump", "x"));
    assert_int_equal(press(&map, SDLK_x).key, KEY_ACTION);
    assert_true(input_map_set_keys(&map, "action", ""));
    assert_int_equal(press(&map, SDLK_x).key, KEY_CHARACTER);
    assert_int_equal(input_key_code(&map, "sentence on"), SDLK_6);
    assert_int_equal(input_key_code(&map, "é"), SDLK_UNKNOWN);
}

static void a_gamepad_is_a_keypad(void **state)
{
    (void)state;
    struct input_map map = input_map_usual();
    SDL_Event e = {
        .cbutton = {.type = SDL_CONTROLLERBUTTONDOWN, .button = SDL_CONTROLLER_BUTTON_DPAD_UP}};
    assert_int_equal(input_from_event(&e, &map, 100, 100).key, KEY_UP);
    e.cbutton.button = SDL_CONTROLLER_BUTTON_A;
    assert_int_equal(input_from_event(&e, &map, 100, 100).key, KEY_ACTION);
    assert_true(input_map_set_buttons(&map, "switch 1", "a, leftshoulder"));
    assert_true(input_map_set_buttons(&map, "action", "b"));
    assert_int_equal(input_from_event(&e, &map, 100, 100).key, KEY_SWITCH_1);
    e.type = SDL_CONTROLLERBUTTONUP;
    assert_int_equal(input_from_event(&e, &map, 100, 100).kind, INPUT_KEY_UP);
    assert_false(input_map_set_buttons(&map, "action", "nose"));
    e.cbutton.button = SDL_CONTROLLER_BUTTON_RIGHTSTICK;
    assert_int_equal(input_from_event(&e, &map, 100, 100).kind, INPUT_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_finger_is_meant),
        cmocka_unit_test(three_at_once_are_a_palm_until_all_are_gone),
        cmocka_unit_test(one_that_rests_gives_way),
        cmocka_unit_test(liftings_that_are_lost_are_forgotten),
        cmocka_unit_test(a_switch_that_chatters_is_heard_once),
        cmocka_unit_test(a_second_press_within_the_time_is_not_heard),
        cmocka_unit_test(keys_mean_what_the_map_says),
        cmocka_unit_test(a_gamepad_is_a_keypad),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
