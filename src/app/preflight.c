#include "app/preflight.h"

#include "base/mem.h"
#include "speech/lexicon.h"
#include "speech/spoken.h"
#include "speech/voice.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { LEXICONS_MOST = 8, BEGINNING_BYTES = 60 };

struct known_lexicon {
    char lang[9]; /* the language alone: "en" */
    struct lexicon *lexicon;
};

struct speakers {
    struct voice *voice; /* NULL: not asked for yet, or there is none */
    bool is_asked;
    struct known_lexicon lexicons[LEXICONS_MOST];
    size_t lexicon_count;
};

struct speakers *speakers_new(void)
{
    return mem_new(1, sizeof(struct speakers));
}

void speakers_free(struct speakers *speakers)
{
    if (!speakers)
        return;
    voice_free(speakers->voice);
    for (size_t i = 0; i < speakers->lexicon_count; i++)
        lexicon_free(speakers->lexicons[i].lexicon);
    free(speakers);
}

static bool has_voice(struct speakers *speakers, const char *tag)
{
    static const struct voice_settings usual = {"", VOICE_WPM_USUAL, 50};
    if (!speakers->is_asked && voice_new(&speakers->voice) != ERR_OK)
        speakers->voice = NULL;
    speakers->is_asked = true;
    return speakers->voice && voice_set(speakers->voice, &usual, tag);
}

/* As the narrator has it: a language that is not known is English. */
static struct lexicon *lexicon_of(struct speakers *speakers, const char *tag)
{
    char lang[9] = "en";
    if (*tag) {
        size_t bytes = strcspn(tag, "-");
        memcpy(lang, tag, bytes < sizeof lang ? bytes : sizeof lang - 1);
        lang[bytes < sizeof lang ? bytes : sizeof lang - 1] = 0;
    }
    for (size_t i = 0; i < speakers->lexicon_count; i++) {
        if (strcmp(speakers->lexicons[i].lang, lang) == 0)
            return speakers->lexicons[i].lexicon;
    }
    if (speakers->lexicon_count == LEXICONS_MOST)
        return NULL;
    struct known_lexicon *known = &speakers->lexicons[speakers->lexicon_count++];
    memcpy(known->lang, lang, sizeof lang);
    known->lexicon = lexicon_load(lang);
    return known->lexicon;
}

static bool is_listed(const char *list, const char *word, size_t bytes)
{
    for (size_t length; *list; list += length) {
        list += strspn(list, " ");
        length = strcspn(list, " ");
        if (length == bytes && strncasecmp(list, word, bytes) == 0)
            return true;
    }
    return false;
}

/* Whether the voice says the word letter by letter, not as a word. */
static bool is_spelled(struct lexicon *lexicon, const char *lang, const char *text, size_t bytes)
{
    char *word = mem_copy_bytes(text, bytes);
    struct spoken spoken;
    spoken_make_text(lexicon, lang, word, &spoken);
    bool found = strchr(str_text(&spoken.text), ' ') != NULL;
    spoken_free(&spoken);
    free(word);
    return found;
}

/* A doubt_knows: words of the lexicon, words that people write in capitals, and acronyms that are spelled in English too. */
static bool knows(void *data, const char *lang, const char *word, size_t bytes)
{
    struct lexicon *lexicon = lexicon_of(data, lang);
    if (lexicon_find(lexicon, word, bytes) ||
        is_listed(lexicon_phrase(lexicon, "@words-in-capitals", ""), word, bytes))
        return true;
    const char *english = lexicon_find(lexicon_of(data, "en"), word, bytes);
    return english && strcmp(english, "*") == 0 && is_spelled(lexicon, lang, word, bytes);
}

void preflight_make(const struct book *book, struct speakers *speakers, struct preflight *out)
{
    *out = (struct preflight){.book = book};
    survey_make(book, &out->survey);
    doubts_find(book, knows, speakers, &out->doubts);
    for (uint32_t i = 0; i < out->survey.lang_count; i++)
        out->has_voice[i] = has_voice(speakers, out->survey.langs[i].tag);
    for (uint32_t i = 0; i < out->doubts.count; i++) {
        const struct doubt *doubt = &out->doubts.items[i];
        const char *lang = book_word_lang(book, doubt->first_word);
        out->is_spelled[i] =
            is_spelled(lexicon_of(speakers, lang), lang, doubt->text, doubt->bytes);
    }
    out->minutes =
        (out->survey.words + out->survey.description_words + VOICE_WPM_USUAL - 1) / VOICE_WPM_USUAL;
}

unsigned preflight_reading_age(const struct preflight *p)
{
    double years = 0;
    bool is_known = p->survey.is_english && reading_age_flesch_kincaid(&p->survey.reading, &years);
    return is_known ? (unsigned)lround(years) : 0;
}

unsigned preflight_smog_age(const struct preflight *p)
{
    double years = 0;
    bool is_known = p->survey.is_english && reading_age_smog(&p->survey.reading, &years);
    return is_known ? (unsigned)lround(years) : 0;
}

void preflight_add_pages(const struct preflight *p, const struct survey_pages *pages,
                         struct str *out)
{
    for (uint32_t i = 0; i < pages->count && i < SURVEY_PAGES_MOST; i++) {
        uint32_t page = pages->numbers[i];
        const char *label =
            page <= p->book->page_count ? book_string(p->book, p->book->pages[page].label) : "";
        str_add(out, i ? ", " : "");
        if (*label)
            str_add(out, label);
        else
            str_addf(out, "%u", page);
    }
    if (pages->count > SURVEY_PAGES_MOST)
        str_add(out, " …");
}

void preflight_add_beginning(const struct preflight *p, uint32_t block, struct str *out)
{
    const struct book_block *b = &p->book->blocks[block];
    const struct book_word *first = &p->book->words[b->first_word], *last = first;
    uint32_t i = 1;
    for (; i < b->word_count; i++) {
        if (first[i].text + first[i].bytes - first->text > BEGINNING_BYTES)
            break;
        last = &first[i];
    }
    size_t bytes = last->text + last->bytes - first->text;
    const char *text = p->book->pool + first->text;
    for (size_t at = 0; at < bytes; at++)
        str_add_char(out, text[at] == '\n' ? ' ' : text[at]);
    if (i < b->word_count)
        str_add(out, "…");
}
