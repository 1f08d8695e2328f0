/* A manifest from strange bytes. What is taken must keep what manifest.h says of it. */
#include "library/manifest.h"
#include "library/pack_path.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(int holds)
{
    if (!holds)
        abort();
}

static void check(const struct manifest *m)
{
    must(*m->id && m->version >= 1 && *m->title && m->maker && m->lang && m->logo);
    must(!strchr(m->id, '/') && m->id[0] != '.');
    must(m->document_count <= MANIFEST_DOCUMENTS_MOST);
    uint32_t work = 0;
    for (size_t i = 0; i < m->document_count; i++) {
        must(pack_path_is_safe(m->documents[i].path));
        must(m->documents[i].work == work || m->documents[i].work == work + 1);
        work = m->documents[i].work;
    }
    for (size_t i = 0; i < m->glossary_count; i++)
        must(pack_path_is_safe(m->glossaries[i].path));
    for (size_t i = 0; i < m->lexicon_count; i++)
        must(pack_path_is_safe(m->lexicons[i].path));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct manifest m;
    struct str problem = {0};
    enum err err = manifest_parse((const char *)data, size, &m, &problem);
    must(err == ERR_OK || err == ERR_PACK);
    must((err == ERR_OK) == (problem.length_bytes == 0));
    if (err == ERR_OK)
        check(&m);
    manifest_free(&m);
    str_free(&problem);
    return 0;
}
