#include "book/word_list.h"

#include "book/word_list_name.h"

#include <string.h>

enum {
    ENTRIES_MOST = 500,
    BLOCKS_MOST = 6000,   /* of one list, pictures among them */
    LABEL_WORDS_MOST = 7, /* of a term that stands on a line of its own and is not bold */
    HEADING_TERM_WORDS_MOST = 9,
    TRIES_MOST = 64, /* headings that might be a list's */
    ITEMS_MOST = 12, /* blocks of one meaning */
    ROW_CELLS_MOST = 12,
    SMALL_PRINT_PERCENT = 88, /* of the height of the first meaning: an imprint */
    LARGE_PRINT_PERCENT = 115 /* a heading that the document did not call one */
};

/* How a list marks its terms, decided by its first entry. */
enum form {
    FORM_NONE,
    FORM_HEADING,
    FORM_BOLD,
    FORM_LABEL,
    FORM_SEPARATOR,
    FORM_TABLE,
    FORM_MEANS
};

struct reader {
    const struct book *book;
    struct meanings *meanings;
    enum form form;
    uint32_t title; /* its block */
    size_t entries;
    struct str term, text;
    uint32_t first_word, last_word, term_word, items;
    uint32_t text_height; /* of the first meaning, quarter points; 0 not known */
};

static uint32_t last_word(const struct book_block *block)
{
    return block->first_word + block->word_count - 1;
}

static uint32_t height_of(const struct book *book, const struct book_block *block)
{
    if (!block->word_count)
        return 0;
    const struct book_box *box = &book->words[block->first_word].box;
    return box->y1 > box->y0 ? (uint32_t)(box->y1 - box->y0) : 0;
}

static bool is_shown_text(const struct book_block *block)
{
    return meaning_is_text(block) || (block->kind == BLOCK_HEADING && block->word_count);
}

/* Ends the entry that is being read. */
static void flush(struct reader *reader)
{
    if (reader->term.length_bytes && reader->text.length_bytes && reader->entries < ENTRIES_MOST) {
        const struct meaning place = {.first_word = reader->first_word,
                                      .last_word = reader->last_word,
                                      .term_word = reader->term_word};
        if (meaning_add(reader->meanings, str_text(&reader->term), str_text(&reader->text), &place))
            reader->entries++;
    }
    str_clear(&reader->term);
    str_clear(&reader->text);
    reader->first_word = reader->last_word = reader->items = 0;
}

static void begin_entry(struct reader *reader, enum form form, uint32_t first, uint32_t last)
{
    flush(reader);
    if (reader->form == FORM_NONE)
        reader->form = form;
    meaning_add_words(&reader->term, reader->book, first, last);
    reader->term_word = first;
}

static void add_text(struct reader *reader, uint32_t first, uint32_t last, bool is_item)
{
    if (!reader->term.length_bytes || first > last || reader->items >= ITEMS_MOST ||
        reader->text.length_bytes >= MEANING_BYTES_MOST)
        return;
    if (reader->text.length_bytes)
        str_add_char(&reader->text, '\n');
    if (is_item)
        str_add(&reader->text, "\xe2\x80\xa2 ");
    size_t before = reader->text.length_bytes;
    if (!meaning_add_text(&reader->text, reader->book, first, last))
        reader->items = ITEMS_MOST;
    if (reader->text.length_bytes == before)
        return;
    reader->items++;
    reader->first_word = reader->first_word ? reader->first_word : first;
    reader->last_word = last;
    const struct book_block *block = &reader->book->blocks[reader->book->words[first].block];
    if (!reader->text_height)
        reader->text_height = height_of(reader->book, block);
}

/* The word at which 'term: meaning' or 'term – meaning' parts, from `first` on: the first of the meaning. 0: it does not part. */
static uint32_t find_parting(const struct book *book, uint32_t first, uint32_t end)
{
    for (uint32_t n = first; n + 1 < end; n++) {
        if (n - first > MEANING_TERM_WORDS_MOST)
            return 0;
        const struct book_word *word = &book->words[n];
        char last = book->pool[word->text + word->bytes - 1u];
        if (n > first && meaning_is_dash(book, n))
            return n + 1;
        if (last == ':')
            return n + 1;
        if (last == '.' || last == ';' || last == '?')
            return 0;
    }
    return 0;
}

