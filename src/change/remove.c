/* remove.c - deletes a row that nothing refers to, with what it owns. */
#include "change/change_parts.h"

/* One sentence for each kind of row that refers to the one to be deleted. */
static enum outcome check_referrers(struct change *change) {
    const struct plan *plan = change->plan;
    struct answer any = {false, 0};

    if (plan->referrer_count > 0 &&
        change_look_up(change, &plan->is_referred, change->id, &any) != DONE)
        return FAILED;
    for (size_t i = 0; any.found && i < plan->referrer_count; i++) {
        const struct referrer *referrer = &plan->referrers[i];
        struct answer one;
        if (change_look_up(change, &referrer->select, change->id, &one) != DONE)
            return FAILED;
        if (one.found)
            faults_add(change->faults, str_of(change->id_name),
                       arena_format(change->arena,
                                    "The %s could not be deleted: %s refer to it as their %s.",
                                    plan->resource->name, referrer->by->plural,
                                    referrer->property));
    }
    return faults_any(change->faults) ? INVALID : DONE;
}

enum outcome change_verify_removal(struct change *change) {
    const struct resource *resource = change->plan->resource;
    enum outcome loaded = change_load(change);

    if (loaded != DONE)
        return loaded;
    if (change_ask(change) != DONE)
        return FAILED;
    /* What is gone at the source is gone here, however sealed it was. */
    if (resource->may_delete && !change_imports(change) && resource->may_delete(change) == FAILED)
        return FAILED;
    return check_referrers(change);
}

/* A row that goes, and whose it is; copied, since rows go while others are looked for. */
struct going {
    const struct plan *plan;
    int64_t id;
    struct going *next;
};

static bool run(const struct change *change, const struct sql *sql, int64_t id) {
    struct statement *statement = change_statement(change, sql, id);

    return statement && statement_run(statement);
}

static enum db_step read_rows(struct change *change, struct statement *rows,
                              const struct owned_plan *owned, struct going **ret) {
    struct going **end = ret;
    enum db_step step;

    *ret = NULL;
    while ((step = statement_step(rows)) == DB_ROW) {
        struct going *going = NEW(change->arena, struct going);
        *going = (struct going){owned[column_integer(rows, 0)].to, column_integer(rows, 1), NULL};
        *end = going;
        end = &going->next;
    }
    statement_reset(rows);
    return step;
}

/* The foreign keys would delete them too, but tell nobody. */
static enum outcome remove_owned(struct change *change, const struct plan *plan, int64_t id);

/* What a row owns goes before it; its file, once it is gone. */
static enum outcome remove_row(struct change *change, const struct plan *plan, int64_t id) {
    if (remove_owned(change, plan, id) != DONE ||
        (plan->leaves_file.text.len > 0 && !run(change, &plan->leaves_file, id)) ||
        !change_note_counted(change, plan, &id, 1, -1) || !run(change, &plan->remove, id))
        return FAILED;
    change_note(change, plan, id, ENTRY_DELETED);
    return DONE;
}

enum outcome change_remove_found(struct change *change, struct statement *rows,
                                 const struct owned_plan *owned) {
    enum outcome outcome = DONE;
    struct going *going;

    if (read_rows(change, rows, owned, &going) == DB_FAILED)
        return FAILED;
    for (; outcome == DONE && going; going = going->next)
        outcome = remove_row(change, going->plan, going->id);
    return outcome;
}

static enum outcome remove_owned(struct change *change, const struct plan *plan, int64_t id) {
    if (plan->owned_count == 0)
        return DONE;
    struct statement *rows = change_statement(change, &plan->owned_rows, id);
    return rows ? change_remove_found(change, rows, plan->owned) : FAILED;
}

enum outcome change_remove_rows(struct change *change, const struct resource *of) {
    const struct owned_plan *owned = change->plan->owned;

    while (owned->to->resource != of)
        owned++;
    struct statement *rows = change_statement(change, &owned->ids, change->id);
    return rows ? change_remove_found(change, rows, owned) : FAILED;
}

enum outcome change_remove(struct change *change) {
    return remove_row(change, change->plan, change->id);
}
