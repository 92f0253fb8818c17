/* logins.c - who may sign in, and the links with which a password is chosen.
 *
 * A user has at most one of each, and it has the user's id. Nobody lists them: people see what
 * access/people.h finds out, so there are no views. Sessions and recovery codes are no resources.
 */
#include "resources/resources.h"

/* clang-format off */
static const struct field login_fields[] = {
    {"id",           INTEGER, FIXED | NOT_NULL,        "The id of the user"},
    {"email",        TEXT,    REQUIRED | PLAIN | SEARCHED, "The address that the person signs in with"},
    {"passwordHash", TEXT,    FIXED | HIDDEN | SECRET, "Of argon2id; null: only an invitation gives a new password"},
    {"totpSecret",   BYTES,   FIXED | HIDDEN | SECRET, "Sealed; null: no codes are asked for"},
    {"totpPending",  BYTES,   FIXED | HIDDEN | SECRET, "Sealed; shown, but not yet confirmed with a code"},
    {"totpStep",     INTEGER, FIXED | HIDDEN | NOT_NULL, "Codes of this time step and earlier ones are used up"},
    {"created",      INSTANT, FIXED | NOT_NULL | CREATED_AT, "When it was made", .column = "created_at"},
    {"lastSignIn",   INSTANT, FIXED | APART,           "When the person last signed in", .column = "last_sign_in_at"},
    {0},
};

static const struct patch login_patches[] = {
    {"set",          "email passwordHash"},
    {"password",     "passwordHash"},
    {"sign in",      NULL, .at = "lastSignIn"},
    {"use a code",   "totpStep"},
    {"offer codes",  "totpPending"},
    {"want codes",   "totpSecret totpPending totpStep"},
    {"forget codes", "totpSecret totpPending"},
    {0},
};

static const struct field invitation_fields[] = {
    {"id",      INTEGER, FIXED | NOT_NULL,        "The id of the user"},
    {"hash",    BYTES,   FIXED | HIDDEN | SECRET, "Of the token in the link"},
    {"expires", INSTANT, FIXED | NOT_NULL,        "When the link expires", .column = "expires_at"},
    {0},
};

static const struct patch invitation_patches[] = {{"renew", "hash expires"}, {0}};
/* clang-format on */

const struct resource logins = {
    .name = "login",
    .plural = "logins",
    .table = "logins",
    .is_of_server = true,
    .group = "Users",
    .doc = "Who may sign in.",
    .fields = login_fields,
    .patches = login_patches,
};

const struct resource invitations = {
    .name = "invitation",
    .plural = "invitations",
    .table = "invitations",
    .is_of_server = true,
    .group = "Users",
    .doc = "Links with which a password is chosen once.",
    .fields = invitation_fields,
    .patches = invitation_patches,
};
