/* lookups.c - registries that are shown only where something refers to them. */
#include "resources/resources.h"

/* clang-format off */
static const struct field named[] = {
    {"id",   INTEGER, FIXED | NOT_NULL,  "Its id"},
    {"name", TEXT,    REQUIRED | SORTED | SEARCHED | TITLE, "Its name"},
    {0},
};

static const struct field numbered[] = {
    {"id",     INTEGER, FIXED | NOT_NULL,               "The id of the collection"},
    {"number", TEXT,    REQUIRED | NUMBERED | SEARCHED, "The number of the project collection"},
    {"name",   TEXT,    REQUIRED | SORTED | SEARCHED | TITLE,   "Its name"},
    {0},
};

static const struct field working[] = {
    {"id",        INTEGER, FIXED | NOT_NULL,  "The id of the schedule"},
    {"name",      TEXT,    REQUIRED | SORTED | SEARCHED | TITLE, "Its name"},
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
    {"id",    INTEGER, FIXED | NOT_NULL, "The id of the tag"},
    {"title", TEXT,    SORTED | SEARCHED | TITLE, "The text of the tag, if it has one"},
    {"color", TEXT,    0,                "Its colour, such as #41b18b"},
    {0},
};

static const struct field tagged[] = {
    {"id",    INTEGER, FIXED | NOT_NULL,  "The id of the tag"},
    {"title", TEXT,    REQUIRED | SORTED | SEARCHED | TITLE, "The text of the tag"},
    {"color", TEXT,    0,                 "Its colour, such as #41b18b"},
    {0},
};
/* clang-format on */

static const struct filter collection_filters[] = {
    {"query", TEXT, "Text in the number or the name", .search = "number name"},
    {0},
};

static const struct managed managed_booking_projects = {
    .path = "/admin/v1/BookingProjects",
    .operations = ALL,
    .filters = named_filters,
    .sorts = by_name,
    .list = {"admin.booking_project", "id name"},
};

const struct resource booking_projects = {.name = "booking project",
                                          .plural = "booking projects",
                                          .table = "booking_projects",
                                          .area = &area_registry,
                                          .managed = &managed_booking_projects,
                                          .group = "Registries",
                                          .doc = "Projects that time is booked on.",
                                          .fields = named,
                                          .brief = NAME_AND_ID};

static const struct managed managed_departments = {
    .path = "/admin/v1/Departments",
    .operations = ALL,
    .filters = named_filters,
    .sorts = by_name,
    .list = {"admin.department", "id name"},
};

const struct resource departments = {.name = "department",
                                     .plural = "departments",
                                     .table = "departments",
                                     .area = &area_registry,
                                     .managed = &managed_departments,
                                     .group = "Registries",
                                     .doc = "Where people work.",
                                     .fields = named,
                                     .brief = NAME_AND_ID};

static const struct managed managed_equipment_types = {
    .path = "/admin/v1/EquipmentTypes",
    .operations = ALL,
    .filters = named_filters,
    .sorts = by_name,
    .list = {"admin.equipment_type", "id name"},
};

const struct resource equipment_types = {.name = "equipment type",
                                         .plural = "equipment types",
                                         .table = "equipment_types",
                                         .area = &area_registry,
                                         .managed = &managed_equipment_types,
                                         .group = "Registries",
                                         .doc = "Kinds of equipment.",
                                         .fields = named,
                                         .brief = NAME_AND_ID};

static const struct managed managed_project_collections = {
    .path = "/admin/v1/ProjectCollections",
    .operations = ALL,
    .filters = collection_filters,
    .sorts = by_name,
    .list = {"admin.project_collection", "id number name"},
};

const struct resource project_collections = {
    .name = "project collection",
    .plural = "project collections",
    .table = "project_collections",
    .area = &area_registry,
    .managed = &managed_project_collections,
    .group = "Registries",
    .doc = "Projects that belong together.",
    .fields = numbered,
    .brief = {"projectcollection.name_id", "id name number"}};

static const struct managed managed_schedules = {
    .path = "/admin/v1/Schedules",
    .operations = ALL,
    .filters = named_filters,
    .sorts = by_name,
    .list = {"admin.schedule", "id name monday tuesday wednesday thursday friday saturday sunday"},
};

const struct resource schedules = {.name = "schedule",
                                   .plural = "schedules",
                                   .table = "schedules",
                                   .area = &area_registry,
                                   .managed = &managed_schedules,
                                   .group = "Registries",
                                   .doc = "When people work.",
                                   .fields = working,
                                   .brief = NAME_AND_ID};

static const struct managed managed_task_tags = {
    .path = "/admin/v1/TaskTags",
    .operations = ALL,
    .filters = titled_filters,
    .sorts = by_title,
    .list = {"admin.task_tag", "id title color"},
};

const struct resource task_tags = {.name = "task tag",
                                   .plural = "task tags",
                                   .table = "task_tags",
                                   .area = &area_registry,
                                   .managed = &managed_task_tags,
                                   .group = "Registries",
                                   .doc = "Labels for tasks.",
                                   .fields = marked,
                                   .brief = {"generic.tag", "id title color"}};

static const struct managed managed_time_reporting_profiles = {
    .path = "/admin/v1/TimeReportingProfiles",
    .operations = ALL,
    .filters = named_filters,
    .sorts = by_name,
    .list = {"admin.time_reporting_profile", "id name"},
};

const struct resource time_reporting_profiles = {.name = "time reporting profile",
                                                 .plural = "time reporting profiles",
                                                 .table = "time_reporting_profiles",
                                                 .area = &area_registry,
                                                 .managed = &managed_time_reporting_profiles,
                                                 .group = "Registries",
                                                 .doc = "How people report time.",
                                                 .fields = named,
                                                 .brief = NAME_AND_ID};

static const struct managed managed_units = {
    .path = "/admin/v1/Units",
    .operations = ALL,
    .filters = named_filters,
    .sorts = by_name,
    .list = {"admin.unit", "id name"},
};

const struct resource units = {.name = "unit",
                               .plural = "units",
                               .table = "units",
                               .area = &area_registry,
                               .managed = &managed_units,
                               .group = "Registries",
                               .doc = "What articles are counted in.",
                               .fields = named,
                               .brief = NAME_AND_ID};

static const struct managed managed_user_tags = {
    .path = "/admin/v1/UserTags",
    .operations = ALL,
    .filters = titled_filters,
    .sorts = by_title,
    .list = {"admin.user_tag", "id title color"},
};

const struct resource user_tags = {.name = "user tag",
                                   .plural = "user tags",
                                   .table = "user_tags",
                                   .area = &area_registry,
                                   .managed = &managed_user_tags,
                                   .group = "Registries",
                                   .doc = "Labels for people.",
                                   .fields = tagged,
                                   .brief = {"generic.tag", "id title color"}};
