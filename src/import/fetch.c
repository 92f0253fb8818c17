/* fetch.c - pages of a list, rows of a page, and what belongs to a row. */
#include "import/fetch.h"

#include "base/buffer.h"
#include "base/clock.h"
#include "base/decimal.h"
#include "base/instant.h"
#include "resources/resources.h"

#include <inttypes.h>

enum { PAGE_SIZE = 100, SPAN_DAYS = 31 };

static enum fetched refuse(struct fetcher *fetcher, struct str problem) {
    fetcher->problem = problem.at;
    return FETCH_FAILED;
}

static enum fetched fail(struct fetcher *fetcher) {
    fetcher->problem = db_problem(fetcher->keeper->db);
    return FETCH_FAILED;
}

/* What is not there counts as an answer, for whoever can do without. */
static enum fetched get(struct fetcher *fetcher, const char *path, const struct json **ret) {
    switch (wire_get(fetcher->wire, fetcher->batch.arena, path, ret)) {
    case WIRED:
        return FETCHED;
    case WIRE_GONE:
        *ret = NULL;
        return FETCHED;
    case WIRE_REFUSED:
        return FETCH_REFUSED;
    default:
        return refuse(fetcher, str_of(wire_problem(fetcher->wire)));
    }
}

/* ---- pages ---- */

struct page {
    const struct json *items; /* an array of objects */
    int64_t pages, total;
};

/* `ret_number` of a member that has to be a whole number, 0 or more. */
static bool read_count(const struct json *answer, const char *name, int64_t *ret_number) {
    const struct json *member = shape_member(answer, name);

    return member && member->kind == JSON_KIND_NUMBER &&
           integer_read(member->text, ret_number) == NUMBER_FINE && *ret_number >= 0;
}

static bool read_page(const struct json *answer, struct page *ret) {
    ret->items = answer ? shape_member(answer, "items") : NULL;
    if (!ret->items || ret->items->kind != JSON_KIND_ARRAY ||
        !read_count(answer, "totalPages", &ret->pages) ||
        !read_count(answer, "totalItemCount", &ret->total))
        return false;
    for (size_t i = 0; i < ret->items->count; i++)
        if (ret->items->items[i].kind != JSON_KIND_OBJECT)
            return false;
    return true;
}

static enum fetched get_page(struct fetcher *fetcher, const char *path, struct page *ret) {
    const struct json *answer;
    enum fetched fetched = get(fetcher, path, &answer);

    if (fetched != FETCHED || read_page(answer, ret))
        return fetched;
    return refuse(fetcher, arena_format(fetcher->arena,
                                        "The source's answer to /%s is no page of a list.", path));
}

/* Rows that come meanwhile shall stand behind those that have come: by when they were made, where
 * the list can be asked for that. */
static const char *order_of(struct arena *arena, const struct plan *plan) {
    const struct sort *sort = plan->resource->sorts;

    while (sort && sort->name && strcmp(sort->column, "created_at") != 0)
        sort++;
    if (!sort || !sort->name)
        return "";
    return arena_format(arena, "&sortBy=%s&sortOrder=ascending", sort->name).at;
}

/* "v1/Core/Tasks/7/Comments" */
static const char *path_of(struct arena *arena, const struct plan *plan, int64_t owner_id) {
    const char *path = plan->resource->path + 1, *mark = strchr(path, ':');

    if (!mark)
        return path;
    return arena_format(arena, "%.*s%" PRId64 "%s", (int)(mark - path), path, owner_id,
                        strchr(mark, '/'))
        .at;
}

static enum fetched list(struct fetcher *fetcher, const struct plan *plan, int64_t owner_id,
                         int64_t number, int64_t size, struct page *ret) {
    struct arena *arena = fetcher->batch.arena;

    return get_page(fetcher,
                    arena_format(arena, "%s?page=%" PRId64 "&pageSize=%" PRId64 "%s",
                                 path_of(arena, plan, owner_id), number, size,
                                 order_of(arena, plan))
                        .at,
                    ret);
}

enum fetched fetch_total(struct fetcher *fetcher, const struct plan *plan, int64_t *ret) {
    struct page page;
    enum fetched fetched = list(fetcher, plan, 0, 1, 1, &page);

    *ret = fetched == FETCHED ? page.total : 0;
    return fetched;
}

bool fetch_gets(const struct plan *plan) {
    /* A source need not have what the documentation lacks, and would answer 404. */
    return (plan->resource->operations & ~plan->resource->extensions & GET) != 0;
}

/* ---- files ---- */

struct incoming {
    struct file_store *files;
    int64_t account_id;
    struct upload *upload;
};

static bool begin_file(void *context) {
    struct incoming *incoming = context;

    upload_discard(incoming->upload);
    incoming->upload = upload_open(incoming->files, incoming->account_id);
    return incoming->upload != NULL;
}