static uint32_t find_separator(const struct book *book, const struct book_block *block)
{
    return find_parting(book, block->first_word, block->first_word + block->word_count);
}

static bool ends_line(const struct book *book, const struct book_block *block)
{
    const struct book_word *word = &book->words[last_word(block)];
    return strchr(".:;!", book->pool[word->text + word->bytes - 1u]) != NULL;
}

/* 'means', 'is when', 'are people who': what follows a term that is explained in a sentence. */
static bool is_verb(const char *plain)
{
    static const char *const verbs[] = {"means ",     "mean ",    "is ",       "are ",
                                        "refers to ", "yw ",      "ydy ",      "stands for ",
                                        "was ",       "happens ", "includes ", NULL};
    for (const char *const *verb = verbs; *verb; verb++) {
        if (strncmp(plain, *verb, strlen(*verb)) == 0)
            return true;
    }
    return false;
}

/* A bold beginning, and what comes after it in the same sentences. */
static void add_bold(struct reader *reader, uint32_t first, uint32_t bold_last, uint32_t last)
{
    struct str plain = {0};
    begin_entry(reader, FORM_BOLD, first, bold_last);
    meaning_plain(&plain, reader->book, bold_last + 1, last, 3);
    bool is_sentence = is_verb(str_text(&plain));
    str_free(&plain);
    add_text(reader, is_sentence ? first : bold_last + 1, last, false);
}

static uint32_t bold_run(const struct book *book, uint32_t first, uint32_t last)
{
    uint32_t n = first;
    while (n <= last && book->words[n].style & STYLE_BOLD)
        n++;
    return n - first;
}

/* One block with one or more entries whose terms are bold at the beginning of a sentence. */
static void read_bold(struct reader *reader, const struct book_block *block, uint32_t bold)
{
    const struct book *book = reader->book;
    uint32_t begin = block->first_word, end = last_word(block);
    while (begin <= end) {
        uint32_t next = end + 1;
        for (uint32_t n = begin + bold; n <= end && next > end; n++) {
            bool is_first = book->sentences[book->words[n].sentence].first_word == n;
            uint32_t run = is_first ? bold_run(book, n, end) : 0;
            if (run && run <= MEANING_TERM_WORDS_MOST && n + run <= end)
                next = n;
        }
        add_bold(reader, begin, begin + bold - 1, next - 1);
        begin = next;
        bold = begin <= end ? bold_run(book, begin, end) : 0;
    }
}

/* 'Ally - a friend. Ballot - a vote.': entries of one paragraph, as plain text has them, each a sentence or a line that parts as the
 * first does. `rest` is the first word of the first meaning. */
static void read_parted(struct reader *reader, const struct book_block *block, uint32_t rest,
                        enum form form)
{
    const struct book *book = reader->book;
    uint32_t begin = block->first_word, end = last_word(block) + 1;
    bool has_dash = meaning_is_dash(book, rest - 1);
    while (rest) {
        uint32_t next = end, next_rest = 0;
        for (uint32_t n = rest + 1; n < end && !next_rest; n++) {
            bool begins = book->sentences[book->words[n].sentence].first_word == n ||
                          book->words[n - 1].flags & WORD_LINE_AFTER;
            next_rest = begins ? find_parting(book, n, end) : 0;
            if (next_rest && meaning_is_dash(book, next_rest - 1) != has_dash)
                next_rest = 0;
            next = next_rest ? n : end;
        }
        begin_entry(reader, form, begin, rest - 1);
        add_text(reader, rest, next - 1, false);
        begin = next;
        rest = next_rest;
    }
}

