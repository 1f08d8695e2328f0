/* session_parts.h: what the session's own files share: reading, staff, and moving between screens. For src/app/session*.c only. */
#ifndef LECTERN_APP_SESSION_PARTS_H
#define LECTERN_APP_SESSION_PARTS_H

#include "app/session.h"

/* Moves between screens. */
void session_push(struct session *s, enum screen_id id);
void session_push_about(struct session *s, enum screen_id id, uint32_t subject);
void session_replace(struct session *s, enum screen_id id);
void session_pop(struct session *s);
void session_go_home(struct session *s);
void session_open_section(struct session *s, int64_t i); /* its shelf */
/* A notice: shown and said. */
void session_notice(struct session *s, const char *title, const char *text);
/* The same about something that has words of its own, such as a document's title in `lang` ("" the interface's). */
void session_notice_about(struct session *s, const char *title, const char *about, const char *lang,
                          const char *text);
void session_notice_error(struct session *s, enum err err, const char *subject);
void session_notice_error_in(struct session *s, enum err err, const char *subject,
                             const char *lang);
/* Why staff's work failed: ERR_READ_ONLY where the card is what failed. A visitor's errors stay as they are. */
enum err session_why(const struct session *s, enum err err);
/* The end of a visit: everything of the visitor's is forgotten. */
void session_end_visit(struct session *s);
/* What the home screen shows of the library, after it changed: the counts, and the document that staff put there. */
void session_count_sections(struct session *s);
/* The same where only boxes or the home screen changed, and no document came or went or has another title. */
void session_count_boxes(struct session *s);

/* Builds the visit's screen. Where a setting that was chosen moves things to other pages, the one with its control shows. */
struct screen_pages session_build_pages(struct visit *v, struct widget_list *list,
                                        struct action chosen);

/* session_ahead.c: what was foreseen is forgotten; or is foreseen anew, as another screen was built. */
void ahead_forget(struct session *s);
void ahead_renew(struct session *s);
int64_t ahead_due_ms(const struct session *s); /* until session_foresee has; -1 never */

/* Says words of a document, in its language ("" not known), instead of or after what was said before; slowly: part by part. */
void session_say_in(struct session *s, const char *text, const char *lang, bool slowly, bool after);

/* Says one widget: its own words in their language (A24), the rest in the interface's; then `more`. */
void session_say_widget(struct session *s, int index, const char *more);

/* Says all of the screen. */
void session_say_everything(struct session *s);

/* Says the widget that has the focus; says a screen that is new, and where the focus is on it. */
void session_say_focus(struct session *s);
void session_say_choice(struct session *s); /* the focus, where guidance speaks: what it is now */
void session_say_screen(struct session *s);

/* Says a message, and shows it in the title line until the next touch or key, so that nothing is only a sound (A27). */
void session_tell(struct session *s, const char *text);
/* The same after the words of a new screen; only shown where screens don't speak. */
void session_tell_after(struct session *s, const char *text);

/* Do the screens speak? With guidance, and while keys are in use. */
bool session_speaks(const struct session *s);

/* What the kiosk believes the time to be: Unix time; a script's own. */
int64_t session_now_s(const struct session *s);

/* session_input.c: a key as if pressed; and help for the focus is kept, in case it is asked for. */
void session_press(struct session *s, enum input_key key);
void session_note_about(struct session *s);

/* session_hands.c: what belongs to keys, touch and switches together */
void hands_screen_changed(struct session *s); /* another screen, or another page of a list */
void hands_forget(struct session *s);         /* the end of a visit */
void hands_put_back(struct session *s);       /* their settings as they were */
void hands_tick(struct session *s);
int64_t hands_due_ms(const struct session *s); /* until hands_tick has something to do; -1 never */
bool hands_act(struct session *s, struct action act); /* false: not theirs */
void hands_choose(struct session *s, int index);      /* as a key or a switch does */

/* session_touch.c */
void touch_take(struct session *s, const struct input *in);
void touch_tick(struct session *s);
int64_t touch_due_ms(const struct session *s);

