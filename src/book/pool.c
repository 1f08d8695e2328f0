#include "book/pool.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

static void begin(struct pool *pool)
{
    if (pool->text.length_bytes == 0)
        str_add_char(&pool->text, 0);
}

uint32_t pool_add(struct pool *pool, const char *text, size_t bytes)
{
    begin(pool);
    uint32_t at = (uint32_t)pool->text.length_bytes;
    str_add_bytes(&pool->text, text, bytes);
    str_add_char(&pool->text, 0);
    return at;
}

static uint32_t *slot_for(struct pool *pool, const char *text, size_t bytes)
{
    uint32_t mask = pool->slot_count - 1;
    uint32_t i = (uint32_t)(hash_bytes(HASH_START, text, bytes) >> 16) & mask;
    for (;; i = (i + 1) & mask) {
        const char *kept = pool_at(pool, pool->slots[i]);
        if (pool->slots[i] == 0 || (strlen(kept) == bytes && memcmp(kept, text, bytes) == 0))
            return &pool->slots[i];
    }
}

static void grow(struct pool *pool)
{
    uint32_t *old = pool->slots, old_count = pool->slot_count;
    pool->slot_count = old_count ? old_count * 2 : 64;
    pool->slots = mem_new(pool->slot_count, sizeof *pool->slots);
    for (uint32_t i = 0; i < old_count; i++) {
        const char *kept = pool_at(pool, old[i]);
        if (old[i])
            *slot_for(pool, kept, strlen(kept)) = old[i];
    }
    free(old);
}

uint32_t pool_keep(struct pool *pool, const char *text, size_t bytes, size_t most_bytes)
{
    if (bytes > most_bytes) {
        bytes = most_bytes;
        while (bytes && ((unsigned char)text[bytes] & 0xc0) == 0x80)
            bytes--;
    }
    begin(pool);
    if (bytes == 0)
        return 0;
    if (pool->used * 2 >= pool->slot_count)
        grow(pool);
    uint32_t *slot = slot_for(pool, text, bytes);
    if (*slot == 0) {
        *slot = pool_add(pool, text, bytes);
        pool->used++;
    }
    return *slot;
}

const char *pool_at(const struct pool *pool, uint32_t offset)
{
    return str_text(&pool->text) + offset;
}

void pool_free(struct pool *pool)
{
    str_free(&pool->text);
    free(pool->slots);
    *pool = (struct pool){0};
}
