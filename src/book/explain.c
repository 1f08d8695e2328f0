#include "book/explain.h"

#include "base/mem.h"
#include "book/definition.h"
#include "book/term_index.h"
#include "book/word_list.h"

#include <stdlib.h>
#include <string.h>

enum {
    GLOSSARIES_MOST = 8,
    PHRASE_WORDS_MOST = 10,
    HITS_MOST = 262144,
    PLACES_MOST = 65535,
    SEEN_SLOTS = 16384, /* spellings whose answer the pass over the whole book keeps */
    RANK_STEP = 2       /* within one source there are two: as written, and guessed */
};

struct explain {
    const struct book *book;
    struct meanings own;
    struct word_list lists[WORD_LISTS_MOST];
    size_t list_count;
    struct explain_term *terms; /* from 1 */
    size_t term_count, term_cap;
    struct term_index *index;
    struct explain_hit *hits; /* of the whole book, in order; made when first asked for */
    size_t hit_count, hit_cap;
    uint32_t *listed;
    size_t listed_count;
    bool is_read;
};

static struct term_word word_at(const struct book *book, uint32_t n)
{
    const struct book_word *word = &book->words[n];
    return (struct term_word){.text = book->pool + word->text,
                              .bytes = word->bytes,
                              .lang = book_word_lang(book, n),
                              .begins_sentence = book->sentences[word->sentence].first_word == n};
}

static uint32_t add_term(struct explain *explain, const struct explain_term *term)
{
    MEM_ROOM(explain->terms, explain->term_count, explain->term_cap);
    explain->terms[explain->term_count] = *term;
    return (uint32_t)explain->term_count++;
}

/* Adds a term and each way in which a list writes it: 'Member of Parliament (MP)', 'plan or EHCP', 'inclusion / inclusive'. */
static void add_ways(struct term_index *index, const char *term, const struct term_rule *rule)
{
    const char *open = strchr(term, '('), *close = open ? strchr(open, ')') : NULL;
    term_index_add(index, term, strlen(term), rule);
    if (close) {
        if (open > term)
            term_index_add(index, term, (size_t)(open - term), rule);
        term_index_add(index, open + 1, (size_t)(close - open) - 1, rule);
        return;
    }
    static const char *const between[] = {" / ", " or ", ", ", " neu ", NULL};
    for (const char *const *cut = between; *cut; cut++) {
        const char *at = strstr(term, *cut);
        if (!at)
            continue;
        term_index_add(index, term, (size_t)(at - term), rule);
        at += strlen(*cut);
        term_index_add(index, at, strlen(at), rule);
        return;
    }
}

static void add_glossary(struct explain *explain, const struct glossary *glossary)
{
    for (size_t i = 0; i < glossary_count(glossary); i++) {
        const struct glossary_term *from = glossary_term_at(glossary, i);
        struct term_rule rule = {.rank = (uint16_t)(glossary_source(glossary) * RANK_STEP),
                                 .capitals = TERM_CAPITALS_ALL,
                                 .lang = glossary_lang(glossary)};
        rule.number =
            add_term(explain, &(struct explain_term){.term = from->term,
                                                     .meaning = from->meaning,
                                                     .long_form = from->long_form,
                                                     .lang = glossary_lang(glossary),
                                                     .source = glossary_source(glossary)});
        term_index_add(explain->index, from->term, strlen(from->term), &rule);
        for (size_t k = 0; k < from->form_count; k++)
            term_index_add(explain->index, from->forms[k], strlen(from->forms[k]), &rule);
    }
}

/* The term of the glossaries that these words are, from the first to the last; 0 none. */
static uint32_t find_whole(const struct term_index *index, const char *text, const char *lang)
{
    struct term_word words[PHRASE_WORDS_MOST];
    size_t count = 0, used = 0;
    for (const char *at = text; *at && count < PHRASE_WORDS_MOST;) {
        size_t bytes = strcspn(at, " ");
        if (bytes)
            words[count++] = (struct term_word){at, bytes, lang, false};
        at += bytes + (at[bytes] == ' ');
    }
    uint32_t found = term_index_match(index, words, count, &used);
    return found && used == count ? found : 0;
}

/* An abbreviation that the book writes out and a glossary explains: the glossary's meaning goes with the book's long form. */
static void take_meaning(const struct explain *explain, const struct term_index *glossaries,
                         struct explain_term *term)
{
    uint32_t found = find_whole(glossaries, term->long_form, term->lang);
    if (!found) {
        found = find_whole(glossaries, term->term, term->lang);
        if (found && strcasecmp(explain->terms[found].long_form, term->long_form) != 0)
            found = 0;
    }
    if (found) {
        term->meaning = explain->terms[found].meaning;
        term->source = explain->terms[found].source;
        term->meaning_first = term->meaning_last = 0;
    }
}

