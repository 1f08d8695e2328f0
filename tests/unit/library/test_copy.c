/* A copy of a library, saved to a stick and put into another library. */
#include "copying.h"
#include "library/catalogue_parts.h"
#include "library/copier.h"

#include <semaphore.h>

static void a_library_comes_back_as_it_was(void **state)
{
    for (int as_tar = 0; as_tar < 2; as_tar++) {
        struct restore_result result;
        scratch_remove(*state);
        fill(*state, as_tar);
        choose(*state);
        save_whole(*state, "library");
        assert_true(scratch_has(*state, COPY "/Read me.txt"));
        assert_true(scratch_has(*state, COPY "/History/Two - a study.txt"));
        assert_int_equal(scratch_count(*state, "stick"), 1);
        assert_int_equal(put_back(*state, "new", true, &result), ERR_OK);
        assert_int_equal(result.tally.added, 4);
        assert_int_equal(result.tally.refused, 0);
        assert_int_equal(result.keys, 1);
        restore_result_free(&result);
        assert_same(*state, "library", "new");
        assert_true(scratch_has(*state, "new/lexicon.tsv"));
        struct catalogue *c = scratch_open(scratch_at(*state, "new").text);
        struct document_list list = all_of(*state, "new");
        struct pack_row pack;
        char *hash = NULL;
        enum edition_word word;
        assert_int_equal(pack_store_find(c, "example.pack", &pack), ERR_OK);
        assert_int_equal(pack.version, 2);
        assert_int_equal(pack.documents, 1);
        pack_row_free(&pack);
        assert_int_equal(catalogue_get(c, "pin.hash", &hash), ERR_OK);
        assert_null(hash); /* the PIN stays at home */
        size_t ties = 0;
        for (size_t i = 0; i < list.count; i++)
            for (size_t k = i + 1; k < list.count; k++) {
                assert_int_equal(
                    catalogue_edition_word(c, list.items[i].id, list.items[k].id, &word), ERR_OK);
                ties += word == EDITION_TIED;
            }
        assert_int_equal(ties, 1);
        document_list_free(&list);
        catalogue_close(c);
        /* and from there once more */
        scratch_remove(scratch_at(*state, "stick").text);
        save_whole(*state, "new");
        assert_int_equal(put_back(*state, "third", true, &result), ERR_OK);
        restore_result_free(&result);
        assert_same(*state, "library", "third");
    }
}

/* So a later state of it is still known from an earlier one. */
static void a_document_keeps_its_time(void **state)
{
    struct restore_result result;
    struct import_list list;
    scratch_write(*state, "in/one.txt", "title: One\nFirst.");
    const struct timespec in_2020[] = {{1600000000, 0}, {1600000000, 0}};
    assert_int_equal(utimensat(AT_FDCWD, scratch_at(*state, "in/one.txt").text, in_2020, 0), 0);
    packing_add(*state, "in", false, &list);
    save_whole(*state, "library");
    assert_int_equal(put_back(*state, "new", true, &result), ERR_OK);
    restore_result_free(&result);
    char name[128];
    struct stat st;
    snprintf(name, sizeof name, "new/documents/%s", list.items[0].id);
    assert_int_equal(stat(scratch_at(*state, name).text, &st), 0);
    assert_int_equal(st.st_mtim.tv_sec, 1600000000);
    import_list_free(&list);
}

static void versions_still_go_forward_only(void **state)
{
    struct restore_result result;
    struct import_list list;
    static const struct packing_file older[] = {
        {"manifest.ini", "[pack]\nid = example.pack\nversion = 1\ntitle = The pack\n"},
        {"y.txt", "title: Why\nOne."},
        {NULL, NULL},
    };
    fill(*state, true);
    save_whole(*state, "library");
    assert_int_equal(put_back(*state, "new", true, &result), ERR_OK);
    restore_result_free(&result);
    packing_folder(*state, "older", older, 1);
    struct scratch_path to = scratch_at(*state, "new");
    struct importer_options options = packing_options(&to);
    list = (struct import_list){0};
    assert_int_equal(
        importer_find(scratch_at(*state, "older").text, options.sections, "Briefings", &list),
        ERR_OK);
    assert_int_equal(importer_add(&options, &list, NULL, NULL), ERR_OK);
    assert_int_equal(list.items[0].err, ERR_OLDER);
    import_list_free(&list);
}

