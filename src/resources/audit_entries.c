/* audit_entries.c - who changed what; written by change/audit.h. */
#include "resources/resources.h"

#define FORMS                                                                                      \
    "Of a value {property, before, after}; of a long text {property, length, parts} with parts "   \
    "{at, before, after}, counted in characters; of an object {property, changes}; of rows that "  \
    "belong to it {property, rows, order} with rows {id, title, changes}, {id, before} and "       \
    "{id, after}. tooLarge: there was no room for it; leftOut: how many characters are missing. "  \
    "Of a row that was deleted {before}: all of it. Of one that was created nothing: the row and " \
    "its later changes tell it"

/* clang-format off */
static const struct field fields[] = {
    {"id",          INTEGER,   FIXED | NOT_NULL, "The id of the entry"},
    {"time",        INSTANT,   FIXED | NOT_NULL, "When it happened", .column = "at"},
    {"user",        REFERENCE, FIXED,            "Who did it, or the user that the application acts as", .to = &users},
    {"application", REFERENCE, FIXED,            "The application that did it", .to = &applications},
    {"action",      TEXT,      FIXED | NOT_NULL, "What was done: create, update, delete, attest ..."},
    {"subject",     TEXT,      FIXED | NOT_NULL, "The kind of row that it was done to"},
    {"subjectId",   INTEGER,   FIXED,            "The id of that row"},
    {"title",       TEXT,      FIXED | SEARCHED, "The name of that row"},
    {"changes",     JSON,      FIXED | NOT_NULL, "What differs. " FORMS},
    {0},
};

static const struct filter filters[] = {
    {"query",         TEXT,    "Text in the title", .search = "title"},
    {"subject",       TEXT,    "The kind of row", .where = "$.subject = ?"},
    {"subjectId",     INTEGER, "The id of the row", .where = "$.subject_id = ?"},
    {"userId",        INTEGER, "Who did it", .where = "$.user_id = ?"},
    {"applicationId", INTEGER, "Which application did it", .where = "$.application_id = ?"},
    {"action",        TEXT,    "What was done", .where = "lower($.action) = ?"},
    {"from",          INSTANT, "At or after this time", .where = "$.at >= ?"},
    {"to",            INSTANT, "At or before this time", .where = "$.at <= ?", .end_of_day = true},
    {0},
};
/* clang-format on */

/* Numbers are given in the order of time. */
static const struct sort sorts[] = {{"time", "id"}, {0}};

static const struct managed managed = {
    .path = "/admin/v1/AuditEntries",
    .operations = LIST | GET,
    .list = {"admin.audit_entry",
             "id time user application action subject subjectId title changes"},
};

const struct resource audit_entries = {
    .name = "audit entry",
    .plural = "audit entries",
    .table = "audit_entries",
    .group = "Audit log",
    .doc = "Who changed what.",
    .managed = &managed,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
};
