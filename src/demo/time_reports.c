/* time_reports.c - years of hours: who worked when, for whom, and what has become of it. */
#include "base/clock.h"
#include "base/decimal.h"
#include "base/progress.h"
#include "demo/company.h"
#include "demo/prices.h"
#include "demo/report_parts.h"

enum {
    REPORT_STREAM = 0x54696d65,
    QUARTER = DECIMAL_ONE / 4,
    INVOICED_AFTER = 120, /* days */
    SETTLED_AFTER = 60,   /* locked and attested */
    LOCKED_AFTER = 30,    /* locked, some attested */
    OPEN_FOR = 10,        /* nothing is handed in yet */
    RETURNED_AFTER = 4,   /* some days were given back */
    HISTORY_DAYS = 4100,
};

static const char *const comments[] = {
    "Rivning och bortforsling.",      "Montage enligt ritning A-40.",
    "Felsökning, jordfel i pumprum.", "Målat två gånger.",
    "Väntat på leverans 1 h.",        "Extraarbete enligt överenskommelse."};
static const char *const notes[] = {"Glömde fotografera.", "Kunden var inte hemma.",
                                    "Räkna på tillägg för lift!"};

/* A user's day, and what has become of it. */
struct worked_day {
    const struct worker *worker;
    int64_t day, reports, quarters; /* of an hour, in all */
    int64_t locked_at, attested_at; /* 0: not yet */
    int64_t returned_at;            /* 0: never, or locked again */
    bool invoiced;
    struct random random;
};

static bool is_weekend(int64_t day) {
    return (day + 3) % 7 > 4;
}

/* The same for the same worker and day, so that days can be counted before they are made. `extra`
 * reports make a short history long enough. */
static struct worked_day day_of(const struct company *company, const struct worker *worker,
                                int64_t day, int64_t extra) {
    struct worked_day worked = {.worker = worker, .day = day};
    uint64_t number = (uint64_t)worker->id * 100000 + (uint64_t)day;

    worked.random = random_for(company->options->seed ^ REPORT_STREAM, number);
    int64_t kind = random_below(&worked.random, 100);
    if (day < worker->start || day > worker->end || kind < (is_weekend(day) ? 97 : 6))
        return worked;
    worked.reports = (kind < 60 ? 1 : kind < 88 ? 2 : 3) + extra;
    worked.quarters = kind % 5 ? 32 : 24 + kind % 16;
    return worked;
}

static void settle(const struct company *company, struct worked_day *worked) {
    int64_t age = company->today - worked->day, draw = random_below(&worked->random, 100);
    int64_t locked = (worked->day + 3) * SECONDS_PER_DAY + 16 * 3600 + draw;

    if (age <= OPEN_FOR || (age <= LOCKED_AFTER && draw >= 40)) {
        if (age > RETURNED_AFTER && draw >= 90)
            worked->returned_at = locked + 18 * 3600;
        return;
    }
    worked->locked_at = locked;
    if (age > SETTLED_AFTER || (age > LOCKED_AFTER && draw < 50))
        worked->attested_at = locked + SECONDS_PER_DAY + 3600 * (draw % 7);
    worked->invoiced = age > INVOICED_AFTER;
}

static int64_t count_day(const struct company *company, int64_t day, int64_t extra) {
    int64_t count = 0;

    for (int64_t i = 0; i < company->user_count; i++)
        count += day_of(company, &company->workers[i], day, extra).reports;
    return count;
}

/* The last day before which enough reports lie; `ret_surplus` are too many on it. */
static int64_t find_first_day(const struct company *company, int64_t *ret_extra,
                              int64_t *ret_surplus) {
    for (int64_t extra = 0;; extra++) {
        int64_t left = company->options->time_reports;
        for (int64_t day = company->today - 1; day > company->today - HISTORY_DAYS; day--) {
            left -= count_day(company, day, extra);
            if (left > 0)
                continue;
            *ret_extra = extra;
            *ret_surplus = -left;
            return day;
        }
    }
}

struct reports {
    struct company *company;
    struct bulk_row row, locked, returned;
    struct report_parts parts;
};

/* Gives each report of the day its share, whole quarters of an hour. */
static int64_t share(const struct worked_day *worked, int64_t which) {
    int64_t each = worked->quarters / worked->reports;

    if (which == worked->reports - 1)
        each = worked->quarters - each * which;
    return each > 0 ? each : 1;
}

