/* invitations.c - opening and accepting a link. */
#include "access/people.h"
#include "access/throttle.h"
#include "admin/actions.h"
#include "admin/session_parts.h"
#include "api/answer.h"
#include "api/security.h"
#include "base/clock.h"
#include "change/change.h"
#include "db/versions.h"
#include "manage/logins.h"
#include "resources/resources.h"

struct accepting {
    struct str token, email, password, hash;
    struct str beside; /* see password_hash() */
    struct visitor visitor;
};

static enum outcome refuse_token(struct request *request) {
    security_note_login(request, SECURITY_WRONG_LINK, SYSTEM_ACCOUNT, 0);
    return refuse_field(request, "token", "The link is no longer valid.");
}

/* A link is too long to be found by trying, and is looked at first; wrong ones alone wait. */
static enum outcome refuse_guess(struct request *request) {
    struct str peer = throttle_guesser(request->arena, request->exchange->peer);
    unsigned wait = note_guess(request, GUESS_LINK, peer);

    if (wait == 0)
        return refuse_token(request);
    security_note_login(request, SECURITY_THROTTLED, SYSTEM_ACCOUNT, 0);
    return admin_refuse_guess(request, wait);
}

static enum outcome find(struct request *request, struct invitation *ret) {
    struct str token = change_text(request->change, "token");

    switch (invitation_by_token(request->arena, request->worker->db, token, instant_now(), ret)) {
    case ACCESS_GRANTED:
        return DONE;
    case ACCESS_DENIED:
        return refuse_guess(request);
    case ACCESS_FAILED:
        break;
    }
    return FAILED;
}

static enum outcome look(struct request *request) {
    struct invitation invitation;
    enum outcome outcome = find(request, &invitation);

    if (outcome != DONE)
        return outcome;
    struct object *answer = action_answer(request);
    object_set_integer(answer, "user.id", invitation.user_id);
    object_set_text(answer, "user.name", invitation.name);
    if (invitation.email.len > 0)
        object_set_text(answer, "email", invitation.email);
    object_set_integer(answer, "account.id", invitation.account_id);
    object_set_text(answer, "account.name", invitation.account_name);
    object_set_integer(answer, "isFirst", invitation.is_first);
    return DONE;
}

/* Whoever has a link is as good as known. */
static bool prepare(struct request *request, const struct invitation *invitation) {
    struct accepting *state = request->state;

    request->claim = (struct hasher_claim){
        .origin = guess_of_login(request, invitation->account_id, invitation->user_id),
        .is_known = true};
    return login_hash_beside(request->arena, request->worker->db, state->email,
                             invitation->account_id, invitation->user_id, &state->beside);
}

/* A token that does not count is refused before anything costs time. */
static enum outcome accept_look(struct request *request) {
    struct accepting *state = NEW(request->arena, struct accepting);
    struct invitation invitation;

    request->state = state;
    state->token = change_text(request->change, "token");
    state->email = str_trim(change_text(request->change, "email"));
    state->password = change_text(request->change, "password");
    state->visitor = visitor_of(request);
    const char *email = email_problem(state->email);
    enum outcome outcome = find(request, &invitation);
    if (outcome != DONE)
        return outcome;
    if (!prepare(request, &invitation))
        return FAILED;
    const struct password_owner owner = {state->email, invitation.name, invitation.account_name};
    const char *password = password_problem(request->arena, state->password, &owner);
    if (email)
        outcome = refuse_field(request, "email", email);
    if (password)
        outcome = refuse_field(request, "password", password);
    return outcome;
}

static enum outcome accept_hash(struct request *request) {
    struct accepting *state = request->state;

    return password_hash(request->arena, state->password, state->beside, &state->hash) ? DONE
                                                                                       : FAILED;
}

/* Whoever has codes is asked for one: a link alone does not stand in for it. */
static enum outcome sign_in(struct request *request, struct db *db,
                            const struct invitation *invitation) {
    const struct accepting *state = request->state;
    struct login login;

    if (login_by_user(request->arena, db, invitation->account_id, invitation->user_id,
                      state->visitor.now, &login) != ACCESS_GRANTED)
        return FAILED;
    if (login.is_closed)
        return answer_being_filled(request);
    if (!login.has_totp)
        return sign_in_finish(request, db, &login, STR(""), &state->visitor, "acceptInvitation");
    request->caller = person_caller(login.account_id, login.user_id);
    object_set_text(action_answer(request), "status", STR("codeNeeded"));
    return admin_audit(request, db, "acceptInvitation", "user", login.user_id, login.name, STR(""))
               ? DONE
               : FAILED;
}

static enum outcome accept_run(struct request *request, struct db *db) {
    const struct accepting *state = request->state;
    struct invitation invitation;

    switch (invitation_accept(admin_management(request), state->token, state->email, state->hash,
                              &invitation)) {
    case ACCEPT_GONE:
        return refuse_token(request);
    case ACCEPT_EMAIL_TAKEN:
        return refuse_field(request, "email", "Another user signs in with this address.");
    case ACCEPT_FAILED:
        return FAILED;
    case ACCEPT_DONE:
        break;
    }
    return sign_in(request, db, &invitation);
}

/* clang-format off */
const struct action invitation_actions[] = {
    {.method = "POST", .path = "/admin/v1/Invitations/Open", .right = RIGHT_ANYONE,
     .body = &invitation_body, .answer = &invitation_answer,
     .look = look, .group = "Signing in", .doc = "Look up an invitation"},
    {.method = "POST", .path = "/admin/v1/Invitations/Accept", .right = RIGHT_ANYONE,
     .body = &invitation_accepted, .answer = &sign_in_answer,
     .look = accept_look, .hash = accept_hash, .run = accept_run,
     .group = "Signing in", .doc = "Accept an invitation and choose a password"},
    {0},
};
/* clang-format on */
