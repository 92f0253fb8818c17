/* get.c - one row, if it is there and whoever asks may see it. */
#include "api/get.h"

#include "api/answer.h"
#include "api/tag.h"

/* Whether the person may see the row. */
static enum found find_visible(struct request *request) {
    const struct filter *filters = request->plan->resource->filters;
    unsigned bit = 0;

    if (!request->visible_to)
        return FOUND;
    while (strcmp(filters[bit].name, VISIBLE_FILTER) != 0)
        bit++;
    struct str sql = plan_count_sql(request->arena, request->plan, 1u << bit);
    struct statement *row =
        db_statement(request->source.db,
                     arena_format(request->arena, "%.*s AND t.id = ?2", (int)sql.len, sql.at));
    if (!row)
        return FIND_FAILED;
    statement_bind_integer(row, 1, request->source.account_id);
    statement_bind_integer(row, 2, request->id);
    statement_bind_integer(row, FIRST_FILTER_PARAMETER, request->visible_to);
    int64_t count = 0;
    if (statement_integer(row, &count) != DB_ROW)
        return FIND_FAILED;
    return count > 0 ? FOUND : NOT_FOUND;
}

static enum found put_row(struct request *request) {
    enum found found = find_visible(request);

    return found == FOUND ? encode_row(&request->source, &request->plan->detail, request->id,
                                       &request->exchange->body_out)
                          : found;
}

enum outcome perform_get(struct request *request) {
    answer_json(request, 200, STR(""));
    switch (put_row(request)) {
    case FOUND:
        if (request->person)
            tag_answer(request);
        return DONE;
    case NOT_FOUND:
        break;
    default:
        return FAILED;
    }
    faults_add(
        &request->faults, str_of(request->id_name),
        arena_format(request->arena, "The %s could not be found.", request->plan->resource->name));
    return INVALID;
}
