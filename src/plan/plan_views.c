/* plan_views.c - how a row becomes JSON: the steps of each view, and the SELECT that feeds them. */
#include "base/log.h"
#include "plan/plan_parts.h"

struct building {
    struct planning *planning;
    struct view_plan *view;
    struct buffer columns; /* `t.id, t.name` */
    int column_count;
};

const char *field_shown_name(const struct field *field) {
    return field->shown ? field->shown : field->name;
}

static const struct field *find_field(const struct field *fields, struct str name) {
    for (const struct field *field = fields; field->name; field++)
        if (str_equal(str_of(field->name), name))
            return field;
    return NULL;
}

static int select_column(struct building *building, const struct field *group,
                         const struct field *field) {
    struct arena *arena = building->planning->arena;

    buffer_put_z(&building->columns, building->column_count ? ", " : "");
    if (field->sql)
        buffer_format(&building->columns, "(%s)", plan_expression(arena, field->sql).at);
    if (field->sql && strstr(field->sql, "{viewer}"))
        building->view->names_viewer = building->view->is_asked_for = true;
    if (!field->sql)
        buffer_format(&building->columns, "t.%s", plan_column_name(arena, group, field).at);
    return building->column_count++;
}

static struct step *add_step(struct building *building, enum step_kind kind,
                             const struct field *field) {
    struct step *step = &building->view->steps[building->view->step_count++];

    *step = (struct step){
        .kind = kind,
        .field = field,
        .lead = arena_format(building->planning->arena, ",\"%s\":", field_shown_name(field)),
    };
    return step;
}

static void build(struct planning *planning, const struct view *view, struct str names,
                  struct view_plan *ret);

/* How the row that a field refers to is shown. */
static const struct view_plan *shown_view(const struct planning *planning,
                                          const struct field *field) {
    const struct plan *target = plan_target(planning, field);

    if (!field->as && !target->resource->brief.names)
        plan_wrong(target->resource, "others show it, so it needs a brief view:", field->name);
    if (!field->as)
        return &target->brief;
    struct planning other = *planning;
    other.plan = &planning->plans->all[target - planning->plans->all];
    other.referred = NULL;
    struct view_plan *view = NEW(planning->arena, struct view_plan);
    build(&other, field->as, str_of(field->as->names), view);
    view->is_brief = true;
    return view;
}

static const struct link_plan *find_link(const struct plan *plan, const struct field *field) {
    for (size_t i = 0; i < plan->link_count; i++)
        if (plan->links[i].field == field)
            return &plan->links[i];
    return NULL;
}

static const struct rows_plan *find_rows(const struct plan *plan, const struct field *field) {
    for (size_t i = 0; i < plan->rows_count; i++)
        if (plan->rows[i].field == field)
            return &plan->rows[i];
    return NULL;
}

/* VIA shows the name of the row that a KEY beside it points to. */
static void add_via(struct building *building, const struct field *group,
                    const struct field *field) {
    const struct planning *planning = building->planning;
    const struct field *fields = group ? group->group->fields : planning->plan->resource->fields;
    const struct field *key = find_field(fields, str_of(field->column));

    if (!key || key->kind != KEY)
        plan_wrong(planning->plan->resource, "VIA needs a KEY named by its column:", field->name);
    struct step *step = add_step(building, STEP_NAME, field);
    step->at = select_column(building, group, key);
    step->to = plan_target(planning, key);
}

static void add_simple(struct building *building, const struct field *group,
                       const struct field *field) {
    if (field->kind == VIA) {
        add_via(building, group, field);
        return;
    }
    struct step *step =
        add_step(building, field->kind == REFERENCE ? STEP_BRIEF : STEP_VALUE, field);
    step->at = select_column(building, group, field);
    if (field->kind == REFERENCE)
        step->shown = shown_view(building->planning, field);
}

/* People who manage a row get what they give, also what the API's answers leave out. */
static bool is_shown(const struct planning *planning, const struct field *member) {
    return !(member->rules & HIDDEN) || planning->plan != planning->referred;
}

static void add_group(struct building *building, const struct field *field) {
    struct arena *arena = building->planning->arena;
    struct step *open = add_step(building, STEP_OPEN, field);
    size_t first = building->view->step_count;

    open->at = building->column_count;
    for (const struct field *member = field->group->fields; member->name; member++)
        if (is_shown(building->planning, member))
            add_simple(building, field, member);
    open->span = building->column_count - open->at;
    struct step *close = add_step(building, STEP_CLOSE, field);
    close->lead = STR("}");
    open->skip = (int)(building->view->step_count - first);
    const char *after = field->group->object_name;
    open->lead = field->rules & OPTIONAL ? open->lead
                                         : arena_format(arena, "%.*s{\"objectName\":\"%s\"",
                                                        (int)open->lead.len, open->lead.at, after);
}

