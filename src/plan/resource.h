/* resource.h - the words in which a resource of the API is declared.
 *
 * A resource is one `const struct resource` in one file of resources/. Routing, validation, SQL,
 * JSON, permissions and the OpenAPI document follow from it; nothing else in the program knows
 * the name of a property. Declarations are constant. plan.c computes once, at start, what follows
 * from them, and check.c stops the server before it listens when one is wrong. */
#ifndef GLIMT_PLAN_RESOURCE_H
#define GLIMT_PLAN_RESOURCE_H

#include "base/collation.h"
#include "db/versions.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct action;
struct change;
struct faults;
struct list_parameters;
struct request;
struct resource;
struct view;

/* How a stage, a hook or an action of a request went. DONE is 0; everything else ends the
 * request. INVALID: faults were noted; the answer is 400. FAILED: the world failed; the answer is
 * 500. ANSWERED: the stage has set the answer itself. */
enum outcome { DONE, INVALID, FAILED, ANSWERED };

/* How a property is stored and shown. */
enum kind {
    INTEGER = 1, /* 12 */
    TEXT,        /* "abc" */
    BOOLEAN,     /* true; stored as 0 or 1, never null */
    DECIMAL,     /* 8.0; stored as millionths */
    REAL,        /* 21.48181104660036 */
    DATE,        /* "2021-08-30"; stored as days since 1970 */
    INSTANT,     /* "2022-06-29 04:43:12 +00:00"; stored as seconds since 1970 */
    CHOICE,      /* one word of `choices`; read in any case, stored as declared */
    KEY,         /* a reference shown as a bare number: countryId */
    VIA,         /* the TITLE of the row that the KEY `column` points to: countryName */
    REFERENCE,   /* a row of `to`, shown as an object in that resource's brief view */
    LINKS,       /* rows of `to` through the table `link`, shown as an array; in the body of an
                    action, which has no tables: numbers of such rows */
    ROWS,        /* rows of `to` that this row owns, shown as an array of its detail view */
    GROUP,       /* columns of this row with the prefix `column`, shown as an object */
    WORDS,       /* words in one text, separated by blanks, shown as an array of strings; any, or
                    of `choices` */
    JSON,        /* an array of objects, stored as JSON already, shown as it is */
    TIME,        /* "14:05"; stored as minutes since midnight */
    BYTES,       /* such as a hash; SECRET always */
};

enum {
    TEXT_MAX = 255,        /* characters */
    LONG_TEXT_MAX = 65536, /* bytes */
};

enum rules {
    REQUIRED = 1 << 0, /* a request must have it, and neither null nor blank; with KEEP an
                          update may leave it out */
    FIXED = 1 << 1,    /* only the server sets it */
    HIDDEN = 1 << 2,   /* not nullable in OpenAPI terms nor shown: a column for hooks */
    NOT_NULL = 1 << 3, /* responses never have null here */
    KEEP = 1 << 4,     /* an update that leaves it out keeps it (see absence_keeps()); GROUP: also
                          each member that is left out */
    OPTIONAL = 1 << 5, /* GROUP, LINKS: shown as null when there is nothing */
    DEFAULT_TRUE = 1 << 6, /* BOOLEAN: true when a create leaves it out */
    SORTED = 1 << 7,       /* TEXT: has a column <column>_key in COLLATE_TEXT; REFERENCE: has a
                              column <name>_<title>_key, a copy of the key of its TITLE */
    NUMBERED = 1 << 8,     /* TEXT: has a column <column>_key in COLLATE_NUMBER */
    SEARCHED = 1 << 9,     /* TEXT: has a column <column>_folded */
    LONG = 1 << 10,        /* TEXT: up to LONG_TEXT_MAX instead of TEXT_MAX */
    /* The server's stamps; see AUTHORSHIP in resources.h. */
    CREATED_AT = 1 << 11,
    CREATED_BY = 1 << 12,
    UPDATED_AT = 1 << 13,
    UPDATED_BY = 1 << 14,
    ALONE = 1 << 15,           /* ROWS: at most one, shown as an object or null */
    POSITION = 1 << 16,        /* INTEGER: the place among its owner's rows, from 0; see ROWS */
    ACTIVE = 1 << 17,          /* BOOLEAN: whether the row is active; KEY, REFERENCE: one that is
                                  not can't be newly chosen */
    NULLABLE = 1 << 18,        /* BOOLEAN: may be null */
    CREATE_ONLY = 1 << 19,     /* an update leaves it as it is, whatever the request says */
    UPDATE_REQUIRED = 1 << 20, /* REQUIRED by updates alone */
    APART = 1 << 21,           /* use of the row changes it: no change that somebody else made */
    PLAIN = 1 << 22,           /* TEXT: without line ends and other control characters */
    COUNTS = 1 << 23, /* computed from rows that others make: when one is added, it is old */
    TITLE = 1 << 24,  /* TEXT: what the row is called in the audit log and where others refer to
                         it by VIA or SORTED */
    SECRET = 1 << 25, /* FIXED and HIDDEN, and no view may show it */
    TELLS_SECRET = 1 << 26, /* what lets somebody in: an answer that shows it is kept nowhere */
    ALSO_WINS = 1 << 27,    /* `also` wins over `input`, unless it is null or empty */
    EXTENSION = 1 << 28,    /* requests may have it, though the documentation of the API does not */
};

