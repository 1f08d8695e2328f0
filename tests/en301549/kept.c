/* kept: A64: nothing of what makes a document accessible is lost on its way from the file through worker, wire, book file and library to
 * the kiosk: every small document of tests/golden/docs against what a person once read in it, line by line; a web page made here,
 * against what was put into it; and a text file, word by word. */
#include "trial.h"

#include "base/file.h"
#include "base/mem.h"
#include "book/model.h"
#include "library/importer.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>

static void add_words(const struct book *b, uint32_t first, uint32_t count, struct str *out)
{
    for (uint32_t n = first; n < first + count; n++) {
        const struct book_word *w = &b->words[n];
        str_add_bytes(out, b->pool + w->text, w->bytes);
        if (n + 1 < first + count && w->flags)
            str_add_char(out, w->flags & WORD_LINE_AFTER ? '\n' : ' ');
    }
    str_add_char(out, '\n');
}

static void add_block(const struct book *b, const struct book_block *block, struct str *out)
{
    static const char *const kinds[] = {"?",    "heading", "para",    "item", "quote",
                                        "cell", "figure",  "caption", "note", "left-out"};
    str_addf(out, "[%s", kinds[block->kind < sizeof kinds / sizeof *kinds ? block->kind : 0]);
    if (block->level)
        str_addf(out, " %u", block->level);
    if (*book_string(b, block->label))
        str_addf(out, " '%s'", book_string(b, block->label));
    if (block->kind == BLOCK_CELL)
        str_addf(out, " %u,%u%s", block->row, block->column,
                 block->flags & BLOCK_IS_HEADER ? " header" : "");
    str_add(out, block->picture ? " picture] " : "] ");
    if (block->alt_count)
        add_words(b, block->alt_first, block->alt_count, out);
    else if (block->word_count)
        add_words(b, block->first_word, block->word_count, out);
    else
        str_add_char(out, '\n');
}

/* The book in the lines of a golden; the size of a picture is the screen's business. */
static void write_outline(const struct book *b, struct str *out)
{
    str_addf(out, "title: %s\nauthor: %s\nlang: %s\norder: %u\npages: %u\n", book_title(b),
             book_string(b, b->info->author), book_string(b, b->info->lang), b->info->order,
             b->page_count);
    for (uint32_t i = 1; i <= b->warning_count; i++)
        str_addf(out, "warning: %u page %u count %u %s\n", b->warnings[i].kind, b->warnings[i].page,
                 b->warnings[i].count, book_string(b, b->warnings[i].text));
    for (uint32_t i = 1; i <= b->entry_count; i++)
        str_addf(out, "contents: %*s%s -> %u\n", (int)b->entries[i].level * 2, "",
                 book_string(b, b->entries[i].title), b->entries[i].word);
    for (uint32_t i = 1; i <= b->link_count; i++)
        str_addf(out, "link: %u+%u %s -> %u\n", b->links[i].first_word, b->links[i].word_count,
                 book_string(b, b->links[i].uri), b->links[i].target);
    for (uint32_t i = 1; i <= b->block_count; i++)
        add_block(b, &b->blocks[i], out);
}

/* A line of a golden as add_block writes it: "[figure 25x20] A door" without the size. */
static void add_golden_line(const char *line, size_t bytes, struct str *out)
{
    const char *close = memchr(line, ']', bytes), *size = NULL;
    for (const char *p = line; close && *line == '[' && p < close; p++) {
        if (*p == ' ' && strspn(p + 1, "0123456789") > 0 &&
            p[1 + strspn(p + 1, "0123456789")] == 'x')
            size = p;
    }
    if (size) {
        str_add_bytes(out, line, (size_t)(size - line));
        str_add(out, " picture");
        str_add_bytes(out, close, bytes - (size_t)(close - line));
    } else {
        str_add_bytes(out, line, bytes);
    }
    str_add_char(out, '\n');
}

/* The first line in which two texts differ, of the first; "" where they are the same. */
static void first_difference(const char *a, const char *b, char out[128])
{
    const char *line = a;
    for (; *a && *a == *b; a++, b++) {
        if (*a == '\n')
            line = a + 1;
    }
    snprintf(out, 128, "%.*s", *a == *b ? 0 : (int)strcspn(line, "\n"), line);
    if (*a != *b && !*out)
        snprintf(out, 128, "its end");
}

