/* choices.c - finds and lists the words that a CHOICE may be. */
#include "plan/choices.h"

const char *choice_find(const char *const *choices, struct str word) {
    for (; *choices; choices++)
        if (str_equal_any_case(str_of(*choices), word))
            return *choices;
    return NULL;
}

struct str choice_list(struct arena *arena, const char *const *choices) {
    struct str list = str_of(*choices);

    for (choices++; *choices; choices++)
        list = arena_format(arena, "%.*s, %s", (int)list.len, list.at, *choices);
    return list;
}
