/* markup.h: changes to XML and HTML that leave it in good order: elements are doubled, moved, dropped, wrapped, nested a hundred deep and
 * taken from another input, values and texts changed. Bytes changed anywhere would hardly ever pass an XML reader, which refuses all for one
 * bad bracket. */
#ifndef LECTERN_FUZZ_MARKUP_H
#define LECTERN_FUZZ_MARKUP_H

#include "mutate.h"

enum { MARKUP_ELEMENTS_MOST = 1024, MARKUP_DEPTH_MOST = 256, MARKUP_NESTED_MOST = 300 };

struct markup_element {
    struct stretch open, whole; /* its first tag; with all that is in it */
    bool is_empty;              /* <br/> */
};

struct markup {
    struct markup_element elements[MARKUP_ELEMENTS_MOST];
    size_t count;
    struct stretch texts[MARKUP_ELEMENTS_MOST];
    size_t text_count;
};

/* A tag's end, quotation marks respected; the end of the input where there is none. */
static inline size_t markup_tag_end(const uint8_t *data, size_t size, size_t at)
{
    uint8_t quote = 0;
    for (; at < size; at++) {
        if (quote)
            quote = data[at] == quote ? 0 : quote;
        else if (data[at] == '"' || data[at] == '\'')
            quote = data[at];
        else if (data[at] == '>')
            return at + 1;
    }
    return size;
}

static inline size_t markup_name_bytes(const uint8_t *data, struct stretch tag)
{
    size_t n = 0;
    while (tag.start + 1 + n < tag.end && !memchr(" \t\r\n/>", data[tag.start + 1 + n], 6))
        n++;
    return n;
}

static inline bool markup_closes(const uint8_t *data, struct stretch close, struct stretch open)
{
    size_t bytes = markup_name_bytes(data, open);
    struct stretch name = {close.start + 1, close.end};
    return bytes == markup_name_bytes(data, name) &&
           memcmp(data + open.start + 1, data + close.start + 2, bytes) == 0;
}

static inline void markup_add_tag(struct markup *m, const uint8_t *data, struct stretch tag,
                                  size_t stack[MARKUP_DEPTH_MOST], size_t *depth)
{
    if (data[tag.start + 1] == '/') {
        size_t at = *depth;
        while (at > 0 && !markup_closes(data, tag, m->elements[stack[at - 1]].open))
            at--;
        if (at == 0)
            return;
        m->elements[stack[at - 1]].whole.end = tag.end;
        *depth = at - 1;
        return;
    }
    if (m->count == MARKUP_ELEMENTS_MOST || *depth == MARKUP_DEPTH_MOST)
        return;
    bool is_empty = data[tag.end - 2] == '/';
    m->elements[m->count] = (struct markup_element){tag, tag, is_empty};
    if (!is_empty)
        stack[(*depth)++] = m->count;
    m->count++;
}

/* Finds elements and texts; one without an end is its first tag alone. */
static inline void markup_read(struct markup *m, const uint8_t *data, size_t size)
{
    size_t stack[MARKUP_DEPTH_MOST], depth = 0;
    m->count = m->text_count = 0;
    for (size_t at = 0; at < size;) {
        if (data[at] == '<' && at + 2 < size && !memchr("!?> ", data[at + 1], 4)) {
            struct stretch tag = {at, markup_tag_end(data, size, at)};
            markup_add_tag(m, data, tag, stack, &depth);
            at = tag.end;
            continue;
        }
        size_t start = at++;
        while (at < size && data[at] != '<')
            at++;
        if (data[start] != '<' && m->text_count < MARKUP_ELEMENTS_MOST)
            m->texts[m->text_count++] = (struct stretch){start, at};
    }
}

/* The values in a tag's quotation marks, counted; that of number `wanted`. */
static inline size_t markup_values(const uint8_t *data, struct stretch tag, size_t wanted,
                                   struct stretch *out)
{
    size_t count = 0;
    for (size_t at = tag.start; at < tag.end; at++) {
        if (data[at] != '"' && data[at] != '\'')
            continue;
        const uint8_t *end = memchr(data + at + 1, data[at], tag.end - at - 1);
        if (!end)
            break;
        if (count++ == wanted)
            *out = (struct stretch){at + 1, (size_t)(end - data)};
        at = (size_t)(end - data);
    }
    return count;
}

