/* What to ask of a document's author: when, and in which words. */
#include "app/preflight.h"
#include "ui/messages.h"

enum {
    HEADINGS_FROM_WORDS = 500, /* a shorter text needs none */
    EASY_READ_FROM_WORDS = 300,
    EASY_READ_FROM_AGE = 12, /* years: harder texts want an easier edition beside them */
    LONG_SENTENCES_FROM = 3,
    LONG_ADDRESSES_FROM = 2
};

static uint32_t count_unreadable(const struct preflight *p)
{
    uint32_t count = 0;
    for (uint32_t i = 0; i < p->doubts.count; i++)
        count += p->doubts.items[i].kind == DOUBT_UNREADABLE;
    return count;
}

static bool is_unexplained(const struct doubt *doubt)
{
    return (doubt->kind == DOUBT_ACRONYM || doubt->kind == DOUBT_MIXED) && !doubt->is_explained;
}

static bool has_unexplained(const struct preflight *p)
{
    for (uint32_t i = 0; i < p->doubts.count; i++) {
        if (is_unexplained(&p->doubts.items[i]))
            return true;
    }
    return false;
}

static bool can_have_title(const struct book *book)
{
    return book->info->source != SOURCE_TEXT && book->info->source != SOURCE_MARKDOWN;
}

bool preflight_wants(const struct preflight *p, enum request request)
{
    const struct survey *s = &p->survey;
    const struct book_info *info = p->book->info;
    switch (request) {
    case REQUEST_LOST_PAGES:
        return s->lost.count > 0;
    case REQUEST_GIVEN_UP:
        return s->given_up_from > 0;
    case REQUEST_MENDED:
        return s->is_mended && !s->lost.count && !s->given_up_from;
    case REQUEST_CUT:
        return s->is_cut;
    case REQUEST_UNREADABLE:
        return count_unreadable(p) > 0;
    case REQUEST_PAGES_WITHOUT_TEXT:
        return s->without_text.count > 0;
    case REQUEST_PICTURES:
        return s->without_pictures.count > 0 || s->no_pictures;
    case REQUEST_TAGS:
        return s->tags || info->order == ORDER_GUESSED;
    case REQUEST_DESCRIPTIONS:
        return s->pictures_without_description > 0;
    case REQUEST_LANGUAGE:
        return !*book_string(p->book, info->lang) && can_have_title(p->book);
    case REQUEST_HEADINGS:
        return !s->headings && s->words >= HEADINGS_FROM_WORDS;
    case REQUEST_HEADING_LEVELS:
        return s->skips > 0;
    case REQUEST_TABLE_HEADS:
        return s->tables_without_heads > 0;
    case REQUEST_TITLE:
        return (info->flags & BOOK_TITLE_IS_TAKEN) && can_have_title(p->book);
    case REQUEST_VAGUE_LINKS:
        return s->links_vague > 0;
    case REQUEST_LOST_LINKS:
        return s->links_lost > 0;
    case REQUEST_ACRONYMS:
        return has_unexplained(p);
    case REQUEST_LONG_SENTENCES:
        return s->long_sentences >= LONG_SENTENCES_FROM;
    case REQUEST_ADDRESSES:
        return s->long_addresses >= LONG_ADDRESSES_FROM && info->source != SOURCE_TEXT;
    case REQUEST_EASY_READ:
        return !(info->flags & BOOK_IS_EASY_READ) && s->words >= EASY_READ_FROM_WORDS &&
               preflight_reading_age(p) >= EASY_READ_FROM_AGE;
    case REQUEST_COUNT:
        break;
    }
    return false;
}

const char *preflight_request_name(enum request request)
{
    static const char *const names[REQUEST_COUNT] = {
        [REQUEST_LOST_PAGES] = "mend-lost-pages",
        [REQUEST_GIVEN_UP] = "mend-end",
        [REQUEST_MENDED] = "mend-damage",
        [REQUEST_CUT] = "split",
        [REQUEST_UNREADABLE] = "name-letters",
        [REQUEST_PAGES_WITHOUT_TEXT] = "give-pages-text",
        [REQUEST_PICTURES] = "mend-pictures",
        [REQUEST_TAGS] = "tag",
        [REQUEST_DESCRIPTIONS] = "describe-pictures",
        [REQUEST_LANGUAGE] = "name-language",
        [REQUEST_HEADINGS] = "mark-headings",
        [REQUEST_HEADING_LEVELS] = "order-heading-levels",
        [REQUEST_TABLE_HEADS] = "mark-table-headings",
        [REQUEST_TITLE] = "give-title",
        [REQUEST_VAGUE_LINKS] = "name-links",
        [REQUEST_LOST_LINKS] = "mend-links",
        [REQUEST_ACRONYMS] = "explain-acronyms",
        [REQUEST_LONG_SENTENCES] = "split-sentences",
        [REQUEST_ADDRESSES] = "hide-addresses",
        [REQUEST_EASY_READ] = "make-easy-read",
    };
    return request < REQUEST_COUNT ? names[request] : "unknown";
}

static void add_page_request(const struct preflight *p, const struct survey_pages *pages,
                             const char *sentence, struct str *out)
{
    struct str list = {0};
    preflight_add_pages(p, pages, &list);
    str_add(out, sentence);
    str_addf(out, " %s.", str_text(&list));
    str_free(&list);
}

