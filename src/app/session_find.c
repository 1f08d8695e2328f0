/* session_find: a visitor types words, sees what was found, and reads on from there. What was typed is wiped with the visit, and never
 * logged. */
#include "app/session_parts.h"
#include "base/mem.h"
#include "base/str.h"
#include "screen/keys.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HITS_MOST = 60 };

/* What was read when the search began: a result may open another document over it. */
struct read_before {
    char id[65]; /* "" nothing */
    char *title;
    uint32_t word;
};

struct session_find {
    struct search_desk *desk; /* NULL: no thread could be had */
    struct read_before before;
    bool
        by_keyboard; /* letters come from a plain keyboard: its Enter and Backspace are meant for them */
};

static struct visit_find *find_of(struct session *s)
{
    return &s->visit.find;
}

/* --- asking --- */

static void deliver(struct session *s, const struct search_answer *answer)
{
    struct visit_find *f = find_of(s);
    search_answer_free(&f->answer);
    f->answer = *answer;
    bool was_waited_for = f->waits && visit_screen(&s->visit) == SCREEN_RESULTS;
    f->waits = false;
    s->stale = true;
    if (was_waited_for && session_speaks(s))
        session_say_screen(s);
}

static void ask(struct session *s)
{
    struct visit_find *f = find_of(s);
    struct search_answer answer;
    const struct search_query query = {
        .text = f->text, .id = *f->id ? f->id : NULL, .typing = true, .most = HITS_MOST};
    if (!s->find->desk) {
        deliver(s, &(struct search_answer){.err = ERR_LIBRARY});
        return;
    }
    search_desk_ask(s->find->desk, &query);
    f->waits = true;
    if (s->in_script && search_desk_wait(s->find->desk, &answer))
        deliver(s, &answer);
}

void find_tick(struct session *s)
{
    struct search_answer answer;
    if (s->find && s->find->desk && find_of(s)->waits && search_desk_take(s->find->desk, &answer))
        deliver(s, &answer);
}

/* --- coming and going --- */

void find_forget(struct session *s)
{
    struct visit_find *f = find_of(s);
    if (s->find) {
        search_desk_free(s->find->desk);
        free(s->find->before.title);
        free(s->find);
    }
    s->find = NULL;
    search_answer_free(&f->answer);
    free(f->title);
    explicit_bzero(f, sizeof *f);
}

static void remove_from_stack(struct session *s, int at)
{
    struct visit *v = &s->visit;
    for (int i = at; i < v->depth; i++) {
        v->stack[i] = v->stack[i + 1];
        v->pages[i] = v->pages[i + 1];
        v->subjects[i] = v->subjects[i + 1];
        s->hands.focus_at[i] = s->hands.focus_at[i + 1];
    }
    v->depth--;
}

static int find_in_stack(const struct visit *v, enum screen_id id)
{
    for (int i = v->depth; i >= 0; i--) {
        if (v->stack[i] == id)
            return i;
    }
    return -1;
}

/* Which screen shows the document that is open, or was; -1: none. */
static int find_reading(const struct visit *v)
{
    for (int i = v->depth; i >= 0; i--) {
        if (screen_is_reading(v->stack[i]))
            return i;
    }
    return -1;
}

/* One search at a time: a search from what an earlier one opened takes that one's place, and what was read before it is left. */
static void leave_earlier_search(struct session *s)
{
    struct visit *v = &s->visit;
    int at = find_in_stack(v, SCREEN_SEARCH);
    if (at < 0)
        return;
    int reads = find_reading(v);
    while (v->depth > at && reads < at)
        v->depth--; /* nothing was opened from it: back to it */
    if (reads < at)
        return;
    for (int i = reads - 1; i > 1; i--) {
        bool goes = i >= at || screen_is_reading(v->stack[i]) || v->stack[i] == SCREEN_PAGE;
        if (goes)
            remove_from_stack(s, i);
    }
}

static void set_place(struct visit_find *f, const char *id, const char *title)
{
    char *name = mem_copy_string(title); /* may be the old one */
    snprintf(f->here, sizeof f->here, "%s", id);
    memcpy(f->id, f->here, sizeof f->id);
    free(f->title);
    f->title = name;
}

