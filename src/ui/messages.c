#include "ui/messages.h"

#include <dirent.h>
#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "book/lang_name.h"

#define DOMAIN    "lectern"
#define CATALOGUE "LC_MESSAGES/" DOMAIN ".mo"

/* The folder of catalogues: the build's own, else the installed one. Free with free. */
static char *catalogue_folder(void)
{
    const char *folder = LECTERN_BUILD "/locale";
    return mem_copy_string(access(folder, R_OK) == 0 ? folder : LECTERN_LOCALEDIR);
}

/* gettext asks LANGUAGE only where the process's locale is not "C"; from glibc 2.39 on (Debian 13) nor "C.UTF-8", the only other one
 * that a kiosk has. Asked for C_GB.UTF-8, glibc opens C.UTF-8 and keeps the name, so that LANGUAGE counts on 2.36 and 2.41 alike. */
static bool set_locale(void)
{
    static const char *const names[] = {"C_GB.UTF-8", "en_GB.UTF-8", "en_US.UTF-8", "C.UTF-8"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (setlocale(LC_MESSAGES, names[i]))
            return true;
    }
    return false;
}

void messages_set_lang(const char *lang)
{
    char tag[16];
    snprintf(tag, sizeof tag, "%s", lang && *lang ? lang : "en");
    for (char *c = tag; *c; c++)
        *c = (char)(*c == '-' ? '_' : *c); /* gettext's folders are named like locales */
    /* Once LANGUAGE is there, setting it again only swaps a pointer and frees nothing: other threads may read the environment. */
    setenv("LANGUAGE", tag, 1);
    char *folder = catalogue_folder();
    bindtextdomain(DOMAIN, folder);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    free(folder);
    setlocale(LC_MESSAGES, "C"); /* a change of locale makes gettext forget what it found */
    if (strcmp(tag, "en") != 0 && !set_locale())
        log_note("the system has no UTF-8 locale: messages stay in English");
}

void messages_lang(char out[16])
{
    static const char field[] = "Language: ";
    const char *header = dgettext(DOMAIN, ""); /* a catalogue's translation of nothing */
    const char *at = strstr(header, field);
    snprintf(out, 16, "en");
    if (!at)
        return;
    at += sizeof field - 1;
    snprintf(out, 16, "%.*s", (int)strcspn(at, "\n"), at);
    for (char *c = out; *c; c++)
        *c = (char)(*c == '_' ? '-' : *c);
}

bool messages_is_rtl(void)
{
    static const char *const langs[] = {"ar", "ckb", "dv", "fa", "he",
                                        "ps", "sd",  "ug", "ur", "yi"};
    char tag[16];
    messages_lang(tag);
    tag[strcspn(tag, "-")] = 0;
    for (size_t i = 0; i < sizeof langs / sizeof *langs; i++) {
        if (strcmp(tag, langs[i]) == 0)
            return true;
    }
    return false;
}

static bool is_pseudo(const char *tag)
{
    const char *region = strchr(tag, '-');
    return region && (strcmp(region, "-XA") == 0 || strcmp(region, "-XB") == 0);
}

static void add_lang(struct messages_lang *out, size_t *count, const char *tag)
{
    if (*count == MESSAGES_LANGS_MOST)
        return;
    struct messages_lang *lang = &out[(*count)++];
    snprintf(lang->tag, sizeof lang->tag, "%s", tag);
    struct str name = {0};
    lang_name_add(&name, tag, tag);
    snprintf(lang->name, sizeof lang->name, "%s", str_text(&name));
    str_free(&name);
}

static int compare_tags(const void *a, const void *b)
{
    const struct messages_lang *one = a, *other = b;
    return strcmp(one->tag, other->tag);
}

size_t messages_langs(struct messages_lang out[MESSAGES_LANGS_MOST])
{
    char present[16];
    messages_lang(present);
    size_t count = 0;
    add_lang(out, &count, "en");
    char *folder = catalogue_folder();
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && (entry = readdir(dir));) {
        char tag[16], path[512];
        if (entry->d_name[0] == '.' || strlen(entry->d_name) >= sizeof tag ||
            (size_t)snprintf(path, sizeof path, "%s/%s/" CATALOGUE, folder, entry->d_name) >=
                sizeof path)
            continue;
        memcpy(tag, entry->d_name, strlen(entry->d_name) + 1);
        for (char *c = tag; *c; c++)
            *c = (char)(*c == '_' ? '-' : *c);
        if (access(path, R_OK) == 0 && (!is_pseudo(tag) || is_pseudo(present)))
            add_lang(out, &count, tag);
    }
    if (dir)
        closedir(dir);
    free(folder);
    qsort(out + 1, count - 1, sizeof *out, compare_tags);
    return count;
}

