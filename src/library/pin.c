#include "library/pin.h"
#include "base/log.h"
#include "base/mem.h"
#include "library/catalogue.h"

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FREE_TRIES = 5, FIRST_WAIT_S = 30, LONGEST_WAIT_S = 3600 };

/* Half of libsodium's 'interactive' memory, and a pass more: on a board of 512 MB, 64 MB beside a worker at its limit could be the
 * last straw. More would guard nothing: six digits are soon tried through by whoever holds the card. What guards them at the kiosk
 * is the wait. */
static const unsigned long long hash_passes = 3;
static const size_t hash_memory_bytes = (size_t)32 << 20;

#define KEY_HASH "pin.hash" /* "": there is none */
#define KEY_TRIES                                                                                  \
    "pin.tries" /* of struct tries, all in one row: a power cut leaves all of it or none */
#define KEY_RESET "pin.reset" /* "seen": the file that resets was there at the last start */

struct tries {
    int64_t wrong;  /* since the last right one */
    int64_t left_s; /* no try was taken for so long ... */
    int64_t at_s;   /* ... at this second ... */
    uint64_t run;   /* ... of this run */
};

uint64_t pin_new_run(void)
{
    uint64_t run = 0;
    while (!run && sodium_init() >= 0)
        randombytes_buf(&run, sizeof run);
    return run ? run : 1;
}

/* How long the wait after so many wrong tries is. */
static int wait_after(int64_t wrong)
{
    int wait_s = FIRST_WAIT_S;
    if (wrong < FREE_TRIES)
        return 0;
    for (int64_t i = FREE_TRIES; i < wrong && wait_s < LONGEST_WAIT_S; i++)
        wait_s *= 2;
    return wait_s < LONGEST_WAIT_S ? wait_s : LONGEST_WAIT_S;
}

/* What can't be understood gives no free try. */
static enum err read_tries(struct catalogue *c, struct tries *out)
{
    char *text = NULL;
    enum err err = catalogue_get(c, KEY_TRIES, &text);
    *out = (struct tries){0};
    if (err == ERR_OK && text &&
        (sscanf(text, "%" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNu64, &out->wrong, &out->left_s,
                &out->at_s, &out->run) != 4 ||
         out->wrong < 0 || out->left_s < 0 || out->left_s > LONGEST_WAIT_S))
        *out = (struct tries){.wrong = FREE_TRIES, .left_s = FIRST_WAIT_S};
    free(text);
    return err;
}

static enum err write_tries(struct catalogue *c, const struct tries *tries)
{
    char text[96];
    snprintf(text, sizeof text, "%" PRId64 " %" PRId64 " %" PRId64 " %" PRIu64, tries->wrong,
             tries->left_s, tries->at_s, tries->run);
    return catalogue_set(c, KEY_TRIES, text);
}

/* What is left of the wait; what has passed is written down now and then, at its end, and in a new run, which can't know how long the
 * kiosk was off. */
static enum err serve(struct catalogue *c, struct pin_clock now, struct tries *tries)
{
    enum err err = read_tries(c, tries);
    if (err != ERR_OK || !tries->left_s)
        return err;
    bool known = tries->run == now.run && now.now_s >= tries->at_s;
    int64_t served = known ? now.now_s - tries->at_s : 0;
    struct tries next = {.wrong = tries->wrong,
                         .left_s = tries->left_s > served ? tries->left_s - served : 0,
                         .at_s = now.now_s,
                         .run = now.run};
    bool due = !known || served >= PIN_NOTE_S || !next.left_s;
    *tries = next;
    return due ? write_tries(c, &next) : ERR_OK;
}

int pin_wait_s(struct catalogue *c, struct pin_clock now)
{
    struct tries tries;
    enum err err = serve(c, now, &tries);
    if (err != ERR_OK)
        log_error("the wait for the staff PIN can't be kept: %s", err_name(err));
    return (int)tries.left_s;
}

bool pin_is_set(struct catalogue *c)
{
    char *hash = NULL;
    bool is_set = catalogue_get(c, KEY_HASH, &hash) == ERR_OK && hash && *hash;
    free(hash);
    return is_set;
}

static bool is_pin(const char *digits)
{
    size_t length = strspn(digits, "0123456789");
    return length >= PIN_DIGITS_LEAST && length <= PIN_DIGITS_MOST && !digits[length];
}