static void add_field(struct building *building, const struct field *field) {
    if (field->kind == GROUP) {
        add_group(building, field);
    } else if (field->kind == LINKS) {
        struct step *step = add_step(building, STEP_LINKS, field);
        step->shown = shown_view(building->planning, field);
        step->link = find_link(building->planning->plan, field);
    } else if (field->kind == ROWS) {
        struct step *step = add_step(building, STEP_ROWS, field);
        step->rows = find_rows(building->planning->plan, field);
        building->view->is_asked_for |= field->sql && plan_is_asked_for(field->sql);
    } else {
        add_simple(building, NULL, field);
    }
}

static size_t most_steps(const struct resource *resource) {
    size_t most = 2;

    for (const struct field *field = resource->fields; field->name; field++) {
        most += 2;
        if (field->kind == GROUP)
            for (const struct field *member = field->group->fields; member->name; member++)
                most++;
    }
    return most;
}

/* The fields of a view, or more of them, as `names` says. */
static void build(struct planning *planning, const struct view *view, struct str names,
                  struct view_plan *ret) {
    struct arena *arena = planning->arena;
    const struct resource *resource = planning->plan->resource;
    struct building building = {.planning = planning, .view = ret};

    ret->view = view;
    ret->resource = resource;
    ret->steps = NEW_ARRAY(arena, struct step, most_steps(resource));
    ret->open = arena_format(arena, "{\"objectName\":\"%s\"", view->object_name);
    buffer_init(&building.columns, 16 * 1024);
    while (names.len > 0) {
        struct str name = str_cut(&names, ' ');
        const struct field *field = find_field(resource->fields, name);
        if (!field)
            plan_wrong(resource, "a view names what is no field:", arena_z(arena, name));
        add_field(&building, field);
    }
    struct str columns = plan_keep(arena, &building.columns);
    ret->columns = (struct str){arena_z(arena, columns), columns.len};
    if (resource->table)
        ret->select =
            plan_format_sql(planning, "SELECT %s FROM %s t WHERE t.account_id = ?1 AND t.id = ?2",
                            ret->columns.at, resource->table);
    ret->depends = depends_of_view(ret);
}

static void build_documented(struct planning *planning, const struct view *view,
                             struct view_plan *ret) {
    build(planning, view, str_of(view->names), ret);
}

/* What others get stays the plan's own, so that it costs them nothing. */
static void build_extended(struct planning *planning, const struct view *view,
                           struct view_plan *ret) {
    if (!view->extended)
        return;
    *ret = (struct view_plan){.view = NULL};
    build(planning, view, arena_format(planning->arena, "%s %s", view->names, view->extended), ret);
}

void plan_extended(struct planning *planning) {
    const struct resource *resource = planning->plan->resource;

    if (!resource->list.extended && !resource->detail.extended)
        return;
    struct plan *extended = NEW(planning->arena, struct plan);
    *extended = *planning->plan;
    build_extended(planning, &resource->list, &extended->list);
    build_extended(planning, &resource->detail, &extended->detail);
    if (extended->shown)
        extended->shown = extended->detail.view ? &extended->detail : &extended->list;
    if (extended->list.view)
        extended->of_list = depends_of_list(extended);
    planning->plan->extended = extended;
}

static const struct view_plan *alone(struct planning *planning) {
    struct plan *plan = planning->plan;
    const struct managed *managed = plan->resource->managed;

    if (plan->detail.view || plan->list.view)
        return plan->detail.view ? &plan->detail : &plan->list;
    if (!managed || !managed->list.names)
        return NULL;
    build_documented(planning, managed->detail.names ? &managed->detail : &managed->list,
                     &plan->of_people);
    return &plan->of_people;
}

void plan_views(struct planning *planning) {
    const struct resource *resource = planning->plan->resource;
    struct plan *plan = planning->plan;

    if (resource->brief.names)
        build_documented(planning, &resource->brief, &plan->brief);
    if (resource->list.names)
        build_documented(planning, &resource->list, &plan->list);
    if (resource->detail.names)
        build_documented(planning, &resource->detail, &plan->detail);
    plan->brief.is_brief = true;
    plan->shown = alone(planning);
    if (plan->list.view)
        plan->of_list = depends_of_list(plan);
    if (plan->title && resource->table)
        plan->name_of =
            plan_format_sql(planning, "SELECT t.%s FROM %s t WHERE t.account_id = ?1 AND t.id = ?2",
                            plan->title->name, resource->table);
}
