/* A library whose rows say strange things: each line is a row or a value that is put into library.db (its first letter says which), all is read
 * as the kiosk and its staff read it, and then it is taken back. What is saved of it on a stick can be read again. */
#include "small_library.h"

#include "app/staff_settings.h"
#include "library/box.h"
#include "library/catalogue_parts.h"
#include "library/choice.h"
#include "library/counts.h"
#include "library/edition.h"
#include "library/export_plan.h"
#include "library/pack_store.h"
#include "library/pin.h"

#include <sqlite3.h>

#define FIRST "substr(?1, 1, instr(?1 || '=', '=') - 1)"
#define REST  "substr(?1, instr(?1 || '=', '=') + 1)"
#define SOME  " WHERE rowid % 2 = length(?1) % 2"
#define ONE   "(SELECT id FROM document ORDER BY id LIMIT 1)"

/* From 'A' on. ?1 is the rest of the line. */
static const char *const statements[] = {
    "UPDATE document SET title = ?1, sort_key = ?1" SOME,
    "UPDATE document SET author = ?1, name = ?1" SOME,
    "UPDATE document SET lang = ?1" SOME,
    "UPDATE document SET section = ?1" SOME,
    "UPDATE document SET says = ?1" SOME,
    "UPDATE document SET pages = ?1, words = ?1" SOME,
    "UPDATE document SET source = ?1, reading_order = ?1" SOME,
    "UPDATE document SET easy_read = ?1, bytes = ?1, added_s = ?1" SOME,
    "UPDATE document SET id = ?1 WHERE id = " ONE,
    "INSERT OR REPLACE INTO setting VALUES (" FIRST ", " REST ")",
    "INSERT OR REPLACE INTO setting VALUES ('staff.' || " FIRST ", " REST ")",
    "INSERT OR REPLACE INTO setting VALUES ('box.' || " FIRST ", " REST ")",
    "INSERT OR REPLACE INTO pack VALUES ('p', 1, ?1, ?1, ?1, 0, ?1, ?1, ?1, 0)",
    "INSERT OR REPLACE INTO pack VALUES (" FIRST ", " REST ", 't', 'm', 'en', " REST
    ", 'f', 'd', 'k', 0)",
    "INSERT OR REPLACE INTO pack_document VALUES (" FIRST ", " ONE ", " REST ", 1, 1, 1)",
    "INSERT OR REPLACE INTO pack_document SELECT 'p', id, 'path', ?1, ?1, 0 FROM document",
    "INSERT OR REPLACE INTO choice (document, place, hidden, featured, aside)"
    " SELECT id, " FIRST ", " REST ", " REST ", 0 FROM document",
    "INSERT OR REPLACE INTO choice (document, given_title, given_key, given_section)"
    " SELECT id, ?1, ?1, ?1 FROM document",
    "INSERT OR REPLACE INTO reading_count VALUES (" ONE ", " FIRST ", " REST ", 1, 2, 3)",
    "INSERT OR REPLACE INTO reading_count SELECT id, 'start 1', title, ?1, ?1, ?1 FROM document",
};
enum { STATEMENTS = sizeof statements / sizeof *statements };

static void put(sqlite3 *db, const char *line)
{
    size_t n = (size_t)(*line - 'A');
    sqlite3_stmt *s = NULL;
    if (!*line || n >= STATEMENTS)
        return;
    must(sqlite3_prepare_v2(db, statements[n], -1, &s, NULL) == SQLITE_OK);
    must(sqlite3_bind_text(s, 1, line + 1, -1, SQLITE_STATIC) == SQLITE_OK);
    (void)sqlite3_step(s); /* a column of whole numbers takes no words */
    sqlite3_finalize(s);
}

static void ignore_setting(void *data, const char *key, const char *value)
{
    size_t *bytes = data;
    *bytes += strlen(key) + strlen(value);
}

static void ignore_tie(void *data, const char *one, const char *other)
{
    size_t *bytes = data;
    *bytes += strlen(one) + strlen(other);
}

