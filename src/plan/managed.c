/* managed.c - a resource as people manage it, as a resource of its own. */
#include "plan/plan_parts.h"

/* The filters of a managed resource, and behind them the one that keeps to visible rows. */
static const struct filter *managed_filters(struct arena *arena, const struct resource *resource) {
    const struct managed *managed = resource->managed;
    const struct filter *filters = managed->filters ? managed->filters : resource->filters;
    size_t count = 0;

    if (!managed->visible)
        return filters;
    while (filters && filters[count].name)
        count++;
    struct filter *all = NEW_ARRAY(arena, struct filter, count + 2);
    if (count > 0)
        memcpy(all, filters, count * sizeof(*all));
    all[count] = (struct filter){.name = VISIBLE_FILTER,
                                 .kind = INTEGER,
                                 .doc = "Whose rows they are",
                                 .where = managed->visible,
                                 .internal = true};
    return all;
}

const struct resource *plan_managed_resource(struct arena *arena, const struct resource *resource) {
    const struct managed *managed = resource->managed;
    struct resource *whole = NEW(arena, struct resource);

    *whole = *resource;
    whole->path = managed->path;
    whole->operations = managed->operations;
    whole->extensions = 0;
    whole->read = whole->write = NULL;
    whole->created = 201;
    whole->update_id_name = NULL;
    whole->filters = managed_filters(arena, resource);
    whole->sorts = managed->sorts ? managed->sorts : resource->sorts;
    if (managed->list.names) {
        whole->list = managed->list;
        whole->detail = managed->detail.names ? managed->detail : managed->list;
    }
    whole->check_list = managed->check_list ? managed->check_list : resource->check_list;
    whole->actions = NULL;
    whole->uploads = NULL;
    return whole;
}
