/* ahead.c - asks for rows generation by generation. */
#include "read/ahead.h"

#include "read/cached.h"

/* Each of those that show the same row finds it in the cache, if there is one. */
static bool is_asked(const struct source *source, const struct sql *sql, int64_t id) {
    const struct ahead *ahead = source->ahead;

    for (size_t i = 0; (source->cache || ahead->is_known) && i < ahead->count; i++)
        if (ahead->asked[i].sql == sql && ahead->asked[i].id == id)
            return true;
    return false;
}

static bool is_cached(const struct source *source, const struct cached *what) {
    struct buffer found;

    if (!source->cache)
        return false;
    buffer_init(&found, SIZE_MAX);
    bool is = cached_find(source->cache, what, &found);
    buffer_done(&found);
    return is;
}

static void add(struct source *source, const struct asked *asked) {
    statement_ask_ahead(asked->statement);
    source->ahead->asked[source->ahead->count++] = *asked;
}

void ahead_add(struct source *source, const struct sql *sql, int64_t id,
               struct statement *statement) {
    if (statement && source->ahead && source->ahead->count < AHEAD_MOST)
        add(source, &(struct asked){.sql = sql, .id = id, .statement = statement});
}

static void ask(struct source *source, const struct sql *sql, int64_t id,
                const struct view_plan *view) {
    struct ahead *ahead = source->ahead;

    if (!ahead || ahead->count == AHEAD_MOST || is_asked(source, sql, id))
        return;
    struct statement *statement = row_statement(source->db, sql, source->account_id, id);
    if (!statement)
        return; /* whoever wants the row finds out */
    if (view && view->names_viewer)
        statement_bind_integer(statement, ROW_VIEWER, source->viewer);
    add(source, &(struct asked){.sql = sql, .id = id, .view = view, .statement = statement});
}

void ahead_ask(struct source *source, const struct sql *sql, int64_t id) {
    ask(source, sql, id, NULL);
}

void ahead_ask_row(struct source *source, const struct view_plan *view, int64_t id) {
    struct cached what = cached_row(source, view, id);

    if (!is_cached(source, &what))
        ask(source, &view->select, id, view);
}

static void ask_name(struct source *source, const struct plan *to, int64_t id) {
    struct cached what = cached_name(source, to, id);

    if (!is_cached(source, &what))
        ask(source, &to->name_of, id, NULL);
}

void ahead_ask_step(struct source *source, const struct step *step, int64_t id) {
    if (step->kind == STEP_LINKS)
        ask(source, &step->link->select, id, NULL);
    if (step->kind == STEP_ROWS && step->rows->asked_count == 0)
        ask(source, &step->rows->select, id, NULL);
    if (step->kind == STEP_BRIEF)
        ahead_ask_row(source, step->shown, id);
    if (step->kind == STEP_NAME)
        ask_name(source, step->to, id);
}

static void ask_step(struct source *source, const struct step *step, struct statement *row,
                     int64_t id) {
    if (step->kind == STEP_LINKS || step->kind == STEP_ROWS)
        ahead_ask_step(source, step, id);
    else if ((step->kind == STEP_BRIEF || step->kind == STEP_NAME) &&
             !column_is_null(row, step->at))
        ahead_ask_step(source, step, column_integer(row, step->at));
}

/* One that gave no row is in use no longer, and may be handed out. */
static void step_row(struct source *source, struct asked *asked) {
    asked->step = statement_step(asked->statement);
    asked->is_stepped = true;
    if (asked->step != DB_ROW) {
        statement_reset(asked->statement);
        asked->statement = NULL;
        return;
    }
    for (size_t i = 0; i < asked->view->step_count; i++)
        ask_step(source, &asked->view->steps[i], asked->statement, asked->id);
}

void ahead_open(struct source *source, struct ahead *room) {
    source->ahead = db_asks_ahead(source->db) ? room : NULL;
    room->count = 0;
    room->is_known = false;
}

void ahead_walk(struct source *source, bool is_known) {
    struct ahead *ahead = source->ahead;

    if (!ahead)
        return;
    ahead->is_known = is_known;
    for (size_t i = 0; i < ahead->count; i++)
        if (ahead->asked[i].view && !ahead->asked[i].is_stepped)
            step_row(source, &ahead->asked[i]);
}

void ahead_begin(struct source *source, struct ahead *room, const struct view_plan *view,
                 const int64_t *ids, size_t count) {
    ahead_open(source, room);
    for (size_t i = 0; source->ahead && i < count; i++)
        ahead_ask_row(source, view, ids[i]);
    ahead_walk(source, false);
}

bool ahead_take(struct source *source, const struct sql *sql, int64_t id, struct asked *ret) {
    struct ahead *ahead = source->ahead;

    for (size_t i = 0; ahead && i < ahead->count; i++) {
        if (ahead->asked[i].sql != sql || ahead->asked[i].id != id)
            continue;
        *ret = ahead->asked[i];
        ahead->asked[i] = ahead->asked[--ahead->count];
        return true;
    }
    return false;
}

void ahead_end(struct source *source) {
    struct ahead *ahead = source->ahead;

    source->ahead = NULL;
    for (size_t i = 0; ahead && i < ahead->count; i++)
        if (ahead->asked[i].statement)
            statement_reset(ahead->asked[i].statement);
}
