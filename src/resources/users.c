/* users.c - the people of the company. */
#include "resources/resources.h"

#include "access/people.h"
#include "base/clock.h"

static const char *const licenses[] = {"total", "standard", "basic", "light", NULL};
static const char *const salary_types[] = {"none", "hourly", "monthly", NULL};
static const struct link tag_links = {"user_tag_links", "user_id", "user_tag_id"};

/* clang-format off */
static const struct field fields[] = {
    {"id",                   INTEGER,   FIXED | NOT_NULL,    "The id of the user"},
    {"name",                 TEXT,      FIXED | HIDDEN | NOT_NULL | SORTED | SEARCHED | TITLE, "First and last name"},
    {"firstName",            TEXT,      REQUIRED | PLAIN | SEARCHED, "First name"},
    {"lastName",             TEXT,      REQUIRED | PLAIN | SEARCHED, "Last name"},
    {"startDate",            DATE,      0,                   "First day of employment"},
    {"endDate",              DATE,      0,                   "Last day of employment"},
    {"timeReportingProfile", REFERENCE, 0,                   "How the user reports time", .to = &time_reporting_profiles, .input = "timeReportingProfileId"},
    {"department",           REFERENCE, 0,                   "Where the user works", .to = &departments, .input = "departmentId"},
    {"license",              CHOICE,    REQUIRED,            "The user's licence", .choices = licenses},
    {"permissions",          WORDS,     NOT_NULL | KEEP,     "What the user may do"},
    {"email",                TEXT,      PLAIN | SEARCHED,    "E-mail address"},
    {"socialSecurityNumber", TEXT,      0,                   "Personal identity number"},
    {"mobilePhoneNumber",    TEXT,      0,                   "Mobile phone"},
    {"workPhoneNumber",      TEXT,      0,                   "Phone at work"},
    {"note",                 TEXT,      LONG,                "What others should know about the user"},
    {"costCenter",           REFERENCE, 0,                   "The cost center that bears the cost", .to = &cost_centers, .input = "costCenterId"},
    {"salaryType",           CHOICE,    0,                   "How the user is paid", .choices = salary_types},
    {"salaryTypeNumber",     INTEGER,   FIXED | NOT_NULL,    "How the user is paid: 0 not at all, 1 by the hour, 2 by the month", .shown = "salaryType",
     .sql = "CASE $.salary_type WHEN 'hourly' THEN 1 WHEN 'monthly' THEN 2 ELSE 0 END"},
    {"costPerHour",          DECIMAL,   0,                   "What an hour costs the company"},
    {"employeeNumber",       TEXT,      SEARCHED,            "Employee number"},
    {"settlementAccount",    TEXT,      0,                   "The account that expenses are paid to"},
    {"address",              GROUP,     OPTIONAL,            "Where the user lives", .group = &address},
    {"nextOfKin",            TEXT,      0,                   "Whom to call in an emergency"},
    {"nextOfKinRelation",    TEXT,      0,                   "The relation to the user"},
    {"nextOfKinPhoneNumber", TEXT,      0,                   "Phone of the next of kin"},
    {"manager",              REFERENCE, 0,                   "The user's manager", .to = &users, .input = "managerId"},
    {"schedule",             REFERENCE, 0,                   "The user's work schedule", .to = &schedules, .input = "scheduleId"},
    {"standardTimeArticle",  REFERENCE, 0,                   "The suggested time article", .to = &time_articles, .input = "standardTimeArticleId"},
    {"standardActivity",     REFERENCE, 0,                   "The suggested activity", .to = &activities, .input = "standardActivityId"},
    {"timeBankEnabled",      BOOLEAN,   0,                   "Whether overtime is saved"},
    {"currentTimeBank",      DECIMAL,   0,                   "Hours that are saved"},
    {"planningCapacityInPercent", DECIMAL, 0,                "Share of working time that can be planned, in percent"},
    {"tags",                 LINKS,     OPTIONAL,            "Labels", .to = &user_tags, .link = &tag_links, .input = "tagIds"},
    {"isRestricted",         BOOLEAN,   0,                   "Whether the user is left out of planning"},
    AUTHORSHIP("createdDate", "createdBy", "updatedDate", "updatedBy"),
    /* How tasks show their members. */
    {"userId",               INTEGER,   FIXED | HIDDEN | NOT_NULL, "The id of the user", .column = "id"},
    {"userName",             TEXT,      FIXED | HIDDEN | NOT_NULL, "First and last name", .column = "name"},
    {0},
};

