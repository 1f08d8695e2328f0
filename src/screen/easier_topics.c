/* easier_topics: the screens that Easier leads to, a few settings each; a sample in words, or a voice to hear, shows each choice at once. */
#include "screen/choice.h"
#include "screen/flow_screen.h"
#include "ui/messages.h"

#include <stdio.h>

#define COUNT_OF(array) ((int)(sizeof(array) / sizeof(array)[0]))

/* A value that goes up and down by steps. */
static void fill_steps(struct flow *f, const char *heading, enum action_kind less,
                       enum action_kind more, const char *less_name, const char *more_name)
{
    flow_heading(f, heading);
    flow_button(f, ROLE_BUTTON, less_name, "minus", action(less, -1), 0);
    flow_button(f, ROLE_BUTTON, more_name, "plus", action(more, 1), 0);
    flow_end_row(f, false);
}

static void fill_faces(struct flow *f, const struct visit *v)
{
    const char *const names[] = {"Andika", "OpenDyslexic", "Noto Sans", "Noto Serif"};
    flow_heading(f, tr("Letters"));
    for (int i = 0; i < COUNT_OF(names); i++) {
        f->face = i + 1;
        choice_add(f, names[i], action(ACTION_FONT, i), i == v->settings.family, NULL);
    }
    f->face = 0;
    flow_end_row(f, false);
}

static void fill_words(struct flow *f, const struct visit *v)
{
    const struct visit_settings *s = &v->settings;
    const char *const lines[] = {tr("Closer lines"), tr("Usual lines"), tr("Wider lines"),
                                 tr("Widest lines")};
    const char *const letters[] = {tr("Usual letters"), tr("Wider letters"), tr("Widest letters")};
    const char *const words[] = {tr("Usual words"), tr("Wider words"), tr("Widest words")};
    const char *const paragraphs[] = {tr("Usual paragraphs"), tr("Wider paragraphs"),
                                      tr("Widest paragraphs")};
    const char *const lengths[] = {tr("Usual length"), tr("Shorter lines"), tr("Shortest lines")};
    const int steps[] = {-1, 0, 1, 2};
    const char *const headings[] = {
        tr("Letters"),       tr("Between lines"),      tr("Between letters"),
        tr("Between words"), tr("Between paragraphs"), tr("Length of lines")};
    if (f->area.w > f->area.h) /* beside the buttons, where the glass is wide */
        f->side_px = choice_side_column(f, headings, COUNT_OF(headings), 3);
    fill_faces(f, v);
    choice_add_row(f, tr("Between lines"), ACTION_LINES, lines, steps, 4, s->line_spacing);
    choice_add_row(f, tr("Between letters"), ACTION_LETTERS, letters, NULL, 3, s->letter_spacing);
    choice_add_row(f, tr("Between words"), ACTION_WORDS, words, NULL, 3, s->word_spacing);
    choice_add_row(f, tr("Between paragraphs"), ACTION_PARAGRAPHS, paragraphs, NULL, 3,
                   s->paragraph_spacing);
    choice_add_row(f, tr("Length of lines"), ACTION_LINE_LENGTH, lengths, NULL, 3, s->line_length);
}

struct screen_pages words_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build_under_sample(v, list, "words", tr("Letters and spaces"), false,
                                          fill_words);
}

static void fill_line(struct flow *f, const struct visit *v)
{
    const char *const focus[] = {tr("All lines"), tr("One sentence"), tr("One line"),
                                 tr("A ruler")};
    const char *const light[] = {tr("Stays plain"), tr("Lights up")};
    choice_add_row(f, tr("Keep my line"), ACTION_LINE_FOCUS, focus, NULL, 4,
                   (int)v->settings.line_focus);
    choice_add_row(f, tr("The word I read"), ACTION_LIGHT, light, NULL, 2, !v->settings.unlit);
}

struct screen_pages line_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build_under_sample(v, list, "line", tr("My line"), true, fill_line);
}

