/* days.c - hands in, attests and returns users' days, with the time reports on them.
 *
 * A request names users and a span of days, and is done as a whole or not at all. Days that an
 * action does not apply to stay as they are, and the answer says why:
 *   lock       every day that is open, also one without reports and one to come
 *   unlock     a locked day, until a report of it is attested or on an invoice
 *   return     the same, with a note that stays until the day is locked again
 *   attest     the reports that are handed in
 *   take back  the attested reports that are not on an invoice; they are handed in still
 * Reports keep who changed them last, and when: what is in them is the same. */
#include "admin/actions.h"

#include "access/people.h"
#include "base/instant.h"
#include "change/change.h"
#include "db/versions.h"
#include "resources/day_sql.h"
#include "resources/resources.h"
#include "json/write.h"

enum { DAYS_MAX = 31, STATEMENTS_MAX = 6, NOTE_CEILING = 16 * 1024 };

/* A user's day and how many of its reports are in which state. */
struct day {
    int64_t date;
    bool is_locked;
    int64_t reports, waiting, attested; /* waiting: handed in, not attested */
    int64_t invoiced, settled;          /* on an invoice; and attested as well */
};

/* What an action does with a day: `applies` to something of it, `reason` why not to all. */
struct verdict {
    bool applies;
    const char *reason; /* NULL: none */
};

struct day_action {
    const char *name; /* in the audit log */
    bool to_own;      /* also to one's own days */
    struct verdict (*judge)(const struct day *day);
    /* ?1 the account, {list ?2} the days of all users, ?3 now, ?4 who does it, ?5 the comment */
    struct day_statement {
        const char *sql;
        int parameters;
        bool counts; /* its rows are the changed reports */
    } statements[STATEMENTS_MAX];
};

/* ---- what happens to days and reports ---- */

/* A user's day as one number, so that a list can hold many. */
enum { DAYS_OF_USER = 4194304, FIRST_DAY = -1000000 };
#define USER_OF "d.value / 4194304"
#define DATE_OF "d.value % 4194304 - 1000000"

#define OF_DAYS                                                                                    \
    " WHERE account_id = ?1 AND (user_id, date) IN (SELECT " USER_OF ", " DATE_OF                  \
    " FROM {list ?2} d)"
#define REPORTS(state)                                                                             \
    "(SELECT r.id FROM {list ?2} d CROSS JOIN time_reports r WHERE r.account_id = ?1"              \
    " AND r.user_id = " USER_OF " AND r.date = " DATE_OF " AND " state ")"
#define OF_REPORTS(state) " WHERE account_id = ?1 AND id IN " REPORTS(state)
#define IN_REPORTS(state) " WHERE account_id = ?1 AND time_report_id IN " REPORTS(state)

#define LEAST "-9223372036854775808" /* null in an order */
#define SENT "r.sent_to_attest_at IS NOT NULL"
#define NOT_SENT "r.sent_to_attest_at IS NULL"
#define WAITING SENT " AND r.attested_at IS NULL"
#define UNSETTLED "r.attested_at IS NOT NULL AND NOT " IS_ON_INVOICE

static struct verdict judge_lock(const struct day *day) {
    return (struct verdict){!day->is_locked, day->is_locked ? "locked" : NULL};
}

static struct verdict judge_unlock(const struct day *day) {
    if (!day->is_locked)
        return (struct verdict){false, "notLocked"};
    if (day->attested > 0)
        return (struct verdict){false, "attested"};
    if (day->invoiced > 0)
        return (struct verdict){false, "invoiced"};
    return (struct verdict){true, NULL};
}

static struct verdict judge_attest(const struct day *day) {
    if (day->reports == 0)
        return (struct verdict){false, "noReports"};
    if (day->attested == day->reports)
        return (struct verdict){false, "attested"};
    bool all = day->waiting + day->attested == day->reports;
    return (struct verdict){day->waiting > 0, all ? NULL : "notSent"};
}

static struct verdict judge_take_back(const struct day *day) {
    if (day->attested == 0)
        return (struct verdict){false, "notAttested"};
    return (struct verdict){day->attested > day->settled, day->settled > 0 ? "invoiced" : NULL};
}

/* clang-format off */
static const struct day_action lock = {
    .name = "lock",
    .to_own = true,
    .judge = judge_lock,
    .statements = {
        {"INSERT INTO locked_days (account_id, user_id, date, locked_at, locked_by_id)"
         " SELECT ?1, " USER_OF ", " DATE_OF ", ?3, ?4 FROM {list ?2} d", 4, false},
        {"DELETE FROM returned_days" OF_DAYS, 2, false},
        {"UPDATE travel_reports SET sent_to_attest_at = ?3" IN_REPORTS(NOT_SENT), 3, false},
        {"UPDATE allowance_reports SET sent_to_attest_at = ?3" IN_REPORTS(NOT_SENT), 3, false},
        {"UPDATE time_reports SET sent_to_attest_at = ?3, sent_order = ?3, class = class + 1" OF_REPORTS(NOT_SENT), 3, true},
    },
};

