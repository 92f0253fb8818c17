/* fuzz_usage_target.c - of any query, nothing is kept that is no declared value. */
#include "api/usage_target.h"
#include "base/log.h"
#include "fuzz.h"

static const char *const states[] = {"open", "closed", NULL};
static const struct filter filters[] = {
    {"query", TEXT, "", .search = "name"},
    {"id", INTEGER, "", .where = "$.id = ?"},
    {"ids", INTEGER, "", .where = "$.id IN {list ?}", .many = true},
    {"done", BOOLEAN, "", .where = "$.done = ?"},
    {"from", DATE, "", .where = "$.date >= ?"},
    {"at", INSTANT, "", .where = "$.at >= ?", .end_of_day = true},
    {"state", CHOICE, "", .where = "$.state = ?", .choices = states},
    {0},
};
static const struct sort sorts[] = {{"name", "name_key", "title"}, {0}};
static const struct resource listed = {.filters = filters, .sorts = sorts};

/* What a value that is kept may be made of, encoded or not. */
static void check(struct str parameter, bool lists) {
    struct str value = parameter;

    str_cut(&value, '=');
    if (!value.at || value.len == 0 || str_equal(value, STR("*")))
        return;
    ALWAYS(lists);
    for (size_t i = 0, digits = 0; i < value.len; i++) {
        char c = value.at[i];
        digits = c >= '0' && c <= '9' ? digits + 1 : 0;
        ALWAYS(digits <= 11); /* nine, behind %20 */
    }
}

static void try(struct arena *arena, const struct resource *resource, struct str query) {
    struct str target = usage_target(arena, resource, STR("/v1/X"), query);

    ALWAYS(target.len <= sizeof("/v1/X") + 2 * query.len + 2);
    str_cut(&target, '?');
    while (target.len > 0)
        check(str_cut(&target, '&'), resource != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *arena = arena_open();
    struct str query = {(const char *)data, size};

    try(arena, &listed, query);
    try(arena, NULL, query);
    arena_close(arena);
    return 0;
}
