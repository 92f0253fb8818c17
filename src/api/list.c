/* list.c - a page of a list: the total, the ids of the page by an index, then each item. */
#include "api/list.h"

#include "api/answer.h"
#include "api/foresee.h"
#include "api/parent.h"
#include "api/tag.h"
#include "read/ahead.h"
#include "read/cached.h"
#include "read/list_rows.h"

/* Tells apart what is asked, whatever the page: a digest of the list, of its filters in use, and of
 * every value. */
static struct str question_of(struct request *request, const struct list_parameters *parameters) {
    struct buffer *scratch = &request->exchange->body_out;

    buffer_reset(scratch);
    buffer_put_z(scratch, "list ");
    buffer_put_integer(scratch, request->source.account_id);
    buffer_put_char(scratch, '/');
    buffer_put_integer(scratch, parameters->parent_id);
    buffer_put_char(scratch, '/');
    buffer_put_integer(scratch, (int64_t)(uintptr_t)request->plan);
    buffer_put_char(scratch, '/');
    buffer_put_integer(scratch, parameters->used);
    for (size_t i = 0; i < parameters->value_count; i++) {
        const struct filter_value *value = &parameters->values[i];
        buffer_format(scratch, "|%zu|%zu|", value->text.len, value->count);
        buffer_put_integer(scratch, value->integer);
        buffer_put_char(scratch, '|');
        buffer_put_integer(scratch, value->last);
        buffer_put_str(scratch, value->text);
        for (size_t j = 0; j < value->count; j++) {
            buffer_put_char(scratch, ',');
            buffer_put_integer(scratch, value->ids[j]);
        }
    }
    unsigned char *digest = arena_take(request->arena, DIGEST_BYTES, 1);
    cache_digest(request->source.cache, buffer_str(scratch), digest);
    buffer_reset(scratch);
    return (struct str){(const char *)digest, DIGEST_BYTES};
}

static enum outcome count_rows(struct listing *listing) {
    struct statement *statement = count_statement(listing->source->db, listing->arena,
                                                  listing->plan, listing->parameters->used);

    if (!statement)
        return FAILED;
    statement_bind_integer(statement, LIST_ACCOUNT, listing->source->account_id);
    list_bind_filters(statement, listing->arena, listing->parameters);
    return statement_integer(statement, &listing->total) == DB_ROW ? DONE : FAILED;
}

/* The exact number of rows: by their blocks where these know it, else one by one. */
static enum outcome count_all(struct listing *listing) {
    enum found found =
        listing->counted->counts ? counted_total(listing->counted, &listing->total) : NOT_FOUND;

    if (found == NOT_FOUND)
        return count_rows(listing);
    return found == FOUND ? DONE : FAILED;
}

static bool find_known_total(struct listing *listing) {
    struct source *source = listing->source;
    struct cached what = cached_total(source, listing->plan, listing->question);
    struct str found = cached_read(listing->arena, source->cache, &what);

    if (found.at)
        memcpy(&listing->total, found.at, sizeof(listing->total));
    return found.at != NULL;
}

static enum outcome find_total(struct listing *listing) {
    struct source *source = listing->source;
    struct cached what = cached_total(source, listing->plan, listing->question);

    if (find_known_total(listing))
        return DONE;
    if (count_all(listing) != DONE)
        return FAILED;
    cached_store(source->cache, &what,
                 (struct str){(const char *)&listing->total, sizeof(listing->total)});
    return DONE;
}

static void put_envelope(struct buffer *out, const struct list_parameters *parameters, size_t count,
                         int64_t total) {
    int64_t pages = total / parameters->page_size + (total % parameters->page_size > 0);

    buffer_put_z(out, "{\"objectName\":\"generic.pagedlist\",\"page\":");
    buffer_put_integer(out, parameters->page);
    buffer_put_z(out, ",\"pageSize\":");
    buffer_put_integer(out, parameters->page_size);
    buffer_put_z(out, ",\"itemCount\":");
    buffer_put_integer(out, (int64_t)count);
    buffer_put_z(out, ",\"totalItemCount\":");
    buffer_put_integer(out, total);
    buffer_put_z(out, ",\"totalPages\":");
    buffer_put_integer(out, pages);
    buffer_put_z(out, ",\"items\":[");
}

