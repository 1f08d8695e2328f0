/* link: an address to take home: as a code for a telephone, as large as the glass allows, and written down. Nothing is opened here. */
#include "screen/link.h"
#include "base/mem.h"
#include "screen/flow.h"
#include "screen/frame.h"
#include "ui/messages.h"

#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

enum { MODULE_LEAST_PX = 2, ROBUST_BYTES_MOST = 120 };
#define MODULE_LEAST_MM 0.3  /* smaller ones blur in a telephone held at arm's length */
#define WORDS_SHARE     0.4  /* of the room, at least, beside or under the code */
#define ADDRESS_SCALE   1.25 /* of the body's size */

struct link_code link_code_make(const char *text)
{
    struct link_code code = {0};
    size_t bytes = strlen(text);
    QRecLevel level = bytes > ROBUST_BYTES_MOST ? QR_ECLEVEL_L : QR_ECLEVEL_M;
    QRcode *qr =
        bytes ? QRcode_encodeData((int)bytes, (const unsigned char *)text, 0, level) : NULL;
    if (!qr)
        return code;
    size_t count = (size_t)qr->width * (size_t)qr->width;
    code.side = qr->width;
    code.modules = mem_new(count, 1);
    for (size_t i = 0; i < count; i++)
        code.modules[i] = qr->data[i] & 1;
    QRcode_free(qr);
    return code;
}

void link_code_free(struct link_code *code)
{
    free(code->modules);
    *code = (struct link_code){0};
}

static int gap_px(const struct visit *v)
{
    const struct metrics *m = &v->look.metrics;
    return 2 * m->gap_px + m->ring_px;
}

/* The room under the title: in reach mode too, since nothing in it is touched (A34). */
static struct rect room_of(const struct visit *v, const struct widget_list *list, struct rect area)
{
    if (v->settings.reach && list->count) {
        int top = list->items[0].rect.y + list->items[0].rect.h + v->look.metrics.gap_px;
        area.h += area.y - top;
        area.y = top;
    }
    return area;
}

/* The largest square for a code: beside the words on a wide glass, over them on a high one. */
static int square_px(struct rect room)
{
    double share = 1 - WORDS_SHARE;
    bool wide = room.w > room.h;
    int along = (int)(wide ? room.w * share : room.h * share), across = wide ? room.h : room.w;
    return along < across ? along : across;
}

static int module_px(const struct visit *v, const struct link_code *code, int square)
{
    const struct display *d = &v->look.display;
    int px = code->modules ? square / (code->side + 2 * WIDGET_CODE_QUIET) : 0;
    return px < MODULE_LEAST_PX || px * d->width_mm < MODULE_LEAST_MM * d->width_px ? 0 : px;
}

/* The code that can be shown in that room, and how large its modules are. */
static const struct link_code *code_for(const struct visit *v, struct rect room, int *px)
{
    const struct link_code *codes[] = {&v->link.whole, &v->link.site};
    for (int i = 0; i < 2; i++) {
        *px = module_px(v, codes[i], square_px(room));
        if (*px)
            return codes[i];
    }
    return NULL;
}

static struct rect begin(const struct visit *v, struct widget_list *list, const char *place)
{
    return room_of(v, list, frame_begin(v, list, "link", v->link.title, place, false));
}

const struct link_code *link_code_shown(const struct visit *v)
{
    struct widget_list list = {0};
    int px;
    const struct link_code *code = code_for(v, begin(v, &list, NULL), &px);
    widget_list_free(&list);
    return code;
}

/* As large as it goes with the name of the site, or of the mailbox, in one line. */
static double address_cap(const struct visit *v, int width)
{
    double body = v->look.metrics.body_cap_px, cap = body * ADDRESS_SCALE;
    size_t bytes = strcspn(v->link.shown, "/?#");
    struct str name = {0};
    str_add_bytes(&name, v->link.shown, bytes);
    while (cap > body && look_width(&v->look, str_text(&name), cap, true) > width)
        cap *= 0.94;
    str_free(&name);
    return cap > body ? cap : body;
}

static void fill(struct flow *f, const struct visit *v, const struct link_code *code)
{
    double cap = v->look.metrics.body_cap_px;
    flow_text(f, v->link.shown, address_cap(v, f->area.w), true);
    flow_end_row(f, true);
    if (code == &v->link.site)
        flow_text(f, tr("The address is long. The square leads to its first page."), cap, false);
    if (code)
        flow_text(f, tr("Point your phone's camera at the square."), cap, false);
    else
        flow_text(f, tr("The address is too long for a code."), cap, false);
    flow_text(f, tr("You can also write the address down. Nothing opens here."), cap, false);
}

/* The place of the code, with its quiet zone, and in `words` what is left of the room. */
static struct rect place_code(const struct visit *v, struct rect room, int size, struct rect *words)
{
    int gap = gap_px(v);
    *words = room;
    if (!size)
        return (struct rect){0};
    if (room.w > room.h) {
        words->w -= size + gap;
        return (struct rect){room.x + room.w - size, room.y + (room.h - size) / 2, size, size};
    }
    words->y += size + gap;
    words->h -= size + gap;
    return (struct rect){room.x + (room.w - size) / 2, room.y, size, size};
}

struct screen_pages link_build(const struct visit *v, struct widget_list *list)
{
    int px = 0;
    struct rect room = begin(v, list, NULL), words;
    const struct link_code *code = code_for(v, room, &px);
    int size = code ? px * (code->side + 2 * WIDGET_CODE_QUIET) : 0;
    struct rect place = place_code(v, room, size, &words);
    struct flow count = flow_begin(v, NULL, words, 0);
    fill(&count, v, code);
    struct screen_pages pages = {v->pages[v->depth], flow_pages(&count)};
    if (pages.page >= pages.count)
        pages.page = pages.count - 1;
    char page_words[64];
    frame_page_words(pages, page_words);
    begin(v, list, page_words);
    struct flow flow = flow_begin(v, list, words, pages.page);
    fill(&flow, v, code);
    if (code) {
        struct widget *w =
            widget_add(list, ROLE_CODE, tr("A square code for a phone's camera"), NULL, place);
        w->code = code->modules;
        w->code_side = code->side;
    }
    return frame_end_pages(v, list, pages);
}
