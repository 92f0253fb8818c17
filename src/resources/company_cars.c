/* company_cars.c - cars that a journey can be made in. */
#include "resources/resources.h"

/* Spelled as the contract spells it. */
static const char *const types[] = {"companyCar", "officalCar", NULL};

/* clang-format off */
static const struct field fields[] = {
    {"id", INTEGER, FIXED | NOT_NULL, "The number of the car"},
    {"name", TEXT, REQUIRED | SORTED | SEARCHED, "What the car is called"},
    {"isActive", BOOLEAN, DEFAULT_TRUE, "Whether it can be chosen"},
    {"makeAndModel", TEXT, 0, "Make and model"},
    {"registrationNumber", TEXT, 0, "What its plate says"},
    {"type", CHOICE, REQUIRED, "How the company has it", .choices = types},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct sort sorts[] = {
    {"name", "name_key"}, {"createdDate", "created_at"}, {"updatedDate", "updated_at"}, {0},
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
    .doc = "Cars that a journey can be made in.",
    .area = AREA_REGISTRY,
    .operations = LIST,
    .managed = &managed,
    .fields = fields,
    .sorts = sorts,
    .list = {"companycar.list",
             "id name isActive makeAndModel registrationNumber type createdBy "
             "updatedBy created updated",
             .pascal = true},
};
