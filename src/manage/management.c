/* management.c - begins and ends what is managed, and changes single rows. */
#include "manage/management_parts.h"

#include "base/clock.h"
#include "base/log.h"

static void begin(struct management *ret, const struct door *door, const struct plans *plans,
                  struct caller caller) {
    *ret = (struct management){.plans = plans, .caller = caller, .door = *door};
    faults_init(&ret->faults, door->arena);
    ret->door.caller = &ret->caller;
    ret->door.faults = &ret->faults;
    ret->door.audit = AUDIT_NONE;
}

struct management *management_join(const struct door *door, const struct plans *plans,
                                   struct caller caller) {
    struct management *management = NEW(door->arena, struct management);

    begin(management, door, plans, caller);
    return management;
}

bool management_open(struct management *ret, struct arena *arena, struct db *db,
                     const struct plans *plans, struct caller caller) {
    struct door door = {.arena = arena, .db = db, .now = instant_now()};

    begin(ret, &door, plans, caller);
    if (!db_begin_write(db))
        return management_fail(ret);
    /* Else who waited in vain for other writers would take it for a row that is not there. */
    if (!db_hear(db)) {
        management_fail(ret);
        db_rollback(db);
        return false;
    }
    ret->door.ledger = ledger_open(arena, plans);
    return true;
}

bool management_end(struct management *management, bool well) {
    struct db *db = management->door.db;
    struct ledger *ledger = management->door.ledger;

    if (well && !ledger_commit(ledger, db))
        well = management_fail(management);
    if (!well) {
        db_rollback(db);
        ledger_clear(ledger);
    }
    ledger_close(ledger);
    return well;
}

bool management_refuse(struct management *management, struct str problem) {
    management->problem = problem.at;
    management->failed = false;
    return false;
}

bool management_fail(struct management *management) {
    management->problem = db_problem(management->door.db);
    management->failed = true;
    return false;
}

bool management_note(struct management *management, enum security_kind kind, int64_t user_id,
                     int64_t application_id) {
    return security_write(&management->door, kind, user_id, application_id) ||
           management_fail(management);
}

/* ---- single rows ---- */

struct change *management_create(struct management *management, const struct resource *resource,
                                 int64_t id) {
    return change_begin(&management->door, plan_of(management->plans, resource), CHANGE_CREATE, id);
}

struct change *management_patch(struct management *management, const struct resource *resource,
                                const char *patch, int64_t id) {
    return change_begin_patch(&management->door, plan_of(management->plans, resource), patch, id);
}

bool management_pass(struct management *management, struct change *change) {
    switch (door_pass(change)) {
    case DONE:
        return true;
    case INVALID:
        return management_refuse(management, management->faults.first->first->sentence);
    default:
        return management_fail(management);
    }
}

bool management_remove(struct management *management, const struct resource *resource, int64_t id,
                       int64_t owner_id) {
    struct change *change =
        change_begin(&management->door, plan_of(management->plans, resource), CHANGE_DELETE, id);

    change_set_owner(change, owner_id);
    return management_pass(management, change);
}

bool management_has(struct management *management, const struct resource *resource, int64_t id,
                    bool *ret) {
    struct statement *row =
        row_statement(management->door.db, &plan_of(management->plans, resource)->exists,
                      management->caller.account_id, id);
    enum db_step step = statement_find(row);

    *ret = step == DB_ROW;
    return step != DB_FAILED || management_fail(management);
}

struct statement *management_ask(struct management *management, struct str sql, int64_t id) {
    struct statement *row = db_statement(management->door.db, sql);

    if (!row)
        return NULL;
    statement_bind_integer(row, 1, management->caller.account_id);
    statement_bind_integer(row, 2, id);
    return row;
}

bool management_count(struct db *db, struct str sql, int64_t account_id, size_t *ret) {
    struct statement *row = db_statement(db, sql);
    int64_t rows = 0;

    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    bool fine = statement_integer(row, &rows) == DB_ROW;
    *ret = (size_t)rows;
    return fine;
}

const char *name_problem(struct arena *arena, const char *what, struct str name) {
    if (!str_is_text(name))
        return arena_format(arena, "The name of the %s must be UTF-8 text.", what).at;
    if (str_trim(name).len == 0)
        return arena_format(arena, "The name of the %s is empty.", what).at;
    if (str_has_control(name))
        return arena_format(arena,
                            "The name of the %s must not have line breaks or other "
                            "control characters.",
                            what)
            .at;
    if (str_characters(name) > TEXT_MAX)
        return arena_format(arena,
                            "The name of the %s has %zu characters; at most %d are "
                            "allowed.",
                            what, str_characters(name), TEXT_MAX)
            .at;
    return NULL;
}
