#include "book/term_index.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>
#include <string.h>

enum { PHRASES_MOST = 65536, SLOTS_LEAST = 256, IDS_MOST = 8 };

/* A token that some term has: its text in the pool, and the terms that begin with it. */
struct known {
    uint32_t text, phrase; /* phrase: the first one, by number; 0 none */
    uint8_t bytes;
};

struct phrase {
    uint32_t next; /* beginning with the same token */
    uint32_t number;
    const char *lang;
    uint16_t rank;
    uint8_t token_count;
    bool is_own, is_shy; /* shy: one word whose only capital is its first letter */
    uint32_t tokens[TERM_TOKENS_MOST];
    uint32_t capitals[TERM_TOKENS_MOST];
};

struct term_index {
    struct str pool;
    struct known *known; /* from 1 */
    size_t known_count, known_cap;
    struct phrase *phrases; /* from 1 */
    size_t phrase_count, phrase_cap;
    uint32_t *slots; /* numbers of known; a power of two, at most half full */
    size_t slot_count;
};

struct term_index *term_index_new(void)
{
    struct term_index *index = mem_new(1, sizeof *index);
    index->slot_count = SLOTS_LEAST;
    index->slots = mem_new(index->slot_count, sizeof *index->slots);
    index->known_count = index->phrase_count = 1;
    index->known_cap = index->phrase_cap = 64;
    index->known = mem_new(index->known_cap, sizeof *index->known);
    index->phrases = mem_new(index->phrase_cap, sizeof *index->phrases);
    return index;
}

void term_index_free(struct term_index *index)
{
    if (!index)
        return;
    str_free(&index->pool);
    free(index->known);
    free(index->phrases);
    free(index->slots);
    free(index);
}

static size_t slot_of(const struct term_index *index, const char *text, size_t bytes)
{
    size_t slot = (size_t)hash_bytes(HASH_START, text, bytes) & (index->slot_count - 1);
    for (; index->slots[slot]; slot = (slot + 1) & (index->slot_count - 1)) {
        const struct known *known = &index->known[index->slots[slot]];
        if (known->bytes == bytes && memcmp(index->pool.data + known->text, text, bytes) == 0)
            break;
    }
    return slot;
}

static void grow_slots(struct term_index *index)
{
    free(index->slots);
    index->slot_count *= 2;
    index->slots = mem_new(index->slot_count, sizeof *index->slots);
    for (uint32_t n = 1; n < index->known_count; n++) {
        const struct known *known = &index->known[n];
        index->slots[slot_of(index, index->pool.data + known->text, known->bytes)] = n;
    }
}

static uint32_t add_known(struct term_index *index, const char *text, size_t bytes)
{
    if (index->known_count * 2 >= index->slot_count)
        grow_slots(index);
    size_t slot = slot_of(index, text, bytes);
    if (!index->slots[slot]) {
        MEM_ROOM(index->known, index->known_count, index->known_cap);
        index->known[index->known_count] =
            (struct known){.text = (uint32_t)index->pool.length_bytes, .bytes = (uint8_t)bytes};
        str_add_bytes(&index->pool, text, bytes);
        index->slots[slot] = (uint32_t)index->known_count++;
    }
    return index->slots[slot];
}

static unsigned count_bits(uint32_t bits)
{
    unsigned count = 0;
    for (; bits; bits &= bits - 1)
        count++;
    return count;
}

static uint32_t asked_capitals(const struct term_token *token, enum term_capitals capitals)
{
    if (capitals == TERM_CAPITALS_ALL)
        return token->capitals;
    bool is_abbreviation = count_bits(token->capitals) >= 2;
    return capitals == TERM_CAPITALS_ABBREVIATION && is_abbreviation ? token->capitals : 0;
}

static void add_phrase(struct term_index *index, const struct term_token *tokens, size_t count,
                       const struct term_rule *rule, uint16_t worse)
{
    if (index->phrase_count >= PHRASES_MOST)
        return;
    MEM_ROOM(index->phrases, index->phrase_count, index->phrase_cap);
    struct phrase phrase = {.number = rule->number,
                            .lang = rule->lang,
                            .rank = (uint16_t)(rule->rank + worse),
                            .token_count = (uint8_t)count,
                            .is_own = rule->is_own};
    for (size_t i = 0; i < count; i++) {
        if (!tokens[i].bytes)
            return;
        phrase.tokens[i] = add_known(index, tokens[i].text, tokens[i].bytes);
        phrase.capitals[i] = asked_capitals(&tokens[i], (enum term_capitals)rule->capitals);
    }
    phrase.is_shy = count == 1 && phrase.capitals[0] == 1;
    struct known *first = &index->known[phrase.tokens[0]];
    phrase.next = first->phrase;
    first->phrase = (uint32_t)index->phrase_count;
    index->phrases[index->phrase_count++] = phrase;
}

