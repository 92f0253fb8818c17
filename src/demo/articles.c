/* articles.c - what the demo company sells, and the cars that bring it. */
#include "base/decimal.h"
#include "demo/company.h"

/* The order of the units in registries.c. */
enum unit { NO_UNIT, PIECE, HOUR, METER, SQUARE_METER, CUBIC_METER, KILOGRAM, PACKAGE, DAY };

/* Number, name, price and cost in hundredths, unit, description. A cost of -1 is not known. */
struct article {
    const char *number, *name;
    int64_t price, cost;
    enum unit unit;
    const char *about;
    bool ended;
};

/* clang-format off */
static const struct article articles[] = {
    {"E9",      "Jordfelsbrytare 2-polig",              49500,   29000, PIECE, "Ersatt av E1002", .ended = true},
    {"E1001",   "Jordfelsbrytare 4-polig 40 A, 30 mA",  89500,   54250, PIECE, "Typ A"},
    {"E1002",   "Jordfelsbrytare 2-polig 25 A, 30 mA",  64900,   38800, PIECE, "Typ A"},
    {"E1010",   "Dvärgbrytare C10",                      9850,    4725, PIECE},
    {"E1011",   "Dvärgbrytare C16",                      9850,    4725, PIECE},
    {"E1012",   "Normcentral, 3 rader",                249000,  165000, PIECE, "54 moduler, IP30"},
    {"E2001",   "Vägguttag 2-vägs, jordat",              8900,    4100, PIECE},
    {"E2002",   "Strömbrytare, trapp",                   7950,    3625, PIECE},
    {"E2003",   "Dimmer LED 5-250 W",                   59500,   34100, PIECE},
    {"E2004",   "Rörelsevakt 180°",                     74900,   46850, PIECE, "Utomhus, IP54"},
    {"E3001",   "Installationskabel EXQ 3G1,5",          1250,     625, METER, "Säljs i hela meter"},
    {"E3002",   "Installationskabel EXQ 3G2,5",          1890,     980, METER, "Säljs i hela meter"},
    {"E3003",   "Installationskabel EXQ 5G6",            6400,    3850, METER},
    {"E3004",   "Flexrör 16 mm",                          595,     240, METER},
    {"E3005",   "Nätverkskabel Cat 6A",                   1295,     710, METER},
    {"E4001",   "Laddbox 22 kW",                       899500,  610000, PIECE, "Med lastbalansering"},
    {"E4002",   "Solcellspanel 425 W",                 189000,  132500, PIECE, "1 722 x 1 134 mm"},
    {"E4003",   "Växelriktare 10 kW",                 1990000, 1475000, PIECE},
    {"E5001",   "Armatur LED 60x60, 4 000 K",           79500,   46500, PIECE},
    {"E5002",   "Nödljusarmatur",                      124500,   81000, PIECE},
    {"B100",    "Regel 45x95",                           3250,    1975, METER, "C24, hyvlad"},
    {"B101",    "Regel 45x120",                          4150,    2590, METER, "C24, hyvlad"},
    {"B102",    "Regel 45x145",                          4950,    3120, METER},
    {"B103",    "Råspont 20x95",                         1795,    1090, METER},
    {"B104",    "Trall 28x120, tryckimpregnerad",        3490,    2140, METER},
    {"B200",    "Gipsskiva 13 mm",                       7900,    5200, PIECE, "900 x 2 500 mm"},
    {"B201",    "OSB-skiva 11 mm",                      15900,   11000, PIECE, "1 197 x 2 500 mm"},
    {"B202",    "Plywood 12 mm",                        34900,   24350, PIECE},
    {"B300",    "Mineralull 95 mm",                     38900,   26500, PACKAGE, "5,2 m² per paket"},
    {"B301",    "Mineralull 145 mm",                    42900,   29500, PACKAGE},
    {"B302",    "Ångspärr 0,2 mm",                       1250,     780, SQUARE_METER},
    {"B400",    "Betong C25/30",                       185000,  139000, CUBIC_METER, "Fritt byggplats, minst 3 m³"},
    {"B401",    "Makadam 8-16",                         49500,   31000, CUBIC_METER},
    {"B402",    "Armeringsnät 6150",                    44900,   31250, PIECE},
    {"B500",    "Takpanna, tegelröd",                    2190,    1350, PIECE},
    {"B501",    "Underlagspapp YAP 2500",                6250,    4100, SQUARE_METER},
    {"B502",    "Hängränna 125 mm",                     14900,    9350, METER},
    {"B600",    "Fönster 10x12, 3-glas",               429000,  310000, PIECE, "Vitmålad insida, aluminium utvändigt"},
    {"B601",    "Innerdörr 9x21",                      129500,   82500, PIECE},
    {"B602",    "Ytterdörr 10x21 \"Älvsbyn\"",         895000,  640000, PIECE},
    {"R100",    "Kopparrör 15 mm",                       8400,    5100, METER},
    {"R101",    "PEX-rör 16 mm",                         2890,    1640, METER},
    {"R200",    "Golvbrunn Ø 75",                       74500,   49000, PIECE},
    {"R300",    "Köksblandare",                        169500,  105000, PIECE},
    {"R301",    "WC-stol, golvstående",                349500,  232500, PIECE},
    {"R400",    "Tätskikt våtrum",                      28500,   17925, SQUARE_METER, "Enligt branschreglerna"},
    {"M100",    "Väggfärg vit, 10 l",                   89900,   56000, PIECE, "Glans 7"},
    {"M101",    "Snickerifärg, 3 l",                    64900,   41500, PIECE},
    {"M200",    "Spackel, medium",                       2190,    1400, KILOGRAM},
    {"M201",    "Kakelfix",                              1745,    1095, KILOGRAM},
    {"S75",     "Träskruv 4,8x75, 250 st",              24900,   13900, PACKAGE},
    {"S90",     "Träskruv 5,2x90, 250 st",              29900,   17250, PACKAGE},
    {"H10",     "Container 10 m³",                     320000,  245000, DAY, "Tömning ingår"},
    {"H20",     "Byggställning",                       125000,   80000, DAY},
    {"H30",     "Skylift 20 m",                        290000,  210000, DAY, "Förare ingår inte"},
    {"H40",     "Byggfläkt 9 kW",                       27500,   14000, DAY},
    {"T1",      "Arbete, extern montör",                69500,   52000, HOUR},
    {"F1",      "Frakt",                                49500,   35000, PIECE},
    {"F2",      "Miljöavgift",                           2500,      -1, PIECE, "Per faktura"},
    {NULL,      "Övrigt enligt överenskommelse",            0,      -1, NO_UNIT},
};

