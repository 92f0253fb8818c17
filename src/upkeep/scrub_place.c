/* scrub_place.c - one line in files/scrub: account and hash. */
#include "upkeep/scrub_place.h"

#include "base/owner.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define PLACE "scrub"

struct named_file scrub_place(int root) {
    struct named_file file = NAMED_FILE_NONE;
    char line[128];
    char *end;
    int descriptor = openat(root, PLACE, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);

    if (descriptor < 0)
        return file;
    ssize_t count = read(descriptor, line, sizeof(line) - 1);
    close(descriptor);
    if (count <= FILE_HASH_LENGTH)
        return file;
    line[count] = 0;
    int64_t account_id = strtoll(line, &end, 10);
    size_t len = *end == ' ' ? strcspn(end + 1, "\n") : 0;
    if (account_id <= 0 || !file_hash_is_one((struct str){end + 1, len}))
        return file;
    file.account_id = account_id;
    memcpy(file.hash, end + 1, len);
    return file;
}

void scrub_place_keep(int root, const struct named_file *file) {
    if (file->account_id == 0) {
        unlinkat(root, PLACE, 0);
        return;
    }
    int descriptor = openat(
        root, PLACE, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return;
    give_to_owner_of(root, ".", descriptor);
    dprintf(descriptor, "%" PRId64 " %s\n", file->account_id, file->hash);
    close(descriptor);
}
