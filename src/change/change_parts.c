/* change_parts.c - what decoding, preparing and storing a change share. */
#include "change/change_parts.h"

#include "base/log.h"
#include "read/ahead.h"

struct change *change_begin(const struct door *door, const struct plan *plan, enum change_kind kind,
                            int64_t id) {
    struct change *change = NEW(door->arena, struct change);

    change->door = door;
    change->plan = plan;
    change->kind = kind;
    change->id = id;
    change->arena = door->arena;
    change->faults = door->faults;
    change->values = NEW_ARRAY(door->arena, struct value, plan->column_count);
    change->before = NEW_ARRAY(door->arena, struct value, plan->column_count);
    change->links = NEW_ARRAY(door->arena, struct link_value, plan->link_count + 1);
    change->rows = NEW_ARRAY(door->arena, struct rows_value, plan->rows_count + 1);
    change->replies = NEW_ARRAY(door->arena, struct reply, plan->question_count + 1);
    change->id_name = "id";
    change->prefix = "";
    return change;
}

void change_begin_next(struct change *change, enum change_kind kind, int64_t id) {
    const struct plan *plan = change->plan;

    memset(change->values, 0, plan->column_count * sizeof(struct value));
    memset(change->before, 0, plan->column_count * sizeof(struct value));
    memset(change->links, 0, plan->link_count * sizeof(struct link_value));
    memset(change->rows, 0, plan->rows_count * sizeof(struct rows_value));
    memset(change->replies, 0, plan->question_count * sizeof(struct reply));
    *change = (struct change){.door = change->door,
                              .plan = plan,
                              .kind = kind,
                              .arena = change->arena,
                              .faults = change->faults,
                              .id = id,
                              .id_name = change->id_name,
                              .values = change->values,
                              .before = change->before,
                              .links = change->links,
                              .rows = change->rows,
                              .replies = change->replies,
                              .prefix = change->prefix};
}

struct change *change_begin_patch(const struct door *door, const struct plan *plan,
                                  const char *name, int64_t id) {
    struct change *change = change_begin(door, plan, CHANGE_PATCH, id);
    const struct patch_plan *patch = plan->patches;

    while (patch->patch && strcmp(patch->patch->name, name) != 0)
        patch++;
    ALWAYS(patch->patch);
    change->patch = patch;
    if (patch->at != SIZE_MAX)
        change->values[patch->at] = (struct value){.state = IS_SET, .integer = door->now};
    if (patch->by != SIZE_MAX && door->caller->user_id)
        change->values[patch->by] =
            (struct value){.state = IS_SET, .integer = door->caller->user_id};
    return change;
}

struct change *change_begin_patch_of(const struct door *door, const struct plan *plan,
                                     const char *name, const int64_t *ids, size_t count) {
    struct change *change = change_begin_patch(door, plan, name, 0);

    ALWAYS(count > 0 && door->audit == AUDIT_NONE);
    change->ids = ids;
    change->id_count = count;
    return change;
}

const char *change_input_name(const struct field *field) {
    return field->input ? field->input : field->name;
}

struct str change_property(const struct change *change, const char *property) {
    if (!*change->prefix)
        return str_of(property);
    return arena_format(change->arena, "%s%s", change->prefix, property);
}

void change_fault(struct change *change, struct str property, const char *rest) {
    struct str title = fault_title(change->arena, property);

    faults_add(change->faults, property,
               arena_format(change->arena, "The field %.*s %s", (int)title.len, title.at, rest));
}

void change_missing(struct change *change, struct str property) {
    struct str title = fault_title(change->arena, property);

    faults_add(
        change->faults, property,
        arena_format(change->arena, "The %.*s field is required.", (int)title.len, title.at));
}

void value_read_column(const struct field *field, struct statement *row, int at,
                       struct arena *arena, struct value *ret) {
    *ret = (struct value){.state = column_is_null(row, at) ? IS_NULL : IS_SET};
    if (ret->state == IS_NULL)
        return;
    switch (field->kind) {
    case TEXT:
    case CHOICE:
    case WORDS:
    case JSON:
    case BYTES:
        ret->text = arena_copy(arena, column_text(row, at));
        break;
    case REAL:
        ret->real = column_real(row, at);
        break;
    default:
        ret->integer = column_integer(row, at);
        break;
    }
}

