/* keep.c - rows through the door, one savepoint each. */
#include "import/keep.h"

#include "base/clock.h"
#include "import/sums.h"
#include "resources/resources.h"
#include "json/write.h"

enum { VALUE_MOST = 16 * 1024 * 1024 };

/* ---- transactions ---- */

void keep_close(struct keeper *keeper) {
    ledger_close(keeper->door.ledger);
    arena_close(keeper->arena);
}

bool keep_begin(struct keeper *keeper) {
    keeper->failed = false;
    keeper->door.now = instant_now();
    return db_begin_write(keeper->db);
}

bool keep_end(struct keeper *keeper) {
    bool fine = !keeper->failed && ledger_commit(keeper->door.ledger, keeper->db);

    if (!fine) {
        db_rollback(keeper->db);
        ledger_clear(keeper->door.ledger);
    }
    arena_reset(keeper->arena);
    faults_init(&keeper->faults, keeper->arena);
    return fine;
}

static bool fail(struct keeper *keeper) {
    keeper->failed = true;
    return false;
}

/* ---- the import's own tables ---- */

bool keep_run(struct keeper *keeper, struct str sql, struct str text, int64_t first, int64_t second,
              int64_t third) {
    struct statement *statement = db_statement(keeper->db, sql);
    const int64_t numbers[] = {first, second, third};

    if (!statement)
        return fail(keeper);
    statement_bind_integer(statement, 1, keeper->caller.account_id);
    statement_bind_text(statement, 2, text);
    for (int i = 0; i < (int)COUNT(numbers); i++)
        if (memmem(sql.at, sql.len, (char[]){'?', (char)('3' + i)}, 2))
            statement_bind_integer(statement, 3 + i, numbers[i]);
    return statement_run(statement) || fail(keeper);
}

bool keep_count(struct keeper *keeper, struct str sql, struct str text, int64_t *ret) {
    struct statement *row = db_statement(keeper->db, sql);

    *ret = 0;
    if (!row)
        return fail(keeper);
    statement_bind_integer(row, 1, keeper->caller.account_id);
    if (memmem(sql.at, sql.len, "?2", 2))
        statement_bind_text(row, 2, text);
    return statement_integer(row, ret) != DB_FAILED || fail(keeper);
}

bool keep_step(struct keeper *keeper, struct str step, struct step_state *ret) {
    struct statement *row =
        db_statement(keeper->db, STR("SELECT page, there, is_done FROM import_steps"
                                     " WHERE account_id = ?1 AND step = ?2"));

    *ret = (struct step_state){.page = 1};
    if (!row)
        return fail(keeper);
    statement_bind_integer(row, 1, keeper->caller.account_id);
    statement_bind_text(row, 2, step);
    enum db_step found = statement_step(row);
    if (found == DB_ROW)
        *ret = (struct step_state){column_integer(row, 0), column_integer(row, 1),
                                   column_integer(row, 2) != 0};
    statement_reset(row);
    return found != DB_FAILED || fail(keeper);
}

bool keep_set_step(struct keeper *keeper, struct str step, const struct step_state *state) {
    return keep_run(
        keeper,
        STR("INSERT INTO import_steps (account_id, step, page, there, is_done)"
            " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (account_id, step) DO UPDATE SET"
            " page = excluded.page, there = excluded.there, is_done = excluded.is_done"),
        step, state->page, state->there, state->is_done);
}

/* ---- what has no place ---- */

static bool put_aside(struct keeper *keeper, const struct plan *plan, int64_t id,
                      struct str property, struct str reason, const struct json *value) {
    struct statement *row = db_statement(
        keeper->db, STR("INSERT INTO import_asides (account_id, resource, row_id, property, reason,"
                        " value) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                        " ON CONFLICT (account_id, resource, row_id, property) DO UPDATE SET"
                        " reason = excluded.reason, value = excluded.value"));
    struct buffer text;

    if (!row)
        return fail(keeper);
    buffer_init(&text, VALUE_MOST);
    json_put(&text, value);
    statement_bind_integer(row, 1, keeper->caller.account_id);
    statement_bind_text(row, 2, str_of(plan->resource->plural));
    statement_bind_integer(row, 3, id);
    statement_bind_text(row, 4, property);
    statement_bind_text(row, 5, reason);
    statement_bind_text(row, 6, buffer_str(&text));
    bool fine = statement_run(row) || fail(keeper);
    buffer_done(&text);
    keeper->aside++;
    return fine;
}

static void keep_unknown(void *context, const struct plan *plan, int64_t id, struct str name,
                         const struct json *value) {
    struct keeper *keeper = context;

    if (!put_aside(keeper, plan, id, name,
                   STR("Nothing here knows the property, or the name in it."), value))
        keeper->failed = true;
}

/* ---- rows ---- */

