/* A drop folder: what a sync engine brings is taken once, whole, and only of trusted keys; nothing there is touched. */
#include "packing.h"

#include "library/drop_folder.h"

#include <fcntl.h>
#include <sched.h>
#include <semaphore.h>
#include <sys/mount.h>
#include <utime.h>

#define MANIFEST(version) "[pack]\nid = example.pack\nversion = " version "\ntitle = The pack\n"

static const struct packing_file first[] = {
    {"manifest.ini", MANIFEST("1")}, {"a.txt", "title: A\nOne."}, {NULL, NULL}};
static const struct packing_file second[] = {{"manifest.ini", MANIFEST("2")},
                                             {"a.txt", "title: A\nTwo."},
                                             {"b.txt", "title: B\nNew."},
                                             {NULL, NULL}};

static struct scratch_path library_of(const char *folder)
{
    return scratch_at(folder, "library");
}

static struct drop_look *begin(const char *folder, const struct scratch_path *library)
{
    struct scratch_path drop = scratch_at(folder, "drop");
    struct importer_options options = packing_options(library);
    assert_int_equal(file_make_folders(drop.text), ERR_OK);
    return drop_look_new(drop.text, &options);
}

static struct drop_state look_once(struct drop_look *look)
{
    struct drop_state state = {0};
    assert_int_equal(drop_look_once(look, NULL, NULL, &state), ERR_OK);
    return state;
}

static size_t count_documents(const struct scratch_path *library)
{
    struct catalogue *c = NULL;
    struct document_list list;
    if (catalogue_open(library->text, false, &c) != ERR_OK)
        return 0;
    assert_int_equal(catalogue_list(c, NULL, &list), ERR_OK);
    size_t count = list.count;
    document_list_free(&list);
    catalogue_close(c);
    return count;
}

static void temporary_names_are_passed_over(void **state)
{
    (void)state;
    static const char *const over[] = {".stfolder",
                                       ".stversions",
                                       ".syncthing.papers.lectern.tmp",
                                       "~syncthing~papers.lectern.tmp",
                                       "papers.lectern~",
                                       "papers.lectern.part",
                                       ".papers.lectern.Xa81kQ",
                                       "papers.lectern.crdownload"};
    for (size_t i = 0; i < sizeof over / sizeof *over; i++)
        assert_true(drop_folder_passes_over(over[i]));
    assert_false(drop_folder_passes_over("papers.lectern"));
    assert_false(drop_folder_passes_over("Papers ~ 2026"));
}

static void a_whole_pack_is_taken_once(void **state)
{
    struct scratch_path library = library_of(*state);
    packing_trust(*state, 1);
    struct drop_look *look = begin(*state, &library);
    packing_tar(*state, "drop/papers.lectern", first, 1);
    struct drop_state seen = look_once(look);
    assert_int_equal(seen.changes, 1);
    assert_int_equal(seen.packs, 1);
    assert_string_equal(seen.problem, "");
    assert_int_equal(count_documents(&library), 1);
    seen = look_once(look);
    assert_int_equal(seen.changes, 0);
    assert_int_equal(seen.packs, 1);
    drop_look_free(look);
    /* the next start knows it, also when its bytes can't be read any more */
    look = begin(*state, &library);
    struct scratch_path pack = scratch_at(*state, "drop/papers.lectern");
    assert_int_equal(chmod(pack.text, 0), 0);
    seen = look_once(look);
    assert_int_equal(seen.changes, 0);
    assert_int_equal(seen.packs, 1);
    drop_look_free(look);
    assert_int_equal(scratch_count(*state, "drop"), 2);
}

static void a_later_version_follows_and_an_older_one_does_not(void **state)
{
    struct scratch_path library = library_of(*state);
    packing_trust(*state, 1);
    struct drop_look *look = begin(*state, &library);
    packing_folder(*state, "drop/from us/papers", first, 1);
    assert_int_equal(look_once(look).changes, 1);
    scratch_remove(scratch_at(*state, "drop/from us/papers").text);
    packing_folder(*state, "drop/from us/papers", second, 1);
    assert_int_equal(look_once(look).changes, 1);
    assert_int_equal(count_documents(&library), 2);
    packing_tar(*state, "drop/old.lectern", first, 1);
    struct drop_state seen = look_once(look);
    assert_int_equal(seen.changes, 0);
    assert_string_equal(seen.problem, "");
    assert_int_equal(count_documents(&library), 2);
    drop_look_free(look);
}

