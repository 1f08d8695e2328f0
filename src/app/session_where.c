/* session_where: 'Where am I?': the title and the part, the page and the screen, and how long the rest takes. */
#include "app/session_parts.h"
#include "book/file.h"
#include "ui/messages.h"

#include <string.h>

enum { WORDS_PER_MINUTE = 120 }; /* of who reads by eye */

/* 'Page 4 of 24. Card 7 of 60.': by what shows. */
static void add_position(const struct session *s, uint32_t word, struct str *out)
{
    const struct visit_reading *r = &s->visit.reading;
    char page[96];
    if (s->original) {
        screen_page_words(&s->visit, page, sizeof page);
        str_addf(out, "%s. ", page);
        return;
    }
    uint32_t number = r->book->words[word].page;
    if (r->book->page_count > 1 && number && number <= r->book->page_count) {
        str_addf(out, tr("Page %s of %s"), book_string(r->book, r->book->pages[number].label),
                 book_string(r->book, r->book->pages[r->book->page_count].label));
        str_add(out, ". ");
    }
    if (reading_shows_units(&s->visit)) {
        bool cards = reading_screen(s) == SCREEN_CARDS;
        str_addf(out, cards ? tr("Card %u of %u") : tr("Sentence %u of %u"), r->unit.number,
                 r->unit.count);
        str_add(out, ". ");
    } else if (r->screen_count) {
        str_addf(out, tr("Screen %u of %u"), r->screen_number, r->screen_count);
        str_add(out, ". ");
    }
}

void reading_where(struct session *s)
{
    const struct visit_reading *r = &s->visit.reading;
    uint32_t word = reading_place(s);
    uint32_t heading = book_heading_at(r->book, word);
    struct str about = {0}, words = {0};
    str_add(&about, r->title);
    if (heading) {
        const struct book_block *b = &r->book->blocks[heading];
        size_t bytes;
        const char *text =
            book_slice(r->book, b->first_word, b->first_word + b->word_count - 1, &bytes);
        if (strncmp(r->title, text, bytes) != 0) { /* often a document begins with its own title */
            str_add(&about, ". ");
            str_add_bytes(&about, text, bytes);
        }
    }
    add_position(s, word, &words);
    bool listens = r->narrator == NARRATOR_READING || r->narrator == NARRATOR_PAUSED;
    unsigned pace = listens ? (unsigned)s->visit.settings.words_per_minute : WORDS_PER_MINUTE;
    unsigned minutes = (r->book->word_count - word) / (pace ? pace : WORDS_PER_MINUTE) + 1;
    str_addf(&words, trn("About %u minute left.", "About %u minutes left.", minutes), minutes);
    session_notice_about(s, tr("Where am I?"), str_text(&about),
                         book_string(r->book, r->book->info->lang), str_text(&words));
    str_free(&about);
    str_free(&words);
}
