#include "text/piece.h"

#include "base/mem.h"
#include "base/str.h"

#include <stdlib.h>

void pieces_free(struct pieces *pieces)
{
    free(pieces->items);
    *pieces = (struct pieces){0};
}

static bool text_is_ascii(const char *text, size_t bytes)
{
    for (size_t i = 0; i < bytes; i++)
        if ((unsigned char)text[i] >= 0x80)
            return false;
    return true;
}

static void piece_add(struct pieces *out, struct piece piece)
{
    MEM_ROOM(out->items, out->count, out->cap);
    out->items[out->count++] = piece;
}

/* A letter's direction, 0 where the neighbours decide. Kept in the piece as -1, 0, 1 until resolved. */
static int direction_of(uint32_t cp, const struct script *script)
{
    return script ? (script_direction(cp) < 0 && script->rtl ? -1
                     : script->rtl                           ? 1
                                                             : -1)
                  : script_direction(cp);
}

/* Cuts where the face, the script or the direction changes; directions[i] belongs to piece i. */
static void cut(struct fonts *fonts, const char *text, size_t bytes, const struct run_style *style,
                struct pieces *out, signed char **directions)
{
    size_t cap = 0;
    for (size_t at = 0; at < bytes;) {
        size_t used;
        uint32_t cp = utf8_decode(text + at, bytes - at, &used);
        struct piece *last = out->count ? &out->items[out->count - 1] : NULL;
        if (last && (script_is_mark(cp) || script_is_invisible(cp))) {
            last->bytes += (uint32_t)used;
            at += used;
            continue;
        }
        const struct script *script = script_of(cp);
        int face = script_is_invisible(cp) && last
                       ? last->face
                       : face_find(fonts, style->family, style->bold, cp);
        int direction = direction_of(cp, script);
        if (last && last->face == face && last->script == script &&
            (*directions)[out->count - 1] == direction) {
            last->bytes += (uint32_t)used;
        } else {
            piece_add(out, (struct piece){(uint32_t)at, (uint32_t)used, face, script, false});
            if (out->count > cap) {
                cap = cap ? cap * 2 : 16;
                *directions = mem_resize(*directions, cap, 1);
            }
            (*directions)[out->count - 1] = (signed char)direction;
        }
        at += used;
    }
}

/* What has no direction of its own takes that of its neighbours when they agree, else the run's (UAX 9, N1 and N2). */
static void resolve(struct pieces *pieces, const signed char *directions, bool run_rtl)
{
    int run = run_rtl ? 1 : -1;
    for (size_t i = 0; i < pieces->count; i++) {
        int d = directions[i];
        if (d == 0) {
            int before = run, after = run;
            for (size_t j = i; j-- > 0;)
                if (directions[j] != 0) {
                    before = directions[j];
                    break;
                }
            for (size_t j = i + 1; j < pieces->count; j++)
                if (directions[j] != 0) {
                    after = directions[j];
                    break;
                }
            d = before == after ? before : run;
        }
        pieces->items[i].rtl = d > 0;
    }
}

/* Neighbours that now agree in all become one piece, so that the shaper sees whole words. */
static void join(struct pieces *pieces)
{
    size_t kept = 0;
    for (size_t i = 0; i < pieces->count; i++) {
        struct piece *p = &pieces->items[i];
        struct piece *last = kept ? &pieces->items[kept - 1] : NULL;
        if (last && last->face == p->face && last->script == p->script && last->rtl == p->rtl)
            last->bytes += p->bytes;
        else
            pieces->items[kept++] = *p;
    }
    pieces->count = kept;
}

static void reverse(struct piece *items, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        struct piece held = items[i];
        items[i] = items[count - 1 - i];
        items[count - 1 - i] = held;
    }
}

/* From logical order to left to right: a group against the run's direction is turned, then a right-to-left run as a whole. */
static void order(struct pieces *pieces, bool run_rtl)
{
    for (size_t i = 0; i < pieces->count;) {
        size_t end = i + 1;
        while (end < pieces->count && pieces->items[end].rtl == pieces->items[i].rtl)
            end++;
        if (pieces->items[i].rtl != run_rtl)
            reverse(pieces->items + i, end - i);
        i = end;
    }
    if (run_rtl)
        reverse(pieces->items, pieces->count);
}

void pieces_cut(struct fonts *fonts, const char *text, size_t bytes, const struct run_style *style,
                struct pieces *out)
{
    out->count = 0;
    if (bytes == 0)
        return;
    if (style->family != FONT_ICONS && !style->rtl && text_is_ascii(text, bytes)) {
        int face = face_find(fonts, style->family, style->bold, 'H');
        piece_add(out, (struct piece){0, (uint32_t)bytes, face, NULL, false});
        return;
    }
    signed char *directions = NULL;
    cut(fonts, text, bytes, style, out, &directions);
    resolve(out, directions, style->rtl);
    free(directions);
    join(out);
    order(out, style->rtl);
}
