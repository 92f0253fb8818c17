/* depends.h - which changes make old what is remembered of a row, a list or an answer.
 *
 * It follows from the declarations: a view depends on the areas (db/versions.h) of its resource and
 * of every resource that it shows something of. That rows are added to an area makes no row old
 * that was there before, only lists, and views with a field that COUNTS. check.c proves with the
 * database that no statement reads what it is not said to depend on. */
#ifndef GLIMT_PLAN_DEPENDS_H
#define GLIMT_PLAN_DEPENDS_H

#include "db/versions.h"

#include <stdbool.h>

struct plan;
struct resource;
struct view_plan;

/* A bit for each area; none: nothing may be remembered. */
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

/* Whether what depends so may be remembered. */
bool depends_stand(struct depends depends);

/* A number that is another one as soon as anything is that these depend on. */
int64_t depends_version(struct depends depends, const struct versions *versions);

/* Whether lists, or gets, of the resource are kept and tagged: not what depends on the day or on
 * who asks, nor what has no version. */
bool answers_keep(const struct plan *plan, bool list);

#endif
