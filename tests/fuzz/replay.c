/* replay.c - runs a fuzz target over every file of a directory, once. */
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

enum { LARGEST = 1024 * 1024 };

static int run_file(const char *directory, const char *name) {
    static uint8_t bytes[LARGEST];
    char path[4096];

    snprintf(path, sizeof(path), "%s/%s", directory, name);
    FILE *file = fopen(path, "rb");
    if (!file)
        return 0;
    size_t size = fread(bytes, 1, sizeof(bytes), file);
    fclose(file);
    /* A copy of its own, so that a sanitizer sees a step beyond the end. */
    uint8_t *copy = malloc(size + !size);
    for (size_t i = 0; i < size; i++)
        copy[i] = bytes[i];
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
    return 1;
}

int main(int argc, char **argv) {
    DIR *directory = argc == 2 ? opendir(argv[1]) : NULL;
    const struct dirent *entry;
    int count = 0;

    while (directory && (entry = readdir(directory)))
        if (entry->d_name[0] != '.')
            count += run_file(argv[1], entry->d_name);
    if (directory)
        closedir(directory);
    printf("%d inputs\n", count);
    return count == 0;
}
