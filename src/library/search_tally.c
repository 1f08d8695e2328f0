#include "library/search_tally.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_SLOTS = 4096 };

static void grow(struct tally *t)
{
    size_t count = t->slot_count ? t->slot_count * 2 : FIRST_SLOTS;
    free(t->slots);
    t->slots = mem_new(count, sizeof *t->slots);
    t->slot_count = count;
    for (size_t i = 0; i < t->count; i++) {
        size_t at = t->words[i].hash & (count - 1);
        while (t->slots[at])
            at = (at + 1) & (count - 1);
        t->slots[at] = (uint32_t)i + 1;
    }
}

static struct tally_word *enter(struct tally *t, const char *text, size_t bytes)
{
    if (t->count * 2 >= t->slot_count)
        grow(t);
    uint64_t hash = hash_bytes(HASH_START, text, bytes);
    size_t at = hash & (t->slot_count - 1);
    for (; t->slots[at]; at = (at + 1) & (t->slot_count - 1)) {
        struct tally_word *w = &t->words[t->slots[at] - 1];
        if (w->hash == hash && w->bytes == bytes && memcmp(tally_text(t, w), text, bytes) == 0)
            return w;
    }
    MEM_ROOM(t->words, t->count, t->cap);
    struct tally_word *w = &t->words[t->count++];
    *w = (struct tally_word){
        .hash = hash, .text = (uint32_t)t->texts.length_bytes, .bytes = (uint8_t)bytes};
    str_add_bytes(&t->texts, text, bytes);
    str_add_char(&t->texts, '\0');
    t->slots[at] = (uint32_t)t->count;
    return w;
}

/* Letters, apostrophes and hyphens only: not an address, a date or a sum. */
static bool is_plain(const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++) {
        char c = text[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
        if (!letter && c != '\'' && c != '-')
            return false;
    }
    return bytes > 0;
}

/* The later in byte order stays: small letters before capitals, accents before none, so that people are offered 'school', not 'SCHOOL'. */
static void keep_shown(struct tally_word *w, const char *shown, size_t bytes)
{
    size_t both = bytes < w->shown_bytes ? bytes : w->shown_bytes;
    int order = w->shown ? memcmp(shown, w->shown, both) : 1;
    if (order > 0 || (order == 0 && bytes > w->shown_bytes)) {
        w->shown = shown;
        w->shown_bytes = (uint16_t)bytes;
    }
}

void tally_add(struct tally *t, const char *word, const struct term *term, bool is_welsh)
{
    struct tally_word *w = enter(t, term->text, term->bytes);
    w->uses++;
    w->is_welsh |= is_welsh;
    t->has_welsh |= is_welsh;
    const char *shown = word + term->first;
    size_t bytes = term->end - term->first;
    bool is_same = w->shown && w->shown_bytes == bytes && memcmp(w->shown, shown, bytes) == 0;
    if (!is_same && bytes <= TERM_MOST_BYTES && is_plain(shown, bytes))
        keep_shown(w, shown, bytes);
    for (uint32_t i = 0; i < term->run_count; i++) {
        w = enter(t, term->text + term->runs[i].at, term->runs[i].bytes);
        w->uses++;
        w->is_welsh |= is_welsh;
    }
}

static int compare(const void *a, const void *b, void *data)
{
    const struct tally *t = data;
    return strcmp(tally_text(t, a), tally_text(t, b));
}

void tally_sort(struct tally *t)
{
    if (t->count)
        qsort_r(t->words, t->count, sizeof *t->words, compare, t);
    free(t->slots);
    t->slots = NULL;
    t->slot_count = 0;
}

void tally_free(struct tally *t)
{
    free(t->words);
    free(t->slots);
    str_free(&t->texts);
    *t = (struct tally){0};
}

void varint_write(struct str *out, uint32_t n)
{
    for (; n >= 0x80; n >>= 7)
        str_add_char(out, (char)(n | 0x80));
    str_add_char(out, (char)n);
}

bool varint_read(const unsigned char *bytes, size_t count, size_t *at, uint32_t *out)
{
    *out = 0;
    for (unsigned shift = 0; *at < count && shift < 32; shift += 7) {
        unsigned char byte = bytes[(*at)++];
        *out |= (uint32_t)(byte & 0x7F) << shift;
        if (!(byte & 0x80))
            return true;
    }
    return false;
}

void tally_write(const struct tally *t, struct str *out)
{
    const char *before = "";
    for (size_t i = 0; i < t->count; i++) {
        const struct tally_word *w = &t->words[i];
        const char *text = tally_text(t, w);
        uint32_t shared = 0;
        while (text[shared] && text[shared] == before[shared])
            shared++;
        varint_write(out, shared);
        varint_write(out, w->bytes - shared);
        str_add_bytes(out, text + shared, w->bytes - shared);
        varint_write(out, w->uses);
        before = text;
    }
}

bool tally_read(const unsigned char *bytes, size_t count, size_t *at,
                char text[TERM_MOST_BYTES + 1], uint32_t *uses)
{
    uint32_t shared, more;
    if (!varint_read(bytes, count, at, &shared) || !varint_read(bytes, count, at, &more))
        return false;
    if (shared > strlen(text) || more > TERM_MOST_BYTES - shared || more > count - *at)
        return false;
    memcpy(text + shared, bytes + *at, more);
    text[shared + more] = '\0';
    *at += more;
    return varint_read(bytes, count, at, uses);
}
