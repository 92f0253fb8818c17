/* db.c - finds the engine of a database, and asks it.
 *
 * What engines need not have (the second part of engine.h) is answered here in their place. */
#include "db/engine.h"

#include <string.h>

/* Whoever takes an address without a URL is the last. */
static const struct engine *const engines[] = {&postgres_engine, &sqlite_engine};

static bool has_scheme(const char *url, const char *scheme) {
    size_t len = scheme ? strlen(scheme) : 0;

    return len > 0 && str_starts_any_case(str_of(url), str_of(scheme)) &&
           strncmp(url + len, "://", 3) == 0;
}

static bool takes(const struct engine *engine, struct db_address at) {
    return at.url ? has_scheme(at.url, engine->scheme) || has_scheme(at.url, engine->other_scheme)
                  : !engine->scheme;
}

static const struct engine *engine_of(struct db_address at) {
    for (size_t i = 0; i < COUNT(engines); i++)
        if (takes(engines[i], at))
            return engines[i];
    return NULL;
}

bool db_is_remote(struct db_address at) {
    const struct engine *engine = engine_of(at);

    return engine && engine->scheme;
}

/* ---- connections ---- */

/* The URL may have a password, so it is not told. */
struct db *db_open(struct arena *arena, struct db_address at, enum db_mode mode,
                   const char **ret_problem) {
    const struct engine *engine = engine_of(at);

    if (engine)
        return engine->open(engine, arena, at, mode, ret_problem);
    *ret_problem = "The database's address is none that this glimt knows.";
    return NULL;
}

void db_close(struct db *db) {
    if (db)
        db->engine->close(db);
}

bool db_fits(struct arena *arena, struct db_address at, const char **ret_problem) {
    const struct engine *engine = engine_of(at);

    return !engine || !engine->files_fit || engine->files_fit(arena, at.directory, ret_problem);
}

const char *const *db_file_names(struct db_address at) {
    static const char *const none[] = {NULL};
    const struct engine *engine = engine_of(at);

    return engine && engine->files ? engine->files : none;
}

/* ---- transactions ---- */

bool db_begin_read(struct db *db) {
    return db->engine->begin_read(db);
}

void db_end_read(struct db *db) {
    statements_reset(db);
    db->engine->end_read(db);
}

bool db_read_on(struct db *db) {
    db_end_read(db);
    return db_begin_read(db);
}

bool db_begin_write(struct db *db) {
    return db->engine->begin_write(db);
}

bool db_begin_beside(struct db *db) {
    return db->engine->begin_beside ? db->engine->begin_beside(db) : db->engine->begin_write(db);
}

bool db_commit(struct db *db) {
    statements_reset(db);
    return db->engine->commit(db);
}

void db_rollback(struct db *db) {
    statements_reset(db);
    db->engine->rollback(db);
}

void db_of_account(struct db *db, int64_t account_id) {
    if (db->engine->of_account)
        db->engine->of_account(db, account_id);
}

void db_stands_for(struct db *db, int64_t account_id) {
    if (db->engine->stands_for)
        db->engine->stands_for(db, account_id);
}

bool db_savepoint(struct db *db) {
    return db->engine->savepoint(db);
}

bool db_savepoint_keep(struct db *db) {
    return db->engine->savepoint_keep(db);
}

bool db_savepoint_undo(struct db *db) {
    statements_reset(db);
    return db->engine->savepoint_undo(db);
}

bool db_in_transaction(const struct db *db) {
    return db->engine->in_transaction(db);
}

/* ---- statements that are not kept, and what they may take ---- */

bool db_execute(struct db *db, const char *sql) {
    return db->engine->execute(db, sql);
}

bool db_accepts(struct db *db, struct str sql, int *ret_columns) {
    return db->engine->accepts(db, sql, ret_columns);
}

bool db_accepted(struct db *db) {
    return !db->engine->accepted || db->engine->accepted(db);
}

bool db_each_table(struct db *db, struct str sql, void (*visit)(void *context, const char *table),
                   void *context) {
    return db->engine->each_table(db, sql, visit, context);
}

int64_t db_changed_rows(struct db *db) {
    return db->engine->changed_rows(db);
}

void db_ask(struct db *db, bool (*goes_on)(void *context), void *context) {
    db->engine->ask(db, goes_on, context);
}

void db_allow(struct db *db, unsigned pieces) {
    db->engine->allow(db, pieces);
}

unsigned db_pieces(const struct db *db) {
    return db->engine->pieces(db);
}

/* ---- the whole ---- */

bool db_has_index(struct db *db, const char *table, const char *owner, const char *column) {
    return db->engine->has_index(db, table, owner, column);
}

bool db_schema(struct arena *arena, struct db *db, struct str *ret) {
    *ret = (struct str){"", 0};
    return !db->engine->schema || db->engine->schema(arena, db, ret);
}

bool db_verify(struct db *db, bool at_once, void (*tell)(const char *sentence),
               int64_t *ret_faults) {
    return db->engine->verify(db, at_once, tell, ret_faults);
}

bool db_references_hold(struct db *db) {
    return db->engine->references_hold(db);
}

bool db_space(struct db *db, struct db_space *ret) {
    return db->engine->space(db, ret);
}

bool db_copy(struct arena *arena, struct db *source, const char *path,
             bool (*go_on)(void *context, int64_t done, int64_t total), void *context,
             const char **ret_problem) {
    return source->engine->copy(arena, source, path, go_on, context, ret_problem);
}

/* ---- what not every engine has ---- */

bool db_stamp(struct db *db, struct db_stamp *ret) {
    return db->engine->stamp && db->engine->stamp(db, ret);
}

bool db_stamp_at(struct db *db, struct db_stamp *ret, struct db_position *ret_position) {
    *ret_position = (struct db_position){.log = 0};
    return db->engine->stamp_at ? db->engine->stamp_at(db, ret, ret_position) : db_stamp(db, ret);
}

int64_t db_reached(struct db *db, const struct db_position *position) {
    return db->engine->reached ? db->engine->reached(db, position) : 0;
}

bool db_look(struct db *db) {
    return !db->engine->look || db->engine->look(db);
}

bool db_confirm(struct db *db) {
    return !db->engine->confirm || db->engine->confirm(db);
}

bool db_asks_ahead(const struct db *db) {
    return db->engine->ask_ahead != NULL;
}

bool db_hear(struct db *db) {
    return !db->engine->hear || db->engine->hear(db);
}

int64_t db_round_trips(const struct db *db) {
    return db->engine->round_trips ? db->engine->round_trips(db) : 0;
}

void db_rescue(struct db *db) {
    if (db->engine->rescue)
        db->engine->rescue(db);
}

bool db_is_cut(const struct db *db) {
    return db->engine->is_cut && db->engine->is_cut(db);
}

bool db_checkpoint(struct db *db) {
    return !db->engine->checkpoint || db->engine->checkpoint(db);
}

void db_limit_log(struct db *db, int64_t bytes) {
    if (db->engine->limit_log)
        db->engine->limit_log(db, bytes);
}

bool db_log_is_over(const struct db *db) {
    return db->engine->log_is_over && db->engine->log_is_over(db);
}

bool db_give_back(struct db *db, int64_t most, int64_t *ret_given) {
    *ret_given = 0;
    return !db->engine->give_back || db->engine->give_back(db, most, ret_given);
}

bool db_compact(struct db *db) {
    return !db->engine->compact || db->engine->compact(db);
}
