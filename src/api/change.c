/* change.c - what hooks may ask of a change and do to it. */
#include "api/change_parts.h"
#include "base/log.h"

static size_t slot_of(const struct change *change, const char *field) {
    size_t slot = plan_slot(change->plan, field);

    if (slot == SIZE_MAX)
        log_error("A rule of %s names the field \"%s\", which it has not.",
                  change->plan->resource->plural, field);
    ALWAYS(slot != SIZE_MAX);
    return slot;
}

bool change_is_update(const struct change *change) {
    return change->is_update;
}

int64_t change_account(const struct change *change) {
    return change->account_id;
}

int64_t change_id(const struct change *change) {
    return change->id;
}

struct arena *change_arena(struct change *change) {
    return change->arena;
}

bool change_is_null(const struct change *change, const char *field) {
    return change->values[slot_of(change, field)].state != IS_SET;
}

int64_t change_integer(const struct change *change, const char *field) {
    const struct value *value = &change->values[slot_of(change, field)];

    return value->state == IS_SET ? value->integer : 0;
}

struct str change_text(const struct change *change, const char *field) {
    const struct value *value = &change->values[slot_of(change, field)];

    return value->state == IS_SET ? value->text : (struct str){NULL, 0};
}

bool change_alters(const struct change *change, const char *field) {
    size_t slot = slot_of(change, field);
    const struct value *now = &change->values[slot], *before = &change->before[slot];

    if (!change->is_update || now->state != before->state)
        return true;
    return now->state == IS_SET && (now->integer != before->integer || now->real != before->real ||
                                    !str_equal(now->text, before->text));
}

void change_set_null(struct change *change, const char *field) {
    change->values[slot_of(change, field)] = (struct value){.state = IS_NULL};
}

void change_set_integer(struct change *change, const char *field, int64_t value) {
    change->values[slot_of(change, field)] = (struct value){.state = IS_SET, .integer = value};
}

void change_set_text(struct change *change, const char *field, struct str value) {
    change->values[slot_of(change, field)] = (struct value){.state = IS_SET, .text = value};
}

enum outcome change_query(struct change *change, const char *sql, int64_t argument, bool *ret_found,
                          int64_t *ret) {
    struct statement *statement = db_statement(change->db, str_of(sql));

    if (!statement)
        return FAILED;
    statement_bind_integer(statement, 1, change->account_id);
    statement_bind_integer(statement, 2, argument);
    enum db_step step = statement_step(statement);
    *ret_found = step == DB_ROW && !column_is_null(statement, 0);
    *ret = *ret_found ? column_integer(statement, 0) : 0;
    statement_reset(statement);
    return step == DB_FAILED ? FAILED : DONE;
}

enum outcome change_refuse(struct change *change, const char *field, const char *sentence) {
    size_t slot = plan_slot(change->plan, field);
    const char *property = slot == SIZE_MAX ? field : change->plan->columns[slot].property;

    faults_add(change->faults, str_of(property), str_of(sentence));
    return INVALID;
}
