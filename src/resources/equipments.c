/* equipments.c - machines and tools whose use is reported with time. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id of the equipment"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED | TITLE, "The name of the equipment"},
    {"description", TEXT, LONG, "A longer description"},
    {"isActive", BOOLEAN, DEFAULT_TRUE | ACTIVE, "Whether it can be chosen"},
    {"type", REFERENCE, 0, "Its type", .to = &equipment_types, .input = "typeId"},
    {"cost", DECIMAL, 0, "What an hour costs the company", .within = &not_negative},
    {"rate", DECIMAL, 0, "The internal price per hour", .within = &not_negative},
    {"invoicableRate", DECIMAL, 0, "What the customer pays for an hour", .within = &not_negative},
    {"discount", DECIMAL, 0, "Discount in percent", .within = &percent},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct sort sorts[] = {
    {"name", "name_key"}, {"createdDate", "created_at", CREATED_WORDS}, {"updatedDate", "updated_at", UPDATED_WORDS}, {0},
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
    .doc = "Machines and tools whose use is reported with time.",
    .area = &area_registry,
    .operations = LIST,
    .managed = &managed,
    .fields = fields,
    .sorts = sorts,
    .brief = NAME_AND_ID,
    .list = {"equipment.list",
             "id name description isActive type createdBy updatedBy created updated"},
};
