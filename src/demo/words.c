/* words.c - Swedish names, streets and towns; nobody in particular. */
#include "demo/words.h"

/* The first countries of every account. */
enum { SWEDEN = 1, NORWAY, DENMARK, FINLAND };

/* Numbers that the Swedish telephone authority keeps free for books and films. */
#define PHONE_NORTH "0980-319 2"
#define PHONE_EAST "08-465 004 "
#define PHONE_WEST "031-390 06 "
#define PHONE_SOUTH "040-628 04 "

#define WORDS(array)                                                                               \
    { array, COUNT(array) }

/* clang-format off */
static const char *const first[] = {
    "Åke", "Örjan", "Ängla", "Lotta", "Jonas", "Anna", "Erik", "Karin", "Lars", "Maria", "Björn",
    "Sofia", "Göran", "Eva", "Nils", "Ingrid", "Per", "Märta", "Östen", "Elsa", "Håkan", "Linnéa",
    "Mats", "Åsa", "Sven", "Emma", "Ulf", "Sara", "Olof", "Julia", "André", "Fatima", "Ahmed",
    "Zoë", "Mikael", "Helena", "Rikard", "Cecilia", "Tobias", "Viktoria", "Désirée", "Stig",
    "Gun-Britt", "Jan-Åke", "Kerstin", "Bengt", "Amina", "Dragan", "Leila", "Tuula", "Gösta",
    "Sigrid", "Oskar", "Frida", "Elin", "Hampus", "Tindra", "Loke", "Ebba", "Günther",
};

static const char *const last[] = {
    "Andersson", "Johansson", "Karlsson", "Nilsson", "Eriksson", "Larsson", "Olsson", "Persson",
    "Svensson", "Gustafsson", "Lindberg", "Lindström", "Åström", "Öberg", "Sjögren", "Bergström",
    "Nyström", "Hägglund", "Björklund", "Ekström", "Norén", "Lindén", "Wikström", "Åberg",
    "Engström", "Holmgren", "Sandström", "Östlund", "Fransson", "von Platen", "Mårtensson",
    "af Geijerstam", "Hassan", "Nguyen", "O'Brien", "Müller", "Hernández", "Ström", "Zetterlund",
    "Ängquist", "Stenbäck", "Öhman", "Rönnqvist", "Söderlund", "Marklund", "Lundqvist",
    "Wallgren", "Kallio", "Petrović", "Åkesson", "Brännström", "Forsberg", "Vallée", "Degerman",
    "Isaksson", "Sundin", "Granlöf", "Norberg", "Fjällström", "Wennerström-Hård",
};

static const char *const street_names[] = {
    "Storgatan", "Kungsgatan", "Drottninggatan", "Skolgatan", "Kyrkogatan", "Järnvägsgatan",
    "Björkvägen", "Ekvägen", "Tallvägen", "Åsvägen", "Ängsvägen", "Östra Hamngatan",
    "Västra Esplanaden", "Hantverkargatan", "Industrigatan", "Verkstadsgatan", "Blåbärsstigen",
    "Lingonvägen", "Söderleden", "Norra Ringvägen", "Solbergavägen", "Älvgatan", "Fabriksgatan",
    "Magasinsgatan", "Prästgårdsgatan", "Trädgårdsgatan", "Nygatan", "Sjögatan", "Mossvägen",
    "Smedjegatan", "Bryggaregatan", "Havrevägen", "Klövervägen", "Stationsgatan", "Torggatan",
    "Övre Kvarngatan", "Lilla Fiskargränd", "Vallmovägen", "Ringgatan", "Höglundavägen",
};

static const char *const trade_names[] = {
    "Bygg", "El", "Rör", "Måleri", "Plåt", "Golv", "Fastighet", "Schakt", "Transport", "Snickeri",
    "Ventilation", "Betong", "Tak", "Fönster", "Trädgård", "Städ", "Lås & Larm", "Kakel", "Mark",
    "Glas", "Hiss", "Kyla", "Åkeri", "Konsult", "Bageri", "Café", "Frisör", "Tandvård", "Optik",
    "Redovisning", "Arkitekter", "Tryckeri",
};

