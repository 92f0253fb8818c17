/* material_reports.c - materials used, with their cost and what the customer pays. */
#include "resources/resources.h"

#include "base/decimal.h"

/* clang-format off */
static const struct field fields[] = {
    {"id",                  INTEGER,   FIXED | NOT_NULL, "The id of the material report"},
    {"title",               TEXT,      LONG | NOT_NULL | TITLE, "What it is; the article's name if left out"},
    {"units",               DECIMAL,   NOT_NULL,         "How many"},
    {"costPerUnit",         DECIMAL,   ALSO_WINS,        "What one costs; the article's cost if left out", .input = "cost", .also = "costPerUnit"},
    {"discountInPercent",   DECIMAL,   0,                "The customer's discount", .within = &percent},
    {"invoicableUnits",     DECIMAL,   0,                "How many the customer pays for; `units` if left out",
     .input = "invoiceableUnits", .also = "invoicableUnits"},
    {"unitPrice",           DECIMAL,   NOT_NULL,         "The price of one; the article's if left out"},
    {"invoicableUnitPrice", DECIMAL,   0,                "What the customer pays for one; `unitPrice` if left out",
     .input = "invoiceableUnitPrice", .also = "invoicableUnitPrice"},
    {"taxPercent",          DECIMAL,   FIXED | NOT_NULL, "The tax in percent"},
    {"amount",              DECIMAL,   FIXED | NOT_NULL, "Units times price"},
    {"invoicableAmount",    DECIMAL,   FIXED,            "What the customer pays, less the discount"},
    {"cost",                DECIMAL,   FIXED,            "What all of it costs", .column = "cost"},
    {"calculatedUnits",     DECIMAL,   0,                "How many were expected"},
    {"tax",                 DECIMAL,   FIXED | NOT_NULL, "The tax on the amount"},
    {"toBeInvoiced",        BOOLEAN,   FIXED,            "Whether the customer pays for it"},
    {"article",             REFERENCE, ACTIVE,           "The article, if it is in the registry", .to = &articles, .input = "articleId"},
    {"unitText",            TEXT,      0,                "The name of the unit; the article's if left out"},
    {"invoicableUnitText",  TEXT,      FIXED,            "The name of the unit on the invoice"},
    {"isRotRut",            BOOLEAN,   FIXED,            "Whether it is work with a tax reduction"},
    {"invoiceId",           INTEGER,   FIXED,            "The invoice that it is on"},
    {"articleNumber",       TEXT,      0,                "The article's number"},
    {"costCenter",          REFERENCE, FIXED,            "The cost center that bears the cost", .to = &cost_centers},
    {"bookingProject",      REFERENCE, FIXED,            "The project that it is booked on", .to = &booking_projects},
    {"isTextOnly",          BOOLEAN,   HIDDEN,           "Whether it is only a line of text"},
    {"invoiceDraftId",      INTEGER,   FIXED | HIDDEN,   "The draft of an invoice that it is on"},
    {0},
};
/* clang-format on */

static const struct question questions[] = {
    {"article",
     "SELECT a.name, a.article_number, a.price, a.cost, u.name FROM articles a"
     " LEFT JOIN units u ON u.account_id = a.account_id AND u.id = a.unit_id"
     " WHERE a.account_id = {account} AND a.id = {article}",
     .needs = "article", .fills = "title articleNumber unitPrice costPerUnit unitText"},
    {"tax", "SELECT tax_percent FROM settings WHERE account_id = {account} AND id = 1",
     .on = CREATE, .fills = "taxPercent"},
    {0},
};

/* A line of text has no numbers to give. */
static void check_number(struct change *change, const char *field) {
    if (!change_is_null(change, field) || change_is_faulty(change, field))
        return;
    if (change_integer(change, "isTextOnly"))
        change_set_integer(change, field, 0);
    else
        change_require(change, field);
}

static int64_t either(const struct change *change, const char *first, const char *second) {
    return change_integer(change, change_is_null(change, first) ? second : first);
}

/* Sets a field to so many percent of a x b. */
static void multiply(struct change *change, const char *field, int64_t a, int64_t b,
                     int64_t percent_of) {
    int64_t product;

    if (decimal_percent(a, b, percent_of, &product))
        change_set_integer(change, field, product);
    else
        change_refuse(change, "units", "The field Units is too large for its price.");
}

static void reckon(struct change *change) {
    const int64_t all = 100 * INT64_C(1000000);
    int64_t count = change_integer(change, "units"), price = change_integer(change, "unitPrice");

    multiply(change, "amount", count, price, all);
    multiply(change, "tax", count, price, change_integer(change, "taxPercent"));
    multiply(change, "invoicableAmount", either(change, "invoicableUnits", "units"),
             either(change, "invoicableUnitPrice", "unitPrice"),
             all - change_integer(change, "discountInPercent"));
    if (change_is_null(change, "costPerUnit"))
        change_set_null(change, "cost");
    else
        multiply(change, "cost", count, change_integer(change, "costPerUnit"), all);
}

static enum outcome check(struct change *change) {
    if (str_is_blank(change_text(change, "title")) && !change_is_faulty(change, "title"))
        change_require(change, "title");
    check_number(change, "units");
    check_number(change, "unitPrice");
    reckon(change);
    return DONE;
}

static enum outcome derive(struct change *change) {
    follow_report(change);
    change_set_integer(change, "toBeInvoiced", !change_integer(change, "isTextOnly"));
    if (change_is_null(change, "unitText"))
        change_set_null(change, "invoicableUnitText");
    else
        change_set_text(change, "invoicableUnitText", change_text(change, "unitText"));
    return DONE;
}

const struct resource material_reports = {
    .name = "material report",
    .plural = "material reports",
    .table = "material_reports",
    .area = &area_time,
    .owner = "time_report_id",
    .fields = fields,
    .detail = {"timereport.detail.materialreport",
               "id title units costPerUnit discountInPercent invoicableUnits unitPrice "
               "invoicableUnitPrice taxPercent amount invoicableAmount cost calculatedUnits tax "
               "toBeInvoiced article unitText invoicableUnitText isRotRut invoiceId "
               "articleNumber costCenter bookingProject"},
    .questions = questions,
    .check = check,
    .derive = derive,
};
