/* copy.h - one copy of an uploaded file that is kept outside of the directory. */
#ifndef GLIMT_FILES_COPY_H
#define GLIMT_FILES_COPY_H

#include "files/file_store.h"

#include <sys/types.h>

enum held_in { HELD_IN_DATABASE = 1, HELD_IN_BUCKET = 2 }; /* as rows have it */

struct stored_copy {
    int64_t account_id;
    int64_t number; /* random: what comes twice, has two */
    int64_t size;
    enum held_in held_in;
    char hash[FILE_HASH_LENGTH + 1];
};

/* What keeps the bytes of copies, each whole, and never changed once it is there. Functions are
 * called from any thread; they may wait for the network, but not for longer than some seconds
 * without a byte. What fails is logged here, and told with errno: ENOENT, there are no such bytes;
 * ENOSPC, there is no room; EHOSTUNREACH, who keeps them can't be reached now; EIO, all else.
 */
struct holder {
    /* Bytes of it from `at` on, as pread() gives them; fewer than there is room for are fine, and
     * `room` is HOLDER_PIECE at least. */
    ssize_t (*read)(struct holder *holder, const struct stored_copy *copy, int64_t at, void *to,
                    size_t room);
    /* Keeps what the descriptor has from its beginning on. Once it is true, a loss of power changes
     * nothing of it. */
    bool (*put)(struct holder *holder, const struct stored_copy *copy, int descriptor);
    bool (*remove)(struct holder *holder, const struct stored_copy *copy); /* fine without any */
    /* Calls `visit` for each copy that there are bytes of, in any order, of which account, hash and
     * number are known; until it returns false. False when it did, or they can't be told. */
    bool (*walk)(struct holder *holder,
                 bool (*visit)(void *context, const struct stored_copy *copy), void *context);
    void (*close)(struct holder *holder);
    enum held_in held_in;
};

enum { HOLDER_PIECE = 256 * 1024 };

#endif
