/* act.c - performs an action: its body, its steps on up to three threads, its answer. */
#include "api/act.h"

#include "access/hasher.h"
#include "api/answer.h"
#include "api/api.h"
#include "api/download.h"
#include "api/idempotency.h"
#include "api/pipeline.h"
#include "api/precondition.h"
#include "api/write.h"
#include "base/log.h"
#include "change/door.h"
#include "plan/action.h"
#include "json/write.h"

enum { QUERY_CEILING = 1024 * 1024 }; /* a query is bounded by its target */

/* ---- the answer ---- */

struct object *action_answer(struct request *request) {
    ALWAYS(request->action->answer);
    if (!request->answer)
        request->answer = object_new(request->arena, request->action->answer);
    return request->answer;
}

static void put_answer(struct request *request) {
    if (!request->action->answer) {
        answer_empty(request, 200);
        return;
    }
    answer_json(request, 200, STR(""));
    object_put(action_answer(request), &request->exchange->body_out);
}

enum outcome action_end(struct request *request) {
    put_answer(request);
    return ANSWERED;
}

/* ---- the steps ---- */

/* The query as the JSON object that it stands for. The last of several values counts, as in JSON.
 */
static struct str query_as_json(struct request *request) {
    struct buffer json;

    buffer_init(&json, QUERY_CEILING);
    buffer_put_char(&json, '{');
    for (size_t i = 0; i < request->query.count; i++) {
        const struct parameter *parameter = &request->query.parameters[i];
        if (!str_is_text(parameter->name) || !str_is_text(parameter->value))
            continue;
        buffer_put_z(&json, json.len > 1 ? "," : "");
        json_put_string(&json, parameter->name);
        buffer_put_char(&json, ':');
        json_put_string(&json, parameter->value);
    }
    buffer_put_char(&json, '}');
    ALWAYS(!buffer_failed(&json));
    struct str kept = arena_copy(request->arena, buffer_str(&json));
    buffer_done(&json);
    return kept;
}

static enum outcome read_body(struct request *request) {
    const struct plan *body = request->action->body;

    if (!body)
        return DONE;
    request->change = change_begin(&request->door, body, CHANGE_CREATE, 0);
    if (request->action->declared->body_is_query)
        change_decode(request->change, query_as_json(request));
    else if (request->exchange->body.len > 0 || !request->action->declared->body_is_optional)
        change_decode(request->change, request->exchange->body);
    return faults_any(&request->faults) ? INVALID : DONE;
}

static enum outcome run(struct request *request, struct db *db) {
    enum outcome outcome = request->action->declared->run(request, db);

    if (outcome == DONE)
        put_answer(request);
    return outcome;
}

enum outcome perform_action(struct request *request) {
    const struct action *action = request->action->declared;

    request->door = request_door(request);
    enum outcome outcome = read_body(request);
    if (outcome == DONE && action->look)
        outcome = action->look(request);
    if (outcome != DONE)
        return outcome;
    request->run = action->run ? run : NULL;
    precondition_note(request);
    request->deferred = action->hash || action->run || request->verifying || request->fetching;
    if (!request->deferred)
        put_answer(request);
    return DONE;
}

/* ---- passwords, on their own thread ---- */

struct password_job {
    struct hasher_job job; /* first, so that one is the other */
    struct request *request;
};

static void finish(struct request *request, enum outcome outcome) {
    if (outcome == DONE)
        put_answer(request);
    if (outcome == INVALID)
        answer_invalid(request);
    if (outcome == FAILED)
        answer_failed(request->exchange);
    if (idempotency_has_to_keep(request))
        write_keep(request);
    else
        request_finish(request);
}

static void run_password_job(struct hasher_job *job) {
    struct request *request = ((struct password_job *)job)->request;
    enum outcome outcome = request->action->declared->hash(request);

    if (outcome == DONE && request->run)
        write_submit(request);
    else
        finish(request, outcome);
}

/* There is no place for it, or it had to give it away; or the server ends. */
static void refuse_crowd(struct request *request) {
    if (atomic_load(&request->worker->api->closed))
        answer_unavailable(request);
    else
        answer_passwords_crowded(request->exchange);
    finish(request, ANSWERED);
}

static void refuse_password_job(struct hasher_job *job) {
    struct request *request = ((struct password_job *)job)->request;

    refuse_crowd(request);
}

void start_later(struct request *request) {
    if (idempotency_has_to_keep(request)) {
        write_keep(request);
        return;
    }
    if (request->verifying || request->fetching) {
        download_later(request);
        return;
    }
    if (!request->action || !request->action->declared->hash) {
        write_submit(request);
        return;
    }
    struct password_job *job = NEW(request->arena, struct password_job);
    job->job.run = run_password_job;
    job->job.refuse = refuse_password_job;
    job->job.claim = request->claim;
    job->request = request;
    if (!hasher_submit(request->worker->api->hasher, &job->job))
        refuse_crowd(request);
}
