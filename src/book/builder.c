#include "book/builder.h"
#include "base/mem.h"
#include "book/check.h"
#include "book/draft.h"
#include "book/pixels.h"

#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct builder *builder_new(void)
{
    struct builder *b = mem_new(1, sizeof *b);
    b->segmenter = segmenter_new();
    b->info.source = SOURCE_TEXT;
    b->info.order = ORDER_GIVEN;
    return b;
}

static void free_strand(struct strand *strand)
{
    free(strand->words);
    free(strand->sentences);
    free(strand->links);
    free(strand->expansions);
}

static void free_passage(struct passage *passage)
{
    str_free(&passage->clean.text);
    free(passage->pieces);
}

void builder_free(struct builder *b)
{
    if (!b)
        return;
    segmenter_free(b->segmenter);
    pool_free(&b->pool);
    pool_free(&b->names);
    free_strand(&b->document);
    free_strand(&b->past);
    free_passage(&b->passage);
    free(b->blocks);
    free(b->pages);
    free(b->pictures);
    free(b->entries);
    free(b->warnings);
    free(b->anchors);
    str_free(&b->picture_data);
    free(b);
}

static uint32_t keep_line(struct builder *b, const char *utf8, size_t most_bytes)
{
    struct str line = {0};
    clean_line(&line, utf8);
    uint32_t at = pool_keep(&b->pool, str_text(&line), line.length_bytes, most_bytes);
    str_free(&line);
    return at;
}

void builder_set_source(struct builder *b, enum book_source source, enum book_order order)
{
    b->info.source = source;
    b->info.order = order;
}

void builder_set_title(struct builder *b, const char *title)
{
    uint32_t at = keep_line(b, title, DRAFT_STRING_MOST_BYTES);
    b->info.title = at ? at : b->info.title;
}

void builder_set_author(struct builder *b, const char *author)
{
    uint32_t at = keep_line(b, author, DRAFT_STRING_MOST_BYTES);
    b->info.author = at ? at : b->info.author;
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* 'EN_gb' as 'en-GB' (RFC 5646, 2.1.1); "" when it can be no tag. */
static void write_tag(char out[DRAFT_TAG_MOST_BYTES + 1], const char *bcp47)
{
    size_t bytes = bcp47 ? strlen(bcp47) : 0, start = 0;
    *out = 0;
    if (bytes < 2 || bytes > DRAFT_TAG_MOST_BYTES || !is_letter(*bcp47))
        return;
    for (size_t i = 0; i <= bytes; i++) {
        char c = bcp47[i] == '_' ? '-' : bcp47[i];
        if (c && c != '-' && !is_letter(c) && !(c >= '0' && c <= '9')) {
            *out = 0;
            return;
        }
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c + 'a' - 'A') : c;
        if (c && c != '-')
            continue;
        size_t part = i - start;
        for (size_t j = start; start > 0 && j < i; j++) {
            if (is_letter(out[j]) && (part == 2 || (part == 4 && j == start)))
                out[j] = (char)(out[j] + 'A' - 'a');
        }
        start = i + 1;
    }
}

void builder_set_lang(struct builder *b, const char *bcp47)
{
    char tag[DRAFT_TAG_MOST_BYTES + 1];
    write_tag(tag, bcp47);
    if (*tag)
        b->info.lang = pool_keep(&b->pool, tag, strlen(tag), sizeof tag);
}

/* The number of a language, 0 for the document's own. */
static uint16_t lang_number(struct builder *b, const char *bcp47)
{
    char tag[DRAFT_TAG_MOST_BYTES + 1];
    if (!bcp47 || !*bcp47)
        return 0;
    write_tag(tag, bcp47);
    if (!*tag)
        return 0;
    for (uint32_t i = 1; i <= b->lang_count; i++) {
        if (strcmp(pool_at(&b->pool, b->langs[i]), tag) == 0)
            return (uint16_t)i;
    }
    if (b->lang_count == DRAFT_LANGS_MOST)
        return 0;
    b->langs[++b->lang_count] = pool_keep(&b->pool, tag, strlen(tag), sizeof tag);
    return (uint16_t)b->lang_count;
}

void builder_set_easy_read(struct builder *b, bool yes)
{
    b->info.flags = yes ? BOOK_IS_EASY_READ : 0;
    b->is_easy_read_given = true;
}

