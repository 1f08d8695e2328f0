#include "kiosk.h"

#include "app/session_parts.h"
#include "base/log.h"
#include "base/mem.h"
#include "library/first_look.h"
#include "speech/audio.h"
#include "ui/messages.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { STEP_MS = 10, STEP_SILENT_MS = 100, PULL_MOST = 4096, CACHE_MS = 1000 };

const struct display profiles[PROFILES] = {
    {800, 480, 154, 86, 400},
    {1280, 800, 217, 136, 500},
    {1920, 1080, 344, 194, 600},
    {1080, 1920, 268, 476, 700},
};

void kiosk_config(struct kiosk *k, const char *library, const struct display *d)
{
    *k = (struct kiosk){0};
    config_default(&k->config);
    messages_lang(k->config.lang); /* that of the trial */
    snprintf(k->config.library, sizeof k->config.library, "%s", library);
    snprintf(k->config.pin, sizeof k->config.pin, "246810");
    snprintf(k->config.links[0].name, sizeof k->config.links[0].name, "Take part");
    snprintf(k->config.links[0].uri, sizeof k->config.links[0].uri,
             "https://www.example.org/take-part");
    k->config.link_count = 1;
    k->config.display = (struct config_display){.is_set = true,
                                                .width_px = d->width_px,
                                                .height_px = d->height_px,
                                                .width_mm = d->width_mm,
                                                .height_mm = d->height_mm,
                                                .viewing_mm = d->viewing_mm};
}

static void wake(void *data)
{
    struct kiosk *k = data;
    atomic_store(&k->woken, true);
}

/* The time of day stands still, so that what shows it is the same each time. In 2030. */
static const int64_t a_day_s = 1900000000;

void kiosk_start(struct kiosk *k)
{
    k->clock = clock_fake();
    enum err err = session_new(&k->config, &k->clock, wake, k, &k->session);
    if (err != ERR_OK) {
        log_error("the kiosk can't be started: %s", err_name(err));
        exit(EXIT_FAILURE);
    }
    k->session->pretend_now_s = a_day_s;
    k->canvas = canvas_new(k->config.display.width_px, k->config.display.height_px);
    k->painter = painter_new();
    session_build(k->session);
    session_start_sound(k->session, AUDIO_SCRIPT);
    narrator_keep_events(k->session->narrator, true);
    session_tick(k->session); /* what is not shown yet can't be meant */
}

void kiosk_stop(struct kiosk *k)
{
    session_free(k->session);
    painter_free(k->painter);
    canvas_free(k->canvas);
    for (size_t i = 0; i < k->said_count; i++)
        free(k->said[i].text);
    free(k->said);
    free(k->words);
    free(k->word_ms);
    free(k->pcm);
    *k = (struct kiosk){0};
}

uint64_t kiosk_now(const struct kiosk *k)
{
    return clock_ms(&k->clock);
}

/* The last one that still sounds of the interface's or the document's speech. */
static struct said *sounding(struct kiosk *k, bool is_interface)
{
    for (size_t i = k->said_count; i-- > 0;) {
        if (!k->said[i].to_ms && k->said[i].is_interface == is_interface)
            return &k->said[i];
    }
    return NULL;
}

static void keep_start(struct kiosk *k, const struct narrator_event *e, uint64_t ms)
{
    if (k->is_deaf)
        return;
    MEM_ROOM(k->said, k->said_count, k->said_cap);
    struct said *said = &k->said[k->said_count++];
    *said = (struct said){.from_ms = ms,
                          .is_interface = e->interface,
                          .is_announcement = e->is_announcement,
                          .word = e->word,
                          .text = mem_copy_string(e->text ? e->text : "")};
    snprintf(said->lang, sizeof said->lang, "%s", e->lang);
    snprintf(said->route, sizeof said->route, "%s", audio_route(k->session->audio));
}

