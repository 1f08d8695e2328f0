/* The few lines that lectern-sorry wants of a config that may be what ended the kiosk. */
#include "strange.h"

#include "sorry/setup.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = mem_copy_bytes((const char *)data, size);
    struct setup setup = setup_from_text(text, size);
    free(text);
    must(memchr(setup.lang, 0, sizeof setup.lang) && strlen(setup.lang) >= 2);
    must(setup.lang[strspn(setup.lang, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "0123456789-")] == 0);
    must(setup.quarters >= 0 && setup.quarters < 4);
    must(memchr(setup.speaker, 0, sizeof setup.speaker) != NULL);
    return 0;
}