static void what_is_still_arriving_is_not_taken(void **state)
{
    struct scratch_path library = library_of(*state);
    char *whole = NULL;
    size_t bytes;
    packing_trust(*state, 1);
    struct drop_look *look = begin(*state, &library);
    packing_tar(*state, "papers.lectern", first, 1);
    assert_int_equal(file_read(scratch_at(*state, "papers.lectern").text, 1 << 20, &whole, &bytes),
                     ERR_OK);
    struct scratch_path to = scratch_at(*state, "drop/papers.lectern");
    struct scratch_path signature = scratch_at(*state, "drop/papers.lectern.minisig");
    struct scratch_path from = scratch_at(*state, "papers.lectern.minisig");
    /* without its signature; then half of it; then the whole */
    assert_int_equal(file_write_atomic(to.text, whole, bytes), ERR_OK);
    assert_int_equal(look_once(look).changes, 0);
    assert_int_equal(rename(from.text, signature.text), 0);
    assert_int_equal(truncate(to.text, (off_t)bytes / 2), 0);
    struct drop_state seen = look_once(look);
    assert_int_equal(seen.changes, 0);
    assert_int_equal(seen.packs, 0);
    assert_string_equal(seen.problem, ""); /* once is no fault: more may come */
    assert_int_equal(count_documents(&library), 0);
    assert_int_equal(file_write_atomic(to.text, whole, bytes), ERR_OK);
    assert_int_equal(look_once(look).changes, 1);
    assert_int_equal(count_documents(&library), 1);
    free(whole);
    drop_look_free(look);
}

static void a_refused_pack_is_named_by_text(void **state)
{
    struct scratch_path library = library_of(*state);
    packing_trust(*state, 1);
    struct drop_look *look = begin(*state, &library);
    packing_tar(*state, "drop/\xff\x1b[31m papers.lectern", first,
                2); /* of a key that is not trusted */
    assert_string_equal(look_once(look).problem, "\uFFFD [31m papers.lectern");
    drop_look_free(look);
}

static void what_stays_unlike_its_signature_is_a_fault(void **state)
{
    struct scratch_path library = library_of(*state);
    packing_trust(*state, 1);
    struct drop_look *look = begin(*state, &library);
    packing_tar(*state, "drop/papers.lectern", first, 1);
    FILE *f = fopen(scratch_at(*state, "drop/papers.lectern").text, "a");
    assert_non_null(f);
    fputc('x', f);
    fclose(f);
    assert_string_equal(look_once(look).problem, "");
    struct drop_state seen = look_once(look);
    assert_string_equal(seen.problem, "papers.lectern");
    assert_int_equal(seen.err, ERR_SIGNATURE);
    seen = look_once(look); /* and stays one, without being read again */
    assert_string_equal(seen.problem, "papers.lectern");
    assert_int_equal(count_documents(&library), 0);
    drop_look_free(look);
}

/* Looks once; true: it tried to take something, as the folder that is copied into was written to. */
static bool tries(const char *folder, struct drop_look *look, struct drop_state *seen)
{
    static const struct timespec in_2020[] = {{1600000000, 0}, {1600000000, 0}};
    struct scratch_path incoming = scratch_at(folder, "library/incoming");
    struct stat st;
    assert_int_equal(utimensat(AT_FDCWD, incoming.text, in_2020, 0), 0);
    *seen = look_once(look);
    assert_int_equal(stat(incoming.text, &st), 0);
    return st.st_mtim.tv_sec != in_2020[1].tv_sec;
}