/* The words of 'X means ...' before 'means'; 0 when it is no such sentence. */
static uint32_t words_before_means(const struct book *book, const struct book_block *block)
{
    struct str plain = {0};
    uint32_t found = 0;
    for (uint32_t n = block->first_word + 1;
         n < last_word(block) && n - block->first_word <= LABEL_WORDS_MOST && !found; n++) {
        meaning_plain(&plain, book, n, n, 1);
        if (strcmp(str_text(&plain), "means ") == 0 || strcmp(str_text(&plain), "yw ") == 0)
            found = n - block->first_word;
    }
    meaning_plain(&plain, book, block->first_word, block->first_word, 1);
    bool points = strcmp(str_text(&plain), "this ") == 0 || strcmp(str_text(&plain), "it ") == 0 ||
                  strcmp(str_text(&plain), "that ") == 0;
    str_free(&plain);
    return points ? 0 : found;
}

static bool is_small_print(const struct reader *reader, const struct book_block *block)
{
    uint32_t height = height_of(reader->book, block);
    if (height && reader->text_height && height * 100 < reader->text_height * SMALL_PRINT_PERCENT)
        return true;
    struct str text = {0};
    (void)meaning_add_text(&text, reader->book, block->first_word, last_word(block));
    bool is_imprint =
        strstr(str_text(&text), "\xc2\xa9") || strcasestr(str_text(&text), "copyright");
    str_free(&text);
    return is_imprint;
}

/* The next text of the list after block `at`; 0 at the end of the book. */
static uint32_t next_text(const struct book *book, uint32_t at)
{
    for (uint32_t n = at + 1; n <= book->block_count && n - at < ROW_CELLS_MOST; n++) {
        if (is_shown_text(&book->blocks[n]))
            return n;
    }
    return 0;
}

/* A short line that is no sentence, above a text: 'Citizen'. */
static bool is_label(const struct reader *reader, uint32_t at)
{
    const struct book *book = reader->book;
    const struct book_block *block = &book->blocks[at];
    uint32_t next = next_text(book, at);
    if (block->word_count > LABEL_WORDS_MOST || ends_line(book, block) || !next ||
        book->blocks[next].kind == BLOCK_HEADING)
        return false;
    if (reader->form == FORM_SEPARATOR || reader->form == FORM_BOLD || reader->form == FORM_MEANS)
        return false;
    bool is_waiting = reader->term.length_bytes && !reader->text.length_bytes;
    return !is_waiting && (block->kind != BLOCK_LIST_ITEM || !reader->term.length_bytes) &&
           (ends_line(book, &book->blocks[next]) ||
            book->blocks[next].word_count > block->word_count);
}

static void read_text(struct reader *reader, uint32_t at)
{
    const struct book *book = reader->book;
    const struct book_block *block = &book->blocks[at];
    uint32_t bold = meaning_bold_words(book, block), end = last_word(block);
    uint32_t rest = find_separator(book, block);
    bool is_item = block->kind == BLOCK_LIST_ITEM;
    bool is_waiting = reader->term.length_bytes && !reader->text.length_bytes;
    bool is_headed = reader->form == FORM_HEADING || (reader->form == FORM_LABEL && is_waiting);
    bool is_term_bold = bold && bold <= MEANING_TERM_WORDS_MOST;
    if (is_headed && reader->term.length_bytes && (is_waiting || !is_term_bold)) {
        add_text(reader, block->first_word, end, is_item);
    } else if (is_term_bold && bold == block->word_count && !ends_line(book, block)) {
        begin_entry(reader, FORM_BOLD, block->first_word, end);
    } else if (rest && (is_term_bold || reader->form != FORM_BOLD) &&
               rest >= block->first_word + bold) {
        read_parted(reader, block, rest, is_term_bold ? FORM_BOLD : FORM_SEPARATOR);
    } else if (is_term_bold && bold < block->word_count) {
        read_bold(reader, block, bold);
    } else if (is_label(reader, at)) {
        begin_entry(reader, FORM_LABEL, block->first_word, end);
    } else if (reader->form == FORM_MEANS ||
               (!reader->term.length_bytes && reader->form == FORM_NONE)) {
        uint32_t before = words_before_means(book, block);
        if (before) {
            begin_entry(reader, FORM_MEANS, block->first_word, block->first_word + before - 1);
            add_text(reader, block->first_word, end, false);
        } else {
            add_text(reader, block->first_word, end, is_item);
        }
    } else {
        add_text(reader, block->first_word, end, is_item);
    }
}