/* The reports last: what is in them is found by their state. */
#define OPENING                                                                                    \
    {"DELETE FROM locked_days" OF_DAYS, 2, false},                                                 \
    {"UPDATE travel_reports SET sent_to_attest_at = NULL" IN_REPORTS(SENT), 2, false},             \
    {"UPDATE allowance_reports SET sent_to_attest_at = NULL" IN_REPORTS(SENT), 2, false},          \
    {"UPDATE time_reports SET sent_to_attest_at = NULL, sent_order = " LEAST ", class = class - 1"    \
     OF_REPORTS(SENT), 2, true}

static const struct day_action unlock = {
    .name = "unlock",
    .to_own = true,
    .judge = judge_unlock,
    .statements = {OPENING},
};

static const struct day_action give_back = {
    .name = "return",
    .judge = judge_unlock,
    .statements = {
        OPENING,
        {"INSERT INTO returned_days (account_id, user_id, date, returned_at, returned_by_id, comment)"
         " SELECT ?1, " USER_OF ", " DATE_OF ", ?3, ?4, ?5 FROM {list ?2} d WHERE true"
         " ON CONFLICT (account_id, user_id, date) DO UPDATE SET returned_at = excluded.returned_at,"
         " returned_by_id = excluded.returned_by_id, comment = excluded.comment", 5, false},
    },
};

static const struct day_action attest = {
    .name = "attest",
    .judge = judge_attest,
    .statements = {
        {"UPDATE travel_reports SET attested_at = ?3" IN_REPORTS(WAITING), 3, false},
        {"UPDATE allowance_reports SET attested_at = ?3" IN_REPORTS(WAITING), 3, false},
        {"UPDATE time_reports SET attested_at = ?3, attested_by_id = ?4, attested_order = ?3, class = class + 2"
         OF_REPORTS(WAITING), 4, true},
    },
};

static const struct day_action take_back = {
    .name = "takeBack",
    .judge = judge_take_back,
    .statements = {
        {"UPDATE travel_reports SET attested_at = NULL" IN_REPORTS(UNSETTLED), 2, false},
        {"UPDATE allowance_reports SET attested_at = NULL" IN_REPORTS(UNSETTLED), 2, false},
        {"UPDATE time_reports SET attested_at = NULL, attested_by_id = NULL, attested_order = " LEAST ", class = class - 2"
         OF_REPORTS(UNSETTLED), 2, true},
    },
};
/* clang-format on */

/* ---- a request ---- */

struct subject {
    int64_t id;
    struct str name;
};

struct skipped_day {
    int64_t user_id, date;
    const char *reason;
};

struct changing {
    struct request *request;
    struct db *db;
    const struct day_action *action;
    int64_t account_id, from, to, now;
    struct str comment;
    struct subject *subjects;
    size_t subject_count;
    struct skipped_day *skipped;
    size_t skipped_count;
    int64_t *days; /* that are changed, each with its user as one number */
    size_t day_count;
    int64_t changed_reports;
};

static enum outcome look(struct request *request) {
    struct change *change = request->change;
    int64_t from = change_integer(change, "from"), to = change_integer(change, "to");

    if (from > to)
        return change_refuse(change, "to", "The field To must not be before the field From.");
    if (to - from >= DAYS_MAX)
        return change_refuse(
            change, "to",
            "The field To must be at most 31 days from the field From, both included.");
    return DONE;
}

/* Reads the users, and whether the person may act for all of them. */
static enum outcome find_subjects(struct changing *changing) {
    struct request *request = changing->request;
    const struct person *person = request->person;
    size_t wanted;
    const int64_t *ids = change_links(request->change, "userIds", &wanted);
    struct statement *row =
        db_statement(changing->db, STR("SELECT id, name, coalesce(manager_id, 0) FROM users"
                                       " WHERE account_id = ?1 AND id IN {list ?2} ORDER BY id"));
    bool may = true;
    enum db_step step;