static void what_can_t_be_taken_for_now_rests_longer_each_time(void **state)
{
    static const struct packing_file bad[] = {
        {"manifest.ini", MANIFEST("1")}, {"a.txt", "refuse: 9"}, {NULL, NULL}};
    enum { LOOKS = 15 };
    struct scratch_path library = library_of(*state);
    struct drop_state seen;
    packing_trust(*state, 1);
    catalogue_close(scratch_open(library.text));
    struct drop_look *look = begin(*state, &library);
    packing_tar(*state, "drop/papers.lectern", bad, 1);
    for (int i = 0, next = 0; i < LOOKS; i++) {
        bool tried = tries(*state, look, &seen);
        assert_int_equal(tried, i == next);
        assert_string_equal(seen.problem, "papers.lectern"); /* also while it rests */
        assert_int_equal(seen.changes, 0);
        next = tried ? 2 * i + 2 : next;
    }
    packing_tar(*state, "drop/papers.lectern", second, 1); /* other bytes need not wait */
    assert_true(tries(*state, look, &seen));
    assert_int_equal(seen.changes, 1);
    assert_string_equal(seen.problem, "");
    assert_int_equal(count_documents(&library), 2);
    drop_look_free(look);
}

static void a_key_that_is_trusted_later_lets_it_in(void **state)
{
    struct scratch_path library = library_of(*state);
    struct drop_look *look = begin(*state, &library);
    packing_tar(*state, "drop/papers.lectern", first, 1);
    struct drop_state seen = look_once(look);
    assert_int_equal(seen.changes, 0);
    assert_int_equal(seen.err, ERR_UNTRUSTED);
    packing_trust(*state, 1);
    seen = look_once(look);
    assert_int_equal(seen.changes, 1);
    assert_string_equal(seen.problem, "");
    drop_look_free(look);
}

static void what_staff_took_out_stays_out(void **state)
{
    struct scratch_path library = library_of(*state);
    packing_trust(*state, 1);
    struct drop_look *look = begin(*state, &library);
    packing_tar(*state, "drop/papers.lectern", first, 1);
    assert_int_equal(look_once(look).changes, 1);
    struct catalogue *c = scratch_open(library.text);
    assert_int_equal(pack_store_remove(c, "example.pack"), ERR_OK);
    catalogue_close(c);
    assert_int_equal(look_once(look).changes, 0);
    struct utimbuf times = {1700000000, 1700000000}; /* as if it had come again */
    assert_int_equal(utime(scratch_at(*state, "drop/papers.lectern").text, &times), 0);
    assert_int_equal(look_once(look).changes, 0);
    assert_int_equal(count_documents(&library), 0);
    drop_look_free(look);
}

static void documents_without_a_pack_are_not_looked_at(void **state)
{
    struct scratch_path library = library_of(*state);
    packing_trust(*state, 1);
    struct drop_look *look = begin(*state, &library);
    scratch_write(*state, "drop/loose.txt", "title: Loose\nNo.");
    packing_tar(*state, "drop/.hidden.lectern", first, 1);
    packing_folder(*state, "drop/.stversions/papers", first, 1);
    struct scratch_path link = scratch_at(*state, "drop/link");
    packing_folder(*state, "elsewhere", first, 1);
    assert_int_equal(symlink(scratch_at(*state, "elsewhere").text, link.text), 0);
    struct drop_state seen = look_once(look);
    assert_int_equal(seen.changes, 0);
    assert_int_equal(seen.packs, 0);
    assert_int_equal(count_documents(&library), 0);
    drop_look_free(look);
}

static void a_folder_that_is_not_there_is_told_of(void **state)
{
    struct scratch_path library = library_of(*state), drop = scratch_at(*state, "nowhere");
    struct importer_options options = packing_options(&library);
    struct drop_look *look = drop_look_new(drop.text, &options);
    struct drop_state seen = look_once(look);
    assert_false(seen.is_there);
    assert_int_equal(seen.err, ERR_NOT_FOUND);
    drop_look_free(look);
}

static void wake(void *data)
{
    sem_post(data);
}

