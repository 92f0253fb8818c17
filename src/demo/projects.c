/* projects.c - what the demo company builds, and for whom. */
#include "base/decimal.h"
#include "base/instant.h"
#include "base/progress.h"
#include "demo/company.h"
#include "demo/people.h"
#include "demo/project_parts.h"
#include "demo/words.h"

enum { COLLECTIONS = 6, STATUSES = 5, DONE_STATUS = 4, PROJECT_STREAM = 0x50726f6a };

static const char *const collections[COLLECTIONS] = {"Ramavtal kommunen", "Bostadsrättsföreningar",
                                                     "ROT-arbeten",       "Försäkringsskador",
                                                     "Service och jour",  "Norra industriområdet"};
static const char *const bookings[] = {"Vinter", "Sommar", "Jourveckor", "Ombyggnad kontoret"};
static const char *const works[] = {
    "Stambyte",        "Badrumsrenovering", "Tillbyggnad",  "Takbyte",         "Elinstallation",
    "Fasadrenovering", "Köksbyte",          "Ventilation",  "Markarbete",      "Vattenskada",
    "Fönsterbyte",     "Laddstolpar",       "Serviceavtal", "Nybyggnad villa", "Lokalanpassning"};

static bool make_collections(struct company *company) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, &project_collections, &row);
    for (int64_t i = 0; fine && i < COLLECTIONS; i++) {
        row_next(&row);
        row_text(&row, "number", arena_format(row.arena, "P%03d", (int)i + 1));
        row_text(&row, "name", str_of(collections[i]));
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}

static void put_location(struct bulk_row *row, struct random *random) {
    struct place place = people_place(random, row->arena);

    if (random_chance(random, 25))
        return;
    int64_t east = random_below(random, 9000000), north = random_below(random, 12000000);
    row_real(row, "location.longitude", 12.0 + (double)east / 1e6);
    row_real(row, "location.latitude", 55.5 + (double)north / 1e6);
    row_text(row, "location.streetAddress", place.street);
    row_text(row, "location.postalCode", place.postal_code);
    row_text(row, "location.city", place.city);
    row_integer(row, "location.countryId", place.country_id);
}

/* Some customers have prices of their own; reports are priced by them, so they are kept. */
static void put_prices(struct company *company, struct bulk_row *row, struct random *random,
                       struct work *work) {
    int64_t customers = company->options->contacts;

    row_integer(row, "projectManager", company->first_user + random_below(random, 4));
    work->customer =
        customers > 0 && random_chance(random, 92) ? random_between(random, 1, customers) : 0;
    row_some(row, "customer", work->customer);
    row_some(row, "projectCollection",
             random_chance(random, 40) ? random_between(random, 1, COLLECTIONS) : 0);
    work->cost_center = random_chance(random, 30) ? random_between(random, 1, 3) : 0;
    row_some(row, "costCenter", work->cost_center);
    work->rate = random_chance(random, 35) ? random_between(random, 90, 150) * 5 * DECIMAL_ONE : 0;
    row_some(row, "rate", work->rate);
    work->discount = random_chance(random, 15) ? random_between(random, 1, 4) * 5 * DECIMAL_ONE : 0;
    row_some(row, "discount", work->discount);
}

static void put_dates(struct company *company, struct bulk_row *row, struct random *random) {
    int64_t start = company->today - random_between(random, 10, 1500);
    int64_t end = start + random_between(random, 14, 500);
    int64_t status = end < company->today ? random_between(random, DONE_STATUS, STATUSES)
                                          : random_between(random, 1, 3);
    static const char *const types[] = {"ongoing", "ongoing", "fixedPrice", "none"};

    row_some(row, "status", random_chance(random, 95) ? status : 0);
    row_integer(row, "startDate", start);
    if (random_chance(random, 80))
        row_integer(row, "endDate", end);
    row_text(row, "invoiceType", str_of(RANDOM_PICK(random, types)));
}

static bool put_project(struct company *company, struct bulk_row *row, struct bulk_row *comment,
                        int64_t id) {
    struct random random = random_for(company->options->seed ^ PROJECT_STREAM, (uint64_t)id);
    const char *work = RANDOM_PICK(&random, works);
    const char *street = words_any(&streets, &random);
    int64_t number = random_between(&random, 1, 140);

    row_begin(row, id);
    row_text(row, "orderNumber", arena_format(row->arena, "%lld", (long long)id + 1000));
    row_integer(row, "orderNumberValue", id + 1000);
    row_text(row, "title", arena_format(row->arena, "%s %s %d", work, street, (int)number));
    put_dates(company, row, &random);
    put_location(row, &random);
    put_prices(company, row, &random, &company->works[id]);
    company_put_stamps(company, row, id);
    project_put_details(company, row, id);
    return row_end(row) && project_link(company, row, id) &&
           project_put_comments(company, comment, id);
}

bool company_make_projects(struct company *company) {
    int64_t count = company->options->projects;
    struct bulk_row row, comment;
    bool fine = company_make_project_registries(company) && make_collections(company) &&
                company_make_names(company, &booking_projects, bookings, COUNT(bookings)) &&
                company_make_opportunities(company);

    company->works = NEW_ARRAY(company->arena, struct work, (size_t)count + 1);
    company_rows(company, &projects, &row);
    company_rows(company, &project_comments, &comment);
    for (int64_t id = 1; fine && id <= count; id++)
        fine = put_project(company, &row, &comment, id) && company_step(company);
    fine = row_done(&comment) && fine;
    return row_done(&row) && fine;
}
