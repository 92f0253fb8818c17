/* plan.c - from declarations to columns, SQL and JSON steps. */
#include "plan/plan.h"

#include "plan/plan_parts.h"

static bool is_column(const struct field *field) {
    return field->kind != LINKS && field->kind != GROUP && field->kind != VIA &&
           field->kind != ROWS && !field->sql;
}

static size_t field_count(const struct field *fields) {
    size_t count = 0;

    while (fields[count].name)
        count++;
    return count;
}

/* Two fields may show one column in two ways (a tag's title and name); it is stored once, by the
 * first of them. */
static bool is_planned(const struct plan *plan, const char *name) {
    for (size_t i = 0; i < plan->column_count; i++)
        if (strcmp(plan->columns[i].name, name) == 0)
            return true;
    return false;
}

/* The key of what a row of another resource is called, whose columns may not be planned yet. */
static struct str title_key(const struct planning *planning, const struct field *reference) {
    for (const struct field *field = reference->to->fields; field->name; field++)
        if (field->rules & TITLE && field->rules & (SORTED | NUMBERED))
            return arena_format(planning->arena, "%s_key",
                                plan_column_name(planning->arena, NULL, field).at);
    plan_wrong(planning->plan->resource,
               "it sorts by a target that has no TITLE with a key:", reference->name);
}

static void add_column(struct planning *planning, const struct field *group,
                       const struct field *field) {
    struct arena *arena = planning->arena;
    struct plan *plan = planning->plan;
    struct str name = plan_column_name(arena, group, field);

    if (is_planned(plan, name.at))
        return;
    struct column *column = &plan->columns[plan->column_count++];
    *column = (struct column){.field = field, .group = group, .name = name.at};
    const char *input = field->input ? field->input : field->name;
    const char *outer = group ? (group->input ? group->input : group->name) : "";
    const char *point = group ? "." : "";
    column->path = arena_format(arena, "%s%s%s", group ? group->name : "", point, field->name).at;
    column->property = arena_format(arena, "%s%s%s", outer, point, input).at;
    if (field->kind == KEY || field->kind == REFERENCE)
        column->to = plan_target(planning, field);
    if (field->rules & SORTED && field->kind == REFERENCE) {
        struct str own = plan_snake_case(arena, field->name);
        column->copies_key = true;
        column->key_name =
            arena_format(arena, "%.*s_%s", (int)own.len, own.at, title_key(planning, field).at).at;
    } else if (field->rules & (SORTED | NUMBERED)) {
        column->key_name = arena_format(arena, "%s_key", name.at).at;
    }
    if (field->rules & SEARCHED)
        column->folded_name = arena_format(arena, "%s_folded", name.at).at;
    if (field->rules & TITLE)
        plan->title = column;
}

static void add_columns(struct planning *planning) {
    const struct field *fields = planning->plan->resource->fields;
    size_t most = 0;

    for (const struct field *field = fields; field->name; field++)
        most += field->kind == GROUP ? field_count(field->group->fields) : 1;
    planning->plan->columns = NEW_ARRAY(planning->arena, struct column, most);
    for (const struct field *field = fields; field->name; field++) {
        if (is_column(field))
            add_column(planning, NULL, field);
        if (field->kind != GROUP)
            continue;
        for (const struct field *member = field->group->fields; member->name; member++)
            if (is_column(member))
                add_column(planning, field, member);
    }
}

/* Without tables, as in the body of an action, links have no statements. */
static void add_links(struct planning *planning, const struct field *field) {
    struct link_plan *planned = &planning->plan->links[planning->plan->link_count++];
    const struct link *link = field->link;

    *planned = (struct link_plan){.field = field, .to = plan_target(planning, field)};
    if (!link)
        return;
    planned->select = plan_format_sql(
        planning, "SELECT %s FROM %s WHERE account_id = ?1 AND %s = ?2 ORDER BY %s%s", link->target,
        link->table, link->owner, link->in_order ? "position, " : "", link->target);
    planned->insert =
        plan_format_sql(planning, "INSERT INTO %s (account_id, %s, %s%s) VALUES (?1, ?2, ?3%s)",
                        link->table, link->owner, link->target, link->in_order ? ", position" : "",
                        link->in_order ? ", ?4" : "");
    planned->remove = plan_format_sql(planning, "DELETE FROM %s WHERE account_id = ?1 AND %s = ?2",
                                      link->table, link->owner);
}

/* Where the id of a row that stands ALONE is kept. */
static size_t kept_slot(const struct plan *plan, const struct field *field) {
    if (!field->column)
        return SIZE_MAX;
    for (size_t i = 0; i < plan->column_count; i++)
        if (strcmp(plan->columns[i].name, field->column) == 0)
            return i;
    plan_wrong(plan->resource, "there is no column to keep the id of", field->name);
}

static void add_links_and_rows(struct planning *planning) {
    struct arena *arena = planning->arena;
    struct plan *plan = planning->plan;
    const struct field *fields = plan->resource->fields;

    plan->links = NEW_ARRAY(arena, struct link_plan, field_count(fields) + 1);
    plan->rows = NEW_ARRAY(arena, struct rows_plan, field_count(fields) + 1);
    for (const struct field *field = fields; field->name; field++) {
        if (field->kind == ROWS)
            plan->rows[plan->rows_count++] =
                (struct rows_plan){.field = field,
                                   .to = plan_target(planning, field),
                                   .kept = kept_slot(planning->plan, field)};
        if (field->kind == LINKS)
            add_links(planning, field);
    }
}

