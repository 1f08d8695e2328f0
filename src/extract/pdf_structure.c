#include "extract/pdf_structure.h"

#include "extract/pdf_pages.h"

#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_NODES = 1000000, MOST_DEPTH = 120, MOST_ROLE_HOPS = 8, MOST_SPAN = 1000 };

struct reading {
    struct pdf *pdf;
    struct pdf_structure *out;
    pdf_obj *role_map;
    uint8_t *seen;
    int objects;
    int32_t last_page_object, last_page; /* the page that was looked up last */
};

static const struct {
    const char *name;
    enum role role;
    int level;
} roles[] = {
    {"Document", ROLE_GROUP, 0},   {"P", ROLE_PARAGRAPH, 0},
    {"H1", ROLE_HEADING, 1},       {"H2", ROLE_HEADING, 2},
    {"H3", ROLE_HEADING, 3},       {"H4", ROLE_HEADING, 4},
    {"H5", ROLE_HEADING, 5},       {"H6", ROLE_HEADING, 6},
    {"H", ROLE_HEADING, 0},        {"Title", ROLE_HEADING, 1},
    {"L", ROLE_LIST, 0},           {"LI", ROLE_ITEM, 0},
    {"Lbl", ROLE_LABEL, 0},        {"LBody", ROLE_BODY, 0},
    {"Table", ROLE_TABLE, 0},      {"TR", ROLE_ROW, 0},
    {"TH", ROLE_CELL, 1},          {"TD", ROLE_CELL, 0},
    {"Figure", ROLE_FIGURE, 0},    {"Formula", ROLE_FORMULA, 0},
    {"Caption", ROLE_CAPTION, 0},  {"Note", ROLE_NOTE, 0},
    {"FENote", ROLE_NOTE, 0},      {"BlockQuote", ROLE_QUOTE, 0},
    {"TOC", ROLE_CONTENTS, 0},     {"TOCI", ROLE_CONTENTS_ITEM, 0},
    {"Link", ROLE_LINK, 0},        {"Span", ROLE_INLINE, 0},
    {"Quote", ROLE_INLINE, 0},     {"Em", ROLE_INLINE, 0},
    {"Strong", ROLE_INLINE, 0},    {"Code", ROLE_INLINE, 0},
    {"Reference", ROLE_INLINE, 0}, {"BibEntry", ROLE_INLINE, 0},
    {"Annot", ROLE_INLINE, 0},     {"Ruby", ROLE_INLINE, 0},
    {"RB", ROLE_INLINE, 0},        {"RT", ROLE_INLINE, 0},
    {"RP", ROLE_INLINE, 0},        {"Warichu", ROLE_INLINE, 0},
    {"Sub", ROLE_INLINE, 0},       {"Form", ROLE_INLINE, 0},
    {"NonStruct", ROLE_BARE, 0},   {"Artifact", ROLE_ARTIFACT, 0},
};

void pdf_structure_free(struct pdf_structure *s)
{
    free(s->nodes);
    free(s->words);
    *s = (struct pdf_structure){0};
}

/* --- elements --- */

static bool look_up_role(const char *name, struct node *node)
{
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++) {
        if (strcmp(roles[i].name, name) != 0)
            continue;
        node->role = roles[i].role;
        node->level = node->role == ROLE_HEADING ? roles[i].level : 0;
        node->is_header = node->role == ROLE_CELL && roles[i].level;
        return true;
    }
    /* PDF 2.0 has Hn for any n */
    if (name[0] == 'H' && name[1] >= '1' && name[1] <= '9' && strlen(name) <= 3) {
        node->role = ROLE_HEADING;
        node->level = atoi(name + 1) > 6 ? 6 : atoi(name + 1);
        return true;
    }
    return false;
}

static void find_role(fz_context *ctx, const struct reading *r, pdf_obj *element, struct node *node)
{
    pdf_obj *name = pdf_dict_get(ctx, element, PDF_NAME(S));
    node->role = ROLE_GROUP;
    for (int hops = 0; hops < MOST_ROLE_HOPS && pdf_is_name(ctx, name); hops++) {
        if (look_up_role(pdf_to_name(ctx, name), node))
            return;
        name = pdf_dict_get(ctx, r->role_map, name);
    }
}

static uint32_t keep_text(fz_context *ctx, struct reading *r, pdf_obj *dict, const char *key,
                          bool *found)
{
    pdf_obj *obj = pdf_dict_gets(ctx, dict, key);
    struct str *strings = &r->pdf->ink.strings;
    if (!pdf_is_string(ctx, obj))
        return 0;
    if (found)
        *found = true;
    const char *text = pdf_to_text_string(ctx, obj);
    if (!*text)
        return 0;
    uint32_t at = (uint32_t)strings->length_bytes;
    str_add_bytes(strings, text, strlen(text) + 1);
    return at;
}

static void read_span(fz_context *ctx, pdf_obj *dict, struct node *node)
{
    int rows = pdf_to_int(ctx, pdf_dict_gets(ctx, dict, "RowSpan"));
    int columns = pdf_to_int(ctx, pdf_dict_gets(ctx, dict, "ColSpan"));
    if (rows > 0 && rows < MOST_SPAN)
        node->row_span = (uint16_t)rows;
    if (columns > 0 && columns < MOST_SPAN)
        node->column_span = (uint16_t)columns;
}

