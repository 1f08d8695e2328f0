/* help: what the screen below is for and what can be done on it, then what the bar does. */
#include "screen/flow_screen.h"
#include "ui/messages.h"

static const char *about(enum screen_id id)
{
    switch (id) {
    case SCREEN_HOME:
        return tr("These are the boxes of documents. Touch a box to look inside.");
    case SCREEN_SHELF:
        return tr("These are the documents in this box. Touch one to read it.");
    case SCREEN_READER:
        return tr("This is the document. Touch Next to go on. Touch Listen to hear it. "
                  "Touch a word to hear it from there. "
                  "Touch a word with dots to learn what it means.");
    case SCREEN_PAGE:
        return tr("This is the page as it was printed. Larger and the arrows show parts of it. "
                  "Touch a word to go to it in the text.");
    case SCREEN_CARDS:
        return tr("This shows one idea at a time. Touch Next to go on. "
                  "Touch Listen to hear it. Touch As text for all of it.");
    case SCREEN_SENTENCE:
        return tr("This shows one sentence at a time. Touch Next to go on. "
                  "Touch it to hear it.");
    case SCREEN_HARD_WORDS:
        return tr("These are the hard words of this page. Touch one to learn what it means.");
    case SCREEN_WORD:
        return tr("This is what the word means. Touch Say it slowly to hear its parts.");
    case SCREEN_WORD_LIST:
        return tr("These are hard words in the document. Touch one to learn what it means.");
    case SCREEN_LINKS:
        return tr("These are the links and notes that show. Touch one to open it.");
    case SCREEN_LINK:
        return tr("This is an address. A phone's camera can read the square. "
                  "Listen says the address.");
    case SCREEN_NOTE:
        return tr("This is a note. Listen reads it. Back returns to the text.");
    case SCREEN_KEPT:
        return tr("These are the places that you kept. Touch one to go there.");
    case SCREEN_LISTENING:
        return tr("Here you move by ear: by word, sentence, paragraph or heading.");
    case SCREEN_SEARCH:
        return tr("Type a word, then touch Show results. Spelling need not be right.");
    case SCREEN_RESULTS:
        return tr("These sentences have your words. Touch one to read on from there.");
    case SCREEN_END:
        return tr("The document is at its end. Choose what to read next.");
    case SCREEN_OWN:
        return tr("Choose a colour for words and one for the ground.");
    case SCREEN_EASIER:
        return tr("Choose how words and colours look. Next has more: voice, touch, keys.");
    case SCREEN_WORDS:
        return tr("Choose the letters, and how much room is around them.");
    case SCREEN_LINE:
        return tr("Choose what helps you to keep your line.");
    case SCREEN_VOICE:
        return tr("Choose how the voice sounds. Touch Hear it to try.");
    case SCREEN_HANDS:
        return tr("Choose how touches and keys are taken.");
    case SCREEN_GUIDANCE:
        return tr("Choose what guidance says, and how switches work.");
    case SCREEN_MENU:
        return tr("These are more things you can do. Touch one.");
    case SCREEN_CONTENTS:
        return tr("These are the parts of the document. Touch one to go there.");
    case SCREEN_PIN:
        return tr("Staff type their PIN here. A keyboard types it too. "
                  "The round key gives it in. Only a headset says the numbers. "
                  "Mix changes where they stand. Touch Back to leave.");
    case SCREEN_HEALTH:
        return tr("This shows whether all is well. What needs you comes first.");
    case SCREEN_TRY:
        return tr("Here you try the screen and the sound. Colours fill the whole screen.");
    case SCREEN_TARGETS:
        return tr("Touch each cross that shows. The kiosk then says how far off you were.");
    case SCREEN_CLOCK:
        return tr("Choose a part of the time, then change it. Number keys type it.");
    case SCREEN_POWER:
        return tr("Here you start the kiosk again, or switch it off.");
    case SCREEN_COUNTS:
        return tr("This shows how often documents were read. It tells nothing about people.");
    case SCREEN_RULER:
        return tr("Make the line as long as it says, with a ruler. "
                  "Then words and buttons are as large as they should be.");
    case SCREEN_FIRST:
        return tr("Choose how every visit begins. Visitors can still change it.");
    case SCREEN_STAFF_LIST:
        return tr("These are the boxes and what they hold. Touch one to look inside.");
    case SCREEN_STAFF_SHELF:
        return tr("These are the documents in the box. Touch one to change it.");
    case SCREEN_STAFF_DOCUMENT:
        return tr("Here you move, hide, rename or remove the document.");
    case SCREEN_STAFF_TITLE:
        return tr("Type a title. The document keeps its own, too.");
    case SCREEN_STAFF_LOOK:
        return tr("Choose a sign and a colour, and where the box stands.");
    case SCREEN_STAFF:
    case SCREEN_KIOSK:
    case SCREEN_COPIES:
    case SCREEN_STAFF_STICK:
    case SCREEN_STAFF_BOX:
        return tr("This part is for staff. Touch Back to leave it. "
                  "It closes after two minutes without a touch.");
    default:
        return tr("Touch Back to go back.");
    }
}

static void fill(struct flow *f, const struct visit *v)
{
    double cap = v->look.metrics.body_cap_px;
    const char *rest[] = {
        tr("Listen reads aloud. The word that sounds is lit. Touch it again to pause."),
        tr("Back takes you back. Previous and Next turn the page."),
        tr("Easier makes words bigger and changes the colours."),
        tr("Menu has more: Home, the sound, and Finish."),
        tr("On the keypad, Up and Down move. The round key chooses."),
        tr("In a document, 6 and 4 go a sentence on and back. 3 and 1 go by word."),
        tr("9 and 7 go by paragraph. 2 and 8 go by heading."),
        tr("5 says it again. 0 says where you are."),
        tr("With guidance, slide a finger to hear what is there. Tap twice to choose."),
        tr("One switch chooses what has the ring. It moves by itself."),
        tr("With two switches, one moves the ring. The other chooses."),
        tr("Finish ends your visit. Nothing about you is kept."),
    };
    if (*v->about) {
        flow_text(f, v->about, cap, true);
        flow_end_row(f, true);
    }
    flow_text(f, about(visit_screen_below(v)), cap, true);
    flow_end_row(f, true);
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) {
        flow_text(f, rest[i], cap, false);
        flow_end_row(f, true);
    }
}

struct screen_pages help_build(const struct visit *v, struct widget_list *list)
{
    return flow_screen_build(v, list, "help", tr("Help"), fill);
}
