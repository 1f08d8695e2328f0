/* documents: A57 to A62: what the worker makes of documents, and what is heard of it. */
#include "trial.h"

#include "base/file.h"
#include "book/model.h"
#include "library.h"
#include "ui/messages.h"

#include <stdlib.h>
#include <string.h>

static const struct book *book_of(const struct kiosk *k)
{
    return k->session->visit.reading.book;
}

/* The document's own words, one space between. */
static void own_words(const struct book *b, struct str *out)
{
    for (uint32_t n = 1; n <= b->word_count; n++) {
        if (n > 1)
            str_add_char(out, ' ');
        str_add_bytes(out, b->pool + b->words[n].text, b->words[n].bytes);
    }
}

/* A kiosk with one of the small documents open. */
static bool open_doc(struct trial *t, struct kiosk *k, const char *title)
{
    trial_kiosk_docs(t, k);
    bool open = kiosk_open(k, title);
    trial_expect(t, open, "'%s' is not in the library", title);
    return open;
}

static void check_a57(struct trial *t)
{
    static const char in_order[] = "The title the first thing the second Name Year Ama 2019 "
                                   "Bore da DPO magic Drawn first, read last.";
    struct kiosk k;
    struct str words = {0};
    if (open_doc(t, &k, "Everything has a tag")) {
        own_words(book_of(&k), &words);
        if (t->faulty) /* as it is drawn: the last paragraph first */
            memcpy(words.data, "Drawn", 5);
        trial_expect(t, book_of(&k)->info->order == ORDER_TAGGED, "the tags are not used");
        trial_expect(t, strcmp(str_text(&words), in_order) == 0, "it reads '%s'", str_text(&words));
        trial_measure(t, "%u words in the order of their tags", book_of(&k)->word_count);
    }
    str_free(&words);
    kiosk_stop(&k);
}

static void check_a58(struct trial *t)
{
    struct kiosk k;
    struct str words = {0};
    if (open_doc(t, &k, "Everything has a tag")) {
        const struct book *b = book_of(&k);
        own_words(b, &words);
        uint32_t alts = 0, welsh = 0, expansions = t->faulty ? 0 : b->expansion_count;
        for (uint32_t i = 1; i <= b->block_count; i++)
            alts += b->blocks[i].kind == BLOCK_FIGURE && b->blocks[i].alt_count > 0;
        for (uint32_t n = 1; n <= b->word_count; n++)
            welsh += strncmp(book_word_lang(b, n), "cy", 2) == 0;
        trial_measure(t, "%u descriptions, %u expansions, %u words of another language", alts,
                      expansions, welsh);
        trial_expect(t, alts == 1, "a description is lost");
        trial_expect(t, strstr(str_text(&words), "magic") != NULL, "an ActualText is lost");
        trial_expect(t, expansions == 1, "an expansion is lost");
        trial_expect(t, welsh == 2, "%u words are Welsh", welsh);
    }
    str_free(&words);
    kiosk_stop(&k);
}

/* Listens to the open document from its first word. */
static void listen(struct kiosk *k, uint64_t ms)
{
    kiosk_wait_quiet(k, 10000);
    kiosk_act(k, ACTION_LISTEN, 0);
    kiosk_wait(k, ms);
    kiosk_act(k, ACTION_LISTEN, 0);
}

static void check_a59(struct trial *t)
{
    struct kiosk k;
    if (open_doc(t, &k, "Doors and ramps")) {
        const struct book *b = book_of(&k);
        uint32_t left_out = 0, read = 0;
        for (uint32_t i = 1; i <= b->block_count; i++) {
            const struct book_block *block = &b->blocks[i];
            if (block->kind != BLOCK_LEFT_OUT)
                continue;
            left_out++;
            read += block->word_count && block->first_word <= b->word_count;
        }
        k.is_deaf = t->faulty;
        kiosk_act(&k, ACTION_STRUCTURE, NARRATOR_STRUCTURE_ALL);
        listen(&k, 8000);
        bool said = kiosk_heard(&k, tr("Page numbers and running heads are left out"), 0) != NULL;
        trial_measure(t, "%u pieces left out and kept", left_out);
        trial_expect(t, left_out == 8, "%u pieces are left out", left_out);
        trial_expect(t, read == 0, "%u of them are read", read);
        trial_expect(t, said, "what is left out is not said");
    }
    kiosk_stop(&k);
}

