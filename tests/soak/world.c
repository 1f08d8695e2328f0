#include "world.h"

#include "app/session_parts.h"
#include "base/file.h"
#include "base/str.h"
#include "library/importer.h"
#include "library/keyring.h"
#include "library/pack_make.h"
#include "ui/messages.h"

#include <dirent.h>
#include <ftw.h>
#include <spawn.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    PATH_BYTES = 640,
    PACKS = 3,
    SMALL_FILES = 24,
    LONG_PARAGRAPHS = 400,
    KEY_BYTES_MOST = 4096
};

/* Of tests/golden/docs, into the library: what has a part of its own in the kiosk. */
static const char *const kept[] = {"chapters.epub",
                                   "read-from-the-right.pdf",
                                   "languages.docx",
                                   "tables-and-notes.odt",
                                   "notes.docx",
                                   "pictures-and-boxes.docx",
                                   "story.fb2",
                                   "links-and-contents.pdf",
                                   "two-columns.pdf",
                                   "lists.pdf",
                                   "footnotes.pdf",
                                   "writer-report.odt",
                                   "menus-and-banners.html"};

/* And onto a stick, good and bad. */
static const char *const mixed[] = {"headings-and-lists.docx",
                                    "markdown.md",
                                    "utf-16.txt",
                                    "picture-beside-text.pdf",
                                    "tables.docx",
                                    "wrapped.txt",
                                    "empty.txt",
                                    "cut-in-half.pdf",
                                    "cut-in-half.docx",
                                    "locked.epub",
                                    "binary.bin",
                                    "catalog-is-gone.pdf",
                                    "drawing-without-a-word.pdf"};

static const char from_the_right[] =
    "<!DOCTYPE html><html lang=he dir=rtl><head><title>\xd7\x9c\xd7\x9e\xd7\x99\xd7\x93\xd7\x94 "
    "\xd7\x9e\xd7\xa9\xd7\x95\xd7\xaa\xd7\xa4\xd7\xaa</title></"
    "head><body><h1>\xd7\x9c\xd7\x9e\xd7\x99"
    "\xd7\x93\xd7\x94 \xd7\x9e\xd7\xa9\xd7\x95\xd7\xaa\xd7\xa4\xd7\xaa</h1>";
static const char right_line[] =
    "<h2>\xd7\xa4\xd7\xa8\xd7\xa7 %d</h2><p>\xd7\x9b\xd7\x9c \xd7\x99\xd7\x9c\xd7\x93 "
    "\xd7\x9c\xd7\x95"
    "\xd7\x9e\xd7\x93 \xd7\x91-12 \xd7\x91\xd7\x99\xd7\xaa\xd7\x99 \xd7\xa1\xd7\xa4\xd7\xa8 "
    "\xd7\xa8\xd7\x92\xd7\x99\xd7\x9c\xd7\x99\xd7\x9d (SEND, 2025). \xd7\x96\xd7\x95 "
    "\xd7\x96\xd7\x9b"
    "\xd7\x95\xd7\xaa.</"
    "p><ul><li>\xd7\x90\xd7\x97\xd7\x93<li>\xd7\xa9\xd7\xa0\xd7\x99\xd7\x99\xd7\x9d"
    "</ul>";

static const char *at(char out[PATH_BYTES], const char *format, ...)
    __attribute__((format(printf, 2, 3)));

static const char *at(char out[PATH_BYTES], const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(out, PATH_BYTES, format, args);
    va_end(args);
    return out;
}

static bool failed(const char *what, const char *path)
{
    fprintf(stderr, "soak: %s %s\n", what, path);
    return false;
}

static bool copy(const char *from, const char *to)
{
    const char *const cp[] = {"cp", "-R", from, to, NULL};
    pid_t pid;
    int status;
    if (posix_spawnp(&pid, "cp", NULL, NULL, (char *const *)cp, environ) == 0 &&
        waitpid(pid, &status, 0) == pid && status == 0)
        return true;
    return failed("can't copy to", to);
}

static bool write_text(const char *path, const char *text)
{
    return file_write_atomic(path, text, strlen(text)) == ERR_OK || failed("can't write", path);
}

static bool make_folder(const char *path)
{
    return file_make_folders(path) == ERR_OK || failed("can't make", path);
}

/* --- the library --- */

static bool write_right(const char *path)
{
    struct str text = {0};
    str_add(&text, from_the_right);
    for (int i = 1; i <= 12; i++)
        str_addf(&text, right_line, i);
    bool written = write_text(path, str_text(&text));
    str_free(&text);
    return written;
}

/* Long enough that its screens are counted in slices, between events. */
static bool write_long(const char *path)
{
    struct str text = {0};
    str_add(&text, "A long paper\n\n");
    for (int i = 1; i <= LONG_PARAGRAPHS; i++)
        str_addf(&text,
                 "Paragraph %d. Support must come early, near home, and as a right. Where a school "
                 "can't "
                 "give it alone, the council helps; where the council is late, somebody must say "
                 "why.\n\n",
                 i);
    bool written = write_text(path, str_text(&text));
    str_free(&text);
    return written;
}

