/* stored_files.c - removes files that no row names any longer. */
#include "api/stored_files.h"

#include "base/clock.h"
#include "base/log.h"
#include "db/facts.h"
#include "files/walk.h"
#include "upkeep/named_files.h"

#include <pthread.h>

enum db_trouble upload_trouble(const struct upload *upload) {
    return upload_is_full(upload) ? DB_FULL : DB_OTHER;
}

static bool is_needed(struct db *db, const struct plans *plans, int64_t account_id,
                      const char *hash, bool *ret) {
    struct named_row row;

    if (!named_files_row(db, plans, account_id, hash, &row))
        return false;
    *ret = row.table != NULL;
    return true;
}

static bool drop(const struct api *api, struct db *db, int64_t account_id, const char *hash) {
    bool needed;

    return is_needed(db, api->plans, account_id, hash, &needed) &&
           (needed || file_store_remove(api->files, db, account_id, hash));
}

bool stored_file_drop(const struct api *api, struct db *db, int64_t account_id, const char *hash) {
    return file_store_is_pinned(api->files) || drop(api, db, account_id, hash);
}

bool stored_files_wait(struct db *db, bool *ret) {
    enum db_step step =
        statement_find(db_statement(db, STR("SELECT 1 FROM file_removals LIMIT 1")));

    *ret = step == DB_ROW;
    return step != DB_FAILED;
}

/* Outside a transaction: the files of committed notes. A note of a row that was damaged itself may
 * be of anything, and stays. */
static bool remove_files(struct sweep *sweep, struct db *db) {
    struct statement *rows =
        db_statement(db, STR("SELECT account_id, content_hash, times FROM file_removals"
                             " WHERE length(content_hash) = 64"
                             " AND ltrim(content_hash, '0123456789abcdef') = '' LIMIT ?1"));
    enum db_step step;

    sweep->count = 0;
    if (!rows)
        return false;
    if (file_store_is_pinned(sweep->api->files)) {
        atomic_store(&sweep->is_put_off, true);
        return true;
    }
    statement_bind_integer(rows, 1, COUNT(sweep->removed));
    while ((step = statement_step(rows)) == DB_ROW) {
        struct removal *removal = &sweep->removed[sweep->count++];
        struct str hash = column_text(rows, 1);
        ALWAYS(file_hash_is_one(hash));
        removal->account_id = column_integer(rows, 0);
        removal->times = column_integer(rows, 2);
        memcpy(removal->hash, hash.at, hash.len);
    }
    statement_reset(rows);
    for (size_t i = 0; step == DB_END && i < sweep->count; i++)
        if (!drop(sweep->api, db, sweep->removed[i].account_id, sweep->removed[i].hash))
            return false;
    return step == DB_END;
}

/* Inside a transaction: drops the notes of what was done. That of a file that has come and gone
 * again meanwhile stays. */
static bool forget_notes(const struct sweep *sweep, struct db *db) {
    for (size_t i = 0; i < sweep->count; i++) {
        struct statement *statement = db_statement(
            db, STR("DELETE FROM file_removals WHERE account_id = ?1 AND content_hash = ?2"
                    " AND times = ?3"));
        if (!statement)
            return false;
        statement_bind_integer(statement, 1, sweep->removed[i].account_id);
        statement_bind_text(statement, 2, str_of(sweep->removed[i].hash));
        statement_bind_integer(statement, 3, sweep->removed[i].times);
        if (!statement_run(statement))
            return false;
    }
    return true;
}

/* In a remote store files go with their notes, in one transaction. */
static bool run_sweep(struct job *job, struct db *db) {
    struct sweep *sweep = (struct sweep *)job;

    db_of_account(db, EVERY_ACCOUNT);
    if ((!file_store_is_remote(sweep->api->files) || remove_files(sweep, db)) &&
        forget_notes(sweep, db))
        return true;
    sweep->count = 0; /* so that it is not tried again at once */
    return false;
}

static void end_sweep(struct job *job, struct db *db, bool durable) {
    struct sweep *sweep = (struct sweep *)job;
    bool is_remote = file_store_is_remote(sweep->api->files);

    db_of_account(db, EVERY_ACCOUNT);
    bool goes_on = durable && (is_remote || remove_files(sweep, db)) && sweep->count > 0;
    if (is_remote)
        file_store_clean_later(sweep->api->files);
    if (goes_on)
        writer_submit(sweep->api->writer, job);
    else
        atomic_store(&sweep->is_queued, false);
}

void stored_files_sweep_later(struct api *api) {
    struct sweep *sweep = &api->sweep;

    if (atomic_exchange(&sweep->is_queued, true))
        return;
    sweep->job = (struct job){.run = run_sweep, .done = end_sweep, .again = job_as_it_was};
    sweep->api = api;
    sweep->count = 0;
    writer_submit(api->writer, &sweep->job);
}

void stored_files_tick(struct api *api) {
    if (atomic_load(&api->sweep.is_put_off) && !file_store_is_pinned(api->files) &&
        atomic_exchange(&api->sweep.is_put_off, false))
        stored_files_sweep_later(api);
}

/* ---- what others wait for ---- */

/* A job that a thread waits for. */
struct awaited {
    struct job job; /* first, so that one is the other */
    const struct api *api;
    pthread_mutex_t lock;
    pthread_cond_t ended;
    bool has_ended, is_done;
};

