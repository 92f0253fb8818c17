/* get.c - one row, if it is there and whoever asks may see it. */
#include "api/get.h"

#include "api/answer.h"
#include "api/foresee.h"
#include "api/tag.h"

/* Whether the person may see the row. */
static enum found find_visible(struct request *request) {
    if (!request->visible_to)
        return FOUND;
    struct statement *row = row_statement(request->source.db, &request->plan->is_visible,
                                          request->source.account_id, request->id);
    if (!row)
        return FIND_FAILED;
    statement_bind_integer(row, ROW_VIEWER, request->visible_to);
    return found_by(statement_find(row));
}

static enum found put_row(struct request *request) {
    enum found found = find_visible(request);

    return found == FOUND ? encode_alone(&request->source, &request->plan->detail, request->id,
                                         &request->exchange->body_out)
                          : found;
}

enum outcome perform_get(struct request *request) {
    answer_json(request, 200, STR(""));
    foresee_take(request);
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
    return answer_not_found(request, request->plan->resource, request->id_name);
}