/* Plates never have I and Q, so these belong to nobody. */
static const struct {
    const char *name, *model, *plate, *type;
    bool ended;
} cars[] = {
    {"Servicebil 1",   "Volkswagen Caddy",       "GIQ 01A", "companyCar"},
    {"Servicebil 2",   "Volkswagen Transporter", "GIQ 02B", "companyCar"},
    {"Servicebil 3",   "Renault Kangoo",         "GIQ 03C", "companyCar", .ended = true},
    {"Servicebil 4",   "Volkswagen ID. Buzz",    "GIQ 14D", "companyCar"},
    {"Skåpbil",        "Mercedes-Benz Sprinter", "GIQ 25E", "companyCar"},
    {"Elbil",          "Kia EV6",                "GIQ 36F", "companyCar"},
    {"Lastbil",        "Scania P 280",           "GIQ 477", "companyCar"},
    {"Chefens bil",    "Volvo V60",              "GIQ 588", "officalCar"},
    {"Säljarens bil",  "Škoda Enyaq",            "GIQ 699", "officalCar"},
    {"Poolbil",        NULL,                     NULL,      "companyCar"},
};
/* clang-format on */

static void put_money(struct row *row, int64_t hundredths) {
    if (hundredths < 0)
        row_null(row);
    else
        row_integer(row, hundredths * (DECIMAL_ONE / 100));
}

bool company_make_articles(struct company *company) {
    struct row row;
    bool fine = true;

    row_init(&row, company->arena, company->db, "articles",
             "article_number article_number_key article_number_folded name name_key name_folded "
             "price cost unit_id description is_active created_at created_by_id updated_at "
             "updated_by_id");
    for (size_t i = 0; fine && i < COUNT(articles); i++) {
        row_begin(&row, company->options->account_id, (int64_t)i + 1);
        row_both(&row, COLLATE_NUMBER, str_of(articles[i].number));
        row_both(&row, COLLATE_TEXT, str_of(articles[i].name));
        put_money(&row, articles[i].price);
        put_money(&row, articles[i].cost);
        row_reference(&row, articles[i].unit);
        row_text(&row, str_of(articles[i].about));
        row_integer(&row, !articles[i].ended);
        company_put_stamps(company, &row, (int64_t)i);
        fine = row_end(&row);
    }
    row_done(&row);
    company->registry_rows += (int64_t)COUNT(articles);
    return fine && company_set_last_id(company, "articles", COUNT(articles));
}

bool company_make_cars(struct company *company) {
    struct row row;
    bool fine = true;

    row_init(&row, company->arena, company->db, "company_cars",
             "name name_key name_folded is_active make_and_model registration_number type "
             "created_at created_by_id updated_at updated_by_id");
    for (size_t i = 0; fine && i < COUNT(cars); i++) {
        row_begin(&row, company->options->account_id, (int64_t)i + 1);
        row_both(&row, COLLATE_TEXT, str_of(cars[i].name));
        row_integer(&row, !cars[i].ended);
        row_text(&row, str_of(cars[i].model));
        row_text(&row, str_of(cars[i].plate));
        row_text(&row, str_of(cars[i].type));
        company_put_stamps(company, &row, (int64_t)i);
        fine = row_end(&row);
    }
    row_done(&row);
    company->registry_rows += (int64_t)COUNT(cars);
    return fine && company_set_last_id(company, "company_cars", COUNT(cars));
}