static void put_clock(struct bulk_row *row, struct random *random, int64_t quarters) {
    int64_t start = 7 * 60 + random_below(random, 5) * 15;
    bool pauses = random_chance(random, 50);

    row_integer(row, "clockStart", start);
    row_integer(row, "clockEnd", (start + quarters * 15 + (pauses ? 30 : 0)) % (24 * 60));
    row_some(row, "breakMinutes", pauses ? 30 : 0);
}

static void put_hours(struct bulk_row *row, struct random *random, int64_t quarters) {
    bool clocked = random_chance(random, 25);

    if (clocked)
        put_clock(row, random, quarters);
    bool whole = random_chance(random, clocked ? 70 : 80);
    int64_t invoiceable = whole ? quarters : clocked ? quarters / 2 : 0;
    row_integer(row, "hours", quarters * QUARTER);
    row_integer(row, "invoiceableHours", invoiceable * QUARTER);
}

/* Which project, and what follows from it. */
struct target {
    int64_t project, internal, absence, article;
    const struct work *work;
};

static struct target choose_target(const struct company *company, struct random *random) {
    static const struct work none = {0};
    int64_t kind = random_below(random, 100), most = company->options->projects;
    struct target target = {.article = random_between(random, 1, 7), .work = &none};

    if (kind < 85 && most > 0) {
        target.project = random_between(random, 1, most);
        target.work = &company->works[target.project];
    } else if (kind < 95) {
        target.internal = random_between(random, 1, 7);
    } else {
        target.absence = random_between(random, 1, 9);
    }
    return target;
}

static void put_prices(struct bulk_row *row, struct random *random, const struct worker *worker,
                       const struct target *target) {
    int64_t rate = target->work->rate, discount = target->work->discount;

    row_some(row, "cost", worker->cost);
    row_integer(row, "rate", rate ? rate : prices_first(&time_article_prices, target->article));
    row_some(row, "discount",
             discount ? discount : prices_discount(&time_article_prices, target->article));
    if (!target->project || random_chance(random, 60))
        row_text(row, "comment", str_of(RANDOM_PICK(random, comments)));
    if (random_chance(random, 8))
        row_text(row, "internalComment", str_of(RANDOM_PICK(random, notes)));
}

static void put_references(struct bulk_row *row, struct random *random,
                           const struct target *target) {
    row_some(row, "project", target->project);
    row_some(row, "internalProject", target->internal);
    row_some(row, "absenceProject", target->absence);
    row_some(row, "contact", target->work->customer);
    row_integer(row, "activity", random_between(random, 1, 10));
    row_integer(row, "timeCode", random_between(random, 1, 6));
    row_integer(row, "timeArticle", target->article);
}

/* Tasks whose number six divides take no time; see tasks.c. */
static int64_t choose_task(const struct company *company, struct random *random) {
    int64_t most = company->options->tasks;
    int64_t task = most > 0 && random_chance(random, 12) ? random_between(random, 1, most) : 0;

    return task % 6 ? task : 0;
}

/* What its parts have from the report, too. */
static void put_shared(struct bulk_row *row, const struct report *report) {
    row_some(row, "sentToAttestDate", report->sent_at);
    row_some(row, "attestedDate", report->attested_at);
    row_some(row, "costCenter", report->cost_center);
    row_some(row, "bookingProject", report->booking);
    row_some(row, "invoiceId", report->invoice);
}

static void put_end(const struct company *company, struct bulk_row *row, struct random *random,
                    const struct worked_day *worked, struct report *report) {
    int64_t created = worked->day * SECONDS_PER_DAY + 16 * 3600 + random_below(random, 7200);
    int64_t updated = 0;

    if (random_chance(random, 20))
        updated = created + random_between(random, 60, SECONDS_PER_DAY);
    bool automatic = random_chance(random, 10);
    row_some(row, "attestedByUser",
             worked->attested_at && !automatic ? company->first_user + worked->day % 4 : 0);
    report->booking = random_chance(random, 10) ? random_between(random, 1, 4) : 0;
    row_some(row, "task", choose_task(company, random));
    row_integer(row, "user", worked->worker->id);
    row_created(row, created, worked->worker->id);
    row_updated(row, updated, random_chance(random, 5) ? company->first_user : 0);
}

