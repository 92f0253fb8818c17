/* session_parts.c - what the actions on people share. */
#include "admin/session_parts.h"

#include "base/clock.h"

void set_session(struct request *request, struct object *object, const struct person *person,
                 struct str token) {
    object_set_integer(object, "user.id", person->user_id);
    object_set_text(object, "user.name", person->name);
    object_set_text(object, "email", person->email);
    object_set_integer(object, "account.id", person->account_id);
    object_set_text(object, "account.name", person->account_name);
    object_set_integer(object, "isAdministrator", person->is_administrator);
    object_set_integer(object, "isManager", person->is_manager);
    object_set_integer(object, "hasTotp", person->has_totp);
    object_set_integer(object, "demandsCodes", person->is_to_have_totp);
    object_set_text(object, "csrfToken", session_csrf(request->arena, token));
    object_set_text(object, "version", STR(GLIMT_VERSION));
}

/* Fills the object, and sets the cookie. */
static bool put_session(struct request *request, struct db *db, struct str token,
                        struct object *object) {
    struct person person;

    if (session_by_token(request->arena, db, token, instant_now(), &person) != ACCESS_GRANTED)
        return false;
    set_session(request, object, &person, token);
    exchange_add_header(request->exchange, "Set-Cookie",
                        arena_format(request->arena,
                                     SESSION_COOKIE "=%.*s; Path=/; Max-Age=%d; Secure; HttpOnly; "
                                                    "SameSite=Strict",
                                     (int)token.len, token.at, SESSION_SECONDS));
    return true;
}

bool answer_session(struct request *request, struct db *db, struct str token) {
    return put_session(request, db, token, action_answer(request));
}

bool answer_signed_in(struct request *request, struct db *db, struct str token) {
    struct object *answer = action_answer(request);

    object_set_text(answer, "status", STR("signedIn"));
    return put_session(request, db, token, object_add_row(answer, "session"));
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

struct str guess_of_login(struct request *request, int64_t account_id, int64_t user_id) {
    return arena_format(request->arena, "%lld %lld", (long long)account_id, (long long)user_id);
}

enum outcome check_guesses(struct request *request, enum guess_kind kind, struct str who) {
    unsigned wait =
        guesses_wait(request->worker->api->guesses, kind, who, monotonic_milliseconds());

    return wait ? admin_refuse_guess(request, wait) : DONE;
}

unsigned note_guess(struct request *request, enum guess_kind kind, struct str who) {
    return guesses_note(request->worker->api->guesses, kind, who, monotonic_milliseconds());
}
