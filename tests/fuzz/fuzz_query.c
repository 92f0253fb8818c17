/* fuzz_query.c - any query gives parameters that can be looked up. */
#include "base/log.h"
#include "fuzz.h"
#include "http/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *arena = arena_open();
    struct str raw = {(const char *)data, size};
    struct query query;

    struct str path = path_decode(arena, raw);
    ALWAYS(path.len <= size);
    query_read(arena, raw, &query);
    ALWAYS(query.count <= query_count_most(raw) && query_count_most(raw) <= size + 1);
    ALWAYS(query_find(&query, "page").len <= size);
    ALWAYS(query_find_all(arena, &query, "filter.tagIds").len <= 2 * size);
    arena_close(arena);
    return 0;
}
