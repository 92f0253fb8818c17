/* authenticate.c - the stages between the route and the work. */
#include "api/authenticate.h"

#include "access/access.h"
#include "access/guesses.h"
#include "access/origins.h"
#include "access/throttle.h"
#include "access/token_memory.h"
#include "api/answer.h"
#include "api/api.h"
#include "api/cross_origin.h"
#include "api/looks.h"
#include "api/security.h"
#include "api/snapshot.h"
#include "base/clock.h"
#include "read/cached.h"
#include "json/write.h"

#include <sodium.h>

enum { TOKEN_MAX = 512 }; /* bytes; what is longer is none */

/* What is cached of a token: the application and when the token ends; its two lists follow. */
struct cached_application {
    struct application application;
    int64_t expires_at;
};

/* What Basic says; lives in the request's arena, as its `state`. */
struct basic {
    struct str id, secret;
};

/* The credentials behind `scheme` in any case; `at` is NULL when the scheme is another. */
static struct str credentials(struct str header, struct str scheme) {
    header = str_trim(header);
    if (header.len <= scheme.len || !str_starts_any_case(header, scheme) ||
        header.at[scheme.len] != ' ')
        return (struct str){NULL, 0};
    return str_trim((struct str){header.at + scheme.len, header.len - scheme.len});
}

struct str bearer_read(struct str header) {
    return credentials(header, STR("Bearer"));
}

bool basic_read(struct arena *arena, struct str header, struct str *ret_id,
                struct str *ret_secret) {
    struct str code = credentials(header, STR("Basic"));

    if (!code.at)
        return false;
    while (code.len > 0 && code.at[code.len - 1] == '=')
        code.len--;
    unsigned char *plain = arena_take(arena, code.len + 1, 1);
    size_t len;
    if (sodium_base642bin(plain, code.len + 1, code.at, code.len, NULL, &len, NULL,
                          sodium_base64_VARIANT_ORIGINAL_NO_PADDING) != 0)
        return false;
    struct str rest = {(char *)plain, len};
    if (!str_is_text(rest) || len == 0)
        return false;
    *ret_id = str_cut(&rest, ':');
    *ret_secret = rest;
    return rest.at != NULL;
}

static void admit(struct request *request, const struct application *application) {
    request->caller = application->caller;
    request->rate = application->rate;
    request->allow = application->allow;
    request->is_closed = application->is_closed;
    request->origins = application->origins;
    cross_origin_note(request, application->origins);
    narrow_snapshot(request);
}

/* Secrets and tokens are random (secrets.h), so nobody finds one by trying, and there is nothing
 * that a right one would have to be kept from: it is looked at first, and wrong ones alone wait.
 * Else whoever guesses, or goes on with an old secret, would keep the application out. */
static enum outcome refuse_guess(struct request *request, unsigned wait, bool basic) {
    return wait ? answer_wait(request, wait) : answer_unauthorized(request, basic);
}

/* Whose secret is tried is found out by the public id, which is kept nowhere unless it is one. */
static void note_owner(struct request *request, enum security_kind kind, struct str public_id) {
    int64_t account_id = SYSTEM_ACCOUNT, id = 0;

    if (public_id.len > 0 && open_snapshot(request) == DONE)
        application_owner(request->worker->db, public_id, &account_id, &id);
    security_note_application(request, kind, account_id, id);
}

/* `id` is empty when the header could not be read. */
static enum outcome refuse_secret(struct request *request, struct str id) {
    struct str peer = throttle_guesser(request->arena, request->exchange->peer);
    struct str pair =
        arena_format(request->arena, "%.*s %.*s", (int)peer.len, peer.at, (int)id.len, id.at);
    const struct {
        enum guess_kind kind;
        struct str who;
    } noted[] = {{GUESS_SECRET_ADDRESS, peer}, {GUESS_SECRET, pair}, {GUESS_SECRET_ID, id}};
    int64_t now = monotonic_milliseconds();
    unsigned longest = 0;

    for (size_t i = 0; i < (id.len > 0 ? COUNT(noted) : 1); i++) {
        unsigned wait =
            guesses_note(request->worker->api->guesses, noted[i].kind, noted[i].who, now);
        longest = wait > longest ? wait : longest;
    }
    note_owner(request, longest ? SECURITY_THROTTLED : SECURITY_WRONG_SECRET, id);
    return refuse_guess(request, longest, true);
}

static enum outcome check_basic(struct request *request) {
    struct basic *basic = NEW(request->arena, struct basic);
    enum access_answer answer = ACCESS_DENIED;
    struct application application = {.rate = 0};
    struct versions versions;

