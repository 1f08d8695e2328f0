/* say_help: what happens when a widget is chosen, and how to move: for those who ask, and for those who don't see. */
#include "ui/messages.h"
#include "ui/say.h"

static const char *help_for_places(enum action_kind kind)
{
    switch (kind) {
    case ACTION_START:
        return tr("This begins your visit.");
    case ACTION_HOME:
        return tr("This goes to the boxes of documents.");
    case ACTION_MENU:
        return tr("This shows more things you can do here.");
    case ACTION_BACK:
        return tr("This goes back to where you were before.");
    case ACTION_PREVIOUS:
        return tr("This goes one page or sentence back.");
    case ACTION_NEXT:
        return tr("This goes one page or sentence on.");
    case ACTION_LISTEN:
        return tr("This reads aloud. Choose it again to pause.");
    case ACTION_EASIER:
        return tr("This changes words, colours, the voice and the keys.");
    case ACTION_TOPIC:
        return tr("This opens more settings of that kind.");
    case ACTION_HELP:
        return tr("This says what you can do on this screen.");
    case ACTION_FINISH:
        return tr("This ends your visit. Nothing about you is kept.");
    case ACTION_SECTION:
        return tr("This opens a box of documents.");
    case ACTION_DOCUMENT:
    case ACTION_READ_FIRST:
        return tr("This opens the document for reading.");
    case ACTION_WHERE:
        return tr("This says where you are and how much is left.");
    case ACTION_TO_START:
        return tr("This goes to the first words of the document.");
    case ACTION_VIEW:
        return tr("This shows the same words in another way.");
    case ACTION_EDITION:
        return tr("This opens another version, at this place.");
    case ACTION_CONTENTS:
        return tr("This lists the parts of the document.");
    case ACTION_ENTRY:
    case ACTION_PAGE:
        return tr("This goes to that part of the document.");
    case ACTION_EXPLAIN:
        return tr("This tells you what hard words mean.");
    case ACTION_TERM:
        return tr("This tells you what the word means.");
    case ACTION_WORD_LIST:
        return tr("This lists the hard words of the document.");
    case ACTION_SAY_WORD:
        return tr("This says the word.");
    case ACTION_PLACE:
        return tr("This shows the word in its place. Back comes back here.");
    case ACTION_PAGE_VIEW:
        return tr("This shows the page as it was printed.");
    case ACTION_PAGE_TEXT:
        return tr("This goes back to the words, at this place.");
    case ACTION_PAGE_ZOOM:
        return tr("This makes the page larger or smaller.");
    case ACTION_PAGE_MOVE:
        return tr("This moves the page, to show another part.");
    case ACTION_PAGE_LOOK:
        return tr("This changes the colours of the page.");
    case ACTION_PAGE_TOOLS:
        return tr("This shows the other buttons.");
    case ACTION_FOLLOW:
        return tr("This opens the link or the note. Back returns here.");
    case ACTION_LINKS:
        return tr("This lists the links and notes that show now.");
    case ACTION_SUMMARY:
        return tr("This goes to the summary. Back returns here.");
    case ACTION_TAKE:
        return tr("This shows an address that you can take home.");
    case ACTION_KEEP:
        return tr("This remembers the place until your visit ends.");
    case ACTION_KEPT:
        return tr("This lists the places that you kept.");
    case ACTION_KEPT_OPEN:
        return tr("This goes to the place that you kept.");
    case ACTION_KEPT_REMOVE:
        return tr("This forgets the place.");
    case ACTION_FIND:
        return tr("This finds words in the documents.");
    case ACTION_FIND_TYPE:
        return tr("This writes the letter.");
    case ACTION_FIND_ERASE:
        return tr("This takes the last letter away.");
    case ACTION_FIND_CLEAR:
        return tr("This takes all the letters away.");
    case ACTION_FIND_WORD:
    case ACTION_FIND_INSTEAD:
        return tr("This writes the word for you.");
    case ACTION_FIND_KEYS:
        return tr("This puts the letters in another order.");
    case ACTION_FIND_IN:
        return tr("This chooses where to look.");
    case ACTION_FIND_SHOW:
        return tr("This shows what was found.");
    case ACTION_FIND_OPEN:
        return tr("This opens the document at that place.");
    case ACTION_FIND_MORE:
        return tr("This shows all that was found in that document.");
    case ACTION_READ_NEXT:
        return tr("This opens the next document.");
    case ACTION_SHELF:
        return tr("This goes to the documents in the same box.");
    case ACTION_STAFF:
        return tr("This is for staff. It asks for a number.");
    default:
        return NULL;
    }
}

