#include "library/pin.h"
#include "library/catalogue.h"

#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    DIGITS_LEAST = 6,
    DIGITS_MOST = 64,
    FREE_TRIES = 5,
    FIRST_WAIT_S = 30,
    LONGEST_WAIT_S = 3600
};

/* Half of libsodium's 'interactive' memory, and a pass more: on a board of 512 MB, 64 MB beside a worker at its limit could be the
 * last straw. More would guard nothing: six digits are soon tried through by whoever holds the card. What guards them at the kiosk
 * is the wait. */
static const unsigned long long hash_passes = 3;
static const size_t hash_memory_bytes = (size_t)32 << 20;

#define KEY_HASH  "pin.hash"
#define KEY_WRONG "pin.wrong"   /* tries since the last right one */
#define KEY_UNTIL "pin.until_s" /* no try is taken before this Unix time */

static int64_t read_number(struct catalogue *c, const char *key)
{
    char *text = NULL;
    int64_t number = 0;
    if (catalogue_get(c, key, &text) == ERR_OK && text)
        number = strtoll(text, NULL, 10);
    free(text);
    return number;
}

static enum err write_number(struct catalogue *c, const char *key, int64_t number)
{
    char text[32];
    snprintf(text, sizeof text, "%" PRId64, number);
    return catalogue_set(c, key, text);
}

bool pin_is_set(struct catalogue *c)
{
    char *hash = NULL;
    bool is_set = catalogue_get(c, KEY_HASH, &hash) == ERR_OK && hash;
    free(hash);
    return is_set;
}

static bool is_pin(const char *digits)
{
    size_t length = strspn(digits, "0123456789");
    return length >= DIGITS_LEAST && length <= DIGITS_MOST && !digits[length];
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
    if (err == ERR_OK)
        err = write_number(c, KEY_WRONG, 0);
    if (err == ERR_OK)
        err = write_number(c, KEY_UNTIL, 0);
    return err;
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

/* What is left of the wait. A clock that was set back (a board has no clock chip) starts the wait anew, and makes it no longer. */
static enum err read_wait(struct catalogue *c, int64_t wrong, int64_t now_s, int *wait_s)
{
    int whole_s = wait_after(wrong);
    int64_t until_s = read_number(c, KEY_UNTIL);
    *wait_s = 0;
    if (!whole_s || until_s <= now_s)
        return ERR_OK;
    if (until_s - now_s <= whole_s) {
        *wait_s = (int)(until_s - now_s);
        return ERR_OK;
    }
    *wait_s = whole_s;
    return write_number(c, KEY_UNTIL, now_s + whole_s);
}

enum err pin_check(struct catalogue *c, const char *digits, int64_t now_s, int *wait_s)
{
    *wait_s = 0;
    if (sodium_init() < 0)
        return ERR_LIBRARY;
    char *hash = NULL;
    enum err err = catalogue_get(c, KEY_HASH, &hash);
    if (err == ERR_OK && !hash)
        err = ERR_PIN_UNSET;
    int64_t wrong = read_number(c, KEY_WRONG);
    if (err == ERR_OK)
        err = read_wait(c, wrong, now_s, wait_s);
    if (err == ERR_OK && *wait_s)
        err = ERR_PIN_WAIT;
    /* Counted as wrong before it is looked at, so that pulling the plug in between gives no free try. */
    if (err == ERR_OK)
        err = write_number(c, KEY_WRONG, ++wrong);
    if (err == ERR_OK && wait_after(wrong))
        err = write_number(c, KEY_UNTIL, now_s + wait_after(wrong));
    if (err == ERR_OK) {
        err = crypto_pwhash_str_verify(hash, digits, strlen(digits)) == 0 ? ERR_OK : ERR_PIN_WRONG;
        if (err == ERR_OK)
            err = write_number(c, KEY_WRONG, 0);
        else
            *wait_s = wait_after(wrong);
    }
    free(hash);
    return err;
}
