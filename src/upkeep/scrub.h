/* scrub.h - a slow thread that reads every stored file now and then, to find damage in time.
 *
 * A pass begins when the server starts, and then each time that so many days have gone by. It first
 * puts back files that were set aside and that rows name again, sets aside those that none names
 * (tidy_files.h), then reads all that rows name and compares size and hash. It tells of each
 * damaged or missing file once, in the log. It is polite: a few megabytes a second, when nobody
 * else wants the processor or the disk, and what it reads does not stay in memory. A pass that was
 * interrupted goes on where it was, which DIRECTORY/files/scrub says meanwhile. Of several servers
 * with the same files one makes the passes, as long as it runs. */
#ifndef GLIMT_UPKEEP_SCRUB_H
#define GLIMT_UPKEEP_SCRUB_H

#include "db/db.h"
#include "files/file_store.h"
#include "plan/plan.h"
#include "upkeep/tidy_files.h"

struct scrub;

struct scrub_options {
    struct db_address database;
    const struct plans *plans;
    struct file_store *files;
    int64_t days; /* from the beginning of a pass to that of the next */
    /* See tidy_files.h. */
    bool (*tidy)(void *context, enum file_tidy what, int64_t account_id, const char *hash);
    /* Whether this server is to look for so many seconds more, and no other; waits for that. NULL:
     * the files are its own. */
    bool (*claim)(void *context, int64_t seconds);
    void *context;
};

/* Of the pass that is running, or the last one. */
struct scrub_state {
    int64_t files, bytes; /* read so far */
    int64_t damaged, missing;
    int64_t begun_at; /* instants; 0: not yet */
    int64_t ended_at; /* of the last pass that ended; 0: none has */
};

/* The options are copied. The scrub lives in the arena, until scrub_close(). */
struct scrub *scrub_open(struct arena *arena, const struct scrub_options *options);
struct scrub_state scrub_look(struct scrub *scrub); /* from any thread */

/* Before the writer and the store are closed; within a moment. NULL is allowed. */
void scrub_close(struct scrub *scrub);

#endif
