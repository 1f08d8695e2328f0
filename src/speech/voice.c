#include "speech/voice.h"
#include "base/mem.h"
#include "speech/voice_files.h"

#include <espeak-ng/espeak_ng.h>
#include <espeak-ng/speak_lib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Short pieces, so that the first one comes soon. */
enum { CHUNK_MS = 20 };
enum {
    DO_NOT_EXIT = 0x8000
}; /* espeakINITIALIZE_DONT_EXIT; without it, missing data ends the program */
enum { CACHE_ENTRIES = 512, CACHED_BYTES = 56 };

struct cached { /* what voice_add_phonemes found before */
    uint64_t key;
    char phonemes[CACHED_BYTES];
};

struct voice {
    struct voice_settings settings;
    char lang[16];
    bool lang_is_missing;
    bool is_set;
    voice_sink *sink; /* of the voice_speak that runs */
    void *sink_data;
    bool stopped;
    struct voice_event *events;
    size_t event_cap;
    struct cached *cache;
};

static int on_chunk(short *samples, int count, espeak_EVENT *list)
{
    struct voice *voice = list->user_data;
    if (!voice || !voice->sink || !samples || voice->stopped)
        return voice && voice->stopped;
    size_t n = 0;
    for (const espeak_EVENT *e = list; e->type != espeakEVENT_LIST_TERMINATED; e++) {
        if (e->type != espeakEVENT_WORD && e->type != espeakEVENT_PHONEME)
            continue;
        MEM_ROOM(voice->events, n, voice->event_cap);
        struct voice_event *out = &voice->events[n];
        *out = (struct voice_event){.kind = VOICE_EVENT_WORD};
        out->sample = e->sample < 0 ? 0 : (uint64_t)e->sample;
        if (e->type == espeakEVENT_WORD) {
            if (e->text_position <= 0)
                continue;
            out->at_cp = (uint32_t)e->text_position - 1;
        } else {
            memcpy(out->phoneme, e->id.string, 8);
            if (!out->phoneme[0])
                continue;
            out->kind = out->phoneme[0] == '_' ? VOICE_EVENT_PAUSE : VOICE_EVENT_PHONEME;
        }
        n++;
    }
    size_t sample_count = count > 0 ? (size_t)count : 0;
    if (!voice->sink(voice->sink_data, samples, sample_count, voice->events, n))
        voice->stopped = true;
    return voice->stopped;
}

enum err voice_new(struct voice **out)
{
    /* espeak_Terminate waits for ever when it is called a second time in a process (1.51: a flag of its thread is left set). So
     * espeak-ng is started once, stays until the process ends, and is found running by the next voice. */
    if (espeak_ng_GetSampleRate() != (int)VOICE_RATE_HZ &&
        espeak_Initialize(AUDIO_OUTPUT_SYNCHRONOUS, CHUNK_MS, NULL,
                          espeakINITIALIZE_PHONEME_EVENTS | DO_NOT_EXIT) != (int)VOICE_RATE_HZ)
        return ERR_NO_VOICE;
    struct voice *voice = mem_new(1, sizeof *voice);
    voice->cache = mem_new(CACHE_ENTRIES, sizeof *voice->cache);
    espeak_SetSynthCallback(on_chunk);
    struct voice_settings usual = {"", VOICE_WPM_USUAL, 50};
    if (!voice_set(voice, &usual, "en")) {
        voice_free(voice);
        return ERR_NO_VOICE;
    }
    *out = voice;
    return ERR_OK;
}

void voice_free(struct voice *voice)
{
    if (!voice)
        return;
    free(voice->events);
    free(voice->cache);
    free(voice);
}

static bool choose_language(const char *lang, const char *variant)
{
    char file[64] = "";
    const char *known = voice_known_file(lang);
    if (known) {
        snprintf(file, sizeof file, "%s", known);
    } else {
        if (!voice_has_language(lang)) /* espeak-ng would take any other */
            return false;
        espeak_VOICE wanted = {.languages = lang};
        if (espeak_SetVoiceByProperties(&wanted) != EE_OK)
            return false;
        const espeak_VOICE *now = espeak_GetCurrentVoice();
        if (!now || !now->identifier)
            return false;
        snprintf(file, sizeof file, "%s", now->identifier);
    }
    if (variant[0]) {
        char with[128];
        snprintf(with, sizeof with, "%s+%s", file, variant);
        if (espeak_SetVoiceByName(with) == EE_OK)
            return true;
    }
    return espeak_SetVoiceByName(file) == EE_OK;
}

static int between(int value, int least, int most)
{
    return value < least ? least : value > most ? most : value;
}

bool voice_set(struct voice *voice, const struct voice_settings *settings, const char *lang)
{
    char wanted[16];
    voice_primary_subtag(lang && lang[0] ? lang : "en", wanted);
    if (!voice->is_set || strcmp(wanted, voice->lang) != 0 ||
        strcmp(settings->name, voice->settings.name) != 0) {
        memcpy(voice->lang, wanted, sizeof wanted);
        voice->lang_is_missing = !choose_language(wanted, settings->name);
        if (voice->lang_is_missing)
            choose_language("en", settings->name);
        voice->is_set = true;
    }
    voice->settings = *settings;
    /* Choosing a voice sets these back, so they are set each time; it costs nothing. */
    espeak_SetParameter(espeakRATE,
                        between(settings->words_per_minute, VOICE_WPM_LEAST, VOICE_WPM_MOST), 0);
    espeak_SetParameter(espeakPITCH, between(settings->pitch, 0, 100), 0);
    return !voice->lang_is_missing;
}

bool voice_speak(struct voice *voice, const char *text, voice_sink *sink, void *data)
{
    voice->sink = sink;
    voice->sink_data = data;
    voice->stopped = false;
    espeak_Synth(text, strlen(text) + 1, 0, POS_CHARACTER, 0, espeakCHARS_UTF8 | espeakPHONEMES,
                 NULL, voice);
    voice->sink = NULL;
    return !voice->stopped;
}

void voice_add_phonemes(struct voice *voice, const char *text, size_t bytes, struct str *out)
{
    uint64_t key = hash_bytes(HASH_START, voice->lang, strlen(voice->lang) + 1);
    key = hash_bytes(key, text, bytes);
    struct cached *slot = &voice->cache[key % CACHE_ENTRIES];
    if (slot->key == key && slot->phonemes[0]) {
        str_add(out, slot->phonemes);
        return;
    }
    char *copy = mem_copy_bytes(text, bytes);
    const void *rest = copy;
    size_t begin = out->length_bytes;
    while (rest) { /* a clause at a time */
        const char *said = espeak_TextToPhonemes(&rest, espeakCHARS_UTF8, ' ' << 8);
        if (said) {
            str_add(out, said);
            str_add_char(out, ' ');
        }
    }
    free(copy);
    size_t length = out->length_bytes - begin;
    if (length && length < CACHED_BYTES) {
        slot->key = key;
        memcpy(slot->phonemes, out->data + begin, length + 1);
    }
}