static void add_tags(const struct preflight *p, struct str *out)
{
    if (!p->survey.tags)
        str_add(out, tr("Make the PDF again with tags. They fix the reading order."));
    else if (p->survey.tags->kind == WARNING_TAGS_SET_ASIDE)
        str_add(out, tr("Mend the tags. They do not fit the pages."));
    else
        str_add(out, tr("Mend the tags. They do not fit all pages."));
}

static void add_acronyms(const struct preflight *p, struct str *out)
{
    bool is_first = true;
    str_add(out, tr("Say once what these stand for:"));
    for (uint32_t i = 0; i < p->doubts.count; i++) {
        const struct doubt *doubt = &p->doubts.items[i];
        if (!is_unexplained(doubt))
            continue;
        str_add(out, is_first ? " " : ", ");
        str_add_bytes(out, doubt->text, doubt->bytes);
        is_first = false;
    }
    str_add_char(out, '.');
}

static void add_long_sentences(const struct preflight *p, struct str *out)
{
    const struct survey *s = &p->survey;
    unsigned count = s->long_sentences, most = s->sentence_most_words;
    str_addf(out,
             trn("Split %u sentence of more than %u words.",
                 "Split %u sentences of more than %u words.", count),
             count, most);
}

static void add_heading_levels(const struct preflight *p, struct str *out)
{
    str_add(out, tr("Use heading levels in order. One is skipped at:"));
    str_add_char(out, ' ');
    preflight_add_beginning(p, p->survey.first_skip, out);
}

/* Requests that are said in the same words each time; NULL for the others. */
static const char *say_request(enum request request)
{
    switch (request) {
    case REQUEST_MENDED:
        return tr("Send a new copy. This file is damaged.");
    case REQUEST_CUT:
        return tr("Split the document in two. Its end is missing here.");
    case REQUEST_UNREADABLE:
        return tr("Make the file again. Some of its letters have no name.");
    case REQUEST_LANGUAGE:
        return tr("Set the document's language. The voice goes by it.");
    case REQUEST_HEADINGS:
        return tr("Mark the headings as headings. Nobody can jump to them now.");
    case REQUEST_TITLE:
        return tr("Give the document a title in its properties.");
    case REQUEST_ADDRESSES:
        return tr("Put links behind words. Long addresses are hard to hear.");
    case REQUEST_EASY_READ:
        return tr("Make an Easy Read edition beside it, if there is none.");
    default:
        return NULL;
    }
}

static void add_descriptions(const struct preflight *p, struct str *out)
{
    unsigned n = p->survey.pictures_without_description;
    str_addf(out,
             trn("Describe %u picture, or mark it as decoration.",
                 "Describe %u pictures, or mark them as decoration.", n),
             n);
}

static void add_table_heads(const struct preflight *p, struct str *out)
{
    unsigned n = p->survey.tables_without_heads;
    str_addf(out,
             trn("Mark the heading cells of %u table.", "Mark the heading cells of %u tables.", n),
             n);
}

static void add_vague_links(const struct preflight *p, struct str *out)
{
    unsigned n = p->survey.links_vague;
    str_addf(out,
             trn("Say where %u link leads, rather than 'click here'.",
                 "Say where %u links lead, rather than 'click here'.", n),
             n);
}

static void add_lost_links(const struct preflight *p, struct str *out)
{
    unsigned n = p->survey.links_lost;
    str_addf(out, trn("Mend %u link that leads nowhere.", "Mend %u links that lead nowhere.", n),
             n);
}

void preflight_add_request(const struct preflight *p, enum request request, struct str *out)
{
    const struct survey *s = &p->survey;
    switch (request) {
    case REQUEST_LOST_PAGES:
        add_page_request(p, &s->lost, tr("Send a new copy. These pages can't be read:"), out);
        return;
    case REQUEST_GIVEN_UP:
        str_addf(out, tr("Send a new copy. It can't be read from page %u on."), s->given_up_from);
        return;
    case REQUEST_PAGES_WITHOUT_TEXT:
        add_page_request(p, &s->without_text, tr("Put real text on pages that are pictures only:"),
                         out);
        return;
    case REQUEST_PICTURES:
        if (!s->without_pictures.count)
            str_add(out, tr("Make the pictures smaller. Some took too long to read."));
        else if (s->without_pictures.numbers[0])
            add_page_request(p, &s->without_pictures,
                             tr("Make the pictures again that can't be read, on pages:"), out);
        else
            str_add(out, tr("Make the pictures again. Not all of them can be read."));
        return;
    case REQUEST_TAGS:
        add_tags(p, out);
        return;
    case REQUEST_DESCRIPTIONS:
        add_descriptions(p, out);
        return;
    case REQUEST_HEADING_LEVELS:
        add_heading_levels(p, out);
        return;
    case REQUEST_TABLE_HEADS:
        add_table_heads(p, out);
        return;
    case REQUEST_VAGUE_LINKS:
        add_vague_links(p, out);
        return;
    case REQUEST_LOST_LINKS:
        add_lost_links(p, out);
        return;
    case REQUEST_ACRONYMS:
        add_acronyms(p, out);
        return;
    case REQUEST_LONG_SENTENCES:
        add_long_sentences(p, out);
        return;
    default:
        str_add(out, say_request(request));
        return;
    }
}