void value_bind(struct statement *statement, int at, const struct field *field,
                const struct value *value) {
    if (value->state != IS_SET)
        return;
    switch (field->kind) {
    case TEXT:
    case CHOICE:
    case WORDS:
    case JSON:
        statement_bind_text(statement, at, value->text);
        break;
    case BYTES:
        statement_bind_blob(statement, at, value->text);
        break;
    case REAL:
        statement_bind_real(statement, at, value->real);
        break;
    default:
        statement_bind_integer(statement, at, value->integer);
        break;
    }
}

struct value change_default(const struct field *field) {
    if (field->kind == BOOLEAN && !(field->rules & NULLABLE))
        return (struct value){.state = IS_SET, .integer = (field->rules & DEFAULT_TRUE) != 0};
    if (field->kind == WORDS) /* none are a text, too */
        return (struct value){.state = IS_SET, .text = STR("")};
    return (struct value){.state = IS_NULL};
}

enum outcome change_not_found(struct change *change) {
    faults_add(
        change->faults, change_property(change, change->id_name),
        arena_format(change->arena, "The %s could not be found.", change->plan->resource->name));
    return INVALID;
}

bool change_imports(const struct change *change) {
    const struct caller *caller = change->door->caller;

    return caller && caller->kind == CALLER_IMPORT;
}

void change_set(struct change *change, size_t slot, struct value value) {
    if (change->is_filled && change->values[slot].is_told)
        return;
    value.is_told = !change->is_filled && change_imports(change);
    change->values[slot] = value;
}

void change_note(const struct change *change, const struct plan *plan, int64_t id,
                 enum entry_kind kind) {
    const struct caller *caller = change->door->caller;

    ledger_note(change->door->ledger,
                &(struct change_entry){
                    .account_id = caller->account_id,
                    .at = change->door->now,
                    .row_id = id,
                    .resource = plan->resource->name,
                    .kind = kind,
                    .caller_kind = caller->kind,
                    .caller_id = caller->application_id ? caller->application_id : caller->user_id,
                });
}

bool change_note_counted(const struct change *change, const struct plan *plan, const int64_t *ids,
                         size_t count, int sign) {
    const struct door *door = change->door;

    return !plan->counted || counted_note(ledger_counted(door->ledger), door->db, plan->counted,
                                          door->caller->account_id, ids, count, sign);
}

bool change_alters_slot(const struct change *change, size_t slot) {
    const struct value *now = &change->values[slot], *before = &change->before[slot];

    if (change->kind != CHANGE_UPDATE)
        return !change->patch || change->patch->parameters[slot];
    if (now->state != before->state)
        return true;
    return now->state == IS_SET && (now->integer != before->integer || now->real != before->real ||
                                    !str_equal(now->text, before->text));
}

bool change_alters_any(const struct change *change) {
    for (size_t i = 0; i < change->plan->column_count; i++)
        if (change_alters_slot(change, i))
            return true;
    return false;
}

struct answer answer_read(struct statement *row) {
    if (column_is_null(row, 0))
        return (struct answer){false, 0};
    return (struct answer){true, column_integer(row, 0)};
}

struct statement *change_statement(const struct change *change, const struct sql *sql, int64_t id) {
    struct asked asked;

    if (change->asked && ahead_take(change->asked, sql, id, &asked))
        return asked.statement;
    return row_statement(change->door->db, sql, change->door->caller->account_id, id);
}

enum outcome change_look_up(struct change *change, const struct sql *sql, int64_t id,
                            struct answer *ret) {
    struct statement *statement = change_statement(change, sql, id);

    *ret = (struct answer){false, 0};
    if (!statement)
        return FAILED;
    enum db_step step = statement_step(statement);
    if (step == DB_ROW)
        *ret = answer_read(statement);
    statement_reset(statement);
    return step == DB_FAILED ? FAILED : DONE;
}
