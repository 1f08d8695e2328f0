/* scratch.h: a folder of its own for each test, and small files and libraries in it. */
#ifndef LECTERN_TESTS_LIBRARY_SCRATCH_H
#define LECTERN_TESTS_LIBRARY_SCRATCH_H

/* cmocka wants these before it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/mem.h"
#include "base/str.h"
#include "library/catalogue.h"

#include <dirent.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static inline int scratch_remove_one(const char *path, const struct stat *st, int type,
                                     struct FTW *at)
{
    (void)st;
    (void)type;
    (void)at;
    return remove(path);
}

static inline void scratch_remove(const char *path)
{
    nftw(path, scratch_remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

/* For cmocka: *state is the folder's path. */
static inline int scratch_setup(void **state)
{
    const char *temp = getenv("TMPDIR");
    char *path = file_join(temp && *temp ? temp : "/tmp", "lectern-XXXXXX");
    *state = mkdtemp(path);
    return *state ? 0 : -1;
}

static inline int scratch_teardown(void **state)
{
    scratch_remove(*state);
    free(*state);
    return 0;
}

/* folder/name, in a buffer of the caller's. */
struct scratch_path {
    char text[512];
};

static inline struct scratch_path scratch_at(const char *folder, const char *name)
{
    struct scratch_path path;
    assert_in_range(snprintf(path.text, sizeof path.text, "%s/%s", folder, name), 1,
                    sizeof path.text - 1);
    return path;
}

/* Writes a file, making the folders above it. */
static inline void scratch_write(const char *folder, const char *name, const char *text)
{
    struct scratch_path path = scratch_at(folder, name), above = path;
    *strrchr(above.text, '/') = 0;
    assert_int_equal(file_make_folders(above.text), ERR_OK);
    FILE *f = fopen(path.text, "w");
    assert_non_null(f);
    assert_int_equal(fwrite(text, 1, strlen(text), f), strlen(text));
    assert_int_equal(fclose(f), 0);
}

static inline bool scratch_has(const char *folder, const char *name)
{
    return access(scratch_at(folder, name).text, F_OK) == 0;
}

/* How many files a folder holds; 0 when it does not exist. */
static inline size_t scratch_count(const char *folder, const char *name)
{
    size_t count = 0;
    DIR *dir = opendir(scratch_at(folder, name).text);
    const struct dirent *entry;
    while (dir && (entry = readdir(dir)))
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    if (dir)
        closedir(dir);
    return count;
}

static inline struct catalogue *scratch_open(const char *folder)
{
    struct catalogue *c = NULL;
    assert_int_equal(catalogue_open(folder, true, &c), ERR_OK);
    return c;
}

/* An id made of a number: 64 digits that begin with it. */
static inline void scratch_id(char id[65], unsigned number)
{
    snprintf(id, 65, "%08x%056d", number, 0);
}

/* Publishes a document whose files say nothing, with the id scratch_id(number). */
static inline void scratch_publish(struct catalogue *c, unsigned number, const char *section,
                                   const char *title, bool easy_read)
{
    char name[] = "name.pdf", lang[] = "en", author[] = "A. N. Author", one[256], two[256];
    snprintf(one, sizeof one, "%s", section);
    snprintf(two, sizeof two, "%s", title);
    struct document d = {.title = two,
                         .author = author,
                         .lang = lang,
                         .section = one,
                         .name = name,
                         .pages = number,
                         .words = 10 * number,
                         .source = 1,
                         .order = 2,
                         .easy_read = easy_read,
                         .bytes = 1u + number,
                         .added_s = 1700000000 + number};
    scratch_id(d.id, number);
    const char *folder = catalogue_folder(c);
    scratch_write(folder, "incoming/d", "document");
    scratch_write(folder, "incoming/b", "book");
    bool known = true;
    assert_int_equal(catalogue_publish(c, &d, scratch_at(folder, "incoming/d").text,
                                       scratch_at(folder, "incoming/b").text, &known),
                     ERR_OK);
    assert_false(known);
}

#endif
