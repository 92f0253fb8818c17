/* day_actions.c - bodies and answers of the actions on days; see admin/days.c. */
#include "resources/day_span.h"
#include "resources/resources.h"

/* What kept a day, or some of its reports, as they were. */
static const char *const reasons[] = {"locked",   "notLocked", "attested", "notAttested",
                                      "invoiced", "noReports", "notSent",  NULL};

/* clang-format off */
static const struct field choice_fields[] = {
    {"userIds", LINKS, REQUIRED, "Whose days; at most 1000 users", .to = &users},
    {"from",    DATE,  REQUIRED, "The first day"},
    {"to",      DATE,  REQUIRED, "The last day; at most " SPAN_DAYS " days in all"},
    {"comment", TEXT,  0,        "The reason; the user sees it when a day is returned"},
    {0},
};

static const struct field outcome_fields[] = {
    {"changedDays",    INTEGER, FIXED | NOT_NULL, "How many days were changed"},
    {"changedReports", INTEGER, FIXED | NOT_NULL, "How many time reports were changed"},
    {"skipped",        ROWS,    FIXED,            "Days that were left as they were, wholly or in part", .to = &skipped_days},
    {0},
};

static const struct field skipped_fields[] = {
    {"userId", INTEGER, FIXED | NOT_NULL, "The id of the user"},
    {"date",   DATE,    FIXED | NOT_NULL, "The day"},
    {"reason", CHOICE,  FIXED | NOT_NULL, "Why it was skipped", .choices = reasons},
    {0},
};
/* clang-format on */

const struct resource day_choice = {
    .name = "day choice",
    .plural = "day choices",
    .for_people = true,
    .fields = choice_fields,
};

const struct resource day_outcome = {
    .name = "day outcome",
    .plural = "day outcomes",
    .for_people = true,
    .fields = outcome_fields,
    .detail = {"admin.days", "changedDays changedReports skipped"},
};

const struct resource skipped_days = {
    .name = "skipped day",
    .plural = "skipped days",
    .for_people = true,
    .fields = skipped_fields,
    .detail = {"admin.skipped_day", "userId date reason"},
};
