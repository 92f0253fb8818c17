/* cached.c - one table of what is kept where, and a function for each kind.
 *
 * A key is four words and a text: the kind, the account, what the entry is of, and an id, so keys
 * of two kinds or two accounts never meet. What an entry is of is told by the address of its plan,
 * view or sort: plans live as long as the process, and the cache does not outlive it. */
#include "read/cached.h"

/* In the first level is what one request needs many times, or each request does. */
static const unsigned levels[] = {
    [CACHED_VERSIONS] = CACHE_FIRST, /* looks are numbered by each thread for itself */
    [CACHED_TOKEN] = CACHE_FIRST | CACHE_SECOND,
    [CACHED_NAME] = CACHE_FIRST | CACHE_SECOND,
    [CACHED_BRIEF] = CACHE_FIRST | CACHE_SECOND,
    [CACHED_ROW] = CACHE_SECOND,
    [CACHED_TOTAL] = CACHE_FIRST | CACHE_SECOND,
    [CACHED_CURSOR] = CACHE_SECOND,
    [CACHED_ANSWER] = CACHE_LARGE,
};

/* `of` is what it is of besides its account: a view, a plan or a sort; NULL: nothing. */
static struct ring_key key_of(enum cached_kind kind, int64_t account_id, const void *of, int64_t id,
                              struct str text) {
    return (struct ring_key){.words = {kind, (uint64_t)account_id, (uintptr_t)of, (uint64_t)id},
                             .text = text};
}

static struct cached cached(bool may_be, int64_t version, struct ring_key key) {
    return (struct cached){may_be ? levels[key.words[0]] : 0, version, key};
}

struct cached cached_versions(int64_t account_id, int64_t look) {
    return cached(true, look, key_of(CACHED_VERSIONS, account_id, NULL, 0, STR("")));
}

/* Applications and their tokens are versioned as registries are. */
struct cached cached_token(struct str token, const struct versions *versions) {
    return cached(true, versions->changed[SYSTEM_AREA],
                  key_of(CACHED_TOKEN, SYSTEM_ACCOUNT, NULL, 0, token));
}

struct cached cached_name(const struct source *source, const struct plan *plan, int64_t id) {
    struct depends depends = depends_of_rows(plan->resource);

    return cached(depends_any(depends), depends_version(depends, &source->versions),
                  key_of(CACHED_NAME, source->account_id, plan, id, STR("")));
}

struct cached cached_row(const struct source *source, const struct view_plan *view, int64_t id) {
    enum cached_kind kind = view->is_brief ? CACHED_BRIEF : CACHED_ROW;

    return cached(depends_any(view->depends) && !view->is_asked_for,
                  depends_version(view->depends, &source->versions),
                  key_of(kind, source->account_id, view, id, STR("")));
}

struct cached cached_total(const struct source *source, const struct plan *plan,
                           struct str question) {
    return cached(depends_any(plan->of_list), depends_version(plan->of_list, &source->versions),
                  key_of(CACHED_TOTAL, source->account_id, plan, 0, question));
}

struct cached cached_cursor(const struct source *source, const struct plan *plan,
                            struct str question, const struct sort *sort, bool descending,
                            int64_t number) {
    int64_t row = descending ? ~number : number; /* numbers count from 0 */

    return cached(depends_any(plan->of_list), depends_version(plan->of_list, &source->versions),
                  key_of(CACHED_CURSOR, source->account_id, sort, row, question));
}

bool cached_answers(const struct plan *plan, bool list) {
    const struct view_plan *view = list ? &plan->list : &plan->detail;

    return depends_any(view->depends) && !view->is_asked_for;
}

struct cached cached_answer(const struct plan *plan, bool list, bool packed, int64_t account_id,
                            const struct versions *versions, struct str question) {
    struct depends depends = list ? plan->of_list : plan->detail.depends;

    return cached(cached_answers(plan, list), depends_version(depends, versions),
                  key_of(CACHED_ANSWER, account_id, plan, packed, question));
}

bool cached_find(struct thread_cache *cache, const struct cached *what, struct buffer *out) {
    return cache && what->levels && cache_find(cache, what->levels, &what->key, what->version, out);
}

struct str cached_read(struct arena *arena, struct thread_cache *cache, const struct cached *what) {
    if (!cache || !what->levels)
        return (struct str){NULL, 0};
    return cache_read(arena, cache, what->levels, &what->key, what->version);
}

void cached_store(struct thread_cache *cache, const struct cached *what, struct str value) {
    if (cache && what->levels)
        cache_store(cache, what->levels, &what->key, what->version, value);
}
