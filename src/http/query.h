/* query.h - the path of a request, and the parameters behind its `?`. */
#ifndef GLIMT_HTTP_QUERY_H
#define GLIMT_HTTP_QUERY_H

#include "base/arena.h"

struct parameter {
    struct str name, value; /* decoded; of the name see query_read() */
};

struct query {
    struct parameter *parameters;
    size_t count;
};

/* Takes a raw query apart. `%41` and `+` are decoded; a broken `%` stands for itself. Names are as
 * they are with points and without places: libraries write a list as `name[]` or `name[0]`, and
 * what is inside of something as `filter[name]`, which all become `filter.name`. Texts that
 * are not UTF-8, or hold a NUL, are kept; who reads them asks str_is_text(). Takes memory for
 * query_count_most(): the length of a target bounds it, that of a body hardly. */
void query_read(struct arena *arena, struct str raw, struct query *ret);

/* A raw query has no more parameters than this. */
size_t query_count_most(struct str raw);

/* The first value of a name in any case; empty when there is none (a client that sends `page=`
 * has not said a page). */
struct str query_find(const struct query *query, const char *name);

/* Whether the name of any begins so, in any case. */
bool query_has(const struct query *query, struct str prefix);

/* All values of a name in any case, joined by commas. */
struct str query_find_all(struct arena *arena, const struct query *query, const char *name);

/* A path with its letters, digits and `-._~` as themselves: encoded or not, they are the same
 * (RFC 3986, 6.2.2.2). All else stays encoded, as there it makes a difference: `%2F` is no slash.
 */
struct str path_decode(struct arena *arena, struct str raw);

#endif
