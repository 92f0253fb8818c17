/* plan.h - what follows from a declaration, computed once at start: columns, SQL, JSON steps.
 *
 * Plans are built by plan_all(), never change afterwards and live as long as the process. The hot
 * path walks them; no declaration is interpreted while a request runs. */
#ifndef GLIMT_PLAN_PLAN_H
#define GLIMT_PLAN_PLAN_H

#include "base/arena.h"
#include "plan/counted_plan.h"
#include "plan/depends.h"
#include "plan/parameters.h"
#include "plan/resource.h"

struct plan;

/* A stored column. Its place in plan->columns is its slot in a change. */
struct column {
    const struct field *field;
    const struct field *group; /* the GROUP it is a member of, or NULL */
    const char *name;          /* "visiting_city" */
    const char *path;          /* "visitingAddress.city", as hooks name it */
    const char *property;      /* "visitingAddress.city", "companyId": in requests and modelState */
    const struct plan *to;     /* KEY, REFERENCE */
    const char *key_name;      /* SORTED, NUMBERED: the column of the sort key, or NULL */
    bool copies_key;           /* a SORTED REFERENCE: the key is that of the other row's title */
    const char *folded_name;   /* SEARCHED: the column of the folded text, or NULL */
};

/* An array of references through a link table. */
struct link_plan {
    const struct field *field;
    const struct plan *to;
    struct sql select; /* of the owner: targets, in their order or ascending */
    struct sql insert; /* of the owner; ROW_MORE is a target, and the next its place */
    struct sql remove; /* of the owner: all of its links */
};

/* Rows that a row owns. */
struct rows_plan {
    const struct field *field;
    const struct plan *to;
    struct sql select;           /* of the owner: them in their detail view, in order */
    struct sql ids;              /* of the owner: their ids */
    struct sql others;           /* of the owner: 0 and the id of those not in the list ROW_MORE */
    const struct filter **asked; /* computed: the list's filters whose values SELECT is given, from
                                    ROW_MORE on */
    size_t asked_count;
    size_t kept; /* ALONE: the slot of the column that keeps the row's id; SIZE_MAX: none */
};

enum { ROW_PARTS_MAX = 1000 }; /* rows in each list of parts that a row has */

/* Some columns of a row, as an action gives them. */
struct patch_plan {
    const struct patch *patch;
    int *parameters; /* of each slot; 0: the patch does not give the column */
    size_t at, by;   /* the slots of what it stamps; SIZE_MAX: none */
    struct sql one;  /* of the row; then the columns, and keys and folded columns */
    struct sql many; /* the same, where ROW_ID is a list: rows that get the same values */
};

/* A copy of the sort key of a row's title that others have beside their reference to the row. */
struct copy_plan {
    struct sql renew;      /* of the row: they take it again */
    struct sql key;        /* of the row: the copy as it is, while anybody has it */
    const struct plan *of; /* theirs */
    const char *column;    /* where they have it */
};

/* A resource whose rows go with a row of this one. */
struct owned_plan {
    const struct plan *to;
    struct sql ids; /* of the owner: 0 and their ids */
};

/* A list in some order, without filters. */
struct list_plan {
    struct sql from_start[2], from_cursor[2]; /* ascending, descending */
};

/* One thing to put while a row is written as JSON. */
struct step {
    enum step_kind {
        STEP_VALUE, /* the column `at` by field->kind */
        STEP_BRIEF, /* the row that column `at` refers to, or null */
        STEP_NAME,  /* VIA: its name, or null */
        STEP_LINKS,
        STEP_ROWS,
        STEP_OPEN, /* a group; when it is OPTIONAL and its `span` columns are null: null */
        STEP_CLOSE,
    } kind;
    struct str lead; /* `,"name":` and, at STEP_OPEN, what follows it */
    const struct field *field;
    int at;   /* column of the view's SELECT */
    int span; /* STEP_OPEN: columns of the group; its steps are `skip` more */
    int skip;
    const struct plan *to;
    const struct view_plan *shown; /* STEP_BRIEF, STEP_LINKS: the other row's view */
    const struct link_plan *link;
    const struct rows_plan *rows;
};