/* The cells of one row that hold words, from block `at` on. Returns the last block of the row. */
static uint32_t gather_row(const struct book *book, uint32_t at, uint32_t cells[ROW_CELLS_MOST],
                           size_t *count)
{
    const struct book_block *first = &book->blocks[at];
    uint32_t last = at;
    *count = 0;
    for (uint32_t n = at; n <= book->block_count; n++) {
        const struct book_block *block = &book->blocks[n];
        if (block->kind == BLOCK_FIGURE || block->kind == BLOCK_LEFT_OUT)
            continue;
        if (block->kind != BLOCK_CELL || block->group != first->group || block->row != first->row)
            break;
        last = n;
        if (block->word_count && *count < ROW_CELLS_MOST)
            cells[(*count)++] = n;
    }
    return last;
}

static bool is_all_bold(const struct book *book, const struct book_block *block)
{
    return meaning_bold_words(book, block) == block->word_count;
}

/* A first row of header cells above one that is not. */
static bool is_table_head(const struct book *book, const uint32_t *cells, size_t count,
                          uint32_t last)
{
    uint32_t next = next_text(book, last);
    for (size_t i = 0; i < count; i++) {
        if (!(book->blocks[cells[i]].flags & BLOCK_IS_HEADER))
            return false;
    }
    const struct book_block *below = &book->blocks[next];
    bool goes_on = next && below->kind == BLOCK_CELL && below->group == book->blocks[last].group;
    return goes_on && book->blocks[cells[0]].row == 1 &&
           (!(below->flags & BLOCK_IS_HEADER) ||
            (next < book->block_count && !(book->blocks[next + 1].flags & BLOCK_IS_HEADER)));
}

/* Reads a row of a table; returns its last block. */
static uint32_t read_row(struct reader *reader, uint32_t at)
{
    const struct book *book = reader->book;
    uint32_t cells[ROW_CELLS_MOST];
    size_t count;
    uint32_t last = gather_row(book, at, cells, &count);
    if (!count)
        return last;
    const struct book_block *first = &book->blocks[cells[0]];
    if (count == 1) {
        bool is_more = first->column > 1 && reader->form == FORM_TABLE;
        if (is_more)
            add_text(reader, first->first_word, last_word(first), false);
        else
            read_text(reader, cells[0]);
        return last;
    }
    if (word_list_is_column(book, first) || is_table_head(book, cells, count, last))
        return last;
    size_t step = count == 4 && is_all_bold(book, first) &&
                          is_all_bold(book, &book->blocks[cells[2]]) &&
                          !is_all_bold(book, &book->blocks[cells[1]])
                      ? 2
                      : count;
    for (size_t i = 0; i < count; i += step) {
        const struct book_block *term = &book->blocks[cells[i]];
        if (term->word_count > MEANING_TERM_WORDS_MOST)
            continue;
        begin_entry(reader, FORM_TABLE, term->first_word, last_word(term));
        for (size_t k = i + 1; k < i + step && k < count; k++) {
            const struct book_block *cell = &book->blocks[cells[k]];
            add_text(reader, cell->first_word, last_word(cell), false);
        }
    }
    return last;
}

/* An entry stands in the block by itself: 'Appeal: when you ask ...'. */
static bool is_entry(const struct book *book, const struct book_block *block)
{
    uint32_t bold = meaning_bold_words(book, block);
    return block->kind == BLOCK_CELL || find_separator(book, block) ||
           (bold && bold < block->word_count && bold <= MEANING_TERM_WORDS_MOST);
}

