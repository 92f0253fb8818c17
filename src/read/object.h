/* object.h - an object whose values come from no table, as JSON by the view that declares it.
 *
 * Properties are named as in answers; "user.id" is the property `id` of the GROUP `user`. They are
 * set in any order, each at most once, and come out in the order of the view. What is not set is
 * null. A property that the view does not have or that is of another kind, a word that is no
 * choice, and a property that may not be null but is not set, are faults of the program and stop
 * it.
 *
 * Objects live in the arena that they were made with; texts are not copied. */
#ifndef GLIMT_READ_OBJECT_H
#define GLIMT_READ_OBJECT_H

#include "base/buffer.h"
#include "plan/plan.h"

struct object;

/* The view shows values, GROUPs of them, and ROWS whose detail view does likewise. */
struct object *object_new(struct arena *arena, const struct view_plan *view);

/* INTEGER, BOOLEAN, DECIMAL, DATE, INSTANT and TIME, in the units of resource.h. */
void object_set_integer(struct object *object, const char *name, int64_t value);

/* TEXT, CHOICE, and the words of WORDS with blanks between them. */
void object_set_text(struct object *object, const char *name, struct str value);

/* One more of the ROWS; when they stand ALONE, the only one. */
struct object *object_add_row(struct object *object, const char *name);

void object_put(const struct object *object, struct buffer *out);

#endif