enum err pin_set(struct catalogue *c, const char *digits)
{
    char hash[crypto_pwhash_STRBYTES];
    if (!is_pin(digits))
        return ERR_PIN_SHORT;
    if (sodium_init() < 0)
        return ERR_LIBRARY;
    if (crypto_pwhash_str(hash, digits, strlen(digits), hash_passes, hash_memory_bytes) != 0)
        return ERR_NO_MEMORY;
    enum err err = catalogue_set(c, KEY_HASH, hash);
    return err == ERR_OK ? write_tries(c, &(struct tries){0}) : err;
}

enum err pin_check(struct catalogue *c, const char *digits, struct pin_clock now, int *wait_s)
{
    *wait_s = 0;
    if (sodium_init() < 0)
        return ERR_LIBRARY;
    char *hash = NULL;
    struct tries tries = {0};
    enum err err = catalogue_get(c, KEY_HASH, &hash);
    if (err == ERR_OK && !(hash && *hash))
        err = ERR_PIN_UNSET;
    if (err == ERR_OK)
        err = serve(c, now, &tries);
    if (err == ERR_OK && tries.left_s) {
        *wait_s = (int)tries.left_s;
        err = ERR_PIN_WAIT;
    }
    /* Counted as wrong before it is looked at, so that pulling the plug in between gives no free try. */
    tries.left_s = wait_after(++tries.wrong);
    tries.at_s = now.now_s;
    tries.run = now.run;
    if (err == ERR_OK)
        err = write_tries(c, &tries);
    if (err == ERR_OK) {
        err = crypto_pwhash_str_verify(hash, digits, strlen(digits)) == 0 ? ERR_OK : ERR_PIN_WRONG;
        if (err == ERR_OK)
            err = write_tries(c, &(struct tries){0});
        else
            *wait_s = (int)tries.left_s;
    }
    free(hash);
    return err;
}

static bool is_empty_file(const char *path)
{
    struct stat st;
    return *path && lstat(path, &st) == 0 && S_ISREG(st.st_mode) && st.st_nlink == 1 &&
           st.st_size == 0;
}

/* Is it known that the file is not there? A card that was not mounted, whose folder is empty then, says nothing. */
static bool is_missing(const char *path)
{
    struct stat st;
    const char *slash = strrchr(path, '/');
    if (!slash)
        return true;
    if (lstat(path, &st) == 0 || errno != ENOENT)
        return false;
    char *folder = mem_copy_string(path);
    folder[slash - path + 1] = 0;
    DIR *dir = opendir(folder);
    size_t files = 0;
    for (const struct dirent *entry = dir ? readdir(dir) : NULL; entry; entry = readdir(dir))
        files += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    if (dir)
        closedir(dir);
    free(folder);
    return files > 0;
}

/* By its being seen at the start before, not by its time: on FAT that moves with the time zone, and would count as a new file. */
enum err pin_reset_by_file(struct catalogue *c, const char *path, bool *was_reset)
{
    char *seen = NULL;
    *was_reset = false;
    enum err err = catalogue_get(c, KEY_RESET, &seen);
    bool is_seen = seen && *seen;
    free(seen);
    if (err != ERR_OK)
        return err;
    if (is_seen && is_missing(path))
        return catalogue_set(c, KEY_RESET, "");
    if (is_seen || !is_empty_file(path))
        return ERR_OK;
    err = catalogue_set(c, KEY_RESET, "seen"); /* first: it must never count twice */
    if (err == ERR_OK)
        err = catalogue_set(c, KEY_HASH, "");
    if (err == ERR_OK)
        err = write_tries(c, &(struct tries){0});
    *was_reset = err == ERR_OK;
    if (*was_reset && unlink(path) != 0)
        log_error("remove %s from the card: it has done its work", path);
    return err;
}

void pin_mix(unsigned char digits[10])
{
    for (unsigned char i = 0; i < 10; i++)
        digits[i] = i;
    if (sodium_init() < 0)
        return;
    for (uint32_t i = 9; i > 0; i--) {
        uint32_t with = randombytes_uniform(i + 1);
        unsigned char moved = digits[i];
        digits[i] = digits[with];
        digits[with] = moved;
    }
}
