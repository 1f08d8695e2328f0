#include "signing.h"

static const char text[] = "Every child belongs.\n";

static enum err verify(const char *folder, const char *name, const char *signature,
                       const struct minisign_key *key)
{
    struct minisign_signature read;
    char *bytes = NULL;
    size_t count;
    assert_int_equal(file_read(scratch_at(folder, signature).text, 1 << 20, &bytes, &count),
                     ERR_OK);
    enum err err = minisign_read_signature(bytes, count, &read);
    free(bytes);
    int fd = open(scratch_at(folder, name).text, O_RDONLY | O_CLOEXEC);
    assert_true(fd >= 0);
    if (err == ERR_OK)
        err = minisign_verify(&read, key, fd);
    close(fd);
    return err;
}

static void test_what_we_sign_we_verify(void **state)
{
    struct minisign_key key = signing_key(1);
    scratch_write(*state, "a", text);
    scratch_write(*state, "empty", "");
    signing_sign(*state, "a", 1);
    signing_sign(*state, "empty", 1);
    assert_int_equal(verify(*state, "a", "a.minisig", &key), ERR_OK);
    assert_int_equal(verify(*state, "empty", "empty.minisig", &key), ERR_OK);
    assert_int_equal(verify(*state, "empty", "a.minisig", &key), ERR_SIGNATURE);
}

static void test_another_key_is_named_as_such(void **state)
{
    struct minisign_key other = signing_key(2), forged = signing_key(2);
    scratch_write(*state, "a", text);
    signing_sign(*state, "a", 1);
    assert_int_equal(verify(*state, "a", "a.minisig", &other), ERR_UNTRUSTED);
    memcpy(forged.id, signing_key(1).id, sizeof forged.id); /* the id is only a name */
    assert_int_equal(verify(*state, "a", "a.minisig", &forged), ERR_SIGNATURE);
}

/* Each byte of file and signature is changed in turn: the untrusted comment alone may change. */
static void test_no_byte_may_change(void **state)
{
    struct minisign_key key = signing_key(1);
    scratch_write(*state, "a", text);
    signing_sign(*state, "a", 1);
    char *good = NULL;
    size_t count;
    assert_int_equal(file_read(scratch_at(*state, "a.minisig").text, 1 << 20, &good, &count),
                     ERR_OK);
    size_t first = strcspn(good, "\n"), accepted = 0;
    for (size_t i = 0; i < count; i++) {
        char was = good[i];
        good[i] = was == 'A' ? 'B' : 'A';
        scratch_write(*state, "changed", good);
        bool held = verify(*state, "a", "changed", &key) == ERR_OK;
        assert_true(!held || i < first || i == count - 1); /* the last line's end is not needed */
        accepted += held;
        good[i] = was;
    }
    assert_in_range(accepted, first - 1, first + 1);
    scratch_write(*state, "a", "Every child belonga.\n");
    assert_int_equal(verify(*state, "a", "a.minisig", &key), ERR_SIGNATURE);
    free(good);
}

