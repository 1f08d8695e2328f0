#include "app/document.h"

#include "base/file.h"
#include "book/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

enum err document_read(const char *path, const struct config *config, struct book **out)
{
    return document_read_as(path, file_name(path), config, out);
}

enum err document_read_as(const char *path, const char *name, const struct config *config,
                          struct book **out)
{
    /* O_NONBLOCK: a pipe that nobody writes to must not hold us up; it is refused as no document. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return err_from_errno(errno);
    const char *folder = getenv("TMPDIR");
    char *temp = file_join(folder && *folder ? folder : "/tmp", "lectern-book-XXXXXX");
    int temp_fd = mkostemp(temp, O_CLOEXEC);
    enum err err = ERR_OK;
    if (temp_fd < 0) {
        err = err_from_errno(errno);
        goto out;
    }
    close(temp_fd);
    const struct convert_job job = {
        .document_fd = fd,
        .name = name,
        .book_path = temp,
        .is_temporary = true,
        .limits = config->limits,
    };
    err = convert_document(&job);
    if (err == ERR_OK)
        err = book_open(temp, out); /* the map outlives the name */
    unlink(temp);
out:
    free(temp);
    close(fd);
    return err;
}
