/* epub: A63: an EPUB stands on its shelf by title and author, is found by its words, takes the visitor's letters, colours and
 * distances, and is read to its last word without a stop. */
#include "pixels.h"
#include "trial.h"

#include "book/model.h"

#include <stdio.h>
#include <string.h>

#define TITLE  "Six pledges for learning together: a manifesto"
#define AUTHOR "By Learning Together UK"
#define SOUGHT "is in the taxi"

/* One's own colours, which stand in no scheme and in no style sheet. */
#define OWN_TEXT   0xfff3e9a1u
#define OWN_GROUND 0xff14302bu

enum {
    SCREENS_MOST = 400,
    LOOK_MS = 100,
    READ_MOST_MS = 30 * 60000,
    STILL_MOST_MS = 6000 /* from the onset of one word to the next: a telephone number is one */
};

struct tally {
    uint32_t chapters, screens, turned, words, described;
    uint64_t longest_ms;
};

static bool open_epub(struct trial *t, struct kiosk *k)
{
    trial_kiosk(t, k);
    bool open = kiosk_open(k, TITLE);
    trial_expect(t, open, "'%s' does not open", TITLE);
    return open;
}

static const struct widget *find_document(struct kiosk *k)
{
    const struct widget_list *list = kiosk_list(k);
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].role == ROLE_DOCUMENT && list->items[i].screen)
            return &list->items[i];
    }
    return NULL;
}

static bool tap_action(struct kiosk *k, enum action_kind kind, int64_t argument)
{
    const struct widget_list *list = kiosk_list(k);
    for (size_t i = 0; i < list->count; i++) {
        const struct action *act = &list->items[i].action;
        if (act->kind != kind || act->argument != argument)
            continue;
        struct widget w = list->items[i];
        kiosk_tap(k, &w);
        return true;
    }
    return false;
}

/* --- the shelf --- */

static void look_at_shelf(struct trial *t, struct kiosk *k)
{
    kiosk_act(k, ACTION_BACK, 0);
    struct widget_list *list = kiosk_list(k);
    int at = kiosk_screen(k) == SCREEN_SHELF ? widget_find(list, TITLE) : -1;
    trial_expect(t, at >= 0, "no card on the shelf has the title");
    if (at < 0)
        return;
    const struct widget *card = &list->items[at];
    const char *value = widget_value(list, card);
    trial_expect(t, card->role == ROLE_CARD && strstr(value, AUTHOR), "its card says '%s'", value);
}

/* --- the search --- */

static void type_sought(struct trial *t, struct kiosk *k)
{
    trial_expect(t, tap_action(k, ACTION_MENU, 0) && tap_action(k, ACTION_FIND, 0),
                 "the shelf's Menu has no search");
    for (const char *c = SOUGHT; *c; c++)
        trial_expect(t, tap_action(k, ACTION_FIND_TYPE, *c), "there is no key for '%c'", *c);
    trial_expect(t, tap_action(k, ACTION_FIND_SHOW, 0), "nothing shows the results");
    trial_expect(t, kiosk_screen(k) == SCREEN_RESULTS, "the results do not come");
}

/* The result of this document, by its words and by where it says that they stand; -1 none. */
static int64_t find_result(struct kiosk *k)
{
    const struct widget_list *list = kiosk_list(k);
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        if (w->action.kind == ACTION_FIND_OPEN && strstr(widget_name(list, w), SOUGHT) &&
            strncmp(widget_value(list, w), TITLE, strlen(TITLE)) == 0)
            return w->action.argument;
    }
    return -1;
}

/* From the shelf, by touch: the sentence is found, and the document opens where it stands. */
static void look_at_search(struct trial *t, struct kiosk *k)
{
    const struct visit_reading *r = &k->session->visit.reading;
    type_sought(t, k);
    int64_t result = find_result(k);
    trial_expect(t, result >= 0, "'%s' is not found", SOUGHT);
    if (result < 0)
        return;
    tap_action(k, ACTION_FIND_OPEN, result);
    const struct widget *document = find_document(k);
    uint32_t word = r->sought_word;
    trial_expect(t, document && r->book && word && strcmp(r->title, TITLE) == 0,
                 "the result does not open the document");
    if (t->failed || !document || !r->book)
        return;
    const struct book_sentence *s = &r->book->sentences[r->book->words[word].sentence];
    const struct book_word *first = &r->book->words[s->first_word];
    const char *sentence = r->book->pool + first->text;
    trial_expect(t, strncmp(sentence, "It " SOUGHT, strlen("It " SOUGHT)) == 0,
                 "it opens at '%.40s'", sentence);
    trial_expect(t,
                 document->screen->first_word <= word && document->screen->last_word >= word &&
                     document->lit_word == word,
                 "what was found does not show");
}

/* --- letters, colours, distances --- */

/* How the words of a screen stand: what each setting must change. */
struct set_out {
    enum font_family family;
    bool one_family;
    int line_px;      /* from the first line of the longest paragraph to its next */
    int paragraph_px; /* from the last line of a paragraph to the next one */
    int word_px;      /* from the end of a word to the next of its line */
    int letters_px;   /* the width of that word */
    int column_px;    /* how far the words reach */
};

