/* query.h - the parameters behind the `?` of a request. */
#ifndef GLIMT_HTTP_QUERY_H
#define GLIMT_HTTP_QUERY_H

#include "base/arena.h"

struct parameter {
    struct str name, value; /* decoded */
};

struct query {
    struct parameter *parameters;
    size_t count;
};

enum { QUERY_PARAMETERS_MAX = 1000 };

/* Takes a raw query apart. `%41` and `+` are decoded; a broken `%` stands for itself. False when
 * there are more than QUERY_PARAMETERS_MAX. Texts that are not UTF-8, or hold a NUL, are kept;
 * who reads them asks str_is_text(). */
bool query_read(struct arena *arena, struct str raw, struct query *ret) MUST_USE;

/* The first value of a name in any case; empty when there is none (a client that sends `page=`
 * has not said a page). */
struct str query_find(const struct query *query, const char *name);

/* Whether the name of any begins so, in any case. */
bool query_has(const struct query *query, struct str prefix);

/* All values of `name` and `name[]`, joined by commas. */
struct str query_find_all(struct arena *arena, const struct query *query, const char *name);

/* Decodes percent signs into the arena; `plus` says whether + is a blank. */
struct str percent_decode(struct arena *arena, struct str raw, bool plus);

#endif
