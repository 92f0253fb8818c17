/* change.c - what hooks may ask of a change and do to it. */
#include "base/log.h"
#include "change/change_parts.h"
#include "change/security_log.h"

static size_t slot_of(const struct change *change, const char *field) {
    size_t slot = plan_slot(change->plan, field);

    if (slot == SIZE_MAX)
        log_error("A rule of %s names the field \"%s\", which it does not have.",
                  change->plan->resource->plural, field);
    ALWAYS(slot != SIZE_MAX);
    return slot;
}

enum change_kind change_kind(const struct change *change) {
    return change->kind;
}

bool change_is_update(const struct change *change) {
    return change->kind == CHANGE_UPDATE;
}

void change_set_owner(struct change *change, int64_t id) {
    change->owner_id = id;
}

int64_t change_owner_id(const struct change *change) {
    return change->owner_id;
}

int64_t change_now(const struct change *change) {
    return change->door->now;
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

int64_t change_integer_before(const struct change *change, const char *field) {
    const struct value *value = &change->before[slot_of(change, field)];

    return value->state == IS_SET ? value->integer : 0;
}

bool change_has_time(const struct change *change, const char *field) {
    return change->values[slot_of(change, field)].has_time;
}

static struct rows_value *rows_of(const struct change *change, const char *field) {
    for (size_t i = 0; i < change->plan->rows_count; i++)
        if (strcmp(change->plan->rows[i].field->name, field) == 0)
            return &change->rows[i];
    log_error("A rule of %s names the rows \"%s\", which it does not have.",
              change->plan->resource->plural, field);
    panic_at(__FILE__, __LINE__, "an unknown field");
}

int64_t change_row_count(const struct change *change, const char *field) {
    const struct rows_value *rows = rows_of(change, field);

    return rows->state == IS_SET ? (int64_t)rows->count : -1;
}

struct change *change_row(const struct change *change, const char *field, size_t at) {
    const struct rows_value *rows = rows_of(change, field);

    ALWAYS(at < rows->count);
    return rows->items[at];
}

void change_drop_rows(struct change *change, const char *field) {
    *rows_of(change, field) = (struct rows_value){.state = IS_SET};
}

const int64_t *change_links(const struct change *change, const char *field, size_t *ret_count) {
    for (size_t i = 0; i < change->plan->link_count; i++) {
        const struct link_value *links = &change->links[i];
        if (strcmp(change->plan->links[i].field->name, field) != 0)
            continue;
        *ret_count = links->count;
        return links->state == IS_SET ? links->ids : NULL;
    }
    panic_at(__FILE__, __LINE__, field);
}

bool change_links_are_shown(const struct change *change, const char *field) {
    for (size_t i = 0; i < change->plan->link_count; i++)
        if (strcmp(change->plan->links[i].field->name, field) == 0)
            return change->links[i].is_shown;
    panic_at(__FILE__, __LINE__, field);
}

struct change *change_owner(const struct change *change) {
    ALWAYS(change->owner);
    return change->owner;
}

const struct uploaded *change_upload(const struct change *change) {
    return change->upload;
}

bool change_alters(const struct change *change, const char *field) {
    return change_alters_slot(change, slot_of(change, field));
}

bool change_is_faulty(const struct change *change, const char *field) {
    return change->values[slot_of(change, field)].state == FAULTY;
}

void change_keep(struct change *change, const char *field) {
    size_t slot = slot_of(change, field);

    change_set(change, slot, change->before[slot]);
}

void change_set_null(struct change *change, const char *field) {
    change_set(change, slot_of(change, field), (struct value){.state = IS_NULL});
}

void change_set_integer(struct change *change, const char *field, int64_t value) {
    change_set(change, slot_of(change, field), (struct value){.state = IS_SET, .integer = value});
}

void change_set_text(struct change *change, const char *field, struct str value) {
    change_set(change, slot_of(change, field), (struct value){.state = IS_SET, .text = value});
}

struct answer change_answer(const struct change *change, const char *question) {
    for (size_t i = 0; i < change->plan->question_count; i++)
        if (strcmp(change->plan->questions[i].question->name, question) == 0)
            return change->replies[i].answer;
    log_error("A rule of %s reads the answer to \"%s\", which it does not ask.",
              change->plan->resource->plural, question);
    panic_at(__FILE__, __LINE__, "an unknown question");
}

enum outcome change_run(struct change *change, const char *sql) {
    struct statement *statement = db_statement(change->door->db, str_of(sql));

    if (!statement)
        return FAILED;
    statement_bind_integer(statement, 1, change->door->caller->account_id);
    statement_bind_integer(statement, 2, change->id);
    return statement_run(statement) ? DONE : FAILED;
}

void change_raise_callers(struct change *change) {
    ledger_raise(change->door->ledger, SYSTEM_ACCOUNT, SYSTEM_AREA, false);
}

enum outcome change_note_security(struct change *change, enum security_kind kind, int64_t user_id,
                                  int64_t application_id) {
    return security_write(change->door, kind, user_id, application_id) ? DONE : FAILED;
}

/* What requests call a field: a column, links, or rows. */
static const char *property_of(const struct change *change, const char *field) {
    size_t slot = plan_slot(change->plan, field);

    if (slot != SIZE_MAX)
        return change->plan->columns[slot].property;
    for (size_t i = 0; i < change->plan->link_count; i++) {
        const struct field *links = change->plan->links[i].field;
        if (strcmp(links->name, field) == 0 && links->input)
            return links->input;
    }
    return field;
}

enum outcome change_refuse(struct change *change, const char *field, const char *sentence) {
    faults_add(change->faults, change_property(change, property_of(change, field)),
               str_of(sentence));
    return INVALID;
}

enum outcome change_refuse_row(struct change *change, const char *sentence) {
    faults_add(change->faults, change_property(change, change->id_name), str_of(sentence));
    return INVALID;
}

enum outcome change_require(struct change *change, const char *field) {
    change_missing(change, change_property(change, property_of(change, field)));
    return INVALID;
}
