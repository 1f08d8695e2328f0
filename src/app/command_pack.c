/* lectern pack and trust: making a signed pack of a folder, and saying whose packs this kiosk takes. */
#include "app/command.h"
#include "base/file.h"
#include "base/mem.h"
#include "library/keyring.h"
#include "library/pack_make.h"
#include "ui/messages.h"

#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { PASSWORD_BYTES_MOST = 1024 };

#define PACK_USAGE  "lectern pack DIR [-o FILE] --key KEY [--password-file FILE]"
#define TRUST_USAGE "lectern trust [--library DIR] [--remove ID] [KEY.pub...]"

struct pack_options {
    const char *folder, *out, *key, *password_file;
};

static bool read_options(int argc, char **argv, struct pack_options *options)
{
    static const struct option known[] = {{"output", required_argument, NULL, 'o'},
                                          {"key", required_argument, NULL, 'k'},
                                          {"password-file", required_argument, NULL, 'p'},
                                          {NULL, 0, NULL, 0}};
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, "o:", known, NULL)) != -1;) {
        const char **to = c == 'o'   ? &options->out
                          : c == 'k' ? &options->key
                          : c == 'p' ? &options->password_file
                                     : NULL;
        if (!to || !*optarg)
            return false;
        *to = optarg;
    }
    if (optind + 1 != argc || !options->key)
        return false;
    options->folder = argv[optind];
    return true;
}

/* --- the password of the key --- */

static void cut_line(char *text)
{
    text[strcspn(text, "\r\n")] = 0;
}

/* Asks on the terminal, without showing what is typed. NULL: there is none to ask on. Free with forget. */
static char *ask_password(void)
{
    FILE *terminal = fopen("/dev/tty", "r+");
    struct termios before;
    if (!terminal)
        return NULL;
    if (tcgetattr(fileno(terminal), &before) != 0) {
        fclose(terminal);
        return NULL;
    }
    struct termios silent = before;
    silent.c_lflag &= ~(tcflag_t)ECHO;
    tcsetattr(fileno(terminal), TCSAFLUSH, &silent);
    fprintf(terminal, "%s ", tr("The password of the key:"));
    fflush(terminal);
    char *password = mem_new(1, PASSWORD_BYTES_MOST);
    bool is_typed = fgets(password, PASSWORD_BYTES_MOST, terminal) != NULL;
    tcsetattr(fileno(terminal), TCSAFLUSH, &before);
    fputc('\n', terminal);
    fclose(terminal);
    cut_line(password);
    if (!is_typed) {
        free(password);
        return NULL;
    }
    return password;
}

static void forget(char *password)
{
    if (password)
        explicit_bzero(password, strlen(password));
    free(password);
}

/* A key without a password is opened at once; another is opened with the file's first line, else with what is typed. */
static int open_key(const struct pack_options *options, struct minisign_secret *out)
{
    char *text = NULL, *password = NULL;
    size_t bytes, password_bytes;
    enum err err = file_read(options->key, MINISIGN_FILE_BYTES_MOST, &text, &bytes);
    const char *subject = options->key;
    if (err == ERR_OK)
        err = minisign_open_secret(text, bytes, NULL, out);
    if (err == ERR_PASSWORD) {
        if (options->password_file) {
            subject = options->password_file;
            err =
                file_read(options->password_file, PASSWORD_BYTES_MOST, &password, &password_bytes);
            if (err == ERR_OK)
                cut_line(password);
        } else {
            password = ask_password();
            err = ERR_OK;
        }
        if (err == ERR_OK) {
            subject = options->key;
            err = minisign_open_secret(text, bytes, password, out);
        }
        forget(password);
    }
    forget(text);
    return err == ERR_OK ? COMMAND_DONE : command_complain(err, subject);
}

int command_pack(int argc, char **argv, const struct config *config)
{
    (void)config;
    struct pack_options options = {0};
    struct minisign_secret secret;
    if (!read_options(argc, argv, &options))
        return command_misused(PACK_USAGE);
    int status = open_key(&options, &secret);
    if (status != COMMAND_DONE)
        return status;
    const struct pack_order order = {options.folder, options.out, &secret};
    struct manifest manifest;
    struct str problem = {0};
    size_t files = 0;
    enum err err = pack_make(&order, &manifest, &files, &problem);
    minisign_forget_secret(&secret);
    if (err == ERR_PACK && problem.data)
        fprintf(stderr, tr("%s: Mend this and try again: %s\n"), options.folder, problem.data);
    else if (err == ERR_TOO_BIG && options.out)
        fprintf(stderr, "%s: %s\n", options.out,
                tr("The pack is too big for this stick. Use one with exFAT."));
    else if (err != ERR_OK)
        command_complain(err, options.out ? options.out : options.folder);
    else
        printf(trn("%s, version %lld, %zu file: %s\n", "%s, version %lld, %zu files: %s\n", files),
               manifest.title, (long long)manifest.version, files,
               options.out ? options.out : options.folder);
    str_free(&problem);
    manifest_free(&manifest);
    return command_finish_output(err == ERR_OK ? COMMAND_DONE : COMMAND_REFUSED);
}

/* --- trust --- */

static int list_keys(const char *library)
{
    struct keyring ring;
    enum err err = keyring_open(library, &ring);
    for (size_t i = 0; i < ring.count; i++) {
        char name[MINISIGN_NAME_BYTES];
        minisign_name(ring.keys[i].id, name);
        puts(name);
    }
    keyring_free(&ring);
    return err == ERR_OK ? COMMAND_DONE : command_complain(err, library);
}

/* A key's file, or the key itself as people mail it to each other: one line of base64. */
static int trust(const char *library, const char *path)
{
    char *text = NULL, name[MINISIGN_NAME_BYTES];
    size_t bytes;
    struct minisign_key key;
    enum err err = file_read(path, MINISIGN_FILE_BYTES_MOST, &text, &bytes);
    if (err == ERR_NOT_FOUND && minisign_read_key(path, strlen(path), &key) == ERR_OK)
        err = ERR_OK;
    else if (err == ERR_OK)
        err = minisign_read_key(text, bytes, &key);
    free(text);
    if (err == ERR_OK)
        err = keyring_trust(library, &key);
    if (err != ERR_OK)
        return command_complain(err, path);
    minisign_name(key.id, name);
    printf("%s: %s\n", tr("Trusted"), name);
    return COMMAND_DONE;
}

static int distrust(const char *library, const char *name)
{
    enum err err = keyring_distrust(library, name);
    if (err != ERR_OK)
        return command_complain(err, name);
    printf("%s: %s\n", tr("No longer trusted"), name);
    return COMMAND_DONE;
}

int command_trust(int argc, char **argv, const struct config *config)
{
    static const struct option known[] = {{"remove", required_argument, NULL, 'r'},
                                          {NULL, 0, NULL, 0}};
    int status = COMMAND_DONE;
    bool removed = false;
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (c != 'r')
            return command_misused(TRUST_USAGE);
        removed = true;
        if (distrust(config->library, optarg) != COMMAND_DONE)
            status = COMMAND_REFUSED;
    }
    if (optind == argc && !removed)
        return command_finish_output(list_keys(config->library));
    for (int i = optind; i < argc; i++)
        if (trust(config->library, argv[i]) != COMMAND_DONE)
            status = COMMAND_REFUSED;
    return command_finish_output(status);
}
