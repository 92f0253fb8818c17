/* contact_tags.c - labels for contacts. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id",        INTEGER, FIXED | NOT_NULL,  "The id of the tag"},
    {"title",     TEXT,    REQUIRED | SORTED | SEARCHED | TITLE, "The text of the tag"},
    {"name",      TEXT,    FIXED | HIDDEN,    "The text of the tag, as a contact shows it", .column = "title"},
    {"color",     TEXT,    0,                 "Its colour, such as #41b18b"},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};
static const struct sort sorts[] = {{"name", "title_key"}, {"createdDate", "created_at", CREATED_WORDS}, {0}};
/* clang-format on */

static const struct managed managed = {
    .path = "/admin/v1/ContactTags",
    .operations = ALL,
    .filters = titled_filters,
    .sorts = by_title,
    .list = {"admin.contact_tag", "id title color createdBy updatedBy created updated"},
};

const struct resource contact_tags = {
    .name = "contact tag",
    .plural = "contact tags",
    .table = "contact_tags",
    .path = "/v1/Admin/ContactTags",
    .group = "Registries",
    .doc = "Labels for contacts.",
    .area = &area_registry,
    .operations = LIST,
    .managed = &managed,
    .fields = fields,
    .sorts = sorts,
    .brief = NAME_AND_ID,
    .list = {"generic.tag", "id title color"},
};
