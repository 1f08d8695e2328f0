/* visit.h: one visit, as the screens see it: plain data that the session (app) changes and the screens only read.
 *
 * Everything here dies with the visit but what is marked 'kiosk'. One thread (main). */
#ifndef LECTERN_SCREEN_VISIT_H
#define LECTERN_SCREEN_VISIT_H

#include "library/catalogue.h"
#include "library/edition.h"
#include "library/importer.h"
#include "library/pin.h"
#include "library/room.h"
#include "library/search_desk.h"
#include "screen/stick_rows.h"
#include "screen/visit_copies.h"
#include "screen/visit_kiosk.h"
#include "speech/narrator.h"
#include "ui/look.h"
#include "ui/messages.h"
#include "ui/page_view.h"
#include "ui/say.h"
#include "ui/scan.h"
#include "ui/widget.h"

#include <stdbool.h>
#include <stdint.h>

struct book;
struct cards;
struct explain;
struct layout;
struct layout_screen;

enum screen_id {
    SCREEN_ATTRACT,
    SCREEN_HOME,
    SCREEN_SHELF,
    SCREEN_READER,
    SCREEN_PAGE, /* an original page */
    SCREEN_CARDS,
    SCREEN_SENTENCE,
    SCREEN_MENU,
    SCREEN_CONTENTS,
    SCREEN_HARD_WORDS, /* of what shows */
    SCREEN_WORD,       /* what a hard word means */
    SCREEN_WORD_LIST,  /* the document's hard words */
    SCREEN_LINKS,      /* the links and notes that show */
    SCREEN_LINK,       /* an address to take home */
    SCREEN_NOTE,       /* a note of the document */
    SCREEN_KEPT,       /* the places that the visitor kept */
    SCREEN_LISTENING,
    SCREEN_SEARCH,
    SCREEN_RESULTS,
    SCREEN_END, /* of a document: what to read next */
    SCREEN_EASIER,
    SCREEN_WORDS, /* Easier's topics: ACTION_TOPIC opens SCREEN_WORDS + its argument */
    SCREEN_LINE,
    SCREEN_VOICE,
    SCREEN_HANDS,
    SCREEN_GUIDANCE,
    SCREEN_OWN,
    SCREEN_HELP,
    SCREEN_PIN,
    SCREEN_STAFF,
    SCREEN_STAFF_LIST,     /* the boxes */
    SCREEN_STAFF_SHELF,    /* the documents in one; subject: the part of a long list */
    SCREEN_STAFF_DOCUMENT, /* one of them */
    SCREEN_STAFF_TITLE,    /* another title for it is typed */
    SCREEN_STAFF_LOOK,     /* how the box looks */
    SCREEN_STAFF_BOX, /* subject: 0 what lies in no box's folder, else an item of the stick, plus one */
    SCREEN_KIOSK, /* what it leads to follows, in the order of its cards: ACTION_KIOSK opens SCREEN_KIOSK + its argument */
    SCREEN_HEALTH,
    SCREEN_COUNTS,
    SCREEN_RULER,
    SCREEN_FIRST,   /* how a visit begins */
    SCREEN_TRY,     /* the screen and the sound */
    SCREEN_TARGETS, /* whether fingers are felt where they are */
    SCREEN_CLOCK,   /* setting it */
    SCREEN_POWER,   /* starting again, switching off */
    SCREEN_COPIES,  /* subject: screen/visit_copies.h */
    SCREEN_STAFF_STICK,
    SCREEN_NOTICE,
    SCREEN_COUNT
};

enum { VISIT_WAY_MOST = 16, VISIT_KEPT_MOST = 20, VISIT_TAKE_MOST = 6 };
enum { VISIT_TOPICS = SCREEN_GUIDANCE - SCREEN_WORDS + 1 };
enum { VISIT_EDITIONS_MOST = 64 }; /* ACTION_EDITION's argument is kind x this + index */
enum { VISIT_VOLUME_STEP_DB = 6, VISIT_VOLUME_STEPS = 5 }; /* the loudest is 0 dB */
enum { VISIT_DEPTH_MOST = 16, VISIT_SECTIONS_MOST = 12, VISIT_PIN_MOST = PIN_DIGITS_MOST };

struct visit_section { /* kiosk */
    char name[64];
    uint32_t icon;
    int colour; /* of the scheme's, from 1; 0 none */
    uint32_t documents;
};

/* How keys, fingers and switches are heard. Times in ms. */
struct visit_hands {
    int hold_ms;       /* a touch must last so long; 0 any */
    int guard_ms;      /* the same key or spot is not heard again for so long; 0 none */
    int tap_ms;        /* with guidance, a second tap anywhere acts within so long */
    int key_repeat_ms; /* a held key acts again after so long, and again; 0 never */
    enum scan_mode scan;
    int scan_ms; /* a row or widget stays for so long */
    bool scan_silent;
    bool large_targets; /* every control is larger */
};

