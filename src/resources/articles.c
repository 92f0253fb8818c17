/* articles.c - goods and services with their prices. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id of the article"},
    {"articleNumber", TEXT, NUMBERED | SEARCHED, "Its number"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED | TITLE, "The name of the article"},
    {"price", DECIMAL, 0, "The price of one"},
    {"cost", DECIMAL, 0, "What one costs the company"},
    {"unit", REFERENCE, 0, "The unit that it is counted in", .to = &units, .input = "unitId"},
    {"description", TEXT, LONG, "A longer description"},
    {"isActive", BOOLEAN, DEFAULT_TRUE | ACTIVE, "Whether it can be chosen"},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct filter filters[] = {
    {"query", TEXT, "Text in the number or the name", .search = "articleNumber name"},
    {0},
};

static const struct filter managed_filters[] = {
    {"query", TEXT, "Text in the number or the name", .search = "articleNumber name"},
    {"isActive", BOOLEAN, "Whether it can be chosen", .where = "$.is_active = ?"},
    {0},
};

static const struct sort sorts[] = {
    {"name", "name_key"}, {"articleNumber", "article_number_key"}, {"createdDate", "created_at", CREATED_WORDS},
    {"updatedDate", "updated_at", UPDATED_WORDS}, {0},
};
/* clang-format on */

static const struct managed managed = {
    .path = "/admin/v1/Articles",
    .operations = ALL,
    .filters = managed_filters,
    .list = {"admin.article", "id articleNumber name price cost unit description isActive "
                              "createdBy updatedBy created updated"},
};

const struct resource articles = {
    .name = "article",
    .plural = "articles",
    .table = "articles",
    .path = "/v1/Admin/Articles",
    .group = "Registries",
    .doc = "Goods and services with their prices.",
    .area = &area_registry,
    .operations = LIST,
    .managed = &managed,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .brief = NAME_AND_ID,
    .list = {"article.list", "id articleNumber name price cost unit description isActive createdBy "
                             "updatedBy created updated"},
};
