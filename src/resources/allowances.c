/* allowances.c - kinds of allowance for travelling. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The number of the allowance"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED, "What the allowance is called"},
    {"description", TEXT, LONG, "More about it"},
    {"isActive", BOOLEAN, DEFAULT_TRUE, "Whether it can be chosen"},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct sort sorts[] = {
    {"name", "name_key"}, {"createdDate", "created_at"}, {"updatedDate", "updated_at"}, {0},
};
/* clang-format on */

const struct resource allowances = {
    .name = "allowance",
    .plural = "allowances",
    .table = "allowances",
    .path = "/v1/Admin/Allowances",
    .group = "Registries",
    .doc = "Kinds of allowance for travelling.",
    .registry = true,
    .operations = LIST,
    .fields = fields,
    .sorts = sorts,
    .list = {"allowance.list", "id name description isActive createdBy updatedBy created updated"},
};
