/* days.c - the days that people have locked, span by span. */
#include "import/fetch_parts.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/decimal.h"
#include "base/instant.h"
#include "resources/resources.h"

#include <inttypes.h>

#define LOCKED_DAYS "locked days"

enum { SPAN_DAYS = 31 };

/* ---- whether a day is locked ---- */

struct locked_day {
    int64_t id, at; /* 0: it is not */
};

static bool find_locked(struct fetcher *fetcher, int64_t user_id, int64_t day,
                        struct locked_day *ret) {
    struct statement *row = db_statement(
        fetcher->keeper->db, STR("SELECT id, locked_at FROM locked_days WHERE account_id = ?1"
                                 " AND user_id = ?2 AND date = ?3"));

    *ret = (struct locked_day){.id = 0};
    if (!row)
        return false;
    statement_bind_integer(row, 1, fetcher->keeper->caller.account_id);
    statement_bind_integer(row, 2, user_id);
    statement_bind_integer(row, 3, day);
    enum db_step step = statement_step(row);
    if (step == DB_ROW)
        *ret = (struct locked_day){column_integer(row, 0), column_integer(row, 1)};
    statement_reset(row);
    return step != DB_FAILED;
}

/* The day as a row of ours; one that is here already takes its place. */
static enum fetched add_locked(struct fetcher *fetcher, const struct json *user,
                               const struct json *day, int64_t id) {
    struct arena *arena = fetcher->batch.arena;
    struct json *shown = shape_object(arena, 4), *whose = shape_object(arena, 2);

    shape_add_number(arena, whose, "id", shape_number(user, "userId"));
    if (json_named(user, "name"))
        shape_add(arena, whose, "name", *json_named(user, "name"));
    if (id)
        shape_add_number(arena, shown, "id", id);
    shape_add(arena, shown, "user", *whose);
    shape_add(arena, shown, "date", *json_named(day, "date"));
    shape_add(arena, shown, "lockedDate", *json_named(day, "lockedDate"));
    struct waiting_row row = {.plan = plan_of(fetcher->keeper->plans, &locked_days),
                              .shown = shown};
    return batch_add(&fetcher->batch, &row)
               ? FETCHED
               : fetch_refuse(fetcher, STR("The source has too many days on a page."));
}

/* ---- what is reported and attested ---- */

/* Of a day without reports nothing is noted. */
static int64_t print_of(const struct json *day) {
    const struct json *hours = json_named(day, "reportedHours");
    int64_t millionths = 0;
    bool is_reported = hours && hours->kind == JSON_KIND_NUMBER &&
                       (decimal_read(hours->text, &millionths) != NUMBER_FINE || millionths != 0);

    return is_reported ? seen_print(day) : 0;
}

static enum fetched note_day(struct fetcher *fetcher, int64_t user_id, int64_t date,
                             const struct json *day) {
    struct changed_days *changed = fetcher->changed;
    struct changed_day found = {user_id, date, print_of(day)};
    int64_t seen;

    if (!seen_find(fetcher->keeper, STR(USER_DAYS), changed_day_key(&found), &seen))
        return fetch_fail(fetcher);
    if (seen == found.print)
        return FETCHED;
    if (changed->count == changed->room) {
        size_t room = changed->room ? 2 * changed->room : 256;
        struct changed_day *at = NEW_ARRAY(fetcher->of_round, struct changed_day, room);
        for (size_t i = 0; i < changed->count; i++)
            at[i] = changed->at[i];
        changed->at = at;
        changed->room = room;
    }
    changed->at[changed->count++] = found;
    return FETCHED;
}

int64_t changed_day_key(const struct changed_day *day) {
    return day->user_id * 100000 + day->date;
}

/* ---- days ---- */

static enum fetched add_day(struct fetcher *fetcher, const struct json *user,
                            const struct json *day) {
    const struct json *at = json_named(day, "lockedDate"), *date = json_named(day, "date");
    int64_t user_id = shape_number(user, "userId");
    struct moment moment, lock = {.instant = 0};
    struct locked_day here;

    if (!date || date->kind != JSON_KIND_STRING || !moment_read(date->text, &moment))
        return FETCHED;
    bool is_locked = at && at->kind == JSON_KIND_STRING && moment_read(at->text, &lock);
    if (!find_locked(fetcher, user_id, moment.day, &here))
        return fetch_fail(fetcher);
    if (fetcher->changed && !is_locked && here.id)
        ids_add(fetcher->of_round, &fetcher->changed->unlocked, here.id);
    enum fetched fetched = fetcher->changed ? note_day(fetcher, user_id, moment.day, day) : FETCHED;
    bool is_new = is_locked && (!here.id || (fetcher->changed && here.at != lock.instant));
    return fetched == FETCHED && is_new ? add_locked(fetcher, user, day, here.id) : fetched;
}

