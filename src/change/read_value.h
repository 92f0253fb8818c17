/* read_value.h - one value from a client, as JSON or as text, by the kind of its field.
 *
 * Lenient where nothing is guessed: "15" and 15.0 are the integer 15, 15 is the text "15", "true"
 * and 1 are true, and dates come in the forms of many platforms. A number or a boolean as a date,
 * and a boolean as a text, are refused. */
#ifndef GLIMT_CHANGE_READ_VALUE_H
#define GLIMT_CHANGE_READ_VALUE_H

#include "change/change_parts.h"
#include "json/read.h"

enum {
    ITEMS_MAX = ROW_PARTS_MAX, /* of an array */
    WORDS_MAX = 100,           /* of an array of words */
};

/* Reads `json`, which is not null, for a stored column. NULL when it is fine; else the sentence,
 * about a property titled `title`, in the arena. */
const char *value_read(struct arena *arena, const struct field *field, const char *title,
                       const struct json *json, struct value *ret);

/* Reads an array of ids, or of objects that have one under `id_name`; null and [] are none. */
const char *ids_read(struct arena *arena, const char *title, const char *id_name,
                     const struct json *json, struct link_value *ret);

#endif
