/* plans.c - the demo company's plans for payment and for people, and what its suppliers want. */
#include "base/decimal.h"
#include "base/instant.h"
#include "demo/company.h"

enum {
    PAYMENTS = 60,
    SUPPLIES = 40,
    PLANNINGS = 80,
    PLAN_STREAM = 0x506c616e,
    SUPPLY_STREAM = 0x53757070,
    PERSON_STREAM = 0x50657273,
    ABSENCES = 9, /* that can be chosen; see registries.c */
    INTERNALS = 7,
};

static const char *const supplies[] = {"Virke och skivor", "Elmaterial", "Hyra av ställning",
                                       "VVS-delar", "Container och avfall"};

/* One of the first invoices; 0: there are none. */
static int64_t invoice_of(const struct company *company, int64_t number) {
    return company->options->contacts > 0 ? number % PLANNED_INVOICES + 1 : 0;
}

/* Each third one is invoiced, and another one drafted. */
static void put_payment(struct company *company, struct bulk_row *row, struct random *random) {
    int64_t day = company->today - random_between(random, 30, 400);

    row_integer(row, "date", day);
    row_integer(row, "price", random_between(random, 4, 80) * 2500 * DECIMAL_ONE);
    row_integer(row, "units", DECIMAL_ONE);
    row_text(row, "articleNumber", STR("DEL"));
    row_text(row, "description",
             arena_format(row->arena, "Delbetalning %d", (int)(row->id % 4) + 1));
    row_some(row, "batchId", row->id % 2 ? row->id / 4 + 1 : 0);
    row_some(row, "invoiceId", row->id % 3 == 0 ? invoice_of(company, row->id / 3) : 0);
    row_some(row, "invoiceDraftId", row->id % 3 == 1 ? row->id : 0);
    row_integer(row, "project", random_between(random, 1, company->options->projects));
    company_put_stamps_from(company, row, random, day - 30);
}

static bool make_payments(struct company *company) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, &payment_plans, &row);
    for (uint64_t i = 0; fine && company->options->projects > 0 && i < PAYMENTS; i++) {
        struct random random = random_for(company->options->seed ^ PLAN_STREAM, i);
        row_next(&row);
        put_payment(company, &row, &random);
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}

static void put_supply(struct company *company, struct bulk_row *row, struct random *random) {
    int64_t day = company->today - random_between(random, 20, 400);
    int64_t cost = random_between(random, 10, 400) * 100 * DECIMAL_ONE;
    int64_t addition = random_between(random, 1, 4) * 5;

    row_text(row, "invoiceNumber", arena_format(row->arena, "F%lld", (long long)row->id + 7000));
    row_integer(row, "invoiceDate", day);
    row_text(row, "title", str_of(RANDOM_PICK(random, supplies)));
    row_text(row, "description", STR("Levererat till arbetsplatsen"));
    row_integer(row, "cost", cost);
    row_integer(row, "invoiceCostAddition", addition * DECIMAL_ONE);
    row_integer(row, "totalAmount", cost / 100 * (100 + addition));
    row_integer(row, "toBeInvoiced", row->id % 4 != 0);
    row_some(row, "invoiceId", row->id % 4 == 1 ? invoice_of(company, row->id) : 0);
    if (company->options->projects > 0)
        row_integer(row, "project", random_between(random, 1, company->options->projects));
    if (company->options->contacts > 0)
        row_integer(row, "supplier", random_between(random, 1, company->options->contacts));
    company_put_stamps_from(company, row, random, day);
}

static bool make_supplies(struct company *company) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, &supplier_invoices, &row);
    for (uint64_t i = 0; fine && i < SUPPLIES; i++) {
        struct random random = random_for(company->options->seed ^ SUPPLY_STREAM, i);
        row_next(&row);
        put_supply(company, &row, &random);
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}

/* Mostly projects; now and then a course, or a holiday. */
static void put_planning(struct company *company, struct bulk_row *row, struct random *random) {
    int64_t first = company->today - random_between(random, -60, 90);
    int64_t days = random_between(random, 1, 10), kind = row->id % 5;

    row_integer(row, "user", company_any_user(company, random));
    if (kind == 0)
        row_integer(row, "absenceProject", random_between(random, 1, ABSENCES));
    else if (kind == 1 || company->options->projects == 0)
        row_integer(row, "internalProject", random_between(random, 1, INTERNALS));
    else
        row_integer(row, "project", random_between(random, 1, company->options->projects));
    row_integer(row, "fromDate", first);
    row_integer(row, "toDate", first + days - 1);
    row_integer(row, "hours", days * 8 * DECIMAL_ONE);
    company_put_stamps_from(company, row, random, first - 30);
}

static bool make_plannings(struct company *company) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, &plannings, &row);
    for (uint64_t i = 0; fine && i < PLANNINGS; i++) {
        struct random random = random_for(company->options->seed ^ PERSON_STREAM, i);
        row_next(&row);
        put_planning(company, &row, &random);
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}

bool company_make_plans(struct company *company) {
    return make_payments(company) && make_supplies(company) && make_plannings(company);
}
