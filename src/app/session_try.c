/* session_try: staff try the screen and the sound. */
#include "app/session_parts.h"
#include "screen/try.h"
#include "speech/audio.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

void try_begin(struct session *s)
{
    s->visit.kiosk.trying =
        (struct visit_try){.headset = s->audio && strcmp(audio_route(s->audio), "headset") == 0};
}

static void show(struct session *s, enum try_face face)
{
    s->visit.kiosk.trying.face = face;
    s->visit.pages[s->visit.depth] = 0;
    s->stale = true;
    if (face != TRY_COLOUR && session_speaks(s))
        session_say_screen(s);
}

static void show_colour(struct session *s, int colour)
{
    char words[96];
    if (colour >= TRY_COLOUR_COUNT) {
        show(s, TRY_CHOICE);
        return;
    }
    s->visit.kiosk.trying.colour = colour;
    show(s, TRY_COLOUR);
    snprintf(words, sizeof words, tr("%s: go on"), try_colour_name(colour));
    session_say(s, words);
}

/* The side is for as long as something sounds: see try_tick. */
static void sound(struct session *s, enum audio_sides sides, const char *words)
{
    if (!s->narrator)
        return;
    audio_set_sides(s->audio, sides);
    s->one_side = sides != AUDIO_BOTH;
    session_say(s, words); /* as all that is said is kept, for scripts and Repeat */
    narrator_sound_tone(s->narrator, words, settings_lang(s));
}

void try_tick(struct session *s)
{
    struct visit_try *t = &s->visit.kiosk.trying;
    bool here = visit_screen(&s->visit) == SCREEN_TRY;
    if (s->one_side && (!here || !s->narrator || !narrator_is_talking(s->narrator))) {
        s->one_side = false;
        audio_set_sides(s->audio, AUDIO_BOTH);
    }
    if (!here || !s->audio)
        return;
    bool headset = strcmp(audio_route(s->audio), "headset") == 0;
    s->stale |= headset != t->headset;
    t->headset = headset;
}

static void try_one(struct session *s, enum try_what what)
{
    switch (what) {
    case TRY_COLOURS:
        show_colour(s, 0);
        break;
    case TRY_NEXT:
        show_colour(s, s->visit.kiosk.trying.colour + 1);
        break;
    case TRY_STOP:
        show(s, TRY_CHOICE);
        break;
    case TRY_SIZES:
        show(s, TRY_TEXT);
        break;
    case TRY_LEFT:
        sound(s, AUDIO_LEFT, tr("Left"));
        break;
    case TRY_RIGHT:
        sound(s, AUDIO_RIGHT, tr("Right"));
        break;
    case TRY_BOTH:
        sound(s, AUDIO_BOTH, tr("Both sides"));
        break;
    case TRY_SAY:
        session_tell(s, tr("Every child has a right to learn."));
        break;
    }
}

bool try_act(struct session *s, struct action act)
{
    bool in_face =
        visit_screen(&s->visit) == SCREEN_TRY && s->visit.kiosk.trying.face != TRY_CHOICE;
    bool in_colour = in_face && s->visit.kiosk.trying.face == TRY_COLOUR;
    if (act.kind == ACTION_TRY)
        try_one(s, (enum try_what)act.argument);
    else if (in_colour && act.kind == ACTION_NEXT)
        try_one(s, TRY_NEXT);
    else if (in_face && act.kind == ACTION_BACK)
        try_one(s, TRY_STOP);
    else
        return false;
    return true;
}
