/* time_reports.c - years of hours: who worked when, for whom, and what has become of it. */
#include "base/clock.h"
#include "base/decimal.h"
#include "demo/company.h"
#include "demo/progress.h"

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

static const char columns[] =
    "date clock_start clock_end hours invoiceable_hours break_minutes cost rate discount comment "
    "internal_comment sent_to_attest_at attested_at user_id project_id internal_project_id "
    "absence_project_id contact_id activity_id time_code_id time_article_id cost_center_id "
    "invoice_id created_at updated_at attested_by_id booking_project_id task_id created_by_id "
    "updated_by_id user_name_key class sent_order attested_order updated_order";

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
    struct row row;
    int64_t id, travels, allowances, materials, equipments, additions, locked, returned;
};

/* Gives each report of the day its share, whole quarters of an hour. */
static int64_t share(const struct worked_day *worked, int64_t which) {
    int64_t each = worked->quarters / worked->reports;

    if (which == worked->reports - 1)
        each = worked->quarters - each * which;
    return each > 0 ? each : 1;
}

static void put_clock(struct row *row, struct random *random, int64_t quarters) {
    int64_t start = 7 * 60 + random_below(random, 5) * 15;
    bool pauses = random_chance(random, 50);

    row_integer(row, start);
    row_integer(row, (start + quarters * 15 + (pauses ? 30 : 0)) % (24 * 60));
    row_integer(row, quarters * QUARTER);
    row_integer(row, random_chance(random, 70) ? quarters * QUARTER : quarters / 2 * QUARTER);
    row_reference(row, pauses ? 30 : 0);
}

static void put_hours(struct row *row, struct random *random, int64_t quarters) {
    if (random_chance(random, 25)) {
        put_clock(row, random, quarters);
        return;
    }
    row_nulls(row, 2);
    row_integer(row, quarters * QUARTER);
    row_integer(row, random_chance(random, 80) ? quarters * QUARTER : 0);
    row_null(row);
}

/* Which project, and what follows from it. */
struct target {
    int64_t project, internal, absence, article;
    const struct work *work;
};

static struct target choose_target(const struct company *company, struct random *random) {
    static const struct work none = {0};
    int64_t kind = random_below(random, 100), projects = company->options->projects;
    struct target target = {.article = random_between(random, 1, 7), .work = &none};

    if (kind < 85 && projects > 0) {
        target.project = random_between(random, 1, projects);
        target.work = &company->works[target.project];
    } else if (kind < 95) {
        target.internal = random_between(random, 1, 7);
    } else {
        target.absence = random_between(random, 1, 9);
    }
    return target;
}

static void put_prices(const struct company *company, struct row *row, struct random *random,
                       const struct worker *worker, const struct target *target) {
    const struct work *work = target->work;
    int64_t list_price = (540 + 60 * target->article) * DECIMAL_ONE;

    (void)company;
    row_reference(row, worker->cost);
    row_integer(row, work->rate ? work->rate : list_price);
    row_reference(row, work->discount         ? work->discount
                       : target->article == 4 ? 10 * DECIMAL_ONE
                                              : 0);
    if (!target->project || random_chance(random, 60))
        row_text(row, str_of(RANDOM_PICK(random, comments)));
    else
        row_null(row);
    if (random_chance(random, 8))
        row_text(row, str_of(RANDOM_PICK(random, notes)));
    else
        row_null(row);
}

static void put_references(struct row *row, struct random *random, const struct worked_day *worked,
                           const struct target *target) {
    row_integer(row, worked->worker->id);
    row_reference(row, target->project);
    row_reference(row, target->internal);
    row_reference(row, target->absence);
    row_reference(row, target->work->customer);
    row_integer(row, random_between(random, 1, 10));
    row_integer(row, random_between(random, 1, 6));
    row_integer(row, target->article);
    row_reference(row, target->work->cost_center ? target->work->cost_center
                                                 : worked->worker->cost_center);
}

/* Tasks whose number six divides take no time; see tasks.c. */
static int64_t choose_task(const struct company *company, struct random *random) {
    int64_t tasks = company->options->tasks;
    int64_t task = tasks > 0 && random_chance(random, 12) ? random_between(random, 1, tasks) : 0;

    return task % 6 ? task : 0;
}

static void put_order(struct row *row, int64_t instant) {
    row_integer(row, instant ? instant : INT64_MIN);
}

