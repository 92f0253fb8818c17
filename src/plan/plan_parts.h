/* plan_parts.h - what the files that build plans share. */
#ifndef GLIMT_PLAN_PLAN_PARTS_H
#define GLIMT_PLAN_PLAN_PARTS_H

#include "base/buffer.h"
#include "plan/plan.h"

enum { SQL_CEILING = 64 * 1024 }; /* bytes that a statement may take */

struct planning {
    struct arena *arena;
    const struct plans *plans;   /* all of them, some not yet complete */
    struct plan *plan;           /* the one that is being built */
    const struct plan *referred; /* the one that others refer to: the same, unless it is managed */
    unsigned *slots;             /* the last one that a statement was given */
};

_Static_assert(ROW_ACCOUNT == 1 && ROW_ID == 2 && ROW_MORE == 3, "as the texts of SQL have them");

/* A statement, with a slot of its own: of a text in the arena, by a format, or as plan_keep(). */
struct sql plan_sql(const struct planning *planning, struct str text);
struct sql plan_format_sql(const struct planning *planning, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct sql plan_keep_sql(const struct planning *planning, struct buffer *sql);

/* "visitingAddress" -> "visiting_address" */
struct str plan_snake_case(struct arena *arena, const char *name);

/* The stored column of a field, terminated: prefix of the group, `column`, or the name. */
struct str plan_column_name(struct arena *arena, const struct field *group,
                            const struct field *field);

/* The plan of field->to. Stops the process when the resource is not in the list. */
const struct plan *plan_target(const struct planning *planning, const struct field *field);

/* Fill in the views; the SQL of lists without filters; that of single rows; what hooks ask; and,
 * when all plans have got so far, the rows that the resource owns. */
void plan_views(struct planning *planning);
void plan_lists(struct planning *planning);
void plan_statements(struct planning *planning);
void plan_questions(struct planning *planning);
void plan_rows(struct planning *planning);

/* Plans what applications with extended answers get, when the plan is complete. */
void plan_extended(struct planning *planning);

/* Plan the actions that stand with the resources; and those of the pages, in `lists` (ends with
 * NULL) of actions (each ends with {0}), whose bodies and answers are planned in `all`. */
void plan_own_actions(struct arena *arena, struct plans *plans);
void plan_managed_actions(struct arena *arena, const struct plans *all, struct plans *managed,
                          const struct action *const *lists);

/* Fills in the SQL with which rows change; when all plans have their columns. */
void plan_changes(struct planning *planning);

/* Fills in what follows from `counting`, before any plan has its SQL. */
void plan_counting(struct planning *planning);

/* A word in declared SQL, and the parameter that it stands for. */
struct word {
    const char *word;
    int parameter;
};

/* Writes a declaration's SQL with its own words replaced: $ by the row, others by parameters. The
 * words end with {0}. */
void plan_put_where(struct buffer *sql, const char *where, const struct word *words);

/* The same for a filter, whose first parameter it is; `where` is its SQL. */
void plan_put_filter(struct buffer *sql, const char *where, int parameter);

/* A field's own SQL, in a view of its row. */
struct str plan_expression(struct arena *arena, const char *sql);

/* Whether the SQL of computed rows names anything but the row that they are of. */
bool plan_is_asked_for(const char *sql);

/* A resource with `managed` as people manage it. */
const struct resource *plan_managed_resource(struct arena *arena, const struct resource *resource);

/* The text of a buffer, kept in the arena; the buffer is done with. */
struct str plan_keep(struct arena *arena, struct buffer *sql);

#endif