static const struct filter filters[] = {
    {"query", TEXT, "Text in the name, the e-mail address or the employee number",
     .search = "name firstName lastName email employeeNumber"},
    {0},
};
/* clang-format on */

static const struct sort sorts[] = {{"name", "name_key"}, {0}};

static bool administrates(const struct change *change) {
    return permissions_have_administrator(change_text(change, "permissions"));
}

/* Who is no administrator with a future may have been the last one. */
static bool may_leave_nobody(const struct change *change) {
    int64_t today = day_today(change_now(change));

    return !administrates(change) ||
           (!change_is_null(change, "endDate") && change_integer(change, "endDate") < today);
}

static const struct question questions[] = {
    {"other administrator",
     "SELECT 1 FROM logins l JOIN users u ON u.account_id = l.account_id AND u.id = l.id"
     " WHERE l.account_id = {account} AND l.id <> {id} AND l.password_hash IS NOT NULL"
     " AND (u.end_date IS NULL OR u.end_date >= {today})"
     " AND replace(' ' || u.permissions || ' ', ' administrator ', '')"
     " <> ' ' || u.permissions || ' ' LIMIT 1",
     .on = UPDATE, .when = may_leave_nobody},
    {0},
};

/* Somebody must be left who can sign in and do everything. */
static enum outcome check(struct change *change) {
    if (!change_is_update(change) || !may_leave_nobody(change) ||
        change_answer(change, "other administrator").found)
        return DONE;
    return change_refuse(change, administrates(change) ? "endDate" : "permissions",
                         "The company must keep an administrator who can sign in.");
}

/* What others show of a user, and the order of users, is the whole name. The first administrator of
 * a company has only one. */
static enum outcome derive(struct change *change) {
    struct str first = change_text(change, "firstName"), last = change_text(change, "lastName");

    change_set_text(change, "name",
                    arena_format(change_arena(change), "%.*s%s%.*s", (int)first.len, first.at,
                                 last.len ? " " : "", (int)last.len, last.at));
    return DONE;
}

/* Who is an administrator, who still works here, and whose days somebody sees. */
static enum outcome follow(struct change *change) {
    bool alters = change_alters(change, "permissions") || change_alters(change, "endDate") ||
                  change_alters(change, "manager");
    bool is_new = change_kind(change) == CHANGE_CREATE;

    if (!alters || (is_new && change_text(change, "permissions").len == 0))
        return DONE;
    return change_note_security(change, SECURITY_RIGHTS_CHANGED, change_id(change), 0);
}

static const struct patch patches[] = {{"give rights", "permissions"}, {0}};

static const struct managed managed = {
    .path = "/admin/v1/Users",
    .operations = LIST | GET | CREATE | UPDATE,
    .list = {"admin.user.list", "id firstName lastName email employeeNumber startDate endDate "
                                "department license permissions manager"},
    .detail = {"admin.user",
               "id firstName lastName license email socialSecurityNumber mobilePhoneNumber "
               "workPhoneNumber note startDate endDate department costCenter salaryType "
               "costPerHour employeeNumber settlementAccount address nextOfKin nextOfKinRelation "
               "nextOfKinPhoneNumber manager schedule standardTimeArticle standardActivity "
               "timeReportingProfile timeBankEnabled currentTimeBank planningCapacityInPercent "
               "tags permissions isRestricted createdBy updatedBy createdDate updatedDate"},
};

const struct resource users = {
    .name = "user",
    .plural = "users",
    .table = "users",
    .path = "/v1/Admin/Users",
    .group = "Users",
    .doc = "The people of the company.",
    .area = &area_registry,
    .operations = LIST | GET,
    .managed = &managed,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .brief = NAME_AND_ID,
    .list = {"user.list",
             "id firstName lastName startDate endDate timeReportingProfile department "
             "license permissions createdBy updatedBy createdDate updatedDate",
             .extended = "email employeeNumber costCenter salaryTypeNumber isRestricted"},
    .detail =
        {"user.detail",
         "id firstName lastName license email socialSecurityNumber mobilePhoneNumber "
         "workPhoneNumber note startDate endDate department costCenter salaryType costPerHour "
         "employeeNumber settlementAccount address nextOfKin nextOfKinRelation "
         "nextOfKinPhoneNumber manager schedule standardTimeArticle standardActivity "
         "timeReportingProfile timeBankEnabled currentTimeBank planningCapacityInPercent tags "
         "permissions createdBy updatedBy createdDate updatedDate",
         .pascal = true, .extended = "isRestricted"},
    .patches = patches,
    .questions = questions,
    .check = check,
    .derive = derive,
    .follow = follow,
};
