/* travel_reports.c - the journey in a time report, and the allowance for it. */
#include "resources/resources.h"

/* clang-format off */
static const struct group company_car = {"timereport.detail.travelreport.companycar", (const struct field[]){
    {"id",           KEY,     REQUIRED | ACTIVE | NOT_NULL, "The id of the car", .to = &company_cars},
    {"name",         VIA,     FIXED | NOT_NULL,  "The name of the car", .column = "id"},
    {"tripStart",    DECIMAL, 0,                 "Odometer reading at the start", .within = &not_negative},
    {"tripEnd",      DECIMAL, 0,                 "Odometer reading at the end", .within = &not_negative},
    {"addressStart", TEXT,    0,                 "Where the journey began"},
    {"addressGoal",  TEXT,    0,                 "The destination"},
    {"addressEnd",   TEXT,    0,                 "Where it ended"},
    {0},
}};

static const struct field journey[] = {
    {"id",                 INTEGER,   FIXED | NOT_NULL, "The id of the travel report"},
    {"place",              TEXT,      0,                "Where the journey went"},
    {"invoicablePlace",    TEXT,      0,                "Where the journey went, on the invoice; `place` if left out", .also = "invoiceablePlace"},
    {"distance",           DECIMAL,   REQUIRED,         "Kilometres", .within = &not_negative},
    {"invoicableDistance", DECIMAL,   0,                "Kilometres that the customer pays for",
     .input = "invoiceableDistance", .also = "invoicableDistance", .within = &not_negative},
    {"toSalary",           BOOLEAN,   0,                "Whether the user is paid for it"},
    {"toBeInvoiced",       BOOLEAN,   FIXED,            "Whether the customer pays for it"},
    {"cost",               DECIMAL,   FIXED,            "What a kilometre costs"},
    {"rate",               DECIMAL,   FIXED,            "What the customer pays for a kilometre"},
    {"discount",           DECIMAL,   FIXED,            "The customer's discount in percent"},
    {"sentToAttestDate",   INSTANT,   FIXED,            "When it was handed in", .column = "sent_to_attest_at"},
    {"attestedDate",       INSTANT,   FIXED,            "When it was attested", .column = "attested_at"},
    {"costCenter",         REFERENCE, FIXED,            "The cost center that bears the cost", .to = &cost_centers},
    {"bookingProject",     REFERENCE, FIXED,            "The project that it is booked on", .to = &booking_projects},
    {"invoiceId",          INTEGER,   FIXED,            "The invoice that it is on"},
    {"companyCar",         GROUP,     OPTIONAL,         "The company car that was used", .group = &company_car},
    {0},
};

static const struct field allowance[] = {
    {"id",                INTEGER,   FIXED | NOT_NULL, "The id of the allowance report"},
    {"description",       TEXT,      LONG,             "What it is for"},
    {"cost",              DECIMAL,   FIXED,            "What it costs"},
    {"amount",            DECIMAL,   FIXED,            "What the user is paid"},
    {"invoicableAmount",  DECIMAL,   FIXED,            "What the customer pays"},
    {"discount",          DECIMAL,   FIXED,            "The customer's discount in percent"},
    {"allowanceTypeId",   KEY,       KEEP | ACTIVE | HIDDEN, "The kind of allowance; one that is there keeps it if left out",
     .to = &allowances, .column = "allowance_id"},
    {"invoicableSpecification", VIA, FIXED | NOT_NULL, "The name of the allowance", .column = "allowanceTypeId"},
    {"toBeInvoiced",      BOOLEAN,   0,                "Whether the customer pays for it"},
    {"sentToAttestDate",  INSTANT,   FIXED,            "When it was handed in", .column = "sent_to_attest_at"},
    {"attestedDate",      INSTANT,   FIXED,            "When it was attested", .column = "attested_at"},
    {"costCenter",        REFERENCE, FIXED,            "The cost center that bears the cost", .to = &cost_centers},
    {"bookingProject",    REFERENCE, FIXED,            "The project that it is booked on", .to = &booking_projects},
    {"invoiceId",         INTEGER,   FIXED,            "The invoice that it is on"},
    {0},
};
/* clang-format on */

static const struct question journey_questions[] = {
    {"prices",
     "SELECT travel_cost, travel_rate FROM settings WHERE account_id = {account} AND id = 1",
     .on = CREATE, .copies = "cost rate"},
    {0},
};

static const struct question allowance_questions[] = {
    {"prices",
     "SELECT cost, amount, invoicable_amount, discount FROM allowances"
     " WHERE account_id = {account} AND id = {allowanceTypeId}",
     .altered = "allowanceTypeId", .copies = "cost amount invoicableAmount discount"},
    {0},
};

/* With those of the report. */
static const struct patch patches[] = {
    {"send", .at = "sentToAttestDate"},
    {"unsend", "sentToAttestDate"},
    {"attest", .at = "attestedDate"},
    {"unattest", "attestedDate"},
    {0},
};

static enum outcome check_journey(struct change *change) {
    if (!change_is_null(change, "companyCar.tripStart") &&
        !change_is_null(change, "companyCar.tripEnd") &&
        change_integer(change, "companyCar.tripEnd") <
            change_integer(change, "companyCar.tripStart"))
        return change_refuse(change, "companyCar.tripEnd",
                             "The field TripEnd must be at least as large as TripStart.");
    return DONE;
}

static enum outcome derive_journey(struct change *change) {
    follow_report(change);
    if (change_is_null(change, "invoicablePlace") && !change_is_null(change, "place"))
        change_set_text(change, "invoicablePlace", change_text(change, "place"));
    change_set_integer(change, "toBeInvoiced", change_integer(change, "invoicableDistance") > 0);
    return DONE;
}

/* Answers do not show the kind, so what they give has to be good without. */
static enum outcome check_allowance(struct change *change) {
    if (change_is_null(change, "allowanceTypeId") && !change_is_faulty(change, "allowanceTypeId"))
        return change_require(change, "allowanceTypeId");
    return DONE;
}

static enum outcome derive_allowance(struct change *change) {
    follow_report(change);
    return DONE;
}

const struct resource travel_reports = {
    .name = "travel report",
    .plural = "travel reports",
    .table = "travel_reports",
    .area = &area_time,
    .owner = "time_report_id",
    .fields = journey,
    .detail = {"timereport.detail.travelreport",
               "id place invoicablePlace distance invoicableDistance toSalary toBeInvoiced cost "
               "rate discount sentToAttestDate attestedDate costCenter bookingProject invoiceId "
               "companyCar"},
    .patches = patches,
    .questions = journey_questions,
    .check = check_journey,
    .derive = derive_journey,
};

const struct resource allowance_reports = {
    .name = "allowance report",
    .plural = "allowance reports",
    .table = "allowance_reports",
    .area = &area_time,
    .owner = "time_report_id",
    .fields = allowance,
    .detail = {"timereport.detail.allowancereport",
               "id description cost amount invoicableAmount discount invoicableSpecification "
               "toBeInvoiced sentToAttestDate attestedDate costCenter bookingProject invoiceId"},
    .patches = patches,
    .questions = allowance_questions,
    .check = check_allowance,
    .derive = derive_allowance,
};
