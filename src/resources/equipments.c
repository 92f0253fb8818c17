/* equipments.c - machines and tools that can be reported with time. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The number of the equipment"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED, "What the equipment is called"},
    {"description", TEXT, LONG, "More about it"},
    {"isActive", BOOLEAN, DEFAULT_TRUE, "Whether it can be chosen"},
    {"type", REFERENCE, 0, "What kind it is", .to = &equipment_types, .input = "typeId"},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct sort sorts[] = {
    {"name", "name_key"}, {"createdDate", "created_at"}, {"updatedDate", "updated_at"}, {0},
};
/* clang-format on */

const struct resource equipments = {
    .name = "equipment",
    .plural = "equipments",
    .table = "equipments",
    .path = "/v1/Admin/Equipments",
    .group = "Registries",
    .doc = "Machines and tools that can be reported with time.",
    .registry = true,
    .operations = LIST,
    .fields = fields,
    .sorts = sorts,
    .list = {"equipment.list",
             "id name description isActive type createdBy updatedBy created updated"},
};
