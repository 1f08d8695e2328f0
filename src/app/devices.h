/* devices.h: what a board has in front of people, as far as the kernel knows: screens that are plugged in, glass that is touched. Thread:
 * main. */
#ifndef LECTERN_APP_DEVICES_H
#define LECTERN_APP_DEVICES_H

#include <stdbool.h>

/* Where the kernel tells of screens: a folder for each socket, with a file `status` in it. */
#define DEVICES_SCREENS "/sys/class/drm"

/* How many screens are plugged in by that folder; -1 where there is not even a socket for one. Reads a few small files. */
int devices_screens(const char *folder);

/* On a board without anything that can be touched, as far as SDL's own reading of input devices knows. Elsewhere nobody asks: false. */
bool devices_lack_touch(void);

#endif
