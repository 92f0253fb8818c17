/* people.c - bodies and answers where people sign in and manage their own login. */
#include "resources/resources.h"

static const char *const sign_in_statuses[] = {"signedIn", "codeNeeded", "accountNeeded", NULL};

/* clang-format off */
static const struct field name_and_id[] = {
    {"id",   INTEGER, FIXED | NOT_NULL, "Its number"},
    {"name", TEXT,    FIXED | NOT_NULL, "Its name"},
    {0},
};
/* Groups, not references: no row of a table refers to anything here. */
static const struct group brief = {"generic.name_id", name_and_id};

static const struct field sign_in_fields[] = {
    {"email",     TEXT,    REQUIRED, "The address of the login"},
    {"password",  TEXT,    REQUIRED, "Its password"},
    {"code",      TEXT,    0,        "The code from the app, or a recovery code"},
    {"accountId", INTEGER, 0,        "The company, if the address belongs to several"},
    {0},
};

static const struct field sign_in_answers[] = {
    {"status",   CHOICE, FIXED | NOT_NULL, "Whether it worked, or what is needed first", .choices = sign_in_statuses},
    {"accounts", ROWS,   FIXED | NOT_NULL, "The companies to choose from", .to = &sign_in_account},
    {"session",  ROWS,   FIXED | ALONE,    "The new session", .to = &session_answer},
    {0},
};

static const struct field session_fields[] = {
    {"user",            GROUP,   FIXED | NOT_NULL, "Who is signed in", .group = &brief},
    {"email",           TEXT,    FIXED | NOT_NULL, "The address that the person signs in with"},
    {"account",         GROUP,   FIXED | NOT_NULL, "The company", .group = &brief},
    {"isAdministrator", BOOLEAN, FIXED | NOT_NULL, "Whether the person is an administrator of the company"},
    {"isManager",       BOOLEAN, FIXED | NOT_NULL, "Whether the person manages others"},
    {"hasTotp",         BOOLEAN, FIXED | NOT_NULL, "Whether two-step sign-in is on"},
    {"demandsCodes",    BOOLEAN, FIXED | NOT_NULL, "Whether the company demands it of everybody: while it is off, only what turns it on is answered"},
    {"csrfToken",       TEXT,    FIXED | NOT_NULL | TELLS_SECRET, "The value of X-CSRF-Token in requests that write"},
    {"version",         TEXT,    FIXED | NOT_NULL, "The version of the server"},
    {0},
};

static const struct field session_list_fields[] = {
    {"items", ROWS, FIXED | NOT_NULL, "The sessions, newest first", .to = &session_row},
    {0},
};

static const struct field session_row_fields[] = {
    {"id",        INTEGER, FIXED | NOT_NULL, "The id of the session"},
    {"created",   INSTANT, FIXED | NOT_NULL, "When the person signed in"},
    {"lastSeen",  INSTANT, FIXED | NOT_NULL, "When it was last used, give or take ten minutes"},
    {"address",   TEXT,    FIXED | NOT_NULL, "The address that the person signed in from"},
    {"agent",     TEXT,    FIXED,            "What the browser calls itself"},
    {"isCurrent", BOOLEAN, FIXED | NOT_NULL, "Whether this request belongs to it"},
    {0},
};

static const struct field password_change_fields[] = {
    {"currentPassword", TEXT, REQUIRED, "The current password"},
    {"newPassword",     TEXT, REQUIRED, "The new password, of at least 10 characters and none of the common ones"},
    {0},
};

static const struct field password_check_fields[] = {
    {"password", TEXT, REQUIRED, "The person's password"},
    {0},
};

static const struct field totp_fields[] = {
    {"secret", TEXT, FIXED | NOT_NULL | TELLS_SECRET, "The secret for an app, in base 32; shown only once"},
    {"uri",    TEXT, FIXED | NOT_NULL | TELLS_SECRET, "The secret as a URI, to show as a QR code"},
    {0},
};