/* What follows from the rest of the row. */
static void put_orders(struct row *row, const struct worked_day *worked,
                       const struct target *target, int64_t updated) {
    row_integer(row, (worked->locked_at ? 1 : 0) + (worked->attested_at ? 2 : 0) +
                         (target->internal ? 4 : 0) + (target->absence ? 8 : 0));
    put_order(row, worked->locked_at);
    put_order(row, worked->attested_at);
    put_order(row, updated);
}

static void put_end(const struct company *company, struct row *row, struct random *random,
                    const struct worked_day *worked, const struct target *target) {
    int64_t created = worked->day * SECONDS_PER_DAY + 16 * 3600 + random_below(random, 7200);
    int64_t updated = 0;

    row_integer(row, created);
    if (random_chance(random, 20))
        updated = created + random_between(random, 60, SECONDS_PER_DAY);
    row_reference(row, updated);
    bool automatic = random_chance(random, 10);
    row_reference(row,
                  worked->attested_at && !automatic ? company->first_user + worked->day % 4 : 0);
    row_reference(row, random_chance(random, 10) ? random_between(random, 1, 4) : 0);
    row_reference(row, choose_task(company, random));
    row_integer(row, worked->worker->id);
    row_reference(row, random_chance(random, 5) ? company->first_user : 0);
    row_blob(row, worked->worker->name_key);
    put_orders(row, worked, target, updated);
}

static bool put_report(struct reports *reports, struct worked_day *worked, int64_t which) {
    struct company *company = reports->company;
    struct random *random = &worked->random;
    struct row *row = &reports->row;
    struct target target = choose_target(company, random);
    bool invoiced = worked->invoiced && target.project && random_chance(random, 90);

    row_begin(row, company->options->account_id, ++reports->id);
    row_integer(row, worked->day);
    put_hours(row, random, share(worked, which));
    put_prices(company, row, random, worked->worker, &target);
    row_reference(row, worked->locked_at);
    row_reference(row, worked->attested_at);
    put_references(row, random, worked, &target);
    row_reference(row, invoiced ? 20000 + worked->day % 1000 * 10 + target.project % 10 : 0);
    put_end(company, row, random, worked, &target);
    return row_end(row);
}

/* What belongs to a report copies stamps, cost center and invoice from it. ?1 is the account, ?2
 * the row's id, ?3 the report, ?4 and ?5 numbers that differ. */
#define OF_REPORT                                                                                  \
    " FROM time_reports r JOIN settings a ON a.account_id = r.account_id WHERE r.account_id = ?1"  \
    " AND r.id = ?3"

static const char travel_sql[] =
    "INSERT INTO travel_reports (account_id, id, place, invoicable_place, distance,"
    " invoicable_distance, to_salary, to_be_invoiced, cost, rate, discount, sent_to_attest_at,"
    " attested_at, cost_center_id, booking_project_id, invoice_id, company_car_id,"
    " company_car_trip_start, company_car_trip_end, company_car_address_start,"
    " company_car_address_goal, company_car_address_end, time_report_id)"
    " SELECT ?1, ?2, 'Piteå-Luleå-Piteå', 'Piteå-Luleå', ?4 * 1000000,"
    " CASE WHEN ?5 % 3 THEN (?4 + 10) * 1000000 END, ?5 % 2, ?5 % 3 > 0, a.travel_cost,"
    " a.travel_rate, CASE WHEN ?5 % 5 = 1 THEN 5000000 END, r.sent_to_attest_at, r.attested_at,"
    " r.cost_center_id, r.booking_project_id, CASE WHEN ?5 % 3 THEN r.invoice_id END,"
    " CASE WHEN ?5 % 4 THEN ?5 % 7 + 1 END, CASE WHEN ?5 % 4 THEN (15000 + ?2) * 1000000 END,"
    " CASE WHEN ?5 % 4 THEN (15000 + ?2 + ?4) * 1000000 END,"
    " CASE WHEN ?5 % 4 THEN 'Hantverkargatan 4, Piteå' END,"
    " CASE WHEN ?5 % 4 THEN 'Storgatan 12, Luleå' END,"
    " CASE WHEN ?5 % 4 THEN 'Hantverkargatan 4, Piteå' END, ?3" OF_REPORT;

