/* seeing: A1 to A7, A9: sizes in millimetres of the glass, contrast on the pixels of frames. */
#include "pixels.h"
#include "trial.h"

#include "ui/messages.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static double mm_down(const struct kiosk *k, double px)
{
    const struct display *d = &k->session->visit.look.display;
    return px * d->height_mm / d->height_px;
}

/* The ink of a capital H in that style, in pixels. */
static int cap_ink(struct kiosk *k, const struct run_style *style)
{
    return run_find(k->session->runs, "H", 1, style)->h;
}

static bool has_words(const struct widget_list *list, const struct widget *w)
{
    return *widget_name(list, w) && w->role != ROLE_PROGRESS && w->role != ROLE_DOCUMENT &&
           w->role != ROLE_SAMPLE && w->role != ROLE_PAGE && w->role != ROLE_PICTURE &&
           w->role != ROLE_CODE;
}

struct least {
    double value;
    char where[240];
};

static void keep_least(struct least *l, double value, const char *where, const char *what)
{
    if (l->value <= value)
        return;
    l->value = value;
    snprintf(l->where, sizeof l->where, "%s: '%.40s'", where, what);
}

/* The smallest capital H of what shows, as a share of the viewing distance. */
static void look_for_least_cap(struct trial *t, struct kiosk *k, void *data)
{
    const struct widget_list *list = kiosk_list(k);
    const struct look *look = &k->session->visit.look;
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        if (has_words(list, w)) {
            struct run_style style = look_style(look, w->cap_px, w->bold || w->role == ROLE_CARD);
            keep_least(data, mm_down(k, cap_ink(k, &style)) / look->display.viewing_mm, t->where,
                       widget_name(list, w));
        }
        for (size_t n = 0; w->screen && n < w->screen->count && n < 40; n++) {
            const struct placed *p = &w->screen->items[n];
            if (p->kind == PLACED_WORD || p->kind == PLACED_LABEL)
                keep_least(data, mm_down(k, cap_ink(k, &p->style)) / look->display.viewing_mm,
                           t->where, "the document");
        }
    }
}

static void look_with_small_bar(struct trial *t, struct kiosk *k, void *data)
{
    if (t->faulty && k->session->theme->sizes.bar_most_mdeg != 400) {
        k->session->theme->sizes.bar_most_mdeg = 400;
        kiosk_size(k, k->session->visit.settings.cap_mdeg);
        kiosk_page(k, 0);
    }
    if (kiosk_screen(k) != SCREEN_ATTRACT) /* always at the default */
        look_for_least_cap(t, k, data);
}

static void check_a1(struct trial *t)
{
    double worst = 1;
    for (int p = 0; p < PROFILES; p++) {
        struct least best = {0};
        static const int modes[] = {700, 800, 900, 1000};
        for (int m = 0; m < 4 && best.value < 0.01222; m++) {
            const int sizes[] = {modes[m], 0};
            struct least least = {.value = 1};
            trial_walk(t, &(struct walk){.sizes = sizes, .profiles = 1 << p}, look_with_small_bar,
                       &least);
            if (least.value > best.value)
                best = least;
        }
        trial_expect(t, best.value >= 0.01222, "H is %.5f of the viewing distance (%s)", best.value,
                     best.where);
        worst = best.value < worst ? best.value : worst;
    }
    trial_measure(t, "H %.5f of the viewing distance (at least 0.01222)", worst);
}

/* How much wider the foot of an H's stems is than their middle: 1 without serifs. */
static double serif(struct kiosk *k, const struct run_style *style)
{
    const struct run *r = run_find(k->session->runs, "H", 1, style);
    long foot = 0, middle = 0;
    for (int x = 0; x < r->w; x++) {
        foot += r->mask[(r->h - 2) * r->w + x];
        middle += r->mask[r->h * 3 / 4 * r->w + x];
    }
    return middle ? (double)foot / (double)middle : 9;
}

