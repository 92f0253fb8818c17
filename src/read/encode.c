/* encode.c - walks the steps of a view. */
#include "read/encode.h"

#include "base/decimal.h"
#include "base/instant.h"
#include "read/cached.h"
#include "read/list_parameters.h"
#include "json/write.h"

#include <ctype.h>

void encode_choice(struct buffer *out, struct str word, bool pascal) {
    buffer_put_char(out, '"');
    if (pascal && word.len > 0) {
        buffer_put_char(out, (char)toupper((unsigned char)word.at[0]));
        word = (struct str){word.at + 1, word.len - 1};
    }
    buffer_put_str(out, word);
    buffer_put_char(out, '"');
}

static void put_words(struct buffer *out, struct str words) {
    const char *between = "";

    buffer_put_char(out, '[');
    while (words.len > 0) {
        struct str word = str_cut(&words, ' ');
        if (word.len == 0)
            continue;
        buffer_put_z(out, between);
        json_put_string(out, word);
        between = ",";
    }
    buffer_put_char(out, ']');
}

static void put_quoted(struct buffer *out, void (*put)(struct buffer *, int64_t), int64_t value) {
    buffer_put_char(out, '"');
    put(out, value);
    buffer_put_char(out, '"');
}

static void put_value(struct buffer *out, const struct view *view, const struct field *field,
                      struct statement *row, int at) {
    if (column_is_null(row, at)) {
        buffer_put(out, "null", 4);
        return;
    }
    switch (field->kind) {
    case TEXT:
        json_put_string(out, column_text(row, at));
        break;
    case BOOLEAN:
        buffer_put_z(out, column_integer(row, at) ? "true" : "false");
        break;
    case DECIMAL:
        decimal_put(out, column_integer(row, at));
        break;
    case REAL:
        json_put_real(out, column_real(row, at));
        break;
    case DATE:
        put_quoted(out, day_put, column_integer(row, at));
        break;
    case INSTANT:
        put_quoted(out, instant_put, column_integer(row, at));
        break;
    case CHOICE:
        encode_choice(out, column_text(row, at), view->pascal);
        break;
    case TIME:
        put_quoted(out, clock_put, column_integer(row, at));
        break;
    case JSON:
        buffer_put_str(out, column_text(row, at));
        break;
    case WORDS:
        put_words(out, column_text(row, at));
        break;
    default:
        buffer_put_integer(out, column_integer(row, at));
        break;
    }
}

/* Caches what was put since `start`. */
static void store(const struct source *source, const struct cached *what, const struct buffer *out,
                  size_t start) {
    if (!buffer_failed(out))
        cached_store(source->cache, what, (struct str){out->at + start, out->len - start});
}

static enum found put_fresh_name(struct source *source, const struct plan *to, int64_t id,
                                 struct buffer *out) {
    struct statement *row = db_statement(source->db, to->name_of);

    if (!row)
        return FIND_FAILED;
    statement_bind_integer(row, 1, source->account_id);
    statement_bind_integer(row, 2, id);
    enum db_step step = statement_step(row);
    if (step == DB_ROW && !column_is_null(row, 0))
        json_put_string(out, column_text(row, 0));
    else if (step != DB_FAILED)
        buffer_put(out, "null", 4);
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
    struct statement *targets = db_statement(source->db, step->link->select);
    enum db_step next;
    size_t count = 0;

    if (!targets)
        return FIND_FAILED;
    statement_bind_integer(targets, 1, source->account_id);
    statement_bind_integer(targets, 2, id);
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

/* The days that a list was asked for, for SQL that computes rows from them. */
static void bind_days(struct source *source, struct statement *rows) {
    const struct list_parameters *parameters = source->parameters;

    for (size_t i = 0; i < parameters->value_count && parameters->values[i].filter->kind == DATE;
         i++)
        statement_bind_integer(rows, 3 + (int)i, parameters->values[i].integer);
}

/* Owned rows show no links and no rows of their own (check.c), so that this ends here. */
static enum found put_rows(struct source *source, const struct step *step, int64_t id,
                           struct buffer *out) {
    struct statement *rows = db_statement(source->db, step->rows->select);
    bool alone = step->field->rules & ALONE;
    enum db_step next;
    size_t count = 0;

    if (!rows)
        return FIND_FAILED;
    statement_bind_integer(rows, 1, source->account_id);
    statement_bind_integer(rows, 2, id);
    if (step->field->sql)
        bind_days(source, rows);
    while ((next = statement_step(rows)) == DB_ROW) {
        if (!alone)
            buffer_put_char(out, count ? ',' : '[');
        count++;
        if (put_object(source, &step->rows->to->detail, rows, 0, out) != FOUND)
            break;
    }
    statement_reset(rows);
    if (next != DB_END)
        return FIND_FAILED;
    if (count == 0)
        buffer_put_z(out, alone ? "null" : "[]");
    else if (!alone)
        buffer_put_char(out, ']');
    return FOUND;
}

static bool is_all_null(struct statement *row, const struct step *step) {
    for (int at = step->at; at < step->at + step->span; at++)
        if (!column_is_null(row, at))
            return false;
    return true;
}

/* How many steps after this one are to be left out. */
static int open_group(const struct step *step, struct statement *row, struct buffer *out) {
    buffer_put_str(out, step->lead);
    if (!(step->field->rules & OPTIONAL))
        return 0;
    if (is_all_null(row, step)) {
        buffer_put(out, "null", 4);
        return step->skip;
    }
    buffer_format(out, "{\"objectName\":\"%s\"", step->field->group->object_name);
    return 0;
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
        put_value(out, view->view, step->field, row, step->at);
        return FOUND;
    }
    if (column_is_null(row, step->at)) {
        buffer_put(out, "null", 4);
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
            i += (size_t)open_group(step, row, out);
            continue;
        }
        enum found found = put_step(source, view, step, row, id, out);
        if (found != FOUND)
            return FIND_FAILED;
    }
    buffer_put_char(out, '}');
    return FOUND;
}

static enum found put_fresh_row(struct source *source, const struct view_plan *view, int64_t id,
                                struct buffer *out) {
    struct statement *row = db_statement(source->db, view->select);

    if (!row)
        return FIND_FAILED;
    statement_bind_integer(row, 1, source->account_id);
    statement_bind_integer(row, 2, id);
    if (view->names_viewer)
        statement_bind_integer(row, VIEWER_PARAMETER, source->viewer);
    enum db_step step = statement_step(row);
    enum found found = step == DB_ROW   ? put_object(source, view, row, id, out)
                       : step == DB_END ? NOT_FOUND
                                        : FIND_FAILED;
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
