/* actions.c - what follows from the declarations of actions. */
#include "plan/action.h"

#include "base/log.h"
#include "plan/plan_parts.h"

static _Noreturn void wrong(const struct action *action, const char *what) {
    log_error("The declaration of the action %s %s is wrong: %s.", action->method, action->path,
              what);
    panic_at(__FILE__, __LINE__, "a wrong declaration");
}

static const char *whole_path(struct arena *arena, const struct plan *plan,
                              const struct action *action) {
    if (action->path[0] == '/')
        return action->path;
    if (!plan || !plan->resource->path)
        wrong(action, "there is no path that it continues");
    return arena_format(arena, "%s/:%s/%s", plan->resource->path, resource_id_name(plan->resource),
                        action->path)
        .at;
}

/* Whether an object of values can fill the view; see read/object.h. */
static bool shows_values(const struct view_plan *view) {
    if (!view->view)
        return false;
    for (size_t i = 0; i < view->step_count; i++) {
        const struct step *step = &view->steps[i];
        bool plain = step->kind == STEP_VALUE && step->field->kind != REAL;
        bool group = step->kind == STEP_OPEN || step->kind == STEP_CLOSE;
        bool rows = step->kind == STEP_ROWS && shows_values(&step->rows->to->detail);
        if (!plain && !group && !rows)
            return false;
    }
    return true;
}

static bool tells_secret(const struct view_plan *view) {
    for (size_t i = 0; i < view->step_count; i++) {
        const struct step *step = &view->steps[i];
        if ((step->field && step->field->rules & TELLS_SECRET) ||
            (step->kind == STEP_ROWS && tells_secret(&step->rows->to->detail)))
            return true;
    }
    return false;
}

static bool may_keep_answer(const struct action *action, const struct plan *answer) {
    return action->run && action->right != RIGHT_ANYONE &&
           !(answer && tells_secret(&answer->detail));
}

/* A page of another site can have a browser send a GET. */
static void check(const struct action *action) {
    if (!action->look && !action->run)
        wrong(action, "it does nothing");
    if (action->run && strcmp(action->method, "GET") == 0)
        wrong(action, "a GET must not change anything");
    if (!action->doc)
        wrong(action, "it needs a few words for its reader");
}

static const struct plan *plan_of_part(const struct plans *all, const struct action *action,
                                       const struct resource *part) {
    const struct plan *plan = part ? plan_of(all, part) : NULL;

    if (part && !plan)
        wrong(action, "all_resources lacks its body or its answer");
    return plan;
}

static const char *permission_of(const struct action *action, const struct resource *resource) {
    if (action->permission || !resource)
        return action->permission;
    return strcmp(action->method, "GET") == 0 ? resource->read : resource->write;
}

/* `plan` is that of the resource whose rows the action is about, or NULL. */
static struct action_plan plan_action(struct arena *arena, const struct plans *all,
                                      const struct plan *plan, const struct action *action) {
    const struct plan *answer = plan_of_part(all, action, action->answer);
    const struct resource *resource = plan ? plan->resource : NULL;

    check(action);
    if (answer && !shows_values(&answer->detail))
        wrong(action, "its answer shows more than values");
    return (struct action_plan){
        .declared = action,
        .plan = plan,
        .path = whole_path(arena, plan, action),
        .permission = permission_of(action, resource),
        .group = action->group || !resource ? action->group : resource->group,
        .body = plan_of_part(all, action, action->body),
        .answer = answer ? &answer->detail : NULL,
        .may_keep_answer = may_keep_answer(action, answer),
    };
}

static size_t count_actions(const struct action *actions) {
    size_t count = 0;

    while (actions && actions[count].method)
        count++;
    return count;
}

void plan_own_actions(struct arena *arena, struct plans *plans) {
    size_t most = 0;

    for (size_t i = 0; i < plans->count; i++)
        most += count_actions(plans->all[i].resource->actions);
    plans->actions = NEW_ARRAY(arena, struct action_plan, most + 1);
    for (size_t i = 0; i < plans->count; i++) {
        const struct plan *plan = &plans->all[i];
        const struct action *actions = plan->resource->actions;
        for (size_t j = 0; j < count_actions(actions); j++) {
            struct action_plan *planned = &plans->actions[plans->action_count++];
            *planned = plan_action(arena, plans, plan, &actions[j]);
            planned->stands_with = plan;
        }
    }
}

static const struct plan *managed_plan(const struct plans *managed, const struct action *action) {
    const struct resource *of = action->of;

    for (size_t i = 0; of && i < managed->count; i++)
        if (managed->all[i].resource->managed == of->managed)
            return &managed->all[i];
    if (of)
        wrong(action, "nobody manages the resource that it is about");
    return NULL;
}

void plan_managed_actions(struct arena *arena, const struct plans *all, struct plans *managed,
                          const struct action *const *lists) {
    size_t most = 0;

    for (size_t i = 0; lists[i]; i++)
        most += count_actions(lists[i]);
    managed->actions = NEW_ARRAY(arena, struct action_plan, most + 1);
    for (size_t i = 0; lists[i]; i++)
        for (const struct action *action = lists[i]; action->method; action++) {
            if (action->permission)
                wrong(action, "it is people's, who have no permissions");
            managed->actions[managed->action_count++] =
                plan_action(arena, all, managed_plan(managed, action), action);
        }
}
