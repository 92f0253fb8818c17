/* registries.c - what the demo company chooses from, as far as rows are much the same. */
#include "base/decimal.h"
#include "demo/company.h"
#include "demo/prices.h"

enum {
    LISTED_MAX = 16,
    NAMES_MAX = 12,
    DAYS_OF_WEEK = 7,
    BEFORE_USERS = 3, /* of the registries: those that users refer to */
};

/* What is only a name. */
static const struct {
    const struct resource *of;
    const char *names[NAMES_MAX];
} lookups[] = {
    {&departments, {"Bygg", "El", "Service", "Kontor", "Lager"}},
    {&time_reporting_profiles, {"Yrkesarbetare", "Tjänsteman"}},
    {&equipment_types, {"Maskin", "Fordon", "Ställning", "Handverktyg"}},
};

static const char *const days_of_week[DAYS_OF_WEEK] = {
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
static const struct {
    const char *name;
    int64_t hours[DAYS_OF_WEEK];
} working_weeks[] = {{"Heltid 40 timmar", {8, 8, 8, 8, 8}},
                     {"Deltid 75 %", {6, 6, 6, 6, 6}},
                     {"Deltid 50 %", {8, 8, 4}}};

static const struct {
    const char *title, *color;
} marks[] = {{"Ledande montör", "#41b18b"}, {"Heta arbeten", "#d9534f"}, {"Lift", "#f0ad4e"}};

/* A row of a registry. */
struct listed {
    const char *name, *about;
    const char *texts[2];
    int64_t numbers[2]; /* 0: not given */
    bool ended;
};

/* The fields that a row's own texts and numbers go to. */
struct registry {
    const struct resource *of;
    const char *texts[2], *numbers[2];
    struct listed rows[LISTED_MAX];
    const struct prices *prices;
};

/* clang-format off */
static const struct registry registries[] = {
    {&time_articles, .prices = &time_article_prices, .rows = {
        {"Arbete", "Ordinarie tid på plats"},
        {"Arbete, specialist", "Behörig elektriker eller besiktningsman"},
        {"Projektledning"},
        {"Restid", "Till och från arbetsplatsen"},
        {"Övertid 1", "De första två timmarna"},
        {"Övertid 2", "Därefter, och på helger"},
        {"Jour"},
        {"Lärlingstid", "Ersatt av \"Arbete\"", .ended = true}}},
    {&time_codes, .numbers = {"isStandard"}, .rows = {
        {"Normal tid", "Vardagar 6.45-16.00", .numbers = {1}},
        {"Övertid enkel", "50 % tillägg"},
        {"Övertid kvalificerad", "100 % tillägg"},
        {"Restid"},
        {"Jour", "Utryckning under jour"},
        {"Beredskap"},
        {"Ackord", "Gäller avtal före 2020", .ended = true}}},
    {&activities, .numbers = {"preferredTimeCode", "preferredTimeArticle"}, .rows = {
        {"Montering", .numbers = {1, 1}},
        {"Felsökning", .numbers = {1, 2}},
        {"Projektledning", .numbers = {1, 3}},
        {"Resa", .numbers = {4, 4}},
        {"Planering", .numbers = {1, 3}},
        {"Besiktning", .numbers = {1, 2}},
        {"Rivning", .numbers = {1, 1}},
        {"Målning", .numbers = {1, 1}},
        {"Jourutryckning", .numbers = {5, 7}},
        {"Ställningsbyggnad"},
        {"Asbestsanering", .ended = true}}},
    {&absence_projects, .texts = {"salaryCodeForMonthlySalary", "salaryCodeForHourlySalary"},
     .numbers = {"commentRequiredWhenTimeReporting", "refersToSickness"}, .rows = {
        {"Semester", NULL, {"120", "125"}},
        {"Sjuk", NULL, {"040", "041"}, {0, 1}},
        {"Vård av barn (VAB)", NULL, {"050", "051"}},
        {"Föräldraledig", NULL, {"055", "056"}},
        {"Tjänstledig", NULL, {"060", "061"}, {1, 0}},
        {"Kompledig", NULL, {"070"}},
        {"Permission", NULL, {"080", "081"}, {1, 0}},
        {"Sjuk, läkarintyg", NULL, {"042", "043"}, {1, 1}},
        {"Facklig tid"},
        {"Värnplikt", NULL, {"090", "091"}, .ended = true}}},
    {&internal_projects, .numbers = {"commentRequiredWhenTimeReporting"}, .rows = {
        {"Utbildning", .numbers = {1}},
        {"Möten"},
        {"Lagerarbete"},
        {"Underhåll av fordon", .numbers = {1}},
        {"Kontor"},
        {"Försäljning"},
        {"Skyddsrond", .numbers = {1}},
        {"Flytt till Öjebyn", .ended = true}}},
    {&allowances, .prices = &allowance_prices, .rows = {
        {"Traktamente hel dag", "Med övernattning"},
        {"Traktamente halv dag", "Avresa efter 12 eller hemkomst före 19"},
        {"Traktamente natt"},
        {"Traktamente Norge", "Enligt Skatteverkets normalbelopp"},
        {"Lunchersättning", "Ersatt av friskvårdsbidrag", .ended = true}}},
    {&contact_tags, .texts = {"color"}, .rows = {
        {"Bra kund", NULL, {"#41b18b"}},
        {"Avtalskund", NULL, {"#3b7dd8"}},
        {"Leverantör", NULL, {"#8e6bbf"}},
        {"Underentreprenör", NULL, {"#d98c3b"}},
        {"Bostadsrättsförening", NULL, {"#5aa9a0"}},
        {"Kommun", NULL, {"#7a7a7a"}},
        {"Betalar sent", NULL, {"#d9534f"}},
        {"Nyhetsbrev", NULL, {"#f0ad4e"}},
        {"ÄTA-ärende", NULL, {"#2f4858"}},
        {"Utan färg"}}},
    {&equipments, .numbers = {"type"}, .prices = &equipment_prices, .rows = {
        {"Minigrävare 1,8 t", "Kräver förarbevis", .numbers = {1}},
        {"Hjullastare", "Med gafflar och skopa", .numbers = {1}},
        {"Saxlift 8 m", "Bara inomhus", .numbers = {1}},
        {"Avfuktare", .numbers = {1}},
        {"Skåpbil", .numbers = {2}},
        {"Släpvagn 750 kg", .numbers = {2}},
        {"Rullställning", "Arbetshöjd 6,2 m", .numbers = {3}},
        {"Hantverkarställning", .numbers = {3}},
        {"Bilningshammare", .numbers = {4}},
        {"Kärnborr", "Ø 20-160 mm", .numbers = {4}},
        {"Värmekamera"},
        {"Kompressor", "Såld", .numbers = {1}, .ended = true}}},
    {&time_additions, .texts = {"type"}, .prices = &addition_prices, .rows = {
        {"Smutsigt arbete", "Per dag", {"boolean"}},
        {"Höjdtillägg", "Över 6 meter", {"boolean"}},
        {"Arbetsledare", NULL, {"boolean"}},
        {"Antal trappor", "Bärhjälp utan hiss", {"number"}},
        {"Verktygsersättning", "Kronor per dag", {"number"}},
        {"Våttillägg", NULL, {"boolean"}, .ended = true}}},
};
/* clang-format on */

static bool make_marks(struct company *company) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, &user_tags, &row);
    for (size_t i = 0; fine && i < COUNT(marks); i++) {
        row_next(&row);
        row_text(&row, "title", str_of(marks[i].title));
        row_text(&row, "color", str_of(marks[i].color));
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}