static void without_trust_documents_come_one_by_one(void **state)
{
    struct restore_result result;
    struct restore_summary summary;
    fill(*state, false);
    save_whole(*state, "library");
    assert_int_equal(
        restore_look(scratch_at(*state, "new").text, scratch_at(*state, COPY).text, &summary),
        ERR_OK);
    assert_int_equal(summary.documents, 4);
    assert_int_equal(summary.packs, 1);
    assert_int_equal(summary.known, 0);
    assert_int_equal(summary.key_count, 1);
    assert_false(summary.keys[0].is_trusted);
    assert_string_equal(summary.keys[0].makers, "Some makers");
    restore_summary_free(&summary);
    assert_int_equal(put_back(*state, "new", false, &result), ERR_OK);
    assert_int_equal(result.tally.added, 4);
    assert_int_equal(result.keys, 0);
    restore_result_free(&result);
    assert_int_equal(scratch_count(*state, "new/keys"), 0);
    struct document_list all = all_of(*state, "new");
    assert_int_equal(all.count, 4);
    document_list_free(&all);
}

static void a_restore_adds_and_never_removes(void **state)
{
    struct restore_result result;
    fill(*state, true);
    choose(*state);
    save_whole(*state, "library");
    scratch_write(*state, "mine/own.txt", "title: Mine\nMine.");
    scratch_write(*state, "mine/one.txt", "title: One\nFirst.");
    struct scratch_path to = scratch_at(*state, "new");
    struct importer_options options = packing_options(&to);
    struct import_list list = {0};
    assert_int_equal(importer_find(scratch_at(*state, "mine").text, NULL, "Briefings", &list),
                     ERR_OK);
    assert_int_equal(importer_add(&options, &list, NULL, NULL), ERR_OK);
    struct catalogue *c = scratch_open(to.text);
    for (size_t i = 0; i < list.count; i++)
        assert_int_equal(catalogue_set_title(c, list.items[i].id, "Named here"), ERR_OK);
    catalogue_close(c);
    assert_int_equal(put_back(*state, "new", true, &result), ERR_OK);
    assert_int_equal(result.tally.added, 3);
    assert_int_equal(result.tally.known, 1);
    restore_result_free(&result);
    struct document_list all = all_of(*state, "new");
    size_t named = 0;
    assert_int_equal(all.count, 5);
    for (size_t i = 0; i < all.count; i++)
        named += strcmp(all.items[i].title, "Named here") == 0;
    assert_int_equal(named, 2);
    document_list_free(&all);
    import_list_free(&list);
    assert_int_equal(put_back(*state, "new", true, &result), ERR_OK);
    assert_int_equal(result.tally.added, 0);
    assert_int_equal(result.tally.known, 4);
    restore_result_free(&result);
}

/* Nobody would find it there. What is here already is put into a box that both have, by this kiosk's own name of it. */
static void a_box_that_this_kiosk_lacks_is_no_choice_here(void **state)
{
    static const char *const boxes[][2] = {
        {NULL, "Briefings"}, {"Local news", "Briefings"}, {"history", "History"}};
    struct import_list list;
    scratch_write(*state, "in/Briefings/one.txt", "title: One\nFirst.");
    packing_add(*state, "in", false, &list);
    for (size_t i = 0; i < sizeof boxes / sizeof *boxes; i++) {
        struct restore_result result;
        struct catalogue *c = scratch_open(scratch_at(*state, "library").text);
        if (boxes[i][0])
            assert_int_equal(catalogue_set_section(c, list.items[0].id, boxes[i][0]), ERR_OK);
        catalogue_close(c);
        scratch_remove(scratch_at(*state, "stick").text);
        save_whole(*state, "library");
        assert_int_equal(put_back(*state, "new", false, &result), ERR_OK);
        assert_int_equal(result.tally.added, i == 0);
        restore_result_free(&result);
        struct document_list all = all_of(*state, "new");
        assert_int_equal(all.count, 1);
        assert_string_equal(all.items[0].section, boxes[i][1]);
        document_list_free(&all);
    }
    import_list_free(&list);
}

