/* project_marks.c - categories and tags of projects. */
#include "resources/resources.h"

/* clang-format off */
static const struct field category_fields[] = {
    {"id",    INTEGER, FIXED | NOT_NULL, "The id of the category"},
    {"name",  TEXT,    REQUIRED | SORTED | SEARCHED | TITLE, "Its name"},
    {"color", TEXT,    0,                "Its colour, such as #41b18b"},
    {0},
};

static const struct field tag_fields[] = {
    {"id",    INTEGER, FIXED | NOT_NULL, "The id of the tag"},
    {"name",  TEXT,    REQUIRED | SORTED | SEARCHED | TITLE, "Its name"},
    {"title", TEXT,    FIXED | HIDDEN | NOT_NULL, "Its name, as other tags have it", .column = "name"},
    {"color", TEXT,    0,                "Its colour, such as #41b18b"},
    {0},
};
/* clang-format on */

static const struct managed managed_categories = {
    .path = "/admin/v1/ProjectCategories",
    .operations = ALL,
    .filters = named_filters,
    .sorts = by_name,
    .list = {"admin.project_category", "id name color"},
};

static const struct managed managed_tags = {
    .path = "/admin/v1/ProjectTags",
    .operations = ALL,
    .filters = named_filters,
    .sorts = by_name,
    .list = {"admin.project_tag", "id name color"},
};

const struct resource project_categories = {
    .name = "project category",
    .plural = "project categories",
    .table = "project_categories",
    .area = &area_registry,
    .managed = &managed_categories,
    .group = "Registries",
    .doc = "Kinds of projects.",
    .fields = category_fields,
    .brief = {"project.list.category", "id name color"},
};

const struct resource project_tags = {
    .name = "project tag",
    .plural = "project tags",
    .table = "project_tags",
    .area = &area_registry,
    .managed = &managed_tags,
    .group = "Registries",
    .doc = "Labels for projects.",
    .fields = tag_fields,
    .brief = {"project.list.tag", "id name title color"},
};
