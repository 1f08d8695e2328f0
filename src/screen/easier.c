/* easier: how words and colours look and how the voice sounds; a line of text, or of speech, shows each choice at once. */
#include "screen/flow_screen.h"
#include "ui/messages.h"

#include <stdio.h>

static void choice(struct flow *f, const char *name, struct action act, bool chosen,
                   const struct scheme *scheme)
{
    struct widget *w = flow_button(f, ROLE_CHOICE, name, NULL, act, 0);
    if (!w)
        return;
    w->state |= chosen ? STATE_CHOSEN : 0u;
    w->scheme = scheme;
}

static void fill_sizes(struct flow *f, const struct visit *v)
{
    const struct theme_sizes *s = &v->look.theme->sizes;
    const struct {
        const char *name;
        int mdeg;
    } sizes[] = {{tr("Default"), s->default_mdeg},
                 {tr("Larger"), s->larger_mdeg},
                 {tr("Largest"), s->largest_mdeg}};
    flow_heading(f, tr("Text size"));
    for (int i = 0; i < 3; i++)
        choice(f, sizes[i].name, action(ACTION_SIZE, sizes[i].mdeg),
               v->settings.cap_mdeg == sizes[i].mdeg, NULL);
    flow_button(f, ROLE_BUTTON, tr("Smaller"), "minus", action(ACTION_SIZE_STEP, -1), 0);
    flow_button(f, ROLE_BUTTON, tr("Bigger"), "plus", action(ACTION_SIZE_STEP, 1), 0);
    flow_end_row(f, false);
}

static void fill_look(struct flow *f, const struct visit *v)
{
    const struct theme *theme = v->look.theme;
    fill_sizes(f, v);
    flow_heading(f, tr("Colours"));
    for (int i = 0; i < theme->scheme_count; i++)
        choice(f, tr(theme->schemes[i].label), action(ACTION_SCHEME, i),
               v->settings.scheme == i && !v->settings.has_own, &theme->schemes[i]);
    choice(f, tr("My own"), action(ACTION_OWN, 0), v->settings.has_own, &v->own);
    flow_end_row(f, false);
    flow_heading(f, tr("Pictures"));
    choice(f, tr("Show"), action(ACTION_PICTURES, 1), !v->settings.text_only, NULL);
    choice(f, tr("Text only"), action(ACTION_PICTURES, 0), v->settings.text_only, NULL);
    flow_button(f, ROLE_BUTTON, tr("Put everything back"), NULL, action(ACTION_RESET, 0), 0);
    flow_end_row(f, true);
    flow_text(f, tr("Every child has a right to learn."), v->look.metrics.body_cap_px, false);
}

static void fill_choices(struct flow *f, const char *heading, const char *const *names,
                         enum action_kind kind, int count, int chosen)
{
    flow_heading(f, heading);
    for (int i = 0; i < count; i++)
        choice(f, names[i], action(kind, i), i == chosen, NULL);
    flow_end_row(f, false);
}

/* Ready-made choices, each with its sign: one touch changes several things at once. */
static void fill_ready(struct flow *f, const struct visit *v)
{
    const struct {
        const char *name, *icon;
    } ready[] = {
        {tr("Bigger and bolder"), "larger"},
        {tr("Easier on the eyes"), "colours"},
        {tr("Dyslexia"), "text"},
        {tr("Just listen"), "listen"},
        {tr("One switch"), "touch"},
        {tr("Reach"), "reach"},
    };
    const struct metrics *m = &v->look.metrics;
    int ring = m->ring_px + m->ring_gap_px, gap = m->gap_px > ring ? m->gap_px : ring;
    for (int i = 0; i < (int)(sizeof ready / sizeof *ready); i++)
        flow_button(f, ROLE_BUTTON, ready[i].name, ready[i].icon, action(ACTION_READY, i),
                    (f->area.w - 2 * gap) / 3);
    flow_end_row(f, false);
}