/* Whether the copy is refused whole, and which file is named. */
static void assert_refused(const char *folder, const char *bad)
{
    struct restore_result result;
    assert_int_equal(put_back(folder, "new", true, &result), ERR_COPY);
    assert_string_equal(result.bad ? result.bad : "", bad);
    restore_result_free(&result);
    struct scratch_path path = scratch_at(folder, "new");
    struct catalogue *c = NULL;
    enum err err = catalogue_open(path.text, false, &c);
    if (err == ERR_OK) {
        struct document_list list;
        assert_int_equal(catalogue_list_all(c, &list), ERR_OK);
        assert_int_equal(list.count, 0);
        document_list_free(&list);
    }
    catalogue_close(c);
    assert_int_equal(scratch_count(folder, "new/keys"), 0);
}

static void a_changed_copy_is_refused_whole(void **state)
{
    fill(*state, true);
    save_whole(*state, "library");
    char *sums = NULL;
    size_t bytes;
    assert_int_equal(file_read(scratch_at(*state, COPY "/SHA256SUMS").text, 1 << 20, &sums, &bytes),
                     ERR_OK);
    scratch_write(*state, COPY "/Briefings/One.txt", "title: One\nChanged.");
    assert_refused(*state, "Briefings/One.txt");
    unlink(scratch_at(*state, COPY "/Briefings/One.txt").text);
    assert_refused(*state, "Briefings/One.txt");
    assert_int_equal(symlink("/etc/passwd", scratch_at(*state, COPY "/Briefings/One.txt").text), 0);
    assert_refused(*state, "Briefings/One.txt");
    unlink(scratch_at(*state, COPY "/Briefings/One.txt").text);
    assert_int_equal(mkfifo(scratch_at(*state, COPY "/Briefings/One.txt").text, 0644), 0);
    assert_refused(*state, "Briefings/One.txt");
    unlink(scratch_at(*state, COPY "/Briefings/One.txt").text);
    scratch_write(*state, COPY "/Briefings/One.txt", "title: One\nFirst.");
    scratch_write(*state, COPY "/Lectern data/catalogue.tsv", "lectern-copy\t1\n");
    assert_refused(*state, "Lectern data/catalogue.tsv");
    scratch_write(*state, COPY "/SHA256SUMS", "nonsense\n");
    assert_refused(*state, "SHA256SUMS");
    struct str climbs = {0};
    str_addf(&climbs, "%s%.64s  ../../one.txt\n", sums, sums);
    scratch_write(*state, COPY "/SHA256SUMS", str_text(&climbs));
    assert_refused(*state, "SHA256SUMS");
    str_free(&climbs);
    free(sums);
}

static void a_catalogue_that_names_what_has_no_sum_is_refused(void **state)
{
    fill(*state, true);
    save_whole(*state, "library");
    char *text = NULL, *sums = NULL;
    size_t bytes;
    struct scratch_path path = scratch_at(*state, COPY "/Lectern data/catalogue.tsv");
    assert_int_equal(file_read(path.text, 1 << 20, &text, &bytes), ERR_OK);
    char *at = strstr(text, "Briefings/One.txt");
    assert_non_null(at);
    memcpy(at, "Briefings/Two.txt", 17);
    scratch_write(*state, COPY "/Lectern data/catalogue.tsv", text);
    /* its own sum is made right: only the name is wrong */
    unsigned char hash[crypto_hash_sha256_BYTES];
    char id[65];
    crypto_hash_sha256(hash, (const unsigned char *)text, strlen(text));
    sodium_bin2hex(id, sizeof id, hash, sizeof hash);
    assert_int_equal(file_read(scratch_at(*state, COPY "/SHA256SUMS").text, 1 << 20, &sums, &bytes),
                     ERR_OK);
    char *line = strstr(sums, "  Lectern data/catalogue.tsv");
    assert_non_null(line);
    memcpy(line - 64, id, 64);
    scratch_write(*state, COPY "/SHA256SUMS", sums);
    assert_refused(*state, "Briefings/Two.txt");
    free(text);
    free(sums);
}

