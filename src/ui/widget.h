/* widget.h: the widget list: what a screen is made of, once, for eyes, ears, hands and tests.
 *
 * A screen builds one list in order of meaning; the same list is drawn, hit-tested, focused, spoken and dumped. Rectangles are
 * pixels of the canvas. Names and values are copied into the list. One thread (main). */
#ifndef LECTERN_UI_WIDGET_H
#define LECTERN_UI_WIDGET_H

#include "base/geom.h"
#include "base/str.h"
#include "ui/action.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct book;
struct layout_screen;
struct page_view;
struct scheme;

enum role {
    ROLE_TEXT,
    ROLE_HEADING,
    ROLE_BUTTON,
    ROLE_CARD,     /* a large button with a name, a value under it and an icon at its side */
    ROLE_CHOICE,   /* one of several, or on and off: chosen or not */
    ROLE_DOCUMENT, /* the text of a book */
    ROLE_SAMPLE, /* a few lines of a book that show how it looks: its name is what it says; nothing to choose */
    ROLE_PAGE,     /* an original page of a book */
    ROLE_PROGRESS, /* value 0 to 1000 */
    ROLE_PICTURE,  /* a picture of a book; its name is what it shows */
    ROLE_CODE,     /* a square code that a telephone reads: dark on light in every scheme */
    ROLE_PANEL /* a ground without a name, in the colour of lines: drawn, never focused or spoken */
};

enum {
    STATE_CHOSEN = 1, /* has a tick and a thick border */
    STATE_OFF = 2,    /* nothing to do here now: stays in its place and says so */
    STATE_MAIN = 4,   /* the one filled control */
    STATE_PRESSED = 8,
    STATE_MUTED = 16, /* text: in the muted colour */
    STATE_NO_TICK = 32,
    STATE_SCANNED =
        64, /* a switch would choose it, or the row that it is in: has the ring of the focus */
    STATE_HOLD = 128, /* acts only once a touch has stayed on it for a second */
    STATE_SLOW = 256  /* a word in parts ("e·lec·tion"): it is said part by part */
};

/* Stands before the name of what is chosen: a tick and a thin space. */
#define WIDGET_TICK "\u2714\u2009"

enum align { ALIGN_START, ALIGN_CENTRE, ALIGN_END };

/* What helps to keep the line: all but the present sentence or line is dimmed, or a ruler lies under the line. */
enum line_focus { LINE_FOCUS_OFF, LINE_FOCUS_SENTENCE, LINE_FOCUS_LINE, LINE_FOCUS_RULER };

/* Bytes of a widget's name that are marked, as words that were looked for. */
struct widget_mark {
    uint32_t start, bytes;
};

struct widget {
    enum role role;
    uint32_t name, value; /* offsets in the list's text; see widget_name, widget_value */
    uint32_t lang;        /* of its name: an offset too; see widget_set_lang */
    bool lang_of_value;   /* and of its value */
    uint32_t said; /* what is said for its value: an offset; 0: the value. See widget_set_said */
    uint32_t seen, whispered; /* offsets too; 0 none; see widget_veil */
    uint32_t icon;            /* code point of the icon font; 0 none */
    struct rect rect;
    unsigned state;
    struct action action; /* ACTION_NONE: nothing happens when it is touched */
    enum align align;
    bool icon_beside; /* a button's icon stands before its name, not above it */
    bool bold;
    bool
        from_side; /* a button's name begins at its side, as an entry of a list does, not in its middle */
    bool is_key; /* of a keyboard, whose keys run from left to right in every language */
    const struct page_view *page;    /* ROLE_PAGE; borrowed */
    double cap_px;                   /* height of a capital H of its name and value */
    double name_cap_px, icon_cap_px; /* ROLE_CARD: of its name, and that which its sign goes with */
    int progress;                    /* ROLE_PROGRESS: thousandths */
    int group;                       /* widgets of one group are 'n of m' */
    uint32_t first_mark, mark_count; /* in the list's marks; ROLE_CARD: its name then is not bold */
    const struct scheme *scheme;     /* NULL: the visit's; else a sample of that scheme */
    uint32_t tint; /* of its sign, 0xffRRGGBB, and of a card's side; 0: the scheme's own colours */
    int face;      /* of its words: enum font_family + 1, a sample of that face; 0: the visit's */
    const struct layout_screen *screen; /* ROLE_DOCUMENT and SAMPLE; borrowed */
    const struct book *book;            /* ROLE_DOCUMENT, SAMPLE, PICTURE; borrowed */
    uint32_t picture;                   /* ROLE_PICTURE: its number in the book */
    enum line_focus line_focus;         /* ROLE_DOCUMENT */
    int line_item;                      /* ROLE_DOCUMENT: an item of the line that is looked at */
    uint32_t lit_word;                  /* ROLE_DOCUMENT, ROLE_PAGE: 0 none */
    /* ROLE_DOCUMENT: words that are explained when they are touched, rising; borrowed */
    const uint32_t *hard_words;
    int hard_count;
    /* ROLE_DOCUMENT: words that lead somewhere, rising; borrowed */
    const struct widget_link *links;
    int link_count;
    const unsigned char *code; /* ROLE_CODE: rows of modules, 1 dark; borrowed */
    int code_side;             /* modules in a row */
};

