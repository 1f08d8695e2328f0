/* listen BOOK: times what a visitor's ear waits for, through the real narrator and SDL's sound. Prints name and median ms, a line each:
 * cold (the first words after the start, the voice still to be loaded), warm (from a new place), stop (from the touch until the ring
 * holds no speech, and the period that the device is playing by then). SDL_AUDIODRIVER=dummy plays in real time. */
#include "base/clock.h"
#include "book/file.h"
#include "speech/audio.h"
#include "speech/narrator.h"
#include "speech/voice.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ROUNDS = 15, POLL_US = 50, LIMIT_US = 5000000, HEARD_US = 300000, WORDS_APART = 997 };

struct listening {
    struct book *book;
    struct audio *audio;
    struct narrator *narrator;
    _Atomic uint64_t heard_us; /* when the first samples stood in the ring; 0: not yet */
};

/* From the narrator's own thread, once the first samples of an order stand in the ring. Who sleeps meanwhile may be woken milliseconds late. */
static void wake(void *data)
{
    struct listening *l = data;
    if (!l->heard_us && audio_waiting(l->audio) > 0)
        l->heard_us = clock_monotonic_us();
}

static bool wait_heard(const struct listening *l)
{
    uint64_t limit = clock_monotonic_us() + LIMIT_US;
    while (!l->heard_us) {
        if (clock_monotonic_us() > limit)
            return false;
        usleep(POLL_US);
    }
    return true;
}

static bool wait_silence(const struct listening *l)
{
    uint64_t limit = clock_monotonic_us() + LIMIT_US;
    while (audio_waiting(l->audio) > 0) {
        if (clock_monotonic_us() > limit)
            return false;
        usleep(POLL_US);
    }
    return true;
}

/* Milliseconds from asking for word `first` to its first sample in the ring; below 0: none came. */
static double listen_ms(struct listening *l, uint32_t first)
{
    l->heard_us = 0;
    uint64_t begun = clock_monotonic_us();
    narrator_read(l->narrator, l->book, first, 0);
    if (!wait_heard(l))
        return -1;
    return (double)(l->heard_us - begun) / 1000;
}

/* Milliseconds from asking for silence to silence. */
static double stop_ms(const struct listening *l)
{
    uint64_t begun = clock_monotonic_us();
    narrator_stop(l->narrator);
    if (!wait_silence(l))
        return -1;
    return (double)(clock_monotonic_us() - begun) / 1000 +
           1000.0 * (double)AUDIO_PERIOD_SAMPLES / VOICE_RATE_HZ;
}

static int order(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, order);
    return values[count / 2];
}

static int measure(struct listening *l)
{
    double warm[ROUNDS], stop[ROUNDS];
    double cold = listen_ms(l, 1);
    for (int i = 0; i < ROUNDS; i++) {
        usleep(HEARD_US); /* let it sound, so that the device takes samples */
        stop[i] = stop_ms(l);
        warm[i] = listen_ms(l, 1 + (uint32_t)(i + 1) * WORDS_APART);
        if (cold < 0 || stop[i] < 0 || warm[i] < 0) {
            fprintf(stderr, "listen: no speech came: is espeak-ng-data installed?\n");
            return 1;
        }
    }
    printf("cold\t%.2f\nwarm\t%.2f\nstop\t%.2f\n", cold, median(warm, ROUNDS),
           median(stop, ROUNDS));
    return 0;
}

int main(int argc, char **argv)
{
    struct listening l = {0};
    if (argc != 2 || book_open(argv[1], &l.book) != ERR_OK) {
        fprintf(stderr, "listen: name one book file.\n");
        return 2;
    }
    l.audio = audio_new(AUDIO_DEVICE);
    l.narrator = narrator_new(l.audio, wake, &l);
    int status = measure(&l);
    narrator_free(l.narrator);
    audio_free(l.audio);
    book_close(l.book);
    return status;
}
