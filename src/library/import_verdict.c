#include "library/import_verdict.h"

#include "book/model.h"

static bool is_in_part(const struct book *book, uint32_t pages_most)
{
    uint32_t without_text = 0, pages = book->page_count;
    if (pages_most && pages > pages_most)
        pages = pages_most;
    for (uint32_t n = 1; n <= book->warning_count; n++) {
        switch ((enum warning_kind)book->warnings[n].kind) {
        case WARNING_PAGES_GIVEN_UP:
            if (pages_most && book->warnings[n].page > pages_most)
                break;
            return true;
        case WARNING_PAGE_LOST:
        case WARNING_TEXT_CUT:
            return true;
        case WARNING_PAGE_NO_TEXT:
            without_text++;
            break;
        default:
            break;
        }
    }
    return without_text > IN_PART_COVERS && without_text * IN_PART_EVERY >= pages;
}

/* For lack of time a look gives pictures up that adding has time for. */
static bool lacks_pictures(const struct book *book, uint32_t pages_most)
{
    bool lacks = false;
    for (uint32_t n = 1; n <= book->warning_count; n++) {
        lacks |= book->warnings[n].kind == WARNING_PICTURES_LOST ||
                 (book->warnings[n].kind == WARNING_PICTURES_GIVEN_UP && !pages_most);
    }
    return lacks;
}

enum import_verdict import_verdict_of_book(const struct book *book, uint32_t pages_most)
{
    if (is_in_part(book, pages_most))
        return VERDICT_IN_PART;
    if (lacks_pictures(book, pages_most))
        return VERDICT_NOT_ALL_PICTURES;
    return (book->info->flags & BOOK_IS_EASY_READ) ? VERDICT_EASY_READ : VERDICT_GOOD;
}

enum import_verdict import_verdict_of_refusal(enum err err)
{
    switch (err) {
    case ERR_EMPTY:
        return VERDICT_EMPTY;
    case ERR_LOCKED:
        return VERDICT_LOCKED;
    case ERR_NO_TEXT:
        return VERDICT_PICTURES_ONLY;
    case ERR_TOO_BIG:
        return VERDICT_TOO_BIG;
    case ERR_NOT_A_KIND:
        return VERDICT_NOT_A_KIND;
    case ERR_DAMAGED:
    case ERR_TOO_SLOW:
    case ERR_WORKER:
        return VERDICT_DAMAGED;
    default: /* of our disk, or of the stick: it says nothing of the document */
        return VERDICT_NOT_YET;
    }
}
