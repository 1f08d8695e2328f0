#include "library/search_near.h"
#include "library/sound.h"

#include <string.h>

/* Distances are sound_distance's: 4 a letter. A score is 4 a unit of distance, less what the same sound and frequent use are worth. */
enum {
    LEAST_LETTERS = 3,
    MOST_LETTERS = 32,
    SCORE_DISTANCE = 4,
    SCORE_SAME_SOUND = 10,
    SCORE_MOST_USE = 10,
    NEAR_ENOUGH = 6, /* a distance at which no other letters need be tried */
    LENGTH_SLACK = 2
};

struct hunt {
    const char *term;
    size_t letters;
    bool begins;
    char sound[SOUND_MOST + 1];
    struct near_word *out;
    size_t count;
    int best_distance;
};

static int most_distance(size_t letters, bool same_sound)
{
    if (same_sound)
        return letters < 4 ? 6 : (int)letters * 2;
    return letters < 4 ? 3 : letters < 6 ? 4 : letters < 9 ? 7 : 8;
}

static int worth_of_use(int64_t uses)
{
    int worth = 0;
    for (; uses > 1 && worth < SCORE_MOST_USE; uses /= 2)
        worth++;
    return worth;
}

static void keep(struct hunt *h, const char *word, int score)
{
    size_t at = h->count;
    for (size_t i = 0; i < h->count; i++)
        if (strcmp(h->out[i].word, word) == 0)
            return;
    while (at && h->out[at - 1].score > score)
        at--;
    if (at == SEARCH_MOST_NEAREST)
        return;
    if (h->count < SEARCH_MOST_NEAREST)
        h->count++;
    memmove(&h->out[at + 1], &h->out[at], (h->count - 1 - at) * sizeof *h->out);
    h->out[at].score = score;
    strcpy(h->out[at].word, word);
}

static void weigh(struct hunt *h, const char *word, int64_t uses)
{
    if (!word || strlen(word) > TERM_MOST_BYTES)
        return;
    char sound[SOUND_MOST + 1];
    sound_key(word, sound);
    size_t heard = strlen(h->sound);
    bool same = heard > 0 &&
                (h->begins ? strncmp(sound, h->sound, heard) == 0 : strcmp(sound, h->sound) == 0);
    int most = most_distance(h->letters, same);
    int distance = h->begins ? sound_distance_to_beginning(h->term, word, most)
                             : sound_distance(h->term, word, most);
    if (distance > most)
        return;
    if (distance < h->best_distance)
        h->best_distance = distance;
    keep(h, word, distance * SCORE_DISTANCE - (same ? SCORE_SAME_SOUND : 0) - worth_of_use(uses));
}

static void weigh_rows(struct hunt *h, sqlite3_stmt *row)
{
    while (sqlite3_step(row) == SQLITE_ROW)
        weigh(h, (const char *)sqlite3_column_text(row, 0), sqlite3_column_int64(row, 1));
    sqlite3_reset(row);
}

size_t search_near(struct search *s, const char *term, bool begins,
                   struct near_word out[SEARCH_MOST_NEAREST])
{
    struct hunt h = {.term = term, .letters = strlen(term), .begins = begins, .out = out};
    h.best_distance = NEAR_ENOUGH + 1;
    if (h.letters < LEAST_LETTERS || h.letters > MOST_LETTERS)
        return 0;
    sound_key(term, h.sound);
    sqlite3_stmt *row = h.sound[0] ? search_statement(s, SEARCH_SOUND) : NULL;
    if (row) {
        search_bind_range(row, h.sound);
        if (!begins) { /* the sound itself and nothing longer */
            char next[SOUND_MOST + 2] = "";
            memcpy(next, h.sound, strlen(h.sound));
            next[strlen(h.sound)] = ' ';
            sqlite3_bind_text(row, 2, next, -1, SQLITE_TRANSIENT);
        }
        weigh_rows(&h, row);
    }
    row = h.best_distance > NEAR_ENOUGH ? search_statement(s, SEARCH_LIKE_LENGTH) : NULL;
    if (row) {
        size_t bytes = 1;
        while (((unsigned char)term[bytes] & 0xC0) == 0x80)
            bytes++;
        char first[8] = "";
        memcpy(first, term, bytes < sizeof first ? bytes : sizeof first - 1);
        search_bind_range(row, first);
        sqlite3_bind_int64(row, 3, (int64_t)h.letters - LENGTH_SLACK);
        sqlite3_bind_int64(row, 4, begins ? TERM_MOST_BYTES : (int64_t)h.letters + LENGTH_SLACK);
        weigh_rows(&h, row);
    }
    return h.count;
}