static void check_a60(struct trial *t)
{
    static const char *const hears[] = {"List of 3 items", "Colour", "Empty", "End of list"};
    struct kiosk k;
    int heard = 0;
    if (open_doc(t, &k, "A table and a list")) {
        kiosk_act(&k, ACTION_STRUCTURE, NARRATOR_STRUCTURE_ALL);
        k.is_deaf = t->faulty;
        listen(&k, 60000);
        for (size_t i = 0; i < sizeof hears / sizeof *hears; i++) {
            bool is = kiosk_heard(&k, hears[i], 0) != NULL;
            trial_expect(t, is, "'%s' is not said", hears[i]);
            heard += is;
        }
    }
    kiosk_stop(&k);
    trial_measure(t, "%d of 4 heard: %s", heard, "heads, empty cells, how many items");
}

/* Does the last control of that kind on the screen lead to another place of the book? */
static bool leads_away(struct kiosk *k, enum screen_id on, enum action_kind kind)
{
    kiosk_show(k, on);
    struct widget_list *list = kiosk_list(k);
    int at = -1;
    for (int i = 0; i < (int)list->count; i++)
        at = list->items[i].action.kind == kind ? i : at;
    if (at < 0)
        return false;
    uint32_t before = k->session->visit.reading.screen->first_word;
    struct widget w = list->items[at];
    kiosk_tap(k, &w);
    kiosk_wait(k, 300);
    return k->session->visit.reading.screen->first_word != before ||
           k->session->visit.reading.lit_word > 1;
}

/* The pages come after the headings of the contents, by their labels. */
static bool leads_away_by_page(struct kiosk *k)
{
    const struct book *b = book_of(k);
    kiosk_show(k, SCREEN_CONTENTS);
    for (int page = 0, pages = k->session->pages.count; page < pages; page++) {
        kiosk_page(k, page);
        struct widget_list *list = kiosk_list(k);
        for (size_t i = 0; i < list->count; i++) {
            struct widget w = list->items[i];
            if (w.action.kind != ACTION_PAGE || w.action.argument < 2)
                continue;
            const struct book_page *to = &b->pages[w.action.argument];
            bool labelled = strstr(widget_name(list, &w), book_string(b, to->label)) != NULL;
            kiosk_tap(k, &w);
            const struct layout_screen *s = k->session->visit.reading.screen;
            return labelled && kiosk_screen(k) == SCREEN_READER &&
                   s->first_word <= to->first_word && s->last_word >= to->first_word;
        }
    }
    return false;
}

/* A place that was kept is come back to from elsewhere. */
static bool comes_back_to_kept(struct kiosk *k)
{
    kiosk_show(k, SCREEN_READER);
    for (int i = 0; i < 3; i++)
        kiosk_act(k, ACTION_NEXT, 0);
    uint32_t place = k->session->visit.reading.screen->first_word;
    kiosk_act(k, ACTION_KEEP, 0);
    kiosk_act(k, ACTION_TO_START, 0);
    if (k->session->visit.reading.screen->first_word == place)
        return false;
    kiosk_act(k, ACTION_KEPT, 0);
    struct widget_list *list = kiosk_list(k);
    for (size_t i = 0; i < list->count; i++) {
        struct widget w = list->items[i];
        if (w.action.kind != ACTION_KEPT_OPEN)
            continue;
        kiosk_tap(k, &w);
        const struct layout_screen *s = k->session->visit.reading.screen;
        return kiosk_screen(k) == SCREEN_READER && s->first_word <= place && s->last_word >= place;
    }
    return false;
}

