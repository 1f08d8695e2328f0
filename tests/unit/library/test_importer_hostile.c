/* What strangers may put on a stick, to hold the kiosk up or to lead it astray. */
#include "library/entry.h"
#include "library/importer.h"
#include "library/incoming.h"
#include "scratch.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/sysmacros.h>
#include <sys/un.h>

static const char worker[] = LECTERN_BUILD "/tests/library_plain_worker";

static void find(const char *folder, const char *name, struct import_list *list)
{
    *list = (struct import_list){0};
    assert_int_equal(importer_find(scratch_at(folder, name).text, NULL, "Briefings", list), ERR_OK);
}

static void add(const char *folder, struct import_list *list)
{
    struct scratch_path library = scratch_at(folder, "library");
    const struct importer_options options = {
        .folder = library.text, .worker_path = worker, .limits = convert_limits_default()};
    assert_int_equal(importer_add(&options, list, NULL, NULL), ERR_OK);
}

static void a_hundred_thousand_files_have_an_end_that_is_told(void **state)
{
    enum { FILES = 100000 };
    char name[64];
    assert_int_equal(mkdir(scratch_at(*state, "many").text, 0755), 0);
    int folder = open(scratch_at(*state, "many").text, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (int i = 0; i < FILES; i++) {
        snprintf(name, sizeof name, "%d.txt", i);
        assert_int_equal(mknodat(folder, name, S_IFREG | 0644, 0), 0);
    }
    close(folder);
    struct import_list list;
    find(*state, "many", &list);
    assert_int_equal(list.count, IMPORT_FILES_MOST);
    assert_true(list.is_cut);
    import_list_free(&list);
}

static void as_many_as_a_list_takes_are_not_too_many(void **state)
{
    char name[64];
    for (int i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "few/%d/a.txt", i);
        scratch_write(*state, name, "x");
    }
    struct import_list list;
    find(*state, "few", &list);
    assert_int_equal(list.count, 3);
    assert_false(list.is_cut);
    import_list_free(&list);
}

/* Folders of folders: each new one takes the tree so far into itself, so that no path gets too long to make it. */
static void ten_thousand_folders_deep_is_no_way_down(void **state)
{
    enum { FOLDERS = 10000 };
    struct scratch_path top = scratch_at(*state, "top"), inside = scratch_at(*state, "next/d"),
                        next = scratch_at(*state, "next");
    scratch_write(*state, "top/deepest.txt", "x");
    for (int i = 0; i < FOLDERS; i++) {
        assert_int_equal(mkdir(next.text, 0755), 0);
        assert_int_equal(rename(top.text, inside.text), 0);
        assert_int_equal(rename(next.text, top.text), 0);
    }
    scratch_write(*state, "top/d/d/near.txt", "x");
    struct import_list list;
    find(*state, "top", &list);
    assert_int_equal(list.count, 1);
    assert_string_equal(file_name(list.items[0].path), "near.txt");
    assert_true(list.is_cut);
    import_list_free(&list);
    assert_int_equal(unlink(scratch_at(*state, "top/d/d/near.txt").text), 0);
    for (int i = 0; i < FOLDERS; i++) { /* the same way back */
        assert_int_equal(rename(scratch_at(*state, "top/d").text, next.text), 0);
        assert_int_equal(rmdir(top.text), 0);
        assert_int_equal(rename(next.text, top.text), 0);
    }
}

static void a_file_of_4_gb_is_refused_before_it_is_copied(void **state)
{
    scratch_write(*state, "stick/large.pdf", "%PDF-1.7");
    struct scratch_path large = scratch_at(*state, "stick/large.pdf");
    assert_int_equal(truncate(large.text, (off_t)4 << 30), 0);
    struct import_list list;
    find(*state, "stick", &list);
    assert_true(list.items[0].bytes == (uint64_t)4 << 30);
    add(*state, &list);
    assert_int_equal(list.items[0].err, ERR_TOO_BIG);
    assert_int_equal(list.items[0].verdict, VERDICT_TOO_BIG);
    import_list_free(&list);
    struct incoming in;
    struct scratch_path library = scratch_at(*state, "library");
    assert_int_equal(incoming_copy(library.text, large.text,
                                   convert_limits_default().document_bytes, NULL, NULL, &in),
                     ERR_TOO_BIG);
    assert_null(in.document_path); /* not one byte of it was */
    incoming_drop(&in);
}

