#include "speech/audio.h"
#include "base/clock.h"
#include "base/log.h"
#include "base/mem.h"
#include "speech/voice.h"

#include <SDL.h>
#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    CLOSE_AFTER_US = 8000000,
    SERVICE_MS = 500,
    STALL_US = 2000000, /* a device that takes nothing for so long does not sound */
    HISTORY = 8,
    GAIN_ONE = 32768,
    GAIN_STEP = 150 /* a sample: from loudest to silent in 10 ms */
};

/* What the device was given, so that we can say what it plays now. */
struct given {
    uint64_t at_us;
    uint64_t from; /* read before it */
    uint32_t count;
};

struct audio {
    enum audio_kind kind; /* constant */

    SDL_AudioDeviceID device; /* the writer's thread only; 0: closed */
    bool sdl_is_started;      /* the writer's thread only */
    uint64_t opened_us;       /* the writer's thread only */

    pthread_mutex_t devices; /* held while a device is opened or closed; before `lock` */
    pthread_mutex_t lock; /* guards all below; held for a copy of a period at most */
    int16_t ring[AUDIO_RING_SAMPLES];
    uint64_t read, written; /* positions; written - read <= AUDIO_RING_SAMPLES */
    uint64_t fresh_from;    /* what stands here was written when nothing was waiting */
    struct given history[HISTORY];
    unsigned history_next;
    enum audio_output output;
    enum audio_sides sides;
    int channels; /* of the open device: 1, or 2 where one side shall sound */
    char device_name
        [AUDIO_NAME_BYTES]; /* of the output: a part of a device's name; "" the default */
    bool is_open;
    bool is_mute;      /* the open device is on its way out: it gets silence and takes nothing */
    bool is_lost;      /* told, or found */
    bool is_stalled;   /* lost because the open device takes nothing: it is waited for */
    bool wants_device; /* try to open one */
    uint64_t retry_us; /* lost: when to try again */
    uint64_t taken_us; /* when the open device last asked for samples */
    uint64_t busy_us;  /* when samples were last written or read */
    uint64_t null_us;  /* the null clock: consumed up to then */
    int32_t gain, gain_wanted; /* of GAIN_ONE */
};

struct audio *audio_new(enum audio_kind kind)
{
    struct audio *audio = mem_new(1, sizeof *audio);
    audio->kind = kind;
    audio->gain = audio->gain_wanted = GAIN_ONE;
    audio->wants_device = kind == AUDIO_DEVICE;
    audio->is_lost = kind == AUDIO_NULL;
    audio->null_us = clock_monotonic_us();
    pthread_mutex_init(&audio->devices, NULL);
    pthread_mutex_init(&audio->lock, NULL);
    return audio;
}

void audio_free(struct audio *audio)
{
    if (!audio)
        return;
    audio_close(audio);
    pthread_mutex_destroy(&audio->lock);
    pthread_mutex_destroy(&audio->devices);
    free(audio);
}

/* An observer of a struct audio still has to take its lock. */
static struct audio *lock(const struct audio *audio)
{
    struct audio *a = (struct audio *)(uintptr_t)audio;
    pthread_mutex_lock(&a->lock);
    return a;
}

static void unlock(struct audio *audio)
{
    pthread_mutex_unlock(&audio->lock);
}

/* Locked. Takes up to `count` samples; out NULL: they are only counted. */
static size_t take(struct audio *audio, int16_t *out, size_t count)
{
    uint64_t waiting = audio->written - audio->read;
    if (count > waiting)
        count = (size_t)waiting;
    for (size_t i = 0; out && i < count; i++) {
        int32_t off = audio->gain_wanted - audio->gain;
        audio->gain += off > GAIN_STEP ? GAIN_STEP : off < -GAIN_STEP ? -GAIN_STEP : off;
        int32_t sample = audio->ring[(audio->read + i) % AUDIO_RING_SAMPLES];
        out[i] = (int16_t)(sample * audio->gain / GAIN_ONE);
    }
    audio->read += count;
    return count;
}

/* Locked. What the device was given is no longer what counts. */
static void forget_history(struct audio *audio)
{
    memset(audio->history, 0, sizeof audio->history);
    audio->null_us = clock_monotonic_us();
}

/* Locked. */
static void find_stall(struct audio *audio, uint64_t now)
{
    bool takes = now < audio->taken_us + STALL_US;
    if (takes || !audio->is_open || audio->is_lost || audio->written == audio->read)
        return;
    audio->is_lost = audio->is_stalled = true;
    forget_history(audio);
}

