/* applications.c - the programs that call the API, their tokens, and their requests. */
#include "resources/resources.h"

#include "access/access.h"
#include "access/origins.h"
#include "base/clock.h"
#include "read/list_parameters.h"

static const struct range rates = {0, RATE_MAX, "must be between 0 and 1000."};

/* clang-format off */
static const struct field fields[] = {
    {"id",               INTEGER,   FIXED | NOT_NULL,              "The id of the application"},
    {"publicId",         TEXT,      FIXED | NOT_NULL,              "The id that it fetches tokens with"},
    {"name",             TEXT,      REQUIRED | PLAIN | SORTED | SEARCHED | TITLE, "The name of the application"},
    {"responsible",      REFERENCE, REQUIRED, "The user in charge; the application acts as that user", .to = &users, .input = "responsibleId"},
    {"responsibleEndDate", DATE,    FIXED | APART, "The last day of that user, if one is set; afterwards the application goes on all the same",
     .sql = "(SELECT x.end_date FROM users x WHERE x.account_id = $.account_id AND x.id = $.responsible_id)"},
    {"permissions",      WORDS,     NOT_NULL | KEEP,               "What it may do", .choices = permission_names},
    {"allowedAddresses", WORDS,     NOT_NULL | KEEP,               "Addresses and blocks that it may call from; empty for any", .column = "allow"},
    {"allowedOrigins",   WORDS,     NOT_NULL | KEEP,               "Origins of pages that may call it from a browser; empty for none", .column = "origins"},
    {"rate",             INTEGER,   NOT_NULL | KEEP,               "Requests per second for each token; 0 for no limit", .within = &rates},
    {"extendedAnswers",  BOOLEAN,   0,                             "Whether answers to it have more than the documentation of the API"},
    {"isActive",         BOOLEAN,   DEFAULT_TRUE | ACTIVE,         "Whether it may call the API"},
    {"hasSecret",        BOOLEAN,   FIXED | NOT_NULL | APART,      "Whether it has a secret", .sql = "$.secret_hash IS NOT NULL"},
    {"hasStaticToken",   BOOLEAN,   FIXED | NOT_NULL | APART,      "Whether it has a token that never expires",
     .sql = "EXISTS (SELECT 1 FROM tokens x WHERE x.account_id = $.account_id AND x.application_id = $.id AND x.expires_at IS NULL)"},
    {"lastUsed",         INSTANT,   FIXED | APART,                 "When it last fetched a token", .column = "last_used_at"},
    {"secretHash",       BYTES,     FIXED | HIDDEN | SECRET,       "Of the secret that it fetches tokens with; null: it has none"},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {0},
};

static const struct patch patches[] = {
    {"new secret",   "secretHash"},
    {"use",          NULL, .at = "lastUsed"},
    {"end",          "isActive"},
    {"extend",       "extendedAnswers"},
    {"list origins", "allowedOrigins"},
    {0},
};

static const struct sort sorts[] = {{"name", "name_key"}, {"created", "created_at", CREATED_WORDS}, {0}};

static const struct field token_fields[] = {
    {"id",      INTEGER, FIXED | NOT_NULL, "The id of the token"},
    {"created", INSTANT, FIXED | NOT_NULL | CREATED_AT, "When it was fetched", .column = "created_at"},
    {"expires", INSTANT, FIXED,            "When it expires; null for never", .column = "expires_at"},
    {"hash",    BYTES,   FIXED | HIDDEN | SECRET, "Of the token"},
    {0},
};

static const struct filter token_filters[] = {
    {"liveAt", INTEGER, "Tokens that are valid at this moment", .where = "$.expires_at IS NULL OR $.expires_at > ?", .internal = true},
    {0},
};

static const struct sort by_id[] = {{"created", "id", CREATED_WORDS}, {0}};

#define ALL_REQUESTS "$.succeeded + $.client_errors + $.server_errors"

