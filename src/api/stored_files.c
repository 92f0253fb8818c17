/* stored_files.c - removes files that no row names any more. */
#include "api/stored_files.h"

#include "base/log.h"
#include "files/file_store.h"

enum { FILES_AT_ONCE = 100 };

bool stored_file_is_needed(struct db *db, const struct plans *plans, int64_t account_id,
                           struct str hash, bool *ret) {
    *ret = false;
    for (size_t i = 0; i < plans->count && !*ret; i++) {
        if (plans->all[i].keeps_file.len == 0)
            continue;
        struct statement *row = db_statement(db, plans->all[i].keeps_file);
        if (!row)
            return false;
        statement_bind_integer(row, 1, account_id);
        statement_bind_text(row, 2, hash);
        enum db_step step = statement_step(row);
        statement_reset(row);
        if (step == DB_FAILED)
            return false;
        *ret = step == DB_ROW;
    }
    return true;
}

bool stored_files_wait(struct db *db, bool *ret) {
    struct statement *row = db_statement(db, STR("SELECT 1 FROM file_removals LIMIT 1"));

    if (!row)
        return false;
    enum db_step step = statement_step(row);
    statement_reset(row);
    *ret = step == DB_ROW;
    return step != DB_FAILED;
}

struct removal {
    int64_t account_id;
    struct str hash;
};

static bool read_removals(struct arena *arena, struct db *db, struct removal *removals,
                          size_t *ret_count) {
    struct statement *rows =
        db_statement(db, STR("SELECT account_id, content_hash FROM file_removals LIMIT ?1"));
    enum db_step step;

    *ret_count = 0;
    if (!rows)
        return false;
    statement_bind_integer(rows, 1, FILES_AT_ONCE);
    while ((step = statement_step(rows)) == DB_ROW)
        removals[(*ret_count)++] =
            (struct removal){column_integer(rows, 0), arena_copy(arena, column_text(rows, 1))};
    statement_reset(rows);
    return step == DB_END;
}

/* A file that is removed although the commit fails is missed by nobody: its row is gone already. */
static bool remove_one(const struct api *api, struct db *db, const struct removal *removal) {
    struct statement *statement = db_statement(
        db, STR("DELETE FROM file_removals WHERE account_id = ?1 AND content_hash = ?2"));
    bool needed;

    if (!statement ||
        !stored_file_is_needed(db, api->plans, removal->account_id, removal->hash, &needed))
        return false;
    if (!needed && !file_store_remove(api->files, removal->account_id, removal->hash))
        return false;
    statement_bind_integer(statement, 1, removal->account_id);
    statement_bind_text(statement, 2, removal->hash);
    return statement_run(statement);
}

/* Inside a transaction; `ret_count` is how many were looked after. */
static bool sweep(const struct api *api, struct db *db, size_t *ret_count) {
    struct removal removals[FILES_AT_ONCE];
    struct arena *arena = arena_open();
    bool good = read_removals(arena, db, removals, ret_count);

    for (size_t i = 0; good && i < *ret_count; i++)
        good = remove_one(api, db, &removals[i]);
    arena_close(arena);
    return good;
}

static bool run_sweep(struct job *job, struct db *db) {
    struct sweep *own = (struct sweep *)job;

    return sweep(own->api, db, &own->count);
}

static void end_sweep(struct job *job, bool durable) {
    struct sweep *own = (struct sweep *)job;

    own->is_queued = false;
    if (durable && own->count == FILES_AT_ONCE)
        stored_files_sweep_later(own->api);
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

static bool is_needed(void *context, int64_t account_id, struct str hash, bool *ret) {
    const struct recovering *recovering = context;

    return stored_file_is_needed(recovering->db, recovering->api->plans, account_id, hash, ret);
}

static bool sweep_all(const struct api *api, struct db *db) {
    size_t count = FILES_AT_ONCE;

    while (count == FILES_AT_ONCE) {
        if (!db_begin_write(db))
            return false;
        if (!sweep(api, db, &count)) {
            db_rollback(db);
            return false;
        }
        if (!db_commit(db))
            return false;
    }
    return true;
}

bool stored_files_recover(struct arena *arena, struct api *api, struct db *db,
                          const char **ret_problem) {
    struct recovering recovering = {api, db};

    if (sweep_all(api, db) && file_store_recover(api->files, is_needed, &recovering))
        return true;
    *ret_problem = arena_format(arena,
                                "The stored files in %s/files cannot be brought in order; "
                                "the log above says why.",
                                api->directory)
                       .at;
    return false;
}
