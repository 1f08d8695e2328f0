#include "ui/window.h"
#include "base/log.h"
#include "base/mem.h"
#include "ui/turn.h"
#include "ui/window_x11.h"

#include <SDL2/SDL.h>
#include <stdlib.h>
#include <string.h>

struct window {
    SDL_Window *window;
    SDL_Renderer *renderer; /* NULL: the window's own surface */
    SDL_Texture *texture;
    struct canvas over; /* over the window's surface */
    struct canvas *own; /* when the surface has another format, or there is none */
    bool draws_on_surface;
    struct window_x11 *first; /* for the first picture; NULL: none is awaited */
    int quarters;             /* turns of the picture on the glass */
    struct canvas *upright;   /* the picture, when it is turned on the glass; else NULL */
};

static struct canvas *glass(struct window *w)
{
    return w->draws_on_surface ? &w->over : w->own;
}

static void let_canvas_go(struct window *w)
{
    canvas_free(w->upright);
    canvas_free(w->own);
    w->upright = w->own = NULL;
    w->draws_on_surface = false;
    if (w->texture)
        SDL_DestroyTexture(w->texture);
    w->texture = NULL;
}

static enum err take_texture(struct window *w)
{
    int width, height;
    if (SDL_GetRendererOutputSize(w->renderer, &width, &height) != 0)
        return ERR_NO_SCREEN;
    w->texture = SDL_CreateTexture(w->renderer, SDL_PIXELFORMAT_ARGB8888,
                                   SDL_TEXTUREACCESS_STREAMING, width, height);
    w->own = canvas_new(width, height);
    return w->texture ? ERR_OK : ERR_NO_SCREEN;
}

static enum err take_surface(struct window *w)
{
    SDL_Surface *s = SDL_GetWindowSurface(w->window);
    if (!s)
        return ERR_NO_SCREEN;
    Uint32 format = s->format->format;
    w->draws_on_surface =
        (format == SDL_PIXELFORMAT_ARGB8888 || format == SDL_PIXELFORMAT_RGB888) &&
        !SDL_MUSTLOCK(s);
    if (w->draws_on_surface)
        w->over = canvas_over(s->pixels, s->w, s->h, s->pitch / 4);
    else
        w->own = canvas_new(s->w, s->h);
    return ERR_OK;
}

static enum err take_pixels(struct window *w)
{
    enum err err = w->renderer ? take_texture(w) : take_surface(w);
    if (err != ERR_OK || !w->quarters)
        return err;
    const struct canvas *g = glass(w);
    w->upright = turn_swaps(w->quarters) ? canvas_new(g->height_px, g->width_px)
                                         : canvas_new(g->width_px, g->height_px);
    return ERR_OK;
}

/* On KMSDRM SDL makes what it draws into anew when the first picture is shown, and that picture is lost: the glass stays black until the
 * second. So the first is an empty one. */
static void take_screen(struct window *w)
{
    if (!w->renderer)
        return;
    SDL_RenderClear(w->renderer);
    SDL_RenderPresent(w->renderer);
}

enum err window_new(const char *title, bool windowed, int width_px, int height_px, int quarters,
                    struct window **out)
{
    struct window *w = mem_new(1, sizeof *w);
    w->quarters = quarters;
    const char *driver = SDL_GetCurrentVideoDriver();
    bool kms = driver && strcmp(driver, "KMSDRM") == 0;
    Uint32 flags = windowed ? 0u : SDL_WINDOW_FULLSCREEN_DESKTOP;
    w->window = SDL_CreateWindow(title, SDL_WINDOWPOS_CENTERED, SDL_WINDOWPOS_CENTERED,
                                 turn_swaps(quarters) ? height_px : width_px,
                                 turn_swaps(quarters) ? width_px : height_px, flags);
    if (!w->window) {
        log_error("the window could not be made: %s", SDL_GetError());
        window_free(w);
        return ERR_NO_SCREEN;
    }
    if (kms)
        w->renderer = SDL_CreateRenderer(w->window, -1, SDL_RENDERER_PRESENTVSYNC);
    take_screen(w);
    enum err err = take_pixels(w);
    if (err != ERR_OK) {
        log_error("the window has no surface: %s", SDL_GetError());
        window_free(w);
        return err;
    }
    if (w->draws_on_surface && !w->upright)
        w->first = window_x11_new(w->window, w->over.width_px);
    *out = w;
    return ERR_OK;
}

