/* session.h: what happens in a visit: actions, touches, keys and time change the visit; the screens are then built again.
 *
 * The session owns the visit and the parts that it drives; it opens no window and reads no event, so that a test can drive it. One
 * thread (main). */
#ifndef LECTERN_APP_SESSION_H
#define LECTERN_APP_SESSION_H

#include "app/config.h"
#include "app/staff_settings.h"
#include "base/clock.h"
#include "library/pack_store.h"
#include "library/volume.h"
#include "screen/screen.h"
#include "ui/draw.h"
#include "ui/fingers.h"
#include "ui/guard.h"
#include "ui/input.h"
#include "ui/scan.h"

struct audio;
struct book_opener;
struct edition_maker;
struct copier;
struct drop_folder;
struct first_look;
struct narrator;
struct logo;
struct search_mender;
struct session_ahead;    /* session_ahead.c */
struct session_find;     /* session_find.c */
struct session_page;     /* session_page.c */
struct session_board;    /* session_board.c */
struct session_request;  /* session_request.c */
struct session_counting; /* session_counting.c */
struct session_sound;    /* session_sound.h */
struct session_words;    /* session_words.c */

/* The finger that is meant, from touch to lift; with guidance it explores. */
struct session_touch {
    bool down;
    int x, y; /* where it began */
    uint64_t since_ms;
    int widget;          /* that it began on; -1 none */
    uint32_t began_word; /* of a document; 0 none */
    bool on;             /* it is still on it */

    bool is_first; /* after keys, or the first of all */
    bool drags;    /* it moves the page under it */
    bool explores; /* it speaks what it passes over, and acts on nothing */
    bool may_act;  /* exploring: it may be the second tap */
    int over;      /* exploring: the widget last spoken; -1 none */
    uint32_t word; /* exploring: the word of the document under it; 0 none */
};

/* What is known about the visitor's hands. */
struct session_hands {
    struct fingers fingers;
    struct guard guard;
    struct scan scan;
    uint64_t scanned_ms; /* when the scan last stepped */
    enum input_key held; /* acts again while it is held; KEY_NONE */
    uint64_t repeat_ms;  /* when */
    int repeats;         /* so often it has */
    uint64_t
        lifted_ms; /* when an exploring finger left the focus where it is; 0 never on this screen */
    bool found;    /* an exploring finger has put the focus where it is */
    bool keyed;    /* keys are in use: the focus shows */
    bool by_touch; /* a finger came last, not a key */
    bool refused;  /* guidance was turned off: only who asks gets it again */
    bool unseen;   /* the screen has changed and was not shown yet: nobody can mean it */
    int back_to; /* which of those that take focus it goes back to on this screen, from 1; 0 the first */
    int focus_at[VISIT_DEPTH_MOST]; /* the same for each screen that one came by */
    char about[192];                /* help for the last widget that had the focus */
};

/* Where one was in another edition of the document, for Back. */
struct session_edition {
    char id[65];
    char *title;
    uint32_t word;
    enum screen_id view;
    uint32_t
        came_to; /* where this one was opened: who has not moved from there goes back to the very word */
};

/* How large the glass is, as it stands. */
struct session_glass {
    double width_mm, height_mm, viewing_mm;
};

/* A document that staff removed. */
struct session_removed {
    char id[65];
};

struct session {
    struct staff_settings set;   /* the config, with staff's word over it */
    const struct config *config; /* borrowed */
    struct clock *clock;         /* borrowed */
    void (*wake)(void *);
    void *wake_data;
    void (*alive)(void *); /* told while main waits for a worker; NULL: nobody watches it */
    void *alive_data;

    struct theme *theme;
    struct fonts *fonts;
    struct run_cache *runs;
    struct catalogue *catalogue; /* NULL: the library could not be opened */
    struct volumes *volumes;
    struct audio *audio;           /* NULL until the first frame has been shown */
    struct narrator *narrator;     /* likewise */
    struct session_sound *sound;   /* likewise */
    struct session_page *original; /* NULL: nobody looks at original pages */
    struct session_words *words;   /* NULL: no hard word was needed yet */
    struct session_find *find;     /* NULL: nothing was looked for in this visit */
    struct importer *importer;     /* NULL: nothing is being added */
    struct copier *copier;         /* NULL: no copy is saved or put back */
    uint64_t copier_began_ms;
    struct drop_folder *drop; /* NULL: none is watched */
    uint32_t drop_changes;    /* as last seen */
    struct first_look *look;  /* NULL: no stick is looked at */
    uint64_t adding_said_ms;  /* when it was last said how far it is */
    uint64_t stick_came_ms;   /* when a stick, or another partition of it, last came */
    bool told_of_stick;       /* visit.told is about a stick that came or went */
    bool welcomes;            /* it adds the signed packs of a stick that no staff brought */
    struct session_counting *counting; /* what was read and is not yet written down */
    struct session_removed *removed; /* by staff, who may undo it: visit.staff.undo_count of them */
    size_t removed_cap;
    struct session_board *board;     /* what the board tells staff */
    struct session_request *request; /* what the board's root unit is asked for */
    struct logo *logo;               /* NULL: none is asked for, or nobody has seen a frame yet */
    struct pack_logo logo_of;        /* where it is, and whose */
    bool logo_may_show;              /* somebody has seen a frame */
    bool logo_waits;                 /* it is being made ready */
    struct book_opener *opener;      /* the rest of what is opened; NULL: nothing is waited for */
    struct search_mender *mender;    /* NULL: the search index has not been looked at */

