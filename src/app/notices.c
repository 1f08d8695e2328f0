#include "app/notices.h"
#include "base/clock.h"
#include "base/file.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NAME_BYTES = 25, FILES_MOST = 16, ENTRIES_MOST = 256 };

static const char letters[] = "abcdefghijklmnopqrstuvwxyz";
static const char code_letters[] = "abcdefghijklmnopqrstuvwxyz-";

struct names {
    char list[FILES_MOST][NAME_BYTES];
    int count;
};

static bool is_name(const char *name)
{
    size_t length = strspn(name, code_letters);
    return length && length < NAME_BYTES && !name[length] && strchr(letters, name[0]);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(a, b);
}

static void list_names(DIR *dir, struct names *out)
{
    const struct dirent *entry;
    for (int i = 0; i < ENTRIES_MOST && out->count < FILES_MOST && (entry = readdir(dir)); i++) {
        if (is_name(entry->d_name))
            memcpy(out->list[out->count++], entry->d_name, strlen(entry->d_name) + 1);
    }
    qsort(out->list, (size_t)out->count, sizeof *out->list, compare_names);
}

/* One that is no plain file must not hold us up. */
static size_t read_bytes(int folder, const char *name, char out[NOTICES_FILE_BYTES], int64_t *at_s)
{
    struct stat st;
    size_t got = 0;
    int fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    bool is_plain = fstat(fd, &st) == 0 && S_ISREG(st.st_mode);
    if (!is_plain || file_read_piece(fd, out, NOTICES_FILE_BYTES, &got) != ERR_OK)
        got = 0;
    else
        *at_s = clock_is_trusted(st.st_mtime) ? st.st_mtime : 0;
    close(fd);
    return got;
}

static bool is_in(const struct notice *list, int count, const char *words)
{
    for (int i = 0; i < count; i++) {
        if (strcmp(list[i].words, words) == 0)
            return true;
    }
    return false;
}

/* `line`: without its end. False: it is none. */
static bool take_line(const char *name, const char *line, size_t length, struct notice *out)
{
    int at = snprintf(out->words, sizeof out->words, "%s ", name);
    size_t room = sizeof out->words - (size_t)at - 1, code = 0;
    while (code < length && line[code] && strchr(code_letters, line[code]))
        code++;
    if (!code || !strchr(letters, line[0]) || (code < length && line[code] != ' '))
        return false;
    length = length < room ? length : room;
    for (size_t i = 0; i < length; i++) {
        char c = line[i];
        out->words[(size_t)at + i] = (char)(c >= ' ' && c <= '~' ? c : '?');
    }
    size_t end = (size_t)at + length;
    while (out->words[end - 1] == ' ')
        end--;
    out->words[end] = 0;
    return true;
}

static void read_file(int folder, const char *name, struct notice *out, int *count)
{
    char bytes[NOTICES_FILE_BYTES];
    int64_t at_s = 0;
    size_t got = read_bytes(folder, name, bytes, &at_s);
    for (size_t from = 0; from < got && *count < NOTICES_MOST;) {
        const char *end = memchr(bytes + from, '\n', got - from);
        size_t length = end ? (size_t)(end - bytes) - from : got - from;
        struct notice notice = {.at_s = at_s};
        if (take_line(name, bytes + from, length, &notice) && !is_in(out, *count, notice.words))
            out[(*count)++] = notice;
        from += length + 1;
    }
}

int notices_read(const char *folder, struct notice out[NOTICES_MOST])
{
    struct names names = {.count = 0};
    int count = 0;
    DIR *dir = opendir(folder);
    if (!dir)
        return 0;
    list_names(dir, &names);
    for (int i = 0; i < names.count; i++)
        read_file(dirfd(dir), names.list[i], out, &count);
    closedir(dir);
    return count;
}
