/* sales.c - what the demo company hopes to sell, and what it has offered. */
#include "base/decimal.h"
#include "base/instant.h"
#include "demo/company.h"

enum { SALES_STREAM = 0x53616c65, OFFER_STREAM = 0x4f666665, OFFERS = 20, STATES = 3, STEPS = 7 };

/* Tasks refer to the first three. */
static const char wish[] = "Kunden vill ha pris före semestern.";

static const char *const chances[] = {
    "Solceller på lagret", "Tillbyggnad skolan",    "Nytt badhus",
    "Fasad Storgatan 4",   "Stambyte Brf Älven",    "Laddstolpar i garaget",
    "Takbyte kyrkan",      "Serviceavtal kommunen", "Ombyggnad av kök",
    "Dränering",           "Ny ventilation",        "Hiss i trapphus B"};

static const struct {
    const char *name, *color;
} statuses[] = {{"Första kontakt", "#7a7a7a"},
                {"Besök bokat", "#3b7dd8"},
                {"Offert lämnad", "#f0ad4e"},
                {"Förhandling", "#d98c3b"},
                {"Avslutad", "#41b18b"}},
  tags[] = {
      {"Ramavtal", "#8e6bbf"}, {"ROT", "#5aa9a0"}, {"Bråttom", "#d9534f"}, {"Återkommande", NULL}};

static const char *const states[STATES] = {"open", "won", "lost"};
static const char *const steps[STEPS] = {
    "draft",    "locked",         "sentToCustomer", "openedByCustomer",
    "accepted", "acceptedSigned", "denied"};

static void put_color(struct bulk_row *row, const char *name, const char *color) {
    row_next(row);
    row_text(row, "name", str_of(name));
    if (color)
        row_text(row, "color", str_of(color));
}

static bool make_statuses(struct company *company) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, &opportunity_statuses, &row);
    for (size_t i = 0; fine && i < COUNT(statuses); i++) {
        put_color(&row, statuses[i].name, statuses[i].color);
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}

static bool make_tags(struct company *company) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, &opportunity_tags, &row);
    for (size_t i = 0; fine && i < COUNT(tags); i++) {
        put_color(&row, tags[i].name, tags[i].color);
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}

static int64_t any_contact(const struct company *company, struct random *random) {
    int64_t count = company->options->contacts;

    return count > 0 ? random_between(random, 1, count) : 0;
}

static void put_opportunity(struct company *company, struct bulk_row *row, struct random *random) {
    int64_t day = company->today - random_between(random, 40, 600);
    int64_t state = row->id % STATES;

    row_text(row, "title", str_of(chances[row->id - 1]));
    row_integer(row, "turnover", random_between(random, 4, 90) * 25000 * DECIMAL_ONE);
    row_integer(row, "probability", random_between(random, 1, 9) * 10);
    row_text(row, "description", str_of(wish));
    row_integer(row, "user", company_any_user(company, random));
    row_some(row, "customer", any_contact(company, random));
    row_some(row, "contact", any_contact(company, random));
    row_text(row, "opportunityState", str_of(states[state]));
    row_some(row, "closedDate", state ? day + 30 : 0);
    row_integer(row, "estimatedClosingDate", day + 28);
    row_integer(row, "status", state ? (int64_t)COUNT(statuses) : random_between(random, 1, 4));
    company_put_stamps_from(company, row, random, day);
}

bool company_make_opportunities(struct company *company) {
    struct bulk_row row;
    bool fine = make_statuses(company) && make_tags(company);

    company_rows(company, &opportunities, &row);
    for (size_t i = 0; fine && i < COUNT(chances); i++) {
        struct random random = random_for(company->options->seed ^ SALES_STREAM, i);
        row_next(&row);
        put_opportunity(company, &row, &random);
        int64_t first = row.id % (int64_t)COUNT(tags) + 1;
        fine = row_end(&row) && row_link(&row, "tags", first) &&
               (row.id % 2 || first == 1 || row_link(&row, "tags", 1));
    }
    return row_done(&row) && fine;
}

static void put_offer(struct company *company, struct bulk_row *row, struct random *random) {
    int64_t chance = row->id % (int64_t)COUNT(chances);

    if (row->id % 5)
        row_text(row, "offerNumber", arena_format(row->arena, "O-%d", (int)row->id + 2000));
    row_integer(row, "version", row->id % 4 == 0 ? 2 : 1);
    row_text(row, "title", str_of(chances[chance]));
    row_integer(row, "offerValue", random_between(random, 20, 400) * 2500 * DECIMAL_ONE);
    row_text(row, "offerState", str_of(steps[row->id % STEPS]));
    row_integer(row, "hasPdf", row->id % 3 != 0);
    row_integer(row, "user", company_any_user(company, random));
    row_some(row, "customer", any_contact(company, random));
    row_some(row, "opportunity", row->id % 4 ? chance + 1 : 0);
    company_put_stamps_from(company, row, random, company->today - random_between(random, 30, 400));
}

bool company_make_offers(struct company *company) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, &offers, &row);
    for (uint64_t i = 0; fine && i < OFFERS; i++) {
        struct random random = random_for(company->options->seed ^ OFFER_STREAM, i);
        row_next(&row);
        put_offer(company, &row, &random);
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}

/* An opportunity that was won has become a project, which are made after it. */
bool company_settle_opportunities(struct company *company) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, &opportunities, &row);
    for (int64_t id = 1; fine && id <= (int64_t)COUNT(chances) && id <= company->options->projects;
         id += STATES) {
        fine = row_find(&row, id);
        if (fine) {
            row_integer(&row, "project", id);
            fine = row_end(&row);
        }
    }
    return row_done(&row) && fine;
}
