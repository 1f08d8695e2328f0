/* long_reading [WORDS]: a book of so many words (100,000) read through by the narrator on a script's clock, at full speed. Prints the
 * resident memory in MB at each tenth, and the seconds that it took: memory must not grow. */
#include "base/clock.h"
#include "book/builder.h"
#include "book/file.h"
#include "speech/audio.h"
#include "speech/narrator.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PULL = 4410, PARAGRAPH_SENTENCES = 5 };

static void wake(void *data)
{
    (void)data;
}

static double resident_mb(void)
{
    unsigned long size = 0, resident = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (f && fscanf(f, "%lu %lu", &size, &resident) != 2)
        resident = 0;
    if (f)
        fclose(f);
    return (double)resident * (double)sysconf(_SC_PAGESIZE) / 1048576;
}

static void add(struct builder *b, enum block_kind kind, const char *text)
{
    struct builder_block block = {.kind = kind, .level = 1, .page = 1};
    builder_begin(b, &block);
    builder_text(b, text, strlen(text), NULL);
    builder_end(b);
}

static struct book *make_book(uint32_t words, struct str *bytes)
{
    struct builder *b = builder_new();
    builder_set_lang(b, "en-GB");
    builder_add_page(b, "1", 595, 842);
    for (uint32_t n = 0; builder_word_count(b) < words; n++) {
        struct str text = {0};
        if (n % 20 == 0)
            add(b, BLOCK_HEADING, "What we want now");
        for (unsigned i = 0; i < PARAGRAPH_SENTENCES; i++)
            str_addf(&text, "In %u the schools of the country gave £%u to all of the children. ",
                     1950 + (n + i) % 70, 100 + n * 7 % 9000);
        add(b, n % 9 ? BLOCK_PARAGRAPH : BLOCK_QUOTE, str_text(&text));
        str_free(&text);
    }
    struct book *book = NULL;
    if (builder_finish(b, bytes) == ERR_OK &&
        book_from_bytes((const unsigned char *)bytes->data, bytes->length_bytes, &book) != ERR_OK)
        book = NULL;
    builder_free(b);
    return book;
}

static void read_through(const struct book *book)
{
    struct audio *audio = audio_new(AUDIO_SCRIPT);
    struct narrator *narrator = narrator_new(audio, wake, NULL);
    struct narrator_settings settings = narrator_settings_default();
    settings.voice.words_per_minute = 300; /* faster, libsonic would take most of the time */
    narrator_set(narrator, &settings);
    narrator_keep_events(narrator, true);
    uint64_t begun = clock_monotonic_us();
    uint32_t tenth = 0;
    narrator_read(narrator, book, 1, 0);
    while (narrator_state(narrator) == NARRATOR_READING) {
        int16_t sound[PULL];
        struct narrator_event event;
        narrator_wait_made(narrator, PULL);
        audio_pull(audio, sound, PULL);
        while (narrator_next_event(narrator, &event))
            ;
        if (narrator_word(narrator) >= tenth * (book->word_count / 10)) {
            printf("%u words\t%.1f MB\n", tenth * (book->word_count / 10), resident_mb());
            tenth++;
        }
    }
    printf("end\t%.1f MB\t%.1f s\n", resident_mb(),
           (double)(clock_monotonic_us() - begun) / 1000000);
    narrator_free(narrator);
    audio_free(audio);
}

int main(int argc, char **argv)
{
    unsigned long words = argc > 1 ? strtoul(argv[1], NULL, 10) : 100000;
    struct str bytes = {0};
    struct book *book = make_book((uint32_t)words, &bytes);
    if (!book) {
        fprintf(stderr, "long_reading: name a number of words.\n");
        return 2;
    }
    read_through(book);
    book_close(book);
    str_free(&bytes);
    return 0;
}
