/* security_log.c - the statements of the security log.
 *
 * An account's numbers follow from its highest, whose row is never removed (logs.h); so does the
 * place among all, which is a row's key. */
#include "change/security_log.h"

#include "base/log.h"

enum { KEPT_COUNTED = 100000 }; /* in a room */

/* As they stand in rows. Those of changes are bounded by age alone. */
enum room { ROOM_OF_CHANGES, ROOM_OF_STRANGERS, ROOM_OF_KNOWN };

static enum room room_of(enum security_kind kind) {
    if (kind >= SECURITY_COUNTED_END)
        return ROOM_OF_CHANGES;
    return security_side(kind) == SECURITY_OF_STRANGERS ? ROOM_OF_STRANGERS : ROOM_OF_KNOWN;
}

static void bind_id(struct statement *statement, int at, int64_t id) {
    if (id)
        statement_bind_integer(statement, at, id);
    else
        statement_bind_null(statement, at);
}

bool security_log_add(struct db *db, const struct security_count *count, int64_t *ret_id) {
    const struct security_event *event = &count->event;
    struct statement *last = db_statement(db, STR("SELECT coalesce(max(id), 0) FROM security_events"
                                                  " WHERE account_id = ?1"));
    struct statement *statement;

    if (!last)
        return false;
    statement_bind_integer(last, 1, event->account_id);
    if (statement_integer(last, ret_id) != DB_ROW)
        return false;
    statement = db_statement(
        db, STR("INSERT INTO security_events (account_id, id, at, last_at, kind, outcome, address,"
                " user_id, application_id, about_user_id, about_application_id, times, room)"
                " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"));
    if (!statement)
        return false;
    statement_bind_integer(statement, 1, event->account_id);
    statement_bind_integer(statement, 2, ++*ret_id);
    statement_bind_integer(statement, 3, count->at);
    statement_bind_integer(statement, 4, count->last_at);
    statement_bind_text(statement, 5, str_of(security_kinds[event->kind]));
    statement_bind_text(statement, 6, str_of(security_outcome(event->kind)));
    statement_bind_text(statement, 7, event->address);
    bind_id(statement, 8, event->user_id);
    bind_id(statement, 9, event->application_id);
    bind_id(statement, 10, event->about_user_id);
    bind_id(statement, 11, event->about_application_id);
    statement_bind_integer(statement, 12, count->count);
    statement_bind_integer(statement, 13, room_of(event->kind));
    return statement_run(statement);
}

bool security_log_raise(struct db *db, int64_t account_id, int64_t id, int64_t last_at,
                        int64_t more, bool *ret_found) {
    struct statement *statement =
        db_statement(db, STR("UPDATE security_events SET times = times + ?3, last_at = ?4"
                             " WHERE account_id = ?1 AND id = ?2"));
    int64_t found;

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, id);
    statement_bind_integer(statement, 3, more);
    statement_bind_integer(statement, 4, last_at);
    if (!statement_change(statement, &found))
        return false;
    *ret_found = found > 0;
    return true;
}

bool security_write_times(const struct door *door, enum security_kind kind, int64_t about_user_id,
                          int64_t about_application_id, int64_t times) {
    const struct caller *caller = door->caller;
    const struct security_count all = {
        .event = {.kind = kind,
                  .account_id = caller->account_id,
                  .user_id = caller->application_id ? 0 : caller->user_id,
                  .application_id = caller->application_id,
                  .about_user_id = about_user_id,
                  .about_application_id = about_application_id,
                  .address = door->address},
        .at = door->now,
        .last_at = door->now,
        .count = times};
    int64_t id = 0;

    if (door->sum)
        *door->sum += times;
    return door->sum || times == 0 || caller->kind == CALLER_IMPORT ||
           security_log_add(door->db, &all, &id);
}

bool security_write(const struct door *door, enum security_kind kind, int64_t about_user_id,
                    int64_t about_application_id) {
    return security_write_times(door, kind, about_user_id, about_application_id, 1);
}

/* ---- reading ---- */

static enum security_kind kind_of(struct str name) {
    enum security_kind kind = 0;

    while (kind < SECURITY_KINDS && !str_equal(name, str_of(security_kinds[kind])))
        kind++;
    return kind;
}

