/* project_registries.c - what projects are sorted by: statuses, categories, tags, cost centers. */
#include "resources/resources.h"

/* clang-format off */
static const struct field statuses[] = {
    {"id",                INTEGER, FIXED | NOT_NULL,      "The id of the status"},
    {"name",              TEXT,    REQUIRED | SORTED | SEARCHED | TITLE, "Its name"},
    {"color",             TEXT,    0,                     "Its colour, such as #41b18b"},
    {"isActive",          BOOLEAN, DEFAULT_TRUE | ACTIVE, "Whether it can be chosen"},
    {"isCompletedStatus", BOOLEAN, 0,                     "Whether a project with it is completed"},
    {0},
};

static const struct field categories[] = {
    {"id",       INTEGER, FIXED | NOT_NULL,      "The id of the category"},
    {"name",     TEXT,    REQUIRED | SORTED | SEARCHED | TITLE, "Its name"},
    {"color",    TEXT,    0,                     "Its colour, such as #41b18b"},
    {"isActive", BOOLEAN, DEFAULT_TRUE | ACTIVE, "Whether it can be chosen"},
    {0},
};

static const struct field tags[] = {
    {"id",       INTEGER, FIXED | NOT_NULL,          "The id of the tag"},
    {"name",     TEXT,    REQUIRED | SORTED | SEARCHED | TITLE, "The text of the tag"},
    {"title",    TEXT,    FIXED | HIDDEN | NOT_NULL, "The text of the tag", .column = "name"},
    {"color",    TEXT,    0,                         "Its colour, such as #41b18b"},
    {"isActive", BOOLEAN, DEFAULT_TRUE | ACTIVE,     "Whether it can be chosen"},
    {0},
};

static const struct field centers[] = {
    {"id",       INTEGER, FIXED | NOT_NULL,      "The id of the cost center"},
    {"name",     TEXT,    REQUIRED | SORTED | SEARCHED | TITLE, "Its name"},
    {"code",     TEXT,    0,                     "What the books call it"},
    {"isActive", BOOLEAN, DEFAULT_TRUE | ACTIVE, "Whether it can be chosen"},
    {0},
};
/* clang-format on */

static const struct managed managed_statuses = {
    .path = "/admin/v1/ProjectStatuses",
    .operations = ALL,
    .filters = active_filters,
    .list = {"admin.project_status", "id name color isActive isCompletedStatus"},
};

const struct resource project_statuses = {
    .name = "project status",
    .plural = "project statuses",
    .table = "project_statuses",
    .path = "/v1/Admin/ProjectStatuses",
    .area = &area_registry,
    .managed = &managed_statuses,
    .group = "Registries",
    .doc = "Stages of a project.",
    .operations = LIST,
    .extensions = LIST,
    .fields = statuses,
    .filters = named_filters,
    .sorts = by_name,
    .brief = {"project.list.status", "id name isCompletedStatus"},
    .list = {"projectstatus.list", "id name color isActive isCompletedStatus"},
};

static const struct managed managed_categories = {
    .path = "/admin/v1/ProjectCategories",
    .operations = ALL,
    .filters = active_filters,
    .list = {"admin.project_category", "id name color isActive"},
};

const struct resource project_categories = {
    .name = "project category",
    .plural = "project categories",
    .table = "project_categories",
    .path = "/v1/Admin/ProjectCategories",
    .area = &area_registry,
    .managed = &managed_categories,
    .group = "Registries",
    .doc = "Kinds of projects.",
    .operations = LIST,
    .extensions = LIST,
    .fields = categories,
    .filters = named_filters,
    .sorts = by_name,
    .brief = {"project.category", "id name color"},
    .list = {"projectcategory.list", "id name color isActive"},
};

static const struct managed managed_tags = {
    .path = "/admin/v1/ProjectTags",
    .operations = ALL,
    .filters = active_filters,
    .list = {"admin.project_tag", "id name color isActive"},
};

const struct resource project_tags = {
    .name = "project tag",
    .plural = "project tags",
    .table = "project_tags",
    .path = "/v1/Admin/ProjectTags",
    .area = &area_registry,
    .managed = &managed_tags,
    .group = "Registries",
    .doc = "Labels for projects.",
    .operations = LIST,
    .extensions = LIST,
    .fields = tags,
    .filters = named_filters,
    .sorts = by_name,
    .brief = {"project.tag", "id name title color"},
    .list = {"projecttag.list", "id name color isActive"},
};

static const struct managed managed_cost_centers = {
    .path = "/admin/v1/CostCenters",
    .operations = ALL,
    .filters = active_filters,
    .list = {"admin.cost_center", "id name code isActive"},
};

const struct resource cost_centers = {
    .name = "cost center",
    .plural = "cost centers",
    .table = "cost_centers",
    .path = "/v1/Admin/CostCenters",
    .area = &area_registry,
    .managed = &managed_cost_centers,
    .group = "Registries",
    .doc = "What bears a cost.",
    .operations = LIST,
    .extensions = LIST,
    .fields = centers,
    .filters = named_filters,
    .sorts = by_name,
    .brief = NAME_AND_ID,
    .list = {"costcenter.list", "id name code isActive"},
};