bool screen_has_sample(enum screen_id id)
{
    return id == SCREEN_WORDS || id == SCREEN_LINE;
}

/* The column for headings beside pairs of buttons: no wider than leaves each pair on one row; then the headings have two lines. 0: it
 * would be too narrow even for these. */
static int column_beside_pairs(const struct flow *f, const char *const *headings,
                               const char *const (*pairs)[2], int count)
{
    int column = choice_side_column(f, headings, count, 2), widest = 0;
    for (int i = 0; i < count; i++) {
        int pair = flow_button_width(f, ROLE_BUTTON, pairs[i][0], true) + flow_gap(f) +
                   flow_button_width(f, ROLE_BUTTON, pairs[i][1], true);
        widest = pair > widest ? pair : widest;
    }
    int room = f->area.w - widest;
    if (column <= room)
        return column;
    return room >= column * 2 / 3 ? room : 0;
}

static void fill_loudness_and_speed(struct flow *f, const struct visit *v)
{
    char volume[64], speed[64], pitch[64];
    snprintf(volume, sizeof volume, tr("Volume %d of %d"), visit_volume(v), VISIT_VOLUME_STEPS);
    snprintf(speed, sizeof speed, tr("Speed: %d words a minute"), v->settings.words_per_minute);
    snprintf(pitch, sizeof pitch, tr("High or low: %d of 100"), v->settings.pitch);
    const char *const headings[] = {volume, speed, pitch};
    const char *const steps[][2] = {{tr("Softer"), tr("Louder")},
                                    {tr("Slower"), tr("Faster")},
                                    {tr("Lower voice"), tr("Higher voice")}};
    flow_button(f, ROLE_BUTTON, tr("Hear it"), "listen", action(ACTION_HEAR, 0), flow_column(f, 3));
    flow_end_row(f, false);
    f->side_px = column_beside_pairs(f, headings, steps, 3);
    fill_steps(f, volume, ACTION_SOFTER, ACTION_LOUDER, steps[0][0], steps[0][1]);
    fill_steps(f, speed, ACTION_SPEED, ACTION_SPEED, steps[1][0], steps[1][1]);
    fill_steps(f, pitch, ACTION_PITCH, ACTION_PITCH, steps[2][0], steps[2][1]);
    f->side_px = 0;
    f->left = f->area.x;
    flow_end_row(f, false);
}

static void fill_voice(struct flow *f, const struct visit *v)
{
    const struct visit_settings *s = &v->settings;
    const char *const pauses[] = {tr("Short pauses"), tr("Usual pauses"), tr("Long pauses")};
    const char *const waits[] = {tr("Short wait"), tr("Usual wait"), tr("Long wait"),
                                 tr("Wait for Next")};
    const char *const stops[] = {tr("Read on"), tr("Stop at each sentence"),
                                 tr("Stop at each paragraph"), tr("Stop at each heading")};
    const char *const signs[] = {tr("Say no signs"), tr("Say some signs"), tr("Say all signs")};
    const char *const kinds[] = {tr("Only the words"), tr("Say headings and lists"),
                                 tr("Say everything")};
    const char *const notes[] = {tr("Read notes"), tr("Leave notes out")};
    const char *names[VOICE_CHOICES_MOST];
    for (size_t i = 0; i < v->voice_count; i++)
        names[i] = v->voices[i].name;
    fill_loudness_and_speed(f, v);
    if (v->voice_count)
        choice_add_row(f, tr("Voice"), ACTION_VOICE, names, NULL, (int)v->voice_count, s->voice);
    choice_add_row(f, tr("Pauses"), ACTION_PAUSES, pauses, NULL, 3, s->pauses);
    choice_add_row(f, tr("Between cards"), ACTION_UNIT_WAIT, waits, NULL, 4, s->unit_wait);
    choice_add_row(f, tr("When I read"), ACTION_STOP_AFTER, stops, NULL, 4, (int)s->stop_after);
    choice_add_row(f, tr("Signs"), ACTION_SIGNS, signs, NULL, 3, (int)s->signs);
    choice_add_row(f, tr("Besides the words"), ACTION_STRUCTURE, kinds, NULL, 3, (int)s->structure);
    choice_add_row(f, tr("Notes"), ACTION_NOTES, notes, NULL, 2, s->notes_left_out);
}

