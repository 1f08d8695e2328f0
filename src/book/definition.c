#include "book/definition.h"

#include <string.h>

enum {
    BOLD_WORDS_MOST = 8,
    PASSED_WORDS_MOST = 3, /* before a bold word that begins its sentence: 'A', 'Your' */
    MEANING_WORDS_LEAST = 2,
    GAP_BLOCKS_MOST = 4, /* pictures between a word and the sentence that explains it */
    ITEMS_MOST = 10,     /* of a list that goes on with 'such as:' */
    PLAIN_WORDS = 6      /* as many as the longest beginning that is looked for */
};

/* A run of bold words in a text that is not all bold. */
struct bold {
    uint32_t first, last, sentence;
    const struct book_block *block;
};

static uint32_t sentence_last(const struct book *book, uint32_t sentence)
{
    return book->sentences[sentence].first_word + book->sentences[sentence].word_count - 1;
}

static bool begins_with(const char *plain, const char *const *starts)
{
    for (; *starts; starts++) {
        if (strncmp(plain, *starts, strlen(*starts)) == 0)
            return true;
    }
    return false;
}

/* Follows a term at the beginning of a sentence that explains it. */
static bool is_explaining(const char *plain)
{
    static const char *const starts[] = {"means ",
                                         "mean ",
                                         "is when ",
                                         "is where ",
                                         "is how ",
                                         "is someone ",
                                         "is somebody ",
                                         "is people ",
                                         "is a ",
                                         "is an ",
                                         "is the way ",
                                         "is what ",
                                         "is something ",
                                         "is anything ",
                                         "are a ",
                                         "are people ",
                                         "are the people ",
                                         "are things ",
                                         "are someone ",
                                         "are when ",
                                         "are rules ",
                                         "are legal ",
                                         "is the name ",
                                         "is one of ",
                                         "refers to ",
                                         "yw pan ",
                                         "yw rhywun ",
                                         "yw pobl ",
                                         "ydy pan ",
                                         "yn golygu ",
                                         "yw rhywbeth ",
                                         "yw ffordd ",
                                         "is rules ",
                                         "is help ",
                                         "is not being ",
                                         "is being ",
                                         NULL};
    return begins_with(plain, starts);
}

/* A sentence that explains what stood before it. */
static bool points_back(const char *plain)
{
    static const char *const starts[] = {
        "this means ",          "it means ",     "that means ",
        "these mean ",          "this is when ", "this is where ",
        "this is someone ",     "this is how ",  "this is the way ",
        "this is what ",        "it is when ",   "it is where ",
        "it is the way ",       "it is what ",   "they are people ",
        "these are people ",    "that is when ", "mae hyn yn golygu ",
        "mae hynny yn golygu ", "hynny yw ",     "ystyr hyn yw ",
        "mae'n golygu ",        "dyma pan ",     NULL};
    return begins_with(plain, starts);
}

/* Cheap to ask before points_back. */
static bool may_point_back(const struct book *book, uint32_t first)
{
    return strchr("TtIiMmHhYyDd", book->pool[book->words[first].text]) != NULL;
}

static void add_sentence(struct meanings *meanings, const struct book *book,
                         const struct bold *bold, uint32_t first, uint32_t last)
{
    struct str term = {0}, text = {0};
    uint32_t block = book->words[last].block, items = 0;
    char end = book->pool[book->words[last].text + book->words[last].bytes - 1u];
    meaning_add_words(&term, book, bold->first, bold->last);
    bool is_whole = meaning_add_text(&text, book, first, last);
    while (is_whole && end == ':' && items < ITEMS_MOST && block + 1 <= book->block_count) {
        const struct book_block *item = &book->blocks[++block];
        if (item->kind != BLOCK_LIST_ITEM || !item->word_count)
            break;
        str_add(&text, "\n\xe2\x80\xa2 ");
        last = item->first_word + item->word_count - 1;
        is_whole = meaning_add_text(&text, book, item->first_word, last);
        items++;
    }
    const struct meaning place = {.first_word = first, .last_word = last, .term_word = bold->first};
    (void)meaning_add(meanings, str_text(&term), str_text(&text), &place);
    str_free(&term);
    str_free(&text);
}

/* 'Segregation means ...', 'A citizen is someone ...'. */
static bool explains_itself(const struct book *book, const struct bold *bold, struct str *plain)
{
    uint32_t first = book->sentences[bold->sentence].first_word;
    uint32_t last = sentence_last(book, bold->sentence);
    if (bold->first - first > PASSED_WORDS_MOST || last < bold->last + MEANING_WORDS_LEAST)
        return false;
    meaning_plain(plain, book, bold->last + 1, last, PLAIN_WORDS);
    return is_explaining(str_text(plain));
}

/* 'voters – people who can vote', 'segregation (keeping people apart)': the words that explain; 0 when there are none. */
static uint32_t find_aside(const struct book *book, const struct bold *bold, uint32_t *last)
{
    uint32_t end = sentence_last(book, bold->sentence), next = bold->last + 1;
    if (next + MEANING_WORDS_LEAST > end)
        return 0;
    *last = end;
    const struct book_word *word = &book->words[next];
    if (meaning_is_dash(book, next))
        return book->pool[word->text] == ':' ? 0 : next + 1;
    if (book->pool[word->text] != '(')
        return 0;
    for (uint32_t n = next; n <= end; n++) {
        const struct book_word *here = &book->words[n];
        if (memchr(book->pool + here->text, ')', here->bytes)) {
            *last = n;
            return n >= next + MEANING_WORDS_LEAST ? next : 0;
        }
    }
    return 0;
}

