#include "app/sentences.h"

#include "ui/messages.h"

static const char *name_at(const char *const *names, size_t count, uint32_t at)
{
    return at < count && names[at] ? names[at] : "unknown";
}

const char *sentences_source_name(uint32_t source)
{
    static const char *const names[] = {
        [SOURCE_PDF] = "pdf",   [SOURCE_EPUB] = "epub",         [SOURCE_HTML] = "html",
        [SOURCE_TEXT] = "text", [SOURCE_MARKDOWN] = "markdown", [SOURCE_DOCX] = "docx",
        [SOURCE_ODT] = "odt",   [SOURCE_FB2] = "fb2",           [SOURCE_MOBI] = "mobi",
        [SOURCE_XPS] = "xps",
    };
    return name_at(names, sizeof names / sizeof *names, source);
}

const char *sentences_order_name(uint32_t order)
{
    static const char *const names[] = {
        [ORDER_TAGGED] = "tagged",
        [ORDER_GUESSED] = "guessed",
        [ORDER_GIVEN] = "given",
    };
    return name_at(names, sizeof names / sizeof *names, order);
}

void sentences_add_order(const struct book *book, struct str *out)
{
    switch ((enum book_order)book->info->order) {
    case ORDER_TAGGED:
        str_add(out, tr("The reading order comes from the document's own tags."));
        return;
    case ORDER_GUESSED:
        str_add(out, tr("The reading order is a guess from how the pages look."));
        return;
    case ORDER_GIVEN:
        str_add(out, tr("The document gives its reading order."));
        return;
    }
    str_add(out, tr("The reading order is not known."));
}

/* A sentence whose last part is the document's own reason, if it gave one. */
static void add_with_reason(struct str *out, const char *sentence, const char *reason)
{
    str_add(out, sentence);
    if (*reason)
        str_addf(out, " (%s)", reason);
}

void sentences_add_warning(const struct book *book, const struct book_warning *warning,
                           struct str *out)
{
    unsigned page = warning->page, count = warning->count;
    const char *reason = book_string(book, warning->text);
    switch ((enum warning_kind)warning->kind) {
    case WARNING_PAGE_LOST:
        str_addf(out, tr("Page %u could not be read. It is left out."), page);
        return;
    case WARNING_PAGES_GIVEN_UP:
        str_addf(out, tr("From page %u on, nothing could be read."), page);
        return;
    case WARNING_PAGE_NO_TEXT:
        str_addf(out, tr("Page %u has pictures only, no words."), page);
        return;
    case WARNING_TAGS_SET_ASIDE:
        add_with_reason(out, tr("The document's tags are wrong and were not used."), reason);
        return;
    case WARNING_TAGS_PARTLY_USED:
        add_with_reason(out, tr("The document's tags were used for some pages only."), reason);
        return;
    case WARNING_UNTAGGED:
        str_add(out, tr("The document has no tags. Its reading order is a guess."));
        return;
    case WARNING_PICTURES_NO_ALT:
        str_addf(out,
                 trn("%u picture has no description.", "%u pictures have no description.", count),
                 count);
        return;
    case WARNING_DAMAGED_MENDED:
        str_add(out, tr("The file is damaged. It was read as far as possible."));
        return;
    case WARNING_TEXT_CUT:
        str_add(out, tr("The document is too long. Its end is missing."));
        return;
    case WARNING_LEFT_OUT:
        str_addf(out,
                 trn("%u repeated line, such as a page number, is left out.",
                     "%u repeated lines, such as page numbers, are left out.", count),
                 count);
        return;
    case WARNING_PICTURES_LOST:
        if (page)
            str_addf(out, tr("Pictures on page %u could not be read. They are left out."), page);
        else
            str_add(out, tr("Its pictures could not be read. They are left out."));
        return;
    case WARNING_PICTURES_GIVEN_UP:
        if (page)
            str_addf(out, tr("From page %u on, pictures are left out."), page);
        else
            str_add(out, tr("Not all of its pictures could be read."));
        return;
    }
    str_add(out, tr("Something in the document was not understood."));
}
