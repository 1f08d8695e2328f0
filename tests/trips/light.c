/* Holds highlight.tsv against audio.wav: samples rise and agree with the times, and where sound begins after a silence the nearest light comes within
 * 30 ms of it (the energy of the samples: an ear of its own, not the voice's marks). At least three such places are needed.
 * light FOLDER NAME */
#include "wav.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { RATE = WAV_RATE, WINDOW = WAV_WINDOW, SILENCE_MS = 100, LOOK_MS = 250, MOST_MS = 30 };

static long ms(long samples)
{
    return samples * 1000 / RATE;
}

struct light {
    long sample;
    unsigned long long word;
};

struct lights {
    struct light *items;
    long count;
};

/* Reads highlight.tsv; complains of a light that is out of time. */
static bool read_lights(const char *folder, const char *name, struct lights *out)
{
    char path[1024], line[8192];
    snprintf(path, sizeof path, "%s/highlight.tsv", folder);
    FILE *f = fopen(path, "r");
    out->items = calloc(100000, sizeof *out->items);
    long last = -1;
    while (f && out->count < 100000 && fgets(line, sizeof line, f)) {
        unsigned long long at_ms, sample, word;
        bool understood = sscanf(line, "%llu\t%llu\t%llu\t", &at_ms, &sample, &word) == 3;
        if (!understood || (long)sample <= last || labs(ms((long)sample) - (long)at_ms) > 6) {
            printf("%s: out of time: %s", name, line);
            fclose(f);
            return false;
        }
        last = (long)sample;
        out->items[out->count++] = (struct light){(long)sample, word};
    }
    if (f)
        fclose(f);
    return f != NULL;
}

static const struct light *nearest(const struct lights *lights, long at)
{
    const struct light *best = &lights->items[0];
    for (long i = 1; i < lights->count; i++) {
        if (labs(lights->items[i].sample - at) < labs(best->sample - at))
            best = &lights->items[i];
    }
    return best;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    struct wav w = wav_read(argv[1]);
    struct lights lights = {0};
    if (!read_lights(argv[1], argv[2], &lights) || !w.count || !lights.count)
        return printf("%s: no sound or no light\n", argv[2]), 1;
    long checked = 0, worst = 0, far = 0, silent = 0;
    for (long i = 0; i < w.count; i += WINDOW) {
        bool quiet = wav_level(&w, i) < -50, begins = !quiet && silent >= RATE * SILENCE_MS / 1000;
        silent = quiet ? silent + WINDOW : 0;
        const struct light *light = begins ? nearest(&lights, i) : NULL;
        if (!light || ms(labs(light->sample - i)) > LOOK_MS)
            continue; /* the kiosk's own words, a label, 'Picture' */
        long lag = light->sample > i ? ms(light->sample - i) : -ms(i - light->sample);
        checked++;
        worst = labs(lag) > labs(worst) ? lag : worst;
        if (labs(lag) <= MOST_MS)
            continue;
        far++;
        printf("%s: word %llu at %ld ms is lit %ld ms %s its sound\n", argv[2], light->word,
               ms(light->sample), labs(lag), lag < 0 ? "before" : "after");
    }
    printf("%s: %ld words lit, %ld after a silence, the farthest %ld ms\n", argv[2], lights.count,
           checked, worst);
    free(lights.items);
    free(w.samples);
    return far || checked < 3 ? 1 : 0;
}
