/* backup.h - makes, verifies and restores backups of a data directory.
 *
 * A backup is one consistent state, taken beside a server that goes on writing:
 *
 *   1. The files are pinned (files/file_store.h): none goes until the backup has ended.
 *   2. The database is copied, page by page, in one transaction that reads. Writers do not wait for
 *      it, and it ends with the copy.
 *   3. The files that the rows of the copy name are read. Each of them is there: it was before its
 *      row was committed, and is pinned. Files that come meanwhile are not named, and not taken.
 *
 * So every write that was answered before the backup began is in it, with its bytes. */
#ifndef GLIMT_BACKUP_BACKUP_H
#define GLIMT_BACKUP_BACKUP_H

#include "backup/about.h"
#include "backup/run.h"
#include "backup/stream.h"
#include "db/db.h"
#include "plan/plan.h"

struct backup_request {
    const char *directory;    /* the data */
    const char *to;           /* a path, a directory, or "-" */
    const unsigned char *key; /* NULL: not encrypted */
    bool with_certificates;
    int64_t keep; /* how many to keep in the directory; 0: all */
};

struct backup_summary {
    const char *path; /* NULL: standard output */
    int64_t files;    /* that are in it */
    int64_t bytes;    /* of all parts */
    int64_t written;  /* of the backup */
    int64_t missing;  /* files that are missing or damaged; each was told */
    bool lacks_key;   /* secret.key, though there are secrets that it opens; it was told */
    int64_t removed;  /* older backups */
};

/* `db` reads the database of the directory and has no transaction; it is closed in any case. False:
 * the run has failed, and nothing is left, unless what failed came after the backup was whole, such
 * as the removal of an old one. */
bool backup_make(struct run *run, const struct plans *plans, struct db *db,
                 const struct backup_request *request, struct backup_summary *ret) MUST_USE;

enum { KINDS_MAX = 32 };

/* What a backup holds. */
struct holding {
    struct about about;
    bool has_secret_key;
    bool lacks_key; /* and there are secrets that it opens; it was told */
    int64_t companies;
    struct {
        const char *plural;
        int64_t rows;
    } kinds[KINDS_MAX]; /* the main ones */
    size_t kind_count;
    int64_t files, file_bytes;
    int64_t missing;     /* files that were missing or damaged when it was made; each was told */
    int64_t differences; /* of derived data, as `glimt check` tells them; each was told */
};

/* Proves a backup whole, with the database in a temporary directory; `file` is its descriptor and
 * `name` how it is called. */
bool backup_verify(struct run *run, const struct plans *plans, int file, const char *name,
                   const unsigned char *key, struct holding *ret) MUST_USE;

/* The same, and makes the new data directory of what it holds. */
bool backup_restore(struct run *run, const struct plans *plans, int file, const char *name,
                    const unsigned char *key, const char *directory, struct holding *ret) MUST_USE;

#endif
