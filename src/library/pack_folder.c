#include "library/pack_folder.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/database.h"
#include "library/pack.h"
#include "library/pack_kept.h"

#include <dirent.h>
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

/* Of a word list (staff's own have no more) and of a logo. */
enum { FILE_BYTES_MOST = 4 << 20 };

static enum err copy_member(const struct pack *pack, const char *member, const char *folder,
                            const char *name)
{
    const struct pack_member *from = pack_find(pack, member);
    if (!from || !from->file.document_path)
        return ERR_OK; /* an empty list says nothing */
    char *bytes = NULL, *path = file_join(folder, name);
    size_t count;
    enum err err = file_read(from->file.document_path, FILE_BYTES_MOST, &bytes, &count);
    if (err == ERR_OK)
        err = file_write_atomic(path, bytes, count);
    free(bytes);
    free(path);
    return err;
}

static bool is_english(const char *lang)
{
    return strncasecmp(lang, "en", 2) == 0 && (!lang[2] || lang[2] == '-');
}

/* "lexicon.tsv" for English, else "lexicon.cy.tsv"; glossaries always have their language in the name. */
static enum err copy_words(const struct pack *pack, const struct manifest_words *words,
                           size_t count, bool is_lexicon, const char *folder)
{
    enum err err = ERR_OK;
    for (size_t i = 0; i < count && err == ERR_OK; i++) {
        struct str name = {0};
        char lang[16];
        memcpy(lang, words[i].lang, sizeof lang);
        if (is_lexicon)
            lang[strcspn(lang, "-")] = 0; /* a lexicon is asked for by its language alone */
        if (is_lexicon && is_english(lang))
            str_add(&name, "lexicon.tsv");
        else
            str_addf(&name, "%s.%s.tsv", is_lexicon ? "lexicon" : "glossary", lang);
        err = copy_member(pack, words[i].path, folder, str_text(&name));
        str_free(&name);
    }
    return err;
}

/* A pack is no worse for a logo that can't be shown: it comes without. */
static enum err copy_logo(const struct pack *pack, const char *folder)
{
    const char *logo = pack->manifest.logo, *ending = pack_logo_ending(logo);
    const struct pack_member *from = *logo ? pack_find(pack, logo) : NULL;
    if (!from || !from->file.document_path)
        return ERR_OK;
    if (!ending || from->file.bytes > PACK_LOGO_BYTES_MOST) {
        log_note("%s: its logo %s is no PNG, JPEG or SVG of at most 4 MB: it is not shown",
                 pack->manifest.id, logo);
        return ERR_OK;
    }
    struct str name = {0};
    str_addf(&name, "logo%s", ending);
    enum err err = copy_member(pack, logo, folder, str_text(&name));
    str_free(&name);
    return err;
}

static enum err fill(const struct pack *pack, const char *folder)
{
    const struct manifest *m = &pack->manifest;
    enum err err = copy_member(pack, MANIFEST_NAME, folder, MANIFEST_NAME);
    if (err == ERR_OK)
        err = copy_words(pack, m->glossaries, m->glossary_count, false, folder);
    if (err == ERR_OK)
        err = copy_words(pack, m->lexicons, m->lexicon_count, true, folder);
    if (err == ERR_OK)
        err = copy_logo(pack, folder);
    if (err == ERR_OK)
        err = pack_kept_write(pack, folder);
    return err;
}

enum err pack_folder_write(const char *library, const struct pack *pack, char **out)
{
    char *packs = file_join(library, "packs");
    struct str path = {0};
    *out = NULL;
    str_addf(&path, "%s/%s.XXXXXX", packs, pack->manifest.id);
    enum err err = file_make_folders(packs);
    if (err == ERR_OK && !mkdtemp(path.data))
        err = err_from_errno(errno);
    if (err == ERR_OK) {
        *out = mem_copy_string(file_name(path.data));
        if (chmod(path.data, 0755) != 0)
            err = err_from_errno(errno);
    }
    if (err == ERR_OK)
        err = fill(pack, path.data);
    if (err == ERR_OK)
        err = file_sync_folder(packs);
    str_free(&path);
    free(packs);
    return err;
}

/* It holds files only: we made it. */
static bool remove_folder(const char *path)
{
    DIR *dir = opendir(path);
    const struct dirent *entry;
    while (dir && (entry = readdir(dir)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(dir), entry->d_name, 0);
    if (dir)
        closedir(dir);
    return rmdir(path) == 0 || errno == ENOENT || (errno == ENOTDIR && unlink(path) == 0);
}

void pack_folder_remove(const char *library, const char *name)
{
    struct str path = {0};
    str_addf(&path, "%s/packs/%s", library, name);
    if (!remove_folder(str_text(&path)))
        log_note("%s is left to the next sweep", str_text(&path));
    str_free(&path);
}

static enum err has_row(sqlite3 *db, const char *name, bool *out)
{
    sqlite3_stmt *s = NULL;
    int rc = sqlite3_prepare_v2(db, "SELECT 1 FROM pack WHERE folder = ?1", -1, &s, NULL);
    if (rc == SQLITE_OK)
        rc = sqlite3_bind_text(s, 1, name, -1, SQLITE_STATIC);
    if (rc == SQLITE_OK)
        rc = sqlite3_step(s);
    *out = rc == SQLITE_ROW;
    sqlite3_finalize(s);
    return database_err(rc);
}

enum err pack_folder_sweep(const char *library, sqlite3 *db)
{
    char *packs = file_join(library, "packs");
    DIR *dir = opendir(packs);
    enum err err = dir || errno == ENOENT ? ERR_OK : err_from_errno(errno);
    bool removed = false;
    const struct dirent *entry;
    while (dir && err == ERR_OK && (entry = readdir(dir))) {
        bool stays = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
        if (!stays)
            err = has_row(db, entry->d_name, &stays);
        if (err != ERR_OK || stays)
            continue;
        pack_folder_remove(library, entry->d_name);
        removed = true;
    }
    if (removed && err == ERR_OK && fsync(dirfd(dir)) != 0)
        err = err_from_errno(errno);
    if (dir)
        closedir(dir);
    free(packs);
    return err;
}
