/* activities.c - kinds of work that time is reported for. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id of the activity"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED | TITLE, "The name of the activity"},
    {"isActive", BOOLEAN, DEFAULT_TRUE | ACTIVE, "Whether it can be chosen"},
    {"preferredTimeCode", REFERENCE, 0, "The time code that usually goes with it", .to = &time_codes, .input = "preferredTimeCodeId"},
    {"preferredTimeArticle", REFERENCE, 0, "The time article that usually goes with it", .to = &time_articles, .input = "preferredTimeArticleId"},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct sort sorts[] = {
    {"name", "name_key"}, {"createdDate", "created_at", CREATED_WORDS}, {"updatedDate", "updated_at", UPDATED_WORDS}, {0},
};
/* clang-format on */

static const struct managed managed = {
    .path = "/admin/v1/Activities",
    .operations = ALL,
    .filters = active_filters,
    .list = {"admin.activity", "id name isActive preferredTimeCode preferredTimeArticle createdBy "
                               "updatedBy created updated"},
};

const struct resource activities = {
    .name = "activity",
    .plural = "activities",
    .table = "activities",
    .path = "/v1/Admin/Activities",
    .group = "Registries",
    .doc = "Kinds of work that time is reported for.",
    .area = &area_registry,
    .operations = LIST,
    .managed = &managed,
    .fields = fields,
    .sorts = sorts,
    .brief = NAME_AND_ID,
    .list = {"activity.list", "id name isActive preferredTimeCode preferredTimeArticle createdBy "
                              "updatedBy created updated"},
};
