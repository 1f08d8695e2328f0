/* session_notice: what went wrong or has to be known, shown and said. */
#include "app/session_parts.h"
#include "base/file.h"
#include "base/log.h"
#include "ui/messages.h"
#include "ui/tongue.h"

#include <stdio.h>
#include <string.h>

static void add_said(struct str *out, const char *words, const char *lang)
{
    if (!*words)
        return;
    tongue_add(out, words, lang);
    str_add(out, strchr(".?!", words[strlen(words) - 1]) ? " " : ". ");
}

void session_notice_about(struct session *s, const char *title, const char *about, const char *lang,
                          const char *text)
{
    struct visit_notice *n = &s->visit.notice;
    snprintf(n->about, sizeof n->about, "%s", about);
    snprintf(n->about_lang, sizeof n->about_lang, "%s", lang);
    snprintf(n->title, sizeof n->title, "%s", title);
    snprintf(n->text, sizeof n->text, "%s", text);
    n->is_question = false;
    if (visit_screen(&s->visit) != SCREEN_NOTICE)
        session_push(s, SCREEN_NOTICE);
    s->stale = true;
    struct str words = {0};
    add_said(&words, title, "");
    add_said(&words, about, lang);
    str_add(&words, text);
    session_say(s, str_text(&words));
    str_free(&words);
}

void session_notice(struct session *s, const char *title, const char *text)
{
    session_notice_about(s, title, "", "", text);
}

enum err session_why(const struct session *s, enum err err)
{
    bool may_be_card = err == ERR_IO || err == ERR_DENIED || err == ERR_LIBRARY;
    if (!s->visit.staff.is_in && visit_screen(&s->visit) != SCREEN_PIN)
        return err;
    return may_be_card && file_is_fixed(s->config->library) ? ERR_READ_ONLY : err;
}

void session_notice_error(struct session *s, enum err err, const char *subject)
{
    session_notice_error_in(s, err, subject, "");
}

void session_notice_error_in(struct session *s, enum err err, const char *subject, const char *lang)
{
    char text[512];
    err = session_why(s, err);
    messages_error(err, NULL, text, sizeof text);
    log_error("%s: %s", subject ? subject : "lectern", err_name(err));
    session_notice_about(s, tr("Sorry"), subject ? subject : "", lang, text);
}
