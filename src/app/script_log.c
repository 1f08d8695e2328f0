#include "app/script_log.h"
#include "app/session.h"
#include "base/file.h"
#include "base/mem.h"
#include "book/model.h"
#include "speech/audio.h"
#include "speech/narrator.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PULL_MOST = 4096 };

struct script_log {
    FILE *wav, *speech, *highlight, *input;
    uint64_t samples; /* written to the WAV */
    uint64_t spoken;  /* of them, those that were speech: the narrator's own count */
    uint32_t lit;
    struct str said;
};

static FILE *open_in(const char *folder, const char *name)
{
    char *path = file_join(folder, name);
    FILE *f = fopen(path, "wb");
    free(path);
    return f;
}

static void put_u32(unsigned char *p, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        p[i] = (unsigned char)(v >> (8 * i));
}

/* RIFF WAVE, 16 bits, mono; sizes are right once the file is complete. */
static void write_header(FILE *f, uint64_t samples)
{
    unsigned char h[44] = "RIFF....WAVEfmt ";
    uint32_t bytes = (uint32_t)(samples * 2);
    put_u32(h + 4, 36 + bytes);
    put_u32(h + 16, 16);
    h[20] = 1;
    h[22] = 1;
    put_u32(h + 24, VOICE_RATE_HZ);
    put_u32(h + 28, VOICE_RATE_HZ * 2);
    h[32] = 2;
    h[34] = 16;
    memcpy(h + 36, "data", 4);
    put_u32(h + 40, bytes);
    fwrite(h, 1, sizeof h, f);
}

enum err script_log_new(const char *folder, struct script_log **out)
{
    enum err err = file_make_folders(folder);
    if (err != ERR_OK)
        return err;
    struct script_log *log = mem_new(1, sizeof *log);
    log->wav = open_in(folder, "audio.wav");
    log->speech = open_in(folder, "speech.tsv");
    log->highlight = open_in(folder, "highlight.tsv");
    log->input = open_in(folder, "input.tsv");
    if (!log->wav || !log->speech || !log->highlight || !log->input) {
        err = err_from_errno(errno);
        script_log_free(log);
        return err;
    }
    write_header(log->wav, 0);
    *out = log;
    return ERR_OK;
}

void script_log_free(struct script_log *log)
{
    if (!log)
        return;
    if (log->wav) {
        rewind(log->wav);
        write_header(log->wav, log->samples);
    }
    FILE *files[] = {log->wav, log->speech, log->highlight, log->input};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        if (files[i])
            fclose(files[i]);
    }
    str_free(&log->said);
    free(log);
}

static void write_text(FILE *f, const char *text)
{
    for (; *text; text++)
        fputc(*text == '\t' || *text == '\n' || *text == '\r' ? ' ' : *text, f);
}

/* `before` and `wav_before`: the narrator's count and the WAV's length before the samples just taken. */
static void write_events(struct script_log *log, struct session *s, uint64_t before,
                         uint64_t wav_before)
{
    struct narrator_event event;
    while (narrator_next_event(s->narrator, &event)) {
        if (event.kind != NARRATOR_EVENT_START)
            continue;
        uint64_t at = event.sample > before ? event.sample - before : 0;
        uint64_t ms = (wav_before + at) * 1000 / VOICE_RATE_HZ;
        fprintf(log->speech, "%llu\t%s\t%s\t", (unsigned long long)ms, audio_route(s->audio),
                event.lang);
        write_text(log->speech, event.text);
        fputc('\n', log->speech);
        str_add(&log->said, event.text);
        str_add_char(&log->said, '\n');
    }
}

size_t script_log_sound(struct script_log *log, struct session *s, uint64_t now_us)
{
    uint64_t due = now_us * VOICE_RATE_HZ / 1000000u;
    size_t speech = 0;
    while (log->samples < due) {
        int16_t samples[PULL_MOST];
        size_t count = due - log->samples < PULL_MOST ? (size_t)(due - log->samples) : PULL_MOST;
        narrator_wait_made(s->narrator, count);
        uint64_t before = log->spoken, wav_before = log->samples;
        size_t spoken = audio_pull(s->audio, samples, count);
        fwrite(samples, sizeof *samples, count, log->wav);
        log->samples += count;
        log->spoken += spoken;
        speech += spoken;
        write_events(log, s, before, wav_before);
    }
    return speech;
}

void script_log_light(struct script_log *log, const struct session *s, uint64_t now_us)
{
    const struct visit_reading *r = &s->visit.reading;
    uint32_t lit = r->narrator == NARRATOR_READING ? r->lit_word : 0;
    if (lit == log->lit)
        return;
    log->lit = lit;
    if (!lit)
        return;
    const struct book_word *w = &r->book->words[lit];
    fprintf(log->highlight, "%llu\t%llu\t%u\t%.*s\n", (unsigned long long)(now_us / 1000),
            (unsigned long long)log->samples, lit, (int)w->bytes, r->book->pool + w->text);
}

void script_log_input(struct script_log *log, const char *line, double ms, uint64_t now_us)
{
    write_text(log->input, line);
    fprintf(log->input, "\t%.3f\t%llu\n", ms, (unsigned long long)(now_us / 1000));
}

const char *script_log_said(const struct script_log *log)
{
    return str_text(&log->said);
}

void script_log_forget_said(struct script_log *log)
{
    str_clear(&log->said);
}
