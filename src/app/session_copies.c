/* session_copies: staff save all of the library to a stick, or put such a copy back. */
#include "app/copy_words.h"
#include "app/session_parts.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/copier.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SURE_AFTER_MS = 3000 /* before that, nobody can tell how long it takes */ };

static bool is_shown(const struct session *s)
{
    return s->visit.staff.is_in && visit_screen(&s->visit) == SCREEN_COPIES;
}

/* Another part of the same screen: it begins on its first page, and is said where screens speak. */
static void show_anew(struct session *s)
{
    s->stale = true;
    if (!is_shown(s))
        return;
    uint32_t subject = s->visit.subjects[s->visit.depth];
    if (session_speaks(s)) {
        session_replace(s, SCREEN_COPIES);
        s->visit.subjects[s->visit.depth] = subject;
    }
    s->visit.pages[s->visit.depth] = 0;
}

static void finish(struct session *s, const char *words)
{
    struct visit_copies *c = &s->visit.copies;
    c->work = COPIES_REST;
    c->stops = false;
    snprintf(c->said, sizeof c->said, "%s", words);
    c->unread = !s->visit.staff.is_in && *c->said;
    if (is_shown(s) && !session_speaks(s))
        session_say(s, c->said);
    else if (!is_shown(s) && s->visit.staff.is_in)
        session_tell(s, c->said);
    show_anew(s);
}

void copies_greet(struct session *s)
{
    struct visit_copies *c = &s->visit.copies;
    copies_find(s);
    if (c->unread)
        staff_say(s, c->said);
    c->unread = false;
}

/* --- what is on the stick --- */

static void keep_keys(struct visit_copies *c, const struct restore_summary *summary)
{
    struct str keys = {0};
    for (size_t i = 0; i < summary->key_count; i++) {
        const struct restore_key *key = &summary->keys[i];
        if (!key->is_trusted)
            str_addf(&keys, "%s%s (%s)", keys.length_bytes ? "\n" : "",
                     *key->makers ? key->makers : tr("A maker without a name"), key->name);
    }
    snprintf(c->keys, sizeof c->keys, "%s", str_text(&keys));
    str_free(&keys);
}

/* On any of the sticks, or of a stick's partitions. NULL: there is none. Free with free. */
static char *find_path(struct session *s)
{
    struct volumes_list in = {0};
    char *path = NULL;
    if (s->volumes)
        in = volumes_all(s->volumes);
    for (size_t i = 0; i < in.count && !path; i++)
        if (restore_find(in.folders[i], &path) != ERR_OK)
            path = NULL;
    return path;
}

void copies_find(struct session *s)
{
    struct visit_copies *c = &s->visit.copies;
    struct restore_summary summary = {0};
    char *path = find_path(s);
    c->is_found = c->asks = false;
    if (path) {
        enum err err = restore_look(s->config->library, path, &summary);
        if (err != ERR_OK)
            log_note("%s is no copy that can be put back (%s)", path, err_name(err));
        c->is_found = err == ERR_OK;
        snprintf(c->name, sizeof c->name, "%s", file_name(path));
        c->documents = summary.documents;
        c->packs = summary.packs;
        c->known = summary.known;
        c->bytes = summary.bytes;
        keep_keys(c, &summary);
        restore_summary_free(&summary);
    }
    free(path);
    s->stale = true;
}

/* --- saving --- */

static void start_saving(struct session *s)
{
    struct visit_copies *c = &s->visit.copies;
    c->said[0] = 0;
    if (request_stick_writable(s))
        c->work = COPIES_OPENING;
    show_anew(s);
}

