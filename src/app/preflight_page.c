/* The page of plain sentences that staff read. */
#include "app/preflight.h"
#include "app/sentences.h"
#include "book/lang_name.h"
#include "ui/messages.h"

static void begin_part(struct str *out, const char *head)
{
    str_addf(out, "  %s\n", head);
}

static void begin_line(struct str *out)
{
    str_add(out, "    ");
}

static void end_line(struct str *out)
{
    str_add_char(out, '\n');
}

static void add_line(struct str *out, const char *sentence)
{
    begin_line(out);
    str_add(out, sentence);
    end_line(out);
}

/* One more sentence of the line. */
static void add_space(struct str *out)
{
    if (out->length_bytes && out->data[out->length_bytes - 1] != ' ')
        str_add_char(out, ' ');
}

/* `sentence` comes from trn and has one %u in it. */
static void add_count(struct str *out, const char *sentence, unsigned n)
{
    add_space(out);
    str_addf(out, sentence, n);
}

static const char *say_kind(uint32_t source)
{
    switch ((enum book_source)source) {
    case SOURCE_PDF:
        return tr("It is a PDF.");
    case SOURCE_EPUB:
        return tr("It is an EPUB book.");
    case SOURCE_HTML:
        return tr("It is a web page.");
    case SOURCE_TEXT:
        return tr("It is plain text.");
    case SOURCE_MARKDOWN:
        return tr("It is Markdown text.");
    case SOURCE_DOCX:
        return tr("It is a Word document.");
    case SOURCE_ODT:
        return tr("It is an OpenDocument text.");
    case SOURCE_FB2:
        return tr("It is an FB2 book.");
    case SOURCE_MOBI:
        return tr("It is a MOBI book.");
    case SOURCE_XPS:
        return tr("It is an XPS document.");
    }
    return tr("Its kind is not known.");
}

static void add_what_it_is(const struct preflight *p, struct str *out)
{
    const struct book *book = p->book;
    const struct survey *s = &p->survey;
    begin_part(out, tr("What it is"));
    begin_line(out);
    str_addf(out, tr("Visitors will see the title: %s"), book_title(book));
    end_line(out);
    if (book->info->flags & BOOK_TITLE_IS_TAKEN)
        add_line(out, tr("It has no title of its own. Its first words are used."));
    begin_line(out);
    str_add(out, say_kind(book->info->source));
    if (book->info->source == SOURCE_EPUB)
        add_count(out, trn("It has %u part.", "It has %u parts.", book->page_count),
                  book->page_count);
    else if (book->page_count)
        add_count(out, trn("It has %u page.", "It has %u pages.", book->page_count),
                  book->page_count);
    add_count(out, trn("It has %u word.", "It has %u words.", s->words), s->words);
    end_line(out);
    begin_line(out);
    add_count(out,
              trn("Hearing all of it takes about %u minute.",
                  "Hearing all of it takes about %u minutes.", p->minutes),
              p->minutes);
    end_line(out);
    add_line(out, book->info->flags & BOOK_IS_EASY_READ ? tr("It is an Easy Read document.")
                                                        : tr("It is not an Easy Read document."));
}

/* "Pages without words: 3, 5" */
static void add_page_list(const struct preflight *p, const char *head,
                          const struct survey_pages *pages, struct str *out)
{
    if (!pages->count)
        return;
    begin_line(out);
    str_add(out, head);
    str_add_char(out, ' ');
    preflight_add_pages(p, pages, out);
    end_line(out);
}

static void add_order(const struct preflight *p, struct str *out)
{
    const struct survey *s = &p->survey;
    begin_line(out);
    sentences_add_order(p->book, out);
    end_line(out);
    if (s->tags) {
        begin_line(out);
        sentences_add_warning(p->book, s->tags, out);
        end_line(out);
    } else if (p->book->info->order == ORDER_GUESSED) {
        add_line(out, tr("It has no tags that say the order."));
    }
    add_page_list(p, tr("Pages that could not be read:"), &s->lost, out);
    add_page_list(p, tr("Pages with pictures only, and no words:"), &s->without_text, out);
    if (s->without_pictures.count && !s->without_pictures.numbers[0])
        add_line(out, tr("Its pictures could not be read. They are left out."));
    else
        add_page_list(p, tr("Pages whose pictures could not be read:"), &s->without_pictures, out);
    if (s->no_pictures) {
        begin_line(out);
        sentences_add_warning(p->book, s->no_pictures, out);
        end_line(out);
    }
    if (s->given_up_from) {
        begin_line(out);
        str_addf(out, tr("From page %u on, nothing could be read."), s->given_up_from);
        end_line(out);
    }
    if (s->is_mended)
        add_line(out, tr("The file is damaged. It was read as far as possible."));
    if (s->is_cut)
        add_line(out, tr("The document is too long. Its end is missing."));
}

