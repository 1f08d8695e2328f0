/* small_library.h: a library of a few documents in a folder of strange_folder.h, made once in a process. */
#ifndef LECTERN_FUZZ_SMALL_LIBRARY_H
#define LECTERN_FUZZ_SMALL_LIBRARY_H

#include "strange_folder.h"

#include "book/builder.h"
#include "book/file.h"
#include "library/catalogue.h"
#include "library/search_index.h"

struct small_document {
    const char *title, *text, *lang;
};

static const struct small_document small_documents[] = {
    {"Schools for all", "Every child has a right to education. Ordinary schools welcome them.",
     "en"},
    {"Money and councils", "A council\u2019s budget didn't ask. Well-being comes last, at 61,500.",
     "en"},
    {"Hawl i ddysgu", "Mae gan bob plentyn hawl i addysg. Mae cath yn yr ysgol.", "cy"},
    {"\u5b66\u6821 \u0645\u062f\u0631\u0633\u0629",
     "\u6559\u80b2\u306f\u6a29\u5229\u3067\u3059\u3002 "
     "\u0627\u0644\u062a\u0639\u0644\u064a\u0645 \u062d\u0642.",
     "ja"},
};
enum { SMALL_DOCUMENTS = sizeof small_documents / sizeof *small_documents };

static inline void small_library_add_text(struct builder *b, enum block_kind kind, const char *text)
{
    builder_begin(b, &(struct builder_block){.kind = kind, .level = kind == BLOCK_HEADING});
    builder_text(b, text, strlen(text), NULL);
    (void)builder_end(b);
}

static inline void small_library_write_book(const struct strange_folder *folder,
                                            const struct small_document *from)
{
    struct str bytes = {0};
    struct builder *b = builder_new();
    builder_set_source(b, SOURCE_TEXT, ORDER_GIVEN);
    builder_set_lang(b, from->lang);
    builder_set_title(b, from->title);
    small_library_add_text(b, BLOCK_HEADING, from->title);
    small_library_add_text(b, BLOCK_PARAGRAPH, from->text);
    must(builder_finish(b, &bytes) == ERR_OK);
    builder_free(b);
    strange_folder_write(folder, "incoming/book", bytes.data, bytes.length_bytes);
    str_free(&bytes);
}

/* The id of document `number`, from 1. */
static inline void small_library_id(char id[65], unsigned number)
{
    snprintf(id, 65, "%08x%056d", number, 0);
}

static inline void small_library_put(struct catalogue *c, const struct strange_folder *folder,
                                     unsigned number)
{
    const struct small_document *from = &small_documents[number - 1];
    char name[] = "made.txt", section[] = "Briefings", author[] = "", book_path[96], path[96];
    char *title = mem_copy_string(from->title), *lang = mem_copy_string(from->lang);
    struct document d = {.title = title,
                         .author = author,
                         .lang = lang,
                         .section = section,
                         .name = name,
                         .source = SOURCE_TEXT,
                         .order = ORDER_GIVEN};
    bool known;
    small_library_id(d.id, number);
    small_library_write_book(folder, from);
    strange_folder_write(folder, "incoming/document", "made", 4);
    snprintf(book_path, sizeof book_path, "%s/incoming/book", folder->path);
    snprintf(path, sizeof path, "%s/incoming/document", folder->path);
    must(catalogue_publish(c, &d, path, book_path, &known) == ERR_OK && !known);
    free(title);
    free(lang);
}

/* Makes it, and enters it in the index. The catalogue stays open for as long as the process lives. */
static inline struct catalogue *small_library_open(void)
{
    struct strange_folder folder;
    struct catalogue *c;
    must(strange_folder_make(&folder));
    must(catalogue_open(folder.path, true, &c) == ERR_OK);
    for (unsigned i = 1; i <= SMALL_DOCUMENTS; i++)
        small_library_put(c, &folder, i);
    must(search_index_mend(folder.path, NULL, NULL) == ERR_OK);
    return c;
}

#endif
