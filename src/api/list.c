/* list.c - a page of a list: the total, the ids of the page by an index, then each item. */
#include "api/list.h"

#include "api/answer.h"
#include "api/list_parameters.h"

static void bind_filters(struct statement *statement, struct arena *arena,
                         const struct list_parameters *parameters) {
    int at = FIRST_FILTER_PARAMETER;

    for (size_t i = 0; i < parameters->value_count; i++, at += 2) {
        const struct filter_value *value = &parameters->values[i];
        if (value->filter->many) {
            statement_bind_list(statement, at, arena, value->ids, value->count);
            if (strstr(value->filter->where, "{count}"))
                statement_bind_integer(statement, at + 1, (int64_t)value->count);
        } else if (value->filter->kind == TEXT || value->filter->kind == CHOICE) {
            statement_bind_text(statement, at, value->text);
        } else {
            statement_bind_integer(statement, at, value->integer);
        }
    }
}

/* What makes two totals the same question: the statement and every bound value. */
static struct str total_key(struct request *request, struct str sql,
                            const struct list_parameters *parameters) {
    struct buffer *scratch = &request->exchange->body_out;

    buffer_reset(scratch);
    buffer_put_integer(scratch, request->source.account_id);
    buffer_put_str(scratch, sql);
    for (size_t i = 0; i < parameters->value_count; i++) {
        const struct filter_value *value = &parameters->values[i];
        buffer_format(scratch, "|%zu|%zu|", value->text.len, value->count);
        buffer_put_integer(scratch, value->integer);
        buffer_put_str(scratch, value->text);
        buffer_put(scratch, (const char *)value->ids, value->count * sizeof(*value->ids));
    }
    struct str key = arena_copy(request->arena, buffer_str(scratch));
    buffer_reset(scratch);
    return key;
}

static enum outcome count_rows(struct request *request, struct str sql,
                               const struct list_parameters *parameters, int64_t *ret) {
    struct statement *statement = db_statement(request->source.db, sql);

    if (!statement)
        return FAILED;
    statement_bind_integer(statement, 1, request->source.account_id);
    bind_filters(statement, request->arena, parameters);
    enum db_step step = statement_step(statement);
    if (step == DB_ROW)
        *ret = column_integer(statement, 0);
    statement_reset(statement);
    return step == DB_ROW ? DONE : FAILED;
}

/* The exact number of rows, remembered while the account's version stands. */
static enum outcome find_total(struct request *request, const struct list_parameters *parameters,
                               int64_t *ret) {
    struct str sql = plan_count_sql(request->arena, request->plan, parameters->used);
    struct str key = total_key(request, sql, parameters);
    struct memo *memo = request->worker->memo;
    struct str known = memo_find(memo, key, request->source.versions);

    if (known.at) {
        memcpy(ret, known.at, sizeof(*ret));
        return DONE;
    }
    if (count_rows(request, sql, parameters, ret) != DONE)
        return FAILED;
    memo_keep(memo, key, request->source.versions, (struct str){(const char *)ret, sizeof(*ret)});
    return DONE;
}

static enum outcome find_ids(struct request *request, const struct list_parameters *parameters,
                             int64_t offset, int64_t *ids, size_t *ret_count) {
    struct str sql = plan_list_sql(request->arena, request->plan, parameters->used,
                                   parameters->sort, parameters->descending);
    struct statement *statement = db_statement(request->source.db, sql);
    enum db_step step;

    if (!statement)
        return FAILED;
    statement_bind_integer(statement, 1, request->source.account_id);
    statement_bind_integer(statement, 2, parameters->page_size);
    statement_bind_integer(statement, 3, offset);
    bind_filters(statement, request->arena, parameters);
    *ret_count = 0;
    while ((step = statement_step(statement)) == DB_ROW)
        ids[(*ret_count)++] = column_integer(statement, 0);
    statement_reset(statement);
    return step == DB_END ? DONE : FAILED;
}

static void put_envelope(struct buffer *out, const struct list_parameters *parameters,
                         size_t count, int64_t total) {
    int64_t pages = total / parameters->page_size + (total % parameters->page_size > 0);

    buffer_put_z(out, "{\"objectName\":\"generic.pagedlist\",\"page\":");
    buffer_put_integer(out, parameters->page);
    buffer_put_z(out, ",\"pageSize\":");
    buffer_put_integer(out, parameters->page_size);
    buffer_put_z(out, ",\"itemCount\":");
    buffer_put_integer(out, (int64_t)count);
    buffer_put_z(out, ",\"totalItemCount\":");
    buffer_put_integer(out, total);
    buffer_put_z(out, ",\"totalPages\":");
    buffer_put_integer(out, pages);
    buffer_put_z(out, ",\"items\":[");
}

static enum outcome put_items(struct request *request, const int64_t *ids, size_t count) {
    struct buffer *out = &request->exchange->body_out;

    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_put_char(out, ',');
        if (encode_row(&request->source, &request->plan->list, ids[i], out) != FOUND)
            return FAILED;
    }
    buffer_put_z(out, "]}");
    return DONE;
}

enum outcome perform_list(struct request *request) {
    struct list_parameters parameters;
    int64_t ids[PAGE_SIZE_MAX], total;
    size_t count = 0;

    list_parameters_read(request, &parameters);
    if (faults_any(&request->faults))
        return INVALID;
    if (find_total(request, &parameters, &total) != DONE)
        return FAILED;
    /* Past the end there is nothing to look for, and no product that could overflow. */
    bool past = parameters.page - 1 > total / parameters.page_size;
    if (!past && find_ids(request, &parameters, (parameters.page - 1) * parameters.page_size, ids,
                          &count) != DONE)
        return FAILED;
    answer_json(request, 200, STR(""));
    put_envelope(&request->exchange->body_out, &parameters, count, total);
    return put_items(request, ids, count);
}
