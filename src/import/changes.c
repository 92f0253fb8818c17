/* changes.c - reads as little of a list as tells what has changed. */
#include "import/changes.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/instant.h"
#include "import/fetch_parts.h"
#include "resources/resources.h"

#include <inttypes.h>

enum { OVERLAP = 120 /* seconds */, PATH_MOST = 1024 };

/* ---- ages ---- */

bool age_find(struct keeper *keeper, const struct plan *plan, struct age *ret) {
    struct statement *row =
        db_statement(keeper->db, STR("SELECT read_at, compared_at, newest FROM import_reads"
                                     " WHERE account_id = ?1 AND resource = ?2"));

    *ret = (struct age){.newest = 0};
    if (!row)
        return false;
    statement_bind_integer(row, 1, keeper->caller.account_id);
    statement_bind_text(row, 2, str_of(plan->resource->plural));
    enum db_step step = statement_step(row);
    if (step == DB_ROW)
        *ret = (struct age){column_integer(row, 0), column_integer(row, 1), column_integer(row, 2)};
    statement_reset(row);
    return step != DB_FAILED;
}

bool age_set(struct keeper *keeper, const struct plan *plan, const struct age *age) {
    return keep_run(
        keeper,
        STR("INSERT INTO import_reads (account_id, resource, read_at, compared_at, newest)"
            " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (account_id, resource) DO UPDATE SET"
            " read_at = excluded.read_at, compared_at = excluded.compared_at,"
            " newest = excluded.newest"),
        str_of(plan->resource->plural), age->read_at, age->compared_at, age->newest);
}

/* ---- pages ---- */

/* A list that is read: what is asked for, and where to end. */
struct walk {
    const struct plan *plan;
    const char *query; /* "&sortBy=..."; NULL: the order in which rows were made */
    unsigned until;    /* the rule of the stamp by which it is ordered, the latest first; 0: none */
    int64_t since;     /* of that stamp */
    int64_t *newest;
    bool only_ids;
};

static int64_t latest_stamp(const struct plan *plan, const struct json *item) {
    int64_t created, updated;

    fetch_stamp(plan, item, CREATED_AT, &created);
    fetch_stamp(plan, item, UPDATED_AT, &updated);
    return created > updated ? created : updated;
}

/* Notes the items, and says whether the last one is old enough to end with. */
static bool note_items(struct fetcher *fetcher, const struct walk *walk, const struct page *page) {
    int64_t stamp = INT64_MAX;

    for (size_t i = 0; i < page->items->count; i++) {
        const struct json *item = &page->items->items[i];
        int64_t latest = latest_stamp(walk->plan, item);
        if (fetcher->listing)
            ids_add(fetcher->of_round, &fetcher->listing->rows, shape_number(item, "id"));
        if (latest > *walk->newest)
            *walk->newest = latest;
        if (walk->until)
            fetch_stamp(walk->plan, item, walk->until, &stamp);
    }
    return walk->until && stamp < walk->since;
}

static enum fetched fetch_page_of(struct fetcher *fetcher, const struct walk *walk, int64_t number,
                                  struct page *ret) {
    if (!walk->query)
        return fetch_list(fetcher, walk->plan, 0, number, PAGE_SIZE, ret);
    return fetch_page(fetcher,
                      arena_format(fetcher->batch.arena, "%s?page=%" PRId64 "&pageSize=%d%s",
                                   walk->plan->resource->path + 1, number, PAGE_SIZE, walk->query)
                          .at,
                      ret);
}

static enum fetched walk_list(struct fetcher *fetcher, const struct walk *walk) {
    struct str step = str_of(walk->plan->resource->plural);
    struct page page = {.pages = 1};
    struct step_state state;
    enum fetched fetched = FETCHED;
    bool is_at_end = false;

    if (!keep_step(fetcher->keeper, step, &state))
        return fetch_fail(fetcher);
    for (int64_t number = 1; fetched == FETCHED && !is_at_end && number <= page.pages; number++) {
        fetched = fetch_page_of(fetcher, walk, number, &page);
        if (fetched != FETCHED)
            break;
        is_at_end = note_items(fetcher, walk, &page);
        if (!walk->only_ids)
            fetched = fetch_items(fetcher, walk->plan, &page, &state, &state);
        else
            arena_reset(fetcher->batch.arena);
    }
    return fetched;
}

