/* What root's units write for the kiosk: an answer to a request when the first byte is 'A' ('#' in it becomes the request's own number), else
 * notices. */
#include "strange_folder.h"

#include "app/notices.h"
#include "app/request.h"

static void check_notices(const struct strange_folder *folder, const uint8_t *data, size_t size)
{
    struct notice list[NOTICES_MOST];
    strange_folder_write(folder, "notices/data", data, size);
    char path[80];
    snprintf(path, sizeof path, "%s/notices", folder->path);
    int count = notices_read(path, list);
    must(count >= 0 && count <= NOTICES_MOST);
    for (int i = 0; i < count; i++) {
        const char *words = list[i].words;
        must(strncmp(words, "data ", 5) == 0 && words[5] >= 'a' && words[5] <= 'z');
        must(memchr(words, 0, NOTICE_WORDS_BYTES) && words[strlen(words) - 1] != ' ');
        for (const char *c = words; *c; c++)
            must(*c >= ' ' && *c <= '~');
        for (int k = 0; k < i; k++)
            must(strcmp(words, list[k].words) != 0);
    }
}

static void read_asked(const struct strange_folder *folder, char out[32])
{
    char path[96];
    snprintf(path, sizeof path, "%s/asked/request", folder->path);
    FILE *f = fopen(path, "r");
    must(f && fscanf(f, "%31s", out) == 1 && fclose(f) == 0);
}

static void check_answer(const struct strange_folder *folder, const uint8_t *data, size_t size)
{
    struct clock clock = clock_fake();
    struct str answer = {0};
    char number[32];
    struct request *r = request_new(folder->path, &clock);
    must(request_ask(r, REQUEST_STICK_WRITABLE, 0) == ERR_OK);
    read_asked(folder, number);
    for (size_t i = 0; i < size; i++)
        if (data[i] == '#')
            str_add(&answer, number);
        else
            str_add_char(&answer, (char)data[i]);
    strange_folder_write(folder, "answered/answer", str_text(&answer), answer.length_bytes);
    enum request_state state = request_poll(r);
    const char *name = request_stick_name(r);
    must(state >= REQUEST_WAITS && state < REQUEST_UNANSWERED);
    must(strlen(name) < REQUEST_NAME_BYTES && *name != '.' && !strchr(name, '/'));
    must(state == REQUEST_DONE || !*name);
    request_free(r);
    str_free(&answer);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const folders[] = {"notices", "asked", "answered"};
    struct strange_folder folder;
    if (size == 0)
        return 0;
    if (strange_folder_make(&folder)) {
        for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
            char path[96];
            snprintf(path, sizeof path, "%s/%s", folder.path, folders[i]);
            must(mkdir(path, 0700) == 0);
        }
    }
    if (data[0] == 'A')
        check_answer(&folder, data + 1, size - 1);
    else
        check_notices(&folder, data, size);
    return 0;
}