/* session_scan.c */
void scan_press(struct session *s, int which);
void scan_begin(struct session *s);
void scan_end(struct session *s); /* keys or fingers go on without it */
void scan_tick(struct session *s);
int64_t scan_due_ms(const struct session *s);
void scan_screen_changed(struct session *s);

/* session_settings.c */
void settings_find_langs(struct session *s); /* before the first settings_put_back */
void settings_put_back(struct session *s);
const char *settings_lang(const struct session *s); /* of the interface and its voice */
void settings_apply_look(struct session *s);        /* after a change of settings or of the glass */
int settings_own_lang(const struct session *s);     /* index of the kiosk's own */
/* False: not a setting of the look, of language or volume. */
bool settings_act(struct session *s, struct action act);
/* Changes `v` alone, as the action would; false: that is not foreseen. */
bool settings_foresee(const struct session *s, struct visit *v, struct action act);

/* session_sample.c: the lines that show each choice at once */
void sample_make(struct session *s);    /* where there is none */
void sample_lay_out(struct session *s); /* before a screen that has it is built */
void sample_free(struct session *s);

/* session_settle.c: of a long document the start shows first. The whole takes its place as soon as it is there; `wait`: now. */
void reading_settle(struct session *s, bool wait);
void reading_forget_whole(struct session *s); /* the document is left */

/* session_read.c and session_open.c */
/* Index of the reading screen under the top one; -1 none. */
int reading_below(const struct visit *v);
bool reading_is_open(const struct session *s);
bool reading_shows_units(const struct visit *v); /* cards or sentences */
void reading_lay_out_at(struct session *s, enum screen_id view, uint32_t word);
void reading_forget_wait(struct session *s);
void reading_open(struct session *s, const struct document *d);
void reading_close(struct session *s);
/* The book is made again from the original, and opened. */
MUST_USE enum err reading_remake(struct session *s, const char *id, struct book **out);
struct reading_at {
    const char *id, *title; /* borrowed; not those of the visit's own reading */
    uint32_t word;          /* 0: the place that matches where one is now */
    enum screen_id view;    /* SCREEN_COUNT: the one that suits the document */
};
/* Another document in the place of the one that is open; false: it can't be opened, and nothing has changed. */
bool reading_change(struct session *s, const struct reading_at *to);
/* A document at a word that was looked for, over the present screen, in its own view; false: it can't be opened, as a notice says. */
bool reading_open_found(struct session *s, const struct reading_at *at);
/* A document in the place of the present screen, at its beginning. */
bool reading_open_next(struct session *s, const struct document *d);
/* What was read before, on a screen that is still there: *view is what shows it now. */
bool reading_reopen(struct session *s, const struct reading_at *at, enum screen_id *view);
/* After a change of size, font, pictures or glass: the same words stay. */
void reading_lay_out(struct session *s);
/* The same, by reading_lay_out_now behind what shows where that is a screen of settings, which shows nothing of the document. */
void reading_lay_out_soon(struct session *s);
void reading_lay_out_now(struct session *s);
bool reading_is_hidden(const struct visit *v); /* does such a screen show? */
/* On which it is read, under what was opened over it. */
enum screen_id reading_screen(const struct session *s);
void reading_turn(struct session *s, int step);
void reading_listen(struct session *s);
void reading_from(struct session *s, uint32_t word);
void reading_widen(struct session *s); /* the place may move to another card while it is paused */
void reading_pause(struct session *s);
void reading_view(struct session *s, enum screen_id view); /* the same words on another screen */
bool reading_leap(struct session *s, int step); /* reads the next or previous card or sentence */
void reading_go(struct session *s, uint32_t word);
/* The same; where the word is not the screen's first it is marked, and Listen begins there. */
void reading_seek(struct session *s, uint32_t word);
void reading_where(struct session *s); /* session_where.c */
void reading_touch(struct session *s, const struct widget *w, int x, int y);
void reading_tick(struct session *s);
/* A slice of what is still to be counted; true: nothing is. */
bool reading_count(struct session *s, uint64_t budget_us);

/* The word that sounds, else the one that was gone to, else the first that shows. */
uint32_t reading_place(const struct session *s);
void reading_leave_voice(struct session *s, uint32_t word); /* silent; the text stands there */
void reading_listen_on(struct session *s); /* pauses what reads, resumes what is paused */

