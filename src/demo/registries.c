/* registries.c - what the demo company chooses from. */
#include "demo/company.h"
#include "demo/row.h"

enum {
    LISTED_MAX = 80,
    YEARS = 5,
    BEFORE_USERS = 3, /* of the registries: those that users refer to */
};

/* ---- what is only a name ---- */

static const struct {
    const char *table, *names[10];
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

static bool make_named(struct company *company, const char *table, const char *const *names,
                       size_t most) {
    struct row row;
    int64_t id = 0;
    bool fine = true;

    row_init(&row, company->arena, company->db, table, "name name_key");
    for (; fine && id < (int64_t)most && names[id]; id++) {
        row_begin(&row, company->options->account_id, id + 1);
        row_text(&row, str_of(names[id]));
        row_key(&row, COLLATE_TEXT, str_of(names[id]));
        fine = row_end(&row);
    }
    row_done(&row);
    return fine && company_set_last_id(company, table, id);
}

static bool make_user_tags(struct company *company) {
    struct row row;
    bool fine = true;

    row_init(&row, company->arena, company->db, "user_tags", "title title_key color");
    for (size_t i = 0; fine && i < COUNT(user_tags); i++) {
        row_begin(&row, company->options->account_id, (int64_t)i + 1);
        row_text(&row, str_of(user_tags[i].title));
        row_key(&row, COLLATE_TEXT, str_of(user_tags[i].title));
        row_text(&row, str_of(user_tags[i].color));
        fine = row_end(&row);
    }
    row_done(&row);
    return fine && company_set_last_id(company, "user_tags", COUNT(user_tags));
}

/* ---- registries; each row of these tables becomes one row there ---- */

/* Columns hold: * the name with its key, ? its folded text, d a description, a whether it is
 * active, 0 and 1 flags, t a text from `texts`, i a number from `numbers`. */
struct listed {
    const char *name;
    const char *texts[2];
    int64_t numbers[3];
};

struct registry {
    const char *table, *columns, *how;
    struct listed rows[LISTED_MAX];
};

/* clang-format off */
static const struct registry registries[] = {
    {"time_articles", "name name_key description is_active", "*da", {
        {"Arbete"}, {"Arbete, specialist"}, {"Projektledning"}, {"Restid"}, {"Övertid 1"}, {"Övertid 2"}, {"Jour"}}},
    {"time_codes", "name name_key description is_active is_standard", "*dai", {
        {"Normal tid", .numbers = {1}}, {"Övertid enkel"}, {"Övertid kvalificerad"}, {"Restid"}, {"Jour"}, {"Beredskap"}}},
    {"activities", "name name_key is_active preferred_time_code_id preferred_time_article_id", "*aii", {
        {"Montering", .numbers = {1, 1}}, {"Felsökning", .numbers = {1, 2}}, {"Projektledning", .numbers = {1, 3}},
        {"Resa", .numbers = {4, 4}}, {"Planering", .numbers = {1, 3}}, {"Besiktning", .numbers = {1, 2}},
        {"Rivning", .numbers = {1, 1}}, {"Målning", .numbers = {1, 1}}, {"Jourutryckning", .numbers = {5, 7}}}},
    {"absence_projects", "name name_key comment_required_when_time_reporting salary_code_for_monthly_salary salary_code_for_hourly_salary refers_to_sickness is_active", "*ittia", {
        {"Semester", {"120", "125"}, {0, 0}}, {"Sjuk", {"040", "041"}, {0, 1}}, {"Vård av barn", {"050", "051"}, {0, 0}},
        {"Föräldraledig", {"055", "056"}, {0, 0}}, {"Tjänstledig", {"060", "061"}, {1, 0}}, {"Kompledig", {"070", "071"}, {0, 0}}}},
    {"internal_projects", "name name_key comment_required_when_time_reporting is_active", "*ia", {
        {"Utbildning", .numbers = {1}}, {"Möten"}, {"Lagerarbete"}, {"Underhåll av fordon", .numbers = {1}}, {"Kontor"}, {"Försäljning"}}},
    {"allowances", "name name_key description is_active", "*da", {
        {"Traktamente hel dag"}, {"Traktamente halv dag"}, {"Traktamente natt"}, {"Utlandstraktamente Norge"}}},
    {"articles", "article_number article_number_key article_number_folded name name_key name_folded price cost unit_id description is_active", "n*?iiida", {
        {"Kabel 3G1,5", {"E1001"}, {12500000, 6250000, 3}}, {"Kabel 3G2,5", {"E1002"}, {18900000, 9800000, 3}},
        {"Kabel 5G6", {"E1010"}, {64000000, 38500000, 3}}, {"Vägguttag 2-vägs", {"E2001"}, {89000000, 41000000, 1}},
        {"Strömbrytare trapp", {"E2002"}, {79500000, 36250000, 1}}, {"Jordfelsbrytare 30 mA", {"E3001"}, {690000000, 412500000, 1}},
        {"Normcentral 3 rader", {"E3009"}, {2490000000, 1650000000, 1}}, {"Laddbox 22 kW", {"E9"}, {8995000000, 6100000000, 1}},
        {"Regel 45x95", {"B100"}, {32500000, 19750000, 3}}, {"Regel 45x120", {"B101"}, {41500000, 25900000, 3}},
        {"Gipsskiva 13 mm", {"B200"}, {79000000, 52000000, 1}}, {"OSB-skiva 11 mm", {"B201"}, {159000000, 110000000, 1}},
        {"Mineralull 95 mm", {"B300"}, {389000000, 265000000, 7}}, {"Betong C25/30", {"B400"}, {1850000000, 1390000000, 5}},
        {"Takpannor röda", {"B500"}, {21900000, 13500000, 1}}, {"Fönster 10x12", {"B600"}, {4290000000, 3100000000, 1}},
        {"Kopparrör 15 mm", {"R100"}, {84000000, 51000000, 3}}, {"Golvbrunn Ø 75", {"R200"}, {745000000, 490000000, 1}},
        {"Blandare kök", {"R300"}, {1695000000, 1050000000, 1}}, {"Väggfärg vit 10 l", {"M100"}, {899000000, 560000000, 1}},
        {"Spackel medium", {"M200"}, {219000000, 140000000, 1}}, {"Skruv 4,8x75", {"S75"}, {249000000, 139000000, 7}},
        {"Container 10 m³", {"H10"}, {3200000000, 2450000000, 8}}, {"Byggställning", {"H20"}, {1250000000, 800000000, 8}},
        {"Skylift 20 m", {"H30"}, {2900000000, 2100000000, 8}}, {"Frakt", {"F1"}, {495000000, 350000000, 1}}}},
    {"contact_tags", "title title_key color", "*t", {
        {"Bra kund", {"#41b18b"}}, {"Avtalskund", {"#3b7dd8"}}, {"Leverantör", {"#8e6bbf"}}, {"Underentreprenör", {"#d98c3b"}},
        {"Bostadsrättsförening", {"#5aa9a0"}}, {"Kommun", {"#7a7a7a"}}, {"Betalar sent", {"#d9534f"}}, {"Nyhetsbrev", {"#f0ad4e"}}}},
    {"equipments", "name name_key description is_active type_id", "*dai", {
        {"Minigrävare 1,8 t", .numbers = {1}}, {"Hjullastare", .numbers = {1}}, {"Skåpbil", .numbers = {2}},
        {"Rullställning", .numbers = {3}}, {"Bilningshammare", .numbers = {4}}, {"Avfuktare", .numbers = {1}}}},
    {"time_additions", "name name_key description type is_active", "*dta", {
        {"Smutsigt arbete", {"boolean"}}, {"Höjdtillägg", {"boolean"}}, {"Antal trappor", {"number"}}, {"Verktygsersättning", {"number"}}}},
};

static const struct {
    const char *name, *model, *plate, *type;
} cars[] = {
    {"Servicebil 1", "Volkswagen Caddy", "GLM 01A", "companyCar"}, {"Servicebil 2", "Volkswagen Transporter", "GLM 02B", "companyCar"},
    {"Skåpbil", "Mercedes-Benz Sprinter", "GLM 03C", "companyCar"}, {"Elbil", "Kia EV6", "GLM 04D", "companyCar"},
    {"Chefens bil", "Volvo V60", "GLM 05E", "officalCar"}, {"Lastbil", "Scania P280", "GLM 06F", "companyCar"}};
/* clang-format on */

static void put_name(struct row *row, struct str name, bool folded) {
    row_text(row, name);
    row_key(row, COLLATE_TEXT, name);
    if (folded)
        row_folded(row, name);
}

static void put_number(struct row *row, struct str number) {
    row_text(row, number);
    row_key(row, COLLATE_NUMBER, number);
    row_folded(row, number);
}

static void put_columns(struct company *company, struct row *row, const struct registry *registry,
                        const struct listed *listed) {
    size_t text = 0, number = 0;

    for (const char *how = registry->how; *how; how++) {
        switch (*how) {
        case '*': put_name(row, str_of(listed->name), how[1] == '?'); break;
        case 'n': put_number(row, str_of(listed->texts[text++])); break;
        case 't': row_text(row, str_of(listed->texts[text++])); break;
        case 'i': row_integer(row, listed->numbers[number++]); break;
        case 'a': row_integer(row, random_chance(&company->random, 92)); break;
        case 'd':
            row_text(row, random_chance(&company->random, 60)
                              ? arena_format(row->arena, "%s enligt avtal", listed->name)
                              : (struct str){NULL, 0});
            break;
        default: break;
        }
    }
}

/* When it was made and by whom; one in three was changed later. */
static void put_stamps(struct company *company, struct row *row) {
    int64_t created = company_any_instant(company, YEARS);

    row_integer(row, created);
    row_integer(row, company_any_user(company));
    if (random_chance(&company->random, 33)) {
        row_integer(row, created + random_below(&company->random, company->now - created + 1));
        row_integer(row, company_any_user(company));
    } else {
        row_null(row);
        row_null(row);
    }
}

static bool make_registry(struct company *company, const struct registry *registry) {
    const char *columns = arena_format(company->arena, "%s created_at created_by_id updated_at "
                                                       "updated_by_id", registry->columns).at;
    struct row row;
    int64_t id = 0;
    bool fine = true;

    row_init(&row, company->arena, company->db, registry->table, columns);
    for (; fine && registry->rows[id].name; id++) {
        row_begin(&row, company->options->account_id, id + 1);
        put_columns(company, &row, registry, &registry->rows[id]);
        put_stamps(company, &row);
        fine = row_end(&row);
    }
    row_done(&row);
    return fine && company_set_last_id(company, registry->table, id);
}

static bool make_cars(struct company *company) {
    struct row row;
    bool fine = true;

    row_init(&row, company->arena, company->db, "company_cars",
             "name name_key is_active make_and_model registration_number type created_at "
             "created_by_id updated_at updated_by_id");
    for (size_t i = 0; fine && i < COUNT(cars); i++) {
        row_begin(&row, company->options->account_id, (int64_t)i + 1);
        put_name(&row, str_of(cars[i].name), false);
        row_integer(&row, i != 2);
        row_text(&row, str_of(cars[i].model));
        row_text(&row, str_of(cars[i].plate));
        row_text(&row, str_of(cars[i].type));
        put_stamps(company, &row);
        fine = row_end(&row);
    }
    row_done(&row);
    return fine && company_set_last_id(company, "company_cars", COUNT(cars));
}

bool company_make_lookups(struct company *company) {
    for (size_t i = 0; i < COUNT(lookups); i++)
        if (!make_named(company, lookups[i].table, lookups[i].names, COUNT(lookups[i].names)))
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
    for (size_t i = BEFORE_USERS; i < COUNT(registries); i++) {
        if (!make_registry(company, &registries[i]))
            return false;
        if (strcmp(registries[i].table, "contact_tags") == 0)
            while (registries[i].rows[company->tag_count].name)
                company->tag_count++;
    }
    return make_cars(company);
}