/* The values that a number may have, in the unit in which it is stored. */
struct range {
    int64_t least, most;
    const char *sentence; /* "must be 0 or more." */
};

/* A table that links rows of two resources. */
struct link {
    const char *table;  /* "contact_tag_links" */
    const char *owner;  /* its column for this row: "contact_id" */
    const char *target; /* its column for the other: "contact_tag_id" */
    bool in_order;      /* it has a column `position`, and they are shown as they were given; else
                           by their ids */
};

struct group;

struct field {
    const char *name; /* property in responses, spelled as documented */
    enum kind kind;
    unsigned rules;
    const char *doc;    /* a few words for the OpenAPI document */
    const char *input;  /* property in requests, when it is not `name` */
    const char *also;   /* other accepted properties in requests, between blanks; `input` wins, then
                           the first of them. Where none is given, the id in the object that
                           answers show of a REFERENCE counts */
    const char *shown;  /* property in responses, where another field has that name already */
    const char *column; /* when it is not `name` in snake_case (REFERENCE: with _id); GROUP: the
                           prefix; VIA: the name of the KEY field beside it; ROWS that stand
                           ALONE: the column of this row that keeps the id; NULL: none */
    const char *sql;    /* computed, not stored: SQL over the row $, {account} and {viewer}, whose
                           rows alone are shown (0: all are); ROWS: a SELECT with {account}, {owner}
                           (the row's id) and, as in {from}, filters of the list, which have to be
                           in use */
    const struct link *link;
    const struct view *as;      /* REFERENCE, LINKS: instead of the other resource's brief view */
    const struct range *within; /* INTEGER, DECIMAL, REAL */
    union {
        const char *const *choices; /* CHOICE, WORDS: ends with NULL */
        const struct resource *to;  /* KEY, REFERENCE, LINKS, ROWS */
        const struct group *group;
    };
};

/* An object made of columns of the row that contains it. */
struct group {
    const char *object_name;
    const struct field *fields; /* ends with {0} */
};

/* Which properties an object has, in documented order. */
struct view {
    const char *object_name; /* NULL: there is no such view */
    const char *names;       /* names of fields, separated by blanks */
    bool pascal;             /* CHOICEs are shown as "Person", not "person" */
    const char *extended;    /* the fields that follow for applications with extended answers, in a
                                list or a detail view of the API; NULL: none */
};

enum comparison { EQUALS = 1, AT_LEAST, AT_MOST };

/* A condition is either `where`, or texts to `search`, or a `column` that is compared, or columns
 * that are `set`. The latter two also let a counted list find its rows; see struct counting. */
