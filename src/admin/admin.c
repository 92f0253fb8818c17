/* admin.c - what a request of the pages passes, from session to answer. */
#include "admin/admin.h"

#include "access/people.h"
#include "access/throttle.h"
#include "admin/actions.h"
#include "admin/session_parts.h"
#include "admin/session_touch.h"
#include "api/act.h"
#include "api/answer.h"
#include "api/idempotency.h"
#include "api/pipeline.h"
#include "api/route.h"
#include "api/security.h"
#include "api/snapshot.h"
#include "api/stages.h"
#include "api/worker.h"
#include "base/clock.h"

#define PREFIX "/admin/v1/"

/* Bytes of the body of somebody who may be anybody: three fields of 255 characters, each escaped,
 * are less. */
enum { BODY_OF_ANYBODY = 16 * 1024 };

static enum outcome route_pages(struct request *request) {
    return route(request, request->worker->api->admin_routes);
}

static enum right right_of(const struct request *request) {
    if (request->action)
        return request->action->declared->right;
    if (!request->plan)
        return RIGHT_PERSON;
    return request->plan->resource->managed->visible ? RIGHT_PERSON : RIGHT_ADMINISTRATOR;
}

static enum outcome refuse_nobody(struct request *request) {
    return admin_refuse(request, 401, "Sign in first.");
}

static enum outcome refuse_person(struct request *request) {
    return admin_forbid(request, SECURITY_NO_RIGHT, "Only administrators may do that.");
}

static enum outcome refuse_wait(struct request *request, unsigned wait) {
    security_note_request(request, SECURITY_THROTTLED);
    return admin_refuse_guess(request, wait);
}

/* A cookie is too long to be found by trying, and is looked at first; wrong ones alone wait. */
static enum outcome refuse_stranger(struct request *request, struct str token) {
    struct str peer = throttle_guesser(request->arena, request->exchange->peer);

    if (!token.at)
        return refuse_nobody(request);
    unsigned wait = note_guess(request, GUESS_COOKIE, peer);
    if (wait)
        return refuse_wait(request, wait);
    security_note_request(request, SECURITY_UNKNOWN_SESSION);
    return refuse_nobody(request);
}

/* Whether the person has yet to set up codes that the company demands, and asks for something else.
 */
static bool lacks_codes(const struct request *request, const struct person *person) {
    bool is_without = request->action && request->action->declared->without_codes;

    return person->is_to_have_totp && !person->has_totp && !is_without &&
           right_of(request) != RIGHT_ANYONE;
}

static enum outcome refuse_without_codes(struct request *request) {
    return admin_forbid(request, SECURITY_LACKS_CODES, "Set up two-step sign-in first.");
}

/* The person acts under the account of the session, as the user that it belongs to. */
static enum outcome identify(struct request *request) {
    struct str token = session_cookie_read(exchange_header(request->exchange, "Cookie"));
    struct person *person = NEW(request->arena, struct person);
    int64_t now = instant_now();
    enum access_answer answer = ACCESS_DENIED;

    if (token.at)
        answer = session_by_token(request->arena, request->worker->db,
                                  arena_copy(request->arena, token), now, person);
    if (answer == ACCESS_FAILED)
        return FAILED;
    if (answer == ACCESS_DENIED)
        return right_of(request) == RIGHT_ANYONE ? DONE : refuse_stranger(request, token);
    if (person->is_closed && right_of(request) != RIGHT_ANYONE)
        return answer_being_filled(request);
    request->caller = person_caller(person->account_id, person->user_id);
    narrow_snapshot(request);
    if (lacks_codes(request, person))
        return refuse_without_codes(request);
    request->person = person;
    if (session_wants_touch(person, now))
        session_touch_later(request->worker->api, person, now);
    return DONE;
}

static bool only_reads(const struct request *request) {
    struct str method = request->exchange->method;

    return str_equal(method, STR("GET")) || str_equal(method, STR("HEAD"));
}

/* Whether a form may have sent the body: any site can make one that is sent to us. */
static bool is_form(const struct request *request) {
    static const char *const kinds[] = {"text/plain", "application/x-www-form-urlencoded",
                                        "multipart/form-data"};
    struct str type = str_trim(exchange_header(request->exchange, "Content-Type"));

    for (size_t i = 0; i < COUNT(kinds); i++)
        if (str_starts_any_case(type, str_of(kinds[i])))
            return true;
    return false;
}

static enum outcome refuse_foreign(struct request *request, const char *sentence) {
    return admin_forbid(request, SECURITY_FOREIGN_REQUEST, sentence);
}

/* A browser says where a request comes from, and only our own pages know the session's word. An old
 * browser says nothing, and who signs in has no such word yet. */
static enum outcome check_forgery(struct request *request) {
    struct str from = exchange_header(request->exchange, "Sec-Fetch-Site");
    struct str word = exchange_header(request->exchange, "X-CSRF-Token");
    struct str token = session_cookie_read(exchange_header(request->exchange, "Cookie"));

