/* A list of hard words from strange bytes: what is taken keeps what glossary.h says of it. */
#include "strange.h"

#include "book/glossary.h"

static void check_term(const struct glossary_term *t)
{
    must(*t->term && strlen(t->term) <= GLOSSARY_TERM_BYTES_MOST);
    must(*t->meaning && strlen(t->meaning) <= GLOSSARY_MEANING_BYTES_MOST);
    must(t->form_count <= GLOSSARY_FORMS_MOST && t->long_form);
    must(utf8_is_valid(t->term, strlen(t->term)) && utf8_is_valid(t->meaning, strlen(t->meaning)));
    for (size_t i = 0; i < t->form_count; i++)
        must(*t->forms[i] && utf8_is_valid(t->forms[i], strlen(t->forms[i])));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct glossary *g =
        glossary_from_bytes((const char *)data, size, "strange.tsv", "en", GLOSSARY_PACK);
    must(glossary_count(g) <= GLOSSARY_TERMS_MOST);
    for (size_t i = 0; i < glossary_count(g); i++)
        check_term(glossary_term_at(g, i));
    size_t problems = 0;
    while (glossary_problem_at(g, problems))
        problems++;
    must(problems <= GLOSSARY_PROBLEMS_MOST);
    glossary_free(g);
    return 0;
}
