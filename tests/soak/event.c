#include "event.h"
#include "world.h"

#include "ui/input_map.h"

#include <string.h>

enum visitor {
    BY_TOUCH,
    BY_KEYPAD,
    BY_SWITCH,
    BY_EXPLORING,
    READER,
    STAFF,
    CHILD,
    ORGANISER, /* builds up, takes down, and has a desk with a stick on it */
    VISITORS,
    LISTENER = VISITORS, /* not among those who come and go */
    ALL_VISITORS
};

/* How often each kind comes, of all that this visitor does. */
static const unsigned char often[ALL_VISITORS][EVENT_KINDS] = {
    [BY_TOUCH] = {[EVENT_TAP] = 60,
                  [EVENT_WAIT] = 25,
                  [EVENT_OPEN] = 2,
                  [EVENT_TOUCH] = 4,
                  [EVENT_MOVE] = 4,
                  [EVENT_LIFT] = 5,
                  [EVENT_HOLD] = 2,
                  [EVENT_CLOCK] = 1},
    [BY_KEYPAD] = {[EVENT_KEY] = 75,
                   [EVENT_WAIT] = 18,
                   [EVENT_OPEN] = 1,
                   [EVENT_DOWN] = 3,
                   [EVENT_UP] = 4,
                   [EVENT_KEYS] = 1,
                   [EVENT_HEADSET] = 2,
                   [EVENT_SOUND] = 1},
    [BY_SWITCH] =
        {[EVENT_KEY] = 55, [EVENT_WAIT] = 35, [EVENT_TAP] = 4, [EVENT_DOWN] = 2, [EVENT_UP] = 3},
    [BY_EXPLORING] = {[EVENT_TOUCH] = 20,
                      [EVENT_MOVE] = 35,
                      [EVENT_LIFT] = 20,
                      [EVENT_WAIT] = 15,
                      [EVENT_HOLD] = 8,
                      [EVENT_HEADSET] = 2,
                      [EVENT_KEY] = 2},
    [READER] = {[EVENT_OPEN] = 6,
                [EVENT_KEY] = 40,
                [EVENT_WAIT] = 20,
                [EVENT_TAP] = 45,
                [EVENT_HEADSET] = 2,
                [EVENT_SOUND] = 2,
                [EVENT_GLASS] = 1},
    [STAFF] = {[EVENT_TAP] = 65,
               [EVENT_STAFF] = 6,
               [EVENT_PIN] = 4,
               [EVENT_WAIT] = 12,
               [EVENT_STICK] = 4,
               [EVENT_BOARD] = 2,
               [EVENT_TYPE] = 3,
               [EVENT_KEY] = 6},
    [CHILD] = {[EVENT_TOUCH] = 25,
               [EVENT_MOVE] = 30,
               [EVENT_LIFT] = 25,
               [EVENT_TAP] = 20,
               [EVENT_KEY] = 20,
               [EVENT_TYPE] = 20,
               [EVENT_DOWN] = 5,
               [EVENT_UP] = 5,
               [EVENT_GLASS] = 1,
               [EVENT_SOUND] = 1,
               [EVENT_STICK] = 1,
               [EVENT_HEADSET] = 1,
               [EVENT_PIN] = 1},
    [ORGANISER] = {[EVENT_TAP] = 20,
                   [EVENT_STAFF] = 2,
                   [EVENT_STICK] = 6,
                   [EVENT_DROP] = 6,
                   [EVENT_BOARD] = 2,
                   [EVENT_CLOCK] = 3,
                   [EVENT_SCREEN] = 2,
                   [EVENT_GLASS] = 2,
                   [EVENT_RESTART] = 1,
                   [EVENT_WAIT] = 12},
    [LISTENER] = {[EVENT_OPEN] = 4,
                  [EVENT_KEY] = 20,
                  [EVENT_WAIT] = 40,
                  [EVENT_TAP] = 12,
                  [EVENT_HEADSET] = 1,
                  [EVENT_SOUND] = 1},
};

static const char *const names[EVENT_KINDS] = {
    [EVENT_KEY] = "key",       [EVENT_DOWN] = "down",       [EVENT_UP] = "up",
    [EVENT_TYPE] = "type",     [EVENT_TAP] = "tap",         [EVENT_HOLD] = "hold",
    [EVENT_TOUCH] = "touch",   [EVENT_MOVE] = "move",       [EVENT_LIFT] = "lift",
    [EVENT_WAIT] = "wait",     [EVENT_HEADSET] = "headset", [EVENT_SOUND] = "sound",
    [EVENT_STICK] = "stick",   [EVENT_CLOCK] = "clock",     [EVENT_GLASS] = "glass",
    [EVENT_PIN] = "pin",       [EVENT_STAFF] = "staff",     [EVENT_OPEN] = "open",
    [EVENT_DROP] = "drop",     [EVENT_BOARD] = "board",     [EVENT_KEYS] = "keys",
    [EVENT_SCREEN] = "screen", [EVENT_RESTART] = "restart"};