/* The column for headings that stand beside their buttons; 0 where that would leave too little for these. */
static int side_column(const struct flow *f, const struct visit *v)
{
    const char *const headings[] = {tr("Text size"), tr("Colours"), tr("Pictures")};
    int widest = 0;
    for (int i = 0; i < 3; i++) {
        int w = look_width(&v->look, headings[i], v->look.metrics.bar_cap_px, true);
        widest = w > widest ? w : widest;
    }
    widest += v->look.metrics.unit_px + v->look.metrics.gap_px;
    return widest * 5 <= f->area.w ? widest : 0;
}

/* Each language by its own name, so that it is found by those who read only that one. */
static void fill_language(struct flow *f, const struct visit *v)
{
    const char *names[MESSAGES_LANGS_MOST];
    if (v->lang_count < 2)
        return;
    for (int i = 0; i < v->lang_count; i++)
        names[i] = v->langs[i].name;
    fill_choices(f, tr("Language"), names, ACTION_LANG, v->lang_count, v->settings.lang);
}

static void fill_words(struct flow *f, const struct visit *v)
{
    const struct visit_settings *s = &v->settings;
    const char *const fonts[] = {"Andika", "OpenDyslexic", "Noto Sans", "Noto Serif"};
    const char *const lines[] = {tr("Usual lines"), tr("Wider lines"), tr("Widest lines")};
    const char *const letters[] = {tr("Usual letters"), tr("Wider letters"), tr("Widest letters")};
    const char *const words[] = {tr("Usual words"), tr("Wider words"), tr("Widest words")};
    const char *const paragraphs[] = {tr("Usual paragraphs"), tr("Wider paragraphs"),
                                      tr("Widest paragraphs")};
    const char *const focus[] = {tr("All lines"), tr("One sentence"), tr("One line"),
                                 tr("A ruler")};
    const char *const light[] = {tr("Stays plain"), tr("Lights up")};
    flow_break(f);
    fill_language(f, v);
    fill_choices(f, tr("Letters"), fonts, ACTION_FONT, 4, s->family);
    fill_choices(f, tr("Between lines"), lines, ACTION_LINES, 3, s->line_spacing);
    fill_choices(f, tr("Between letters"), letters, ACTION_LETTERS, 3, s->letter_spacing);
    fill_choices(f, tr("Between words"), words, ACTION_WORDS, 3, s->word_spacing);
    fill_choices(f, tr("Between paragraphs"), paragraphs, ACTION_PARAGRAPHS, 3,
                 s->paragraph_spacing);
    fill_choices(f, tr("Keep my line"), focus, ACTION_LINE_FOCUS, 4, (int)s->line_focus);
    fill_choices(f, tr("The word I read"), light, ACTION_LIGHT, 2, !s->unlit);
}

static void fill_speed(struct flow *f, const struct visit *v)
{
    char words[64];
    snprintf(words, sizeof words, tr("Speed: %d words a minute"), v->settings.words_per_minute);
    flow_heading(f, words);
    flow_button(f, ROLE_BUTTON, tr("Slower"), "minus", action(ACTION_SPEED, -1), 0);
    flow_button(f, ROLE_BUTTON, tr("Faster"), "plus", action(ACTION_SPEED, 1), 0);
    flow_button(f, ROLE_BUTTON, tr("Lower voice"), "minus", action(ACTION_PITCH, -1), 0);
    flow_button(f, ROLE_BUTTON, tr("Higher voice"), "plus", action(ACTION_PITCH, 1), 0);
    flow_end_row(f, false);
}

static void fill_voice(struct flow *f, const struct visit *v)
{
    const struct visit_settings *s = &v->settings;
    const char *const pauses[] = {tr("Short pauses"), tr("Usual pauses"), tr("Long pauses")};
    const char *const stops[] = {tr("Read on"), tr("Stop at each sentence"),
                                 tr("Stop at each paragraph"), tr("Stop at each heading")};
    const char *const signs[] = {tr("Say no signs"), tr("Say some signs"), tr("Say all signs")};
    const char *const kinds[] = {tr("Only the words"), tr("Say headings and lists"),
                                 tr("Say everything")};
    const char *const notes[] = {tr("Read notes"), tr("Leave notes out")};
    const char *names[VOICE_CHOICES_MOST];
    for (size_t i = 0; i < v->voice_count; i++)
        names[i] = v->voices[i].name;
    flow_break(f);
    if (v->voice_count)
        fill_choices(f, tr("Voice"), names, ACTION_VOICE, (int)v->voice_count, s->voice);
    fill_speed(f, v);
    fill_choices(f, tr("Pauses"), pauses, ACTION_PAUSES, 3, s->pauses);
    fill_choices(f, tr("When I read"), stops, ACTION_STOP_AFTER, 4, (int)s->stop_after);
    fill_choices(f, tr("Signs"), signs, ACTION_SIGNS, 3, (int)s->signs);
    fill_choices(f, tr("Besides the words"), kinds, ACTION_STRUCTURE, 3, (int)s->structure);
    fill_choices(f, tr("Notes"), notes, ACTION_NOTES, 2, s->notes_left_out);
}

