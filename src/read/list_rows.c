/* list_rows.c - the ids of a page: by an index with filter and order, from the nearest cursor. */
#include "read/list_rows.h"

#include "read/cached.h"

/* How a page far down a list is found without walking over all rows before it:
 *
 * 1. Where the page before it ended. Each page leaves a cursor there, the place of its last row,
 *    since whoever reads a list page by page asks for the next one.
 * 2. From the nearest cursor before it. A walk leaves one at each 50th row that it comes over, so
 *    that no row is walked over twice as long as the list stays as it is. The walk begins at the
 *    nearer end of the list, or
 * 3. in a counted list, where its blocks (read/counted.h) tell that the row of a number is.
 *
 * Cursors are cached under the version of the list; blocks are always those of now. Blocks alone
 * would do for counted lists, but 100,000 instructions more for each page: half a block, 256 rows,
 * are then skipped anew each time. Parts of counted lists have no cursors: their rows may lie far
 * apart, and blocks step over what is between. */
enum {
    /* Rows between cursors. To skip one costs some 350 instructions, so 50 are a seventh of the
     * least that a list costs which nobody asked for before. */
    STRIDE = 50,
    /* Rows to a cursor that is nearer than what blocks tell. A guess: from farther away, walking
     * over half a block costs as much as looking for one cursor after the other. */
    NEAR = 4 * STRIDE,
    /* Rows that are asked for before it is known that they are wanted: pages as they are. */
    AHEAD_ROWS_MOST = 256,
};

void list_bind_filters(struct statement *statement, struct arena *arena,
                       const struct list_parameters *parameters) {
    int at = LIST_FILTERS;

    if (parameters->parent_id)
        statement_bind_integer(statement, LIST_PARENT, parameters->parent_id);
    for (size_t i = 0; i < parameters->value_count; i++, at += FILTER_PARAMETERS) {
        const struct filter_value *value = &parameters->values[i];
        if (value->filter->many) {
            statement_bind_list(statement, at, arena, value->ids, value->count);
            if (strstr(value->filter->where, "{count}"))
                statement_bind_integer(statement, at + FILTER_COUNT, (int64_t)value->count);
        } else if (!value->filter->set &&
                   (value->filter->kind == TEXT || value->filter->kind == CHOICE)) {
            statement_bind_text(statement, at, value->text);
        } else {
            statement_bind_integer(statement, at, value->integer);
        }
        if (value->filter->spans)
            statement_bind_integer(statement, at + FILTER_COUNT, value->last);
    }
}

static void bind_cursor(struct statement *statement, const struct place *cursor) {
    statement_bind_integer(statement, LIST_CURSOR_ID, cursor->id);
    if (cursor->is_blob)
        statement_bind_blob(statement, LIST_CURSOR_KEY, cursor->key);
    else
        statement_bind_integer(statement, LIST_CURSOR_KEY, cursor->number);
}

static bool same_place(const struct place *one, const struct place *other) {
    return one->id == other->id && one->is_blob == other->is_blob &&
           (one->is_blob ? str_equal(one->key, other->key) : one->number == other->number);
}

/* Whether the same rows would be read. The question tells of which list, with which filters; the
 * rest tells which of them. */
static bool same_rows(const struct rows_ahead *one, const struct rows_ahead *other) {
    return one->sort == other->sort && one->descending == other->descending &&
           one->skip == other->skip && one->limit == other->limit &&
           one->has_cursor == other->has_cursor &&
           (!one->has_cursor || same_place(&one->cursor, &other->cursor)) &&
           str_equal(one->question, other->question);
}

static struct statement *bind_rows(const struct listing *listing, const struct place *cursor,
                                   int64_t skip, int64_t limit) {
    const struct list_parameters *parameters = listing->parameters;
    struct statement *statement =
        list_statement(listing->source->db, listing->arena, listing->plan, parameters->used,
                       parameters->sort, listing->descending, cursor != NULL);

    if (!statement)
        return NULL;
    statement_bind_integer(statement, LIST_ACCOUNT, listing->source->account_id);
    statement_bind_integer(statement, LIST_LIMIT, limit);
    statement_bind_integer(statement, LIST_SKIP, skip);
    if (cursor)
        bind_cursor(statement, cursor);
    list_bind_filters(statement, listing->arena, parameters);
    return statement;
}

