/* equipments.c - machines and tools that can be reported with time. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The number of the equipment"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED, "What the equipment is called"},
    {"description", TEXT, LONG, "More about it"},
    {"isActive", BOOLEAN, DEFAULT_TRUE, "Whether it can be chosen"},
    {"type", REFERENCE, 0, "What kind it is", .to = &equipment_types, .input = "typeId"},
    {"cost", DECIMAL, 0, "What an hour costs us", .within = &not_negative},
    {"rate", DECIMAL, 0, "What an hour is charged within the company", .within = &not_negative},
    {"invoicableRate", DECIMAL, 0, "What the customer pays for an hour", .within = &not_negative},
    {"discount", DECIMAL, 0, "Discount in percent", .within = &percent},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct sort sorts[] = {
    {"name", "name_key"}, {"createdDate", "created_at"}, {"updatedDate", "updated_at"}, {0},
};
/* clang-format on */

static const struct managed managed = {
    .path = "/admin/v1/Equipments",
    .operations = ALL,
    .filters = active_filters,
    .list = {"admin.equipment", "id name description isActive type cost rate invoicableRate "
                                "discount createdBy updatedBy created updated"},
};

const struct resource equipments = {
    .name = "equipment",
    .plural = "equipments",
    .table = "equipments",
    .path = "/v1/Admin/Equipments",
    .group = "Registries",
    .doc = "Machines and tools that can be reported with time.",
    .area = AREA_REGISTRY,
    .operations = LIST,
    .managed = &managed,
    .fields = fields,
    .sorts = sorts,
    .list = {"equipment.list",
             "id name description isActive type createdBy updatedBy created updated"},
};
