/* attest_grid.c - everybody's days, for those who hand them in and those who attest them. */
#include "resources/day_span.h"
#include "resources/day_sql.h"
#include "resources/resources.h"

#include "base/clock.h"
#include "read/list_parameters.h"

static const char *const statuses[] = {"free", "coming",   "missing", "reported",
                                       "sent", "attested", NULL};

/* clang-format off */
static const struct field day_fields[] = {
    {"date",           DATE,    FIXED | NOT_NULL, "The day"},
    {"reportedHours",  DECIMAL, FIXED | NOT_NULL, "Reported hours, of work and of absence"},
    {"scheduledHours", DECIMAL, FIXED | NOT_NULL, "Hours in the user's schedule"},
    {"reports",        INTEGER, FIXED | NOT_NULL, "How many time reports there are"},
    {"sent",           INTEGER, FIXED | NOT_NULL, "How many of them are handed in"},
    {"attested",       INTEGER, FIXED | NOT_NULL, "How many of them are attested"},
    {"invoiced",       INTEGER, FIXED | NOT_NULL, "How many of them are on an invoice, or have something in them that is"},
    {"lockedDate",     INSTANT, FIXED,            "When the day was locked"},
    {"attestedDate",   INSTANT, FIXED,            "When the last report was attested, once all are"},
    {"returnedDate",   INSTANT, FIXED,            "When the day was returned; null once it is locked again"},
    {"returnComment",  TEXT,    FIXED,            "Why it was returned"},
    {"status",         CHOICE,  FIXED | NOT_NULL, "The state of the day; missing is a working day, not after today, without a report",
     .choices = statuses},
    {0},
};

static const struct field fields[] = {
    {"userId",     INTEGER,   FIXED | NOT_NULL, "The id of the user", .column = "id"},
    {"name",       TEXT,      FIXED | NOT_NULL, "First and last name"},
    {"department", REFERENCE, FIXED,            "Where the user works", .to = &departments},
    {"manager",    REFERENCE, FIXED,            "The user's manager", .to = &users},
    {"canAttest",  BOOLEAN,   FIXED,            "Whether the person signed in may attest the user's days",
     .sql = "CASE WHEN {viewer} = 0 OR ($.manager_id = {viewer} AND $.id <> {viewer}) THEN 1 ELSE 0 END"},
    {"dates",      ROWS,      FIXED,            "Each day from the first to the last", .to = &attest_days,
     .sql = "WITH RECURSIVE days (day) AS (SELECT {from} UNION ALL SELECT day + 1 FROM days WHERE day < {to}),"
            " reported AS (SELECT r.date, sum(r.hours) AS hours, count(*) AS reports, count(r.sent_to_attest_at) AS sent,"
            " count(r.attested_at) AS attested, max(r.attested_at) AS attested_at,"
            " sum(CASE WHEN " IS_ON_INVOICE " THEN 1 ELSE 0 END) AS invoiced FROM time_reports r"
            " WHERE r.account_id = {account} AND r.user_id = {owner} AND r.date BETWEEN {from} AND {to} GROUP BY r.date),"
            " scheduled AS (SELECT d.day, " SCHEDULED_HOURS " AS hours FROM users u CROSS JOIN days d"
            " LEFT JOIN schedules s ON s.account_id = u.account_id AND s.id = u.schedule_id"
            " WHERE u.account_id = {account} AND u.id = {owner})"
            " SELECT d.day, coalesce(r.hours, 0), d.hours, coalesce(r.reports, 0), coalesce(r.sent, 0),"
            " coalesce(r.attested, 0), coalesce(r.invoiced, 0), l.locked_at,"
            " CASE WHEN r.attested = r.reports THEN r.attested_at END, n.returned_at, n.comment,"
            " CASE WHEN r.attested = r.reports THEN 'attested' WHEN l.locked_at IS NOT NULL THEN 'sent'"
            " WHEN r.reports > 0 THEN 'reported' WHEN d.hours <= 0 THEN 'free'"
            " WHEN d.day <= {today} THEN 'missing' ELSE 'coming' END"
            " FROM scheduled d LEFT JOIN reported r ON r.date = d.day"
            " LEFT JOIN locked_days l ON l.account_id = {account} AND l.user_id = {owner} AND l.date = d.day"
            " LEFT JOIN returned_days n ON n.account_id = {account} AND n.user_id = {owner} AND n.date = d.day ORDER BY d.day"},
    {0},
};

static const struct filter filters[] = {
    {"from",  DATE, "The first day; at most " SPAN_DAYS " days are shown", .where = "$.end_date IS NULL OR $.end_date >= ?"},
    {"to",    DATE, "The last day", .where = "$.start_date IS NULL OR $.start_date <= ?"},
    {"today", DATE, "What day it is", .where = "CAST(? AS INTEGER) IS NOT NULL", .internal = true},
    {"userIds",       INTEGER, "These users", .many = true, .where = "$.id IN {list ?}"},
    {"departmentIds", INTEGER, "Users of any of these departments", .many = true, .where = "$.department_id IN {list ?}"},
    {"query",         TEXT,    "Text in the name or the employee number",
     .where = "instr($.name_folded, ?) > 0 OR instr($.employee_number_folded, ?) > 0"},
    {0},
};
/* clang-format on */

static const struct sort sorts[] = {{"name", "name_key"}, {0}};

static enum outcome complete(struct list_parameters *parameters, struct faults *faults) {
    enum outcome outcome = day_span_complete(parameters, faults);

    if (outcome == DONE)
        list_use_filter(parameters, "today", day_today(instant_now()));
    return outcome;
}

const struct resource attest_days = {
    .name = "day",
    .plural = "days",
    .for_people = true,
    .fields = day_fields,
    .detail = {"admin.user_day", "date reportedHours scheduledHours reports sent attested invoiced "
                                 "lockedDate attestedDate returnedDate returnComment status"},
};

static const struct managed managed = {
    .path = "/admin/v1/UserDays",
    .operations = LIST,
    .list = {"admin.user_days", "userId name department manager canAttest dates"},
    .visible = "$.id = ? OR $.manager_id = ?",
    .check_list = complete,
};

const struct resource attest_grid = {
    .name = "user's days",
    .plural = "users' days",
    .table = "users",
    .area = &area_registry,
    .group = "Time",
    .doc = "Everybody's days: what is reported, handed in and attested.",
    .managed = &managed,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
};
