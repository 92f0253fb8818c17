/* versions.c - counters of change, and the ids of rows. */
#include "db/versions.h"

#include "db/engine.h"

static struct statement *bound(struct db *db, int64_t account_id) {
    struct statement *statement = db_statement(
        db, STR("SELECT area, changed, added FROM data_versions WHERE account_id = ?1"));

    if (statement)
        statement_bind_integer(statement, 1, account_id);
    return statement;
}

struct statement *versions_ask(struct db *db, int64_t account_id) {
    struct statement *statement = bound(db, account_id);

    statement_ask_ahead(statement);
    return statement;
}

bool versions_take(struct statement *statement, struct versions *ret) {
    enum db_step step;

    *ret = (struct versions){0};
    if (!statement)
        return false;
    for (int area = NO_AREA + 1; statement->db->history != 0 && area <= AREAS_MAX; area++)
        ret->changed[area] = statement->db->history;
    while ((step = statement_step(statement)) == DB_ROW) {
        int64_t area = column_integer(statement, 0);
        if (area <= NO_AREA || area > AREAS_MAX)
            continue;
        ret->changed[area] += column_integer(statement, 1);
        ret->added[area] = column_integer(statement, 2);
    }
    statement_reset(statement);
    return step == DB_END;
}

void versions_follow(struct db *copy, const struct db *database) {
    copy->history = database->history;
}

bool versions_read(struct db *db, int64_t account_id, struct versions *ret) {
    return versions_take(bound(db, account_id), ret);
}

static bool raise(struct db *db, int64_t account_id, int area, struct str sql) {
    struct statement *statement = area == NO_AREA ? NULL : db_statement(db, sql);

    if (!statement)
        return area == NO_AREA;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, area);
    return statement_run(statement);
}

bool versions_raise_changed(struct db *db, int64_t account_id, int area) {
    return raise(
        db, account_id, area,
        STR("INSERT INTO data_versions (account_id, area, changed) VALUES (?1, ?2, 1)"
            " ON CONFLICT (account_id, area) DO UPDATE SET changed = data_versions.changed + 1"));
}

bool versions_raise_added(struct db *db, int64_t account_id, int area) {
    return raise(
        db, account_id, area,
        STR("INSERT INTO data_versions (account_id, area, added) VALUES (?1, ?2, 1)"
            " ON CONFLICT (account_id, area) DO UPDATE SET added = data_versions.added + 1"));
}

bool versions_raise_all(struct db *db, int64_t account_id, unsigned areas) {
    for (int area = NO_AREA + 1; area <= AREAS_MAX; area++)
        if (areas & 1u << area && !versions_raise_changed(db, account_id, area))
            return false;
    return true;
}

bool sequence_next(struct db *db, int64_t account_id, struct str name, int64_t *ret) {
    return sequence_take(db, account_id, name, 1, ret);
}

static bool advance(struct db *db, int64_t account_id, struct str name, int64_t count,
                    bool *ret_known) {
    struct statement *statement = db_statement(db, STR("UPDATE sequences SET last = last + ?3"
                                                       " WHERE account_id = ?1 AND name = ?2"));
    int64_t known;

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_text(statement, 2, name);
    statement_bind_integer(statement, 3, count);
    if (!ret_known)
        return statement_run(statement);
    if (!statement_change(statement, &known))
        return false;
    *ret_known = known > 0;
    return true;
}

static bool begin(struct db *db, int64_t account_id, struct str name, int64_t count) {
    struct statement *statement =
        db_statement(db, STR("INSERT INTO sequences (account_id, name, last) VALUES (?1, ?2, ?3)"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_text(statement, 2, name);
    statement_bind_integer(statement, 3, count);
    return statement_run(statement);
}

static struct statement *ask_last(struct db *db, int64_t account_id, struct str name) {
    struct statement *statement =
        db_statement(db, STR("SELECT last FROM sequences WHERE account_id = ?1 AND name = ?2"));

    if (!statement)
        return NULL;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_text(statement, 2, name);
    return statement;
}

struct statement *sequence_ask(struct db *db, int64_t account_id, struct str name, int64_t count) {
    struct statement *last =
        advance(db, account_id, name, count, NULL) ? ask_last(db, account_id, name) : NULL;

    statement_ask_ahead(last);
    return last;
}

static bool begin_and_take(struct db *db, int64_t account_id, struct str name, int64_t count,
                           int64_t *ret) {
    return begin(db, account_id, name, count) &&
           statement_integer(ask_last(db, account_id, name), ret) == DB_ROW;
}

bool sequence_asked(struct db *db, int64_t account_id, struct str name, int64_t count,
                    struct statement *asked, int64_t *ret) {
    enum db_step step = statement_integer(asked, ret);

    return step == DB_ROW || (step == DB_END && begin_and_take(db, account_id, name, count, ret));
}

/* Two plain statements take a third of what one takes that changes or adds, and tells. Where the
 * answer is waited for, it is that to both. */
bool sequence_take(struct db *db, int64_t account_id, struct str name, int64_t count,
                   int64_t *ret) {
    bool known;

    if (db_asks_ahead(db))
        return sequence_asked(db, account_id, name, count,
                              sequence_ask(db, account_id, name, count), ret);
    if (!advance(db, account_id, name, count, &known))
        return false;
    return known ? statement_integer(ask_last(db, account_id, name), ret) == DB_ROW
                 : begin_and_take(db, account_id, name, count, ret);
}

bool sequence_raise(struct db *db, int64_t account_id, struct str name, int64_t least) {
    struct statement *statement =
        db_statement(db, STR("INSERT INTO sequences (account_id, name, last) VALUES (?1, ?2, ?3)"
                             " ON CONFLICT (account_id, name) DO UPDATE SET last = CASE WHEN"
                             " sequences.last < excluded.last THEN excluded.last"
                             " ELSE sequences.last END"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_text(statement, 2, name);
    statement_bind_integer(statement, 3, least);
    return statement_run(statement);
}