static void an_earlier_copy_is_never_touched(void **state)
{
    struct export_result result;
    fill(*state, true);
    save_whole(*state, "library");
    scratch_write(*state, COPY "/mark", "x");
    scratch_write(*state, "stick/Lectern copy (not finished)/half", "y");
    assert_int_equal(save(*state, "library", &result), ERR_OK);
    assert_string_equal(file_name(result.path), "Lectern copy 2026-11-22 (2)");
    assert_int_equal(result.documents, 4);
    assert_int_equal(result.packs, 1);
    assert_int_equal(result.loose_packs, 0);
    export_result_free(&result);
    assert_true(scratch_has(*state, COPY "/mark"));
    assert_int_equal(scratch_count(*state, "stick"), 2);
    char *path = NULL;
    assert_int_equal(restore_find(scratch_at(*state, "stick").text, &path), ERR_OK);
    assert_string_equal(file_name(path), "Lectern copy 2026-11-22 (2)");
    free(path);
}

static void a_copy_without_a_date_does_not_make_one_up(void **state)
{
    static const struct copy_watch nobody = {0};
    static const char *const names[] = {"Lectern copy without date",
                                        "Lectern copy without date (2)"};
    fill(*state, true);
    struct scratch_path from = scratch_at(*state, "library"), to = scratch_at(*state, "stick");
    assert_int_equal(file_make_folders(to.text), ERR_OK);
    char *path = NULL;
    for (int i = 0; i < 2; i++) {
        struct export_result result;
        const struct export_options options = {.library = from.text, .folder = to.text, .date = ""};
        assert_int_equal(export_run(&options, &nobody, &result), ERR_OK);
        assert_string_equal(file_name(result.path), names[i]);
        export_result_free(&result);
        assert_int_equal(restore_find(to.text, &path), ERR_OK);
        assert_string_equal(file_name(path), names[i]);
        free(path);
    }
    save_whole(*state,
               "library"); /* nobody knows which is later: the one with a date is said to be */
    assert_int_equal(restore_find(to.text, &path), ERR_OK);
    assert_string_equal(file_name(path), "Lectern copy 2026-11-22");
    free(path);
}

static void a_pack_that_lost_a_document_is_told_of(void **state)
{
    struct export_result result;
    struct restore_result restored;
    static const struct packing_file two[] = {
        {"manifest.ini", "[pack]\nid = example.two\nversion = 1\ntitle = Two\n"},
        {"a.txt", "title: A\nOne."},
        {"b.txt", "title: B\nTwo."},
        {NULL, NULL},
    };
    struct import_list list;
    packing_trust(*state, 1);
    packing_folder(*state, "two", two, 1);
    packing_add(*state, "two", false, &list);
    struct catalogue *c = scratch_open(scratch_at(*state, "library").text);
    assert_int_equal(catalogue_remove(c, list.items[1].id), ERR_OK);
    catalogue_close(c);
    import_list_free(&list);
    assert_int_equal(save(*state, "library", &result), ERR_OK);
    assert_int_equal(result.loose_packs, 1);
    assert_int_equal(result.packs, 0);
    assert_int_equal(result.documents, 1);
    export_result_free(&result);
    assert_int_equal(put_back(*state, "new", true, &restored), ERR_OK);
    assert_int_equal(restored.tally.added, 1);
    restore_result_free(&restored);
}

static void a_document_that_rotted_is_left_out(void **state)
{
    struct export_result result;
    fill(*state, true);
    struct document_list list = all_of(*state, "library");
    char name[128];
    snprintf(name, sizeof name, "library/documents/%s", list.items[0].id);
    char *text = NULL;
    size_t bytes;
    assert_int_equal(file_read(scratch_at(*state, name).text, 1 << 20, &text, &bytes), ERR_OK);
    text[bytes - 1] ^= 1;
    scratch_write(*state, name, text);
    free(text);
    document_list_free(&list);
    assert_int_equal(save(*state, "library", &result), ERR_OK);
    assert_int_equal(result.lost, 1);
    assert_int_equal(result.documents, 3);
    export_result_free(&result);
    struct restore_result restored;
    assert_int_equal(put_back(*state, "new", true, &restored), ERR_OK);
    assert_int_equal(restored.tally.added, 3);
    restore_result_free(&restored);
}

