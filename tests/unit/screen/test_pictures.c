/* Picture goldens: each screen drawn in three schemes, seen as a coarse picture (48 x 30 cells of grey) that is kept as text in
 * tests/golden/screens and compared with a tolerance. They pin Andika and FreeType of Debian 12 and are passed over elsewhere.
 * LECTERN_MAKE_GOLDEN=1 makes them anew: look at the screens (images/gallery/make) before committing them. */
#include "world.h"

#include "base/file.h"
#include "book/builder.h"
#include "book/file.h"
#include "ui/draw.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

enum { COLUMNS = 48, ROWS = 30, CELL_MOST = 28 };
#define MEAN_MOST 2.0

static bool is_debian_12(void)
{
    char *text;
    if (file_read("/etc/debian_version", 100, &text, NULL) != ERR_OK)
        return false;
    bool yes = strncmp(text, "12", 2) == 0;
    free(text);
    return yes;
}

static int grey(uint32_t p)
{
    return (int)(((p >> 16 & 255) * 54 + (p >> 8 & 255) * 183 + (p & 255) * 19) >> 8);
}

static void see(const struct canvas *c, int cells[ROWS][COLUMNS])
{
    for (int r = 0; r < ROWS; r++) {
        for (int k = 0; k < COLUMNS; k++) {
            int y0 = r * c->height_px / ROWS, y1 = (r + 1) * c->height_px / ROWS;
            int x0 = k * c->width_px / COLUMNS, x1 = (k + 1) * c->width_px / COLUMNS;
            long sum = 0;
            for (int y = y0; y < y1; y++) {
                for (int x = x0; x < x1; x++)
                    sum += grey(c->pixels[(size_t)y * (size_t)c->stride_px + (size_t)x]);
            }
            cells[r][k] = (int)(sum / ((long)(y1 - y0) * (x1 - x0)));
        }
    }
}

static char *golden_path(const char *name)
{
    struct str path = {0};
    str_addf(&path, "tests/golden/screens/%s.txt", name);
    return path.data;
}

static void keep(const char *name, int cells[ROWS][COLUMNS])
{
    struct str text = {0};
    char *path = golden_path(name);
    for (int r = 0; r < ROWS; r++) {
        for (int k = 0; k < COLUMNS; k++)
            str_addf(&text, "%02x", (unsigned)cells[r][k]);
        str_add(&text, "\n");
    }
    assert_int_equal(file_write_atomic(path, text.data, text.length_bytes), ERR_OK);
    free(path);
    str_free(&text);
}

static void compare(const char *name, int cells[ROWS][COLUMNS])
{
    char *path = golden_path(name), *text, *p;
    size_t bytes;
    if (file_read(path, 1 << 16, &text, &bytes) != ERR_OK)
        fail_msg("%s is missing", path);
    long far = 0;
    p = text;
    for (int r = 0; r < ROWS; r++, p++) {
        for (int k = 0; k < COLUMNS; k++, p += 2) {
            unsigned was = 0;
            if (sscanf(p, "%2x", &was) != 1)
                fail_msg("%s is cut off", path);
            int d = abs((int)was - cells[r][k]);
            far += d;
            if (d > CELL_MOST)
                fail_msg("%s: row %d, column %d was %u and is %d", name, r, k, was, cells[r][k]);
        }
    }
    double mean = (double)far / (ROWS * COLUMNS);
    if (mean > MEAN_MOST)
        fail_msg("%s: differs by %.2f on the mean", name, mean);
    free(path);
    free(text);
}

static void draw_and_compare(struct world *w, const char *name)
{
    struct visit *v = &w->visit;
    struct canvas *canvas = canvas_new(v->look.display.width_px, v->look.display.height_px);
    struct painter *painter = painter_new();
    struct rect damage[PAINTER_DAMAGE_MOST];
    int cells[ROWS][COLUMNS];
    build_screen(w, &w->list);
    int focus = widget_next(&w->list, -1, 1);
    assert_int_equal(painter_paint(painter, canvas, &v->look, &w->list, focus, true, damage), 1);
    see(canvas, cells);
    if (getenv("LECTERN_MAKE_GOLDEN"))
        keep(name, cells);
    else
        compare(name, cells);
    /* drawn again with nothing changed: no damage */
    assert_int_equal(painter_paint(painter, canvas, &v->look, &w->list, focus, true, damage), 0);
    painter_free(painter);
    canvas_free(canvas);
}