static void add_structure(const struct preflight *p, struct str *out)
{
    const struct survey *s = &p->survey;
    begin_line(out);
    if (s->headings)
        add_count(out, trn("It has %u heading.", "It has %u headings.", s->headings), s->headings);
    else
        str_add(out, tr("It has no headings."));
    add_space(out);
    if (s->has_own_contents)
        str_add(out, tr("It has contents of its own."));
    else if (s->headings)
        str_add(out, tr("The headings are its contents."));
    else
        str_add(out, tr("It has no contents."));
    end_line(out);
    if (s->skips) {
        begin_line(out);
        add_count(out,
                  trn("It skips a level of headings %u time.",
                      "It skips a level of headings %u times.", s->skips),
                  s->skips);
        end_line(out);
    }
    if (s->lists + s->tables + s->notes + s->quotes) {
        begin_line(out);
        if (s->lists)
            add_count(out, trn("It has %u list.", "It has %u lists.", s->lists), s->lists);
        if (s->tables)
            add_count(out, trn("It has %u table.", "It has %u tables.", s->tables), s->tables);
        if (s->quotes)
            add_count(out, trn("It has %u quotation.", "It has %u quotations.", s->quotes),
                      s->quotes);
        if (s->notes)
            add_count(out, trn("It has %u note.", "It has %u notes.", s->notes), s->notes);
        end_line(out);
    }
    if (s->tables_without_heads) {
        begin_line(out);
        add_count(out,
                  trn("%u table has no heading cells.", "%u tables have no heading cells.",
                      s->tables_without_heads),
                  s->tables_without_heads);
        end_line(out);
    }
}

static void add_pictures(const struct preflight *p, struct str *out)
{
    const struct survey *s = &p->survey;
    begin_line(out);
    if (!s->pictures) {
        str_add(out, tr("It has no pictures."));
    } else {
        add_count(out, trn("It has %u picture.", "It has %u pictures.", s->pictures), s->pictures);
        if (s->pictures_without_description)
            add_count(out,
                      trn("%u has no description.", "%u have no description.",
                          s->pictures_without_description),
                      s->pictures_without_description);
        else
            add_count(out, trn("It is described.", "All are described.", s->pictures), s->pictures);
    }
    end_line(out);
}

static void add_links(const struct preflight *p, struct str *out)
{
    const struct survey *s = &p->survey;
    if (!s->links_out && !s->links_inside)
        return;
    begin_line(out);
    if (s->links_out)
        add_count(out,
                  trn("%u link leads out of the document.", "%u links lead out of the document.",
                      s->links_out),
                  s->links_out);
    if (s->links_inside)
        add_count(out,
                  trn("%u link leads to another place in it.",
                      "%u links lead to other places in it.", s->links_inside),
                  s->links_inside);
    if (s->links_lost)
        add_count(out, trn("%u leads nowhere.", "%u lead nowhere.", s->links_lost), s->links_lost);
    end_line(out);
}

static void add_languages(const struct preflight *p, const char *in, struct str *out)
{
    const struct survey *s = &p->survey;
    for (uint32_t i = 0; i < s->lang_count; i++) {
        const struct survey_lang *lang = &s->langs[i];
        begin_line(out);
        if (*lang->tag) {
            struct str name = {0};
            lang_name_add(&name, lang->tag, in);
            str_addf(out,
                     s->lang_count == 1 ? tr("Its language is %s (%s).")
                                        : tr("One of its languages is %s (%s)."),
                     str_text(&name), lang->tag);
            str_free(&name);
        } else {
            str_add(out, tr("It does not say its language. It is read as English."));
        }
        if (s->lang_count > 1)
            add_count(out, trn("%u word is in it.", "%u words are in it.", lang->words),
                      lang->words);
        if (!p->has_voice[i]) {
            add_space(out);
            str_add(out, tr("No voice for it is installed here."));
        }
        end_line(out);
    }
}

