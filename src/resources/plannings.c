/* plannings.c - who is to do what and when, and of whom that is said. */
#include "resources/resources.h"

#include "base/clock.h"
#include "base/instant.h"
#include "read/list_parameters.h"

static const struct view name_and_id = NAME_AND_ID;

/* What a stretch is spent on is a row of one of three tables. */
#define NAME_OF(column, table, id)                                                                 \
    "(SELECT x." column " FROM " table " x WHERE x.account_id = {account} AND x.id = $." id ")"

/* clang-format off */
static const struct field fields[] = {
    {"id",              INTEGER,   FIXED | NOT_NULL,  "The id of the planning"},
    {"user",            REFERENCE, REQUIRED,          "Whose time it is", .to = &users, .input = "userId"},
    {"project",         REFERENCE, 0,                 "The project, if the time is for a customer", .to = &projects, .input = "projectId",
     .as = &name_and_id},
    {"internalProject", REFERENCE, ACTIVE,            "The internal project, if the time is for the company",
     .to = &internal_projects, .input = "internalProjectId"},
    {"absenceProject",  REFERENCE, ACTIVE,            "The kind of absence, if it is absence", .to = &absence_projects, .input = "absenceProjectId"},
    {"fromDate",        DATE,      REQUIRED,          "The first day"},
    {"toDate",          DATE,      REQUIRED,          "The last day"},
    {"hours",           DECIMAL,   REQUIRED,          "Hours of all days together", .within = &not_negative},
    {"projectId",       INTEGER,   FIXED | NOT_NULL,  "The id of the project, of whichever kind",
     .sql = "coalesce($.project_id, $.internal_project_id, $.absence_project_id)"},
    {"projectName",     TEXT,      FIXED | NOT_NULL | COUNTS, "The name of the project, of whichever kind",
     .sql = "coalesce(" NAME_OF("title", "projects", "project_id") ", "
            NAME_OF("name", "internal_projects", "internal_project_id") ", "
            NAME_OF("name", "absence_projects", "absence_project_id") ")"},
    AUTHORSHIP("createdDate", "createdBy", "updatedDate", "updatedBy"),
    {0},
};

static const struct filter filters[] = {
    {"userId",          INTEGER, "What this user is planned for", .bare = true, .column = "user_id", .is = EQUALS},
    {"fromDate",        DATE,    "Stretches that end on or after this day", .bare = true, .column = "to_date", .is = AT_LEAST},
    {"toDate",          DATE,    "Stretches that begin on or before this day", .bare = true, .column = "from_date", .is = AT_MOST},
    {"excludeProjects", BOOLEAN, "Without projects for customers", .bare = true, .where = "? = 0 OR $.project_id IS NULL"},
    {"excludeAbsence",  BOOLEAN, "Without absence", .bare = true, .where = "? = 0 OR $.absence_project_id IS NULL"},
    {"excludeInternal", BOOLEAN, "Without internal projects", .bare = true, .where = "? = 0 OR $.internal_project_id IS NULL"},
    {0},
};

static const struct filter managed_filters[] = {
    {"query", TEXT, "Text in the name of the user",
     .where = "$.user_id IN (SELECT u.id FROM users u WHERE u.account_id = {account} AND instr(u.name_folded, ?) > 0)"},
    {0},
};

static const struct field user_fields[] = {
    {"id",               INTEGER, FIXED | NOT_NULL, "The id of the user"},
    {"employmentNumber", TEXT,    FIXED,            "Employee number", .column = "employee_number"},
    {"firstName",        TEXT,    FIXED | NOT_NULL, "First name"},
    {"lastName",         TEXT,    FIXED | NOT_NULL, "Last name"},
    {0},
};

