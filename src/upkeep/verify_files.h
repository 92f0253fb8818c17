/* verify_files.h - reads every stored file, and holds the store against the rows. */
#ifndef GLIMT_UPKEEP_VERIFY_FILES_H
#define GLIMT_UPKEEP_VERIFY_FILES_H

#include "files/stored.h"
#include "upkeep/verify.h"

struct files_verified {
    int64_t files, bytes; /* that rows name, damaged ones included */
    size_t removed;       /* files that were set aside, as no row named them */
    size_t unfinished;    /* uploads that are on their way, or that the next start decides about */
};

/* Whether each file that a row names is there, has its size and its hash, and whether each that is
 * in its place is named. Adds to the differences of `verification`. Beside a server that writes,
 * too, and not inside a transaction: reading takes long, and a snapshot would hold up the database.
 * False when the database fails, or with a sentence when DIRECTORY/files cannot be read. */
bool verify_files(struct verification *verification, const struct plans *plans,
                  const struct file_place *place, struct files_verified *ret,
                  const char **ret_problem) MUST_USE;

/* Whether a file that was found damaged still is what a row names: `ret->table` is that row's,
 * NULL: it is none, or it is whole by now. */
struct file_look;
struct named_file;
struct named_row;
bool file_is_faulty(struct db *db, const struct plans *plans, const struct stored *stored,
                    const struct named_file *file, struct file_look *look,
                    struct named_row *ret) MUST_USE;

#endif