uint32_t builder_add_page(struct builder *b, const char *label, float width_pt, float height_pt)
{
    if (b->page_count >= DRAFT_PAGES_MOST) {
        b->is_cut = true;
        return 0;
    }
    MEM_ROOM(b->pages, b->page_count + 1, b->page_cap);
    b->pages[++b->page_count] =
        (struct book_page){.label = keep_line(b, label, DRAFT_STRING_MOST_BYTES),
                           .width_pt = width_pt > 0 && width_pt < 1e6f ? width_pt : 0,
                           .height_pt = height_pt > 0 && height_pt < 1e6f ? height_pt : 0};
    return (uint32_t)b->page_count;
}

uint32_t builder_new_group(struct builder *b)
{
    return ++b->group_count;
}

/* One more block, or text, would be too much. */
static bool is_full(struct builder *b)
{
    bool full = b->block_count >= DRAFT_RECORDS_MOST ||
                b->document.word_count + b->past.word_count >= DRAFT_WORDS_MOST;
    b->is_cut |= full;
    return full;
}

static uint8_t level_of(enum block_kind kind, int level)
{
    int most = kind == BLOCK_HEADING ? 6 : 99;
    int least = kind == BLOCK_HEADING || kind == BLOCK_LIST_ITEM ? 1 : 0;
    return (uint8_t)(level < least ? least : level > most ? most : level);
}

static uint16_t one_or_more(uint16_t n)
{
    return n ? n : 1;
}

static struct book_block block_of(struct builder *b, const struct builder_block *from)
{
    bool is_known = from->kind >= BLOCK_HEADING && from->kind <= BLOCK_LEFT_OUT;
    enum block_kind kind = is_known ? from->kind : BLOCK_PARAGRAPH;
    bool is_cell = kind == BLOCK_CELL;
    return (struct book_block){.label = keep_line(b, from->label, DRAFT_STRING_MOST_BYTES),
                               .group = from->group <= b->group_count ? from->group : 0,
                               .page = from->page,
                               .row = is_cell ? one_or_more(from->row) : 0,
                               .column = is_cell ? one_or_more(from->column) : 0,
                               .row_span = is_cell ? one_or_more(from->row_span) : 0,
                               .column_span = is_cell ? one_or_more(from->column_span) : 0,
                               .kind = (uint8_t)kind,
                               .level = level_of(kind, from->level),
                               .flags = is_cell && from->is_header ? BLOCK_IS_HEADER : 0,
                               .box = draft_box(from->box)};
}

void builder_begin(struct builder *b, const struct builder_block *block)
{
    if (b->is_open)
        (void)builder_end(b);
    b->is_open = true;
    b->open = block_of(b, block);
}

static bool same_look(const struct piece *a, const struct piece *b)
{
    return a->page == b->page && a->style == b->style && a->lang == b->lang && a->uri == b->uri &&
           a->inside == b->inside && a->expansion == b->expansion && box_is_empty(a->box) &&
           box_is_empty(b->box);
}

static void add_piece(struct passage *passage, struct piece piece)
{
    piece.start = (uint32_t)passage->clean.text.length_bytes;
    struct piece *last = passage->piece_count ? &passage->pieces[passage->piece_count - 1] : NULL;
    if (last && last->start == piece.start) {
        *last = piece;
    } else if (!last || !same_look(last, &piece)) {
        MEM_ROOM(passage->pieces, passage->piece_count, passage->piece_cap);
        passage->pieces[passage->piece_count++] = piece;
    }
}

static void look_up_link(struct builder *b, const char *uri, struct piece *piece)
{
    if (!uri || !*uri)
        return;
    if (*uri != '#') {
        piece->uri = keep_line(b, uri, DRAFT_URI_MOST_BYTES);
        return;
    }
    piece->uri = DRAFT_LINK_INSIDE;
    piece->inside = pool_keep(&b->names, uri + 1, strlen(uri + 1), DRAFT_URI_MOST_BYTES);
}

/* As many of the bytes as the block and the book still take, cut before a letter. */
static size_t cut_to_room(struct builder *b, const char *utf8, size_t bytes)
{
    size_t block = b->passage.clean.text.length_bytes, room = 0;
    if (block < DRAFT_PASSAGE_MOST_BYTES)
        room = DRAFT_PASSAGE_MOST_BYTES - block;
    size_t book = b->pool.text.length_bytes + block;
    if (book + room > DRAFT_TEXT_MOST_BYTES)
        room = book < DRAFT_TEXT_MOST_BYTES ? DRAFT_TEXT_MOST_BYTES - book : 0;
    if (bytes <= room)
        return bytes;
    b->is_cut = true;
    while (room && ((unsigned char)utf8[room] & 0xc0) == 0x80)
        room--;
    return room;
}

