/* time_reports.c - hours that somebody worked, or was absent. */
#include "resources/day_sql.h"
#include "resources/resources.h"

enum { FIRST_DAY = -25567 }; /* 1900-01-01 */

static const char *const project_types[] = {"project", "internalProject", "absenceProject", NULL};
static const struct range day_hours = {0, 24 * INT64_C(1000000), "must be between 0 and 24."};
#define HAS(parts)                                                                                 \
    "EXISTS (SELECT 1 FROM " parts " x WHERE x.account_id = $.account_id"                          \
    " AND x.time_report_id = $.id)"
static const struct range day_minutes = {0, 24 * 60, "must be between 0 and 1440."};

/* clang-format off */
static const struct field fields[] = {
    {"id",               INTEGER,   FIXED | NOT_NULL,   "The id of the time report"},
    {"date",             DATE,      REQUIRED,           "The day"},
    {"clockStart",       TIME,      0,                  "When the work began"},
    {"clockEnd",         TIME,      0,                  "When the work ended; on the next day if earlier than clockStart"},
    {"hours",            DECIMAL,   REQUIRED,           "Hours of work, without the break", .within = &day_hours},
    {"invoiceableHours", DECIMAL,   REQUIRED,           "Hours that the customer pays for", .also = "invoicableHours", .within = &not_negative},
    {"breakMinutes",     INTEGER,   0,                  "Minutes of break", .within = &day_minutes},
    {"cost",             DECIMAL,   FIXED,              "What an hour of the user's time costs"},
    {"rate",             DECIMAL,   FIXED,              "What the customer pays for an hour"},
    {"discount",         DECIMAL,   FIXED,              "The customer's discount in percent"},
    {"comment",          TEXT,      LONG,               "What was done, as the customer sees it"},
    {"internalComment",  TEXT,      LONG,               "What was done, for the company only"},
    {"sentToAttestDate", INSTANT,   FIXED,              "When it was handed in", .column = "sent_to_attest_at"},
    {"attestedDate",     INSTANT,   FIXED,              "When it was attested", .column = "attested_at"},
    {"attestedByUser",   REFERENCE, FIXED,              "Who attested it", .to = &users, .column = "attested_by_id"},
    {"user",             REFERENCE, REQUIRED | SORTED,  "Whose time it is", .to = &users, .input = "userId"},
    {"project",          REFERENCE, 0,                  "The project, if the time is for a customer", .to = &projects, .input = "projectId"},
    {"internalProject",  REFERENCE, ACTIVE,             "The internal project, if the time is for the company",
     .to = &internal_projects, .input = "internalProjectId"},
    {"absenceProject",   REFERENCE, ACTIVE,             "The kind of absence, if it is absence", .to = &absence_projects, .input = "absenceProjectId"},
    {"contact",          REFERENCE, FIXED,              "The project's customer", .to = &contacts},
    {"activity",         REFERENCE, REQUIRED | ACTIVE,  "The kind of work", .to = &activities, .input = "activityId"},
    {"timeCode",         REFERENCE, REQUIRED | ACTIVE,  "How it counts for the salary", .to = &time_codes, .input = "timeCodeId"},
    {"timeArticle",      REFERENCE, REQUIRED | ACTIVE,  "How it is priced", .to = &time_articles, .input = "timeArticleId"},
    {"costCenter",       REFERENCE, FIXED,              "The cost center that bears the cost", .to = &cost_centers},
    {"bookingProject",   REFERENCE, FIXED,              "The project that it is booked on", .to = &booking_projects},
    {"invoiceId",        INTEGER,   FIXED,              "The invoice that it is on"},
    {"task",             REFERENCE, 0,                  "The task that it was spent on", .to = &tasks, .input = "taskId"},
    {"taskId",           KEY,       FIXED,              "The task that it was spent on", .column = "task_id", .to = &tasks},
    {"invoicedDate",     DATE,      FIXED,              "The day on which it was invoiced"},
    {"invoiceDraftId",   INTEGER,   FIXED,              "The draft of an invoice that it is on"},
    {"hasAdditions",     BOOLEAN,   FIXED | NOT_NULL,   "Whether it has additions", .sql = HAS("addition_reports")},
    {"hasEquipment",     BOOLEAN,   FIXED | NOT_NULL,   "Whether equipment was used", .sql = HAS("equipment_reports")},
    {"travelReportId",   INTEGER,   FIXED,              "The travel report"},
    {"allowanceReportId", INTEGER,  FIXED,              "The allowance report"},
    {"travelReport",     ROWS,      ALONE,              "The travel report", .to = &travel_reports, .column = "travel_report_id"},
    {"allowanceReport",  ROWS,      ALONE,              "The travel allowance", .to = &allowance_reports,
     .column = "allowance_report_id"},
    {"materials",        ROWS,      0,                  "Materials used", .to = &material_reports},
    {"equipments",       ROWS,      0,                  "Equipment used", .to = &equipment_reports},
    {"additions",        ROWS,      0,                  "Additions", .to = &addition_reports},
    AUTHORSHIP("createdDate", "createdBy", "updatedDate", "updatedBy"),
    {0},
};

