/* address.c - the postal address of contacts and users. */
#include "resources/resources.h"

/* clang-format off */
const struct group address = {"generic.address", (const struct field[]){
    {"streetAddress",     TEXT, 0,     "Street and number"},
    {"additionalAddress", TEXT, 0,     "A second line"},
    {"postalCode",        TEXT, 0,     "Postal code"},
    {"city",              TEXT, 0,     "Town"},
    {"state",             TEXT, 0,     "Province or state"},
    {"countryId",         KEY,  0,     "The country", .to = &countries},
    {"countryName",       VIA,  FIXED, "The name of the country", .column = "countryId"},
    {0},
}};
/* clang-format on */