static const struct field usage_fields[] = {
    {"id",       INTEGER, FIXED | NOT_NULL, "The id of the entry"},
    {"time",     INSTANT, FIXED | NOT_NULL, "When the request arrived", .column = "at"},
    {"method",   TEXT,    FIXED | NOT_NULL, "The method: GET, POST ..."},
    {"path",     TEXT,    FIXED | NOT_NULL, "The path of the request"},
    {"status",   INTEGER, FIXED | NOT_NULL, "The status of the answer"},
    {"durationMicroseconds", INTEGER, FIXED | NOT_NULL, "How long the answer took", .column = "duration"},
    {"address",  TEXT,    FIXED | NOT_NULL, "Where it came from"},
    {"oneOf",    INTEGER, FIXED | NOT_NULL, "How many requests it stands for: 1, or more where only some of many were listed"},
    {0},
};

static const struct field hour_fields[] = {
    {"id",           INTEGER, FIXED | NOT_NULL, "The id of the hour"},
    {"time",         INSTANT, FIXED | NOT_NULL, "When the hour began", .column = "at"},
    {"requests",     INTEGER, FIXED | NOT_NULL, "How many requests were answered", .sql = ALL_REQUESTS},
    {"succeeded",    INTEGER, FIXED | NOT_NULL, "Those answered below 400"},
    {"clientErrors", INTEGER, FIXED | NOT_NULL, "Those answered from 400 to 499"},
    {"serverErrors", INTEGER, FIXED | NOT_NULL, "Those answered with 500 or above"},
    {0},
};

static const struct field count_day_fields[] = {
    {"id",           INTEGER, FIXED | NOT_NULL, "The id of the day"},
    {"date",         DATE,    FIXED | NOT_NULL, "The day by Swedish clocks"},
    {"requests",     INTEGER, FIXED | NOT_NULL, "How many requests were answered", .sql = ALL_REQUESTS},
    {"succeeded",    INTEGER, FIXED | NOT_NULL, "Those answered below 400"},
    {"clientErrors", INTEGER, FIXED | NOT_NULL, "Those answered from 400 to 499"},
    {"serverErrors", INTEGER, FIXED | NOT_NULL, "Those answered with 500 or above"},
    {0},
};

static const struct filter hour_filters[] = {
    {"from", INSTANT, "Hours that began at or after this time", .where = "$.at >= ?"},
    {"to",   INSTANT, "Hours that began at or before this time", .where = "$.at <= ?", .end_of_day = true},
    {0},
};

static const struct filter count_day_filters[] = {
    {"from", DATE, "From this day on", .where = "$.date >= ?"},
    {"to",   DATE, "To this day", .where = "$.date <= ?"},
    {0},
};

static const struct filter usage_filters[] = {
    {"from",   INSTANT, "At or after this time", .where = "$.at >= ?"},
    {"to",     INSTANT, "At or before this time", .where = "$.at <= ?", .end_of_day = true},
    {"status", INTEGER, "Answered with this status", .where = "$.status = ?"},
    {"failed", BOOLEAN, "Whether the answer was 400 or above", .where = "($.status >= 400) = ?"},
    {0},
};
/* clang-format on */

static const struct sort usage_sorts[] = {{"time", "id"}, {0}};
static const struct sort count_day_sorts[] = {{"date", "id"}, {0}};

/* Those that are still valid. */
static enum outcome keep_to_live_tokens(struct list_parameters *parameters, struct faults *faults) {
    (void)faults;
    list_use_filter(parameters, "liveAt", instant_now());
    return DONE;
}

static enum outcome check_origins(struct change *change) {
    struct str entries = change_text(change, "allowedOrigins");

    while (entries.len > 0) {
        struct str entry = str_cut(&entries, ' ');
        if (entry.len > 0 && !origin_is_valid(entry))
            return change_refuse(change, "allowedOrigins",
                                 "The field AllowedOrigins must have origins as browsers write "
                                 "them, such as https://app.example.com or "
                                 "http://localhost:5173.");
    }
    return DONE;
}

static enum outcome check_addresses(struct change *change) {
    struct str entries = change_text(change, "allowedAddresses");

