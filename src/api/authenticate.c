/* authenticate.c - the stages between the route and the work. */
#include "api/authenticate.h"

#include "access/access.h"
#include "access/throttle.h"
#include "access/token_memory.h"
#include "api/answer.h"
#include "api/api.h"
#include "api/snapshot.h"
#include "base/clock.h"
#include "read/cached.h"
#include "json/write.h"

#include <sodium.h>

enum { BASIC_GUESSES = 20, ADDRESS_GUESSES = 300, BEARER_GUESSES = 300 }; /* a minute */

/* What is cached of a token: the application and when the token ends; the allow-list follows. */
struct cached_application {
    struct application application;
    int64_t expires_at;
};

/* The credentials behind `scheme` in any case; `at` is NULL when the scheme is another. */
static struct str credentials(struct str header, struct str scheme) {
    header = str_trim(header);
    if (header.len <= scheme.len || !str_starts_any_case(header, scheme) ||
        header.at[scheme.len] != ' ')
        return (struct str){NULL, 0};
    return str_trim((struct str){header.at + scheme.len, header.len - scheme.len});
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
}

/* Who guesses: an address; and that address for one application, when it names one. */
struct guessers {
    struct str address, pair; /* `pair` may be empty */
};

static unsigned must_wait(struct throttle *throttle, const struct guessers *who, int64_t now) {
    unsigned wait = throttle_guesses(throttle, who->address, ADDRESS_GUESSES, now);

    return wait || who->pair.len == 0 ? wait
                                      : throttle_guesses(throttle, who->pair, BASIC_GUESSES, now);
}

static void note_guess(struct throttle *throttle, const struct guessers *who, int64_t now) {
    throttle_failed(throttle, who->address, ADDRESS_GUESSES, now);
    if (who->pair.len > 0)
        throttle_failed(throttle, who->pair, BASIC_GUESSES, now);
}

static enum outcome check_basic(struct request *request) {
    struct throttle *throttle = request->worker->api->throttle;
    struct str id, secret, peer = throttle_guesser(request->arena, request->exchange->peer);
    int64_t now = monotonic_milliseconds();
    enum access_answer answer = ACCESS_DENIED;
    struct application application;
    struct guessers who = {.address =
                               arena_format(request->arena, "basic %.*s", (int)peer.len, peer.at)};
    bool is_read = basic_read(request->arena, request->exchange->authorization, &id, &secret);

    if (is_read)
        who.pair = arena_format(request->arena, "%.*s %.*s", (int)who.address.len, who.address.at,
                                (int)id.len, id.at);
    unsigned wait = must_wait(throttle, &who, now);
    if (wait)
        return answer_wait(request, wait);
    if (is_read && open_snapshot(request) != DONE)
        return FAILED;
    if (is_read)
        answer = access_by_secret(request->arena, request->worker->db,
                                  request->worker->api->permissions, id, secret, &application);
    if (answer == ACCESS_GRANTED) {
        struct versions versions;
        admit(request, &application);
        if (!read_versions(request, SYSTEM_ACCOUNT, &versions))
            return FAILED;
        request->callers = versions.changed[SYSTEM_AREA];
        return DONE;
    }
    if (answer == ACCESS_FAILED)
        return FAILED;
    note_guess(throttle, &who, now);
    return answer_unauthorized(request, true);
}

static bool find_token(struct request *request, const struct cached *what, int64_t now) {
    struct str found = cached_read(request->arena, request->worker->cache, what);
    struct cached_application token;

    if (!found.at)
        return false;
    memcpy(&token, found.at, sizeof(token));
    if (now >= token.expires_at)
        return false;
    token.application.allow = arena_copy(
        request->arena, (struct str){found.at + sizeof(token), found.len - sizeof(token)});
    admit(request, &token.application);
    return true;
}

static void store_token(struct request *request, const struct cached *what,
                        const struct application *application, int64_t expires_at) {
    const struct cached_application token = {*application, expires_at};
    const struct str parts[] = {{(const char *)&token, sizeof(token)}, application->allow};

    cached_store(request->worker->cache, what, arena_join(request->arena, parts, COUNT(parts)));
}

static enum access_answer check_token(struct request *request, struct str token) {
    struct application application;
    struct versions versions;
    struct cached what;
    int64_t now = instant_now(), expires_at = INT64_MAX;

    if (find_versions(request, SYSTEM_ACCOUNT, &versions)) {
        what = cached_token(token, &versions);
        if (find_token(request, &what, now))
            return ACCESS_GRANTED;
    }
    if (!read_versions(request, SYSTEM_ACCOUNT, &versions))
        return ACCESS_FAILED;
    what = cached_token(token, &versions);
    if (find_token(request, &what, now))
        return ACCESS_GRANTED;
    enum access_answer answer =
        access_by_token(request->arena, request->worker->db, request->worker->api->permissions,
                        token, now, &application, &expires_at);
    if (answer == ACCESS_DENIED &&
        token_memory_find(request->worker->api->token_memory, request->arena, token,
                          versions.changed[SYSTEM_AREA], now, &application, &expires_at))
        answer = ACCESS_GRANTED;
    if (answer != ACCESS_GRANTED)
        return answer;
    store_token(request, &what, &application, expires_at);
    admit(request, &application);
    return ACCESS_GRANTED;
}

static enum outcome check_bearer(struct request *request) {
    struct throttle *throttle = request->worker->api->throttle;
    struct str token = credentials(request->exchange->authorization, STR("Bearer"));
    enum access_answer answer =
        token.at && token.len <= 512 ? check_token(request, token) : ACCESS_DENIED;

    if (answer == ACCESS_FAILED)
        return FAILED;
    if (answer == ACCESS_GRANTED)
        return request->is_closed ? answer_being_filled(request) : DONE;
    int64_t now = monotonic_milliseconds();
    struct str peer = throttle_guesser(request->arena, request->exchange->peer);
    unsigned wait = throttle_guesses(throttle, peer, BEARER_GUESSES, now);
    if (wait)
        return answer_wait(request, wait);
    throttle_failed(throttle, peer, BEARER_GUESSES, now);
    return answer_unauthorized(request, false);
}

enum outcome authenticate(struct request *request) {
    return request->operation == OPERATION_TOKEN ? check_basic(request) : check_bearer(request);
}

enum outcome check_address(struct request *request) {
    struct str peer = request->exchange->peer;
    struct exchange *exchange = request->exchange;

    if (allow_list_has(request->allow, peer))
        return DONE;
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
    struct str token = credentials(request->exchange->authorization, STR("Bearer"));
    unsigned wait = throttle_token(request->worker->api->throttle, token, request->rate,
                                   monotonic_milliseconds());
    return wait ? answer_wait(request, wait) : DONE;
}

enum outcome authorize(struct request *request) {
    if ((request->caller.permissions & request->permission) == request->permission)
        return DONE;
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