void reading_visit(struct session *s, uint32_t word); /* over what shows: Back comes back */
bool reading_return(struct session *s); /* from there, where one was; false: from no such place */
/* What shows of the document: its document words; false: none do. */
bool reading_span(const struct session *s, uint32_t *first, uint32_t *last);

/* session_words.c */
bool words_act(struct session *s, struct action act);    /* false: not of hard words */
void words_prepare(struct session *s);                   /* before a screen is built */
bool words_mark(const struct session *s, uint32_t word); /* is it marked where it shows? */
/* Those that are to be marked of the words first to last (0: none), likewise. */
void words_between(struct explain *explain, uint32_t first, uint32_t last, uint32_t **marked,
                   size_t *count, size_t *cap);
void words_close(struct session *s); /* with the book */
void words_free(struct session *s);
void words_tick(struct session *s);
/* Has words_tick something to do as soon as the screen shows? */
bool words_wait(const struct session *s);

/* session_logo.c: the organiser's picture */
void logo_tick(struct session *s);
void logo_changed(struct session *s); /* looks whether it is another one now */
void logo_free(struct session *s);

/* session_page.c */
bool page_act(struct session *s, struct action act); /* false: not of original pages */
void page_go(struct session *s, uint32_t word);
void page_turn(struct session *s, int step);
void page_listen(struct session *s);
void page_drag(struct session *s, int right_px, int down_px);
void page_close(struct session *s);
void page_tick(struct session *s);
int64_t page_due_ms(const struct session *s); /* until page_tick has something to say; -1 never */

/* session_edition.c */
/* The library did, or staff's word: they are found anew, ahead of who asks. */
void editions_changed(struct session *s);
void editions_wait(struct session *s); /* until they are */
void editions_of(struct session *s, const char *id, struct edition_list *out);
void edition_find(struct session *s); /* the other editions of what was just opened */
void edition_tell(struct session *s,
                  const char *more);  /* that there is an easier one; `more`: NULL is fine */
bool edition_back(struct session *s); /* to the edition that one came from; false: there is none */
void edition_forget(struct session *s);
bool edition_act(struct session *s, struct action act); /* false: not of editions */
/* Lists the section, its other editions with it. */
enum err shelf_fill(struct session *s, int section);
void shelf_refresh(struct session *s); /* after the library changed; nothing without a shelf */
void shelf_prepare(struct session *s); /* before a screen is built */
void shelf_free(struct session *s);

/* session_find.c: looking for words */
bool find_act(struct session *s, struct action act);        /* false: not of search */
bool find_types(struct session *s, const struct input *in); /* true: a key that writes: taken */
void find_tick(struct session *s);
/* A document was left: what was read before the search is again. */
void find_came_back(struct session *s);
void find_forget(struct session *s); /* the end of a visit */

/* session_next.c: what to read after a document */
void next_offer(struct session *s); /* at its end */
bool next_act(struct session *s, struct action act);
void next_forget(struct session *s);

/* session_links.c */
bool links_act(struct session *s, struct action act); /* false: not of links */
bool links_listen(struct session *s);                 /* false: no address or note shows */
void links_find(struct session *s);                   /* before a screen is built */
/* Those of the words first to last, rising (0: none), into an array of the caller's that grows. */
void links_between(const struct book *book, uint32_t first, uint32_t last,
                   struct widget_link **links, int *count, int *room);
void links_forget(struct session *s);
enum action_kind links_touched(const struct session *s, uint32_t word);

/* session_kept.c */
bool kept_act(struct session *s, struct action act); /* false: not of kept places */

/* session_voice.c */
void reading_apply_settings(struct session *s);

bool voice_act(struct session *s, struct action act); /* false: not the voice's */

/* session_pack.c: of the open document's pack */
struct glossary;                         /* book/glossary.h */
void pack_find_words(struct session *s); /* how words are said; without a pack as usual */
size_t pack_load_glossaries(struct session *s, struct glossary **out, size_t most); /* yours */

/* session_staff.c */
bool staff_act(struct session *s, struct action act); /* false: not staff's */
void staff_tick(struct session *s);
void staff_leave(struct session *s);
void staff_say(struct session *s, const char *text);
void staff_enter(struct session *s); /* the PIN was right, or was chosen */