static bool take_file(void *context, const char *bytes, size_t count) {
    struct incoming *incoming = context;

    return upload_write(incoming->upload, bytes, count);
}

/* The members that say where the bytes lie. */
static const struct json *place_of(struct arena *arena, const struct upload *upload,
                                   const struct json *shown) {
    struct json *more = shape_object(arena, 2);
    const struct json *name = shape_member(shown, "name");

    shape_add_text(arena, more, "contentHash", arena_copy(arena, str_of(upload_hash(upload))));
    if (name && name->kind == JSON_KIND_STRING)
        shape_add_text(arena, more, "fileName", name->text);
    return more;
}

/* A link, or what is not there any more, has none. */
static enum fetched fetch_file(struct fetcher *fetcher, int64_t task_id, struct waiting_row *row,
                               bool *ret_gone) {
    struct incoming incoming = {fetcher->batch.files, fetcher->keeper->caller.account_id, NULL};
    struct wire_taker taker = {begin_file, take_file, &incoming};
    struct arena *arena = fetcher->batch.arena;
    const char *path =
        arena_format(arena, "v1/Core/Tasks/%" PRId64 "/Attachments/%" PRId64 "/Download", task_id,
                     shape_number(row->shown, "id"))
            .at;
    enum wired wired = wire_download(fetcher->wire, path, &taker);

    if (wired == WIRED && upload_finish(incoming.upload)) {
        row->upload = incoming.upload;
        row->more = place_of(arena, incoming.upload, row->shown);
        return FETCHED;
    }
    upload_discard(incoming.upload);
    *ret_gone = wired == WIRE_GONE;
    if (wired == WIRE_GONE)
        return FETCHED;
    if (wired == WIRE_REFUSED)
        return FETCH_REFUSED;
    return wired == WIRED ? refuse(fetcher, STR("A file of the source could not be stored."))
                          : refuse(fetcher, str_of(wire_problem(fetcher->wire)));
}

/* ---- what belongs to a row ---- */

static bool is_file(const struct plan *plan, const struct json *shown) {
    const struct json *type = shape_member(shown, "type");

    return plan->resource == &task_attachments && type && type->kind == JSON_KIND_STRING &&
           str_equal_any_case(type->text, STR("file"));
}

static enum fetched add(struct fetcher *fetcher, const struct waiting_row *row) {
    return batch_add(&fetcher->batch, row)
               ? FETCHED
               : refuse(fetcher, STR("A row of the source has more parts than can be stored."));
}

static enum fetched add_part(struct fetcher *fetcher, const struct plan *plan, int64_t task_id,
                             const struct json *shown) {
    struct waiting_row row = {.plan = plan, .shown = shown, .owner_id = task_id};
    enum fetched fetched = FETCHED;
    bool gone = false;

    if (is_file(plan, shown))
        fetched = fetch_file(fetcher, task_id, &row, &gone);
    return fetched == FETCHED && !gone ? add(fetcher, &row) : fetched;
}

static enum fetched add_parts(struct fetcher *fetcher, const struct resource *of, int64_t task_id) {
    const struct plan *plan = plan_of(fetcher->keeper->plans, of);
    struct page page = {.pages = 1};
    enum fetched fetched = FETCHED;

    for (int64_t number = 1; fetched == FETCHED && number <= page.pages; number++) {
        fetched = list(fetcher, plan, task_id, number, PAGE_SIZE, &page);
        for (size_t i = 0; fetched == FETCHED && i < page.items->count; i++)
            fetched = add_part(fetcher, plan, task_id, &page.items->items[i]);
    }
    return fetched;
}

/* A task says how many it has of each. Of checklists it counts the points alone, so that one
 * without any would be missed by looking at that. */
static enum fetched add_all_parts(struct fetcher *fetcher, const struct json *task) {
    int64_t id = shape_number(task, "id");
    enum fetched fetched = add_parts(fetcher, &task_checklists, id);

    if (fetched == FETCHED && shape_number(task, "numberOfComments") > 0)
        fetched = add_parts(fetcher, &task_comments, id);
    if (fetched == FETCHED && shape_number(task, "numberOfAttachments") > 0)
        fetched = add_parts(fetcher, &task_attachments, id);
    return fetched;
}

/* ---- rows ---- */

static const char *row_path(struct arena *arena, const struct plan *plan, int64_t id) {
    return arena_format(arena, "%s/%" PRId64, plan->resource->path + 1, id).at;
}

