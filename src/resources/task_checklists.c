/* task_checklists.c - lists of points to tick off in a task. */
#include "resources/resources.h"

/* clang-format off */
static const struct field items[] = {
    {"id",            INTEGER, FIXED | NOT_NULL,  "The id of the point"},
    {"title",         TEXT,    REQUIRED | TITLE,  "What is to be done", .input = "name", .also = "title"},
    {"sortOrder",     INTEGER, FIXED | NOT_NULL | POSITION, "Its place in the list, from 0", .column = "position"},
    {"isCompleted",   BOOLEAN, HIDDEN,            "Whether it is done"},
    {"completedDate", INSTANT, FIXED,             "When it was done", .column = "completed_at"},
    AUTHORSHIP("createdDate", "createdByUser", "updatedDate", "updatedByUser"),
    {0},
};

static const struct sort by_position[] = {{"sortOrder", "position"}, {0}};

static const struct field fields[] = {
    {"id",    INTEGER, FIXED | NOT_NULL,  "The id of the checklist"},
    {"name",  TEXT,    REQUIRED | SORTED | TITLE, "The name of the checklist"},
    {"items", ROWS,    0,                 "Its points", .to = &task_checklist_items},
    AUTHORSHIP("createdDate", "createdByUser", "updatedDate", "updatedByUser"),
    {0},
};
/* clang-format on */

static const struct sort sorts[] = {{"name", "name_key"}, {0}};

static enum outcome derive_item(struct change *change) {
    stamp_completion(change);
    return DONE;
}

#define SHOWN "id name items createdByUser createdDate updatedDate"

const struct resource task_checklist_items = {
    .name = "checklist item",
    .plural = "checklist items",
    .table = "task_checklist_items",
    .area = &area_tasks,
    .owner = "task_checklist_id",
    .fields = items,
    .sorts = by_position,
    .detail = {"task.checklistitem.detail",
               "id title sortOrder completedDate createdByUser createdDate updatedDate"},
    .derive = derive_item,
};

const struct resource task_checklists = {
    .name = "task checklist",
    .plural = "task checklists",
    .table = "task_checklists",
    .area = &area_tasks,
    .path = "/v1/Core/Tasks/:taskId/Checklists",
    .id_name = "checklistId",
    .parent = &tasks,
    .owner = "task_id",
    .group = "Tasks",
    .doc = "Lists of points to tick off in a task.",
    .operations = LIST | CREATE | UPDATE | DELETE,
    .read = TASK_READ,
    .write = TASK_WRITE,
    .fields = fields,
    .sorts = sorts,
    .list = {"task.checklist.list", SHOWN},
    .detail = {"task.checklist.detail", SHOWN},
};
