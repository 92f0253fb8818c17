/* material_report_list.c - the materials of all time reports, as what projects have used. */
#include "resources/resources.h"

/* From the time report that it is of. */
#define OF_REPORT(column)                                                                          \
    "SELECT r." column " FROM time_reports r WHERE r.account_id = {account}"                       \
    " AND r.id = $.time_report_id"

/* clang-format off */
static const struct field fields[] = {
    {"id",                 INTEGER,   FIXED | NOT_NULL, "The id of the material report"},
    {"sortOrder",          INTEGER,   FIXED | NOT_NULL, "Its place in the time report, from 0",
     .sql = "SELECT count(*) FROM material_reports x WHERE x.account_id = {account}"
            " AND x.time_report_id = $.time_report_id AND x.id < $.id"},
    {"articleNumber",      TEXT,      FIXED,            "The article's number"},
    {"title",              TEXT,      FIXED | NOT_NULL, "What it is"},
    {"description",        TEXT,      FIXED | COUNTS,   "What the time report says of the work", .sql = OF_REPORT("comment")},
    {"consumedUnits",      DECIMAL,   FIXED | NOT_NULL, "How many were used", .column = "units"},
    {"invoiceableUnits",   DECIMAL,   FIXED | NOT_NULL, "How many the customer pays for", .sql = "coalesce($.invoicable_units, $.units)"},
    {"unitText",           TEXT,      FIXED,            "The name of the unit"},
    {"costPerUnit",        DECIMAL,   FIXED,            "What one costs"},
    {"pricePerUnit",       DECIMAL,   FIXED | NOT_NULL, "What the customer pays for one", .sql = "coalesce($.invoicable_unit_price, $.unit_price)"},
    {"discountPercentage", DECIMAL,   FIXED,            "The customer's discount", .column = "discount_in_percent"},
    {"totalAmount",        DECIMAL,   FIXED,            "What the customer pays, less the discount", .column = "invoicable_amount"},
    {"toBeInvoiced",       BOOLEAN,   FIXED,            "Whether the customer pays for it"},
    {"invoiceId",          INTEGER,   FIXED,            "The invoice that it is on"},
    {"invoicedDate",       DATE,      FIXED,            "The day of that invoice",
     .sql = "SELECT i.invoice_date FROM invoices i WHERE i.account_id = {account} AND i.id = $.invoice_id"},
    {"invoiceDraftId",     INTEGER,   FIXED,            "The draft of an invoice that it is on"},
    {"project",            REFERENCE, FIXED,            "The project", .to = &projects, .sql = OF_REPORT("project_id")},
    {"timeReportId",       INTEGER,   FIXED | NOT_NULL, "The time report that it is of"},
    {"createdDate",        INSTANT,   FIXED | NOT_NULL, "When the time report was created", .sql = OF_REPORT("created_at")},
    {"updatedDate",        INSTANT,   FIXED,            "When the time report last changed", .sql = OF_REPORT("updated_at")},
    {0},
};

static const struct filter filters[] = {
    {"projectId", INTEGER, "Materials used in this project",
     .where = "$.time_report_id IN (SELECT r.id FROM time_reports r WHERE r.account_id = {account} AND r.project_id = ?)"},
    {0},
};
/* clang-format on */

static const struct sort sorts[] = {{"id", "id"}, {0}};

const struct resource material_report_list = {
    .name = "used material",
    .plural = "used materials",
    .table = "material_reports",
    .area = &area_time,
    .path = "/v1/Core/MaterialReports",
    .group = "Invoices",
    .doc = "Materials of time reports.",
    .operations = LIST,
    .extensions = LIST,
    .read = PROJECT_READ,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .list = {"materialreport.list",
             "id sortOrder articleNumber title description consumedUnits invoiceableUnits unitText "
             "costPerUnit pricePerUnit discountPercentage totalAmount toBeInvoiced invoiceId "
             "invoicedDate invoiceDraftId project timeReportId createdDate updatedDate"},
};
