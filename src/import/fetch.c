/* fetch.c - pages of a list, rows of a page, and what belongs to a row. */
#include "import/fetch_parts.h"

#include "base/clock.h"
#include "base/instant.h"
#include "import/seen.h"
#include "resources/resources.h"

#include <inttypes.h>

enum { YOUNG = 120 /* seconds */ };

enum fetched fetch_total(struct fetcher *fetcher, const struct plan *plan, int64_t *ret) {
    struct page page;
    enum fetched fetched = fetch_list(fetcher, plan, 0, 1, 1, &page);

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
    const struct json *name = json_named(shown, "name");

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
    return wired == WIRED ? fetch_refuse(fetcher, STR("A file of the source could not be stored."))
                          : fetch_refuse(fetcher, str_of(wire_problem(fetcher->wire)));
}

/* ---- what belongs to a row ---- */

enum { CHECKLISTS, COMMENTS, ATTACHMENTS };
const struct resource *const fetch_parts[FETCH_PARTS] = {&task_checklists, &task_comments,
                                                         &task_attachments};

static bool is_file(const struct plan *plan, const struct json *shown) {
    const struct json *type = json_named(shown, "type");

    return plan->resource == &task_attachments && type && type->kind == JSON_KIND_STRING &&
           str_equal_any_case(type->text, STR("file"));
}

static enum fetched add(struct fetcher *fetcher, const struct waiting_row *row) {
    return batch_add(&fetcher->batch, row)
               ? FETCHED
               : fetch_refuse(fetcher,
                              STR("A row of the source has more parts than can be stored."));
}

/* Whether the row is here as it was when it had that print; 0: as nobody knows. */
static bool is_known(struct fetcher *fetcher, const struct plan *plan, int64_t id, int64_t print,
                     bool *ret) {
    int64_t seen;

    *ret = false;
    if (!print)
        return true;
    if (!seen_find(fetcher->keeper, str_of(plan->resource->plural), id, &seen))
        return false;
    return seen != print || keep_has(fetcher->keeper, plan, id, ret);
}

static enum fetched add_part(struct fetcher *fetcher, const struct plan *plan, int64_t task_id,
                             const struct json *shown) {
    struct waiting_row row = {
        .plan = plan, .shown = shown, .owner_id = task_id, .print = seen_print(shown)};
    int64_t id = shape_number(shown, "id");
    enum fetched fetched = FETCHED;
    bool gone = false, known = false;

    if (fetcher->listing && !is_known(fetcher, plan, id, row.print, &known))
        return fetch_fail(fetcher);
    if (known)
        return FETCHED;
    if (is_file(plan, shown))
        fetched = fetch_file(fetcher, task_id, &row, &gone);
    return fetched == FETCHED && !gone ? add(fetcher, &row) : fetched;
}

static enum fetched add_parts(struct fetcher *fetcher, size_t part, int64_t task_id) {
    const struct plan *plan = plan_of(fetcher->keeper->plans, fetch_parts[part]);
    struct page page = {.pages = 1};
    enum fetched fetched = FETCHED;

    for (int64_t number = 1; fetched == FETCHED && number <= page.pages; number++) {
        fetched = fetch_list(fetcher, plan, task_id, number, PAGE_SIZE, &page);
        for (size_t i = 0; fetched == FETCHED && i < page.items->count; i++) {
            const struct json *shown = &page.items->items[i];
            if (fetcher->listing)
                ids_add(fetcher->of_round, &fetcher->listing->parts[part],
                        shape_number(shown, "id"));
            fetched = add_part(fetcher, plan, task_id, shown);
        }
    }
    return fetched;
}

/* A task says how many it has of each. Of checklists it counts the points alone, so that one
 * without any would be missed by looking at that. */
static enum fetched add_all_parts(struct fetcher *fetcher, const struct json *task) {
    int64_t id = shape_number(task, "id");
    enum fetched fetched = add_parts(fetcher, CHECKLISTS, id);

