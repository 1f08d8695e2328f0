#include "screen/parts.h"
#include "text/icon.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>

enum { PART_ITEMS = 40, WHOLE_MOST = 60, TITLE_BYTES = 28 };

size_t parts_count(size_t items)
{
    return items > WHOLE_MOST ? (items + PART_ITEMS - 1) / PART_ITEMS : 0;
}

struct part parts_at(size_t items, uint32_t number)
{
    size_t parts = parts_count(items);
    if (!parts || !number)
        return (struct part){0, items};
    size_t at = number < parts ? number : parts, first = (at - 1) * PART_ITEMS;
    return (struct part){first, items - first < PART_ITEMS ? items - first : PART_ITEMS};
}

/* The beginning of a title: whole words, where it has any that are short enough. */
static void add_beginning(struct str *out, const char *title)
{
    size_t bytes = strlen(title), end = bytes;
    if (bytes > TITLE_BYTES) {
        for (end = TITLE_BYTES; end && title[end] != ' ';)
            end--;
        for (size_t at = 0; !end && at + 4 <= TITLE_BYTES;) { /* one long word */
            size_t used;
            utf8_decode(title + at, bytes - at, &used);
            if ((at += used) + 4 > TITLE_BYTES)
                end = at;
        }
    }
    while (end && strchr(" .,:;-", title[end - 1]))
        end--;
    str_add_bytes(out, title, end);
    if (end < bytes)
        str_add(out, "\xe2\x80\xa6");
}

struct widget *parts_add_card(struct flow *f, size_t items, uint32_t number, const char *first,
                              const char *last)
{
    struct part part = parts_at(items, number);
    struct str name = {0};
    char value[96];
    add_beginning(&name, first);
    str_add(&name, " \xe2\x80\x93 ");
    add_beginning(&name, last);
    snprintf(value, sizeof value, tr("%zu to %zu of %zu"), part.first + 1, part.first + part.count,
             items);
    struct widget *w = flow_card(f, str_text(&name), value, icon_codepoint("folder"),
                                 action(ACTION_PART, number), 1, 0);
    str_free(&name);
    return w;
}
