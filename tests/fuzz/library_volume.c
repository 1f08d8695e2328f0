/* What the kernel says is mounted, where the names of folders are those of strangers' sticks: what is found lies right under the root. */
#include "strange.h"

#include "library/volume.h"

static const char root[] = "/run/lectern/media";

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct volume found[VOLUMES_MOST];
    char *text = strange_text(data, size);
    size_t count = volume_parse(text, root, found);
    must(count <= VOLUMES_MOST);
    for (size_t i = 0; i < count; i++) {
        const char *folder = found[i].folder;
        must(strncmp(folder, root, sizeof root - 1) == 0 && folder[sizeof root - 1] == '/');
        must(folder[sizeof root] && !strchr(folder + sizeof root, '/'));
        must(i == 0 || strcmp(found[i - 1].folder, folder) < 0);
    }
    for (size_t i = 0; i < count; i++)
        free(found[i].folder);
    free(text);
    return 0;
}