/* Words of two neighbouring paragraphs or items: headings have distances of their own. */
static bool is_prose(const struct book *book, const struct placed *p)
{
    return p->kind == PLACED_WORD && book->blocks[p->block].kind != BLOCK_HEADING;
}

static struct set_out measure(struct kiosk *k)
{
    struct set_out out = {.one_family = true};
    const struct widget *document = find_document(k);
    const struct book *book = k->session->visit.reading.book;
    const struct placed *before = NULL;
    for (size_t i = 0; document && i < document->screen->count; i++) {
        const struct placed *p = &document->screen->items[i];
        if (!is_prose(book, p))
            continue;
        out.one_family &= !before || p->style.family == out.family;
        out.family = p->style.family;
        int end = p->rect.x + p->rect.w;
        out.column_px = end > out.column_px ? end : out.column_px;
        int down = before ? p->baseline_y - before->baseline_y : 0;
        if (before && !down && !out.letters_px) {
            out.word_px = p->rect.x - before->rect.x - before->rect.w;
            out.letters_px = before->rect.w;
        }
        if (down && before->block == p->block && !out.line_px)
            out.line_px = down;
        else if (down && before->block != p->block && !out.paragraph_px)
            out.paragraph_px = down;
        before = p;
    }
    return out;
}

static struct set_out measure_with(struct kiosk *k, enum action_kind kind, int64_t argument)
{
    kiosk_act(k, kind, argument);
    return measure(k);
}

/* Each setting on a document set out anew, so that none can stand for another. */
static void look_at_setting(struct trial *t, struct kiosk *k)
{
    struct set_out usual = measure(k);
    trial_expect(t, usual.line_px && usual.paragraph_px && usual.letters_px,
                 "the screen has too few words: nothing was proved");
    for (int family = FONT_ANDIKA; family <= FONT_NOTO_SERIF; family++) {
        struct set_out own = measure_with(k, ACTION_FONT, family);
        trial_expect(t, own.one_family && (int)own.family == family, "letters %d are not taken",
                     family);
    }
    measure_with(k, ACTION_FONT, usual.family);
    struct set_out wide = measure_with(k, ACTION_LINES, 2);
    trial_expect(t, wide.line_px > usual.line_px, "the lines stand no wider");
    measure_with(k, ACTION_LINES, 0);
    wide = measure_with(k, ACTION_PARAGRAPHS, 2);
    trial_expect(t, wide.paragraph_px > usual.paragraph_px, "the paragraphs stand no wider");
    measure_with(k, ACTION_PARAGRAPHS, 0);
    wide = measure_with(k, ACTION_LETTERS, 2);
    trial_expect(t, wide.letters_px > usual.letters_px, "the letters stand no wider");
    measure_with(k, ACTION_LETTERS, 0);
    wide = measure_with(k, ACTION_WORDS, 2);
    trial_expect(t, wide.word_px > usual.word_px, "the words stand no wider");
    measure_with(k, ACTION_WORDS, 0);
    wide = measure_with(k, ACTION_LINE_LENGTH, 2);
    trial_expect(t, wide.column_px < usual.column_px, "the lines are no shorter");
    measure_with(k, ACTION_LINE_LENGTH, 0);
}

/* The ground and the ink of the first heading: the EPUB's own style sheet has a colour for it. */
static void look_at_heading(struct trial *t, struct kiosk *k, uint32_t text, uint32_t ground)
{
    const struct widget *document = find_document(k);
    const struct canvas *frame = kiosk_frame(k);
    const struct placed *p = document->screen->items;
    struct rect r = {document->rect.x + p->rect.x, document->rect.y + p->rect.y, p->rect.w,
                     p->rect.h};
    long inked = 0;
    for (int y = r.y; y < r.y + r.h; y++) {
        for (int x = r.x; x < r.x + r.w; x++)
            inked += pixel_at(frame, x, y) == text;
    }
    trial_expect(t, pixels_ground(frame, r) == ground && inked > 0,
                 "a heading does not stand in %06x on %06x", text & 0xffffff, ground & 0xffffff);
}

static void look_at_colours(struct trial *t, struct kiosk *k)
{
    const struct theme *theme = k->session->visit.look.theme;
    for (int i = 0; i < theme->scheme_count; i++) {
        kiosk_scheme(k, i);
        look_at_heading(t, k, theme->schemes[i].text, theme->schemes[i].background);
    }
    kiosk_act(k, ACTION_OWN_TEXT, OWN_TEXT);
    kiosk_act(k, ACTION_OWN_GROUND, OWN_GROUND);
    look_at_heading(t, k, OWN_TEXT, OWN_GROUND);
    kiosk_scheme(k, 0);
}

/* --- reading on --- */

static bool begins_chapter(const struct book *book, uint32_t word)
{
    const struct book_block *block = &book->blocks[book->words[word].block];
    return block->kind == BLOCK_HEADING && block->level == 1 && block->first_word == word;
}

