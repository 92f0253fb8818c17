/* asked.c - sends at once what the rules of a change are going to ask.
 *
 * With a database at the other end of a wire each question would be a way there and back, and most
 * are known from the beginning: the row that was, those that it refers to, whether others refer to
 * it, questions that need no value. Rules take the answers one by one as if they asked then; what
 * nobody takes was asked in vain, which costs less than a way. Nothing that they ask for has been
 * written yet, so it does not matter when it was asked; and the id of a new row is taken back with
 * the job, as it is when the rules have passed. Where statements cost no way nothing of this
 * happens. */
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

/* What a column may have: of a row that is not read yet most often what it gets, or has as a stamp.
 * 0: nobody knows. */
static int64_t guess(const struct change *change, const struct field *field) {
    for (size_t i = 0; i < change->plan->column_count; i++)
        if (change->plan->columns[i].field == field && change->values[i].state == IS_SET)
            return change->values[i].integer;
    return field->rules & (CREATED_BY | UPDATED_BY) ? change->door->caller->user_id : 0;
}

void change_ask_shown(const struct change *change, struct source *source) {
    const struct view_plan *view = change->plan->shown;

    ahead_ask_row(source, view, change->id);
    for (size_t i = 0; i < view->step_count; i++) {
        const struct step *step = &view->steps[i];
        bool is_own = step->kind == STEP_LINKS || step->kind == STEP_ROWS;
        int64_t id = is_own ? change->id : step->field ? guess(change, step->field) : 0;
        if (id != 0)
            ahead_ask_step(source, step, id);
    }
}

void change_begin_asking(struct change *change) {
    const struct plan *plan = change->plan;

    if (!db_asks_ahead(change->door->db) || change->kind == CHANGE_PATCH || change->asked)
        return;
    struct asking *asking = NEW(change->arena, struct asking);
    asking->source.db = change->door->db;
    asking->source.account_id = change->door->caller->account_id;
    ahead_open(&asking->source, &asking->room);
    change->asked = &asking->source;
    change_ask_mirror(change);
    if (plan->parent && !change->owner)
        ahead_ask(change->asked, &plan->parent->exists, change->owner_id);
    if (change->kind != CHANGE_CREATE)
        ahead_ask(change->asked, &plan->row, change->id);
    if (change->kind != CHANGE_CREATE && change->door->audit != AUDIT_NONE && plan->shown &&
        !change->before_json.at)
        change_ask_shown(change, change->asked);
    if (change->kind == CHANGE_DELETE && plan->referrer_count > 0)
        ahead_ask(change->asked, &plan->is_referred, change->id);
    if (change->kind != CHANGE_DELETE)
        ask_references(change);
    change_ask_early(change);
    change_ask_number(change);
}

void change_end_asking(struct change *change) {
    if (change->asked)
        ahead_end(change->asked);
    change->asked = NULL;
}
