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
#include "access/people.h"
#include "admin/actions.h"
#include "admin/day_state.h"
#include "base/instant.h"
#include "resources/day_span.h"
#include "resources/day_sql.h"
#include "resources/resources.h"
#include "json/write.h"

enum { NOTE_CEILING = 16 * 1024 };

struct changing;

struct day_action {
    const char *name; /* in the audit log */
    bool to_own;      /* also to one's own days */
    struct verdict (*judge)(const struct day *day);
    enum outcome (*change_day)(struct changing *changing, const struct day *day); /* NULL: none */
    const char *patch; /* of the reports that are found, and of their journeys and allowances */
    const char *find;  /* ?1 the account, ?2 the user, {list ?3} days */
};

struct subject {
    int64_t id;
    struct str name;
};

struct skipped_day {
    int64_t user_id, date;
    const char *reason;
};

/* Rows that get the patch. */
struct patched {
    const struct resource *of;
    int64_t *ids;
    size_t count, room;
};

enum { REPORTS, JOURNEYS, ALLOWANCES, PATCHED };

struct changing {
    struct request *request;
    struct db *db;
    struct door door; /* of what it changes */
    const struct day_action *action;
    int64_t account_id, from, to;
    struct str comment;
    struct subject *subjects;
    size_t subject_count;
    struct skipped_day *skipped;
    size_t skipped_count;
    struct day *days; /* that are changed */
    size_t day_count;
    struct patched patched[PATCHED];
    struct change *locked, *returned; /* of one day after the other */
};

/* ---- what happens to a day ---- */

static enum outcome remove_row(struct change *change, int64_t id) {
    change_begin_next(change, CHANGE_DELETE, id);
    return door_pass(change);
}

static void begin_row(struct change *change, const struct day *day) {
    change_begin_next(change, CHANGE_CREATE, 0);
    change_set_integer(change, "user", day->user_id);
    change_set_integer(change, "date", day->date);
}

static enum outcome lock_day(struct changing *changing, const struct day *day) {
    begin_row(changing->locked, day);
    enum outcome outcome = door_pass(changing->locked);

    return outcome == DONE && day->returned_id ? remove_row(changing->returned, day->returned_id)
                                               : outcome;
}

static enum outcome unlock_day(struct changing *changing, const struct day *day) {
    return remove_row(changing->locked, day->locked_id);
}

static enum outcome return_day(struct changing *changing, const struct day *day) {
    struct change *returned = changing->returned;
    enum outcome outcome = unlock_day(changing, day);

    if (outcome != DONE)
        return outcome;
    if (day->returned_id)
        change_begin_next(returned, CHANGE_UPDATE, day->returned_id);
    else
        begin_row(returned, day);
    change_set_null(returned, "comment");
    if (changing->comment.len > 0)
        change_set_text(returned, "comment", changing->comment);
    return door_pass(returned);
}

/* ---- the actions ---- */

/* The reports in a state, with the journey and the allowance, whose state is the report's. */
#define FIND(state)                                                                                \
    "SELECT r.id, r.travel_report_id, r.allowance_report_id FROM time_reports r"                   \
    " WHERE r.account_id = ?1 AND r.user_id = ?2 AND r.date IN {list ?3} AND " state
#define SENT "r.sent_to_attest_at IS NOT NULL"
#define NOT_SENT "r.sent_to_attest_at IS NULL"
#define WAITING SENT " AND r.attested_at IS NULL"
#define UNSETTLED "r.attested_at IS NOT NULL AND NOT " IS_ON_INVOICE

/* In the order of day_actions. */
/* clang-format off */
static const struct day_action steps[] = {
    {"lock",     true,  day_judge_lock,      lock_day,   "send",     FIND(NOT_SENT)},
    {"unlock",   true,  day_judge_unlock,    unlock_day, "unsend",   FIND(SENT)},
    {"attest",   false, day_judge_attest,    NULL,       "attest",   FIND(WAITING)},
    {"return",   false, day_judge_unlock,    return_day, "unsend",   FIND(SENT)},
    {"takeBack", false, day_judge_take_back, NULL,       "unattest", FIND(UNSETTLED)},
};
/* clang-format on */

/* ---- a request ---- */

static enum outcome look(struct request *request) {
    struct change *change = request->change;
    const char *fault =
        day_span_fault(change_integer(change, "from"), change_integer(change, "to"));

