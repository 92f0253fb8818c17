/* time_articles.c - what an hour is invoiced as. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The number of the time article"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED, "What the time article is called"},
    {"description", TEXT, LONG, "More about it"},
    {"isActive", BOOLEAN, DEFAULT_TRUE, "Whether it can be chosen"},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct sort sorts[] = {
    {"name", "name_key"}, {"createdDate", "created_at"}, {"updatedDate", "updated_at"}, {0},
};
/* clang-format on */

const struct resource time_articles = {
    .name = "time article",
    .plural = "time articles",
    .table = "time_articles",
    .path = "/v1/Admin/TimeArticles",
    .group = "Registries",
    .doc = "What an hour is invoiced as.",
    .registry = true,
    .operations = LIST,
    .fields = fields,
    .sorts = sorts,
    .list = {"timearticle.list",
             "id name description isActive createdBy updatedBy created updated"},
};
