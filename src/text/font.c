#include "text/font.h"

#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "text/face.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char fonts_root[] = "/usr/share/fonts/";

/* A face in its two weights; the first path that is there is taken. */
struct face_files {
    const char *regular[2], *bold[2];
};

enum { DEJAVU_SANS = FONT_FAMILY_COUNT, SYMBOLS, SYMBOLS_2, MATH, NAMED_COUNT };

static const struct face_files named[NAMED_COUNT] = {
    [FONT_ANDIKA] = {{"truetype/andika/Andika-Regular.ttf", "truetype/andika/Andika-R.ttf"},
                     {"truetype/andika/Andika-Bold.ttf", NULL}},
    [FONT_OPENDYSLEXIC] = {{"opentype/opendyslexic/OpenDyslexic-Regular.otf",
                            "truetype/opendyslexic/OpenDyslexic-Regular.ttf"},
                           {"opentype/opendyslexic/OpenDyslexic-Bold.otf",
                            "truetype/opendyslexic/OpenDyslexic-Bold.ttf"}},
    [FONT_NOTO_SANS] = {{"truetype/noto/NotoSans-Regular.ttf", NULL},
                        {"truetype/noto/NotoSans-Bold.ttf", NULL}},
    [FONT_NOTO_SERIF] = {{"truetype/noto/NotoSerif-Regular.ttf", NULL},
                         {"truetype/noto/NotoSerif-Bold.ttf", NULL}},
    [FONT_ICONS] = {{"truetype/material-design-icons-iconfont/MaterialIcons-Regular.ttf", NULL},
                    {NULL, NULL}},
    [DEJAVU_SANS] = {{"truetype/dejavu/DejaVuSans.ttf", NULL},
                     {"truetype/dejavu/DejaVuSans-Bold.ttf", NULL}},
    [SYMBOLS] = {{"truetype/noto/NotoSansSymbols-Regular.ttf", NULL},
                 {"truetype/noto/NotoSansSymbols-Bold.ttf", NULL}},
    [SYMBOLS_2] = {{"truetype/noto/NotoSansSymbols2-Regular.ttf", NULL}, {NULL, NULL}},
    [MATH] = {{"truetype/noto/NotoSansMath-Regular.ttf", NULL}, {NULL, NULL}},
};

enum face_state { FACE_UNTRIED, FACE_MAPPED, FACE_MISSING };

struct face {
    enum face_state state;
    struct file_map map;
};

struct face_size {
    TTF_Font *font;
    int face, size_px;
    bool is_shared; /* it changes its size */
    uint64_t used;
    const struct script *script;
    bool rtl, shaped;
};

/* How often the shared one of a face came to a size. */
struct size_turns {
    int face, size_px, turns;
};

/* Where a letter was found: looking through a chain of fonts is slow, and letters repeat. */
struct found {
    uint32_t cp; /* 0: empty */
    int16_t family_and_weight, face;
};

/* What was measured: screens ask for the same again and again. */
struct known_metrics {
    int family, size_px; /* 0: empty */
    bool bold;
    struct font_metrics metrics;
};

struct known_cap {
    int family, size_px; /* 0: empty */
    double cap_px;
};

enum {
    FOUND_COUNT = 1024,
    KNOWN_COUNT = 64,
    SIZE_TURNS_COUNT = 256,
    SIZE_TURNS_SHARED = 4, /* who comes back more often gets one of its own */
    CAP_PROBE_PX = 1000,
    SIZE_LEAST_PX = 1,
    SIZE_MOST_PX = 2000
};

struct fonts {
    struct face *faces; /* twice each: regular, bold; the named, then one for each script */
    size_t face_count;
    struct face_size sizes[FACE_SIZES_MOST];
    struct size_turns turns[SIZE_TURNS_COUNT];
    uint64_t clock;
    struct found found[FOUND_COUNT];
    double cap_per_em[FONT_FAMILY_COUNT]; /* 0: not measured yet */
    struct known_metrics metrics[KNOWN_COUNT];
    struct known_cap caps[KNOWN_COUNT];
};

