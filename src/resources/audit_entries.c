/* audit_entries.c - who changed what; written by change/audit.h. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id",          INTEGER,   FIXED | NOT_NULL, "The number of the entry"},
    {"time",        INSTANT,   FIXED | NOT_NULL, "When it happened", .column = "at"},
    {"user",        REFERENCE, FIXED,            "Who did it, or whom the application acts as", .to = &users},
    {"application", REFERENCE, FIXED,            "The application that did it", .to = &applications},
    {"action",      TEXT,      FIXED | NOT_NULL, "What was done: create, update, delete, attest ..."},
    {"subject",     TEXT,      FIXED | NOT_NULL, "What kind of row it was done to"},
    {"subjectId",   INTEGER,   FIXED,            "The number of that row"},
    {"title",       TEXT,      FIXED | SEARCHED, "What that row was called"},
    {"changes",     JSON,      FIXED | NOT_NULL, "Each property that changed, before and after"},
    {0},
};

static const struct filter filters[] = {
    {"query",         TEXT,    "Text in the title", .search = "title"},
    {"subject",       TEXT,    "What kind of row", .where = "$.subject = ?"},
    {"subjectId",     INTEGER, "The number of the row", .where = "$.subject_id = ?"},
    {"userId",        INTEGER, "Who did it", .where = "$.user_id = ?"},
    {"applicationId", INTEGER, "Which application did it", .where = "$.application_id = ?"},
    {"action",        TEXT,    "What was done", .where = "lower($.action) = ?"},
    {"from",          INSTANT, "At this moment or later", .where = "$.at >= ?"},
    {"to",            INSTANT, "At this moment or earlier", .where = "$.at <= ?", .end_of_day = true},
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