static enum fetched fetch_row(struct fetcher *fetcher, const struct plan *plan,
                              const struct json *item) {
    const struct json *shown = item;
    int64_t id = shape_number(item, "id");
    enum fetched fetched = FETCHED;
    bool has;

    if (id < 1)
        return refuse(fetcher, arena_format(fetcher->arena, "The source has %s without an id.",
                                            plan->resource->plural));
    if (!keep_has(fetcher->keeper, plan, id, &has))
        return fail(fetcher);
    /* The first user is there from the beginning, as countries are. */
    bool is_dear = fetch_gets(plan) || plan->resource == &tasks;
    if (has && is_dear && !(plan->resource == &users && id == 1))
        return FETCHED;
    if (fetch_gets(plan))
        fetched = get(fetcher, row_path(fetcher->batch.arena, plan, id), &shown);
    if (fetched != FETCHED || !shown) /* it has gone meanwhile */
        return fetched;
    fetched = add(fetcher, &(struct waiting_row){.plan = plan, .shown = shown});
    return fetched == FETCHED && plan->resource == &tasks ? add_all_parts(fetcher, shown) : fetched;
}

/* Asks for the rows of a page that are not here, where several may be asked for at once. */
static enum fetched ask_ahead(struct fetcher *fetcher, const struct plan *plan,
                              const struct page *page) {
    const char *paths[WIRE_AHEAD_MOST];
    size_t count = 0;

    if (!fetch_gets(plan))
        return FETCHED;
    for (size_t i = 0; i < page->items->count && count < COUNT(paths); i++) {
        int64_t id = shape_number(&page->items->items[i], "id");
        bool has;
        if (!keep_has(fetcher->keeper, plan, id, &has))
            return fail(fetcher);
        if (!has)
            paths[count++] = row_path(fetcher->batch.arena, plan, id);
    }
    return wire_ahead(fetcher->wire, paths, count) == WIRED
               ? FETCHED
               : refuse(fetcher, str_of(wire_problem(fetcher->wire)));
}

static enum fetched fetch_page(struct fetcher *fetcher, const struct plan *plan,
                               const struct step_state *state, const struct page *page) {
    /* The items have to outlive the batch, which is emptied whenever it is stored. */
    struct batch *batch = &fetcher->batch;
    struct arena *of_page = batch->arena;
    int64_t come = (state->page - 1) * PAGE_SIZE;
    enum fetched fetched = FETCHED;

    batch->arena = arena_open();
    fetched = ask_ahead(fetcher, plan, page);
    for (size_t i = 0; fetched == FETCHED && i < page->items->count; i++) {
        size_t whole = batch->count;
        fetched = fetch_row(fetcher, plan, &page->items->items[i]);
        if (fetched != FETCHED)
            batch_cut(batch, whole);
        if (fetched == FETCHED && batch_is_due(batch) &&
            !batch_store(batch, str_of(plan->resource->plural), state))
            fetched = fail(fetcher);
        fetcher->progress(fetcher->context, plan, come + (int64_t)i + 1, page->total);
    }
    struct step_state next = {state->page + 1, page->total, state->page >= page->pages};
    if (fetched == FETCHED && !batch_store(batch, str_of(plan->resource->plural), &next))
        fetched = fail(fetcher);
    if (fetched != FETCHED && batch->count > 0 &&
        !batch_store(batch, str_of(plan->resource->plural), state))
        fetched = fail(fetcher);
    arena_close(batch->arena);
    batch->arena = of_page;
    arena_reset(of_page);
    return fetched;
}

/* Rows that came, those that could not be stored included. */
static bool count_come(struct fetcher *fetcher, const struct plan *plan, int64_t *ret) {
    struct str plural = str_of(plan->resource->plural);
    int64_t here, named, aside;
    bool fine =
        keep_count(fetcher->keeper,
                   arena_format(fetcher->batch.arena,
                                "SELECT count(*) FROM %s WHERE account_id = ?1",
                                plan->resource->table),
                   plural, &here) &&
        keep_count(fetcher->keeper,
                   STR("SELECT count(*) FROM import_names WHERE account_id = ?1 AND resource = ?2"),
                   plural, &named) &&
        keep_count(fetcher->keeper,
                   STR("SELECT count(*) FROM import_asides WHERE account_id = ?1"
                       " AND resource = ?2 AND property = ''"),
                   plural, &aside);

    *ret = fine ? here - named + aside : 0;
    return fine;
}

/* A row that goes at the source while its list is read moves those behind it forward, maybe from a
 * page that is to come to one that has come, and no number tells. So a list of several pages is
 * read until that brings nothing new: rows that have come are not got again. */
static enum fetched look_again(struct fetcher *fetcher, const struct plan *plan,
                               const struct step_state *state, int64_t *come) {
    struct step_state again = {.page = 1, .there = state->there};
    int64_t now;

    if (!count_come(fetcher, plan, &now))
        return fail(fetcher);
    bool may_miss = state->page > 2 && now > *come; /* the page behind the last one */
    *come = now;
    if (may_miss && !batch_store(&fetcher->batch, str_of(plan->resource->plural), &again))
        return fail(fetcher);
    return FETCHED;
}

