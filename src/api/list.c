/* list.c - a page of a list: the total, the ids of the page by an index, then each item. */
#include "api/list.h"

#include "api/answer.h"
#include "api/parent.h"
#include "read/counted.h"
#include "read/list_rows.h"

/* Tells apart what is asked, whatever the page: a digest of the statement that counts the rows, and
 * of every bound value. */
static struct str question_of(struct request *request, struct str sql,
                              const struct list_parameters *parameters) {
    struct buffer *scratch = &request->exchange->body_out;

    buffer_reset(scratch);
    buffer_put_z(scratch, "list ");
    buffer_put_integer(scratch, request->source.account_id);
    buffer_put_char(scratch, '/');
    buffer_put_integer(scratch, parameters->parent_id);
    buffer_put_str(scratch, sql);
    for (size_t i = 0; i < parameters->value_count; i++) {
        const struct filter_value *value = &parameters->values[i];
        buffer_format(scratch, "|%zu|%zu|", value->text.len, value->count);
        buffer_put_integer(scratch, value->integer);
        buffer_put_str(scratch, value->text);
        for (size_t j = 0; j < value->count; j++) {
            buffer_put_char(scratch, ',');
            buffer_put_integer(scratch, value->ids[j]);
        }
    }
    unsigned char *digest = arena_take(request->arena, DIGEST_BYTES, 1);
    cache_digest(request->source.rows, buffer_str(scratch), digest);
    buffer_reset(scratch);
    return (struct str){(const char *)digest, DIGEST_BYTES};
}

static enum outcome count_rows(struct request *request, struct str sql,
                               const struct list_parameters *parameters, int64_t *ret) {
    struct statement *statement = db_statement(request->source.db, sql);

    if (!statement)
        return FAILED;
    statement_bind_integer(statement, 1, request->source.account_id);
    list_bind_filters(statement, request->arena, parameters);
    enum db_step step = statement_step(statement);
    if (step == DB_ROW)
        *ret = column_integer(statement, 0);
    statement_reset(statement);
    return step == DB_ROW ? DONE : FAILED;
}

/* The exact number of rows: by their blocks where these know it, else one by one. */
static enum outcome count_all(struct request *request, const struct list_parameters *parameters,
                              const struct counted *counted, struct str sql, int64_t *ret) {
    enum found found = counted->counts ? counted_total(request, counted, ret) : NOT_FOUND;

    if (found == NOT_FOUND)
        return count_rows(request, sql, parameters, ret);
    return found == FOUND ? DONE : FAILED;
}

/* The number is remembered while nothing changes that the list depends on. */
static enum outcome find_total(struct request *request, const struct list_parameters *parameters,
                               const struct counted *counted, struct str sql, struct str key,
                               int64_t *ret) {
    struct memo *memo = request->worker->memo;
    struct depends depends = request->plan->of_list;
    int64_t version = depends_version(depends, &request->source.versions);
    struct str known = {NULL, 0};

    if (depends_stand(depends))
        known = memo_find(memo, key, version);
    if (known.at) {
        memcpy(ret, known.at, sizeof(*ret));
        return DONE;
    }
    if (count_all(request, parameters, counted, sql, ret) != DONE)
        return FAILED;
    if (depends_stand(depends))
        memo_keep(memo, key, version, (struct str){(const char *)ret, sizeof(*ret)});
    return DONE;
}

static void put_envelope(struct buffer *out, const struct list_parameters *parameters, size_t count,
                         int64_t total) {
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

/* Reads what is asked for; the parent in the path must exist. */
static enum outcome read_parameters(struct request *request, struct list_parameters *ret) {
    const struct resource *resource = request->plan->resource;

    if (parent_check(request, request->source.db) == FAILED)
        return FAILED;
    list_parameters_read(request, ret);
    if (request->visible_to && !faults_any(&request->faults))
        list_use_filter(request, ret, VISIBLE_FILTER, request->visible_to);
    if (resource->check_list && !faults_any(&request->faults) &&
        resource->check_list(request, ret) == FAILED)
        return FAILED;
    request->source.parameters = ret;
    return faults_any(&request->faults) ? INVALID : DONE;
}

enum outcome perform_list(struct request *request) {
    struct list_parameters parameters;
    struct page page = {.count = 0};
    int64_t total;
    enum outcome outcome = read_parameters(request, &parameters);

    if (outcome != DONE)
        return outcome;
    struct str sql = plan_count_sql(request->arena, request->plan, parameters.used);
    struct str question = question_of(request, sql, &parameters);
    struct counted counted = counted_read(request->plan, &parameters);
    if (find_total(request, &parameters, &counted, sql, question, &total) != DONE)
        return FAILED;
    /* Past the end there is nothing to look for, and no product that could overflow. */
    bool past = parameters.page - 1 > total / parameters.page_size;
    if (!past && list_find_page(request, &parameters, question, &counted, total, &page) != DONE)
        return FAILED;
    answer_json(request, 200, STR(""));
    put_envelope(&request->exchange->body_out, &parameters, page.count, total);
    return put_items(request, page.ids, page.count);
}
