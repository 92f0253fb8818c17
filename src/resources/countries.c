/* countries.c - countries for addresses. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id",   INTEGER, FIXED | NOT_NULL,  "The id of the country"},
    {"name", TEXT,    REQUIRED | SORTED | SEARCHED | TITLE, "The name of the country"},
    {0},
};
/* clang-format on */

static const struct sort sorts[] = {{"name", "name_key"}, {0}};

static const struct managed managed = {
    .path = "/admin/v1/Countries",
    .operations = ALL,
    .filters = named_filters,
    .list = {"admin.country", "id name"},
};

const struct resource countries = {
    .name = "country",
    .plural = "countries",
    .table = "countries",
    .path = "/v1/Admin/Countries",
    .group = "Registries",
    .doc = "Countries for addresses.",
    .area = &area_registry,
    .operations = LIST,
    .managed = &managed,
    .fields = fields,
    .sorts = sorts,
    .list = {"country.list", "id name"},
};