/* session_adding.c: what is on a stick, and adding it */
bool adding_act(struct session *s, struct action act); /* false: not of these */
void adding_tick(struct session *s);
void adding_say_results(struct session *s);
void adding_show_rows(struct session *s, bool added); /* the list as it is, before or after */
void adding_stop_looking(struct session *s);          /* the first look, where it goes on */
void adding_forget(struct session *s); /* the list of the stick, and what came of it */
void staff_find_on_stick(struct session *s);
/* Takes the list over; not where it fails. */
MUST_USE enum err staff_start_adding(struct session *s, struct import_list *list,
                                     enum pack_rule packs);

/* session_request.c: what the board's root unit does for staff (app/request.h). All of it tells staff, shown and said, what went wrong;
 * with nobody there it is logged. One thing at a time: the next one is refused, in words, while one is under way. */
enum stick_state {
    STICK_CLOSED,  /* read-only, or as it came */
    STICK_OPENING, /* asked for */
    STICK_OPEN,    /* may be written to */
    STICK_CLOSING  /* all is written out, and it is made read-only again */
};
/* Has the stick made writable, calls `save` with its folder (on main: for what is short, each file by file_write_atomic), has it written
 * out and made read-only again, whatever happens; then tells `done` (copied; "The report is on the stick."), or what went wrong. */
void request_save_to_stick(struct session *s,
                           enum err (*save)(struct session *s, const char *folder),
                           const char *done);
/* For long work: asks; false: can't be, staff were told. Then poll the state: STICK_OPEN, and request_stick_folder is where to write, on any
 * thread; or STICK_CLOSED again: refused, staff were told. Call request_stick_done when nothing writes any more, also after errors and
 * after a stop. STICK_CLOSED afterwards: the stick may be taken out; request_stick_failed: not all was written (staff were told). */
bool request_stick_writable(struct session *s);
enum stick_state request_stick_state(const struct session *s);
const char *request_stick_folder(const struct session *s); /* NULL unless STICK_OPEN; borrowed */
void request_stick_done(struct session *s);
bool request_stick_failed(const struct session *s);
bool request_is_possible(const struct session *s); /* is there somebody to ask? Not on a desktop */
void request_restart(struct session *s, bool board); /* else the kiosk alone */
void request_power_off(struct session *s);
void request_set_clock(struct session *s, int64_t unix_s);
void request_start(struct session *s);
void request_stop(struct session *s);
void request_tick(struct session *s);
bool request_waits(const struct session *s); /* for an answer */
/* Until request_tick has something to do; -1 never. */
int64_t request_due_ms(const struct session *s);
/* For scripts and tests: request_pretend and request_asked of app/request.h. */
void request_answer_as(struct session *s, const char *answer);
const char *request_all_asked(const struct session *s);

/* session_copies.c: all of the library on a stick */
bool copies_act(struct session *s, struct action act); /* false: not of these */
void copies_find(struct session *s);                   /* is a copy on the stick? */
void copies_greet(struct session *s);                  /* staff came: what they have not heard */
void copies_tick(struct session *s);
void copies_stop(struct session *s);

/* session_drop.c: packs that a sync engine brings */
struct drop_state; /* library/drop_folder.h */
void drop_start(struct session *s);
/* What staff may want to know of it; false: no drop folder is set. */
bool drop_state(const struct session *s, struct drop_state *out);
/* In words; "" none, or no drop folder. */
void drop_problem(const struct session *s, char *out, size_t bytes);
bool drop_waits(const struct session *s); /* for scripts: it is looked at, or just was */
void drop_tick(struct session *s);
void drop_stop(struct session *s);

/* session_stick.c */
void stick_tick(struct session *s);
/* The packs of a visitor's stick are looked at. */
void stick_welcomed(struct session *s, struct import_tally tally, enum err err);