/* ---- all of it ---- */

/* Rows that go while a list is read move others to pages that have been read. So what seems to be
 * gone from a list of several pages is looked for once more. */
static enum fetched compare(struct fetcher *fetcher, const struct plan *plan,
                            struct gone *ret_gone) {
    struct listing *listing = fetcher->listing;
    struct str plural = str_of(plan->resource->plural);
    int64_t newest = 0;
    struct walk again = {.plan = plan, .newest = &newest, .only_ids = true};
    enum fetched fetched = FETCHED;

    if (!seen_missing(fetcher->keeper, plural, &listing->rows, fetcher->of_round, &ret_gone->rows))
        return fetch_fail(fetcher);
    size_t seemed = ret_gone->rows.count;
    if (ret_gone->rows.count > 0 && listing->rows.count >= PAGE_SIZE) {
        fetched = walk_list(fetcher, &again);
        ret_gone->rows.count = 0;
        if (fetched == FETCHED && !seen_missing(fetcher->keeper, plural, &listing->rows,
                                                fetcher->of_round, &ret_gone->rows))
            return fetch_fail(fetcher);
    }
    /* Of a task that was missed the parts were, too. */
    bool has_parts = plan->resource == &tasks && ret_gone->rows.count == seemed;
    for (size_t i = 0; fetched == FETCHED && has_parts && i < FETCH_PARTS; i++)
        if (!seen_missing(fetcher->keeper, str_of(fetch_parts[i]->plural), &listing->parts[i],
                          fetcher->of_round, &ret_gone->parts[i]))
            return fetch_fail(fetcher);
    return fetched;
}

static enum fetched fetch_whole(struct fetcher *fetcher, const struct plan *plan, struct age *age,
                                struct gone *ret_gone) {
    struct listing listing = {.rows = {.at = NULL}};
    struct walk walk = {.plan = plan, .newest = &age->newest};

    fetcher->listing = &listing;
    enum fetched fetched = walk_list(fetcher, &walk);
    if (fetched == FETCHED)
        fetched = compare(fetcher, plan, ret_gone);
    fetcher->listing = NULL;
    return fetched;
}

/* ---- what has changed ---- */

/* Ends with a zero, in a buffer that outlives the walk. */
static void put_since(struct buffer *query, const char *name, int64_t since) {
    struct buffer text;

    buffer_init(&text, PATH_MOST);
    instant_put(&text, since);
    struct str stamp = buffer_str(&text); /* 2026-01-31 12:00:00 +00:00 */
    buffer_format(query, "&filter.%s=%.10sT%.8sZ", name, stamp.at, stamp.at + 11);
    buffer_put_char(query, '\0');
    buffer_done(&text);
}

static enum fetched fetch_changed_contacts(struct fetcher *fetcher, const struct plan *plan,
                                           struct age *age) {
    struct buffer query;

    buffer_init(&query, PATH_MOST);
    put_since(&query, "createdOrUpdatedSince", age->newest - OVERLAP);
    struct walk walk = {.plan = plan, .query = query.at, .newest = &age->newest};
    enum fetched fetched = walk_list(fetcher, &walk);
    buffer_done(&query);
    return fetched;
}

/* Reports that were never changed stand behind all others, so the new ones are asked for alone. */
static enum fetched fetch_changed_reports(struct fetcher *fetcher, const struct plan *plan,
                                          struct age *age) {
    int64_t since = age->newest - OVERLAP;
    struct walk updated = {.plan = plan,
                           .query = "&sortBy=updatedDate&sortOrder=descending",
                           .until = UPDATED_AT,
                           .since = since,
                           .newest = &age->newest};
    struct walk created = {.plan = plan,
                           .query = "&sortBy=createdDate&sortOrder=descending",
                           .until = CREATED_AT,
                           .since = since,
                           .newest = &age->newest};
    enum fetched fetched = walk_list(fetcher, &created);

    return fetched == FETCHED ? walk_list(fetcher, &updated) : fetched;
}