/* The lines of the open document against its golden; how many there are. */
static int compare_with_golden(struct trial *t, struct kiosk *k, const char *name)
{
    char path[640], *text, differs[128];
    struct str is = {0}, golden = {0};
    int lines = 0;
    snprintf(path, sizeof path, "%s/%s.golden", EN301549_DOCS, name);
    if (file_read(path, 1 << 20, &text, NULL) != ERR_OK) {
        trial_fail(t, "%s has no golden", name);
        return 0;
    }
    write_outline(k->session->visit.reading.book, &is);
    for (const char *line = text, *end; *line; line = *end ? end + 1 : end, lines++) {
        end = line + strcspn(line, "\n");
        if (!(t->faulty && strncmp(line, "[heading", 8) == 0)) /* as if a heading were lost */
            add_golden_line(line, (size_t)(end - line), &golden);
    }
    first_difference(str_text(&is), str_text(&golden), differs);
    trial_expect(t, !*differs, "%s is not kept: '%s'", name, differs);
    free(text);
    str_free(&is);
    str_free(&golden);
    return lines;
}

/* What goldens don't tell: languages, abbreviations, emphasis, spans of cells. */
static const char page[] =
    "<!DOCTYPE html><html lang=en-GB><head><title>Kept whole</title></head><body>"
    "<h1>Kept whole</h1><p>The <abbr title='Special Educational Needs'>SEN</abbr> office says "
    "<span lang=cy>bore da</span> and <em>means</em> it, <strong>truly</strong>.</p>"
    "<h2>Below</h2><h3>Further below</h3><p><img src='data:image/png;base64,"
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC' "
    "width=90 height=90 alt='A red door'></p>"
    "<table><caption>Doors</caption><tr><th colspan=2>Both</th></tr><tr><td>One</td><td>Two</td>"
    "</tr></table><p>See <a href='https://www.example.org/'>the doors</a>.</p></body></html>";

static uint32_t words_of_lang(const struct book *b, const char *lang)
{
    uint32_t n = 0;
    for (uint32_t w = 1; w <= b->word_count; w++)
        n += strncmp(book_word_lang(b, w), lang, strlen(lang)) == 0;
    return n;
}

static uint32_t words_of_style(const struct book *b, unsigned style)
{
    uint32_t n = 0;
    for (uint32_t w = 1; w <= b->word_count; w++)
        n += (b->words[w].style & style) != 0;
    return n;
}

static void look_at_page(struct trial *t, const struct book *b)
{
    uint32_t levels = 0, spans = 0, alts = 0, captions = 0;
    for (uint32_t i = 1; i <= b->block_count; i++) {
        const struct book_block *block = &b->blocks[i];
        if (block->kind == BLOCK_HEADING)
            levels = levels * 10 + block->level;
        spans += block->kind == BLOCK_CELL && block->column_span == 2 &&
                 (block->flags & BLOCK_IS_HEADER);
        alts += block->kind == BLOCK_FIGURE && block->alt_count == 3;
        captions += block->kind == BLOCK_CAPTION;
    }
    trial_expect(t, strcmp(book_string(b, b->info->lang), "en-GB") == 0, "its language is lost");
    trial_expect(t, words_of_lang(b, "cy") == 2, "%u words of 2 are Welsh", words_of_lang(b, "cy"));
    trial_expect(t,
                 b->expansion_count == 1 && strcmp(book_string(b, b->expansions[1].text),
                                                   "Special Educational Needs") == 0,
                 "what an abbreviation stands for is lost");
    trial_expect(t, words_of_style(b, STYLE_EMPHASIS | STYLE_BOLD) == 2, "emphasis is lost");
    trial_expect(t, levels == 123, "the levels of headings are %u", levels);
    trial_expect(t, spans == 1, "the span of a header cell is lost");
    trial_expect(t, alts == 1, "a description is lost");
    trial_expect(t, captions == 1, "a caption is lost");
    trial_expect(t, b->link_count == 1, "a link is lost");
}

/* Each document that has a golden. */
static bool find_documents(struct import_list *list)
{
    static const char ending[] = ".golden";
    DIR *folder = opendir(EN301549_DOCS);
    for (struct dirent *e; folder && (e = readdir(folder));) {
        char path[640];
        size_t bytes = strlen(e->d_name), end = sizeof ending - 1;
        if (bytes <= end || strcmp(e->d_name + bytes - end, ending) != 0)
            continue;
        snprintf(path, sizeof path, "%s/%.*s", EN301549_DOCS, (int)(bytes - end), e->d_name);
        if (importer_find(path, NULL, "Resources", list) != ERR_OK)
            continue; /* nothing that a library takes */
    }
    if (folder)
        closedir(folder);
    return list->count > 0;
}

