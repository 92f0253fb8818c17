/* shared.c - rules that several resources share. */
#include "resources/resources.h"

const struct range not_negative = {0, INT64_MAX, "must be 0 or more."};
const struct range percent = {0, 100 * INT64_C(1000000), "must be between 0 and 100."};

/* clang-format off */
const struct filter named_filters[] = {{"query", TEXT, "Text in the name", .search = "name"}, {0}};
const struct filter titled_filters[] = {{"query", TEXT, "Text in the title", .search = "title"}, {0}};
const struct filter active_filters[] = {
    {"query",    TEXT,    "Text in the name", .search = "name"},
    {"isActive", BOOLEAN, "Whether it can be chosen", .where = "$.is_active = ?"},
    {0},
};
/* clang-format on */
const struct sort by_name[] = {{"name", "name_key"}, {0}};
const struct sort by_title[] = {{"title", "title_key"}, {0}};

void stamp_completion(struct change *change) {
    if (!change_integer(change, "isCompleted"))
        change_set_null(change, "completedDate");
    else if (change_alters(change, "isCompleted"))
        change_set_integer(change, "completedDate", change_now(change));
}

void follow_report(struct change *change) {
    const struct change *report = change_owner(change);

    if (!change_is_update(change) && !change_is_null(report, "costCenter"))
        change_set_integer(change, "costCenter", change_integer(report, "costCenter"));
}

int64_t digits_of(struct str text) {
    int64_t value = 0;

    if (text.len == 0 || text.len > 18)
        return -1;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] < '0' || text.at[i] > '9')
            return -1;
        value = value * 10 + (text.at[i] - '0');
    }
    return value;
}