static const struct changing {
    const struct resource *resource;
    enum fetched (*fetch)(struct fetcher *fetcher, const struct plan *plan, struct age *age);
} by_changes[] = {
    {&contacts, fetch_changed_contacts},
    {&time_reports, fetch_changed_reports},
};

static const struct changing *changing_of(const struct plan *plan) {
    for (size_t i = 0; i < COUNT(by_changes); i++)
        if (by_changes[i].resource == plan->resource)
            return &by_changes[i];
    return NULL;
}

/* Whether the source has as many rows as have come, and so none that is gone. */
static enum fetched count_rows(struct fetcher *fetcher, const struct plan *plan, bool *ret_same) {
    int64_t there, here;
    enum fetched fetched = fetch_total(fetcher, plan, &there);

    arena_reset(fetcher->batch.arena);
    if (fetched != FETCHED)
        return fetched;
    if (!keep_count(fetcher->keeper,
                    STR("SELECT count(*) FROM (SELECT row_id FROM import_seen WHERE account_id = ?1"
                        " AND resource = ?2 UNION SELECT row_id FROM import_asides"
                        " WHERE account_id = ?1 AND resource = ?2 AND property = '') AS come"),
                    str_of(plan->resource->plural), &here))
        return fetch_fail(fetcher);
    *ret_same = there == here;
    return FETCHED;
}

static enum fetched fetch_changes(struct fetcher *fetcher, const struct plan *plan, struct age *age,
                                  const struct changing *changing, bool *ret_same) {
    struct listing listing = {.rows = {.at = NULL}}; /* what is here is compared */

    fetcher->listing = &listing;
    enum fetched fetched = changing->fetch(fetcher, plan, age);
    fetcher->listing = NULL;
    return fetched == FETCHED ? count_rows(fetcher, plan, ret_same) : fetched;
}

enum fetched changes_fetch(struct fetcher *fetcher, const struct plan *plan, struct age *age,
                           struct gone *ret_gone) {
    const struct changing *changing = changing_of(plan);
    int64_t now = instant_now();
    bool is_same = false;
    enum fetched fetched = FETCHED;

    if (changing && age->compared_at && day_today(age->compared_at) == day_today(now))
        fetched = fetch_changes(fetcher, plan, age, changing, &is_same);
    if (fetched == FETCHED && !is_same) {
        fetched = fetch_whole(fetcher, plan, age, ret_gone);
        age->compared_at = now;
    }
    if (fetched == FETCHED)
        age->read_at = now;
    return fetched;
}

/* ---- days ---- */

/* The reports of one user from the first of these days to the last. */
static enum fetched fetch_days_of(struct fetcher *fetcher, const struct changed_day *days,
                                  size_t count) {
    int64_t newest = 0, first = days[0].date, last = first;
    struct buffer text;

    for (size_t i = 1; i < count; i++) {
        first = days[i].date < first ? days[i].date : first;
        last = days[i].date > last ? days[i].date : last;
    }
    buffer_init(&text, PATH_MOST);
    buffer_format(&text, "&filter.userIds%%5B0%%5D=%" PRId64 "&filter.from=", days[0].user_id);
    day_put(&text, first);
    buffer_put_z(&text, "&filter.to=");
    day_put(&text, last);
    buffer_put_char(&text, '\0');
    struct walk walk = {.plan = plan_of(fetcher->keeper->plans, &time_reports),
                        .query = text.at,
                        .newest = &newest};
    enum fetched fetched = walk_list(fetcher, &walk);
    buffer_done(&text);
    return fetched;
}

enum fetched changes_fetch_days(struct fetcher *fetcher) {
    const struct changed_days *changed = fetcher->changed;
    struct listing listing = {.rows = {.at = NULL}};
    enum fetched fetched = FETCHED;
    size_t begin = 0;

    fetcher->listing = &listing;
    for (size_t i = 1; fetched == FETCHED && i <= changed->count; i++)
        if (i == changed->count || changed->at[i].user_id != changed->at[begin].user_id) {
            fetched = fetch_days_of(fetcher, &changed->at[begin], i - begin);
            begin = i;
        }
    fetcher->listing = NULL;
    return fetched;
}
