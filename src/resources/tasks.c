/* tasks.c - work that somebody is to do. */
#include "resources/resources.h"

#include "base/clock.h"

static const struct link tag_links = {"task_tag_links", "task_id", "task_tag_id", true};
static const struct link member_links = {"task_member_links", "task_id", "user_id", true};
const struct view task_member = {"task.member", "userId userName"};

#define COUNT_OF(rows)                                                                             \
    "SELECT count(*) FROM " rows " x WHERE x.account_id = $.account_id AND x.task_id = $.id"

#define WITH_MEMBERS                                                                               \
    "SELECT DISTINCT l.task_id FROM task_member_links l WHERE l.account_id = {account}"            \
    " AND l.user_id IN {list ?}"

/* Side by side in an index by the moment, in which no moment is the least. */
#define STARTING "SELECT x.id FROM tasks x WHERE x.account_id = {account} AND x.start_order >= ?"
#define ENDING                                                                                     \
    "SELECT x.id FROM tasks x WHERE x.account_id = {account}"                                      \
    " AND x.end_order > -9223372036854775808 AND x.end_order <= ?"

/* clang-format off */
static const struct field fields[] = {
    {"id",                   INTEGER,   FIXED | NOT_NULL,  "The id of the task"},
    {"title",                TEXT,      REQUIRED | SORTED | TITLE, "The name of the task"},
    {"description",          TEXT,      LONG,              "A longer description"},
    {"isCompleted",          BOOLEAN,   HIDDEN,            "Whether it is done"},
    {"completedDate",        INSTANT,   FIXED,             "When it was done", .column = "completed_at"},
    {"timeReportingEnabled", BOOLEAN,   DEFAULT_TRUE,      "Whether time can be reported on it"},
    {"estimate",             DECIMAL,   0,                 "Estimated hours", .within = &not_negative},
    /* Each comes in as one moment, or as it goes out: as a day and a time of day. */
    {"start",                INSTANT,   HIDDEN,            "When it starts: a date, or a date and time", .input = "startDate", .column = "start_at"},
    {"startDate",            DATE,      FIXED,             "The day on which it starts"},
    {"startTime",            TIME,      0,                 "The time of day at which it starts, where startDate has none"},
    {"end",                  INSTANT,   HIDDEN,            "When it ends: a date, or a date and time", .input = "endDate", .column = "end_at"},
    {"endDate",              DATE,      FIXED,             "The day on which it ends"},
    {"endTime",              TIME,      0,                 "The time of day at which it ends, where endDate has none"},
    {"archivedDate",         DATE,      KEEP | EXTENSION,  "The day on which it was put away"},
    {"numberOfComments",     INTEGER,   FIXED | NOT_NULL,  "How many comments it has", .sql = COUNT_OF("task_comments")},
    {"numberOfAttachments",  INTEGER,   FIXED | NOT_NULL,  "How many attachments it has", .sql = COUNT_OF("task_attachments")},
    {"numberOfChecklistPoints", INTEGER, FIXED | NOT_NULL, "How many points its checklists have",
     .sql = "SELECT count(*) FROM task_checklists c JOIN task_checklist_items i ON i.account_id = c.account_id"
            " AND i.task_checklist_id = c.id WHERE c.account_id = $.account_id AND c.task_id = $.id"},
    {"tags",                 LINKS,     0,                 "Labels", .to = &task_tags, .link = &tag_links, .input = "tagIds"},
    {"members",              LINKS,     0,                 "The users doing it", .to = &users, .link = &member_links, .input = "memberIds", .as = &task_member},
    {"boardColumn",          REFERENCE, 0,                 "The column that it is in", .to = &task_board_columns,
     .input = "taskBoardColumnId", .column = "task_board_column_id"},
    {"board",                REFERENCE, FIXED,             "The board that it is on", .to = &task_boards, .column = "task_board_id"},
    {"project",              REFERENCE, 0,                 "The project that it belongs to", .to = &projects, .input = "projectId"},
    {"projectCollection",    REFERENCE, FIXED,             "The project collection that it belongs to", .to = &project_collections},
    {"opportunity",          REFERENCE, FIXED,             "The opportunity that it belongs to", .to = &opportunities},
    AUTHORSHIP("createdDate", "createdByUser", "updatedDate", "updatedByUser"),
    /* How others show it. */
    {"name",                 TEXT,      FIXED | HIDDEN | NOT_NULL, "The name of the task", .column = "title"},
    {0},
};

static const struct filter filters[] = {
    {"from", INSTANT, "Tasks that start at or after this time", .where = "$.start_at >= ?", .ids = STARTING},
    {"to",   INSTANT, "Tasks that end at or before this time", .where = "$.end_at <= ?", .ids = ENDING,
     .end_of_day = true},
    {"memberIds", INTEGER, "Tasks of any of these users", .many = true,
     .where = "$.id IN (" WITH_MEMBERS ")", .ids = WITH_MEMBERS},
    {"createdByUserIds",  INTEGER, "Tasks created by any of these users", .many = true, .where = "$.created_by_id IN {list ?}"},
    {"taskIds",           INTEGER, "These tasks", .many = true, .where = "$.id IN {list ?}"},
    {"taskBoardId",       INTEGER, "Tasks on this board; -1 for tasks without a board",
     .where = "$.task_board_id IS nullif(?, -1)"},
    {"taskBoardColumnId", INTEGER, "Tasks in this column", .where = "$.task_board_column_id = ?"},
    {0},
};

