#include "library/copy_plan.h"
#include "base/mem.h"

#include <stdlib.h>

struct copy_file *copy_plan_add(struct copy_plan *plan, const char *to)
{
    MEM_ROOM(plan->files, plan->count, plan->cap);
    struct copy_file *file = &plan->files[plan->count++];
    *file = (struct copy_file){.to = mem_copy_string(to)};
    return file;
}

void copy_file_add(struct copy_file *file, const char *path, uint64_t offset, uint64_t bytes)
{
    MEM_ROOM(file->pieces, file->count, file->cap);
    file->pieces[file->count++] =
        (struct copy_piece){.path = mem_copy_string(path), .offset = offset, .bytes = bytes};
    file->bytes += bytes;
}

void copy_plan_cut(struct copy_plan *plan, size_t count)
{
    while (plan->count > count) {
        struct copy_file *file = &plan->files[--plan->count];
        for (size_t i = 0; i < file->count; i++)
            free(file->pieces[i].path);
        free(file->pieces);
        free(file->to);
    }
}

void copy_plan_free(struct copy_plan *plan)
{
    copy_plan_cut(plan, 0);
    free(plan->files);
    *plan = (struct copy_plan){0};
}
