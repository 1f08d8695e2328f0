#include "base/mem.h"
#include "book/draft.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static uint16_t quarter(float points, bool up)
{
    float q = up ? ceilf(points * 4) : floorf(points * 4);
    return q >= 65535 ? 65535 : q > 0 ? (uint16_t)q : 0;
}

struct book_box draft_box(struct box box)
{
    if (!(box.x1 > box.x0 && box.y1 > box.y0))
        return (struct book_box){0};
    return (struct book_box){quarter(box.x0, false), quarter(box.y0, false), quarter(box.x1, true),
                             quarter(box.y1, true)};
}

/* Cuts words where a note's mark begins and ends. Takes over `words`. */
static struct segment_word *part_marks(const struct passage *passage, struct segment_word *words,
                                       size_t *count)
{
    const struct piece *pieces = passage->pieces;
    size_t parted_count = 0, cap = *count, p = 0;
    struct segment_word *parted = mem_new(cap, sizeof *parted);
    for (size_t i = 0; i < *count; i++) {
        uint32_t start = words[i].start, end = start + words[i].bytes;
        while (start < end) {
            while (p + 1 < passage->piece_count && pieces[p + 1].start <= start)
                p++;
            uint8_t is_mark = (pieces[p].style & STYLE_RAISED) != 0;
            size_t q = p + 1;
            while (q < passage->piece_count && pieces[q].start < end &&
                   ((pieces[q].style & STYLE_RAISED) != 0) == is_mark)
                q++;
            uint32_t stop =
                q < passage->piece_count && pieces[q].start < end ? pieces[q].start : end;
            MEM_ROOM(parted, parted_count, cap);
            parted[parted_count++] =
                (struct segment_word){.start = start,
                                      .bytes = stop - start,
                                      .space_after = stop == end ? words[i].space_after : 0,
                                      .is_mark = is_mark};
            start = stop;
        }
    }
    free(words);
    *count = parted_count;
    return parted;
}

static bool has_marks(const struct passage *passage)
{
    for (size_t i = 0; i < passage->piece_count; i++) {
        if (passage->pieces[i].style & STYLE_RAISED)
            return true;
    }
    return false;
}

static void add_sentence(struct strand *strand, uint32_t first_word)
{
    MEM_ROOM(strand->sentences, strand->sentence_count + 1, strand->sentence_cap);
    strand->sentences[++strand->sentence_count] = (struct book_sentence){first_word, 0};
}

static void add_to_link(struct strand *strand, const struct piece *piece, uint32_t n,
                        uint32_t first_of_block)
{
    struct book_link *last = strand->link_count ? &strand->links[strand->link_count] : NULL;
    if (strand->link_count && last->first_word >= first_of_block &&
        last->first_word + last->word_count == n && last->uri == piece->uri &&
        last->target == piece->inside) {
        last->word_count++;
        return;
    }
    MEM_ROOM(strand->links, strand->link_count + 1, strand->link_cap);
    strand->links[++strand->link_count] = (struct book_link){n, 1, piece->uri, piece->inside};
}

static void add_to_expansion(struct strand *strand, uint32_t text, uint32_t n,
                             uint32_t first_of_block)
{
    struct book_expansion *last =
        strand->expansion_count ? &strand->expansions[strand->expansion_count] : NULL;
    if (strand->expansion_count && last->first_word >= first_of_block &&
        last->first_word + last->word_count == n && last->text == text) {
        last->word_count++;
        return;
    }
    MEM_ROOM(strand->expansions, strand->expansion_count + 1, strand->expansion_cap);
    strand->expansions[++strand->expansion_count] = (struct book_expansion){n, 1, text};
}

/* Gives the newest word, which spans `start` to `end` of the passage and pieces `p` to `q`, its page, box, style and language, and
 * lets it take part in links and expansions. What most of it has, it has. */
static void dress_word(struct strand *strand, const struct piece *pieces, size_t p, size_t q,
                       uint32_t start, uint32_t end, uint32_t first_of_block)
{
    uint32_t n = (uint32_t)strand->word_count, most = 0, expansion = 0;
    struct book_word *word = &strand->words[n];
    const struct piece *link = NULL;
    struct box box = {0};
    for (size_t i = p; i < q; i++) {
        uint32_t stop = i + 1 < q ? pieces[i + 1].start : end;
        if (stop <= start)
            continue;
        if (stop - start > most) {
            most = stop - start;
            word->style = pieces[i].style;
            word->lang = pieces[i].lang;
        }
        if (pieces[i].page == pieces[p].page)
            box = box_join(box, pieces[i].box);
        if (!link && pieces[i].uri)
            link = &pieces[i];
        if (!expansion)
            expansion = pieces[i].expansion;
        start = stop;
    }
    word->page = (uint16_t)pieces[p].page;
    word->box = draft_box(box);
    if (link)
        add_to_link(strand, link, n, first_of_block);
    if (expansion)
        add_to_expansion(strand, expansion, n, first_of_block);
}

