#include "book/word_list_name.h"

#include "base/str.h"
#include "book/meaning.h"

#include <ctype.h>
#include <string.h>

enum { NAME_WORDS_MOST = 10 };

/* '4', '0', 'a' and 'appendix' before a name: "4 0 definitions". */
static const char *drop_number(const char *plain)
{
    static const char *const parts[] = {"appendix ", "annex ",   "section ", "chapter ",
                                        "part ",     "atodiad ", "adran ",   NULL};
    bool is_part = false;
    for (const char *const *part = parts; *part; part++) {
        if (strncmp(plain, *part, strlen(*part)) == 0) {
            plain += strlen(*part);
            is_part = true;
        }
    }
    for (;;) {
        size_t bytes = strcspn(plain, " ");
        size_t digits = strspn(plain, "0123456789");
        bool is_letter = is_part && bytes == 1 && isalpha((unsigned char)*plain);
        if (!plain[bytes] || (!is_letter && (!digits || digits != bytes)))
            return plain;
        plain += bytes + 1;
    }
}

static void name_of(struct str *plain, const struct book *book, const struct book_block *block)
{
    meaning_plain(plain, book, block->first_word, block->first_word + block->word_count - 1,
                  NAME_WORDS_MOST);
    if (plain->length_bytes)
        plain->data[--plain->length_bytes] = 0; /* the last space */
}

static bool has_word(const char *plain, const char *const *words)
{
    for (; *words; words++) {
        size_t bytes = strlen(*words);
        for (const char *at = plain; (at = strstr(at, *words)); at++) {
            if ((at == plain || at[-1] == ' ') && (at[bytes] == ' ' || !at[bytes]))
                return true;
        }
    }
    return false;
}

/* 'The words we use in this guide', 'What the hard words mean', 'Explaining words'. */
static bool speaks_of_words(const char *plain)
{
    static const char *const words[] = {"words", "terms", "geiriau", "eiriau", "termau", NULL};
    static const char *const sorts[] = {
        "mean",        "means",       "meaning",   "meanings",   "hard",       "difficult",
        "tricky",      "list",        "key",       "important",  "useful",     "bold",
        "used",        "use",         "explained", "explain",    "explaining", "bank",
        "know",        "glossary",    "new",       "golygu",     "olygu",      "feddwl",
        "caled",       "ddefnyddiwn", "ystyr",     "anodd",      "pwysig",     "allweddol",
        "rhestr",      "restr",       "defnyddio", "ddefnyddio", "defnyddir",  "ddefnyddir",
        "explanation", NULL};
    static const char *const others[] = {"other",  "own",     "people", "few",
                                         "about",  "warning", "warm",   "reference",
                                         "search", "service", "school", NULL};
    return has_word(plain, words) && has_word(plain, sorts) && !has_word(plain, others);
}

bool word_list_is_name(const struct book *book, const struct book_block *block)
{
    static const char *const names[] = {"wordlist",
                                        "glossary",
                                        "definitions",
                                        "abbreviations",
                                        "acronyms",
                                        "keywords",
                                        "terminology",
                                        "jargon buster",
                                        "jargon",
                                        "vocabulary",
                                        "list of abbreviations",
                                        "list of acronyms",
                                        "list of definitions",
                                        "abbreviations and acronyms",
                                        "acronyms and abbreviations",
                                        "definitions and abbreviations",
                                        "definitions and acronyms",
                                        "our glossary",
                                        "key definitions",
                                        "what we mean",
                                        "language we use",
                                        "the language we use",
                                        "geirfa",
                                        "eirfa",
                                        "diffiniadau",
                                        "byrfoddau",
                                        "acronymau",
                                        "talfyriadau",
                                        "termau",
                                        NULL};
    static const char *const parts[] = {"glossary", "jargon buster", "word list", "word bank",
                                        "geirfa",   "eirfa",         NULL};
    struct str plain = {0};
    if (!block->word_count || block->word_count > NAME_WORDS_MOST)
        return false;
    name_of(&plain, book, block);
    const char *name = drop_number(str_text(&plain));
    bool is_name = str_is_among(name, names) || has_word(name, parts) || speaks_of_words(name);
    str_free(&plain);
    return is_name;
}

bool word_list_ends_at(const struct book *book, const struct book_block *block)
{
    static const char *const names[] = {"more information",
                                        "further information",
                                        "find out more",
                                        "contact",
                                        "contact us",
                                        "contact details",
                                        "how to contact us",
                                        "get in touch",
                                        "references",
                                        "thank you",
                                        "thanks",
                                        "acknowledgements",
                                        "about us",
                                        "notes",
                                        "endnotes",
                                        "footnotes",
                                        "index",
                                        "credits",
                                        "bibliography",
                                        "get help",
                                        "help and support",
                                        "useful links",
                                        "sources",
                                        "resources",
                                        "mwy o wybodaeth",
                                        "rhagor o wybodaeth",
                                        "cysylltu",
                                        "cysylltu a ni",
                                        "cysylltu â ni",
                                        "diolch",
                                        "cyfeiriadau",
                                        "nodiadau",
                                        "what happens next",
                                        "next steps",
                                        "contents",
                                        "introduction",
                                        "summary",
                                        NULL};
    struct str plain = {0};
    name_of(&plain, book, block);
    bool ends = str_is_among(drop_number(str_text(&plain)), names);
    str_free(&plain);
    return ends;
}

bool word_list_is_column(const struct book *book, const struct book_block *block)
{
    static const char *const names[] = {
        "word",           "words",         "term",     "terms",        "hard word",
        "hard words",     "name",          "phrase",   "abbreviation", "acronym",
        "word or phrase", "word or term",  "the word", "key word",     "key term",
        "gair",           "geiriau",       "termau",   "gair anodd",   "talfyriad",
        "acronyms",       "abbreviations", NULL};
    struct str plain = {0};
    name_of(&plain, book, block);
    bool is_column = str_is_among(str_text(&plain), names);
    str_free(&plain);
    return is_column;
}
