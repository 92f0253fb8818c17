/* questions.c - asks the database what the hooks of a resource have declared.
 *
 * Which questions apply follows from the change alone, so all are known before the first is asked,
 * and one that waits for another's answer stands behind it in the plan. They are asked one by one
 * in that order; those that need no value were sent with all else that is asked (asked.c), where
 * that spares a way to the database. Fields are filled when all answers are there, so that no
 * question sees what another one filled. */
#include "base/clock.h"
#include "change/change_parts.h"
#include "read/ahead.h"

static bool alters_one(const struct change *change, const struct slots *slots) {
    for (size_t i = 0; i < slots->count; i++)
        if (change_alters_slot(change, slots->at[i]))
            return true;
    return false;
}

/* Whether a value was left out. A new row takes an explicit null for that, too; one that is changed
 * may have had a null before, which then is kept when it comes back. */
static bool may_fill(const struct change *change, size_t slot) {
    const struct value *value = &change->values[slot];
    bool must_have = change->plan->columns[slot].field->rules & NOT_NULL;

    if (value->state == IS_SET || value->state == FAULTY)
        return false;
    return change->kind != CHANGE_UPDATE || must_have || !value->is_given;
}

static bool fills_one(const struct change *change, const struct slots *slots) {
    for (size_t i = 0; i < slots->count; i++)
        if (may_fill(change, slots->at[i]))
            return true;
    return false;
}

static bool applies_to(const struct change *change, const struct question_plan *asked) {
    static const enum operations operations[] = {
        [CHANGE_CREATE] = CREATE, [CHANGE_UPDATE] = UPDATE, [CHANGE_DELETE] = DELETE};
    const struct question *question = asked->question;
    unsigned on = question->on ? question->on : CREATE | UPDATE;

    return on & operations[change->kind] &&
           (!question->altered || alters_one(change, &asked->altered)) &&
           (!question->when || question->when(change)) &&
           (!question->fills || fills_one(change, &asked->into));
}

static bool may_have_row(const struct change *change, const struct question_plan *asked) {
    for (size_t i = 0; i < asked->needs.count; i++)
        if (change->values[asked->needs.at[i]].state != IS_SET)
            return false;
    return asked->after == SIZE_MAX || change->replies[asked->after].answer.found;
}

static void bind(struct change *change, const struct question_plan *asked, size_t parameter,
                 struct statement *statement) {
    const struct binding *binding = &asked->bindings[parameter];
    int at = (int)parameter + 1;
    size_t of = binding->at;

    switch (binding->kind) {
    case BIND_ACCOUNT:
        statement_bind_integer(statement, at, change->door->caller->account_id);
        break;
    case BIND_ID:
        statement_bind_integer(statement, at, change->id);
        break;
    case BIND_NOW:
        statement_bind_integer(statement, at, change->door->now);
        break;
    case BIND_TODAY:
        statement_bind_integer(statement, at, day_today(change->door->now));
        break;
    case BIND_ANSWER:
        statement_bind_integer(statement, at, change->replies[asked->after].answer.integer);
        break;
    case BIND_VALUE:
        value_bind(statement, at, change->plan->columns[of].field, &change->values[of]);
        break;
    case BIND_LINKS:
        statement_bind_list(statement, at, change->arena, change->links[of].ids,
                            change->links[of].count);
        break;
    }
}

static void read_row(struct change *change, const struct question_plan *asked,
                     struct statement *row, struct reply *ret) {
    ret->answer = answer_read(row);
    for (size_t i = 0; i < asked->into.count; i++)
        value_read_column(change->plan->columns[asked->into.at[i]].field, row, (int)i,
                          change->arena, &ret->values[i]);
}

static struct statement *bound(struct change *change, const struct question_plan *asked) {
    struct statement *statement = db_prepared(change->door->db, &asked->sql);

    for (size_t i = 0; statement && i < asked->binding_count; i++)
        bind(change, asked, i, statement);
    return statement;
}

static bool needs_nothing(const struct change *change, const struct question_plan *asked) {
    const struct question *question = asked->question;

    bool is_known = change->kind == CHANGE_CREATE || (!question->altered && !question->when);

    if (asked->after != SIZE_MAX || asked->needs.count > 0 || !is_known ||
        !applies_to(change, asked))
        return false;
    for (size_t i = 0; i < asked->binding_count; i++)
        if (asked->bindings[i].kind == BIND_VALUE || asked->bindings[i].kind == BIND_LINKS)
            return false;
    return true;
}

void change_ask_early(struct change *change) {
    for (size_t i = 0; i < change->plan->question_count; i++)
        if (needs_nothing(change, &change->plan->questions[i]))
            ahead_add(change->asked, &change->plan->questions[i].sql, 0,
                      bound(change, &change->plan->questions[i]));
}

static bool ask(struct change *change, const struct question_plan *asked, struct reply *ret) {
    struct asked sent;
    bool is_sent = change->asked && ahead_take(change->asked, &asked->sql, 0, &sent);
    struct statement *statement = is_sent ? sent.statement : bound(change, asked);

    if (!statement)
        return false;
    enum db_step step = statement_step(statement);
    if (step == DB_ROW)
        read_row(change, asked, statement, ret);
    statement_reset(statement);
    return step != DB_FAILED;
}

/* What is copied with every change is so at any time, whatever an import tells. What is copied once
 * may be another by now. */
static bool always_holds(const struct question *question) {
    return question->copies && !question->on && !question->altered && !question->when;
}

/* Puts the row's columns into the fields; a value that was never read is null. */
static void put_values(struct change *change, const struct question_plan *asked,
                       const struct reply *reply) {
    for (size_t i = 0; i < asked->into.count; i++) {
        size_t slot = asked->into.at[i];
        struct value value = reply->values[i];
        if (asked->question->fills && !may_fill(change, slot))
            continue;
        if (value.state == ABSENT)
            value.state = IS_NULL;
        if (always_holds(asked->question))
            change->values[slot].is_told = false;
        change_set(change, slot, value);
    }
}

enum outcome change_ask(struct change *change) {
    const struct plan *plan = change->plan;

    for (size_t i = 0; i < plan->question_count; i++) {
        const struct question_plan *asked = &plan->questions[i];
        struct reply *reply = &change->replies[i];
        reply->applies = applies_to(change, asked);
        if (!reply->applies)
            continue;
        reply->values = NEW_ARRAY(change->arena, struct value, asked->into.count + 1);
        if (may_have_row(change, asked) && !ask(change, asked, reply))
            return FAILED;
    }
    for (size_t i = 0; i < plan->question_count; i++)
        if (change->replies[i].applies && plan->questions[i].question->fills)
            put_values(change, &plan->questions[i], &change->replies[i]);
    return DONE;
}

void change_copy_answers(struct change *change) {
    const struct plan *plan = change->plan;

    for (size_t i = 0; i < plan->question_count; i++)
        if (change->replies[i].applies && plan->questions[i].question->copies)
            put_values(change, &plan->questions[i], &change->replies[i]);
}
