/* lectern counts: how often each document was opened, listened to and finished. */
#include "app/command.h"
#include "library/catalogue.h"
#include "library/counts.h"
#include "ui/messages.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static enum err write_csv(struct catalogue *c)
{
    struct str csv = {0};
    enum err err = counts_csv(c, COUNTS_HEADER, &csv);
    if (err == ERR_OK)
        fputs(str_text(&csv), stdout);
    str_free(&csv);
    return err;
}

/* A document a line: opened, listened, finished in the last days, the same of all days, the title. */
static enum err write_sums(struct catalogue *c)
{
    struct count_list list;
    enum err err = counts_sum(c, (int64_t)time(NULL), 0, &list);
    for (size_t i = 0; err == ERR_OK && i < list.count; i++) {
        const struct count_sum *s = &list.items[i];
        printf("%u\t%u\t%u\t%u\t%u\t%u\t%s\n", (unsigned)s->recent.opened,
               (unsigned)s->recent.listened, (unsigned)s->recent.finished, (unsigned)s->all.opened,
               (unsigned)s->all.listened, (unsigned)s->all.finished, s->title);
    }
    count_list_free(&list);
    return err;
}

int command_counts(int argc, char **argv, const struct config *config)
{
    bool csv = argc == 2 && strcmp(argv[1], "--csv") == 0;
    if (argc != 1 && !csv)
        return command_misused("lectern counts [--csv]");
    struct catalogue *c = NULL;
    enum err err = catalogue_open(config->library, false, &c);
    if (err == ERR_NOT_FOUND)
        return COMMAND_DONE; /* no library, nothing read, as with list */
    if (err == ERR_OK)
        err = csv ? write_csv(c) : write_sums(c);
    catalogue_close(c);
    return err == ERR_OK ? command_finish_output(COMMAND_DONE)
                         : command_complain(err, config->library);
}