/* Handed in or not, attested or not, and one of three kinds of project: twelve classes. */
static const struct counting counting = {
    .number = 1,
    .bits = (const char *const[]){"sent_to_attest_at", "attested_at", "internal_project_id", "absence_project_id", NULL},
    .apart = (const char *const[]){"internal_project_id", "absence_project_id", NULL},
    .prefixes = (const char *const[]){"internal_project_id", "absence_project_id", NULL},
    .sizes = {512, 65536},
};

static const struct filter filters[] = {
    {"from",    DATE,    "Reports on or after this day", .column = "date", .is = AT_LEAST},
    {"to",      DATE,    "Reports on or before this day", .column = "date", .is = AT_MOST},
    {"userIds", INTEGER, "Reports of any of these users", .many = true, .where = "$.user_id IN {list ?}"},
    {"projectId",         INTEGER, "Reports for this project", .where = "$.project_id = ?"},
    {"internalProjectId", INTEGER, "Reports for this internal project", .column = "internal_project_id", .is = EQUALS},
    {"absenceProjectId",  INTEGER, "Reports of this kind of absence", .column = "absence_project_id", .is = EQUALS},
    {"contactId",         INTEGER, "Reports for this customer", .where = "$.contact_id = ?"},
    {"isSentToAttest",    BOOLEAN, "Whether they are handed in", .set = "sent_to_attest_at"},
    {"isAttested",        BOOLEAN, "Whether they are attested", .set = "attested_at"},
    {"projectType",       CHOICE,  "The kind of project that they are for", .choices = project_types,
     .set = "- internal_project_id absence_project_id"},
    {0},
};

static const struct sort sorts[] = {
    {"date", "date"}, {"userName", "user_name_key"}, {"hours", "hours"}, {"invoiceableHours", "invoiceable_hours"},
    {"sentToAttestDate", "sent_order", .of = "sent_to_attest_at"}, {"attestedDate", "attested_order", .of = "attested_at"},
    {"createdDate", "created_at", CREATED_WORDS}, {"updatedDate", "updated_order", UPDATED_WORDS, "updated_at"}, {0},
};
/* clang-format on */

static bool lacks_comment(const struct change *change) {
    return str_is_blank(change_text(change, "comment"));
}

/* Whether an allowance is given for a journey that the request leaves as it is. */
static bool keeps_journey(const struct change *change) {
    return change_row_count(change, "allowanceReport") > 0 &&
           change_row_count(change, "travelReport") < 0;
}

/* What the report costs and who pays it stays as it was until what it follows from is another: of
 * its prices any of these, since they are those of the moment. */
#define PRICED_BY "user project timeArticle date"

static const struct question questions[] = {
    {"seal",
     "SELECT CASE WHEN r.attested_at IS NOT NULL THEN 1 WHEN " IS_ON_INVOICE " THEN 2"
     " WHEN EXISTS (SELECT 1 FROM locked_days l WHERE l.account_id = {account}"
     " AND l.user_id = r.user_id AND l.date = r.date) THEN 3 ELSE 0 END"
     " FROM time_reports r WHERE r.account_id = {account} AND r.id = {id}",
     .on = UPDATE | DELETE},
    {"locked day",
     "SELECT 1 FROM locked_days WHERE account_id = {account} AND user_id = {user}"
     " AND date = {date}",
     .altered = "date user"},
    {"comment required",
     "SELECT 1 FROM internal_projects WHERE account_id = {account} AND id = {internalProject}"
     " AND comment_required_when_time_reporting = 1"
     " UNION ALL SELECT 1 FROM absence_projects WHERE account_id = {account}"
     " AND id = {absenceProject} AND comment_required_when_time_reporting = 1",
     .altered = "comment internalProject absenceProject", .when = lacks_comment},
    {"task closed to time",
     "SELECT 1 FROM tasks WHERE account_id = {account} AND id = {task}"
     " AND time_reporting_enabled = 0",
     .altered = "task", .needs = "task"},
    {"journey",
     "SELECT 1 FROM travel_reports WHERE account_id = {account} AND time_report_id = {id}",
     .on = UPDATE, .when = keeps_journey},
    {"cost", "SELECT cost_per_hour FROM users WHERE account_id = {account} AND id = {user}",
     .altered = PRICED_BY, .copies = "cost"},
    {"customer", "SELECT customer_id FROM projects WHERE account_id = {account} AND id = {project}",
     .altered = "project", .needs = "project", .copies = "contact"},
    {"cost center",
     "SELECT coalesce((SELECT cost_center_id FROM projects WHERE account_id = {account}"
     " AND id = {project}), cost_center_id) FROM users"
     " WHERE account_id = {account} AND id = {user}",
     .altered = "user project", .copies = "costCenter"},
    {"price",
     "SELECT coalesce(p.rate, a.rate), coalesce(p.discount, a.discount) FROM time_articles a"
     " LEFT JOIN projects p ON p.account_id = {account} AND p.id = {project}"
     " WHERE a.account_id = {account} AND a.id = {timeArticle}",
     .altered = PRICED_BY, .copies = "rate discount"},
    {0},
};