static bool is_there(struct keeper *keeper, const struct plan *plan, int64_t id, bool *ret) {
    struct statement *row = row_statement(keeper->db, &plan->exists, keeper->caller.account_id, id);
    enum db_step step = row ? statement_find(row) : DB_FAILED;

    *ret = step == DB_ROW;
    return step != DB_FAILED || fail(keeper);
}

static struct change *begin_change(struct keeper *keeper, const struct plan *plan,
                                   enum change_kind kind, int64_t id, int64_t owner_id) {
    struct change *change = change_begin(&keeper->door, plan, kind, id);

    change_set_owner(change, owner_id);
    return change;
}

/* A change that the rules of the door refuse leaves nothing; the sentence is in `ret_sentence`. */
static bool run_change(struct keeper *keeper, struct change *change, const char **ret_sentence) {
    *ret_sentence = NULL;
    if (!db_savepoint(keeper->db))
        return fail(keeper);
    ledger_begin_job(keeper->door.ledger);
    enum outcome outcome = faults_any(&keeper->faults) ? INVALID : door_pass(change);
    if (outcome == FAILED)
        return fail(keeper);
    if (outcome == DONE)
        return db_savepoint_keep(keeper->db) || fail(keeper);
    *ret_sentence = keeper->faults.first->first->sentence.at;
    faults_init(&keeper->faults, keeper->arena);
    ledger_undo_job(keeper->door.ledger);
    return db_savepoint_undo(keeper->db) || fail(keeper);
}

static bool pass(struct keeper *keeper, const struct plan *plan, const struct json *row, int64_t id,
                 int64_t owner_id, bool is_new, const char **ret_sentence) {
    struct change *change = begin_change(keeper, plan, is_new ? CHANGE_CREATE : CHANGE_UPDATE,
                                         is_new ? 0 : id, owner_id);

    change_decode_object(change, row);
    return run_change(keeper, change, ret_sentence);
}

#define NAMES "import_names WHERE account_id = ?1 AND resource = ?2 AND row_id = ?3"

static bool is_only_named(struct keeper *keeper, const struct plan *plan, int64_t id, bool *ret) {
    struct statement *row = db_statement(keeper->db, STR("SELECT 1 FROM " NAMES));

    if (!row)
        return fail(keeper);
    statement_bind_integer(row, 1, keeper->caller.account_id);
    statement_bind_text(row, 2, str_of(plan->resource->plural));
    statement_bind_integer(row, 3, id);
    enum db_step step = statement_find(row);
    *ret = step == DB_ROW;
    return step != DB_FAILED || fail(keeper);
}

bool keep_has(struct keeper *keeper, const struct plan *plan, int64_t id, bool *ret) {
    bool named = false;

    if (!is_there(keeper, plan, id, ret) || (*ret && !is_only_named(keeper, plan, id, &named)))
        return false;
    *ret = *ret && !named;
    return true;
}

bool keep_print(struct keeper *keeper, struct str name, int64_t id, int64_t print) {
    return keep_run(keeper,
                    STR("INSERT INTO import_seen (account_id, resource, row_id, print)"
                        " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (account_id, resource, row_id)"
                        " DO UPDATE SET print = excluded.print"),
                    name, id, print, 0);
}

static bool forget_name(struct keeper *keeper, const struct plan *plan, int64_t id) {
    return keep_run(keeper, STR("DELETE FROM " NAMES), str_of(plan->resource->plural), id, 0, 0);
}

/* Locked days have no id at the source. */
static bool note_seen(struct keeper *keeper, const struct plan *plan, int64_t id, int64_t print) {
    struct str plural = str_of(plan->resource->plural);

    return !plan->resource->path ||
           (keep_print(keeper, plural, id, print) &&
            keep_run(keeper,
                     STR("DELETE FROM import_asides WHERE account_id = ?1 AND resource = ?2"
                         " AND row_id = ?3 AND property = ''"),
                     plural, id, 0, 0));
}

bool keep_row(struct keeper *keeper, const struct plan *plan, const struct json *shown,
              int64_t owner_id, const struct json *more, int64_t print) {
    int64_t id = shape_number(shown, "id");
    struct json row = *shape_row(&keeper->shaper, plan, shown);
    const char *sentence;
    bool there;

    for (size_t i = 0; more && i < more->count; i++) { /* shape_row() leaves room for them */
        row.names[row.count] = more->names[i];
        row.items[row.count++] = more->items[i];
    }
    if (keeper->failed || !is_there(keeper, plan, id, &there) ||
        !pass(keeper, plan, &row, id, owner_id, !there, &sentence) ||
        !sums_note(keeper, plan, shown))
        return false;
    if (sentence)
        return put_aside(keeper, plan, id, STR(""), str_of(sentence), shown);
    keeper->stored++;
    return (!there || forget_name(keeper, plan, id)) && note_seen(keeper, plan, id, print);
}

