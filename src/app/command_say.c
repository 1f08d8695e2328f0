/* lectern say: the speech of a document as sound, and when each word sounds. */
#include "app/command.h"
#include "app/document.h"
#include "app/wave.h"
#include "base/file.h"
#include "base/mem.h"
#include "book/file.h"
#include "speech/recital.h"

#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define USAGE                                                                                      \
    "lectern say FILE [--wav F] [--marks F] [--skipped F] [--rate N] [--voice V] [--from N] "      \
    "[--to N]"

struct say_options {
    const char *path, *wav, *marks, *skipped; /* of the files "-" is the standard output */
    uint32_t from, to;                        /* to 0: the end */
    struct narrator_settings settings;
};

static bool read_count(const char *text, uint32_t least, uint32_t most, uint32_t *out)
{
    char *end;
    unsigned long number = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || number < least || number > most)
        return false;
    *out = (uint32_t)number;
    return true;
}

static bool read_option(int c, const char *value, struct say_options *options)
{
    struct voice_settings *voice = &options->settings.voice;
    uint32_t rate;
    switch (c) {
    case 'w':
        options->wav = value;
        return true;
    case 'm':
        options->marks = value;
        return true;
    case 's':
        options->skipped = value;
        return true;
    case 'r':
        if (!read_count(value, VOICE_WPM_LEAST, VOICE_WPM_MOST, &rate))
            return false;
        voice->words_per_minute = (int)rate;
        return true;
    case 'v':
        return snprintf(voice->name, sizeof voice->name, "%s", value) < (int)sizeof voice->name;
    case 'f':
        return read_count(value, 1, UINT32_MAX, &options->from);
    case 't':
        return read_count(value, 1, UINT32_MAX, &options->to);
    default:
        return false;
    }
}

static bool read_options(int argc, char **argv, struct say_options *options)
{
    static const struct option known[] = {
        {"wav", required_argument, NULL, 'w'},     {"marks", required_argument, NULL, 'm'},
        {"skipped", required_argument, NULL, 's'}, {"rate", required_argument, NULL, 'r'},
        {"voice", required_argument, NULL, 'v'},   {"from", required_argument, NULL, 'f'},
        {"to", required_argument, NULL, 't'},      {NULL, 0, NULL, 0},
    };
    bool ok = true;
    opterr = 0;
    for (int c; ok && (c = getopt_long(argc, argv, "", known, NULL)) != -1;)
        ok = read_option(c, optarg, options);
    ok = ok && optind + 1 == argc && (!options->to || options->to >= options->from);
    options->path = ok ? argv[optind] : NULL;
    if (!options->wav && !options->marks && !options->skipped)
        options->marks = "-";
    return ok;
}

static double milliseconds(uint64_t samples)
{
    return (double)samples * 1000 / VOICE_RATE_HZ;
}

/* A line for each word: start ms, end ms, word number, sentence number, word. */
static void add_marks(const struct book *book, const struct recital *recital, struct str *out)
{
    for (size_t i = 0; i < recital->mark_count; i++) {
        const struct recital_mark *mark = &recital->marks[i];
        const struct book_word *word = &book->words[mark->word];
        str_addf(out, "%.1f\t%.1f\t%u\t%u\t", milliseconds(mark->start), milliseconds(mark->end),
                 mark->word, mark->sentence);
        str_add_bytes(out, book->pool + word->text, word->bytes);
        str_add_char(out, '\n');
    }
}

/* A line for each word without a mark: its number, why, the word. */
static void add_skips(const struct book *book, const struct recital *recital, struct str *out)
{
    for (size_t i = 0; i < recital->skip_count; i++) {
        const struct recital_skip *skip = &recital->skips[i];
        const struct book_word *word = &book->words[skip->word];
        str_addf(out, "%u\t%s\t", skip->word, recital_reason_name(skip->reason));
        str_add_bytes(out, book->pool + word->text, word->bytes);
        str_add_char(out, '\n');
    }
}

/* A failure is told here. */
static int write_out(const char *path, const struct str *bytes)
{
    if (strcmp(path, "-") == 0) {
        fwrite(str_text(bytes), 1, bytes->length_bytes, stdout);
        return COMMAND_DONE;
    }
    enum err err = file_write_atomic(path, str_text(bytes), bytes->length_bytes);
    return err == ERR_OK ? COMMAND_DONE : command_complain(err, path);
}

static int write_recital(const struct say_options *options, const struct book *book,
                         const struct recital *recital)
{
    struct str bytes = {0};
    int status = COMMAND_DONE;
    if (options->wav) {
        wave_add(&bytes, recital->samples, recital->sample_count, VOICE_RATE_HZ);
        status = write_out(options->wav, &bytes);
    }
    str_clear(&bytes);
    if (options->marks && status == COMMAND_DONE) {
        add_marks(book, recital, &bytes);
        status = write_out(options->marks, &bytes);
    }
    str_clear(&bytes);
    if (options->skipped && status == COMMAND_DONE) {
        add_skips(book, recital, &bytes);
        status = write_out(options->skipped, &bytes);
    }
    str_free(&bytes);
    return status;
}

int command_say(int argc, char **argv, const struct config *config)
{
    struct say_options options = {.from = 1, .settings = narrator_settings_default()};
    options.settings.text_only = true; /* the words that `lectern text` prints, and their numbers */
    options.settings.voice.words_per_minute = config->words_per_minute;
    snprintf(options.settings.words_folder, sizeof options.settings.words_folder, "%s",
             config->library);
    if (!read_options(argc, argv, &options))
        return command_misused(USAGE);
    struct book *book;
    enum err err = document_read(options.path, config, &book);
    if (err != ERR_OK)
        return command_complain(err, options.path);
    int status = COMMAND_DONE;
    if (options.from > book->word_count) {
        status = command_complain(ERR_NOT_FOUND, "--from");
        goto out;
    }
    struct recital recital = {0};
    uint32_t last = options.to < book->word_count ? options.to : 0;
    err = recital_make(book, options.from, last, &options.settings, &recital);
    status = err == ERR_OK ? write_recital(&options, book, &recital) : command_complain(err, NULL);
    recital_free(&recital);
out:
    book_close(book);
    return command_finish_output(status);
}