    if (fetched == FETCHED && shape_number(task, "numberOfComments") > 0)
        fetched = add_parts(fetcher, COMMENTS, id);
    if (fetched == FETCHED && shape_number(task, "numberOfAttachments") > 0)
        fetched = add_parts(fetcher, ATTACHMENTS, id);
    return fetched;
}

/* ---- rows ---- */

bool fetch_stamp(const struct plan *plan, const struct json *shown, unsigned rule, int64_t *ret) {
    const struct field *field = plan->resource->fields;
    struct moment moment;

    while (field->name && !(field->rules & rule))
        field++;
    const struct json *member = field->name ? json_named(shown, field->name) : NULL;
    *ret = INT64_MIN;
    if (member && member->kind == JSON_KIND_STRING && moment_read(member->text, &moment))
        *ret = moment.instant;
    return member != NULL;
}

/* Whether it was changed just now: it can change again within the same second, and its item in the
 * list looks as before. */
static bool is_young(const struct plan *plan, const struct json *item) {
    int64_t created, updated, since = instant_now() - YOUNG;

    fetch_stamp(plan, item, CREATED_AT, &created);
    fetch_stamp(plan, item, UPDATED_AT, &updated);
    return created >= since || updated >= since;
}

/* Where the list shows when a row was changed, that tells whether it has to be got. */
static bool tells_changes(const struct plan *plan, const struct json *item) {
    int64_t updated;

    return !fetch_gets(plan) || fetch_stamp(plan, item, UPDATED_AT, &updated);
}

/* Whether the row need not be got; an item by which that can be told has its print then. */
static bool is_here(struct fetcher *fetcher, struct waiting_row *row, int64_t id, bool *ret) {
    const struct plan *plan = row->plan;

    if (tells_changes(plan, row->shown))
        row->print = seen_print(row->shown);
    bool is_dear = fetch_gets(plan) || plan->resource == &tasks;

    if (fetcher->listing)
        return is_known(fetcher, plan, id, row->print, ret);
    if (!keep_has(fetcher->keeper, plan, id, ret))
        return false;
    /* The first user is there from the beginning, as countries are. */
    *ret = *ret && is_dear && !(plan->resource == &users && id == 1);
    return true;
}

static const char *row_path(struct arena *arena, const struct plan *plan, int64_t id) {
    return arena_format(arena, "%s/%" PRId64, plan->resource->path + 1, id).at;
}

/* The row itself, where the list does not show all of it. */
static enum fetched get_row(struct fetcher *fetcher, struct waiting_row *row, int64_t id,
                            bool *ret_here) {
    const struct json *item = row->shown;
    enum fetched fetched =
        fetch_get(fetcher, row_path(fetcher->batch.arena, row->plan, id), &row->shown);

    if (fetched != FETCHED || !row->shown)
        return fetched;
    if (!tells_changes(row->plan, item)) {
        row->print = seen_print(row->shown);
        if (fetcher->listing && !is_known(fetcher, row->plan, id, row->print, ret_here))
            return fetch_fail(fetcher);
    } else if (is_young(row->plan, item)) {
        row->print = 0;
    }
    return FETCHED;
}

static enum fetched fetch_row(struct fetcher *fetcher, const struct plan *plan,
                              const struct json *item) {
    struct waiting_row row = {.plan = plan, .shown = item};
    int64_t id = shape_number(item, "id");
    bool is_task = plan->resource == &tasks;
    enum fetched fetched = FETCHED;
    bool here;

    if (id < 1)
        return fetch_refuse(fetcher,
                            arena_format(fetcher->arena, "The source has %s without an id.",
                                         plan->resource->plural));
    if (!is_here(fetcher, &row, id, &here))
        return fetch_fail(fetcher);
    if (!here && fetch_gets(plan))
        fetched = get_row(fetcher, &row, id, &here);
    if (fetched != FETCHED || !row.shown) /* it has gone meanwhile */
        return fetched;
    if (!here)
        fetched = add(fetcher, &row);
    return fetched == FETCHED && is_task && (!here || fetcher->listing)
               ? add_all_parts(fetcher, row.shown)
               : fetched;
}

