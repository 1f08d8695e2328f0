/* spoken_amount.h: a number or a range with what stands behind it (a scale, a unit, its parts in brackets); private to spoken*.c. Any thread. */
#ifndef LECTERN_SPEECH_SPOKEN_AMOUNT_H
#define LECTERN_SPEECH_SPOKEN_AMOUNT_H

#include "speech/number_words.h"
#include "speech/spoken_token.h"

/* How a sign behind a number is said after one, and after more. A scale ('bn') has `one` only. */
struct unit {
    const char *sign, *one, *many;
};

/* One number or a range, before a unit. */
struct amount {
    struct numeral low, high;
    bool is_range, is_negative;
    size_t bytes; /* 0: there is none */
};

/* 'kg', '%' and the like; 'm', 'bn', 'million' and the like. NULL when it is none. */
const struct unit *spoken_find_measure(const char *text, size_t bytes);
const struct unit *spoken_find_scale(const char *text, size_t bytes);

/* Reads '-5', '5-10'; with `sign` ("": none) before each number. */
struct amount spoken_read_amount(const char *text, size_t bytes, const char *sign);
void spoken_add_amount(const struct amount *a, struct str *out);
bool spoken_is_one(const struct amount *a);

/* Whether tokens `first` to `last`, an amount, stand before a noun and so are said in the singular ("a £35 grant"). */
bool spoken_is_before_noun(const struct sentence *s, size_t first, size_t last);

/* "24(2)(a)", "42(3)-(5)"; false: it is none. */
bool spoken_add_article(const struct sentence *s, const char *text, size_t bytes, struct str *out);

/* The rule for one that has no word such as 'section' before it. */
bool spoken_rule_article(struct sentence *s, size_t i);

#endif
