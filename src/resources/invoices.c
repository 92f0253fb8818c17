/* invoices.c - what customers were asked to pay for, and how bookkeeping tells that it has them. */
#include "resources/resources.h"

#include "api/request.h"
#include "base/decimal.h"
#include "plan/action.h"

enum { ALL_OF_IT = 100 }; /* percent */

/* clang-format off */
static const struct field row_fields[] = {
    {"id",            INTEGER, FIXED | NOT_NULL,            "The id of the row"},
    {"articleNumber", TEXT,    0,                           "The article's number"},
    {"article",       TEXT,    REQUIRED | TITLE,            "What it is, or the text of a heading"},
    {"comment",       TEXT,    LONG,                        "More about it"},
    {"value",         DECIMAL, 0,                           "How many"},
    {"rate",          DECIMAL, 0,                           "The price of one"},
    {"discount",      DECIMAL, 0,                           "The customer's discount in percent", .within = &percent},
    {"sum",           DECIMAL, FIXED,                       "The price of all, less the discount; of a sum row that of the rows since the last one"},
    {"sortOrder",     INTEGER, FIXED | NOT_NULL | POSITION, "Its place on the invoice, from 0", .column = "position"},
    {"isHeader",      BOOLEAN, 0,                           "Whether it is a heading"},
    {"isSumRow",      BOOLEAN, 0,                           "Whether it sums up the rows before it"},
    {0},
};

static const struct sort by_position[] = {{"sortOrder", "position"}, {0}};

static const struct field fields[] = {
    {"id",          INTEGER,   FIXED | NOT_NULL,  "The id of the invoice"},
    {"invoiceDate", DATE,      REQUIRED,          "Its day"},
    {"fromDate",    DATE,      0,                 "The first day that it is about"},
    {"toDate",      DATE,      0,                 "The last day that it is about"},
    {"sum",         DECIMAL,   FIXED | NOT_NULL,  "The sum without VAT"},
    {"customer",    REFERENCE, REQUIRED | SORTED, "Who pays", .to = &contacts, .input = "customerId"},
    {"sentToEconomySystem", DATE, FIXED,          "When bookkeeping got it"},
    {"economySystemInvoiceNumber", TEXT, FIXED,   "Its number there"},
    {"rows",        ROWS,      0,                 "What it is made of", .to = &invoice_rows},
    AUTHORSHIP("createdDate", "createdBy", "updatedDate", "updatedBy"),
    {0},
};

static const struct filter filters[] = {
    {"customerId",   INTEGER, "Invoices to this customer", .column = "customer_id", .is = EQUALS},
    {"createdSince", INSTANT, "Invoices made at or after this time", .column = "created_at", .is = AT_LEAST},
    {"sinceId",      INTEGER, "Invoices with a higher id than this", .where = "$.id > ?"},
    {0},
};

static const struct filter managed_filters[] = {
    {"query", TEXT, "Text in the name of the customer",
     .where = "$.customer_id IN (SELECT c.id FROM contacts c WHERE c.account_id = {account} AND instr(c.name_folded, ?) > 0)"},
    {0},
};

static const struct sort sorts[] = {
    {"createdDate", "created_at", CREATED_WORDS}, {"invoiceDate", "invoice_date"},
    {"customer", "customer_name_key"}, {"sum", "sum"}, {"sentToEconomySystem", "sent_to_economy_system"}, {0},
};

static const struct field sent_fields[] = {
    {"date", DATE, REQUIRED, "When bookkeeping got it"},
    {"economySystemInvoiceNumber", TEXT, 0, "Its number there"},
    {0},
};
/* clang-format on */

/* A heading and a sum have no numbers of their own. */
static enum outcome check_row(struct change *change) {
    int64_t sum, kept = (ALL_OF_IT * DECIMAL_ONE) - change_integer(change, "discount");

    change_set_null(change, "sum");
    if (change_integer(change, "isHeader") || change_integer(change, "isSumRow") ||
        change_is_null(change, "value") || change_is_null(change, "rate"))
        return DONE;
    if (!decimal_percent(change_integer(change, "value"), change_integer(change, "rate"), kept,
                         &sum))
        return change_refuse(change, "value", "The field Value is too large for its price.");
    change_set_integer(change, "sum", sum);
    return DONE;
}