/* A long page leaves the memory while it is made. */
static bool make_room(struct request *request) {
    struct exchange *exchange = request->exchange;

    if (exchange->body_out.len <= SPOOL_BYTES)
        return true;
    tag_take(request);
    return exchange_spool(exchange);
}

static enum outcome put_some(struct request *request, const int64_t *ids, size_t count,
                             bool is_first) {
    struct buffer *out = &request->exchange->body_out;

    for (size_t i = 0; i < count; i++) {
        if (i > 0 || !is_first)
            buffer_put_char(out, ',');
        if (encode_row(&request->source, &request->plan->list, ids[i], out) != FOUND)
            return FAILED;
        if (!make_room(request))
            return ANSWERED;
    }
    return DONE;
}

static enum outcome put_items(struct request *request, const int64_t *ids, size_t count) {
    enum outcome outcome = DONE;
    struct ahead room;

    for (size_t i = 0; outcome == DONE && i < count; i += AHEAD_ROWS) {
        size_t some = count - i < AHEAD_ROWS ? count - i : AHEAD_ROWS;
        ahead_begin(&request->source, &room, &request->plan->list, ids + i, some);
        outcome = put_some(request, ids + i, some, i == 0);
        ahead_end(&request->source);
    }
    if (outcome == DONE)
        buffer_put_z(&request->exchange->body_out, "]}");
    return outcome;
}

/* Reads what is asked for; the parent in the path must exist. */
static enum outcome read_parameters(struct request *request, struct list_parameters *ret) {
    const struct resource *resource = request->plan->resource;

    enum outcome parent = parent_check(request, request->source.db);
    if (parent == FAILED || parent == ANSWERED)
        return parent;
    list_parameters_read(request->arena, resource, &request->query, &request->faults, ret);
    ret->parent_id = request->parent_id;
    if (request->visible_to && !faults_any(&request->faults))
        list_use_filter(ret, VISIBLE_FILTER, request->visible_to);
    if (resource->check_list && !faults_any(&request->faults) &&
        resource->check_list(ret, &request->faults) == FAILED)
        return FAILED;
    request->source.parameters = ret;
    return faults_any(&request->faults) ? INVALID : DONE;
}

void list_foresee(struct request *request, struct rows_ahead *ret) {
    struct list_parameters parameters;
    const struct resource *resource = request->plan->resource;

    list_parameters_read(request->arena, resource, &request->query, &request->faults, &parameters);
    parameters.parent_id = request->parent_id;
    if (resource->check_list || faults_any(&request->faults))
        return;
    struct counted counted =
        counted_read(request->arena, &request->source, request->plan, &parameters);
    struct listing listing = {.arena = request->arena,
                              .source = &request->source,
                              .plan = request->plan,
                              .parameters = &parameters,
                              .counted = &counted,
                              .question = question_of(request, &parameters)};
    if (find_known_total(&listing))
        list_ask_page(&listing, ret);
}

enum outcome perform_list(struct request *request) {
    struct list_parameters parameters;
    struct page page = {.count = 0};
    enum outcome outcome = read_parameters(request, &parameters);

    if (outcome != DONE)
        return outcome;
    struct counted counted =
        counted_read(request->arena, &request->source, request->plan, &parameters);
    struct listing listing = {.arena = request->arena,
                              .source = &request->source,
                              .plan = request->plan,
                              .parameters = &parameters,
                              .counted = &counted,
                              .question = question_of(request, &parameters),
                              .ahead = foreseen_rows(request)};
    if (find_total(&listing) != DONE)
        return FAILED;
    /* Past the end there is nothing to look for, and no product that could overflow. */
    bool past = parameters.page - 1 > listing.total / parameters.page_size;
    if (!past && list_find_page(&listing, &page) != DONE)
        return FAILED;
    answer_json(request, 200, STR(""));
    put_envelope(&request->exchange->body_out, &parameters, page.count, listing.total);
    return put_items(request, page.ids, page.count);
}