/* session_first.c: how visits begin, and session_ruler.c: how large the glass is; both as the config says, or staff */
void first_read(struct session *s);                   /* with the library open */
void first_begin(struct session *s);                  /* for the screen */
bool first_act(struct session *s, struct action act); /* false: not of these */
void ruler_begin(struct session *s);
bool ruler_act(struct session *s, struct action act);
void ruler_tick(struct session *s);
void ruler_leave(struct session *s);           /* a size that nobody has kept goes */
int64_t ruler_due_ms(const struct session *s); /* until ruler_tick has something to do; -1 never */

/* session_health.c: how this kiosk is */
struct import_list;
void health_begin(struct session *s); /* for staff's screens */
void health_note_import(struct session *s, const struct import_list *list, enum err err);
bool health_act(struct session *s, struct action act); /* false: not of these */

/* session_board.c: what the board tells staff */
void board_start(struct session *s); /* with the library open; the visit then knows whose it is */
void board_read(struct session *s);  /* into the visit's health */
void board_tell(struct session *s);  /* to staff who come in: what they have not been told yet */
void board_seen(struct session *s);  /* they know what has happened */

/* session_clock.c: setting the clock, starting again, switching off */
void clock_begin(struct session *s);
void power_begin(struct session *s);
bool clock_types(struct session *s, const struct input *in); /* true: a number key, and was taken */
bool clock_act(struct session *s, struct action act);

/* session_try.c: trying the screen and the sound */
void try_begin(struct session *s);
void try_tick(struct session *s);
bool try_act(struct session *s, struct action act);

/* session_targets.c: whether fingers are felt where they are */
void targets_begin(struct session *s);                         /* for the screen */
bool targets_takes(struct session *s, const struct input *in); /* true: a finger on a target */
void targets_tick(struct session *s);
int64_t targets_due_ms(const struct session *s); /* until targets_tick has; -1 never */
bool targets_act(struct session *s, struct action act);

/* session_counting.c: how often documents are opened, listened to and finished; whole numbers, nothing of people */
void counting_tick(struct session *s);
void counting_end_visit(struct session *s);       /* before anything of the visit is forgotten */
void counting_write(struct session *s);           /* all that is known, now */
uint32_t counting_start(const struct session *s); /* the number of this start; 0: none was needed */
void counting_stop(struct session *s);
int64_t counting_due_ms(const struct session *s); /* until counting_tick has; -1 never */

/* session_counts.c: staff's screen of them */
void counts_begin(struct session *s);
void counts_leave(struct session *s);
bool counts_act(struct session *s, struct action act);

/* session_kiosk.c: the screens of 'This kiosk' */
bool staff_kiosk_act(struct session *s, struct action act); /* false: not of these */

/* session_pin.c: the gate to staff's part */
bool pin_act(struct session *s, struct action act);        /* false: not of the PIN */
bool pin_types(struct session *s, const struct input *in); /* true: a key that types: taken */
void pin_ask(struct session *s, enum pin_purpose purpose);
void pin_forget(struct session *s); /* what was typed */
void pin_tick(struct session *s);
int64_t pin_due_ms(const struct session *s); /* until pin_tick has something to do; -1 never */
bool pin_is_asked(const struct session *s);  /* its screen is there, or what was opened over it */
enum err pin_start(struct session *s);       /* with the library open: a first PIN, a reset */

/* session_tie.c: which others are the same work as the document that staff look at */
bool tie_act(struct session *s, struct action act); /* false: not of these */

/* session_shelves.c: the library as staff keep it */
bool shelves_act(struct session *s, struct action act); /* false: not of these */
void shelves_list(struct session *s);                   /* after the library changed */
void shelves_changed(struct session *s);                /* the same, for visitors and search too */
void shelves_gone(struct session *s);                   /* the document that staff look at went */
void shelves_measure(struct session *s);                /* the room on the disk */
void shelves_look_into(struct session *s, int box);
void shelves_look_at(struct session *s, int64_t i); /* a document of that box */
void shelves_tied(struct session *s);               /* another version was chosen */
void shelves_leave(struct session *s);              /* what was removed goes for good */

/* session_title.c: another title is typed */
bool title_act(struct session *s, struct action act);
bool title_types(struct session *s, const struct input *in); /* true: a key that types */

/* session_boxes.c: how the boxes look, and their order */
void boxes_read(struct session *s); /* with the library open */
bool boxes_act(struct session *s, struct action act);

#endif
