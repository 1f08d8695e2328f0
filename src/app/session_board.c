/* session_board: what the board tells staff (app/notices.h): kept until they know, where it has happened; told at once when they come in. */
#include "app/notices.h"
#include "app/session_parts.h"
#include "base/log.h"
#include "base/mem.h"
#include "screen/board_words.h"
#include "ui/messages.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "board.data made-anew" = "UNIX-SECONDS BOOT STATE NOTICE"; 0 s: the clock was not set; BOOT: the start of the board that told it; STATE:
 * new or seen. What follows the code is only in NOTICE: a later notice of the same code takes the place of one before. Seen ones stay, as
 * the kiosk may start again while the board still tells them. */
#define KEY_PREFIX "board."

enum { BOOT_BYTES = 40, KEY_BYTES = sizeof KEY_PREFIX + NOTICE_WORDS_BYTES };

struct session_board {
    struct visit_board board;
    bool told[VISIT_BOARD_MOST]; /* to staff who came in, in this run */
    char boot[BOOT_BYTES];
};

struct kept {
    int64_t at_s;
    char boot[BOOT_BYTES], state[8], words[NOTICE_WORDS_BYTES];
};

static bool parse_kept(const char *text, struct kept *out)
{
    return text && sscanf(text, "%" SCNd64 " %39s %7s %95[^\n]", &out->at_s, out->boot, out->state,
                          out->words) == 4;
}

/* Of the file's name and the code. */
static int code_length(const char *notice)
{
    size_t name = strcspn(notice, " ");
    return (int)(name + (notice[name] ? 1 + strcspn(notice + name + 1, " ") : 0));
}

static void read_boot(char out[BOOT_BYTES])
{
    FILE *f = fopen("/proc/sys/kernel/random/boot_id", "re");
    if (!f || fscanf(f, "%39s", out) != 1)
        snprintf(out, BOOT_BYTES, "-");
    if (f)
        fclose(f);
}

static void write_key(const char *notice, char out[KEY_BYTES])
{
    snprintf(out, KEY_BYTES, KEY_PREFIX "%.*s", code_length(notice), notice);
}

static void keep(struct session *s, const char *notice, int64_t at_s, const char *state)
{
    char key[KEY_BYTES];
    struct str text = {0};
    write_key(notice, key);
    str_addf(&text, "%" PRId64 " %s %s %s", at_s, s->board->boot, state, notice);
    enum err err = s->catalogue ? catalogue_set(s->catalogue, key, str_text(&text)) : ERR_LIBRARY;
    str_free(&text);
    if (err != ERR_OK)
        log_error("what the board told can't be written down: %s", err_name(err));
}

/* Has it been written down since the board was switched on? *is_new: staff don't know it yet. */
static bool is_kept(struct session *s, const char *notice, const char *boot, bool *is_new)
{
    char key[KEY_BYTES], *text = NULL;
    struct kept kept;
    write_key(notice, key);
    bool is = s->catalogue && catalogue_get(s->catalogue, key, &text) == ERR_OK &&
              parse_kept(text, &kept) && strcmp(kept.boot, boot) == 0 &&
              strcmp(kept.words, notice) == 0;
    *is_new = !is || strcmp(kept.state, "new") == 0;
    free(text);
    return is;
}

static void add(struct visit_board *board, const char *words, int64_t at_s, bool is_now)
{
    if (board->count == VISIT_BOARD_MOST)
        return;
    struct visit_board_notice *n = &board->list[board->count++];
    *n = (struct visit_board_notice){.at_s = at_s, .is_now = is_now};
    snprintf(n->words, sizeof n->words, "%.*s", VISIT_BOARD_BYTES - 1, words);
}

/* Of an earlier start of the board, and not known to staff yet. */
static void add_earlier(void *data, const char *key, const char *value)
{
    struct session_board *b = data;
    struct kept kept;
    (void)key;
    if (parse_kept(value, &kept) && strcmp(kept.state, "new") == 0 &&
        strcmp(kept.boot, b->boot) != 0)
        add(&b->board, kept.words, kept.at_s, false);
}

static bool was_told(const struct session_board *b, const struct visit_board *was,
                     const char *words)
{
    for (int i = 0; i < was->count; i++) {
        if (strcmp(was->list[i].words, words) == 0)
            return b->told[i];
    }
    return false;
}

void board_read(struct session *s)
{
    struct notice found[NOTICES_MOST];
    if (!s->board) {
        s->board = mem_new(1, sizeof *s->board);
        read_boot(s->board->boot);
    }
    struct session_board *b = s->board, was = *b;
    b->board.count = 0;
    int count = notices_read(s->config->notices, found);
    for (int i = 0; i < count; i++) {
        bool is_new = true;
        if (board_words(found[i].words).is_event && !is_kept(s, found[i].words, b->boot, &is_new))
            keep(s, found[i].words, found[i].at_s, "new");
        if (is_new)
            add(&b->board, found[i].words, found[i].at_s, true);
    }
    if (s->catalogue && catalogue_each_setting(s->catalogue, KEY_PREFIX, add_earlier, b) != ERR_OK)
        log_error("what the board told before can't be read");
    for (int i = 0; i < b->board.count; i++)
        b->told[i] = was_told(&was, &was.board, b->board.list[i].words);
    s->visit.kiosk.health.board = b->board;
}

static bool tells(const struct session *s, const char *words)
{
    const struct visit_board *board = &s->board->board;
    for (int i = 0; i < board->count; i++) {
        if (strcmp(board->list[i].words, words) == 0)
            return true;
    }
    return false;
}

void board_start(struct session *s)
{
    board_read(s);
    s->visit.library_is = tells(s, "data in-memory")   ? LIBRARY_IN_MEMORY
                          : tells(s, "data made-anew") ? LIBRARY_MADE_ANEW
                                                       : LIBRARY_AS_IT_WAS;
}

void board_tell(struct session *s)
{
    struct session_board *b = s->board;
    struct str words = {0};
    bool is_news = false;
    for (int i = 0; i < b->board.count; i++) {
        if (b->told[i])
            continue;
        struct board_words w = board_words(b->board.list[i].words);
        str_addf(&words, "%s%s %s", is_news ? " " : "", w.what, w.mend);
        b->told[i] = is_news = true;
    }
    if (is_news) {
        session_push(s, SCREEN_HEALTH);
        if (!session_speaks(s) && !s->hands.scan.on) /* else the screen is read out */
            session_say(s, str_text(&words));
    }
    str_free(&words);
}

void board_seen(struct session *s)
{
    struct session_board *b = s->board;
    for (int i = 0; i < b->board.count; i++) {
        const struct visit_board_notice *n = &b->board.list[i];
        if (board_words(n->words).is_event)
            keep(s, n->words, n->at_s, "seen");
    }
    s->visit.library_is =
        s->visit.library_is == LIBRARY_MADE_ANEW ? LIBRARY_AS_IT_WAS : s->visit.library_is;
}