static void test_what_is_no_signature(void **state)
{
    (void)state;
    struct minisign_signature signature;
    static const char *const wrong[] = {
        "",
        "\n\n\n\n",
        "untrusted comment: x\nRWQ=\ntrusted comment: y\nAAAA\n",
        "one\ntwo\nthree\nfour\nfive\n",
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(minisign_read_signature(wrong[i], strlen(wrong[i]), &signature),
                         ERR_SIGNATURE);
    char *long_text = mem_new(1, MINISIGN_FILE_BYTES_MOST + 2);
    memset(long_text, 'a', MINISIGN_FILE_BYTES_MOST + 1);
    assert_int_equal(minisign_read_signature(long_text, MINISIGN_FILE_BYTES_MOST + 1, &signature),
                     ERR_SIGNATURE);
    free(long_text);
}

static void test_a_public_key_is_read_with_or_without_its_comment(void **state)
{
    (void)state;
    /* The key of minisign's own author, as his site prints it. */
    static const char bare[] = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
    struct minisign_key key, again;
    char name[MINISIGN_NAME_BYTES];
    assert_int_equal(minisign_read_key(bare, strlen(bare), &key), ERR_OK);
    minisign_name(key.id, name);
    assert_string_equal(name, "E7620F1842B4E81F");
    struct str file = {0};
    minisign_add_key(&file, &key);
    assert_non_null(strstr(str_text(&file), bare));
    assert_int_equal(minisign_read_key(file.data, file.length_bytes, &again), ERR_OK);
    assert_memory_equal(&key, &again, sizeof key);
    str_free(&file);
    assert_int_equal(minisign_read_key("RWQ", 3, &key), ERR_SIGNATURE);
    assert_int_equal(minisign_read_key("", 0, &key), ERR_SIGNATURE);
}

static enum err open_secret(const char *folder, const char *name, const char *password,
                            struct minisign_secret *out)
{
    char *bytes = NULL;
    size_t count;
    assert_int_equal(file_read(scratch_at(folder, name).text, 1 << 20, &bytes, &count), ERR_OK);
    enum err err = minisign_open_secret(bytes, count, password, out);
    free(bytes);
    return err;
}

static void test_a_secret_key_wants_its_password(void **state)
{
    struct minisign_secret secret, want = signing_secret(3);
    signing_write_secret(*state, "plain.key", 3, NULL);
    signing_write_secret(*state, "shut.key", 3, "inclusion now");
    assert_int_equal(open_secret(*state, "plain.key", NULL, &secret), ERR_OK);
    assert_memory_equal(&secret, &want, sizeof want);
    minisign_forget_secret(&secret);
    assert_int_equal(open_secret(*state, "shut.key", "inclusion now", &secret), ERR_OK);
    assert_memory_equal(&secret, &want, sizeof want);
    assert_int_equal(open_secret(*state, "shut.key", "inclusion", &secret), ERR_PASSWORD);
    assert_int_equal(open_secret(*state, "shut.key", NULL, &secret), ERR_PASSWORD);
    scratch_write(*state, "no.key", "untrusted comment: x\nRWQAAA==\n");
    assert_int_equal(open_secret(*state, "no.key", "x", &secret), ERR_SIGNATURE);
}

static void test_the_common_tool_and_we_agree(void **state)
{
    if (!signing_has_tool())
        skip();
    char tool[] = "minisign", make[] = "-GWf", sign[] = "-Sm", old[] = "-lSm", check[] = "-Vm",
         with_secret[] = "-s", with_public[] = "-p", with_comment[] = "-t",
         comment[] = "briefings, version 7";
    struct scratch_path public = scratch_at(*state, "k.pub"), secret = scratch_at(*state, "k.key"),
                        a = scratch_at(*state, "a"), sig = scratch_at(*state, "a.minisig");
    struct minisign_key key;
    struct minisign_secret ours;
    char *bytes = NULL;
    size_t count;
    assert_int_equal(SIGNING_RUN(tool, make, with_public, public.text, with_secret, secret.text),
                     0);
    assert_int_equal(file_read(public.text, 1 << 20, &bytes, &count), ERR_OK);
    assert_int_equal(minisign_read_key(bytes, count, &key), ERR_OK);
    free(bytes);

    scratch_write(*state, "a", text);
    assert_int_equal(
        SIGNING_RUN(tool, sign, a.text, with_secret, secret.text, with_comment, comment), 0);
    assert_int_equal(verify(*state, "a", "a.minisig", &key), ERR_OK);
    assert_int_equal(
        SIGNING_RUN(tool, old, a.text, with_secret, secret.text, with_comment, comment), 0);
    assert_int_equal(file_read(sig.text, 1 << 20, &bytes, &count), ERR_OK);
    struct minisign_signature read;
    assert_int_equal(minisign_read_signature(bytes, count, &read), ERR_OK);
    free(bytes);
    assert_false(read.is_prehashed);
    assert_string_equal(read.trusted, comment);
    assert_int_equal(verify(*state, "a", "a.minisig", &key), ERR_OK);
    scratch_write(*state, "a", "Every child belonga.\n");
    assert_int_equal(verify(*state, "a", "a.minisig", &key), ERR_SIGNATURE);

    /* And what we sign with its key, it takes. */
    struct str signature = {0};
    assert_int_equal(open_secret(*state, "k.key", NULL, &ours), ERR_OK);
    int fd = open(a.text, O_RDONLY | O_CLOEXEC);
    assert_int_equal(minisign_sign(&ours, fd, comment, &signature), ERR_OK);
    close(fd);
    scratch_write(*state, "a.minisig", str_text(&signature));
    str_free(&signature);
    assert_int_equal(SIGNING_RUN(tool, check, a.text, with_public, public.text), 0);
    scratch_write(*state, "a", text);
    assert_int_equal(SIGNING_RUN(tool, check, a.text, with_public, public.text), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, scratch_setup, scratch_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_what_we_sign_we_verify),
        TEST(test_another_key_is_named_as_such),
        TEST(test_no_byte_may_change),
        TEST(test_what_is_no_signature),
        TEST(test_a_public_key_is_read_with_or_without_its_comment),
        TEST(test_a_secret_key_wants_its_password),
        TEST(test_the_common_tool_and_we_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
