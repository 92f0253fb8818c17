/* pages.c - what is asked of the source, and pages of its lists. */
#include "import/fetch_parts.h"

#include "base/decimal.h"

#include <inttypes.h>

enum fetched fetch_refuse(struct fetcher *fetcher, struct str problem) {
    fetcher->problem = problem.at;
    return FETCH_FAILED;
}

enum fetched fetch_fail(struct fetcher *fetcher) {
    fetcher->problem = db_problem(fetcher->keeper->db);
    return FETCH_FAILED;
}

/* What is not there counts as an answer, for whoever can do without. */
enum fetched fetch_get(struct fetcher *fetcher, const char *path, const struct json **ret) {
    switch (wire_get(fetcher->wire, fetcher->batch.arena, path, ret)) {
    case WIRED:
        return FETCHED;
    case WIRE_GONE:
        *ret = NULL;
        return FETCHED;
    case WIRE_REFUSED:
        return FETCH_REFUSED;
    default:
        return fetch_refuse(fetcher, str_of(wire_problem(fetcher->wire)));
    }
}

/* ---- pages ---- */

/* `ret_number` of a member that has to be a whole number, 0 or more. */
static bool read_count(const struct json *answer, const char *name, int64_t *ret_number) {
    const struct json *member = json_named(answer, name);

    return member && member->kind == JSON_KIND_NUMBER &&
           integer_read(member->text, ret_number) == NUMBER_FINE && *ret_number >= 0;
}

static bool read_page(const struct json *answer, struct page *ret) {
    ret->items = answer ? json_named(answer, "items") : NULL;
    if (!ret->items || ret->items->kind != JSON_KIND_ARRAY ||
        !read_count(answer, "totalPages", &ret->pages) ||
        !read_count(answer, "totalItemCount", &ret->total))
        return false;
    for (size_t i = 0; i < ret->items->count; i++)
        if (ret->items->items[i].kind != JSON_KIND_OBJECT)
            return false;
    return true;
}

enum fetched fetch_page(struct fetcher *fetcher, const char *path, struct page *ret) {
    const struct json *answer;
    enum fetched fetched = fetch_get(fetcher, path, &answer);

    if (fetched != FETCHED || read_page(answer, ret))
        return fetched;
    return fetch_refuse(
        fetcher,
        arena_format(fetcher->arena, "The source's answer to /%s is no page of a list.", path));
}

/* Rows that come meanwhile shall stand behind those that have come: by when they were made, where
 * the list can be asked for that. */
static const char *order_of(struct arena *arena, const struct plan *plan) {
    const struct sort *sort = plan->resource->sorts;

    while (sort && sort->name && strcmp(sort->column, "created_at") != 0)
        sort++;
    if (!sort || !sort->name)
        return "";
    return arena_format(arena, "&sortBy=%s&sortOrder=ascending", sort->name).at;
}

/* "v1/Core/Tasks/7/Comments" */
static const char *path_of(struct arena *arena, const struct plan *plan, int64_t owner_id) {
    const char *path = plan->resource->path + 1, *mark = strchr(path, ':');

    if (!mark)
        return path;
    return arena_format(arena, "%.*s%" PRId64 "%s", (int)(mark - path), path, owner_id,
                        strchr(mark, '/'))
        .at;
}

enum fetched fetch_list(struct fetcher *fetcher, const struct plan *plan, int64_t owner_id,
                        int64_t number, int64_t size, struct page *ret) {
    struct arena *arena = fetcher->batch.arena;

    return fetch_page(fetcher,
                      arena_format(arena, "%s?page=%" PRId64 "&pageSize=%" PRId64 "%s",
                                   path_of(arena, plan, owner_id), number, size,
                                   order_of(arena, plan))
                          .at,
                      ret);
}