static void read_attributes(fz_context *ctx, pdf_obj *element, struct node *node)
{
    pdf_obj *a = pdf_dict_get(ctx, element, PDF_NAME(A));
    if (pdf_is_dict(ctx, a))
        read_span(ctx, a, node);
    for (int i = 0; pdf_is_array(ctx, a) && i < pdf_array_len(ctx, a) && i < 32; i++)
        if (pdf_is_dict(ctx, pdf_array_get(ctx, a, i)))
            read_span(ctx, pdf_array_get(ctx, a, i), node);
}

static uint32_t add_node(struct reading *r, const struct node *node)
{
    struct pdf_structure *out = r->out;
    MEM_ROOM(out->nodes, out->count, out->cap);
    out->nodes[out->count] = *node;
    return out->count++;
}

static int32_t page_of(fz_context *ctx, struct reading *r, pdf_obj *page)
{
    int number = pdf_to_num(ctx, page);
    if (!page || number <= 0)
        return -1;
    if (number != r->last_page_object) {
        r->last_page_object = number;
        r->last_page = pdf_pages_number(r->pdf, number);
    }
    return r->last_page;
}

static bool visit(struct reading *r, int number)
{
    if (r->out->count >= MOST_NODES)
        return false;
    if (number <= 0 || number >= r->objects)
        return true; /* a direct object is where it is, once */
    if (r->seen[number / 8] & (1u << (number % 8)))
        return false;
    r->seen[number / 8] |= (uint8_t)(1u << (number % 8));
    return true;
}

static void add_content(struct reading *r, uint32_t parent, int32_t page, int mcid, int stream)
{
    struct node node = {.role = ROLE_CONTENT,
                        .parent = parent,
                        .page = page,
                        .mcid = mcid,
                        .stream = (uint32_t)(stream > 0 ? stream : 0)};
    if (page < 0 || mcid < 0 || r->out->count >= MOST_NODES)
        return;
    node.end = r->out->count + 1;
    add_node(r, &node);
}

static void walk_kids(fz_context *ctx, struct reading *r, pdf_obj *kids, uint32_t parent,
                      int32_t page, int depth);

static void walk_element(fz_context *ctx, struct reading *r, pdf_obj *element, uint32_t parent,
                         int32_t page, int depth)
{
    struct node node = {.parent = parent, .page = -1, .mcid = -1, .row_span = 1, .column_span = 1};
    pdf_obj *own_page = pdf_dict_gets(ctx, element, "Pg");
    find_role(ctx, r, element, &node);
    node.lang = keep_text(ctx, r, element, "Lang", NULL);
    node.alt = keep_text(ctx, r, element, "Alt", &node.has_alt);
    node.actual = keep_text(ctx, r, element, "ActualText", &node.has_actual);
    node.expansion = keep_text(ctx, r, element, "E", NULL);
    if (node.role == ROLE_CELL)
        read_attributes(ctx, element, &node);
    if (own_page)
        page = page_of(ctx, r, own_page);
    node.page = page;
    uint32_t number = add_node(r, &node);
    walk_kids(ctx, r, pdf_dict_get(ctx, element, PDF_NAME(K)), number, page, depth + 1);
    r->out->nodes[number].end = r->out->count;
}

static void walk_kid(fz_context *ctx, struct reading *r, pdf_obj *kid, uint32_t parent,
                     int32_t page, int depth)
{
    if (pdf_is_int(ctx, kid)) {
        add_content(r, parent, page, pdf_to_int(ctx, kid), 0);
        return;
    }
    if (!pdf_is_dict(ctx, kid))
        return;
    pdf_obj *type = pdf_dict_get(ctx, kid, PDF_NAME(Type)),
            *own_page = pdf_dict_gets(ctx, kid, "Pg");
    const char *name = pdf_to_name(ctx, type);
    if (strcmp(name, "MCR") == 0 || (!*name && pdf_dict_get(ctx, kid, PDF_NAME(MCID)))) {
        pdf_obj *stream = pdf_dict_gets(ctx, kid, "Stm");
        add_content(r, parent, own_page ? page_of(ctx, r, own_page) : page,
                    pdf_to_int(ctx, pdf_dict_get(ctx, kid, PDF_NAME(MCID))),
                    pdf_to_num(ctx, stream));
    } else if (strcmp(name, "OBJR") != 0 && pdf_dict_get(ctx, kid, PDF_NAME(S)) &&
               visit(r, pdf_to_num(ctx, kid))) {
        walk_element(ctx, r, kid, parent, page, depth);
    }
}

static void walk_kids(fz_context *ctx, struct reading *r, pdf_obj *kids, uint32_t parent,
                      int32_t page, int depth)
{
    if (depth > MOST_DEPTH || !kids)
        return;
    if (!pdf_is_array(ctx, kids)) {
        walk_kid(ctx, r, kids, parent, page, depth);
        return;
    }
    int count = pdf_array_len(ctx, kids);
    for (int i = 0; i < count && r->out->count < MOST_NODES; i++)
        walk_kid(ctx, r, pdf_array_get(ctx, kids, i), parent, page, depth);
}