/* The sentence after that of the bold word, in the same text or the next, with pictures between; 0: none. */
static uint32_t next_sentence(const struct book *book, uint32_t sentence)
{
    uint32_t next = sentence + 1;
    if (next > book->sentence_count || book->sentences[next].first_word > book->word_count)
        return 0;
    uint32_t from = book->words[book->sentences[sentence].first_word].block;
    uint32_t to = book->words[book->sentences[next].first_word].block;
    bool is_near = to >= from && to - from <= GAP_BLOCKS_MOST && meaning_is_text(&book->blocks[to]);
    return is_near ? next : 0;
}

/* 'This is called a survey.': the bold word is all there is. */
static bool is_calling(const struct book *book, const struct bold *bold, struct str *plain)
{
    static const char *const starts[] = {
        "this is called ", "we call this ",         "these are called ",
        "it is called ",   "this is known as ",     "they are called ",
        "gelwir hyn yn ",  "rydym yn galw hyn yn ", NULL};
    uint32_t first = book->sentences[bold->sentence].first_word;
    if (bold->first == first || sentence_last(book, bold->sentence) != bold->last)
        return false;
    meaning_plain(plain, book, first, bold->first - 1, PLAIN_WORDS);
    return begins_with(str_text(plain), starts);
}

/* 'Step 1', 'Note', 'Table 4': bold, and no hard words. */
static bool is_signpost(const struct book *book, const struct bold *bold, struct str *plain)
{
    static const char *const alone[] = {
        "note ", "tip ",  "tips ",  "example ", "important ", "warning ", "remember ", "nodyn ",
        "date ", "time ", "place ", "cost ",    "question ",  "answer ",  NULL};
    static const char *const numbered[] = {"step ",    "table ",    "figure ", "box ",  "part ",
                                           "chapter ", "question ", "day ",    "page ", "stage ",
                                           "option ",  "week ",     "number ", "cam ",  "tabl ",
                                           "tudalen ", NULL};
    meaning_plain(plain, book, bold->first, bold->last, PLAIN_WORDS);
    const char *rest = strchr(str_text(plain), ' ');
    if (!rest || !rest[1])
        return begins_with(str_text(plain), alone);
    return rest[1] >= '0' && rest[1] <= '9' && begins_with(str_text(plain), numbered);
}

static void read_bold(const struct book *book, const struct bold *bold, struct meanings *meanings,
                      struct str *plain)
{
    if (is_signpost(book, bold, plain))
        return;
    uint32_t last, first = find_aside(book, bold, &last);
    if (explains_itself(book, bold, plain)) {
        add_sentence(meanings, book, bold, book->sentences[bold->sentence].first_word,
                     sentence_last(book, bold->sentence));
        return;
    }
    if (first) {
        struct str term = {0}, text = {0};
        meaning_add_words(&term, book, bold->first, bold->last);
        (void)meaning_add_text(&text, book, first, last);
        const char *words = str_text(&text);
        if (*words == '(' && text.length_bytes > 2) { /* what the brackets hold */
            char *close = strrchr(text.data, ')');
            if (close)
                *close = 0;
            words++;
        }
        const struct meaning place = {
            .first_word = first, .last_word = last, .term_word = bold->first};
        (void)meaning_add(meanings, str_text(&term), words, &place);
        str_free(&term);
        str_free(&text);
        return;
    }
    uint32_t next = next_sentence(book, bold->sentence);
    if (next && may_point_back(book, book->sentences[next].first_word)) {
        meaning_plain(plain, book, book->sentences[next].first_word, sentence_last(book, next),
                      PLAIN_WORDS);
        if (points_back(str_text(plain))) {
            add_sentence(meanings, book, bold, book->sentences[next].first_word,
                         sentence_last(book, next));
            return;
        }
    }
    uint32_t before = bold->sentence - 1;
    if (is_calling(book, bold, plain) && before && next_sentence(book, before) == bold->sentence &&
        meaning_is_text(&book->blocks[book->words[book->sentences[before].first_word].block]))
        add_sentence(meanings, book, bold, book->sentences[before].first_word,
                     sentence_last(book, before));
}

static void read_block(const struct book *book, const struct book_block *block,
                       struct meanings *meanings, struct str *plain)
{
    uint32_t end = block->first_word + block->word_count, bold_words = 0;
    for (uint32_t n = block->first_word; n < end; n++)
        bold_words += (book->words[n].style & STYLE_BOLD) != 0;
    if (!bold_words || bold_words == block->word_count)
        return;
    for (uint32_t n = block->first_word; n < end; n++) {
        if (!(book->words[n].style & STYLE_BOLD))
            continue;
        struct bold bold = {n, n, book->words[n].sentence, block};
        while (bold.last + 1 < end && book->words[bold.last + 1].style & STYLE_BOLD &&
               book->words[bold.last + 1].sentence == bold.sentence)
            bold.last++;
        if (bold.last - bold.first < BOLD_WORDS_MOST)
            read_bold(book, &bold, meanings, plain);
        n = bold.last;
    }
}

void definition_read(const struct book *book, const struct word_list *lists, size_t list_count,
                     struct meanings *meanings)
{
    struct str plain = {0};
    for (uint32_t n = 1; n <= book->block_count && meanings->count < MEANING_COUNT_MOST; n++) {
        for (size_t i = 0; i < list_count; i++) {
            if (n >= lists[i].first_block && n <= lists[i].last_block)
                n = lists[i].last_block + 1;
        }
        if (n <= book->block_count && meaning_is_text(&book->blocks[n]))
            read_block(book, &book->blocks[n], meanings, &plain);
    }
    str_free(&plain);
}
