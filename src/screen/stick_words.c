#include "screen/stick_words.h"

#include "screen/left_words.h"
#include "screen/size_words.h"

#include <stdio.h>
#include <string.h>

/* Beside a document its book is kept: its words, and its pictures at the size of a screen. */
enum { BOOK_PERCENT = 50 };

static const char *kind_words(const struct import_item *item)
{
    if (item->is_pack)
        return tr("A pack of documents");
    switch (item->kind) {
    case KIND_PDF:
        return tr("PDF");
    case KIND_EPUB:
    case KIND_FB2:
    case KIND_FB2_ZIP:
    case KIND_MOBI:
        return tr("E-book");
    case KIND_HTML:
        return tr("Web page");
    case KIND_TEXT:
    case KIND_MARKDOWN:
        return tr("Text");
    case KIND_DOCX:
        return tr("Word");
    case KIND_ODT:
    case KIND_FODT:
        return tr("OpenDocument");
    }
    return "";
}

static const char *verdict_words(enum import_verdict verdict)
{
    switch (verdict) {
    case VERDICT_NOT_YET:
        break;
    case VERDICT_GOOD:
        return tr("Reads well");
    case VERDICT_EASY_READ:
        return tr("Easy Read");
    case VERDICT_IN_PART:
        return tr("Some pages can't be read");
    case VERDICT_NOT_ALL_PICTURES:
        return tr("Some pictures can't be read");
    case VERDICT_PICTURES_ONLY:
        return tr("Only pictures: can't be read aloud");
    case VERDICT_LOCKED:
        return tr("Locked");
    case VERDICT_DAMAGED:
        return tr("Damaged");
    case VERDICT_EMPTY:
        return tr("Empty");
    case VERDICT_TOO_BIG:
        return tr("Too big");
    case VERDICT_NOT_A_KIND:
        return tr("Not a document");
    case VERDICT_HERE_ALREADY:
        return tr("Here already");
    case VERDICT_NEWER:
        return tr("Newer version");
    }
    return "";
}

static void add_part(struct str *out, const char *words)
{
    if (*words)
        str_addf(out, out->length_bytes ? " %s." : "%s.", words);
}

void stick_words_item(const struct import_item *item, struct str *out)
{
    char size[SIZE_WORDS_BYTES];
    size_words(item->bytes, size);
    add_part(out, kind_words(item));
    if (item->bytes)
        add_part(out, size);
    add_part(out, verdict_words(item->verdict));
    if (item->verdict == VERDICT_NEWER && item->replaces_title) {
        str_add_char(out, ' ');
        str_addf(out, tr("In place of %s."), item->replaces_title);
    }
    if (!item->is_pack)
        add_part(out, tr(item->section));
}

static uint64_t needs(const struct visit *v)
{
    uint64_t bytes = stick_rows_sum(&v->staff.stick, false).bytes;
    return bytes ? bytes + bytes / 100 * BOOK_PERCENT + IMPORT_RESERVE_BYTES : 0;
}

bool stick_words_fits(const struct visit *v)
{
    return needs(v) <= v->staff.on_stick.free_bytes;
}

static void add_count(const struct visit *v, struct str *out)
{
    struct stick_sum all = stick_rows_sum(&v->staff.stick, true);
    struct stick_sum picked = stick_rows_sum(&v->staff.stick, false);
    char size[SIZE_WORDS_BYTES];
    size_words(picked.bytes, size);
    bool here = all.count > 0;
    for (size_t i = 0; i < v->staff.stick.count; i++) {
        const struct import_item *item = &v->staff.stick.items[i];
        here &= item->verdict == VERDICT_HERE_ALREADY || !stick_rows_can(item);
    }
    if (!picked.count)
        str_add(out, here ? tr("All of these are here already.") : tr("Nothing is chosen."));
    else if (picked.count == all.count)
        str_addf(out, trn("%zu document, %s.", "%zu documents, %s.", picked.count), picked.count,
                 size);
    else
        str_addf(out, tr("%zu of %zu documents, %s."), picked.count, all.count, size);
}

static void add_no_room(const struct visit *v, struct str *out)
{
    char room[SIZE_WORDS_BYTES], need[SIZE_WORDS_BYTES];
    size_words(v->staff.on_stick.free_bytes, room);
    size_words(needs(v), need);
    str_addf(out, tr("They do not fit. They need %s. Only %s is free."), need, room);
}

void stick_words_picked(const struct visit *v, struct str *out)
{
    if (stick_words_fits(v))
        add_count(v, out);
    else
        add_no_room(v, out);
}

void stick_words_chosen(const struct visit *v, struct str *out)
{
    size_t bad = 0;
    for (size_t i = 0; i < v->staff.stick.count; i++)
        bad += !stick_rows_can(&v->staff.stick.items[i]);
    add_count(v, out);
    str_add_char(out, ' ');
    if (stick_words_fits(v)) {
        char room[SIZE_WORDS_BYTES];
        size_words(v->staff.on_stick.free_bytes, room);
        str_addf(out, tr("%s is free."), room);
    } else {
        add_no_room(v, out);
        str_addf(out, " %s", tr("Leave some out, or remove old documents."));
    }
    if (bad) {
        str_add_char(out, ' ');
        str_addf(out, trn("%zu can't be added.", "%zu can't be added.", bad), bad);
    }
    if (v->staff.on_stick.looking)
        str_addf(out, " %s", tr("I am still looking at them."));
}

