/* depends.h - which changes invalidate what is cached of a row, a list or an answer.
 *
 * It follows from the declarations: a view depends on the areas (db/versions.h) of its resource and
 * of every resource that it shows something of. New rows of an area invalidate no
 * row that was there before, only lists, and views with a field that COUNTS. check.c proves with
 * the database that no statement reads what it is not said to depend on. */
#ifndef GLIMT_PLAN_DEPENDS_H
#define GLIMT_PLAN_DEPENDS_H

#include "db/versions.h"

#include <stdbool.h>

struct plan;
struct plans;
struct resource;
struct view_plan;

/* A bit for each area; none: it has no version, and must not be cached. */
struct depends {
    unsigned changed, added;
};

/* The number of its area, or NO_AREA. */
int area_of(const struct resource *resource);

/* What the resource's own columns depend on; what a row in a view does, by its steps; and what a
 * list does, by its list view. */
struct depends depends_of_rows(const struct resource *resource);
struct depends depends_of_view(const struct view_plan *view);
struct depends depends_of_list(const struct plan *plan);

/* A bit for each area that there is. */
unsigned depends_all(const struct plans *plans);

static inline bool depends_any(struct depends depends) {
    return depends.changed != 0;
}

/* A number that changes whenever any of these areas does. */
int64_t depends_version(struct depends depends, const struct versions *versions);

#endif