/* What is waited for after a card or sentence that was read: a short, usual or long pause, or to be asked. */
enum { UNIT_WAIT_USUAL = 1, UNIT_WAIT_ASKED = 3 };

struct visit_settings {
    enum talk_level talk; /* how much guidance says */
    struct visit_hands hands;
    int cap_mdeg;
    int scheme; /* index in the theme */
    bool text_only;
    int volume_db;
    int words_per_minute;
    int lang;   /* index in visit.langs */
    int voice;  /* index in visit.voices */
    int pitch;  /* 0 to 100 */
    int pauses; /* 0 short, 1 usual, 2 long */
    enum narrator_punctuation signs;
    enum narrator_structure structure;
    enum narrator_stop_after stop_after;
    bool notes_left_out;
    int family;       /* enum font_family */
    int line_spacing; /* -1 closer, 0 usual, 1 wider, 2 widest; the next three from 0 */
    int letter_spacing;
    int word_spacing;
    int paragraph_spacing;
    int line_length; /* 0 usual, 1 shorter, 2 shortest */
    int unit_wait;   /* 0 to UNIT_WAIT_ASKED */
    enum line_focus line_focus;
    bool unlit;                    /* the word being read does not light up: nothing moves (A15) */
    bool reach;                    /* controls in the lower half */
    bool has_own;                  /* one's own colours instead of a scheme */
    uint32_t own_text, own_ground; /* 0xffRRGGBB */
};

/* The card or sentence that shows, where a document is read one at a time. */
enum { UNIT_FIGURES_MOST = 6 };

struct visit_unit {
    uint32_t number, count;              /* from 1; count 0: the document shows as text */
    uint32_t first_word, last_word;      /* document words */
    uint32_t figures[UNIT_FIGURES_MOST]; /* blocks */
    int figure_count;                    /* whose pictures show */
    int columns;                         /* in which they stand */
    int told_count; /* after these: whose descriptions stand among the words instead */
    uint32_t lead_first,
        lead_last;         /* words of an earlier card that lead to this one: "You need:" */
    struct rect lead_rect; /* empty: they don't show */
    struct rect picture_rect, words_rect; /* on the glass; empty without pictures */
    struct layout *layout;                /* of its words alone */
    uint32_t part, parts;                 /* its words go on over so many screens */
};

/* A square code: rows of modules, 1 dark; made by link_code_make (screen/link.h). modules NULL: none. */
struct link_code {
    unsigned char *modules;
    int side;
};

struct visit_reading {
    char id[65];
    char *title;
    struct book *book;
    bool is_start;                /* the book is the start of a long one, until the rest is there */
    struct edition_list editions; /* the others of the same work */
    struct layout *layout;        /* of the text; NULL while cards or sentences show */
    struct cards *cards;          /* NULL until they are looked at */
    struct visit_unit unit;
    const struct layout_screen *screen; /* what shows; borrowed from the layout that it is of */
    uint32_t lit_word;
    bool is_unvoiced;     /* a passage is being passed over that no voice speaks */
    char unvoiced[16];    /* its language */
    uint32_t sought_word; /* that one has gone to: marked until one goes on; 0 none */
    int line_item; /* with line focus, silent: the first item of the line that is looked at */
    enum narrator_state narrator;
    uint32_t screen_number, screen_count; /* 0 until counted */
    uint32_t way[VISIT_WAY_MOST]; /* the words from which links were followed, for the way back */
    int way_count;
    uint32_t summary;          /* the first word of the document's summary; 0 none */
    struct widget_link *links; /* on what shows, rising */
    int link_count, link_room;
    uint32_t links_first, links_last; /* the words that were looked through for them; 0 none */
};

/* An address that can be taken home. */
struct visit_link {
    char *title; /* what kind of address it is, or the name that the organiser gave it */
    char *shown; /* as a person writes it down */
    struct link_code whole, site; /* of the address, and of its site's first page */
};

/* A note that is looked at. */
struct visit_note {
    uint32_t first_block, last_block;
};

/* A place that the visitor keeps until the visit ends. */
struct visit_kept {
    char id[65];
    char title[160], words[160]; /* of the document; what stands at the place */
    char page[48];               /* "Page 4"; "" none */
    char lang[16];               /* of words */
    uint32_t word;
};

/* What the organiser links to. */
struct visit_take {         /* kiosk */
    const char *name, *uri; /* borrowed from the config */
};

/* The hard words of the document that is open. */
enum { WORDS_HERE_MOST = 64, WORD_PLACES_MOST = 24 };

