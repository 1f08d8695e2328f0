#include "screen/left_words.h"

#include "ui/messages.h"

void left_words_add(int left_s, struct str *out)
{
    if (left_s < 0)
        return;
    int minutes = (left_s + 30) / 60;
    str_add_char(out, ' ');
    if (minutes < 1)
        str_add(out, tr("Less than a minute left."));
    else
        str_addf(out,
                 trn("About %d minute left.", "About %d minutes left.", (unsigned long)minutes),
                 minutes);
}
