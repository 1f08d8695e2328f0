#include "speech/timeline.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void clear_events(struct timeline *t, size_t from)
{
    for (size_t i = from; i < t->event_count; i++)
        free(t->events[i].text);
    t->event_count = from;
}

void timeline_free(struct timeline *t)
{
    clear_events(t, t->event_first);
    free(t->events);
    free(t->marks);
    free(t->last_text);
    *t = (struct timeline){0};
}

void timeline_add_mark(struct timeline *t, struct timeline_mark mark)
{
    if (t->first && t->count == t->cap) { /* what was forgotten makes room */
        memmove(t->marks, t->marks + t->first, (t->count - t->first) * sizeof *t->marks);
        t->count -= t->first;
        t->first = 0;
    }
    MEM_ROOM(t->marks, t->count, t->cap);
    t->marks[t->count++] = mark;
}

void timeline_end_mark(struct timeline *t, uint64_t end)
{
    if (t->count > t->first)
        t->marks[t->count - 1].end = end;
}

const struct timeline_mark *timeline_now(struct timeline *t, uint64_t played)
{
    while (t->first + 1 < t->count && t->marks[t->first + 1].start <= played)
        t->first++;
    if (t->first == t->count || t->marks[t->first].start > played)
        return NULL;
    return &t->marks[t->first];
}

const struct timeline_mark *timeline_next(const struct timeline *t, uint64_t played)
{
    size_t i = t->first;
    while (i < t->count && t->marks[i].start <= played)
        i++;
    return i < t->count ? &t->marks[i] : NULL;
}

const struct timeline_mark *timeline_unheard(const struct timeline *t, uint64_t played)
{
    size_t i = t->first;
    while (i < t->count && t->marks[i].end <= played)
        i++;
    return i < t->count ? &t->marks[i] : NULL;
}

void timeline_clear_marks(struct timeline *t)
{
    t->first = t->count = 0;
}

void timeline_add_event(struct timeline *t, const struct narrator_event *event, const char *text)
{
    if (!t->keeps_events)
        return;
    if (t->event_first && t->event_count == t->event_cap) {
        memmove(t->events, t->events + t->event_first,
                (t->event_count - t->event_first) * sizeof *t->events);
        t->event_count -= t->event_first;
        t->event_first = 0;
    }
    MEM_ROOM(t->events, t->event_count, t->event_cap);
    struct timeline_event *e = &t->events[t->event_count++];
    *e = (struct timeline_event){*event, text ? mem_copy_string(text) : NULL};
    e->event.text = e->text;
}

static bool is_start_or_stop(const struct narrator_event *event)
{
    return event->kind == NARRATOR_EVENT_START || event->kind == NARRATOR_EVENT_STOP;
}

bool timeline_take_event(struct timeline *t, uint64_t played, struct narrator_event *out)
{
    if (t->event_first == t->event_count || t->events[t->event_first].event.sample > played)
        return false;
    struct timeline_event *e = &t->events[t->event_first++];
    *out = e->event;
    if (is_start_or_stop(&e->event))
        t->last_out = e->event;
    free(t->last_text);
    t->last_text = e->text;
    return true;
}

void timeline_cut(struct timeline *t, uint64_t position)
{
    while (t->count > t->first && t->marks[t->count - 1].start >= position)
        t->count--;
    if (t->count > t->first && t->marks[t->count - 1].end > position)
        t->marks[t->count - 1].end = position;
    struct narrator_event open = t->last_out;
    size_t kept = t->event_first;
    for (; kept < t->event_count && t->events[kept].event.sample < position; kept++) {
        if (is_start_or_stop(&t->events[kept].event))
            open = t->events[kept].event;
    }
    clear_events(t, kept);
    if (open.kind == NARRATOR_EVENT_START) {
        open.kind = NARRATOR_EVENT_STOP;
        open.sample = position;
        open.text = NULL;
        timeline_add_event(t, &open, NULL);
    }
}
