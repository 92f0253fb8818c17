/* foresee.c - guesses, and what is sent for them. */
#include "api/foresee.h"

#include "api/api.h"
#include "api/authenticate.h"
#include "api/cached_answers.h"
#include "api/list.h"
#include "api/looks.h"
#include "api/snapshot.h"

static bool reads(const struct request *request) {
    return request->operation == OPERATION_GET || request->operation == OPERATION_LIST;
}

static const struct plan *plan_for(const struct plan *plan, const struct caller *caller) {
    return caller->is_extended && plan->extended ? plan->extended : plan;
}

bool reads_afresh(struct request *request) {
    struct request guess = *request;

    if (!reads(request) || !request->plan || !guess_caller(&guess, &guess.caller))
        return false;
    guess.plan = plan_for(request->plan, &guess.caller);
    request->guessed_account = guess.caller.account_id;
    request->guessed_plan = guess.plan;
    return !has_cached_answer(&guess);
}

/* Its row, and what is shown with it as far as that follows from its id. */
static void ask_row(struct request *request, struct foreseen *foreseen, const struct plan *plan) {
    const struct view_plan *view = &plan->detail;

    foreseen->plan = plan;
    foreseen->source =
        (struct source){.db = request->worker->db, .account_id = foreseen->account_id};
    ahead_open(&foreseen->source, &foreseen->room);
    ahead_ask_row(&foreseen->source, view, request->id);
    for (size_t i = 0; i < view->step_count; i++)
        if (view->steps[i].kind == STEP_LINKS || view->steps[i].kind == STEP_ROWS)
            ahead_ask_step(&foreseen->source, &view->steps[i], request->id);
}

/* As of the versions that were found last; a list that has changed since has most often the same
 * rows still. */
static void ask_rows(struct request *request, struct foreseen *foreseen, const struct plan *plan,
                     const struct versions *versions) {
    struct request guess = *request;

    guess.plan = plan;
    faults_init(&guess.faults, request->arena);
    guess.source = (struct source){.db = request->worker->db,
                                   .cache = request->worker->cache,
                                   .account_id = foreseen->account_id,
                                   .versions = *versions};
    query_read(request->arena, request->exchange->query, &guess.query);
    list_foresee(&guess, &foreseen->rows);
    foreseen->plan = foreseen->rows.statement ? plan : NULL;
}

/* The stamp comes last, as its answer is waited for. */
void foresee(struct request *request) {
    struct worker *worker = request->worker;
    bool is_known = request->caller.account_id != 0;
    int64_t account_id = is_known ? request->caller.account_id : request->guessed_account;
    const struct plan *plan = is_known ? request->plan : request->guessed_plan;
    struct versions of_system, of_account;

    worker->foreseen->account_id = account_id;
    worker->foreseen->plan = NULL;
    worker->foreseen->rows = (struct rows_ahead){.statement = NULL};
    worker->look.number = looks_last(worker->api->looks);
    bool is_list = request->operation == OPERATION_LIST && account_id && plan &&
                   find_versions(request, account_id, &of_account);
    db_of_account(worker->db, EVERY_ACCOUNT);
    if (request->in_snapshot || !db_begin_read(worker->db))
        return;
    request->in_snapshot = true;
    struct statement *system = versions_ask(worker->db, SYSTEM_ACCOUNT);
    struct statement *account = account_id ? versions_ask(worker->db, account_id) : NULL;
    if (account && plan && request->operation == OPERATION_GET) {
        db_of_account(worker->db, account_id);
        ask_row(request, worker->foreseen, plan);
    }
    if (account && is_list) {
        db_of_account(worker->db, account_id);
        ask_rows(request, worker->foreseen, plan, &of_account);
    }
    request->look = worker->look = looks_ask(worker->api->looks, worker->db);
    request->is_foreseen =
        versions_take(system, &of_system) && (!account || versions_take(account, &of_account));
    if (!request->is_foreseen) {
        close_snapshot(request);
        request->look.number = 0;
        return;
    }
    keep_versions(worker, SYSTEM_ACCOUNT, &of_system);
    if (account)
        keep_versions(worker, account_id, &of_account);
}

struct look look_for_many(struct worker *worker, bool with_versions) {
    struct versions versions;

    if (!with_versions)
        return looks_ask(worker->api->looks, worker->db);
    db_of_account(worker->db, EVERY_ACCOUNT);
    if (!db_begin_read(worker->db))
        return looks_new(worker->api->looks);
    struct statement *asked = versions_ask(worker->db, SYSTEM_ACCOUNT);
    worker->look = looks_ask(worker->api->looks, worker->db);
    if (versions_take(asked, &versions))
        keep_versions(worker, SYSTEM_ACCOUNT, &versions);
    db_end_read(worker->db);
    return worker->look;
}
