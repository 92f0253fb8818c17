/* words.c - Swedish names, streets and towns; nobody in particular. */
#include "demo/words.h"

const char *const first_names[] = {
    "Åke",    "Örjan",   "Ängla",  "Lotta",   "Jonas",  "Anna",   "Erik",   "Karin",  "Lars",
    "Maria",  "Björn",   "Sofia",  "Göran",   "Eva",    "Nils",   "Ingrid", "Per",    "Märta",
    "Östen",  "Elsa",    "Håkan",  "Linnéa",  "Mats",   "Åsa",    "Sven",   "Emma",   "Ulf",
    "Sara",   "Olof",    "Julia",  "André",   "Fatima", "Ahmed",  "Zoë",    "Mikael", "Helena",
    "Rikard", "Cecilia", "Tobias", "Viktoria"};
const size_t first_name_count = COUNT(first_names);

const char *const last_names[] = {
    "Andersson", "Johansson", "Karlsson",  "Nilsson",   "Eriksson", "Larsson",   "Olsson",
    "Persson",   "Svensson",  "Gustafsson", "Lindberg", "Lindström", "Åström",   "Öberg",
    "Sjögren",   "Bergström", "Nyström",   "Hägglund",  "Björklund", "Ekström",  "Norén",
    "Lindén",    "Wikström",  "Åberg",     "Engström",  "Holmgren", "Sandström", "Östlund",
    "Fransson",  "von Platen", "Mårtensson", "af Geijerstam", "Hassan", "Nguyen", "O'Brien",
    "Müller",    "Hernández", "Ström",     "Zetterlund", "Ängquist"};
const size_t last_name_count = COUNT(last_names);

const char *const streets[] = {
    "Storgatan",     "Kungsgatan",   "Drottninggatan", "Skolgatan",   "Kyrkogatan", "Järnvägsgatan",
    "Björkvägen",    "Ekvägen",      "Tallvägen",      "Åsvägen",     "Ängsvägen",  "Östra Hamngatan",
    "Västra Esplanaden", "Hantverkargatan", "Industrigatan", "Verkstadsgatan", "Blåbärsstigen",
    "Lingonvägen",   "Söderleden",   "Norra Ringvägen", "Solbergavägen", "Älvgatan",  "Fabriksgatan",
    "Magasinsgatan"};
const size_t street_count = COUNT(streets);

const char *const trades[] = {
    "Bygg",      "El",        "Rör",       "Måleri",    "Plåt",     "Golv",    "Fastighet",
    "Schakt",    "Transport", "Snickeri",  "Ventilation", "Betong", "Tak",     "Fönster",
    "Trädgård",  "Städ",      "Lås & Larm", "Kakel",    "Mark",     "Glas",    "Hiss",
    "Kyla",      "Åkeri",     "Konsult"};
const size_t trade_count = COUNT(trades);

const char *const company_endings[] = {"AB", "AB", "AB", "AB", "HB", "KB", "& Söner AB",
                                       "Entreprenad AB", "i Norr AB", "Service AB",
                                       "ekonomisk förening"};
const size_t company_ending_count = COUNT(company_endings);

const struct town towns[] = {
    {"Piteå", "Norrbotten", "941"},       {"Luleå", "Norrbotten", "972"},
    {"Boden", "Norrbotten", "961"},       {"Kiruna", "Norrbotten", "981"},
    {"Skellefteå", "Västerbotten", "931"}, {"Umeå", "Västerbotten", "903"},
    {"Örnsköldsvik", "Västernorrland", "891"}, {"Sundsvall", "Västernorrland", "852"},
    {"Östersund", "Jämtland", "831"},     {"Gävle", "Gävleborg", "802"},
    {"Falun", "Dalarna", "791"},          {"Uppsala", "Uppsala", "753"},
    {"Västerås", "Västmanland", "722"},   {"Örebro", "Örebro", "702"},
    {"Stockholm", "Stockholm", "118"},    {"Södertälje", "Stockholm", "151"},
    {"Linköping", "Östergötland", "582"}, {"Jönköping", "Jönköping", "553"},
    {"Göteborg", "Västra Götaland", "413"}, {"Borås", "Västra Götaland", "503"},
    {"Växjö", "Kronoberg", "352"},        {"Kalmar", "Kalmar", "392"},
    {"Visby", "Gotland", "621"},          {"Halmstad", "Halland", "302"},
    {"Helsingborg", "Skåne", "252"},      {"Malmö", "Skåne", "211"},
    {"Ängelholm", "Skåne", "262"}};
const size_t town_count = COUNT(towns);