/* A library with all small documents, made by the real importer; those that must be refused are. */
static bool make_whole_library(struct trial *t, const char *folder)
{
    char own[600];
    struct catalogue *c;
    struct import_list list = {0};
    struct importer_options options = {.folder = folder, .limits = convert_limits_default()};
    snprintf(own, sizeof own, "%s.html", folder);
    bool made = file_write_atomic(own, page, sizeof page - 1) == ERR_OK &&
                catalogue_open(folder, true, &c) == ERR_OK;
    if (made)
        catalogue_close(c);
    made = made && find_documents(&list) &&
           importer_find(own, NULL, "Resources", &list) == ERR_OK &&
           importer_add(&options, &list, NULL, NULL) == ERR_OK;
    import_list_free(&list);
    trial_expect(t, made, "the library can't be made");
    return made;
}

/* A text file's own words are all in its book, in their order. */
static uint32_t compare_with_file(struct trial *t)
{
    struct kiosk k;
    char *text = NULL;
    uint32_t n = 1;
    trial_kiosk(t, &k);
    if (!kiosk_open(&k, "How to take part") ||
        file_read(EN301549_SAMPLES "/Participation/How to take part.txt", 1 << 20, &text, NULL) !=
            ERR_OK) {
        trial_fail(t, "the text sample is missing");
        kiosk_stop(&k);
        return 0;
    }
    const struct book *b = k.session->visit.reading.book;
    uint32_t count = b->word_count;
    struct str kept = {0}, file = {0};
    for (const char *line = text, *end; *line; line = *end ? end + 1 : end) {
        end = line + strcspn(line, "\n");
        if (strspn(line, "=-\n") >= (size_t)(end - line))
            continue; /* a line under a heading */
        for (const char *p = line + (strncmp(line, "- ", 2) == 0); p < end; p++) {
            if ((unsigned char)*p > ' ')
                str_add_char(&file, *p);
        }
    }
    for (; n <= count; n++) {
        const struct book_block *block = &b->blocks[b->words[n].block];
        const char *label = book_string(b, block->label);
        if (block->first_word == n && strspn(label, "0123456789"))
            str_add(&kept, label);
        str_add_bytes(&kept, b->pool + b->words[n].text, b->words[n].bytes);
    }
    trial_expect(t, strcmp(str_text(&kept), str_text(&file)) == 0, "words of a file are lost");
    free(text);
    str_free(&kept);
    str_free(&file);
    kiosk_stop(&k);
    return count;
}

static void check_a64(struct trial *t)
{
    char folder[512];
    struct kiosk k;
    int lines = 0, documents = 0;
    snprintf(folder, sizeof folder, "%s-whole", t->docs);
    if (!make_whole_library(t, folder))
        return;
    kiosk_config(&k, folder, &profiles[1]);
    kiosk_start(&k);
    const struct visit *v = &k.session->visit;
    for (int s = 0; s < v->section_count && !t->failed; s++) {
        size_t count = 1;
        for (size_t d = 0; d < count && !t->failed; d++) {
            char name[256];
            kiosk_act(&k, ACTION_HOME, 0);
            kiosk_act(&k, ACTION_SECTION, s);
            count = v->shelf.count;
            if (d >= count)
                break;
            snprintf(name, sizeof name, "%s", v->shelf.items[d].name);
            kiosk_act(&k, ACTION_DOCUMENT, (int64_t)d);
            trial_expect(t, v->reading.book != NULL, "%s does not open", name);
            if (!v->reading.book)
                break;
            documents++;
            if (strstr(name, "whole.html"))
                look_at_page(t, v->reading.book);
            else
                lines += compare_with_golden(t, &k, name);
        }
    }
    kiosk_stop(&k);
    trial_expect(t, documents > 40, "only %d documents were looked at", documents);
    trial_measure(t, "%d documents, %d lines as a person read them; %u words of a file", documents,
                  lines, compare_with_file(t));
}

const struct rule rules_kept[] = {
    {64, "EN 5.4", "", check_a64, VERDICT_CHECK},
    {0},
};
