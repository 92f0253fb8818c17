/* day_span.c - completes and checks spans of days. */
#include "resources/day_span.h"

#include "base/clock.h"
#include "read/list_parameters.h"

#define TOO_LONG(days)                                                                             \
    "The field To must be at most " days " days from the field From, both included."

static const char *fault_of(int64_t from, int64_t to, int64_t most, const char *too_long) {
    if (from > to)
        return "The field To must not be before the field From.";
    return to - from >= most ? too_long : NULL;
}

const char *day_span_fault(int64_t from, int64_t to) {
    return fault_of(from, to, SPAN_DAYS_MAX, TOO_LONG(SPAN_DAYS));
}

static const char *statistics_fault(int64_t from, int64_t to) {
    return fault_of(from, to, STATISTICS_DAYS_MAX, TOO_LONG(STATISTICS_DAYS));
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

static enum outcome complete(struct list_parameters *parameters, struct faults *faults,
                             const char *(*fault_between)(int64_t from, int64_t to)) {
    const struct filter_value *from = list_filter_value(parameters, "from");
    const struct filter_value *to = list_filter_value(parameters, "to");
    const char *fault = from && to ? fault_between(from->integer, to->integer) : NULL;

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

enum outcome day_span_complete(struct list_parameters *parameters, struct faults *faults) {
    return complete(parameters, faults, day_span_fault);
}

enum outcome day_span_complete_statistics(struct list_parameters *parameters,
                                          struct faults *faults) {
    return complete(parameters, faults, statistics_fault);
}
