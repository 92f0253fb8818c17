/* str.h - a piece of somebody else's text: not terminated, never freed.
 *
 * Everything that comes from the wire is a `struct str` that points into the request's memory;
 * declarations use plain C strings. */
#ifndef GLIMT_BASE_STR_H
#define GLIMT_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *at; /* may be NULL when len is 0 */
    size_t len;     /* bytes */
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define MUST_USE __attribute__((warn_unused_result))

/* The text of `z` without its end; NULL gives the empty text. */
static inline struct str str_of(const char *z) {
    return (struct str){z, z ? strlen(z) : 0};
}

static inline bool str_equal(struct str a, struct str b) {
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

/* Equal when ASCII letters of either case count as the same. */
bool str_equal_any_case(struct str a, struct str b);
bool str_starts_any_case(struct str text, struct str prefix);

/* Whether the text has nothing but blanks, tabs and ends of lines. */
bool str_is_blank(struct str text);

/* The text without blanks and tabs around it. */
struct str str_trim(struct str text);

/* Cuts `text` at the first `mark`: returns what is before it and leaves in `text` what is after
 * it. Without a mark returns everything and leaves {NULL, 0}. */
struct str str_cut(struct str *text, char mark);

/* Takes the first bytes off `text`, `most` of them or all there are, and returns them. */
static inline struct str str_take(struct str *text, uint64_t most) {
    struct str front = {text->at, text->len < most ? text->len : (size_t)most};

    *text = (struct str){text->at + front.len, text->len - front.len};
    return front;
}

/* Whether the bytes are well-formed UTF-8 without NUL. */
bool str_is_text(struct str text);

/* Of UTF-8: how many characters it has; whether any of them is a control character, such as a line
 * break or what terminals obey (of ASCII, and U+0080 to U+009F); how many bytes the one has that
 * begins at a place, 0 where none does; and as many whole characters from its beginning as `most`
 * bytes hold. */
size_t str_characters(struct str text);
bool str_has_control(struct str text);
size_t str_control_at(struct str text, size_t i);
struct str str_shorten(struct str text, size_t most);

#endif
