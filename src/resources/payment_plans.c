/* payment_plans.c - what is to be invoiced of a project on a day, whatever was worked. */
#include "resources/resources.h"

static const struct view name_and_id = NAME_AND_ID;

/* clang-format off */
static const struct field fields[] = {
    {"id",             INTEGER,   FIXED | NOT_NULL, "The id of the payment plan"},
    {"date",           DATE,      REQUIRED,         "When it is to be invoiced"},
    {"price",          DECIMAL,   REQUIRED,         "The price of one"},
    {"units",          DECIMAL,   REQUIRED,         "How many"},
    {"articleNumber",  TEXT,      0,                "The article's number"},
    {"description",    TEXT,      LONG | TITLE,     "What the customer reads"},
    {"batchId",        INTEGER,   0,                "What was made together has the same number"},
    {"invoiceId",      KEY,       0,                "The invoice that it is on", .to = &invoices},
    {"invoicedDate",   DATE,      FIXED | COUNTS,   "The day of that invoice",
     .sql = "SELECT i.invoice_date FROM invoices i WHERE i.account_id = {account} AND i.id = $.invoice_id"},
    {"invoiceDraftId", INTEGER,   0,                "The draft of an invoice that it is on"},
    {"project",        REFERENCE, REQUIRED,         "The project", .to = &projects, .input = "projectId", .as = &name_and_id},
    AUTHORSHIP("createdDate", "createdBy", "updatedDate", "updatedBy"),
    {0},
};

static const struct filter filters[] = {
    {"projectId", INTEGER, "Payment plans of this project", .column = "project_id", .is = EQUALS},
    {0},
};

static const struct filter managed_filters[] = {
    {"query", TEXT, "Text in the title of the project",
     .where = "$.project_id IN (SELECT p.id FROM projects p WHERE p.account_id = {account} AND instr(p.title_folded, ?) > 0)"},
    {0},
};

static const struct sort sorts[] = {
    {"date", "date"}, {"createdDate", "created_at", CREATED_WORDS}, {"updatedDate", "updated_at", UPDATED_WORDS}, {0},
};
/* clang-format on */

static const struct managed managed = {
    .path = "/admin/v1/PaymentPlans",
    .operations = ALL,
    .filters = managed_filters,
    .list = {"admin.payment_plan",
             "id date price units articleNumber description batchId invoiceId invoicedDate "
             "invoiceDraftId project createdBy updatedBy createdDate updatedDate"},
};

const struct resource payment_plans = {
    .name = "payment plan",
    .plural = "payment plans",
    .table = "payment_plans",
    .area = &area_projects,
    .path = "/v1/Core/PaymentPlans",
    .group = "Invoices",
    .doc = "What is to be invoiced of a project on a day.",
    .operations = LIST,
    .extensions = LIST,
    .read = PROJECT_READ,
    .managed = &managed,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .list = {"paymentplan.list",
             "id date price units articleNumber description batchId invoiceId invoicedDate "
             "invoiceDraftId project createdDate updatedDate"},
};