/* Locked. Nobody hears: what would have sounded by now is consumed. */
static void run_null_clock(struct audio *audio)
{
    uint64_t now = clock_monotonic_us();
    find_stall(audio, now);
    if (audio->kind == AUDIO_SCRIPT || (audio->is_open && !audio->is_lost))
        return;
    uint64_t samples = (now - audio->null_us) * VOICE_RATE_HZ / 1000000u;
    if (!audio->is_lost || audio->written == audio->read) {
        audio->null_us = now; /* a device is about to be opened, or there is nothing */
        return;
    }
    audio->null_us += samples * 1000000u / VOICE_RATE_HZ;
    if (take(audio, NULL, (size_t)samples) < samples)
        audio->null_us = now;
    audio->busy_us = now;
}

/* Samples of one channel, at the beginning of `out`, become pairs of which one side is silent. */
static void part_sides(int16_t *out, size_t count, enum audio_sides sides)
{
    for (size_t i = count; i-- > 0;) {
        int16_t sample = out[i];
        out[2 * i] = sides == AUDIO_RIGHT ? 0 : sample;
        out[2 * i + 1] = sides == AUDIO_LEFT ? 0 : sample;
    }
}

static void on_device(void *data, Uint8 *stream, int bytes)
{
    struct audio *audio = data;
    int16_t *out = (int16_t *)(void *)stream;
    size_t room = (size_t)bytes / sizeof *out, taken = 0;
    lock(audio);
    size_t channels = audio->channels == 2 ? 2 : 1, count = room / channels;
    enum audio_sides sides = audio->sides;
    audio->taken_us = clock_monotonic_us();
    if (audio->is_stalled) {
        audio->is_stalled = audio->is_lost = false;
        forget_history(audio);
    }
    if (!audio->is_mute && !audio->is_lost) {
        struct given *given = &audio->history[audio->history_next++ % HISTORY];
        given->at_us = audio->taken_us;
        given->from = audio->read;
        taken = take(audio, out, count);
        given->count = (uint32_t)taken;
    }
    if (taken)
        audio->busy_us = audio->taken_us;
    unlock(audio);
    if (channels == 2)
        part_sides(out, taken, sides);
    memset(out + taken * channels, 0, (room - taken * channels) * sizeof *out);
}

void audio_set_sides(struct audio *audio, enum audio_sides sides)
{
    lock(audio);
    if ((sides == AUDIO_BOTH) != (audio->sides == AUDIO_BOTH)) {
        run_null_clock(audio);
        audio->is_mute = audio->is_open;
        audio->wants_device = audio->kind == AUDIO_DEVICE;
    }
    audio->sides = sides;
    unlock(audio);
}

void audio_set_output(struct audio *audio, enum audio_output output, const char *device)
{
    lock(audio);
    run_null_clock(audio);
    audio->output = output;
    if (strncmp(audio->device_name, device, AUDIO_NAME_BYTES - 1) != 0) {
        snprintf(audio->device_name, sizeof audio->device_name, "%s", device);
        audio->is_mute = audio->is_open;
        audio->wants_device = audio->kind == AUDIO_DEVICE;
    }
    unlock(audio);
}

const char *audio_route(const struct audio *audio)
{
    struct audio *a = lock(audio);
    enum audio_output output = a->output;
    unlock(a);
    return output == AUDIO_HEADSET ? "headset" : "speaker";
}

bool audio_is_lost(const struct audio *audio)
{
    struct audio *a = lock(audio);
    run_null_clock(a);
    bool lost = a->is_lost;
    unlock(a);
    return lost;
}

void audio_set_lost(struct audio *audio, bool lost)
{
    lock(audio);
    run_null_clock(audio);
    audio->is_lost = lost || audio->kind == AUDIO_NULL;
    audio->is_stalled = false;
    audio->wants_device = !lost && audio->kind == AUDIO_DEVICE;
    audio->retry_us = clock_monotonic_us() + AUDIO_RETRY_MS * 1000u;
    forget_history(audio);
    unlock(audio);
}

void audio_retry(struct audio *audio)
{
    lock(audio);
    audio->wants_device = audio->kind == AUDIO_DEVICE;
    unlock(audio);
}

void audio_set_volume_db(struct audio *audio, int db)
{
    if (db > 0)
        db = 0;
    int32_t gain = db < -40 ? 0 : (int32_t)lround((double)GAIN_ONE * pow(10, db / 20.0));
    lock(audio);
    audio->gain_wanted = gain;
    unlock(audio);
}

size_t audio_pull(struct audio *audio, int16_t *out, size_t count)
{
    lock(audio);
    size_t taken = take(audio, out, count);
    if (audio->is_lost)
        memset(out, 0, taken * sizeof *out);
    unlock(audio);
    memset(out + taken, 0, (count - taken) * sizeof *out);
    return taken;
}