static void check_a2(struct trial *t)
{
    double worst = 0;
    for (int p = 0; p < PROFILES; p++) {
        struct kiosk k;
        kiosk_config(&k, t->library, &profiles[p]);
        kiosk_start(&k);
        kiosk_open(&k, "Learning together: support");
        kiosk_size(&k, 1000);
        if (t->faulty)
            kiosk_act(&k, ACTION_FONT, FONT_NOTO_SERIF);
        const struct look *look = &k.session->visit.look;
        for (int bold = 0; bold < 2; bold++) {
            struct run_style style = look_style(look, look->metrics.body_cap_px, bold);
            double s = serif(&k, &style);
            worst = s > worst ? s : worst;
        }
        const struct layout_screen *screen = k.session->visit.reading.screen;
        for (size_t i = 0; screen && i < screen->count; i++) {
            if (screen->items[i].kind == PLACED_WORD && serif(&k, &screen->items[i].style) > worst)
                worst = serif(&k, &screen->items[i].style);
        }
        kiosk_stop(&k);
    }
    trial_measure(t, "foot %.2f times the stem", worst);
    trial_expect(t, worst < 1.3, "the letters have serifs");
}

static double body_mm(struct trial *t, const struct display *d)
{
    struct kiosk k;
    kiosk_config(&k, t->library, d);
    kiosk_start(&k);
    struct run_style style =
        look_style(&k.session->visit.look, k.session->visit.look.metrics.body_cap_px, false);
    double mm = mm_down(&k, cap_ink(&k, &style));
    kiosk_stop(&k);
    return mm;
}

static bool shows_missing_profile(struct trial *t)
{
    static const char words[] = "The screen's size is not set.";
    struct kiosk k;
    kiosk_config(&k, t->library, &profiles[1]);
    k.config.display.is_set = t->faulty;
    kiosk_start(&k);
    bool shown = false;
    struct widget_list *list = kiosk_list(&k);
    for (size_t i = 0; i < list->count; i++)
        shown |= strncmp(widget_name(list, &list->items[i]), words, strlen(words)) == 0;
    kiosk_wait(&k, 1000);
    bool said = kiosk_heard(&k, words, 0) != NULL;
    kiosk_stop(&k);
    return shown && said;
}

static void check_a3(struct trial *t)
{
    struct display near = profiles[1], far = profiles[1], coarse = profiles[1];
    far.viewing_mm *= 2;
    coarse.width_mm *= 2;
    coarse.height_mm *= 2;
    double a = body_mm(t, &near), b = body_mm(t, &far), c = body_mm(t, &coarse);
    trial_measure(t, "H %.2f mm; twice as far %.2f; on twice the glass %.2f", a, b, c);
    trial_expect(t, fabs(b / a - 2) < 0.1, "twice as far is not twice as large");
    trial_expect(t, fabs(c / a - 1) < 0.1, "another density makes another size");
    trial_expect(t, shows_missing_profile(t), "a missing profile is not shown and said");
}

/* 14 points of print, whose capital H is 0.7 of the size, held at 500 mm. */
#define PRINT_H(points) ((points)*0.3528 * 0.7 / 500)

static void look_for_small_labels(struct trial *t, struct kiosk *k, void *data)
{
    (void)data;
    if (t->faulty) {
        struct widget_list *list = kiosk_list(k);
        for (size_t i = 0; i < list->count; i++)
            list->items[i].cap_px /= 2;
    }
    struct least least = {.value = 1};
    look_for_least_cap(t, k, &least);
    const struct metrics *m = &k->session->visit.look.metrics;
    double body = mm_down(k, m->bar_cap_px) / k->session->visit.look.display.viewing_mm;
    trial_expect(t, least.value >= body * 0.985, "%s is %.5f, the bar %.5f", least.where,
                 least.value, body);
}

