/* internal_projects.c - work that no customer pays for. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id of the internal project"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED | TITLE, "The name of the internal project"},
    {"commentRequiredWhenTimeReporting", BOOLEAN, 0, "Whether time reported on it needs a comment"},
    {"isActive", BOOLEAN, DEFAULT_TRUE | ACTIVE, "Whether it can be chosen"},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct sort sorts[] = {{"name", "name_key"}, {0}};
/* clang-format on */

static const struct managed managed = {
    .path = "/admin/v1/InternalProjects",
    .operations = ALL,
    .filters = active_filters,
    .list =
        {"admin.internal_project",
         "id name commentRequiredWhenTimeReporting isActive createdBy updatedBy created updated"},
};

const struct resource internal_projects = {
    .name = "internal project",
    .plural = "internal projects",
    .table = "internal_projects",
    .path = "/v1/Admin/InternalProjects",
    .group = "Registries",
    .doc = "Work that no customer pays for.",
    .area = &area_registry,
    .operations = LIST,
    .managed = &managed,
    .fields = fields,
    .sorts = sorts,
    .brief = NAME_AND_ID,
    .list = {"internalproject.list",
             "id name commentRequiredWhenTimeReporting isActive createdBy updatedBy "
             "created updated"},
};