static bool make_schedules(struct company *company) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, &schedules, &row);
    for (size_t i = 0; fine && i < COUNT(working_weeks); i++) {
        row_next(&row);
        row_text(&row, "name", str_of(working_weeks[i].name));
        for (size_t day = 0; day < DAYS_OF_WEEK; day++)
            row_integer(&row, days_of_week[day], working_weeks[i].hours[day] * DECIMAL_ONE);
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}

static void put_listed(struct bulk_row *row, const struct registry *registry,
                       const struct listed *listed) {
    row_title(row, str_of(listed->name));
    if (listed->about)
        row_text(row, "description", str_of(listed->about));
    if (listed->ended)
        row_integer(row, "isActive", 0);
    for (size_t i = 0; i < COUNT(listed->texts); i++)
        if (listed->texts[i])
            row_text(row, registry->texts[i], str_of(listed->texts[i]));
    for (size_t i = 0; i < COUNT(listed->numbers); i++)
        if (listed->numbers[i])
            row_integer(row, registry->numbers[i], listed->numbers[i]);
    if (registry->prices)
        prices_put(registry->prices, row, row->id);
}

static bool make_registry(struct company *company, const struct registry *registry) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, registry->of, &row);
    for (const struct listed *listed = registry->rows; fine && listed->name; listed++) {
        row_next(&row);
        put_listed(&row, registry, listed);
        company_put_stamps(company, &row, row.id - 1);
        fine = row_end(&row);
    }
    company->registry_rows += row.last_id;
    if (registry->of == &contact_tags)
        company->tag_count = row.last_id;
    return row_done(&row) && fine;
}

static bool make_lookup(struct company *company, const struct resource *of,
                        const char *const *names) {
    size_t count = 0;

    while (names[count])
        count++;
    return company_make_names(company, of, names, count);
}

bool company_make_lookups(struct company *company) {
    for (size_t i = 0; i < COUNT(lookups); i++)
        if (!make_lookup(company, lookups[i].of, lookups[i].names))
            return false;
    return company_make_cost_centers(company) && make_marks(company) && make_schedules(company);
}

bool company_make_first_registries(struct company *company) {
    for (size_t i = 0; i < BEFORE_USERS; i++)
        if (!make_registry(company, &registries[i]))
            return false;
    return true;
}

bool company_make_registries(struct company *company) {
    for (size_t i = BEFORE_USERS; i < COUNT(registries); i++)
        if (!make_registry(company, &registries[i]))
            return false;
    return true;
}
