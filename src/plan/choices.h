/* choices.h - the words that a CHOICE may be, as declarations list them: ended by a NULL. */
#ifndef GLIMT_PLAN_CHOICES_H
#define GLIMT_PLAN_CHOICES_H

#include "base/arena.h"

/* The choice that `word` names in any case, or NULL. */
const char *choice_find(const char *const *choices, struct str word);

/* "person, company" */
struct str choice_list(struct arena *arena, const char *const *choices);

#endif