/* Some value of some tag. */
static inline bool markup_some_value(const struct markup *m, const uint8_t *data, struct chance *c,
                                     struct stretch *out)
{
    for (int tries = 0; m->count && tries < 16; tries++) {
        struct stretch tag = m->elements[chance_below(c, m->count)].open;
        size_t count = markup_values(data, tag, SIZE_MAX, out);
        if (count) {
            markup_values(data, tag, chance_below(c, count), out);
            return true;
        }
    }
    return false;
}

/* Takes what would end a text or a value out of what libFuzzer put there. */
static inline size_t markup_change_words(uint8_t *data, size_t size, size_t most,
                                         struct stretch words)
{
    size_t after = mutate_bytes(data, size, most, words), end = words.end + after - size;
    for (size_t i = words.start; i < end; i++)
        if (memchr("<>\"'&", data[i], 5))
            data[i] = '_';
    return after;
}

static inline size_t markup_change_value(const struct markup *m, uint8_t *data, size_t size,
                                         size_t most, struct chance *c)
{
    struct stretch value = {0, 0}, from = {0, 0};
    if (!markup_some_value(m, data, c, &value))
        return size;
    const char *number = chance_number(c);
    switch (chance_below(c, 4)) {
    case 0:
        return mutate_replace(data, size, most, value, number, strlen(number));
    case 1:
        return markup_change_words(data, size, most, value);
    default:
        return markup_some_value(m, data, c, &from)
                   ? mutate_replace(data, size, most, value, data + from.start,
                                    from.end - from.start)
                   : size;
    }
}

/* Between two tags, or inside one element. */
static inline struct stretch markup_gap(const struct markup *m, struct chance *c)
{
    const struct markup_element *e = &m->elements[chance_below(c, m->count)];
    size_t at = chance_is(c, 3) ? e->whole.start : chance_is(c, 2) ? e->open.end : e->whole.end;
    return (struct stretch){at, at};
}

static inline void markup_add_end(struct str *out, const uint8_t *data, struct stretch open)
{
    str_add(out, "</");
    str_add_bytes(out, (const char *)data + open.start + 1, markup_name_bytes(data, open));
    str_add(out, ">");
}

/* Puts `count` of one element's tags around another. */
static inline size_t markup_wrap(const struct markup *m, uint8_t *data, size_t size, size_t most,
                                 size_t count, struct chance *c)
{
    struct stretch around = m->elements[chance_below(c, m->count)].whole;
    const struct markup_element *with = &m->elements[chance_below(c, m->count)];
    struct str out = {0};
    if (with->is_empty)
        return size;
    for (size_t i = 0; i < count; i++)
        str_add_bytes(&out, (const char *)data + with->open.start,
                      with->open.end - with->open.start);
    str_add_bytes(&out, (const char *)data + around.start, around.end - around.start);
    for (size_t i = 0; i < count; i++)
        markup_add_end(&out, data, with->open);
    size = mutate_replace(data, size, most, around, str_text(&out), out.length_bytes);
    str_free(&out);
    return size;
}

/* Gives one element the tags of another, around what was in it. */
static inline size_t markup_rename(const struct markup *m, uint8_t *data, size_t size, size_t most,
                                   struct chance *c)
{
    const struct markup_element *e = &m->elements[chance_below(c, m->count)];
    const struct markup_element *as = &m->elements[chance_below(c, m->count)];
    struct str out = {0};
    size_t inner = e->whole.end;
    while (inner > e->open.end && data[inner - 1] != '<')
        inner--;
    inner = inner > e->open.end ? inner - 1 : e->open.end;
    str_add_bytes(&out, (const char *)data + as->open.start, as->open.end - as->open.start);
    if (!as->is_empty) {
        str_add_bytes(&out, (const char *)data + e->open.end, inner - e->open.end);
        markup_add_end(&out, data, as->open);
    }
    size = mutate_replace(data, size, most, e->whole, str_text(&out), out.length_bytes);
    str_free(&out);
    return size;
}