static struct security_count read_row(struct statement *row) {
    return (struct security_count){.event = {.kind = kind_of(column_text(row, 2)),
                                             .account_id = column_integer(row, 1),
                                             .user_id = column_integer(row, 6),
                                             .application_id = column_integer(row, 7),
                                             .about_user_id = column_integer(row, 8),
                                             .about_application_id = column_integer(row, 9),
                                             .address = column_text(row, 5)},
                                   .at = column_integer(row, 3),
                                   .last_at = column_integer(row, 4),
                                   .count = column_integer(row, 10)};
}

bool security_log_read(struct db *db, const struct security_reading *reading, int64_t *after,
                       void (*visit)(void *context, const struct security_count *row),
                       void *context) {
    struct statement *row = db_statement(
        db, STR("SELECT seq, account_id, kind, at, last_at, address, user_id, application_id,"
                " about_user_id, about_application_id, times FROM security_events WHERE seq > ?1"
                " AND (account_id = ?2 OR ?2 < 0) AND room <= ?3 ORDER BY seq LIMIT ?4"));
    enum db_step step;

    if (!row)
        return false;
    statement_bind_integer(row, 1, *after);
    statement_bind_integer(row, 2, reading->account_id);
    statement_bind_integer(row, 3, reading->without_counted ? ROOM_OF_CHANGES : ROOM_OF_KNOWN);
    statement_bind_integer(row, 4, reading->most);
    while ((step = statement_step(row)) == DB_ROW) {
        struct security_count count = read_row(row);
        *after = column_integer(row, 0);
        if (count.event.kind < SECURITY_KINDS)
            visit(context, &count);
    }
    return step != DB_FAILED;
}

bool security_log_end(struct db *db, int64_t *ret) {
    return statement_integer(
               db_statement(db, STR("SELECT coalesce(max(seq), 0) FROM security_events")), ret) ==
           DB_ROW;
}

/* ---- pruning ---- */

/* clang-format off */
const struct log security_log = {
    .oldest = LOG_SQL("SELECT id, last_at FROM security_events WHERE account_id = ?1 AND id > ?3 ORDER BY id LIMIT ?2"),
    .remove = LOG_SQL("DELETE FROM security_events WHERE account_id = ?1 AND id > ?4 AND id <= ?2 AND last_at < ?3"),
    .measure = LOG_SQL(
        "SELECT 1, (SELECT count(*) FROM security_events a WHERE a.account_id = ?1),"
        " (SELECT c.at FROM security_events c WHERE c.account_id = ?1 ORDER BY c.id LIMIT 1),"
        " sum(length(l.kind) + length(l.address) + 110), count(*) FROM (SELECT d.kind, d.address FROM security_events d"
        " WHERE d.account_id = ?1 ORDER BY d.id DESC LIMIT 100) l"),
};
/* clang-format on */

/* The highest number stays, whatever it is of. */
static bool cut_room(struct db *db, int64_t account_id, enum room room, int64_t most,
                     int64_t *ret_removed) {
    struct statement *statement = db_statement(
        db, STR("WITH old AS MATERIALIZED (SELECT c.id FROM security_events c"
                " WHERE c.account_id = ?1 AND c.room = ?4 ORDER BY c.id DESC LIMIT ?3 OFFSET ?2)"
                " DELETE FROM security_events"
                " WHERE account_id = ?1 AND id IN (SELECT old.id FROM old)"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, KEPT_COUNTED);
    statement_bind_integer(statement, 3, most);
    statement_bind_integer(statement, 4, room);
    if (!statement_run(statement))
        return false;
    *ret_removed = db_changed_rows(db);
    return true;
}

/* What goes before its time does not go unseen. */
static bool cut_counted(struct db *db, int64_t account_id, int64_t most, int64_t *ret_removed) {
    static const char *const what[] = {[ROOM_OF_STRANGERS] = "refused guesses",
                                       [ROOM_OF_KNOWN] = "what was asked with a right secret"};

    *ret_removed = 0;
    for (enum room room = ROOM_OF_STRANGERS; room <= ROOM_OF_KNOWN && *ret_removed == 0; room++) {
        if (!cut_room(db, account_id, room, most, ret_removed))
            return false;
        if (*ret_removed > 0)
            log_warning("The security log of account %lld has more than %d rows of %s: the oldest "
                        "are removed.",
                        (long long)account_id, KEPT_COUNTED, what[room]);
    }
    return true;
}

bool security_prune(struct db *db, int64_t account_id, int64_t before, int64_t most,
                    struct log_walk *walk, int64_t *ret_removed) {
    if (!log_prune(db, &security_log, account_id, before, most, walk, ret_removed))
        return false;
    return !walk->is_done || *ret_removed > 0 || cut_counted(db, account_id, most, ret_removed);
}
