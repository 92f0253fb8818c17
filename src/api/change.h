/* change.h - what a POST or PUT is about to store, as the hooks of a resource see it.
 *
 * Fields are named by their property in responses ("company", "visitingAddress.countryId"). A
 * name that the resource does not declare is a fault of the program and stops it. */
#ifndef GLIMT_API_CHANGE_H
#define GLIMT_API_CHANGE_H

#include "api/resource.h"

/* Whether the row exists already: an update or a delete. */
bool change_is_update(const struct change *change);
int64_t change_account(const struct change *change);
int64_t change_id(const struct change *change); /* 0 on create, until it is stored */

/* The value that will be stored. */
bool change_is_null(const struct change *change, const char *field);
int64_t change_integer(const struct change *change, const char *field); /* 0 when null */
struct str change_text(const struct change *change, const char *field); /* empty when null */

/* Whether an update gives the field another value than the row has. True on create. */
bool change_alters(const struct change *change, const char *field);

void change_set_null(struct change *change, const char *field);
void change_set_integer(struct change *change, const char *field, int64_t value);
void change_set_text(struct change *change, const char *field, struct str value);

/* The request's arena, for texts that are set. */
struct arena *change_arena(struct change *change);

/* Runs a query of one integer with ?1 the account and ?2 `argument`. `ret` is 0 and
 * `ret_found` false when there is no row or a null. Returns DONE or FAILED. */
enum outcome change_query(struct change *change, const char *sql, int64_t argument, bool *ret_found,
                          int64_t *ret) MUST_USE;

/* Adds a sentence to the 400 answer under the request's property for `field` ("companyId");
 * INVALID, so that a hook can return it. */
enum outcome change_refuse(struct change *change, const char *field, const char *sentence);

#endif
