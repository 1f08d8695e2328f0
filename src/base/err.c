#include "base/err.h"

#include <errno.h>

static const char *const names[ERR_COUNT] = {
    [ERR_OK] = "ok",
    [ERR_CANCELLED] = "cancelled",
    [ERR_NO_MEMORY] = "no-memory",
    [ERR_IO] = "io",
    [ERR_DISK_FULL] = "disk-full",
    [ERR_NOT_FOUND] = "not-found",
    [ERR_DENIED] = "denied",
    [ERR_READ_ONLY] = "read-only",
    [ERR_USAGE] = "usage",
    [ERR_CONFIG] = "config",
    [ERR_DAMAGED] = "damaged",
    [ERR_LOCKED] = "locked",
    [ERR_TOO_BIG] = "too-big",
    [ERR_NO_TEXT] = "no-text",
    [ERR_NOT_A_KIND] = "not-a-kind",
    [ERR_EMPTY] = "empty",
    [ERR_TOO_SLOW] = "too-slow",
    [ERR_WORKER] = "worker",
    [ERR_BOOK] = "book",
    [ERR_LIBRARY] = "library",
    [ERR_PIN_WRONG] = "pin-wrong",
    [ERR_PIN_WAIT] = "pin-wait",
    [ERR_PIN_UNSET] = "pin-unset",
    [ERR_PIN_SHORT] = "pin-short",
    [ERR_PACK] = "pack",
    [ERR_SIGNATURE] = "signature",
    [ERR_UNTRUSTED] = "untrusted",
    [ERR_OLDER] = "older",
    [ERR_EXPIRED] = "expired",
    [ERR_COPY] = "copy",
    [ERR_PASSWORD] = "password",
    [ERR_NO_VOICE] = "no-voice",
    [ERR_NO_SOUND] = "no-sound",
    [ERR_NO_FONT] = "no-font",
    [ERR_NO_SCREEN] = "no-screen",
};

const char *err_name(enum err err)
{
    return (unsigned)err < ERR_COUNT && names[err] ? names[err] : "unknown";
}

enum err err_from_errno(int errnum)
{
    switch (errnum) {
    case 0:
        return ERR_OK;
    case ENOSPC:
    case EDQUOT:
        return ERR_DISK_FULL;
    case ENOENT:
    case ENOTDIR:
        return ERR_NOT_FOUND;
    case EACCES:
    case EPERM:
    case EROFS:
        return ERR_DENIED;
    case ENOMEM:
        return ERR_NO_MEMORY;
    case EFBIG:
        return ERR_TOO_BIG;
    default:
        return ERR_IO;
    }
}