static struct segment_word *cut_words(struct builder *b, struct passage *passage, size_t *count)
{
    struct clean *clean = &passage->clean;
    if (clean->is_decomposed) {
        uint32_t *starts = mem_new(passage->piece_count, sizeof *starts);
        for (size_t i = 0; i < passage->piece_count; i++)
            starts[i] = passage->pieces[i].start;
        clean_compose(clean, starts, passage->piece_count);
        for (size_t i = 0; i < passage->piece_count; i++)
            passage->pieces[i].start = starts[i];
        free(starts);
    }
    const char *text = str_text(&clean->text);
    struct segment_word *words = segment_words(b->segmenter, text, clean->text.length_bytes, count);
    if (has_marks(passage))
        words = part_marks(passage, words, count);
    uint16_t lang = passage->piece_count ? passage->pieces[0].lang : 0;
    segment_sentences(text, words, *count, pool_at(&b->pool, lang ? b->langs[lang] : b->info.lang));
    return words;
}

/* The passage's text in the pool, its line ends as spaces. */
static uint32_t add_text(struct builder *b, const struct str *text)
{
    uint32_t at = pool_add(&b->pool, str_text(text), text->length_bytes);
    char *copy = b->pool.text.data + at;
    for (char *line = memchr(copy, '\n', text->length_bytes); line;
         line = memchr(line, '\n', text->length_bytes - (size_t)(line - copy)))
        *line = ' ';
    return at;
}

uint32_t draft_commit(struct builder *b, struct passage *passage, struct strand *strand,
                      uint32_t block_number, struct book_block *block, uint32_t *first)
{
    *first = 0;
    if (passage->clean.text.length_bytes == 0)
        return 0;
    size_t count;
    struct segment_word *cut = cut_words(b, passage, &count);
    size_t room = DRAFT_WORDS_MOST - b->document.word_count - b->past.word_count;
    if (count > room) {
        count = room;
        b->is_cut = true;
    }
    if (count == 0) {
        free(cut);
        return 0;
    }
    uint32_t text = add_text(b, &passage->clean.text);
    *first = (uint32_t)strand->word_count + 1;
    block->first_sentence = (uint32_t)strand->sentence_count + 1;
    size_t p = 0;
    bool begins = true;
    for (size_t i = 0; i < count; i++) {
        uint32_t end = cut[i].start + cut[i].bytes;
        while (p + 1 < passage->piece_count && passage->pieces[p + 1].start <= cut[i].start)
            p++;
        size_t q = p + 1;
        while (q < passage->piece_count && passage->pieces[q].start < end)
            q++;
        MEM_ROOM(strand->words, strand->word_count + 1, strand->word_cap);
        struct book_word *word = &strand->words[++strand->word_count];
        *word = (struct book_word){
            .text = text + cut[i].start, .bytes = (uint16_t)cut[i].bytes, .block = block_number};
        if (i + 1 < count && cut[i].space_after)
            word->flags =
                cut[i].space_after == 2 ? WORD_SPACE_AFTER | WORD_LINE_AFTER : WORD_SPACE_AFTER;
        if (begins)
            add_sentence(strand, (uint32_t)strand->word_count);
        begins = cut[i].ends_sentence;
        strand->sentences[strand->sentence_count].word_count++;
        word->sentence = (uint32_t)strand->sentence_count;
        dress_word(strand, passage->pieces, p, q, cut[i].start, end, *first);
    }
    free(cut);
    block->sentence_count = (uint32_t)strand->sentence_count + 1 - block->first_sentence;
    return (uint32_t)count;
}

void draft_settle_anchors(struct builder *b, const struct passage *passage, uint32_t first,
                          uint32_t count)
{
    const struct book_word *words = b->document.words;
    uint32_t n = first;
    for (size_t i = b->open_anchor; i < b->anchor_count; i++) {
        struct anchor *anchor = &b->anchors[i];
        anchor->word = (uint32_t)b->document.word_count + 1;
        if (count == 0 || anchor->piece >= passage->piece_count)
            continue;
        uint32_t at = words[first].text + passage->pieces[anchor->piece].start;
        while (n < first + count && words[n].text + words[n].bytes <= at)
            n++;
        anchor->word = n;
    }
    b->open_anchor = b->anchor_count;
}