static enum fetched add_days_of(struct fetcher *fetcher, const struct json *user) {
    const struct json *dates = json_named(user, "dates");
    enum fetched fetched = FETCHED;

    if (!dates || dates->kind != JSON_KIND_ARRAY)
        return fetch_refuse(fetcher, STR("The source's days of users have no dates."));
    for (size_t i = 0; fetched == FETCHED && i < dates->count; i++)
        fetched = add_day(fetcher, user, &dates->items[i]);
    return fetched;
}

static const char *span_path(struct arena *arena, int64_t first, int64_t last, int64_t page) {
    struct buffer text;

    buffer_init(&text, 256);
    buffer_format(&text,
                  "%s?page=%" PRId64 "&pageSize=%d&filter.from=", user_day_statistics.path + 1,
                  page, PAGE_SIZE / 4);
    day_put(&text, first);
    buffer_put_z(&text, "&filter.to=");
    day_put(&text, last);
    const char *path = arena_z(arena, buffer_str(&text));
    buffer_done(&text);
    return path;
}

static enum fetched fetch_span(struct fetcher *fetcher, const struct step_state *state,
                               int64_t first, int64_t last) {
    struct page page = {.pages = 1};
    enum fetched fetched = FETCHED;

    for (int64_t number = 1; fetched == FETCHED && number <= page.pages; number++) {
        fetched = fetch_page(fetcher, span_path(fetcher->batch.arena, first, last, number), &page);
        for (size_t i = 0; fetched == FETCHED && i < page.items->count; i++)
            fetched = add_days_of(fetcher, &page.items->items[i]);
        if (fetched == FETCHED && number < page.pages && fetcher->batch.count > 0 &&
            !batch_store(&fetcher->batch, STR(LOCKED_DAYS), state))
            fetched = fetch_fail(fetcher);
    }
    return fetched;
}

static bool find_first_and_last(struct fetcher *fetcher, int64_t *ret_first, int64_t *ret_last) {
    return keep_count(fetcher->keeper,
                      STR("SELECT min(date) FROM time_reports WHERE account_id = ?1"), STR(""),
                      ret_first) &&
           keep_count(fetcher->keeper,
                      STR("SELECT max(date) FROM time_reports WHERE account_id = ?1"), STR(""),
                      ret_last);
}

/* A step's page is the number of the span; they are counted from the first day with a report. */
enum fetched fetch_days(struct fetcher *fetcher) {
    const struct plan *plan = plan_of(fetcher->keeper->plans, &user_day_statistics);
    struct str step = STR(LOCKED_DAYS);
    struct step_state state;
    int64_t first, last;

    if (!keep_step(fetcher->keeper, step, &state) || !find_first_and_last(fetcher, &first, &last))
        return fetch_fail(fetcher);
    while (!state.is_done) {
        int64_t begin = first + (state.page - 1) * SPAN_DAYS, end = begin + SPAN_DAYS - 1;
        enum fetched fetched = fetch_span(fetcher, &state, begin, end);
        if (fetched != FETCHED)
            return fetched;
        state = (struct step_state){state.page + 1, last - first + 1, end >= last};
        if (!batch_store(&fetcher->batch, step, &state))
            return fetch_fail(fetcher);
        fetcher->progress(fetcher->context, plan, end < last ? end - first + 1 : last - first + 1,
                          last - first + 1);
    }
    return FETCHED;
}

enum fetched fetch_days_again(struct fetcher *fetcher) {
    struct step_state state;
    int64_t first, last, today = day_today(instant_now());

    if (!keep_step(fetcher->keeper, STR(LOCKED_DAYS), &state) ||
        !find_first_and_last(fetcher, &first, &last))
        return fetch_fail(fetcher);
    if (first == 0 || first > today - SPAN_DAYS)
        first = today - SPAN_DAYS; /* where the first reports are to be expected */
    if (last < today + SPAN_DAYS)
        last = today + SPAN_DAYS;
    for (; first <= last; first += SPAN_DAYS) {
        enum fetched fetched = fetch_span(fetcher, &state, first, first + SPAN_DAYS - 1);
        if (fetched != FETCHED)
            return fetched;
        if (fetcher->batch.count > 0 && !batch_store(&fetcher->batch, STR(LOCKED_DAYS), &state))
            return fetch_fail(fetcher);
        arena_reset(fetcher->batch.arena);
    }
    return FETCHED;
}
