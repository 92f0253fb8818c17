/* depends.c - from declarations to the areas that matter. */
#include "plan/depends.h"

#include "plan/plan.h"

int area_of(const struct resource *resource) {
    return resource->area ? resource->area->number : NO_AREA;
}

static unsigned area_bit(const struct resource *resource) {
    return resource->area ? 1u << resource->area->number : 0;
}

struct depends depends_of_rows(const struct resource *resource) {
    return (struct depends){area_bit(resource), 0};
}

static bool counts(const struct resource *resource) {
    for (const struct field *field = resource->fields; field->name; field++)
        if (field->rules & COUNTS)
            return true;
    return false;
}

/* Owned rows, and all that they may refer to. */
static void add_rows(struct depends *depends, const struct plan *rows) {
    depends->changed |= area_bit(rows->resource);
    for (size_t i = 0; i < rows->column_count; i++)
        if (rows->columns[i].to)
            depends->changed |= area_bit(rows->columns[i].to->resource);
}

struct depends depends_of_view(const struct view_plan *view) {
    struct depends ret = {area_bit(view->resource), 0};
    bool has_counts = counts(view->resource);

    if (!view->resource->area)
        return ret;
    for (size_t i = 0; i < view->step_count; i++) {
        const struct step *step = &view->steps[i];
        if (step->kind == STEP_BRIEF || step->kind == STEP_LINKS)
            ret.changed |= area_bit(step->field->to);
        if (step->to)
            ret.changed |= area_bit(step->to->resource);
        if (!step->rows)
            continue;
        add_rows(&ret, step->rows->to);
        has_counts |= counts(step->rows->to->resource);
    }
    ret.added = has_counts ? ret.changed : 0;
    return ret;
}

struct depends depends_of_list(const struct plan *plan) {
    struct depends ret = plan->list.depends;

    ret.added |= area_bit(plan->resource);
    return ret;
}

unsigned depends_all(const struct plans *plans) {
    unsigned areas = 0;

    for (int area = NO_AREA + 1; area <= AREAS_MAX; area++)
        if (plans->areas[area])
            areas |= 1u << area;
    return areas;
}

/* Versions only rise, so a sum of them is the same only while each of them is. */
static int64_t sum(unsigned areas, const int64_t *versions) {
    int64_t sum = 0;

    for (; areas; areas &= areas - 1)
        sum += versions[__builtin_ctz(areas)];
    return sum;
}

int64_t depends_version(struct depends depends, const struct versions *versions) {
    return sum(depends.changed, versions->changed) + sum(depends.added, versions->added);
}