static bool is_shouted(const struct meanings *own)
{
    size_t long_terms = 0, small = 0;
    for (size_t i = 0; i < own->count; i++) {
        size_t bytes = strlen(own->items[i].term);
        bool is_long = bytes > 6 && !own->items[i].long_form;
        long_terms += is_long;
        for (size_t k = 0; is_long && k < bytes; k++) {
            if (own->items[i].term[k] >= 'a' && own->items[i].term[k] <= 'z') {
                small++;
                break;
            }
        }
    }
    return long_terms > 2 && !small;
}

/* The book's terms have the first numbers, kept free for them: what they mean may depend on the glossaries, which are there now. */
static void add_own(struct explain *explain)
{
    const struct term_index *glossaries = explain->index;
    bool shouted = is_shouted(&explain->own);
    for (size_t i = 0; i < explain->own.count; i++) {
        const struct meaning *own = &explain->own.items[i];
        const char *lang = book_word_lang(explain->book, own->term_word);
        struct explain_term *term = &explain->terms[i + 1];
        *term = (struct explain_term){.term = own->term,
                                      .meaning = own->text,
                                      .long_form = own->long_form ? own->long_form : "",
                                      .lang = lang,
                                      .source = GLOSSARY_DOCUMENT,
                                      .meaning_first = own->first_word,
                                      .meaning_last = own->last_word};
        if (own->long_form)
            take_meaning(explain, glossaries, term);
    }
    for (size_t i = 0; i < explain->own.count; i++) {
        const struct explain_term *term = &explain->terms[i + 1];
        const struct term_rule rule = {.number = (uint32_t)i + 1,
                                       .capitals = shouted ? TERM_CAPITALS_NONE
                                                           : TERM_CAPITALS_ABBREVIATION,
                                       .is_own = true,
                                       .lang = term->lang};
        add_ways(explain->index, term->term, &rule);
    }
}

struct explain *explain_new(const struct book *book, const struct glossary *const *glossaries,
                            size_t count)
{
    struct explain *explain = mem_new(1, sizeof *explain);
    explain->book = book;
    explain->list_count = word_list_read(book, &explain->own, explain->lists);
    definition_read(book, explain->lists, explain->list_count, &explain->own);
    definition_read_abbreviations(book, &explain->own);
    explain->term_count = explain->own.count + 1;
    explain->term_cap = explain->term_count;
    explain->terms = mem_new(explain->term_cap, sizeof *explain->terms);
    explain->index = term_index_new();
    for (size_t i = 0; i < count && i < GLOSSARIES_MOST; i++) {
        if (glossaries[i])
            add_glossary(explain, glossaries[i]);
    }
    add_own(explain);
    return explain;
}

void explain_free(struct explain *explain)
{
    if (!explain)
        return;
    meaning_free(&explain->own);
    term_index_free(explain->index);
    free(explain->terms);
    free(explain->hits);
    free(explain->listed);
    free(explain);
}

/* The longest term that begins with word n. */
static bool match_from(const struct explain *explain, uint32_t n, struct explain_hit *hit)
{
    const struct book *book = explain->book;
    const struct book_sentence *sentence = &book->sentences[book->words[n].sentence];
    struct term_word words[PHRASE_WORDS_MOST];
    size_t count = 0, used;
    for (uint32_t k = n;
         k < sentence->first_word + sentence->word_count && count < PHRASE_WORDS_MOST; k++)
        words[count++] = word_at(book, k);
    uint32_t term = term_index_match(explain->index, words, count, &used);
    if (!term)
        return false;
    *hit = (struct explain_hit){n, n + (uint32_t)used - 1, term};
    return true;
}

bool explain_at(struct explain *explain, uint32_t n, struct explain_hit *hit)
{
    const struct book *book = explain->book;
    bool found = false;
    if (n == 0 || n > book->word_total)
        return false;
    uint32_t from = book->sentences[book->words[n].sentence].first_word;
    if (n - from >= PHRASE_WORDS_MOST)
        from = n - PHRASE_WORDS_MOST + 1;
    for (uint32_t k = from; k <= n; k++) {
        struct explain_hit here;
        if (!match_from(explain, k, &here) || here.last_word < n)
            continue;
        if (!found || here.last_word - here.first_word > hit->last_word - hit->first_word)
            *hit = here;
        found = true;
    }
    return found;
}

const struct explain_term *explain_term_at(const struct explain *explain, uint32_t term)
{
    return term && term < explain->term_count ? &explain->terms[term] : NULL;
}