enum fetched fetch_all(struct fetcher *fetcher, const struct plan *plan) {
    struct str step = str_of(plan->resource->plural);
    struct step_state state;
    struct page page;
    int64_t come = -1;
    bool has_asked = false;

    for (;;) {
        enum fetched again = FETCHED;
        if (!keep_step(fetcher->keeper, step, &state))
            return fail(fetcher);
        if (state.is_done && has_asked)
            again = look_again(fetcher, plan, &state, &come);
        if (again != FETCHED || !keep_step(fetcher->keeper, step, &state))
            return again != FETCHED ? again : fail(fetcher);
        if (state.is_done)
            return FETCHED;
        has_asked = true;
        enum fetched fetched = list(fetcher, plan, 0, state.page, PAGE_SIZE, &page);
        if (fetched == FETCHED)
            fetched = fetch_page(fetcher, plan, &state, &page);
        if (fetched != FETCHED)
            return fetched;
    }
}

/* ---- days ---- */

static bool is_locked(struct fetcher *fetcher, int64_t user_id, int64_t day, bool *ret) {
    struct statement *row =
        db_statement(fetcher->keeper->db, STR("SELECT 1 FROM locked_days WHERE account_id = ?1"
                                              " AND user_id = ?2 AND date = ?3"));

    if (!row)
        return false;
    statement_bind_integer(row, 1, fetcher->keeper->caller.account_id);
    statement_bind_integer(row, 2, user_id);
    statement_bind_integer(row, 3, day);
    enum db_step step = statement_find(row);
    *ret = step == DB_ROW;
    return step != DB_FAILED;
}

static enum fetched add_day(struct fetcher *fetcher, const struct json *user,
                            const struct json *day) {
    struct arena *arena = fetcher->batch.arena;
    const struct json *at = shape_member(day, "lockedDate"), *date = shape_member(day, "date");
    struct json *shown = shape_object(arena, 4), *whose = shape_object(arena, 2);
    struct moment moment;
    bool locked;

    if (!at || at->kind != JSON_KIND_STRING || !date || date->kind != JSON_KIND_STRING ||
        !moment_read(date->text, &moment))
        return FETCHED;
    if (!is_locked(fetcher, shape_number(user, "userId"), moment.day, &locked))
        return fail(fetcher);
    if (locked)
        return FETCHED;
    shape_add_number(arena, whose, "id", shape_number(user, "userId"));
    if (shape_member(user, "name"))
        shape_add(arena, whose, "name", *shape_member(user, "name"));
    shape_add(arena, shown, "user", *whose);
    shape_add(arena, shown, "date", *date);
    shape_add(arena, shown, "lockedDate", *at);
    return add(fetcher, &(struct waiting_row){.plan = plan_of(fetcher->keeper->plans, &locked_days),
                                              .shown = shown});
}

static enum fetched add_days_of(struct fetcher *fetcher, const struct json *user) {
    const struct json *dates = shape_member(user, "dates");
    enum fetched fetched = FETCHED;

    if (!dates || dates->kind != JSON_KIND_ARRAY)
        return refuse(fetcher, STR("The source's days of users have no dates."));
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
        fetched = get_page(fetcher, span_path(fetcher->batch.arena, first, last, number), &page);
        for (size_t i = 0; fetched == FETCHED && i < page.items->count; i++)
            fetched = add_days_of(fetcher, &page.items->items[i]);
        if (fetched == FETCHED && number < page.pages &&
            !batch_store(&fetcher->batch, STR("locked days"), state))
            fetched = fail(fetcher);
    }
    return fetched;
}

/* A step's page is the number of the span; they are counted from the first day with a report. */
enum fetched fetch_days(struct fetcher *fetcher) {
    const struct plan *plan = plan_of(fetcher->keeper->plans, &user_day_statistics);
    struct str step = STR("locked days");
    struct step_state state;
    int64_t first, last;

    if (!keep_step(fetcher->keeper, step, &state) ||
        !keep_count(fetcher->keeper,
                    STR("SELECT min(date) FROM time_reports WHERE account_id = ?1"), step,
                    &first) ||
        !keep_count(fetcher->keeper,
                    STR("SELECT max(date) FROM time_reports WHERE account_id = ?1"), step, &last))
        return fail(fetcher);
    while (!state.is_done) {
        int64_t begin = first + (state.page - 1) * SPAN_DAYS, end = begin + SPAN_DAYS - 1;
        enum fetched fetched = fetch_span(fetcher, &state, begin, end);
        if (fetched != FETCHED)
            return fetched;
        state = (struct step_state){state.page + 1, last - first + 1, end >= last};
        if (!batch_store(&fetcher->batch, step, &state))
            return fail(fetcher);
        fetcher->progress(fetcher->context, plan, end < last ? end - first + 1 : last - first + 1,
                          last - first + 1);
    }
    return FETCHED;
}
