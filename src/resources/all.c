/* all.c - the list of resources.
 *
 * Adding a resource: 1 a migration in sql/, 2 a file here, 3 a line below, 4 tests for its
 * documented examples, 5 `make golden`, and read the diff. */
#include "resources/resources.h"

const struct resource *const all_resources[] = {
    &contacts,
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
    /* only referred to */
    &cost_centers,
    &departments,
    &equipment_types,
    &schedules,
    &time_reporting_profiles,
    &units,
    &user_tags,
    NULL,
};
