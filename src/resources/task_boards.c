/* task_boards.c - boards with columns that tasks move through. */
#include "resources/resources.h"

static const struct link tag_links = {"task_board_tag_links", "task_board_id", "task_tag_id"};
static const struct link member_links = {"task_board_member_links", "task_board_id", "user_id"};

/* clang-format off */
static const struct field columns[] = {
    {"id",        INTEGER, FIXED | NOT_NULL, "The id of the column"},
    {"name",      TEXT,    REQUIRED | TITLE,         "The name of the column"},
    {"position",  INTEGER, FIXED | HIDDEN | POSITION, "Its place from the left"},
    {"taskCount", INTEGER, FIXED | NOT_NULL | COUNTS, "How many tasks are in it",
     .sql = "SELECT count(*) FROM tasks x WHERE x.account_id = $.account_id AND x.task_board_column_id = $.id"},
    AUTHORSHIP("createdDate", "createdByUser", "updatedDate", "updatedByUser"),
    {0},
};

static const struct sort by_position[] = {{"position", "position"}, {0}};

static const struct field fields[] = {
    {"id",      INTEGER,   FIXED | NOT_NULL,             "The id of the board"},
    {"name",    TEXT,      REQUIRED | SORTED | SEARCHED | TITLE, "The name of the board"},
    {"project", REFERENCE, 0, "The project that it is about", .to = &projects, .input = "projectId"},
    {"tags",    LINKS,     0, "The tags that its tasks can have", .to = &task_tags, .link = &tag_links, .input = "tagIds"},
    {"columns", ROWS,      0, "Its columns from left to right", .to = &task_board_columns},
    {"members", LINKS,     0, "The users who work with it", .to = &users, .link = &member_links, .input = "memberIds"},
    AUTHORSHIP("createdDate", "createdByUser", "updatedDate", "updatedByUser"),
    {0},
};

static const struct filter filters[] = {
    {"query",      TEXT,    "Text in the name", .search = "name"},
    {"projectIds", INTEGER, "Boards of any of these projects", .many = true, .where = "$.project_id IN {list ?}"},
    {0},
};

static const struct sort sorts[] = {
    {"createdDate", "created_at", CREATED_WORDS}, {"updatedDate", "updated_order", UPDATED_WORDS, "updated_at"},
    {"name", "name_key"}, {0},
};
/* clang-format on */

const struct resource task_board_columns = {
    .name = "task board column",
    .plural = "task board columns",
    .table = "task_board_columns",
    .area = &area_tasks,
    .owner = "task_board_id",
    .fields = columns,
    .sorts = by_position,
    .brief = NAME_AND_ID,
    .detail = {"taskboard.list.column",
               "id name taskCount createdByUser updatedByUser createdDate updatedDate"},
};

static const struct managed managed_task_boards = {
    .path = "/admin/v1/TaskBoards",
    .operations = ALL,
    .list = {"admin.task_board", "id name project tags columns members createdByUser updatedByUser "
                                 "createdDate updatedDate"},
};

const struct resource task_boards = {
    .name = "task board",
    .plural = "task boards",
    .table = "task_boards",
    .area = &area_tasks,
    .path = "/v1/Core/TaskBoards",
    .group = "Task boards",
    .doc = "Boards with columns that tasks move through.",
    .operations = LIST,
    .read = TASK_READ,
    .managed = &managed_task_boards,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .brief = NAME_AND_ID,
    .list = {"taskboard.list", "id name project tags columns members createdByUser updatedByUser "
                               "createdDate updatedDate"},
};
