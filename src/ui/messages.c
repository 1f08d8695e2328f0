#include "ui/messages.h"

#include <libintl.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"

#define DOMAIN "lectern"

void messages_set_lang(const char *lang)
{
    if (!lang || !*lang || strncmp(lang, "en", 2) == 0)
        return; /* English stands in the code: no catalogue to open */
    setenv("LANGUAGE", lang, 1);
    setlocale(LC_MESSAGES, "C.UTF-8");
    char *folder = file_asset_path("locale");
    bindtextdomain(DOMAIN, folder);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    free(folder);
}

const char *tr(const char *english)
{
    return dgettext(DOMAIN, english);
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
