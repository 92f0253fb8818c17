/* project_comments.c - what people say about a project. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id",   INTEGER, FIXED | NOT_NULL, "The id of the comment"},
    {"text", TEXT,    REQUIRED | LONG,  "The text of the comment"},
    AUTHORSHIP("createdDate", "createdBy", "updatedDate", "updatedBy"),
    /* Programs ask for the same person under either name. */
    {"createdByUser", REFERENCE, FIXED, "Who created it", .to = &users, .column = "created_by_id"},
    {0},
};
/* clang-format on */

static const struct sort sorts[] = {{"createdDate", "created_at", CREATED_WORDS}, {0}};

#define SHOWN "id text createdDate createdBy createdByUser"

static const struct managed managed = {
    .path = "/admin/v1/Projects/:projectId/Comments",
    .operations = LIST | CREATE | UPDATE | DELETE,
    .list = {"admin.project_comment", "id text createdBy updatedBy createdDate updatedDate"},
};

const struct resource project_comments = {
    .name = "project comment",
    .plural = "project comments",
    .table = "project_comments",
    .area = &area_projects,
    .path = "/v1/Core/Projects/:projectId/Comments",
    .id_name = "commentId",
    .parent = &projects,
    .owner = "project_id",
    .group = "Projects",
    .doc = "What people say about a project.",
    .operations = LIST | CREATE,
    .extensions = LIST | CREATE,
    .managed = &managed,
    .read = PROJECT_READ,
    .write = PROJECT_WRITE,
    .fields = fields,
    .sorts = sorts,
    .list = {"project.comment.list", SHOWN},
    .detail = {"project.comment.detail", SHOWN},
};