static void set_look(struct world *w, const char *scheme, int mdeg)
{
    struct visit *v = &w->visit;
    v->look.display = profiles[1];
    v->look.scheme = theme_find_scheme(w->theme, scheme);
    assert_non_null(v->look.scheme);
    v->settings.scheme = (int)(v->look.scheme - w->theme->schemes);
    v->settings.cap_mdeg = mdeg;
    v->look.metrics = metrics_make(&w->theme->sizes, &v->look.display, mdeg);
    v->depth = 1;
    v->stack[0] = SCREEN_HOME;
    v->pages[1] = 0;
}

static const struct {
    const char *scheme;
    int mdeg;
} looks[] = {{"default", 450}, {"white-on-black", 1000}, {"black-on-yellow", 700}};

static void test_screens_look_as_they_did(void **state)
{
    struct world *w = *state;
    if (!is_debian_12())
        skip();
    for (size_t k = 0; k < sizeof looks / sizeof *looks; k++) {
        set_look(w, looks[k].scheme, looks[k].mdeg);
        for (size_t i = 0; i < sizeof screens / sizeof *screens; i++) {
            char name[64];
            w->visit.stack[1] = screens[i];
            snprintf(name, sizeof name, "%s-%s", screen_name(screens[i]), looks[k].scheme);
            draw_and_compare(w, name);
        }
    }
}

static void add(struct builder *b, enum block_kind kind, int level, const char *label,
                const char *text)
{
    builder_begin(b,
                  &(struct builder_block){.kind = kind, .level = level, .label = label, .page = 1});
    builder_text(b, text, strlen(text), NULL);
    builder_end(b);
}

static struct book *make_book(struct str *bytes)
{
    struct builder *b = builder_new();
    struct book *book;
    unsigned char pixels[24 * 16 * 3];
    for (size_t i = 0; i < sizeof pixels; i++)
        pixels[i] = (unsigned char)(i * 7);
    builder_set_title(b, "A picture to keep");
    builder_set_lang(b, "en-GB");
    builder_add_page(b, "1", 595, 842);
    add(b, BLOCK_HEADING, 1, NULL, "Why it matters");
    add(b, BLOCK_PARAGRAPH, 0, NULL,
        "Every child has a right to learn beside friends and neighbours. A school that welcomes "
        "everyone plans for everyone.");
    add(b, BLOCK_LIST_ITEM, 1, "\xe2\x80\xa2", "It asks each child what helps.");
    add(b, BLOCK_QUOTE, 0, NULL, "Nobody asked me before.");
    builder_add_figure(b, &(struct builder_block){.kind = BLOCK_FIGURE, .page = 1}, pixels, 24, 16,
                       3, "A pattern.", NULL);
    assert_int_equal(builder_finish(b, bytes), ERR_OK);
    builder_free(b);
    assert_int_equal(book_from_bytes((unsigned char *)bytes->data, bytes->length_bytes, &book),
                     ERR_OK);
    return book;
}

static void test_reader_looks_as_it_did_with_a_lit_word(void **state)
{
    struct world *w = *state;
    struct visit_reading *r = &w->visit.reading;
    struct str bytes = {0};
    if (!is_debian_12())
        skip();
    r->book = make_book(&bytes);
    r->title = mem_copy_string(book_title(r->book));
    for (size_t k = 0; k < sizeof looks / sizeof *looks; k++) {
        char name[64];
        set_look(w, looks[k].scheme, looks[k].mdeg);
        w->visit.stack[1] = SCREEN_READER;
        struct layout_style style = screen_layout_style(&w->visit);
        r->layout = layout_new(r->book, w->runs, &style, 1);
        r->screen = layout_screen_at(r->layout, 1);
        r->lit_word = 6;
        r->narrator = NARRATOR_READING;
        snprintf(name, sizeof name, "reader-%s", looks[k].scheme);
        draw_and_compare(w, name);
        layout_free(r->layout);
    }
    free(r->title);
    book_close(r->book);
    str_free(&bytes);
    memset(r, 0, sizeof *r);
}