static void end_awaited(struct awaited *awaited, bool is_done) {
    pthread_mutex_lock(&awaited->lock);
    awaited->is_done = is_done;
    awaited->has_ended = true;
    pthread_cond_signal(&awaited->ended);
    pthread_mutex_unlock(&awaited->lock);
}

static bool await(struct awaited *awaited) {
    pthread_mutex_init(&awaited->lock, NULL);
    pthread_cond_init(&awaited->ended, NULL);
    writer_submit(awaited->api->writer, &awaited->job);
    pthread_mutex_lock(&awaited->lock);
    while (!awaited->has_ended)
        pthread_cond_wait(&awaited->ended, &awaited->lock);
    pthread_mutex_unlock(&awaited->lock);
    pthread_cond_destroy(&awaited->ended);
    pthread_mutex_destroy(&awaited->lock);
    return awaited->is_done;
}

struct tidying {
    struct awaited awaited; /* first, so that one is the other */
    enum file_tidy what;
    int64_t account_id;
    const char *hash;
    bool is_tidied; /* the writer's, of a remote store: in the transaction */
};

/* What is marked is for the next start to decide: its row may be on the disk without our knowing.
 */
static bool tidy_now(const struct tidying *tidying, struct db *db) {
    struct file_store *files = tidying->awaited.api->files;
    int64_t account_id = tidying->account_id;
    const char *hash = tidying->hash;
    bool needed;

    if (!is_needed(db, tidying->awaited.api->plans, account_id, hash, &needed))
        return false;
    if (tidying->what == FILE_PUT_BACK)
        return needed && file_store_put_back(files, db, account_id, hash);
    if (file_store_is_pinned(files) || file_store_is_marked(files, account_id, hash))
        return false;
    if (tidying->what == FILE_SET_ASIDE)
        return !needed && file_store_set_aside(files, db, account_id, hash);
    return (!needed || file_store_has(files, db, account_id, hash)) &&
           file_store_remove_aside(files, db, account_id, hash);
}

static bool run_tidy(struct job *job, struct db *db) {
    struct tidying *tidying = (struct tidying *)job;

    if (!file_store_is_remote(tidying->awaited.api->files))
        return true;
    db_of_account(db, tidying->account_id);
    tidying->is_tidied = tidy_now(tidying, db);
    return tidying->is_tidied;
}

static void tidy(struct job *job, struct db *db, bool durable) {
    struct tidying *tidying = (struct tidying *)job;
    bool is_remote = file_store_is_remote(tidying->awaited.api->files);

    db_of_account(db, tidying->account_id);
    end_awaited(&tidying->awaited,
                durable && (is_remote ? tidying->is_tidied : tidy_now(tidying, db)));
}

bool stored_file_tidy(const struct api *api, enum file_tidy what, int64_t account_id,
                      const char *hash) {
    struct tidying tidying = {
        .awaited = {.job = {.run = run_tidy, .done = tidy, .again = job_as_it_was}, .api = api},
        .what = what,
        .account_id = account_id,
        .hash = hash};

    return await(&tidying.awaited);
}

struct claiming {
    struct awaited awaited; /* first, so that one is the other */
    int64_t seconds;
    bool is_mine;
};

static bool run_claim(struct job *job, struct db *db) {
    struct claiming *claiming = (struct claiming *)job;
    struct str node = claiming->awaited.api->node;

    db_of_account(db, EVERY_ACCOUNT);
    return fact_claim(db, STR("scrub"), node, instant_now(), claiming->seconds, &claiming->is_mine);
}

static void claimed(struct job *job, struct db *db, bool durable) {
    struct claiming *claiming = (struct claiming *)job;

    (void)db;
    end_awaited(&claiming->awaited, durable && claiming->is_mine);
}

bool stored_files_claim(const struct api *api, int64_t seconds) {
    struct claiming claiming = {
        .awaited = {.job = {.run = run_claim, .done = claimed, .again = job_as_it_was}, .api = api},
        .seconds = seconds};

    return await(&claiming.awaited);
}

/* ---- at the start ---- */

struct recovering {
    const struct api *api;
    struct db *db;
};

static bool is_referenced(void *context, int64_t account_id, const char *hash, bool *ret) {
    const struct recovering *recovering = context;

    return is_needed(recovering->db, recovering->api->plans, account_id, hash, ret);
}

static bool sweep_all(struct api *api, struct db *db) {
    struct sweep *sweep = &api->sweep;

    sweep->api = api;
    sweep->count = 0;
    do {
        if (!db_begin_write(db))
            return false;
        if ((file_store_is_remote(api->files) && !remove_files(sweep, db)) ||
            !forget_notes(sweep, db)) {
            db_rollback(db);
            return false;
        }
        if (!db_commit(db) || (!file_store_is_remote(api->files) && !remove_files(sweep, db)))
            return false;
    } while (sweep->count > 0);
    return true;
}

bool stored_files_recover(struct arena *arena, struct api *api, struct db *db,
                          const char **ret_problem) {
    struct recovering recovering = {api, db};

    if (db_checkpoint(db) && sweep_all(api, db) &&
        file_store_recover(api->files, is_referenced, &recovering))
        return true;
    *ret_problem = arena_format(arena,
                                "The stored files in %s/files cannot be put in order; the log "
                                "above says why.",
                                api->directory)
                       .at;
    return false;
}
