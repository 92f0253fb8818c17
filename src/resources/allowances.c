/* allowances.c - kinds of travel allowance. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id of the allowance"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED | TITLE, "The name of the allowance"},
    {"description", TEXT, LONG, "A longer description"},
    {"isActive", BOOLEAN, DEFAULT_TRUE | ACTIVE, "Whether it can be chosen"},
    {"cost", DECIMAL, 0, "What one costs the company", .within = &not_negative},
    {"amount", DECIMAL, 0, "What the user is paid", .within = &not_negative},
    {"invoicableAmount", DECIMAL, 0, "What the customer pays", .within = &not_negative},
    {"discount", DECIMAL, 0, "Discount in percent", .within = &percent},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct sort sorts[] = {
    {"name", "name_key"}, {"createdDate", "created_at", CREATED_WORDS}, {"updatedDate", "updated_at", UPDATED_WORDS}, {0},
};
/* clang-format on */

static const struct managed managed = {
    .path = "/admin/v1/Allowances",
    .operations = ALL,
    .filters = active_filters,
    .list = {"admin.allowance", "id name description isActive cost amount invoicableAmount "
                                "discount createdBy updatedBy created updated"},
};

const struct resource allowances = {
    .name = "allowance",
    .plural = "allowances",
    .table = "allowances",
    .path = "/v1/Admin/Allowances",
    .group = "Registries",
    .doc = "Kinds of travel allowance.",
    .area = &area_registry,
    .operations = LIST,
    .managed = &managed,
    .fields = fields,
    .sorts = sorts,
    .list = {"allowance.list", "id name description isActive createdBy updatedBy created updated"},
};
