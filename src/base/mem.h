/* mem.h: memory for small things. These calls abort with a message when there is none; for pictures and whole documents use
 * malloc and answer ERR_NO_MEMORY. Free with free. Any thread. */
#ifndef LECTERN_BASE_MEM_H
#define LECTERN_BASE_MEM_H

#include <stddef.h>

/* `count` zeroed things of `size` bytes. */
void *mem_new(size_t count, size_t size) __attribute__((returns_nonnull));

/* `bytes` bytes that are not zeroed, in pages as large as the system has: for pixels, each of which is written at once. */
void *mem_new_large(size_t bytes) __attribute__((returns_nonnull));

/* The same block, grown or shrunk to `count` things of `size` bytes; what is new is not zeroed. */
void *mem_resize(void *old, size_t count, size_t size) __attribute__((returns_nonnull));

/* A copy of the string, or of its first `bytes` bytes with a NUL added. */
char *mem_copy_string(const char *s) __attribute__((returns_nonnull));
char *mem_copy_bytes(const char *s, size_t bytes) __attribute__((returns_nonnull));

/* Gives what was freed back to the system: after work that took much, of a program that goes on for days. Takes a millisecond or so. */
void mem_give_back(void);

/* Room for one more in the array `items` that holds `count` of `cap`: doubles it when it is full. */
#define MEM_ROOM(items, count, cap)                                                                \
    do {                                                                                           \
        if ((count) >= (cap)) {                                                                    \
            (cap) = (cap) ? (cap)*2 : 16;                                                          \
            (items) = mem_resize((items), (cap), sizeof *(items));                                 \
        }                                                                                          \
    } while (0)

#endif
