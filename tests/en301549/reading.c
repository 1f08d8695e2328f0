/* reading: the DAISY Consortium's checks of reading systems that apply to a kiosk, each shown by rules that are measured anyway. */
#include "trial.h"

const struct reading_check reading_checks[] = {
    {"basic", "a document opens, and its words are all there and in order", {57, 64}},
    {"basic", "the contents lead to their places, and pages go by their labels", {61}},
    {"basic", "the place is kept while size, letters or colours change", {11}},
    {"basic", "a place is kept, and come back to from elsewhere", {61}},
    {"basic", "a document is found by its words, and read on past pages and chapters", {63}},
    {"basic", "help is a document, and help is there on each screen", {51, 72}},
    {"non-visual", "every control is found and used by keys, and says what it is", {16, 25, 37}},
    {"non-visual", "every control is found by a finger that explores", {33}},
    {"non-visual", "headings, lists, tables and notes are said to be so", {60}},
    {"non-visual", "pictures are described, and another language has its own voice", {24, 58}},
    {"non-visual", "a link, a note and every other screen is come to and left again", {29, 71}},
    {"visual", "letters grow, change and stand further apart; nothing is lost", {4, 5, 11}},
    {"visual", "colours are the reader's own, with contrast enough", {6, 9}},
    {"visual", "lines are short, uneven at the end, and need no moving sideways", {10, 12}},
    {"read aloud", "the word that sounds is lit, and the light can be turned off", {8, 15}},
    {"read aloud", "reading pauses, goes on at the same word, and repeats", {18}},
    {"read aloud", "it goes on and back by word, sentence, paragraph and heading", {61}},
    {"read aloud", "it reads on past the end of a page and of a chapter", {63}},
    {"read aloud", "speed and loudness change within wide bounds", {22, 26}},
    {"read aloud", "page numbers and running heads can be left out, and that is said", {59}},
    {NULL, NULL, {0}},
};
