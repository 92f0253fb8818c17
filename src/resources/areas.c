/* areas.c - which tables are versioned together.
 *
 * What is cached of an area is valid until one of its rows changes, so tables that change often
 * are apart from those that seldom do. A number stands in every database for ever. */
#include "resources/resources.h"

const struct area area_registry = {1, "registry"};
const struct area area_contacts = {2, "contacts"};
const struct area area_projects = {3, "projects"};
const struct area area_tasks = {4, "tasks"};
const struct area area_time = {5, "time"};
