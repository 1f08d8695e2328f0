/* session_voice: how the voice sounds and what it says, by the visitor's settings; and moves by ear. */
#include "app/session_parts.h"
#include "base/mem.h"
#include "book/lang_name.h"
#include "book/model.h"
#include "speech/narrator.h"
#include "speech/phrases.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PITCH_STEP = 10 };

static struct narrator_phrases phrases(const char *lang)
{
    return (struct narrator_phrases){
        .lang = lang,
        .heading = tr("Heading"),
        .heading_level = tr("Heading level %u"),
        .list_one = tr("List of one item"),
        .list_many = tr("List of %u items"),
        .list_end = tr("End of list"),
        .picture = tr("Picture"),
        .picture_bare = tr("A picture without a description"),
        .pictures_bare = tr("%u pictures without a description"),
        .quotation = tr("Quotation"),
        .quotation_end = tr("End of quotation"),
        .note = tr("Note %s"),
        .caption = tr("Caption"),
        .table = tr("Table. Columns: %u. Rows: %u"),
        .table_end = tr("End of table"),
        .row = tr("Row %u"),
        .cell_empty = tr("Empty"),
        .cells_empty = tr("%u empty cells"),
        .notes_out_one = tr("One note left out. Choose Read notes to hear it"),
        .notes_out_many = tr("%u notes left out. Choose Read notes to hear them"),
        .pictures_out_one = tr("One picture left out"),
        .pictures_out_many = tr("%u pictures left out"),
        .furniture_out = tr("Page numbers and running heads are left out"),
        .no_voice = tr("This part is in %s. There is no voice for it"),
        .no_voice_unknown = tr("There is no voice for the language of this part"),
        .capital = tr("Capital %s"),
    };
}

/* The languages that announcements may name, by their names in `lang`; the caller frees each name and the list. */
static struct narrator_language *name_languages(const char *lang, size_t *count)
{
    struct narrator_phrases english = phrases_english();
    struct narrator_language *list = mem_new(english.language_count, sizeof *list);
    for (size_t i = 0; i < english.language_count; i++) {
        struct str name = {0};
        lang_name_add(&name, english.languages[i].tag, lang);
        list[i].tag = english.languages[i].tag;
        list[i].name = mem_copy_string(str_text(&name));
        str_free(&name);
    }
    *count = english.language_count;
    return list;
}

static void set_narrator(struct session *s, struct narrator_settings *n)
{
    const char *lang = settings_lang(s);
    struct narrator_language *names = NULL;
    size_t count = 0;
    n->phrases = phrases(lang);
    if (strncmp(lang, "en", 2) != 0)
        names = name_languages(lang, &count);
    n->phrases.languages = names;
    n->phrases.language_count = count;
    narrator_set(s->narrator, n);
    for (size_t i = 0; i < count; i++)
        free((char *)names[i].name);
    free(names);
}

void reading_apply_settings(struct session *s)
{
    static const int percent[] = {60, 100, 200};
    const struct visit_settings *set = &s->visit.settings;
    if (!s->narrator)
        return;
    struct narrator_settings n = narrator_settings_default();
    n.voice.words_per_minute = set->words_per_minute;
    n.voice.pitch = set->pitch;
    if (set->voice >= 0 && (size_t)set->voice < s->visit.voice_count)
        snprintf(n.voice.name, sizeof n.voice.name, "%s", s->visit.voices[set->voice].id);
    n.pause_sentence_ms = n.pause_sentence_ms * percent[set->pauses] / 100;
    n.pause_block_ms = n.pause_block_ms * percent[set->pauses] / 100;
    n.pause_heading_ms = n.pause_heading_ms * percent[set->pauses] / 100;
    n.text_only = set->text_only;
    n.read_notes = !set->notes_left_out;
    n.punctuation = set->signs;
    n.announce = narrator_announcements(set->structure);
    n.stop_after = set->stop_after;
    snprintf(n.words_folder, sizeof n.words_folder, "%s", s->config->library);
    memcpy(n.pack_folder, s->pack_folder, sizeof n.pack_folder);
    set_narrator(s, &n);
}

