#include "speech/recital.h"
#include "base/mem.h"
#include "book/model.h"
#include "speech/announce.h"
#include "speech/language.h"
#include "speech/lexicon.h"
#include "speech/reading.h"
#include "speech/signs.h"
#include "speech/utterance.h"

#include <stdlib.h>
#include <string.h>

struct reciter {
    struct recital *out;
    size_t sample_cap, mark_cap;
    struct voice *voice;
    struct reading reading;
    struct lexicon *lexicon, *signs; /* of `lang` */
    char lang[16];
    const struct reading_item *item;
    const uint32_t *words; /* of the book, for each spoken word; 0: ours */
    uint64_t base;         /* the utterance's first sample */
    bool is_full;          /* no memory for more samples */
    uint8_t *fates;        /* of each word: MARKED, or a reason */
    char unvoiced_lang[16];
    uint32_t unvoiced_next;
};

enum { MARKED = 255 };

static bool add_mark(void *data, size_t index, uint64_t start, uint64_t end)
{
    struct reciter *r = data;
    uint32_t word = r->words ? r->words[index] : 0;
    if (!word)
        return true;
    MEM_ROOM(r->out->marks, r->out->mark_count, r->mark_cap);
    r->fates[word] = MARKED;
    r->out->marks[r->out->mark_count++] =
        (struct recital_mark){r->base + start, r->base + end, word, r->item->sentence};
    return true;
}

/* An hour is 160 MB, so the want of memory is an error here, not the end. NULL samples are silence. */
static bool add_samples(void *data, const int16_t *samples, size_t count)
{
    struct reciter *r = data;
    size_t need = r->out->sample_count + count;
    if (need > r->sample_cap) {
        size_t cap = need + need / 2;
        int16_t *grown = realloc(r->out->samples, cap * sizeof *grown);
        if (!grown) {
            r->is_full = true;
            return false;
        }
        r->out->samples = grown;
        r->sample_cap = cap;
    }
    if (!count)
        return true;
    int16_t *to = r->out->samples + r->out->sample_count;
    if (samples)
        memcpy(to, samples, count * sizeof *to);
    else
        memset(to, 0, count * sizeof *to);
    r->out->sample_count = need;
    return true;
}

static void add_silence(struct reciter *r, uint32_t ms)
{
    add_samples(r, NULL, (size_t)ms * VOICE_RATE_HZ / 1000);
}

static void use_language(struct reciter *r, const char *lang)
{
    const char *wanted = lang[0] ? lang : "en";
    if (r->lang[0] && strcmp(r->lang, wanted) == 0)
        return;
    lexicon_free(r->lexicon);
    lexicon_free(r->signs);
    const char *folder = r->reading.settings->words_folder;
    r->lexicon = lexicon_load_layered(wanted, &folder, *folder ? 1 : 0);
    r->signs = signs_load(wanted);
    memcpy(r->lang, wanted, strnlen(wanted, sizeof r->lang - 1) + 1);
}

static void speak(struct reciter *r, const struct spoken *spoken, size_t from)
{
    struct utterance_sink sink = {.mark = add_mark, .samples = add_samples, .data = r};
    r->base = r->out->sample_count;
    utterance_speak(r->voice, spoken, from, &sink);
}

static void say_announcement(struct reciter *r, const char *text)
{
    const struct narrator_settings *settings = r->reading.settings;
    struct spoken spoken;
    use_language(r, settings->phrases.lang);
    voice_set(r->voice, &settings->voice, r->lang);
    spoken_make_text(r->lexicon, r->lang, text, &spoken);
    r->words = NULL;
    speak(r, &spoken, 0);
    spoken_free(&spoken);
}

static void skip_words(struct reciter *r)
{
    const struct reading_item *item = r->item;
    for (uint32_t n = item->from; n < item->first + item->count; n++)
        r->fates[n] = RECITAL_NO_VOICE;
    bool is_same = strcmp(r->unvoiced_lang, item->lang) == 0;
    bool goes_on = is_same && r->unvoiced_next == item->from;
    memcpy(r->unvoiced_lang, item->lang, sizeof r->unvoiced_lang);
    r->unvoiced_next = item->next;
    if (goes_on || (is_same && !item->is_whole))
        return;
    struct str text = {0};
    announce_no_voice(&r->reading.settings->phrases, item->lang, &text);
    say_announcement(r, str_text(&text));
    str_free(&text);
}

static void say_words(struct reciter *r)
{
    struct reading_spoken said;
    use_language(r, r->item->lang);
    reading_item_spoken(&r->reading, r->item, r->lexicon, r->signs, &said);
    r->words = said.words;
    speak(r, &said.spoken, reading_spoken_from(r->item, &said));
    reading_spoken_free(&said);
}

