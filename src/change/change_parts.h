/* change_parts.h - the inside of a change, for the files that decode, prepare and store it. */
#ifndef GLIMT_CHANGE_CHANGE_PARTS_H
#define GLIMT_CHANGE_CHANGE_PARTS_H

#include "change/door.h"
#include "json/read.h"

/* FAULTY: the request gave something that was refused already. */
enum value_state { ABSENT, IS_NULL, IS_SET, FAULTY };

struct value {
    enum value_state state;
    int64_t integer;
    double real;
    struct str text;
    bool has_time; /* INSTANT: the request gave a time of day, not only a day */
    bool is_told;  /* an import gave it: nothing that is derived takes its place */
    bool is_given; /* IS_NULL: because the request said so, and did not leave it out */
};

/* The ids that a request gave for a LINKS field. */
struct link_value {
    enum value_state state;
    int64_t *ids; /* in the order given, each once */
    size_t count;
    bool is_shown; /* they came as answers show them, and not under the name for requests */
};

/* The rows that a request gave for a ROWS field; ABSENT: it said nothing about them. An item with
 * an id changes that row, one without is added at the end, and rows that are not given are deleted.
 * One that stands ALONE needs no id. */
struct rows_value {
    enum value_state state;
    struct change **items;
    size_t count;
};

/* What came of a question. */
struct reply {
    bool applies;
    struct answer answer;
    struct value *values; /* for the fields that it copies or fills; ABSENT: there was no row */
};

/* What is about to become of a row. It lies in the door's arena, as does all that it points to,
 * unless another owner is named. One thread at a time has it: the one that begins and fills it,
 * then the one whose transaction it passes in. Behind the names stands who sets them. */
struct change {
    /* change_begin(), from its parameters */
    const struct door *door; /* whose it is: who runs the job */
    const struct plan *plan; /* as long as the process */
    enum change_kind kind;   /* of an item of ROWS: decode_id(), or find_alone() of one ALONE */
    struct arena *arena;     /* the door's, as are the faults */
    struct faults *faults;
    int64_t id; /* of a create 0 until change_number() */

    /* Whoever begins it, before it passes */
    const char *id_name, *owner_name; /* of the path, where the row's id and its parent's stand */
    const struct uploaded *upload;    /* the request's: the file that came with a create, or NULL */
    bool shows;                       /* change_show(): `after_json` is wanted */

    /* change_begin_patch() and change_begin_patch_of() */
    const struct patch_plan *patch; /* CHANGE_PATCH */
    const int64_t *ids;             /* CHANGE_PATCH of many rows, instead of `id`; the caller's */
    size_t id_count;

    /* What the row will be: decoding, or change_set_...(), sets what was given; change_verify()
     * completes it from `before`; change_derive() and change_number() add what follows. `is_filled`
     * is set between: what is set from then on is derived, and never replaces what is told. */
    struct value *values; /* by slot */
    struct link_value *links;
    struct rows_value *rows;
    bool is_filled;

    struct value *before;  /* change_load(), by slot; ABSENT when there was no row */
    struct reply *replies; /* change_ask(), by the place of the question in the plan */

    /* The steps that show it (door.c), or door_look(); NULL: not read. */
    struct str before_json, after_json;

    /* Of a row that another owns. */
    int64_t owner_id;     /* change_set_owner(): the parent in the path; of one of its ROWS the
                             owner's, once that is known */
    struct change *owner; /* decoding, of one of its ROWS; NULL for what has a path of its own */
    const char *prefix;   /* decoding: "materials[1]." before its properties; or empty */

    /* change_begin_asking(), for what is taken until change_end_asking(), and the id of a new row;
     * NULL: it was not asked for. */
    struct source *asked;
    struct statement *number;
};

/* asked.c: sends what the rules will ask, of whom change_statement() and change_ask() then take it;
 * and lets go of the rest. */
void change_begin_asking(struct change *change);
void change_end_asking(struct change *change);

/* Asks for the row as it is shown with what that shows, as far as it can be guessed. */
void change_ask_shown(const struct change *change, struct source *source);

/* Its parts: for change_may_be(); for questions that need no value, when it is known that they
 * apply; and for the id of a new row, which is given by that. */
void change_ask_mirror(struct change *change);
void change_ask_early(struct change *change);
void change_ask_number(struct change *change);

/* Reads the row that was. INVALID with a fault when it is not there, or belongs to another owner.
 */
enum outcome change_load(struct change *change) MUST_USE;

