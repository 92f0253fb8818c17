/* offers.c - prices that customers were given, and what they said to them. */
#include "resources/resources.h"

static const char *const states[] = {
    "draft",    "locked",         "sentToCustomer", "openedByCustomer",
    "accepted", "acceptedSigned", "denied",         NULL};
static const struct range from_one = {1, INT64_MAX, "must be 1 or more."};

/* clang-format off */
static const struct field fields[] = {
    {"id",          INTEGER,   FIXED | NOT_NULL,    "The id of the offer"},
    {"offerNumber", TEXT,      NUMBERED | SEARCHED, "The number that people know it by"},
    {"version",     INTEGER,   NOT_NULL | KEEP,     "Which of its versions it is, from 1", .within = &from_one},
    {"title",       TEXT,      REQUIRED | SORTED | SEARCHED | TITLE, "What it is about"},
    {"offerValue",  DECIMAL,   0,                   "What it comes to"},
    {"offerState",  CHOICE,    REQUIRED,            "How far it has come", .choices = states},
    {"hasPdf",      BOOLEAN,   0,                   "Whether there is a PDF of it"},
    {"user",        REFERENCE, 0,                   "Who made it", .to = &users, .input = "userId"},
    {"customer",    REFERENCE, 0,                   "Who got it", .to = &contacts, .input = "customerId"},
    {"opportunity", REFERENCE, 0,                   "The opportunity that it is made for", .to = &opportunities, .input = "opportunityId"},
    AUTHORSHIP("createdDate", "createdBy", "updatedDate", "updatedBy"),
    {0},
};

static const struct filter filters[] = {
    {"offerNumber",     TEXT,    "The offer with this number", .where = "$.offer_number_folded = ?"},
    {"createdDateFrom", INSTANT, "Created at or after this time", .column = "created_at", .is = AT_LEAST},
    {"createdDateTo",   INSTANT, "Created at or before this time", .column = "created_at", .is = AT_MOST, .end_of_day = true},
    {"updatedDateFrom", INSTANT, "Changed at or after this time", .column = "updated_at", .is = AT_LEAST},
    {"updatedDateTo",   INSTANT, "Changed at or before this time", .column = "updated_at", .is = AT_MOST, .end_of_day = true},
    {"offerState",      CHOICE,  "How far it has come", .where = "$.offer_state = ?", .choices = states},
    {"opportunityId",   INTEGER, "Offers for this opportunity", .column = "opportunity_id", .is = EQUALS},
    {0},
};

static const struct filter managed_filters[] = {
    {"query", TEXT, "Text in the number or the title", .search = "offerNumber title"},
    {0},
};

static const struct sort sorts[] = {
    {"title", "title_key"}, {"offerNumber", "offer_number_key"}, {"createdDate", "created_at", CREATED_WORDS},
    {"updatedDate", "updated_at", UPDATED_WORDS}, {0},
};
/* clang-format on */

static enum outcome check(struct change *change) {
    if (change_is_null(change, "version") && !change_is_faulty(change, "version"))
        change_set_integer(change, "version", 1);
    return DONE;
}

static const struct managed managed = {
    .path = "/admin/v1/Offers",
    .operations = ALL,
    .filters = managed_filters,
    .list = {"admin.offer", "id offerNumber version title offerValue offerState hasPdf user "
                            "customer opportunity createdBy updatedBy createdDate updatedDate"},
};

const struct resource offers = {
    .name = "offer",
    .plural = "offers",
    .table = "offers",
    .area = &area_registry,
    .path = "/v1/Core/Offers",
    .group = "Sales",
    .doc = "Prices that customers were given.",
    .operations = LIST,
    .extensions = LIST,
    .read = PROJECT_READ,
    .managed = &managed,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .list = {"offer.list", "id offerNumber version title offerValue offerState hasPdf user "
                           "customer opportunity createdDate updatedDate"},
    .check = check,
};
