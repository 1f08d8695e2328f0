#include "rule.h"

#include <string.h>

static const char *const names[RULE_COUNT] = {[RULE_NONE] = "none",
                                              [RULE_CHOICE] = "choice",
                                              [RULE_GLASS] = "glass",
                                              [RULE_FOCUS] = "focus",
                                              [RULE_NAMED] = "named",
                                              [RULE_TOLD] = "told",
                                              [RULE_ANSWERED] = "answered",
                                              [RULE_FRESH] = "fresh",
                                              [RULE_FRAME] = "frame",
                                              [RULE_WAKES] = "wakes",
                                              [RULE_RESTS] = "rests",
                                              [RULE_READS] = "reads",
                                              [RULE_FORGOTTEN] = "forgotten",
                                              [RULE_AS_NEW] = "as-new",
                                              [RULE_MEMORY] = "memory",
                                              [RULE_FILES] = "files",
                                              [RULE_LIBRARY] = "library",
                                              [RULE_ALIVE] = "alive",
                                              [RULE_GIVEN_BACK] = "given-back"};

const char *rule_name(enum rule rule)
{
    return names[rule];
}

enum rule rule_find(const char *name)
{
    int rule = 0;
    while (rule < RULE_COUNT && strcmp(names[rule], name) != 0)
        rule++;
    return (enum rule)rule;
}
