/* projects.c - work that the company does for its customers. */
#include "resources/resources.h"

static const struct link tag_links = {"project_tag_links", "project_id", "project_tag_id"};
static const struct view coded = {"project.list.costcenter", "id name code"};
static const char *const invoice_types[] = {"ongoing", "fixedPrice", "none", NULL};

static const struct range longitudes = {-180, 180, "must be between -180 and 180."};
static const struct range latitudes = {-90, 90, "must be between -90 and 90."};

/* clang-format off */
static const struct group location = {"project.list.location", (const struct field[]){
    {"longitude",     REAL, 0,              "Degrees east", .within = &longitudes},
    {"latitude",      REAL, 0,              "Degrees north", .within = &latitudes},
    {"streetAddress", TEXT, 0,              "Street and number"},
    {"postalCode",    TEXT, 0,              "Postal code"},
    {"city",          TEXT, 0,              "Town"},
    {"countryId",     KEY,  HIDDEN,         "The country", .to = &countries},
    {"countryName",   VIA,  FIXED,          "The name of the country", .column = "countryId"},
    {0},
}};

static const struct field fields[] = {
    {"id",                INTEGER,   FIXED | NOT_NULL,               "The id of the project"},
    {"orderNumber",       TEXT,      REQUIRED | NUMBERED | SEARCHED, "The number that people know it by"},
    {"title",             TEXT,      REQUIRED | SORTED | SEARCHED | TITLE,   "The name of the project"},
    {"status",            REFERENCE, 0,                              "Its stage", .to = &project_statuses, .input = "statusId"},
    {"startDate",         DATE,      0,                              "First day"},
    {"endDate",           DATE,      0,                              "Last day"},
    {"invoiceType",       CHOICE,    REQUIRED,                       "How it is invoiced", .choices = invoice_types},
    {"location",          GROUP,     OPTIONAL,                       "Where the work is done", .group = &location},
    {"projectManager",    REFERENCE, 0,                              "The user in charge", .to = &users, .input = "projectManagerId"},
    {"customer",          REFERENCE, 0,                              "The customer", .to = &contacts, .input = "customerId"},
    {"projectCollection", REFERENCE, 0,                              "The collection that it belongs to",
     .to = &project_collections, .input = "projectCollectionId"},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {"costCenter",        REFERENCE, 0,                              "The cost center that bears the cost", .to = &cost_centers,
     .input = "costCenterId", .as = &coded},
    {"category",          REFERENCE, 0,                              "The kind of project", .to = &project_categories, .input = "categoryId"},
    {"salesResponsible",  REFERENCE, 0,                              "The user who sold it", .to = &users, .input = "salesResponsibleId"},
    {"tags",              LINKS,     0,                              "Labels", .to = &project_tags, .link = &tag_links, .input = "tagIds"},
    {"rate",              DECIMAL,   0,                              "Price per hour, if not the time article's", .within = &not_negative},
    {"discount",          DECIMAL,   0,                              "Discount in percent", .within = &percent},
    /* How others show it. */
    {"name",              TEXT,      FIXED | HIDDEN | NOT_NULL,      "The name of the project", .column = "title"},
    {"number",            TEXT,      FIXED | HIDDEN | NOT_NULL,      "The number that people know it by", .column = "order_number"},
    {0},
};

static const struct filter filters[] = {
    {"query", TEXT, "Text in the number or title, the customer's name, or the collection's number or name",
     .where = "instr($.order_number_folded, ?) > 0 OR instr($.title_folded, ?) > 0"
              " OR $.customer_id IN (SELECT c.id FROM contacts c WHERE c.account_id = {account}"
              " AND instr(c.name_folded, ?) > 0)"
              " OR $.project_collection_id IN (SELECT p.id FROM project_collections p WHERE p.account_id = {account}"
              " AND (instr(p.number_folded, ?) > 0 OR instr(p.name_folded, ?) > 0))"},
    {0},
};

static const struct sort sorts[] = {
    {"orderNumber", "order_number_key"}, {"title", "title_key"}, {"createdDate", "created_at", CREATED_WORDS},
    {"updatedDate", "updated_order", UPDATED_WORDS, "updated_at"}, {0},
};
/* clang-format on */

static const struct managed managed = {
    .path = "/admin/v1/Projects",
    .operations = ALL,
    .list = {"admin.project.list", "id orderNumber title status startDate endDate projectManager "
                                   "customer projectCollection created updated"},
    .detail = {"admin.project",
               "id orderNumber title status startDate endDate invoiceType location projectManager "
               "customer projectCollection costCenter category salesResponsible tags rate discount "
               "createdBy "
               "updatedBy created updated"},
};

const struct resource projects = {
    .name = "project",
    .plural = "projects",
    .table = "projects",
    .area = &area_projects,
    .path = "/v1/Core/Projects",
    .group = "Projects",
    .doc = "Work that the company does for its customers.",
    .operations = LIST,
    .read = PROJECT_READ,
    .managed = &managed,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .brief = {"project.name_id", "id name number"},
    .list = {"project.list",
             "id orderNumber title status startDate endDate invoiceType location projectManager "
             "customer projectCollection createdBy updatedBy created updated",
             .pascal = true, .extended = "category salesResponsible tags costCenter"},
};