/* A heading inside the list: a term, or one above a group of them ('A', 'Words of the law'). */
static void read_heading(struct reader *reader, uint32_t at)
{
    const struct book *book = reader->book;
    const struct book_block *block = &book->blocks[at];
    uint32_t next = next_text(book, at);
    bool is_letter = block->word_count == 1 && book->words[block->first_word].bytes <= 3;
    bool is_group = reader->form != FORM_NONE && reader->form != FORM_HEADING;
    if (reader->form == FORM_NONE && next)
        is_group = book->blocks[next].kind == BLOCK_HEADING || is_entry(book, &book->blocks[next]);
    if (is_group || !next || block->word_count > HEADING_TERM_WORDS_MOST ||
        (is_letter && book->blocks[next].kind == BLOCK_HEADING))
        flush(reader);
    else
        begin_entry(reader, FORM_HEADING, block->first_word, last_word(block));
}

/* The heading, or what looks like one, ends the list. */
static bool is_end(const struct reader *reader, uint32_t at)
{
    const struct book *book = reader->book;
    const struct book_block *block = &book->blocks[at], *title = &book->blocks[reader->title];
    if (block->kind == BLOCK_HEADING) {
        if (word_list_ends_at(book, block) || word_list_is_name(book, block))
            return true;
        if (title->kind != BLOCK_HEADING || block->level > title->level)
            return title->kind != BLOCK_HEADING && reader->form != FORM_NONE &&
                   reader->form != FORM_HEADING;
        bool begins = reader->form == FORM_NONE && !reader->entries;
        return block->level < title->level || !(begins || reader->form == FORM_HEADING) ||
               (begins && is_entry(book, block));
    }
    uint32_t height = height_of(book, block), title_height = height_of(book, title);
    return reader->entries && height && title_height > reader->text_height && reader->text_height &&
           height * 100 >= reader->text_height * LARGE_PRINT_PERCENT &&
           height >= title_height * 9 / 10 && is_all_bold(book, block);
}

/* Reads the list under the block `title`; returns its last block. */
static uint32_t read_list(struct reader *reader, uint32_t title)
{
    const struct book *book = reader->book;
    uint32_t last = title;
    reader->title = title;
    for (uint32_t n = title + 1; n <= book->block_count && n - title < BLOCKS_MOST; n++) {
        const struct book_block *block = &book->blocks[n];
        if (!is_shown_text(block) && block->kind != BLOCK_CELL)
            continue;
        if (is_end(reader, n) || reader->entries >= ENTRIES_MOST)
            break;
        last = n;
        if (block->kind == BLOCK_CELL)
            last = n = read_row(reader, n);
        else if (block->kind == BLOCK_HEADING)
            read_heading(reader, n);
        else if (is_small_print(reader, block))
            flush(reader);
        else
            read_text(reader, n);
    }
    flush(reader);
    return last;
}

/* A line that names a list though it is no heading: bold, or large, or short enough to be nothing else; never a line of the contents. */
static bool is_title(const struct book *book, const struct book_block *block)
{
    bool may_be = block->kind == BLOCK_HEADING ||
                  (block->kind == BLOCK_PARAGRAPH && block->word_count <= LABEL_WORDS_MOST &&
                   !ends_line(book, block));
    return may_be && block->word_count && !book_link_at(book, block->first_word) &&
           word_list_is_name(book, block);
}

size_t word_list_read(const struct book *book, struct meanings *meanings,
                      struct word_list lists[WORD_LISTS_MOST])
{
    size_t count = 0, tries = 0;
    for (uint32_t n = 1; n <= book->block_count && count < WORD_LISTS_MOST && tries < TRIES_MOST;
         n++) {
        if (!is_title(book, &book->blocks[n]))
            continue;
        size_t before = meanings->count;
        tries++;
        struct reader reader = {.book = book, .meanings = meanings};
        uint32_t last = read_list(&reader, n);
        size_t least = book->blocks[n].kind == BLOCK_HEADING ? 1 : 2;
        if (reader.entries >= least) {
            lists[count++] = (struct word_list){n, last};
            n = last;
        } else {
            meaning_drop_from(meanings, before);
        }
        str_free(&reader.term);
        str_free(&reader.text);
    }
    return count;
}