static void add_reading_age(const struct preflight *p, struct str *out)
{
    const struct survey *s = &p->survey;
    unsigned age = preflight_reading_age(p), smog = preflight_smog_age(p);
    begin_line(out);
    if (!s->is_english)
        str_add(out, tr("Reading age is not measured for this language."));
    else if (!age)
        str_add(out, tr("There is too little text to measure a reading age."));
    else
        str_addf(out, tr("Its reading age is about %u (Flesch-Kincaid)."), age);
    if (age && smog) {
        add_space(out);
        str_addf(out, tr("To grasp all of it: about %u (SMOG)."), smog);
    }
    end_line(out);
}

static void add_sentences(const struct preflight *p, struct str *out)
{
    const struct survey *s = &p->survey;
    if (!s->long_sentences)
        return;
    const struct book_sentence *longest = &p->book->sentences[s->longest_sentence];
    const struct book_page *page = &p->book->pages[p->book->words[longest->first_word].page];
    begin_line(out);
    str_addf(out,
             trn("%u sentence has more than %u words.", "%u sentences have more than %u words.",
                 s->long_sentences),
             s->long_sentences, s->sentence_most_words);
    add_space(out);
    str_addf(out, tr("The longest has %u."), longest->word_count);
    if (page->label) {
        add_space(out);
        str_addf(out, tr("It is on page %s."), book_string(p->book, page->label));
    }
    end_line(out);
}

static const char *say_doubt(const struct preflight *p, uint32_t i)
{
    switch (p->doubts.items[i].kind) {
    case DOUBT_ACRONYM:
    case DOUBT_MIXED:
        return p->is_spelled[i] ? tr("It is said letter by letter.") : tr("It is said as a word.");
    case DOUBT_LONG:
        return tr("It is very long.");
    case DOUBT_UNREADABLE:
        return tr("Some of its letters can't be read.");
    }
    return "";
}

static void add_doubts(const struct preflight *p, struct str *out)
{
    const struct doubts *doubts = &p->doubts;
    begin_part(out, tr("What the voice may get wrong"));
    if (!doubts->total && !p->survey.addresses)
        add_line(out, tr("Nothing was found."));
    for (uint32_t i = 0; i < doubts->count; i++) {
        const struct doubt *doubt = &doubts->items[i];
        begin_line(out);
        str_add_bytes(out, doubt->text, doubt->bytes);
        str_add(out, " (");
        str_addf(out, trn("%u time", "%u times", doubt->count), (unsigned)doubt->count);
        str_addf(out, "). %s", say_doubt(p, i));
        end_line(out);
    }
    if (doubts->total > doubts->count) {
        begin_line(out);
        add_count(out,
                  trn("There is %u more such word.", "There are %u more such words.",
                      doubts->total - doubts->count),
                  doubts->total - doubts->count);
        end_line(out);
    }
    if (p->survey.addresses) {
        begin_line(out);
        add_count(out,
                  trn("%u web or mail address is read out in full.",
                      "%u web or mail addresses are read out in full.", p->survey.addresses),
                  p->survey.addresses);
        end_line(out);
    }
}

static void add_left_out(const struct preflight *p, struct str *out)
{
    const struct survey *s = &p->survey;
    if (!s->left_out)
        return;
    begin_part(out, tr("What is left out"));
    begin_line(out);
    add_count(out,
              trn("%u piece is not read, such as a page number or menu.",
                  "%u pieces are not read, such as page numbers or menus.", s->left_out),
              s->left_out);
    end_line(out);
    for (int i = 0; i < SURVEY_EXAMPLES_MOST && s->left_out_examples[i]; i++) {
        begin_line(out);
        str_add(out, tr("For example:"));
        str_add_char(out, ' ');
        preflight_add_beginning(p, s->left_out_examples[i], out);
        end_line(out);
    }
}

static void add_requests(const struct preflight *p, struct str *out)
{
    unsigned number = 0;
    begin_part(out, tr("What to ask the author to mend"));
    for (enum request request = 0; request < REQUEST_COUNT; request++) {
        if (!preflight_wants(p, request))
            continue;
        begin_line(out);
        str_addf(out, "%u. ", ++number);
        preflight_add_request(p, request, out);
        end_line(out);
    }
    if (!number)
        add_line(out, tr("There is nothing to mend."));
}

void preflight_add_page(const struct preflight *p, const char *in, struct str *out)
{
    add_what_it_is(p, out);
    begin_part(out, tr("How it reads"));
    add_order(p, out);
    add_structure(p, out);
    add_pictures(p, out);
    add_links(p, out);
    add_languages(p, in, out);
    add_reading_age(p, out);
    add_sentences(p, out);
    add_doubts(p, out);
    add_left_out(p, out);
    add_requests(p, out);
}
