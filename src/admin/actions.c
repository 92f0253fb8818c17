/* actions.c - what people do in the pages besides list, get, create, update and delete. */
#include "admin/actions.h"

#include "admin/admin.h"
#include "resources/resources.h"

#define SESSION "/admin/v1/Session"
#define ME "/admin/v1/Me"
#define INVITATIONS "/admin/v1/Invitations"
#define USER "/admin/v1/Users/:id"
#define APPLICATION "/admin/v1/Applications/:id"

/* clang-format off */
/* method, path, right, body, answer, look, hash, run, group, doc */
const struct admin_action admin_actions[] = {
    {"GET", SESSION, RIGHT_PERSON, NULL, &session_answer,
     session_look, NULL, NULL, "Signing in", "Get the current session"},
    {"POST", SESSION, RIGHT_ANYONE, &sign_in_body, &sign_in_answer,
     sign_in_look, sign_in_hash, sign_in_run, "Signing in", "Sign in"},
    {"DELETE", SESSION, RIGHT_PERSON, NULL, NULL,
     NULL, NULL, session_sign_out, "Signing in", "Sign out"},
    {"POST", INVITATIONS "/Open", RIGHT_ANYONE, &invitation_body, &invitation_answer,
     invitation_look, NULL, NULL, "Signing in", "Look up an invitation"},
    {"POST", INVITATIONS "/Accept", RIGHT_ANYONE, &invitation_accepted, &sign_in_answer,
     invitation_accept_look, invitation_accept_hash, invitation_accept_run, "Signing in", "Accept an invitation and choose a password"},
    {"GET", ME "/Sessions", RIGHT_PERSON, NULL, &own_sessions,
     sessions_look, NULL, NULL, "Your login", "List your sessions"},
    {"DELETE", ME "/Sessions", RIGHT_PERSON, NULL, NULL,
     NULL, NULL, session_end_all, "Your login", "Sign out everywhere"},
    {"DELETE", ME "/Sessions/:id", RIGHT_PERSON, NULL, NULL,
     NULL, NULL, session_end_one, "Your login", "End one session"},
    {"PUT", ME "/Password", RIGHT_PERSON, &password_change, NULL,
     password_change_look, password_change_hash, password_change_run, "Your login", "Change your password"},
    {"POST", ME "/Totp", RIGHT_PERSON, &password_check, &totp_answer,
     own_password_look, own_password_hash, totp_begin_run, "Your login", "Get a secret for two-step sign-in"},
    {"PUT", ME "/Totp", RIGHT_PERSON, &totp_check, &recovery_codes,
     NULL, NULL, totp_confirm_run, "Your login", "Turn two-step sign-in on"},
    {"DELETE", ME "/Totp", RIGHT_PERSON, &password_check, NULL,
     own_password_look, own_password_hash, totp_remove_run, "Your login", "Turn two-step sign-in off"},
    {"POST", USER "/Invitation", RIGHT_ADMINISTRATOR, NULL, &invitation_link,
     NULL, NULL, login_invite, "Users", "Make a link for choosing a password"},
    {"GET", USER "/Login", RIGHT_ADMINISTRATOR, NULL, &login_answer,
     login_look, NULL, NULL, "Users", "Get the login"},
    {"DELETE", USER "/Login", RIGHT_ADMINISTRATOR, NULL, NULL,
     NULL, NULL, login_end, "Users", "Revoke the login"},
    {"POST", APPLICATION "/Secret", RIGHT_ADMINISTRATOR, NULL, &application_secret,
     NULL, NULL, application_make_secret, "API applications", "Make a new secret"},
    {"POST", APPLICATION "/StaticToken", RIGHT_ADMINISTRATOR, NULL, &application_static_token,
     NULL, NULL, application_make_static_token, "API applications", "Make a token that never expires"},
    {"DELETE", APPLICATION "/StaticToken", RIGHT_ADMINISTRATOR, NULL, NULL,
     NULL, NULL, application_remove_static_token, "API applications", "Remove the token that never expires"},
    {"POST", "/admin/v1/Days/Lock", RIGHT_PERSON, &day_choice, &day_outcome,
     days_look, NULL, days_lock, "Time", "Hand in days"},
    {"POST", "/admin/v1/Days/Unlock", RIGHT_PERSON, &day_choice, &day_outcome,
     days_look, NULL, days_unlock, "Time", "Take back days that were handed in"},
    {"POST", "/admin/v1/Days/Attest", RIGHT_PERSON, &day_choice, &day_outcome,
     days_look, NULL, days_attest, "Time", "Attest days that were handed in"},
    {"POST", "/admin/v1/Days/Return", RIGHT_PERSON, &day_choice, &day_outcome,
     days_look, NULL, days_return, "Time", "Return days to their owner"},
    {"POST", "/admin/v1/Days/TakeBack", RIGHT_PERSON, &day_choice, &day_outcome,
     days_look, NULL, days_take_back, "Time", "Take back days that were attested"},
};
/* clang-format on */

const size_t admin_action_count = COUNT(admin_actions);
