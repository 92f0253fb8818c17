/* task_comments.c - what people say about a task. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id",   INTEGER, FIXED | NOT_NULL, "The id of the comment"},
    {"text", TEXT,    REQUIRED | LONG,  "The text of the comment"},
    AUTHORSHIP("createdDate", "createdByUser", "updatedDate", "updatedByUser"),
    {0},
};
/* clang-format on */

static const struct sort sorts[] = {{"createdDate", "created_at", CREATED_WORDS}, {0}};

#define SHOWN "id text createdByUser updatedByUser createdDate updatedDate"

const struct resource task_comments = {
    .name = "task comment",
    .plural = "task comments",
    .table = "task_comments",
    .area = &area_tasks,
    .path = "/v1/Core/Tasks/:taskId/Comments",
    .id_name = "commentId",
    .parent = &tasks,
    .owner = "task_id",
    .group = "Tasks",
    .doc = "What people say about a task.",
    .operations = LIST | CREATE | UPDATE | DELETE,
    .read = TASK_READ,
    .write = TASK_WRITE,
    .fields = fields,
    .sorts = sorts,
    .list = {"task.comment.list", SHOWN},
    .detail = {"task.comment.detail", SHOWN},
};
