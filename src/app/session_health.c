/* session_health: how this kiosk is, gathered when staff look; and what is remembered of the last time that documents were added. */
#include "app/devices.h"
#include "app/session_parts.h"
#include "base/file.h"
#include "base/log.h"
#include "library/drop_folder.h"
#include "screen/health.h"
#include "speech/audio.h"
#include "ui/messages.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statvfs.h>
#include <time.h>

#define KEY_IMPORT                                                                                 \
    "kiosk.import" /* "UNIX-SECONDS ADDED KNOWN REFUSED ERR"; 0 s: the clock was not set */

static bool is_workers(enum err err)
{
    return err == ERR_WORKER || err == ERR_TOO_SLOW || err == ERR_NO_MEMORY;
}

void health_note_import(struct session *s, const struct import_list *list, enum err err)
{
    struct import_tally tally = import_list_tally(list);
    int64_t now_s = session_now_s(s);
    char text[128];
    for (size_t i = 0; i < list->count; i++)
        s->worker_failures +=
            list->items[i].outcome == IMPORT_REFUSED && is_workers(list->items[i].err);
    snprintf(text, sizeof text, "%" PRId64 " %zu %zu %zu %s", clock_is_trusted(now_s) ? now_s : 0,
             tally.added, tally.known, tally.refused, err_name(err));
    enum err kept = s->catalogue ? catalogue_set(s->catalogue, KEY_IMPORT, text) : ERR_LIBRARY;
    if (kept != ERR_OK)
        log_error("how the adding ended can't be written down: %s", err_name(kept));
}

static struct visit_import read_import(struct session *s)
{
    struct visit_import out = {.has = false};
    char *text = NULL;
    if (!s->catalogue || catalogue_get(s->catalogue, KEY_IMPORT, &text) != ERR_OK || !text)
        return out;
    out.has = sscanf(text, "%" SCNd64 " %u %u %u %31s", &out.at_s, &out.added, &out.known,
                     &out.refused, out.err) == 5;
    free(text);
    return out;
}

static void read_rebuilt(struct session *s, char *out, size_t bytes)
{
    char *name = NULL;
    if (s->catalogue && catalogue_get(s->catalogue, CATALOGUE_REBUILT, &name) == ERR_OK && name)
        snprintf(out, bytes, "%s", name);
    free(name);
}

/* In words: a pack that was refused, or the folder itself that can't be read. */
static void read_drop(const struct session *s, char *out, size_t bytes)
{
    struct drop_state drop;
    if (!drop_state(s, &drop) || (drop.is_there && drop.err == ERR_OK))
        return;
    enum err err = drop.err != ERR_OK ? drop.err : ERR_NOT_FOUND;
    messages_error(err, *drop.problem ? drop.problem : s->config->drop, out, bytes);
}

static void read_space(const struct session *s, struct visit_health *h)
{
    struct statvfs fs;
    h->is_fixed = file_is_fixed(s->config->library);
    if (statvfs(s->config->library, &fs) != 0)
        return;
    h->free_bytes = (uint64_t)fs.f_bavail * fs.f_frsize;
    h->all_bytes = (uint64_t)fs.f_blocks * fs.f_frsize;
}

_Static_assert((int)VISIT_SETTINGS_LINES == (int)CONFIG_MISTAKES_MOST, "each mistake has its line");

static void read_settings_file(const struct session *s, struct visit_settings_file *out)
{
    const struct config_mistakes *mistakes = &s->config->mistakes;
    out->count = mistakes->count;
    out->more = mistakes->more;
    out->has_pin = *s->config->pin;
    for (int i = 0; i < mistakes->count; i++)
        config_mistake_words(mistakes, i, out->lines[i], sizeof out->lines[i]);
}

void health_begin(struct session *s)
{
    struct visit_health *h = &s->visit.kiosk.health;
    static const char build_day_form[] = "%Y-%m-%d";
    *h = (struct visit_health){.now_s = session_now_s(s),
                               .import = read_import(s),
                               .worker_failures = s->worker_failures,
                               .page_failures = s->page_failures,
                               .version = LECTERN_VERSION};
    time_t built = (time_t)clock_build_s();
    struct tm tm = {0};
    gmtime_r(&built, &tm);
    strftime(h->day, sizeof h->day, build_day_form, &tm);
    h->clock_is_set = clock_is_trusted(h->now_s);
    h->lacks_touch = devices_lack_touch();
    h->headset = s->audio && strcmp(audio_route(s->audio), "headset") == 0;
    read_settings_file(s, &h->config);
    drop_problem(s, h->drop_problem, sizeof h->drop_problem);
    read_rebuilt(s, h->rebuilt, sizeof h->rebuilt);
    read_drop(s, h->drop_problem, sizeof h->drop_problem);
    read_space(s, h);
    board_read(s);
}

bool health_act(struct session *s, struct action act)
{
    if (act.kind != ACTION_HEALTH_SEEN)
        return false;
    enum err err = ERR_OK;
    if (act.argument == HEALTH_SEEN_BOARD)
        board_seen(s);
    else
        err = catalogue_set(s->catalogue, CATALOGUE_REBUILT, NULL);
    if (err != ERR_OK)
        session_notice_error(s, err, NULL);
    health_begin(s);
    s->visit.pages[s->visit.depth] = 0;
    if (session_speaks(s))
        session_say_screen(s);
    return true;
}
