/* check.c - a wrong declaration stops the server before it listens. */
#include "plan/check.h"

struct checking {
    struct arena *arena;
    struct db *db;
    const struct plans *all;
    const struct plan *plan;
    const char *problem;
};

static bool wrong(struct checking *checking, const char *what, const char *name) {
    checking->problem = arena_format(checking->arena, "The declaration of %s is wrong: %s %s.",
                                     checking->plan->resource->plural, what, name)
                            .at;
    return false;
}

/* The same for what else changes with a row, and for patches. */
static bool each_change(const struct plan *plan,
                        bool (*visit)(void *, const char *what, struct str sql), void *context) {
    for (size_t i = 0; i < plan->copy_count; i++)
        if (!visit(context, "copy of the key", plan->copies[i].renew.text) ||
            !visit(context, "key before and after", plan->copies[i].key.text))
            return false;
    for (const struct patch_plan *patch = plan->patches; patch && patch->patch; patch++)
        if (!visit(context, patch->patch->name, patch->one.text) ||
            !visit(context, patch->patch->name, patch->many.text))
            return false;
    return true;
}

/* The same for counted lists, of the public plan. All classes have the same statement. */
static bool each_count(const struct counted_plan *counted,
                       bool (*visit)(void *, const char *what, struct str sql), void *context) {
    const struct {
        const char *what;
        struct str sql;
    } blocks[] = {
        {"place of a row", counted->row.text},
        {"places of rows", counted->rows.text},
        {"block of a place", counted->find.text},
        {"next block", counted->next.text},
        {"add to class 0", counted->add[0].text},
        {"add to classes", counted->add_mixed.text},
        {"put a block", counted->put.text},
        {"delete blocks", counted->remove.text},
        {"delete last blocks", counted->remove_rest.text},
    };

    for (size_t i = 0; i < COUNT(blocks); i++)
        if (!visit(context, blocks[i].what, blocks[i].sql))
            return false;
    return true;
}

/* What applications with extended answers are shown in a list, or alone; NULL: nothing more. */
static const struct view_plan *extended_view(const struct plan *plan, bool list) {
    const struct view *view = list ? &plan->resource->list : &plan->resource->detail;

    if (!plan->extended || !view->extended)
        return NULL;
    return list ? &plan->extended->list : &plan->extended->detail;
}

static struct str extended_select(const struct plan *plan, bool list) {
    const struct view_plan *view = extended_view(plan, list);

    return view ? view->select.text : (struct str){NULL, 0};
}

/* Calls `visit` for every statement that follows from a plan, until it says false. */
static bool each_statement(struct arena *arena, const struct plan *plan,
                           bool (*visit)(void *, const char *what, struct str sql), void *context) {
    const struct resource *resource = plan->resource;
    const struct {
        const char *what;
        struct str sql;
    } rows[] = {
        {"brief", plan->brief.select.text},
        {"name", plan->name_of.text},
        {"list item", plan->list.select.text},
        {"extended list item", extended_select(plan, true)},
        {"detail", plan->detail.select.text},
        {"extended detail", extended_select(plan, false)},
        {"seen by people", plan->of_people.select.text},
        {"exists", plan->exists.text},
        {"visible", plan->is_visible.text},
        {"row", plan->row.text},
        {"insert", plan->insert.text},
        {"update", plan->update.text},
        {"delete", plan->remove.text},
        {"next position", plan->next_position.text},
        {"has all its parts", plan->is_full.text},
        {"owned rows", plan->owned_rows.text},
        {"file in use", plan->keeps_file.text},
        {"file that may go", plan->leaves_file.text},
        {"files of rows", plan->names_files.text},
        {"no file of a row", plan->names_nothing.text},
        {"derived rows", plan->derived_count ? plan->derived_rows.text : (struct str){NULL, 0}},
        {"derived from the row", plan->rederive.text},
        {"not as it follows", plan->differing.text},
        {"derived update", plan->derived_count ? plan->derived_update.text : (struct str){NULL, 0}},
    };

    for (size_t i = 0; i < COUNT(rows); i++)
        if (rows[i].sql.len && !visit(context, rows[i].what, rows[i].sql))
            return false;
    for (size_t i = 0; resource->table && i < plan->link_count; i++)
        if (!visit(context, "links", plan->links[i].select.text) ||
            !visit(context, "add link", plan->links[i].insert.text) ||
            !visit(context, "delete links", plan->links[i].remove.text))
            return false;
    for (size_t i = 0; i < plan->rows_count; i++)
        if ((plan->rows[i].select.text.len && !visit(context, "rows", plan->rows[i].select.text)) ||
            (plan->rows[i].ids.text.len &&
             (!visit(context, "ids of rows", plan->rows[i].ids.text) ||
              !visit(context, "other rows", plan->rows[i].others.text))))
            return false;
    if (!each_change(plan, visit, context) ||
        (plan->counted && plan->counted->resource == resource &&
         !each_count(plan->counted, visit, context)))
        return false;
    if (plan->is_referred.text.len > 0 &&
        !visit(context, "referred to at all", plan->is_referred.text))
        return false;
    for (size_t i = 0; i < plan->referrer_count; i++)
        if (!visit(context, "referred to", plan->referrers[i].select.text))
            return false;
    for (size_t i = 0; i < plan->question_count; i++)
        if (!visit(context, arena_format(arena, "ask %s", plan->questions[i].question->name).at,
                   plan->questions[i].sql.text))
            return false;
    if (!(resource->operations & LIST))
        return true;
    for (const struct sort *sort = resource->sorts; sort->name; sort++)
        for (int way = 0; way < 4; way++)
            if (!visit(context, arena_format(arena, "list by %s", sort->name).at,
                       plan_list_sql(arena, plan, 0, sort, way & 1, way & 2)))
                return false;
    for (unsigned bit = 0; resource->filters && resource->filters[bit].name; bit++)
        if (!visit(context, arena_format(arena, "count by %s", resource->filters[bit].name).at,
                   plan_count_sql(arena, plan, 1u << bit)))
            return false;
    return visit(context, "count", plan_count_sql(arena, plan, 0));
}