struct view_plan {
    const struct view *view;
    const struct resource *resource;
    bool is_brief;
    bool is_asked_for; /* depends on what was asked for or by whom, so it is not cached */
    bool names_viewer; /* depends on {viewer} */
    struct depends depends;
    struct str columns; /* "t.id, t.name" */
    struct sql select;  /* of the row; ROW_VIEWER, if names_viewer */
    struct str open;    /* `{"objectName":"contact.list"` */
    struct step *steps;
    size_t step_count;
};

/* A column somewhere that refers to this resource, so that a delete must look. */
struct referrer {
    struct sql select; /* of the row: one when somebody refers to it */
    const struct resource *by;
    const char *property;
};

/* What a parameter of a question is bound to. */
struct binding {
    enum binding_kind {
        BIND_ACCOUNT,
        BIND_ID,
        BIND_NOW,
        BIND_TODAY,
        BIND_ANSWER, /* of the question that it comes after */
        BIND_VALUE,  /* of the column in slot `at` */
        BIND_LINKS,  /* the ids given for plan->links[at] */
    } kind;
    size_t at;
};

/* The slots of columns that a question names. */
struct slots {
    size_t *at;
    size_t count;
};

struct question_plan {
    const struct question *question;
    struct sql sql; /* ?n is bindings[n - 1] */
    struct binding *bindings;
    size_t binding_count;
    struct slots altered, needs;
    struct slots into;   /* fields that it copies or fills, in the order of its columns */
    size_t after;        /* the place of that question; SIZE_MAX: it waits for none */
    const char *unknown; /* a name in it that stands for nothing, so that it can't be asked;
                            check.c refuses it. NULL: there is none */
};

struct plan {
    const struct resource *resource;
    const struct plan *extended; /* what answers applications that have extended answers: the same
                                    but for its list and detail view; NULL: nobody gets more */
    const struct plan *parent;   /* of the resource's parent, or NULL */
    struct column *columns;      /* the first is the id */
    size_t column_count;
    const struct column *title; /* TITLE; NULL: the rows are not called anything */
    struct link_plan *links;
    size_t link_count;
    struct rows_plan *rows;
    size_t rows_count;
    struct view_plan brief, list, detail;
    struct view_plan of_people;    /* as people see it, where it has no view of its own */
    const struct view_plan *shown; /* how a row is shown alone, to who changed it and in the audit
                                      log; NULL: it is not */
    struct depends of_list;        /* what a list depends on */
    struct list_plan *lists;       /* one for each sort, of what can be listed */
    struct sql count;              /* how many rows the list without filters has */

    /* Of a row; see parameters.h. */
    struct sql name_of;    /* the title; for VIA */
    struct sql exists;     /* whether it is active, where it can be */
    struct sql is_visible; /* VISIBLE_FILTER: one row when ROW_VIEWER may see it */
    struct sql row;        /* all columns in the order of `columns`, then the owner where there is
                              one */

    /* How rows change (plan_changes.c). */
    struct sql insert;          /* of the row: ROW_ID is the first of all columns; then key and
                                   folded columns, and the owner where there is one */
    struct sql update;          /* the same parameters */
    struct sql remove;          /* of the row */
    struct sql next_position;   /* POSITION: of the owner */
    struct sql is_full;         /* of the parent: one row when it has ROW_PARTS_MAX of them, and can
                                   get others one by one */
    struct patch_plan *patches; /* ends with {0} */
    struct owned_plan *owned;
    size_t owned_count;
    struct sql owned_rows; /* of the row: a place in `owned`, and the id of a row */
    struct copy_plan *copies;
    size_t copy_count;
    struct sql keeps_file;    /* uploads: with a hash for ROW_ID: the id of a row that has it */
    struct sql leaves_file;   /* uploads: of the row: notes that its file may go */
    struct sql names_files;   /* uploads: of files after ROW_ACCOUNT and the hash ROW_ID, in this
                                 order, ROW_MORE at most: both, the least and the largest size */
    struct sql names_nothing; /* uploads: rows whose hash is none, as in `differing` */