/* Both ends of the span count for one and the same stretch, so they are put together in `planned`. */
static const struct filter user_filters[] = {
    {"fromDate", DATE, "Users who are planned on or after this day", .bare = true,
     .where = "EXISTS (SELECT 1 FROM plannings p WHERE p.account_id = {account} AND p.user_id = $.id AND p.to_date >= ?)"},
    {"toDate",   DATE, "Users who are planned on or before this day", .bare = true,
     .where = "EXISTS (SELECT 1 FROM plannings p WHERE p.account_id = {account} AND p.user_id = $.id AND p.from_date <= ?)"},
    {"excludeDeleted",    BOOLEAN, "Without users who have left", .bare = true, .where = "? IN (0, 1)"},
    {"excludeRestricted", BOOLEAN, "Without users who may do little", .bare = true, .where = "? = 0 OR $.is_restricted = 0"},
    {"planned", DATE, "Users who are planned in a span of days", .internal = true, .spans = true,
     .where = "EXISTS (SELECT 1 FROM plannings p WHERE p.account_id = {account} AND p.user_id = $.id"
              " AND p.to_date >= ? AND p.from_date <= {last})"},
    {"stillThere", DATE, "Users who have not left before a day", .internal = true, .where = "$.end_date IS NULL OR $.end_date >= ?"},
    {0},
};
/* clang-format on */

static const struct sort sorts[] = {{"fromDate", "from_date"}, {0}};

static enum outcome check(struct change *change) {
    static const char *const targets[] = {"project", "internalProject", "absenceProject"};
    int given = 0;

    for (size_t i = 0; i < COUNT(targets); i++)
        given += !change_is_null(change, targets[i]) || change_is_faulty(change, targets[i]);
    if (given != 1)
        change_refuse(change, "project",
                      "Exactly one of ProjectId, InternalProjectId and AbsenceProjectId must be "
                      "given.");
    if (!change_is_null(change, "fromDate") && !change_is_null(change, "toDate") &&
        change_integer(change, "toDate") < change_integer(change, "fromDate"))
        change_refuse(change, "toDate", "The field ToDate must not be before FromDate.");
    return DONE;
}

/* Without dates, whoever is planned at any time. */
static enum outcome complete_users(struct list_parameters *parameters, struct faults *faults) {
    const struct filter_value *from = list_filter_value(parameters, "fromDate");
    const struct filter_value *to = list_filter_value(parameters, "toDate");
    const struct filter_value *no_deleted = list_filter_value(parameters, "excludeDeleted");
    int64_t first = from ? from->integer : day_from_civil(1, 1, 1);
    int64_t last = to ? to->integer : day_from_civil(9999, 12, 31);
    bool leaves_out = no_deleted && no_deleted->integer;

    list_use_span(parameters, "planned", first, last);
    if (leaves_out)
        list_use_filter(parameters, "stillThere", day_today(instant_now()));
    return faults_any(faults) ? INVALID : DONE;
}

static const struct managed managed = {
    .path = "/admin/v1/Plannings",
    .operations = ALL,
    .filters = managed_filters,
    .list = {"admin.planning", "id user project internalProject absenceProject fromDate toDate "
                               "hours projectName createdBy updatedBy createdDate updatedDate"},
};

const struct resource plannings = {
    .name = "planning",
    .plural = "plannings",
    .table = "plannings",
    .area = &area_registry,
    .path = "/v1/Core/Planning/GetPlanningSummaries/Projects",
    .group = "Planning",
    .doc = "What people are planned for, stretch by stretch.",
    .operations = LIST,
    .extensions = LIST,
    .read = PROJECT_READ,
    .managed = &managed,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .list = {"planning.summary.project", "projectId projectName project fromDate toDate hours"},
    .check = check,
};

const struct resource planned_users = {
    .name = "planned user",
    .plural = "planned users",
    .table = "users",
    .area = &area_registry,
    .path = "/v1/Core/Planning/HasResourcePlanning/Users",
    .group = "Planning",
    .doc = "People who are planned for something.",
    .operations = LIST,
    .extensions = LIST,
    .read = PROJECT_READ,
    .fields = user_fields,
    .filters = user_filters,
    .sorts = (const struct sort[]){{"name", "name_key"}, {0}},
    .list = {"planning.user", "id employmentNumber firstName lastName"},
    .check_list = complete_users,
};
