/* read.h - JSON from a client, over jansson.
 *
 * jansson turns numbers into doubles and refuses trailing commas; both matter here. So the text
 * is passed to it with every string marked `s`, every number written as a string marked `n`, and
 * commas before } and ] left out. The marks never leave this module. */
#ifndef GLIMT_JSON_READ_H
#define GLIMT_JSON_READ_H

#include "base/arena.h"

enum json_kind {
    JSON_KIND_NULL,
    JSON_KIND_FALSE,
    JSON_KIND_TRUE,
    JSON_KIND_NUMBER,
    JSON_KIND_STRING,
    JSON_KIND_ARRAY,
    JSON_KIND_OBJECT,
};

enum { JSON_DEPTH_LIMIT = 32 };

struct json {
    enum json_kind kind;
    struct str text;    /* STRING: decoded UTF-8, no NUL; NUMBER: as written */
    size_t count;       /* ARRAY, OBJECT */
    struct json *items; /* ARRAY, OBJECT: the values, in order */
    struct str *names;  /* OBJECT: the names of the values; a repeated name stands once, with its
                           last value */
};

/* The document as a tree in the arena. NULL when `text` is not JSON, not UTF-8, holds a NUL or
 * nests deeper than JSON_DEPTH_LIMIT; `ret_problem` is then one sentence for a person. */
const struct json *json_read(struct arena *arena, struct str text,
                             const char **ret_problem) MUST_USE;

/* The member of an object, or of NULL, under `name` in any case, the last one; NULL: there is none.
 */
const struct json *json_named(const struct json *object, const char *name);

#endif