void builder_text(struct builder *b, const char *utf8, size_t bytes, const struct builder_run *run)
{
    if (!b->is_open || bytes == 0 || is_full(b))
        return;
    bytes = cut_to_room(b, utf8, bytes);
    struct piece piece = {.page = b->open.page};
    if (run) {
        piece.style = run->style & (STYLE_BOLD | STYLE_EMPHASIS | STYLE_RAISED);
        piece.lang = lang_number(b, run->lang);
        piece.page = run->page ? run->page : piece.page;
        piece.box = run->box;
        look_up_link(b, run->uri, &piece);
        if (run->expansion && *run->expansion)
            piece.expansion = keep_line(b, run->expansion, DRAFT_STRING_MOST_BYTES);
    }
    piece.page = piece.page <= DRAFT_PAGES_MOST ? piece.page : 0;
    add_piece(&b->passage, piece);
    clean_add(&b->passage.clean, utf8, bytes);
}

static void clear_passage(struct passage *passage)
{
    clean_clear(&passage->clean);
    passage->piece_count = 0;
}

/* The boxes of its words on its first page, where the extractor gave the block none. */
static void find_place(const struct strand *strand, struct book_block *block, uint32_t first,
                       uint32_t count)
{
    if (count && !block->page)
        block->page = strand->words[first].page;
    if (block->box.x1)
        return;
    struct book_box *box = &block->box;
    for (uint32_t n = first; n < first + count; n++) {
        const struct book_box *word = &strand->words[n].box;
        if (strand->words[n].page != block->page || !word->x1)
            continue;
        if (!box->x1)
            *box = *word;
        box->x0 = word->x0 < box->x0 ? word->x0 : box->x0;
        box->y0 = word->y0 < box->y0 ? word->y0 : box->y0;
        box->x1 = word->x1 > box->x1 ? word->x1 : box->x1;
        box->y1 = word->y1 > box->y1 ? word->y1 : box->y1;
    }
}

static uint32_t add_block(struct builder *b, const struct book_block *block)
{
    MEM_ROOM(b->blocks, b->block_count + 1, b->block_cap);
    b->blocks[++b->block_count] = *block;
    return (uint32_t)b->block_count;
}

uint32_t builder_end(struct builder *b)
{
    if (!b->is_open)
        return 0;
    struct book_block *block = &b->open;
    bool is_figure = block->kind == BLOCK_FIGURE;
    bool is_past = is_figure || block->kind == BLOCK_LEFT_OUT;
    struct strand *strand = is_past ? &b->past : &b->document;
    uint32_t first, number = 0;
    uint32_t count =
        draft_commit(b, &b->passage, strand, (uint32_t)b->block_count + 1, block, &first);
    draft_settle_anchors(b, &b->passage, first, is_past ? 0 : count);
    *(is_figure ? &block->alt_first : &block->first_word) = first;
    *(is_figure ? &block->alt_count : &block->word_count) = count;
    find_place(strand, block, first, count);
    if (count || ((is_figure || block->kind == BLOCK_CELL) && !is_full(b)))
        number = add_block(b, block);
    clear_passage(&b->passage);
    b->is_open = false;
    return number;
}

void builder_add_anchor(struct builder *b, const char *name)
{
    if (!name || !*name || b->anchor_count >= DRAFT_RECORDS_MOST)
        return;
    MEM_ROOM(b->anchors, b->anchor_count, b->anchor_cap);
    struct anchor *anchor = &b->anchors[b->anchor_count++];
    *anchor =
        (struct anchor){.name = pool_keep(&b->names, name, strlen(name), DRAFT_URI_MOST_BYTES),
                        .word = (uint32_t)b->document.word_count + 1};
    if (!b->is_open) {
        b->open_anchor = b->anchor_count;
        return;
    }
    /* An empty piece keeps the place; what comes next takes it over. */
    add_piece(&b->passage, (struct piece){.page = UINT32_MAX});
    anchor->piece = (uint32_t)b->passage.piece_count - 1;
}

/* RGB from RGBA that is opaque everywhere; NULL when it is not, or when there is no memory. */
static unsigned char *make_opaque(const unsigned char *pixels, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (pixels[i * 4 + 3] != 255)
            return NULL;
    }
    unsigned char *rgb = malloc(count * 3);
    for (size_t i = 0; rgb && i < count; i++)
        memcpy(rgb + i * 3, pixels + i * 4, 3);
    return rgb;
}

