#include "screen/screen.h"

static const struct {
    const char *name;
    struct screen_pages (*build)(const struct visit *v, struct widget_list *list);
} screens[SCREEN_COUNT] = {
    [SCREEN_ATTRACT] = {"attract", attract_build},
    [SCREEN_HOME] = {"home", home_build},
    [SCREEN_SHELF] = {"shelf", shelf_build},
    [SCREEN_READER] = {"reader", reader_build},
    [SCREEN_MENU] = {"menu", menu_build},
    [SCREEN_CONTENTS] = {"contents", contents_build},
    [SCREEN_LISTENING] = {"listening", listening_build},
    [SCREEN_EASIER] = {"easier", easier_build},
    [SCREEN_HELP] = {"help", help_build},
    [SCREEN_PIN] = {"pin", pin_build},
    [SCREEN_STAFF] = {"staff", staff_build},
    [SCREEN_STAFF_LIST] = {"staff-list", staff_list_build},
    [SCREEN_STAFF_STICK] = {"staff-stick", staff_stick_build},
    [SCREEN_NOTICE] = {"notice", notice_build},
};

struct screen_pages screen_build(const struct visit *v, struct widget_list *list)
{
    return screens[visit_screen(v)].build(v, list);
}

const char *screen_name(enum screen_id id)
{
    return screens[id].name;
}
