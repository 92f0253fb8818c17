/* company_cars.c - cars for business trips. */
#include "resources/resources.h"

/* Spelled as the contract spells it. */
static const char *const types[] = {"companyCar", "officalCar", NULL};

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The id of the car"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED | TITLE, "The name of the car"},
    {"isActive", BOOLEAN, DEFAULT_TRUE | ACTIVE, "Whether it can be chosen"},
    {"makeAndModel", TEXT, 0, "Make and model"},
    {"registrationNumber", TEXT, 0, "Registration number"},
    {"type", CHOICE, REQUIRED, "Whether it is a company car or an official car", .choices = types},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct sort sorts[] = {
    {"name", "name_key"}, {"createdDate", "created_at", CREATED_WORDS}, {"updatedDate", "updated_at", UPDATED_WORDS}, {0},
};
/* clang-format on */

static const struct managed managed = {
    .path = "/admin/v1/CompanyCars",
    .operations = ALL,
    .filters = active_filters,
    .list = {"admin.company_car", "id name isActive makeAndModel registrationNumber type createdBy "
                                  "updatedBy created updated"},
};

const struct resource company_cars = {
    .name = "company car",
    .plural = "company cars",
    .table = "company_cars",
    .path = "/v1/Admin/CompanyCars",
    .group = "Registries",
    .doc = "Cars for business trips.",
    .area = &area_registry,
    .operations = LIST,
    .managed = &managed,
    .fields = fields,
    .sorts = sorts,
    .list = {"companycar.list",
             "id name isActive makeAndModel registrationNumber type createdBy "
             "updatedBy created updated",
             .pascal = true},
};
