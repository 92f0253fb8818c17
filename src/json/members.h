/* members.h - walks the members of JSON that this program wrote: compact, well-formed. */
#ifndef GLIMT_JSON_MEMBERS_H
#define GLIMT_JSON_MEMBERS_H

#include "base/arena.h"

struct json_member {
    struct str name;  /* without its quotes; as written, so `\\"` stays */
    struct str value; /* as written */
};

/* Takes the next member off `rest`, which begins as the whole object. False when there is none;
 * also at the first byte that is not as this program writes it. */
bool json_next_member(struct str *rest, struct json_member *ret) MUST_USE;

/* The value of the member `name`; `at` is NULL when there is none. */
struct str json_find_member(struct str object, struct str name);

/* Takes the next value off `rest`, which begins as the whole array. False when there is none. */
bool json_next_item(struct str *rest, struct str *ret) MUST_USE;

/* The text of a string as written, with its quotes; a copy in the arena only where it has to. */
struct str json_string_text(struct arena *arena, struct str value);

#endif
