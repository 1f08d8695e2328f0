/* help: what the screen below is for and what can be done on it, then what the bar does. */
#include "screen/flow_screen.h"
#include "ui/messages.h"

static const char staffs[] = TR_LATER("This part is for staff. Touch Back to leave it. "
                                      "It closes after two minutes without a touch.");

/* What each screen is for; NULL: its own words say it. */
static const char *const about[SCREEN_COUNT] = {
    [SCREEN_HOME] = TR_LATER("These are the boxes of documents. Touch a box to look inside."),
    [SCREEN_SHELF] = TR_LATER("These are the documents in this box. Touch one to read it."),
    [SCREEN_READER] =
        TR_LATER("This is the document. Touch Next to go on. Touch Listen to hear it. "
                 "Touch a word to hear it from there. "
                 "Touch a word with dots to learn what it means."),
    [SCREEN_PAGE] =
        TR_LATER("This is the page as it was printed. Larger and the arrows show parts of it. "
                 "Touch a word to go to it in the text."),
    [SCREEN_CARDS] = TR_LATER("This shows one idea at a time. Touch Next to go on. "
                              "Touch Listen to hear it. Touch As text for all of it."),
    [SCREEN_SENTENCE] = TR_LATER("This shows one sentence at a time. Touch Next to go on. "
                                 "Touch it to hear it."),
    [SCREEN_HARD_WORDS] =
        TR_LATER("These are the hard words of this page. Touch one to learn what it means."),
    [SCREEN_WORD] = TR_LATER("This is what the word means. Touch Say it slowly to hear its parts."),
    [SCREEN_WORD_LIST] =
        TR_LATER("These are hard words in the document. Touch one to learn what it means."),
    [SCREEN_LINKS] = TR_LATER("These are the links and notes that show. Touch one to open it."),
    [SCREEN_LINK] = TR_LATER("This is an address. A phone's camera can read the square. "
                             "Listen says the address."),
    [SCREEN_NOTE] = TR_LATER("This is a note. Listen reads it. Back returns to the text."),
    [SCREEN_KEPT] = TR_LATER("These are the places that you kept. Touch one to go there."),
    [SCREEN_LISTENING] = TR_LATER("Here you move by ear: by word, sentence, paragraph or heading."),
    [SCREEN_SEARCH] = TR_LATER("Type a word, then touch Show results. Spelling need not be right."),
    [SCREEN_RESULTS] =
        TR_LATER("These sentences have your words. Touch one to read on from there."),
    [SCREEN_END] = TR_LATER("The document is at its end. Choose what to read next."),
    [SCREEN_OWN] = TR_LATER("Choose a colour for words and one for the ground."),
    [SCREEN_EASIER] =
        TR_LATER("Choose how words and colours look. Next has more: voice, touch, keys."),
    [SCREEN_WORDS] = TR_LATER("Choose the letters, and how much room is around them."),
    [SCREEN_LINE] = TR_LATER("Choose what helps you to keep your line."),
    [SCREEN_VOICE] = TR_LATER("Choose how the voice sounds. Touch Hear it to try."),
    [SCREEN_HANDS] = TR_LATER("Choose how touches and keys are taken."),
    [SCREEN_GUIDANCE] = TR_LATER("Choose what guidance says, and how switches work."),
    [SCREEN_MENU] = TR_LATER("These are more things you can do. Touch one."),
    [SCREEN_CONTENTS] = TR_LATER("These are the parts of the document. Touch one to go there."),
    [SCREEN_PIN] = TR_LATER("Staff type their PIN here. A keyboard types it too. "
                            "The round key gives it in. Only a headset says the numbers. "
                            "Mix changes where they stand. Touch Back to leave."),
    [SCREEN_HEALTH] = TR_LATER("This shows whether all is well. What needs you comes first."),
    [SCREEN_TRY] =
        TR_LATER("Here you try the screen and the sound. Colours fill the whole screen."),
    [SCREEN_TARGETS] =
        TR_LATER("Touch each cross that shows. The kiosk then says how far off you were."),
    [SCREEN_CLOCK] = TR_LATER("Choose a part of the time, then change it. Number keys type it."),
    [SCREEN_POWER] = TR_LATER("Here you start the kiosk again, or switch it off."),
    [SCREEN_COUNTS] =
        TR_LATER("This shows how often documents were read. It tells nothing about people."),
    [SCREEN_RULER] = TR_LATER("Make the line as long as it says, with a ruler. "
                              "Then words and buttons are as large as they should be."),
    [SCREEN_FIRST] = TR_LATER("Choose how every visit begins. Visitors can still change it."),
    [SCREEN_STAFF_LIST] =
        TR_LATER("These are the boxes and what they hold. Touch one to look inside."),
    [SCREEN_STAFF_SHELF] = TR_LATER("These are the documents in the box. Touch one to change it."),
    [SCREEN_STAFF_DOCUMENT] = TR_LATER("Here you move, hide, rename or remove the document."),
    [SCREEN_STAFF_TITLE] = TR_LATER("Type a title. The document keeps its own, too."),
    [SCREEN_STAFF_LOOK] = TR_LATER("Choose a sign and a colour, and where the box stands."),
    [SCREEN_STAFF] = staffs,
    [SCREEN_KIOSK] = staffs,
    [SCREEN_COPIES] = staffs,
    [SCREEN_STAFF_STICK] = staffs,
    [SCREEN_STAFF_BOX] = staffs,
};

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
    const char *below = about[visit_screen_below(v)];
    flow_text(f, below ? tr(below) : tr("Touch Back to go back."), cap, true);
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