static const char *path_candidate(int face, size_t n, char *buffer, size_t buffer_bytes)
{
    bool bold = face % 2;
    size_t index = (size_t)face / 2;
    if (index < NAMED_COUNT) {
        const char *tail = n < 2 ? (bold ? named[index].bold[n] : named[index].regular[n]) : NULL;
        if (!tail)
            return NULL;
        snprintf(buffer, buffer_bytes, "%s%s", fonts_root, tail);
        return buffer;
    }
    const char *name = script_at(index - NAMED_COUNT)->face;
    if (!name || n > 0)
        return NULL;
    snprintf(buffer, buffer_bytes, "%struetype/noto/NotoSans%s-%s.ttf", fonts_root, name,
             bold ? "Bold" : "Regular");
    return buffer;
}

static bool path_exists(int face)
{
    char buffer[256];
    for (size_t n = 0; path_candidate(face, n, buffer, sizeof buffer); n++)
        if (access(buffer, R_OK) == 0)
            return true;
    return false;
}

enum err fonts_new(struct fonts **out)
{
    *out = NULL;
    bool any = false;
    for (int family = 0; family < FONT_FAMILY_COUNT; family++)
        any = any || (family != FONT_ICONS && path_exists(2 * family));
    if (!(any || path_exists(2 * DEJAVU_SANS)) || TTF_Init() != 0)
        return ERR_NO_FONT;
    struct fonts *fonts = mem_new(1, sizeof *fonts);
    fonts->face_count = 2 * (NAMED_COUNT + script_count());
    fonts->faces = mem_new(fonts->face_count, sizeof *fonts->faces);
    *out = fonts;
    return ERR_OK;
}

void fonts_free(struct fonts *fonts)
{
    if (!fonts)
        return;
    for (int i = 0; i < FACE_SIZES_MOST; i++)
        if (fonts->sizes[i].font)
            TTF_CloseFont(fonts->sizes[i].font);
    for (size_t i = 0; i < fonts->face_count; i++)
        if (fonts->faces[i].state == FACE_MAPPED)
            file_unmap(&fonts->faces[i].map);
    free(fonts->faces);
    free(fonts);
    TTF_Quit();
}

static const struct file_map *face_map(struct fonts *fonts, int number)
{
    struct face *face = &fonts->faces[number];
    char buffer[256];
    for (size_t n = 0; face->state == FACE_UNTRIED; n++) {
        if (!path_candidate(number, n, buffer, sizeof buffer))
            face->state = FACE_MISSING;
        else if (file_open_map(buffer, &face->map) == ERR_OK && face->map.bytes)
            face->state = FACE_MAPPED;
    }
    return face->state == FACE_MAPPED ? &face->map : NULL;
}

static TTF_Font *open_from_map(const struct file_map *map, int size_px)
{
    SDL_RWops *bytes = SDL_RWFromConstMem(map->bytes, (int)map->count);
    TTF_Font *font = bytes ? TTF_OpenFontRW(bytes, 1, size_px) : NULL;
    if (font) {
        TTF_SetFontHinting(font, TTF_HINTING_LIGHT);
        TTF_SetFontKerning(font, 1);
    }
    return font;
}

/* Opening a file anew costs the shaper's and the hinter's look through all of it, some 100 words' worth; another size of an open one costs the
 * letters that it had ready. Screens try sizes that show nowhere, so a size begins with the one that the face shares. */
static bool is_for_shared(struct fonts *fonts, int face, int size_px)
{
    size_t at = ((size_t)face * 31 + (size_t)size_px) % SIZE_TURNS_COUNT;
    struct size_turns *t = &fonts->turns[at];
    if (t->face != face || t->size_px != size_px)
        *t = (struct size_turns){face, size_px, 0};
    return ++t->turns <= SIZE_TURNS_SHARED;
}

static TTF_Font *open_new(struct fonts *fonts, int face, int size_px)
{
    const struct file_map *map = face_map(fonts, face);
    TTF_Font *font = map ? open_from_map(map, size_px) : NULL;
    if (!font && map) {
        log_error("font: a file of %zu bytes is no font that can be used", map->count);
        file_unmap(&fonts->faces[face].map);
        fonts->faces[face].state = FACE_MISSING;
        memset(fonts->metrics, 0, sizeof fonts->metrics);
        memset(fonts->caps, 0, sizeof fonts->caps);
    }
    return font;
}

