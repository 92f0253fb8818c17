/* report_parts.c - journeys, allowances, materials, equipment and additions. */
#include "demo/report_parts.h"

#include "base/decimal.h"
#include "demo/articles.h"
#include "demo/prices.h"

/* Additions with higher ids take a number; see registries.c. */
enum { LAST_YES_OR_NO = 3 };

/* ---- choosing ---- */

static struct part *choose(struct report_parts *parts, struct random *random, enum part_kind kind) {
    struct part *part = &parts->chosen[parts->count++];

    *part = (struct part){.kind = kind};
    part->count = random_between(random, 1, 12);
    part->number = random_below(random, 1000);
    return part;
}

/* Who gets an allowance has travelled. */
static void choose_journey(struct report_parts *parts, struct random *random) {
    if (!random_chance(random, 4))
        return;
    choose(parts, random, TRAVEL);
    if (random_chance(random, 20))
        choose(parts, random, ALLOWANCE);
}

static void choose_materials(struct report_parts *parts, struct random *random) {
    int64_t left = random_chance(random, 6) ? random_between(random, 1, 3) : 0;

    for (; left > 0; left--) {
        bool is_text = !random_chance(random, 85);
        choose(parts, random, MATERIAL)->is_text = is_text;
    }
}

/* ---- what each is made of ---- */

static void put_travel(struct bulk_row *row, const struct report *report, const struct part *part) {
    int64_t distance = part->count * DECIMAL_ONE, meter = (15000 + row->id) * DECIMAL_ONE;
    bool is_invoiced = part->number % 3;

    row_text(row, "place", STR("Piteå-Luleå-Piteå"));
    row_text(row, "invoicablePlace", STR("Piteå-Luleå"));
    row_integer(row, "distance", distance);
    row_some(row, "invoicableDistance", is_invoiced ? distance + 10 * DECIMAL_ONE : 0);
    row_integer(row, "toSalary", part->number % 2);
    row_integer(row, "toBeInvoiced", is_invoiced);
    row_integer(row, "cost", TRAVEL_COST);
    row_integer(row, "rate", TRAVEL_RATE);
    row_some(row, "discount", part->number % 5 == 1 ? 5 * DECIMAL_ONE : 0);
    row_some(row, "sentToAttestDate", report->sent_at);
    row_some(row, "attestedDate", report->attested_at);
    row_some(row, "bookingProject", report->booking);
    row_some(row, "invoiceId", is_invoiced ? report->invoice : 0);
    if (part->number % 4 == 0)
        return;
    row_integer(row, "companyCar.id", part->number % 7 + 1);
    row_integer(row, "companyCar.tripStart", meter);
    row_integer(row, "companyCar.tripEnd", meter + distance);
    row_text(row, "companyCar.addressStart", STR("Hantverkargatan 4, Piteå"));
    row_text(row, "companyCar.addressGoal", STR("Storgatan 12, Luleå"));
    row_text(row, "companyCar.addressEnd", STR("Hantverkargatan 4, Piteå"));
}

static void put_allowance(struct bulk_row *row, const struct report *report,
                          const struct part *part) {
    int64_t allowance = part->count % 4 + 1;

    row_integer(row, "allowanceTypeId", allowance);
    if (part->number % 2)
        row_text(row, "description", STR("Övernattning i Luleå"));
    prices_put(&allowance_prices, row, allowance);
    row_integer(row, "toBeInvoiced", part->number % 3 == 0);
    row_some(row, "sentToAttestDate", report->sent_at);
    row_some(row, "attestedDate", report->attested_at);
    row_some(row, "bookingProject", report->booking);
    row_some(row, "invoiceId", report->invoice);
}

static void put_text(struct bulk_row *row, const struct part *part) {
    row_text(row, "title",
             arena_format(row->arena, "Enligt överenskommelse på plats %d/%d", (int)part->count,
                          (int)part->number));
    row_integer(row, "units", 0);
    row_integer(row, "unitPrice", 0);
    row_integer(row, "taxPercent", TAX_PERCENT);
    row_integer(row, "amount", 0);
    row_integer(row, "invoicableAmount", 0);
    row_integer(row, "tax", 0);
    row_integer(row, "isTextOnly", 1);
}

static void put_article(struct bulk_row *row, int64_t id) {
    const struct article *article = article_of(id);

    row_integer(row, "article", id);
    row_text(row, "title", str_of(article->name));
    row_text(row, "articleNumber", str_of(article->number));
    row_text(row, "unitText", str_of(article_unit(article)));
    row_text(row, "invoicableUnitText", str_of(article_unit(article)));
    row_integer(row, "unitPrice", article_price(article));
    row_integer(row, "costPerUnit", article_cost(article));
}