static void open_search(struct session *s)
{
    struct visit *v = &s->visit;
    struct visit_find *f = find_of(s);
    if (s->in_script) /* what another thread would do in its own time */
        session_mend(s);
    if (!s->find) {
        s->find = mem_new(1, sizeof *s->find);
        s->find->desk = search_desk_new(s->config->library, s->wake, s->wake_data);
    }
    s->find->by_keyboard = false;
    reading_pause(s);
    leave_earlier_search(s);
    if (v->reading.book && find_reading(v) >= 0) {
        set_place(f, v->reading.id, v->reading.title);
    } else {
        free(f->title);
        f->title = NULL;
        f->id[0] = f->here[0] = 0;
    }
    ask(s);
    enum screen_id top = visit_screen(v);
    if (top == SCREEN_MENU || top == SCREEN_SEARCH)
        session_replace(s, SCREEN_SEARCH);
    else
        session_push(s, SCREEN_SEARCH);
}

static void keep_read_before(struct session *s)
{
    struct visit *v = &s->visit;
    struct read_before *b = &s->find->before;
    if (!v->reading.book || find_reading(v) < 0)
        return;
    for (int i = find_in_stack(v, SCREEN_SEARCH); i > find_reading(v) + 1; i--)
        remove_from_stack(s, i - 1); /* one comes back to the text itself */
    free(b->title);
    memcpy(b->id, v->reading.id, sizeof b->id);
    b->title = mem_copy_string(v->reading.title);
    b->word = reading_place(s);
}

static void open_found(struct session *s, int64_t i)
{
    const struct search_results *r = &find_of(s)->answer.results;
    if (i < 0 || (size_t)i >= r->count)
        return;
    const struct search_hit *hit = &r->hits[i];
    keep_read_before(s);
    reading_open_found(s, &(struct reading_at){hit->id, hit->title, hit->word, SCREEN_COUNT});
}

void find_came_back(struct session *s)
{
    struct visit *v = &s->visit;
    int at = find_reading(v);
    if (at < 0 || v->reading.book || !s->find || !*s->find->before.id)
        return;
    const struct read_before *b = &s->find->before;
    const struct reading_at to = {b->id, b->title, b->word, v->stack[at]};
    enum screen_id view;
    if (reading_reopen(s, &to, &view))
        v->stack[at] = view;
    else
        session_go_home(s); /* it was taken off the kiosk in the meantime */
}

/* --- typing --- */

static void changed(struct session *s, const char *said)
{
    if (session_speaks(s))
        session_say(s, said);
    ask(s);
}

/* Nothing is left of it: told, as what is asked for may not show on a low glass. */
static void emptied(struct session *s)
{
    if (session_speaks(s))
        session_tell(s, tr("Nothing is typed."));
    ask(s);
}

static bool has_room(struct session *s, size_t bytes)
{
    if (bytes <= FIND_TEXT_MOST)
        return true;
    session_tell(s, tr("There is no more room. Search for what is there."));
    return false;
}

static void type(struct session *s, int64_t cp)
{
    struct visit_find *f = find_of(s);
    char letter[5] = {0};
    size_t n = strlen(f->text), bytes = utf8_encode((uint32_t)cp, letter);
    if (cp == ' ' && (!n || f->text[n - 1] == ' ')) {
        session_tell(s, tr("A letter comes next."));
        return;
    }
    if (!has_room(s, n + bytes))
        return;
    memcpy(f->text + n, letter, bytes + 1);
    const char *sign = keyboard_sign_name((uint32_t)cp);
    changed(s, cp == ' ' ? tr("Space") : sign ? sign : letter);
}

static void erase(struct session *s)
{
    struct visit_find *f = find_of(s);
    size_t n = strlen(f->text);
    if (!n) {
        session_tell(s, tr("Nothing is typed."));
        return;
    }
    do
        n--;
    while (n && ((unsigned char)f->text[n] & 0xc0) == 0x80);
    memset(f->text + n, 0, sizeof f->text - n);
    if (*f->text)
        changed(s, f->text);
    else
        emptied(s);
}

static void clear(struct session *s)
{
    struct visit_find *f = find_of(s);
    if (!*f->text) {
        session_tell(s, tr("Nothing is typed."));
        return;
    }
    memset(f->text, 0, sizeof f->text);
    emptied(s);
}

/* In the place of the last word that was typed, or begun. */
static void put_word(struct session *s, const char *word)
{
    struct visit_find *f = find_of(s);
    size_t n = strlen(f->text), bytes = strlen(word);
    while (n && f->text[n - 1] != ' ')
        n--;
    if (!has_room(s, n + bytes + 1))
        return;
    memset(f->text + n, 0, sizeof f->text - n);
    memcpy(f->text + n, word, bytes);
    f->text[n + bytes] = ' ';
    changed(s, f->text);
}

