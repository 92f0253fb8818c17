/* absence_projects.c - reasons to be away from work. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id of the absence project"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED | TITLE, "The name of the absence project"},
    {"commentRequiredWhenTimeReporting", BOOLEAN, 0, "Whether time reported on it needs a comment"},
    {"salaryCodeForMonthlySalary", TEXT, 0, "Salary code for those paid by the month"},
    {"salaryCodeForHourlySalary", TEXT, 0, "Salary code for those paid by the hour"},
    {"refersToSickness", BOOLEAN, 0, "Whether it is sick leave"},
    {"isActive", BOOLEAN, DEFAULT_TRUE | ACTIVE, "Whether it can be chosen"},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct sort sorts[] = {{"name", "name_key"}, {0}};
/* clang-format on */

static const struct managed managed = {
    .path = "/admin/v1/AbsenceProjects",
    .operations = ALL,
    .filters = active_filters,
    .list =
        {"admin.absence_project",
         "id name commentRequiredWhenTimeReporting salaryCodeForMonthlySalary "
         "salaryCodeForHourlySalary refersToSickness isActive createdBy updatedBy created updated"},
};

const struct resource absence_projects = {
    .name = "absence project",
    .plural = "absence projects",
    .table = "absence_projects",
    .path = "/v1/Admin/AbsenceProjects",
    .group = "Registries",
    .doc = "Reasons to be away from work.",
    .area = &area_registry,
    .operations = LIST,
    .managed = &managed,
    .fields = fields,
    .sorts = sorts,
    .brief = NAME_AND_ID,
    .list =
        {"absenceproject.list",
         "id name commentRequiredWhenTimeReporting salaryCodeForMonthlySalary "
         "salaryCodeForHourlySalary refersToSickness isActive createdBy updatedBy created updated"},
};