static void check_a4(struct trial *t)
{
    struct kiosk k;
    trial_kiosk(t, &k);
    const struct display *d = &k.session->visit.look.display;
    struct run_style style =
        look_style(&k.session->visit.look, k.session->visit.look.metrics.body_cap_px, false);
    double starts = mm_down(&k, cap_ink(&k, &style)) / d->viewing_mm;
    for (int i = 0; i < 30; i++)
        kiosk_act(&k, ACTION_SIZE_STEP, 1);
    style = look_style(&k.session->visit.look, k.session->visit.look.metrics.body_cap_px, false);
    double reaches = mm_down(&k, cap_ink(&k, &style)) / d->viewing_mm;
    kiosk_stop(&k);
    trial_measure(t, "%.0f pt to %.0f pt of print", starts / PRINT_H(1), reaches / PRINT_H(1));
    trial_expect(t, starts >= PRINT_H(14), "it starts too small");
    trial_expect(t, reaches >= PRINT_H(36), "it does not reach far beyond 18 pt");
    static const int sizes[] = {450, 700, 0};
    trial_walk(t, &(struct walk){.sizes = sizes}, look_for_small_labels, NULL);
}

/* The height that a widget's words need, against the one that it has. */
static bool is_cut(const struct kiosk *k, const struct widget_list *list, const struct widget *w)
{
    struct look face = k->session->visit.look;
    const struct look *look = &face;
    if (w->face) /* it is a sample of that one */
        face.family = (enum font_family)(w->face - 1);
    const char *name = widget_seen(list, w), *value = widget_value(list, w);
    bool card = w->role == ROLE_CARD || (w->role == ROLE_CHOICE && *value);
    bool control = w->action.kind != ACTION_NONE;
    int inner = w->rect.w;
    if (card)
        inner -= 2 * look->metrics.unit_px;
    else if (control)
        inner -= 2 * look->metrics.border_px + 4;
    if (card && w->icon)
        inner -= look_icon_style(look, w->icon_cap_px).size_px + look->metrics.unit_px;
    if (card && w->role == ROLE_CHOICE)
        inner -= look_tick_px(look, w->cap_px);
    if (!card && w->icon && w->icon_beside)
        inner -= look_icon_beside_px(look, w->cap_px);
    bool bold = w->bold || (card && !w->mark_count); /* found words are marked in a plain name */
    int height =
        look_height(look, name, w->name_cap_px > 0 ? w->name_cap_px : w->cap_px, bold, inner);
    if (*value)
        height += look_height(look, value, w->cap_px, false, inner);
    if (w->icon && !w->icon_beside && !card)
        height += look_icon_style(look, w->cap_px).size_px;
    return height > w->rect.h;
}

static bool is_inside(struct rect r, struct rect in)
{
    struct rect both = rect_meet(r, in);
    return both.w == r.w && both.h == r.h;
}

static void look_for_cut_document(struct trial *t, const struct widget *w)
{
    struct rect area = {0, 0, w->rect.w, w->rect.h};
    for (size_t i = 0; w->screen && i < w->screen->count; i++) {
        const struct placed *p = &w->screen->items[i];
        struct rect r = p->rect;
        if (p->kind == PLACED_WORD || p->kind == PLACED_LABEL)
            trial_expect(t, is_inside(r, area), "%s: '%.*s' leaves the text area", t->where,
                         (int)p->bytes, p->text);
    }
}

static void look_for_lost_text(struct trial *t, struct kiosk *k, void *data)
{
    int *seen = data;
    struct widget_list *list = kiosk_list(k);
    const struct display *d = &k->session->visit.look.display;
    struct rect glass = {0, 0, d->width_px, d->height_px};
    if (t->faulty && list->count)
        list->items[0].rect.h /= 2;
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        const char *name = widget_name(list, w);
        trial_expect(t, is_inside(w->rect, glass), "%s: '%s' leaves the glass", t->where, name);
        if (has_words(list, w))
            trial_expect(t, !is_cut(k, list, w), "%s: '%.60s' is cut", t->where, name);
        for (size_t o = i + 1; o < list->count; o++) {
            const struct widget *other = &list->items[o];
            bool covers = w->role != ROLE_PANEL && other->role != ROLE_PANEL &&
                          !rect_is_empty(rect_meet(w->rect, other->rect));
            trial_expect(t, !covers, "%s: '%.40s' covers '%.40s'", t->where,
                         widget_name(list, other), name);
        }
        look_for_cut_document(t, w);
        ++*seen;
    }
}

