#include "library/search_sentences.h"
#include "book/model.h"
#include "library/search_tally.h"

/* For each sentence of document words, varints: words passed over before it; its words times two, plus one in a heading. */
void search_sentences_write(const struct book *book, struct str *out)
{
    uint32_t next = 1;
    for (uint32_t i = 1; i <= book->sentence_count; i++) {
        const struct book_sentence *s = &book->sentences[i];
        if (!s->word_count || s->first_word < next || s->first_word > book->word_count)
            continue;
        const struct book_block *block = &book->blocks[book->words[s->first_word].block];
        varint_write(out, s->first_word - next);
        varint_write(out, s->word_count * 2 + (block->kind == BLOCK_HEADING));
        next = s->first_word + s->word_count;
    }
}

bool search_sentences_read(const unsigned char *bytes, size_t count, size_t *at,
                           struct search_sentence *out)
{
    uint32_t gap, size, next = out->first_word ? out->first_word + out->word_count : 1;
    if (!varint_read(bytes, count, at, &gap) || !varint_read(bytes, count, at, &size))
        return false;
    *out = (struct search_sentence){next + gap, size / 2, size & 1};
    return true;
}