static void fill_times(struct flow *f, const char *heading, const char *const *names,
                       enum action_kind kind, const int *ms, int count, int chosen)
{
    flow_heading(f, heading);
    for (int i = 0; i < count; i++)
        choice(f, names[i], action(kind, ms[i]), ms[i] == chosen, NULL);
    flow_end_row(f, false);
}

static void fill_switches(struct flow *f, const struct visit *v)
{
    const struct visit_hands *h = &v->settings.hands;
    const char *const modes[] = {tr("No switch"), tr("One switch chooses"), tr("Two switches")};
    const char *const voices[] = {tr("Show the ring only"), tr("Say it too")};
    char words[64];
    fill_choices(f, tr("Switches"), modes, ACTION_SCAN, 3, (int)h->scan);
    snprintf(words, sizeof words, tr("The ring moves every %d.%d seconds"), h->scan_ms / 1000,
             h->scan_ms / 100 % 10);
    flow_heading(f, words);
    flow_button(f, ROLE_BUTTON, tr("Slower ring"), "minus", action(ACTION_SCAN_SPEED, -1), 0);
    flow_button(f, ROLE_BUTTON, tr("Faster ring"), "plus", action(ACTION_SCAN_SPEED, 1), 0);
    flow_end_row(f, false);
    fill_choices(f, tr("What has the ring"), voices, ACTION_SCAN_VOICE, 2, !h->scan_silent);
}

/* Touch, keys, guidance and switches. */
static void fill_hands(struct flow *f, const struct visit *v)
{
    const struct visit_hands *h = &v->settings.hands;
    const char *const talk[] = {tr("Everything"), tr("Names only"), tr("Nothing")};
    const char *const holds[] = {tr("Any touch counts"), tr("Half a second"), tr("One second")};
    const char *const guards[] = {tr("All count"), tr("Not within half a second"),
                                  tr("Not within one second"), tr("Not within two seconds")};
    const char *const taps[] = {tr("Quick taps"), tr("Slow taps"), tr("Slowest taps")};
    const char *const keys[] = {tr("Held keys act once"), tr("Each half second"), tr("Each second"),
                                tr("Every two seconds")};
    const int hold_ms[] = {0, 500, 1000}, guard_ms[] = {0, 500, 1000, 2000},
              tap_ms[] = {500, 1000, 2000}, key_ms[] = {0, 500, 1000, 2000};
    flow_break(f);
    fill_times(f, tr("How long a touch must last"), holds, ACTION_HOLD, hold_ms, 3, h->hold_ms);
    fill_times(f, tr("Second touches and presses"), guards, ACTION_GUARD, guard_ms, 4, h->guard_ms);
    fill_times(f, tr("A key that is held"), keys, ACTION_KEY_REPEAT, key_ms, 4, h->key_repeat_ms);
    fill_choices(f, tr("Guidance says"), talk, ACTION_TALK, 3, (int)v->settings.talk);
    fill_times(f, tr("Two taps with guidance"), taps, ACTION_TAP_TIME, tap_ms, 3, h->tap_ms);
    fill_switches(f, v);
}

static void fill(struct flow *f, const struct visit *v)
{
    fill_ready(f, v);
    f->side_px = side_column(f, v);
    fill_look(f, v);
    f->side_px = 0;
    fill_words(f, v);
    fill_voice(f, v);
    fill_hands(f, v);
}

struct screen_pages easier_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "easier", tr("Make it easier"), fill);
}
