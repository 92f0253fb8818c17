/* classes.c - which columns are set, as one number, and what filters mean by it.
 *
 * With the bits "sent", "attested", "internal" and "absence", of which the last two are apart, a
 * row that is sent and internal is of class 1 + 4 = 5. Of the sixteen numbers four can't be, those
 * with both 4 and 8; twelve are left, and a filter by the kind of project lets four of them
 * through. */
#include "plan/classes.h"

unsigned classes_bit(const struct counting *counting, struct str column) {
    for (unsigned i = 0; counting->bits[i]; i++)
        if (str_equal(column, str_of(counting->bits[i])))
            return 1u << i;
    return 0;
}

unsigned classes_possible(const struct counting *counting) {
    unsigned bits = 0, apart = 0, possible = 0;

    while (counting->bits[bits])
        bits++;
    for (size_t i = 0; counting->apart && counting->apart[i]; i++)
        apart |= classes_bit(counting, str_of(counting->apart[i]));
    for (unsigned i = 0; i < 1u << bits; i++) {
        unsigned both = i & apart;
        if ((both & (both - 1)) == 0) /* none, or one of them */
            possible |= 1u << i;
    }
    return possible;
}

/* The classes with one of `any` bits, or without: of those that may be. */
static unsigned with(const struct counting *counting, unsigned any, bool set) {
    unsigned possible = classes_possible(counting), found = 0;

    for (unsigned i = 0; i < CLASSES_MAX; i++)
        if (((i & any) != 0) == set)
            found |= 1u << i;
    return found & possible;
}

unsigned classes_of_filter(const struct counting *counting, const struct filter *filter,
                           size_t at) {
    struct str names = str_of(filter->set);
    unsigned all = 0, meant = 0;

    if (filter->kind == BOOLEAN)
        return with(counting, classes_bit(counting, names), at == 1);
    for (size_t i = 0; names.len > 0; i++) {
        struct str name = str_cut(&names, ' ');
        unsigned bit = str_equal(name, STR("-")) ? 0 : classes_bit(counting, name);
        all |= bit;
        if (i == at)
            meant = bit;
    }
    return meant ? with(counting, meant, true) : with(counting, all, false);
}
