/* command_shot: the picture of a screen of a document, as a visitor would see it, without a window. */
#include "app/command.h"
#include "app/document.h"
#include "app/units.h"
#include "base/file.h"
#include "base/mem.h"
#include "book/file.h"
#include "book/model.h"
#include "convert/page_images.h"
#include "screen/screen.h"
#include "ui/draw.h"
#include "ui/page_zoom.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { RUN_CACHE_BYTES = 4 << 20 };

#define USAGE                                                                                      \
    "lectern shot FILE --screen N [--size S] [--scheme C] [--view text|page|cards] [--window "     \
    "WxH] -o "                                                                                     \
    "PNG"

struct shot {
    const char *file, *out, *size, *scheme, *view, *window;
    long screen;
};

static bool take_arguments(int argc, char **argv, struct shot *shot)
{
    const struct {
        const char *name;
        const char **value;
    } options[] = {{"-o", &shot->out},          {"--size", &shot->size},
                   {"--scheme", &shot->scheme}, {"--view", &shot->view},
                   {"--window", &shot->window}, {"--screen", NULL}};
    for (int i = 1; i < argc; i++) {
        bool taken = false;
        for (size_t k = 0; !taken && k < sizeof options / sizeof *options; k++) {
            if (strcmp(argv[i], options[k].name) != 0)
                continue;
            if (++i == argc)
                return false;
            taken = true;
            if (options[k].value)
                *options[k].value = argv[i];
            else
                shot->screen = strtol(argv[i], NULL, 10);
        }
        if (!taken && (shot->file || argv[i][0] == '-'))
            return false;
        if (!taken)
            shot->file = argv[i];
    }
    return shot->file && shot->out && shot->screen > 0;
}

/* A name of one of the three sizes, or thousandths of a degree; 0 when it is neither. */
static int size_mdeg(const struct theme_sizes *sizes, const char *name, int usual)
{
    if (!name)
        return usual;
    if (strcmp(name, "default") == 0)
        return sizes->default_mdeg;
    if (strcmp(name, "larger") == 0)
        return sizes->larger_mdeg;
    if (strcmp(name, "largest") == 0)
        return sizes->largest_mdeg;
    char *end;
    long mdeg = strtol(name, &end, 10);
    return !*end && mdeg >= 100 && mdeg <= 5000 ? (int)mdeg : 0;
}

static bool set_look(struct visit *v, const struct shot *shot, const struct config *config)
{
    const struct theme *theme = v->look.theme;
    const struct config_display *d = &config->display;
    v->look.display =
        (struct display){d->width_px, d->height_px, d->width_mm, d->height_mm, d->viewing_mm};
    if (shot->window && (sscanf(shot->window, "%4dx%4d", &v->look.display.width_px,
                                &v->look.display.height_px) != 2 ||
                         v->look.display.width_px < 320 || v->look.display.height_px < 240))
        return false;
    v->look.scheme = theme_find_scheme(theme, shot->scheme ? shot->scheme : config->scheme);
    v->settings.cap_mdeg = size_mdeg(&theme->sizes, shot->size, config->body_cap_mdeg);
    v->look.metrics = metrics_make(&theme->sizes, &v->look.display, v->settings.cap_mdeg);
    return v->look.scheme && v->settings.cap_mdeg;
}

static enum err draw_screen(const struct visit *v, const char *out)
{
    struct widget_list list = {0};
    struct rect damage[PAINTER_DAMAGE_MOST];
    struct canvas *canvas = canvas_new(v->look.display.width_px, v->look.display.height_px);
    struct painter *painter = painter_new();
    screen_build(v, &list);
    painter_paint(painter, canvas, &v->look, &list, -1, false, damage);
    enum err err = canvas_save_png(canvas, out);
    painter_free(painter);
    canvas_free(canvas);
    widget_list_free(&list);
    return err;
}

