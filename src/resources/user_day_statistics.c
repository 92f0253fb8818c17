/* user_day_statistics.c - each user's days: hours reported and scheduled, locked, attested. */
#include "resources/day_sql.h"
#include "resources/resources.h"

#include "base/instant.h"
#include "read/list_parameters.h"

enum { DAYS_MAX = 31 };

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
     .sql = "WITH RECURSIVE days (day) AS (SELECT ?3 UNION ALL SELECT day + 1 FROM days WHERE day < ?4),"
            " reported AS (SELECT date, sum(hours) AS hours, count(*) AS reports, count(attested_at) AS attested,"
            " max(attested_at) AS attested_at FROM time_reports"
            " WHERE account_id = ?1 AND user_id = ?2 AND date BETWEEN ?3 AND ?4 GROUP BY date)"
            " SELECT d.day, coalesce(r.hours, 0),"
            " " SCHEDULED_HOURS ","
            " l.locked_at, CASE WHEN r.attested = r.reports THEN r.attested_at END"
            " FROM users u CROSS JOIN days d LEFT JOIN reported r ON r.date = d.day"
            " LEFT JOIN schedules s ON s.account_id = u.account_id AND s.id = u.schedule_id"
            " LEFT JOIN locked_days l ON l.account_id = ?1 AND l.user_id = ?2 AND l.date = d.day"
            " WHERE u.account_id = ?1 AND u.id = ?2 ORDER BY d.day"},
    {0},
};

/* The first two are the span, whose days the SQL above is given. */
static const struct filter filters[] = {
    {"from", DATE, "The first day; at most 31 days are shown", .where = "$.end_date IS NULL OR $.end_date >= ?"},
    {"to",   DATE, "The last day", .where = "$.start_date IS NULL OR $.start_date <= ?"},
    {"userIds",       INTEGER, "These users", .many = true, .where = "$.id IN {list ?}"},
    {"departmentIds", INTEGER, "Users of any of these departments", .many = true, .where = "$.department_id IN {list ?}"},
    {0},
};
/* clang-format on */

static const struct sort sorts[] = {{"name", "name_key"}, {0}};

static void use_this_month(struct list_parameters *parameters) {
    int year, month, day;

    day_to_civil(day_in_sweden(instant_now()), &year, &month, &day);
    int64_t first = day_from_civil(year, month, 1);
    int64_t next =
        month == 12 ? day_from_civil(year + 1, 1, 1) : day_from_civil(year, month + 1, 1);
    list_use_filter(parameters, "from", first);
    list_use_filter(parameters, "to", next - 1);
}

/* The day, or the one of those that can be written that is nearest to it. */
static int64_t in_calendar(int64_t day) {
    int64_t first = day_from_civil(1, 1, 1), last = day_from_civil(9999, 12, 31);

    return day < first ? first : day > last ? last : day;
}

enum outcome complete_span(struct list_parameters *parameters, struct faults *faults) {
    const struct filter_value *from = list_filter_value(parameters, "from");
    const struct filter_value *to = list_filter_value(parameters, "to");

    if (!from && !to)
        use_this_month(parameters);
    else if (!to)
        list_use_filter(parameters, "to", in_calendar(from->integer + DAYS_MAX - 1));
    else if (!from)
        list_use_filter(parameters, "from", in_calendar(to->integer - DAYS_MAX + 1));
    else if (from->integer > to->integer)
        faults_add(faults, STR("filter.to"),
                   STR("The field To must not be before the field From."));
    else if (to->integer - from->integer >= DAYS_MAX)
        faults_add(faults, STR("filter.to"),
                   STR("The field To must be at most 31 days from the field From, both included."));
    return faults_any(faults) ? INVALID : DONE;
}

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
    .check_list = complete_span,
};
