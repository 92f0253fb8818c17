/* people.c - names, addresses and numbers that look right and belong to nobody. */
#include "base/log.h"
#include "demo/company.h"
#include "demo/words.h"

char company_check_digit(const char *nine) {
    int sum = 0;

    for (int i = 0; i < 9; i++) {
        int product = (nine[i] - '0') * (i % 2 == 0 ? 2 : 1);
        sum += product / 10 + product % 10;
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

struct place company_any_place(struct company *company, struct arena *arena) {
    struct random *random = &company->random;
    const struct town *town = &towns[random_below(random, (int64_t)town_count)];
    struct place place = {
        .street = arena_format(arena, "%s %d", streets[random_below(random, (int64_t)street_count)],
                               (int)random_between(random, 1, 140)),
        .postal_code =
            arena_format(arena, "%s %02d", town->postal_code, (int)random_between(random, 10, 99)),
        .city = str_of(town->name),
        .state = str_of(town->state),
    };

    if (random_chance(random, 12))
        place.additional = arena_format(arena, "%d tr", (int)random_between(random, 1, 8));
    return place;
}

struct str company_any_name(struct company *company, struct arena *arena, const char **ret_first,
                            const char **ret_last) {
    const char *first = first_names[random_below(&company->random, (int64_t)first_name_count)];
    const char *last = last_names[random_below(&company->random, (int64_t)last_name_count)];

    if (ret_first)
        *ret_first = first;
    if (ret_last)
        *ret_last = last;
    return arena_format(arena, "%s %s", first, last);
}

static struct str with_check_digit(struct arena *arena, const char *nine) {
    return arena_format(arena, "%.6s-%.3s%c", nine, nine + 6, company_check_digit(nine));
}

struct str company_any_personal_number(struct company *company, struct arena *arena) {
    struct random *random = &company->random;
    int year = (int)random_between(random, 50, 99), month = (int)random_between(random, 1, 12);
    int day = (int)random_between(random, 1, 28), serial = (int)random_between(random, 980, 999);

    return with_check_digit(
        arena, arena_format(arena, "%02d%02d%02d%03d", year, month, day, serial).at);
}

/* Series that begin with 5590 to 5599 are limited companies; these stay among the last of them. */
struct str company_any_organisation_number(struct company *company, struct arena *arena) {
    int rest = (int)random_below(&company->random, 100000);

    return with_check_digit(arena, arena_format(arena, "5599%05d", rest).at);
}

struct str company_any_mobile(struct company *company, struct arena *arena) {
    return arena_format(arena, "070-174 06 %02d", (int)random_between(&company->random, 5, 99));
}

/* The letter that stands for a two-byte character of the word lists. */
static char plain_letter(unsigned char second) {
    switch (second) {
    case 0xA5: case 0x85: case 0xA4: case 0x84: case 0xA1: return 'a';
    case 0xB6: case 0x96: case 0x98: return 'o';
    case 0xA9: case 0x89: case 0xAB: return 'e';
    case 0xBC: return 'u';
    default: return 'x';
    }
}

struct str company_plain(struct arena *arena, struct str text) {
    char *out = arena_take(arena, text.len + 1, 1);
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c >= 0xC0 && i + 1 < text.len)
            out[len++] = plain_letter((unsigned char)text.at[++i]);
        else if ((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
            out[len++] = (char)(c | 0x20);
        else if (c == ' ' && len > 0 && out[len - 1] != '.')
            out[len++] = '.';
    }
    while (len > 0 && out[len - 1] == '.')
        len--;
    return (struct str){out, len};
}
