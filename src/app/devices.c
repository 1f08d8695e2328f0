#include "app/devices.h"

#include "base/file.h"

#include <SDL2/SDL_touch.h>
#include <SDL2/SDL_video.h>
#include <dirent.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { STATUS_BYTES_MOST = 64 };

/* "connected", not "disconnected" or "unknown". */
static bool is_connected(const char *folder, const char *socket, bool *is_socket)
{
    char *at = file_join(folder, socket), *path = file_join(at, "status"), *status = NULL;
    size_t bytes;
    *is_socket = file_read(path, STATUS_BYTES_MOST, &status, &bytes) == ERR_OK;
    bool connected = *is_socket && strncmp(status, "connected", strlen("connected")) == 0;
    free(status);
    free(path);
    free(at);
    return connected;
}

int devices_screens(const char *folder)
{
    DIR *dir = opendir(folder);
    const struct dirent *entry;
    int sockets = 0, count = 0;
    while (dir && (entry = readdir(dir))) {
        bool is_socket = false;
        if (*entry->d_name != '.' && is_connected(folder, entry->d_name, &is_socket))
            count++;
        sockets += is_socket;
    }
    if (dir)
        closedir(dir);
    return sockets ? count : -1;
}

bool devices_lack_touch(void)
{
    const char *driver = SDL_GetCurrentVideoDriver();
    bool reads_devices = driver && (strcmp(driver, "KMSDRM") == 0 || strcmp(driver, "evdev") == 0);
    return reads_devices && SDL_GetNumTouchDevices() == 0;
}
