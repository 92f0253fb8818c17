/* lookups.c - registries that are only shown where something refers to them. */
#include "resources/resources.h"

/* clang-format off */
static const struct field named[] = {
    {"id",   INTEGER, FIXED | NOT_NULL,  "Its number"},
    {"name", TEXT,    REQUIRED | SORTED | SEARCHED, "What it is called"},
    {0},
};

static const struct field numbered[] = {
    {"id",     INTEGER, FIXED | NOT_NULL,               "The number of the collection"},
    {"number", TEXT,    REQUIRED | NUMBERED | SEARCHED, "Its number among projects"},
    {"name",   TEXT,    REQUIRED | SORTED | SEARCHED,   "What it is called"},
    {0},
};

static const struct field completing[] = {
    {"id",                INTEGER, FIXED | NOT_NULL,  "The number of the status"},
    {"name",              TEXT,    REQUIRED | SORTED | SEARCHED, "What it is called"},
    {"isCompletedStatus", BOOLEAN, 0,                 "Whether a project is done with it"},
    {0},
};

static const struct field working[] = {
    {"id",        INTEGER, FIXED | NOT_NULL,  "The number of the schedule"},
    {"name",      TEXT,    REQUIRED | SORTED | SEARCHED, "What it is called"},
    {"monday",    DECIMAL, REQUIRED, "Hours of work on Mondays",    .within = &not_negative},
    {"tuesday",   DECIMAL, REQUIRED, "Hours of work on Tuesdays",   .within = &not_negative},
    {"wednesday", DECIMAL, REQUIRED, "Hours of work on Wednesdays", .within = &not_negative},
    {"thursday",  DECIMAL, REQUIRED, "Hours of work on Thursdays",  .within = &not_negative},
    {"friday",    DECIMAL, REQUIRED, "Hours of work on Fridays",    .within = &not_negative},
    {"saturday",  DECIMAL, REQUIRED, "Hours of work on Saturdays",  .within = &not_negative},
    {"sunday",    DECIMAL, REQUIRED, "Hours of work on Sundays",    .within = &not_negative},
    {0},
};

static const struct field marked[] = {
    {"id",    INTEGER, FIXED | NOT_NULL, "The number of the tag"},
    {"title", TEXT,    SORTED | SEARCHED, "What the tag says, if anything"},
    {"color", TEXT,    0,                "Its colour, such as #41b18b"},
    {0},
};

static const struct field tagged[] = {
    {"id",    INTEGER, FIXED | NOT_NULL,  "The number of the tag"},
    {"title", TEXT,    REQUIRED | SORTED | SEARCHED, "What the tag says"},
    {"color", TEXT,    0,                 "Its colour, such as #41b18b"},
    {0},
};
/* clang-format on */

const struct resource booking_projects = {.name = "booking project",
                                          .plural = "booking projects",
                                          .table = "booking_projects",
                                          .registry = true,
                                          .fields = named};

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

const struct resource opportunities = {.name = "opportunity",
                                       .plural = "opportunities",
                                       .table = "opportunities",
                                       .registry = true,
                                       .fields = named};

const struct resource project_collections = {
    .name = "project collection",
    .plural = "project collections",
    .table = "project_collections",
    .registry = true,
    .fields = numbered,
    .brief = {"projectcollection.name_id", "id name number"}};

const struct resource project_statuses = {
    .name = "project status",
    .plural = "project statuses",
    .table = "project_statuses",
    .registry = true,
    .fields = completing,
    .brief = {"project.list.status", "id name isCompletedStatus"}};

const struct resource schedules = {.name = "schedule",
                                   .plural = "schedules",
                                   .table = "schedules",
                                   .registry = true,
                                   .fields = working};

const struct resource task_tags = {.name = "task tag",
                                   .plural = "task tags",
                                   .table = "task_tags",
                                   .registry = true,
                                   .fields = marked,
                                   .brief = {"generic.tag", "id title color"}};

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