static void read_documents(struct catalogue *c)
{
    struct document_list list;
    struct edition_map *map = NULL;
    must(catalogue_list(c, NULL, &list) == ERR_OK);
    document_list_free(&list);
    must(catalogue_list_all(c, &list) == ERR_OK);
    must(edition_map_new(c, &map) == ERR_OK);
    for (size_t i = 0; i < list.count; i++) {
        struct document_list of_section;
        struct edition_list editions;
        struct pack_words_list words;
        struct document found;
        const struct document *d = &list.items[i];
        must(d->title && d->section && d->lang && d->name && d->author);
        must(catalogue_list_section(c, d->section, &of_section) == ERR_OK);
        document_list_free(&of_section);
        edition_map_find(map, d->id, &editions);
        edition_list_free(&editions);
        must(pack_store_glossaries(c, d->id, &words) == ERR_OK);
        pack_words_list_free(&words);
        char *folder = NULL;
        must(pack_store_lexicon_folder(c, d->id, &folder) == ERR_OK);
        free(folder);
        enum err err = catalogue_find(c, d->id, &found);
        must(err == ERR_OK || err == ERR_NOT_FOUND);
        if (err == ERR_OK)
            document_free(&found);
    }
    edition_map_free(map);
    document_list_free(&list);
    struct document featured;
    if (catalogue_find_featured(c, &featured) == ERR_OK)
        document_free(&featured);
}

static void read_sections(struct catalogue *c)
{
    enum { MOST = 6 };
    struct section_count counts[MOST];
    struct section_sum sums[MOST];
    struct box_look look;
    const char *names[MOST];
    size_t count, order[MOST];
    must(catalogue_count_sections(c, counts, MOST, &count) == ERR_OK);
    for (size_t i = 0; i < count; i++)
        free(counts[i].section);
    must(catalogue_sum_sections(c, sums, MOST, &count) == ERR_OK);
    for (size_t i = 0; i < count; i++) {
        names[i] = sums[i].section;
        must(box_read(c, names[i], &look) == ERR_OK);
    }
    must(box_order_read(c, names, count, order) == ERR_OK);
    for (size_t i = 0; i < count; i++) {
        must(order[i] < count);
        free(sums[i].section);
    }
}

static void read_settings(struct catalogue *c)
{
    struct config config;
    struct staff_settings settings;
    size_t bytes = 0;
    config_default(&config);
    staff_settings_read(c, &config, &settings);
    must(settings.idle_s >= 0 && settings.words_per_minute > 0 && settings.body_cap_mdeg >= 0);
    must(memchr(settings.scheme, 0, sizeof settings.scheme) &&
         memchr(settings.lang, 0, sizeof settings.lang));
    must(catalogue_each_setting(c, "", ignore_setting, &bytes) == ERR_OK);
    must(pack_store_each_tie(c, ignore_tie, &bytes) == ERR_OK);
    (void)pin_is_set(c);
}

static void read_packs_and_counts(struct catalogue *c)
{
    struct pack_list packs;
    struct count_list counts;
    struct str csv = {0};
    must(pack_store_list(c, &packs) == ERR_OK);
    pack_list_free(&packs);
    must(counts_sum(c, 1800000000, 1, &counts) == ERR_OK);
    count_list_free(&counts);
    must(counts_csv(c, COUNTS_HEADER, &csv) == ERR_OK);
    str_free(&csv);
}

static void save_and_read(struct catalogue *c)
{
    struct export_plan plan;
    struct copy_catalogue again;
    struct str text = {0}, problem = {0};
    enum err err = export_plan_make(c, &plan);
    if (err == ERR_OK) {
        copy_catalogue_write(&plan.catalogue, &text);
        err = copy_catalogue_parse(str_text(&text), text.length_bytes, &again, &problem);
        if (err != ERR_OK)
            fprintf(stderr, "%s\n%s\n", str_text(&problem), str_text(&text));
        must(err == ERR_OK);
        copy_catalogue_free(&again);
    }
    export_plan_free(&plan);
    str_free(&text);
    str_free(&problem);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct catalogue *c; /* opened once: what is put in is taken back */
    if (!c)
        c = small_library_open();
    sqlite3 *db = catalogue_database(c);
    char *text = strange_text(data, size), *rest = text;
    must(sqlite3_exec(db, "BEGIN", NULL, NULL, NULL) == SQLITE_OK);
    for (char *line; (line = strange_line(&rest));)
        put(db, line);
    read_documents(c);
    read_sections(c);
    read_settings(c);
    read_packs_and_counts(c);
    save_and_read(c);
    must(sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL) == SQLITE_OK);
    free(text);
    return 0;
}
