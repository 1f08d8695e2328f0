#include "speech/narrator_state.h"

#include <string.h>

uint32_t narrator_announcements(enum narrator_structure level)
{
    enum {
        SOME = NARRATOR_SAY_HEADING | NARRATOR_SAY_LIST | NARRATOR_SAY_PICTURE |
               NARRATOR_SAY_QUOTATION | NARRATOR_SAY_NOTE | NARRATOR_SAY_CELL |
               NARRATOR_SAY_LEFT_OUT,
        ALL = SOME | NARRATOR_SAY_HEADING_LEVEL | NARRATOR_SAY_LIST_END | NARRATOR_SAY_ROW |
              NARRATOR_SAY_TABLE | NARRATOR_SAY_CAPTION | NARRATOR_SAY_LINK | NARRATOR_SAY_FURNITURE
    };
    switch (level) {
    case NARRATOR_STRUCTURE_ALL:
        return ALL;
    case NARRATOR_STRUCTURE_SOME:
        return SOME;
    case NARRATOR_STRUCTURE_NONE:
        break;
    }
    return NARRATOR_SAY_LEFT_OUT;
}

struct narrator_settings narrator_settings_default(void)
{
    return (struct narrator_settings){
        .voice = {"", VOICE_WPM_USUAL, 50},
        .pause_sentence_ms = 150,
        .pause_block_ms = 450,
        .pause_heading_ms = 700,
        .read_notes = true,
        .announce = narrator_announcements(NARRATOR_STRUCTURE_SOME),
        .phrases = phrases_english(),
    };
}

static bool is_same_voice(const struct voice_settings *a, const struct voice_settings *b)
{
    return strcmp(a->name, b->name) == 0 && a->words_per_minute == b->words_per_minute &&
           a->pitch == b->pitch;
}

bool narrator_same_settings(const struct narrator_settings *a, const struct narrator_settings *b)
{
    return is_same_voice(&a->voice, &b->voice) && a->text_only == b->text_only &&
           a->pause_sentence_ms == b->pause_sentence_ms && a->pause_block_ms == b->pause_block_ms &&
           a->pause_heading_ms == b->pause_heading_ms && a->read_notes == b->read_notes &&
           a->punctuation == b->punctuation && a->announce == b->announce &&
           a->stop_after == b->stop_after && strcmp(a->pack_folder, b->pack_folder) == 0 &&
           phrases_are_same(&a->phrases, &b->phrases);
}
