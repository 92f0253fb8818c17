/* write.c - creates, updates, deletes and tokens, as jobs of the writer. */
#include "api/write.h"

#include "api/answer.h"
#include "api/api.h"
#include "api/change_parts.h"
#include "base/instant.h"
#include "json/write.h"

struct write_job {
    struct job job; /* first, so that a job is a write_job */
    struct request *request;
};

/* `Location` of a created row: its path and id. */
static void put_location(struct request *request) {
    exchange_add_header(request->exchange, "Location",
                        arena_format(request->arena, "%s/%lld", request->plan->resource->path,
                                     (long long)request->change->id));
}

static enum outcome answer_row(struct request *request, struct db *db) {
    const struct plan *plan = request->plan;
    const struct view_plan *view = plan->detail.view ? &plan->detail : &plan->list;
    struct source source = {.db = db, .account_id = request->application.account_id};
    bool created = request->operation == OPERATION_CREATE;
    unsigned status = created && plan->resource->created ? plan->resource->created : 200;

    answer_json(request, status, STR(""));
    if (status == 201)
        put_location(request);
    return encode_row(&source, view, request->change->id, &request->exchange->body_out) == FOUND
               ? DONE
               : FAILED;
}

static enum outcome run_change(struct request *request, struct db *db) {
    struct change *change = request->change;

    change->db = db;
    if (request->operation == OPERATION_DELETE) {
        enum outcome outcome = change_delete(change);
        if (outcome == DONE)
            answer_empty(request, 200);
        return outcome;
    }
    enum outcome outcome = change_prepare(change);
    if (outcome == DONE)
        outcome = change_store(change);
    return outcome == DONE ? answer_row(request, db) : outcome;
}

static enum outcome run_token(struct request *request, struct db *db) {
    struct buffer *out = &request->exchange->body_out;
    int64_t expires_at = instant_now() + TOKEN_SECONDS;
    struct str token;

    if (!token_create(request->arena, db, &request->application, expires_at, &token))
        return FAILED;
    answer_json(request, 200, STR("{\"objectName\":\"auth.token\",\"accessToken\":"));
    json_put_string(out, token);
    buffer_put_z(out, ",\"expires\":\"");
    instant_put(out, expires_at);
    buffer_put_z(out, "\"}");
    return DONE;
}

static bool run(struct job *job, struct db *db) {
    struct request *request = ((struct write_job *)job)->request;
    bool token = request->operation == OPERATION_TOKEN;
    enum outcome outcome = token ? run_token(request, db) : run_change(request, db);

    if (outcome == INVALID)
        answer_invalid(request);
    if (outcome == FAILED)
        answer_failed(request->exchange);
    return outcome == DONE;
}

static void done(struct job *job, bool durable) {
    struct request *request = ((struct write_job *)job)->request;

    if (!durable)
        answer_failed(request->exchange);
    exchange_finish(request->exchange);
}

void write_submit(struct request *request) {
    struct write_job *job = NEW(request->arena, struct write_job);

    job->job.run = run;
    job->job.done = done;
    job->request = request;
    writer_submit(request->worker->api->writer, &job->job);
}

static struct change *start_change(struct request *request) {
    struct change *change = change_new(request->arena, request->plan, &request->faults);

    change->account_id = request->application.account_id;
    change->user_id = request->application.responsible_id;
    change->id = request->operation == OPERATION_CREATE ? 0 : request->id;
    change->is_update = request->operation == OPERATION_UPDATE;
    change->now = instant_now();
    change->db = request->worker->db;
    return change;
}

enum outcome perform_write(struct request *request) {
    request->change = start_change(request);
    if (request->operation != OPERATION_DELETE) {
        change_decode(request->change, request->exchange->body);
        /* With something wrong already, what else is wrong is found out here; the writer sees
         * only requests that are likely to pass. */
        if (faults_any(&request->faults))
            return change_prepare(request->change) == FAILED ? FAILED : INVALID;
    }
    request->deferred = true;
    return DONE;
}

enum outcome perform_token(struct request *request) {
    request->deferred = true;
    return DONE;
}
