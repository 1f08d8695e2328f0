#include "screen/board_words.h"
#include "ui/messages.h"

#include <string.h>

enum code {
    DATA_MADE_ANEW,
    DATA_REPAIRED,
    DATA_NO_SAMPLES,
    DATA_IN_MEMORY,
    CARD_READ_ONLY,
    KIOSK_ENDING,
    CODES
};

static const char *const codes[CODES] = {
    [DATA_MADE_ANEW] = "data made-anew",   [DATA_REPAIRED] = "data repaired",
    [DATA_NO_SAMPLES] = "data no-samples", [DATA_IN_MEMORY] = "data in-memory",
    [CARD_READ_ONLY] = "card read-only",   [KIOSK_ENDING] = "kiosk kept-ending",
};

/* Words may follow the code. */
static enum code find(const char *notice)
{
    int i = 0;
    for (; i < CODES; i++) {
        size_t length = strlen(codes[i]);
        if (strncmp(notice, codes[i], length) == 0 && strchr(" ", notice[length]))
            break;
    }
    return (enum code)i;
}

struct board_words board_words(const char *notice)
{
    switch (find(notice)) {
    case DATA_MADE_ANEW:
        return (struct board_words){tr("The card was damaged. Your documents are lost."),
                                    tr("Add them again, or put a copy back."), true, true};
    case DATA_REPAIRED:
        return (struct board_words){tr("The card was damaged. The kiosk has mended it."),
                                    tr("Check that your documents are here."), true, true};
    case DATA_NO_SAMPLES:
        return (struct board_words){tr("The sample documents could not be put here."),
                                    tr("Add documents from a stick."), true, true};
    case DATA_IN_MEMORY:
        return (struct board_words){tr("The card can't be used. Only the samples are here."),
                                    tr("What you add is lost at power off. Get a new card."), true,
                                    false};
    case CARD_READ_ONLY:
        return (struct board_words){tr("The card can't be written to."),
                                    tr("What you change is lost at power off. Get a new card."),
                                    true, false};
    case KIOSK_ENDING:
        return (struct board_words){tr("This kiosk could not run for a while."),
                                    tr("If it happens again, tell who set it up."), true, true};
    case CODES:
        break;
    }
    return (struct board_words){tr("The board reports something."),
                                tr("Tell who set the kiosk up."), false, false};
}
