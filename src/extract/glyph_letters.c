#include "extract/glyph_letters.h"

#include "base/mem.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_FONTS = 32, UNKNOWN = 0xfffd };

struct map {
    fz_font *font; /* kept */
    uint16_t letters[65536];
};

struct glyph_letters {
    struct map *maps[MOST_FONTS];
    uint32_t count;
};

void glyph_letters_free(fz_context *ctx, struct glyph_letters *g)
{
    for (uint32_t i = 0; g && i < g->count; i++) {
        fz_drop_font(ctx, g->maps[i]->font);
        free(g->maps[i]);
    }
    free(g);
}

/* The first letter of a glyph that several share; ligatures come after what they are made of. */
static void learn_range(fz_context *ctx, struct map *map, int first, int last)
{
    for (int letter = first; letter <= last; letter++) {
        int gid = fz_encode_character(ctx, map->font, letter);
        if (gid > 0 && gid < 65536 && map->letters[gid] == 0)
            map->letters[gid] = (uint16_t)letter;
    }
}

static struct map *learn(fz_context *ctx, struct glyph_letters *g, fz_font *font)
{
    struct map *map = mem_new(1, sizeof *map);
    map->font = fz_keep_font(ctx, font);
    g->maps[g->count++] = map;
    learn_range(ctx, map, 0x20, 0x7e);
    learn_range(ctx, map, 0xa1, 0x9fff);
    learn_range(ctx, map, 0xf900, 0xfdff);
    return map;
}

static bool is_blank(fz_context *ctx, fz_font *font, int gid)
{
    fz_rect rect = fz_bound_glyph(ctx, font, gid, fz_identity); /* in ems; never quite empty */
    return rect.x1 - rect.x0 < 0.001f && rect.y1 - rect.y0 < 0.001f;
}

bool glyph_letters_is_pictorial(fz_context *ctx, fz_font *font)
{
    static const char *const names[] = {"Dingbat", "Wingding", "Webding"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strstr(fz_font_name(ctx, font), names[i]))
            return true;
    return false;
}

uint32_t glyph_letters_find(fz_context *ctx, struct glyph_letters **g, fz_font *font, int gid)
{
    const struct map *map = NULL;
    if (gid <= 0 || gid > 65535 || fz_font_t3_procs(ctx, font) ||
        fz_font_flags(font)->ft_substitute)
        return UNKNOWN;
    if (!*g)
        *g = mem_new(1, sizeof **g);
    for (uint32_t i = 0; i < (*g)->count && !map; i++)
        if ((*g)->maps[i]->font == font)
            map = (*g)->maps[i];
    if (!map && (*g)->count == MOST_FONTS)
        return UNKNOWN;
    if (!map)
        map = learn(ctx, *g, font);
    if (map->letters[gid])
        return map->letters[gid];
    return is_blank(ctx, font, gid) ? ' ' : UNKNOWN;
}