uint32_t explain_own_count(const struct explain *explain)
{
    return (uint32_t)explain->own.count;
}

/* Spellings that no term begins with, so that the pass over a book asks once for each. */
struct seen {
    uint64_t hashes[SEEN_SLOTS];
    bool begins[SEEN_SLOTS];
};

static bool may_begin(const struct explain *explain, struct seen *seen, uint32_t n)
{
    const struct book *book = explain->book;
    const struct book_word *word = &book->words[n];
    uint64_t hash = hash_bytes(HASH_START + word->lang, book->pool + word->text, word->bytes);
    size_t slot = (size_t)(hash ^ hash >> 32) & (SEEN_SLOTS - 1);
    if (seen->hashes[slot] != hash) {
        struct term_word asked = word_at(book, n);
        seen->hashes[slot] = hash;
        seen->begins[slot] = term_index_begins(explain->index, &asked);
    }
    return seen->begins[slot];
}

static bool is_in_list(const struct explain *explain, uint32_t n)
{
    uint32_t block = explain->book->words[n].block;
    for (size_t i = 0; i < explain->list_count; i++) {
        if (block >= explain->lists[i].first_block && block <= explain->lists[i].last_block)
            return true;
    }
    return false;
}

static void list_terms(struct explain *explain)
{
    bool *is_used = mem_new(explain->term_count, sizeof *is_used);
    explain->listed = mem_new(explain->term_count, sizeof *explain->listed);
    for (uint32_t n = 1; n <= explain->own.count; n++)
        explain->listed[explain->listed_count++] = n;
    for (size_t i = 0; i < explain->hit_count; i++) {
        uint32_t term = explain->hits[i].term;
        if (term <= explain->own.count || is_used[term])
            continue;
        is_used[term] = true;
        explain->listed[explain->listed_count++] = term;
    }
    free(is_used);
}

/* The whole book once: every place of every term. */
static void read_book(struct explain *explain)
{
    if (explain->is_read)
        return;
    struct seen *seen = mem_new(1, sizeof *seen);
    explain->is_read = true;
    for (uint32_t n = 1; n <= explain->book->word_count && explain->hit_count < HITS_MOST; n++) {
        struct explain_hit hit;
        if (!may_begin(explain, seen, n) || !match_from(explain, n, &hit))
            continue;
        MEM_ROOM(explain->hits, explain->hit_count, explain->hit_cap);
        explain->hits[explain->hit_count++] = hit;
        n = hit.last_word;
    }
    free(seen);
    list_terms(explain);
}

const uint32_t *explain_list(struct explain *explain, size_t *count)
{
    read_book(explain);
    *count = explain->listed_count;
    return explain->listed;
}

size_t explain_places(struct explain *explain, uint32_t term, uint32_t *words, size_t most)
{
    size_t count = 0;
    read_book(explain);
    for (size_t i = 0; i < explain->hit_count && count < PLACES_MOST; i++) {
        const struct explain_hit *hit = &explain->hits[i];
        if (hit->term != term || is_in_list(explain, hit->first_word))
            continue;
        if (count < most)
            words[count] = hit->first_word;
        count++;
    }
    return count;
}

static bool is_bold_throughout(const struct book *book, const struct book_block *block)
{
    return meaning_bold_words(book, block) == block->word_count;
}

bool explain_is_marked(struct explain *explain, uint32_t n)
{
    const struct book *book = explain->book;
    struct explain_hit hit;
    if (n == 0 || n > book->word_count || !(book->words[n].style & STYLE_BOLD))
        return false;
    const struct book_block *block = &book->blocks[book->words[n].block];
    if (!meaning_is_text(block) || is_bold_throughout(book, block) || is_in_list(explain, n) ||
        !explain_at(explain, n, &hit))
        return false;
    for (uint32_t k = hit.first_word; k <= hit.last_word; k++) {
        if (!(book->words[k].style & STYLE_BOLD))
            return false;
    }
    return true;
}

bool explain_word_list(const struct explain *explain, uint32_t *first, uint32_t *last)
{
    if (!explain->list_count)
        return false;
    uint32_t longest = 0;
    for (size_t i = 0; i < explain->list_count; i++) {
        const struct word_list *list = &explain->lists[i];
        if (list->last_block - list->first_block <= longest)
            continue;
        longest = list->last_block - list->first_block;
        *first = explain->book->blocks[list->first_block].first_word;
        uint32_t block = list->last_block;
        while (!explain->book->blocks[block].word_count)
            block--;
        *last =
            explain->book->blocks[block].first_word + explain->book->blocks[block].word_count - 1;
    }
    return true;
}
