/* projects.c - what the demo company builds, and for whom. */
#include "base/decimal.h"
#include "base/instant.h"
#include "demo/company.h"
#include "demo/people.h"
#include "demo/progress.h"
#include "demo/words.h"

enum { COLLECTIONS = 6, STATUSES = 5, DONE_STATUS = 4, PROJECT_STREAM = 0x50726f6a };

static const char *const statuses[STATUSES] = {"Offert", "Pågående", "Vilande", "Klar",
                                               "Fakturerad"};
static const char *const collections[COLLECTIONS] = {"Ramavtal kommunen", "Bostadsrättsföreningar",
                                                     "ROT-arbeten",       "Försäkringsskador",
                                                     "Service och jour",  "Norra industriområdet"};
static const char *const bookings[] = {"Vinter", "Sommar", "Jourveckor", "Ombyggnad kontoret"};
static const char *const chances[] = {"Solceller på lagret", "Tillbyggnad skolan", "Nytt badhus"};
static const char *const works[] = {
    "Stambyte",        "Badrumsrenovering", "Tillbyggnad",  "Takbyte",         "Elinstallation",
    "Fasadrenovering", "Köksbyte",          "Ventilation",  "Markarbete",      "Vattenskada",
    "Fönsterbyte",     "Laddstolpar",       "Serviceavtal", "Nybyggnad villa", "Lokalanpassning"};

static const char columns[] =
    "order_number order_number_key order_number_folded title title_key title_folded status_id "
    "start_date end_date invoice_type location_longitude location_latitude "
    "location_street_address location_postal_code location_city location_country_id "
    "project_manager_id customer_id project_collection_id cost_center_id rate discount "
    "created_at created_by_id updated_at updated_by_id";

/* A table of names, some with a number before them. */
static bool make_named(struct company *company, const char *table, const char *const *names,
                       int64_t count) {
    struct row row;
    bool fine = true;

    row_init(&row, company->arena, company->db, table, "name name_key name_folded");
    for (int64_t i = 0; fine && i < count; i++) {
        row_begin(&row, company->options->account_id, i + 1);
        row_both(&row, COLLATE_TEXT, str_of(names[i]));
        fine = row_end(&row);
    }
    row_done(&row);
    return fine && company_set_last_id(company, table, count);
}

static bool make_statuses(struct company *company) {
    struct row row;
    bool fine = true;

    row_init(&row, company->arena, company->db, "project_statuses",
             "name name_key name_folded is_completed_status");
    for (int64_t i = 0; fine && i < STATUSES; i++) {
        row_begin(&row, company->options->account_id, i + 1);
        row_both(&row, COLLATE_TEXT, str_of(statuses[i]));
        row_integer(&row, i + 1 >= DONE_STATUS);
        fine = row_end(&row);
    }
    row_done(&row);
    return fine && company_set_last_id(company, "project_statuses", STATUSES);
}

static bool make_collections(struct company *company) {
    struct row row;
    bool fine = true;

    row_init(&row, company->arena, company->db, "project_collections",
             "number number_key number_folded name name_key name_folded");
    for (int64_t i = 0; fine && i < COLLECTIONS; i++) {
        row_begin(&row, company->options->account_id, i + 1);
        row_both(&row, COLLATE_NUMBER, arena_format(row.arena, "P%03d", (int)i + 1));
        row_both(&row, COLLATE_TEXT, str_of(collections[i]));
        fine = row_end(&row);
    }
    row_done(&row);
    return fine && company_set_last_id(company, "project_collections", COLLECTIONS);
}

static void put_location(struct row *row, struct random *random) {
    struct place place = people_place(random, row->arena);

    if (random_chance(random, 25)) {
        row_nulls(row, 6);
        return;
    }
    int64_t east = random_below(random, 9000000), north = random_below(random, 12000000);
    row_real(row, 12.0 + (double)east / 1e6);
    row_real(row, 55.5 + (double)north / 1e6);
    row_text(row, place.street);
    row_text(row, place.postal_code);
    row_text(row, place.city);
    row_integer(row, place.country_id);
}

/* Some customers have prices of their own; reports are priced by them, so they are kept. */
static void put_prices(struct company *company, struct row *row, struct random *random,
                       struct work *work) {
    int64_t contacts = company->options->contacts;

    row_integer(row, company->first_user + random_below(random, 4));
    work->customer =
        contacts > 0 && random_chance(random, 92) ? random_between(random, 1, contacts) : 0;
    row_reference(row, work->customer);
    row_reference(row, random_chance(random, 40) ? random_between(random, 1, COLLECTIONS) : 0);
    work->cost_center = random_chance(random, 30) ? random_between(random, 1, 3) : 0;
    row_reference(row, work->cost_center);
    work->rate = random_chance(random, 35) ? random_between(random, 90, 150) * 5 * DECIMAL_ONE : 0;
    row_reference(row, work->rate);
    work->discount = random_chance(random, 15) ? random_between(random, 1, 4) * 5 * DECIMAL_ONE : 0;
    row_reference(row, work->discount);
}

static void put_dates(struct company *company, struct row *row, struct random *random) {
    int64_t start = company->today - random_between(random, 10, 1500);
    int64_t end = start + random_between(random, 14, 500);
    int64_t status = end < company->today ? random_between(random, DONE_STATUS, STATUSES)
                                          : random_between(random, 1, 3);
    static const char *const types[] = {"ongoing", "ongoing", "fixedPrice", "none"};

    row_reference(row, random_chance(random, 95) ? status : 0);
    row_integer(row, start);
    if (random_chance(random, 80))
        row_integer(row, end);
    else
        row_null(row);
    row_text(row, str_of(RANDOM_PICK(random, types)));
}

static bool put_project(struct company *company, struct row *row, int64_t id) {
    struct random random = random_for(company->options->seed ^ PROJECT_STREAM, (uint64_t)id);
    struct arena *arena = row->arena;

    row_begin(row, company->options->account_id, id);
    row_both(row, COLLATE_NUMBER, arena_format(arena, "%lld", (long long)id + 1000));
    const char *work = RANDOM_PICK(&random, works);
    const char *street = words_any(&streets, &random);
    int64_t number = random_between(&random, 1, 140);
    row_both(row, COLLATE_TEXT, arena_format(arena, "%s %s %d", work, street, (int)number));
    put_dates(company, row, &random);
    put_location(row, &random);
    put_prices(company, row, &random, &company->works[id]);
    company_put_stamps(company, row, id);
    return row_end(row);
}

bool company_make_projects(struct company *company) {
    int64_t count = company->options->projects;
    struct row row;
    bool fine = make_statuses(company) && make_collections(company) &&
                make_named(company, "booking_projects", bookings, COUNT(bookings)) &&
                make_named(company, "opportunities", chances, COUNT(chances));

    company->works = NEW_ARRAY(company->arena, struct work, (size_t)count + 1);
    row_init(&row, company->arena, company->db, "projects", columns);
    for (int64_t id = 1; fine && id <= count; id++)
        fine = put_project(company, &row, id);
    row_done(&row);
    return fine && company_set_last_id(company, "projects", count);
}
