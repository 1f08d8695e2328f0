/* session_settings: what a visitor chose: text, colours, spacing, loudness; put back at the end of the visit. */
#include "app/session_parts.h"
#include "speech/audio.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

enum { VOLUME_STEP_DB = 6, VOLUME_STEPS = 5 };

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
    if (s->narrator)
        v->voice_count = voice_list(lang, v->voices);
}

void settings_apply_look(struct session *s)
{
    struct visit *v = &s->visit;
    v->own = theme_own_scheme(v->settings.own_text, v->settings.own_ground);
    v->look.scheme = v->settings.has_own ? &v->own : &s->theme->schemes[v->settings.scheme];
    v->look.family = (enum font_family)v->settings.family;
    apply_lang(s);
    v->look.metrics = metrics_make(&s->theme->sizes, &v->look.display, v->settings.cap_mdeg);
    if (s->audio)
        audio_set_volume_db(s->audio, v->settings.volume_db);
    reading_apply_settings(s);
    s->stale = s->look_changed = true;
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

static int own_lang(const struct session *s)
{
    for (int i = s->visit.lang_count - 1; i > 0; i--) {
        if (is_own_lang(s, s->visit.langs[i].tag))
            return i;
    }
    return 0;
}

void settings_put_back(struct session *s)
{
    struct visit *v = &s->visit;
    const struct scheme *scheme = theme_find_scheme(s->theme, s->config->scheme);
    v->settings = (struct visit_settings){.cap_mdeg = s->config->body_cap_mdeg,
                                          .scheme = scheme ? (int)(scheme - s->theme->schemes) : 0,
                                          .lang = own_lang(s),
                                          .volume_db = s->config->volume_db,
                                          .words_per_minute = s->config->words_per_minute,
                                          .pitch = 50,
                                          .pauses = 1,
                                          .structure = NARRATOR_STRUCTURE_SOME,
                                          .own_text = 0xff000000u,
                                          .own_ground = 0xfffbf2dcu};
    hands_put_back(s);
}

void settings_change_volume(struct session *s, int step)
{
    struct visit_settings *set = &s->visit.settings;
    int lowest = -VOLUME_STEP_DB * (VOLUME_STEPS - 1);
    set->volume_db += step * VOLUME_STEP_DB;
    set->volume_db = set->volume_db > 0 ? 0 : set->volume_db < lowest ? lowest : set->volume_db;
    if (s->audio)
        audio_set_volume_db(s->audio, set->volume_db);
    char words[64];
    snprintf(words, sizeof words, tr("Volume %d of %d"),
             (set->volume_db - lowest) / VOLUME_STEP_DB + 1, VOLUME_STEPS);
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

static int choice_of(struct action act, int most)
{
    return act.argument < 0 ? 0 : act.argument > most ? most : (int)act.argument;
}

void settings_change(struct session *s, struct action act)
{
    struct visit_settings *set = &s->visit.settings;
    bool text_only = set->text_only;
    switch (act.kind) {
    case ACTION_SIZE:
        set->cap_mdeg = (int)act.argument;
        break;
    case ACTION_SIZE_STEP:
        set->cap_mdeg = theme_step_mdeg(s->theme, set->cap_mdeg, (int)act.argument);
        break;
    case ACTION_SCHEME:
        if (act.argument >= 0 && act.argument < s->theme->scheme_count)
            set->scheme = (int)act.argument;
        set->has_own = false;
        break;
    case ACTION_LANG:
        set->lang = choice_of(act, s->visit.lang_count - 1);
        break;
    case ACTION_PICTURES:
        set->text_only = act.argument == 0;
        break;
    case ACTION_OWN_TEXT:
        set->own_text = 0xff000000u | (uint32_t)(act.argument & 0xffffff);
        set->has_own = true;
        break;
    case ACTION_OWN_GROUND:
        set->own_ground = 0xff000000u | (uint32_t)(act.argument & 0xffffff);
        set->has_own = true;
        break;
    case ACTION_LINE_FOCUS:
        set->line_focus = (enum line_focus)choice_of(act, LINE_FOCUS_RULER);
        break;
    case ACTION_LIGHT:
        set->unlit = act.argument == 0;
        break;
    case ACTION_REACH:
        set->reach = act.argument != 0;
        break;
    case ACTION_READY:
        make_ready(s, choice_of(act, READY_REACH));
        break;
    case ACTION_FONT:
        set->family = choice_of(act, FONT_NOTO_SERIF);
        break;
    case ACTION_LINES:
        set->line_spacing = choice_of(act, 2);
        break;
    case ACTION_LETTERS:
        set->letter_spacing = choice_of(act, 2);
        break;
    case ACTION_WORDS:
        set->word_spacing = choice_of(act, 2);
        break;
    case ACTION_PARAGRAPHS:
        set->paragraph_spacing = choice_of(act, 2);
        break;
    default:
        settings_put_back(s);
        break;
    }
    settings_apply_look(s);
    if (act.kind != ACTION_SCHEME || text_only != set->text_only)
        reading_lay_out(s);
    if (act.kind == ACTION_LANG) {
        char words[96];
        snprintf(words, sizeof words, tr("I speak %s now."), s->visit.langs[set->lang].name);
        session_tell(s, words);
        return;
    }
    if (session_speaks(s)) {
        session_build(s);
        session_say_focus(s);
    }
}