static bool import(const struct world *w, const char *folder)
{
    const char *sections[] = {"Campaigns", "Briefings",     "Resources", "History",
                              "Champions", "Participation", NULL};
    char path[PATH_BYTES];
    struct import_list list = {0};
    struct importer_options options = {.folder = at(path, "%s/kiosk", w->base),
                                       .limits = convert_limits_default()};
    enum err err = importer_find(folder, sections, "Resources", &list);
    if (err == ERR_OK)
        err = importer_add(&options, &list, NULL, NULL);
    for (size_t i = 0; i < list.count && err == ERR_OK; i++)
        err = list.items[i].outcome == IMPORT_REFUSED ? list.items[i].err : ERR_OK;
    import_list_free(&list);
    return err == ERR_OK || failed(err_name(err), folder);
}

static bool make_library(const struct world *w)
{
    char more[PATH_BYTES], path[PATH_BYTES], from[PATH_BYTES];
    bool made = make_folder(at(more, "%s/more/History", w->base)) &&
                write_right(at(path, "%s/right.html", more)) &&
                write_long(at(path, "%s/long.txt", more));
    at(more, "%s/more", w->base);
    for (size_t i = 0; i < sizeof kept / sizeof *kept && made; i++)
        made = copy(at(from, "%s/%s", SOAK_DOCS, kept[i]), more);
    return made && import(w, SOAK_SAMPLES) && import(w, more);
}

/* --- packs --- */

static bool write_pack(const char *folder, int version)
{
    char path[PATH_BYTES], text[1024];
    snprintf(text, sizeof text,
             "[pack]\nid = org.example.spring\nversion = %d\ntitle = Spring papers\nmaker = The "
             "makers\nlanguage = en-GB\nexpires = 2199-12-31\nglossary = words.tsv\nlexicon = "
             "say.tsv\n[Briefings]\ndocument = zebra.html\nedition = easy.html\n",
             version);
    bool made = make_folder(folder) && write_text(at(path, "%s/manifest.ini", folder), text) &&
                write_text(at(path, "%s/words.tsv", folder), "zemblan\t\tA person who helps.\n") &&
                write_text(at(path, "%s/say.tsv", folder), "ZQX\tzed queue ex\n");
    snprintf(text, sizeof text,
             "<!doctype html><html lang=en><title>Zebras at school</title><h1>Zebras at school</h1>"
             "<p>We ask for a zemblan in each school. The ZQX is late. Version %d.</p></html>",
             version);
    return made && write_text(at(path, "%s/zebra.html", folder), text) &&
           write_text(at(path, "%s/easy.html", folder),
                      "<!doctype html><html lang=en><title>Zebras at school. Easy Read</title>"
                      "<h1>Zebras. Easy Read</h1><p>We want help.</p></html>");
}

static bool make_packs(const struct world *w)
{
    char *text = NULL, folder[PATH_BYTES], out[PATH_BYTES], library[PATH_BYTES];
    size_t bytes, files;
    struct minisign_secret secret;
    struct minisign_key key;
    if (file_read(SOAK_KEY, KEY_BYTES_MOST, &text, &bytes) != ERR_OK ||
        minisign_open_secret(text, bytes, NULL, &secret) != ERR_OK)
        return failed("can't read", SOAK_KEY);
    free(text);
    bool made = true;
    for (int i = 1; i <= PACKS && made; i++) {
        struct manifest manifest;
        struct str problem = {0};
        const struct pack_order order = {.folder = at(folder, "%s/pack-%d", w->base, i),
                                         .out = at(out, "%s/%d.lectern", w->base, i),
                                         .secret = &secret};
        made = write_pack(folder, i) && pack_make(&order, &manifest, &files, &problem) == ERR_OK;
        if (made)
            manifest_free(&manifest);
        str_free(&problem);
    }
    minisign_public_of(&secret, &key);
    minisign_forget_secret(&secret);
    return made && keyring_trust(at(library, "%s/kiosk", w->base), &key) == ERR_OK;
}

/* The file, and its signature beside it. */
static bool copy_pack(const struct world *w, int version, const char *folder)
{
    char from[PATH_BYTES];
    return copy(at(from, "%s/%d.lectern", w->base, version), folder) &&
           copy(at(from, "%s/%d.lectern.minisig", w->base, version), folder);
}

/* --- sticks --- */

static bool make_small_files(const char *stick)
{
    char path[PATH_BYTES], text[256];
    bool made = true;
    for (int i = 1; i <= SMALL_FILES && made; i++) {
        snprintf(text, sizeof text, "Paper %d\n\nWe ask for support in every ordinary school.\n",
                 i);
        made = make_folder(at(path, "%s/%s", stick, i % 3 ? "Briefings" : "Papers of old")) &&
               write_text(
                   at(path, "%s/%s/Paper %d.txt", stick, i % 3 ? "Briefings" : "Papers of old", i),
                   text);
    }
    return made;
}

