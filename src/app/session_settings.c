/* session_settings: what a visitor chose: text, colours, spacing, loudness; put back at the end of the visit. */
#include "app/session_parts.h"
#include "speech/audio.h"
#include "ui/messages.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Words, direction and voices in the language of the settings. */
static void apply_lang(struct session *s)
{
    struct visit *v = &s->visit;
    const char *lang = settings_lang(s);
    if (strcmp(s->lang, lang) == 0)
        return;
    snprintf(s->lang, sizeof s->lang, "%s", lang);
    messages_set_lang(lang);
    v->look.rtl = messages_is_rtl();
    v->kiosk_name =
        tr(s->config->name); /* what the organiser calls it, where that is in the catalogue */
    v->settings.voice = 0;
    sample_free(s); /* made again when it shows */
    if (s->narrator)
        v->voice_count = voice_list(lang, v->voices);
}

/* The look that the settings ask for. */
static void set_look(const struct theme *theme, struct visit *v)
{
    v->own = theme_own_scheme(v->settings.own_text, v->settings.own_ground);
    v->look.scheme = v->settings.has_own ? &v->own : &theme->schemes[v->settings.scheme];
    v->look.family = (enum font_family)v->settings.family;
    v->look.metrics = metrics_make(&theme->sizes, &v->look.display, v->settings.cap_mdeg);
    if (v->settings.hands.large_targets)
        metrics_enlarge_targets(&v->look.metrics, &theme->sizes, &v->look.display);
}

void settings_apply_look(struct session *s)
{
    set_look(s->theme, &s->visit);
    apply_lang(s);
    if (s->audio)
        audio_set_volume_db(s->audio, s->visit.settings.volume_db);
    reading_apply_settings(s);
    s->stale = true;
}

/* Is that the kiosk's own language, whose config may say more than the list ("en-gb")? */
static bool is_own_lang(const struct session *s, const char *tag)
{
    size_t length = strlen(tag);
    const char *own = s->config->lang;
    return strncmp(own, tag, length) == 0 && (!own[length] || own[length] == '-');
}

void settings_find_langs(struct session *s)
{
    s->visit.lang_count = (int)messages_langs(s->visit.langs);
}

const char *settings_lang(const struct session *s)
{
    const char *tag = s->visit.langs[s->visit.settings.lang].tag;
    return is_own_lang(s, tag) ? s->config->lang : tag;
}

int settings_own_lang(const struct session *s)
{
    for (int i = s->visit.lang_count - 1; i > 0; i--) {
        if (is_own_lang(s, s->visit.langs[i].tag))
            return i;
    }
    return 0;
}

/* Of a visit's beginning: as staff chose, else the kiosk's own. */
static int first_lang(const struct session *s)
{
    for (int i = 0; *s->set.lang && i < s->visit.lang_count; i++) {
        if (strcmp(s->visit.langs[i].tag, s->set.lang) == 0)
            return i;
    }
    return settings_own_lang(s);
}

void settings_put_back(struct session *s)
{
    struct visit *v = &s->visit;
    const struct scheme *scheme = theme_find_scheme(s->theme, s->set.scheme);
    v->settings = (struct visit_settings){.cap_mdeg = s->set.body_cap_mdeg,
                                          .scheme = scheme ? (int)(scheme - s->theme->schemes) : 0,
                                          .lang = first_lang(s),
                                          .volume_db = s->set.volume_db,
                                          .words_per_minute = s->set.words_per_minute,
                                          .pitch = 50,
                                          .pauses = 1,
                                          .unit_wait = UNIT_WAIT_USUAL,
                                          .structure = NARRATOR_STRUCTURE_SOME,
                                          .own_text = 0xff000000u,
                                          .own_ground = 0xfffbf2dcu};
    hands_put_back(s);
}

