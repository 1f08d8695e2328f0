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
#include "base/str.h"
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
static const char *const locales[] = {"C_GB.UTF-8", "en_GB.UTF-8", "en_US.UTF-8", "C.UTF-8"};

static bool set_locale(void)
{
    for (size_t i = 0; i < sizeof locales / sizeof *locales; i++) {
        if (setlocale(LC_MESSAGES, locales[i]))
            return true;
    }
    return false;
}

locale_t messages_new_locale(void)
{
    locale_t own = (locale_t)0;
    for (size_t i = 0; !own && i < sizeof locales / sizeof *locales; i++)
        own = newlocale(LC_MESSAGES_MASK, locales[i], (locale_t)0);
    return own;
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
    if (uselocale((locale_t)0) != LC_GLOBAL_LOCALE) { /* this thread's own is none of "C" */
        textdomain(textdomain(NULL));                 /* makes gettext forget, too */
        return;
    }
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
    int bytes = (int)strcspn(at, "\n");
    if (bytes)
        snprintf(out, 16, "%.*s", bytes, at);
    for (char *c = out; *c; c++)
        *c = (char)(*c == '_' ? '-' : *c);
}

bool messages_is_rtl(void)
{
    static const char *const langs[] = {"ar", "ckb", "dv", "fa", "he", "ps",
                                        "sd", "ug",  "ur", "yi", NULL};
    char tag[16];
    messages_lang(tag);
    tag[strcspn(tag, "-")] = 0;
    return str_is_among(tag, langs);
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
static const char *const sentences[ERR_COUNT] = {
    [ERR_OK] = TR_LATER("Done."),
    [ERR_CANCELLED] = TR_LATER("You stopped this. Nothing was changed."),
    [ERR_NO_MEMORY] = TR_LATER("This document is too big. Ask its maker for a smaller one."),
    [ERR_TOO_BIG] = TR_LATER("This document is too big. Ask its maker for a smaller one."),
    [ERR_IO] = TR_LATER("The file can't be read. Check the stick and try again."),
    [ERR_DISK_FULL] = TR_LATER("There is no room left. Remove a document first."),
    [ERR_NOT_FOUND] = TR_LATER("There is nothing by that name. Check the name."),
    [ERR_DENIED] = TR_LATER("This kiosk may not open that. Check who owns it."),
    [ERR_READ_ONLY] = TR_LATER("The card can't be written to. Switch the kiosk off and on."),
    [ERR_USAGE] = TR_LATER("That is not something Lectern can do. Try lectern --help."),
    [ERR_CONFIG] = TR_LATER("A line of the settings is not understood. Mend that line."),
    [ERR_DAMAGED] = TR_LATER("This document is damaged. Ask its maker for a new copy."),
    [ERR_LOCKED] = TR_LATER("This document is locked with a password. Ask for an open copy."),
    [ERR_NO_TEXT] = TR_LATER("This document has pictures only, no words. Ask for one with words."),
    [ERR_NOT_A_KIND] = TR_LATER("Lectern can't read this kind of file. Save it as a PDF."),
    [ERR_EMPTY] = TR_LATER("This file is empty. Copy it again."),
    [ERR_TOO_SLOW] = TR_LATER("This document took too long to read. Ask for a simpler copy."),
    [ERR_WORKER] = TR_LATER("Reading this document went wrong. Ask its maker for a new copy."),
    [ERR_BOOK] = TR_LATER("The kept copy is damaged. Add the document again."),
    [ERR_LIBRARY] = TR_LATER("The library can't be opened. Please tell a member of staff."),
    [ERR_PIN_WRONG] = TR_LATER("That PIN is not right. Try again."),
    [ERR_PIN_WAIT] = TR_LATER("Too many wrong PINs. Wait, then try again."),
    [ERR_PIN_UNSET] = TR_LATER("There is no staff PIN yet. Choose one."),
    [ERR_PIN_SHORT] = TR_LATER("A PIN has six numbers or more. Add more numbers."),
    [ERR_PACK] = TR_LATER("This pack is damaged or wrongly made. Ask its maker for a new one."),
    [ERR_SIGNATURE] = TR_LATER("The signature is missing or wrong. Ask the maker for a new copy."),
    [ERR_UNTRUSTED] = TR_LATER("This kiosk does not trust its maker's key. Add that key first."),
    [ERR_OLDER] = TR_LATER("A later version is here already. Add the latest one."),
    [ERR_EXPIRED] = TR_LATER("The last day of this pack is over. Ask its maker for a new one."),
    [ERR_COPY] = TR_LATER("This copy is not whole, or was changed. Use another one."),
    [ERR_PASSWORD] = TR_LATER("The password of the key is wrong or missing. Try again."),
    [ERR_NO_VOICE] = TR_LATER("There is no voice on this kiosk. Please tell a member of staff."),
    [ERR_NO_SOUND] = TR_LATER("There is no sound now. The words still light up."),
    [ERR_NO_FONT] = TR_LATER("The letters for the screen are missing. Install the fonts."),
    [ERR_NO_SCREEN] = TR_LATER("There is no screen to draw on. Check the cable."),
};

/* Where the room ended within a letter, what is there of it goes. */
static void drop_cut_letter(char *text)
{
    size_t end = strlen(text), begin = end;
    while (begin && ((unsigned char)text[begin - 1] & 0xC0) == 0x80)
        begin--;
    if (!begin)
        return;
    unsigned char lead = (unsigned char)text[begin - 1];
    size_t wanted = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    if (end - begin + 1 < wanted)
        text[begin - 1] = 0;
}

void messages_error(enum err err, const char *subject, char *out, size_t out_bytes)
{
    const char *known = (unsigned)err < ERR_COUNT ? sentences[err] : NULL;
    const char *sentence =
        known ? tr(known) : tr("Something went wrong. Please tell a member of staff.");
    int wanted = subject && *subject ? snprintf(out, out_bytes, "%s: %s", subject, sentence)
                                     : snprintf(out, out_bytes, "%s", sentence);
    if (wanted >= 0 && (size_t)wanted >= out_bytes)
        drop_cut_letter(out);
}
