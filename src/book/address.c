#include "book/address.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { PIECES_MOST = 4, TOP_LEVEL_LEAST = 2 };

static bool is_lower(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_alnum(char c)
{
    return is_lower((char)(c | 32)) || (c >= '0' && c <= '9');
}

static bool begins(const char *text, size_t bytes, const char *with)
{
    size_t n = strlen(with);
    return bytes >= n && strncasecmp(text, with, n) == 0;
}

/* Names after the last dot by which a bare 'example.org' is known; 'etc.The' is none. */
static bool is_top_level(const char *text, size_t bytes)
{
    static const char *const names[] = {"org",  "com",   "net",   "uk",   "eu",     "gov", "edu",
                                        "info", "wales", "cymru", "scot", "london", "ie",  "coop",
                                        "ngo",  "int",   "io",    "tv",   "ac",     NULL};
    for (const char *const *n = names; *n; n++) {
        if (strlen(*n) == bytes && memcmp(*n, text, bytes) == 0)
            return true;
    }
    return false;
}

/* Bytes that no address holds: white space, angle brackets, straight and curly double quotes. */
static size_t run_bytes(const char *text, size_t bytes)
{
    size_t i = 0;
    for (; i < bytes; i++) {
        unsigned char c = (unsigned char)text[i];
        if (c <= ' ' || c == 0x7f || strchr("<>\"|\\^`", c))
            break;
        bool curly = c == 0xe2 && i + 2 < bytes && (unsigned char)text[i + 1] == 0x80 &&
                     ((unsigned char)text[i + 2] == 0x9c || (unsigned char)text[i + 2] == 0x9d);
        bool angle = c == 0xc2 && i + 1 < bytes &&
                     ((unsigned char)text[i + 1] == 0xab || (unsigned char)text[i + 1] == 0xbb);
        if (curly || angle)
            break;
    }
    return i;
}

/* Without a closing bracket that was not opened, and without the signs that end a sentence. */
static size_t trimmed(const char *text, size_t bytes)
{
    static const char *const ends[] = {"\xe2\x80\x99s", "'s",           "\xe2\x80\x99",
                                       "\xe2\x80\xa6",  "\xe2\x80\x98", NULL};
    for (bool cut = true; cut && bytes;) {
        cut = false;
        for (const char *const *end = ends; *end; end++) {
            size_t n = strlen(*end);
            if (bytes > n && memcmp(text + bytes - n, *end, n) == 0) {
                bytes -= n;
                cut = true;
            }
        }
        char last = text[bytes - 1];
        int open = 0;
        for (size_t i = 0; i < bytes; i++)
            open += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
        if (strchr(".,;:!?'*]}", last) || (last == ')' && open < 0) || (last == '(' && open > 0)) {
            bytes--;
            cut = true;
        }
    }
    return bytes;
}

/* The bytes of a host's name: labels of letters, digits and hyphens, with a dot between them. */
static size_t host_bytes(const char *text, size_t bytes, size_t *dots, size_t *last)
{
    size_t i = 0;
    *dots = *last = 0;
    for (; i < bytes; i++) {
        bool fits = is_alnum(text[i]) || (text[i] & 0x80) || text[i] == '-';
        if (text[i] == '.' && i > *last && i + 1 < bytes) {
            ++*dots;
            *last = i + 1;
        } else if (!fits) {
            break;
        }
    }
    return i;
}

static bool ends_host(const char *text, size_t bytes, size_t host)
{
    return host == bytes || strchr("/:?#", text[host]) != NULL;
}

/* The length of a web address that begins here; 0 none. */
static size_t web_bytes(const char *text, size_t bytes)
{
    size_t scheme = begins(text, bytes, "http://") ? 7 : begins(text, bytes, "https://") ? 8 : 0;
    bool www = begins(text + scheme, bytes - scheme, "www.");
    size_t end = trimmed(text, run_bytes(text, bytes)), dots, last;
    if (end <= scheme)
        return 0;
    size_t host = host_bytes(text + scheme, end - scheme, &dots, &last);
    if (!ends_host(text + scheme, end - scheme, host) || host - last < TOP_LEVEL_LEAST)
        return 0;
    if (scheme)
        return dots >= 1 + (size_t)www ? end : 0;
    if (www)
        return dots >= 2 ? end : 0;
    return dots && last >= 3 && is_top_level(text + scheme + last, host - last) ? end : 0;
}

static bool is_of_mail_name(char c)
{
    return is_alnum(c) || strchr("._%+-'", c) != NULL;
}

static bool find_mail(const char *text, size_t bytes, size_t *begin, size_t *length)
{
    const char *at = memchr(text, '@', bytes);
    if (!at)
        return false;
    size_t from = (size_t)(at - text), dots, last;
    while (from && text[from - 1] && is_of_mail_name(text[from - 1]))
        from--;
    while (text[from] == '.' || text[from] == '\'')
        from++;
    size_t room = bytes - (size_t)(at + 1 - text);
    size_t host = host_bytes(at + 1, trimmed(at + 1, run_bytes(at + 1, room)), &dots, &last);
    if (text + from == at || !dots || host - last < TOP_LEVEL_LEAST || !is_alnum(at[1 + last]))
        return false;
    *begin = from;
    *length = (size_t)(at - text) - from + 1 + trimmed(at + 1, host);
    return true;
}

bool address_find(const char *text, size_t bytes, size_t *begin, size_t *length)
{
    if (!memchr(text, '.', bytes))
        return false;
    const char *at = memchr(text, '@', bytes), *path = memchr(text, '/', bytes);
    if (at && (!path || path > at) && find_mail(text, bytes, begin, length))
        return true;
    for (size_t i = 0; i < bytes; i++) {
        bool starts = i == 0 || !(is_alnum(text[i - 1]) || strchr(".-@_", text[i - 1]));
        size_t n = starts && is_alnum(text[i]) ? web_bytes(text + i, bytes - i) : 0;
        if (n) {
            *begin = i;
            *length = n;
            return true;
        }
    }
    return false;
}

/* --- over several words --- */

static const char *word_text(const struct book *book, uint32_t n, size_t *bytes)
{
    *bytes = book->words[n].bytes;
    return book->pool + book->words[n].text;
}

/* Does a line end stand between word n and the next? */
static bool line_ends(const struct book *book, uint32_t n)
{
    const struct book_box *a = &book->words[n].box, *b = &book->words[n + 1].box;
    if (book->words[n].flags & WORD_LINE_AFTER)
        return true;
    return a->y1 && b->y1 && b->y0 >= (a->y0 + a->y1) / 2;
}

/* A sign within it that no word of a sentence has. */
static bool is_like_a_path(const char *text, size_t bytes)
{
    for (size_t i = 0, end = trimmed(text, bytes); i < end; i++) {
        if (strchr("/_=?&#%.-", text[i]) || (text[i] >= '0' && text[i] <= '9'))
            return true;
    }
    return false;
}

/* Is the next word the rest of the address whose beginning is `text`? */
static bool goes_on(const struct book *book, uint32_t n, const struct str *text)
{
    size_t bytes, begin, length;
    if (n >= book->word_count || book->words[n + 1].block != book->words[n].block)
        return false;
    const char *next = word_text(book, n + 1, &bytes), *sofar = str_text(text);
    size_t count = text->length_bytes;
    char last = sofar[count - 1];
    bool found = address_find(sofar, count, &begin, &length);
    bool is_begun = found || begins(sofar, count, "http://") || begins(sofar, count, "https://") ||
                    begins(sofar, count, "www.") || last == '@';
    if (next[0] == '@' && !found && is_alnum(last))
        return memchr(next, '.', bytes) != NULL;
    if (!is_begun || (found && begin + length < count && last != '.' && last != '?'))
        return false;
    bool open_end = is_alnum(last) && strchr("/?&=_#", next[0]) && is_like_a_path(next, bytes);
    if (open_end && bytes > 1)
        return line_ends(book, n);
    if (!is_alnum(next[0]))
        return false;
    switch (last) {
    case '@':
    case '=':
    case '_':
        return true;
    case '/':
        return !found || is_like_a_path(next, bytes);
    case '-':
        return line_ends(book, n) || is_like_a_path(next, bytes);
    case '?':
    case '&':
        return memchr(next, '=', bytes) != NULL;
    case '.':
        return !found && (is_lower(next[0]) || (next[0] >= '0' && next[0] <= '9'));
    default:
        return false;
    }
}

/* The address that begins in word `first`, if it reaches word n. */
static bool read_from(const struct book *book, uint32_t first, uint32_t n, struct address *out,
                      struct str *uri)
{
    struct str text = {0};
    size_t bytes, starts[PIECES_MOST], begin = 0, length = 0;
    uint32_t count = 0;
    for (uint32_t w = first; count < PIECES_MOST; w++) {
        const char *piece = word_text(book, w, &bytes);
        starts[count++] = text.length_bytes;
        str_add_bytes(&text, piece, bytes);
        if (count == PIECES_MOST || !goes_on(book, w, &text))
            break;
    }
    bool found = address_find(str_text(&text), text.length_bytes, &begin, &length);
    while (found && count > 1 && starts[count - 1] >= begin + length)
        count--;
    found = found && (count < 2 || begin < starts[1]) && n < first + count;
    if (found)
        *out = (struct address){first, first + count - 1};
    if (found && uri) {
        const char *from = str_text(&text) + begin;
        bool has_scheme = begins(from, length, "http://") || begins(from, length, "https://");
        const char *path = memchr(from, '/', length), *at = memchr(from, '@', length);
        bool is_mail = at && (!path || at < path);
        str_add(uri, has_scheme ? "" : is_mail ? "mailto:" : "https://");
        str_add_bytes(uri, from, length);
    }
    str_free(&text);
    return found;
}

bool address_at(const struct book *book, uint32_t n, struct address *out, struct str *uri)
{
    if (!n || n > book->word_count)
        return false;
    uint32_t least = book->blocks[book->words[n].block].first_word;
    for (uint32_t back = PIECES_MOST - 1; back < PIECES_MOST; back--) {
        if (n >= least + back && read_from(book, n - back, n, out, uri))
            return true;
    }
    return false;
}

/* --- what can be done with one --- */

bool address_is_for_people(const char *uri)
{
    size_t bytes = strlen(uri);
    static const char *const schemes[] = {"http://", "https://", "mailto:", "tel:", NULL};
    for (const char *const *s = schemes; *s; s++) {
        if (begins(uri, bytes, *s))
            return bytes > strlen(*s) && (is_alnum(uri[strlen(*s)]) || (uri[strlen(*s)] & 0x80) ||
                                          uri[strlen(*s)] == '+' || uri[strlen(*s)] == '[');
    }
    return false;
}

/* Can it be seen, and does it leave the line as it is? */
static bool is_plain(uint32_t cp)
{
    if (cp <= ' ' || (cp >= 0x7f && cp <= 0xa0) || cp == 0xad || cp == '"' || cp == '<' ||
        cp == '>' || cp == 0xfffd || cp == 0xfeff)
        return false;
    return !(cp >= 0x2000 && cp <= 0x200f) && !(cp >= 0x2028 && cp <= 0x202f) &&
           !(cp >= 0x205f && cp <= 0x206f) && cp != 0x3000 && cp != 0x61c;
}

void address_add_clean(const char *uri, struct str *out)
{
    size_t bytes = strlen(uri), used;
    for (size_t i = 0; i < bytes; i += used) {
        bool plain = is_plain(utf8_decode(uri + i, bytes - i, &used));
        if (plain)
            str_add_bytes(out, uri + i, used);
        for (size_t k = 0; !plain && k < used; k++)
            str_addf(out, "%%%02X", (unsigned)(unsigned char)uri[i + k]);
    }
}

/* Where it begins after its scheme. */
static const char *after_scheme(const char *uri)
{
    const char *end = strstr(uri, "://");
    if (end)
        return end + 3;
    end = strchr(uri, ':');
    return end ? end + 1 : uri;
}

void address_add_shown(const char *uri, struct str *out)
{
    bool is_web = begins(uri, strlen(uri), "http");
    const char *text = after_scheme(uri);
    size_t bytes = is_web ? strlen(text) : strcspn(text, "?");
    if (is_web && bytes && text[bytes - 1] == '/')
        bytes--;
    struct str part = {0};
    str_add_bytes(&part, text, bytes);
    address_add_clean(str_text(&part), out);
    str_free(&part);
}

void address_add_site(const char *uri, struct str *out)
{
    if (!begins(uri, strlen(uri), "http"))
        return;
    struct str part = {0};
    const char *host = after_scheme(uri);
    str_add_bytes(&part, uri, (size_t)(host - uri) + strcspn(host, "/?#"));
    address_add_clean(str_text(&part), out);
    str_free(&part);
}