/* Asks for them, or takes what was asked. A guess may have come from an older state of the list: a
 * cursor and numbers say all about which rows they are, so what is the same finds the same. Who
 * asks gets no rows, and so goes no further than to the first that he would open. */
static struct statement *open_ahead(const struct listing *listing,
                                    const struct rows_ahead *wanted) {
    struct rows_ahead *ahead = listing->ahead;
    const struct place *cursor = wanted->has_cursor ? &wanted->cursor : NULL;

    if (ahead->is_asking) {
        *ahead = *wanted;
        if (wanted->skip + wanted->limit <= AHEAD_ROWS_MOST)
            ahead->statement = bind_rows(listing, cursor, wanted->skip, wanted->limit);
        statement_ask_ahead(ahead->statement);
        return NULL;
    }
    if (!ahead->statement || !same_rows(ahead, wanted))
        return bind_rows(listing, cursor, wanted->skip, wanted->limit);
    struct statement *statement = ahead->statement;
    ahead->statement = NULL;
    return statement;
}

/* The rows of a listing from `cursor` on (NULL: from its beginning), without the first `skip`. */
static struct statement *open_rows(const struct listing *listing, const struct place *cursor,
                                   int64_t skip, int64_t limit) {
    struct rows_ahead wanted = {.question = listing->question,
                                .sort = listing->parameters->sort,
                                .descending = listing->descending,
                                .has_cursor = cursor != NULL,
                                .skip = skip,
                                .limit = limit};

    if (!listing->ahead)
        return bind_rows(listing, cursor, skip, limit);
    if (cursor)
        wanted.cursor = *cursor;
    return open_ahead(listing, &wanted);
}

static struct cached cursor_at(const struct listing *listing, int64_t number) {
    return cached_cursor(listing->source, listing->plan, listing->question,
                         listing->parameters->sort, listing->descending, number);
}

static bool find_cursor(const struct listing *listing, int64_t number, struct place *ret) {
    struct cached what = cursor_at(listing, number);
    struct str found = cached_read(listing->arena, listing->source->cache, &what);

    if (!found.at)
        return false;
    memcpy(ret, found.at, sizeof(*ret));
    ret->key =
        arena_copy(listing->arena, (struct str){found.at + sizeof(*ret), found.len - sizeof(*ret)});
    return true;
}

static void store_cursor(const struct listing *listing, int64_t number,
                         const struct place *cursor) {
    struct cached what = cursor_at(listing, number);
    const struct str parts[] = {{(const char *)cursor, sizeof(*cursor)}, cursor->key};

    cached_store(listing->source->cache, &what, arena_join(listing->arena, parts, COUNT(parts)));
}

/* A row without a value cannot be a cursor: a comparison with null finds nothing. */
static bool read_cursor(const struct listing *listing, struct statement *row, struct place *ret) {
    if (column_is_null(row, 1))
        return false;
    *ret = (struct place){.id = column_integer(row, 0), .is_blob = column_is_blob(row, 1)};
    if (ret->is_blob)
        ret->key = arena_copy(listing->arena, column_text(row, 1));
    else
        ret->number = column_integer(row, 1);
    return true;
}

/* Reads on from the row numbered `first` to `last`, and stores each cursor on the way, in one
 * go, since opening the list may cost more than reading it. Rows without a value can't be cursors;
 * where they begin a list there is none to go on from. */
static enum found read_cursors(const struct listing *listing, struct statement *rows, int64_t first,
                               int64_t last, struct place *ret) {
    enum db_step step;
    bool found = false;

    for (int64_t row = first; (step = statement_step(rows)) == DB_ROW; row++) {
        if (row == 0 || row % STRIDE != 0)
            continue;
        found = read_cursor(listing, rows, ret);
        if (found)
            store_cursor(listing, row, ret);
        found = found && row == last;
    }
    statement_reset(rows);
    if (step == DB_FAILED)
        return FIND_FAILED;
    return found ? FOUND : NOT_FOUND;
}

/* Finds the cursor at row `last` from the nearest one before it that is cached. */
static enum found walk_to_cursor(const struct listing *listing, int64_t last, struct place *ret) {
    int64_t first = last;