static const char allowance_sql[] =
    "INSERT INTO allowance_reports (account_id, id, allowance_id, description, cost, amount,"
    " invoicable_amount, discount, to_be_invoiced, sent_to_attest_at, attested_at,"
    " cost_center_id, booking_project_id, invoice_id, time_report_id)"
    " SELECT ?1, ?2, l.id, CASE WHEN ?5 % 2 THEN 'Övernattning i Luleå' END, l.cost, l.amount,"
    " l.invoicable_amount, l.discount, ?5 % 3 = 0, r.sent_to_attest_at, r.attested_at,"
    " r.cost_center_id, r.booking_project_id, r.invoice_id, ?3 FROM time_reports r"
    " JOIN allowances l ON l.account_id = r.account_id AND l.id = ?4 % 4 + 1"
    " WHERE r.account_id = ?1 AND r.id = ?3";

/* Units, price, cost and discount are chosen so that every sum is whole. */
static const char material_sql[] =
    "INSERT INTO material_reports (account_id, id, title, units, cost_per_unit,"
    " discount_in_percent, invoicable_units, unit_price, invoicable_unit_price, tax_percent,"
    " amount, invoicable_amount, cost, calculated_units, tax, to_be_invoiced, article_id,"
    " unit_text, invoicable_unit_text, is_rot_rut, invoice_id, article_number, cost_center_id,"
    " booking_project_id, is_text_only, time_report_id)"
    " SELECT ?1, ?2, t.name, ?4 * 1000000, t.cost,"
    " CASE WHEN ?5 % 4 = 0 THEN 10000000 END, CASE WHEN ?5 % 3 = 0 THEN (?4 + 1) * 1000000 END,"
    " t.price, CASE WHEN ?5 % 5 = 0 THEN t.price + 10000000 END, a.tax_percent, ?4 * t.price,"
    " (?4 + (?5 % 3 = 0)) * (t.price + 10000000 * (?5 % 5 = 0)) / 100"
    " * (100 - 10 * (?5 % 4 = 0)),"
    " ?4 * t.cost, CASE WHEN ?5 % 2 THEN ?4 * 1000000 END, ?4 * t.price / 4, 1, t.id, u.name,"
    " u.name, ?5 % 11 = 0, r.invoice_id, t.article_number, r.cost_center_id,"
    " r.booking_project_id, 0, ?3 FROM time_reports r JOIN settings a ON a.account_id = "
    "r.account_id"
    " JOIN articles t ON t.account_id = r.account_id AND t.id = ?5 % 40 + 1"
    " LEFT JOIN units u ON u.account_id = r.account_id AND u.id = t.unit_id"
    " WHERE r.account_id = ?1 AND r.id = ?3";

static const char text_sql[] =
    "INSERT INTO material_reports (account_id, id, title, units, unit_price, tax_percent, amount,"
    " invoicable_amount, tax, to_be_invoiced, is_rot_rut, cost_center_id, is_text_only,"
    " time_report_id) SELECT ?1, ?2, 'Enligt överenskommelse på plats ' || ?4 || '/' || ?5, 0, 0,"
    " a.tax_percent, 0, 0, 0, 0, 0, r.cost_center_id, 1, ?3" OF_REPORT;

static const char equipment_sql[] =
    "INSERT INTO equipment_reports (account_id, id, hours, cost, rate, invoicable_rate,"
    " invoicable_hours, equipment_id, invoice_id, discount, comment, cost_center_id,"
    " booking_project_id, time_report_id) SELECT ?1, ?2, ?4 * 500000, e.cost, e.rate,"
    " e.invoicable_rate, ?4 * 500000, e.id, r.invoice_id, e.discount,"
    " CASE WHEN ?5 % 2 THEN 'Schakt för avlopp' END, r.cost_center_id, r.booking_project_id, ?3"
    " FROM time_reports r JOIN equipments e ON e.account_id = r.account_id AND e.id = ?5 % 11 + 1"
    " WHERE r.account_id = ?1 AND r.id = ?3";

static const char addition_sql[] =
    "INSERT INTO addition_reports (account_id, id, yes_no, number_count, salary_count,"
    " invoicable_count, cost, invoicable_price, discount, time_addition_id, cost_center_id,"
    " booking_project_id, time_report_id)"
    " SELECT ?1, ?2, CASE d.type WHEN 'boolean' THEN 1 END,"
    " CASE d.type WHEN 'number' THEN ?4 * 1000000 END,"
    " CASE d.type WHEN 'number' THEN ?4 ELSE 1 END * 1000000,"
    " CASE d.type WHEN 'number' THEN ?4 ELSE 1 END * 1000000, d.cost, d.invoicable_price,"
    " d.discount, d.id, r.cost_center_id, r.booking_project_id, ?3 FROM time_reports r"
    " JOIN time_additions d ON d.account_id = r.account_id AND d.id = ?5 % 5 + 1"
    " WHERE r.account_id = ?1 AND r.id = ?3";