    unsigned worker_failures; /* documents that a worker did not come back from, since the start */
    unsigned page_failures;   /* original pages that could not be drawn, since the start */
    int64_t pretend_now_s;    /* a script's or a test's time of day; 0: the system's */
    uint64_t run;             /* library/pin.h: which run of the kiosk this is */
    uint64_t pin_due_ms;      /* when the wait for the next PIN is looked at; 0: there is none */

    struct session_glass old_glass; /* while a new size is tried */
    bool one_side;                  /* sound comes from one side alone, to try it */
    uint64_t targets_until_ms;      /* how long the target is waited for; 0: none shows */
    uint64_t glass_until_ms;        /* when it goes again; 0: none is tried */

    struct visit visit;
    struct session_edition *came_from; /* the last one on top */
    size_t came_count, came_cap;
    struct edition_map *editions;        /* of the library; NULL: not made yet */
    struct edition_maker *edition_maker; /* makes them; NULL: it was not asked to */
    bool shelf_is_open, shelf_is_stale;  /* visit.shelf is listed; the library has changed since */
    struct str sample;                   /* the bytes of visit.sample.book */
    char lang[16];                       /* of words and voices, as last made so */
    char pack_folder[512]; /* where the lexicons of the open document's pack lie; "" nowhere */
    struct widget_list list;
    struct session_ahead *ahead; /* NULL: nothing was foreseen in this visit */
    struct screen_pages pages;
    int focus; /* index in the list; -1 none */
    struct session_touch touch;
    struct session_hands hands;
    struct action chosen; /* a setting, since the list was built: its page is to show again */
    bool stale;           /* the list must be built again */
    bool lay_out_due;     /* the document has another look, and nobody has seen it in that yet */
    bool unshown;         /* the list or the focus is not what was drawn last */
    bool look_changed;    /* everything must be drawn again */
    bool quit;
    bool may_close;       /* Ctrl+Q ends it: a desktop (closing.h) */
    bool in_script;       /* time is a fake: what other processes make is waited for */
    uint64_t unit_due_ms; /* a card was read: when the next follows; 0: none does by itself */
    bool unit_widened;    /* the place has moved while it was paused: it may be on another card */
    bool unit_waits;      /* a card was read: the next follows when it is asked for */
    bool told_no_voice;   /* once is enough */
    uint64_t last_input_ms;
    uint64_t warned_ms; /* when the idle warning came; 0: it has not */
    struct str said;    /* the last interface words, for scripts and Repeat */
};

/* Reads theme, fonts and what staff chose for the first screen; shows the attract screen, whose library is still shut. `wake(data)` may
 * be called from other threads. Errors: ERR_NO_FONT, ERR_CONFIG. Free with session_free. */
MUST_USE enum err session_new_shut(const struct config *config, struct clock *clock,
                                   void (*wake)(void *), void *data, struct session **out);

/* Opens the library, which is checked and swept; a larger one takes longer. After the first frame, before any input or another call; a
 * library that can't be opened is shown and said. */
void session_open_library(struct session *s);

/* Both at once. */
MUST_USE enum err session_new(const struct config *config, struct clock *clock,
                              void (*wake)(void *), void *data, struct session **out);
void session_free(struct session *s); /* NULL is fine */

/* Starts sound and the watch for sticks; after the first frame. `kind` is an enum audio_kind. */
void session_start_sound(struct session *s, int audio_kind);

/* Enters into the search index what it misses, on a thread that gives way to all else; in a script at once. After the first frame. */
void session_mend(struct session *s);

/* The organiser's picture is made ready, and shows when it is. After the first frame. */
void session_show_logo(struct session *s);

/* A kiosk without a staff PIN asks for one, unless it was put off: over the first screen, which idleness or Back shows again. After the
 * first frame, once a start. */
void session_ask_first(struct session *s);

/* The glass has this many pixels now. */
void session_set_size(struct session *s, int width_px, int height_px);

/* There is no screen, which is said aloud and to staff: from now on everything is said; or there is one again. */
void session_lack_screen(struct session *s, bool lacks);

/* What a person did. */
void session_input(struct session *s, const struct input *input);

/* What was asked for. */
void session_act(struct session *s, struct action act);

/* Looks after all that moves by itself: the lit word, imports, sticks, time. Call once a turn of the loop, before what it shows. */
void session_follow(struct session *s);
/* Counts the screens of a document on for about so long, after what shows: true: they are counted. */
bool session_count_screens(struct session *s, uint64_t budget_us);
/* Both, where nothing is shown in between. */
void session_tick(struct session *s);

/* Does the focus show? And is the screen dark because that was asked for? */
bool session_shows_focus(const struct session *s);
bool session_is_dark(const struct session *s);

/* How long the loop may sleep, in ms; -1: until something happens. */
int session_sleep_ms(const struct session *s);

/* Builds the list when it is stale; true when it was. */
bool session_build(struct session *s);

/* What is likely to show next. */
struct foreseen {
    const struct look *look;
    const struct widget_list *list;
    bool is_screen; /* the whole of it; else pictures of the next screen alone */
    int focus;      /* as painter_paint has it */
    bool shows_focus;
    struct painter_ahead at; /* of who makes it ready */
    bool is_painted;
};

/* What will show next, once what shows now has been presented; NULL: nothing is foreseen. Good until the next session_build. */
struct foreseen *session_foresee(struct session *s);

/* Says interface words: shown ones are said by whoever shows them. */
void session_say(struct session *s, const char *text);

#endif
