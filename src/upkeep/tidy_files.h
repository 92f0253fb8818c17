/* tidy_files.h - sets aside stored files that no row names, and puts back those that one does.
 *
 * What no row names goes to files/removed first, and goes for good when it has been there for some
 * days: a database that was put in place for a moment, and is older than its files, costs none. */
#ifndef GLIMT_UPKEEP_TIDY_FILES_H
#define GLIMT_UPKEEP_TIDY_FILES_H

#include "db/db.h"
#include "files/stored.h"
#include "plan/plan.h"

enum file_tidy {
    FILE_SET_ASIDE, /* to files/removed, when no row and no upload names it */
    FILE_PUT_BACK,  /* from there, when a row names it and nothing is in its place */
    FILE_REMOVE,    /* from there for good, when no row needs it */
};

struct files_tidying {
    struct db *db;
    const struct plans *plans;
    struct file_store *files;
    struct stored stored;
    int64_t days; /* what was set aside stays so long */
    /* Does it on the thread of the writer; whether it could. */
    bool (*tidy)(void *context, enum file_tidy what, int64_t account_id, const char *hash);
    void *context;
    bool (*pause)(void *pausing); /* called for each file that is found; false: that is all */
    void *pausing;

    /* What came of it. */
    size_t set_aside, put_back, removed;
    size_t strange; /* things that are not the store's, and the first of them */
    char example[128];
    bool is_put_off; /* something is left because the files are pinned */
};

/* Goes through all files once and logs what came of it. False when the database failed or it was
 * ended. */
bool files_tidy(struct files_tidying *tidying) MUST_USE;

#endif