/* An empty text has no translation: gettext would answer with the catalogue's header. */
const char *tr(const char *english)
{
    return *english ? dgettext(DOMAIN, english) : english;
}

const char *trn(const char *one, const char *many, unsigned long n)
{
    return dngettext(DOMAIN, one, many, n);
}

/* What happened, and what to do; the subject, where there is one, stands before: "report.pdf: The file is cut off..." */
static const char *sentence(enum err err)
{
    switch (err) {
    case ERR_OK:
        return tr("Done.");
    case ERR_CANCELLED:
        return tr("You stopped this. Nothing was changed.");
    case ERR_NO_MEMORY:
    case ERR_TOO_BIG:
        return tr("This document is too big. Ask its maker for a smaller one.");
    case ERR_IO:
        return tr("The file can't be read. Check the stick and try again.");
    case ERR_DISK_FULL:
        return tr("There is no room left. Remove a document first.");
    case ERR_NOT_FOUND:
        return tr("There is nothing by that name. Check the name.");
    case ERR_DENIED:
        return tr("This kiosk may not open that. Check who owns it.");
    case ERR_READ_ONLY:
        return tr("The card can't be written to. Switch the kiosk off and on.");
    case ERR_USAGE:
        return tr("That is not something Lectern can do. Try lectern --help.");
    case ERR_CONFIG:
        return tr("A line of the settings is not understood. Mend that line.");
    case ERR_DAMAGED:
        return tr("This document is damaged. Ask its maker for a new copy.");
    case ERR_LOCKED:
        return tr("This document is locked with a password. Ask for an open copy.");
    case ERR_NO_TEXT:
        return tr("This document has pictures only, no words. Ask for one with words.");
    case ERR_NOT_A_KIND:
        return tr("Lectern can't read this kind of file. Save it as a PDF.");
    case ERR_EMPTY:
        return tr("This file is empty. Copy it again.");
    case ERR_TOO_SLOW:
        return tr("This document took too long to read. Ask for a simpler copy.");
    case ERR_WORKER:
        return tr("Reading this document went wrong. Ask its maker for a new copy.");
    case ERR_BOOK:
        return tr("The kept copy is damaged. Add the document again.");
    case ERR_LIBRARY:
        return tr("The library can't be opened. Please tell a member of staff.");
    case ERR_PIN_WRONG:
        return tr("That PIN is not right. Try again.");
    case ERR_PIN_WAIT:
        return tr("Too many wrong PINs. Wait, then try again.");
    case ERR_PIN_UNSET:
        return tr("There is no staff PIN yet. Choose one.");
    case ERR_PIN_SHORT:
        return tr("A PIN has six numbers or more. Add more numbers.");
    case ERR_PACK:
        return tr("This pack is damaged or wrongly made. Ask its maker for a new one.");
    case ERR_SIGNATURE:
        return tr("The signature is missing or wrong. Ask the maker for a new copy.");
    case ERR_UNTRUSTED:
        return tr("This kiosk does not trust its maker's key. Add that key first.");
    case ERR_OLDER:
        return tr("A later version is here already. Add the latest one.");
    case ERR_EXPIRED:
        return tr("The last day of this pack is over. Ask its maker for a new one.");
    case ERR_COPY:
        return tr("This copy is not whole, or was changed. Use another one.");
    case ERR_PASSWORD:
        return tr("The password of the key is wrong or missing. Try again.");
    case ERR_NO_VOICE:
        return tr("There is no voice on this kiosk. Please tell a member of staff.");
    case ERR_NO_SOUND:
        return tr("There is no sound now. The words still light up.");
    case ERR_NO_FONT:
        return tr("The letters for the screen are missing. Install the fonts.");
    case ERR_NO_SCREEN:
        return tr("There is no screen to draw on. Check the cable.");
    case ERR_COUNT:
        break;
    }
    return tr("Something went wrong. Please tell a member of staff.");
}

void messages_error(enum err err, const char *subject, char *out, size_t out_bytes)
{
    if (subject && *subject)
        snprintf(out, out_bytes, "%s: %s", subject, sentence(err));
    else
        snprintf(out, out_bytes, "%s", sentence(err));
}
