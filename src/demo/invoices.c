/* invoices.c - the demo company's invoices: those that its time reports say that they are on. */
#include "base/decimal.h"
#include "base/instant.h"
#include "base/log.h"
#include "demo/company.h"

enum { INVOICE_ROWS = 4, HOURLY_RATE = 650, TRAVEL_RATE_PER_HOUR = 480, WHOLE = 100 };

struct invoiced {
    int64_t id, project, hours, first_day, last_day;
};

struct invoicing {
    struct company *company;
    struct bulk_row invoice, row;
};

/* All of them are read first, since writing may end the transaction in which they were. */
static bool find_invoiced(struct company *company, struct invoiced **ret, size_t *ret_count) {
    int64_t most;
    size_t count = 0;

    if (!company_ask(company,
                     STR("SELECT count(DISTINCT invoice_id) FROM time_reports"
                         " WHERE account_id = ?1"),
                     0, &most))
        return false;
    struct statement *found = db_statement(
        company->db, STR("SELECT invoice_id, min(project_id), sum(invoiceable_hours), min(date),"
                         " max(date) FROM time_reports WHERE account_id = ?1"
                         " AND invoice_id IS NOT NULL GROUP BY invoice_id ORDER BY invoice_id"));
    if (!found)
        return false;
    *ret = NEW_ARRAY(company->arena, struct invoiced, (size_t)most + 1);
    statement_bind_integer(found, 1, company->options->account_id);
    enum db_step step;
    while ((step = statement_step(found)) == DB_ROW && count < (size_t)most)
        (*ret)[count++] = (struct invoiced){column_integer(found, 0), column_integer(found, 1),
                                            column_integer(found, 2), column_integer(found, 3),
                                            column_integer(found, 4)};
    statement_reset(found);
    *ret_count = count;
    return step != DB_FAILED;
}

/* What a row with numbers comes to. */
struct priced {
    int64_t value, rate, discount, sum;
};

static struct priced price(int64_t value, int64_t rate, int64_t discount) {
    struct priced ret = {value, rate * DECIMAL_ONE, discount * DECIMAL_ONE, 0};

    ALWAYS(decimal_percent(value, ret.rate, WHOLE * DECIMAL_ONE - ret.discount, &ret.sum));
    return ret;
}

static struct priced work_of(const struct invoiced *invoiced) {
    return price(invoiced->hours, HOURLY_RATE, invoiced->id % 7 ? 0 : 10);
}

static struct priced journey(void) {
    return price(DECIMAL_ONE, TRAVEL_RATE_PER_HOUR, 0);
}

static void put_numbers(struct bulk_row *row, const char *number, const struct priced *priced) {
    row_text(row, "articleNumber", str_of(number));
    row_text(row, "comment", STR("Enligt attesterade rapporter"));
    row_integer(row, "value", priced->value);
    row_integer(row, "rate", priced->rate);
    row_some(row, "discount", priced->discount);
    row_integer(row, "sum", priced->sum);
}

/* A heading, work, journeys, and the sum of all. */
static bool put_row(struct bulk_row *row, const struct invoiced *invoiced, int64_t position) {
    static const char *const titles[INVOICE_ROWS] = {"Arbete enligt tidrapporter", "Arbete",
                                                     "Restid", "Summa"};
    struct priced work = work_of(invoiced), travel = journey();

    row_next(row);
    row_owner(row, invoiced->id);
    row_text(row, "article", str_of(titles[position]));
    row_integer(row, "sortOrder", position);
    row_integer(row, "isHeader", position == 0);
    row_integer(row, "isSumRow", position == INVOICE_ROWS - 1);
    if (position == 1)
        put_numbers(row, "ARB", &work);
    if (position == 2)
        put_numbers(row, "RES", &travel);
    if (position == INVOICE_ROWS - 1)
        row_integer(row, "sum", work.sum + travel.sum);
    return row_end(row);
}

static void put_end(struct company *company, struct bulk_row *row,
                    const struct invoiced *invoiced) {
    bool is_sent = invoiced->last_day < company->today - 60;
    int64_t user = company->first_user + invoiced->id % 4;
    int64_t made_at = (invoiced->last_day + 3) * SECONDS_PER_DAY + 9 * 3600 + invoiced->id % 3600;

    row_some(row, "sentToEconomySystem", is_sent ? invoiced->last_day + 5 : 0);
    if (is_sent)
        row_text(row, "economySystemInvoiceNumber",
                 arena_format(row->arena, "%lld", (long long)invoiced->id + 100000));
    row_created(row, made_at, user);
    row_updated(row, is_sent ? made_at + 2 * SECONDS_PER_DAY : 0, is_sent ? user : 0);
}

static bool put_invoice(struct invoicing *invoicing, const struct invoiced *invoiced) {
    struct company *company = invoicing->company;
    struct bulk_row *row = &invoicing->invoice;
    int64_t customer = company->works[invoiced->project].customer;

    row_begin(row, invoiced->id);
    row_integer(row, "invoiceDate", invoiced->last_day + 3);
    row_integer(row, "fromDate", invoiced->first_day);
    row_integer(row, "toDate", invoiced->last_day);
    row_integer(row, "customer",
                customer ? customer : 1 + invoiced->id % company->options->contacts);
    row_integer(row, "sum", work_of(invoiced).sum + journey().sum);
    put_end(company, row, invoiced);
    bool fine = row_end(row);
    for (int64_t i = 0; fine && i < INVOICE_ROWS; i++)
        fine = put_row(&invoicing->row, invoiced, i);
    return fine;
}

/* Those that no time report is on, for plans for payment. */
static bool put_planned(struct invoicing *invoicing) {
    const struct company *company = invoicing->company;
    bool fine = true;

    for (int64_t id = 1; fine && id <= PLANNED_INVOICES; id++) {
        int64_t day = company->today - id * 10;
        int64_t project = company->options->projects > 0 ? id % company->options->projects + 1 : 0;
        fine = put_invoice(invoicing, &(struct invoiced){id, project, id * DECIMAL_ONE, day, day});
    }
    return fine;
}

bool company_make_invoices(struct company *company) {
    struct invoicing invoicing = {.company = company};
    struct invoiced *invoiced;
    size_t count;

    if (company->options->contacts == 0)
        return true;
    if (!find_invoiced(company, &invoiced, &count))
        return false;
    company_rows(company, &invoices, &invoicing.invoice);
    company_rows(company, &invoice_rows, &invoicing.row);
    bool fine = put_planned(&invoicing);
    for (size_t i = 0; fine && i < count; i++)
        fine = put_invoice(&invoicing, &invoiced[i]) && company_step(company);
    bool rows_done = row_done(&invoicing.row);
    return row_done(&invoicing.invoice) && rows_done && fine;
}