enum { WIDGET_CODE_QUIET = 4 /* modules of light around a code */ };

struct widget_link {
    uint32_t first_word, last_word;
};

struct widget_list {
    struct widget *items;
    size_t count, cap;
    struct str text; /* names and values, each with its NUL; offset 0 is "" */
    struct widget_mark *marks;
    size_t mark_count, mark_cap;
    char screen[32]; /* the screen's name, for tests */
};

/* Empties the list for a new screen. A zeroed list is fine to begin with. */
void widget_list_clear(struct widget_list *list, const char *screen);
void widget_list_free(struct widget_list *list);

/* Adds a widget; the pointer is good until the next one is added. `value` may be NULL. */
struct widget *widget_add(struct widget_list *list, enum role role, const char *name,
                          const char *value, struct rect rect);

/* Marks bytes of the name of the widget added last: rising, never overlapping. */
void widget_mark(struct widget_list *list, uint32_t start, uint32_t bytes);

static inline const char *widget_name(const struct widget_list *list, const struct widget *w)
{
    return list->text.data + w->name;
}

static inline const char *widget_value(const struct widget_list *list, const struct widget *w)
{
    return list->text.data + w->value;
}

/* Its name is in that language (BCP 47; "" or never set: the interface's), and is spoken so. */
void widget_set_lang(struct widget_list *list, struct widget *w, const char *lang);

static inline const char *widget_lang(const struct widget_list *list, const struct widget *w)
{
    return list->text.data + w->lang;
}

/* Its value is said with these words: the same, with marks of languages (tongue.h). */
void widget_set_said(struct widget_list *list, struct widget *w, const char *said);

/* What it shows is for eyes alone, as what is typed of a PIN, or a sign that no voice says: drawn as before, but from here on `name` is its
 * name for all else: what is said, dumped and kept. `whispered` (NULL: the name) is said in its place; only where nobody but the visitor
 * hears it. */
void widget_veil(struct widget_list *list, struct widget *w, const char *name,
                 const char *whispered);

/* What is drawn as its name. */
static inline const char *widget_seen(const struct widget_list *list, const struct widget *w)
{
    return list->text.data + (w->seen ? w->seen : w->name);
}

/* What is said as its name. */
static inline const char *widget_said_name(const struct widget_list *list, const struct widget *w)
{
    return list->text.data + (w->whispered ? w->whispered : w->name);
}

/* The last widget with an action (or the document) under a point; -1 none. */
int widget_at(const struct widget_list *list, int x, int y);

/* The widget with that name, or that shows it (case does not matter), those with an action first; -1 none. */
int widget_find(const struct widget_list *list, const char *name);

/* Can it have the focus? Those that act, and the document. */
bool widget_takes_focus(const struct widget *w);

/* The first widget after `from` (step 1) or before it (step -1) that takes focus; -1 at the ends. */
int widget_next(const struct widget_list *list, int from, int step);

/* Which of all that take focus it is, from 1; 0 none. */
int widget_nth(const struct widget_list *list, int index);

/* Its place among those of its group that take focus: *n of *m, both 0 when it stands alone. */
void widget_place(const struct widget_list *list, int index, int *n, int *m);

/* Is that word of the document drawn as a link? */
bool widget_is_link(const struct widget *w, uint32_t word);

/* A hash of all by which it is drawn, for damage. */
uint64_t widget_hash(const struct widget_list *list, const struct widget *w);

/* The list as JSON: screen, focus, widgets (role, name, value, state, rect_mm, rect_px, action), text of the document that shows. */
void widget_dump(const struct widget_list *list, int focus, double px_per_mm_x, double px_per_mm_y,
                 struct str *out);

/* The words that the document widget shows, as plain text. */
void widget_document_text(const struct widget *w, struct str *out);

#endif
