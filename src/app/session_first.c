/* session_first: how every visit begins: as the config says, or as staff have chosen on their screen. */
#include "app/session_parts.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

/* The glass as staff measured it; it may have been turned since. */
static void take_glass(struct session *s)
{
    struct display *d = &s->visit.look.display;
    bool wide = s->set.width_mm > s->set.height_mm, is_wide = d->width_px > d->height_px;
    d->width_mm = wide == is_wide ? s->set.width_mm : s->set.height_mm;
    d->height_mm = wide == is_wide ? s->set.height_mm : s->set.width_mm;
    d->viewing_mm = s->set.viewing_mm;
}

static int index_of_lang(const struct session *s)
{
    for (int i = 0; i < s->visit.lang_count; i++) {
        if (strcmp(s->visit.langs[i].tag, s->set.lang) == 0)
            return i;
    }
    return settings_own_lang(s);
}

/* For the screen: what a visit begins with now. */
static void show_first(struct session *s)
{
    const struct staff_settings *set = &s->set;
    const struct scheme *scheme = theme_find_scheme(s->theme, set->scheme);
    struct visit_first *first = &s->visit.kiosk.first;
    first->now[FIRST_IDLE] = set->idle_s;
    first->now[FIRST_SIZE] = set->body_cap_mdeg;
    first->now[FIRST_SCHEME] = scheme ? (int)(scheme - s->theme->schemes) : 0;
    first->now[FIRST_LANG] = index_of_lang(s);
    first->now[FIRST_VOLUME] = VISIT_VOLUME_STEPS + set->volume_db / VISIT_VOLUME_STEP_DB;
    first->now[FIRST_SPEED] = set->words_per_minute;
    first->is_staffs = set->is_staffs;
}

static void read_settings(struct session *s)
{
    staff_settings_read(s->catalogue, s->config, &s->set);
    s->visit.idle_s = s->set.idle_s;
}

void first_begin(struct session *s)
{
    read_settings(s);
    show_first(s);
}

void first_read(struct session *s)
{
    read_settings(s);
    s->visit.has_no_profile = !s->set.has_glass;
    take_glass(s);
}

static enum err choose(struct session *s, enum visit_first_kind kind, int value)
{
    static const char *const names[FIRST_KINDS] = {
        [FIRST_IDLE] = "idle_s",
        [FIRST_SIZE] = "capital_mdeg",
        [FIRST_VOLUME] = "volume_db",
        [FIRST_SPEED] = "words_per_minute",
    };
    const struct visit *v = &s->visit;
    switch (kind) {
    case FIRST_SCHEME:
        if (value < 0 || value >= s->theme->scheme_count)
            return ERR_USAGE;
        return staff_settings_put(s->catalogue, "scheme", s->theme->schemes[value].name);
    case FIRST_LANG:
        if (value < 0 || value >= v->lang_count)
            return ERR_USAGE;
        return staff_settings_put(s->catalogue, "lang", v->langs[value].tag);
    case FIRST_VOLUME:
        if (value < 1 || value > VISIT_VOLUME_STEPS)
            return ERR_USAGE;
        return staff_settings_put_number(s->catalogue, names[kind],
                                         VISIT_VOLUME_STEP_DB * (value - VISIT_VOLUME_STEPS));
    case FIRST_IDLE:
    case FIRST_SIZE:
    case FIRST_SPEED:
        return staff_settings_put_number(s->catalogue, names[kind], value);
    default:
        return ERR_USAGE;
    }
}

bool first_act(struct session *s, struct action act)
{
    if (act.kind != ACTION_FIRST && act.kind != ACTION_FIRST_RESET)
        return false;
    bool resets = act.kind == ACTION_FIRST_RESET;
    enum err err = ERR_USAGE;
    if (resets)
        err = staff_settings_forget(s->catalogue);
    else if (act.argument >= 0)
        err = choose(s, (enum visit_first_kind)(act.argument / VISIT_FIRST_MOST),
                     (int)(act.argument % VISIT_FIRST_MOST));
    if (err != ERR_OK && err != ERR_USAGE)
        session_notice_error(s, err, NULL);
    if (err != ERR_OK)
        return true;
    first_begin(s);
    s->chosen = act;
    session_tell(s,
                 resets ? tr("Visits begin as they did before.") : tr("The next visit begins so."));
    return true;
}
