/* user_day_statistics.c - each user's days: hours reported and scheduled, locked, attested. */
#include "resources/day_span.h"
#include "resources/day_sql.h"
#include "resources/resources.h"

/* clang-format off */
static const struct field day_fields[] = {
    {"date",           DATE,    FIXED | NOT_NULL, "The day"},
    {"reportedHours",  DECIMAL, FIXED | NOT_NULL, "Reported hours, of work and of absence"},
    {"scheduledHours", DECIMAL, FIXED | NOT_NULL, "Hours in the user's schedule"},
    {"lockedDate",     INSTANT, FIXED,            "When the day was locked"},
    {"attestedDate",   INSTANT, FIXED,            "When the last report was attested, once all are"},
    {0},
};

static const struct field fields[] = {
    {"userId",     INTEGER,   FIXED | NOT_NULL, "The id of the user", .column = "id"},
    {"name",       TEXT,      FIXED | NOT_NULL, "First and last name"},
    {"department", REFERENCE, FIXED,            "Where the user works", .to = &departments},
    {"dates",      ROWS,      FIXED,            "Each day from the first to the last", .to = &user_days,
     .sql = "WITH RECURSIVE days (day) AS (SELECT {from} UNION ALL SELECT day + 1 FROM days WHERE day < {to}),"
            " reported AS (SELECT date, sum(hours) AS hours, count(*) AS reports, count(attested_at) AS attested,"
            " max(attested_at) AS attested_at FROM time_reports"
            " WHERE account_id = {account} AND user_id = {owner} AND date BETWEEN {from} AND {to} GROUP BY date)"
            " SELECT d.day, coalesce(r.hours, 0),"
            " " SCHEDULED_HOURS ","
            " l.locked_at, CASE WHEN r.attested = r.reports THEN r.attested_at END"
            " FROM users u CROSS JOIN days d LEFT JOIN reported r ON r.date = d.day"
            " LEFT JOIN schedules s ON s.account_id = u.account_id AND s.id = u.schedule_id"
            " LEFT JOIN locked_days l ON l.account_id = {account} AND l.user_id = {owner} AND l.date = d.day"
            " WHERE u.account_id = {account} AND u.id = {owner} ORDER BY d.day"},
    {0},
};

static const struct filter filters[] = {
    {"from", DATE, "The first day; at most " STATISTICS_DAYS " days are shown", .where = "$.end_date IS NULL OR $.end_date >= ?"},
    {"to",   DATE, "The last day", .where = "$.start_date IS NULL OR $.start_date <= ?"},
    {"userIds",       INTEGER, "These users", .many = true, .where = "$.id IN {list ?}"},
    {"departmentIds", INTEGER, "Users of any of these departments", .many = true, .where = "$.department_id IN {list ?}"},
    {0},
};
/* clang-format on */

static const struct sort sorts[] = {{"name", "name_key"}, {0}};

const struct resource user_days = {
    .name = "user day",
    .plural = "user days",
    .fields = day_fields,
    .detail = {"timereport.userdaystatistics.datedata",
               "date reportedHours scheduledHours lockedDate attestedDate"},
};

const struct resource user_day_statistics = {
    .name = "user day statistic",
    .plural = "user day statistics",
    .table = "users",
    .area = &area_registry,
    .path = "/v1/Core/TimeReports/UserDayStatistics",
    .group = "Time reports",
    .doc = "Each user's days: hours reported and scheduled, locked and attested.",
    .operations = LIST,
    .read = TIMEREPORT_READ,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .list = {"timereport.userdaystatistics", "userId name department dates"},
    .check_list = day_span_complete_statistics,
};
