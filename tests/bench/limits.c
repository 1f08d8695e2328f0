/* limits WIDTH HEIGHT BOOK: what no kiosk can be faster than, each as name and median ms, a line each: turn (each pixel of the window blended
 * once, with the canvas' own blending), open (the bytes of a book file read once), chunk (from a sentence to espeak-ng's first samples,
 * the voice being loaded). */
#include "base/clock.h"
#include "base/mem.h"
#include "speech/voice.h"
#include "text/run.h"
#include "ui/canvas.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ROUNDS = 31, READ_BYTES = 1 << 16, INK = 0x1b1b1f };

static int order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double since_ms(uint64_t begun_us)
{
    return (double)(clock_monotonic_us() - begun_us) / 1000;
}

static void tell(const char *name, double *values)
{
    qsort(values, ROUNDS, sizeof *values, order);
    printf("%s\t%.3f\n", name, values[ROUNDS / 2]);
}

/* One run as large as the window, of all grades of ink. */
static void measure_turn(int width, int height)
{
    double taken[ROUNDS];
    size_t count = (size_t)width * (size_t)height;
    uint8_t *mask = mem_new(count, 1);
    struct canvas *canvas = canvas_new(width, height);
    for (size_t i = 0; i < count; i++)
        mask[i] = (uint8_t)(i * 37);
    const struct run all = {.w = width, .h = height, .mask = mask};
    for (int i = 0; i < ROUNDS; i++) {
        uint64_t begun = clock_monotonic_us();
        canvas_run(canvas, &all, 0, 0, 0xff000000u | (uint32_t)(INK + i));
        taken[i] = since_ms(begun);
    }
    canvas_free(canvas);
    free(mask);
    tell("turn", taken);
}

static bool read_once(const char *path, char *buffer)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = fd < 0 ? -1 : 1;
    while (got > 0)
        got = read(fd, buffer, READ_BYTES);
    if (fd >= 0)
        close(fd);
    return got == 0;
}

static bool measure_open(const char *path)
{
    double taken[ROUNDS];
    char *buffer = mem_new(READ_BYTES, 1);
    bool is_read = true;
    for (int i = 0; is_read && i < ROUNDS; i++) {
        uint64_t begun = clock_monotonic_us();
        is_read = read_once(path, buffer);
        taken[i] = since_ms(begun);
    }
    free(buffer);
    if (is_read)
        tell("open", taken);
    return is_read;
}

/* The first samples are enough. */
static bool take_first(void *data, const int16_t *samples, size_t count,
                       const struct voice_event *events, size_t event_count)
{
    uint64_t *at_us = data;
    (void)samples, (void)events, (void)event_count;
    if (!count)
        return true;
    *at_us = clock_monotonic_us();
    return false;
}

static bool measure_chunk(void)
{
    static const char sentence[] = "Every child has a right to learn with others in school.";
    const struct voice_settings usual = {.words_per_minute = VOICE_WPM_USUAL, .pitch = 50};
    double taken[ROUNDS];
    struct voice *voice = NULL;
    if (voice_new(&voice) != ERR_OK)
        return false;
    bool is_heard = voice_set(voice, &usual, "en-GB");
    for (int i = -1; is_heard && i < ROUNDS;
         i++) { /* the first one loads what the language needs */
        uint64_t begun = clock_monotonic_us(), at = 0;
        voice_speak(voice, sentence, take_first, &at);
        is_heard = at != 0;
        if (i >= 0)
            taken[i] = (double)(at - begun) / 1000;
    }
    voice_free(voice);
    if (is_heard)
        tell("chunk", taken);
    return is_heard;
}

int main(int argc, char **argv)
{
    int width = argc == 4 ? atoi(argv[1]) : 0, height = argc == 4 ? atoi(argv[2]) : 0;
    if (width < 1 || height < 1) {
        fprintf(stderr, "limits: give a width, a height and a book file.\n");
        return 2;
    }
    measure_turn(width, height);
    if (!measure_open(argv[3]) || !measure_chunk()) {
        fprintf(stderr, "limits: the book can't be read, or there is no voice.\n");
        return 1;
    }
    return 0;
}
