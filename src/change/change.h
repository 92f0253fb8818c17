/* change.h - what is about to become of a row, as the hooks of a resource see it.
 *
 * Fields are named by their property in responses ("company", "visitingAddress.countryId"),
 * questions as they are declared. A name that the resource does not declare is a fault of the
 * program and stops it.
 *
 * Hooks run on the thread whose transaction the change passes in, mostly the writer's. Of a request
 * in which something is wrong already, `when` and `check` run on its event thread, which only
 * reads. Texts that hooks are given live as long as the change, and those that they set must, too.
 */
#ifndef GLIMT_CHANGE_CHANGE_H
#define GLIMT_CHANGE_CHANGE_H

#include "access/security.h"
#include "plan/resource.h"

enum change_kind {
    CHANGE_CREATE = 1,
    CHANGE_UPDATE, /* all of a row */
    CHANGE_PATCH,  /* the fields of a patch, and no others */
    CHANGE_DELETE,
};

enum change_kind change_kind(const struct change *change);
bool change_is_update(const struct change *change);
int64_t change_id(const struct change *change);  /* 0 on create, until it is stored */
int64_t change_now(const struct change *change); /* the moment of the change, for stamps */

/* The value that will be stored. */
bool change_is_null(const struct change *change, const char *field);
bool change_is_faulty(const struct change *change, const char *field);  /* refused already */
int64_t change_integer(const struct change *change, const char *field); /* 0 when null */
struct str change_text(const struct change *change, const char *field); /* empty when null */

/* Whether an update gives the field another value than the row has. True on create, and of what a
 * patch gives. */
bool change_alters(const struct change *change, const char *field);

/* INSTANT: whether the request gave a time of day, not only a day. */
bool change_has_time(const struct change *change, const char *field);

/* ROWS: how many rows there will be; -1 when the request leaves them as they are. */
int64_t change_row_count(const struct change *change, const char *field);

/* ROWS: one of those that the request gives, in its order. */
struct change *change_row(const struct change *change, const char *field, size_t at);

/* Removes all rows of a ROWS field. */
void change_drop_rows(struct change *change, const char *field);

/* The row that this one belongs to, by its id; 0: none. */
int64_t change_owner_id(const struct change *change);

/* The ids that LINKS will have; NULL when the request leaves them as they are. */
const int64_t *change_links(const struct change *change, const char *field, size_t *ret_count);

/* Whether LINKS came as answers show them, or did not come at all: nobody has chosen them now. */
bool change_links_are_shown(const struct change *change, const char *field);

/* The change of the row that owns this one, in hooks of ROWS. */
struct change *change_owner(const struct change *change);

/* The file that came with a create; NULL without. The request has it (api/form.c); `hash` is empty
 * until the bytes are durable, which they are when hooks run in a transaction that writes. */
struct uploaded {
    struct str file_name;    /* as the client calls it; may be empty */
    struct str content_type; /* as the client says; may be empty */
    struct str hash;         /* says where the bytes lie */
    int64_t size;
};
const struct uploaded *change_upload(const struct change *change);

void change_keep(struct change *change, const char *field); /* as the row that was has it */
void change_set_null(struct change *change, const char *field);
void change_set_integer(struct change *change, const char *field, int64_t value);
void change_set_text(struct change *change, const char *field, struct str value); /* and BYTES */

/* The arena of the change, for texts that are set. */
struct arena *change_arena(struct change *change);

/* The row that was: the value of a column of an update; 0 when it was null. */
int64_t change_integer_before(const struct change *change, const char *field);

/* What the database answered to the resource's question of that name (struct question); nothing is
 * found, either, when the question does not apply. Known from `check` on; of a delete, in
 * `may_delete`. */
struct answer {
    bool found;
    int64_t integer; /* 0 when there is none */
};
struct answer change_answer(const struct change *change, const char *question);

/* ---- in `follow` alone ---- */

/* Deletes the rows of another resource that this one owns. */
enum outcome change_remove_rows(struct change *change, const struct resource *of) MUST_USE;

/* Runs a statement with ?1 the account and ?2 the row's id. It writes to a table that is no
 * resource's: others change through the door. */
enum outcome change_run(struct change *change, const char *sql) MUST_USE;

/* Every server drops, with the commit, what it has cached about who may call. */
void change_raise_callers(struct change *change);

/* Notes in the security log what the caller does, and to whom; 0: nobody. */
enum outcome change_note_security(struct change *change, enum security_kind kind, int64_t user_id,
                                  int64_t application_id) MUST_USE;

/* ---- faults ---- */

/* Adds a sentence to the 400 answer under the request's property for `field` ("companyId");
 * INVALID, so that a hook can return it. */
enum outcome change_refuse(struct change *change, const char *field, const char *sentence);

/* The same under the path's name for the row itself. */
enum outcome change_refuse_row(struct change *change, const char *sentence);

/* Refuses with the sentence that the field is required. */
enum outcome change_require(struct change *change, const char *field);

#endif