/* INVALID when the account is a mirror of another server, whose rows only an import may change:
 * then the faults are closed. Else DONE, or FAILED. */
enum outcome change_may_be(struct change *change) MUST_USE;

/* Steps of the door, of the row and of those it owns. Loads the row, completes what was left out,
 * looks up references and runs `check`; INVALID when faults were noted, also by change_decode(). */
enum outcome change_verify(struct change *change) MUST_USE;

/* Stamps, and `derive`. */
enum outcome change_derive(struct change *change) MUST_USE;

/* Asks the questions that apply to the change, once its values are complete, and fills the fields
 * that answers fill. DONE or FAILED. */
enum outcome change_ask(struct change *change) MUST_USE;

/* Sets the fields that are copies of answers. */
void change_copy_answers(struct change *change);

/* Gives ids to what is new. */
enum outcome change_number(struct change *change) MUST_USE;

/* Write what was prepared: the row, or the columns of a patch; links; the rows that it owns; and
 * the copies that others keep of its key. */
enum outcome change_store_row(struct change *change) MUST_USE;
enum outcome change_store_patch(struct change *change) MUST_USE;
enum outcome change_store_links(struct change *change) MUST_USE;
enum outcome change_store_rows(struct change *change) MUST_USE;
enum outcome change_store_copies(struct change *change) MUST_USE;

/* Whether the row may go; and deletes it, after the rows that it owns. */
enum outcome change_verify_removal(struct change *change) MUST_USE;
enum outcome change_remove(struct change *change) MUST_USE;

/* Deletes the rows that a query finds: its first column is the place of the plan in `owned`, its
 * second the id. */
enum outcome change_remove_found(struct change *change, struct statement *rows,
                                 const struct owned_plan *owned) MUST_USE;

/* The entry of the change log for a row that the change has written or deleted. */
void change_note(const struct change *change, const struct plan *plan, int64_t id,
                 enum entry_kind kind);

/* Notes rows of a plan as they stand, for its counted lists: -1 before they change, 1 afterwards.
 */
bool change_note_counted(const struct change *change, const struct plan *plan, const int64_t *ids,
                         size_t count, int sign) MUST_USE;

/* Whether it brings a row from elsewhere (CALLER_IMPORT). */
bool change_imports(const struct change *change);

/* Gives a column a value, unless an import told another. */
void change_set(struct change *change, size_t slot, struct value value);

/* A property's full name in the request: "materials[1].articleId" for "articleId". */
struct str change_property(const struct change *change, const char *property);

/* What requests call a field, without its group. */
const char *change_input_name(const struct field *field);

/* Whether a column, or any, gets another value than the row has. True of new rows, and of what a
 * patch gives. */
bool change_alters_slot(const struct change *change, size_t slot);
bool change_alters_any(const struct change *change);

/* Adds "The field X" and the rest of the sentence. */
void change_fault(struct change *change, struct str property, const char *rest);

/* Adds "The X field is required." */
void change_missing(struct change *change, struct str property);

/* A stored value of a field, from a column of a SELECT; texts are copied. */
void value_read_column(const struct field *field, struct statement *row, int at,
                       struct arena *arena, struct value *ret);

/* Binds a value of a field; one that is not set stays unbound, which is null. */
void value_bind(struct statement *statement, int at, const struct field *field,
                const struct value *value);

/* What a create stores that leaves a field out. */
struct value change_default(const struct field *field);

/* What a row answers with its first column. */
struct answer answer_read(struct statement *row);

/* A planned statement about a row of the change's account. NULL on failure. */
struct statement *change_statement(const struct change *change, const struct sql *sql,
                                   int64_t id) MUST_USE;

/* The engine's own look-ups: what such a statement answers. DONE or FAILED. */
enum outcome change_look_up(struct change *change, const struct sql *sql, int64_t id,
                            struct answer *ret) MUST_USE;

/* Binds the sort key and the folded text of a column from parameter `at` on, where they are given
 * as parameters; `text` NULL is a null. Returns the next free parameter. */
int change_bind_derived(struct arena *arena, struct statement *statement, int at,
                        const struct column *column, const struct str *text);

/* Binds all parameters of a plan's `insert` or `update`; `owner_id` counts where it has owners. */
void change_bind_row(struct arena *arena, struct statement *statement, const struct plan *plan,
                     const struct value *values, int64_t account_id, int64_t owner_id);

/* Notes that the path's id leads nowhere. */
enum outcome change_not_found(struct change *change);

#endif
