#include "wav.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

struct wav wav_read(const char *folder)
{
    char path[1024];
    struct wav w = {0};
    snprintf(path, sizeof path, "%s/audio.wav", folder);
    FILE *f = fopen(path, "rb");
    if (!f)
        return w;
    fseek(f, 0, SEEK_END);
    w.count = (ftell(f) - 44) / 2;
    rewind(f);
    unsigned char header[44];
    w.samples = calloc((size_t)(w.count > 0 ? w.count : 1), 2);
    if (fread(header, 1, 44, f) != 44 || fread(w.samples, 2, (size_t)w.count, f) != (size_t)w.count)
        w.count = 0;
    fclose(f);
    return w;
}

double wav_level(const struct wav *w, long at)
{
    double sum = 0;
    if (at < 0 || at + WAV_WINDOW > w->count)
        return -99;
    for (long i = at; i < at + WAV_WINDOW; i++)
        sum += (double)w->samples[i] * w->samples[i];
    return 10 * log10(sum / (double)WAV_WINDOW / (32768.0 * 32768.0) + 1e-12);
}