    return fault ? change_refuse(change, "to", fault) : DONE;
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
        return admin_forbid(request, SECURITY_NO_RIGHT,
                            changing->action->to_own
                                ? "You may do that with your own days and those of the people "
                                  "whom you lead."
                                : "You may do that with the days of the people whom you lead.");
    if (changing->subject_count < wanted)
        return change_refuse(request->change, "userIds",
                             "The field UserIds refers to a user that does not exist.");
    return DONE;
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

static void add_row(struct arena *arena, struct patched *rows, int64_t id) {
    if (rows->count == rows->room) {
        int64_t *ids = NEW_ARRAY(arena, int64_t, 2 * rows->room + SPAN_DAYS_MAX);
        for (size_t i = 0; i < rows->count; i++)
            ids[i] = rows->ids[i];
        rows->ids = ids;
        rows->room = 2 * rows->room + SPAN_DAYS_MAX;
    }
    rows->ids[rows->count++] = id;
}

/* The reports of a user's days that change, and what belongs to them. */
static bool find_reports(struct changing *changing, int64_t user_id, const int64_t *dates,
                         size_t count) {
    struct arena *arena = changing->request->arena;
    struct statement *row = db_statement(changing->db, str_of(changing->action->find));
    enum db_step step;

    if (!row)
        return false;
    statement_bind_integer(row, 1, changing->account_id);
    statement_bind_integer(row, 2, user_id);
    statement_bind_list(row, 3, arena, dates, count);
    while ((step = statement_step(row)) == DB_ROW)
        for (int i = 0; i < PATCHED; i++)
            if (!column_is_null(row, i))
                add_row(arena, &changing->patched[i], column_integer(row, i));
    statement_reset(row);
    return step == DB_END;
}

/* Judges a user's days, and notes what will be done. The log comes before the changes: while little
 * is changed, each statement costs less. */
static bool judge_user(struct changing *changing, const struct subject *subject) {
    const struct day_action *action = changing->action;
    struct day *days = changing->days + changing->day_count;
    int64_t dates[SPAN_DAYS_MAX];
    size_t count = 0;

    if (!days_read(changing->db, changing->account_id, subject->id, changing->from, changing->to,
                   days))
        return false;
    for (int64_t i = 0; i <= changing->to - changing->from; i++) {
        struct verdict verdict = action->judge(&days[i]);
        if (verdict.reason)
            changing->skipped[changing->skipped_count++] =
                (struct skipped_day){subject->id, days[i].date, verdict.reason};
        if (!verdict.applies)
            continue;
        dates[count] = days[i].date;
        days[count++] = days[i];
    }
    changing->day_count += count;
    return count == 0 ||
           (find_reports(changing, subject->id, dates, count) &&
            admin_audit(changing->request, changing->db, action->name, "day", subject->id,
                        subject->name, describe(changing, dates, count)));
}

static const struct plan *plan_for(const struct changing *changing, const struct resource *of) {
    return plan_of(changing->request->worker->api->plans, of);
}

static enum outcome change_days(struct changing *changing) {
    const struct door *door = &changing->door;
    enum outcome outcome = DONE;

    if (!changing->action->change_day)
        return DONE;
    changing->locked = change_begin(door, plan_for(changing, &locked_days), CHANGE_CREATE, 0);
    changing->returned = change_begin(door, plan_for(changing, &returned_days), CHANGE_CREATE, 0);
    for (size_t i = 0; outcome == DONE && i < changing->day_count; i++)
        outcome = changing->action->change_day(changing, &changing->days[i]);
    return outcome;
}

static enum outcome patch_reports(struct changing *changing) {
    enum outcome outcome = DONE;

    for (int i = 0; outcome == DONE && i < PATCHED; i++) {
        const struct patched *rows = &changing->patched[i];
        if (rows->count > 0)
            outcome =
                door_pass(change_begin_patch_of(&changing->door, plan_for(changing, rows->of),
                                                changing->action->patch, rows->ids, rows->count));
    }
    return outcome;
}

static void fill_answer(const struct changing *changing) {
    struct object *answer = action_answer(changing->request);

    object_set_integer(answer, "changedDays", (int64_t)changing->day_count);
    object_set_integer(answer, "changedReports", (int64_t)changing->patched[REPORTS].count);
    for (size_t i = 0; i < changing->skipped_count; i++) {
        const struct skipped_day *skipped = &changing->skipped[i];
        struct object *day = object_add_row(answer, "skipped");
        object_set_integer(day, "userId", skipped->user_id);
        object_set_integer(day, "date", skipped->date);
        object_set_text(day, "reason", str_of(skipped->reason));
    }
}

static enum outcome run(struct request *request, struct db *db) {
    struct changing changing = {
        .request = request,
        .db = db,
        .door = request->door,
        .action = &steps[request->action->declared - day_actions],
        .account_id = request->caller.account_id,
        .from = change_integer(request->change, "from"),
        .to = change_integer(request->change, "to"),
        .comment = str_trim(change_text(request->change, "comment")),
        .patched = {{.of = &time_reports}, {.of = &travel_reports}, {.of = &allowance_reports}},
    };
    enum outcome outcome = find_subjects(&changing);

    if (outcome != DONE)
        return outcome;
    changing.door.audit = AUDIT_NONE;
    size_t most = changing.subject_count * (size_t)(changing.to - changing.from + 1);
    changing.skipped = NEW_ARRAY(request->arena, struct skipped_day, most);
    changing.days = NEW_ARRAY(request->arena, struct day, most);
    for (size_t i = 0; i < changing.subject_count; i++)
        if (!judge_user(&changing, &changing.subjects[i]))
            return FAILED;
    outcome = change_days(&changing);
    if (outcome == DONE)
        outcome = patch_reports(&changing);
    if (outcome == DONE)
        fill_answer(&changing);
    return outcome;
}

/* clang-format off */
const struct action day_actions[] = {
    {.method = "POST", .path = "/admin/v1/Days/Lock", .right = RIGHT_PERSON, .body = &day_choice, .answer = &day_outcome,
     .look = look, .run = run, .group = "Time", .doc = "Hand in days"},
    {.method = "POST", .path = "/admin/v1/Days/Unlock", .right = RIGHT_PERSON, .body = &day_choice, .answer = &day_outcome,
     .look = look, .run = run, .group = "Time", .doc = "Take back days that were handed in"},
    {.method = "POST", .path = "/admin/v1/Days/Attest", .right = RIGHT_PERSON, .body = &day_choice, .answer = &day_outcome,
     .look = look, .run = run, .group = "Time", .doc = "Attest days that were handed in"},
    {.method = "POST", .path = "/admin/v1/Days/Return", .right = RIGHT_PERSON, .body = &day_choice, .answer = &day_outcome,
     .look = look, .run = run, .group = "Time", .doc = "Return days to their owner"},
    {.method = "POST", .path = "/admin/v1/Days/TakeBack", .right = RIGHT_PERSON, .body = &day_choice, .answer = &day_outcome,
     .look = look, .run = run, .group = "Time", .doc = "Take back days that were attested"},
    {0},
};
/* clang-format on */