static void write_copy(struct session *s)
{
    struct visit_copies *c = &s->visit.copies;
    char date[COPY_DATE_BYTES], *read_me = copy_words_read_me(s->config->name);
    copy_words_date(session_now_s(s), date);
    const struct export_options options = {.library = s->config->library,
                                           .folder = request_stick_folder(s),
                                           .date = date,
                                           .read_me = read_me};
    enum err err = copier_start_export(&options, s->wake, s->wake_data, &s->copier);
    free(read_me);
    c->work = err == ERR_OK ? COPIES_WRITING : COPIES_CLOSING;
    c->thousandths = 0;
    c->left_s = -1;
    s->copier_began_ms = clock_ms(s->clock);
    if (err != ERR_OK) {
        copy_words_error(err, true, c->said, sizeof c->said);
        request_stick_done(s);
    }
    show_anew(s);
}

static void end_saving(struct session *s)
{
    struct visit_copies *c = &s->visit.copies;
    enum err err = copier_err(s->copier);
    const struct export_result *result = copier_exported(s->copier);
    if (err == ERR_OK)
        copy_words_saved(result, c->said, sizeof c->said);
    else
        copy_words_error(err, true, c->said, sizeof c->said);
    copier_free(s->copier);
    s->copier = NULL;
    c->work = COPIES_CLOSING;
    request_stick_done(s);
    show_anew(s);
}

static void watch_stick(struct session *s)
{
    struct visit_copies *c = &s->visit.copies;
    enum stick_state state = request_stick_state(s);
    if (c->work == COPIES_OPENING && state == STICK_OPEN)
        write_copy(s);
    else if (c->work == COPIES_OPENING && state == STICK_CLOSED)
        finish(s, ""); /* staff were told why */
    else if (c->work == COPIES_CLOSING && state == STICK_CLOSED) {
        char words[sizeof c->said];
        snprintf(words, sizeof words, "%s", request_stick_failed(s) ? "" : c->said);
        finish(s, words);
        copies_find(s);
    }
}

/* --- putting back --- */

static void start_putting(struct session *s, bool trusts)
{
    struct visit_copies *c = &s->visit.copies;
    const struct config_section_names sections = config_section_names(s->config);
    char *path = find_path(s);
    c->asks = false;
    c->said[0] = 0;
    if (!path) {
        copies_find(s);
        return;
    }
    const struct restore_options options = {.path = path,
                                            .trusts_keys = trusts,
                                            .importer = {.folder = s->config->library,
                                                         .limits = s->config->limits,
                                                         .sections = sections.names}};
    enum err err = copier_start_restore(&options, s->wake, s->wake_data, &s->copier);
    free(path);
    if (err != ERR_OK) {
        session_notice_error(s, err, NULL);
        return;
    }
    c->work = COPIES_VERIFYING;
    c->thousandths = 0;
    c->left_s = -1;
    c->done = c->count = 0;
    s->copier_began_ms = clock_ms(s->clock);
    show_anew(s);
}

static void ask_or_put(struct session *s)
{
    struct visit_copies *c = &s->visit.copies;
    if (!c->is_found || s->importer) {
        session_tell(s, tr("One moment. The last work is not finished yet."));
        return;
    }
    c->asks = *c->keys != 0;
    c->said[0] = 0;
    if (!c->asks)
        start_putting(s, false);
    show_anew(s);
}

static void add_refused(const struct restore_result *result, struct str *out)
{
    enum { TOLD_MOST = 3 };
    size_t told = 0;
    for (size_t i = 0; i < result->list.count && told < TOLD_MOST; i++) {
        const struct import_item *item = &result->list.items[i];
        if (item->outcome != IMPORT_REFUSED || (item->is_pack && item->err == ERR_UNTRUSTED))
            continue;
        char why[256];
        messages_error(item->err, NULL, why, sizeof why);
        str_addf(out, " %s: %s", item->title ? item->title : file_name(item->path), why);
        told++;
    }
}

