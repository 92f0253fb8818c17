/* time_additions.c - extras that can be reported with time: a yes or a number. */
#include "resources/resources.h"

static const char *const types[] = {"boolean", "number", NULL};

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The number of the time addition"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED, "What the time addition is called"},
    {"description", TEXT, LONG, "More about it"},
    {"type", CHOICE, REQUIRED, "Whether it is a yes or no, or a number", .choices = types},
    {"isActive", BOOLEAN, DEFAULT_TRUE, "Whether it can be chosen"},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct sort sorts[] = {
    {"name", "name_key"}, {"createdDate", "created_at"}, {"updatedDate", "updated_at"}, {0},
};
/* clang-format on */

const struct resource time_additions = {
    .name = "time addition",
    .plural = "time additions",
    .table = "time_additions",
    .path = "/v1/Admin/TimeAdditions",
    .group = "Registries",
    .doc = "Extras that can be reported with time.",
    .registry = true,
    .operations = LIST,
    .fields = fields,
    .sorts = sorts,
    .list = {"timeaddition.list",
             "id name description type isActive createdBy updatedBy created updated"},
};
