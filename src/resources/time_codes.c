/* time_codes.c - what an hour is paid as. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The number of the time code"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED, "What the time code is called"},
    {"description", TEXT, LONG, "More about it"},
    {"isActive", BOOLEAN, DEFAULT_TRUE, "Whether it can be chosen"},
    {"isStandard", BOOLEAN, 0, "Whether it is chosen when nothing else is"},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct sort sorts[] = {
    {"name", "name_key"}, {"createdDate", "created_at"}, {"updatedDate", "updated_at"}, {0},
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
    .doc = "What an hour is paid as.",
    .area = AREA_REGISTRY,
    .operations = LIST,
    .managed = &managed,
    .fields = fields,
    .sorts = sorts,
    .list = {"timecode.list", "id name description isActive isStandard createdBy updatedBy created "
                              "updated"},
};