static bool join_tokens(const struct term_token *tokens, size_t count, struct term_token *joined)
{
    *joined = (struct term_token){.follows_cut = true, .precedes_cut = true};
    for (size_t i = 0; i < count; i++) {
        if (!tokens[i].bytes || joined->bytes + tokens[i].bytes > INFLECT_BYTES_MOST)
            return false;
        if (i == 0)
            joined->capitals = tokens[i].capitals;
        memcpy(joined->text + joined->bytes, tokens[i].text, tokens[i].bytes);
        joined->bytes = (uint8_t)(joined->bytes + tokens[i].bytes);
    }
    return true;
}

/* 'voters' of a book's own list is 'voter' too. */
static void add_singular(struct term_index *index, struct term_token *tokens, size_t count,
                         const struct term_rule *rule, bool is_welsh)
{
    struct inflect_base bases[INFLECT_BASES_MOST];
    size_t base_count;
    struct term_token *last = &tokens[count - 1];
    if (!last->bytes || is_welsh)
        return;
    inflect_bases(last->text, last->bytes, false, bases, &base_count);
    for (size_t i = 1; i < base_count; i++) {
        if (bases[i].kind != INFLECT_NOUN || bases[i].bytes < 3)
            continue;
        struct term_token kept = *last;
        memcpy(last->text, bases[i].text, bases[i].bytes + 1u);
        last->bytes = bases[i].bytes;
        add_phrase(index, tokens, count, rule, 1);
        *last = kept;
    }
}

void term_index_add(struct term_index *index, const char *text, size_t bytes,
                    const struct term_rule *rule)
{
    struct term_token tokens[TERM_TOKENS_MOST];
    struct term_token joined;
    bool is_welsh = term_lang_is_welsh(rule->lang);
    size_t count = term_cut(text, bytes, is_welsh, tokens);
    if (!count)
        return;
    add_phrase(index, tokens, count, rule, 0);
    bool is_one_word = !memchr(text, ' ', bytes);
    if (count > 1 && is_one_word && !memchr(text, '/', bytes) &&
        join_tokens(tokens, count, &joined))
        add_phrase(index, &joined, 1, rule, 1);
    if (rule->is_own)
        add_singular(index, tokens, count, rule, is_welsh);
}

/* The terms' tokens that one token of a text may be. */
struct guess {
    uint32_t ids[IDS_MOST];
    uint8_t kinds[IDS_MOST];
    size_t count;
    uint32_t capitals;
};

static void guess_token(const struct term_index *index, const struct term_token *token,
                        bool is_welsh, struct guess *guess)
{
    struct inflect_base bases[INFLECT_BASES_MOST];
    size_t count;
    guess->count = 0;
    guess->capitals = token->capitals;
    if (!token->bytes)
        return;
    inflect_bases(token->text, token->bytes, is_welsh, bases, &count);
    for (size_t i = 0; i < count && guess->count < IDS_MOST; i++) {
        uint32_t id = index->slots[slot_of(index, bases[i].text, bases[i].bytes)];
        if (!id)
            continue;
        guess->ids[guess->count] = id;
        guess->kinds[guess->count++] = bases[i].kind;
    }
}

struct text_token {
    struct guess guess;
    size_t word;
    bool precedes_cut;
};

struct best {
    uint32_t number;
    size_t tokens, words;
    unsigned rank, inflected;
};

static bool is_better(const struct best *one, const struct best *other)
{
    if (one->tokens != other->tokens)
        return one->tokens > other->tokens;
    if (one->rank != other->rank)
        return one->rank < other->rank;
    return one->inflected < other->inflected;
}

/* Whether the token is the term's; *inflected gets how far it is from it. */
static bool token_fits(const struct guess *guess, uint32_t id, uint32_t capitals,
                       unsigned *inflected)
{
    if (capitals & ~guess->capitals)
        return false;
    for (size_t i = 0; i < guess->count; i++) {
        if (guess->ids[i] != id || (capitals && guess->kinds[i] == INFLECT_VERB))
            continue;
        *inflected += (unsigned)i;
        return true;
    }
    return false;
}