    while (first > 0 && !find_cursor(listing, first, ret))
        first -= STRIDE;
    if (first == last)
        return FOUND;
    struct statement *rows = open_rows(listing, first > 0 ? ret : NULL, 0, last - first + 1);
    return rows ? read_cursors(listing, rows, first, last, ret) : FIND_FAILED;
}

static void reverse(struct page *page) {
    struct place first = page->first;
    bool has_first = page->has_first;

    for (size_t i = 0; i < page->count / 2; i++) {
        int64_t id = page->ids[i];
        page->ids[i] = page->ids[page->count - 1 - i];
        page->ids[page->count - 1 - i] = id;
    }
    page->first = page->last;
    page->has_first = page->has_last;
    page->last = first;
    page->has_last = has_first;
}

static enum outcome read_page(const struct listing *listing, struct statement *rows, size_t count,
                              struct page *ret) {
    enum db_step step;

    *ret = (struct page){.wanted = count};
    if (!rows)
        return FAILED;
    while ((step = statement_step(rows)) == DB_ROW) {
        ret->ids[ret->count++] = column_integer(rows, 0);
        if (ret->count == 1)
            ret->has_first = read_cursor(listing, rows, &ret->first);
        if (ret->count == count)
            ret->has_last = read_cursor(listing, rows, &ret->last);
    }
    statement_reset(rows);
    return step == DB_END ? DONE : FAILED;
}

/* How many rows of `total` the page holds. */
static size_t expected_count(const struct list_parameters *parameters, int64_t offset,
                             int64_t total) {
    int64_t left = total - offset;

    return (size_t)(left < parameters->page_size ? left : parameters->page_size);
}

/* Rows that are found by their ids are all sorted before the first is read, so a cursor among them
 * saves nothing. */
static bool is_sorted_anew(const struct listing *listing) {
    for (size_t i = 0; i < listing->parameters->value_count; i++) {
        const struct filter *filter = listing->parameters->values[i].filter;
        if (filter->ids && strstr(filter->where, filter->ids))
            return true;
    }
    return false;
}

/* A cursor does not lead on to the rows without a value that end a descending list; such a page
 * comes out short and is read again by counting from the beginning. */
static enum outcome find_from_cursor(const struct listing *listing, int64_t offset, size_t count,
                                     struct page *ret) {
    int64_t last = is_sorted_anew(listing) ? 0 : offset - offset % STRIDE, limit = (int64_t)count;
    struct place cursor;
    enum found found = last > 0 ? walk_to_cursor(listing, last, &cursor) : NOT_FOUND;

    if (found == FIND_FAILED)
        return FAILED;
    if (found == FOUND) {
        struct statement *rows = open_rows(listing, &cursor, offset - last, limit);
        if (read_page(listing, rows, count, ret) != DONE)
            return FAILED;
        if (ret->count == count)
            return DONE;
    }
    return read_page(listing, open_rows(listing, NULL, offset, limit), count, ret);
}

/* From the nearer end of the list. */
static enum outcome find_from_end(struct listing *listing, int64_t offset, size_t count,
                                  struct page *ret) {
    int64_t behind = listing->total - offset - (int64_t)count;

    if (behind >= offset)
        return find_from_cursor(listing, offset, count, ret);
    listing->descending = !listing->descending;
    enum outcome outcome = find_from_cursor(listing, behind, count, ret);
    listing->descending = !listing->descending;
    reverse(ret);
    return outcome;
}

/* A place from which few rows lead to the one at `offset`: a cursor, or where a block begins. */
static enum found find_near(const struct listing *listing, int64_t offset, struct place *ret,
                            int64_t *ret_row) {
    int64_t last = offset - offset % STRIDE;

    for (*ret_row = last; *ret_row > 0 && last - *ret_row <= NEAR; *ret_row -= STRIDE)
        if (find_cursor(listing, *ret_row, ret))
            return FOUND;
    return counted_block(listing->counted, offset, ret, ret_row);
}

/* From the place of a row on to the next cursor. Rows that are skipped cost less than rows that are
 * read, and a counted list is opened in no time. */
static enum found next_cursor(const struct listing *listing, struct place *place, int64_t *row) {
    int64_t next = *row - *row % STRIDE + STRIDE;
    struct statement *rows = open_rows(listing, place, next - *row, 1);

