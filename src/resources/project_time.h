/* project_time.h - how hours are budgeted for a project, and the action that tells them. */
#ifndef GLIMT_RESOURCES_PROJECT_TIME_H
#define GLIMT_RESOURCES_PROJECT_TIME_H

#include "plan/resource.h"

/* In what parts, if not in total; ends with NULL. */
extern const char *const budget_kinds[];

/* The `look` of the action. */
enum outcome project_time_look(struct request *request);

#endif
