/* oracle.h: says whether the rules hold (rule.h): most after each event, some whenever a visit has ended, the library's when the kiosk is off.
 *
 * The first that does not hold ends the day. One thread (main). */
#ifndef LECTERN_TESTS_SOAK_ORACLE_H
#define LECTERN_TESTS_SOAK_ORACLE_H

#include "../en301549/kiosk.h"
#include "event.h"
#include "rule.h"

/* What a day tells: plain, for a pipe. */
struct verdict {
    enum rule rule;   /* the first that does not hold; RULE_NONE all do */
    char broken[300]; /* how */
    unsigned long events, visits, restarts;
    uint64_t simulated_ms, heard_ms;  /* of the kiosk's time; of them, speech sounded */
    uint64_t bytes_first, bytes_most; /* held when the kiosk was warm; the most, at a visit's end */
    int files_first, files_most;      /* likewise */
    bool screens[SCREEN_COUNT], actions[ACTION_COUNT]; /* what came up, and what was asked for */
};

/* What showed and was said before an event. */
struct before {
    uint64_t picture; /* a hash of the list */
    int focus, narrator;
    size_t said;
    bool could_be_heard, talked;
    bool had_message; /* that any key takes away */
};

struct oracle {
    struct verdict verdict;
    enum rule plant;       /* a fault that is planted: it must be noticed */
    struct visit *fresh;   /* as a visit begins, without what is the kiosk's; heap */
    bool staff_were_in;    /* they may have other settings in mind: `fresh` is taken anew */
    enum screen_id screen; /* as last seen */
    struct before before;
    uint64_t due_ms;    /* something is to be said until then; 0 nothing is */
    enum rule due_rule; /* whose that is */
    uint64_t word_ms;   /* when a word last began to sound, or reading began */
    uint32_t word;      /* the last one */
    int began_threads;
    void *hoard; /* of a planted fault: blocks that begin with the address of the one before */
};

void oracle_begin(struct oracle *o, struct kiosk *k); /* also after a restart */
void oracle_end(struct oracle *o);

/* Around each event. */
void oracle_before(struct oracle *o, struct kiosk *k);
void oracle_after(struct oracle *o, struct kiosk *k, const struct event *e);

/* Does nothing work beside the main thread, so that nothing comes in its own time? */
bool oracle_is_alone(const struct kiosk *k);

/* A hash of all that shows but the focus. */
uint64_t oracle_picture(const struct widget_list *list);

/* Notes what does not hold, where it is the first. */
void oracle_break(struct oracle *o, enum rule rule, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static inline bool oracle_holds(const struct oracle *o)
{
    return o->verdict.rule == RULE_NONE;
}

/* ending.c: what the last visitor chose, wrote, kept and looked for is gone. */
void ending_begin(struct oracle *o, const struct kiosk *k);
void ending_look(struct oracle *o, struct kiosk *k);

/* steady.c: memory, files and threads, where nobody is there and nothing works beside the kiosk. `extra`: bytes that the soak itself holds. */
struct frames; /* frames.h */
void steady_look(struct oracle *o, struct kiosk *k, struct frames *f);

/* whole.c: the kiosk being off, its library is whole, as the next start finds it. */
void whole_look(struct oracle *o, const char *library);

#endif
