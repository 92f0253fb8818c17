/* classes.h - the classes that the rows of a counted resource fall into, by its declaration.
 *
 * Sets of classes are numbers with a bit for each. See struct counting for what a class is. */
#ifndef GLIMT_PLAN_CLASSES_H
#define GLIMT_PLAN_CLASSES_H

#include "plan/resource.h"

enum { BITS_MAX = 4, CLASSES_MAX = 1 << BITS_MAX };

/* The bit of a class that the column makes; 0: it makes none. */
unsigned classes_bit(const struct counting *counting, struct str column);

/* Those that a row may have. */
unsigned classes_possible(const struct counting *counting);

/* Those that the value at `at` of a filter with `set` lets through: of a BOOLEAN 0 or 1, of a
 * CHOICE its place in `choices`. */
unsigned classes_of_filter(const struct counting *counting, const struct filter *filter, size_t at);

#endif
