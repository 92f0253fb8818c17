/* supplier_invoices.c - what the company was asked to pay for, and whether a customer pays for it.
 */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id",            INTEGER,   FIXED | NOT_NULL, "The id of the supplier invoice"},
    {"invoiceNumber", TEXT,      REQUIRED,         "The supplier's number"},
    {"invoiceDate",   DATE,      REQUIRED,         "Its day"},
    {"title",         TEXT,      REQUIRED | SORTED | SEARCHED | TITLE, "What it is about"},
    {"description",   TEXT,      LONG,             "More about it"},
    {"totalAmount",   DECIMAL,   REQUIRED,         "What the customer pays for it"},
    {"cost",          DECIMAL,   0,                "What the company pays"},
    {"invoiceCostAddition", DECIMAL, 0,            "What the customer pays above the cost, in percent"},
    {"toBeInvoiced",  BOOLEAN,   0,                "Whether a customer pays for it"},
    {"invoiceId",     KEY,       0,                "The invoice to the customer that it is on", .to = &invoices},
    {"project",       REFERENCE, 0,                "The project", .to = &projects, .input = "projectId"},
    {"supplier",      REFERENCE, 0,                "Who sent it", .to = &contacts, .input = "supplierId"},
    AUTHORSHIP("createdDate", "createdBy", "updatedDate", "updatedBy"),
    {0},
};

static const struct filter filters[] = {
    {"projectId",       INTEGER, "Invoices for this project", .column = "project_id", .is = EQUALS},
    {"invoiceDateFrom", DATE,    "Invoices of this day or later", .column = "invoice_date", .is = AT_LEAST},
    {"invoiceDateTo",   DATE,    "Invoices of this day or earlier", .column = "invoice_date", .is = AT_MOST},
    {0},
};

static const struct sort sorts[] = {
    {"invoiceDate", "invoice_date"}, {"title", "title_key"}, {"createdDate", "created_at", CREATED_WORDS},
    {"updatedDate", "updated_at", UPDATED_WORDS}, {0},
};
/* clang-format on */

static const struct managed managed = {
    .path = "/admin/v1/SupplierInvoices",
    .operations = ALL,
    .filters = titled_filters,
    .list = {"admin.supplier_invoice",
             "id invoiceNumber invoiceDate title description totalAmount cost invoiceCostAddition "
             "toBeInvoiced invoiceId project supplier createdBy updatedBy createdDate updatedDate"},
};

const struct resource supplier_invoices = {
    .name = "supplier invoice",
    .plural = "supplier invoices",
    .table = "supplier_invoices",
    .area = &area_projects,
    .path = "/v1/Core/SupplierInvoices",
    .group = "Invoices",
    .doc = "What the company was asked to pay for.",
    .operations = LIST,
    .extensions = LIST,
    .read = PROJECT_READ,
    .managed = &managed,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .list = {"supplierinvoice.list",
             "id invoiceNumber invoiceDate title description totalAmount cost invoiceCostAddition "
             "toBeInvoiced invoiceId project supplier createdDate updatedDate"},
};