struct visit_words {
    struct explain *explain; /* book/explain.h; NULL until it is needed */
    const uint32_t *marked;  /* words with a meaning that show, rising; the session's */
    int marked_count;
    uint32_t here[WORDS_HERE_MOST]; /* numbers of terms: on SCREEN_HARD_WORDS */
    int here_count;
    const uint32_t *list; /* numbers of terms: on SCREEN_WORD_LIST; the explainer's */
    size_t list_count;
    uint32_t places[WORD_PLACES_MOST]; /* on SCREEN_WORD: the first of where it is used */
    size_t place_count;                /* how many there are */
    bool looking;                      /* the book is read for the last two, which takes a moment */
};

/* The original pages of the document that is open. */
struct visit_page {
    struct page_view view;
    int zoom, zoom_most; /* 0: the whole page; how far it goes for this page */
    uint32_t place;      /* the word that stands for where one is: on the page, or after it */
    int tools;           /* which set of buttons shows, where one glass is too small for all */
    bool failed;         /* it can't be drawn */
    bool slow;           /* it has not come for so long that it must be said */
};

/* A few lines that show each choice at once, as a document would look. */
struct visit_sample {
    struct book *book;
    struct layout *layout;
    const struct layout_screen *screen; /* borrowed from the layout; NULL: there is none */
};

enum { FIND_TEXT_MOST = 120 /* bytes that can be typed */ };

/* Looking for words: what was typed, and what came of it. */
struct visit_find {
    char text[FIND_TEXT_MOST + 1];
    bool typewriter;       /* the keys stand as on a typewriter, not as in the alphabet */
    char id[65];           /* the document that is looked through; "" all */
    char here[65], *title; /* the document that can be chosen for it; NULL: there is none */
    bool waits;            /* the answer is to an earlier text */
    struct search_answer answer;
};

/* The document after the one that is open, in its section. */
struct visit_next {
    struct document document; /* id "": there is none */
    int section;              /* of the document that is open; -1 of none that shows */
};

/* A card of the shelf: a work, or under its card another edition of it. */
struct visit_shelf_card {
    size_t document;        /* index on the shelf */
    enum edition_kind kind; /* of what stands under a work; 0: the work's own card */
};

/* Where what is said is heard. A headset that was in when the visit began may be a loudspeaker on the same socket: only one that came
 * since is surely on somebody's head. */
enum heard_by { HEARD_IN_ROOM, HEARD_PERHAPS, HEARD_ALONE };

/* Whether it is the library that staff know; if not, their PIN is gone with theirs. */
enum library_is { LIBRARY_AS_IT_WAS, LIBRARY_MADE_ANEW, LIBRARY_IN_MEMORY };

enum pin_purpose { PIN_TO_ENTER, PIN_TO_CHOOSE, PIN_TO_BEGIN /* says why there should be one */ };

/* What is on the stick, beside its list: how it shows, what staff chose, and how adding it ended. */
struct visit_stick {
    char *root;             /* the stick's folder; NULL: none was looked at */
    struct stick_rows rows; /* of the list */
    int section;            /* where documents go that lie in no box's folder */
    uint64_t free_bytes;    /* that the card has for documents */
    char now[160];          /* what is being added; "" not known */
    bool looking;           /* the first look goes on: more verdicts come */
    bool stopped;           /* by staff */
    bool pulled;            /* the stick was taken out while documents were added */
};

/* A box as staff see it: what visitors don't meet counts too. */
struct visit_box {
    uint32_t documents, hidden;
};

enum { TITLE_TEXT_MOST = 512 };

struct visit_title { /* that staff type */
    char text[TITLE_TEXT_MOST + 1];
    bool typewriter, capitals; /* how the keys stand; the next letter is a capital */
};

struct visit_staff {
    bool is_in; /* the PIN was right */
    enum pin_purpose purpose;
    char digits[VISIT_PIN_MOST + 1];
    bool shown;              /* what was typed shows as numbers, as was asked for */
    bool mixed;              /* the number keys stand in `order` */
    unsigned char order[10]; /* the number on each key */
    int wait_s;              /* no PIN is taken for so long; 0: one is */
    char said[256];          /* what went wrong, or what was done; "" nothing */
    struct visit_box boxes[VISIT_SECTIONS_MOST + 1]; /* as sections; then what stands in none */
    uint32_t document_count;                         /* in all of them */
    struct library_room room;                        /* as it was measured last */
    uint64_t aside_bytes;                            /* of it, taken by what was removed */
    uint32_t undo_count;                             /* removals that can be undone */
    int box;                                         /* that staff look into; -1 none */
    struct document_list documents;                  /* in it */
    struct document document;                        /* that staff look at; id "" none */
    char *pack;                                      /* the pack that it came with; NULL none */
    struct visit_title title;
    struct edition_list editions; /* of that document */
    bool tying;                   /* which document it belongs to is being chosen */
    bool can_undo;                /* the last tie or untie, while the same document is looked at */
    char undo_id[65];             /* the other of the two */
    enum edition_word undo_word;  /* as it was before */
    struct import_list stick;     /* what is on the stick */
    struct visit_stick on_stick;
    bool stick_is_in;
    bool adding, added; /* an import runs; it has ended and the list shows how */
    bool unread;        /* it ended while no staff were there: nobody has seen the list */
    struct importer_progress progress;
};

