#include "ui/widget.h"
#include "base/mem.h"
#include "book/model.h"
#include "text/layout.h"
#include "ui/page_view.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

void widget_list_clear(struct widget_list *list, const char *screen)
{
    list->count = list->mark_count = 0;
    str_clear(&list->text);
    str_add_bytes(&list->text, "", 1);
    snprintf(list->screen, sizeof list->screen, "%s", screen);
}

void widget_list_free(struct widget_list *list)
{
    free(list->items);
    free(list->marks);
    str_free(&list->text);
    *list = (struct widget_list){0};
}

static uint32_t keep_text(struct widget_list *list, const char *text)
{
    if (!text || !*text)
        return 0;
    uint32_t at = (uint32_t)list->text.length_bytes;
    str_add_bytes(&list->text, text, strlen(text) + 1);
    return at;
}

struct widget *widget_add(struct widget_list *list, enum role role, const char *name,
                          const char *value, struct rect rect)
{
    MEM_ROOM(list->items, list->count, list->cap);
    struct widget *w = &list->items[list->count++];
    *w = (struct widget){.role = role, .rect = rect};
    w->name = keep_text(list, name);
    w->value = keep_text(list, value);
    return w;
}

void widget_set_lang(struct widget_list *list, struct widget *w, const char *lang)
{
    w->lang = keep_text(list, lang);
}

void widget_set_said(struct widget_list *list, struct widget *w, const char *said)
{
    w->said = keep_text(list, said);
}

void widget_veil(struct widget_list *list, struct widget *w, const char *name,
                 const char *whispered)
{
    w->seen = w->name;
    w->name = keep_text(list, name);
    w->whispered = keep_text(list, whispered);
}

void widget_mark(struct widget_list *list, uint32_t start, uint32_t bytes)
{
    struct widget *w = &list->items[list->count - 1];
    MEM_ROOM(list->marks, list->mark_count, list->mark_cap);
    if (!w->mark_count)
        w->first_mark = (uint32_t)list->mark_count;
    w->mark_count++;
    list->marks[list->mark_count++] = (struct widget_mark){start, bytes};
}

bool widget_takes_focus(const struct widget *w)
{
    return w->action.kind != ACTION_NONE || w->role == ROLE_DOCUMENT || w->role == ROLE_PAGE;
}

int widget_at(const struct widget_list *list, int x, int y)
{
    for (size_t i = list->count; i-- > 0;) {
        if (widget_takes_focus(&list->items[i]) && rect_has(list->items[i].rect, x, y))
            return (int)i;
    }
    return -1;
}

int widget_find(const struct widget_list *list, const char *name)
{
    int found = -1;
    for (size_t i = 0; i < list->count; i++) {
        if (strcasecmp(widget_name(list, &list->items[i]), name) != 0 &&
            strcasecmp(widget_seen(list, &list->items[i]), name) != 0)
            continue;
        if (widget_takes_focus(&list->items[i]))
            return (int)i;
        if (found < 0)
            found = (int)i;
    }
    return found;
}

int widget_next(const struct widget_list *list, int from, int step)
{
    for (int i = from + step; i >= 0 && i < (int)list->count; i += step) {
        if (widget_takes_focus(&list->items[i]))
            return i;
    }
    return -1;
}

int widget_nth(const struct widget_list *list, int index)
{
    int n = 0;
    for (int i = widget_next(list, -1, 1); i >= 0 && i <= index; i = widget_next(list, i, 1))
        n++;
    return n;
}

void widget_place(const struct widget_list *list, int index, int *n, int *m)
{
    *n = *m = 0;
    int group = list->items[index].group;
    if (!group)
        return;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].group != group || !widget_takes_focus(&list->items[i]))
            continue;
        ++*m;
        if ((int)i <= index)
            ++*n;
    }
}

bool widget_is_link(const struct widget *w, uint32_t word)
{
    int low = 0, high = w->link_count;
    while (low < high) {
        int middle = low + (high - low) / 2;
        if (w->links[middle].last_word < word)
            low = middle + 1;
        else
            high = middle;
    }
    return low < w->link_count && w->links[low].first_word <= word;
}

uint64_t widget_hash(const struct widget_list *list, const struct widget *w)
{
    const char *name = widget_seen(list, w), *value = widget_value(list, w);
    uint64_t h = hash_bytes(HASH_START, name, strlen(name) + 1);
    h = hash_bytes(h, value, strlen(value) + 1);
    h = w->code ? hash_bytes(h, w->code, (size_t)w->code_side * (size_t)w->code_side) : h;
    const int64_t look[] = {w->role,
                            (int64_t)w->icon,
                            w->rect.x,
                            w->rect.y,
                            w->rect.w,
                            w->rect.h,
                            (int64_t)w->state,
                            w->align,
                            w->icon_beside,
                            w->bold,
                            w->from_side,
                            (int64_t)(w->cap_px * 64),
                            (int64_t)(w->name_cap_px * 64),
                            (int64_t)(w->icon_cap_px * 64),
                            w->progress,
                            w->face,
                            (int64_t)w->tint,
                            (int64_t)w->picture,
                            (int64_t)(intptr_t)w->scheme};
    if (w->mark_count)
        h = hash_bytes(h, &list->marks[w->first_mark], w->mark_count * sizeof *list->marks);
    return hash_bytes(h, look, sizeof look);
}