/* While it reads aloud: on by this unit (narrator.h), and back to where it was. */
static bool moves_by(struct kiosk *k, int unit)
{
    const struct visit_reading *r = &k->session->visit.reading;
    kiosk_wait(k, 1000);
    uint32_t from = r->lit_word;
    kiosk_act(k, ACTION_MOVE, 2 * unit + 1);
    kiosk_wait(k, 300);
    uint32_t on = r->lit_word;
    kiosk_act(k, ACTION_MOVE, 2 * unit);
    kiosk_wait(k, 300);
    return from && on > from && r->lit_word < on;
}

static void check_a61(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    trial_expect(t, kiosk_open(&k, "Learning together: support"), "the briefing is missing");
    kiosk_show(&k, SCREEN_LISTENING);
    kiosk_act(&k, ACTION_LISTEN, 0);
    kiosk_wait(&k, 1500);
    uint32_t from = k.session->visit.reading.lit_word;
    kiosk_act(&k, ACTION_MOVE, 2 * NARRATOR_HEADING + (t->faulty ? 0 : 1));
    kiosk_wait(&k, 1500);
    bool by_heading = k.session->visit.reading.lit_word > from + 5;
    kiosk_act(&k, ACTION_LISTEN, 0);
    kiosk_act(&k, ACTION_TO_START, 0);
    bool by_contents = leads_away(&k, SCREEN_CONTENTS, ACTION_ENTRY);
    bool by_page = leads_away_by_page(&k), to_kept = comes_back_to_kept(&k);
    kiosk_act(&k, ACTION_TO_START, 0);
    kiosk_act(&k, ACTION_LISTEN, 0);
    bool by_ear = moves_by(&k, NARRATOR_WORD) && moves_by(&k, NARRATOR_SENTENCE) &&
                  moves_by(&k, NARRATOR_PARAGRAPH);
    kiosk_stop(&k);
    trial_measure(t, "heading %s, contents %s, page label %s, kept place %s, word to paragraph %s",
                  by_heading ? "yes" : "no", by_contents ? "yes" : "no", by_page ? "yes" : "no",
                  to_kept ? "yes" : "no", by_ear ? "yes" : "no");
    trial_expect(t, by_heading && by_contents && by_page && to_kept && by_ear,
                 "a way to move is missing");
}

static void check_a62(struct trial *t)
{
    struct kiosk k;
    struct import_list list = {0};
    char path[512], why[512] = "";
    snprintf(path, sizeof path, "%s/drawing-without-a-word.pdf", EN301549_DOCS);
    struct importer_options options = {.folder = t->docs, .limits = convert_limits_default()};
    if (importer_find(path, NULL, "Resources", &list) == ERR_OK &&
        importer_add(&options, &list, NULL, NULL) == ERR_OK && list.count == 1 &&
        list.items[0].outcome == IMPORT_REFUSED)
        messages_error(list.items[0].err, NULL, why, sizeof why);
    import_list_free(&list);
    bool says_so = false;
    if (open_doc(t, &k, "Doors and ramps")) {
        kiosk_act(&k, ACTION_BACK, 0);
        kiosk_wait_quiet(&k, 5000);
        k.is_deaf = t->faulty;
        kiosk_guide(&k);
        uint64_t since = kiosk_now(&k);
        kiosk_open(&k, "Doors and ramps");
        kiosk_wait_quiet(&k, 15000);
        says_so = kiosk_heard(&k, "may be wrong", since) != NULL;
    }
    kiosk_stop(&k);
    trial_measure(t, "pictures only: '%.60s'", why);
    trial_expect(t, strstr(why, "pictures only") != NULL, "a picture-only document is silent");
    trial_expect(t, says_so, "an untagged document does not say so");
}

const struct rule rules_documents[] = {
    {57, "PDF/UA", "", check_a57, VERDICT_CHECK},
    {58, "PDF/UA", "", check_a58, VERDICT_CHECK},
    {59, "PDF/UA", "", check_a59, VERDICT_CHECK},
    {60, "PDF/UA", "", check_a60, VERDICT_CHECK},
    {61, "PDF/UA", "", check_a61, VERDICT_CHECK},
    {62, "ours", "", check_a62, VERDICT_CHECK},
    {0},
};
