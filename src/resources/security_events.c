/* security_events.c - who was let in and who was not; written by change/security_log.h. */
#include "resources/resources.h"

#include "access/security.h"

/* clang-format off */
static const struct field fields[] = {
    {"id",      INTEGER, FIXED | NOT_NULL, "The id of the event"},
    {"time",    INSTANT, FIXED | NOT_NULL, "When it happened; of several the first", .column = "at"},
    {"lastTime", INSTANT, FIXED | NOT_NULL, "When it happened last", .column = "last_at"},
    {"kind",    CHOICE,  FIXED | NOT_NULL, "What happened", .choices = security_kinds},
    {"outcome", CHOICE,  FIXED | NOT_NULL, "Whether it was refused", .choices = security_outcomes},
    {"times",   INTEGER, FIXED | NOT_NULL, "How often, within an hour"},
    {"address", TEXT,    FIXED | NOT_NULL, "Where it came from; empty: the machine itself; *: several addresses"},
    {"user",    REFERENCE, FIXED, "The person who did it, or whose login was tried", .to = &users},
    {"application", REFERENCE, FIXED, "The application that did it, or whose secret was tried", .to = &applications},
    {"aboutUser", REFERENCE, FIXED, "Whose login or rights were changed", .to = &users},
    {"aboutApplication", REFERENCE, FIXED, "Which application was changed", .to = &applications},
    {0},
};

static const struct filter filters[] = {
    {"kind",          CHOICE,  "What happened", .where = "$.kind = ?", .choices = security_kinds},
    {"outcome",       CHOICE,  "Whether it was refused", .where = "$.outcome = ?", .choices = security_outcomes},
    {"userId",        INTEGER, "Who did it, or to whom", .where = "? IN ($.user_id, $.about_user_id)"},
    {"applicationId", INTEGER, "The application that did it, or that it was done to", .where = "? IN ($.application_id, $.about_application_id)"},
    {"address",       TEXT,    "Where it came from", .where = "$.address = ?"},
    {"from",          INSTANT, "At or after this time", .where = "$.last_at >= ?"},
    {"to",            INSTANT, "At or before this time", .where = "$.at <= ?", .end_of_day = true},
    {0},
};
/* clang-format on */

static const struct sort sorts[] = {{"time", "at"}, {0}};

static const struct managed managed = {
    .path = "/admin/v1/SecurityEvents",
    .operations = LIST | GET,
    .list = {"admin.security_event", "id time lastTime kind outcome times address user application "
                                     "aboutUser aboutApplication"},
};

const struct resource security_events = {
    .name = "security event",
    .plural = "security events",
    .table = "security_events",
    .group = "Security log",
    .doc = "Who signed in, was refused, or changed who may do what.",
    .managed = &managed,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
};