static const char *role_name(enum role role)
{
    static const char *const names[] = {"text",     "heading",  "button", "card",
                                        "choice",   "document", "sample", "page",
                                        "progress", "picture",  "code",   "panel"};
    return names[role];
}

void widget_document_text(const struct widget *w, struct str *out)
{
    uint32_t block = 0, last = 0;
    for (size_t i = 0; w->screen && i < w->screen->count; i++) {
        const struct placed *p = &w->screen->items[i];
        if (p->kind == PLACED_WORD && p->word == last)
            continue; /* a word broken over two lines stands once */
        if (p->kind != PLACED_WORD && p->kind != PLACED_LABEL)
            continue;
        if (out->length_bytes)
            str_add_char(out, block && p->block != block ? '\n' : ' ');
        block = p->block;
        if (p->kind == PLACED_WORD) {
            const struct book_word *word = &w->book->words[p->word];
            str_add_bytes(out, w->book->pool + word->text, word->bytes);
            last = p->word;
        } else {
            str_add_bytes(out, p->text, p->bytes);
        }
    }
}

static void add_rect(struct str *out, const char *name, double x, double y, double w, double h,
                     const char *format)
{
    str_addf(out, ", \"%s\": [", name);
    const double v[] = {x, y, w, h};
    for (int i = 0; i < 4; i++) {
        char number[32];
        snprintf(number, sizeof number, "%.*f", strcmp(format, "mm") == 0 ? 2 : 0, v[i]);
        str_addf(out, "%s%s", i ? ", " : "", number);
    }
    str_add(out, "]");
}

static void add_states(struct str *out, const struct widget *w, bool focused)
{
    static const struct {
        unsigned bit;
        const char *name;
    } states[] = {{STATE_CHOSEN, "chosen"},   {STATE_OFF, "off"},         {STATE_MAIN, "main"},
                  {STATE_PRESSED, "pressed"}, {STATE_SCANNED, "scanned"}, {STATE_HOLD, "hold"}};
    const char *comma = "";
    str_add(out, ", \"state\": [");
    if (focused) {
        str_add(out, "\"focused\"");
        comma = ", ";
    }
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        if (w->state & states[i].bit) {
            str_addf(out, "%s\"%s\"", comma, states[i].name);
            comma = ", ";
        }
    }
    str_add(out, "]");
}

void widget_dump(const struct widget_list *list, int focus, double px_per_mm_x, double px_per_mm_y,
                 struct str *out)
{
    str_add(out, "{\"screen\": ");
    str_add_json(out, list->screen, strlen(list->screen));
    str_addf(out, ", \"focus\": %d, \"widgets\": [", focus);
    for (size_t i = 0; i < list->count; i++) {
        const struct widget *w = &list->items[i];
        const char *name = widget_name(list, w), *value = widget_value(list, w);
        str_addf(out, "%s\n  {\"role\": \"%s\", \"name\": ", i ? "," : "", role_name(w->role));
        str_add_json(out, name, strlen(name));
        str_add(out, ", \"value\": ");
        struct str shown = {0};
        if (w->role == ROLE_DOCUMENT)
            widget_document_text(w, &shown);
        else if (w->role == ROLE_PAGE)
            page_view_text(w->page, &shown);
        else
            str_add(&shown, value);
        str_add_json(out, str_text(&shown), shown.length_bytes);
        str_free(&shown);
        add_states(out, w, (int)i == focus && !w->seen);
        add_rect(out, "rect_mm", w->rect.x / px_per_mm_x, w->rect.y / px_per_mm_y,
                 w->rect.w / px_per_mm_x, w->rect.h / px_per_mm_y, "mm");
        add_rect(out, "rect_px", w->rect.x, w->rect.y, w->rect.w, w->rect.h, "px");
        if (w->lang)
            str_addf(out, ", \"lang\": \"%s\"", widget_lang(list, w));
        str_addf(out, ", \"action\": \"%s\"", action_name(w->action.kind));
        if (w->action.kind != ACTION_NONE && !w->seen)
            str_addf(out, ", \"argument\": %lld", (long long)w->action.argument);
        if (w->role == ROLE_DOCUMENT || w->role == ROLE_PAGE)
            str_addf(out, ", \"lit_word\": %u", (unsigned)w->lit_word);
        str_add(out, "}");
    }
    str_add(out, "\n]}\n");
}
