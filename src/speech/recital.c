#include "speech/recital.h"
#include "base/mem.h"
#include "book/model.h"
#include "speech/lexicon.h"
#include "speech/reading.h"
#include "speech/utterance.h"

#include <stdlib.h>
#include <string.h>

struct reciter {
    struct recital *out;
    size_t sample_cap, mark_cap;
    const struct reading_item *item;
    size_t lead_count;
    uint64_t base; /* the utterance's first sample */
    bool is_full;  /* no memory for more samples */
};

static bool add_mark(void *data, size_t index, uint64_t start, uint64_t end)
{
    struct reciter *r = data;
    if (index < r->lead_count)
        return true;
    MEM_ROOM(r->out->marks, r->out->mark_count, r->mark_cap);
    uint32_t word = r->item->first + (uint32_t)(index - r->lead_count);
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

enum err recital_make(const struct book *book, uint32_t first, uint32_t last,
                      const struct narrator_settings *settings, struct recital *out)
{
    *out = (struct recital){0};
    struct voice *voice = NULL;
    enum err err = voice_new(&voice);
    if (err != ERR_OK)
        return err;
    struct reciter r = {.out = out};
    struct utterance_sink sink = {add_mark, add_samples, &r};
    struct reading_item item;
    struct lexicon *lexicon = NULL;
    char lang[16] = "";
    uint32_t word = first ? first : 1;
    while (!r.is_full && reading_item_at(book, settings, word, last, &item)) {
        if (!lexicon || strcmp(lang, item.lang) != 0) {
            lexicon_free(lexicon);
            lexicon = lexicon_load(item.lang[0] ? item.lang : "en");
            memcpy(lang, item.lang, sizeof lang);
        }
        struct spoken spoken;
        r.item = &item;
        r.base = out->sample_count;
        reading_item_spoken(book, &item, lexicon, &spoken, &r.lead_count);
        voice_set(voice, &settings->voice, item.lang);
        size_t from = item.from > item.first ? r.lead_count + (item.from - item.first) : 0;
        utterance_speak(voice, &spoken, from, &sink);
        spoken_free(&spoken);
        if (out->sample_count > r.base && item.next)
            add_samples(&r, NULL, (size_t)item.pause_ms * VOICE_RATE_HZ / 1000);
        if (!item.next)
            break;
        word = item.next;
    }
    lexicon_free(lexicon);
    voice_free(voice);
    if (r.is_full) {
        recital_free(out);
        return ERR_NO_MEMORY;
    }
    return ERR_OK;
}

void recital_free(struct recital *r)
{
    free(r->samples);
    free(r->marks);
    *r = (struct recital){0};
}