struct visit_notice {
    char title[160];
    char about
        [512]; /* what it is about, in its own words: a document's title, a heading; "" nothing */
    char about_lang[16]; /* of these words */
    char text[512];
    bool is_question; /* 'I'm still here' instead of 'OK' */
};

/* The organiser's picture. */
struct visit_logo {
    const struct book
        *book;           /* whose first picture it is; NULL: there is none, or not yet; borrowed */
    bool is_broken;      /* it can't be shown */
    const char *name;    /* whose it is: the kiosk's, or the maker's of a pack; borrowed */
    const char *file;    /* "logo.png"; borrowed */
    const char *of_pack; /* the title of the pack that brought it; NULL: lectern.ini names it */
};

struct visit {
    struct look look;
    const char *kiosk_name;     /* kiosk; borrowed */
    struct visit_logo logo;     /* kiosk */
    bool has_staff_pin;         /* kiosk */
    bool pin_was_reset;         /* kiosk: by the file on the card, at this start */
    enum library_is library_is; /* kiosk */
    enum heard_by heard;
    int idle_s;          /* kiosk */
    bool has_no_profile; /* kiosk: nobody has said how large the glass is */
    bool sound_is_lost;  /* kiosk */
    bool lacks_screen;   /* kiosk: nothing can be seen, all of it is said */
    struct visit_section sections[VISIT_SECTIONS_MOST];
    int section_count;
    struct document featured; /* kiosk: on the home screen; id "": none */

    enum screen_id stack[VISIT_DEPTH_MOST]; /* where the visitor is, on top of how they came */
    int pages[VISIT_DEPTH_MOST];            /* the page of each, from 0 */
    uint32_t subjects[VISIT_DEPTH_MOST]; /* SCREEN_WORD: the number of its term; where the document
                                               is read: the word that Back comes back to */
    int depth;                           /* of the top */

    struct visit_settings settings;
    char told[128];    /* a message: shown until the next touch or key (A27) */
    bool guided;       /* the screens speak, the focus shows, a finger explores */
    bool curtain;      /* the screen is dark, as was asked for */
    char about[192];   /* help for the widget that had the focus when Help was asked for; "" none */
    struct scheme own; /* made of own_text and own_ground */
    struct messages_lang langs[MESSAGES_LANGS_MOST]; /* kiosk: of the interface */
    int lang_count;
    struct voice_choice voices[VOICE_CHOICES_MOST]; /* kiosk; none until sound has begun */
    size_t voice_count;
    int section;
    struct document_list shelf;     /* of the section, then editions that stand in another */
    struct visit_shelf_card *cards; /* all of them, in the order in which they show */
    size_t card_count;
    struct visit_reading reading;
    struct visit_words words;
    struct visit_find find;
    struct visit_next next;
    struct visit_page page;
    struct visit_sample sample;
    struct visit_staff staff;
    struct visit_kiosk kiosk;
    struct visit_copies copies;
    struct visit_notice notice;
    struct visit_link link;
    struct visit_note note;
    struct visit_kept kept[VISIT_KEPT_MOST];
    int kept_count;
    struct visit_take takes[VISIT_TAKE_MOST]; /* kiosk */
    int take_count;
};

/* 1 the softest to VISIT_VOLUME_STEPS. */
static inline int visit_volume(const struct visit *v)
{
    return VISIT_VOLUME_STEPS + v->settings.volume_db / VISIT_VOLUME_STEP_DB;
}

static inline enum screen_id visit_screen(const struct visit *v)
{
    return v->stack[v->depth];
}

/* Do the words of the document stand on this screen? */
static inline bool screen_is_reading(enum screen_id id)
{
    return id == SCREEN_READER || id == SCREEN_CARDS || id == SCREEN_SENTENCE;
}

/* The screen under the present one: what Help and Menu are about. */
static inline enum screen_id visit_screen_below(const struct visit *v)
{
    return v->depth ? v->stack[v->depth - 1] : v->stack[0];
}

#endif
