/* time_additions.c - extras that can be reported with time: a yes or a number. */
#include "resources/resources.h"

static const char *const types[] = {"boolean", "number", NULL};

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id of the time addition"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED | TITLE, "The name of the time addition"},
    {"description", TEXT, LONG, "A longer description"},
    {"type", CHOICE, REQUIRED, "Whether it takes yes or no, or a number", .choices = types},
    {"isActive", BOOLEAN, DEFAULT_TRUE | ACTIVE, "Whether it can be chosen"},
    {"cost", DECIMAL, 0, "What one costs the company", .within = &not_negative},
    {"invoicablePrice", DECIMAL, 0, "What the customer pays for one", .within = &not_negative},
    {"discount", DECIMAL, 0, "Discount in percent", .within = &percent},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct sort sorts[] = {
    {"name", "name_key"}, {"createdDate", "created_at", CREATED_WORDS}, {"updatedDate", "updated_at", UPDATED_WORDS}, {0},
};
/* clang-format on */

static const struct managed managed = {
    .path = "/admin/v1/TimeAdditions",
    .operations = ALL,
    .filters = active_filters,
    .list = {"admin.time_addition", "id name description type isActive cost invoicablePrice "
                                    "discount createdBy updatedBy created updated"},
};

const struct resource time_additions = {
    .name = "time addition",
    .plural = "time additions",
    .table = "time_additions",
    .path = "/v1/Admin/TimeAdditions",
    .group = "Registries",
    .doc = "Extras that can be reported with time.",
    .area = &area_registry,
    .operations = LIST,
    .managed = &managed,
    .fields = fields,
    .sorts = sorts,
    .brief = NAME_AND_ID,
    .list = {"timeaddition.list",
             "id name description type isActive createdBy updatedBy created updated"},
};
