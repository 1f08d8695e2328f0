/* walk.h: uses everything in a book, as screens, speech and search do; for tests and fuzz targets. A book that passed book_open may
 * be walked without a look at its numbers. Returns a hash, so that nothing is skipped by the compiler. */
#ifndef LECTERN_TESTS_BOOK_WALK_H
#define LECTERN_TESTS_BOOK_WALK_H

#include "base/str.h"
#include "book/file.h"

#include <stdlib.h>
#include <string.h>

static inline uint64_t walk_string(uint64_t hash, const struct book *book, uint32_t at)
{
    const char *s = book_string(book, at);
    return hash_bytes(hash, s, strlen(s));
}

static inline uint64_t walk_words(uint64_t hash, const struct book *book)
{
    for (uint32_t n = 1; n <= book->word_total; n++) {
        const struct book_word *word = &book->words[n];
        hash = hash_bytes(hash, book->pool + word->text, word->bytes);
        const char *lang = book_word_lang(book, n);
        hash = hash_bytes(hash, lang, strlen(lang));
        hash = hash_bytes(hash, &book->pages[word->page], sizeof *book->pages);
        hash = hash_bytes(hash, &book->sentences[word->sentence], sizeof *book->sentences);
        hash += book_heading_at(book, n) + book->blocks[word->block].kind;
        const struct book_link *link = book_link_at(book, n);
        if (link) {
            hash = walk_string(hash, book, link->uri);
            hash += book->words[link->target].bytes;
        }
    }
    return hash;
}

static inline uint64_t walk_blocks(uint64_t hash, const struct book *book)
{
    for (uint32_t b = 1; b <= book->block_count; b++) {
        const struct book_block *block = &book->blocks[b];
        size_t bytes;
        hash = walk_string(hash, book, block->label);
        if (block->word_count) {
            const char *text = book_slice(book, block->first_word,
                                          block->first_word + block->word_count - 1, &bytes);
            hash = hash_bytes(hash, text, bytes);
        }
        if (block->alt_count) {
            const char *text =
                book_slice(book, block->alt_first, block->alt_first + block->alt_count - 1, &bytes);
            hash = hash_bytes(hash, text, bytes);
        }
        for (uint32_t s = block->first_sentence; s < block->first_sentence + block->sentence_count;
             s++) {
            uint32_t first = book->sentences[s].first_word;
            const char *text =
                book_slice(book, first, first + book->sentences[s].word_count - 1, &bytes);
            hash = hash_bytes(hash, text, bytes);
        }
        hash += book->pictures[block->picture].width_px + book->pages[block->page].label;
    }
    return hash;
}

static inline uint64_t walk_rest(uint64_t hash, const struct book *book)
{
    hash = walk_string(hash, book, book->info->title);
    hash = walk_string(hash, book, book->info->author);
    for (uint32_t i = 1; i <= book->page_count; i++)
        hash = walk_string(hash, book, book->pages[i].label) +
               book->words[book->pages[i].first_word].page;
    for (uint32_t i = 1; i <= book->entry_count; i++)
        hash = walk_string(hash, book, book->entries[i].title) +
               book->words[book->entries[i].word].page;
    for (uint32_t i = 1; i <= book->expansion_count; i++) {
        const struct book_expansion *expansion = &book->expansions[i];
        hash = walk_string(hash, book, expansion->text) +
               book->words[expansion->first_word + expansion->word_count - 1].page;
    }
    for (uint32_t i = 1; i <= book->warning_count; i++)
        hash = walk_string(hash, book, book->warnings[i].text);
    for (uint32_t i = 1; i <= book->heading_count; i++)
        hash += book->blocks[book->headings[i]].first_word;
    for (uint32_t i = 1; i <= book->picture_count; i++) {
        const struct book_picture *picture = &book->pictures[i];
        unsigned char *pixels;
        if (book_load_picture(book, i, &pixels) != ERR_OK)
            continue;
        hash = hash_bytes(hash, pixels,
                          (size_t)picture->width_px * picture->height_px * picture->channels);
        free(pixels);
    }
    return hash;
}

static inline uint64_t walk_book(const struct book *book)
{
    return walk_rest(walk_blocks(walk_words(HASH_START, book), book), book);
}

#endif
