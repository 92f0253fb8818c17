/* encode.c - walks the steps of a view. */
#include "read/encode.h"

#include "read/ahead.h"
#include "read/cached.h"
#include "read/encode_value.h"
#include "read/list_parameters.h"
#include "json/write.h"

static void put_column(struct buffer *out, const struct view *view, const struct field *field,
                       struct statement *row, int at) {
    if (column_is_null(row, at))
        encode_null(out);
    else if (stored_as_text(field->kind))
        encode_text(out, view, field, column_text(row, at));
    else if (field->kind == REAL)
        json_put_real(out, column_real(row, at));
    else
        encode_integer(out, field, column_integer(row, at));
}

/* Caches what was put since `start`. */
static void store(const struct source *source, const struct cached *what, const struct buffer *out,
                  size_t start) {
    if (!buffer_failed(out))
        cached_store(source->cache, what, (struct str){out->at + start, out->len - start});
}

/* The statement for a row, sent already or not. */
static struct statement *statement_for(struct source *source, const struct sql *sql, int64_t id) {
    struct asked asked;

    if (source->ahead && ahead_take(source, sql, id, &asked))
        return asked.statement;
    return row_statement(source->db, sql, source->account_id, id);
}

static enum found put_fresh_name(struct source *source, const struct plan *to, int64_t id,
                                 struct buffer *out) {
    struct statement *row = statement_for(source, &to->name_of, id);

    if (!row)
        return FIND_FAILED;
    enum db_step step = statement_step(row);
    if (step == DB_ROW && !column_is_null(row, 0))
        json_put_string(out, column_text(row, 0));
    else if (step != DB_FAILED)
        encode_null(out);
    statement_reset(row);
    return step == DB_FAILED ? FIND_FAILED : FOUND;
}

/* The name of another row alone. */
static enum found put_name(struct source *source, const struct plan *to, int64_t id,
                           struct buffer *out) {
    struct cached what = cached_name(source, to, id);
    size_t start = out->len;

    if (cached_find(source->cache, &what, out))
        return FOUND;
    enum found found = put_fresh_name(source, to, id, out);
    if (found == FOUND)
        store(source, &what, out, start);
    return found;
}

static enum found put_links(struct source *source, const struct step *step, int64_t id,
                            struct buffer *out) {
    struct statement *targets = statement_for(source, &step->link->select, id);
    enum db_step next;
    size_t count = 0;

    if (!targets)
        return FIND_FAILED;
    while ((next = statement_step(targets)) == DB_ROW) {
        buffer_put_char(out, count++ ? ',' : '[');
        if (encode_row(source, step->shown, column_integer(targets, 0), out) != FOUND)
            break;
    }
    statement_reset(targets);
    if (next != DB_END)
        return FIND_FAILED;
    if (count)
        buffer_put_char(out, ']');
    else
        buffer_put_z(out, step->field->rules & OPTIONAL ? "null" : "[]");
    return FOUND;
}

static enum found put_object(struct source *source, const struct view_plan *view,
                             struct statement *row, int64_t id, struct buffer *out);

/* What a list was asked for, for SQL that computes rows from it. */
static void bind_asked(const struct source *source, const struct rows_plan *plan,
                       struct statement *rows) {
    const struct list_parameters *parameters = source->parameters;

    for (size_t i = 0; i < plan->asked_count; i++)
        for (size_t j = 0; j < parameters->value_count; j++)
            if (parameters->values[j].filter == plan->asked[i])
                statement_bind_integer(rows, ROW_MORE + (int)i, parameters->values[j].integer);
}

/* Owned rows show no links and no rows of their own (check.c), so that this ends here. */
static enum found put_rows(struct source *source, const struct step *step, int64_t id,
                           struct buffer *out) {
    struct statement *rows = statement_for(source, &step->rows->select, id);
    enum db_step next;
    size_t count = 0;

    if (!rows)
        return FIND_FAILED;
    bind_asked(source, step->rows, rows);
    while ((next = statement_step(rows)) == DB_ROW) {
        encode_before_row(out, step->field, count++);
        if (put_object(source, &step->rows->to->detail, rows, 0, out) != FOUND)
            break;
    }
    statement_reset(rows);
    if (next != DB_END)
        return FIND_FAILED;
    encode_after_rows(out, step->field, count);
    return FOUND;
}