TTF_Font *face_open_size(struct fonts *fonts, int face, int size_px)
{
    if (face < 0)
        return NULL;
    size_px = size_px < SIZE_LEAST_PX ? SIZE_LEAST_PX : size_px;
    size_px = size_px > SIZE_MOST_PX ? SIZE_MOST_PX : size_px;
    struct face_size *oldest = &fonts->sizes[0], *shared = NULL;
    for (int i = 0; i < FACE_SIZES_MOST; i++) {
        struct face_size *slot = &fonts->sizes[i];
        if (slot->font && slot->face == face && slot->size_px == size_px) {
            slot->used = ++fonts->clock;
            return slot->font;
        }
        if (slot->font && slot->face == face && slot->is_shared)
            shared = slot;
        if (slot->used < oldest->used)
            oldest = slot;
    }
    bool may_share = is_for_shared(fonts, face, size_px);
    if (may_share && shared && TTF_SetFontSize(shared->font, size_px) == 0) {
        shared->size_px = size_px;
        shared->used = ++fonts->clock;
        return shared->font;
    }
    TTF_Font *font = open_new(fonts, face, size_px);
    if (!font)
        return NULL;
    if (oldest->font)
        TTF_CloseFont(oldest->font);
    *oldest = (struct face_size){.font = font,
                                 .face = face,
                                 .size_px = size_px,
                                 .is_shared = may_share && !shared,
                                 .used = ++fonts->clock};
    return font;
}

