/* fuzz_secret_key.c - a file secret.key with anything in it: 32 bytes are a key, and nothing else.
 */
#include "access/codes.h"
#include "base/log.h"
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char directory[64];

static const char *in_directory(struct arena *arena) {
    return arena_format(arena, "%s/secret.key", directory).at;
}

static void remove_directory(void) {
    struct arena *arena = arena_open();

    unlink(in_directory(arena));
    rmdir(directory);
    arena_close(arena);
}

static void make_directory(void) {
    snprintf(directory, sizeof(directory), "/tmp/glimt-fuzz-XXXXXX");
    ALWAYS(mkdtemp(directory) != NULL);
    atexit(remove_directory);
}

/* The last byte says who may read the file. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct secret_key key = {{0}};
    const char *problem = NULL;

    if (size == 0)
        return 0;
    if (!directory[0])
        make_directory();
    struct arena *arena = arena_open();
    FILE *file = fopen(in_directory(arena), "wb");
    ALWAYS(file && fwrite(data, 1, size - 1, file) == size - 1 && fclose(file) == 0);
    mode_t mode = 0600 | (data[size - 1] & 077);
    ALWAYS(chmod(in_directory(arena), mode) == 0);
    bool good = secret_key_open(arena, directory, &key, &problem);
    ALWAYS(good == (size - 1 == SECRET_KEY_LEN && mode == 0600) && good == !problem);
    if (good)
        ALWAYS(memcmp(key.bytes, data, SECRET_KEY_LEN) == 0);
    arena_close(arena);
    return 0;
}
