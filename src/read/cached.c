/* cached.c - one table of what is kept where, and a function for each kind. */
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
static struct cached cached(enum cached_kind kind, int64_t account_id, const void *of, int64_t id) {
    return (struct cached){
        .levels = levels[kind],
        .key = {.words = {kind, (uint64_t)account_id, (uintptr_t)of, (uint64_t)id}}};
}

/* The version of what depends on areas of the account, which is kept unless it depends on none. */
static struct cached as_of(struct cached what, struct depends depends,
                           const struct versions *versions) {
    if (!depends_any(depends))
        what.levels = 0;
    what.version = depends_version(depends, versions);
    return what;
}

struct cached cached_versions(int64_t account_id, int64_t look) {
    struct cached what = cached(CACHED_VERSIONS, account_id, NULL, 0);

    what.version = look;
    return what;
}

/* Applications and their tokens are versioned as registries are. */
struct cached cached_token(struct str token, const struct versions *versions) {
    struct cached what = cached(CACHED_TOKEN, SYSTEM_ACCOUNT, NULL, 0);

    what.version = versions->changed[AREA_REGISTRY];
    what.key.text = token;
    return what;
}

struct cached cached_name(const struct source *source, const struct plan *plan, int64_t id) {
    return as_of(cached(CACHED_NAME, source->account_id, plan, id), depends_of_rows(plan->resource),
                 &source->versions);
}

struct cached cached_row(const struct source *source, const struct view_plan *view, int64_t id) {
    enum cached_kind kind = view->is_brief ? CACHED_BRIEF : CACHED_ROW;
    struct cached what =
        as_of(cached(kind, source->account_id, view, id), view->depends, &source->versions);

    if (view->is_asked_for)
        what.levels = 0;
    return what;
}

struct cached cached_total(const struct source *source, const struct plan *plan,
                           struct str question) {
    struct cached what =
        as_of(cached(CACHED_TOTAL, source->account_id, plan, 0), plan->of_list, &source->versions);

    what.key.text = question;
    return what;
}

struct cached cached_cursor(const struct source *source, const struct plan *plan,
                            struct str question, const struct sort *sort, bool descending,
                            int64_t number) {
    int64_t row = descending ? ~number : number; /* numbers count from 0 */
    struct cached what = as_of(cached(CACHED_CURSOR, source->account_id, sort, row), plan->of_list,
                               &source->versions);

    what.key.text = question;
    return what;
}

bool cached_answers(const struct plan *plan, bool list) {
    const struct view_plan *view = list ? &plan->list : &plan->detail;

    return depends_any(view->depends) && !view->is_asked_for;
}

struct cached cached_answer(const struct plan *plan, bool list, int64_t account_id,
                            const struct versions *versions, struct str question) {
    struct cached what = as_of(cached(CACHED_ANSWER, account_id, plan, 0),
                               list ? plan->of_list : plan->detail.depends, versions);

    if (!cached_answers(plan, list))
        what.levels = 0;
    what.key.text = question;
    return what;
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