/* What is left by drawing only the damage is what drawing everything would give. */
static void test_damage_is_enough(void **state)
{
    struct world *w = *state;
    struct visit *v = &w->visit;
    struct visit_reading *r = &v->reading;
    struct str bytes = {0};
    r->book = make_book(&bytes);
    r->title = mem_copy_string(book_title(r->book));
    for (size_t k = 0; k < sizeof looks / sizeof *looks; k++) {
        set_look(w, looks[k].scheme, looks[k].mdeg);
        v->stack[1] = SCREEN_READER;
        struct layout_style style = screen_layout_style(v);
        r->layout = layout_new(r->book, w->runs, &style, 1);
        r->screen = layout_screen_at(r->layout, 1);
        struct canvas *a = canvas_new(v->look.display.width_px, v->look.display.height_px);
        struct canvas *b = canvas_new(v->look.display.width_px, v->look.display.height_px);
        struct painter *kept = painter_new();
        for (uint32_t word = 0; word <= r->screen->last_word; word++) {
            struct rect damage[PAINTER_DAMAGE_MOST];
            struct painter *fresh = painter_new();
            r->lit_word = word;
            r->narrator = word ? NARRATOR_READING : NARRATOR_SILENT;
            screen_build(v, &w->list);
            painter_paint(kept, a, &v->look, &w->list, -1, false, damage);
            painter_paint(fresh, b, &v->look, &w->list, -1, false, damage);
            painter_free(fresh);
            size_t size = (size_t)a->stride_px * (size_t)a->height_px * sizeof *a->pixels;
            if (memcmp(a->pixels, b->pixels, size) != 0)
                fail_msg("%s: word %u leaves a trace", looks[k].scheme, word);
        }
        painter_free(kept);
        canvas_free(a);
        canvas_free(b);
        layout_free(r->layout);
    }
    free(r->title);
    book_close(r->book);
    str_free(&bytes);
    memset(r, 0, sizeof *r);
}

/* A row that a switch would choose has one ring around all of it; the ring leaves no trace when it goes on. */
static void test_a_scanned_row_has_one_ring(void **state)
{
    struct world *w = *state;
    struct visit *v = &w->visit;
    set_look(w, "default", 450);
    v->stack[1] = SCREEN_MENU;
    build_screen(w, &w->list);
    struct canvas *a = canvas_new(v->look.display.width_px, v->look.display.height_px);
    struct canvas *b = canvas_new(v->look.display.width_px, v->look.display.height_px);
    struct painter *kept = painter_new();
    struct rect damage[PAINTER_DAMAGE_MOST];
    for (int first = widget_next(&w->list, -1, 1), step = 0; step < 6; step++) {
        int count, last = scan_row_end(&w->list, first, &count);
        struct scan scan = {.on = true, .first = first, .item = first, .in_row = step % 2 == 1};
        struct painter *fresh = painter_new();
        build_screen(w, &w->list);
        scan_mark(&scan, &w->list);
        painter_paint(kept, a, &v->look, &w->list, -1, false, damage);
        painter_paint(fresh, b, &v->look, &w->list, -1, false, damage);
        painter_free(fresh);
        size_t size = (size_t)a->stride_px * (size_t)a->height_px * sizeof *a->pixels;
        if (memcmp(a->pixels, b->pixels, size) != 0)
            fail_msg("step %d leaves a trace", step);
        struct rect one = w->list.items[first].rect, next = w->list.items[first + 1].rect;
        int x = (one.x + one.w + next.x) / 2, over = one.y - v->look.metrics.ring_gap_px - 2;
        uint32_t between =
            a->pixels[(size_t)(one.y + one.h / 2) * (size_t)a->stride_px + (size_t)x];
        uint32_t above = a->pixels[(size_t)over * (size_t)a->stride_px + (size_t)x];
        if (!scan.in_row) {
            assert_int_equal(between, v->look.scheme->background);
            assert_int_equal(above, v->look.scheme->accent);
        } else {
            assert_int_equal(above, v->look.scheme->background);
            first = widget_next(&w->list, last, 1);
        }
    }
    painter_free(kept);
    canvas_free(a);
    canvas_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_scanned_row_has_one_ring),
        cmocka_unit_test(test_screens_look_as_they_did),
        cmocka_unit_test(test_reader_looks_as_it_did_with_a_lit_word),
        cmocka_unit_test(test_damage_is_enough),
    };
    return cmocka_run_group_tests(tests, make, let_go);
}
