/* session_kept: the places that a visitor keeps until the visit ends. */
#include "app/session_parts.h"
#include "book/lead.h"
#include "book/model.h"
#include "library/catalogue.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

enum { WORDS_BYTES_MOST = 100 };

/* The sentence at a word, as far as it fits. */
static void sentence_words(const struct book *book, uint32_t word, char *out, size_t bytes)
{
    const struct book_sentence *sentence = &book->sentences[book->words[word].sentence];
    uint32_t last = sentence->first_word + sentence->word_count - 1;
    struct str words = {0};
    for (uint32_t n = sentence->first_word; n <= last; n++) {
        if (words.length_bytes + book->words[n].bytes > WORDS_BYTES_MOST) {
            str_add(&words, " \xe2\x80\xa6");
            break;
        }
        if (words.length_bytes)
            str_add_char(&words, ' ');
        str_add_bytes(&words, book->pool + book->words[n].text, book->words[n].bytes);
    }
    snprintf(out, bytes, "%s", str_text(&words));
    str_free(&words);
}

/* Copies what fits of a title, never half a letter. */
static void copy_title(const char *title, char *out, size_t bytes)
{
    size_t n = strlen(title);
    if (n >= bytes)
        n = bytes - 1;
    while (n && ((unsigned char)title[n] & 0xc0) == 0x80)
        n--;
    memcpy(out, title, n);
    out[n] = 0;
}

static const char *keep_place(struct session *s)
{
    struct visit *v = &s->visit;
    const struct visit_reading *r = &v->reading;
    uint32_t word = s->original ? v->page.place : reading_place(s);
    for (int i = 0; i < v->kept_count; i++) {
        if (v->kept[i].word == word && strcmp(v->kept[i].id, r->id) == 0)
            return tr("You keep this place already.");
    }
    if (v->kept_count == VISIT_KEPT_MOST)
        return tr("No more places can be kept. Forget one first.");
    if (!word || word > r->book->word_count)
        return tr("There are no words here to keep.");
    struct visit_kept *k = &v->kept[v->kept_count++];
    *k = (struct visit_kept){.word = word};
    memcpy(k->id, r->id, sizeof k->id);
    copy_title(r->title, k->title, sizeof k->title);
    sentence_words(r->book, word, k->words, sizeof k->words);
    snprintf(k->lang, sizeof k->lang, "%s", book_word_lang(r->book, word));
    if (r->book->page_count > 1)
        snprintf(k->page, sizeof k->page, tr("Page %s"),
                 book_string(r->book, r->book->pages[r->book->words[word].page].label));
    return tr("This place is kept until your visit ends.");
}

static void keep(struct session *s)
{
    if (!s->visit.reading.book)
        return;
    const char *told = keep_place(s);
    if (visit_screen(&s->visit) == SCREEN_MENU)
        session_pop(s); /* the menu has done its work */
    if (session_speaks(s))
        session_tell_after(s, told); /* the screen under the menu speaks first */
    else
        session_tell(s, told);
}

/* The screens of the document that is open, and what was opened over them, are left. */
static void leave_document(struct session *s)
{
    struct visit *v = &s->visit;
    reading_close(s);
    for (int i = 2; i <= v->depth; i++) {
        bool stays = v->stack[i] == SCREEN_SHELF;
        if (!stays) {
            v->depth = i - 1;
            break;
        }
    }
}

static void open_kept(struct session *s, const struct visit_kept *kept)
{
    struct visit *v = &s->visit;
    struct visit_kept k = *kept;
    if (v->reading.book && strcmp(v->reading.id, k.id) == 0) {
        reading_seek(s, k.word);
        session_tell(s, tr("You are at the place that you kept."));
        return;
    }
    bool is_here = false;
    enum err err = s->catalogue ? catalogue_has(s->catalogue, k.id, &is_here) : ERR_LIBRARY;
    if (err != ERR_OK || !is_here) {
        session_notice_error(s, err != ERR_OK ? err : ERR_NOT_FOUND, k.title);
        return;
    }
    leave_document(s);
    if (reading_open_found(s, &(struct reading_at){k.id, k.title, k.word, SCREEN_COUNT}))
        reading_seek(s, k.word);
}

static void forget(struct session *s, int i)
{
    struct visit *v = &s->visit;
    v->kept_count--;
    memmove(&v->kept[i], &v->kept[i + 1], sizeof *v->kept * (size_t)(v->kept_count - i));
    memset(&v->kept[v->kept_count], 0, sizeof *v->kept);
    session_tell(s, tr("The place is forgotten."));
}

bool kept_act(struct session *s, struct action act)
{
    struct visit *v = &s->visit;
    bool there = act.argument >= 0 && act.argument < v->kept_count;
    switch (act.kind) {
    case ACTION_KEEP:
        keep(s);
        return true;
    case ACTION_KEPT:
        session_push(s, SCREEN_KEPT);
        return true;
    case ACTION_KEPT_OPEN:
        if (there)
            open_kept(s, &v->kept[act.argument]);
        return true;
    case ACTION_KEPT_REMOVE:
        if (there)
            forget(s, (int)act.argument);
        return true;
    default:
        return false;
    }
}