static void change_volume(struct session *s, int step)
{
    struct visit_settings *set = &s->visit.settings;
    int lowest = -VISIT_VOLUME_STEP_DB * (VISIT_VOLUME_STEPS - 1);
    set->volume_db += step * VISIT_VOLUME_STEP_DB;
    set->volume_db = set->volume_db > 0 ? 0 : set->volume_db < lowest ? lowest : set->volume_db;
    if (s->audio)
        audio_set_volume_db(s->audio, set->volume_db);
    char words[64];
    snprintf(words, sizeof words, tr("Volume %d of %d"), visit_volume(&s->visit),
             VISIT_VOLUME_STEPS);
    session_tell(s, words);
}

enum ready { READY_BIGGER, READY_EYES, READY_DYSLEXIA, READY_LISTEN, READY_SWITCH, READY_REACH };

static void set_scheme(struct session *s, const char *name)
{
    const struct scheme *scheme = theme_find_scheme(s->theme, name);
    if (scheme)
        s->visit.settings.scheme = (int)(scheme - s->theme->schemes);
    s->visit.settings.has_own = false;
}

/* Several settings at once. What a ready-made choice does not speak of stays as it was. */
static void make_ready(struct session *s, int which)
{
    struct visit_settings *set = &s->visit.settings;
    const struct theme_sizes *sizes = &s->theme->sizes;
    switch ((enum ready)which) {
    case READY_BIGGER:
        set->cap_mdeg = sizes->largest_mdeg;
        set_scheme(s, "white-on-black");
        break;
    case READY_EYES:
        set->cap_mdeg = sizes->larger_mdeg;
        set->line_spacing = set->paragraph_spacing = 1;
        set_scheme(s, "cream");
        break;
    case READY_DYSLEXIA:
        set->family = FONT_OPENDYSLEXIC;
        set->line_spacing = set->letter_spacing = set->word_spacing = set->paragraph_spacing = 1;
        set_scheme(s, "cream");
        break;
    case READY_LISTEN:
        s->visit.guided = true;
        break;
    case READY_SWITCH:
        hands_act(s, action(ACTION_SCAN, SCAN_ONE));
        break;
    case READY_REACH:
        set->reach = true;
        break;
    }
}

/* The settings that are one of several numbers: where each stands, and its ends. */
static const struct {
    enum action_kind kind;
    size_t offset;
    int least, most;
} numbers[] = {
    {ACTION_FONT, offsetof(struct visit_settings, family), 0, FONT_NOTO_SERIF},
    {ACTION_LINES, offsetof(struct visit_settings, line_spacing), -1, 2},
    {ACTION_LETTERS, offsetof(struct visit_settings, letter_spacing), 0, 2},
    {ACTION_WORDS, offsetof(struct visit_settings, word_spacing), 0, 2},
    {ACTION_PARAGRAPHS, offsetof(struct visit_settings, paragraph_spacing), 0, 2},
    {ACTION_LINE_LENGTH, offsetof(struct visit_settings, line_length), 0, 2},
};

/* Those that are on or off; `on` is what they are for an argument other than 0. */
static const struct {
    enum action_kind kind;
    size_t offset;
    bool on;
} switches[] = {
    {ACTION_PICTURES, offsetof(struct visit_settings, text_only), false},
    {ACTION_LIGHT, offsetof(struct visit_settings, unlit), false},
    {ACTION_REACH, offsetof(struct visit_settings, reach), true},
};

static int within(int64_t value, int least, int most)
{
    return value < least ? least : value > most ? most : (int)value;
}

static bool set_plain(struct visit_settings *set, struct action act)
{
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (numbers[i].kind == act.kind) {
            int *number = (int *)((char *)set + numbers[i].offset);
            *number = within(act.argument, numbers[i].least, numbers[i].most);
            return true;
        }
    }
    for (size_t i = 0; i < sizeof switches / sizeof *switches; i++) {
        if (switches[i].kind == act.kind) {
            bool *value = (bool *)((char *)set + switches[i].offset);
            *value = (act.argument != 0) == switches[i].on;
            return true;
        }
    }
    return false;
}

