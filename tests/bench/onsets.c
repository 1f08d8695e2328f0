/* onsets BOOK...: how far the lit word lies from the heard one, at four speeds, over whole books (made with `lectern`, in a library's
 * books folder). Prints a line for each speed and measure (onset_measure.h): speed, measure, words, and the distances in ms at 50, 95, 99 and 100 %. */
#include "book/file.h"
#include "book/model.h"
#include "onset_measure.h"
#include "speech/lexicon.h"
#include "speech/reading.h"

#include <stdio.h>

static void measure_book(struct voice *voice, const struct book *book,
                         const struct narrator_settings *settings, struct onset_errors *errors)
{
    struct reading reading = {book, settings, NULL};
    struct reading_item item;
    struct lexicon *lexicon = lexicon_load("en");
    for (uint32_t word = 1; reading_item_at(&reading, word, 0, &item); word = item.next) {
        struct reading_spoken said;
        reading_item_spoken(&reading, &item, lexicon, NULL, &said);
        if (voice_set(voice, &settings->voice, item.lang))
            onset_measure(voice, &said.spoken, errors);
        reading_spoken_free(&said);
    }
    lexicon_free(lexicon);
}

static void print(int speed, const char *name, struct onset_row *row)
{
    printf("%d\t%s\t%zu\t%.1f\t%.1f\t%.1f\t%.1f\n", speed, name, row->count,
           onset_percentile(row, 50), onset_percentile(row, 95), onset_percentile(row, 99),
           onset_percentile(row, 100));
}

int main(int argc, char **argv)
{
    static const int speeds[] = {80, 175, 300, 450};
    struct voice *voice;
    if (voice_new(&voice) != ERR_OK) {
        fprintf(stderr, "onsets: there is no voice: is espeak-ng-data installed?\n");
        return 1;
    }
    int status = argc < 2 ? 2 : 0;
    for (size_t k = 0; k < 4 && !status; k++) {
        struct onset_errors errors = {0};
        struct narrator_settings settings = narrator_settings_default();
        settings.voice.words_per_minute = speeds[k];
        for (int i = 1; i < argc && !status; i++) {
            struct book *book = NULL;
            status = book_open(argv[i], &book) == ERR_OK ? 0 : 2;
            if (!status)
                measure_book(voice, book, &settings, &errors);
            book_close(book);
        }
        print(speeds[k], "own-event", &errors.plain);
        print(speeds[k], "joined", &errors.joined);
        print(speeds[k], "after-pause", &errors.after_pause);
        onset_free(&errors);
    }
    if (status)
        fprintf(stderr, "onsets: name one or more book files.\n");
    voice_free(voice);
    return status;
}
