/* pdf_tokens.h: changes to what PDF files are written in (ISO 32000-1, 7.2 and 7.3): a number becomes another, a reference points elsewhere (and
 * so in a ring), a name takes the place of a name, a group of a group. And a file's index, made anew after its objects have moved: without it,
 * MuPDF searches all of it for objects, and what it finds is not what was meant. */
#ifndef LECTERN_FUZZ_PDF_TOKENS_H
#define LECTERN_FUZZ_PDF_TOKENS_H

#include "mutate.h"

#include <ctype.h>
#include <stdio.h>

enum pdf_token_kind {
    PDF_NUMBER,
    PDF_NAME,
    PDF_STRING,
    PDF_REFERENCE,
    PDF_WORD, /* an operator, or a keyword */
    PDF_OPEN,
    PDF_CLOSE
};

enum { PDF_TOKENS_MOST = 8192, PDF_NESTED_MOST = 300 };

struct pdf_token {
    enum pdf_token_kind kind;
    struct stretch at;
};

struct pdf_tokens {
    struct pdf_token items[PDF_TOKENS_MOST];
    size_t count;
};

static inline bool pdf_is_regular(uint8_t c)
{
    return c > ' ' && c < 0x7F && !memchr("()<>[]{}/%", c, 10);
}

static inline size_t pdf_string_end(const uint8_t *data, size_t size, size_t at)
{
    int depth = 0;
    for (; at < size; at++) {
        if (data[at] == '\\')
            at++;
        else if (data[at] == '(')
            depth++;
        else if (data[at] == ')' && --depth == 0)
            return at + 1;
    }
    return size;
}

static inline struct pdf_token pdf_token_at(const uint8_t *data, size_t size, size_t at)
{
    struct pdf_token t = {PDF_WORD, {at, at + 1}};
    bool is_pair = at + 1 < size && data[at] == data[at + 1];
    if (data[at] == '(') {
        t.kind = PDF_STRING;
        t.at.end = pdf_string_end(data, size, at);
    } else if (data[at] == '[' || (data[at] == '<' && is_pair)) {
        t.kind = PDF_OPEN;
        t.at.end = data[at] == '[' ? at + 1 : at + 2;
    } else if (data[at] == ']' || (data[at] == '>' && is_pair)) {
        t.kind = PDF_CLOSE;
        t.at.end = data[at] == ']' ? at + 1 : at + 2;
    } else if (data[at] == '<') {
        const uint8_t *end = memchr(data + at, '>', size - at);
        t.kind = PDF_STRING;
        t.at.end = end ? (size_t)(end - data) + 1 : size;
    } else {
        while (t.at.end < size && pdf_is_regular(data[t.at.end]))
            t.at.end++;
        t.kind = data[at] == '/'                                   ? PDF_NAME
                 : isdigit(data[at]) || memchr("+-.", data[at], 3) ? PDF_NUMBER
                                                                   : PDF_WORD;
    }
    return t;
}

/* "12 0 R" is one token. */
static inline void pdf_join_reference(struct pdf_tokens *p, const uint8_t *data)
{
    size_t n = p->count;
    struct pdf_token *t = p->items;
    if (n < 3 || data[t[n - 1].at.start] != 'R' || t[n - 1].at.end - t[n - 1].at.start != 1 ||
        t[n - 2].kind != PDF_NUMBER || t[n - 3].kind != PDF_NUMBER)
        return;
    t[n - 3].kind = PDF_REFERENCE;
    t[n - 3].at.end = t[n - 1].at.end;
    p->count = n - 2;
}

static inline void pdf_tokens_read(struct pdf_tokens *p, const uint8_t *data, size_t size)
{
    p->count = 0;
    for (size_t at = 0; at < size && p->count < PDF_TOKENS_MOST;) {
        if (data[at] <= ' ' || data[at] >= 0x7F || data[at] == '%' || data[at] == ')') {
            at++;
            continue;
        }
        p->items[p->count++] = pdf_token_at(data, size, at);
        at = p->items[p->count - 1].at.end;
        pdf_join_reference(p, data);
    }
}

/* Some token of that kind; NULL: none was met. */
static inline const struct pdf_token *pdf_some(const struct pdf_tokens *p, enum pdf_token_kind kind,
                                               struct chance *c)
{
    size_t from = chance_below(c, p->count);
    for (size_t i = 0; i < p->count; i++) {
        const struct pdf_token *t = &p->items[(from + i) % p->count];
        if (t->kind == kind)
            return t;
    }
    return NULL;
}

