/* packing.h: packs for tests: a folder of files, signed as it is or put into a tar file, by a key of signing.h; and a library that
 * trusts the first key. */
#ifndef LECTERN_TESTS_LIBRARY_PACKING_H
#define LECTERN_TESTS_LIBRARY_PACKING_H

#include "library/importer.h"
#include "library/keyring.h"
#include "library/pack_store.h"
#include "library/sums.h"
#include "library/ustar.h"
#include "signing.h"

static const char packing_worker[] = LECTERN_BUILD "/tests/library_plain_worker";

/* A file of a pack; the text NULL ends a list of them. */
struct packing_file {
    const char *path, *text;
};

/* Writes folder/name/ with these files, and what it needs to be a signed folder. */
static inline void packing_folder(const char *folder, const char *name,
                                  const struct packing_file *files, unsigned char key)
{
    struct str sums = {0};
    char inner[512];
    for (const struct packing_file *f = files; f->text; f++) {
        unsigned char hash[crypto_hash_sha256_BYTES];
        char id[65];
        snprintf(inner, sizeof inner, "%s/%s", name, f->path);
        scratch_write(folder, inner, f->text);
        crypto_hash_sha256(hash, (const unsigned char *)f->text, strlen(f->text));
        sodium_bin2hex(id, sizeof id, hash, sizeof hash);
        sums_add(&sums, id, f->path);
    }
    snprintf(inner, sizeof inner, "%s/%s", name, SUMS_NAME);
    scratch_write(folder, inner, str_text(&sums));
    signing_sign(folder, inner, key);
    str_free(&sums);
}

/* Writes folder/name, a tar file with these files, and its signature beside it. */
static inline void packing_tar(const char *folder, const char *name,
                               const struct packing_file *files, unsigned char key)
{
    int tar = open(scratch_at(folder, name).text, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    assert_true(tar >= 0);
    for (const struct packing_file *f = files; f->text; f++) {
        scratch_write(folder, "packing.part", f->text);
        int from = open(scratch_at(folder, "packing.part").text, O_RDONLY | O_CLOEXEC);
        assert_int_equal(ustar_write(tar, f->path, from, strlen(f->text)), ERR_OK);
        close(from);
    }
    assert_int_equal(ustar_write_end(tar), ERR_OK);
    close(tar);
    unlink(scratch_at(folder, "packing.part").text);
    signing_sign(folder, name, key);
}

static inline void packing_trust(const char *folder, unsigned char key)
{
    struct minisign_key public = signing_key(key);
    assert_int_equal(keyring_trust(scratch_at(folder, "library").text, &public), ERR_OK);
}

static inline struct importer_options packing_options(const struct scratch_path *library)
{
    static const char *const sections[] = {"Briefings", "History", NULL};
    return (struct importer_options){.folder = library->text,
                                     .worker_path = packing_worker,
                                     .limits = convert_limits_default(),
                                     .sections = sections};
}

/* Adds folder/name to folder/library; the list is the caller's to free. */
static inline void packing_add(const char *folder, const char *name, bool older,
                               struct import_list *list)
{
    struct scratch_path library = scratch_at(folder, "library");
    struct importer_options options = packing_options(&library);
    options.packs = older ? PACK_ANY : PACK_FORWARD;
    *list = (struct import_list){0};
    assert_int_equal(
        importer_find(scratch_at(folder, name).text, options.sections, "Briefings", list), ERR_OK);
    assert_int_equal(importer_add(&options, list, NULL, NULL), ERR_OK);
}

#endif
