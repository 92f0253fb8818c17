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
    {"keepAuditDays",   INTEGER, KEEP, "How many days the audit log is kept; null: as long as the server does", .within = &days_kept},
    {"keepChangesDays", INTEGER, KEEP, "The same of the change log, from which programs read", .within = &days_kept},
    {"keepUsageDays",   INTEGER, KEEP, "The same of the log of what applications asked for", .within = &days_kept},
    {"updated",     INSTANT, FIXED | UPDATED_AT, "When they last changed", .column = "updated_at"},
    {"updatedBy",   REFERENCE, FIXED | UPDATED_BY, "Who last changed them", .column = "updated_by_id", .to = &users},
    {0},
};
/* clang-format on */

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
    .list = {"admin.settings", "id companyName taxPercent travelCost travelRate keepAuditDays "
                               "keepChangesDays keepUsageDays updated updatedBy"},
};

const struct resource account_settings = {
    .name = "settings",
    .plural = "settings",
    .table = "settings",
    .group = "Company",
    .doc = "Settings of the whole company.",
    .area = &area_registry,
    .managed = &managed,
    .fields = fields,
    .follow = follow,
};
