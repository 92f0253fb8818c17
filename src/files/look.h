/* look.h - whether stored bytes are what their name says, found out by reading them.
 *
 * A look is at one file that should be there: of a size and with the hash that it is named by. It
 * reads by pieces, so that whoever looks can pause, do something else meanwhile, or give up. */
#ifndef GLIMT_FILES_LOOK_H
#define GLIMT_FILES_LOOK_H

#include "base/arena.h"
#include "files/copy.h"

#include <sodium.h>

enum file_fault {
    FILE_WHOLE,
    FILE_MISSING,
    FILE_STRANGE, /* a directory, a link or whatever else is no regular file */
    FILE_CUT,     /* it has another size */
    FILE_CHANGED, /* it has the size, but another content */
    FILE_UNREADABLE,
};

struct file_look {
    enum file_fault fault; /* once it has ended */
    int error;             /* of FILE_UNREADABLE: an errno */
    int64_t size, found;   /* as it should be, -1: any; and as it is */

    /* The look's own. */
    int descriptor; /* -1: there is none */
    int64_t offset;
    bool is_fresh;         /* read from the disk, and not kept in memory */
    struct remote *remote; /* where the copy is; NULL: it is the descriptor's */
    struct stored_copy copy;
    char *piece; /* the bytes that came last; NULL: none yet */
    int copy_to; /* what is read is written there, too; -1: nowhere */
    char hash[FILE_HASH_LENGTH + 1];
    crypto_generichash_state state;
};

/* At an open file, which the caller closes when the look has ended. */
void look_begin(struct file_look *look, int descriptor, const char *hash, int64_t size);

/* At the file in its place in `root`, the descriptor of DIRECTORY/files; -1: there is none. The
 * bytes come from the disk and leave the memory for what others read again. look_end() ends it at
 * any time. */
void look_begin_at(struct file_look *look, int root, int64_t account_id, const char *hash,
                   int64_t size);

/* At a copy in a remote store. Unless `copy_to` is set to a descriptor afterwards, which stays the
 * caller's, it is only read. look_end() is due. */
void look_begin_copy(struct file_look *look, struct remote *remote, const struct stored_copy *copy,
                     int64_t size);

/* Ends the look: it can't be read, with an errno. */
void look_fail(struct file_look *look, int error);

/* Reads on, some `most` bytes; false when the look has ended, and `fault` is set. */
bool look_on(struct file_look *look, size_t most) MUST_USE;

void look_end(struct file_look *look);

/* What is wrong, as the end of a sentence about the file: "is missing". */
struct str look_text(struct arena *arena, const struct file_look *look);

/* Where the file lies, from the data directory: "files/1/ab/cdef...". */
struct str look_path(struct arena *arena, int64_t account_id, const char *hash);

/* One line in the log about a file that is not whole, and what helps. */
void look_log(struct arena *arena, int64_t account_id, const char *hash,
              const struct file_look *look);

#endif