static void try_phrase(const struct phrase *phrase, const struct term_word *words,
                       const struct text_token *tokens, size_t count, size_t weight,
                       struct best *best)
{
    unsigned inflected = 0;
    if (phrase->token_count > count || !tokens[phrase->token_count - 1].precedes_cut ||
        (phrase->is_shy && words[0].begins_sentence) ||
        (!phrase->is_own && !term_same_lang(phrase->lang, words[0].lang)))
        return;
    for (size_t i = 0; i < phrase->token_count; i++) {
        if (!token_fits(&tokens[i].guess, phrase->tokens[i], phrase->capitals[i], &inflected))
            return;
    }
    struct best found = {phrase->number, phrase->token_count + weight,
                         tokens[phrase->token_count - 1].word + 1, phrase->rank, inflected};
    if (!best->number || is_better(&found, best))
        *best = found;
}

static void try_all(const struct term_index *index, const struct term_word *words,
                    const struct text_token *tokens, size_t count, size_t weight, struct best *best)
{
    for (size_t i = 0; i < tokens[0].guess.count; i++) {
        const struct known *known = &index->known[tokens[0].guess.ids[i]];
        for (uint32_t n = known->phrase; n; n = index->phrases[n].next)
            try_phrase(&index->phrases[n], words, tokens, count, weight, best);
    }
}

/* Reads the words into tokens, up to the first that is in no term. */
static size_t read_tokens(const struct term_index *index, const struct term_word *words,
                          size_t count, struct text_token tokens[TERM_TOKENS_MOST])
{
    size_t found = 0;
    for (size_t word = 0; word < count && found < TERM_TOKENS_MOST; word++) {
        struct term_token cut[TERM_WORD_TOKENS_MOST];
        bool is_welsh = term_lang_is_welsh(words[word].lang);
        size_t cut_count = term_tokens(words[word].text, words[word].bytes, is_welsh, cut);
        if (!cut_count && word == 0)
            return 0;
        for (size_t i = 0; i < cut_count && found < TERM_TOKENS_MOST; i++) {
            struct text_token *token = &tokens[found];
            guess_token(index, &cut[i], is_welsh, &token->guess);
            if (!token->guess.count)
                return found;
            token->word = word;
            token->precedes_cut = cut[i].precedes_cut;
            found++;
        }
    }
    return found;
}

/* 'well-being' may stand for 'wellbeing', and 'policy/practice' holds two words. */
static void try_parts(const struct term_index *index, const struct term_word *words,
                      struct best *best)
{
    struct term_token cut[TERM_WORD_TOKENS_MOST], joined;
    struct text_token token = {.precedes_cut = true};
    bool is_welsh = term_lang_is_welsh(words[0].lang);
    size_t count = term_tokens(words[0].text, words[0].bytes, is_welsh, cut);
    if (count < 2)
        return;
    if (!memchr(words[0].text, '/', words[0].bytes) && join_tokens(cut, count, &joined)) {
        guess_token(index, &joined, is_welsh, &token.guess);
        try_all(index, words, &token, token.guess.count ? 1 : 0, count - 1, best);
    }
    for (size_t i = 1; i < count && !best->number; i++) {
        if (!cut[i].follows_cut || !cut[i].precedes_cut)
            continue;
        guess_token(index, &cut[i], is_welsh, &token.guess);
        try_all(index, words, &token, token.guess.count ? 1 : 0, 0, best);
    }
}

uint32_t term_index_match(const struct term_index *index, const struct term_word *words,
                          size_t count, size_t *used)
{
    struct text_token tokens[TERM_TOKENS_MOST];
    struct best best = {0};
    if (!count)
        return 0;
    size_t found = read_tokens(index, words, count, tokens);
    if (found)
        try_all(index, words, tokens, found, 0, &best);
    try_parts(index, words, &best);
    *used = best.words;
    return best.number;
}

bool term_index_begins(const struct term_index *index, const struct term_word *word)
{
    struct term_token cut[TERM_WORD_TOKENS_MOST];
    struct guess guess;
    bool is_welsh = term_lang_is_welsh(word->lang);
    size_t count = term_tokens(word->text, word->bytes, is_welsh, cut);
    if (count > 1)
        return true;
    if (!count)
        return false;
    guess_token(index, &cut[0], is_welsh, &guess);
    for (size_t i = 0; i < guess.count; i++) {
        if (index->known[guess.ids[i]].phrase)
            return true;
    }
    return false;
}
