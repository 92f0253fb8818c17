/* shared.c - rules that several resources share. */
#include "resources/resources.h"

const struct range not_negative = {0, INT64_MAX, "must be 0 or more."};
const struct range percent = {0, 100 * INT64_C(1000000), "must be between 0 and 100."};

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
