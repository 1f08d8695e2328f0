#include "app/document_pack.h"

#include "base/file.h"
#include "base/mem.h"
#include "library/pack.h"
#include "library/pack_store.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum err document_pack_open(const char *path, const struct config *config,
                            struct document_pack *out)
{
    const char *folder = getenv("TMPDIR");
    bool is_ours;
    *out = (struct document_pack){
        .folder = file_join(folder && *folder ? folder : "/tmp", "lectern-pack-XXXXXX")};
    if (!mkdtemp(out->folder)) {
        free(out->folder);
        out->folder = NULL;
        return err_from_errno(errno);
    }
    out->incoming = file_join(out->folder, "incoming");
    if (mkdir(out->incoming, 0700) != 0)
        return err_from_errno(errno);
    const struct pack_request request = {
        .library = out->folder, .keys = config->library, .path = path};
    return pack_open(&request, &out->pack, &is_ours);
}

void document_pack_close(struct document_pack *pack)
{
    pack_close(pack->pack);
    if (pack->incoming)
        rmdir(pack->incoming);
    if (pack->folder)
        rmdir(pack->folder);
    free(pack->incoming);
    free(pack->folder);
    *pack = (struct document_pack){0};
}

enum err document_pack_may_come(const struct document_pack *pack, const struct config *config)
{
    struct catalogue *c = NULL;
    enum err err = catalogue_open(config->library, false, &c);
    if (err == ERR_NOT_FOUND)
        return ERR_OK;
    if (err == ERR_OK)
        err = pack_store_may_add(c, pack->pack, PACK_FORWARD);
    catalogue_close(c);
    return err;
}