/* Whether the group is to be null. */
static bool is_absent(struct statement *row, const struct step *step) {
    if (!(step->field->rules & OPTIONAL))
        return false;
    for (int at = step->at; at < step->at + step->span; at++)
        if (!column_is_null(row, at))
            return false;
    return true;
}

static enum found put_step(struct source *source, const struct view_plan *view,
                           const struct step *step, struct statement *row, int64_t id,
                           struct buffer *out) {
    buffer_put_str(out, step->lead);
    if (step->kind == STEP_CLOSE)
        return FOUND;
    if (step->kind == STEP_LINKS)
        return put_links(source, step, id, out);
    if (step->kind == STEP_ROWS)
        return put_rows(source, step, id, out);
    if (step->kind == STEP_VALUE) {
        put_column(out, view->view, step->field, row, step->at);
        return FOUND;
    }
    if (column_is_null(row, step->at)) {
        encode_null(out);
        return FOUND;
    }
    int64_t other = column_integer(row, step->at);
    return step->kind == STEP_NAME ? put_name(source, step->to, other, out)
                                   : encode_row(source, step->shown, other, out);
}

static enum found put_object(struct source *source, const struct view_plan *view,
                             struct statement *row, int64_t id, struct buffer *out) {
    buffer_put_str(out, view->open);
    for (size_t i = 0; i < view->step_count; i++) {
        const struct step *step = &view->steps[i];
        if (step->kind == STEP_OPEN) {
            i += encode_group(out, step, is_absent(row, step));
            continue;
        }
        enum found found = put_step(source, view, step, row, id, out);
        if (found != FOUND)
            return FIND_FAILED;
    }
    buffer_put_char(out, '}');
    return FOUND;
}

static struct statement *open_row(struct source *source, const struct view_plan *view, int64_t id,
                                  enum db_step *ret_step) {
    struct asked asked;

    if (source->ahead && ahead_take(source, &view->select, id, &asked)) {
        *ret_step = asked.is_stepped ? asked.step : statement_step(asked.statement);
        return asked.statement;
    }
    struct statement *row = row_statement(source->db, &view->select, source->account_id, id);
    *ret_step = DB_FAILED;
    if (!row)
        return NULL;
    if (view->names_viewer)
        statement_bind_integer(row, ROW_VIEWER, source->viewer);
    *ret_step = statement_step(row);
    return row;
}

static enum found put_fresh_row(struct source *source, const struct view_plan *view, int64_t id,
                                struct buffer *out) {
    enum db_step step;
    struct statement *row = open_row(source, view, id, &step);
    enum found found = step == DB_ROW   ? put_object(source, view, row, id, out)
                       : step == DB_END ? NOT_FOUND
                                        : FIND_FAILED;
    if (row)
        statement_reset(row);
    return found;
}

enum found encode_row(struct source *source, const struct view_plan *view, int64_t id,
                      struct buffer *out) {
    struct cached what = cached_row(source, view, id);
    size_t start = out->len;

    if (cached_find(source->cache, &what, out))
        return FOUND;
    enum found found = put_fresh_row(source, view, id, out);
    if (found == FOUND)
        store(source, &what, out, start);
    return found;
}

enum found encode_alone(struct source *source, const struct view_plan *view, int64_t id,
                        struct buffer *out) {
    struct ahead room;

    if (!db_asks_ahead(source->db))
        return encode_row(source, view, id, out);
    if (source->ahead)
        ahead_walk(source, false);
    else
        ahead_begin(source, &room, view, &id, 1);
    enum found found = encode_row(source, view, id, out);
    ahead_end(source);
    return found;
}