static bool prepare_one(void *context, const char *what, struct str sql) {
    struct checking *checking = context;

    return db_accepts(checking->db, sql, NULL)
               ? true
               : wrong(checking, "the database refuses its statement:", what);
}

/* A sort without its index would read and sort the whole account for each page. */
static bool check_index(struct checking *checking, const struct sort *sort) {
    const struct resource *resource = checking->plan->resource;

    return db_has_index(checking->db, resource->table, resource->owner, sort->column)
               ? true
               : wrong(checking, "there is no index for the sort", sort->name);
}

/* Other kinds have something else in the place of `to`. */
static bool refers(const struct field *field) {
    bool may = field->kind == KEY || field->kind == REFERENCE || field->kind == LINKS;

    return may && field->to;
}

static bool check_field(struct checking *checking, const struct field *field) {
    bool stored = checking->plan->resource->table;

    if (field->kind == CHOICE && !field->choices)
        return wrong(checking, "a CHOICE needs choices:", field->name);
    if (field->kind == LINKS && ((stored && !field->link) || !field->to))
        return wrong(checking, "LINKS need a link and a target:", field->name);
    if (field->kind == GROUP && !field->group)
        return wrong(checking, "a GROUP needs its members:", field->name);
    if (field->kind == ROWS && (!field->to || (stored && !field->to->owner && !field->sql)))
        return wrong(checking, "ROWS need a target that knows its owner:", field->name);
    if (field->kind == ROWS && !field->sql && field->to->area != checking->plan->resource->area)
        return wrong(checking, "its rows are of another area:", field->name);
    if (checking->plan->resource->area && refers(field) && !field->to->area)
        return wrong(checking, "it is cached, and refers to what has no version:", field->name);
    if (field->kind == BYTES && !(field->rules & SECRET))
        return wrong(checking, "BYTES have to be SECRET:", field->name);
    if (field->rules & SECRET && (field->rules & (FIXED | HIDDEN)) != (FIXED | HIDDEN))
        return wrong(checking, "a SECRET has to be FIXED and HIDDEN:", field->name);
    if (field->rules & TELLS_SECRET && stored)
        return wrong(checking,
                     "answers with its rows are kept, so none TELLS_SECRET:", field->name);
    if (!field->doc)
        return wrong(checking, "a field needs a few words for its reader:", field->name);
    return true;
}

static bool check_secrets(struct checking *checking, const struct view_plan *view) {
    for (size_t i = 0; i < view->step_count; i++)
        if (view->steps[i].field->rules & SECRET)
            return wrong(checking, "a view shows a SECRET:", view->steps[i].field->name);
    return true;
}

/* What others show of a resource holds plain values only, so that showing it ends there; owned rows
 * may refer, but hold no lists. */
