/* usage_target.h - what a request asked for, without what it told of people.
 *
 * The log of use keeps paths and names of parameters, and only such values as tell nothing of
 * anybody (list_value_is_plain() of read/list_parameters.h): ids, days, choices, paging. Of others,
 * such as what was searched for, and of parameters that nobody declares, a star stands for the
 * value; and for the whole parameter where its name is no name either. */
#ifndef GLIMT_API_USAGE_TARGET_H
#define GLIMT_API_USAGE_TARGET_H

#include "base/arena.h"
#include "plan/resource.h"

/* `/v1/Core/Contacts?page=1&filter.query=*`, in the arena. `listed` is the resource whose list is
 * asked for; NULL: no list is. */
struct str usage_target(struct arena *arena, const struct resource *listed, struct str path,
                        struct str query);

#endif