static const struct sort sorts[] = {
    {"createdDate", "created_at", CREATED_WORDS}, {"title", "title_key"},
    {"startDate", "start_order", .of = "start_at"}, {"endDate", "end_order", .of = "end_at"}, {0},
};
/* clang-format on */

/* A time beside a bare day counts; beside a moment it says nothing new. */
static bool has_time(const struct change *change, const char *moment, const char *time) {
    return change_has_time(change, moment) || !change_is_null(change, time);
}

static int64_t moment_of(const struct change *change, const char *moment, const char *time) {
    int64_t minutes = change_has_time(change, moment) ? 0 : change_integer(change, time);

    return change_integer(change, moment) + minutes * 60;
}

/* A bare end day lasts until its midnight. */
static bool ends_before_start(const struct change *change) {
    int64_t start = moment_of(change, "start", "startTime");
    int64_t end = moment_of(change, "end", "endTime");

    if (change_is_null(change, "start") || change_is_null(change, "end"))
        return false;
    return has_time(change, "end", "endTime") ? end < start : end + SECONDS_PER_DAY <= start;
}

static bool chooses_tags(const struct change *change) {
    return !change_links_are_shown(change, "tags");
}

static const struct question questions[] = {
    {"board",
     "SELECT task_board_id FROM task_board_columns WHERE account_id = {account}"
     " AND id = {boardColumn}",
     .needs = "boardColumn", .copies = "board"},
    {"tags of the board",
     "SELECT count(*) FROM task_board_tag_links WHERE account_id = {account}"
     " AND task_board_id = {answer} AND task_tag_id IN {list tags}",
     .when = chooses_tags, .after = "board"},
    {0},
};

/* Those that a request leaves as they are, or sends back, are dropped instead: follow(). */
static void check_tags(struct change *change) {
    struct answer fitting = change_answer(change, "tags of the board");
    size_t given = 0;

    change_links(change, "tags", &given);
    if (fitting.found && fitting.integer < (int64_t)given)
        change_refuse(change, "tags", "The tags of a task on a board must be tags of that board.");
}

static enum outcome check(struct change *change) {
    if (ends_before_start(change))
        change_refuse(change, "end", "A task cannot end before it starts.");
    check_tags(change);
    return DONE;
}

static void split_moment(struct change *change, const char *moment, const char *date,
                         const char *time) {
    int64_t at = moment_of(change, moment, time);
    int64_t second = ((at % SECONDS_PER_DAY) + SECONDS_PER_DAY) % SECONDS_PER_DAY;
    bool timed = has_time(change, moment, time);

    change_set_null(change, date);
    change_set_null(change, time);
    if (change_is_null(change, moment))
        return;
    change_set_integer(change, moment, at);
    change_set_integer(change, date, (at - second) / SECONDS_PER_DAY);
    if (timed)
        change_set_integer(change, time, second / 60);
}

static enum outcome derive(struct change *change) {
    split_moment(change, "start", "startDate", "startTime");
    split_moment(change, "end", "endDate", "endTime");
    stamp_completion(change);
    return DONE;
}

/* Tags that do not fit the board where the task is now go, unless they were chosen for it. */
static enum outcome follow(struct change *change) {
    if (chooses_tags(change) || change_is_null(change, "boardColumn"))
        return DONE;
    return change_run(change, "DELETE FROM task_tag_links WHERE account_id = ?1 AND task_id = ?2"
                              " AND task_tag_id NOT IN (SELECT l.task_tag_id FROM tasks t"
                              " JOIN task_board_tag_links l ON l.account_id = t.account_id"
                              " AND l.task_board_id = t.task_board_id"
                              " WHERE t.account_id = ?1 AND t.id = ?2)");
}

#define SHOWN                                                                                      \
    "id title description completedDate timeReportingEnabled estimate startDate startTime "        \
    "endDate "                                                                                     \
    "endTime numberOfComments numberOfAttachments numberOfChecklistPoints tags members "           \
    "boardColumn board project projectCollection opportunity createdByUser createdDate "           \
    "updatedDate"

const struct resource tasks = {
    .name = "task",
    .plural = "tasks",
    .table = "tasks",
    .area = &area_tasks,
    .path = "/v1/Core/Tasks",
    .update_id_name = "taskId",
    .group = "Tasks",
    .doc = "Work that somebody is to do.",
    .operations = ALL,
    .extensions = GET,
    .read = TASK_READ,
    .write = TASK_WRITE,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .brief = {"generic.name_id", "id name"},
    .list = {"task.list", SHOWN, .extended = "archivedDate"},
    .detail = {"task.detail", SHOWN},
    .questions = questions,
    .check = check,
    .derive = derive,
    .follow = follow,
};
