/* time_articles.c - articles that hours are invoiced as. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id of the time article"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED | TITLE, "The name of the time article"},
    {"description", TEXT, LONG, "A longer description"},
    {"isActive", BOOLEAN, DEFAULT_TRUE | ACTIVE, "Whether it can be chosen"},
    {"rate", DECIMAL, 0, "What the customer pays for an hour", .within = &not_negative},
    {"discount", DECIMAL, 0, "Discount in percent", .within = &percent},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct sort sorts[] = {
    {"name", "name_key"}, {"createdDate", "created_at", CREATED_WORDS}, {"updatedDate", "updated_at", UPDATED_WORDS}, {0},
};
/* clang-format on */

static const struct managed managed = {
    .path = "/admin/v1/TimeArticles",
    .operations = ALL,
    .filters = active_filters,
    .list = {"admin.time_article",
             "id name description isActive rate discount createdBy updatedBy created updated"},
};

const struct resource time_articles = {
    .name = "time article",
    .plural = "time articles",
    .table = "time_articles",
    .path = "/v1/Admin/TimeArticles",
    .group = "Registries",
    .doc = "Articles that hours are invoiced as.",
    .area = &area_registry,
    .operations = LIST,
    .managed = &managed,
    .fields = fields,
    .sorts = sorts,
    .brief = NAME_AND_ID,
    .list = {"timearticle.list",
             "id name description isActive createdBy updatedBy created updated"},
};