bool keep_remove(struct keeper *keeper, const struct plan *plan, int64_t id, int64_t owner_id,
                 bool *ret_gone) {
    const char *sentence = NULL;
    bool there;

    *ret_gone = false;
    if (!is_there(keeper, plan, id, &there))
        return false;
    if (there &&
        !run_change(keeper, begin_change(keeper, plan, CHANGE_DELETE, id, owner_id), &sentence))
        return false;
    *ret_gone = !sentence;
    if (!sentence && plan->resource == &time_reports && !sums_forget(keeper, id))
        return false;
    return sentence || forget_name(keeper, plan, id);
}

/* ---- rows that are only named ---- */

static int64_t any_row(void *context, const struct plan *to) {
    struct keeper *keeper = context;
    int64_t id = 0;
    bool fine =
        keep_count(keeper,
                   arena_format(keeper->arena, "SELECT min(id) FROM %s WHERE account_id = ?1",
                                to->resource->table),
                   STR(""), &id);

    return fine ? id : 0;
}

static bool find_title(struct keeper *keeper, const struct plan *plan, int64_t id,
                       struct str *ret) {
    struct statement *row =
        db_statement(keeper->db, arena_format(keeper->arena,
                                              "SELECT %s FROM %s WHERE account_id = ?1 AND id = ?2",
                                              plan->title->name, plan->resource->table));

    *ret = (struct str){NULL, 0};
    if (!row)
        return fail(keeper);
    statement_bind_integer(row, 1, keeper->caller.account_id);
    statement_bind_integer(row, 2, id);
    enum db_step step = statement_step(row);
    if (step == DB_ROW)
        *ret = arena_copy(keeper->arena, column_text(row, 0));
    statement_reset(row);
    return step != DB_FAILED || fail(keeper);
}

/* A row of which only the name is seen may have been seen by its number before, or have got
 * another name since. */
static bool renew_name(struct keeper *keeper, const struct plan *plan, int64_t id,
                       const struct json *shown) {
    const struct json *title = plan->title ? json_named(shown, plan->title->field->name) : NULL;
    const char *sentence;
    struct str known;
    bool is_named;

    if (!title || title->kind != JSON_KIND_STRING || str_is_blank(title->text) ||
        plan->resource == &users)
        return true;
    if (!is_only_named(keeper, plan, id, &is_named))
        return false;
    if (!is_named)
        return true;
    if (!find_title(keeper, plan, id, &known))
        return false;
    if (str_equal(known, title->text))
        return true;
    const struct json *row = shape_name(keeper->arena, plan, id, shown, any_row, keeper);
    return pass(keeper, plan, row, id, 0, false, &sentence);
}

static bool keep_name(void *context, const struct plan *to, int64_t id, const struct json *shown) {
    struct keeper *keeper = context;
    const char *sentence;
    bool there;

    if (keeper->failed || !is_there(keeper, to, id, &there))
        return false;
    if (there)
        return to->resource->owner || renew_name(keeper, to, id, shown);
    if (to->resource->owner) /* whose it is, nobody said */
        return false;
    const struct json *row = shape_name(keeper->arena, to, id, shown, any_row, keeper);
    if (!pass(keeper, to, row, id, 0, true, &sentence))
        return false;
    return !sentence && keep_run(keeper,
                                 STR("INSERT INTO import_names (account_id, resource, row_id)"
                                     " VALUES (?1, ?2, ?3)"),
                                 str_of(to->resource->plural), id, 0, 0);
}

static int64_t find_titled(void *context, const struct plan *to, struct str title) {
    struct keeper *keeper = context;
    int64_t id = 0;
    bool fine = keep_count(keeper,
                           arena_format(keeper->arena,
                                        "SELECT min(id) FROM %s WHERE account_id = ?1 AND %s = ?2",
                                        to->resource->table, to->title->name),
                           title, &id);

    return fine ? id : 0;
}

void keep_open(struct keeper *keeper, struct arena *arena, struct db *db, const struct plans *plans,
               int64_t account_id) {
    *keeper = (struct keeper){
        .arena = arena_open(),
        .db = db,
        .plans = plans,
        .caller = {.kind = CALLER_IMPORT, .account_id = account_id},
    };
    faults_init(&keeper->faults, keeper->arena);
    keeper->door = (struct door){.arena = keeper->arena,
                                 .db = db,
                                 .ledger = ledger_open(arena, plans),
                                 .caller = &keeper->caller,
                                 .faults = &keeper->faults,
                                 .audit = AUDIT_NONE};
    keeper->shaper = (struct shaper){.arena = keeper->arena,
                                     .plans = plans,
                                     .context = keeper,
                                     .named = keep_name,
                                     .titled = find_titled,
                                     .unknown = keep_unknown};
}