    if (!row)
        return FAILED;
    statement_bind_integer(row, 1, changing->account_id);
    statement_bind_list(row, 2, request->arena, ids, wanted);
    changing->subjects = NEW_ARRAY(request->arena, struct subject, wanted);
    while ((step = statement_step(row)) == DB_ROW) {
        int64_t id = column_integer(row, 0);
        bool leads = column_integer(row, 2) == person->user_id && id != person->user_id;
        may &= leads || (changing->action->to_own && id == person->user_id);
        changing->subjects[changing->subject_count++] =
            (struct subject){id, arena_copy(request->arena, column_text(row, 1))};
    }
    statement_reset(row);
    if (step == DB_FAILED)
        return FAILED;
    /* Who may not act for somebody is not told whether there is one. */
    may &= changing->subject_count == wanted;
    if (!may && !person->is_administrator)
        return admin_refuse(request, 403,
                            changing->action->to_own
                                ? "You may do that with your own days and those of the people "
                                  "whom you lead."
                                : "You may do that with the days of the people whom you lead.");
    if (changing->subject_count < wanted)
        return change_refuse(request->change, "userIds",
                             "The field UserIds refers to a user that does not exist.");
    return DONE;
}

/* Every day of the span, in order. */
static bool read_days(struct changing *changing, int64_t user_id, struct day ret[DAYS_MAX]) {
    struct statement *row = db_statement(
        changing->db,
        STR("WITH RECURSIVE days (day) AS (SELECT ?3 UNION ALL SELECT day + 1 FROM days WHERE day"
            " < ?4), found AS (SELECT r.date, r.attested_at IS NOT NULL AS is_attested,"
            " r.sent_to_attest_at IS NOT NULL AS is_sent, " IS_ON_INVOICE
            " AS is_invoiced FROM time_reports r WHERE r.account_id = ?1 AND r.user_id = ?2"
            " AND r.date BETWEEN ?3 AND ?4)"
            " SELECT d.day, EXISTS (SELECT 1 FROM locked_days l WHERE l.account_id = ?1 AND"
            " l.user_id = ?2 AND l.date = d.day), count(f.date),"
            " count(CASE WHEN f.is_sent AND NOT f.is_attested THEN 1 END),"
            " count(CASE WHEN f.is_attested THEN 1 END),"
            " count(CASE WHEN f.is_invoiced THEN 1 END),"
            " count(CASE WHEN f.is_attested AND f.is_invoiced THEN 1 END)"
            " FROM days d LEFT JOIN found f ON f.date = d.day GROUP BY d.day ORDER BY d.day"));
    enum db_step step;

    if (!row)
        return false;
    statement_bind_integer(row, 1, changing->account_id);
    statement_bind_integer(row, 2, user_id);
    statement_bind_integer(row, 3, changing->from);
    statement_bind_integer(row, 4, changing->to);
    while ((step = statement_step(row)) == DB_ROW)
        *ret++ = (struct day){.date = column_integer(row, 0),
                              .is_locked = column_integer(row, 1) != 0,
                              .reports = column_integer(row, 2),
                              .waiting = column_integer(row, 3),
                              .attested = column_integer(row, 4),
                              .invoiced = column_integer(row, 5),
                              .settled = column_integer(row, 6)};
    statement_reset(row);
    return step == DB_END;
}

/* The days and the comment, as the audit log has them. */
static struct str describe(struct changing *changing, const int64_t *dates, size_t count) {
    struct buffer out;

    buffer_init(&out, NOTE_CEILING);
    buffer_put_z(&out, "[{\"property\":\"dates\",\"before\":null,\"after\":[");
    for (size_t i = 0; i < count; i++) {
        buffer_put_z(&out, i ? ",\"" : "\"");
        day_put(&out, dates[i]);
        buffer_put_char(&out, '"');
    }
    buffer_put_z(&out, "]}");
    if (changing->comment.len > 0) {
        buffer_put_z(&out, ",{\"property\":\"comment\",\"before\":null,\"after\":");
        json_put_string(&out, changing->comment);
        buffer_put_char(&out, '}');
    }
    buffer_put_char(&out, ']');
    struct str changes = arena_copy(changing->request->arena, buffer_str(&out));
    buffer_done(&out);
    return changes;
}

/* Judges a user's days, and notes what will be done. The log comes before the changes: while little
 * is changed, each statement costs less. */
static bool judge_user(struct changing *changing, const struct subject *subject) {
    const struct day_action *action = changing->action;
    struct day days[DAYS_MAX];
    int64_t dates[DAYS_MAX];
    size_t count = 0;

    if (!read_days(changing, subject->id, days))
        return false;
    for (int64_t i = 0; i <= changing->to - changing->from; i++) {
        struct verdict verdict = action->judge(&days[i]);
        if (verdict.reason)
            changing->skipped[changing->skipped_count++] =
                (struct skipped_day){subject->id, days[i].date, verdict.reason};
        if (!verdict.applies)
            continue;
        dates[count++] = days[i].date;
        changing->days[changing->day_count++] =
            subject->id * DAYS_OF_USER + days[i].date - FIRST_DAY;
    }
    return count == 0 || admin_audit(changing->request, changing->db, action->name, "day",
                                     subject->id, subject->name, describe(changing, dates, count));
}