/* Locked. What the device is playing now: what it was given one period ago and since. */
static uint64_t device_played(const struct audio *audio)
{
    uint64_t period_us = AUDIO_PERIOD_SAMPLES * 1000000ull / VOICE_RATE_HZ;
    uint64_t now = clock_monotonic_us();
    uint64_t sounding = now - period_us;
    const struct given *best = NULL;
    for (unsigned i = 0; i < HISTORY; i++) {
        const struct given *g = &audio->history[i];
        if (g->at_us && g->at_us <= sounding && (!best || g->at_us >= best->at_us))
            best = g;
    }
    if (!best) { /* all that is remembered is still to sound */
        uint64_t first = audio->read;
        for (unsigned i = 0; i < HISTORY; i++) {
            if (audio->history[i].at_us && audio->history[i].from < first)
                first = audio->history[i].from;
        }
        return first;
    }
    uint64_t since = (sounding - best->at_us) * VOICE_RATE_HZ / 1000000u;
    return best->from + (since < best->count ? since : best->count);
}

uint64_t audio_played(const struct audio *audio)
{
    struct audio *a = lock(audio);
    run_null_clock(a);
    uint64_t played = a->is_open && !a->is_lost ? device_played(a) : a->read;
    unlock(a);
    return played;
}

size_t audio_write(struct audio *audio, const int16_t *samples, size_t count)
{
    lock(audio);
    run_null_clock(audio);
    size_t room = AUDIO_RING_SAMPLES - (size_t)(audio->written - audio->read);
    if (count > room)
        count = room;
    if (audio->written == audio->read)
        audio->fresh_from = audio->written;
    size_t at = (size_t)(audio->written % AUDIO_RING_SAMPLES);
    size_t first = AUDIO_RING_SAMPLES - at < count ? AUDIO_RING_SAMPLES - at : count;
    memcpy(audio->ring + at, samples, first * sizeof *samples);
    memcpy(audio->ring, samples + first, (count - first) * sizeof *samples);
    audio->written += count;
    audio->busy_us = clock_monotonic_us();
    unlock(audio);
    return count;
}

uint64_t audio_written(const struct audio *audio)
{
    struct audio *a = lock(audio);
    uint64_t written = a->written;
    unlock(a);
    return written;
}

size_t audio_waiting(const struct audio *audio)
{
    struct audio *a = lock(audio);
    run_null_clock(a);
    size_t waiting = (size_t)(a->written - a->read);
    unlock(a);
    return waiting;
}

uint64_t audio_cut(struct audio *audio, uint64_t from)
{
    lock(audio);
    run_null_clock(audio);
    if (from < audio->read)
        from = audio->read;
    if (from < audio->written) {
        uint64_t left = audio->written - from;
        uint32_t fade = left < AUDIO_FADE_SAMPLES ? (uint32_t)left : AUDIO_FADE_SAMPLES;
        if (from == audio->fresh_from)
            fade = 0; /* not one sample of it was heard */
        for (uint32_t i = 0; i < fade; i++) {
            int16_t *sample = &audio->ring[(from + i) % AUDIO_RING_SAMPLES];
            *sample = (int16_t)(*sample * (int32_t)(fade - i) / (int32_t)(fade + 1));
        }
        audio->written = from + fade;
    }
    uint64_t silence = audio->written;
    unlock(audio);
    return silence;
}

static bool start_sdl(struct audio *audio)
{
    if (!audio->sdl_is_started && SDL_InitSubSystem(SDL_INIT_AUDIO) != 0)
        return false;
    audio->sdl_is_started = true;
    return true;
}

/* The first device with `part` in its name: SDL's own string, good until it lists them anew. */
static const char *find_device(const char *part)
{
    int count = SDL_GetNumAudioDevices(0);
    for (int i = 0; i < count; i++) {
        const char *name = SDL_GetAudioDeviceName(i, 0);
        if (name && strcasestr(name, part))
            return name;
    }
    return NULL;
}

static SDL_AudioDeviceID open_named(struct audio *audio, const char *name, int channels)
{
    SDL_AudioSpec wanted = {.freq = (int)VOICE_RATE_HZ,
                            .format = AUDIO_S16SYS,
                            .channels = (Uint8)channels,
                            .samples = AUDIO_PERIOD_SAMPLES,
                            .callback = on_device,
                            .userdata = audio};
    return SDL_OpenAudioDevice(name, 0, &wanted, NULL, 0);
}

/* SDL lists devices when it starts, and ALSA's new ones only seconds later: a device that is not on its list may be new. */
static bool open_device(struct audio *audio, enum audio_output output, const char *part,
                        int channels)
{
    bool was_started = audio->sdl_is_started;
    if (!start_sdl(audio))
        return false;
    const char *name = *part ? find_device(part) : NULL;
    if (*part && !name && was_started) {
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
        audio->sdl_is_started = false;
        if (!start_sdl(audio))
            return false;
        name = find_device(part);
    }
    /* a driver that takes any name may know one that it does not list */
    audio->device = open_named(audio, name ? name : *part ? part : NULL, channels);
    if (!audio->device && *part && output == AUDIO_SPEAKER)
        audio->device = open_named(audio, NULL, channels);
    return audio->device != 0;
}