static void keep_events(struct kiosk *k, uint64_t spoken_before, uint64_t pulled_before)
{
    struct narrator_event e;
    while (narrator_next_event(k->session->narrator, &e)) {
        uint64_t at = e.sample > spoken_before ? e.sample - spoken_before : 0;
        uint64_t ms = ((pulled_before + at) * 1000 + VOICE_RATE_HZ - 1) / VOICE_RATE_HZ;
        if (e.kind == NARRATOR_EVENT_START) {
            keep_start(k, &e, ms);
        } else if (e.kind == NARRATOR_EVENT_STOP) {
            struct said *said = sounding(k, e.interface);
            if (said)
                said->to_ms = ms ? ms : 1;
        } else if (e.kind == NARRATOR_EVENT_WORD) {
            MEM_ROOM(k->words, k->word_count, k->word_cap);
            MEM_ROOM(k->word_ms, k->word_count, k->word_ms_cap);
            k->words[k->word_count] = e.word;
            k->word_ms[k->word_count++] = ms;
        }
    }
}

static void pull(struct kiosk *k)
{
    uint64_t due = clock_us(&k->clock) * VOICE_RATE_HZ / 1000000u;
    while (k->pulled < due) {
        int16_t samples[PULL_MOST];
        size_t count = due - k->pulled < PULL_MOST ? (size_t)(due - k->pulled) : PULL_MOST;
        narrator_wait_made(k->session->narrator, count);
        uint64_t spoken = k->spoken, pulled = k->pulled;
        k->spoken += audio_pull(k->session->audio, samples, count);
        k->pulled += count;
        if (k->pcm_count + count > k->pcm_cap) {
            k->pcm_cap = (k->pcm_cap + count) * 2;
            k->pcm = mem_resize(k->pcm, k->pcm_cap, sizeof *k->pcm);
        }
        memcpy(k->pcm + k->pcm_count, samples, count * sizeof *samples);
        k->pcm_count += count;
        keep_events(k, spoken, pulled);
    }
}

bool kiosk_sounds(const struct kiosk *k)
{
    const struct session *s = k->session;
    return narrator_is_talking(s->narrator) || narrator_state(s->narrator) == NARRATOR_READING;
}

void kiosk_pass(struct kiosk *k, uint64_t ms)
{
    clock_advance_us(&k->clock, ms * 1000);
    pull(k);
}

static void step(struct kiosk *k, uint64_t ms)
{
    kiosk_pass(k, ms);
    session_tick(k->session);
}

void kiosk_wait(struct kiosk *k, uint64_t ms)
{
    for (uint64_t end = kiosk_now(k) + ms; kiosk_now(k) < end;) {
        uint64_t left = end - kiosk_now(k), at_once = kiosk_sounds(k) ? STEP_MS : STEP_SILENT_MS;
        step(k, left < at_once ? left : at_once);
    }
}

void kiosk_wait_quiet(struct kiosk *k, uint64_t most_ms)
{
    uint64_t end = kiosk_now(k) + most_ms;
    do
        step(k, STEP_MS);
    while (kiosk_sounds(k) && kiosk_now(k) < end);
    step(k, STEP_MS);
}

struct widget_list *kiosk_list(struct kiosk *k)
{
    session_build(k->session);
    return &k->session->list;
}

struct canvas *kiosk_frame(struct kiosk *k)
{
    struct session *s = k->session;
    struct rect damage[PAINTER_DAMAGE_MOST];
    session_build(s);
    s->look_changed = false;
    painter_forget(k->painter);
    painter_paint(k->painter, k->canvas, &s->visit.look, &s->list, s->focus, session_shows_focus(s),
                  damage);
    return k->canvas;
}

void kiosk_press(struct kiosk *k, enum input_key key, bool down)
{
    session_input(k->session, &(struct input){.kind = down ? INPUT_KEY : INPUT_KEY_UP, .key = key});
}

void kiosk_key(struct kiosk *k, enum input_key key)
{
    kiosk_press(k, key, true);
    kiosk_press(k, key, false);
    session_tick(k->session);
    session_build(k->session);
}

void kiosk_touch(struct kiosk *k, enum input_kind kind, int x, int y)
{
    session_input(k->session, &(struct input){.kind = kind, .x = x, .y = y, .finger = 1});
    session_tick(k->session);
    session_build(k->session);
}

