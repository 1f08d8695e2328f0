/* Proves: office documents keep languages, styles, spans and the targets of links; a zip bomb, elements nested past all sense and
 * the like end in a cause or in a book that says it was cut. */
#include "book/file.h"
#include "extract/extract.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include <zlib.h>

#include <cmocka.h>

#define DOCS "tests/golden/docs/"

/* `bytes` are what the book stands on; free them after it. */
static enum err extract(int fd, const char *name, struct book **book, struct str *bytes)
{
    struct extract_job job = {.fd = fd, .name = name, .picture_most_px = 100};
    struct builder *b = builder_new();
    *book = NULL;
    *bytes = (struct str){0};
    enum err err = extract_document(&job, b);
    if (err == ERR_OK)
        err = builder_finish(b, bytes);
    if (err == ERR_OK)
        err = book_from_bytes((const unsigned char *)bytes->data, bytes->length_bytes, book);
    builder_free(b);
    return err;
}

static struct book *open_book(const char *name, struct str *bytes)
{
    struct book *book;
    int fd = open(name, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    assert_int_equal(extract(fd, name, &book, bytes), ERR_OK);
    close(fd);
    return book;
}

/* The first document word of that text; 0: there is none. */
static uint32_t find(const struct book *book, const char *text)
{
    for (uint32_t n = 1; n <= book->word_count; n++) {
        const struct book_word *w = &book->words[n];
        if (w->bytes == strlen(text) && memcmp(book->pool + w->text, text, w->bytes) == 0)
            return n;
    }
    return 0;
}

static const char *lang_of(const struct book *book, const char *text)
{
    uint32_t n = find(book, text);
    assert_int_not_equal(n, 0);
    return book_word_lang(book, n);
}

static uint8_t style_of(const struct book *book, const char *text)
{
    uint32_t n = find(book, text);
    assert_int_not_equal(n, 0);
    return book->words[n].style;
}

static const struct book_block *block_of(const struct book *book, const char *text)
{
    uint32_t n = find(book, text);
    assert_int_not_equal(n, 0);
    return &book->blocks[book->words[n].block];
}

static void test_each_run_keeps_its_language(void **state)
{
    static const char *const names[] = {DOCS "languages.docx", DOCS "review-and-languages.odt"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str bytes;
        struct book *book = open_book(names[i], &bytes);
        assert_string_equal(book_string(book, book->info->lang), "en-GB");
        assert_string_equal(lang_of(book, "croeso"), "cy-GB");
        assert_string_equal(lang_of(book, i ? "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"
                                            : "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d,"),
                            "he-IL");
        book_close(book);
        str_free(&bytes);
    }
}

static void test_bold_and_slanted_words(void **state)
{
    struct str bytes;
    struct book *book = open_book(DOCS "languages.docx", &bytes);
    (void)state;
    assert_int_equal(style_of(book, "bold,"), STYLE_BOLD);
    assert_int_equal(style_of(book, "strong,"), STYLE_BOLD);
    assert_int_equal(style_of(book, "slanted"), STYLE_EMPHASIS);
    assert_int_equal(style_of(book, "bold."), 0);
    book_close(book);
    str_free(&bytes);
    book = open_book(DOCS "review-and-languages.odt", &bytes);
    assert_int_equal(style_of(book, "Bold,"), STYLE_BOLD);
    assert_int_equal(style_of(book, "slanted."), STYLE_EMPHASIS);
    book_close(book);
    str_free(&bytes);
}

static void test_cells_know_how_far_they_reach(void **state)
{
    static const char *const names[] = {DOCS "tables.docx", DOCS "tables-and-notes.odt"};
    (void)state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str bytes;
        struct book *book = open_book(names[i], &bytes);
        assert_int_equal(block_of(book, "2021")->row_span, 2);
        assert_int_equal(block_of(book, "none,")->column_span, 2);
        assert_int_equal(block_of(book, "Mill")->column, 2);
        assert_int_equal(block_of(book, "Children")->flags, BLOCK_IS_HEADER);
        assert_int_equal(block_of(book, "12")->flags, 0);
        book_close(book);
        str_free(&bytes);
    }
}

static void test_a_mark_leads_to_its_note(void **state)
{
    struct str bytes;
    struct book *book = open_book(DOCS "notes.docx", &bytes);
    uint32_t mark = find(book, "*");
    (void)state;
    assert_int_equal(book->words[mark].style & STYLE_RAISED, STYLE_RAISED);
    const struct book_link *link = book_link_at(book, mark);
    assert_non_null(link);
    assert_int_equal(link->target, find(book, "Not"));
    const struct book_block *note = block_of(book, "Not");
    assert_int_equal(note->kind, BLOCK_NOTE);
    assert_string_equal(book_string(book, note->label), "*");
    book_close(book);
    str_free(&bytes);
}

static void put_number(unsigned char **to, uint32_t n, int bytes)
{
    for (int i = 0; i < bytes; i++)
        *(*to)++ = (unsigned char)(i < 4 ? n >> (8 * i) : 0);
}

static void put_entry(unsigned char **to, const char *path, uint32_t packed, uint32_t size)
{
    put_number(to, 20, 2);
    put_number(to, 0, 2);
    put_number(to, 8, 2); /* deflated */
    put_number(to, 0, 8);
    put_number(to, packed, 4);
    put_number(to, size, 4);
    put_number(to, (uint32_t)strlen(path), 2);
    put_number(to, 0, 2);
}

