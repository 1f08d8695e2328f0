#include "app/session_sound.h"
#include "app/session_parts.h"
#include "base/log.h"
#include "base/mem.h"
#include "speech/audio.h"
#include "speech/narrator.h"
#include "speech/route.h"
#include "ui/messages.h"

#include <stdlib.h>
#include <string.h>

struct session_sound {
    struct routes *routes; /* NULL: headsets can't be watched for */
    struct route_state now;
};

static void choose_output(struct session *s)
{
    const struct route_state *now = &s->sound->now;
    const char *headset = *now->device ? now->device : s->config->headset;
    if (now->headset_is_in)
        audio_set_output(s->audio, AUDIO_HEADSET, headset);
    else
        audio_set_output(s->audio, AUDIO_SPEAKER, s->config->speaker);
    reading_apply_settings(s); /* wakes the speech thread, which opens devices */
}

void session_sound_start(struct session *s, bool is_script)
{
    struct route_places places = is_script ? (struct route_places){0} : route_places_usual();
    places.speaker = s->config->speaker;
    places.headset = s->config->headset;
    s->sound = mem_new(1, sizeof *s->sound);
    if (routes_new(&places, s->wake, s->wake_data, &s->sound->routes) != ERR_OK)
        log_error("Headsets can't be noticed. Speech comes from the speaker.");
    choose_output(s);
}

void session_sound_stop(struct session *s)
{
    if (s->sound)
        routes_free(s->sound->routes);
    free(s->sound);
    s->sound = NULL;
}

/* A65: speech begins without sight, in the headset, from whatever screen there is. What was being read goes on behind it. */
static void headset_in(struct session *s)
{
    s->visit.guided =
        !s->hands.refused; /* who has turned guidance off in this visit hears only where they are */
    if (s->warned_ms)
        session_act(s, action(ACTION_STAY, 0));
    else if (visit_screen(&s->visit) == SCREEN_ATTRACT)
        session_act(s, action(ACTION_START, 0));
    else
        session_say_screen(s);
}

/* A68: nothing of it is heard in the room. Guidance stays as it was, and speaks again at the next touch or key. */
static void headset_out(struct session *s)
{
    if (!s->narrator)
        return;
    narrator_pause(s->narrator);
    narrator_hush(s->narrator);
}

/* Before anything else is said: what only one person may hear must not be said to the room. */
static void note_who_hears(struct session *s, bool is_new)
{
    struct visit *v = &s->visit;
    v->heard = !s->sound->now.headset_is_in ? HEARD_IN_ROOM : is_new ? HEARD_ALONE : HEARD_PERHAPS;
    s->stale = true;
    if (visit_screen(v) == SCREEN_PIN)
        session_build(s);
}

static void watch_headset(struct session *s)
{
    struct session_sound *sound = s->sound;
    struct route_state was = sound->now;
    routes_now(sound->routes, &sound->now);
    if (sound->now.sound_changes != was.sound_changes)
        audio_retry(s->audio);
    bool moved = sound->now.headset_is_in != was.headset_is_in;
    if (moved)
        note_who_hears(s, was.is_known);
    bool changed = moved || strcmp(sound->now.device, was.device) != 0;
    if (moved && !sound->now.headset_is_in)
        headset_out(s); /* before the speaker is heard */
    if (changed || sound->now.sound_changes != was.sound_changes)
        choose_output(s);
    if (!moved || !was.is_known) /* one that was in before us starts nothing */
        return;
    s->last_input_ms = clock_ms(s->clock);
    s->stale = true;
    if (sound->now.headset_is_in)
        headset_in(s);
}

/* Lost sound shows where a screen's place stands; once it is back, whoever is listening is told. */
static void watch_device(struct session *s)
{
    struct visit *v = &s->visit;
    if (v->sound_is_lost == audio_is_lost(s->audio))
        return;
    v->sound_is_lost = !v->sound_is_lost;
    s->stale = true;
    bool listens =
        narrator_state(s->narrator) == NARRATOR_READING || narrator_is_talking(s->narrator);
    if (!v->sound_is_lost && listens)
        session_tell(s, tr("The sound is back."));
}

void session_sound_tick(struct session *s)
{
    if (!s->sound || !s->narrator)
        return;
    if (s->sound->routes)
        watch_headset(s);
    watch_device(s);
}

void session_sound_plug(struct session *s, bool headset_is_in)
{
    if (s->sound && s->sound->routes)
        routes_pretend(s->sound->routes, headset_is_in);
}
