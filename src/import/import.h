/* import.h - brings a company over from a server that speaks the public API.
 *
 * The order of the work, what it says meanwhile and what it says at the end. It may be stopped at
 * any moment and begun again: what has come stays, and is not fetched twice. */
#ifndef GLIMT_IMPORT_IMPORT_H
#define GLIMT_IMPORT_IMPORT_H

#include "db/db.h"
#include "files/file_store.h"
#include "import/wire.h"

struct import_options {
    struct wire_options wire;
    int64_t account_id; /* it exists */
    bool quiet;         /* no progress */
    bool follows;       /* it goes on when all has come, until it is stopped */
    int64_t every;      /* seconds from one round of that to the next */
};

/* An account that is to follow its source is a mirror until import_finish(), which nobody else may
 * change (change/mirror.c); without options.follows it is brought up to date once. An account that
 * is to be an original is a mirror until it is whole.
 *
 * False with a sentence. What came until then is there. The report is printed when all is. */
bool import_run(struct arena *arena, struct db *db, struct file_store *files,
                const struct import_options *options, const char **ret_problem) MUST_USE;

/* Makes an original of a mirror that is whole. False with a sentence. */
bool import_finish(struct arena *arena, struct db *db, int64_t account_id,
                   const char **ret_problem) MUST_USE;

#endif
