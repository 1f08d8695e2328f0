/* action.h: what somebody asked for: a plain value, the only way a screen asks for anything. */
#ifndef LECTERN_UI_ACTION_H
#define LECTERN_UI_ACTION_H

#include <stdint.h>

enum action_kind {
    ACTION_NONE,
    ACTION_START, /* leave the attract screen */
    ACTION_HOME,
    ACTION_MENU,
    ACTION_BACK,
    ACTION_PREVIOUS, /* screen, or sentence while reading aloud */
    ACTION_NEXT,
    ACTION_LISTEN, /* listen, pause, go on */
    ACTION_EASIER,
    ACTION_HELP,
    ACTION_FINISH,     /* the end of the visit */
    ACTION_SECTION,    /* argument: index of the section */
    ACTION_DOCUMENT,   /* argument: index on the shelf */
    ACTION_READ_FIRST, /* the document that staff put on the home screen */
    ACTION_VIEW,       /* argument: the screen (enum screen_id) that shows the document */
    ACTION_READ_FROM,  /* argument: the word */
    ACTION_EDITION,    /* argument: kind x VISIT_EDITIONS_MOST + index; at the matching place */
    ACTION_WHERE,      /* where am I? */
    ACTION_TO_START,   /* the first words of the document */
    ACTION_CONTENTS,
    ACTION_ENTRY,     /* argument: index in the contents */
    ACTION_PAGE,      /* argument: number of the page */
    ACTION_PAGE_VIEW, /* the original page, as its makers drew it */
    ACTION_PAGE_TEXT, /* from the original page to the text; argument: the word, 0 the present one */
    ACTION_PAGE_ZOOM, /* argument: steps larger (+1) or smaller (-1) */
    ACTION_PAGE_MOVE, /* argument: enum page_way in ui/page_view.h */
    ACTION_PAGE_LOOK, /* argument: enum page_look in ui/page_view.h */
    ACTION_PAGE_TOOLS, /* argument: which of the sets of buttons, where one glass is too small for all */
    ACTION_EXPLAIN,   /* argument: the word; 0: the hard words of what shows */
    ACTION_TERM,      /* argument: number of a hard word (book/explain.h) */
    ACTION_WORD_LIST, /* the document's hard words */
    ACTION_SAY_WORD,  /* argument: 0 as usual, 1 slowly */
    ACTION_PLACE,     /* argument: the word; from there Back comes back */
    ACTION_FOLLOW,    /* what a word leads to; argument: the word */
    ACTION_LINKS,     /* the list of links and notes that show */
    ACTION_SUMMARY,   /* to the part that sums the document up */
    ACTION_TAKE,      /* argument: which of the config's links */
    ACTION_KEEP,      /* remembers this place for the visit */
    ACTION_KEPT,      /* the list of such places */
    ACTION_KEPT_OPEN, /* argument: index of the place; so for the next */
    ACTION_KEPT_REMOVE,
    ACTION_FIND,         /* the search */
    ACTION_FIND_TYPE,    /* argument: code point of a letter, or a space */
    ACTION_FIND_ERASE,   /* the last letter */
    ACTION_FIND_CLEAR,   /* all that was typed */
    ACTION_FIND_WORD,    /* argument: index of a word that may come next */
    ACTION_FIND_INSTEAD, /* argument: index of a word near one that was not found */
    ACTION_FIND_KEYS, /* argument: 0 letters in the order of the alphabet, 1 as on a typewriter */
    ACTION_FIND_IN,   /* argument: 0 in all documents, 1 in this one */
    ACTION_FIND_SHOW, /* what was found */
    ACTION_FIND_OPEN, /* argument: index of what was found; opens the document there */
    ACTION_FIND_MORE, /* argument: index of what was found; all that was found in its document */
    ACTION_READ_NEXT, /* the next document of the section */
    ACTION_SHELF,     /* the box that the document is in */
    ACTION_LOUDER,
    ACTION_SOFTER,
    ACTION_SIZE,       /* argument: degrees of a capital H, in thousandths */
    ACTION_SIZE_STEP,  /* argument: +1 or -1 */
    ACTION_SCHEME,     /* argument: index of the scheme */
    ACTION_PICTURES,   /* argument: 1 show, 0 text only */
    ACTION_RESET,      /* put everything back */
    ACTION_SPEED,      /* argument: words a minute more or less */
    ACTION_VOICE,      /* argument: index in the list of voices */
    ACTION_PITCH,      /* argument: higher or lower */
    ACTION_PAUSES,     /* argument: 0 short, 1 usual, 2 long */
    ACTION_UNIT_WAIT,  /* argument: after a card: 0 short, 1 usual, 2 long, 3 until Next */
    ACTION_SIGNS,      /* argument: signs said: 0 none, 1 some, 2 all */
    ACTION_STRUCTURE,  /* argument: 'Heading', 'List of 4' said: 0 none, 1 some, 2 all */
    ACTION_STOP_AFTER, /* argument: 0 never, 1 each sentence, 2 each paragraph, 3 each part */
    ACTION_NOTES,      /* argument: 0 read, 1 left out */
    ACTION_LANG,       /* argument: index in the list of the interface's languages */
    ACTION_READY,      /* argument: index of a ready-made choice */
    ACTION_OWN,        /* the screen of one's own colours */
    ACTION_OWN_TEXT,   /* argument: 0xRRGGBB */
    ACTION_OWN_GROUND, /* argument: 0xRRGGBB */
    ACTION_LINE_FOCUS, /* argument: enum line_focus */
    ACTION_REACH,      /* argument: 1 on, 0 off */
    ACTION_LIGHT,      /* argument: 1 the word being read lights up, 0 it does not */
    ACTION_FONT,       /* argument: enum font_family */
    ACTION_LINES,      /* argument: -1 closer, 0 usual, 1 wider, 2 widest */
    ACTION_LETTERS,    /* argument: 0 usual, 1 wider, 2 widest; so for the next two */
    ACTION_WORDS,
    ACTION_PARAGRAPHS,
    ACTION_LINE_LENGTH, /* argument: 0 usual, 1 shorter, 2 shortest */
    ACTION_TARGETS,     /* argument: 1 every control is larger, 0 as usual */
    ACTION_TOPIC,       /* argument: which screen of settings, from 0; see screen/visit.h */
    ACTION_HEAR,        /* the voice as it is set now */
    ACTION_GUIDANCE,    /* argument: 1 the screens speak and a finger explores, 0 not */
    ACTION_CURTAIN,     /* argument: 1 the screen goes dark, 0 it shows again */
    ACTION_TALK,        /* argument: enum talk_level */
    ACTION_HOLD,        /* argument: ms that a touch must last; 0 any */
    ACTION_GUARD,       /* argument: ms in which the same key or spot is not heard again; 0 none */
    ACTION_TAP_TIME,    /* argument: ms in which a second tap anywhere acts, with guidance */
    ACTION_KEY_REPEAT,  /* argument: ms after which a held key acts again, and again; 0 never */
    ACTION_SCAN,        /* argument: enum scan_mode */
    ACTION_SCAN_SPEED,  /* argument: steps slower (-1) or faster (+1) */
    ACTION_SCAN_VOICE,  /* argument: 1 what a switch scans is said, 0 it only shows */
    ACTION_LISTENING,   /* the screen of moves for the ear */
    ACTION_MOVE,        /* argument: 2 x unit, + 1 forwards; units as in narrator.h */
    ACTION_REPEAT,      /* the present sentence again */
    ACTION_SPELL,       /* the present word, letter by letter */
    ACTION_STAFF,
    ACTION_DIGIT, /* argument: 0 to 9 */
    ACTION_DIGIT_ERASE,
    ACTION_PIN_ENTER,
    ACTION_PIN_SHOW,  /* argument: 1 what was typed shows as numbers, 0 as dots */
    ACTION_PIN_MIX,   /* argument: 1 the number keys in an order of chance, 0 in their own */
    ACTION_PIN_LATER, /* no PIN is chosen now */
    ACTION_STAFF_LIST,
    ACTION_STAFF_STICK,  /* argument: 1 looks at it again */
    ACTION_PICK,         /* argument: index in the list on the stick; turns its tick */
    ACTION_PICK_FOLDER,  /* argument: the first row of a folder (screen/stick_rows.h) */
    ACTION_PICK_ALL,     /* argument: 1 all of them, 0 none */
    ACTION_STICK_BOX,    /* argument: SCREEN_STAFF_BOX's subject */
    ACTION_STICK_BOX_IS, /* argument: index of the section */
    ACTION_ADD,          /* put the picked documents on */
    ACTION_STOP_ADDING,
    ACTION_ADD_UNDO,
    ACTION_REPORT,       /* of what was added and what was not, onto the stick */
    ACTION_STAFF_COPIES, /* argument: screen/visit_copies.h; 0 to save one, 1 to put one back */
    ACTION_COPY,         /* argument: enum copies_act */
    ACTION_BOX, /* staff look into a box; argument: its index, or the number of boxes: what is in none */
    ACTION_PART,        /* of a long list; argument: which, from 1 */
    ACTION_CHOSEN,      /* staff look at a document; argument: index in the box */
    ACTION_ORDER,       /* it goes up (-1), down (+1), to the top (0) */
    ACTION_TO_BOX,      /* it goes to a box; argument: index of the box */
    ACTION_HIDE,        /* argument: 1 visitors don't meet it, 0 they do */
    ACTION_FEATURE,     /* argument: 1 it is on the home screen, 0 not */
    ACTION_TITLE,       /* staff type another title for it */
    ACTION_TITLE_KEEP,  /* argument: 0 what was typed, 1 its own */
    ACTION_CAPITALS,    /* of the keys; argument: 1 or 0 */
    ACTION_REMOVE,      /* takes it off the kiosk; can be undone */
    ACTION_REMOVE_UNDO, /* the last removal; then the one before */
    ACTION_BOX_LOOK,    /* how a box looks and where it stands; argument: index of the box */
    ACTION_BOX_SIGN,    /* argument: which sign */
    ACTION_BOX_COLOUR,  /* argument: which colour, from 1; 0 none */
    ACTION_BOX_ORDER,   /* the box goes up (-1) or down (+1) */
    ACTION_TIE,         /* argument: index in staff's list; -1 shows the list to choose from */
    ACTION_UNTIE,       /* argument: index among the editions of the document that staff looks at */
    ACTION_TIE_UNDO,    /* the last of these two */
    ACTION_KIOSK,       /* argument: which of its screens, from 0; see screen/visit.h */
    ACTION_HEALTH_SEEN, /* what was mended in the library has been looked at */
    ACTION_CLOCK,       /* argument: screen/visit_kiosk.h */
    ACTION_TRY,         /* argument: enum try_what of screen/visit_kiosk.h */
    ACTION_CROSSES,     /* argument: enum targets_move of screen/visit_kiosk.h */
    ACTION_POWER,       /* argument: enum power_ask of screen/visit_kiosk.h */
    ACTION_COUNTS,      /* argument: enum counts_ask of screen/visit_kiosk.h */
    ACTION_FIRST,       /* how a visit begins; argument: screen/visit_kiosk.h */
    ACTION_FIRST_RESET,
    ACTION_RULER,      /* argument: screen/visit_kiosk.h */
    ACTION_KEEP_GLASS, /* argument: 1 the new size of the glass stays, 0 the old one comes back */
    ACTION_NEW_PIN,
    ACTION_CLOSE, /* close the notice */
    ACTION_STAY,  /* I'm still here */
    ACTION_COUNT
};

struct action {
    enum action_kind kind;
    int64_t argument;
};

static inline struct action action(enum action_kind kind, int64_t argument)
{
    return (struct action){kind, argument};
}

/* "section" for ACTION_SECTION: for dumps and tests. Static. */
const char *action_name(enum action_kind kind);

#endif