static void close_device(struct audio *audio)
{
    SDL_AudioDeviceID device = audio->device;
    audio->device = 0;
    if (device)
        SDL_CloseAudioDevice(device); /* waits for the callback, so not under the lock */
    lock(audio);
    audio->is_open = audio->is_mute = false;
    forget_history(audio);
    unlock(audio);
}

static void end_sdl(struct audio *audio)
{
    close_device(audio);
    if (audio->sdl_is_started)
        SDL_QuitSubSystem(SDL_INIT_AUDIO);
    audio->sdl_is_started = false;
}

static void try_device(struct audio *audio)
{
    char part[AUDIO_NAME_BYTES];
    lock(audio);
    enum audio_output output = audio->output;
    memcpy(part, audio->device_name, sizeof part);
    int channels = audio->sides == AUDIO_BOTH ? 1 : 2;
    audio->wants_device = false; /* asked for again meanwhile: it stays asked for */
    unlock(audio);
    bool opened = open_device(audio, output, part, channels);
    char why[200] = "";
    if (!opened) {
        snprintf(why, sizeof why, "%s", SDL_GetError());
        end_sdl(audio);
    }
    lock(audio);
    bool is_news = !opened && !audio->is_lost;
    audio->is_lost = !opened;
    audio->is_open = opened;
    audio->channels = channels;
    bool moved =
        strcmp(part, audio->device_name) != 0 || channels != (audio->sides == AUDIO_BOTH ? 1 : 2);
    audio->is_mute = opened && moved; /* meanwhile */
    audio->opened_us = audio->null_us = audio->taken_us = clock_monotonic_us();
    audio->retry_us = audio->opened_us + AUDIO_RETRY_MS * 1000u;
    unlock(audio);
    if (is_news)
        log_error("There is no sound: %s. Check the speaker or headset; reading goes on unheard.",
                  why);
    if (opened)
        SDL_PauseAudioDevice(audio->device, 0);
}

/* Locked. The device was pulled out. It is tried again at once, but not for ever: it may open well and fail at the first sample. */
static void take_death(struct audio *audio, uint64_t now)
{
    run_null_clock(audio);
    bool was_well = now >= audio->opened_us + AUDIO_RETRY_MS * 1000u;
    audio->is_lost = true;
    audio->is_stalled = false;
    audio->wants_device |= was_well;
    audio->retry_us = now + AUDIO_RETRY_MS * 1000u;
    forget_history(audio);
}

int audio_service(struct audio *audio)
{
    if (audio->kind != AUDIO_DEVICE)
        return -1;
    bool is_dead = audio->device && SDL_GetAudioDeviceStatus(audio->device) == SDL_AUDIO_STOPPED;
    lock(audio);
    uint64_t now = clock_monotonic_us();
    bool is_news = is_dead && !audio->is_lost && !audio->is_mute;
    if (is_dead)
        take_death(audio, now);
    run_null_clock(audio);
    bool has_samples = audio->written > audio->read;
    bool is_open = audio->is_open, is_moving = is_open && audio->is_mute;
    bool is_idle = !has_samples && now > audio->busy_us + CLOSE_AFTER_US;
    bool must_close = is_open && (is_moving || is_idle || (audio->is_lost && !audio->is_stalled));
    bool may_open = audio->wants_device || !audio->is_lost || now >= audio->retry_us;
    bool must_open =
        !is_open && may_open && (has_samples || (audio->is_lost && audio->wants_device));
    audio->is_mute |= must_close;
    unlock(audio);
    if (is_news)
        log_error(
            "The sound device is gone. Check the speaker or headset; reading goes on unheard.");
    pthread_mutex_lock(&audio->devices);
    if (must_close && is_moving && !is_dead)
        close_device(audio);
    else if (must_close)
        end_sdl(audio);
    else if (must_open)
        try_device(audio);
    pthread_mutex_unlock(&audio->devices);
    if (!must_close && !must_open && !is_open)
        return has_samples ? SERVICE_MS : -1;
    return must_close ? 0 : SERVICE_MS * (has_samples ? 1 : 4);
}

void audio_close(struct audio *audio)
{
    pthread_mutex_lock(&audio->devices);
    end_sdl(audio);
    pthread_mutex_unlock(&audio->devices);
    if (audio->kind == AUDIO_DEVICE)
        SDL_TLSCleanup(); /* SDL knows nothing of the end of a thread that it did not start */
}

void audio_hold(struct audio *audio)
{
    if (audio)
        pthread_mutex_lock(&audio->devices);
}

void audio_let_go(struct audio *audio)
{
    if (audio)
        pthread_mutex_unlock(&audio->devices);
}