static void walk_tree(fz_context *ctx, void *data)
{
    struct reading *r = data;
    pdf_obj *root = pdf_dict_get(ctx, pdf_trailer(ctx, r->pdf->doc), PDF_NAME(Root));
    pdf_obj *tree = pdf_dict_gets(ctx, root, "StructTreeRoot");
    r->role_map = pdf_dict_gets(ctx, tree, "RoleMap");
    r->objects = pdf_xref_len(ctx, r->pdf->doc);
    r->seen = mem_new((size_t)r->objects / 8 + 1, 1);
    walk_kids(ctx, r, pdf_dict_get(ctx, tree, PDF_NAME(K)), UINT32_MAX, -1, 0);
}

/* --- the words of each content --- */

struct tagged_word {
    uint32_t stream;
    int32_t mcid;
    uint32_t word;
};

static int compare_tagged(const void *a, const void *b)
{
    const struct tagged_word *x = a, *y = b;
    if (x->stream != y->stream)
        return x->stream < y->stream ? -1 : 1;
    if (x->mcid != y->mcid)
        return x->mcid < y->mcid ? -1 : 1;
    return x->word < y->word ? -1 : x->word > y->word;
}

static uint32_t sort_words(const struct pdf *pdf, uint32_t page, struct tagged_word *out)
{
    const struct pdf_sheet *sheet = &pdf->sheets[page];
    uint32_t count = 0;
    for (uint32_t i = 0; i < sheet->word_count; i++) {
        const struct word *w = &pdf->words.items[sheet->word_first + i];
        const struct ink_mark *mark = &pdf->ink.marks[w->mark];
        if (mark->mcid >= 0 && !(w->flags & WORD_TWIN))
            out[count++] = (struct tagged_word){mark->stream, mark->mcid, sheet->word_first + i};
    }
    qsort(out, count, sizeof *out, compare_tagged);
    return count;
}

static uint32_t find_first(const struct tagged_word *words, uint32_t count, const struct node *node)
{
    uint32_t low = 0, high = count;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        const struct tagged_word *w = &words[middle];
        if (w->stream < node->stream || (w->stream == node->stream && w->mcid < node->mcid))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void take_words(struct pdf *pdf, struct pdf_structure *s, struct node *node,
                       const struct tagged_word *words, uint32_t count)
{
    node->first_word = s->word_count;
    for (uint32_t i = find_first(words, count, node);
         i < count && words[i].stream == node->stream && words[i].mcid == node->mcid; i++) {
        struct word *w = &pdf->words.items[words[i].word];
        if (w->flags & (WORD_TAKEN | WORD_FURNITURE))
            continue; /* claimed by two elements: the first has it */
        w->flags |= WORD_TAKEN;
        MEM_ROOM(s->words, s->word_count, s->word_cap);
        s->words[s->word_count++] = words[i].word;
        node->word_count++;
        s->covered += w->bytes;
    }
}

struct page_content {
    uint32_t page, node;
};

static int compare_contents(const void *a, const void *b)
{
    const struct page_content *x = a, *y = b;
    if (x->page != y->page)
        return x->page < y->page ? -1 : 1;
    return x->node < y->node ? -1 : x->node > y->node;
}

static void find_words(struct pdf *pdf, struct pdf_structure *s)
{
    struct page_content *contents = mem_new(s->count + 1, sizeof *contents);
    struct tagged_word *words = NULL;
    uint32_t count = 0, page = UINT32_MAX, word_count = 0;
    for (uint32_t i = 0; i < s->count; i++)
        if (s->nodes[i].role == ROLE_CONTENT)
            contents[count++] = (struct page_content){(uint32_t)s->nodes[i].page, i};
    qsort(contents, count, sizeof *contents, compare_contents);
    for (uint32_t i = 0; i < count; i++) {
        if (contents[i].page != page) {
            page = contents[i].page;
            words = mem_resize(words, pdf->sheets[page].word_count + 1, sizeof *words);
            word_count = sort_words(pdf, page, words);
        }
        take_words(pdf, s, &s->nodes[contents[i].node], words, word_count);
    }
    free(words);
    free(contents);
    for (uint32_t i = 0; i < pdf->words.count; i++) {
        const struct word *w = &pdf->words.items[i];
        if (!(w->flags & (WORD_TWIN | WORD_FURNITURE)))
            s->all += w->bytes;
    }
}

bool pdf_structure_read(struct pdf *pdf, struct pdf_structure *out)
{
    struct reading r = {.pdf = pdf, .out = out};
    *out = (struct pdf_structure){0};
    enum err err = guard_run(pdf->ctx, walk_tree, &r);
    free(r.seen);
    for (uint32_t i = 0; err != ERR_OK && i < out->count; i++)
        if (out->nodes[i].end == 0)
            out->nodes[i].end = out->count; /* open when the tree broke */
    if (out->count == 0)
        return false;
    find_words(pdf, out);
    return true;
}
