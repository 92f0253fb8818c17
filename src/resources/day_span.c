/* day_span.c - completes and checks spans of days. */
#include "resources/day_span.h"

#include "base/clock.h"
#include "read/list_parameters.h"

const char *day_span_fault(int64_t from, int64_t to) {
    if (from > to)
        return "The field To must not be before the field From.";
    if (to - from >= SPAN_DAYS_MAX)
        return "The field To must be at most " SPAN_DAYS
               " days from the field From, both included.";
    return NULL;
}

static void use_this_month(struct list_parameters *parameters) {
    int year, month, day;

    day_to_civil(day_today(instant_now()), &year, &month, &day);
    int64_t first = day_from_civil(year, month, 1);
    int64_t next =
        month == 12 ? day_from_civil(year + 1, 1, 1) : day_from_civil(year, month + 1, 1);
    list_use_filter(parameters, "from", first);
    list_use_filter(parameters, "to", next - 1);
}

/* The day, or the one of those that can be written that is nearest to it. */
static int64_t in_calendar(int64_t day) {
    int64_t first = day_from_civil(1, 1, 1), last = day_from_civil(9999, 12, 31);

    return day < first ? first : day > last ? last : day;
}

enum outcome day_span_complete(struct list_parameters *parameters, struct faults *faults) {
    const struct filter_value *from = list_filter_value(parameters, "from");
    const struct filter_value *to = list_filter_value(parameters, "to");
    const char *fault = from && to ? day_span_fault(from->integer, to->integer) : NULL;

    if (!from && !to)
        use_this_month(parameters);
    else if (!to)
        list_use_filter(parameters, "to", in_calendar(from->integer + SPAN_DAYS_MAX - 1));
    else if (!from)
        list_use_filter(parameters, "from", in_calendar(to->integer - SPAN_DAYS_MAX + 1));
    if (fault)
        faults_add(faults, STR("filter.to"), str_of(fault));
    return faults_any(faults) ? INVALID : DONE;
}