static bool run_statement(struct changing *changing, const struct day_statement *wanted) {
    struct statement *statement = db_statement(changing->db, str_of(wanted->sql));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, changing->account_id);
    statement_bind_list(statement, 2, changing->request->arena, changing->days,
                        changing->day_count);
    if (wanted->parameters >= 3)
        statement_bind_integer(statement, 3, changing->now);
    if (wanted->parameters >= 4)
        statement_bind_integer(statement, 4, changing->request->person->user_id);
    if (wanted->parameters >= 5 && changing->comment.len > 0)
        statement_bind_text(statement, 5, changing->comment);
    if (!statement_run(statement))
        return false;
    if (wanted->counts)
        changing->changed_reports += db_changed_rows(changing->db);
    return true;
}

static bool change_all(struct changing *changing) {
    const struct day_action *action = changing->action;

    if (changing->day_count == 0)
        return true;
    for (size_t i = 0; i < STATEMENTS_MAX && action->statements[i].sql; i++)
        if (!run_statement(changing, &action->statements[i]))
            return false;
    return versions_raise_changed(changing->db, changing->account_id, area_time.number);
}

static void fill_answer(const struct changing *changing) {
    struct object *answer = action_answer(changing->request);

    object_set_integer(answer, "changedDays", (int64_t)changing->day_count);
    object_set_integer(answer, "changedReports", changing->changed_reports);
    for (size_t i = 0; i < changing->skipped_count; i++) {
        const struct skipped_day *skipped = &changing->skipped[i];
        struct object *day = object_add_row(answer, "skipped");
        object_set_integer(day, "userId", skipped->user_id);
        object_set_integer(day, "date", skipped->date);
        object_set_text(day, "reason", str_of(skipped->reason));
    }
}

static enum outcome change_days(struct request *request, struct db *db,
                                const struct day_action *action) {
    struct changing changing = {
        .request = request,
        .db = db,
        .action = action,
        .account_id = request->caller.account_id,
        .from = change_integer(request->change, "from"),
        .to = change_integer(request->change, "to"),
        .now = instant_now(),
        .comment = str_trim(change_text(request->change, "comment")),
    };
    enum outcome outcome = find_subjects(&changing);

    if (outcome != DONE)
        return outcome;
    size_t most = changing.subject_count * (size_t)(changing.to - changing.from + 1);
    changing.skipped = NEW_ARRAY(request->arena, struct skipped_day, most);
    changing.days = NEW_ARRAY(request->arena, int64_t, most);
    for (size_t i = 0; i < changing.subject_count; i++)
        if (!judge_user(&changing, &changing.subjects[i]))
            return FAILED;
    if (!change_all(&changing))
        return FAILED;
    fill_answer(&changing);
    return DONE;
}

static enum outcome run_lock(struct request *request, struct db *db) {
    return change_days(request, db, &lock);
}

static enum outcome run_unlock(struct request *request, struct db *db) {
    return change_days(request, db, &unlock);
}

static enum outcome run_return(struct request *request, struct db *db) {
    return change_days(request, db, &give_back);
}

static enum outcome run_attest(struct request *request, struct db *db) {
    return change_days(request, db, &attest);
}

static enum outcome run_take_back(struct request *request, struct db *db) {
    return change_days(request, db, &take_back);
}

/* clang-format off */
const struct action day_actions[] = {
    {.method = "POST", .path = "/admin/v1/Days/Lock", .right = RIGHT_PERSON, .body = &day_choice, .answer = &day_outcome,
     .look = look, .run = run_lock, .group = "Time", .doc = "Hand in days"},
    {.method = "POST", .path = "/admin/v1/Days/Unlock", .right = RIGHT_PERSON, .body = &day_choice, .answer = &day_outcome,
     .look = look, .run = run_unlock, .group = "Time", .doc = "Take back days that were handed in"},
    {.method = "POST", .path = "/admin/v1/Days/Attest", .right = RIGHT_PERSON, .body = &day_choice, .answer = &day_outcome,
     .look = look, .run = run_attest, .group = "Time", .doc = "Attest days that were handed in"},
    {.method = "POST", .path = "/admin/v1/Days/Return", .right = RIGHT_PERSON, .body = &day_choice, .answer = &day_outcome,
     .look = look, .run = run_return, .group = "Time", .doc = "Return days to their owner"},
    {.method = "POST", .path = "/admin/v1/Days/TakeBack", .right = RIGHT_PERSON, .body = &day_choice, .answer = &day_outcome,
     .look = look, .run = run_take_back, .group = "Time", .doc = "Take back days that were attested"},
    {0},
};
/* clang-format on */
