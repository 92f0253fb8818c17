/* locked_days.c - days that are handed in, and days that were returned; see admin/days.c. */
#include "resources/resources.h"

/* clang-format off */
static const struct field locked_fields[] = {
    {"id",           INTEGER,   FIXED | NOT_NULL,              "The id of the locked day"},
    {"user",         REFERENCE, FIXED | NOT_NULL,              "Whose day it is", .to = &users},
    {"date",         DATE,      FIXED | NOT_NULL,              "The day"},
    {"lockedDate",   INSTANT,   FIXED | NOT_NULL | CREATED_AT, "When it was handed in", .column = "locked_at"},
    {"lockedByUser", REFERENCE, FIXED | CREATED_BY,            "Who handed it in", .to = &users, .column = "locked_by_id"},
    {0},
};

/* A day that is returned once more has the later note. */
static const struct field returned_fields[] = {
    {"id",             INTEGER,   FIXED | NOT_NULL,                           "The id of the returned day"},
    {"user",           REFERENCE, FIXED | NOT_NULL,                           "Whose day it is", .to = &users},
    {"date",           DATE,      FIXED | NOT_NULL,                           "The day"},
    {"comment",        TEXT,      FIXED,                                      "Why it was returned"},
    {"returnedDate",   INSTANT,   FIXED | NOT_NULL | CREATED_AT | UPDATED_AT, "When it was returned", .column = "returned_at"},
    {"returnedByUser", REFERENCE, FIXED | CREATED_BY | UPDATED_BY,            "Who returned it", .to = &users,
     .column = "returned_by_id"},
    {0},
};
/* clang-format on */

const struct resource locked_days = {
    .name = "locked day",
    .plural = "locked days",
    .table = "locked_days",
    .area = &area_time,
    .for_people = true,
    .fields = locked_fields,
};

const struct resource returned_days = {
    .name = "returned day",
    .plural = "returned days",
    .table = "returned_days",
    .area = &area_time,
    .for_people = true,
    .fields = returned_fields,
};