static uint32_t opaque(int64_t colour)
{
    return 0xff000000u | (uint32_t)(colour & 0xffffff);
}

/* Those that the theme knows the range of, and others alone; false: none of these. */
static bool set_by_theme(const struct theme *theme, struct visit_settings *set, struct action act)
{
    switch (act.kind) {
    case ACTION_SIZE:
        set->cap_mdeg = (int)act.argument;
        return true;
    case ACTION_SIZE_STEP:
        set->cap_mdeg = theme_step_mdeg(theme, set->cap_mdeg, (int)act.argument);
        return true;
    case ACTION_SCHEME:
        set->scheme = within(act.argument, 0, theme->scheme_count - 1);
        set->has_own = false;
        return true;
    case ACTION_OWN_TEXT:
        set->own_text = opaque(act.argument);
        set->has_own = true;
        return true;
    case ACTION_OWN_GROUND:
        set->own_ground = opaque(act.argument);
        set->has_own = true;
        return true;
    case ACTION_LINE_FOCUS:
        set->line_focus = (enum line_focus)within(act.argument, 0, LINE_FOCUS_RULER);
        return true;
    default:
        return false;
    }
}

static bool set_one(const struct theme *theme, struct visit_settings *set, struct action act)
{
    return set_plain(set, act) || set_by_theme(theme, set, act);
}

/* Several at once; false: not a setting of the look. */
static bool set_many(struct session *s, struct action act)
{
    switch (act.kind) {
    case ACTION_READY:
        make_ready(s, within(act.argument, 0, READY_REACH));
        return true;
    case ACTION_RESET: {
        enum scan_mode scan = s->visit.settings.hands.scan;
        settings_put_back(s);
        if (s->hands.scan.on) /* else the ring of the one who chose it would stand still for ever */
            s->visit.settings.hands.scan = scan;
        return true;
    }
    default:
        return false;
    }
}

/* Chosen where nobody was yet, a language begins the visit; it ends with it. */
static void set_lang(struct session *s, struct action act)
{
    struct visit_settings *set = &s->visit.settings;
    char words[96];
    set->lang = within(act.argument, 0, s->visit.lang_count - 1);
    s->chosen = act;
    if (visit_screen(&s->visit) == SCREEN_MENU) /* its button offers the next one now */
        s->chosen.argument = (set->lang + 1) % s->visit.lang_count;
    settings_apply_look(s);
    reading_lay_out(s);
    if (visit_screen(&s->visit) == SCREEN_ATTRACT)
        session_go_home(s);
    snprintf(words, sizeof words, tr("I speak %s now."), s->visit.langs[set->lang].name);
    session_tell(s, words);
}

bool settings_foresee(const struct session *s, struct visit *v, struct action act)
{
    if (!set_one(s->theme, &v->settings, act))
        return false;
    set_look(s->theme, v);
    return true;
}

bool settings_act(struct session *s, struct action act)
{
    if (act.kind == ACTION_LANG) {
        set_lang(s, act);
        return true;
    }
    if (act.kind == ACTION_LOUDER || act.kind == ACTION_SOFTER) {
        change_volume(s, act.kind == ACTION_LOUDER ? 1 : -1);
        return true;
    }
    struct visit_settings *set = &s->visit.settings;
    bool is_one = set_one(s->theme, set, act);
    if (!is_one && !set_many(s, act))
        return false;
    bool is_for_eyes_alone = is_one && act.kind != ACTION_PICTURES;
    if (visit_screen(&s->visit) == SCREEN_ATTRACT)
        session_go_home(s); /* a way in */
    s->chosen = act;
    if (is_for_eyes_alone)
        set_look(s->theme, &s->visit);
    else
        settings_apply_look(s);
    if (act.kind != ACTION_SCHEME)
        reading_lay_out_soon(s);
    if (act.kind == ACTION_RESET) {
        session_tell(s, tr("Everything is as it was at first."));
    } else if (session_speaks(s)) {
        session_build(s);
        session_say_focus(s);
    }
    return true;
}