    *row = next;
    return rows ? read_cursors(listing, rows, next, next, place) : FIND_FAILED;
}

static enum found find_in_block(const struct listing *listing, int64_t offset, size_t count,
                                struct page *ret) {
    struct place place;
    int64_t row;
    enum found found = find_near(listing, offset, &place, &row);

    while (found == FOUND && offset - row >= STRIDE)
        found = next_cursor(listing, &place, &row);
    if (found != FOUND)
        return found;
    struct statement *rows = open_rows(listing, &place, offset - row, (int64_t)count);
    if (read_page(listing, rows, count, ret) != DONE)
        return FIND_FAILED;
    return ret->count == count ? FOUND : NOT_FOUND;
}

/* From where the page before it ended. */
static enum found find_next(const struct listing *listing, int64_t offset, size_t count,
                            struct page *ret) {
    struct place cursor;

    if (offset == 0 || !find_cursor(listing, offset - 1, &cursor))
        return NOT_FOUND;
    struct statement *rows = open_rows(listing, &cursor, 1, (int64_t)count);
    if (read_page(listing, rows, count, ret) != DONE)
        return FIND_FAILED;
    return ret->count == count ? FOUND : NOT_FOUND;
}

static bool is_part(const struct counted *counted) {
    return counted->orders && (!counted->all_classes || counted->has_low || counted->has_high);
}

/* A descending list is the ascending one read backwards. */
static enum found find_counted(struct listing *listing, int64_t offset, size_t count,
                               struct page *ret) {
    bool descending = listing->descending;
    int64_t row = descending ? listing->total - offset - (int64_t)count : offset;
    enum found found;

    listing->descending = false;
    found = is_part(listing->counted) ? counted_ids(listing->counted, row, count, ret)
                                      : find_in_block(listing, row, count, ret);
    listing->descending = descending;
    if (descending)
        reverse(ret);
    return found;
}

/* Where blocks tell at once what is counted from an end otherwise. */
static bool is_far(const struct listing *listing, int64_t offset, size_t count) {
    return listing->counted->orders && offset >= STRIDE &&
           listing->total - offset - (int64_t)count >= STRIDE;
}

static enum outcome find_page(struct listing *listing, int64_t offset, size_t count,
                              struct page *ret) {
    bool part = is_part(listing->counted);
    enum found found = part ? NOT_FOUND : find_next(listing, offset, count, ret);

    if (found == NOT_FOUND && (part || is_far(listing, offset, count)))
        found = find_counted(listing, offset, count, ret);
    if (found == NOT_FOUND)
        return find_from_end(listing, offset, count, ret);
    return found == FOUND ? DONE : FAILED;
}

/* What blocks would be asked for has no first rows yet, and what is filtered may take long: that is
 * left to list_find_page(), which has a budget. Where the page is read from follows from the total
 * that is known, be it an old one. */
void list_ask_page(struct listing *listing, struct rows_ahead *ret) {
    const struct list_parameters *parameters = listing->parameters;
    int64_t offset = (parameters->page - 1) * parameters->page_size;
    struct page page;

    *ret = (struct rows_ahead){.is_asking = true};
    listing->ahead = ret;
    listing->descending = parameters->descending;
    if (parameters->page - 1 > listing->total / parameters->page_size || offset >= listing->total ||
        parameters->value_count > 0 || is_part(listing->counted))
        return;
    size_t count = expected_count(parameters, offset, listing->total);
    if (find_next(listing, offset, count, &page) == NOT_FOUND && !is_far(listing, offset, count) &&
        find_from_end(listing, offset, count, &page) == DONE)
        ret->is_asking = false;
}

enum outcome list_find_page(struct listing *listing, struct page *ret) {
    const struct list_parameters *parameters = listing->parameters;
    int64_t offset = (parameters->page - 1) * parameters->page_size;

    listing->descending = parameters->descending;
    *ret = (struct page){.count = 0};
    if (offset >= listing->total)
        return DONE;
    size_t count = expected_count(parameters, offset, listing->total);
    enum outcome outcome = find_page(listing, offset, count, ret);
    if (outcome == DONE && ret->has_last && !is_part(listing->counted))
        store_cursor(listing, offset + (int64_t)count - 1, &ret->last);
    return outcome;
}