static const char *const endings[] = {
    "AB", "AB", "AB", "AB", "AB", "HB", "KB", "& Söner AB", "Entreprenad AB", "i Norr AB",
    "Service AB", "ekonomisk förening",
};

/* Name, county, postal code, phone, country. */
const struct town towns_at_home[] = {
    {"Piteå", "Norrbotten", "941", PHONE_NORTH, SWEDEN},
    {"Luleå", "Norrbotten", "972", PHONE_NORTH, SWEDEN},
    {"Boden", "Norrbotten", "961", PHONE_NORTH, SWEDEN},
    {"Kiruna", "Norrbotten", "981", PHONE_NORTH, SWEDEN},
    {"Skellefteå", "Västerbotten", "931", PHONE_NORTH, SWEDEN},
    {"Umeå", "Västerbotten", "903", PHONE_NORTH, SWEDEN},
    {"Örnsköldsvik", "Västernorrland", "891", PHONE_NORTH, SWEDEN},
    {"Sundsvall", "Västernorrland", "852", PHONE_NORTH, SWEDEN},
    {"Östersund", "Jämtland", "831", PHONE_NORTH, SWEDEN},
    {"Gävle", "Gävleborg", "802", PHONE_EAST, SWEDEN},
    {"Falun", "Dalarna", "791", PHONE_EAST, SWEDEN},
    {"Karlstad", "Värmland", "652", PHONE_WEST, SWEDEN},
    {"Uppsala", "Uppsala", "753", PHONE_EAST, SWEDEN},
    {"Västerås", "Västmanland", "722", PHONE_EAST, SWEDEN},
    {"Örebro", "Örebro", "702", PHONE_EAST, SWEDEN},
    {"Stockholm", "Stockholm", "118", PHONE_EAST, SWEDEN},
    {"Södertälje", "Stockholm", "151", PHONE_EAST, SWEDEN},
    {"Linköping", "Östergötland", "582", PHONE_EAST, SWEDEN},
    {"Jönköping", "Jönköping", "553", PHONE_WEST, SWEDEN},
    {"Göteborg", "Västra Götaland", "413", PHONE_WEST, SWEDEN},
    {"Borås", "Västra Götaland", "503", PHONE_WEST, SWEDEN},
    {"Växjö", "Kronoberg", "352", PHONE_SOUTH, SWEDEN},
    {"Kalmar", "Kalmar", "392", PHONE_SOUTH, SWEDEN},
    {"Visby", "Gotland", "621", PHONE_EAST, SWEDEN},
    {"Halmstad", "Halland", "302", PHONE_WEST, SWEDEN},
    {"Karlskrona", "Blekinge", "371", PHONE_SOUTH, SWEDEN},
    {"Helsingborg", "Skåne", "252", PHONE_SOUTH, SWEDEN},
    {"Malmö", "Skåne", "211", PHONE_SOUTH, SWEDEN},
    {"Ängelholm", "Skåne", "262", PHONE_SOUTH, SWEDEN},
};
const size_t towns_at_home_count = COUNT(towns_at_home);

const struct town towns_abroad[] = {
    {"Narvik", "Nordland", "8514", PHONE_NORTH, NORWAY},
    {"Trondheim", "Trøndelag", "7010", PHONE_NORTH, NORWAY},
    {"Oslo", "Oslo", "0150", PHONE_WEST, NORWAY},
    {"København", "Hovedstaden", "1050", PHONE_SOUTH, DENMARK},
    {"Helsingør", "Hovedstaden", "3000", PHONE_SOUTH, DENMARK},
    {"Torneå", "Lappland", "95400", PHONE_NORTH, FINLAND},
    {"Vasa", "Österbotten", "65100", PHONE_NORTH, FINLAND},
};
const size_t towns_abroad_count = COUNT(towns_abroad);
/* clang-format on */

const struct words first_names = WORDS(first), last_names = WORDS(last),
                   streets = WORDS(street_names), trades = WORDS(trade_names),
                   company_endings = WORDS(endings);

const char *words_any(const struct words *words, struct random *random) {
    return words->at[random_below(random, (int64_t)words->count)];
}