static void end_putting(struct session *s)
{
    enum err err = copier_err(s->copier);
    const struct restore_result *result = copier_restored(s->copier);
    struct str words = {0};
    health_note_import(s, &result->list, err);
    if (err == ERR_OK) {
        str_addf(&words, tr("%zu added. %zu already here. %zu not added."), result->tally.added,
                 result->tally.known, result->tally.refused);
        add_refused(result, &words);
    } else {
        char why[256];
        copy_words_error(err, false, why, sizeof why);
        str_addf(&words, "%s%s%s", result->bad ? result->bad : "", result->bad ? ": " : "", why);
    }
    copier_free(s->copier);
    s->copier = NULL;
    first_begin(s);
    boxes_read(s);
    shelves_measure(s);
    shelves_changed(s);
    copies_find(s);
    finish(s, str_text(&words));
    str_free(&words);
}

/* --- all of it --- */

static void measure(struct session *s)
{
    struct visit_copies *c = &s->visit.copies;
    if (export_measure(s->config->library, &c->library_bytes) != ERR_OK)
        c->library_bytes = 0;
}

static void open_screen(struct session *s, int64_t subject)
{
    if (s->visit.copies.work == COPIES_REST)
        s->visit.copies.said[0] = 0;
    s->visit.copies.asks = false;
    if (subject == COPIES_SAVE)
        measure(s);
    session_push_about(s, SCREEN_COPIES, subject == COPIES_PUT_BACK);
}

static void do_one(struct session *s, int64_t what)
{
    bool rests = s->visit.copies.work == COPIES_REST;
    if (what == COPIES_START_SAVING && rests)
        start_saving(s);
    else if (what == COPIES_START_PUTTING && rests)
        ask_or_put(s);
    else if ((what == COPIES_TRUST || what == COPIES_NO_TRUST) && rests && s->visit.copies.asks)
        start_putting(s, what == COPIES_TRUST);
    else if (what == COPIES_STOP && s->copier) {
        s->visit.copies.stops = true;
        copier_cancel(s->copier);
        s->stale = true;
    }
}

bool copies_act(struct session *s, struct action act)
{
    struct visit_copies *c = &s->visit.copies;
    switch (act.kind) {
    case ACTION_STAFF_COPIES:
        open_screen(s, act.argument);
        return true;
    case ACTION_COPY:
        do_one(s, act.argument);
        return true;
    case ACTION_BACK:
        if (!is_shown(s) || !c->asks)
            return false;
        c->asks = false;
        show_anew(s);
        return true;
    default:
        return false;
    }
}

static void show_progress(struct session *s, const struct copy_progress *p)
{
    static const enum copies_work works[] = {[COPY_WRITING] = COPIES_WRITING,
                                             [COPY_CHECKING] = COPIES_VERIFYING,
                                             [COPY_ADDING] = COPIES_ADDING};
    struct visit_copies *c = &s->visit.copies;
    uint64_t passed_ms = clock_ms(s->clock) - s->copier_began_ms;
    int thousandths =
        p->total_bytes ? (int)(1000 * (double)p->done_bytes / (double)p->total_bytes) : 0;
    if (thousandths == c->thousandths && p->done == c->done && works[p->stage] == c->work)
        return;
    c->thousandths = thousandths > 1000 ? 1000 : thousandths;
    c->done = p->done;
    c->count = p->count;
    c->work = works[p->stage];
    c->left_s = p->done_bytes && passed_ms >= SURE_AFTER_MS
                    ? (int)((double)passed_ms / 1000 * (double)(p->total_bytes - p->done_bytes) /
                            (double)p->done_bytes)
                    : -1;
    s->stale |= is_shown(s);
}

void copies_tick(struct session *s)
{
    struct copy_progress progress = {0};
    watch_stick(s);
    if (!s->copier)
        return;
    if (!copier_poll(s->copier, &progress))
        show_progress(s, &progress);
    else if (copier_restores(s->copier))
        end_putting(s);
    else
        end_saving(s);
}

void copies_stop(struct session *s)
{
    copier_free(s->copier);
    s->copier = NULL;
}