/* Source: Sebastiano Vigna, "An experimental exploration of Marsaglia's xorshift generators, scrambled", 2016: xorshift64*. */
static uint32_t draw(struct chance *c)
{
    c->state ^= c->state >> 12;
    c->state ^= c->state << 25;
    c->state ^= c->state >> 27;
    return (uint32_t)((c->state * 0x2545f4914f6cdd1dull) >> 32);
}

static int below(struct chance *c, int most)
{
    return (int)(draw(c) % (uint32_t)most);
}

struct chance chance_new(uint64_t seed)
{
    struct chance c = {.state = seed * 0x9e3779b97f4a7c15ull + 1};
    for (int i = 0; i < 8; i++) /* small seeds begin alike */
        draw(&c);
    return c;
}

static enum event_kind any_kind(struct chance *c)
{
    const unsigned char *shares = often[c->visitor];
    int all = 0, at = 0;
    for (int i = 0; i < EVENT_KINDS; i++)
        all += shares[i];
    int left = below(c, all);
    while (left >= shares[at])
        left -= shares[at++];
    return (enum event_kind)at;
}

static int any_key(struct chance *c)
{
    if (c->visitor == BY_SWITCH && below(c, 10))
        return below(c, 3) ? KEY_SWITCH_1 : KEY_SWITCH_2;
    if (c->visitor >= READER && below(c, 3) == 0)
        return KEY_PAUSE; /* who reads listens */
    return KEY_UP + below(c, KEY_CHARACTER - KEY_UP);
}

/* Mostly as long as a person needs; at times long enough to hear a page, or for the visit to end by itself. */
static int any_wait(struct chance *c)
{
    int how = below(c, 1000);
    if (how < 4)
        return 150000 + below(c, 150000);
    if (how < 20)
        return 5000 + below(c, 25000);
    return below(c, how < 500 ? 100 : 1500);
}

static void fill(struct chance *c, struct event *e)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789 \b";
    switch (e->kind) {
    case EVENT_KEY:
    case EVENT_DOWN:
    case EVENT_UP:
        e->a = any_key(c);
        break;
    case EVENT_TYPE:
        e->a = letters[below(c, (int)sizeof letters - 1)];
        break;
    case EVENT_TAP:
    case EVENT_OPEN:
        e->a = below(c, 1000);
        break;
    case EVENT_HOLD:
        e->a = below(c, 1000);
        e->b = 200 + below(c, 2000);
        break;
    case EVENT_TOUCH:
    case EVENT_MOVE:
    case EVENT_LIFT:
        e->a = below(c, 1000);
        e->b = below(c, 1000);
        e->c = below(c, 8) ? 1 : 2;
        break;
    case EVENT_WAIT:
        e->a = any_wait(c);
        break;
    case EVENT_HEADSET:
    case EVENT_SCREEN:
        e->a = below(c, 2);
        break;
    case EVENT_SOUND:
        e->a = below(c, 3);
        break;
    case EVENT_STICK:
        e->a = below(c, 3) ? 1 + below(c, WORLD_STICKS) : -below(c, WORLD_STICKS + 1);
        break;
    case EVENT_DROP:
        e->a = below(c, WORLD_DROPS);
        break;
    case EVENT_BOARD:
        e->a = below(c, WORLD_BOARDS);
        break;
    case EVENT_CLOCK:
        e->a = below(c, 4) ? below(c, 7200) - 3600 : (below(c, 2000) - 1000) * 86400;
        break;
    case EVENT_GLASS:
        e->a = below(c, WORLD_GLASSES);
        break;
    case EVENT_PIN:
        e->a = below(c, 4) > 0;
        break;
    case EVENT_STAFF:
    case EVENT_KEYS:
    case EVENT_RESTART:
    case EVENT_KINDS:
        break;
    }
}

struct event event_next(struct chance *c)
{
    if (c->left-- <= 0) {
        c->visitor = below(c, VISITORS);
        c->left = 20 + below(c, c->visitor == ORGANISER ? 60 : 180);
    }
    struct event e = {.kind = any_kind(c)};
    fill(c, &e);
    return e;
}

struct event event_next_listening(struct chance *c)
{
    c->visitor = LISTENER;
    struct event e = {.kind = any_kind(c)};
    fill(c, &e);
    if (e.kind == EVENT_WAIT)
        e.a = below(c, 3) ? 20000 + below(c, 160000) : below(c, 4000);
    return e;
}

void event_write(FILE *file, const struct event *e)
{
    fprintf(file, "%s %d %d %d\n", names[e->kind], e->a, e->b, e->c);
}

bool event_read(FILE *file, struct event *e)
{
    char name[16];
    if (fscanf(file, "%15s %d %d %d", name, &e->a, &e->b, &e->c) != 4)
        return false;
    for (int i = 0; i < EVENT_KINDS; i++) {
        e->kind = (enum event_kind)i;
        if (strcmp(name, names[i]) == 0)
            return true;
    }
    return false;
}