static void a_folder_that_is_watched_is_looked_at_from_the_start(void **state)
{
    struct scratch_path library = library_of(*state), drop = scratch_at(*state, "drop");
    struct importer_options options = packing_options(&library);
    struct drop_folder *d = NULL;
    sem_t woken;
    assert_int_equal(sem_init(&woken, 0, 0), 0);
    packing_trust(*state, 1);
    assert_int_equal(file_make_folders(drop.text), ERR_OK);
    packing_tar(*state, "drop/papers.lectern", first, 1);
    assert_int_equal(drop_folder_start(drop.text, &options, wake, &woken, &d), ERR_OK);
    while (sem_wait(&woken) != 0) /* it wakes when something was added */
        continue;
    struct drop_state now = drop_folder_state(d);
    assert_int_equal(now.changes, 1);
    assert_true(now.is_there);
    assert_string_equal(now.problem, "");
    packing_tar(*state, "later.lectern", second, 1); /* comes as engines bring it: by a rename */
    assert_int_equal(rename(scratch_at(*state, "later.lectern.minisig").text,
                            scratch_at(*state, "drop/papers.lectern.minisig").text),
                     0);
    assert_int_equal(rename(scratch_at(*state, "later.lectern").text,
                            scratch_at(*state, "drop/papers.lectern").text),
                     0);
    while (sem_wait(&woken) != 0)
        continue;
    assert_int_equal(drop_folder_state(d).changes, 2);
    drop_folder_free(d);
    assert_int_equal(count_documents(&library), 2);
    sem_destroy(&woken);
}

/* Leaves `bytes` more than an import has to leave free. */
static void fill_disk(const struct scratch_path *library, uint64_t bytes)
{
    uint64_t free_bytes = 0;
    scratch_write(library->text, "large", "");
    int fd = open(scratch_at(library->text, "large").text, O_WRONLY | O_CLOEXEC);
    assert_int_equal(file_free_bytes(library->text, &free_bytes), ERR_OK);
    assert_int_equal(posix_fallocate(fd, 0, (off_t)(free_bytes - IMPORT_RESERVE_BYTES - bytes)), 0);
    close(fd);
}

/* Last: it leaves the process among mounts of its own. */
static void what_a_full_disk_keeps_out_rests_until_there_is_room(void **state)
{
    enum { LARGE = 1 << 20 };
    struct scratch_path library = library_of(*state);
    struct drop_state seen;
    assert_int_equal(mkdir(library.text, 0755), 0);
    if (unshare(CLONE_NEWNS) != 0 || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0 ||
        mount("small", library.text, "tmpfs", 0, "size=50m") != 0) {
        print_message("no small disk can be mounted here (needs root): not proved\n");
        skip();
    }
    char *text = mem_new(1, LARGE);
    memset(text, 'x', LARGE - 1);
    const struct packing_file large[] = {
        {"manifest.ini", MANIFEST("1")}, {"a.txt", text}, {NULL, NULL}};
    packing_trust(*state, 1);
    catalogue_close(scratch_open(library.text));
    struct drop_look *look = begin(*state, &library);
    packing_tar(*state, "drop/papers.lectern", large, 1);
    free(text);
    fill_disk(&library, LARGE * 3 / 2); /* room for the pack, none for the document besides */
    for (int i = 0; i < 3; i++) {
        assert_int_equal(tries(*state, look, &seen), i != 1);
        assert_int_equal(seen.err, ERR_DISK_FULL);
    }
    assert_int_equal(unlink(scratch_at(library.text, "large").text), 0);
    assert_true(tries(*state, look, &seen)); /* else it would rest for three looks */
    assert_int_equal(seen.changes, 1);
    assert_int_equal(count_documents(&library), 1);
    drop_look_free(look);
    (void)umount2(library.text, MNT_DETACH);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define ON(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)
        cmocka_unit_test(temporary_names_are_passed_over),
        ON(a_whole_pack_is_taken_once),
        ON(a_later_version_follows_and_an_older_one_does_not),
        ON(what_is_still_arriving_is_not_taken),
        ON(a_refused_pack_is_named_by_text),
        ON(what_stays_unlike_its_signature_is_a_fault),
        ON(what_can_t_be_taken_for_now_rests_longer_each_time),
        ON(a_key_that_is_trusted_later_lets_it_in),
        ON(what_staff_took_out_stays_out),
        ON(documents_without_a_pack_are_not_looked_at),
        ON(a_folder_that_is_not_there_is_told_of),
        ON(a_folder_that_is_watched_is_looked_at_from_the_start),
        ON(what_a_full_disk_keeps_out_rests_until_there_is_room),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