/* Original page n, whole. */
static enum err draw_page(struct visit *v, const struct shot *shot, const struct config *config)
{
    struct page_view *p = &v->page.view;
    struct page_images *images = NULL;
    if (!screen_has_pages(v))
        return ERR_NOT_A_KIND;
    if ((uint64_t)shot->screen > v->reading.book->page_count)
        return ERR_NOT_FOUND;
    int fd = open(shot->file, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return err_from_errno(errno);
    enum err err =
        page_images_new(NULL, fd, file_name(shot->file), &config->limits, NULL, NULL, &images);
    close(fd);
    if (err != ERR_OK)
        return err;
    p->book = v->reading.book;
    p->page = (uint32_t)shot->screen;
    p->stamp = 1;
    struct rect room = screen_page_area(v);
    v->page.zoom_most = page_zoom_most(p, room);
    page_zoom_set(p, room, 0);
    const struct page_part part = {p->page, p->width_px, p->height_px, p->view};
    page_images_want(images, &part, 1);
    (void)page_images_wait(images, &part, config->limits.document_ms);
    enum page_state state = page_images_look(images, &part, &p->pixels, &err);
    p->part = part.part;
    v->page.failed = state != PAGE_READY;
    err = draw_screen(v, shot->out);
    page_images_free(images);
    return err;
}

/* Card n. */
static enum err draw_card(struct visit *v, const struct shot *shot)
{
    bool there = units_show_word(v, SCREEN_CARDS, 1);
    for (long i = 1; i < shot->screen && there; i++)
        there = units_leap(v, SCREEN_CARDS, 1);
    enum err err = there ? draw_screen(v, shot->out) : ERR_NOT_FOUND;
    units_forget(v);
    return err;
}

static enum err draw_text(struct visit *v, const struct shot *shot)
{
    struct visit_reading *r = &v->reading;
    struct layout_style style = screen_layout_style(v);
    r->layout = layout_new(r->book, v->look.runs, &style, 1);
    r->screen = layout_screen_at(r->layout, 1);
    for (long i = 1; i < shot->screen && r->screen; i++)
        r->screen = layout_screen_step(r->layout, 1);
    enum err err = ERR_NOT_FOUND;
    if (r->screen) {
        while (!layout_count(r->layout, 1000000))
            ;
        layout_position(r->layout, &r->screen_number, &r->screen_count);
        err = draw_screen(v, shot->out);
    }
    layout_free(r->layout);
    return err;
}

static bool find_view(const char *name, enum screen_id *out)
{
    const struct {
        const char *name;
        enum screen_id id;
    } views[] = {{"text", SCREEN_READER}, {"page", SCREEN_PAGE}, {"cards", SCREEN_CARDS}};
    *out = SCREEN_READER;
    for (size_t i = 0; name && i < sizeof views / sizeof *views; i++) {
        if (strcmp(name, views[i].name) == 0) {
            *out = views[i].id;
            return true;
        }
    }
    return !name;
}

int command_shot(int argc, char **argv, const struct config *config)
{
    struct shot shot = {0};
    enum screen_id view;
    if (!take_arguments(argc, argv, &shot) || !find_view(shot.view, &view))
        return command_misused(USAGE);
    struct visit *v = mem_new(1, sizeof *v);
    struct theme *theme = NULL;
    struct book *book = NULL;
    int status = COMMAND_MISUSED;
    enum err err = theme_new(NULL, &theme);
    if (err == ERR_OK)
        err = fonts_new(&v->look.fonts);
    if (err == ERR_OK)
        err = document_read(shot.file, config, &book);
    if (err != ERR_OK) {
        status = command_complain(err, shot.file);
        goto out;
    }
    v->look.theme = theme;
    v->look.runs = run_cache_new(v->look.fonts, RUN_CACHE_BYTES);
    v->reading.book = book;
    v->reading.title = mem_copy_string(book_title(book));
    v->stack[0] = view;
    if (!set_look(v, &shot, config)) {
        status = command_misused(USAGE);
        goto out;
    }
    err = view == SCREEN_PAGE    ? draw_page(v, &shot, config)
          : view == SCREEN_CARDS ? draw_card(v, &shot)
                                 : draw_text(v, &shot);
    status = err == ERR_OK ? COMMAND_DONE
                           : command_complain(err, err == ERR_NOT_FOUND ? "--screen" : shot.out);
out:
    free(v->reading.title);
    run_cache_free(v->look.runs);
    fonts_free(v->look.fonts);
    theme_free(theme);
    book_close(book);
    free(v);
    return status;
}