static bool add(int64_t *sum, int64_t more) {
    return !__builtin_add_overflow(*sum, more, sum);
}

/* All rows, and those since the last sum row; only when they are given, since they are as they were
 * otherwise. */
static enum outcome sum_up(struct change *change) {
    int64_t count = change_row_count(change, "rows"), all = 0, part = 0;

    for (int64_t i = 0; i < count; i++) {
        struct change *row = change_row(change, "rows", (size_t)i);
        int64_t sum = change_integer(row, "sum");
        if (change_integer(row, "isSumRow")) {
            change_set_integer(row, "sum", part);
            part = 0;
        } else if (!add(&all, sum) || !add(&part, sum)) {
            return change_refuse(change, "rows", "The sum of the rows is too large.");
        }
    }
    if (count >= 0 || !change_is_update(change))
        change_set_integer(change, "sum", all);
    return DONE;
}

static enum outcome check(struct change *change) {
    bool has_span = !change_is_null(change, "fromDate") && !change_is_null(change, "toDate");

    if (has_span && change_integer(change, "toDate") < change_integer(change, "fromDate"))
        change_refuse(change, "toDate", "The field ToDate must not be before FromDate.");
    return sum_up(change);
}

static const struct patch patches[] = {
    {"send", "sentToEconomySystem economySystemInvoiceNumber", .at = "updatedDate",
     .by = "updatedBy"},
    {"send without a number", "sentToEconomySystem", .at = "updatedDate", .by = "updatedBy"},
    {0},
};

/* A number that is not given, or is empty, stays as it is. */
static enum outcome send(struct request *request, struct db *db) {
    const struct change *sent = request->change;
    bool has_number = change_text(sent, "economySystemInvoiceNumber").len > 0;
    struct change *patch = change_begin_patch(
        &request->door, request->plan, has_number ? "send" : "send without a number", request->id);

    (void)db; /* the door has it */
    change_set_integer(patch, "sentToEconomySystem", change_integer(sent, "date"));
    if (has_number)
        change_set_text(patch, "economySystemInvoiceNumber",
                        change_text(sent, "economySystemInvoiceNumber"));
    return door_pass(patch);
}

static const struct action actions[] = {
    {
        .method = "PATCH",
        .path = "setSentToEconomySystem",
        .extension = true,
        .body = &invoice_sent,
        .body_is_query = true,
        .run = send,
        .doc = "Note that bookkeeping has an invoice",
    },
    {0},
};

static const struct managed managed = {
    .path = "/admin/v1/Invoices",
    .operations = LIST | GET | CREATE | UPDATE,
    .filters = managed_filters,
    .list = {"admin.invoice.list", "id invoiceDate customer sum sentToEconomySystem createdDate"},
    .detail = {"admin.invoice", "id invoiceDate fromDate toDate sum customer sentToEconomySystem "
                                "economySystemInvoiceNumber rows createdBy updatedBy createdDate "
                                "updatedDate"},
};

const struct resource invoice_rows = {
    .name = "invoice row",
    .plural = "invoice rows",
    .table = "invoice_rows",
    .area = &area_projects,
    .owner = "invoice_id",
    .fields = row_fields,
    .sorts = by_position,
    .detail = {"invoice.detail.row", "id articleNumber article comment value rate discount sum "
                                     "sortOrder isHeader isSumRow"},
    .check = check_row,
};

const struct resource invoice_sent = {
    .name = "invoice sent",
    .plural = "invoices sent",
    .fields = sent_fields,
};

#define SHOWN "id invoiceDate createdDate fromDate toDate sum customer sentToEconomySystem"

const struct resource invoices = {
    .name = "invoice",
    .plural = "invoices",
    .table = "invoices",
    .area = &area_projects,
    .path = "/v1/Core/Invoices",
    .group = "Invoices",
    .doc = "What customers were asked to pay for.",
    .operations = LIST | GET,
    .extensions = LIST | GET,
    .read = PROJECT_READ,
    .write = PROJECT_WRITE,
    .managed = &managed,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .patches = patches,
    .actions = actions,
    .list = {"invoice.list", SHOWN},
    .detail = {"invoice.detail", SHOWN " rows"},
    .check = check,
};
