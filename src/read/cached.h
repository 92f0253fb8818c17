/* cached.h - what is cached: its kinds, their keys, and as of which version each is valid.
 *
 * A `struct cached` names one thing that the cache (base/cache.h) may keep. The function of its
 * kind makes it, and decides there whether the thing may be kept at all; of what may not, nothing
 * is ever found or stored. What a thing depends on follows from the declarations (plan/depends.h),
 * so an entry is never made invalid by hand: once a version was raised, it is not found any more.
 */
#ifndef GLIMT_READ_CACHED_H
#define GLIMT_READ_CACHED_H

#include "base/cache.h"
#include "plan/plan.h"
#include "read/encode.h"

enum cached_kind {
    CACHED_VERSIONS, /* the struct versions of an account */
    CACHED_TOKEN,    /* whose an access token is (api/authenticate.c) */
    CACHED_NAME,     /* the name of a row, as JSON */
    CACHED_BRIEF,    /* a row in the view that other rows show, as JSON */
    CACHED_ROW,      /* a row in any other view, as JSON */
    CACHED_TOTAL,    /* how many rows a list has */
    CACHED_CURSOR,   /* the place of a row of a list (read/list_rows.c) */
    CACHED_ANSWER,   /* a whole answer (api/cached_answers.c) */
};

struct cached {
    unsigned levels; /* of the cache; 0: it may not be kept */
    int64_t version;
    struct ring_key key;
};

/* Texts that are given to these have to outlive what is returned. */

/* `look` is the number of a thread's look at the database (api/snapshot.h). */
struct cached cached_versions(int64_t account_id, int64_t look);

/* `versions` are those of SYSTEM_ACCOUNT. */
struct cached cached_token(struct str token, const struct versions *versions);

struct cached cached_name(const struct source *source, const struct plan *plan, int64_t id);
struct cached cached_row(const struct source *source, const struct view_plan *view, int64_t id);

/* `question` tells lists with other filters apart; a cursor is of the row of a number in an order.
 */
struct cached cached_total(const struct source *source, const struct plan *plan,
                           struct str question);
struct cached cached_cursor(const struct source *source, const struct plan *plan,
                            struct str question, const struct sort *sort, bool descending,
                            int64_t number);

/* `question` is all that was asked for: the path with its query. The packed answer is kept beside
 * the plain one. */
struct cached cached_answer(const struct plan *plan, bool list, bool packed, int64_t account_id,
                            const struct versions *versions, struct str question);

/* Whether answers to lists, or gets, of the resource may be kept, and have tags: not what depends
 * on the day or on who asks, nor what has no version. */
bool cached_answers(const struct plan *plan, bool list);

/* Puts the value; false when there is none. Without a cache there never is. */
bool cached_find(struct thread_cache *cache, const struct cached *what, struct buffer *out);

/* The value as cache_read() gives it, for those that are no JSON. */
struct str cached_read(struct arena *arena, struct thread_cache *cache, const struct cached *what);

void cached_store(struct thread_cache *cache, const struct cached *what, struct str value);

#endif