static bool make_newer(const char *stick)
{
    char path[PATH_BYTES];
    return make_folder(at(path, "%s/Champions", stick)) &&
           write_text(at(path, "%s/Champions/Four champions (2).html", stick),
                      "<!doctype html><html lang=en><title>Four champions for inclusion</title>"
                      "<h1>Four champions for inclusion</h1><p>A fifth has come since.</p></html>");
}

static bool make_sticks(const struct world *w)
{
    char stick[PATH_BYTES], from[PATH_BYTES];
    bool made = true;
    for (int i = 1; i <= WORLD_STICKS && made; i++) {
        at(stick, "%s/sticks/%d", w->base, i);
        made = make_folder(stick);
        switch (i) {
        case 1:
            made = made && copy(SOAK_SAMPLES "/.", stick);
            break;
        case 2:
            for (size_t m = 0; m < sizeof mixed / sizeof *mixed && made; m++)
                made = copy(at(from, "%s/%s", SOAK_DOCS, mixed[m]), stick);
            break;
        case 3:
            made = made && copy_pack(w, 1, stick) && copy_pack(w, 2, stick) &&
                   copy(at(from, "%s/pack-3", w->base), stick); /* nobody has signed it */
            break;
        case 4:
            made = made && make_small_files(stick);
            break;
        case 6:
            made = made && make_newer(stick) && copy_pack(w, 3, stick);
            break;
        default:
            break;
        }
    }
    return made;
}

/* --- all of it --- */

bool world_make_base(struct world *w)
{
    const char *temp = getenv("TMPDIR");
    snprintf(w->base, sizeof w->base, "%s/soak-XXXXXX", temp && *temp ? temp : "/tmp");
    if (!mkdtemp(w->base)) {
        perror(w->base);
        return false;
    }
    if (make_library(w) && make_packs(w) && make_sticks(w))
        return true;
    world_remove(w);
    return false;
}

bool world_begin_day(struct world *w, const char *name)
{
    char from[PATH_BYTES], to[PATH_BYTES];
    snprintf(w->day, sizeof w->day, "%s/%s", w->base, name);
    return make_folder(at(to, "%s/media", w->day)) && make_folder(at(to, "%s/drop", w->day)) &&
           copy(at(from, "%s/kiosk", w->base), w->day) &&
           copy(at(from, "%s/sticks", w->base), at(to, "%s/away", w->day));
}

static int remove_one(const char *path, const struct stat *stat, int kind, struct FTW *where)
{
    (void)stat;
    (void)kind;
    (void)where;
    return remove(path);
}

void world_end_day(const struct world *w)
{
    nftw(w->day, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

void world_remove(const struct world *w)
{
    nftw(w->base, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

void world_config(const struct world *w, uint64_t seed, struct config *c)
{
    static const char *const langs[] = {"en", "cy", "en", "ar-XB", "en", "en-XA"};
    char drop[PATH_BYTES], media[PATH_BYTES];
    messages_set_lang(langs[seed / 4 % 6]);
    messages_lang(c->lang);
    snprintf(c->mount_root, sizeof c->mount_root, "%s", at(media, "%s/media", w->day));
    snprintf(c->drop, sizeof c->drop, "%s", at(drop, "%s/drop", w->day));
    if (seed % 3 == 0)
        snprintf(c->logo, sizeof c->logo, "%s", SOAK_LOGO);
    if (seed % 7 == 3)
        c->idle_s = 0;
    if (seed % 5 == 4)
        c->display.is_set = false;
}

/* --- what events do --- */

void world_stick(const struct world *w, struct session *s, int which)
{
    char in[PATH_BYTES], out[PATH_BYTES];
    for (int i = 1; i <= WORLD_STICKS; i++) {
        at(in, "%s/media/%d", w->day, i);
        at(out, "%s/away/%d", w->day, i);
        if (i == which && rename(out, in) == 0) {
            volumes_pretend(s->volumes, in);
        } else if ((!which || i == -which) && rename(in, out) == 0) {
            volumes_pretend_out(s->volumes, in);
        }
    }
}

static void empty_drop(const char *folder)
{
    char path[PATH_BYTES];
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    while (dir && (entry = readdir(dir)))
        if (*entry->d_name != '.')
            unlink(at(path, "%s/%s", folder, entry->d_name));
    if (dir)
        closedir(dir);
}

void world_drop(const struct world *w, int what)
{
    char folder[PATH_BYTES], path[PATH_BYTES];
    at(folder, "%s/drop", w->day);
    if (what < PACKS) {
        copy_pack(w, what + 1, folder);
    } else if (what == PACKS) {
        copy_pack(w, 2, folder);
        if (truncate(at(path, "%s/2.lectern", folder), 700) != 0)
            failed("can't cut", path);
    } else {
        empty_drop(folder);
    }
}

void world_board(struct session *s, int what)
{
    static const char *const answers[WORLD_BOARDS] = {NULL, "done", "refused no-stick", ""};
    request_answer_as(s, answers[what % WORLD_BOARDS]);
}