/* A zip with one deflated part, in memory; `text` is repeated until the part has `size` bytes. */
static int make_zip(const char *path, const char *text, size_t size)
{
    z_stream z = {0};
    size_t room = size / 200 + 65536, n = strlen(text), path_bytes = strlen(path);
    unsigned char *all = malloc(room), *to = all, *piece = malloc(1 << 16);
    assert_true(all && piece);
    memcpy(to, "PK\3\4", 4);
    to += 4;
    unsigned char *header = to;
    to += 26;
    memcpy(to, path, path_bytes);
    to += path_bytes;
    unsigned char *data = to;
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY), Z_OK);
    z.next_out = to;
    z.avail_out = (uInt)(room - 1024);
    for (size_t at = 0, count; at < size; at += count) {
        count = size - at < (1 << 16) ? size - at : 1 << 16;
        for (size_t i = 0; i < count; i++)
            piece[i] = (unsigned char)text[(at + i) % n];
        z.next_in = piece;
        z.avail_in = (uInt)count;
        bool is_last = at + count == size;
        assert_int_equal(deflate(&z, is_last ? Z_FINISH : Z_NO_FLUSH),
                         is_last ? Z_STREAM_END : Z_OK);
    }
    to = z.next_out;
    uint32_t packed = (uint32_t)(to - data);
    deflateEnd(&z);
    put_entry(&header, path, packed, (uint32_t)size);
    uint32_t index = (uint32_t)(to - all);
    memcpy(to, "PK\1\2\24\0", 6);
    to += 6;
    put_entry(&to, path, packed, (uint32_t)size);
    put_number(&to, 0, 14);
    memcpy(to, path, path_bytes);
    to += path_bytes;
    uint32_t index_bytes = (uint32_t)(to - all) - index;
    memcpy(to, "PK\5\6\0\0\0\0\1\0\1\0", 12);
    to += 12;
    put_number(&to, index_bytes, 4);
    put_number(&to, index, 4);
    put_number(&to, 0, 2);
    int fd = memfd_create("zip", MFD_CLOEXEC);
    assert_int_equal(write(fd, all, (size_t)(to - all)), to - all);
    free(all);
    free(piece);
    return fd;
}

static void test_a_zip_bomb_is_too_big(void **state)
{
    struct book *book;
    struct str bytes;
    (void)state;
    int fd = make_zip("word/document.xml", "<w:p><w:r><w:t>word</w:t></w:r></w:p>", 100u << 20);
    assert_int_equal(extract(fd, "a.docx", &book, &bytes), ERR_TOO_BIG);
    str_free(&bytes);
    close(fd);
    fd = make_zip("content.xml", "<text:p/>", 100u << 20);
    assert_int_equal(extract(fd, "a.odt", &book, &bytes), ERR_TOO_BIG);
    str_free(&bytes);
    close(fd);
}

static void test_senseless_nesting_ends(void **state)
{
    struct book *book;
    struct str bytes;
    (void)state;
    int fd = make_zip("word/document.xml", "<w:document><w:body><w:sdt><w:sdtContent>", 1u << 20);
    enum err err = extract(fd, "a.docx", &book, &bytes);
    assert_true(err == ERR_DAMAGED || err == ERR_NO_TEXT);
    str_free(&bytes);
    close(fd);
    fd = make_zip("content.xml", "<office:document-content><office:body><office:text><text:list>",
                  1u << 20);
    err = extract(fd, "a.odt", &book, &bytes);
    assert_true(err == ERR_DAMAGED || err == ERR_NO_TEXT);
    str_free(&bytes);
    close(fd);
}

/* The text below the depth that is read is missing, and the book says so. */
static void test_text_below_all_sense_is_said_to_be_cut(void **state)
{
    struct str xml = {0}, bytes;
    struct book *book;
    bool is_cut = false;
    (void)state;
    str_add(&xml,
            "<office:document xmlns:office='x' mimetype='application/vnd.oasis.opendocument.text'>"
            "<office:body><office:text><text:p>above</text:p>");
    for (int i = 0; i < 100; i++)
        str_add(&xml, "<text:section>");
    str_add(&xml, "<text:p>below</text:p>");
    for (int i = 0; i < 100; i++)
        str_add(&xml, "</text:section>");
    str_add(&xml, "</office:text></office:body></office:document>");
    struct str file = {0};
    str_addf(&file, "<?xml version='1.0'?>%s", str_text(&xml));
    int fd = memfd_create("flat", MFD_CLOEXEC);
    assert_int_equal(write(fd, file.data, file.length_bytes), file.length_bytes);
    assert_int_equal(extract(fd, "a.fodt", &book, &bytes), ERR_OK);
    assert_int_equal(book->word_count, 1);
    for (uint32_t i = 1; i <= book->warning_count; i++)
        is_cut |= book->warnings[i].kind == WARNING_TEXT_CUT;
    assert_true(is_cut);
    book_close(book);
    str_free(&bytes);
    close(fd);
    str_free(&xml);
    str_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_run_keeps_its_language),
        cmocka_unit_test(test_bold_and_slanted_words),
        cmocka_unit_test(test_cells_know_how_far_they_reach),
        cmocka_unit_test(test_a_mark_leads_to_its_note),
        cmocka_unit_test(test_a_zip_bomb_is_too_big),
        cmocka_unit_test(test_senseless_nesting_ends),
        cmocka_unit_test(test_text_below_all_sense_is_said_to_be_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
