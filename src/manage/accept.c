/* accept.c - uses a link up: somebody has chosen a password. */
#include "manage/logins.h"
#include "manage/management_parts.h"

static bool use_up(struct management *management, int64_t user_id) {
    return invitation_void(management, user_id) &&
           management_note(management, SECURITY_INVITATION_USED, user_id, 0) &&
           login_end_sessions(management, user_id, 0);
}

enum accept_answer invitation_accept(struct management *management, struct str token,
                                     struct str email, struct str password_hash,
                                     struct invitation *ret) {
    switch (invitation_by_token(management->door.arena, management->door.db, token,
                                management->door.now, ret)) {
    case ACCESS_DENIED:
        return ACCEPT_GONE;
    case ACCESS_FAILED:
        return ACCEPT_FAILED;
    case ACCESS_GRANTED:
        break;
    }
    management->caller = person_caller(ret->account_id, ret->user_id);
    switch (login_set(management, ret->user_id, email, password_hash)) {
    case LOGIN_EMAIL_TAKEN:
        return ACCEPT_EMAIL_TAKEN;
    case LOGIN_FAILED:
        return ACCEPT_FAILED;
    case LOGIN_DONE:
        break;
    }
    return use_up(management, ret->user_id) ? ACCEPT_DONE : ACCEPT_FAILED;
}
