#include "extract/docx_part.h"

#include "base/mem.h"
#include "base/str.h"
#include "extract/epub_package.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_RELATIONS = 50000 };

/* "word/document.xml" -> "word/_rels/document.xml.rels" */
static char *relations_path(const char *path)
{
    struct str out = {0};
    const char *slash = strrchr(path, '/');
    size_t folder = slash ? (size_t)(slash - path) + 1 : 0;
    str_add_bytes(&out, path, folder);
    str_add(&out, "_rels/");
    str_add(&out, path + folder);
    str_add(&out, ".rels");
    char *copy = mem_copy_string(str_text(&out));
    str_free(&out);
    return copy;
}

static int compare(const void *a, const void *b)
{
    return strcmp(((const struct docx_relation *)a)->id, ((const struct docx_relation *)b)->id);
}

static void read_relations(struct office_zip *zip, const char *from, struct docx_part *out)
{
    char *path = relations_path(from);
    if (office_zip_tree(zip, path, &out->relations_xml) != ERR_OK)
        out->relations_xml = NULL;
    free(path);
    fz_xml *root = out->relations_xml ? fz_xml_find_dfs(fz_xml_root(out->relations_xml),
                                                        "Relationships", NULL, NULL)
                                      : NULL;
    for (fz_xml *e = root ? fz_xml_find_down(root, "Relationship") : NULL;
         e && out->count < MOST_RELATIONS; e = fz_xml_find_next(e, "Relationship")) {
        const char *id = fz_xml_att(e, "Id"), *type = fz_xml_att(e, "Type");
        const char *target = fz_xml_att(e, "Target"), *word = type ? strrchr(type, '/') : NULL;
        if (!id || !target || !word)
            continue;
        MEM_ROOM(out->relations, out->count, out->cap);
        out->relations[out->count++] = (struct docx_relation){
            .id = id,
            .type = word + 1,
            .target = target,
            .path = fz_xml_att_eq(e, "TargetMode", "External") ? NULL : epub_resolve(from, target)};
    }
    if (out->count > 0)
        qsort(out->relations, out->count, sizeof *out->relations, compare);
}

const struct docx_relation *docx_part_relation(const struct docx_part *part, const char *id)
{
    struct docx_relation key = {.id = id};
    if (!id || part->count == 0)
        return NULL;
    return bsearch(&key, part->relations, part->count, sizeof *part->relations, compare);
}

static const char *path_of_type(const struct docx_part *from, const char *type)
{
    for (size_t i = 0; i < from->count; i++)
        if (from->relations[i].path && strcmp(from->relations[i].type, type) == 0)
            return from->relations[i].path;
    return NULL;
}

enum err docx_part_open_path(struct office_zip *zip, const char *path, struct docx_part *out)
{
    *out = (struct docx_part){0};
    enum err err = office_zip_tree(zip, path, &out->xml);
    if (err != ERR_OK)
        return err;
    out->path = mem_copy_string(path);
    read_relations(zip, path, out);
    return ERR_OK;
}

void docx_part_open(struct office_zip *zip, const struct docx_part *from, const char *type,
                    struct docx_part *out)
{
    const char *path = path_of_type(from, type);
    *out = (struct docx_part){0};
    if (path && docx_part_open_path(zip, path, out) != ERR_OK)
        docx_part_close(zip->ctx, out);
}

enum err docx_part_open_main(struct office_zip *zip, struct docx_part *out)
{
    struct docx_part package = {0};
    *out = (struct docx_part){0};
    read_relations(zip, "", &package);
    const char *path = path_of_type(&package, "officeDocument");
    if (!path && office_zip_has(zip, "word/document.xml"))
        path = "word/document.xml";
    enum err err = path ? docx_part_open_path(zip, path, out) : ERR_DAMAGED;
    if (err == ERR_OK && !fz_xml_find_dfs(fz_xml_root(out->xml), "document", NULL, NULL))
        err = ERR_NOT_A_KIND;
    docx_part_close(zip->ctx, &package);
    if (err != ERR_OK)
        docx_part_close(zip->ctx, out);
    return err == ERR_NOT_FOUND ? ERR_DAMAGED : err;
}

void docx_part_close(fz_context *ctx, struct docx_part *part)
{
    for (size_t i = 0; i < part->count; i++)
        free(part->relations[i].path);
    free(part->relations);
    free(part->path);
    fz_drop_xml(ctx, part->xml);
    fz_drop_xml(ctx, part->relations_xml);
    *part = (struct docx_part){0};
}