/* A report that is attested, invoiced, or of a locked day can't be touched. */
static enum outcome check_seal(struct change *change) {
    static const char *const sentences[] = {
        NULL,
        "The time report is attested and can't be changed or deleted.",
        "The time report, or something in it, is invoiced and can't be changed or deleted.",
        "The day of the time report is locked for its user.",
    };
    const char *sentence = sentences[change_answer(change, "seal").integer];

    return sentence ? change_refuse_row(change, sentence) : DONE;
}

static void check_target(struct change *change) {
    static const char *const targets[] = {"project", "internalProject", "absenceProject"};
    int given = 0;

    for (size_t i = 0; i < COUNT(targets); i++)
        given += !change_is_null(change, targets[i]) || change_is_faulty(change, targets[i]);
    if (given != 1)
        change_refuse(change, "project",
                      "Exactly one of ProjectId, InternalProjectId and AbsenceProjectId must be "
                      "given.");
}

/* The unset date of a common platform is that of no work. */
static void check_date(struct change *change) {
    if (!change_is_null(change, "date") && change_alters(change, "date") &&
        change_integer(change, "date") < FIRST_DAY)
        change_refuse(change, "date", "The field Date must be 1900-01-01 or later.");
}

/* A report that loses its journey loses the allowance for it, unless it is told to keep it. */
static void check_allowance(struct change *change) {
    int64_t journeys = change_row_count(change, "travelReport");
    int64_t allowances_given = change_row_count(change, "allowanceReport");

    if (allowances_given < 0 && journeys == 0)
        change_drop_rows(change, "allowanceReport");
    if (allowances_given > 0 && journeys <= 0 && !change_answer(change, "journey").found)
        change_refuse(change, "allowanceReport", "An allowance report needs a travel report.");
}

static enum outcome check(struct change *change) {
    check_target(change);
    check_date(change);
    check_seal(change);
    if (change_answer(change, "locked day").found)
        change_refuse(change, "date", "The day is locked for the user.");
    if (change_answer(change, "comment required").found)
        change_refuse(change, "comment", "The Comment field is required.");
    if (change_answer(change, "task closed to time").found)
        change_refuse(change, "task", "Time can't be reported on this task.");
    check_allowance(change);
    return DONE;
}

static const struct patch patches[] = {
    {"send", .at = "sentToAttestDate"},
    {"unsend", "sentToAttestDate"},
    {"attest", .at = "attestedDate", .by = "attestedByUser"},
    {"unattest", "attestedDate attestedByUser"},
    {0},
};

/* The reports of one's own and of the people whom one leads. */
static const struct managed managed = {
    .path = "/admin/v1/TimeReports",
    .operations = LIST | GET,
    .visible = "$.user_id IN (SELECT v.id FROM users v WHERE v.account_id = {account}"
               " AND (v.id = ? OR v.manager_id = ?))",
};

const struct resource time_reports = {
    .name = "time report",
    .plural = "time reports",
    .table = "time_reports",
    .area = &area_time,
    .path = "/v1/Core/TimeReports",
    .group = "Time reports",
    .doc = "Hours that somebody worked, or was absent.",
    .operations = ALL,
    .managed = &managed,
    .read = TIMEREPORT_READ,
    .write = TIMEREPORT_WRITE,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .counting = &counting,
    .patches = patches,
    .list = {"timereport.list",
             "id date clockStart clockEnd hours invoiceableHours breakMinutes cost rate discount "
             "comment internalComment sentToAttestDate attestedDate user project internalProject "
             "absenceProject contact activity timeCode timeArticle costCenter invoiceId "
             "travelReportId allowanceReportId createdDate updatedDate",
             .extended = "invoicedDate invoiceDraftId hasAdditions hasEquipment createdBy "
                         "updatedBy taskId"},
    .detail = {"timereport.detail",
               "id date clockStart clockEnd hours invoiceableHours breakMinutes cost rate discount "
               "comment internalComment sentToAttestDate attestedDate attestedByUser user contact "
               "project internalProject absenceProject activity timeCode timeArticle costCenter "
               "bookingProject invoiceId task travelReport allowanceReport materials equipments "
               "additions createdDate updatedDate"},
    .questions = questions,
    .check = check,
    .may_delete = check_seal,
};