static void say_item(struct reciter *r, const struct reading_item *item)
{
    uint64_t begun = r->out->sample_count;
    r->item = item;
    if (item->before[0]) {
        say_announcement(r, item->before);
        add_silence(r, READING_ANNOUNCEMENT_PAUSE_MS);
    }
    if (voice_set(r->voice, &r->reading.settings->voice, item->lang))
        say_words(r);
    else
        skip_words(r);
    if (item->after[0]) {
        add_silence(r, READING_ANNOUNCEMENT_PAUSE_MS);
        say_announcement(r, item->after);
    }
    if (r->out->sample_count > begun && item->next)
        add_silence(r, item->pause_ms);
}

static bool has_letter(const struct book *book, const struct book_word *w)
{
    size_t used;
    for (size_t at = 0; at < w->bytes; at += used) {
        uint32_t cp = utf8_decode(book->pool + w->text + at, w->bytes - at, &used);
        bool is_ascii =
            (cp >= '0' && cp <= '9') || (cp >= 'A' && cp <= 'Z') || (cp >= 'a' && cp <= 'z');
        bool is_other = cp >= 0xc0 && !(cp >= 0x2000 && cp < 0x2c00) &&
                        !(cp >= 0xe000 && cp < 0xf900) && !(cp >= 0xfe00 && cp < 0xfe10) &&
                        !(cp >= 0x1f000 && cp < 0x20000) && cp != 0xfffd && cp != 0xfeff;
        if (is_ascii || is_other)
            return true;
    }
    return false;
}

/* Why a word has no mark. */
static enum recital_reason reason_of(const struct reciter *r, uint32_t word)
{
    const struct book *book = r->reading.book;
    const struct book_word *w = &book->words[word];
    const struct book_block *block = &book->blocks[w->block];
    if (r->fates[word])
        return (enum recital_reason)r->fates[word];
    if (block->kind == BLOCK_LEFT_OUT)
        return RECITAL_FURNITURE;
    if (!reading_block_is_read(book, r->reading.settings, w->block))
        return block->kind == BLOCK_FIGURE ? RECITAL_PICTURE : RECITAL_NOTE;
    if (w->style & STYLE_RAISED)
        return RECITAL_NOTE_MARK;
    return has_letter(book, w) ? RECITAL_JOINED : RECITAL_SIGN;
}

/* Lists the words without a mark, from word `first` on to `last`, in the order of the blocks. */
static void list_skips(struct reciter *r, uint32_t first, uint32_t last)
{
    const struct book *book = r->reading.book;
    bool is_all = first <= 1 && !last;
    uint32_t first_block = is_all ? 1 : book->words[first].block;
    uint32_t last_block = last ? book->words[last].block : book->block_count;
    size_t cap = 0;
    for (uint32_t b = first_block; b <= last_block; b++) {
        uint32_t begin = reading_block_first(book, b), end = reading_block_end(book, b);
        if (b == first_block && first > begin && first < end)
            begin = first;
        if (b == last_block && last && last + 1 < end)
            end = last + 1;
        for (uint32_t n = begin; n < end; n++) {
            if (r->fates[n] == MARKED)
                continue;
            MEM_ROOM(r->out->skips, r->out->skip_count, cap);
            r->out->skips[r->out->skip_count++] = (struct recital_skip){n, reason_of(r, n)};
        }
    }
}

static void recite(struct reciter *r, uint32_t first, uint32_t last)
{
    struct reading_item item;
    uint32_t word = first;
    while (!r->is_full && reading_item_at(&r->reading, word, last, &item)) {
        say_item(r, &item);
        if (!item.next)
            break;
        word = item.next;
    }
    r->item = NULL;
    if (first <= r->reading.book->word_total)
        list_skips(r, first, last);
}

enum err recital_make(const struct book *book, uint32_t first, uint32_t last,
                      const struct narrator_settings *settings, struct recital *out)
{
    *out = (struct recital){0};
    struct reciter r = {.out = out};
    enum err err = voice_new(&r.voice);
    if (err != ERR_OK)
        return err;
    struct language_profiles *profiles = language_load();
    r.reading = (struct reading){book, settings, profiles};
    r.fates = mem_new(book->word_total + 1, sizeof *r.fates);
    recite(&r, first ? first : 1, last);
    free(r.fates);
    language_free(profiles);
    lexicon_free(r.lexicon);
    lexicon_free(r.signs);
    voice_free(r.voice);
    if (r.is_full) {
        recital_free(out);
        return ERR_NO_MEMORY;
    }
    return ERR_OK;
}

const char *recital_reason_name(enum recital_reason reason)
{
    switch (reason) {
    case RECITAL_NOTE:
        return "note";
    case RECITAL_PICTURE:
        return "picture";
    case RECITAL_FURNITURE:
        return "page-furniture";
    case RECITAL_NO_VOICE:
        return "no-voice";
    case RECITAL_NOTE_MARK:
        return "note-mark";
    case RECITAL_SIGN:
        return "sign";
    case RECITAL_JOINED:
        return "joined";
    }
    return "";
}

void recital_free(struct recital *r)
{
    free(r->samples);
    free(r->marks);
    free(r->skips);
    *r = (struct recital){0};
}