static bool put_part(struct reports *reports, const char *sql, int64_t *last,
                     struct random *random) {
    int64_t count = random_between(random, 1, 12), kind = random_below(random, 1000);
    const int64_t values[] = {++*last, reports->id, count, kind};

    return company_run(reports->company, str_of(sql), values, COUNT(values));
}

/* The report knows its journey and its allowance. */
static const char keep_travel_sql[] =
    "UPDATE time_reports SET travel_report_id = ?3 WHERE account_id = ?1 AND id = ?2";
static const char keep_allowance_sql[] =
    "UPDATE time_reports SET allowance_report_id = ?3 WHERE account_id = ?1 AND id = ?2";

static bool keep_id(struct reports *reports, const char *sql, int64_t id) {
    const int64_t values[] = {reports->id, id};

    return company_run(reports->company, str_of(sql), values, COUNT(values));
}

static bool put_parts(struct reports *reports, struct random *random) {
    if (random_chance(random, 4)) {
        if (!put_part(reports, travel_sql, &reports->travels, random) ||
            !keep_id(reports, keep_travel_sql, reports->travels))
            return false;
        if (random_chance(random, 20) &&
            !(put_part(reports, allowance_sql, &reports->allowances, random) &&
              keep_id(reports, keep_allowance_sql, reports->allowances)))
            return false;
    }
    for (int64_t left = random_chance(random, 6) ? random_between(random, 1, 3) : 0; left > 0;
         left--)
        if (!put_part(reports, random_chance(random, 85) ? material_sql : text_sql,
                      &reports->materials, random))
            return false;
    if (random_chance(random, 3) && !put_part(reports, equipment_sql, &reports->equipments, random))
        return false;
    return !random_chance(random, 4) ||
           put_part(reports, addition_sql, &reports->additions, random);
}

static bool lock_day(struct reports *reports, const struct worked_day *worked) {
    const int64_t values[] = {reports->locked + 1, worked->worker->id, worked->day,
                              worked->locked_at, worked->worker->id};

    if (!worked->locked_at)
        return true;
    reports->locked++;
    return company_run(reports->company,
                       STR("INSERT INTO locked_days (account_id, id, user_id, date, locked_at,"
                           " locked_by_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
                       values, COUNT(values));
}

/* Whoever leads the user has given the day back. */
static bool return_day(struct reports *reports, const struct worked_day *worked) {
    const int64_t values[] = {worked->worker->id, worked->day, worked->returned_at,
                              reports->returned + 1};

    if (!worked->returned_at)
        return true;
    if (!company_run(reports->company,
                     STR("INSERT INTO returned_days (account_id, id, user_id, date, returned_at,"
                         " returned_by_id, comment) SELECT u.account_id, ?5, u.id, ?3, ?4,"
                         " u.manager_id, CASE ?3 % 3 WHEN 0 THEN 'Resan till Luleå saknas.'"
                         " WHEN 1 THEN 'Var det rätt projekt på eftermiddagen?' END FROM users u"
                         " WHERE u.account_id = ?1 AND u.id = ?2 AND u.manager_id IS NOT NULL"),
                     values, COUNT(values)))
        return false;
    reports->returned += db_changed_rows(reports->company->db);
    return true;
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
        if (!put_report(reports, &worked, i) || !put_parts(reports, &worked.random))
            return false;
    return lock_day(reports, &worked) && return_day(reports, &worked);
}

static bool close_reports(struct reports *reports) {
    struct company *company = reports->company;

    row_done(&reports->row);
    return company_set_last_id(company, "time_reports", reports->id) &&
           company_set_last_id(company, "travel_reports", reports->travels) &&
           company_set_last_id(company, "allowance_reports", reports->allowances) &&
           company_set_last_id(company, "material_reports", reports->materials) &&
           company_set_last_id(company, "equipment_reports", reports->equipments) &&
           company_set_last_id(company, "addition_reports", reports->additions) &&
           company_set_last_id(company, "locked_days", reports->locked) &&
           company_set_last_id(company, "returned_days", reports->returned);
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
    row_init(&reports.row, company->arena, company->db, "time_reports", columns);
    for (; fine && day < company->today; day++) {
        for (int64_t i = 0; fine && i < company->user_count; i++)
            fine = put_day(&reports, &company->workers[i], day, extra, &surplus);
        progress_show(&progress, reports.id);
    }
    progress_done(&progress, fine);
    return close_reports(&reports) && fine;
}