    struct sql derived_rows;   /* SORTED ...: all rows' texts, for rebuilding the derived columns */
    struct sql derived_update; /* of the row; then the derived columns */
    size_t derived_count;
    struct sql differing; /* where these are not so: table, account, id, and the column */
    struct sql rederive;  /* gives all rows the orders, class and kept ids that follow from them */
    struct sql is_referred; /* of the row: one when any of these refers to it */
    struct referrer *referrers;
    size_t referrer_count;
    struct question_plan *questions; /* in the order of their declaration */
    size_t question_count;
    const struct counted_plan *counted; /* NULL: its lists are not counted */
};

struct action_plan {
    const struct action *declared;
    const struct plan *plan;        /* of the resource whose row it is about; NULL: of none */
    const struct plan *stands_with; /* the same where the resource lists it, else NULL */
    const char *path;               /* "/admin/v1/Applications/:id/Secret" */
    const char *permission;         /* of applications; NULL: none is needed */
    const char *group;              /* heading in the OpenAPI document */
    const struct plan *body;        /* NULL: none is read */
    const struct view_plan *answer; /* NULL: an empty one, or a file */
    bool may_keep_answer;           /* it writes, for somebody who is known, and tells no secret;
                                       see api/idempotency.h */
};

struct plans {
    struct plan *all; /* in the order of the declarations */
    size_t count;
    struct action_plan *actions; /* those that stand with resources first */
    size_t action_count;
    const struct area *areas[AREAS_MAX + 1]; /* by number; NULL: no resource is of it */
    unsigned slots; /* given to statements, those of the plans before included */
};

/* Builds the plans of what people manage: for each resource with `managed`, one of its rows under
 * that path; and of the pages' actions, in `lists` (ends with NULL) of actions (each ends with
 * {0}). What they refer to is planned in `plans`. */
const struct plans *plan_managed(struct arena *arena, const struct plans *plans,
                                 const struct action *const *lists);

/* Builds the plans of the resources, a list that ends with NULL. A declaration that cannot be
 * planned (an unknown name in a view, a missing resource) stops the process and is named. */
const struct plans *plan_all(struct arena *arena, const struct resource *const *resources);

/* Names what is wrong in a declaration and stops the process. */
_Noreturn void plan_wrong(const struct resource *resource, const char *what, const char *name);

const struct plan *plan_of(const struct plans *plans, const struct resource *resource);

/* What a field is called in answers. */
const char *field_shown_name(const struct field *field);

/* What paths and their faults call the id of a row; of PUT, see update_id_name. */
const char *resource_id_name(const struct resource *resource);

/* Whether answers may have null there, where the field is a value. */
bool field_is_nullable(const struct field *field);

/* The slot of a column by its `path`; SIZE_MAX when there is none. */
size_t plan_slot(const struct plan *plan, const char *path);

/* The SELECTs of a list over `plan` with a subset of its filters: bit n of `filters` stands for the
 * n-th filter. They have list parameters. A list gives ids and what they are sorted by; with
 * `from_cursor` it begins at a row. */
struct str plan_list_sql(struct arena *arena, const struct plan *plan, unsigned filters,
                         const struct sort *sort, bool descending, bool from_cursor);
struct str plan_count_sql(struct arena *arena, const struct plan *plan, unsigned filters);

/* The statements with that SQL, ready to bind; without filters they are planned. NULL on failure.
 */
struct statement *list_statement(struct db *db, struct arena *arena, const struct plan *plan,
                                 unsigned filters, const struct sort *sort, bool descending,
                                 bool from_cursor) MUST_USE;
struct statement *count_statement(struct db *db, struct arena *arena, const struct plan *plan,
                                  unsigned filters) MUST_USE;

/* The filter of what is managed that keeps to the rows which a person may see. */
#define VISIBLE_FILTER "visibleTo"

enum { FILTERS_MAX = 32 }; /* of a resource: as many as there are bits for them */

#endif