static void what_is_no_file_is_not_opened(void **state)
{
    scratch_write(*state, "stick/good.txt", "title: Good");
    assert_int_equal(mkfifo(scratch_at(*state, "stick/fifo.txt").text, 0644), 0);
    struct sockaddr_un name = {.sun_family = AF_UNIX};
    struct scratch_path at = scratch_at(*state, "stick/s.pdf");
    assert_true(strlen(at.text) < sizeof name.sun_path);
    memcpy(name.sun_path, at.text, strlen(at.text));
    int listening = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(listening, (const struct sockaddr *)&name, sizeof name), 0);
    /* Only root makes a device. */
    bool has_device =
        mknod(scratch_at(*state, "stick/zero.txt").text, S_IFCHR | 0666, makedev(1, 5)) == 0;
    struct import_list list;
    find(*state, "stick", &list);
    assert_int_equal(list.count, 1);
    import_list_free(&list);
    struct incoming in;
    static const char *const names[] = {"stick/fifo.txt", "stick/s.pdf", "stick/zero.txt", "stick"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (i == 2 && !has_device)
            continue;
        enum err err =
            incoming_copy(*state, scratch_at(*state, names[i]).text, 1000, NULL, NULL, &in);
        assert_int_equal(err, ERR_NOT_A_KIND);
        incoming_drop(&in);
    }
    close(listening);
}

static void links_lead_nowhere(void **state)
{
    scratch_write(*state, "stick/a/good.txt", "title: Good");
    scratch_write(*state, "secret.txt", "title: Secret");
    assert_int_equal(symlink("..", scratch_at(*state, "stick/a/up").text), 0);
    assert_int_equal(symlink("loop", scratch_at(*state, "stick/loop").text), 0);
    assert_int_equal(symlink("/", scratch_at(*state, "stick/root").text), 0);
    assert_int_equal(symlink("../secret.txt", scratch_at(*state, "stick/secret.txt").text), 0);
    struct import_list list;
    find(*state, "stick", &list);
    assert_int_equal(list.count, 1);
    assert_string_equal(file_name(list.items[0].path), "good.txt");
    assert_false(list.is_cut);
    import_list_free(&list);
}

/* The bytes of a name lead to the file; what is kept and shown of it is clean. */
static void names_are_opened_as_they_are_and_shown_clean(void **state)
{
    char longest[256];
    memset(longest, 'n', sizeof longest - 1);
    longest[255] = 0;
    const struct {
        const char *name, *shown;
    } names[] = {
        {"-rf.txt", "-rf.txt"},
        {"--help", "--help"},
        {"..txt.", "..txt."},
        {"a\nb\tc\x1b[31m.txt", "a b c [31m.txt"},
        {"bad \xff\xfe bytes.txt", "bad \xef\xbf\xbd\xef\xbf\xbd bytes.txt"},
        {"latin \xe9t\xe9.txt", "latin \xef\xbf\xbdt\xef\xbf\xbd.txt"},
        {"report\xe2\x80\xae"
         "fdp.txt",
         "reportfdp.txt"},
        {"\xe2\x81\xa6isolate\xe2\x81\xa9.txt", "isolate.txt"},
        {"\xd9\x83\xd8\xaa\xd8\xa7\xd8\xa8.txt", "\xd9\x83\xd8\xaa\xd8\xa7\xd8\xa8.txt"},
        {" ", " "},
        {"%s%n.txt", "%s%n.txt"},
        {"$(reboot);.txt", "$(reboot);.txt"},
        {longest, longest},
    };
    enum { NAMES = sizeof names / sizeof *names };
    for (size_t i = 0; i < NAMES; i++) {
        char path[300], text[32];
        snprintf(path, sizeof path, "stick/%02zu/%s", i, names[i].name);
        snprintf(text, sizeof text, "title: Number %zu", i);
        /* ".." at the beginning is a hidden name */
        scratch_write(*state, path, text);
    }
    struct import_list list;
    find(*state, "stick", &list);
    add(*state, &list);
    struct catalogue *c = scratch_open(scratch_at(*state, "library").text);
    size_t at = 0;
    for (size_t i = 0; i < NAMES; i++) {
        if (names[i].name[0] == '.')
            continue;
        struct document d;
        char title[32];
        snprintf(title, sizeof title, "Number %zu", i);
        assert_int_equal(list.items[at].outcome, IMPORT_ADDED);
        assert_string_equal(list.items[at].title, title);
        assert_int_equal(catalogue_find(c, list.items[at].id, &d), ERR_OK);
        assert_string_equal(d.name, names[i].shown);
        char *shown = entry_clean_text(file_name(list.items[at].path), 255);
        assert_string_equal(shown, names[i].shown);
        free(shown);
        document_free(&d);
        at++;
    }
    assert_int_equal(list.count, at);
    catalogue_close(c);
    import_list_free(&list);
}

