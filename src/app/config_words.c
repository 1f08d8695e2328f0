/* config_words: what is wrong in lectern.ini, as sentences for who wrote it. */
#include "app/config_settings.h"
#include "ui/messages.h"

#include <stdio.h>

static void add_line(const struct config_mistake *m, struct str *out)
{
    switch (m->fault) {
    case CONFIG_VALUE:
        str_addf(out, tr("'%s' can't be '%s'."), m->name, m->value);
        break;
    case CONFIG_NAME:
        str_addf(out, tr("[%s] has no setting '%s'."), m->part, m->name);
        break;
    case CONFIG_PART:
        str_addf(out, tr("There is no part [%s]."), m->part);
        break;
    case CONFIG_NO_PART:
        str_addf(out, tr("'%s' stands in no part. Write [kiosk] or another above it."), m->name);
        break;
    case CONFIG_SIGN:
        str_addf(out, tr("There is no sign '%s'. A folder stands in its place."), m->value);
        break;
    case CONFIG_FULL:
        str_addf(out, tr("'%s' is one too many. Take another out."), m->name);
        break;
    case CONFIG_TWICE:
        str_addf(out, tr("'%s' stands here again. This line counts."), m->name);
        break;
    case CONFIG_NO_END:
        str_add(out, tr("A part's name ends with ]."));
        break;
    case CONFIG_NO_LOGO:
        str_addf(out, tr("There is no picture '%s' beside it."), m->value);
        str_add_char(out, ' ');
        if (*m->part)
            str_addf(out, tr("Is it '%s'?"), m->part);
        else
            str_add(out, tr("Copy it to the card, under that name."));
        break;
    case CONFIG_TOO_LONG:
        str_add(out, tr("It is too long. Make it shorter."));
        break;
    case CONFIG_NO_TEXT:
        str_add(out, tr("It has signs that are no letters. Write it again."));
        break;
    default:
        str_add(out, tr("It is no setting. Write a name, = and a value."));
    }
}

static void add_file(const struct config_mistakes *all, const struct config_mistake *m,
                     struct str *out)
{
    switch (m->fault) {
    case CONFIG_FILE_GONE:
        str_addf(out, tr("%s is not there."), all->file);
        if (*m->name) {
            str_add_char(out, ' ');
            str_addf(out, tr("%s was read in its place. Take .txt off its name."), m->name);
        }
        break;
    case CONFIG_FILE_BESIDE:
        str_addf(out, tr("%s is not read. Only %s is."), m->name, all->file);
        break;
    case CONFIG_FILE_FOLDER:
        str_addf(out, tr("%s is a folder. It has to be a file."), all->file);
        break;
    case CONFIG_FILE_RICH:
        str_addf(out, tr("%s has no plain text. Save it as plain text."), all->file);
        break;
    case CONFIG_FILE_LONG:
        str_addf(out, tr("%s is too large. Its end is not read."), all->file);
        break;
    default:
        str_addf(out, tr("%s can't be read. Copy it to the card again."), all->file);
    }
}

void config_mistake_words(const struct config_mistakes *all, int at, char *out, size_t bytes)
{
    const struct config_mistake *m = &all->list[at];
    struct str words = {0};
    if (!m->line) {
        add_file(all, m, &words);
    } else {
        str_addf(&words, tr("Line %u of %s:"), m->line, all->file);
        str_add_char(&words, ' ');
        add_line(m, &words);
    }
    bool has_more = m->fault == CONFIG_VALUE || m->fault == CONFIG_SIGN ||
                    m->fault == CONFIG_NAME || m->fault == CONFIG_PART;
    if (has_more)
        str_add_char(&words, ' ');
    if (m->fault == CONFIG_VALUE || m->fault == CONFIG_SIGN)
        config_add_expected(m, &words);
    else if (m->fault == CONFIG_NAME)
        config_add_known(m->part, m->name, &words);
    else if (m->fault == CONFIG_PART)
        config_add_known(NULL, m->part, &words);
    snprintf(out, bytes, "%s", str_text(&words));
    str_free(&words);
}
