/* people.c - draws names, addresses and numbers. */
#include "demo/people.h"

#include "demo/words.h"

enum {
    ABROAD_PERCENT = 3,
    ADDITIONAL_PERCENT = 18,
    MANY_NAMES_PERCENT = 2,
    ORGANISATION_NUMBERS = 80000000,
};

static const char *const seconds[] = {
    "lgh 1101", "lgh 1203",  "2 tr",   "3 tr ö.g.",
    "Box 112",  "c/o Öberg", "Port B", "Lastkaj 4, \"gamla mejeriet\""};

struct place people_place(struct random *random, struct arena *arena) {
    bool abroad = random_chance(random, ABROAD_PERCENT);
    const struct town *town = abroad ? towns_abroad : towns_at_home;
    size_t count = abroad ? towns_abroad_count : towns_at_home_count;
    const char *street = words_any(&streets, random);
    int number = (int)random_between(random, 1, 140), tail = (int)random_between(random, 10, 99);
    int line = (int)random_below(random, 100);

    town += random_below(random, (int64_t)count);
    struct place place = {
        .street = arena_format(arena, "%s %d", street, number),
        .postal_code = abroad ? str_of(town->postal_code)
                              : arena_format(arena, "%s %02d", town->postal_code, tail),
        .city = str_of(town->name),
        .state = str_of(town->state),
        .phone = arena_format(arena, "%s%02d", town->phone, line),
        .country_id = town->country_id,
    };
    if (random_chance(random, ADDITIONAL_PERCENT))
        place.additional = str_of(RANDOM_PICK(random, seconds));
    return place;
}

void people_put_place(struct bulk_row *row, const struct address_paths *paths,
                      const struct place *place) {
    row_text(row, paths->street, place->street);
    row_text(row, paths->additional, place->additional);
    row_text(row, paths->postal_code, place->postal_code);
    row_text(row, paths->city, place->city);
    row_text(row, paths->state, place->state);
    row_integer(row, paths->country, place->country_id);
}

struct str people_name(struct random *random, struct arena *arena) {
    const char *first = words_any(&first_names, random);
    const char *last = words_any(&last_names, random);

    if (!random_chance(random, MANY_NAMES_PERCENT))
        return arena_format(arena, "%s %s", first, last);
    const char *second = words_any(&first_names, random);
    const char *third = words_any(&first_names, random);
    return arena_format(arena, "%s \"%s\" %s Fredrika Desideria %s-%s", first, third, second,
                        words_any(&last_names, random), last);
}

struct str people_mobile(struct random *random, struct arena *arena) {
    return arena_format(arena, "070-174 06 %02d", (int)random_between(random, 5, 99));
}

char people_check_digit(const char *nine) {
    int sum = 0;

    for (int i = 0; i < 9; i++) {
        int product = (nine[i] - '0') * (i % 2 == 0 ? 2 : 1);
        sum += product / 10 + product % 10;
    }
    return (char)('0' + (10 - sum % 10) % 10);
}

static struct str with_check_digit(struct arena *arena, struct str nine) {
    return arena_format(arena, "%.6s-%.3s%c", nine.at, nine.at + 6, people_check_digit(nine.at));
}

struct str people_personal_number(struct random *random, struct arena *arena) {
    int year = (int)random_between(random, 50, 99);
    int month = (int)random_between(random, 1, 12);
    int day = (int)random_between(random, 1, 28);
    int serial = (int)random_between(random, 980, 999);

    return with_check_digit(arena,
                            arena_format(arena, "%02d%02d%02d%03d", year, month, day, serial));
}

struct str people_organisation_number(uint64_t seed, int64_t id, struct arena *arena) {
    /* The step has no factor in common with the count, so every id gets a number of its own. */
    uint64_t at =
        (seed % ORGANISATION_NUMBERS + (uint64_t)id * UINT64_C(34567891)) % ORGANISATION_NUMBERS;
    int second = (int)(at / 8000000), third = 2 + (int)(at / 1000000 % 8);

    return with_check_digit(arena,
                            arena_format(arena, "4%d%d%06d", second, third, (int)(at % 1000000)));
}

/* The letter that stands for a two-byte character, which begins with C3 but for ć (C4 87). */
static char plain_letter(unsigned char first, unsigned char second) {
    if (first != 0xC3)
        return 'c';
    switch (second | 0x20) { /* the small letter */
    case 0xA5:
    case 0xA4:
    case 0xA1:
        return 'a';
    case 0xB6:
    case 0xB8:
        return 'o';
    case 0xA9:
    case 0xAB:
        return 'e';
    case 0xBC:
        return 'u';
    default:
        return 'x';
    }
}

struct str people_plain(struct arena *arena, struct str text, char gap) {
    char *out = arena_take(arena, text.len + 1, 1);
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.at[i];
        if (c >= 0xC0 && i + 1 < text.len) {
            i++;
            out[len++] = plain_letter(c, (unsigned char)text.at[i]);
        } else if ((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z')) {
            out[len++] = (char)(c | 0x20);
        } else if ((c == ' ' || c == '-') && len > 0 && out[len - 1] != gap) {
            out[len++] = gap;
        }
    }
    while (len > 0 && out[len - 1] == gap)
        len--;
    return (struct str){out, len};
}