static const char *help_for_voice(enum action_kind kind)
{
    switch (kind) {
    case ACTION_READ_FROM:
        return tr("This reads aloud from this word on.");
    case ACTION_LOUDER:
        return tr("This makes the voice louder.");
    case ACTION_SOFTER:
        return tr("This makes the voice softer.");
    case ACTION_SPEED:
        return tr("This makes the voice faster or slower.");
    case ACTION_VOICE:
        return tr("This voice will read to you.");
    case ACTION_PITCH:
        return tr("This makes the voice higher or lower.");
    case ACTION_PAUSES:
        return tr("This chooses how long the voice pauses.");
    case ACTION_UNIT_WAIT:
        return tr("This chooses how long I wait after a card.");
    case ACTION_SIGNS:
        return tr("This chooses which signs the voice says.");
    case ACTION_STRUCTURE:
        return tr("This chooses whether headings and lists are named.");
    case ACTION_STOP_AFTER:
        return tr("This chooses where the voice stops by itself.");
    case ACTION_NOTES:
        return tr("This reads notes or leaves them out.");
    case ACTION_LANG:
        return tr("This changes the language of buttons and of my voice.");
    case ACTION_LISTENING:
        return tr("This is for moving about by ear.");
    case ACTION_MOVE:
        return tr("This moves in the text and reads there.");
    case ACTION_REPEAT:
        return tr("This says the sentence again.");
    case ACTION_SPELL:
        return tr("This spells the word, letter by letter.");
    case ACTION_GUIDANCE:
        return tr("With guidance, every screen speaks to you.");
    case ACTION_CURTAIN:
        return tr("This makes the screen dark. The voice goes on.");
    case ACTION_HEAR:
        return tr("This says a few words as the voice is now.");
    case ACTION_TALK:
        return tr("This chooses how much guidance says.");
    default:
        return NULL;
    }
}

static const char *help_for_hands(enum action_kind kind)
{
    switch (kind) {
    case ACTION_HOLD:
        return tr("Shorter touches than this do nothing.");
    case ACTION_GUARD:
        return tr("A second press within this time does nothing.");
    case ACTION_TAP_TIME:
        return tr("With guidance, two taps within this time choose.");
    case ACTION_KEY_REPEAT:
        return tr("This chooses whether a held key acts again.");
    case ACTION_SCAN:
        return tr("A switch chooses from what has the ring.");
    case ACTION_SCAN_SPEED:
        return tr("This makes the ring move faster or slower.");
    case ACTION_SCAN_VOICE:
        return tr("This says what has the ring, or only shows it.");
    case ACTION_TARGETS:
        return tr("This makes every button larger.");
    case ACTION_REACH:
        return tr("This puts every control in the lower half.");
    default:
        return NULL;
    }
}

static const char *help_for_looks(enum action_kind kind)
{
    switch (kind) {
    case ACTION_SIZE:
    case ACTION_SIZE_STEP:
        return tr("This changes the size of all words.");
    case ACTION_SCHEME:
        return tr("This changes the colours of everything.");
    case ACTION_PICTURES:
        return tr("This shows pictures or leaves them out.");
    case ACTION_RESET:
        return tr("This puts every setting back as it was.");
    case ACTION_FONT:
        return tr("This changes the shape of the letters.");
    case ACTION_LINES:
    case ACTION_LETTERS:
    case ACTION_WORDS:
    case ACTION_PARAGRAPHS:
    case ACTION_LINE_LENGTH:
        return tr("This changes the room between words and lines.");
    case ACTION_LINE_FOCUS:
    case ACTION_LIGHT:
        return tr("This helps to keep the line.");
    case ACTION_READY:
        return tr("This changes several settings at once.");
    case ACTION_OWN:
    case ACTION_OWN_TEXT:
    case ACTION_OWN_GROUND:
        return tr("This makes colours of your own.");
    default:
        return NULL;
    }
}

static const char *help_for_shelves(enum action_kind kind)
{
    switch (kind) {
    case ACTION_BOX:
        return tr("This lists the documents in this box.");
    case ACTION_PART:
        return tr("This opens one part of a long list.");
    case ACTION_CHOSEN:
        return tr("This shows what you can do with the document.");
    case ACTION_ORDER:
        return tr("This moves the document in its box.");
    case ACTION_TO_BOX:
        return tr("This puts the document into this box.");
    case ACTION_HIDE:
        return tr("This hides the document from visitors, or shows it.");
    case ACTION_FEATURE:
        return tr("This puts the document on the home screen.");
    case ACTION_TITLE:
        return tr("Here you type another title.");
    case ACTION_TITLE_KEEP:
        return tr("This gives the document its title.");
    case ACTION_CAPITALS:
        return tr("This makes the next letter large.");
    case ACTION_REMOVE_UNDO:
        return tr("This brings back what you removed last.");
    case ACTION_BOX_LOOK:
        return tr("This changes the sign, colour and place of a box.");
    case ACTION_BOX_SIGN:
        return tr("This gives the box this sign.");
    case ACTION_BOX_COLOUR:
        return tr("This gives the box this colour.");
    case ACTION_BOX_ORDER:
        return tr("This moves the box on the home screen.");
    default:
        return NULL;
    }
}