/* A source that changes between two pieces of the copying: asked before each piece, `change` changes it. */
struct source {
    struct scratch_path path;
    int asked;
    off_t to; /* its new size */
};

static bool change(void *data)
{
    struct source *s = data;
    if (s->asked++ == 1)
        assert_int_equal(truncate(s->path.text, s->to), 0);
    return false;
}

static enum err copy_changing(void **state, off_t to, uint64_t most, struct incoming *in)
{
    enum { BYTES = 1 << 20 };
    char *text = mem_new(1, BYTES + 1);
    memset(text, 'x', BYTES);
    scratch_write(*state, "stick/a.txt", text);
    free(text);
    struct scratch_path library = scratch_at(*state, "library");
    catalogue_close(scratch_open(library.text));
    struct source source = {.path = scratch_at(*state, "stick/a.txt"), .to = to};
    return incoming_copy(library.text, source.path.text, most, change, &source, in);
}

static uint64_t size_of(const char *path)
{
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    return (uint64_t)st.st_size;
}

/* Whatever the source did meanwhile: what is kept is what was hashed. */
static void a_file_that_changes_is_taken_as_it_was_read(void **state)
{
    struct incoming in;
    assert_int_equal(copy_changing(state, 300000, 4 << 20, &in), ERR_OK); /* it shrinks */
    assert_int_equal(in.bytes, 300000);
    assert_int_equal(size_of(in.document_path), in.bytes);
    incoming_drop(&in);
    assert_int_equal(copy_changing(state, 3 << 20, 4 << 20, &in), ERR_OK); /* it grows */
    assert_int_equal(in.bytes, 3 << 20);
    assert_int_equal(size_of(in.document_path), in.bytes);
    incoming_drop(&in);
    assert_int_equal(copy_changing(state, 3 << 20, 2 << 20, &in), ERR_TOO_BIG); /* too far */
    incoming_drop(&in);
    assert_int_equal(scratch_count(scratch_at(*state, "library").text, "incoming"), 0);
}

static void what_vanished_since_it_was_found_is_refused_alone(void **state)
{
    scratch_write(*state, "stick/1 gone/a.txt", "title: A");
    scratch_write(*state, "stick/1 gone/b.txt", "title: B");
    scratch_write(*state, "stick/2 here/c.txt", "title: C");
    struct import_list list;
    find(*state, "stick", &list);
    scratch_remove(scratch_at(*state, "stick/1 gone").text);
    add(*state, &list);
    assert_int_equal(list.items[0].err, ERR_NOT_FOUND);
    assert_int_equal(list.items[1].err, ERR_NOT_FOUND);
    assert_int_equal(list.items[0].verdict, VERDICT_NOT_YET); /* it says nothing of the document */
    assert_int_equal(list.items[2].outcome, IMPORT_ADDED);
    import_list_free(&list);
    assert_int_equal(scratch_count(scratch_at(*state, "library").text, "documents"), 1);
}

#define SCRATCH_TEST(test) cmocka_unit_test_setup_teardown(test, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(a_hundred_thousand_files_have_an_end_that_is_told),
        SCRATCH_TEST(as_many_as_a_list_takes_are_not_too_many),
        SCRATCH_TEST(ten_thousand_folders_deep_is_no_way_down),
        SCRATCH_TEST(a_file_of_4_gb_is_refused_before_it_is_copied),
        SCRATCH_TEST(what_is_no_file_is_not_opened),
        SCRATCH_TEST(links_lead_nowhere),
        SCRATCH_TEST(names_are_opened_as_they_are_and_shown_clean),
        SCRATCH_TEST(a_file_that_changes_is_taken_as_it_was_read),
        SCRATCH_TEST(what_vanished_since_it_was_found_is_refused_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