/* Asks for the rows of a page that are not here, where several may be asked for at once. */
static enum fetched ask_ahead(struct fetcher *fetcher, const struct plan *plan,
                              const struct page *page) {
    const char *paths[WIRE_AHEAD_MOST];
    size_t count = 0;

    if (!fetch_gets(plan))
        return FETCHED;
    for (size_t i = 0; i < page->items->count && count < COUNT(paths); i++) {
        struct waiting_row row = {.plan = plan, .shown = &page->items->items[i]};
        int64_t id = shape_number(row.shown, "id");
        bool here;
        if (!is_here(fetcher, &row, id, &here))
            return fetch_fail(fetcher);
        if (!here)
            paths[count++] = row_path(fetcher->batch.arena, plan, id);
    }
    return wire_ahead(fetcher->wire, paths, count) == WIRED
               ? FETCHED
               : fetch_refuse(fetcher, str_of(wire_problem(fetcher->wire)));
}

static enum fetched fetch_each(struct fetcher *fetcher, const struct plan *plan,
                               const struct page *page, const struct step_state *state) {
    struct batch *batch = &fetcher->batch;
    int64_t come = (state->page - 1) * PAGE_SIZE;
    enum fetched fetched = ask_ahead(fetcher, plan, page);

    for (size_t i = 0; fetched == FETCHED && i < page->items->count; i++) {
        size_t whole = batch->count;
        fetched = fetch_row(fetcher, plan, &page->items->items[i]);
        if (fetched != FETCHED)
            batch_cut(batch, whole);
        if (fetched == FETCHED && batch_is_due(batch) &&
            !batch_store(batch, str_of(plan->resource->plural), state))
            fetched = fetch_fail(fetcher);
        fetcher->progress(fetcher->context, plan, come + (int64_t)i + 1, page->total);
    }
    return fetched;
}

enum fetched fetch_items(struct fetcher *fetcher, const struct plan *plan, const struct page *page,
                         const struct step_state *state, const struct step_state *next) {
    /* The items have to outlive the batch, which is emptied whenever it is stored. */
    struct batch *batch = &fetcher->batch;
    struct str step = str_of(plan->resource->plural);
    struct arena *of_page = batch->arena;

    batch->arena = arena_open();
    enum fetched fetched = fetch_each(fetcher, plan, page, state);
    if (fetched == FETCHED && (batch->count > 0 || state->page != next->page) &&
        !batch_store(batch, step, next))
        fetched = fetch_fail(fetcher);
    if (fetched != FETCHED && batch->count > 0 && !batch_store(batch, step, state))
        fetched = fetch_fail(fetcher);
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
        return fetch_fail(fetcher);
    bool may_miss = state->page > 2 && now > *come; /* the page behind the last one */
    *come = now;
    if (may_miss && !batch_store(&fetcher->batch, str_of(plan->resource->plural), &again))
        return fetch_fail(fetcher);
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
            return fetch_fail(fetcher);
        if (state.is_done && has_asked)
            again = look_again(fetcher, plan, &state, &come);
        if (again != FETCHED || !keep_step(fetcher->keeper, step, &state))
            return again != FETCHED ? again : fetch_fail(fetcher);
        if (state.is_done)
            return FETCHED;
        has_asked = true;
        enum fetched fetched = fetch_list(fetcher, plan, 0, state.page, PAGE_SIZE, &page);
        struct step_state next = {state.page + 1, page.total, state.page >= page.pages};
        if (fetched == FETCHED)
            fetched = fetch_items(fetcher, plan, &page, &state, &next);
        if (fetched != FETCHED)
            return fetched;
    }
}