/* What another program wrote, or `lectern add --section`; the copy must not be one that can't be read. */
static void strange_rows_don_t_spoil_a_copy(void **state)
{
    static const char strange[] =
        "UPDATE document SET section = 'a' || char(9, 1) || 'b', name = char(7), added_s = -5;"
        "UPDATE document SET section = printf('%.300c', 'x'), bytes = -1 WHERE title = 'One';"
        "UPDATE document SET id = '../' || substr(id, 4) WHERE title = 'Once more';"
        "INSERT INTO setting VALUES ('box.order', char(27) || 'x'),"
        " ('box.sign:' || printf('%.300c', 'x'), 'star');"
        "INSERT INTO choice (document, given_title) SELECT id, char(1) FROM document;"
        "UPDATE pack SET version = -1";
    struct export_result result;
    struct restore_result restored;
    fill(*state, true);
    struct catalogue *c = scratch_open(scratch_at(*state, "library").text);
    assert_int_equal(database_run(catalogue_database(c), strange), ERR_OK);
    catalogue_close(c);
    assert_int_equal(save(*state, "library", &result), ERR_OK);
    assert_int_equal(result.documents, 2); /* 'One' has not the bytes that its row says */
    assert_int_equal(result.lost, 1);
    assert_int_equal(result.loose_packs, 1);
    export_result_free(&result);
    assert_int_equal(put_back(*state, "new", true, &restored), ERR_OK);
    assert_int_equal(restored.tally.added, 2);
    restore_result_free(&restored);
    struct document_list list = all_of(*state, "new");
    assert_int_equal(list.count, 2);
    document_list_free(&list);
}

/* --- on a thread --- */

static void wake(void *data)
{
    sem_post(data);
}

static struct copy_progress wait_for_end(struct copier *copier, sem_t *woken)
{
    struct copy_progress progress = {0};
    while (!copier_poll(copier, &progress))
        while (sem_wait(woken) != 0)
            continue;
    return progress;
}

static void a_copier_saves_and_puts_back_on_its_thread(void **state)
{
    sem_t woken;
    struct copier *copier = NULL;
    assert_int_equal(sem_init(&woken, 0, 0), 0);
    fill(*state, false);
    choose(*state);
    struct scratch_path from = scratch_at(*state, "library"), to = scratch_at(*state, "stick"),
                        copy = scratch_at(*state, COPY), new = scratch_at(*state, "new");
    assert_int_equal(file_make_folders(to.text), ERR_OK);
    const struct export_options save_to = {
        .library = from.text, .folder = to.text, .date = "2026-11-22"};
    assert_int_equal(copier_start_export(&save_to, wake, &woken, &copier), ERR_OK);
    assert_false(copier_restores(copier));
    struct copy_progress end = wait_for_end(copier, &woken);
    assert_int_equal(copier_err(copier), ERR_OK);
    assert_int_equal(copier_exported(copier)->documents, 4);
    assert_true(end.total_bytes > 0 && end.done_bytes >= end.total_bytes);
    copier_free(copier);
    const struct restore_options put = {
        .path = copy.text, .trusts_keys = true, .importer = packing_options(&new)};
    assert_int_equal(copier_start_restore(&put, wake, &woken, &copier), ERR_OK);
    assert_true(copier_restores(copier));
    end = wait_for_end(copier, &woken);
    assert_int_equal(copier_err(copier), ERR_OK);
    assert_int_equal(copier_restored(copier)->tally.added, 4);
    assert_int_equal(end.stage, COPY_ADDING);
    copier_free(copier);
    assert_same(*state, "library", "new");
    sem_destroy(&woken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define ON(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)
        ON(a_library_comes_back_as_it_was),
        ON(a_document_keeps_its_time),
        ON(versions_still_go_forward_only),
        ON(without_trust_documents_come_one_by_one),
        ON(a_restore_adds_and_never_removes),
        ON(a_box_that_this_kiosk_lacks_is_no_choice_here),
        ON(a_changed_copy_is_refused_whole),
        ON(a_catalogue_that_names_what_has_no_sum_is_refused),
        ON(an_earlier_copy_is_never_touched),
        ON(a_copy_without_a_date_does_not_make_one_up),
        ON(a_pack_that_lost_a_document_is_told_of),
        ON(strange_rows_don_t_spoil_a_copy),
        ON(a_document_that_rotted_is_left_out),
        ON(a_copier_saves_and_puts_back_on_its_thread),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
