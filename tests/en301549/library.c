#include "library.h"

#include "app/config.h"
#include "base/file.h"
#include "library/catalogue.h"
#include "library/importer.h"

#include <ftw.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Of tests/golden/docs: what the rules about documents look at. */
static const char *const docs[] = {"tagged.pdf",
                                   "running-heads.pdf",
                                   "tables.docx",
                                   "lists.pdf",
                                   "languages.docx",
                                   "odd-type.pdf",
                                   "hyphens-at-line-ends.pdf",
                                   "links-and-contents.pdf",
                                   "pictures-and-boxes.docx",
                                   "footnotes.pdf",
                                   "wrapped.txt",
                                   "two-columns.pdf"};

static bool import(const char *folder, struct import_list *list)
{
    struct catalogue *c;
    struct importer_options options = {.folder = folder, .limits = convert_limits_default()};
    enum err err = catalogue_open(folder, true, &c);
    if (err == ERR_OK) {
        catalogue_close(c);
        err = importer_add(&options, list, NULL, NULL);
    }
    for (size_t i = 0; i < list->count && err == ERR_OK; i++)
        err = list->items[i].outcome == IMPORT_REFUSED ? list->items[i].err : ERR_OK;
    if (err != ERR_OK)
        fprintf(stderr, "the library of the trial can't be made: %s\n", err_name(err));
    return err == ERR_OK;
}

static bool make_samples(const struct libraries *l)
{
    const char *sections[] = {"Campaigns", "Briefings",     "Resources", "History",
                              "Champions", "Participation", NULL};
    struct import_list list = {0};
    bool made = importer_find(EN301549_SAMPLES, sections, "Resources", &list) == ERR_OK &&
                import(l->samples, &list);
    import_list_free(&list);
    return made;
}

/* What none of them has: an empty cell under a head, and a list of its own. */
static const char table_and_list[] =
    "<!DOCTYPE html><html lang=en><head><title>A table and a list</title></head><body>"
    "<h1>A table and a list</h1><table><tr><th>Name<th>Colour</tr><tr><td>Ama<td>Red</tr>"
    "<tr><td>Ben<td></td></tr></table><ul><li>One pen<li>Two <em>cups</em><li>Three hats</ul>"
    "<p>That is all.</p></body></html>";

static bool make_docs(const struct libraries *l)
{
    struct import_list list = {0};
    char own[320];
    snprintf(own, sizeof own, "%s/table-and-list.html", l->folder);
    bool made = file_write_atomic(own, table_and_list, sizeof table_and_list - 1) == ERR_OK &&
                importer_find(own, NULL, "Resources", &list) == ERR_OK;
    for (size_t i = 0; i < sizeof docs / sizeof *docs && made; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s/%s", EN301549_DOCS, docs[i]);
        made = importer_find(path, NULL, "Resources", &list) == ERR_OK;
        if (!made)
            fprintf(stderr, "%s is missing\n", path);
    }
    made = made && import(l->docs, &list);
    import_list_free(&list);
    return made;
}

bool libraries_make(struct libraries *l)
{
    const char *temp = getenv("TMPDIR");
    snprintf(l->folder, sizeof l->folder, "%s/en301549-XXXXXX", temp && *temp ? temp : "/tmp");
    if (!mkdtemp(l->folder)) {
        perror(l->folder);
        return false;
    }
    snprintf(l->samples, sizeof l->samples, "%s/samples", l->folder);
    snprintf(l->docs, sizeof l->docs, "%s/docs", l->folder);
    if (make_samples(l) && make_docs(l))
        return true;
    libraries_remove(l);
    return false;
}

bool libraries_copy(const struct libraries *from, const char *name, struct libraries *out)
{
    snprintf(out->folder, sizeof out->folder, "%.200s/%s", from->folder, name);
    snprintf(out->samples, sizeof out->samples, "%s/samples", out->folder);
    snprintf(out->docs, sizeof out->docs, "%s/docs", out->folder);
    if (mkdir(out->folder, 0700) == 0) {
        const char *const cp[] = {"cp",        "-R", from->samples, from->docs, EN301549_SAMPLES,
                                  out->folder, NULL};
        pid_t pid;
        int status;
        if (posix_spawnp(&pid, "cp", NULL, NULL, (char *const *)cp, environ) == 0 &&
            waitpid(pid, &status, 0) == pid && status == 0)
            return true;
    }
    fprintf(stderr, "the library of the trial can't be copied to %s\n", out->folder);
    return false;
}

static int remove_one(const char *path, const struct stat *stat, int kind, struct FTW *at)
{
    (void)stat;
    (void)kind;
    (void)at;
    return remove(path);
}

void libraries_remove(const struct libraries *l)
{
    nftw(l->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}
