/* What an input does to the sound, by the samples of audio.wav: `silent`: all of FROM to TO ms after it is silence; `sounds`: something
 * is heard in that time. heard FOLDER LINE WHICH silent|sounds FROM TO; WHICH counts the inputs of that name in input.tsv, from 1. */
#include "wav.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The script's ms of an input; -1: there is no such. */
static long time_of(const char *folder, const char *line, long which)
{
    char path[1024], row[4096];
    snprintf(path, sizeof path, "%s/input.tsv", folder);
    FILE *f = fopen(path, "r");
    size_t length = strlen(line);
    long at = -1;
    while (f && which > 0 && fgets(row, sizeof row, f)) {
        const char *last = strrchr(row, '\t');
        bool is_it = strncmp(row, line, length) == 0 && row[length] == '\t';
        if (is_it && --which == 0 && last)
            at = strtol(last + 1, NULL, 10);
    }
    if (f)
        fclose(f);
    return at;
}

int main(int argc, char **argv)
{
    if (argc != 7)
        return 2;
    struct wav w = wav_read(argv[1]);
    long at = time_of(argv[1], argv[2], strtol(argv[3], NULL, 10));
    bool wants_sound = strcmp(argv[4], "sounds") == 0;
    long from = (at + strtol(argv[5], NULL, 10)) * WAV_RATE / 1000;
    long to = (at + strtol(argv[6], NULL, 10)) * WAV_RATE / 1000, sound = -1;
    if (at < 0 || to > w.count)
        return printf("there is no '%s' number %s, or no sound after it\n", argv[2], argv[3]), 1;
    for (long i = from; i + WAV_WINDOW <= to && sound < 0; i += WAV_WINDOW) {
        if (wav_level(&w, i) > -60)
            sound = i;
    }
    free(w.samples);
    if (wants_sound == (sound >= 0))
        return 0;
    printf("%s, number %s, at %ld ms: ", argv[2], argv[3], at);
    if (sound >= 0)
        printf("something sounds %ld ms after it\n", (sound * 1000 + WAV_RATE - 1) / WAV_RATE - at);
    else
        printf("nothing is heard until %s ms after it\n", argv[6]);
    return 1;
}
