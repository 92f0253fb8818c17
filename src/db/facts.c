/* facts.c - reads and writes the table of facts. */
#include "db/facts.h"

#include <inttypes.h>
#include <stdlib.h>

bool fact_read(struct arena *arena, struct db *db, struct str name, struct str *ret) {
    struct statement *statement = db_statement(db, STR("SELECT value FROM facts WHERE name = ?1"));

    *ret = (struct str){NULL, 0};
    if (!statement)
        return false;
    statement_bind_text(statement, 1, name);
    enum db_step step = statement_step(statement);
    if (step == DB_ROW)
        *ret = arena_copy(arena, column_text(statement, 0));
    statement_reset(statement);
    return step != DB_FAILED;
}

bool fact_write(struct db *db, struct str name, struct str value) {
    struct statement *statement =
        db_statement(db, STR("INSERT INTO facts (name, value) VALUES (?1, ?2)"
                             " ON CONFLICT (name) DO UPDATE SET value = excluded.value"));

    if (!statement)
        return false;
    statement_bind_text(statement, 1, name);
    statement_bind_text(statement, 2, value);
    return statement_run(statement);
}

/* `OWNER UNTIL` is of somebody else, whose time is not over. */
static bool is_of_other(struct arena *arena, struct str value, struct str owner, int64_t now) {
    struct str has_it = str_cut(&value, ' ');

    return value.len > 0 && !str_equal(has_it, owner) &&
           strtoll(arena_z(arena, value), NULL, 10) > now;
}

static bool claim(struct arena *arena, struct db *db, struct str name, struct str owner,
                  int64_t now, int64_t seconds, bool *ret_is_mine) {
    struct str value;

    if (!fact_read(arena, db, name, &value))
        return false;
    *ret_is_mine = !is_of_other(arena, value, owner, now);
    return !*ret_is_mine || fact_write(db, name,
                                       arena_format(arena, "%.*s %" PRId64, (int)owner.len,
                                                    owner.at, now + seconds));
}

bool fact_claim(struct db *db, struct str name, struct str owner, int64_t now, int64_t seconds,
                bool *ret_is_mine) {
    struct arena *arena = arena_open();
    bool fine = claim(arena, db, name, owner, now, seconds, ret_is_mine);

    arena_close(arena);
    return fine;
}