/* A value: a token, or a group with all that is in it. */
static inline struct stretch pdf_some_value(const struct pdf_tokens *p, struct chance *c)
{
    size_t i = chance_below(c, p->count), depth = 0;
    struct stretch out = p->items[i].at;
    for (; i < p->count; i++) {
        if (p->items[i].kind == PDF_OPEN)
            depth++;
        else if (p->items[i].kind == PDF_CLOSE && depth > 0)
            depth--;
        out.end = p->items[i].at.end;
        if (depth == 0)
            break;
    }
    return out;
}

static inline size_t pdf_put(uint8_t *data, size_t size, size_t most, struct stretch cut,
                             const void *bytes, size_t count)
{
    struct str out = {0};
    str_add_char(&out, ' ');
    str_add_bytes(&out, bytes, count);
    str_add_char(&out, ' ');
    size = mutate_replace(data, size, most, cut, out.data, out.length_bytes);
    str_free(&out);
    return size;
}

static inline size_t pdf_nest(uint8_t *data, size_t size, size_t most, struct stretch value,
                              struct chance *c)
{
    struct str out = {0};
    size_t times = 1 + chance_below(c, chance_is(c, 4) ? PDF_NESTED_MOST : 2);
    bool is_array = chance_is(c, 2);
    for (size_t i = 0; i < times; i++)
        str_add(&out, is_array ? "[" : "<</K ");
    str_add_bytes(&out, (const char *)data + value.start, value.end - value.start);
    for (size_t i = 0; i < times; i++)
        str_add(&out, is_array ? "]" : ">>");
    size = pdf_put(data, size, most, value, out.data, out.length_bytes);
    str_free(&out);
    return size;
}

/* One token becomes another of its kind. */
static inline size_t pdf_change_token(const struct pdf_tokens *p, uint8_t *data, size_t size,
                                      size_t most, struct chance *c)
{
    static const enum pdf_token_kind kinds[] = {PDF_NUMBER, PDF_NUMBER, PDF_NAME,
                                                PDF_STRING, PDF_WORD,   PDF_REFERENCE};
    enum pdf_token_kind kind = kinds[chance_below(c, sizeof kinds / sizeof *kinds)];
    const struct pdf_token *one = pdf_some(p, kind, c), *other = pdf_some(p, kind, c);
    if (!one)
        return size;
    const char *number = chance_number(c);
    if (kind == PDF_NUMBER && chance_is(c, 2))
        return pdf_put(data, size, most, one->at, number, strlen(number));
    if (kind == PDF_STRING && one->at.end - one->at.start > 2 && chance_is(c, 2))
        return mutate_bytes(data, size, most, (struct stretch){one->at.start + 1, one->at.end - 1});
    return mutate_replace(data, size, most, one->at, data + other->at.start,
                          other->at.end - other->at.start);
}

static inline size_t pdf_change(struct pdf_tokens *p, uint8_t *data, size_t size, size_t most,
                                struct chance *c)
{
    pdf_tokens_read(p, data, size);
    if (p->count == 0 || chance_is(c, 3))
        return LLVMFuzzerMutate(data, size, most);
    struct stretch one = pdf_some_value(p, c), other = pdf_some_value(p, c);
    switch (chance_below(c, 8)) {
    case 0:
        return one.end - one.start < size ? mutate_replace(data, size, most, one, "", 0) : size;
    case 1:
        return pdf_put(data, size, most, (struct stretch){other.start, other.start},
                       data + one.start, one.end - one.start);
    case 2:
        return pdf_put(data, size, most, one, data + other.start, other.end - other.start);
    case 3:
        return pdf_nest(data, size, most, one, c);
    default:
        return pdf_change_token(p, data, size, most, c);
    }
}

/* A few changes; the whole of LLVMFuzzerCustomMutator. */
static inline size_t pdf_mutate(uint8_t *data, size_t size, size_t most, unsigned seed)
{
    static struct pdf_tokens p;
    struct chance c = chance_of(seed);
    for (size_t times = 1 + chance_below(&c, 4); times > 0; times--)
        size = pdf_change(&p, data, size, most, &c);
    return size;
}

/* A value of the other in the one; the whole of LLVMFuzzerCustomCrossOver. */
static inline size_t pdf_cross(const uint8_t *one, size_t one_size, const uint8_t *other,
                               size_t other_size, uint8_t *out, size_t most, unsigned seed)
{
    static struct pdf_tokens p;
    struct chance c = chance_of(seed);
    if (one_size > most)
        return 0;
    memcpy(out, one, one_size);
    pdf_tokens_read(&p, other, other_size);
    if (p.count == 0)
        return one_size;
    struct stretch from = pdf_some_value(&p, &c);
    pdf_tokens_read(&p, one, one_size);
    if (p.count == 0)
        return one_size;
    return pdf_put(out, one_size, most, pdf_some_value(&p, &c), other + from.start,
                   from.end - from.start);
}

#endif
