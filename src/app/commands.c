#include "app/commands.h"

#include "app/command.h"
#include "library/importer.h"
#include "ui/messages.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    int (*run)(int argc, char **argv, const struct config *config);
} commands[] = {
    {"add", command_add},         {"list", command_list},     {"remove", command_remove},
    {"check", command_check},     {"text", command_text},     {"say", command_say},
    {"spoken", command_spoken},   {"shot", command_shot},     {"search", command_search},
    {"pack", command_pack},       {"trust", command_trust},   {"export", command_export},
    {"restore", command_restore}, {"counts", command_counts}, {"arrange", command_arrange},
    {"boxes", command_boxes},
};

int command_complain(enum err err, const char *subject)
{
    char sentence[1024];
    messages_error(err, subject, sentence, sizeof sentence);
    fprintf(stderr, "%s\n", sentence);
    return COMMAND_REFUSED;
}

int command_misused(const char *usage)
{
    fprintf(stderr, "%s %s\n", tr("Use it like this:"), usage);
    return COMMAND_MISUSED;
}

int command_finish_output(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    if (errno == EPIPE)
        return COMMAND_REFUSED; /* whoever reads has had enough: nothing to complain of */
    return command_complain(errno == ENOSPC ? ERR_DISK_FULL : ERR_IO, NULL);
}

int command_find(char **paths, const struct config *config, const char *section, bool in_packs,
                 struct import_list *list)
{
    const struct config_section_names sections = config_section_names(config);
    if (!section)
        section = config->section_count ? config->sections[0].name : "";
    int status = COMMAND_DONE;
    for (; *paths; paths++) {
        size_t before = list->count;
        enum err err = in_packs ? importer_find_documents(*paths, sections.names, section, list)
                                : importer_find(*paths, sections.names, section, list);
        if (err == ERR_OK && list->count == before)
            err = ERR_NOT_FOUND;
        if (err != ERR_OK)
            status = command_complain(err, *paths);
    }
    return status;
}

int commands_run(int argc, char **argv, const struct config *config)
{
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (strcmp(argv[0], commands[i].name) == 0)
            return commands[i].run(argc, argv, config);
    }
    fprintf(stderr, tr("Lectern has no command '%s'. Try lectern --help.\n"), argv[0]);
    return COMMAND_MISUSED;
}