struct filter {
    const char *name; /* of filter.<name> */
    enum kind kind;   /* INTEGER, TEXT, BOOLEAN, DATE, INSTANT, CHOICE */
    const char *doc;
    const char *where; /* SQL; $ is the row, ? the value, {list ?} an array's ids, {count} how many
                          different ones there are, {account} the account */
    const char *ids; /* SQL for the ids of the rows that `where` finds, each once, when that is all
                        it asks: they are counted without their rows */
    const char *search; /* names of SEARCHED fields; a substring of any */
    const char *column; /* of the row, which `is` to the value as it says */
    enum comparison is;
    const char *set; /* bits of a counted resource. BOOLEAN: the one that is set or not; CHOICE: the
                        one that each choice means, with blanks between them, `-` for a choice that
                        means none of the others */
    const char *const *choices;
    bool many; /* an array of integers; of CHOICEs their places among `choices` are asked for */
    bool end_of_day; /* INSTANT: a bare date means its last second */
    bool bare;       /* its parameter is <name> alone */
    bool spans;      /* DATE, only used by the server: `where` has the first day as ?, the last as
                        {last}; see list_use_span() */
    bool internal;   /* only the server uses it; requests can't */
    bool extension;  /* the documentation of the API does not have it */
};

struct sort {
    const char *name;
    const char *column; /* of the row; the table has an index (account_id, column, id) */
    const char *also;   /* other words for `name` in requests, between blanks; NULL: none */
    const char *of; /* another column, which `column` is with null as the least number: the engine
                       keeps it so; NULL: none */
};

/* Tables whose rows are versioned together (db/versions.h). */
struct area {
    int number;       /* in the database, from 1 to AREAS_MAX */
    const char *name; /* "contacts" */
};

/* Lists of the resource are counted: the table counted_blocks says how many rows of each class
 * stand in each stretch of an index (plan/counted_plan.h), so that any page of a list of millions
 * is found in a few steps. The engine keeps it with every change that passes the door.
 *
 * A row's class is a number in its column `class`: the n-th of `bits`, from 0, adds 1 << n when the
 * column is not null. List n, from 1, is that of the n-th sort, for which the table has an index
 * (account_id, column, id, class); list 100 + n is that of the n-th of `prefixes`, of the rows in
 * which this column is not null: (account_id, prefix, first sort's column, id, class). The numbers
 * stand in the database, so that others are added behind those that there are. */
struct counting {
    int number;               /* of the resource; never that of another */
    const char *const *bits;  /* columns, at most 4; ends with NULL */
    const char *const *apart; /* those of them of which one row has at most one; ends with NULL */
    const char *const *prefixes; /* columns; ends with NULL */
    int64_t sizes[2]; /* rows of a block when it is cut, of each level; it may grow to twice that */
};

enum operations { LIST = 1, GET = 2, CREATE = 4, UPDATE = 8, DELETE = 16, ALL = 31 };

/* What the hooks of a resource ask of the database. All questions that apply to a change are asked
 * at once, before `check` runs (before `may_delete` when it is a delete), and hooks read the
 * answers with change_answer(). Only a question that names another one in `after` waits for that
 * one's answer.
 *
 * The SQL gives one row at most. Its parameters have names: {account}, {id}, {now} (seconds) and
 * {today} (days, see day_today()) are those of the change; a field's path, as in {user} or
 * {address.city}, stands for the value that will be stored; {list tags} for the ids that the
 * request gives a LINKS field; {answer} for the answer of the question in `after`. An answer is the
 * integer in the first column; there is none without a row, or when it is null. Fields are listed
 * with blanks between.
 */
struct question {
    const char *name;
    const char *sql;

    /* When it applies; a condition that is left out holds. */
    unsigned on;         /* CREATE, UPDATE, DELETE; 0: CREATE | UPDATE. A delete has no fields */
    const char *altered; /* one of these fields gets another value; a create alters all of them */
    bool (*when)(const struct change *change); /* anything else; it sees no answers */

    /* When there can be a row. If not, it counts as asked, but the database is spared. */
    const char *needs; /* all of these fields have a value */
    const char *after; /* this question, declared before, has an answer */

    /* The fields that its columns go into, in order; NULL: it has one column, for hooks alone. */
    const char *copies; /* set after `check`, before `derive`; without a row they become null. An
                           import tells them itself, unless they are set with every change */
    const char *fills;  /* set before `check`, but only those that were left out and not refused;
                           it applies only if there is one */
};

