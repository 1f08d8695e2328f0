/* Every action has a name of its own, and words for who asks what it does. */
#include "ui/action.h"
#include "ui/messages.h"
#include "ui/say.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void each_action_has_a_name_of_its_own(void **state)
{
    (void)state;
    for (int i = 0; i < ACTION_COUNT; i++) {
        const char *name = action_name((enum action_kind)i);
        if (strcmp(name, "unknown") == 0)
            fail_msg("the action after '%s' has no name",
                     i ? action_name((enum action_kind)(i - 1)) : "");
        for (int earlier = 0; earlier < i; earlier++)
            assert_string_not_equal(name, action_name((enum action_kind)earlier));
    }
    assert_string_equal(action_name(ACTION_COUNT), "unknown");
}

static void each_action_says_what_it_does(void **state)
{
    (void)state;
    messages_set_lang("en");
    struct widget w = {.role = ROLE_BUTTON};
    assert_string_equal(say_help(&w), "");
    for (int i = ACTION_NONE + 1; i < ACTION_COUNT; i++) {
        w.action = action((enum action_kind)i, 0);
        const char *help = say_help(&w);
        size_t bytes = strlen(help);
        if (!bytes || help[bytes - 1] != '.')
            fail_msg("'%s' says '%s'", action_name((enum action_kind)i), help);
    }
    w.action = action(ACTION_FONT, 0);
    assert_string_equal(say_help(&w), "This changes the shape of the letters.");
    w.role = ROLE_DOCUMENT;
    assert_string_equal(say_help(&w), "This is the text. Choose it to hear it.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_action_has_a_name_of_its_own),
        cmocka_unit_test(each_action_says_what_it_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