    request->state = basic;
    if (basic_read(request->arena, request->exchange->authorization, &basic->id, &basic->secret)) {
        if (open_snapshot(request) != DONE)
            return FAILED;
        answer =
            access_by_secret(request->arena, request->worker->db, request->worker->api->permissions,
                             basic->id, basic->secret, &application);
    }
    if (answer == ACCESS_FAILED)
        return FAILED;
    if (answer == ACCESS_DENIED) {
        cross_origin_note(request, application.origins);
        return refuse_secret(request, basic->id);
    }
    if (!read_versions(request, SYSTEM_ACCOUNT, &versions))
        return FAILED;
    admit(request, &application);
    request->callers = versions.changed[SYSTEM_AREA];
    return request->is_closed ? answer_being_filled(request) : DONE;
}

enum outcome secret_still_counts(struct request *request, struct db *db) {
    const struct basic *basic = request->state;
    struct application application;

    switch (access_by_secret(request->arena, db, request->worker->api->permissions, basic->id,
                             basic->secret, &application)) {
    case ACCESS_GRANTED:
        return application.is_closed ? answer_being_filled(request) : DONE;
    case ACCESS_DENIED:
        security_note_request(request, SECURITY_WRONG_SECRET);
        return answer_unauthorized(request, true);
    case ACCESS_FAILED:
        break;
    }
    return FAILED;
}

static bool find_token(struct request *request, const struct cached *what, int64_t now) {
    struct str found = cached_read(request->arena, request->worker->cache, what);
    struct cached_application token;

    if (!found.at)
        return false;
    memcpy(&token, found.at, sizeof(token));
    if (now >= token.expires_at)
        return false;
    struct str texts = arena_copy(
        request->arena, (struct str){found.at + sizeof(token), found.len - sizeof(token)});
    size_t allowed = token.application.allow.len;
    token.application.allow = (struct str){texts.at, allowed};
    token.application.origins = (struct str){texts.at + allowed, texts.len - allowed};
    admit(request, &token.application);
    return true;
}

bool guess_caller(struct request *request, struct caller *ret) {
    struct str token = bearer_read(request->exchange->authorization);
    struct cached_application found;
    struct versions versions;

    request->worker->look.number = looks_last(request->worker->api->looks);
    if (!token.at || token.len > TOKEN_MAX || !find_versions(request, SYSTEM_ACCOUNT, &versions))
        return false;
    struct cached what = cached_token(token, &versions);
    struct str cached = cached_read(request->arena, request->worker->cache, &what);
    if (!cached.at)
        return false;
    memcpy(&found, cached.at, sizeof(found));
    *ret = found.application.caller;
    return true;
}

static void store_token(struct request *request, const struct cached *what,
                        const struct application *application, int64_t expires_at) {
    const struct cached_application token = {*application, expires_at};
    const struct str parts[] = {
        {(const char *)&token, sizeof(token)}, application->allow, application->origins};

    cached_store(request->worker->cache, what, arena_join(request->arena, parts, COUNT(parts)));
}

/* In the database, where `callers` is the version of applications and tokens, or in memory. */
static enum access_answer read_token(struct request *request, struct db *db, struct str token,
                                     int64_t callers, int64_t now,
                                     struct application *ret_application, int64_t *ret_expires_at) {
    const struct api *api = request->worker->api;
    enum access_answer answer = access_by_token(request->arena, db, api->permissions, token, now,
                                                ret_application, ret_expires_at);

    if (answer == ACCESS_DENIED && token_memory_find(api->token_memory, request->arena, token,
                                                     callers, now, ret_application, ret_expires_at))
        return ACCESS_GRANTED;
    return answer;
}

static enum access_answer check_token(struct request *request, struct str token) {
    struct application application;
    struct versions versions;
    struct cached what;
    int64_t now = instant_now(), expires_at = INT64_MAX;

    if (find_versions(request, SYSTEM_ACCOUNT, &versions)) {
        what = cached_token(token, &versions);
        request->callers = versions.changed[SYSTEM_AREA];
        if (find_token(request, &what, now))
            return ACCESS_GRANTED;
    }
    if (!read_versions(request, SYSTEM_ACCOUNT, &versions))
        return ACCESS_FAILED;
    what = cached_token(token, &versions);
    request->callers = versions.changed[SYSTEM_AREA];
    if (find_token(request, &what, now))
        return ACCESS_GRANTED;
    enum access_answer answer = read_token(request, request->worker->db, token, request->callers,
                                           now, &application, &expires_at);
    if (answer != ACCESS_GRANTED)
        return answer;
    store_token(request, &what, &application, expires_at);
    admit(request, &application);
    return ACCESS_GRANTED;
}

/* A token that has expired is known until it is swept away. */
static void note_bearer(struct request *request, struct str token) {
    int64_t account_id = SYSTEM_ACCOUNT, id = 0;

    if (token.at && open_snapshot(request) == DONE)
        token_owner(request->worker->db, token, &account_id, &id);
    if (id)
        cross_origin_note(request, origins_of(request->arena, request->worker->db, account_id, id));
    security_note_application(request, id ? SECURITY_EXPIRED_TOKEN : SECURITY_UNKNOWN_TOKEN,
                              account_id, id);
}