static void add_progress(const struct visit *v, const struct importer_progress *p, struct str *out)
{
    if (v->staff.on_stick.stopped || v->staff.on_stick.pulled) {
        str_add(out, tr("Stopping."));
        return;
    }
    str_addf(out, tr("Adding %zu of %zu."), p->done + (p->done < p->count), p->count);
    left_words_add(p->left_s, out);
}

void stick_words_progress(const struct visit *v, struct str *out)
{
    add_progress(v, &v->staff.progress, out);
}

bool stick_words_are_other(const struct visit *v, const struct importer_progress *p,
                           const char *now)
{
    struct str shown = {0}, next = {0};
    add_progress(v, &v->staff.progress, &shown);
    add_progress(v, p, &next);
    bool are_other = strcmp(str_text(&shown), str_text(&next)) != 0 ||
                     v->staff.progress.thousandths != p->thousandths ||
                     strcmp(v->staff.on_stick.now, now) != 0;
    str_free(&shown);
    str_free(&next);
    return are_other;
}

void stick_words_card(const struct visit *v, struct str *out)
{
    size_t count = v->staff.stick.count;
    if (v->staff.adding)
        stick_words_progress(v, out);
    else if (v->staff.added)
        str_add(out, tr("See how it went"));
    else if (!v->staff.stick_is_in)
        str_add(out, tr("Put a USB stick in"));
    else
        str_addf(out, trn("%zu document on the stick", "%zu documents on the stick", count), count);
}

bool stick_words_may_undo(const struct visit *v)
{
    bool may = false;
    for (size_t i = 0; v->staff.added && i < v->staff.stick.count; i++)
        may |= stick_rows_may_undo(&v->staff.stick, i);
    return may;
}

bool stick_words_has_lasting(const struct visit *v)
{
    bool has = false;
    for (size_t i = 0; v->staff.added && i < v->staff.stick.count; i++) {
        const struct import_item *item = &v->staff.stick.items[i];
        has |= item->is_pack && item->was_here && item->outcome == IMPORT_ADDED;
    }
    return has;
}

void stick_words_end(const struct visit *v, struct str *out)
{
    const struct visit_staff *s = &v->staff;
    struct import_tally tally = import_list_tally(&s->stick);
    size_t left = 0, still = 0;
    for (size_t i = 0; i < s->on_stick.rows.count; i++) {
        const struct stick_row *row = &s->on_stick.rows.items[i];
        bool waits = s->stick.items[row->item].outcome == IMPORT_WAITING;
        left += row->group == STICK_LEFT && !stick_rows_is_by_documents(&s->stick, row->item);
        still += row->group == STICK_STILL;
        tally.refused += waits && row->group == STICK_REFUSED; /* as the first look said */
        tally.known += waits && row->group == STICK_KNOWN;
    }
    if (s->on_stick.pulled)
        str_addf(out, "%s ",
                 tr("The stick was taken out. What was added is safe. "
                    "Put it in again to add the rest."));
    else if (s->on_stick.stopped)
        str_addf(out, "%s ", tr("You stopped. What was added stays."));
    str_addf(out, tr("%zu added. %zu already here. %zu not added."), tally.added, tally.known,
             tally.refused);
    if (tally.replaced) {
        str_add_char(out, ' ');
        str_addf(out,
                 trn("%zu in place of an older version.", "%zu in place of older versions.",
                     tally.replaced),
                 tally.replaced);
    }
    if (stick_words_has_lasting(v))
        str_addf(out, " %s", tr("A later version of a pack can't be undone."));
    if (still) {
        str_add_char(out, ' ');
        str_addf(out, tr("%zu still to add."), still);
    }
    if (left) {
        str_add_char(out, ' ');
        str_addf(out, tr("%zu left out."), left);
    }
}

const char *stick_words_group(enum stick_group group)
{
    switch (group) {
    case STICK_CANNOT:
        return tr("Can't be added");
    case STICK_REFUSED:
        return tr("Not added");
    case STICK_STILL:
        return tr("Still to add");
    case STICK_REPLACED:
        return tr("In place of an older version");
    case STICK_ADDED:
        return tr("Added");
    case STICK_KNOWN:
        return tr("Already here");
    case STICK_LEFT:
        return tr("Left out");
    case STICK_FOLDER:
        break;
    }
    return "";
}

void stick_words_outcome(const struct visit *v, const struct stick_row *row, struct str *out)
{
    const struct visit_staff *s = &v->staff;
    const struct import_item *item = &s->stick.items[row->item];
    char why[256];
    switch (row->group) {
    case STICK_REFUSED:
    case STICK_CANNOT:
        messages_error(stick_rows_why(item), NULL, why, sizeof why);
        str_add(out, why);
        break;
    case STICK_REPLACED:
        str_addf(out, tr("In place of %s."), item->replaces_title ? item->replaces_title : "");
        break;
    case STICK_ADDED:
        if (item->is_pack)
            str_add(out, tr("Pack added"));
        else
            str_addf(out, "%s: %s", tr("Added"), tr(item->section));
        break;
    case STICK_KNOWN:
        str_add(out, tr("Already here"));
        break;
    case STICK_STILL:
        str_add(out, s->on_stick.pulled ? tr("Not added. The stick was out.")
                                        : tr("Not added. You stopped before it."));
        break;
    case STICK_LEFT:
        str_add(out, tr("Not added. You left it out."));
        break;
    case STICK_FOLDER:
        break;
    }
}
