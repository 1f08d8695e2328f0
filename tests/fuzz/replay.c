/* Gives every file of the folder named on the command line to the fuzz target it is linked with: yesterday's findings as
 * today's tests, without libFuzzer. A folder without files is a failure: a test that tests nothing. */
#include "base/mem.h"

#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t most);

enum { INPUT_MOST_BYTES = 1 << 20 };

/* What mutators (mutate.h) ask of libFuzzer; nobody asks them here. */
size_t LLVMFuzzerMutate(__attribute__((unused)) uint8_t *data, size_t size,
                        __attribute__((unused)) size_t most)
{
    return size;
}

static int replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        return 1;
    }
    /* Of the exact size, so that AddressSanitizer sees a read past the end. */
    uint8_t *most = mem_new(INPUT_MOST_BYTES, 1);
    size_t size = fread(most, 1, INPUT_MOST_BYTES, file);
    fclose(file);
    uint8_t *input = mem_resize(most, size, 1);
    LLVMFuzzerTestOneInput(input, size);
    free(input);
    return 0;
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "Name one folder of inputs.\n");
        return 2;
    }
    DIR *folder = opendir(argv[1]);
    if (folder == NULL) {
        perror(argv[1]);
        return 1;
    }
    int failures = 0, files = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        char path[4096];
        snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
        failures += replay_file(path);
        files++;
    }
    closedir(folder);
    if (files == 0)
        fprintf(stderr, "%s: no inputs here.\n", argv[1]);
    return failures > 0 || files == 0;
}