/* Units, price, cost and discount are chosen so that every sum is whole. */
static void put_sums(struct bulk_row *row, const struct part *part, int64_t price, int64_t cost) {
    int64_t count = part->count, number = part->number;
    bool more = number % 3 == 0, dearer = number % 5 == 0, cheaper = number % 4 == 0;
    int64_t invoiced_price = price + (dearer ? 10 * DECIMAL_ONE : 0);

    row_integer(row, "units", count * DECIMAL_ONE);
    row_some(row, "discountInPercent", cheaper ? 10 * DECIMAL_ONE : 0);
    row_some(row, "invoicableUnits", more ? (count + 1) * DECIMAL_ONE : 0);
    row_some(row, "invoicableUnitPrice", dearer ? invoiced_price : 0);
    row_integer(row, "taxPercent", TAX_PERCENT);
    row_integer(row, "amount", count * price);
    row_integer(row, "invoicableAmount",
                (count + more) * invoiced_price / 100 * (cheaper ? 90 : 100));
    row_integer(row, "cost", count * cost);
    row_some(row, "calculatedUnits", number % 2 ? count * DECIMAL_ONE : 0);
    row_integer(row, "tax", count * price / 4);
}

static void put_material(struct bulk_row *row, const struct report *report,
                         const struct part *part) {
    int64_t id = part->number % 40 + 1;
    const struct article *article = article_of(id);

    if (part->is_text) {
        put_text(row, part);
        return;
    }
    put_article(row, id);
    put_sums(row, part, article_price(article), article_cost(article));
    row_integer(row, "toBeInvoiced", 1);
    row_integer(row, "isRotRut", part->number % 11 == 0);
    row_some(row, "bookingProject", report->booking);
    row_some(row, "invoiceId", report->invoice);
    bool is_drafted = report->attested_at && !report->invoice;
    row_some(row, "invoiceDraftId", is_drafted ? report->id % 40 + 1 : 0);
}

static void put_equipment(struct bulk_row *row, const struct report *report,
                          const struct part *part) {
    int64_t equipment = part->number % 11 + 1, hours = part->count * (DECIMAL_ONE / 2);

    row_integer(row, "article", equipment);
    row_integer(row, "hours", hours);
    row_integer(row, "invoicableHours", hours);
    prices_put(&equipment_prices, row, equipment);
    if (part->number % 2)
        row_text(row, "comment", STR("Schakt för avlopp"));
    row_some(row, "bookingProject", report->booking);
    row_some(row, "invoiceId", report->invoice);
}

static void put_addition(struct bulk_row *row, const struct report *report,
                         const struct part *part) {
    int64_t addition = part->number % 5 + 1;
    bool is_number = addition > LAST_YES_OR_NO;
    int64_t count = (is_number ? part->count : 1) * DECIMAL_ONE;

    row_integer(row, "article", addition);
    if (is_number)
        row_integer(row, "numberCount", count);
    else
        row_integer(row, "yesNo", 1);
    row_integer(row, "salaryCount", count);
    row_integer(row, "invoicableCount", count);
    prices_put(&addition_prices, row, addition);
    row_some(row, "bookingProject", report->booking);
}

/* ---- all of them ---- */

static const struct {
    const struct resource *of;
    const char *field; /* of the report */
    void (*put)(struct bulk_row *row, const struct report *report, const struct part *part);
} kinds[PART_KINDS] = {
    [TRAVEL] = {&travel_reports, "travelReport", put_travel},
    [ALLOWANCE] = {&allowance_reports, "allowanceReport", put_allowance},
    [MATERIAL] = {&material_reports, "materials", put_material},
    [EQUIPMENT] = {&equipment_reports, "equipments", put_equipment},
    [ADDITION] = {&addition_reports, "additions", put_addition},
};

void report_parts_open(struct report_parts *parts, struct company *company) {
    for (size_t i = 0; i < PART_KINDS; i++)
        company_rows(company, kinds[i].of, &parts->rows[i]);
}

bool report_parts_close(struct report_parts *parts) {
    bool fine = true;

    for (size_t i = 0; i < PART_KINDS; i++)
        fine = row_done(&parts->rows[i]) && fine;
    return fine;
}

void report_parts_choose(struct report_parts *parts, struct random *random,
                         struct bulk_row *report) {
    parts->count = 0;
    choose_journey(parts, random);
    choose_materials(parts, random);
    if (random_chance(random, 3))
        choose(parts, random, EQUIPMENT);
    if (random_chance(random, 4))
        choose(parts, random, ADDITION);
    for (size_t i = 0; i < parts->count; i++) {
        enum part_kind kind = parts->chosen[i].kind;
        row_owns(report, kinds[kind].field, parts->rows[kind].last_id + 1);
    }
}

bool report_parts_put(struct report_parts *parts, const struct report *report) {
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->chosen[i];
        struct bulk_row *row = &parts->rows[part->kind];
        row_next(row);
        row_owner(row, report->id);
        row_some(row, "costCenter", report->cost_center);
        kinds[part->kind].put(row, report, part);
        if (!row_end(row))
            return false;
    }
    return true;
}