struct screen_pages voice_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "voice", tr("Voice"), fill_voice);
}

static void fill_hands(struct flow *f, const struct visit *v)
{
    const struct visit_hands *h = &v->settings.hands;
    const char *const sizes[] = {tr("Usual buttons"), tr("Larger buttons")};
    const char *const holds[] = {tr("Any touch counts"), tr("Half a second"), tr("One second")};
    const char *const guards[] = {tr("All count"), tr("Not within half a second"),
                                  tr("Not within one second"), tr("Not within two seconds")};
    const char *const taps[] = {tr("Quick taps"), tr("Slow taps"), tr("Slowest taps")};
    const char *const keys[] = {tr("Held keys act once"), tr("Each half second"), tr("Each second"),
                                tr("Every two seconds")};
    const int hold_ms[] = {0, 500, 1000}, guard_ms[] = {0, 500, 1000, 2000},
              tap_ms[] = {500, 1000, 2000}, key_ms[] = {0, 500, 1000, 2000};
    choice_add_row(f, tr("How large buttons are"), ACTION_TARGETS, sizes, NULL, 2,
                   h->large_targets);
    choice_add_row(f, tr("How long a touch must last"), ACTION_HOLD, holds, hold_ms, 3, h->hold_ms);
    choice_add_row(f, tr("Second touches and presses"), ACTION_GUARD, guards, guard_ms, 4,
                   h->guard_ms);
    choice_add_row(f, tr("A key that is held"), ACTION_KEY_REPEAT, keys, key_ms, 4,
                   h->key_repeat_ms);
    choice_add_row(f, tr("Two taps with guidance"), ACTION_TAP_TIME, taps, tap_ms, 3, h->tap_ms);
}

struct screen_pages hands_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "hands", tr("Touch and keys"), fill_hands);
}

static void fill_guidance(struct flow *f, const struct visit *v)
{
    const struct visit_hands *h = &v->settings.hands;
    const char *const guidance[] = {tr("Guidance off"), tr("Guidance on")};
    const char *const curtain[] = {tr("Show the screen"), tr("Hide the screen")};
    const char *const talk[] = {tr("Everything"), tr("Names only"), tr("Nothing")};
    const char *const modes[] = {tr("No switch"), tr("One switch chooses"), tr("Two switches")};
    const char *const voices[] = {tr("Show the ring only"), tr("Say it too")};
    char words[64];
    choice_add_row(f, tr("Guidance"), ACTION_GUIDANCE, guidance, NULL, 2, v->guided);
    choice_add_row(f, tr("Guidance says"), ACTION_TALK, talk, NULL, 3, (int)v->settings.talk);
    if (v->guided)
        choice_add_row(f, tr("The screen"), ACTION_CURTAIN, curtain, NULL, 2, v->curtain);
    choice_add_row(f, tr("Switches"), ACTION_SCAN, modes, NULL, 3, (int)h->scan);
    snprintf(words, sizeof words, tr("The ring moves every %d.%d seconds"), h->scan_ms / 1000,
             h->scan_ms / 100 % 10);
    fill_steps(f, words, ACTION_SCAN_SPEED, ACTION_SCAN_SPEED, tr("Slower ring"),
               tr("Faster ring"));
    choice_add_row(f, tr("What has the ring"), ACTION_SCAN_VOICE, voices, NULL, 2, !h->scan_silent);
}

struct screen_pages guidance_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "guidance", tr("Guidance and switches"), fill_guidance);
}