    while (entries.len > 0) {
        struct str entry = str_cut(&entries, ' ');
        if (entry.len > 0 && !allow_entry_is_valid(entry))
            return change_refuse(change, "allowedAddresses",
                                 "The field AllowedAddresses must have addresses and blocks, such "
                                 "as 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.");
    }
    return DONE;
}

static enum outcome check(struct change *change) {
    enum outcome addresses = check_addresses(change), origins = check_origins(change);

    return addresses == DONE ? origins : addresses;
}

static enum outcome derive(struct change *change) {
    if (!change_is_update(change))
        change_set_text(change, "publicId", application_new_public_id(change_arena(change)));
    if (change_is_null(change, "rate"))
        change_set_integer(change, "rate", DEFAULT_RATE);
    return DONE;
}

/* Of an application that is there. */
static enum security_kind kind_of(const struct change *change) {
    if (change_alters(change, "isActive") && change_integer(change, "isActive") == 0)
        return SECURITY_APPLICATION_ENDED;
    return SECURITY_APPLICATION_CHANGED;
}

static enum outcome note(struct change *change, bool may_differ) {
    bool has_secret = change_alters(change, "secretHash") && !change_is_null(change, "secretHash");
    enum outcome outcome = DONE;

    if (change_kind(change) == CHANGE_CREATE)
        outcome = change_note_security(change, SECURITY_APPLICATION_MADE, 0, change_id(change));
    else if (may_differ)
        outcome = change_note_security(change, kind_of(change), 0, change_id(change));
    if (outcome != DONE || !has_secret)
        return outcome;
    return change_note_security(change, SECURITY_SECRET_MADE, 0, change_id(change));
}

/* Whoever changes what an application may do, every server drops at once what it has cached. One
 * that is ended keeps no token. */
static enum outcome follow(struct change *change) {
    static const char *const rights[] = {"responsible",    "permissions", "allowedAddresses",
                                         "allowedOrigins", "rate",        "extendedAnswers",
                                         "isActive"};
    bool alters = false;

    for (size_t i = 0; i < COUNT(rights); i++)
        alters |= change_alters(change, rights[i]);
    if (alters || change_alters(change, "secretHash"))
        change_raise_callers(change);
    if (note(change, alters) != DONE)
        return FAILED;
    if (change_alters(change, "isActive") && change_integer(change, "isActive") == 0)
        return change_remove_rows(change, &application_tokens);
    return DONE;
}

/* Nobody remembers one that was made just now, or that has expired. Whoever makes a static one does
 * not know how many were lent (access/token_memory.h), so those end. */
static enum outcome follow_token(struct change *change) {
    bool is_gone = change_kind(change) == CHANGE_DELETE;
    int64_t expires_at =
        is_gone ? change_integer_before(change, "expires") : change_integer(change, "expires");
    int64_t application_id = change_owner_id(change);

    if (expires_at != 0 && !(is_gone && expires_at > change_now(change)))
        return DONE;
    change_raise_callers(change);
    if (!is_gone)
        return change_note_security(change, SECURITY_STATIC_TOKEN_MADE, 0, application_id);
    return change_note_security(change, SECURITY_TOKEN_ENDED, 0, application_id);
}

/* clang-format off */
static const struct field secret_fields[] = {
    {"publicId", TEXT, FIXED | NOT_NULL, "The id that the application fetches tokens with"},
    {"secret",   TEXT, FIXED | NOT_NULL | TELLS_SECRET, "Its secret, shown only once"},
    {0},
};
static const struct field secret_wish_fields[] = {
    {"endTokens", BOOLEAN, 0, "Whether its tokens end with the old secret, the static one too; false if left out"},
    {0},
};
static const struct field static_token_fields[] = {
    {"token", TEXT, FIXED | NOT_NULL | TELLS_SECRET, "The token, shown only once"},
    {0},
};
/* clang-format on */