static inline size_t markup_move(const struct markup *m, uint8_t *data, size_t size, size_t most,
                                 struct chance *c)
{
    struct stretch from = m->elements[chance_below(c, m->count)].whole;
    struct stretch to =
        chance_is(c, 3) ? m->elements[chance_below(c, m->count)].whole : markup_gap(m, c);
    struct str out = {0};
    for (size_t i = chance_is(c, 8) ? 2 + chance_below(c, 40) : 1; i > 0; i--)
        str_add_bytes(&out, (const char *)data + from.start, from.end - from.start);
    size = mutate_replace(data, size, most, to, str_text(&out), out.length_bytes);
    str_free(&out);
    return size;
}

/* Gives one element the attributes of another. */
static inline size_t markup_lend(const struct markup *m, uint8_t *data, size_t size, size_t most,
                                 struct chance *c)
{
    struct stretch to = m->elements[chance_below(c, m->count)].open;
    const struct markup_element *as = &m->elements[chance_below(c, m->count)];
    size_t own = 1 + markup_name_bytes(data, to), other = 1 + markup_name_bytes(data, as->open);
    size_t end = as->open.end - 1 - as->is_empty;
    struct stretch names_end = {to.start + own, to.start + own};
    return mutate_replace(data, size, most, names_end, data + as->open.start + other,
                          end > as->open.start + other ? end - as->open.start - other : 0);
}

static inline size_t markup_change(struct markup *m, uint8_t *data, size_t size, size_t most,
                                   struct chance *c)
{
    markup_read(m, data, size);
    if (m->count == 0 || chance_is(c, 12))
        return LLVMFuzzerMutate(data, size, most);
    struct stretch some = m->elements[chance_below(c, m->count)].whole;
    switch (chance_below(c, 10)) {
    case 0:
        return some.end - some.start < size ? mutate_replace(data, size, most, some, "", 0) : size;
    case 1:
    case 2:
        return markup_move(m, data, size, most, c);
    case 3:
        return markup_wrap(m, data, size, most,
                           chance_is(c, 6) ? chance_below(c, MARKUP_NESTED_MOST) : 1, c);
    case 4:
        return markup_rename(m, data, size, most, c);
    case 5:
        return markup_lend(m, data, size, most, c);
    case 6:
    case 7:
        return m->text_count
                   ? markup_change_words(data, size, most, m->texts[chance_below(c, m->text_count)])
                   : size;
    default:
        return markup_change_value(m, data, size, most, c);
    }
}

/* A few changes to what follows the first `kept` bytes, which only now and then become others; the whole of LLVMFuzzerCustomMutator. */
static inline size_t markup_mutate(uint8_t *data, size_t size, size_t most, unsigned seed,
                                   size_t kept)
{
    static struct markup m;
    struct chance c = chance_of(seed);
    if (size <= kept || chance_is(&c, 40))
        return LLVMFuzzerMutate(data, size, most);
    for (size_t times = 1 + chance_below(&c, 4); times > 0 && size > kept; times--)
        size = kept + markup_change(&m, data + kept, size - kept, most - kept, &c);
    return size;
}

/* An element of the other in some gap of the one; the whole of LLVMFuzzerCustomCrossOver. */
static inline size_t markup_cross(const uint8_t *one, size_t one_size, const uint8_t *other,
                                  size_t other_size, uint8_t *out, size_t most, unsigned seed)
{
    static struct markup m;
    struct chance c = chance_of(seed);
    if (one_size > most)
        return 0;
    memcpy(out, one, one_size);
    markup_read(&m, other, other_size);
    if (m.count == 0)
        return one_size;
    struct stretch from = m.elements[chance_below(&c, m.count)].whole;
    markup_read(&m, one, one_size);
    if (m.count == 0)
        return one_size;
    return mutate_replace(out, one_size, most, markup_gap(&m, &c), other + from.start,
                          from.end - from.start);
}

#endif