static int within(int64_t value, int least, int most)
{
    return value < least ? least : value > most ? most : (int)value;
}

/* The change, then a sample of it. */
static void change(struct session *s, struct action act)
{
    struct visit_settings *set = &s->visit.settings;
    char words[96];
    snprintf(words, sizeof words, "%s", tr("I read like this now."));
    switch (act.kind) {
    case ACTION_SPEED:
        set->words_per_minute = voice_step_rate(set->words_per_minute, (int)act.argument);
        snprintf(words, sizeof words, tr("%d words a minute sound like this."),
                 set->words_per_minute);
        break;
    case ACTION_VOICE:
        set->voice = within(act.argument, 0, (int)s->visit.voice_count - 1);
        if (s->visit.voice_count)
            snprintf(words, sizeof words, tr("My name is %s. I can read to you."),
                     s->visit.voices[set->voice].name);
        break;
    case ACTION_PITCH:
        set->pitch = within(set->pitch + act.argument * PITCH_STEP, 0, 100);
        break;
    case ACTION_PAUSES:
        set->pauses = within(act.argument, 0, 2);
        break;
    case ACTION_UNIT_WAIT:
        set->unit_wait = within(act.argument, 0, UNIT_WAIT_ASKED);
        break;
    case ACTION_SIGNS:
        set->signs = (enum narrator_punctuation)within(act.argument, 0, 2);
        break;
    case ACTION_STRUCTURE:
        set->structure = (enum narrator_structure)within(act.argument, 0, 2);
        break;
    case ACTION_STOP_AFTER:
        set->stop_after = (enum narrator_stop_after)within(act.argument, 0, 3);
        break;
    default:
        set->notes_left_out = act.argument == 1;
        break;
    }
    reading_apply_settings(s);
    session_tell(s, words);
}

static void move(struct session *s, int64_t argument)
{
    const struct visit_reading *r = &s->visit.reading;
    int step = argument & 1 ? 1 : -1;
    if (r->narrator == NARRATOR_PAUSED) /* the place moves without the reading */
        reading_widen(s);
    if (r->narrator == NARRATOR_SILENT || r->narrator == NARRATOR_FINISHED)
        reading_listen(s);
    else if (!narrator_move(s->narrator, (enum narrator_unit)(argument >> 1), step) &&
             !reading_leap(s, step))
        session_tell(s, step < 0 ? tr("There is nothing before this.")
                                 : tr("There is nothing after this."));
}

bool voice_act(struct session *s, struct action act)
{
    switch (act.kind) {
    case ACTION_SPEED:
    case ACTION_VOICE:
    case ACTION_PITCH:
    case ACTION_PAUSES:
    case ACTION_UNIT_WAIT:
    case ACTION_SIGNS:
    case ACTION_STRUCTURE:
    case ACTION_STOP_AFTER:
    case ACTION_NOTES:
        change(s, act);
        return true;
    case ACTION_HEAR:
        session_tell(s, tr("Every child has a right to learn. We learn best together!"));
        return true;
    case ACTION_LISTENING:
        session_replace(s, SCREEN_LISTENING); /* the menu has done its work */
        return true;
    case ACTION_MOVE:
    case ACTION_REPEAT:
    case ACTION_SPELL:
        break;
    default:
        return false;
    }
    if (!s->narrator || !s->visit.reading.book)
        return true;
    narrator_hush(s->narrator);
    if (act.kind == ACTION_MOVE)
        move(s, act.argument);
    else if (act.kind == ACTION_REPEAT ? !narrator_repeat(s->narrator)
                                       : !narrator_spell(s->narrator, s->visit.reading.book, 0))
        session_tell(s, tr("Nothing was read yet. Touch Listen."));
    return true;
}