void face_set_script(struct fonts *fonts, TTF_Font *font, const struct script *script, bool rtl)
{
    for (int i = 0; i < FACE_SIZES_MOST; i++) {
        struct face_size *slot = &fonts->sizes[i];
        if (slot->font != font)
            continue;
        if (slot->shaped && slot->script == script && slot->rtl == rtl)
            return;
        slot->shaped = true;
        slot->script = script;
        slot->rtl = rtl;
        TTF_SetFontDirection(font, rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
        TTF_SetFontScriptName(font, script ? script->tag : "Latn");
        return;
    }
}

/* Any open size will do to ask for a glyph. */
static TTF_Font *face_any_size(struct fonts *fonts, int face)
{
    for (int i = 0; i < FACE_SIZES_MOST; i++)
        if (fonts->sizes[i].font && fonts->sizes[i].face == face)
            return fonts->sizes[i].font;
    return face_open_size(fonts, face, 32);
}

static bool face_has(struct fonts *fonts, int face, uint32_t cp)
{
    if (fonts->faces[face].state == FACE_MISSING)
        return false;
    TTF_Font *font = face_any_size(fonts, face);
    return font && TTF_GlyphIsProvided32(font, cp);
}

/* The weight asked for, else the other. */
static int face_in_weight(struct fonts *fonts, int index, bool bold, uint32_t cp)
{
    if (bold && face_has(fonts, 2 * index + 1, cp))
        return 2 * index + 1;
    return face_has(fonts, 2 * index, cp) ? 2 * index : FACE_NONE;
}

static int face_search(struct fonts *fonts, enum font_family family, bool bold, uint32_t cp)
{
    const struct script *script = script_of(cp);
    int of_script = script ? NAMED_COUNT + (int)script_index(script) : -1;
    const int chain[] = {(int)family, FONT_NOTO_SANS, of_script, DEJAVU_SANS,
                         SYMBOLS,     SYMBOLS_2,      MATH,      FONT_ICONS};
    for (size_t i = 0; i < sizeof chain / sizeof chain[0]; i++) {
        if (chain[i] < 0 || (chain[i] == FONT_ICONS && family != FONT_ICONS && cp < 0xE000))
            continue; /* the icon font's letters are empty boxes that only make up ligatures */
        int face = face_in_weight(fonts, chain[i], bold, cp);
        if (face != FACE_NONE)
            return face;
    }
    return FACE_NONE;
}

int face_find(struct fonts *fonts, enum font_family family, bool bold, uint32_t cp)
{
    int16_t key = (int16_t)(2 * (int)family + bold);
    struct found *found =
        &fonts->found[(cp * 16u + (uint32_t)(uint16_t)key) % (uint32_t)FOUND_COUNT];
    if (found->cp != cp || found->family_and_weight != key || cp == 0)
        *found = (struct found){cp, key, (int16_t)face_search(fonts, family, bold, cp)};
    return found->face;
}

static int face_of_family(struct fonts *fonts, enum font_family family, bool bold)
{
    if (family != FONT_ICONS)
        return face_find(fonts, family, bold, 'H');
    return face_any_size(fonts, 2 * FONT_ICONS) ? 2 * FONT_ICONS
                                                : face_find(fonts, FONT_NOTO_SANS, bold, 'H');
}

/* How far the letter's ink reaches above (or, if `below`, under) the baseline. */
static int ink_px(TTF_Font *font, uint32_t cp, bool below)
{
    int low, high;
    if (!TTF_GlyphIsProvided32(font, cp) ||
        TTF_GlyphMetrics32(font, cp, NULL, NULL, &low, &high, NULL) != 0)
        return 0;
    return below ? -low : high;
}

static struct font_metrics measure_metrics(struct fonts *fonts, enum font_family family, bool bold,
                                           int size_px)
{
    TTF_Font *font = face_open_size(fonts, face_of_family(fonts, family, bold), size_px);
    if (!font)
        return (struct font_metrics){size_px, size_px / 4, size_px * 7 / 10, size_px, size_px / 4};
    struct font_metrics m = {.ascent_px = TTF_FontAscent(font),
                             .descent_px = -TTF_FontDescent(font)};
    if (family == FONT_ICONS) {
        m.cap_height_px = m.ink_up_px = m.ascent_px;
        return m;
    }
    m.cap_height_px = ink_px(font, 'H', false);
    m.ink_up_px = ink_px(font, 0xC5, false); /* Å */
    m.ink_down_px = ink_px(font, 'g', true);
    if (m.ink_up_px < m.cap_height_px)
        m.ink_up_px = m.ascent_px;
    return m;
}

struct font_metrics font_metrics(struct fonts *fonts, enum font_family family, bool bold,
                                 int size_px)
{
    size_t at = ((size_t)size_px * 2 + bold + (size_t)family * 11) % KNOWN_COUNT;
    struct known_metrics *known = &fonts->metrics[at];
    if (size_px < SIZE_LEAST_PX)
        return measure_metrics(fonts, family, bold, size_px);
    if (known->size_px != size_px || known->family != (int)family || known->bold != bold) {
        struct font_metrics m = measure_metrics(fonts, family, bold, size_px);
        *known = (struct known_metrics){(int)family, size_px, bold, m};
    }
    return known->metrics;
}

static int measure_size_for_cap(struct fonts *fonts, enum font_family family, double cap_px)
{
    int face = face_of_family(fonts, family, false);
    double *ratio = &fonts->cap_per_em[family];
    if (*ratio <= 0) {
        const struct file_map *map = face == FACE_NONE ? NULL : face_map(fonts, face);
        TTF_Font *probe = map ? open_from_map(map, CAP_PROBE_PX) : NULL;
        if (probe)
            TTF_SetFontHinting(probe, TTF_HINTING_NONE);
        int cap = probe ? ink_px(probe, 'H', false) : 0;
        *ratio = cap > 0 ? (double)cap / (double)CAP_PROBE_PX : 0.7;
        if (probe)
            TTF_CloseFont(probe);
    }
    int size = (int)ceil(cap_px / *ratio);
    size = size < SIZE_LEAST_PX ? SIZE_LEAST_PX : size > SIZE_MOST_PX ? SIZE_MOST_PX : size;
    /* Hinting rounds a letter's height to whole pixels, at times down. */
    for (int tries = 0; tries < 4 && size < SIZE_MOST_PX; tries++, size++)
        if (font_metrics(fonts, family, false, size).cap_height_px >= cap_px)
            break;
    return size;
}

int font_size_for_cap(struct fonts *fonts, enum font_family family, double cap_px)
{
    size_t near = cap_px > 0 ? (size_t)fmin(cap_px * 4, SIZE_MOST_PX) : 0;
    size_t at = (near + (size_t)family * 11) % KNOWN_COUNT;
    struct known_cap *known = &fonts->caps[at];
    if (!known->size_px || known->family != (int)family || known->cap_px != cap_px) {
        int size_px = measure_size_for_cap(fonts, family, cap_px);
        *known = (struct known_cap){(int)family, size_px, cap_px};
    }
    return known->size_px;
}