static void add_referrer(struct planning *planning, const struct resource *by, const char *table,
                         const char *column, const char *property) {
    struct plan *plan = planning->plan;

    plan->referrers[plan->referrer_count++] = (struct referrer){
        plan_format_sql(planning, "SELECT 1 FROM %s WHERE account_id = ?1 AND %s = ?2 LIMIT 1",
                        table, column),
        by, property};
}

/* All of them in one statement, for nearly always nobody refers to what is deleted. */
static void ask_referrers(struct planning *planning) {
    struct plan *plan = planning->plan;
    struct buffer sql;

    buffer_init(&sql, SQL_CEILING);
    for (size_t i = 0; i < plan->referrer_count; i++)
        buffer_format(&sql, "%s EXISTS (%s)", i ? " OR" : "SELECT 1 WHERE",
                      plan->referrers[i].select.text.at);
    plan->is_referred = plan_keep_sql(planning, &sql);
}

/* A filter or rule may name a column of another resource only through its own SQL; here every
 * KEY, REFERENCE and link in the whole API that leads to `plan` is found. */
static void add_referrers(struct planning *planning) {
    struct plan *plan = planning->plan;
    const struct plans *plans = planning->plans;
    size_t most = 0;

    for (size_t i = 0; i < plans->count; i++)
        most += plans->all[i].column_count + plans->all[i].link_count;
    plan->referrers = NEW_ARRAY(planning->arena, struct referrer, most + 1);
    for (size_t i = 0; i < plans->count; i++) {
        const struct plan *by = &plans->all[i];
        if (!by->resource->table)
            continue;
        for (size_t j = 0; j < by->column_count; j++)
            if (by->columns[j].to == planning->referred)
                add_referrer(planning, by->resource, by->resource->table, by->columns[j].name,
                             by->columns[j].path);
        for (size_t j = 0; j < by->link_count; j++)
            if (by->links[j].to == planning->referred)
                add_referrer(planning, by->resource, by->links[j].field->link->table,
                             by->links[j].field->link->target, by->links[j].field->name);
    }
    if (plan->referrer_count > 0)
        ask_referrers(planning);
}

static void plan_columns(struct planning *planning) {
    add_columns(planning);
    add_links_and_rows(planning);
    plan_counting(planning);
}

static void plan_the_rest(struct planning *planning) {
    const struct resource *parent = planning->plan->resource->parent;

    planning->plan->parent = parent ? plan_of(planning->plans, parent) : NULL;
    plan_views(planning);
    plan_lists(planning);
    plan_statements(planning);
    plan_questions(planning);
    plan_changes(planning);
    if (planning->plan->resource->operations & DELETE)
        add_referrers(planning);
}

/* What is versioned under one number is one area. */
static void add_area(struct plans *plans, const struct resource *resource) {
    const struct area *area = resource->area;

    if (!area)
        return;
    if (area->number <= NO_AREA || area->number > AREAS_MAX)
        plan_wrong(resource, "there is no number for the area", area->name);
    if (plans->areas[area->number] && plans->areas[area->number] != area)
        plan_wrong(resource, "another area has the number of", area->name);
    plans->areas[area->number] = area;
}

const struct plans *plan_all(struct arena *arena, const struct resource *const *resources) {
    struct plans *plans = NEW(arena, struct plans);

    while (resources[plans->count])
        plans->count++;
    plans->all = NEW_ARRAY(arena, struct plan, plans->count);
    for (size_t i = 0; i < plans->count; i++) {
        plans->all[i].resource = resources[i];
        add_area(plans, resources[i]);
    }
    for (size_t i = 0; i < plans->count; i++)
        plan_columns(
            &(struct planning){arena, plans, &plans->all[i], &plans->all[i], &plans->slots});
    for (size_t i = 0; i < plans->count; i++)
        plan_the_rest(
            &(struct planning){arena, plans, &plans->all[i], &plans->all[i], &plans->slots});
    for (size_t i = 0; i < plans->count; i++)
        plan_rows(&(struct planning){arena, plans, &plans->all[i], &plans->all[i], &plans->slots});
    for (size_t i = 0; i < plans->count; i++)
        plan_extended(
            &(struct planning){arena, plans, &plans->all[i], &plans->all[i], &plans->slots});
    plan_own_actions(arena, plans);
    return plans;
}

const struct plans *plan_managed(struct arena *arena, const struct plans *plans,
                                 const struct action *const *lists) {
    struct plans *managed = NEW(arena, struct plans);

    memcpy(managed->areas, plans->areas, sizeof(managed->areas));
    managed->all = NEW_ARRAY(arena, struct plan, plans->count);
    managed->slots = plans->slots;
    for (size_t i = 0; i < plans->count; i++) {
        const struct resource *resource = plans->all[i].resource;
        struct plan *plan = &managed->all[managed->count];
        struct planning planning = {arena, plans, plan, &plans->all[i], &managed->slots};
        if (!resource->managed)
            continue;
        managed->count++;
        plan->resource = plan_managed_resource(arena, resource);
        plan_columns(&planning);
        plan_the_rest(&planning);
        plan_rows(&planning);
    }
    plan_managed_actions(arena, plans, managed, lists);
    return managed;
}