static const struct field totp_check_fields[] = {
    {"code", TEXT, REQUIRED, "The code that the app shows now"},
    {0},
};

static const struct field recovery_code_fields[] = {
    {"codes", WORDS, FIXED | NOT_NULL | TELLS_SECRET, "Recovery codes, each good for one sign-in; shown only once"},
    {0},
};

static const struct field invitation_body_fields[] = {
    {"token", TEXT, REQUIRED, "The part of the link after the #"},
    {0},
};

static const struct field invitation_fields[] = {
    {"user",    GROUP,   FIXED | NOT_NULL, "The user who is invited", .group = &brief},
    {"email",   TEXT,    FIXED,            "The suggested address"},
    {"account", GROUP,   FIXED | NOT_NULL, "The company that invites", .group = &brief},
    {"isFirst", BOOLEAN, FIXED | NOT_NULL, "Whether nobody in the company has a login yet"},
    {0},
};

static const struct field accepted_fields[] = {
    {"token",    TEXT, REQUIRED, "The part of the link after the #"},
    {"email",    TEXT, REQUIRED, "The address to sign in with"},
    {"password", TEXT, REQUIRED, "The password to sign in with, of at least 10 characters and none of the common ones"},
    {0},
};

static const struct field link_fields[] = {
    {"path",    TEXT,    FIXED | NOT_NULL | TELLS_SECRET, "The path for choosing a password, once; shown only now"},
    {"expires", INSTANT, FIXED | NOT_NULL, "When the link expires"},
    {0},
};

static const struct field login_fields[] = {
    {"hasLogin",   BOOLEAN, FIXED | NOT_NULL, "Whether the user can sign in"},
    {"email",      TEXT,    FIXED,            "The address of the login, or the user's if there is none"},
    {"hasTotp",    BOOLEAN, FIXED | NOT_NULL, "Whether two-step sign-in is on"},
    {"lastSignIn", INSTANT, FIXED,            "When the user last signed in"},
    {0},
};

#define BODY(title, members) \
    {.name = (title), .plural = (title), .for_people = true, .fields = (members)}
#define ANSWER(title, members, object, shown) \
    {.name = (title), .plural = (title), .for_people = true, .fields = (members), .detail = {(object), (shown)}}

const struct resource sign_in_body = BODY("sign in", sign_in_fields);
const struct resource sign_in_answer = ANSWER("sign in answer", sign_in_answers, "admin.sign_in", "status accounts session");
const struct resource sign_in_account = ANSWER("sign in account", name_and_id, "generic.name_id", "id name");
const struct resource session_answer = ANSWER("session", session_fields, "admin.session",
    "user email account isAdministrator isManager hasTotp demandsCodes csrfToken version");
const struct resource own_sessions = ANSWER("session list", session_list_fields, "generic.list", "items");
const struct resource session_row = ANSWER("session row", session_row_fields, "admin.session_row", "id created lastSeen address agent isCurrent");
const struct resource password_change = BODY("password change", password_change_fields);
const struct resource password_check = BODY("password check", password_check_fields);
const struct resource totp_answer = ANSWER("totp secret", totp_fields, "admin.totp", "secret uri");
const struct resource totp_check = BODY("totp check", totp_check_fields);
const struct resource recovery_codes = ANSWER("recovery codes", recovery_code_fields, "admin.recovery_codes", "codes");
const struct resource invitation_body = BODY("invitation", invitation_body_fields);
const struct resource invitation_answer = ANSWER("invitation answer", invitation_fields, "admin.invitation", "user email account isFirst");
const struct resource invitation_accepted = BODY("accepted invitation", accepted_fields);
const struct resource invitation_link = ANSWER("invitation link", link_fields, "admin.invitation_link", "path expires");
const struct resource login_answer = ANSWER("login", login_fields, "admin.login", "hasLogin email hasTotp lastSignIn");
/* clang-format on */
