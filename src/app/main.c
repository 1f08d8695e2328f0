/* lectern: the kiosk, or one of its commands. */
#include "app/app.h"
#include "app/command.h"
#include "app/commands.h"
#include "base/log.h"
#include "late/late.h"
#include "ui/messages.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define SYSTEM_CONFIG "/etc/lectern/lectern.ini"

struct call {
    struct app_options options;
    const char *config_path; /* NULL: the system's, if there is one */
    const char *library;
    const char *window;
    bool help, version;
    int argc; /* what is left: the subcommand and what belongs to it */
    char **argv;
};

static const char help_text[] =
    "Lectern is a reading kiosk: documents to read large, to hear, and to turn by any switch.\n"
    "\n"
    "  lectern [run] [--library DIR] [--config FILE] [--window WxH] [--script FILE --out DIR]\n"
    "  lectern add [--section NAME] [--older] [--json] PATH...\n"
    "                                                  put documents and signed packs into the "
    "library\n"
    "  lectern list [--packs] [--json]                 what the library holds\n"
    "  lectern remove ID                               take a document or a pack out\n"
    "  lectern arrange ID [--box NAME] [--place N] [--title TITLE] [--hide | --show]\n"
    "                     [--feature | --unfeature]    where a document stands, and how it is "
    "called\n"
    "  lectern boxes [--json] | NAME [--sign SIGN] [--colour COLOUR] [--place N]\n"
    "                                                  the boxes, their signs and their order\n"
    "  lectern counts [--csv]                          how often each document was read\n"
    "  lectern search [--in ID] [--json] WORDS...      the sentences that hold these words\n"
    "  lectern check [--json] PATH...                  what a visitor will meet in a document; "
    "what is\n"
    "                                                  wrong in a lectern.ini\n"
    "  lectern text FILE [--format text|json|cards] [--with alt,left-out]\n"
    "  lectern say FILE [--wav F] [--marks F] [--rate N] [--voice V] [--from N] [--to N]\n"
    "  lectern spoken [--lang L]                       written sentences in, spoken text out\n"
    "  lectern shot FILE --screen N [--size S] [--scheme C] [--view text|page|cards] -o PNG\n"
    "  lectern pack DIR [-o FILE] --key KEY [--password-file F]\n"
    "                                                  make a signed pack of a folder with a "
    "manifest.ini\n"
    "  lectern export DIR                              a copy of the whole library, on a stick\n"
    "  lectern restore [--trust-keys] DIR              puts such a copy into a library\n"
    "  lectern trust [--remove ID] [KEY.pub...]        whose packs this library takes\n"
    "\n"
    "Every command takes --library DIR and --config FILE.\n";

/* Is option `name` at argv[*at], as "--name VALUE" or "--name=VALUE"? Then *at moves past it; *value is "" when it is missing. */
static bool option_value(int argc, char **argv, int *at, const char *name, const char **value)
{
    const char *word = argv[*at];
    size_t length = strlen(name);
    if (strncmp(word, name, length) != 0 || (word[length] && word[length] != '='))
        return false;
    if (word[length] == '=')
        *value = word + length + 1;
    else
        *value = *at + 1 < argc ? argv[++*at] : "";
    return true;
}

/* Takes the options that hold for every command out of argv, wherever they stand. False: one lacks its value. */
static bool take_options(int argc, char **argv, struct call *call)
{
    const struct {
        const char *name;
        const char **value;
        bool kiosk_only; /* a command may have one of the same name */
    } options[] = {
        {"--library", &call->library, false}, {"--config", &call->config_path, false},
        {"--window", &call->window, true},    {"--script", &call->options.script, true},
        {"--out", &call->options.out, true},
    };
    for (int i = 1; i < argc; i++) {
        bool is_command = call->argc > 0 && strcmp(call->argv[0], "run") != 0;
        bool taken = false;
        for (size_t k = 0; !taken && k < sizeof options / sizeof *options; k++) {
            if (is_command && options[k].kiosk_only)
                continue;
            const char *value = "";
            taken = option_value(argc, argv, &i, options[k].name, &value);
            if (taken && !*value)
                return false;
            if (taken)
                *options[k].value = value;
        }
        if (taken)
            continue;
        if (strcmp(argv[i], "--help") == 0 || strcmp(argv[i], "-h") == 0)
            call->help = true;
        else if (strcmp(argv[i], "--version") == 0)
            call->version = true;
        else
            call->argv[call->argc++] = argv[i];
        if (strcmp(argv[i], "--") == 0) {
            while (++i < argc)
                call->argv[call->argc++] = argv[i];
        }
    }
    call->argv[call->argc] = NULL;
    return true;
}

static bool set_window(struct call *call)
{
    if (!call->window)
        return true;
    struct config_display *d = &call->options.config.display;
    int end = 0;
    call->options.windowed = true;
    return sscanf(call->window, "%4dx%4d%n", &d->width_px, &d->height_px, &end) == 2 &&
           call->window[end] == 0 && d->width_px >= 320 && d->height_px >= 240;
}

static bool is_kiosk(const struct call *call)
{
    return call->argc == 0 || strcmp(call->argv[0], "run") == 0;
}

/* In English, as all that is logged. */
static void log_mistakes(const struct config_mistakes *mistakes)
{
    char words[512];
    for (int i = 0; i < mistakes->count; i++) {
        config_mistake_words(mistakes, i, words, sizeof words);
        log_note("%s", words);
    }
    if (mistakes->more)
        log_note("%s: %d more mistakes", mistakes->file, mistakes->more);
}

/* 0, or the exit status with which to end: a kiosk starts whatever the file is, a command would work on another library. */
static int read_config(struct call *call)
{
    struct config *config = &call->options.config;
    const char *path = call->config_path ? call->config_path : SYSTEM_CONFIG;
    config_default(config);
    enum err err = config_read(path, config);
    log_mistakes(&config->mistakes);
    if (err == ERR_NOT_FOUND && !call->config_path)
        err = ERR_OK;
    bool is_told = config->mistakes.count > 0;
    if (err != ERR_OK && (!is_kiosk(call) || !is_told)) {
        int status = command_complain(err, path);
        if (!is_kiosk(call))
            return status;
    }
    if (call->library && snprintf(config->library, sizeof config->library, "%s", call->library) >=
                             (int)sizeof config->library)
        return command_complain(ERR_USAGE, "--library");
    messages_set_lang(config->lang);
    return 0;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_IGN); /* a reader that goes away is an error of writing, not the end */
    struct call call = {.argv = argv};
    if (!take_options(argc, argv, &call))
        return command_complain(ERR_USAGE, NULL), COMMAND_MISUSED;
    if (call.help || call.version) {
        fputs(call.help ? help_text : "lectern " LECTERN_VERSION "\n", stdout);
        return command_finish_output(COMMAND_DONE);
    }
    int failed = read_config(&call);
    if (failed)
        return failed;
    if (!is_kiosk(&call))
        return commands_run(call.argc, call.argv, &call.options.config);
    bool is_right =
        call.argc <= 1 && set_window(&call) && (!call.options.script || call.options.out);
    if (!is_right)
        return command_misused("lectern [run] [--library DIR] [--config FILE] [--window WxH] "
                               "[--script FILE --out DIR]");
    call.options.open_rest = late_open;
    return app_run(&call.options);
}