/* Every fourth day's attested work is on a draft until it is invoiced. */
static void put_invoicing(struct bulk_row *row, const struct worked_day *worked,
                          const struct target *target, const struct report *report) {
    bool is_drafted = worked->attested_at && target->project && !report->invoice &&
                      !worked->invoiced && worked->day % 4 == 0;

    row_some(row, "invoicedDate", report->invoice ? worked->day + INVOICED_AFTER - 30 : 0);
    row_some(row, "invoiceDraftId", is_drafted ? 30000 + target->project : 0);
}

static bool put_report(struct reports *reports, struct worked_day *worked, int64_t which) {
    struct company *company = reports->company;
    struct random *random = &worked->random;
    struct bulk_row *row = &reports->row;
    struct target target = choose_target(company, random);
    bool invoiced = worked->invoiced && target.project && random_chance(random, 90);
    int64_t cost_center = target.work->cost_center;
    struct report report = {
        .sent_at = worked->locked_at,
        .attested_at = worked->attested_at,
        .cost_center = cost_center ? cost_center : worked->worker->cost_center,
        .invoice = invoiced ? 20000 + worked->day % 1000 * 10 + target.project % 10 : 0,
    };

    row_next(row);
    report.id = row->id;
    row_integer(row, "date", worked->day);
    put_hours(row, random, share(worked, which));
    put_prices(row, random, worked->worker, &target);
    put_references(row, random, &target);
    put_end(company, row, random, worked, &report);
    put_shared(row, &report);
    put_invoicing(row, worked, &target, &report);
    report_parts_choose(&reports->parts, random, row);
    return row_end(row) && report_parts_put(&reports->parts, &report);
}

static bool lock_day(struct bulk_row *row, const struct worked_day *worked) {
    if (!worked->locked_at)
        return true;
    row_next(row);
    row_integer(row, "user", worked->worker->id);
    row_integer(row, "date", worked->day);
    row_created(row, worked->locked_at, worked->worker->id);
    return row_end(row);
}

static const char *const return_reasons[] = {"Resan till Luleå saknas.",
                                             "Var det rätt projekt på eftermiddagen?", NULL};

/* Whoever leads the user has given the day back. */
static bool return_day(struct bulk_row *row, const struct worked_day *worked) {
    if (!worked->returned_at || !worked->worker->manager)
        return true;
    row_next(row);
    row_integer(row, "user", worked->worker->id);
    row_integer(row, "date", worked->day);
    row_text(row, "comment", str_of(return_reasons[worked->day % 3]));
    row_created(row, worked->returned_at, worked->worker->manager);
    return row_end(row);
}

static bool put_day(struct reports *reports, const struct worker *worker, int64_t day,
                    int64_t extra, int64_t *surplus) {
    struct worked_day worked = day_of(reports->company, worker, day, extra);
    int64_t left_out = worked.reports < *surplus ? worked.reports : *surplus;

    worked.reports -= left_out;
    *surplus -= left_out;
    if (worked.reports == 0)
        return true;
    settle(reports->company, &worked);
    for (int64_t i = 0; i < worked.reports; i++)
        if (!put_report(reports, &worked, i))
            return false;
    return lock_day(&reports->locked, &worked) && return_day(&reports->returned, &worked);
}

static void open_reports(struct reports *reports) {
    struct company *company = reports->company;

    company_rows(company, &time_reports, &reports->row);
    company_rows(company, &locked_days, &reports->locked);
    company_rows(company, &returned_days, &reports->returned);
    report_parts_open(&reports->parts, company);
}

static bool close_reports(struct reports *reports) {
    bool fine = row_done(&reports->row);

    fine = row_done(&reports->locked) && fine;
    fine = row_done(&reports->returned) && fine;
    return report_parts_close(&reports->parts) && fine;
}

bool company_make_time_reports(struct company *company) {
    struct reports reports = {.company = company};
    int64_t count = company->options->time_reports, extra = 0, surplus = 0;
    int64_t day = company->today;
    struct progress progress;
    bool fine = true;

    if (count > 0)
        day = find_first_day(company, &extra, &surplus);
    progress_init(&progress, "time reports", count, company->options->quiet);
    open_reports(&reports);
    for (; fine && day < company->today; day++) {
        for (int64_t i = 0; fine && i < company->user_count; i++)
            fine = put_day(&reports, &company->workers[i], day, extra, &surplus) &&
                   company_step(company);
        progress_show(&progress, reports.row.last_id);
    }
    progress_done(&progress, fine);
    return close_reports(&reports) && fine;
}