static void put_next_word(struct session *s, int64_t i)
{
    const char *word = i >= 0 && i < SEARCH_DESK_WORDS ? find_of(s)->answer.words[i] : NULL;
    if (word)
        put_word(s, word);
}

static void put_near_word(struct session *s, int64_t i)
{
    struct visit_find *f = find_of(s);
    const char *word = i >= 0 && i < SEARCH_MOST_NEAREST ? f->answer.results.nearest[i] : NULL;
    size_t n = strlen(f->text);
    if (!word)
        return;
    while (n && f->text[n - 1] == ' ')
        f->text[--n] = 0;
    put_word(s, word);
    if (visit_screen(&s->visit) == SCREEN_RESULTS)
        session_replace(s, SCREEN_RESULTS);
}

/* --- what the buttons do --- */

static void show_found(struct session *s)
{
    struct visit_find *f = find_of(s);
    if (!*f->text || (!f->waits && f->answer.results.is_empty))
        session_tell(s, tr("Type a word first."));
    else
        session_push(s, SCREEN_RESULTS);
}

static void choose_place(struct session *s, bool here)
{
    struct visit_find *f = find_of(s);
    if (here && f->title)
        memcpy(f->id, f->here, sizeof f->id);
    else
        memset(f->id, 0, sizeof f->id);
    ask(s);
    if (visit_screen(&s->visit) == SCREEN_RESULTS)
        session_replace(s, SCREEN_RESULTS);
}

static void show_more(struct session *s, int64_t i)
{
    struct visit_find *f = find_of(s);
    const struct search_results *r = &f->answer.results;
    if (i < 0 || (size_t)i >= r->count)
        return;
    set_place(f, r->hits[i].id, r->hits[i].title);
    ask(s);
    session_replace(s, SCREEN_RESULTS);
}

bool find_act(struct session *s, struct action act)
{
    if (act.kind == ACTION_FIND) {
        open_search(s);
        return true;
    }
    if (act.kind < ACTION_FIND_TYPE || act.kind > ACTION_FIND_MORE)
        return false;
    if (!s->find)
        return true;
    s->find->by_keyboard = false;
    if (act.kind == ACTION_FIND_TYPE)
        type(s, act.argument);
    else if (act.kind == ACTION_FIND_ERASE)
        erase(s);
    else if (act.kind == ACTION_FIND_CLEAR)
        clear(s);
    else if (act.kind == ACTION_FIND_WORD)
        put_next_word(s, act.argument);
    else if (act.kind == ACTION_FIND_INSTEAD)
        put_near_word(s, act.argument);
    else if (act.kind == ACTION_FIND_KEYS) {
        find_of(s)->typewriter = act.argument != 0;
        session_say_choice(s);
    } else if (act.kind == ACTION_FIND_IN)
        choose_place(s, act.argument != 0);
    else if (act.kind == ACTION_FIND_SHOW)
        show_found(s);
    else if (act.kind == ACTION_FIND_OPEN)
        open_found(s, act.argument);
    else
        show_more(s, act.argument);
    return true;
}

/* --- a plain keyboard --- */

static struct action written(const struct session_find *find, const struct input *in)
{
    unsigned char c = (unsigned char)in->character;
    bool by_ear = in->key >= KEY_WORD_BACK && in->key <= KEY_WHERE;
    if (c == ' ' && (in->key == KEY_PAUSE || in->key == KEY_CHARACTER))
        return action(ACTION_FIND_TYPE, ' ');
    if (c > ' ' && (in->key == KEY_CHARACTER || by_ear))
        return action(ACTION_FIND_TYPE, c);
    if (find->by_keyboard && c == '\b')
        return action(ACTION_FIND_ERASE, 0);
    if (find->by_keyboard && in->key == KEY_ACTION)
        return action(ACTION_FIND_SHOW, 0);
    return action(ACTION_NONE, 0);
}

bool find_types(struct session *s, const struct input *in)
{
    if (visit_screen(&s->visit) != SCREEN_SEARCH || !s->find)
        return false;
    struct action act = written(s->find, in);
    if (act.kind == ACTION_NONE || (act.kind == ACTION_FIND_ERASE && !*find_of(s)->text)) {
        s->find->by_keyboard = false;
        return false;
    }
    scan_end(s);
    s->hands.by_touch = false;
    session_act(s, act);
    s->find->by_keyboard = true;
    return true;
}
