#include "screen/told.h"
#include "book/lang_name.h"
#include "ui/messages.h"
#include "ui/tongue.h"

#include <string.h>
#include <strings.h>

void told_add(struct told *t, const char *words)
{
    str_add(&t->shown, words);
    str_add(&t->said, words);
}

void told_add_in(struct told *t, const char *words, const char *lang)
{
    str_add(&t->shown, words);
    tongue_add(&t->said, words, lang ? lang : "");
}

void told_add_with(struct told *t, const char *format, const struct told *inner)
{
    /* the sentence comes from the catalogue, which the compiler can't see */
    str_addf(&t->shown, format, str_text(&inner->shown));
    str_addf(&t->said, format, str_text(&inner->said));
}

/* Without its country. */
static void primary_tag(const char *lang, struct str *out)
{
    str_add_bytes(out, lang, strcspn(lang, "-_"));
}

void told_add_language(struct told *t, const char *lang)
{
    struct str tag = {0}, name = {0};
    primary_tag(lang, &tag);
    lang_name_add(&name, str_text(&tag), str_text(&tag));
    told_add_in(t, str_text(&name), str_text(&tag));
    str_free(&tag);
    str_free(&name);
}

void told_part(struct told *t)
{
    if (t->shown.length_bytes)
        told_add(t, ". ");
}

bool told_add_other_language(struct told *t, const char *lang)
{
    char interface[16];
    struct str tag = {0};
    messages_lang(interface);
    primary_tag(lang ? lang : "", &tag);
    size_t bytes = strcspn(interface, "-_");
    bool is_other = tag.length_bytes && (bytes != tag.length_bytes ||
                                         strncasecmp(str_text(&tag), interface, bytes) != 0);
    if (is_other)
        told_add_language(t, str_text(&tag));
    str_free(&tag);
    return is_other;
}

void told_to_widget(const struct told *t, struct widget_list *list, struct widget *w)
{
    bool differs = strcmp(str_text(&t->shown), str_text(&t->said)) != 0;
    if (w && differs && *widget_value(list, w))
        widget_set_said(list, w, str_text(&t->said));
}

void told_free(struct told *t)
{
    str_free(&t->shown);
    str_free(&t->said);
}
