#include "screen/find_words.h"
#include "ui/messages.h"

#include <stdio.h>

void find_words(const struct visit_find *f, char *out, size_t bytes)
{
    const struct search_results *r = &f->answer.results;
    unsigned sentences = 0;
    char found[96], where[96];
    out[0] = 0;
    if (!*f->text || r->is_empty)
        return;
    for (size_t i = 0; i < r->count; i++)
        sentences += (r->hits[i].title_only ? 0 : 1) + r->hits[i].more_here;
    if (!r->count && f->waits)
        snprintf(out, bytes, "%s", tr("Looking"));
    else if (!r->count)
        snprintf(out, bytes, "%s", tr("Nothing found"));
    if (!r->count)
        return;
    snprintf(where, sizeof where, trn("%u document", "%u documents", r->documents), r->documents);
    snprintf(found, sizeof found, trn("%u sentence", "%u sentences", sentences), sentences);
    if (!sentences)
        snprintf(out, bytes, "%s", where);
    else if (*f->id)
        snprintf(out, bytes, "%s", found);
    else
        snprintf(out, bytes, r->more ? tr("More than %s in %s") : tr("%s in %s"), found, where);
}

bool find_has_documents(const struct visit *v)
{
    for (int i = 0; i < v->section_count; i++) {
        if (v->sections[i].documents)
            return true;
    }
    return false;
}