const struct resource application_secret = {
    .name = "application secret",
    .plural = "application secrets",
    .for_people = true,
    .fields = secret_fields,
    .detail = {"admin.secret", "publicId secret"},
};

const struct resource application_secret_wish = {
    .name = "wish for an application secret",
    .plural = "wishes for application secrets",
    .for_people = true,
    .fields = secret_wish_fields,
};

const struct resource application_static_token = {
    .name = "static token",
    .plural = "static tokens",
    .for_people = true,
    .fields = static_token_fields,
    .detail = {"admin.static_token", "token"},
};

/* The audit log names it for ever, so it is made inactive, not deleted. */
static const struct managed managed_applications = {
    .path = "/admin/v1/Applications",
    .operations = LIST | GET | CREATE | UPDATE,
    .filters = active_filters,
    .list = {"admin.application",
             "id publicId name responsible responsibleEndDate permissions allowedAddresses "
             "allowedOrigins rate extendedAnswers isActive hasSecret hasStaticToken lastUsed "
             "created createdBy updated updatedBy"},
};

static const struct managed managed_tokens = {
    .path = "/admin/v1/Applications/:applicationId/Tokens",
    .operations = LIST | DELETE,
    .filters = token_filters,
    .list = {"admin.application_token", "id created expires"},
    .check_list = keep_to_live_tokens,
};

static const struct managed managed_usage = {
    .path = "/admin/v1/Applications/:applicationId/UsageEntries",
    .operations = LIST,
    .list = {"admin.usage_entry", "id time method path status durationMicroseconds address oneOf"},
};

static const struct managed managed_usage_hours = {
    .path = "/admin/v1/Applications/:applicationId/UsageHours",
    .operations = LIST,
    .list = {"admin.usage_hour", "id time requests succeeded clientErrors serverErrors"},
};

static const struct managed managed_usage_days = {
    .path = "/admin/v1/Applications/:applicationId/UsageDays",
    .operations = LIST,
    .list = {"admin.usage_day", "id date requests succeeded clientErrors serverErrors"},
};

const struct resource applications = {
    .name = "application",
    .plural = "applications",
    .table = "applications",
    .is_of_server = true,
    .group = "API applications",
    .doc = "The programs that call the API.",
    .managed = &managed_applications,
    .fields = fields,
    .sorts = sorts,
    .brief = NAME_AND_ID,
    .patches = patches,
    .check = check,
    .derive = derive,
    .follow = follow,
};

const struct resource application_tokens = {
    .name = "application token",
    .plural = "application tokens",
    .table = "tokens",
    .is_of_server = true,
    .group = "API applications",
    .doc = "Tokens that an application has fetched.",
    .parent = &applications,
    .owner = "application_id",
    .managed = &managed_tokens,
    .fields = token_fields,
    .sorts = by_id,
    .follow = follow_token,
};

const struct resource usage_entries = {
    .name = "usage entry",
    .plural = "usage entries",
    .table = "usage_entries",
    .group = "API applications",
    .doc = "The latest requests of an application; of very many, some that stand for the others.",
    .parent = &applications,
    .owner = "application_id",
    .managed = &managed_usage,
    .fields = usage_fields,
    .filters = usage_filters,
    .sorts = usage_sorts,
};

const struct resource usage_hours = {
    .name = "usage hour",
    .plural = "usage hours",
    .table = "usage_hours",
    .group = "API applications",
    .doc = "How many requests of an application were answered within an hour: all are counted.",
    .parent = &applications,
    .owner = "application_id",
    .managed = &managed_usage_hours,
    .fields = hour_fields,
    .filters = hour_filters,
    .sorts = usage_sorts,
};

const struct resource usage_days = {
    .name = "usage day",
    .plural = "usage days",
    .table = "usage_days",
    .group = "API applications",
    .doc = "How many requests of an application were answered on a day: all are counted.",
    .parent = &applications,
    .owner = "application_id",
    .managed = &managed_usage_days,
    .fields = count_day_fields,
    .filters = count_day_filters,
    .sorts = count_day_sorts,
};
