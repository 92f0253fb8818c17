/* all.c - the list of resources.
 *
 * Adding a resource: 1 a migration in sql/, 2 a file here, 3 a line below, 4 tests for its
 * documented examples, 5 `make golden`, and read the diff. */
#include "resources/resources.h"

const struct resource *const all_resources[] = {
    &contacts,
    &projects,
    &task_boards,
    &tasks,
    &task_comments,
    &task_checklists,
    &task_attachments,
    &time_reports,
    &user_day_statistics,
    &absence_projects,
    &activities,
    &allowances,
    &articles,
    &company_cars,
    &contact_tags,
    &countries,
    &equipments,
    &internal_projects,
    &time_additions,
    &time_articles,
    &time_codes,
    &users,
    /* only within another row */
    &task_checklist_items,
    &travel_reports,
    &allowance_reports,
    &material_reports,
    &equipment_reports,
    &addition_reports,
    &user_days,
    /* only referred to */
    &booking_projects,
    &cost_centers,
    &departments,
    &equipment_types,
    &opportunities,
    &project_collections,
    &project_statuses,
    &schedules,
    &task_board_columns,
    &task_tags,
    &time_reporting_profiles,
    &units,
    &user_tags,
    NULL,
};