static enum outcome check_bearer(struct request *request) {
    struct str token = bearer_read(request->exchange->authorization);
    enum access_answer answer =
        token.at && token.len <= TOKEN_MAX ? check_token(request, token) : ACCESS_DENIED;

    if (answer == ACCESS_FAILED)
        return FAILED;
    if (answer == ACCESS_GRANTED)
        return request->is_closed ? answer_being_filled(request) : DONE;
    struct str peer = throttle_guesser(request->arena, request->exchange->peer);
    unsigned wait =
        guesses_note(request->worker->api->guesses, GUESS_TOKEN, peer, monotonic_milliseconds());
    if (wait)
        security_note_application(request, SECURITY_THROTTLED, SYSTEM_ACCOUNT, 0);
    else
        note_bearer(request, token);
    return refuse_guess(request, wait, false);
}

enum outcome authenticate(struct request *request) {
    return request->operation == OPERATION_TOKEN ? check_basic(request) : check_bearer(request);
}

enum outcome check_address(struct request *request) {
    struct str peer = request->exchange->peer;
    struct exchange *exchange = request->exchange;

    if (allow_list_has(request->allow, peer))
        return DONE;
    security_note_request(request, SECURITY_WRONG_ADDRESS);
    struct str message = arena_format(request->arena, "Your IP-address \"%.*s\" is not allowed",
                                      (int)peer.len, peer.at);
    answer_json(request, 403, STR("{\"message\":"));
    json_put_string(&exchange->body_out, message);
    buffer_put_z(&exchange->body_out, ",\"ipAddressAllowed\":false,\"permissionsRequired\":[]}");
    return ANSWERED;
}

enum outcome limit_rate(struct request *request) {
    if (request->operation == OPERATION_TOKEN || request->rate == 0 || request->is_again)
        return DONE;
    struct str token = bearer_read(request->exchange->authorization);
    unsigned wait = throttle_token(request->worker->api->throttle, token, request->rate,
                                   monotonic_milliseconds());
    return wait ? answer_wait(request, wait) : DONE;
}

enum outcome authorize(struct request *request) {
    if ((request->caller.permissions & request->permission) == request->permission)
        return DONE;
    security_note_request(request, SECURITY_NO_PERMISSION);
    /* The contract's example names the permission with its action in lower case. */
    const char *const *names = request->worker->api->permissions;
    char *name = arena_z(request->arena, str_of(permission_name(names, request->permission)));
    char *between = strchr(name, '_');
    if (between)
        between[1] = (char)(between[1] | 0x20);
    return answer_json(
        request, 403,
        arena_format(request->arena,
                     "{\"message\":\"You dont have the nessecery permissions to perform this "
                     "action\",\"ipAddressAllowed\":true,\"permissionsRequired\":[\"%s\"]}",
                     name));
}

/* Its token counts, from where it asks, for what it asks. */
static enum outcome authorize_again(struct request *request, struct db *db, int64_t callers) {
    struct str token = bearer_read(request->exchange->authorization);
    struct application application;
    int64_t expires_at;

    switch (read_token(request, db, token, callers, instant_now(), &application, &expires_at)) {
    case ACCESS_FAILED:
        return FAILED;
    case ACCESS_DENIED:
        security_note_request(request, SECURITY_UNKNOWN_TOKEN);
        return answer_unauthorized(request, false);
    case ACCESS_GRANTED:
        break;
    }
    request->caller = application.caller;
    request->allow = application.allow;
    if (application.is_closed)
        return answer_being_filled(request);
    enum outcome outcome = check_address(request);
    return outcome == DONE ? authorize(request) : outcome;
}

void ask_callers(struct request *request, struct db *db) {
    if (request->worker->api->writing.knows_callers || !db_asks_ahead(db))
        return;
    db_of_account(db, EVERY_ACCOUNT);
    request->callers_asked = versions_ask(db, SYSTEM_ACCOUNT);
    db_of_account(db, request_account(request));
}

/* The version of applications and tokens, once for all jobs of a transaction. */
static bool find_callers(struct request *request, struct db *db) {
    struct writing *writing = &request->worker->api->writing;
    struct statement *asked = request->callers_asked;
    struct versions versions;

    if (writing->knows_callers)
        return true;
    request->callers_asked = NULL;
    db_of_account(db, EVERY_ACCOUNT);
    writing->knows_callers =
        asked ? versions_take(asked, &versions) : versions_read(db, SYSTEM_ACCOUNT, &versions);
    if (writing->knows_callers)
        writing->callers = versions.changed[SYSTEM_AREA];
    return writing->knows_callers;
}

enum outcome caller_still_may(struct request *request, struct db *db) {
    struct writing *writing = &request->worker->api->writing;
    enum outcome outcome = find_callers(request, db) ? DONE : FAILED;

    if (outcome == DONE && writing->callers != request->callers) {
        db_of_account(db, EVERY_ACCOUNT);
        outcome = authorize_again(request, db, writing->callers);
    }
    db_of_account(db, request_account(request));
    return outcome;
}
