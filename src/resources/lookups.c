/* lookups.c - registries that are only shown where something refers to them. */
#include "resources/resources.h"

/* clang-format off */
static const struct field named[] = {
    {"id",   INTEGER, FIXED | NOT_NULL,  "Its number"},
    {"name", TEXT,    REQUIRED | SORTED, "What it is called"},
    {0},
};

static const struct field tagged[] = {
    {"id",    INTEGER, FIXED | NOT_NULL,  "The number of the tag"},
    {"title", TEXT,    REQUIRED | SORTED, "What the tag says"},
    {"color", TEXT,    0,                 "Its colour, such as #41b18b"},
    {0},
};
/* clang-format on */

const struct resource cost_centers = {.name = "cost center",
                                      .plural = "cost centers",
                                      .table = "cost_centers",
                                      .registry = true,
                                      .fields = named};

const struct resource departments = {.name = "department",
                                     .plural = "departments",
                                     .table = "departments",
                                     .registry = true,
                                     .fields = named};

const struct resource equipment_types = {.name = "equipment type",
                                         .plural = "equipment types",
                                         .table = "equipment_types",
                                         .registry = true,
                                         .fields = named};

const struct resource schedules = {.name = "schedule",
                                   .plural = "schedules",
                                   .table = "schedules",
                                   .registry = true,
                                   .fields = named};

const struct resource time_reporting_profiles = {.name = "time reporting profile",
                                                 .plural = "time reporting profiles",
                                                 .table = "time_reporting_profiles",
                                                 .registry = true,
                                                 .fields = named};

const struct resource units = {
    .name = "unit", .plural = "units", .table = "units", .registry = true, .fields = named};

const struct resource user_tags = {.name = "user tag",
                                   .plural = "user tags",
                                   .table = "user_tags",
                                   .registry = true,
                                   .fields = tagged,
                                   .brief = {"generic.tag", "id title color"}};
