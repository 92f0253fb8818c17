/* articles.c - what the demo company sells, and the cars that bring it. */
#include "demo/articles.h"

#include "base/decimal.h"
#include "demo/company.h"

enum { NO_UNIT, PIECE, HOUR, METER, SQUARE_METER, CUBIC_METER, KILOGRAM, PACKAGE, DAY };
static const char *const unit_names[] = {"st", "tim", "m", "m²", "m³", "kg", "paket", "dygn"};

/* clang-format off */
static const struct article goods[] = {
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

const struct article *article_of(int64_t id) {
    return &goods[id - 1];
}

int64_t article_price(const struct article *article) {
    return article->price * (DECIMAL_ONE / 100);
}

int64_t article_cost(const struct article *article) {
    return article->cost * (DECIMAL_ONE / 100);
}

const char *article_unit(const struct article *article) {
    return article->unit == NO_UNIT ? NULL : unit_names[article->unit - 1];
}

static bool make_goods(struct company *company) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, &articles, &row);
    for (size_t i = 0; fine && i < COUNT(goods); i++) {
        row_next(&row);
        row_text(&row, "articleNumber", str_of(goods[i].number));
        row_text(&row, "name", str_of(goods[i].name));
        row_integer(&row, "price", article_price(&goods[i]));
        if (goods[i].cost >= 0)
            row_integer(&row, "cost", article_cost(&goods[i]));
        row_some(&row, "unit", goods[i].unit);
        row_text(&row, "description", str_of(goods[i].about));
        row_integer(&row, "isActive", !goods[i].ended);
        company_put_stamps(company, &row, (int64_t)i);
        fine = row_end(&row);
    }
    company->registry_rows += row.last_id;
    return row_done(&row) && fine;
}

bool company_make_articles(struct company *company) {
    return company_make_names(company, &units, unit_names, COUNT(unit_names)) &&
           make_goods(company);
}

bool company_make_cars(struct company *company) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, &company_cars, &row);
    for (size_t i = 0; fine && i < COUNT(cars); i++) {
        row_next(&row);
        row_text(&row, "name", str_of(cars[i].name));
        row_integer(&row, "isActive", !cars[i].ended);
        row_text(&row, "makeAndModel", str_of(cars[i].model));
        row_text(&row, "registrationNumber", str_of(cars[i].plate));
        row_text(&row, "type", str_of(cars[i].type));
        company_put_stamps(company, &row, (int64_t)i);
        fine = row_end(&row);
    }
    company->registry_rows += row.last_id;
    return row_done(&row) && fine;
}
