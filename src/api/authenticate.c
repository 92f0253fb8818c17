/* authenticate.c - the stages between the route and the work. */
#include "api/authenticate.h"

#include "access/throttle.h"
#include "api/answer.h"
#include "api/api.h"
#include "api/snapshot.h"
#include "base/clock.h"
#include "json/write.h"

#include <sodium.h>

enum { BASIC_GUESSES = 20, ADDRESS_GUESSES = 300, BEARER_GUESSES = 300 }; /* a minute */

/* What the memo keeps of a token: the application and when the token ends; the allow-list
 * follows. */
struct known_token {
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
        answer =
            access_by_secret(request->arena, request->worker->db, request->worker->api->permissions,
                             id, secret, &request->application);
    if (answer == ACCESS_GRANTED)
        return DONE;
    if (answer == ACCESS_FAILED)
        return FAILED;
    note_guess(throttle, &who, now);
    return answer_unauthorized(request, true);
}

static struct str memo_key(struct arena *arena, struct str token) {
    const struct str parts[] = {STR("token "), token};

    return arena_join(arena, parts, COUNT(parts));
}

static bool recall(struct request *request, struct str key, int64_t version, int64_t now) {
    struct str known = memo_find(request->worker->memo, key, version);
    struct known_token kept;

    if (!known.at)
        return false;
    memcpy(&kept, known.at, sizeof(kept));
    if (now >= kept.expires_at)
        return false;
    request->application = kept.application;
    request->application.allow =
        arena_copy(request->arena, (struct str){known.at + sizeof(kept), known.len - sizeof(kept)});
    return true;
}

static void remember(struct request *request, struct str key, int64_t version, int64_t expires_at) {
    const struct known_token known = {request->application, expires_at};
    const struct str parts[] = {{(const char *)&known, sizeof(known)}, request->application.allow};

    memo_keep(request->worker->memo, key, version, arena_join(request->arena, parts, COUNT(parts)));
}

/* The part of the versions that says whether applications and tokens are what they were. */
static int64_t of_applications(const struct versions *versions) {
    return versions->changed[SYSTEM_AREA];
}

static enum access_answer check_token(struct request *request, struct str token) {
    struct worker *worker = request->worker;
    struct versions versions;
    int64_t now = instant_now(), expires_at = INT64_MAX;

    struct str key = memo_key(request->arena, token);
    if (known_versions(request, SYSTEM_ACCOUNT, &versions) &&
        recall(request, key, of_applications(&versions), now))
        return ACCESS_GRANTED;
    if (!read_versions(request, SYSTEM_ACCOUNT, &versions))
        return ACCESS_FAILED;
    int64_t version = of_applications(&versions);
    if (recall(request, key, version, now))
        return ACCESS_GRANTED;
    enum access_answer answer =
        access_by_token(request->arena, worker->db, worker->api->permissions, token, now,
                        &request->application, &expires_at);
    if (answer == ACCESS_GRANTED)
        remember(request, key, version, expires_at);
    return answer;
}

static enum outcome check_bearer(struct request *request) {
    struct throttle *throttle = request->worker->api->throttle;
    struct str token = credentials(request->exchange->authorization, STR("Bearer"));
    enum access_answer answer =
        token.at && token.len <= 512 ? check_token(request, token) : ACCESS_DENIED;

    if (answer == ACCESS_FAILED)
        return FAILED;
    if (answer == ACCESS_GRANTED)
        return DONE;
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

    if (allow_list_has(request->application.allow, peer))
        return DONE;
    struct str message = arena_format(request->arena, "Your IP-address \"%.*s\" is not allowed",
                                      (int)peer.len, peer.at);
    answer_json(request, 403, STR("{\"message\":"));
    json_put_string(&exchange->body_out, message);
    buffer_put_z(&exchange->body_out, ",\"ipAddressAllowed\":false,\"permissionsRequired\":[]}");
    return ANSWERED;
}

enum outcome limit_rate(struct request *request) {
    if (request->operation == OPERATION_TOKEN || request->application.rate == 0)
        return DONE;
    struct str token = credentials(request->exchange->authorization, STR("Bearer"));
    unsigned wait = throttle_token(request->worker->api->throttle, token, request->application.rate,
                                   monotonic_milliseconds());
    return wait ? answer_wait(request, wait) : DONE;
}

enum outcome authorize(struct request *request) {
    if ((request->application.permissions & request->permission) == request->permission)
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
