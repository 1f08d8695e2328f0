#include "anew.h"

#include <stdlib.h>
#include <string.h>

enum { LISTENED_MS = 3000, SLICE_MS = 10, LINE_SHOWN = 90, LINE_BEFORE = 40 };

static void dump(struct kiosk *k, const char *where, struct str *out)
{
    struct widget_list *list = kiosk_list(k);
    str_addf(out, "%s: ", where);
    size_t at = out->length_bytes;
    widget_dump(list, k->session->focus, 1, 1, out);
    for (; at < out->length_bytes; at++) /* one line */
        if (out->data[at] == '\n')
            out->data[at] = ' ';
    str_add(out, "\n");
}

static void ask(struct kiosk *k, enum action_kind kind, int64_t argument, struct str *out)
{
    kiosk_act(k, kind, argument);
    dump(k, action_name(kind), out);
}

/* Each topic of Easier, and back. */
static void go_through_settings(struct kiosk *k, struct str *out)
{
    ask(k, ACTION_EASIER, 0, out);
    for (int i = 0; i < VISIT_TOPICS; i++) {
        ask(k, ACTION_TOPIC, i, out);
        kiosk_act(k, ACTION_BACK, 0);
    }
    ask(k, ACTION_HELP, 0, out);
    ask(k, ACTION_MENU, 0, out);
}

static void read(struct kiosk *k, struct str *out)
{
    const struct visit *v = &k->session->visit;
    ask(k, ACTION_HOME, 0, out);
    ask(k, ACTION_FIND, 0, out);
    kiosk_act(k, ACTION_HOME, 0);
    for (int i = 0; i < v->section_count; i++) {
        ask(k, ACTION_SECTION, i, out);
        if (v->shelf.count)
            break;
        kiosk_act(k, ACTION_HOME, 0);
    }
    kiosk_act(k, ACTION_DOCUMENT, 0);
    while (v->reading.layout && !v->reading.screen_count) /* its screens are counted in slices */
        kiosk_wait(k, SLICE_MS);
    dump(k, "document", out);
    kiosk_act(k, ACTION_LISTEN, 0);
    kiosk_wait(k, LISTENED_MS);
    kiosk_act(k, ACTION_WHERE, 0);
    kiosk_wait_quiet(k, LISTENED_MS);
    ask(k, ACTION_CONTENTS, 0, out);
}

static void add_said(const struct kiosk *k, uint64_t since_ms, struct str *out)
{
    for (size_t i = 0; i < k->said_count; i++)
        if (k->said[i].from_ms >= since_ms && k->said[i].is_interface)
            str_addf(out, "said in %s: %s\n", k->said[i].lang, k->said[i].text);
}

void anew_visit(struct kiosk *k, struct str *out)
{
    kiosk_act(k, ACTION_FINISH, 0);
    kiosk_wait_quiet(k, LISTENED_MS);
    k->session->visit.told[0] = 0; /* of what happened just before */
    k->session->stale = true;
    uint64_t since_ms = kiosk_now(k);
    dump(k, "attract", out);
    ask(k, ACTION_START, 0, out);
    go_through_settings(k, out);
    read(k, out);
    kiosk_guide(k);
    kiosk_key(k, KEY_DOWN);
    kiosk_wait_quiet(k, LISTENED_MS);
    kiosk_key(k, KEY_HOME);
    kiosk_wait_quiet(k, LISTENED_MS);
    add_said(k, since_ms, out);
    kiosk_act(k, ACTION_FINISH, 0);
    dump(k, "the end", out);
}

void anew_compare(struct oracle *o, const struct str *before, const struct str *after)
{
    const char *a = str_text(before), *b = str_text(after);
    if (o->plant == RULE_AS_NEW)
        b = "attract: something else";
    const char *line_a = a, *line_b = b;
    for (; *a && *a == *b; a++, b++)
        if (*a == '\n')
            line_a = a + 1, line_b = b + 1;
    if (*a == *b)
        return;
    int same = (int)(a - line_a), skip = same > LINE_BEFORE ? same - LINE_BEFORE : 0;
    oracle_break(o, RULE_AS_NEW, "%.*s: it is '%.*s', after a restart '%.*s'",
                 (int)strcspn(line_a, ":"), line_a, LINE_SHOWN, line_a + skip, LINE_SHOWN,
                 line_b + skip);
}
