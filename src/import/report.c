/* report.c - lines for whoever waits, and a report for whoever goes on. */
#include "import/report.h"

#include "base/clock.h"
#include "resources/resources.h"

#include <inttypes.h>
#include <stdio.h>

enum { SHOWN_EVERY = 5000 /* milliseconds */, MINUTE = 60 };

void report_progress(void *context, const struct plan *plan, int64_t come, int64_t there) {
    struct reporter *reporter = context;
    int64_t now = monotonic_milliseconds(), left = there - come;

    if (reporter->quiet || (left > 0 && now - reporter->shown_at < SHOWN_EVERY))
        return;
    reporter->shown_at = now;
    fprintf(stderr, "%s: %" PRId64 " of %" PRId64, plan->resource->plural, come, there);
    if (left > 0 && reporter->rate > 0 && fetch_gets(plan))
        fprintf(stderr, ", about %" PRId64 " minutes left", left / reporter->rate / MINUTE + 1);
    fputs("\n", stderr);
}

void report_beforehand(const struct reporter *reporter, int64_t requests) {
    if (reporter->quiet)
        return;
    if (reporter->rate > 0)
        fprintf(stderr,
                "About %" PRId64
                " requests are needed, and more for what belongs to tasks: %" PRId64
                " minutes at %" PRId64 " a second.\n",
                requests, requests / reporter->rate / MINUTE + 1, reporter->rate);
    else
        fprintf(stderr,
                "About %" PRId64 " requests are needed, and more for what belongs to tasks.\n",
                requests);
}

/* ---- the end ---- */

static bool put_resource(struct keeper *keeper, const struct plan *plan) {
    struct str plural = str_of(plan->resource->plural);
    struct arena *arena = keeper->arena;
    struct step_state state;
    int64_t here, named, aside;

    if (!keep_step(keeper, plural, &state) ||
        !keep_count(keeper,
                    arena_format(arena, "SELECT count(*) FROM %s WHERE account_id = ?1",
                                 plan->resource->table),
                    plural, &here) ||
        !keep_count(
            keeper,
            STR("SELECT count(*) FROM import_names WHERE account_id = ?1 AND resource = ?2"),
            plural, &named) ||
        !keep_count(keeper,
                    STR("SELECT count(*) FROM import_asides WHERE account_id = ?1"
                        " AND resource = ?2"),
                    plural, &aside))
        return false;
    if (!state.there && !here && !named && !aside)
        return true;
    printf("%-28s", plan->resource->plural);
    if (plan->resource->operations & LIST && !plan->resource->parent)
        printf("%10" PRId64, state.there);
    else
        printf("%10s", "-");
    printf("%10" PRId64 "%12" PRId64 "%12" PRId64 "\n", here, named, aside);
    return true;
}

static const struct resource *const shown_last[] = {&cost_centers,
                                                    &departments,
                                                    &equipment_types,
                                                    &opportunities,
                                                    &booking_projects,
                                                    &project_collections,
                                                    &project_statuses,
                                                    &schedules,
                                                    &task_tags,
                                                    &time_reporting_profiles,
                                                    &units,
                                                    &user_tags,
                                                    &task_board_columns,
                                                    &task_checklist_items,
                                                    &travel_reports,
                                                    &allowance_reports,
                                                    &material_reports,
                                                    &equipment_reports,
                                                    &addition_reports,
                                                    &locked_days};

static bool is_shown_last(const struct plan *plan) {
    for (size_t i = 0; i < COUNT(shown_last); i++)
        if (plan->resource == shown_last[i])
            return true;
    return false;
}

static bool put_table(struct keeper *keeper) {
    bool fine = true;

    printf("%-28s%10s%10s%12s%12s\n", "", "there", "here", "only named", "kept aside");
    for (size_t i = 0; fine && i < keeper->plans->count; i++) {
        const struct plan *plan = &keeper->plans->all[i];
        bool is_listed = plan->resource->path && plan->resource != &user_day_statistics;
        if (plan->resource->table && !plan->resource->for_people &&
            (is_listed || is_shown_last(plan)))
            fine = put_resource(keeper, plan);
    }
    return fine;
}

bool report_end(struct reporter *reporter, struct keeper *keeper) {
    if (!put_table(keeper))
        return false;
    for (size_t i = 0; i < reporter->refused; i++)
        printf("The application may not see %s at the source.\n",
               reporter->refused_plans[i]->resource->plural);
    puts(
        "\n\"Only named\" are rows of which the source shows no more than a name.\n"
        "\"Kept aside\" is what could not be stored; the table import_asides has it, with "
        "reasons.\n"
        "The API does not tell passwords, the hours of schedules, the rates, discounts and cost\n"
        "centers of projects, or who locked a day. Invite people in the pages, or with glimt user\n"
        "reset-password; fill in schedules and rates in the pages.");
    return true;
}
