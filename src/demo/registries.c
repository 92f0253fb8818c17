/* registries.c - what the demo company chooses from, as far as rows are much the same. */
#include "base/log.h"
#include "demo/company.h"

enum {
    LISTED_MAX = 16,
    NAMES_MAX = 12,
    BEFORE_USERS = 3, /* of the registries: those that users refer to */
};

/* What is only a name. */
static const struct {
    const char *table, *names[NAMES_MAX];
} lookups[] = {
    {"departments", {"Bygg", "El", "Service", "Kontor", "Lager"}},
    {"cost_centers", {"100 Produktion", "200 Service", "300 Administration"}},
    {"schedules", {"Heltid 40 timmar", "Deltid 75 %", "Deltid 50 %"}},
    {"time_reporting_profiles", {"Yrkesarbetare", "Tjänsteman"}},
    {"units", {"st", "tim", "m", "m²", "m³", "kg", "paket", "dygn"}},
    {"equipment_types", {"Maskin", "Fordon", "Ställning", "Handverktyg"}},
};

static const struct {
    const char *title, *color;
} user_tags[] = {{"Ledande montör", "#41b18b"}, {"Heta arbeten", "#d9534f"}, {"Lift", "#f0ad4e"}};

/* A row of a registry. */
struct listed {
    const char *name, *about;
    const char *texts[2];
    int64_t numbers[2];
    bool ended;
};

/* `how` has a letter for each column that put_columns() fills: * a name with what derives from it,
 * d the description, a whether it is active, t the next of `texts`, i the next of `numbers`. */
struct registry {
    const char *table, *columns, *how;
    struct listed rows[LISTED_MAX];
};