static void check_a5(struct trial *t)
{
    static const int largest[] = {450, 700, 1000, 2000, 0};
    int seen = 0;
    trial_walk(t, &(struct walk){.sizes = largest, .langs = WALK_ALL_LANGS}, look_for_lost_text,
               &seen);
    trial_measure(t, "%d texts whole", seen);
}

/* A frame of the same list without icons (or, `words` false, without words). */
static struct canvas *frame_of_part(struct kiosk *k, bool words)
{
    struct widget_list *list = kiosk_list(k);
    struct widget *kept = malloc(list->count * sizeof *kept + 1);
    memcpy(kept, list->items, list->count * sizeof *kept);
    for (size_t i = 0; i < list->count; i++) {
        if (words)
            list->items[i].icon = 0;
        else
            list->items[i].name = list->items[i].value = 0;
    }
    struct canvas *copy = pixels_copy(kiosk_frame(k));
    memcpy(list->items, kept, list->count * sizeof *kept);
    free(kept);
    return copy;
}

static void look_at_document_words(struct trial *t, const struct canvas *c, const struct widget *w,
                                   struct least *least)
{
    for (size_t i = 0; w->screen && i < w->screen->count; i++) {
        const struct placed *p = &w->screen->items[i];
        if (p->kind != PLACED_WORD && p->kind != PLACED_LABEL)
            continue;
        struct rect r = {w->rect.x + p->rect.x, w->rect.y + p->rect.y, p->rect.w, p->rect.h};
        if (r.w > 4) /* a lone point or dash is all edge */
            keep_least(least, pixels_contrast(c, r, 2), t->where, "the document");
    }
}

static void look_at_words(struct trial *t, struct kiosk *k, void *data)
{
    struct least *least = data;
    if (t->faulty) {
        struct scheme *s = &k->session->theme->schemes[3];
        s->text = canvas_mix(s->background, s->text, 110);
    }
    struct visit_reading *r = &k->session->visit.reading;
    if (kiosk_screen(k) == SCREEN_READER) { /* the lit word and its sentence too */
        r->lit_word = r->screen ? r->screen->first_word + 2 : 0;
        k->session->stale = true;
    }
    struct widget_list *list = kiosk_list(k);
    struct canvas *c = frame_of_part(k, true);
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        struct rect in = rect_inset(w->rect, k->session->visit.look.metrics.chosen_border_px + 1);
        if (w->role == ROLE_DOCUMENT)
            look_at_document_words(t, c, w, least);
        else if (has_words(list, w))
            keep_least(least, pixels_contrast(c, w->action.kind ? in : w->rect, 3), t->where,
                       widget_name(list, w));
    }
    r->lit_word = 0;
    canvas_free(c);
    trial_expect(t, least->value >= 7, "%.2f: %s", least->value, least->where);
}

static void check_a6(struct trial *t)
{
    struct least least = {.value = 21};
    static const int sizes[] = {450, 0}, large[] = {1000, 0};
    trial_walk(t, &(struct walk){.sizes = sizes, .profiles = 1, .all_schemes = true}, look_at_words,
               &least);
    trial_walk(t,
               &(struct walk){
                   .sizes = large, .profiles = 10, .all_schemes = true, .first_page_only = true},
               look_at_words, &least);
    trial_measure(t, "%.2f", least.value);
}

/* The colour of the border, half way down the left side, against what is outside. */
static double border_contrast(const struct kiosk *k, const struct canvas *c, const struct widget *w)
{
    const struct metrics *m = &k->session->visit.look.metrics;
    int y = w->rect.y + w->rect.h / 2;
    uint32_t line = pixel_at(c, w->rect.x + m->border_px / 2, y);
    return theme_contrast(line, pixel_at(c, w->rect.x - 2, y));
}

