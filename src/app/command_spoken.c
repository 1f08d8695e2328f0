/* lectern spoken: written sentences in, one a line; out, what the voice will be given. */
#include "app/command.h"
#include "speech/lexicon.h"
#include "speech/spoken.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void write_spoken(const struct lexicon *lexicon, const char *lang, const char *line)
{
    struct spoken spoken = {0};
    spoken_make_text(lexicon, lang, line, &spoken);
    puts(str_text(&spoken.text));
    spoken_free(&spoken);
}

int command_spoken(int argc, char **argv, const struct config *config)
{
    static const struct option known[] = {{"lang", required_argument, NULL, 'l'},
                                          {NULL, 0, NULL, 0}};
    const char *lang = config->lang;
    opterr = 0;
    for (int c; (c = getopt_long(argc, argv, "", known, NULL)) != -1;) {
        if (c != 'l')
            return command_misused("lectern spoken [--lang L]");
        lang = optarg;
    }
    if (optind != argc)
        return command_misused("lectern spoken [--lang L]");
    const char *folder = config->library;
    struct lexicon *lexicon = lexicon_load_layered(lang, &folder, 1);
    char *line = NULL;
    size_t room = 0;
    ssize_t length;
    while ((length = getline(&line, &room, stdin)) >= 0) {
        if (length > 0 && line[length - 1] == '\n')
            line[length - 1] = 0;
        write_spoken(lexicon, lang, line);
    }
    int status = ferror(stdin) ? command_complain(err_from_errno(errno), NULL) : COMMAND_DONE;
    free(line);
    lexicon_free(lexicon);
    return command_finish_output(status);
}
