#include "ui/scan.h"
#include "ui/messages.h"
#include "ui/say.h"
#include "ui/tongue.h"

#include <stdio.h>

void scan_restart(struct scan *scan)
{
    scan->in_row = false;
    scan->first = scan->item = -1;
}

/* The first widget of the list that takes focus from `from` on; -1 none. */
static int find(const struct widget_list *list, int from)
{
    return widget_next(list, from - 1, 1);
}

static bool beside(struct rect a, struct rect b)
{
    int middle = a.y + a.h / 2;
    return middle >= b.y && middle < b.y + b.h;
}

int scan_row_end(const struct widget_list *list, int first, int *count)
{
    int last = first;
    *count = 1;
    for (int i = find(list, first + 1); i >= 0; i = find(list, i + 1)) {
        if (!beside(list->items[i].rect, list->items[first].rect))
            break;
        last = i;
        ++*count;
    }
    return last;
}

bool scan_step(struct scan *scan, const struct widget_list *list)
{
    int count, last = scan->first < 0 ? -1 : scan_row_end(list, scan->first, &count);
    if (scan->in_row) {
        int next = find(list, scan->item + 1);
        if (next >= 0 && next <= last) {
            scan->item = next;
            return true;
        }
        scan->in_row = false; /* the row itself comes again, then those after it */
        return true;
    }
    int next = find(list, last + 1);
    scan->first = next >= 0 ? next : find(list, 0);
    return scan->first >= 0;
}

int scan_choose(struct scan *scan, const struct widget_list *list)
{
    int count;
    if (scan->first < 0)
        return -1;
    if (scan->in_row)
        return scan->item;
    scan_row_end(list, scan->first, &count);
    if (count == 1)
        return scan->first;
    scan->in_row = true;
    scan->item = scan->first;
    return -1;
}

void scan_mark(const struct scan *scan, struct widget_list *list)
{
    if (!scan->on || scan->first < 0 || (size_t)scan->first >= list->count)
        return;
    int count, last = scan_row_end(list, scan->first, &count);
    for (int i = scan->first; i <= last; i++) {
        if (widget_takes_focus(&list->items[i]) && (!scan->in_row || i == scan->item))
            list->items[i].state |= STATE_SCANNED;
    }
}

void scan_say(const struct scan *scan, const struct widget_list *list, struct str *out)
{
    int count;
    if (scan->first < 0)
        return;
    int last = scan_row_end(list, scan->first, &count);
    int from = scan->in_row ? scan->item : scan->first;
    if (scan->in_row || count == 1) {
        say_name(list, from, out);
        return;
    }
    struct str names[2] = {0};
    tongue_add(&names[0], widget_said_name(list, &list->items[from]),
               widget_lang(list, &list->items[from]));
    tongue_add(&names[1], widget_said_name(list, &list->items[last]),
               widget_lang(list, &list->items[last]));
    if (out->length_bytes)
        str_add_char(out, ' ');
    str_addf(out, tr("%s to %s."), str_text(&names[0]), str_text(&names[1]));
    str_free(&names[0]);
    str_free(&names[1]);
}

int scan_step_ms(int ms, int step)
{
    static const int speeds[] = {
        SCAN_FASTEST_MS, 500, 750, 1000, SCAN_USUAL_MS, 2000, 2500, 3000, 3500, 4000, 4500,
        SCAN_SLOWEST_MS};
    int count = sizeof speeds / sizeof *speeds, at = 0;
    while (at + 1 < count && speeds[at] < ms)
        at++;
    at -= step; /* faster is fewer */
    return speeds[at < 0 ? 0 : at >= count ? count - 1 : at];
}
