/* session_json.c - answers that several actions on people share. */
#include "admin/session_json.h"

#include "access/throttle.h"
#include "api/answer.h"
#include "base/clock.h"
#include "json/write.h"

void put_name_id(struct buffer *out, const char *name, int64_t id, struct str title) {
    buffer_format(out, "\"%s\":{\"objectName\":\"generic.name_id\",\"id\":", name);
    buffer_put_integer(out, id);
    buffer_put_z(out, ",\"name\":");
    json_put_string(out, title);
    buffer_put_char(out, '}');
}

void put_session(struct arena *arena, struct buffer *out, const struct person *person,
                 struct str token) {
    buffer_put_z(out, "{\"objectName\":\"admin.session\",");
    put_name_id(out, "user", person->user_id, person->name);
    buffer_put_z(out, ",\"email\":");
    json_put_string(out, person->email);
    buffer_put_char(out, ',');
    put_name_id(out, "account", person->account_id, person->account_name);
    buffer_format(out, ",\"isAdministrator\":%s,\"isManager\":%s,\"hasTotp\":%s,\"csrfToken\":",
                  person->is_administrator ? "true" : "false",
                  person->is_manager ? "true" : "false", person->has_totp ? "true" : "false");
    json_put_string(out, session_csrf(arena, token));
    buffer_put_z(out, ",\"version\":\"" GLIMT_VERSION "\"}");
}

enum outcome answer_signed_in(struct request *request, struct db *db, struct str token) {
    struct buffer *out = &request->exchange->body_out;
    struct person person;

    if (session_by_token(request->arena, db, token, instant_now(), &person) != ACCESS_GRANTED)
        return FAILED;
    answer_json(request, 200,
                STR("{\"objectName\":\"admin.sign_in\",\"status\":\"signedIn\",\"accounts\":[],"
                    "\"session\":"));
    put_session(request->arena, out, &person, token);
    buffer_put_char(out, '}');
    exchange_add_header(request->exchange, "Set-Cookie",
                        arena_format(request->arena,
                                     SESSION_COOKIE "=%.*s; Path=/; Max-Age=%d; Secure; HttpOnly; "
                                                    "SameSite=Strict",
                                     (int)token.len, token.at, SESSION_SECONDS));
    return ANSWERED;
}

enum outcome answer_needed(struct request *request, const char *status, const struct login *logins,
                           size_t count) {
    struct buffer *out = &request->exchange->body_out;

    answer_json(request, 200, STR("{\"objectName\":\"admin.sign_in\",\"status\":\""));
    buffer_put_z(out, status);
    buffer_put_z(out, "\",\"accounts\":[");
    for (size_t i = 0; i < count; i++) {
        buffer_format(out, "%s{\"objectName\":\"generic.name_id\",\"id\":", i ? "," : "");
        buffer_put_integer(out, logins[i].account_id);
        buffer_put_z(out, ",\"name\":");
        json_put_string(out, logins[i].account_name);
        buffer_put_char(out, '}');
    }
    buffer_put_z(out, "],\"session\":null}");
    return ANSWERED;
}

void clear_cookie(struct exchange *exchange) {
    exchange_add_header(
        exchange, "Set-Cookie",
        STR(SESSION_COOKIE "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict"));
}

struct visitor visitor_of(struct request *request) {
    struct str agent = exchange_header(request->exchange, "User-Agent");

    return (struct visitor){request->exchange->peer, arena_copy(request->arena, agent),
                            instant_now()};
}

enum outcome refuse_field(struct request *request, const char *field, const char *sentence) {
    faults_add(&request->faults, str_of(field), str_of(sentence));
    return INVALID;
}

struct str guess_of_login(struct request *request, const char *what, int64_t account_id,
                          int64_t user_id) {
    return arena_format(request->arena, "%s of %lld %lld", what, (long long)account_id,
                        (long long)user_id);
}

enum outcome check_guesses(struct request *request, struct str who, unsigned allowed) {
    unsigned wait =
        throttle_guesses(request->worker->api->throttle, who, allowed, monotonic_milliseconds());

    return wait ? answer_wait(request, wait) : DONE;
}

void note_guess(struct request *request, struct str who, unsigned allowed) {
    throttle_failed(request->worker->api->throttle, who, allowed, monotonic_milliseconds());
}
