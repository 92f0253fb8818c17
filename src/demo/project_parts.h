/* project_parts.h - what the demo company's projects have besides what lists of them show.
 *
 * All of it comes from a stream of numbers of its own, so that the rest of the company is the same
 * with and without it. */
#ifndef GLIMT_DEMO_PROJECT_PARTS_H
#define GLIMT_DEMO_PROJECT_PARTS_H

#include "demo/company.h"

/* Those that projects have; another one of each has ended. */
enum { PROJECT_CATEGORIES = 4, PROJECT_TAGS = 5, PROJECT_BOOKINGS = 4 };

struct project_label {
    const char *name, *color; /* the colour may be NULL */
    bool ended;
};

/* Of the row of a project that is being made. */
void project_put_details(struct company *company, struct bulk_row *row, int64_t id);

/* Of the one that was ended: its tags and members; and its comments. */
bool project_link(struct company *company, struct bulk_row *row, int64_t id) MUST_USE;
bool project_put_comments(struct company *company, struct bulk_row *comment, int64_t id) MUST_USE;

#endif
