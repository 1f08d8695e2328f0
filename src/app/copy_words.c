#include "app/copy_words.h"
#include "base/clock.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/export.h"
#include "ui/messages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

void copy_words_date(int64_t unix_s, char out[COPY_DATE_BYTES])
{
    time_t now = (time_t)unix_s;
    struct tm day = {0};
    if (!clock_is_trusted(unix_s) || !localtime_r(&now, &day) ||
        !strftime(out, COPY_DATE_BYTES, "%Y-%m-%d", &day))
        out[0] = 0;
}

char *copy_words_read_me(const char *kiosk_name)
{
    struct str text = {0};
    str_addf(&text, "%s\n\n", kiosk_name);
    const char *const lines[] = {
        tr("This is a copy of all documents of a Lectern kiosk."),
        tr("You can open the documents in their folders on any computer."),
        tr("To fill another kiosk, put this stick into it."),
        tr("Then choose Staff, and Put a copy back."),
        tr("Do not change this folder. A changed copy is not taken."),
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        str_addf(&text, "%s\n", lines[i]);
    char *copy = mem_copy_string(str_text(&text));
    str_free(&text);
    return copy;
}

static const char *saving(enum err err)
{
    switch (err) {
    case ERR_DISK_FULL:
        return tr("The stick is too full for a copy. Use one with more room.");
    case ERR_TOO_BIG:
        return tr("One file is over 4 GB. Use a stick with exFAT.");
    case ERR_DENIED:
        return tr("This stick can't be written to. Try another one.");
    case ERR_IO:
        return tr("The stick was pulled, or is broken. Nothing was saved.");
    case ERR_CANCELLED:
        return tr("Stopped. Nothing was saved.");
    case ERR_NOT_FOUND:
        return tr("Something was removed while it was copied. Try again.");
    default:
        return NULL;
    }
}

static const char *restoring(enum err err)
{
    switch (err) {
    case ERR_IO:
        return tr("The stick was pulled, or is broken. What was added stays.");
    case ERR_CANCELLED:
        return tr("Stopped. What was added stays.");
    case ERR_DISK_FULL:
        return tr("This kiosk has no room for all of the copy.");
    default:
        return NULL;
    }
}

void copy_words_error(enum err err, bool saves, char *out, size_t bytes)
{
    const char *words = saves ? saving(err) : restoring(err);
    if (words)
        snprintf(out, bytes, "%s", words);
    else
        messages_error(err, NULL, out, bytes);
}

void copy_words_saved(const struct export_result *result, char *out, size_t bytes)
{
    char saved[160], more[160] = "", lost[160] = "";
    snprintf(saved, sizeof saved, tr("Documents saved on the stick: %zu. You can take it out."),
             result->documents);
    if (result->loose_packs)
        snprintf(more, sizeof more,
                 tr(" Packs that are not whole here: %zu. Their documents are saved."),
                 result->loose_packs);
    if (result->lost)
        snprintf(lost, sizeof lost, tr(" Damaged documents that were left out: %zu."),
                 result->lost);
    snprintf(out, bytes, "%s%s%s", saved, more, lost);
}
