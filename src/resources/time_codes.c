/* time_codes.c - codes that hours are paid under. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id of the time code"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED | TITLE, "The name of the time code"},
    {"description", TEXT, LONG, "A longer description"},
    {"isActive", BOOLEAN, DEFAULT_TRUE | ACTIVE, "Whether it can be chosen"},
    {"isStandard", BOOLEAN, 0, "Whether it is used when no other is chosen"},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct sort sorts[] = {
    {"name", "name_key"}, {"createdDate", "created_at", CREATED_WORDS}, {"updatedDate", "updated_at", UPDATED_WORDS}, {0},
};
/* clang-format on */

static const struct managed managed = {
    .path = "/admin/v1/TimeCodes",
    .operations = ALL,
    .filters = active_filters,
    .list = {"admin.time_code",
             "id name description isActive isStandard createdBy updatedBy created updated"},
};

const struct resource time_codes = {
    .name = "time code",
    .plural = "time codes",
    .table = "time_codes",
    .path = "/v1/Admin/TimeCodes",
    .group = "Registries",
    .doc = "Codes that hours are paid under.",
    .area = &area_registry,
    .operations = LIST,
    .managed = &managed,
    .fields = fields,
    .sorts = sorts,
    .brief = NAME_AND_ID,
    .list = {"timecode.list", "id name description isActive isStandard createdBy updatedBy created "
                              "updated"},
};
