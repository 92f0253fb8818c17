/* report.c - lines for whoever waits, and a report for whoever goes on. */
#include "import/report.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/decimal.h"
#include "import/sums.h"
#include "resources/resources.h"

#include <inttypes.h>
#include <stdio.h>

enum { SHOWN_EVERY = 5000 /* milliseconds */, MINUTE = 60 };

static const char *if_many(int64_t count, const char *many, const char *one) {
    return count == 1 ? one : many;
}

/* Rounded up. */
static int64_t minutes(int64_t requests, int64_t rate) {
    return requests / rate / MINUTE + 1;
}

void report_progress(void *context, const struct plan *plan, int64_t come, int64_t there) {
    struct reporter *reporter = context;
    int64_t now = monotonic_milliseconds(), left = there - come;

    if (reporter->quiet || (left > 0 && now - reporter->shown_at < SHOWN_EVERY))
        return;
    reporter->shown_at = now;
    fprintf(stderr, "%s: %" PRId64 " of %" PRId64, plan->resource->plural, come, there);
    if (left > 0 && reporter->rate > 0 && fetch_gets(plan)) {
        int64_t wait = minutes(left, reporter->rate);
        fprintf(stderr, ", about %" PRId64 " minute%s left", wait, if_many(wait, "s", ""));
    }
    fputs("\n", stderr);
}

void report_beforehand(const struct reporter *reporter, int64_t requests) {
    if (reporter->quiet)
        return;
    fprintf(stderr, "About %" PRId64 " requests are needed, and more for what belongs to tasks",
            requests);
    if (reporter->rate > 0) {
        int64_t wait = minutes(requests, reporter->rate);
        fprintf(stderr, ": %" PRId64 " minute%s at %" PRId64 " a second", wait,
                if_many(wait, "s", ""), reporter->rate);
    }
    fputs(".\n", stderr);
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
    if (state.is_done || state.there > 0)
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
        unsigned documented = plan->resource->operations & ~plan->resource->extensions;
        bool is_listed = documented & LIST && plan->resource != &user_day_statistics;
        if (plan->resource->table && !plan->resource->for_people &&
            (is_listed || is_shown_last(plan)))
            fine = put_resource(keeper, plan);
    }
    return fine;
}

/* ---- hours and costs by month ---- */

static void put_amount(int64_t amount) {
    struct buffer text;

    buffer_init(&text, 64);
    decimal_put(&text, amount);
    printf("%18.*s", (int)text.len, text.at);
    buffer_done(&text);
}

static void put_month(const struct month_sums *sums) {
    bool same = sums->hours_there == sums->hours_here && sums->costs_there == sums->costs_here;

    printf("%.*s", (int)sums->month.len, sums->month.at);
    put_amount(sums->hours_there);
    put_amount(sums->hours_here);
    put_amount(sums->costs_there);
    put_amount(sums->costs_here);
    puts(same ? "" : "  differs");
}

static bool put_months(struct keeper *keeper) {
    struct month_sums *all, total = {.month = STR("all    ")};
    size_t count;

    if (!sums_compare(keeper, &all, &count))
        return false;
    if (count == 0)
        return true;
    printf("\n%-7s%18s%18s%18s%18s\n", "", "hours there", "hours here", "costs there",
           "costs here");
    for (size_t i = 0; i < count; i++) {
        put_month(&all[i]);
        total.hours_there += all[i].hours_there;
        total.hours_here += all[i].hours_here;
        total.costs_there += all[i].costs_there;
        total.costs_here += all[i].costs_here;
    }
    put_month(&total);
    return true;
}

/* ---- what was kept aside ---- */

enum { REASONS_SHOWN = 40 };

