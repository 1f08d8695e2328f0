/* rule.h: what must hold whatever anybody does; each has a name, and a fault that can be planted to see that the rule notices. */
#ifndef LECTERN_TESTS_SOAK_RULE_H
#define LECTERN_TESTS_SOAK_RULE_H

enum rule {
    RULE_NONE,
    RULE_CHOICE,    /* there is something to choose on every screen */
    RULE_GLASS,     /* nothing hangs off the glass */
    RULE_FOCUS,     /* the focus is on what can be chosen; where it shows, it is somewhere */
    RULE_NAMED,     /* what can be chosen has a name */
    RULE_TOLD,      /* with guidance a new screen is told */
    RULE_ANSWERED,  /* with guidance a key or a touch that changes what shows is heard */
    RULE_FRESH,     /* what shows is what building the screen anew gives */
    RULE_FRAME,     /* the glass, piece by piece, is the frame drawn whole */
    RULE_WAKES,     /* nothing is due while the loop sleeps */
    RULE_RESTS,     /* the loop sleeps where nothing happens */
    RULE_READS,     /* who listens hears word after word */
    RULE_FORGOTTEN, /* when a visit has ended nothing of it is left */
    RULE_AS_NEW,    /* the next visitor meets what a fresh start shows and says */
    RULE_MEMORY,    /* memory stays where it was */
    RULE_FILES,     /* so do open files and threads */
    RULE_LIBRARY, /* the library's database, documents and books are whole, and nothing else lies there */
    RULE_ALIVE,      /* the kiosk does not die */
    RULE_GIVEN_BACK, /* and gives back all that it took (AddressSanitizer) */
    RULE_COUNT
};

/* "frame". Static. */
const char *rule_name(enum rule rule);

/* RULE_COUNT: no rule has that name. */
enum rule rule_find(const char *name);

#endif
