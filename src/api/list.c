/* list.c - a page of a list: the total, the ids of the page by an index, then each item. */
#include "api/list.h"

#include "api/answer.h"
#include "api/list_parameters.h"

static void bind_filters(struct statement *statement, struct arena *arena,
                         const struct list_parameters *parameters) {
    int at = FIRST_FILTER_PARAMETER;

    for (size_t i = 0; i < parameters->value_count; i++, at += 2) {
        const struct filter_value *value = &parameters->values[i];
        if (value->filter->many) {
            statement_bind_list(statement, at, arena, value->ids, value->count);
            if (strstr(value->filter->where, "{count}"))
                statement_bind_integer(statement, at + 1, (int64_t)value->count);
        } else if (value->filter->kind == TEXT || value->filter->kind == CHOICE) {
            statement_bind_text(statement, at, value->text);
        } else {
            statement_bind_integer(statement, at, value->integer);
        }
    }
}

/* What makes two lists the same question, whatever their page: the statement that counts its rows
 * and every bound value. */
static struct str question_of(struct request *request, struct str sql,
                              const struct list_parameters *parameters) {
    struct buffer *scratch = &request->exchange->body_out;

    buffer_reset(scratch);
    buffer_put_z(scratch, "list ");
    buffer_put_integer(scratch, request->source.account_id);
    buffer_put_str(scratch, sql);
    for (size_t i = 0; i < parameters->value_count; i++) {
        const struct filter_value *value = &parameters->values[i];
        buffer_format(scratch, "|%zu|%zu|", value->text.len, value->count);
        buffer_put_integer(scratch, value->integer);
        buffer_put_str(scratch, value->text);
        for (size_t j = 0; j < value->count; j++) {
            buffer_put_char(scratch, ',');
            buffer_put_integer(scratch, value->ids[j]);
        }
    }
    struct str key = arena_copy(request->arena, buffer_str(scratch));
    buffer_reset(scratch);
    return key;
}

static enum outcome count_rows(struct request *request, struct str sql,
                               const struct list_parameters *parameters, int64_t *ret) {
    struct statement *statement = db_statement(request->source.db, sql);

    if (!statement)
        return FAILED;
    statement_bind_integer(statement, 1, request->source.account_id);
    bind_filters(statement, request->arena, parameters);
    enum db_step step = statement_step(statement);
    if (step == DB_ROW)
        *ret = column_integer(statement, 0);
    statement_reset(statement);
    return step == DB_ROW ? DONE : FAILED;
}

/* The exact number of rows, remembered while the account's version stands. */
static enum outcome find_total(struct request *request, const struct list_parameters *parameters,
                               struct str sql, struct str key, int64_t *ret) {
    struct memo *memo = request->worker->memo;
    struct str known = memo_find(memo, key, request->source.versions);

    if (known.at) {
        memcpy(ret, known.at, sizeof(*ret));
        return DONE;
    }
    if (count_rows(request, sql, parameters, ret) != DONE)
        return FAILED;
    memo_keep(memo, key, request->source.versions, (struct str){(const char *)ret, sizeof(*ret)});
    return DONE;
}

/* Where a page begins: its first row and what that is sorted by, so that nobody has to count up
 * to it again. */
struct position {
    int64_t id;
    bool is_key; /* a sort key; else a number */
    int64_t number;
    struct str key;
};

/* The ids of a page, and the row after it. */
struct page {
    int64_t ids[PAGE_SIZE_MAX];
    size_t count;
    struct position first, next;
    bool has_first, has_next;
};

static bool sorts_by_key(const struct sort *sort) {
    size_t len = strlen(sort->column);

    return len > 4 && strcmp(sort->column + len - 4, "_key") == 0;
}

/* Rows without a value have no position: a comparison with null finds nothing. */
static bool read_position(struct arena *arena, const struct sort *sort, struct statement *row,
                          struct position *ret) {
    if (column_is_null(row, 1))
        return false;
    *ret = (struct position){.id = column_integer(row, 0), .is_key = sorts_by_key(sort)};
    if (ret->is_key)
        ret->key = arena_copy(arena, column_text(row, 1));
    else
        ret->number = column_integer(row, 1);
    return true;
}

static void bind_position(struct statement *statement, const struct position *position) {
    statement_bind_integer(statement, 3, position->id);
    if (position->is_key)
        statement_bind_blob(statement, 4, position->key);
    else
        statement_bind_integer(statement, 4, position->number);
}

static struct str page_key(struct arena *arena, struct str question,
                           const struct list_parameters *parameters, int64_t page) {
    return arena_format(arena, "page of %.*s|%s|%d|%lld|%lld", (int)question.len, question.at,
                        parameters->sort->column, parameters->descending,
                        (long long)parameters->page_size, (long long)page);
}

