/* sums.c - adds up what answers say, and what rows say. */
#include "import/sums.h"

#include "base/clock.h"
#include "base/decimal.h"
#include "base/instant.h"
#include "resources/resources.h"

/* ---- there ---- */

static int64_t amount(const struct json *object, const char *name) {
    const struct json *member = json_named(object, name);
    int64_t value = 0;

    if (!member || member->kind != JSON_KIND_NUMBER ||
        decimal_read(member->text, &value) != NUMBER_FINE)
        return 0;
    return value;
}

/* The parts of a report, and the members whose product each costs; `count` NULL: one of it. */
static const struct part {
    const char *name, *count, *cost;
} parts[] = {
    {"materials", NULL, "cost"},          {"equipments", "hours", "cost"},
    {"additions", "salaryCount", "cost"}, {"travelReport", "distance", "cost"},
    {"allowanceReport", NULL, "cost"},
};

static int64_t cost_of(const struct json *object, const struct part *part) {
    int64_t count = part->count ? amount(object, part->count) : DECIMAL_ONE;

    return decimal_multiply(count, amount(object, part->cost));
}

static int64_t costs_of(const struct json *report) {
    int64_t costs = decimal_multiply(amount(report, "hours"), amount(report, "cost"));

    for (size_t i = 0; i < COUNT(parts); i++) {
        const struct json *shown = json_named(report, parts[i].name);
        if (shown && shown->kind == JSON_KIND_OBJECT)
            costs += cost_of(shown, &parts[i]);
        for (size_t j = 0; shown && shown->kind == JSON_KIND_ARRAY && j < shown->count; j++)
            costs += cost_of(&shown->items[j], &parts[i]);
    }
    return costs;
}

bool sums_note(struct keeper *keeper, const struct plan *plan, const struct json *shown) {
    const struct json *date = json_named(shown, "date");
    struct moment moment;

    if (plan->resource != &time_reports || !date || date->kind != JSON_KIND_STRING ||
        !moment_read(date->text, &moment))
        return true;
    struct statement *row = db_statement(
        keeper->db, STR("INSERT INTO import_sums (account_id, report_id, date, hours, costs)"
                        " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (account_id, report_id)"
                        " DO UPDATE SET date = excluded.date, hours = excluded.hours,"
                        " costs = excluded.costs"));
    if (row) {
        statement_bind_integer(row, 1, keeper->caller.account_id);
        statement_bind_integer(row, 2, shape_number(shown, "id"));
        statement_bind_integer(row, 3, moment.day);
        statement_bind_integer(row, 4, amount(shown, "hours"));
        statement_bind_integer(row, 5, costs_of(shown));
    }
    if (row && statement_run(row))
        return true;
    keeper->failed = true;
    return false;
}

bool sums_forget(struct keeper *keeper, int64_t report_id) {
    struct statement *row = db_statement(
        keeper->db, STR("DELETE FROM import_sums WHERE account_id = ?1 AND report_id = ?2"));

    if (row) {
        statement_bind_integer(row, 1, keeper->caller.account_id);
        statement_bind_integer(row, 2, report_id);
    }
    if (row && statement_run(row))
        return true;
    keeper->failed = true;
    return false;
}

/* ---- both ---- */

#define PART(table, count)                                                                         \
    " UNION ALL SELECT r.date, 0, " count ", coalesce(p.cost, 0), 1 FROM " table                   \
    " p JOIN time_reports r ON r.account_id = p.account_id AND r.id = p.time_report_id"            \
    " WHERE p.account_id = ?1"

/* A day, hours, two numbers whose product is a cost, and whether it is here. */
static const char lines_sql[] =
    "SELECT date, sum(hours), 1000000, sum(costs), 0 FROM import_sums WHERE account_id = ?1"
    " GROUP BY date UNION ALL SELECT date, hours, hours, coalesce(cost, 0), 1 FROM time_reports"
    " WHERE account_id = ?1" PART("material_reports", "1000000")
        PART("equipment_reports", "p.hours") PART("addition_reports", "coalesce(p.salary_count, 0)")
            PART("travel_reports", "p.distance") PART("allowance_reports", "1000000") " ORDER BY 1";

enum { MONTHS_MOST = 12 * 200 };

static struct str month_of(struct arena *arena, int64_t day) {
    int year, month, of_month;

    day_to_civil(day, &year, &month, &of_month);
    return arena_format(arena, "%04d-%02d", year, month);
}

static void add_line(struct month_sums *sums, struct statement *row) {
    int64_t hours = column_integer(row, 1), cost = column_integer(row, 3);
    bool is_here = column_integer(row, 4) != 0;

    if (is_here) {
        sums->hours_here += hours;
        sums->costs_here += decimal_multiply(column_integer(row, 2), cost);
    } else {
        sums->hours_there += hours;
        sums->costs_there += cost;
    }
}

bool sums_compare(struct keeper *keeper, struct month_sums **ret, size_t *ret_count) {
    struct month_sums *all = NEW_ARRAY(keeper->arena, struct month_sums, MONTHS_MOST);
    struct statement *row = db_statement(keeper->db, str_of(lines_sql));
    enum db_step step = DB_FAILED;
    size_t count = 0;

    if (row)
        statement_bind_integer(row, 1, keeper->caller.account_id);
    while (row && (step = statement_step(row)) == DB_ROW) {
        struct str month = month_of(keeper->arena, column_integer(row, 0));
        if (count == 0 || !str_equal(all[count - 1].month, month)) {
            if (count == MONTHS_MOST)
                break;
            all[count++].month = month;
        }
        add_line(&all[count - 1], row);
    }
    if (row)
        statement_reset(row);
    *ret = all;
    *ret_count = count;
    return step != DB_FAILED;
}
