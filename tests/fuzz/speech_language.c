/* Which language strange bytes are in: up to the first byte 1 they are a file of profiles; what follows is a paragraph, asked of it and of
 * our own. */
#include "strange.h"

#include "speech/language.h"

static void guess(const struct language_profiles *profiles, const char *text, size_t bytes)
{
    const char *lang = language_guess(profiles, text, bytes);
    must(strlen(lang) < 16);
    must(!*language_of_letters(text, bytes, "") ||
         !language_is_latin(language_of_letters(text, bytes, "")));
    (void)language_of_letters(text, bytes, "uk");
    (void)language_is_latin(lang);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *end = size ? memchr(data, 1, size) : NULL;
    size_t bytes = end ? (size_t)(end - data) : 0;
    struct strange_file file = strange_file_of(data, bytes);
    struct language_profiles *profiles = NULL, *ours = language_load();
    must(language_open(file.path, &profiles) == ERR_OK);
    const char *text = (const char *)(end ? end + 1 : data);
    guess(profiles, text, size - bytes - (end != NULL));
    guess(ours, text, size - bytes - (end != NULL));
    language_free(profiles);
    language_free(ours);
    close(file.fd);
    return 0;
}