/* By hand: each screen begins where the one before it ended, up to the last word. */
static void turn_all(struct trial *t, struct kiosk *k, struct tally *tally)
{
    const struct visit_reading *r = &k->session->visit.reading;
    kiosk_act(k, ACTION_TO_START, 0);
    kiosk_list(k);
    uint32_t last = 0;
    for (int i = 0; i < SCREENS_MOST && kiosk_screen(k) == SCREEN_READER; i++) {
        uint32_t first = r->screen->first_word;
        if (first <= last)
            break;
        trial_expect(t, first == last + 1, "after word %u Next shows word %u", last, first);
        last = r->screen->last_word;
        tally->screens++;
        if (last == r->book->word_count)
            break;
        kiosk_act(k, ACTION_NEXT, 0);
        kiosk_list(k);
    }
    trial_expect(t, last == r->book->word_count, "Next stops at word %u of %u", last,
                 r->book->word_count);
}

/* A word of the text, or of the description of a picture that shows. */
static bool shows_word(const struct visit_reading *r, uint32_t word)
{
    for (size_t i = 0; i < r->screen->count; i++) {
        const struct placed *p = &r->screen->items[i];
        const struct book_block *block = &r->book->blocks[p->block];
        if (p->kind == PLACED_WORD && p->word == word)
            return true;
        if (p->kind == PLACED_PICTURE && word >= block->alt_first &&
            word < block->alt_first + block->alt_count)
            return true;
    }
    return false;
}

/* Every word in its turn, with descriptions of pictures between them; none later after the one before it than a word takes. */
static void follow_words(struct trial *t, const struct kiosk *k, const struct book *book,
                         struct tally *tally)
{
    uint32_t next = 1;
    for (size_t i = 0; i < k->word_count; i++) {
        uint64_t still = i ? k->word_ms[i] - k->word_ms[i - 1] : 0;
        tally->longest_ms = still > tally->longest_ms ? still : tally->longest_ms;
        if (k->words[i] > book->word_count) {
            tally->described++;
            continue;
        }
        trial_expect(t, k->words[i] == next, "word %u comes where word %u should", k->words[i],
                     next);
        tally->chapters += begins_chapter(book, k->words[i]);
        next = k->words[i] + 1;
    }
    tally->words = next - 1;
    trial_expect(t, tally->words == book->word_count, "it stops after word %u of %u", tally->words,
                 book->word_count);
    trial_expect(t, tally->longest_ms < STILL_MOST_MS, "it is still for %u ms",
                 (unsigned)tally->longest_ms);
}

/* Aloud, begun once: the screens turn by themselves, and the word that sounds is on the one that shows. */
static void read_all(struct trial *t, struct kiosk *k, struct tally *tally)
{
    const struct visit_reading *r = &k->session->visit.reading;
    kiosk_act(k, ACTION_TO_START, 0);
    kiosk_wait_quiet(k, READ_MOST_MS);
    if (t->faulty)
        kiosk_act(k, ACTION_STOP_AFTER, NARRATOR_STOP_SECTION);
    kiosk_act(k, ACTION_LISTEN, 0);
    uint32_t shown = r->screen->first_word;
    for (uint64_t from = kiosk_now(k); kiosk_now(k) - from < READ_MOST_MS;) {
        kiosk_wait(k, LOOK_MS);
        if (narrator_state(k->session->narrator) != NARRATOR_READING)
            break;
        kiosk_list(k);
        tally->turned += r->screen->first_word != shown;
        shown = r->screen->first_word;
        trial_expect(t, !r->lit_word || shows_word(r, r->lit_word),
                     "word %u sounds, and words %u to %u show", r->lit_word, shown,
                     r->screen->last_word);
    }
    follow_words(t, k, r->book, tally);
    trial_expect(t, tally->turned + 1 == tally->screens, "%u of %u screens are turned to",
                 tally->turned + 1, tally->screens);
    trial_expect(t, tally->chapters >= 2 && tally->screens >= 2,
                 "%u chapters on %u screens: nothing was proved", tally->chapters, tally->screens);
}

static void check_a63(struct trial *t)
{
    struct tally tally = {0};
    struct kiosk k;
    if (open_epub(t, &k)) {
        look_at_shelf(t, &k);
        look_at_search(t, &k);
    }
    kiosk_stop(&k);
    if (open_epub(t, &k)) {
        look_at_colours(t, &k);
        kiosk_act(&k, ACTION_NEXT, 0);
        look_at_setting(t, &k);
    }
    kiosk_stop(&k);
    if (open_epub(t, &k)) {
        turn_all(t, &k, &tally);
        read_all(t, &k, &tally);
    }
    kiosk_stop(&k);
    trial_measure(
        t, "shelf, search, look; %u words, %u of a picture, %u chapters, %u screens, still %u ms",
        tally.words, tally.described, tally.chapters, tally.screens, (unsigned)tally.longest_ms);
}

const struct rule rules_epub[] = {
    {63, "EPUB-RS 3.3", "", check_a63, VERDICT_CHECK},
    {0},
};
