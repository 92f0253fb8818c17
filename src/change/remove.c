/* remove.c - deletes a row that nothing refers to, with what it owns. */
#include "change/change_parts.h"

/* One sentence for each kind of row that refers to the one to be deleted. */
static enum outcome check_referrers(struct change *change) {
    const struct plan *plan = change->plan;

    for (size_t i = 0; i < plan->referrer_count; i++) {
        const struct referrer *referrer = &plan->referrers[i];
        struct answer one;
        if (change_look_up(change, referrer->select, change->id, &one) != DONE)
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
    if (resource->may_delete && resource->may_delete(change) == FAILED)
        return FAILED;
    return check_referrers(change);
}

enum outcome change_remove(struct change *change) {
    struct statement *statement = db_statement(change->door->db, change->plan->remove);

    if (!statement)
        return FAILED;
    statement_bind_integer(statement, 1, change->door->caller->account_id);
    statement_bind_integer(statement, 2, change->id);
    return statement_run(statement) ? DONE : FAILED;
}