static void look_at_shapes(struct trial *t, struct kiosk *k, void *data)
{
    struct least *least = data;
    if (t->faulty)
        k->session->theme->schemes[2].line = k->session->theme->schemes[2].background;
    struct widget_list *list = kiosk_list(k);
    k->session->visit.guided = k->session->hands.keyed = false; /* the ring is A14's */
    struct canvas *c = frame_of_part(k, false);
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        if (w->action.kind == ACTION_NONE || (w->state & STATE_OFF)) /* one without a shape */
            continue;
        struct rect in = rect_inset(w->rect, k->session->visit.look.metrics.chosen_border_px + 1);
        keep_least(least, border_contrast(k, c, w), t->where, widget_name(list, w));
        if (w->icon)
            keep_least(least, pixels_contrast(c, in, 3), t->where, widget_name(list, w));
    }
    canvas_free(c);
    trial_expect(t, least->value >= 3, "%.2f: %s", least->value, least->where);
}

static void check_a7(struct trial *t)
{
    struct least least = {.value = 21};
    static const int sizes[] = {450, 0};
    trial_walk(
        t,
        &(struct walk){.sizes = sizes, .profiles = 2, .all_schemes = true, .first_page_only = true},
        look_at_shapes, &least);
    trial_measure(t, "%.2f", least.value);
}

/* The visitor's own ground is what each screen stands on, and their own words are what is written on it. */
static void look_for_own_colours(struct trial *t, struct kiosk *k, void *data)
{
    int *screens = data;
    const uint32_t text = 0xff123f1c, ground = 0xffffef5a;
    if (kiosk_screen(k) == SCREEN_ATTRACT) /* nobody has chosen yet */
        return;
    enum screen_id id = kiosk_screen(k);
    int page = k->session->visit.pages[k->session->visit.depth];
    if (!k->session->visit.settings.has_own) {
        kiosk_act(k, ACTION_OWN_TEXT, text & 0xffffff);
        kiosk_act(k, ACTION_OWN_GROUND, ground & 0xffffff);
        if (t->faulty)
            kiosk_scheme(k, 0);
        kiosk_show(k, id);
        kiosk_page(k, page);
    }
    struct canvas *c = frame_of_part(k, true);
    struct rect all = {0, 0, c->width_px, c->height_px};
    struct widget_list *list = kiosk_list(k);
    uint32_t corner = pixel_at(c, 1, 1);
    trial_expect(t, corner == ground, "%s: the ground is %06x", t->where, corner & 0xffffff);
    bool written = false;
    for (int y = 0; y < all.h && !written; y++) {
        for (int x = 0; x < all.w && !written; x++)
            written = pixel_at(c, x, y) == text;
    }
    trial_expect(t, written || !list->count, "%s: no words in that colour", t->where);
    canvas_free(c);
    ++*screens;
}

static void check_a9(struct trial *t)
{
    int screens = 0;
    static const int sizes[] = {450, 0};
    trial_walk(t, &(struct walk){.sizes = sizes, .first_page_only = true}, look_for_own_colours,
               &screens);
    trial_measure(t, "%d screens in one's own pair", screens);
}

const struct rule rules_seeing[] = {
    {1, "EN 5.1.4", "", check_a1, VERDICT_CHECK},
    {2, "508 402.4", "", check_a2, VERDICT_CHECK},
    {3, "ours", "", check_a3, VERDICT_CHECK},
    {4, "UKAAF", "", check_a4, VERDICT_CHECK},
    {5, "WCAG 1.4.4", "", check_a5, VERDICT_CHECK},
    {6, "WCAG 1.4.6", "", check_a6, VERDICT_CHECK},
    {7, "WCAG 1.4.11", "", check_a7, VERDICT_CHECK},
    {9, "WCAG 1.4.8", "", check_a9, VERDICT_CHECK},
    {0},
};
