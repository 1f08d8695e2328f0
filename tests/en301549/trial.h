/* trial.h: one rule under trial: what was measured, and the first thing that broke it.
 *
 * Each rule has a check, and one planted fault: with `faulty` set, the check spoils the very thing that it measures (a colour of the
 * theme, a rectangle, an event that is not heard), so that it must fail. Each trial has kiosks of its own, so that a fault of one
 * touches no other. One thread (main). */
#ifndef LECTERN_TESTS_TRIAL_H
#define LECTERN_TESTS_TRIAL_H

#include "kiosk.h"

#include <stdbool.h>

struct trial {
    bool faulty;
    const char *library; /* the samples */
    const char *docs;    /* small documents, each with one difficulty */
    bool failed;
    char where[160];     /* of the view that is being looked at */
    char measured[128];  /* without tabs */
    char broken_by[320]; /* the first thing that broke the rule; "" none */
};

/* What was measured, for the third column. */
void trial_measure(struct trial *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* The rule does not hold; only the first reason is kept. */
void trial_fail(struct trial *t, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Fails, with the words, where `holds` is false. */
void trial_expect(struct trial *t, bool holds, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The interface in English; in English 40 % longer; in letters from right to left. The last two are the build's pseudo-locales. */
enum { WALK_ENGLISH = 1, WALK_LONG = 2, WALK_RTL = 4, WALK_ALL_LANGS = 7 };

struct walk {
    const int *sizes; /* mdeg, up to a 0; NULL: 450, 700, 1000, 2000 */
    int profiles;     /* bit set; 0: all */
    int langs;        /* bit set; 0: English */
    bool all_schemes; /* each screen in each scheme */
    bool first_page_only;
    bool in_reach; /* with reach mode */
};

/* Calls `look` with each page of each face of each screen in each profile at each size. A screen that ways.c does not know, or that
 * does not come up, fails the trial. */
void trial_walk(struct trial *t, const struct walk *walk,
                void (*look)(struct trial *t, struct kiosk *k, void *data), void *data);

/* The interface's language of the kiosks that start from now on; fails where there is no catalogue. */
void trial_lang(struct trial *t, const char *tag);

/* A kiosk on the sample library, on the 10.1 inch glass. */
void trial_kiosk(struct trial *t, struct kiosk *k);
void trial_kiosk_docs(struct trial *t, struct kiosk *k);

enum verdict { VERDICT_CHECK, VERDICT_LATER, VERDICT_INSPECT };

struct rule {
    int number;
    const char *standard;
    const char *about; /* for the installer, or why it comes later */
    void (*check)(struct trial *t);
    enum verdict verdict;
};

/* The chapters' rules, each ended by number 0. */
extern const struct rule rules_seeing[], rules_states[], rules_text[], rules_hearing[],
    rules_voice[], rules_told[], rules_touch[], rules_keys[], rules_time[], rules_understanding[],
    rules_documents[], rules_kept[], rules_privacy[], rules_easy_read[], rules_epub[];

/* What a reading system must do, and the numbers of the rules that show it, up to a 0. */
struct reading_check {
    const char *kind, *what; /* NULL ends the table */
    int rules[4];
};
extern const struct reading_check reading_checks[];

#endif
