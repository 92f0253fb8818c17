/* encode_value.h - stored values as JSON, by the kind of their field.
 *
 * Rows (encode.h) and objects of values (object.h) are put by it alike. A value is stored as an
 * integer, a text or (REAL) a double; resource.h says in which unit. */
#ifndef GLIMT_READ_ENCODE_VALUE_H
#define GLIMT_READ_ENCODE_VALUE_H

#include "base/buffer.h"
#include "plan/plan.h"

static inline bool stored_as_text(enum kind kind) {
    return kind == TEXT || kind == CHOICE || kind == WORDS || kind == JSON;
}

static inline void encode_null(struct buffer *out) {
    buffer_put(out, "null", 4);
}

void encode_text(struct buffer *out, const struct view *view, const struct field *field,
                 struct str text);
void encode_integer(struct buffer *out, const struct field *field, int64_t value);

/* "Person" for "person" in a pascal view. */
void encode_choice(struct buffer *out, struct str word, bool pascal);

/* What stands before one of the rows of a ROWS field, `count` being those before it; and after the
 * last of `count`. */
void encode_before_row(struct buffer *out, const struct field *field, size_t count);
void encode_after_rows(struct buffer *out, const struct field *field, size_t count);

/* The beginning of a GROUP; of one that is OPTIONAL also null. Returns how many steps after it are
 * to be left out. */
size_t encode_group(struct buffer *out, const struct step *open, bool is_null);

#endif