/* clang-format off */
static const struct registry registries[] = {
    {"time_articles", "name name_key name_folded description is_active", "*da", {
        {"Arbete", "Ordinarie tid på plats"},
        {"Arbete, specialist", "Behörig elektriker eller besiktningsman"},
        {"Projektledning"},
        {"Restid", "Till och från arbetsplatsen"},
        {"Övertid 1", "De första två timmarna"},
        {"Övertid 2", "Därefter, och på helger"},
        {"Jour"},
        {"Lärlingstid", "Ersatt av \"Arbete\"", .ended = true}}},
    {"time_codes", "name name_key name_folded description is_active is_standard", "*dai", {
        {"Normal tid", "Vardagar 6.45-16.00", .numbers = {1}},
        {"Övertid enkel", "50 % tillägg"},
        {"Övertid kvalificerad", "100 % tillägg"},
        {"Restid"},
        {"Jour", "Utryckning under jour"},
        {"Beredskap"},
        {"Ackord", "Gäller avtal före 2020", .ended = true}}},
    /* The numbers are a time code and a time article. */
    {"activities", "name name_key name_folded is_active preferred_time_code_id preferred_time_article_id", "*aii", {
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
    /* The numbers are whether a comment is required and whether it is sickness. */
    {"absence_projects", "name name_key name_folded comment_required_when_time_reporting salary_code_for_monthly_salary"
                         " salary_code_for_hourly_salary refers_to_sickness is_active", "*ittia", {
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
    {"internal_projects", "name name_key name_folded comment_required_when_time_reporting is_active", "*ia", {
        {"Utbildning", .numbers = {1}},
        {"Möten"},
        {"Lagerarbete"},
        {"Underhåll av fordon", .numbers = {1}},
        {"Kontor"},
        {"Försäljning"},
        {"Skyddsrond", .numbers = {1}},
        {"Flytt till Öjebyn", .ended = true}}},
    {"allowances", "name name_key name_folded description is_active", "*da", {
        {"Traktamente hel dag", "Med övernattning"},
        {"Traktamente halv dag", "Avresa efter 12 eller hemkomst före 19"},
        {"Traktamente natt"},
        {"Traktamente Norge", "Enligt Skatteverkets normalbelopp"},
        {"Lunchersättning", "Ersatt av friskvårdsbidrag", .ended = true}}},
    {"contact_tags", "title title_key title_folded color", "*t", {
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
    /* The number is a type of equipment. */
    {"equipments", "name name_key name_folded description is_active type_id", "*dai", {
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
    {"time_additions", "name name_key name_folded description type is_active", "*dta", {
        {"Smutsigt arbete", "Per dag", {"boolean"}},
        {"Höjdtillägg", "Över 6 meter", {"boolean"}},
        {"Arbetsledare", NULL, {"boolean"}},
        {"Antal trappor", "Bärhjälp utan hiss", {"number"}},
        {"Verktygsersättning", "Kronor per dag", {"number"}},
        {"Våttillägg", NULL, {"boolean"}, .ended = true}}},
};
/* clang-format on */

static bool make_names(struct company *company, const char *table, const char *const *names) {
    struct row row;
    int64_t id = 0;
    bool fine = true;

    row_init(&row, company->arena, company->db, table, "name name_key name_folded");
    for (; fine && names[id]; id++) {
        row_begin(&row, company->options->account_id, id + 1);
        row_both(&row, COLLATE_TEXT, str_of(names[id]));
        fine = row_end(&row);
    }
    row_done(&row);
    return fine && company_set_last_id(company, table, id);
}

static bool make_user_tags(struct company *company) {
    struct row row;
    bool fine = true;

    row_init(&row, company->arena, company->db, "user_tags", "title title_key title_folded color");
    for (size_t i = 0; fine && i < COUNT(user_tags); i++) {
        row_begin(&row, company->options->account_id, (int64_t)i + 1);
        row_both(&row, COLLATE_TEXT, str_of(user_tags[i].title));
        row_text(&row, str_of(user_tags[i].color));
        fine = row_end(&row);
    }
    row_done(&row);
    return fine && company_set_last_id(company, "user_tags", COUNT(user_tags));
}

/* A number of 0 is null where null is a value: in a reference. */
static bool is_reference(const char *columns, int at) {
    struct str names = str_of(columns), name = {NULL, 0};

    for (int i = 0; i <= at; i++)
        name = str_cut(&names, ' ');
    return name.len > 3 && memcmp(name.at + name.len - 3, "_id", 3) == 0;
}

static void put_columns(struct row *row, const struct registry *registry,
                        const struct listed *listed) {
    size_t text = 0, number = 0;
    int column = 0;

    for (const char *how = registry->how; *how; how++, column++) {
        switch (*how) {
        case '*':
            row_both(row, COLLATE_TEXT, str_of(listed->name));
            column += 2;
            break;
        case 'd':
            row_text(row, str_of(listed->about));
            break;
        case 'a':
            row_integer(row, !listed->ended);
            break;
        case 't':
            row_text(row, str_of(listed->texts[text++]));
            break;
        default:
            ALWAYS(*how == 'i');
            if (is_reference(registry->columns, column))
                row_reference(row, listed->numbers[number++]);
            else
                row_integer(row, listed->numbers[number++]);
            break;
        }
    }
}

static bool make_registry(struct company *company, const struct registry *registry) {
    const char *columns =
        arena_format(company->arena, "%s created_at created_by_id updated_at updated_by_id",
                     registry->columns)
            .at;
    struct row row;
    int64_t id = 0;
    bool fine = true;

    row_init(&row, company->arena, company->db, registry->table, columns);
    for (; fine && registry->rows[id].name; id++) {
        row_begin(&row, company->options->account_id, id + 1);
        put_columns(&row, registry, &registry->rows[id]);
        company_put_stamps(company, &row, id);
        fine = row_end(&row);
    }
    row_done(&row);
    company->registry_rows += id;
    if (strcmp(registry->table, "contact_tags") == 0)
        company->tag_count = id;
    return fine && company_set_last_id(company, registry->table, id);
}

bool company_make_lookups(struct company *company) {
    for (size_t i = 0; i < COUNT(lookups); i++)
        if (!make_names(company, lookups[i].table, lookups[i].names))
            return false;
    return make_user_tags(company);
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