static bool check_view(struct checking *checking, const struct view_plan *view, bool owned) {
    for (size_t i = 0; view && i < view->step_count; i++) {
        const struct step *step = &view->steps[i];
        if (step->kind == STEP_ROWS || step->kind == STEP_LINKS ||
            (!owned && step->kind != STEP_VALUE))
            return wrong(checking, "a view that others show holds too much:", step->field->name);
    }
    return true;
}

static bool check_shown(struct checking *checking, const struct view_plan *view) {
    for (size_t i = 0; i < view->step_count; i++) {
        const struct step *step = &view->steps[i];
        if (step->kind == STEP_NAME && !step->to->title)
            return wrong(checking, "VIA needs a target with a TITLE:", step->field->name);
        if (!check_view(checking, step->shown, false) ||
            (step->rows && !check_view(checking, &step->rows->to->detail, true)))
            return false;
    }
    return true;
}

static int count_conditions(const struct filter *filter) {
    return !!filter->where + !!filter->search + !!filter->column + !!filter->set;
}

/* A statement whose rows, or numbers, are cached while what they depend on stays as it is. */
struct reading {
    struct checking *checking;
    const char *what;
    struct depends depends;
};

static const struct resource *resource_of_table(const struct plans *plans, const char *table,
                                                bool *ret_owned) {
    for (size_t i = 0; i < plans->count; i++) {
        const struct plan *plan = &plans->all[i];
        const struct resource *resource = plan->resource;
        *ret_owned = resource->owner != NULL;
        if (resource->table && strcmp(resource->table, table) == 0)
            return resource;
        *ret_owned = true;
        for (size_t j = 0; resource->table && j < plan->link_count; j++)
            if (strcmp(plan->links[j].field->link->table, table) == 0)
                return resource;
    }
    return NULL;
}

/* Rows that others own make their owner's area change when they are made, but other rows that a
 * statement finds or counts must be said to. */
static void check_table(void *context, const char *table) {
    struct reading *reading = context;
    struct checking *checking = reading->checking;
    bool owned, own = strcmp(table, checking->plan->resource->table) == 0;
    const struct resource *resource = resource_of_table(checking->all, table, &owned);

    if (!resource || !(reading->depends.changed & 1u << area_of(resource)))
        wrong(checking,
              arena_format(checking->arena, "its %s does not depend on", reading->what).at, table);
    else if (!own && !owned && !reading->depends.added)
        wrong(checking, arena_format(checking->arena, "its %s needs COUNTS for", reading->what).at,
              table);
}

static bool check_tables(struct checking *checking, const char *what, struct depends depends,
                         struct str sql) {
    struct reading reading = {checking, what, depends};

    if (!db_each_table(checking->db, sql, check_table, &reading))
        return wrong(checking, "the database refuses its statement:", what);
    return !checking->problem;
}

/* The view's own statement, and those of the rows that it computes. */
static bool check_view_depends(struct checking *checking, const struct view_plan *view) {
    if (!view || !view->select.text.len || view->is_asked_for)
        return true;
    if (!check_tables(checking, view->view->object_name, view->depends, view->select.text))
        return false;
    for (size_t i = 0; i < view->step_count; i++)
        if (view->steps[i].rows && view->steps[i].field->sql &&
            !check_tables(checking, view->steps[i].field->name, view->depends,
                          view->steps[i].rows->select.text))
            return false;
    return true;
}

/* What is cached must not outlive a change of what it was read from. */
static bool check_depends(struct checking *checking) {
    const struct plan *plan = checking->plan;
    const struct view_plan *views[] = {&plan->brief, &plan->list, &plan->detail,
                                       extended_view(plan, true), extended_view(plan, false)};
    const struct filter *filters = plan->resource->filters;

    if (!plan->resource->area)
        return true;
    for (size_t i = 0; i < COUNT(views); i++)
        if (!check_view_depends(checking, views[i]))
            return false;
    for (unsigned bit = 0; filters && filters[bit].name; bit++)
        if (plan->list.view &&
            !check_tables(checking,
                          arena_format(checking->arena, "filter %s", filters[bit].name).at,
                          plan->of_list, plan_count_sql(checking->arena, plan, 1u << bit)))
            return false;
    return true;
}

/* When a row is deleted, its values are not known. */
static bool names_fields(const struct question_plan *asked) {
    for (size_t i = 0; i < asked->binding_count; i++)
        if (asked->bindings[i].kind == BIND_VALUE || asked->bindings[i].kind == BIND_LINKS)
            return true;
    return asked->altered.count + asked->needs.count + asked->into.count > 0;
}

