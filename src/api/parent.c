/* parent.c - looks the parent up. */
#include "api/parent.h"

#include "api/answer.h"
#include "api/api.h"

enum outcome parent_check(struct request *request, struct db *db) {
    const struct resource *parent = request->plan->resource->parent;

    if (!parent)
        return DONE;
    const struct plan *plan = plan_of(request->worker->api->plans, parent);
    enum db_step step = statement_find(
        row_statement(db, &plan->exists, request->caller.account_id, request->parent_id));
    if (step != DB_END)
        return step == DB_ROW ? DONE : FAILED;
    return answer_not_found(request, parent, request->parent_id_name);
}
