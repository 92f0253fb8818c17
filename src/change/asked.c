/* asked.c - sends at once what the rules of a change are going to ask.
 *
 * With a database at the other end of a wire each question would be a way there and back, and most
 * are known from the beginning: the row that was, those that it refers to, whether others refer to
 * it, questions that need no value. Rules take the answers one by one as if they asked then; what
 * nobody takes was asked in vain, which costs less than a way. Nothing has been written yet, so it
 * does not matter when it was asked. Where statements cost no way nothing of this happens. */
#include "change/change_parts.h"
#include "read/ahead.h"

struct asking {
    struct source source;
    struct ahead room;
};

static void ask_references(const struct change *change) {
    for (size_t i = 0; i < change->plan->column_count; i++) {
        const struct column *column = &change->plan->columns[i];
        const struct value *value = &change->values[i];
        if (column->to && value->state == IS_SET)
            ahead_ask(change->asked, &column->to->exists, value->integer);
    }
    for (size_t i = 0; i < change->plan->link_count; i++)
        for (size_t j = 0; j < change->links[i].count; j++)
            ahead_ask(change->asked, &change->plan->links[i].to->exists, change->links[i].ids[j]);
}

void change_begin_asking(struct change *change) {
    const struct plan *plan = change->plan;

    if (!db_asks_ahead(change->door->db) || change->kind == CHANGE_PATCH)
        return;
    struct asking *asking = NEW(change->arena, struct asking);
    asking->source.db = change->door->db;
    asking->source.account_id = change->door->caller->account_id;
    ahead_open(&asking->source, &asking->room);
    change->asked = &asking->source;
    if (plan->parent && !change->owner)
        ahead_ask(change->asked, &plan->parent->exists, change->owner_id);
    if (change->kind != CHANGE_CREATE)
        ahead_ask(change->asked, &plan->row, change->id);
    if (change->kind != CHANGE_CREATE && change->door->audit != AUDIT_NONE && plan->shown &&
        !change->before_json.at)
        ahead_ask_row(change->asked, plan->shown, change->id);
    if (change->kind == CHANGE_DELETE && plan->referrer_count > 0)
        ahead_ask(change->asked, &plan->is_referred, change->id);
    if (change->kind != CHANGE_DELETE)
        ask_references(change);
    change_ask_early(change);
}

void change_end_asking(struct change *change) {
    if (change->asked)
        ahead_end(change->asked);
    change->asked = NULL;
}
