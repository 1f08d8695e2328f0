/* A catalogue of strange words: whatever a translation says, messages end where their room ends, as whole letters, and a language has a name.
 * gettext's own reader of catalogues is not met: this stands in its place. Each NUL ends a translation; the first is the catalogue's header,
 * the others answer in turn. */
#include "strange.h"

#include "ui/messages.h"

#include <libintl.h>

static const char *header, *first, *end, *at; /* of this input */

#undef dgettext /* a macro for the other where the compiler optimizes */

char *dcgettext(const char *domainname, const char *msgid, int category)
{
    const char *words = at;
    (void)domainname;
    (void)category;
    if (!*msgid)
        return (char *)(uintptr_t)header;
    at += strlen(at) + 1;
    at = at < end ? at : first;
    return (char *)(uintptr_t)words;
}

char *dgettext(const char *domainname, const char *msgid)
{
    return dcgettext(domainname, msgid, 0);
}

static void check_lang(void)
{
    char lang[16];
    struct messages_lang langs[MESSAGES_LANGS_MOST];
    messages_lang(lang);
    must(memchr(lang, 0, sizeof lang) && *lang);
    (void)messages_is_rtl();
    size_t count = messages_langs(langs);
    must(count >= 1 && count <= MESSAGES_LANGS_MOST && strcmp(langs[0].tag, "en") == 0);
    for (size_t i = 0; i < count; i++)
        must(*langs[i].name && memchr(langs[i].name, 0, sizeof langs[i].name));
}

static void check_errors(const char *subject)
{
    char out[64];
    for (int err = 0; err <= ERR_COUNT; err++) {
        memset(out, 'x', sizeof out);
        messages_error((enum err)err, subject, out, sizeof out);
        must(memchr(out, 0, sizeof out) != NULL);
        must(utf8_is_valid(out, strlen(out)));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!utf8_is_valid((const char *)data, size))
        return 0; /* msgfmt takes no other catalogue */
    char *text = strange_text(data, size);
    header = text;
    end = text + size;
    first = text + strlen(text) + 1;
    first = at = first < end ? first : text + strlen(text);
    check_lang();
    check_errors(NULL);
    check_errors(first);
    free(text);
    return 0;
}