static const char *help_for_staff(enum action_kind kind)
{
    switch (kind) {
    case ACTION_DIGIT:
        return tr("This adds the figure to the number.");
    case ACTION_DIGIT_ERASE:
        return tr("This takes the last figure away.");
    case ACTION_PIN_SHOW:
        return tr("This shows the numbers that you typed.");
    case ACTION_PIN_MIX:
        return tr("This puts the number keys in another order.");
    case ACTION_PIN_LATER:
        return tr("This leaves the kiosk without a PIN for now.");
    case ACTION_PIN_ENTER:
        return tr("This gives the number in.");
    case ACTION_STAFF_LIST:
        return tr("This lists all documents of the kiosk.");
    case ACTION_STAFF_STICK:
        return tr("This lists the documents on the stick.");
    case ACTION_PICK:
        return tr("This ticks a document, or takes the tick away.");
    case ACTION_PICK_FOLDER:
        return tr("This ticks a whole folder, or takes the ticks away.");
    case ACTION_PICK_ALL:
        return tr("This ticks all documents, or none.");
    case ACTION_STICK_BOX:
        return tr("This chooses the box that documents go to.");
    case ACTION_STICK_BOX_IS:
        return tr("Documents then go to this box.");
    case ACTION_REPORT:
        return tr("This writes what was added, and what not, and why.");
    case ACTION_ADD:
        return tr("This puts the ticked documents on the kiosk.");
    case ACTION_STAFF_COPIES:
        return tr("This opens copies of all documents on a stick.");
    case ACTION_COPY:
        return tr("This does what it says with the copy on the stick.");
    case ACTION_STOP_ADDING:
        return tr("This stops adding documents.");
    case ACTION_REMOVE:
        return tr("This takes the document off. Undo brings it back.");
    case ACTION_TIE:
        return tr("This says that two documents belong together.");
    case ACTION_UNTIE:
        return tr("This says that these do not belong together.");
    case ACTION_TIE_UNDO:
    case ACTION_ADD_UNDO:
        return tr("This takes back what you did last.");
    case ACTION_KIOSK:
        return tr("This opens that part of the kiosk's own settings.");
    case ACTION_HEALTH_SEEN:
        return tr("This takes the message away.");
    case ACTION_CLOCK:
        return tr("This changes the day or the hour.");
    case ACTION_TRY:
        return tr("This tries a part of the screen or of the sound.");
    case ACTION_CROSSES:
        return tr("This checks whether your finger is felt where it is.");
    case ACTION_POWER:
        return tr("This starts the kiosk again or switches it off.");
    case ACTION_COUNTS:
        return tr("This saves the counts, or clears them.");
    case ACTION_FIRST:
        return tr("Every visit after this one begins so.");
    case ACTION_FIRST_RESET:
        return tr("Visits begin as they did before staff changed it.");
    case ACTION_RULER:
        return tr("This measures the glass with a ruler.");
    case ACTION_KEEP_GLASS:
        return tr("This keeps the new size, or brings the old one back.");
    case ACTION_NEW_PIN:
        return tr("This chooses another number for staff.");
    case ACTION_CLOSE:
        return tr("This closes the message.");
    case ACTION_STAY:
        return tr("This goes on with your visit.");
    default:
        return NULL;
    }
}

const char *say_help(const struct widget *w)
{
    const char *(*const rooms[])(enum action_kind) = {help_for_places,  help_for_voice,
                                                      help_for_hands,   help_for_looks,
                                                      help_for_shelves, help_for_staff};
    if (w->role == ROLE_DOCUMENT)
        return tr("This is the text. Choose it to hear it.");
    if (w->role == ROLE_PAGE)
        return tr("This is the page. Choose it to hear it.");
    for (size_t i = 0; i < sizeof rooms / sizeof *rooms; i++) {
        const char *help = rooms[i](w->action.kind);
        if (help)
            return help;
    }
    return w->action.kind == ACTION_NONE ? "" : tr("Choose it to use it.");
}

void say_how_to_move(enum say_way way, struct str *out)
{
    if (out->length_bytes)
        str_add_char(out, ' ');
    str_add(out, way == SAY_KEYS ? tr("Up and Down move. The round key chooses.")
                                 : tr("Slide a finger to find things. Tap twice to choose."));
}