void kiosk_tap(struct kiosk *k, const struct widget *w)
{
    int x = w->rect.x + w->rect.w / 2, y = w->rect.y + w->rect.h / 2;
    kiosk_touch(k, INPUT_TOUCH, x, y);
    kiosk_touch(k, INPUT_LIFT, x, y);
}

void kiosk_act(struct kiosk *k, enum action_kind kind, int64_t argument)
{
    session_act(k->session, action(kind, argument));
    first_look_free(k->session->look); /* what a first look finds would come in its own time */
    k->session->look = NULL;
    session_tick(k->session);
    session_build(k->session);
}

void kiosk_size(struct kiosk *k, int mdeg)
{
    kiosk_act(k, ACTION_SIZE, mdeg);
}

void kiosk_scheme(struct kiosk *k, int scheme)
{
    kiosk_act(k, ACTION_SCHEME, scheme);
}

void kiosk_guide(struct kiosk *k)
{
    k->session->visit.guided = true;
    k->session->hands.keyed = true;
}

enum screen_id kiosk_screen(const struct kiosk *k)
{
    return visit_screen(&k->session->visit);
}

bool kiosk_has_settings(const struct kiosk *k, const struct visit_settings *was)
{
    const void *then = was, *now = &k->session->visit.settings; /* all bytes of both */
    return memcmp(then, now, sizeof *was) == 0;
}

bool kiosk_open(struct kiosk *k, const char *title)
{
    const struct visit *v = &k->session->visit;
    for (int i = 0; i < v->section_count; i++) {
        kiosk_act(k, ACTION_HOME, 0);
        kiosk_act(k, ACTION_SECTION, i);
        for (size_t d = 0; d < v->shelf.count; d++) {
            if (strncasecmp(v->shelf.items[d].title, title, strlen(title)) == 0) {
                kiosk_act(k, ACTION_DOCUMENT, (int64_t)d);
                if (screen_is_reading(kiosk_screen(k)) && kiosk_screen(k) != SCREEN_READER)
                    kiosk_act(k, ACTION_VIEW, SCREEN_READER);
                session_tick(k->session);
                return kiosk_screen(k) == SCREEN_READER;
            }
        }
    }
    return false;
}

void kiosk_page(struct kiosk *k, int page)
{
    struct session *s = k->session;
    s->visit.pages[s->visit.depth] = page;
    s->stale = true;
    s->focus = -1;
    session_build(s);
}

const struct said *kiosk_heard(const struct kiosk *k, const char *text, uint64_t since_ms)
{
    for (size_t i = 0; i < k->said_count; i++) {
        if (k->said[i].from_ms >= since_ms && strcasestr(k->said[i].text, text))
            return &k->said[i];
    }
    return NULL;
}

void kiosk_heard_all(const struct kiosk *k, uint64_t since_ms, struct str *out)
{
    for (size_t i = 0; i < k->said_count; i++) {
        if (k->said[i].from_ms < since_ms || !k->said[i].is_interface)
            continue;
        str_add(out, k->said[i].text);
        str_add_char(out, ' ');
    }
}

static size_t sample_at(const struct kiosk *k, uint64_t ms)
{
    size_t at = (size_t)(ms * VOICE_RATE_HZ / 1000);
    return at < k->pcm_count ? at : k->pcm_count;
}

int kiosk_peak(const struct kiosk *k, uint64_t from_ms, uint64_t to_ms)
{
    int most = 0;
    for (size_t i = sample_at(k, from_ms); i < sample_at(k, to_ms); i++)
        most = abs(k->pcm[i]) > most ? abs(k->pcm[i]) : most;
    return most;
}

double kiosk_power_db(const struct kiosk *k, uint64_t from_ms, uint64_t to_ms)
{
    double sum = 0;
    size_t from = sample_at(k, from_ms), to = sample_at(k, to_ms);
    for (size_t i = from; i < to; i++)
        sum += (double)k->pcm[i] * k->pcm[i];
    return sum > 0 ? 10 * log10(sum / (double)(to - from) / (32768.0 * 32768.0)) : -200;
}
