/* Where lectern.ini may be, and what may stand in its place. */
#include "app/config.h"

#include "base/file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static void assert_file_fault(const struct config *c, const char *words)
{
    char found[512];
    assert_int_equal(c->mistakes.count, 1);
    config_mistake_words(&c->mistakes, 0, found, sizeof found);
    assert_string_equal(found, words);
}

static void assert_no_logo(const char *path, const char *words)
{
    struct config c;
    char expected[256], said[512];
    config_default(&c);
    assert_int_equal(config_read(path, &c), ERR_OK);
    assert_int_equal(c.mistakes.count, 1);
    config_mistake_words(&c.mistakes, 0, said, sizeof said);
    snprintf(expected, sizeof expected, "Line 2 of etc.ini: %s", words);
    assert_string_equal(said, expected);
    assert_string_equal(c.logo, "");
}

/* On a card, /etc/lectern/lectern.ini is a link to the FAT partition. */
struct card {
    char folder[32];
    char *etc, *path; /* the link, and what it leads to */
    char *beside;     /* what Windows may have made of that */
};

static const char named_a[] = "[kiosk]\r\nname = A\r\n";

static struct card make_card(void)
{
    struct card card = {.folder = "/tmp/lectern-config-XXXXXX"};
    assert_non_null(mkdtemp(card.folder));
    card.etc = file_join(card.folder, "etc.ini");
    card.path = file_join(card.folder, "lectern.ini");
    card.beside = file_join(card.folder, "lectern.ini.txt");
    assert_int_equal(symlink("lectern.ini", card.etc), 0);
    return card;
}

static void remove_card(struct card *card)
{
    unlink(card->path);
    unlink(card->etc);
    assert_int_equal(rmdir(card->folder), 0);
    free(card->etc);
    free(card->path);
    free(card->beside);
}

static enum err read_card(const char *path, struct config *c)
{
    config_default(c);
    return config_read(path, c);
}

static void a_file_under_another_name_is_told(void **state)
{
    (void)state;
    struct card card = make_card();
    struct config c;
    assert_int_equal(read_card(card.etc, &c), ERR_NOT_FOUND); /* the link leads nowhere */
    assert_file_fault(&c, "etc.ini is not there.");

    assert_int_equal(file_write_atomic(card.beside, named_a, strlen(named_a)), ERR_OK);
    assert_int_equal(read_card(card.etc, &c), ERR_OK);
    assert_file_fault(&c, "etc.ini is not there. lectern.ini.txt was read in its place. "
                          "Take .txt off its name.");
    assert_string_equal(c.name, "A");

    assert_int_equal(file_write_atomic(card.path, "", 0), ERR_OK);
    assert_int_equal(read_card(card.etc, &c), ERR_OK);
    assert_file_fault(&c, "lectern.ini.txt is not read. Only etc.ini is.");
    assert_string_equal(c.name, "Lectern");

    assert_int_equal(unlink(card.beside), 0);
    assert_int_equal(file_write_atomic(card.path, named_a, strlen(named_a)), ERR_OK);
    assert_int_equal(read_card(card.etc, &c), ERR_OK);
    assert_int_equal(c.mistakes.count, 0);
    assert_string_equal(c.name, "A");
    remove_card(&card);
}

/* A picture lies beside the file that names it, not beside the link. */
static void a_logo_is_looked_for_beside_the_file(void **state)
{
    (void)state;
    static const char with_logo[] = "[kiosk]\r\nlogo = Logo.PNG\r\n";
    static const char *const others[][2] = {
        {"Logo.PNG.png", "There is no picture 'Logo.PNG' beside it. Is it 'Logo.PNG.png'?"},
        {"Logo.jpg", "There is no picture 'Logo.PNG' beside it. Is it 'Logo.jpg'?"},
    };
    struct card card = make_card();
    struct config c;
    char *logo = file_join(card.folder, "Logo.PNG");
    assert_int_equal(file_write_atomic(card.path, with_logo, strlen(with_logo)), ERR_OK);
    assert_int_equal(file_write_atomic(logo, "", 0), ERR_OK);
    assert_int_equal(read_card(card.etc, &c), ERR_OK);
    assert_string_equal(c.logo, logo);
    assert_int_equal(c.mistakes.count, 0);

    /* one that is not there is told by its line; and what it may be called instead */
    assert_int_equal(unlink(logo), 0);
    free(logo);
    assert_no_logo(card.etc, "There is no picture 'Logo.PNG' beside it. "
                             "Copy it to the card, under that name.");
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        char *like = file_join(card.folder, others[i][0]);
        assert_int_equal(file_write_atomic(like, "", 0), ERR_OK);
        assert_no_logo(card.etc, others[i][1]);
        assert_int_equal(unlink(like), 0);
        free(like);
    }
    remove_card(&card);
}

static void what_is_no_file_is_told(void **state)
{
    (void)state;
    struct card card = make_card();
    struct config c;
    assert_int_equal(mkdir(card.path, 0700), 0);
    assert_int_not_equal(read_card(card.path, &c), ERR_OK);
    assert_file_fault(&c, "lectern.ini is a folder. It has to be a file.");

    assert_int_equal(rmdir(card.path), 0);
    assert_int_equal(mkfifo(card.path, 0600), 0); /* and nobody waits for who writes into it */
    assert_int_not_equal(read_card(card.path, &c), ERR_OK);
    assert_file_fault(&c, "lectern.ini can't be read. Copy it to the card again.");
    remove_card(&card);
}

static void a_file_that_is_not_there_is_an_error(void **state)
{
    (void)state;
    struct config config;
    config_default(&config);
    assert_int_equal(config_read("/nowhere/lectern.ini", &config), ERR_NOT_FOUND);
    assert_int_equal(config.mistakes.count, 0); /* a desktop has none */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_under_another_name_is_told),
        cmocka_unit_test(a_logo_is_looked_for_beside_the_file),
        cmocka_unit_test(what_is_no_file_is_told),
        cmocka_unit_test(a_file_that_is_not_there_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
