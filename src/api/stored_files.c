/* stored_files.c - removes files that no row names any longer. */
#include "api/stored_files.h"

#include "base/log.h"
#include "files/file_store.h"

enum db_trouble upload_trouble(const struct upload *upload) {
    return upload_is_full(upload) ? DB_FULL : DB_OTHER;
}

static bool is_needed(struct db *db, const struct plans *plans, int64_t account_id,
                      const char *hash, bool *ret) {
    *ret = false;
    for (size_t i = 0; i < plans->count && !*ret; i++) {
        if (plans->all[i].keeps_file.text.len == 0)
            continue;
        struct statement *row = db_prepared(db, &plans->all[i].keeps_file);
        if (!row)
            return false;
        statement_bind_integer(row, ROW_ACCOUNT, account_id);
        statement_bind_text(row, ROW_ID, str_of(hash));
        enum db_step step = statement_find(row);
        if (step == DB_FAILED)
            return false;
        *ret = step == DB_ROW;
    }
    return true;
}

bool stored_file_drop(const struct api *api, struct db *db, int64_t account_id, const char *hash) {
    bool needed;

    return is_needed(db, api->plans, account_id, hash, &needed) &&
           (needed || file_store_remove(api->files, account_id, hash));
}

bool stored_files_wait(struct db *db, bool *ret) {
    enum db_step step =
        statement_find(db_statement(db, STR("SELECT 1 FROM file_removals LIMIT 1")));

    *ret = step == DB_ROW;
    return step != DB_FAILED;
}

/* Outside a transaction: the files of committed notes. */
static bool remove_files(struct sweep *sweep, struct db *db) {
    struct statement *rows =
        db_statement(db, STR("SELECT account_id, content_hash, times FROM file_removals LIMIT ?1"));
    enum db_step step;

    sweep->count = 0;
    if (!rows)
        return false;
    statement_bind_integer(rows, 1, COUNT(sweep->removed));
    while ((step = statement_step(rows)) == DB_ROW) {
        struct removal *removal = &sweep->removed[sweep->count++];
        struct str hash = column_text(rows, 1);
        ALWAYS(hash.len == FILE_HASH_LENGTH);
        removal->account_id = column_integer(rows, 0);
        removal->times = column_integer(rows, 2);
        memcpy(removal->hash, hash.at, hash.len);
    }
    statement_reset(rows);
    for (size_t i = 0; step == DB_END && i < sweep->count; i++)
        if (!stored_file_drop(sweep->api, db, sweep->removed[i].account_id, sweep->removed[i].hash))
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

static bool run_sweep(struct job *job, struct db *db) {
    return forget_notes((struct sweep *)job, db);
}

static void end_sweep(struct job *job, struct db *db, bool durable) {
    struct sweep *sweep = (struct sweep *)job;

    if (durable && remove_files(sweep, db) && sweep->count > 0)
        writer_submit(sweep->api->writer, job);
    else
        sweep->is_queued = false;
}

void stored_files_sweep_later(struct api *api) {
    if (api->sweep.is_queued)
        return;
    api->sweep = (struct sweep){.job = {run_sweep, end_sweep, NULL}, .api = api, .is_queued = true};
    writer_submit(api->writer, &api->sweep.job);
}

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

    *sweep = (struct sweep){.api = api};
    do {
        if (!db_begin_write(db))
            return false;
        if (!forget_notes(sweep, db)) {
            db_rollback(db);
            return false;
        }
        if (!db_commit(db) || !remove_files(sweep, db))
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
