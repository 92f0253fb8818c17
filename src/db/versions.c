/* versions.c - counters of change, and the ids of rows. */
#include "db/versions.h"

bool versions_read(struct db *db, int64_t account_id, struct versions *ret) {
    struct statement *statement =
        db_statement(db, STR("SELECT registry, data FROM data_versions WHERE account_id = ?1"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    enum db_step step = statement_step(statement);
    *ret = (struct versions){0, 0};
    if (step == DB_ROW)
        *ret = (struct versions){column_integer(statement, 0), column_integer(statement, 1)};
    statement_reset(statement);
    return step != DB_FAILED;
}

static bool raise(struct db *db, int64_t account_id, struct str sql) {
    struct statement *statement = db_statement(db, sql);

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    return statement_run(statement);
}

bool versions_raise_registry(struct db *db, int64_t account_id) {
    return raise(db, account_id,
                 STR("INSERT INTO data_versions (account_id, registry, data) VALUES (?1, 1, 1)"
                     " ON CONFLICT (account_id) DO UPDATE"
                     " SET registry = data_versions.registry + 1"));
}

bool versions_raise_data(struct db *db, int64_t account_id) {
    return raise(db, account_id,
                 STR("INSERT INTO data_versions (account_id, registry, data) VALUES (?1, 1, 1)"
                     " ON CONFLICT (account_id) DO UPDATE SET data = data_versions.data + 1"));
}

bool sequence_next(struct db *db, int64_t account_id, struct str name, int64_t *ret) {
    return sequence_take(db, account_id, name, 1, ret);
}

bool sequence_take(struct db *db, int64_t account_id, struct str name, int64_t count,
                   int64_t *ret) {
    struct statement *statement =
        db_statement(db, STR("INSERT INTO sequences (account_id, name, last) VALUES (?1, ?2, ?3)"
                             " ON CONFLICT (account_id, name) DO UPDATE"
                             " SET last = sequences.last + ?3 RETURNING last"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_text(statement, 2, name);
    statement_bind_integer(statement, 3, count);
    enum db_step step = statement_step(statement);
    if (step == DB_ROW)
        *ret = column_integer(statement, 0);
    statement_reset(statement);
    return step == DB_ROW;
}