/* Each column of its row has a field to go into; without fields there is one, the answer. */
static bool check_question(struct checking *checking, const struct question_plan *asked) {
    const struct question *question = asked->question;
    int columns = asked->into.count > 0 ? (int)asked->into.count : 1, given;

    if (asked->unknown)
        return wrong(checking, "a question names what it cannot know:", asked->unknown);
    if (question->on & DELETE && names_fields(asked))
        return wrong(checking, "a delete has no values to ask about:", question->name);
    if (question->copies && question->fills)
        return wrong(checking, "a question copies or fills, not both:", question->name);
    if (!db_accepts(checking->db, asked->sql.text, &given))
        return wrong(checking, "the database refuses its question:", question->name);
    if (given != columns)
        return wrong(checking, "a question needs a column for each field:", question->name);
    return true;
}

static bool check_questions(struct checking *checking) {
    for (size_t i = 0; i < checking->plan->question_count; i++)
        if (!check_question(checking, &checking->plan->questions[i]))
            return false;
    return true;
}

static bool check_views(struct checking *checking) {
    const struct plan *plan = checking->plan;
    const struct view_plan *views[] = {&plan->list, &plan->detail, extended_view(plan, true),
                                       extended_view(plan, false)};

    for (size_t i = 0; i < COUNT(views); i++)
        if (views[i] && (!check_shown(checking, views[i]) || !check_secrets(checking, views[i])))
            return false;
    return check_view(checking, &plan->brief, false) && check_secrets(checking, &plan->brief);
}

static bool check_plan(struct checking *checking) {
    const struct resource *resource = checking->plan->resource;
    unsigned filters = 0;

    for (const struct field *field = resource->fields; field->name; field++)
        if (!check_field(checking, field))
            return false;
    for (; resource->filters && resource->filters[filters].name; filters++)
        if (count_conditions(&resource->filters[filters]) != 1)
            return wrong(checking,
                         "a filter needs one condition:", resource->filters[filters].name);
    if (filters > FILTERS_MAX)
        return wrong(checking, "there are too many filters:", resource->plural);
    if (resource->parent && resource->parent->area != resource->area)
        return wrong(checking, "it is of another area than its parent:", resource->plural);
    if (resource->operations & LIST && (!resource->sorts || !checking->plan->list.view))
        return wrong(checking, "a list needs a sort and a view:", resource->plural);
    for (const struct sort *sort = resource->sorts; sort && sort->name; sort++)
        if (!check_index(checking, sort))
            return false;
    return check_views(checking) && check_questions(checking) &&
           each_statement(checking->arena, checking->plan, prepare_one, checking) &&
           check_depends(checking);
}

bool check_plans(struct arena *arena, struct db *db, const struct plans *all,
                 const struct plans *plans, const char **ret_problem) {
    for (size_t i = 0; i < plans->count; i++) {
        struct checking checking = {arena, db, all, &plans->all[i], NULL};
        if (!check_plan(&checking)) {
            *ret_problem = checking.problem;
            return false;
        }
    }
    if (db_accepted(db))
        return true;
    *ret_problem = "The declarations are wrong: the database refuses a statement of theirs.";
    return false;
}

static bool print_one(void *context, const char *what, struct str sql) {
    buffer_format(context, "  %-24s %.*s\n", what, (int)sql.len, sql.at);
    return true;
}

static void print_areas(const struct plans *plans, const char *what, unsigned areas,
                        struct buffer *out) {
    if (areas == 0)
        return;
    buffer_format(out, "  %-23s", what);
    for (int area = NO_AREA + 1; area <= AREAS_MAX; area++)
        if (areas & 1u << area)
            buffer_format(out, " %s", plans->areas[area]->name);
    buffer_put_char(out, '\n');
}

/* What invalidates a cached list, and a cached row in it. */
static void print_depends(const struct plans *plans, const struct plan *plan, struct buffer *out) {
    print_areas(plans, "invalidated by changes", plan->of_list.changed, out);
    print_areas(plans, "list invalidated by new", plan->of_list.added, out);
    print_areas(plans, "item invalidated by new", plan->list.depends.added, out);
}

void statements_print(struct arena *arena, const struct plans *plans, struct buffer *out) {
    for (size_t i = 0; i < plans->count; i++) {
        buffer_format(out, "%s\n", plans->all[i].resource->plural);
        print_depends(plans, &plans->all[i], out);
        each_statement(arena, &plans->all[i], print_one, out);
    }
}