/* Fields that an action gives, and no others: see change_begin_patch(). Rules and `derive` do not
 * run. */
struct patch {
    const char *name;   /* "attest" */
    const char *fields; /* "place comment": what the action does not set becomes null; NULL: none */
    const char *at, *by; /* fields that get the moment, and whom the caller acts as; NULL: none */
};

/* A file that a create may bring in a multipart body; see change_upload(). */
struct uploads {
    const char *hash; /* the field that says where its bytes lie */
    const char *size; /* and how many there are */
};

/* How people see and change the rows in the administration pages: the same fields and rules under
 * another path. Filters, sorts and views that are left out are the resource's. */
struct managed {
    const char *path; /* "/admin/v1/Activities" */
    unsigned operations;
    const struct filter *filters;
    const struct sort *sorts;
    struct view list, detail; /* without detail, the list's */
    const char *visible;      /* SQL over $ and ?, a user: which rows a person sees who is not an
                                 administrator; NULL: none, the path is for administrators alone */
    enum outcome (*check_list)(struct list_parameters *parameters, struct faults *faults);
};

struct resource {
    const char *name;   /* "contact": in sentences and OpenAPI */
    const char *plural; /* "contacts" */
    const char *table;
    const char *path;    /* "/v1/Core/Contacts", "/v1/Core/Tasks/:taskId/Comments"; NULL: only shown
                            where others refer to it */
    const char *id_name; /* in paths and their faults; NULL: "id" */
    const char *update_id_name;    /* the same of PUT, where it differs */
    const struct resource *parent; /* whose id stands in the path; NULL: none */
    const char *owner;       /* the column for the parent, or for the row that has these as ROWS */
    const char *group;       /* heading in the OpenAPI document */
    const char *doc;         /* what its rows are: one sentence for their schemas in OpenAPI */
    const struct area *area; /* whose version rises with each change of its rows; NULL: none does,
                                so nothing of them is cached */
    const struct managed *managed; /* NULL: people do not manage it */
    bool is_of_server; /* no data of the company that a source could tell, but who may come in here
                          and how: a mirror (change/mirror.c) lets it change */
    bool for_people;   /* only the pages speak of it: it stands in their description alone */
    unsigned operations;
    unsigned extensions; /* those of them that the documentation lacks: OpenAPI says so */
    bool missing_is_404; /* to an application: a get of a row that is not there, and whatever stands
                            below one, is 404; else it is 400, as documented */
    const char *read, *write;        /* names of permissions; NULL: any application may */
    unsigned created;                /* status of a successful POST; 0: 200 */
    const struct field *fields;      /* ends with {0}; the first is the id */
    const struct filter *filters;    /* ends with {0}; NULL: none */
    const struct sort *sorts;        /* ends with {0}; the first is the default */
    const struct counting *counting; /* NULL: lists are counted by walking through them */
    struct view brief;  /* where another resource refers to it; NULL names: none does */
    struct view list;   /* in a page */
    struct view detail; /* alone */

    const struct action *actions;  /* of the API, see action.h; ends with {0}; NULL: none */
    const struct uploads *uploads; /* a create takes a file, too; NULL: only JSON */
    const struct patch *patches;   /* ends with {0}; NULL: none */

    /* Completes or refuses what a list was asked for; NULL: nothing. Runs before the list. */
    enum outcome (*check_list)(struct list_parameters *parameters, struct faults *faults);

    /* Behaviour, in the order in which it runs; all may be NULL, all run inside the write's
     * transaction. questions: what the others ask of the database; ends with {0}. check: rules
     * between properties. derive: columns that no request sets. may_delete: beyond rows that refer
     * to this one, which the engine looks for itself. follow: what else a change of the row means,
     * in tables that are no resource's; not of rows that go with their owner. */
    const struct question *questions;
    enum outcome (*check)(struct change *change);
    enum outcome (*derive)(struct change *change);
    enum outcome (*may_delete)(struct change *change);
    enum outcome (*follow)(struct change *change);
};

#endif
