/* arena.h - memory that is given back all at once.
 *
 * Each request has one arena; it is reset, not freed, when the request has been answered. Taking
 * memory never fails: sizes are bounded before (bodies, rows, pages), so a failure means that the
 * machine is out of memory and the process stops. A function that allocates takes the arena
 * first; one without it does not allocate. Not thread-safe. */
#ifndef GLIMT_BASE_ARENA_H
#define GLIMT_BASE_ARENA_H

#include "base/str.h"

#include <stdarg.h>

struct arena;

struct arena *arena_open(void);
void arena_close(struct arena *arena); /* NULL is allowed */

/* Forgets everything that was taken; keeps one block for the next request. */
void arena_reset(struct arena *arena);

/* Zeroed memory with the alignment `align`, a power of two. Never NULL. */
void *arena_take(struct arena *arena, size_t size, size_t align) MUST_USE;

#define NEW(arena, type) ((type *)arena_take(arena, sizeof(type), _Alignof(type)))
#define NEW_ARRAY(arena, type, count)                                                              \
    ((type *)arena_take(arena, sizeof(type) * (count), _Alignof(type)))

struct str arena_copy(struct arena *arena, struct str text);

/* A terminated copy, for C libraries. */
char *arena_z(struct arena *arena, struct str text);

/* One text after the other. */
struct str arena_join(struct arena *arena, const struct str *texts, size_t count);

/* printf into the arena; the result is also terminated. */
struct str arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct str arena_format_all(struct arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

#endif
