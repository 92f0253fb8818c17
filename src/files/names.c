/* names.c - what the names in the store mean, and what is no name of ours. */
#include "files/file_store_parts.h"

#include <fcntl.h>
#include <unistd.h>

bool is_hex(const char *at, size_t len) {
    for (size_t i = 0; i < len; i++)
        if ((at[i] < '0' || at[i] > '9') && (at[i] < 'a' || at[i] > 'f'))
            return false;
    return true;
}

bool file_hash_is_one(struct str text) {
    return text.len == FILE_HASH_LENGTH && is_hex(text.at, text.len);
}

static bool is_random(const char *at) {
    return is_hex(at, RANDOM_LENGTH) && at[RANDOM_LENGTH] == 0;
}

bool is_unsynced(const char *name) {
    size_t len = strlen(UNSYNCED_PREFIX);

    return strncmp(name, UNSYNCED_PREFIX, len) == 0 && is_random(name + len);
}

const char *read_account(const char *at, int64_t *ret) {
    if (*at < '1' || *at > '9')
        return NULL;
    for (*ret = 0; *at >= '0' && *at <= '9'; at++)
        if (__builtin_mul_overflow(*ret, 10, ret) || __builtin_add_overflow(*ret, *at - '0', ret))
            return NULL;
    return at;
}

bool read_marker(const char *name, int64_t *ret_account, char ret_hash[]) {
    const char *end = read_account(name, ret_account);
    const char *hash = end && *end == '-' ? end + 1 : NULL;

    if (!hash || !is_hex(hash, FILE_HASH_LENGTH) || hash[FILE_HASH_LENGTH] != '-' ||
        !is_random(hash + FILE_HASH_LENGTH + 1))
        return false;
    memcpy(ret_hash, hash, FILE_HASH_LENGTH);
    ret_hash[FILE_HASH_LENGTH] = 0;
    return true;
}

DIR *list_directory(int parent, const char *name) {
    int directory = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *listing = directory >= 0 ? fdopendir(directory) : NULL;

    if (!listing && directory >= 0)
        close(directory);
    return listing;
}