    if (only_reads(request))
        return DONE;
    if (from.len > 0 && !str_equal(from, STR("same-origin")) && !str_equal(from, STR("none")))
        return refuse_foreign(request, "The request comes from another site.");
    if (right_of(request) == RIGHT_ANYONE && is_form(request))
        return refuse_foreign(request, "The body must be sent as application/json.");
    if (right_of(request) != RIGHT_ANYONE && !session_csrf_is_right(token, word)) {
        unsigned wait = note_guess(request, GUESS_WORD, token);
        return wait ? refuse_wait(request, wait)
                    : refuse_foreign(request, "The X-CSRF-Token header is missing or wrong.");
    }
    return DONE;
}

static enum outcome authorize_person(struct request *request) {
    bool administrator = request->person && request->person->is_administrator;

    if (administrator || right_of(request) == RIGHT_ANYONE)
        return DONE;
    if (right_of(request) == RIGHT_ADMINISTRATOR || (!request->action && !only_reads(request)))
        return refuse_person(request);
    if (!request->action)
        request->visible_to = request->person->user_id;
    return DONE;
}

/* Whether what identify() and authorize_person() found is so still. */
static enum outcome still_may(struct request *request, struct db *db) {
    struct person person;

    switch (session_by_token(request->arena, db, request->person->token, instant_now(), &person)) {
    case ACCESS_DENIED:
        security_note_request(request, SECURITY_UNKNOWN_SESSION);
        return refuse_nobody(request);
    case ACCESS_FAILED:
        return FAILED;
    case ACCESS_GRANTED:
        break;
    }
    if (lacks_codes(request, &person))
        return refuse_without_codes(request);
    return person.is_administrator || !request->person->is_administrator ? DONE
                                                                         : refuse_person(request);
}

static enum outcome perform(struct request *request) {
    request->still_may = right_of(request) == RIGHT_ANYONE ? NULL : still_may;
    return request->action ? perform_action(request) : perform_resource(request);
}

static const struct stage stages[] = {
    {"be open", be_open},             /* over HTTPS and not in maintenance     403, 503 */
    {"route", route_pages},           /* path and method -> resource or action 404, 405 */
    {"open snapshot", open_snapshot}, /* one state of the database             500 */
    {"identify", identify},           /* session -> person, with codes         401, 403 */
    {"check forgery", check_forgery}, /* writes come from our own pages        403 */
    {"authorize", authorize_person},  /* what the person may do                403 */
    {"claim key", idempotency_claim}, /* a write that has come before          409, 422 */
    {"decode", decode},               /* query -> parameters                   400 */
    {"perform", perform},             /* list, get, act, or prepare a write    400 */
};

static enum http_body begin_body(struct request *request) {
    if (right_of(request) == RIGHT_ANYONE)
        request->exchange->body_limit = BODY_OF_ANYBODY;
    return HTTP_COLLECT;
}

static const struct pipeline pages_pipeline = {.stages = stages,
                                               .count = COUNT(stages),
                                               .local = 2,
                                               .last = authorize_person,
                                               .begin_body = begin_body};

/* How the interface works is told to those who have it. */
static enum outcome describe(struct request *request) {
    request->worker->api->describe_managed(request->exchange);
    return ANSWERED;
}

static const struct stage description[] = {
    {"be open", be_open},
    {"open snapshot", open_snapshot},
    {"identify", identify},
    {"describe", describe},
};

static const struct pipeline description_pipeline = {
    .stages = description, .count = COUNT(description), .local = 1, .last = describe};

/* Those on one subject stand together in the description. */
static const struct action *const actions[] = {
    session_actions,
    invitation_actions,
    own_session_actions,
    own_login_actions,
    login_actions,
    application_actions,
    day_actions,
    code_demand_actions,
    storage_actions,
    security_actions,
    NULL,
};

const struct plans *admin_plan(struct arena *arena, const struct plans *plans) {
    return plan_managed(arena, plans, actions);
}

void admin_init(struct api *api, struct arena *arena) {
    api->managed = admin_plan(arena, api->plans);
    api->admin_routes = routes_plan_managed(arena, api->managed);
}

bool admin_is_asked(const struct exchange *exchange) {
    struct str path = exchange->path;

    while (path.len > 1 && path.at[1] == '/')
        path = (struct str){path.at + 1, path.len - 1};
    return str_starts_any_case(path, STR(PREFIX));
}

static enum http_body begin(void *worker, struct exchange *exchange,
                            const struct pipeline *pipeline) {
    if (worker)
        return request_admit(request_new(worker, exchange, pipeline));
    worker_missing(exchange);
    return HTTP_REFUSE;
}

static enum http_next answer(void *worker, struct exchange *exchange,
                             const struct pipeline *pipeline) {
    if (!worker)
        return worker_missing(exchange);
    return exchange->work ? request_go_on(worker, exchange->work)
                          : request_run(request_new(worker, exchange, pipeline));
}

enum http_body admin_begin_body(void *worker, struct exchange *exchange) {
    return begin(worker, exchange, &pages_pipeline);
}

enum http_next admin_handle(void *worker, struct exchange *exchange) {
    return answer(worker, exchange, &pages_pipeline);
}

enum http_body admin_begin_description(void *worker, struct exchange *exchange) {
    return begin(worker, exchange, &description_pipeline);
}

enum http_next admin_describe(void *worker, struct exchange *exchange) {
    return answer(worker, exchange, &description_pipeline);
}