static bool put_asides(struct keeper *keeper) {
    struct statement *row =
        db_statement(keeper->db, STR("SELECT resource, property, reason, count(*), min(row_id)"
                                     " FROM import_asides WHERE account_id = ?1 GROUP BY 1, 2, 3"
                                     " ORDER BY 1, 2, 3 LIMIT ?2"));
    enum db_step step = DB_FAILED;

    if (!row)
        return false;
    statement_bind_integer(row, 1, keeper->caller.account_id);
    statement_bind_integer(row, 2, REASONS_SHOWN);
    for (size_t shown = 0; (step = statement_step(row)) == DB_ROW; shown++) {
        struct str resource = column_text(row, 0), property = column_text(row, 1);
        struct str reason = column_text(row, 2);
        if (shown == 0)
            puts("\nKept aside:");
        printf("  %.*s%s%.*s: %.*s (%" PRId64 ", such as that of %" PRId64 ")\n", (int)resource.len,
               resource.at, property.len > 0 ? ", " : "", (int)property.len, property.at,
               (int)reason.len, reason.at, column_integer(row, 3), column_integer(row, 4));
    }
    statement_reset(row);
    return step != DB_FAILED;
}

/* ---- what is left to people ---- */

static const struct left {
    const char *sql, *many, *one, *rest;
} lefts[] = {
    {"SELECT count(*) FROM users u WHERE u.account_id = ?1 AND u.email IS NOT NULL"
     " AND (u.end_date IS NULL OR u.end_date >= CAST(CAST(?2 AS TEXT) AS INTEGER))"
     " AND NOT EXISTS (SELECT 1 FROM logins l WHERE l.account_id = u.account_id AND l.id = u.id)",
     "users have", "user has",
     "an address and no password: glimt user invite-all makes a link for each."},
    {"SELECT count(*) FROM users WHERE account_id = ?1 AND email IS NULL", "users have", "user has",
     "no address: fill one in where somebody shall sign in."},
    {"SELECT count(*) FROM users WHERE account_id = ?1 AND permissions = ''", "users have",
     "user has", "no rights yet but to report their own time: choose who administers and leads."},
    {"SELECT count(*) FROM import_names WHERE account_id = ?1 AND resource = 'schedules'",
     "schedules are", "schedule is",
     "known by name: fill in their hours, which saldos and scheduled hours need."},
    {"SELECT count(*) FROM projects WHERE account_id = ?1", "projects came", "project came",
     "without rates, discounts, budgets and cost centers: fill in those that are in use."},
};

static bool put_lefts(struct keeper *keeper) {
    struct str today = arena_format(keeper->arena, "%" PRId64, day_today(instant_now()));
    bool fine = true;

    puts("\nThe API does not tell passwords, the hours of schedules, the rates, discounts "
         "and\n"
         "cost centers of projects, or who locked a day. What is left to do:");
    for (size_t i = 0; fine && i < COUNT(lefts); i++) {
        int64_t count;
        fine = keep_count(keeper, str_of(lefts[i].sql), today, &count);
        if (fine && count > 0)
            printf("%8" PRId64 " %s %s\n", count, if_many(count, lefts[i].many, lefts[i].one),
                   lefts[i].rest);
    }
    return fine;
}

/* ---- what could not be seen ---- */

static void put_unseen(const struct reporter *reporter) {
    puts("\nNot seen, since the documented API has no way to it: invoices and their drafts, "
         "supplier\n"
         "invoices, offers, opportunities, planning, members and comments of projects, prices of\n"
         "contacts, and registry rows that nothing names.");
    for (size_t i = 0; i < reporter->refused; i++)
        printf("The application may not see %s at the source.\n",
               reporter->refused_plans[i]->resource->plural);
    if (reporter->refused > 0)
        puts("So the company is not whole, and can't be changed here. Let the application see the\n"
             "rest and import again, or take it as it is, with glimt import --finish.");
}

bool report_end(struct reporter *reporter, struct keeper *keeper) {
    if (!put_table(keeper))
        return false;
    puts("\"Only named\" are rows of which the source shows no more than a name. \"Kept aside\" is "
         "what\n"
         "could not be stored or what nobody here knows; the table import_asides has it.");
    if (!put_asides(keeper) || !put_months(keeper) || !put_lefts(keeper))
        return false;
    put_unseen(reporter);
    return true;
}
