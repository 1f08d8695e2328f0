#include "speech/spoken_token.h"
spoken_rule *const spoken_welsh_rules[] = {NULL};