static bool recall_position(struct request *request, struct str key, struct position *ret) {
    struct str known = memo_find(request->worker->memo, key, request->source.versions);

    if (!known.at)
        return false;
    memcpy(ret, known.at, sizeof(*ret));
    ret->key =
        arena_copy(request->arena, (struct str){known.at + sizeof(*ret), known.len - sizeof(*ret)});
    return true;
}

static void remember_position(struct request *request, struct str key,
                              const struct position *position) {
    char *value = arena_take(request->arena, sizeof(*position) + position->key.len, 1);

    memcpy(value, position, sizeof(*position));
    if (position->key.len > 0)
        memcpy(value + sizeof(*position), position->key.at, position->key.len);
    memo_keep(request->worker->memo, key, request->source.versions,
              (struct str){value, sizeof(*position) + position->key.len});
}

static enum outcome read_page(struct request *request, const struct list_parameters *parameters,
                              struct statement *statement, struct page *ret) {
    enum db_step step;

    ret->count = 0;
    ret->has_first = ret->has_next = false;
    while ((step = statement_step(statement)) == DB_ROW) {
        if (ret->count == (size_t)parameters->page_size) {
            ret->has_next = read_position(request->arena, parameters->sort, statement, &ret->next);
            continue;
        }
        if (ret->count == 0)
            ret->has_first =
                read_position(request->arena, parameters->sort, statement, &ret->first);
        ret->ids[ret->count++] = column_integer(statement, 0);
    }
    statement_reset(statement);
    return step == DB_END ? DONE : FAILED;
}

/* Reads a page from its beginning, or, when `from` is NULL, by counting the rows before it in the
 * index. */
static enum outcome read_page_from(struct request *request,
                                   const struct list_parameters *parameters,
                                   const struct position *from, struct page *ret) {
    struct str sql = plan_list_sql(request->arena, request->plan, parameters->used,
                                   parameters->sort, parameters->descending, from != NULL);
    struct statement *statement = db_statement(request->source.db, sql);

    if (!statement)
        return FAILED;
    statement_bind_integer(statement, 1, request->source.account_id);
    statement_bind_integer(statement, 2, parameters->page_size + 1);
    if (from)
        bind_position(statement, from);
    else
        statement_bind_integer(statement, 3, (parameters->page - 1) * parameters->page_size);
    bind_filters(statement, request->arena, parameters);
    return read_page(request, parameters, statement, ret);
}

/* How many rows of `total` the page holds. */
static size_t expected_count(const struct list_parameters *parameters, int64_t total) {
    int64_t left = total - (parameters->page - 1) * parameters->page_size;

    return (size_t)(left < parameters->page_size ? left : parameters->page_size);
}

/* A page whose beginning is known costs the same wherever it lies. A position does not lead on to
 * the rows without a value that end a descending list; such a page comes out short and is read
 * again by counting. */
static enum outcome find_page(struct request *request, const struct list_parameters *parameters,
                              struct str question, int64_t total, struct page *ret) {
    struct str key = page_key(request->arena, question, parameters, parameters->page);
    struct position position;
    bool known = parameters->page > 1 && recall_position(request, key, &position);

    if (known && read_page_from(request, parameters, &position, ret) != DONE)
        return FAILED;
    if (!known || ret->count < expected_count(parameters, total)) {
        if (read_page_from(request, parameters, NULL, ret) != DONE)
            return FAILED;
        if (ret->has_first)
            remember_position(request, key, &ret->first);
    }
    if (ret->has_next)
        remember_position(request,
                          page_key(request->arena, question, parameters, parameters->page + 1),
                          &ret->next);
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

static enum outcome put_items(struct request *request, const int64_t *ids, size_t count) {
    struct buffer *out = &request->exchange->body_out;

    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            buffer_put_char(out, ',');
        if (encode_row(&request->source, &request->plan->list, ids[i], out) != FOUND)
            return FAILED;
    }
    buffer_put_z(out, "]}");
    return DONE;
}

enum outcome perform_list(struct request *request) {
    struct list_parameters parameters;
    struct page page = {.count = 0};
    int64_t total;

    list_parameters_read(request, &parameters);
    if (faults_any(&request->faults))
        return INVALID;
    struct str sql = plan_count_sql(request->arena, request->plan, parameters.used);
    struct str question = question_of(request, sql, &parameters);
    if (find_total(request, &parameters, sql, question, &total) != DONE)
        return FAILED;
    /* Past the end there is nothing to look for, and no product that could overflow. */
    bool past = parameters.page - 1 > total / parameters.page_size;
    if (!past && find_page(request, &parameters, question, total, &page) != DONE)
        return FAILED;
    answer_json(request, 200, STR(""));
    put_envelope(&request->exchange->body_out, &parameters, page.count, total);
    return put_items(request, page.ids, page.count);
}
