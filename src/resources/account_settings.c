/* account_settings.c - settings of the whole company. */
#include "resources/resources.h"

/* What the server keeps for a shorter time than that is removed when it says. */
static const struct range days_kept = {1, 36500, "must be between 1 and 36500."};

/* clang-format off */
static const struct field fields[] = {
    {"id",          INTEGER, FIXED | NOT_NULL, "Always 1"},
    {"companyName", TEXT,    REQUIRED | PLAIN | TITLE, "The name of the company"},
    {"taxPercent",  DECIMAL, REQUIRED,         "Tax on materials in percent", .within = &percent},
    {"travelCost",  DECIMAL, 0,                "What a kilometre costs the company", .within = &not_negative},
    {"travelRate",  DECIMAL, 0,                "What the customer pays for a kilometre", .within = &not_negative},
    {"demandsCodes", BOOLEAN, FIXED | NOT_NULL | APART, "Whether everybody has to use two-step sign-in"},
    {"keepAuditDays",   INTEGER, KEEP, "How many days the audit log is kept; null: as long as the server does", .within = &days_kept},
    {"keepChangesDays", INTEGER, KEEP, "The same of the change log, from which programs read", .within = &days_kept},
    {"keepUsageDays",   INTEGER, KEEP, "The same of the log of what applications asked for", .within = &days_kept},
    {"keepSecurityDays", INTEGER, KEEP, "The same of the security log", .within = &days_kept},
    {"updated",     INSTANT, FIXED | UPDATED_AT, "When they last changed", .column = "updated_at"},
    {"updatedBy",   REFERENCE, FIXED | UPDATED_BY, "Who last changed them", .column = "updated_by_id", .to = &users},
    {0},
};

static const struct patch patches[] = {
    {"demand codes", "demandsCodes"},
    {0},
};

static const struct field demand_fields[] = {
    {"password",  TEXT,    REQUIRED, "The administrator's own password"},
    {"isDemanded", BOOLEAN, REQUIRED, "Whether everybody has to use two-step sign-in"},
    {0},
};
/* clang-format on */

/* Whoever has no codes can set them up, and do nothing else, from the next request on. */
const struct resource code_demand = {
    .name = "demand of codes",
    .plural = "demands of codes",
    .for_people = true,
    .fields = demand_fields,
};

/* The command line and the sign-in know the company by the name that its people give it. */
static enum outcome follow(struct change *change) {
    if (!change_alters(change, "companyName"))
        return DONE;
    return change_run(change, "UPDATE accounts SET name = (SELECT company_name FROM settings"
                              " WHERE account_id = ?1 AND id = ?2) WHERE id = ?1");
}

static const struct managed managed = {
    .path = "/admin/v1/Settings",
    .operations = GET | UPDATE,
    .list = {"admin.settings",
             "id companyName taxPercent travelCost travelRate demandsCodes keepAuditDays "
             "keepChangesDays keepUsageDays keepSecurityDays updated updatedBy"},
};

const struct resource account_settings = {
    .name = "settings",
    .plural = "settings",
    .table = "settings",
    .is_of_server = true,
    .group = "Company",
    .doc = "Settings of the whole company.",
    .area = &area_registry,
    .managed = &managed,
    .fields = fields,
    .patches = patches,
    .follow = follow,
};

/* ---- what its logs hold ---- */

static const char *const log_names[] = {"audit",   "changes",     "usage", "security",
                                        "answers", "pageAnswers", NULL};

/* clang-format off */
static const struct field log_fields[] = {
    {"name",      CHOICE,  FIXED | NOT_NULL, "What it is of: changes, for people (audit) or programs (changes), requests (usage), security events (security), "
     "or answers kept for repeated writes, of applications (answers) or of the pages (pageAnswers)", .choices = log_names},
    {"entries",   INTEGER, FIXED | NOT_NULL, "About how many entries it has"},
    {"byteCount", INTEGER, FIXED | NOT_NULL, "About how many bytes they take"},
    {"oldest",    INSTANT, FIXED,            "When the oldest was written"},
    {"days",      INTEGER, FIXED | NOT_NULL, "How many days they are kept"},
    {"mostDays",  INTEGER, FIXED | NOT_NULL, "How many days the server keeps them at most"},
    {0},
};

static const struct field storage_fields[] = {
    {"logs", ROWS, FIXED | NOT_NULL, "The logs", .to = &stored_log},
    {0},
};
/* clang-format on */

const struct resource stored_log = {
    .name = "stored log",
    .plural = "stored logs",
    .for_people = true,
    .fields = log_fields,
    .detail = {"admin.stored_log", "name entries byteCount oldest days mostDays"},
};

const struct resource storage_answer = {
    .name = "storage",
    .plural = "storage",
    .for_people = true,
    .fields = storage_fields,
    .detail = {"admin.storage", "logs"},
};
