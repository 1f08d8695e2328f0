#include "late/late.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>

/* Their names are those that were linked with otherwise: src/late/CMakeLists.txt. */
static const char *const files[LATE_LIBRARIES] = {[LATE_ICU] = LATE_ICU_FILE,
                                                  [LATE_ESPEAK] = LATE_ESPEAK_FILE,
                                                  [LATE_SODIUM] = LATE_SODIUM_FILE,
                                                  [LATE_QRENCODE] = LATE_QRENCODE_FILE};

static _Noreturn void end(const char *file)
{
    const char *why = dlerror();
    fprintf(stderr, "lectern: %s can't be used (%s). Install it.\n", file, why ? why : "empty");
    abort();
}

static void *open_library(enum late_library library)
{
    void *handle = dlopen(files[library], RTLD_NOW | RTLD_LOCAL);
    if (!handle)
        end(files[library]);
    return handle;
}

void late_open(void)
{
    for (int i = 0; i < LATE_LIBRARIES; i++)
        (void)open_library((enum late_library)i); /* it stays open until the program ends */
}

void *late_find(_Atomic(void *) *place, enum late_library library, const char *name)
{
    void *found = atomic_load_explicit(place, memory_order_acquire);
    if (found)
        return found;
    found = dlsym(open_library(library), name);
    if (!found)
        end(files[library]);
    atomic_store_explicit(place, found, memory_order_release);
    return found;
}