/* Deflates the pixels to the end of picture_data; false when they are too many. */
static bool keep_pixels(struct builder *b, const unsigned char *pixels, size_t bytes,
                        struct book_picture *picture)
{
    size_t deflated = 0, kept = b->picture_data.length_bytes;
    bool has_room =
        kept < DRAFT_PICTURES_MOST_BYTES / 2; /* else what is small counts, not what is quick */
    unsigned char *room = pixels_deflate(pixels, bytes, has_room, &deflated);
    bool done = room && kept + deflated <= DRAFT_PICTURES_MOST_BYTES;
    if (done) {
        picture->data = (uint32_t)kept;
        picture->bytes = (uint32_t)deflated;
        picture->crc = (uint32_t)crc32_z(0, room, deflated);
        str_add_bytes(&b->picture_data, room, deflated);
    }
    free(room);
    return done;
}

/* The number of a new picture, 0 when it can't be kept. */
static uint32_t add_picture(struct builder *b, const struct book_block *block,
                            const unsigned char *pixels, uint32_t width_px, uint32_t height_px,
                            uint32_t channels)
{
    if (!pixels || !width_px || !height_px || width_px > BOOK_PICTURE_MOST_PX ||
        height_px > BOOK_PICTURE_MOST_PX || (channels != 3 && channels != 4) ||
        (uint64_t)width_px * height_px * channels > BOOK_PICTURE_MOST_BYTES)
        return 0;
    size_t count = (size_t)width_px * height_px;
    unsigned char *rgb = channels == 4 ? make_opaque(pixels, count) : NULL;
    struct book_picture picture = {.page = block->page,
                                   .width_px = width_px,
                                   .height_px = height_px,
                                   .channels = rgb ? 3 : channels,
                                   .box = block->box};
    bool kept = keep_pixels(b, rgb ? rgb : pixels, count * picture.channels, &picture);
    free(rgb);
    if (!kept)
        return 0;
    MEM_ROOM(b->pictures, b->picture_count + 1, b->picture_cap);
    b->pictures[++b->picture_count] = picture;
    return (uint32_t)b->picture_count;
}

void builder_add_figure(struct builder *b, const struct builder_block *block,
                        const unsigned char *pixels, uint32_t width_px, uint32_t height_px,
                        uint32_t channels, const char *alt, const char *alt_lang)
{
    if (is_full(b))
        return;
    struct book_block figure = block_of(b, block);
    figure.kind = BLOCK_FIGURE;
    figure.picture = add_picture(b, &figure, pixels, width_px, height_px, channels);
    struct passage passage = {0};
    add_piece(&passage, (struct piece){.page = block->page <= DRAFT_PAGES_MOST ? block->page : 0,
                                       .box = block->box,
                                       .lang = lang_number(b, alt_lang)});
    if (alt)
        clean_add(&passage.clean, alt, strlen(alt));
    figure.alt_count = draft_commit(b, &passage, &b->past, (uint32_t)b->block_count + 1, &figure,
                                    &figure.alt_first);
    free_passage(&passage);
    (void)add_block(b, &figure);
}

void builder_add_entry(struct builder *b, const char *title, int level, const char *anchor)
{
    uint32_t at = keep_line(b, title, DRAFT_STRING_MOST_BYTES);
    if (!at || b->entry_count >= DRAFT_RECORDS_MOST)
        return;
    const char *name = anchor ? anchor + (*anchor == '#') : "";
    MEM_ROOM(b->entries, b->entry_count + 1, b->entry_cap);
    b->entries[++b->entry_count] =
        (struct book_entry){.title = at,
                            .word = pool_keep(&b->names, name, strlen(name), DRAFT_URI_MOST_BYTES),
                            .level = level_of(BLOCK_LIST_ITEM, level)};
}

void builder_add_warning(struct builder *b, enum warning_kind kind, uint32_t page, uint32_t count,
                         const char *text)
{
    if (b->warning_count >= DRAFT_RECORDS_MOST)
        return;
    MEM_ROOM(b->warnings, b->warning_count + 1, b->warning_cap);
    b->warnings[++b->warning_count] =
        (struct book_warning){kind, page, count, keep_line(b, text, DRAFT_STRING_MOST_BYTES)};
}

uint32_t builder_word_count(const struct builder *b)
{
    return (uint32_t)b->document.word_count;
}