void window_free(struct window *w)
{
    if (!w)
        return;
    let_canvas_go(w);
    window_x11_free(w->first);
    if (w->renderer)
        SDL_DestroyRenderer(w->renderer);
    if (w->window)
        SDL_DestroyWindow(w->window);
    free(w);
}

struct canvas *window_canvas(struct window *w)
{
    return w->upright ? w->upright : glass(w);
}

bool window_is_exact(const struct window *w)
{
    static const char *const exact[] = {"x11", "offscreen", "dummy"};
    const char *driver = SDL_GetCurrentVideoDriver();
    bool is_exact = w->renderer || w->upright || !w->draws_on_surface;
    for (size_t i = 0; driver && i < sizeof exact / sizeof *exact; i++)
        is_exact = is_exact || strcmp(driver, exact[i]) == 0;
    return is_exact;
}

const struct canvas *window_glass(const struct window *w)
{
    return w->draws_on_surface ? &w->over : w->own;
}

void window_point_from_glass(const struct window *w, int *x, int *y)
{
    if (w->upright)
        turn_point_back(w->quarters, w->upright->width_px, w->upright->height_px, x, y);
}

void window_point_to_glass(const struct window *w, int *x, int *y)
{
    if (!w->upright)
        return;
    struct rect r = turn_rect(w->quarters, (struct rect){*x, *y, 1, 1}, w->upright->width_px,
                              w->upright->height_px);
    *x = r.x;
    *y = r.y;
}

enum err window_resized(struct window *w)
{
    let_canvas_go(w);
    return take_pixels(w);
}

void window_set_size(struct window *w, int width_px, int height_px)
{
    bool swap = turn_swaps(w->quarters);
    SDL_SetWindowSize(w->window, swap ? height_px : width_px, swap ? width_px : height_px);
}

static void present_texture(struct window *w, const struct rect *damage, int count)
{
    for (int i = 0; i < count; i++) {
        SDL_Rect r = {damage[i].x, damage[i].y, damage[i].w, damage[i].h};
        SDL_UpdateTexture(w->texture, &r,
                          w->own->pixels + (size_t)r.y * (size_t)w->own->stride_px + r.x,
                          w->own->stride_px * 4);
    }
    SDL_RenderCopy(w->renderer, w->texture, NULL, NULL);
    SDL_RenderPresent(w->renderer);
}

static void copy_to_surface(const struct window *w, SDL_Surface *s, const SDL_Rect *r)
{
    SDL_Surface *from =
        SDL_CreateRGBSurfaceWithFormatFrom(w->own->pixels, w->own->width_px, w->own->height_px, 32,
                                           w->own->stride_px * 4, SDL_PIXELFORMAT_RGB888);
    SDL_Rect to = *r;
    if (from)
        SDL_BlitSurface(from, r, s, &to);
    SDL_FreeSurface(from);
}

static struct rect on_glass(struct window *w, struct rect damage)
{
    const struct canvas *c = window_canvas(w);
    struct rect r = rect_meet(damage, (struct rect){0, 0, c->width_px, c->height_px});
    if (!w->upright)
        return r;
    turn_copy(w->quarters, c, r, glass(w));
    return turn_rect(w->quarters, r, c->width_px, c->height_px);
}

void window_present(struct window *w, const struct rect *damage, int count)
{
    struct rect rects[64];
    SDL_Rect shown[64];
    int n = 0;
    for (int i = 0; i < count && n < 64; i++) {
        struct rect r = on_glass(w, damage[i]);
        if (rect_is_empty(r))
            continue;
        rects[n] = r;
        shown[n++] = (SDL_Rect){r.x, r.y, r.w, r.h};
    }
    if (!n)
        return;
    if (w->renderer) {
        present_texture(w, rects, n);
        return;
    }
    SDL_Surface *s = SDL_GetWindowSurface(w->window);
    for (int i = 0; s && !w->draws_on_surface && i < n; i++)
        copy_to_surface(w, s, &shown[i]);
    if (s)
        SDL_UpdateWindowSurfaceRects(w->window, shown, n);
}

void window_show_first(struct window *w, void (*draw)(void *data, struct canvas *canvas),
                       void *data)
{
    struct canvas *c = window_canvas(w);
    if (w->first)
        window_x11_show(w->first, c->height_px, draw, data);
    draw(data, c);
    if (!w->first)
        window_present(w, &(struct rect){0, 0, c->width_px, c->height_px}, 1);
    window_x11_free(w->first);
    w->first = NULL;
}
