/* plan_changes.c - the SQL with which rows come, change and go.
 *
 * A statement gives the columns that have a parameter, and with them what follows from them: sort
 * keys, folded texts, orders and the class. The parameters are ?1 the account, ?2 the id, then the
 * columns in the order of their slots, their keys and folded texts in the same order, and in the
 * end the owner, where there is one. With a sorted name, and a sort by a moment that may be null:
 *
 *     INSERT INTO things (account_id, id, name, updated_at, name_key, updated_order)
 *       VALUES (?1, ?2, ?3, ?4, ?5, coalesce(?4, -9223372036854775808))
 *
 * That all of it is in one statement is the point: nobody can write a column and forget what
 * follows from it, and no trigger has to run for each row after it. What SQL can say is an
 * expression over the parameters of other columns: orders, the class, a copy of another row's key.
 * What ICU computes (base/collation.h) is a parameter of its own, which change/store.c binds in the
 * same order.
 *
 * A patch has parameters for some columns only. An expression takes the parameter where there is
 * one and else what the row has, so a class of which one bit is given keeps the others. With no
 * parameters at all the same expressions make what follows anew in all rows, where it differs: the
 * upkeep of an upgrade is derived from the same few functions, and cannot mean something else. */
#include "base/log.h"
#include "plan/plan_parts.h"

/* Least of all numbers: what stands for null in an order. */
#define LEAST "-9223372036854775808"

enum { LEFT_ALONE, OF_THE_ROW = -1 };

struct writing {
    const struct plan *plan;
    const struct plan *referred;
    struct buffer *sql;
    const int *parameters; /* of each slot; or LEFT_ALONE, or OF_THE_ROW: what the row has counts */
    bool names, values;    /* what is put */
    const char *is;        /* between a name and its value */
    const char *between;   /* before the next one; empty before the first */
    const char *and;       /* what `between` is from then on */
    const char *differs; /* a table: each is a query for the rows in which it differs; NULL: not */
};

static void put_name(struct writing *writing, const char *name) {
    buffer_put_z(writing->sql, writing->between);
    writing->between = writing->and;
    if (writing->differs)
        buffer_format(writing->sql, "SELECT '%s', account_id, id, '%s' FROM %s WHERE ",
                      writing->differs, name, writing->differs);
    if (writing->names)
        buffer_put_z(writing->sql, name);
    if (writing->names && writing->values)
        buffer_put_z(writing->sql, writing->is);
}

static void put_parameter(struct writing *writing, const char *name, int parameter) {
    put_name(writing, name);
    if (writing->values)
        buffer_format(writing->sql, "?%d", parameter);
}

/* The key of another row, or the next parameter. */
static void put_key(struct writing *writing, const struct column *column, int reference,
                    int *parameter) {
    if (!column->copies_key) {
        put_parameter(writing, column->key_name, (*parameter)++);
        return;
    }
    put_name(writing, column->key_name);
    if (writing->values)
        buffer_format(writing->sql,
                      "(SELECT k.%s FROM %s k WHERE k.account_id = ?1 AND k.id = ?%d)",
                      column->to->title->key_name, column->to->resource->table, reference);
}

/* Returns the next free parameter. */
static int put_texts(struct writing *writing, int parameter) {
    for (size_t i = 0; i < writing->plan->column_count; i++) {
        const struct column *column = &writing->plan->columns[i];
        if (!writing->parameters[i])
            continue;
        if (column->key_name)
            put_key(writing, column, writing->parameters[i], &parameter);
        if (column->folded_name)
            put_parameter(writing, column->folded_name, parameter++);
    }
    return parameter;
}

static size_t slot_of_column(const struct plan *plan, const char *name) {
    for (size_t i = 0; i < plan->column_count; i++)
        if (strcmp(plan->columns[i].name, name) == 0)
            return i;
    plan_wrong(plan->resource, "there is no column", name);
}

/* What a column is, or will be. */
static void put_value(struct writing *writing, const char *column) {
    int parameter = writing->parameters[slot_of_column(writing->plan, column)];

    if (parameter > 0)
        buffer_format(writing->sql, "?%d", parameter);
    else
        buffer_put_z(writing->sql, column);
}

/* Whoever writes the row gives all orders, so they are those of the resource itself. */
static void check_managed_orders(const struct planning *planning) {
    const struct managed *managed = planning->referred->resource->managed;
    const struct sort *sorts = planning->referred->resource->sorts;

    for (const struct sort *sort = managed ? managed->sorts : NULL; sort && sort->name; sort++) {
        const struct sort *own = sorts;
        while (sort->of && own && own->name && strcmp(own->column, sort->column) != 0)
            own++;
        if (sort->of && (!own || !own->name))
            plan_wrong(planning->plan->resource, "the resource has no such order:", sort->name);
    }
}

static void put_orders(struct writing *writing) {
    const struct sort *sorts = writing->referred->resource->sorts;

    for (const struct sort *sort = sorts; sort && sort->name; sort++) {
        if (!sort->of || !writing->parameters[slot_of_column(writing->plan, sort->of)])
            continue;
        put_name(writing, sort->column);
        if (!writing->values)
            continue;
        buffer_put_z(writing->sql, "coalesce(");
        put_value(writing, sort->of);
        buffer_put_z(writing->sql, ", " LEAST ")");
    }
}

/* PostgreSQL takes the type of a parameter from its place, and IS NULL tells it none. */
static void put_is_null(struct writing *writing, const char *column) {
    bool is_parameter = writing->parameters[slot_of_column(writing->plan, column)] > 0;

    buffer_put_z(writing->sql, is_parameter ? "CAST(" : "");
    put_value(writing, column);
    buffer_put_z(writing->sql, is_parameter ? " AS INTEGER) IS NULL" : " IS NULL");
}

/* Bits whose columns have no parameter are read from the row. */
static void put_class(struct writing *writing) {
    const struct counting *counting = writing->plan->resource->counting;
    bool any = false;

    for (size_t i = 0; counting && counting->bits[i]; i++)
        any |= writing->parameters[slot_of_column(writing->plan, counting->bits[i])] != 0;
    if (!any)
        return;
    put_name(writing, "class");
    for (size_t i = 0; writing->values && counting->bits[i]; i++) {
        buffer_put_z(writing->sql, i ? " + CASE WHEN " : "CASE WHEN ");
        put_is_null(writing, counting->bits[i]);
        buffer_format(writing->sql, " THEN 0 ELSE %u END", 1u << i);
    }
}

/* All columns but account_id and id. `parameter` is the first that no column has. */
static void put_columns(const struct planning *planning, struct buffer *sql, const int *parameters,
                        int parameter, bool names, bool values) {
    const struct plan *plan = planning->plan;
    struct writing writing = {
        plan, planning->referred, sql, parameters, names, values, " = ", "", ", ", NULL};

    for (size_t i = 1; i < plan->column_count; i++)
        if (parameters[i])
            put_parameter(&writing, plan->columns[i].name, parameters[i]);
    parameter = put_texts(&writing, parameter);
    put_orders(&writing);
    put_class(&writing);
    if (plan->resource->owner && parameters[0])
        put_parameter(&writing, plan->resource->owner, parameter);
}

/* An insert and an update have the same parameters, so one function binds both. */
static void plan_whole_rows(struct planning *planning) {
    struct plan *plan = planning->plan;
    int *parameters = NEW_ARRAY(planning->arena, int, plan->column_count);
    int next = ROW_ID + (int)plan->column_count;
    struct buffer sql;

    for (size_t i = 0; i < plan->column_count; i++)
        parameters[i] = ROW_ID + (int)i;
    buffer_init(&sql, SQL_CEILING);
    buffer_format(&sql, "INSERT INTO %s (account_id, id, ", plan->resource->table);
    put_columns(planning, &sql, parameters, next, true, false);
    buffer_put_z(&sql, ") VALUES (?1, ?2, ");
    put_columns(planning, &sql, parameters, next, false, true);
    buffer_put_z(&sql, ")");
    plan->insert = plan_keep_sql(planning, &sql);

    buffer_init(&sql, SQL_CEILING);
    buffer_format(&sql, "UPDATE %s SET ", plan->resource->table);
    put_columns(planning, &sql, parameters, next, true, true);
    buffer_put_z(&sql, " WHERE account_id = ?1 AND id = ?2");
    plan->update = plan_keep_sql(planning, &sql);
}

/* ---- patches ---- */

static void mark_patched(const struct plan *plan, const struct patch *patch, const char *fields,
                         int *parameters) {
    struct str names = fields ? str_of(fields) : STR("");

    while (names.len > 0) {
        struct str name = str_cut(&names, ' ');
        size_t slot = 0;
        while (slot < plan->column_count && !str_equal(name, str_of(plan->columns[slot].path)))
            slot++;
        if (slot == plan->column_count || slot == 0)
            plan_wrong(plan->resource, "a patch names what it can't give:", patch->name);
        parameters[slot] = 1;
    }
}

/* Parameters count on from the id without gaps, by slot: as change/store.c binds them. */
static void find_patched(const struct plan *plan, const struct patch *patch, int *parameters,
                         int *next) {
    mark_patched(plan, patch, patch->fields, parameters);
    mark_patched(plan, patch, patch->at, parameters);
    mark_patched(plan, patch, patch->by, parameters);
    *next = ROW_MORE;
    for (size_t i = 0; i < plan->column_count; i++)
        if (parameters[i])
            parameters[i] = (*next)++;
}

/* One row is named by = and not by a list of one: that is one descent in the primary key, and
 * nothing is made of a list. */
static void plan_patch(struct planning *planning, const struct patch *patch,
                       struct patch_plan *ret) {
    struct plan *plan = planning->plan;
    struct buffer sql;
    int next;

    *ret = (struct patch_plan){.patch = patch,
                               .parameters = NEW_ARRAY(planning->arena, int, plan->column_count),
                               .at = patch->at ? plan_slot(plan, patch->at) : SIZE_MAX,
                               .by = patch->by ? plan_slot(plan, patch->by) : SIZE_MAX};
    find_patched(plan, patch, ret->parameters, &next);
    buffer_init(&sql, SQL_CEILING);
    buffer_format(&sql, "UPDATE %s SET ", plan->resource->table);
    put_columns(planning, &sql, ret->parameters, next, true, true);
    buffer_put_z(&sql, " WHERE account_id = ?1 AND id ");
    struct str start = buffer_str(&sql);
    ret->one = plan_format_sql(planning, "%.*s= ?2", (int)start.len, start.at);
    ret->many = plan_format_sql(planning, "%.*sIN {list ?2}", (int)start.len, start.at);
    buffer_done(&sql);
}

static void plan_patches(struct planning *planning) {
    const struct patch *patches = planning->plan->resource->patches;
    size_t count = 0;

    while (patches && patches[count].name)
        count++;
    planning->plan->patches = NEW_ARRAY(planning->arena, struct patch_plan, count + 1);
    for (size_t i = 0; i < count; i++)
        plan_patch(planning, &patches[i], &planning->plan->patches[i]);
}

/* ---- all rows anew ---- */

/* A row keeps the id of each row that it owns ALONE, so that a list need not look for them. */
static void put_kept_ids(struct writing *writing) {
    const char *table = writing->plan->resource->table;

    for (size_t i = 0; i < writing->plan->rows_count; i++) {
        const struct rows_plan *rows = &writing->plan->rows[i];
        const struct resource *to = rows->to->resource;
        if (rows->kept == SIZE_MAX)
            continue;
        put_name(writing, writing->plan->columns[rows->kept].name);
        buffer_format(writing->sql,
                      "(SELECT x.id FROM %s x WHERE x.account_id = %s.account_id AND x.%s = %s.id)",
                      to->table, table, to->owner, table);
    }
}

static void put_anew(const struct planning *planning, struct buffer *sql, const int *parameters,
                     const char *is, const char *and, const char *differs) {
    struct writing writing = {.plan = planning->plan,
                              .referred = planning->referred,
                              .sql = sql,
                              .parameters = parameters,
                              .names = true,
                              .values = true,
                              .is = is,
                              .between = "",
                              .and = and,
                              .differs = differs};

    put_orders(&writing);
    put_class(&writing);
    put_kept_ids(&writing);
}

/* What follows from a row's own columns and from the rows that it owns, wherever it differs; and
 * where that is. */
static void plan_rederived(struct planning *planning) {
    struct plan *plan = planning->plan;
    int *parameters = NEW_ARRAY(planning->arena, int, plan->column_count);
    struct buffer assignments, conditions, differing;

    for (size_t i = 0; i < plan->column_count; i++)
        parameters[i] = OF_THE_ROW;
    buffer_init(&assignments, SQL_CEILING);
    buffer_init(&conditions, SQL_CEILING);
    buffer_init(&differing, SQL_CEILING);
    put_anew(planning, &assignments, parameters, " = ", ", ", NULL);
    put_anew(planning, &conditions, parameters, " IS DISTINCT FROM ", " OR ", NULL);
    put_anew(planning, &differing, parameters, " IS DISTINCT FROM ", " UNION ALL ",
             plan->resource->table);
    plan->differing = plan_keep_sql(planning, &differing);
    if (assignments.len > 0)
        plan->rederive = plan_format_sql(planning, "UPDATE %s SET %.*s WHERE %.*s",
                                         plan->resource->table, (int)assignments.len,
                                         assignments.at, (int)conditions.len, conditions.at);
    buffer_done(&assignments);
    buffer_done(&conditions);
}

/* ---- what a row owns, and what else follows from it ---- */

/* By its ROWS, or by a path: a resource whose parent this one is. */
static bool owns(const struct resource *resource, const struct resource *other) {
    if (!other->table || !other->owner)
        return false;
    for (const struct field *field = resource->fields; field->name; field++)
        if (field->kind == ROWS && field->to == other && !field->sql)
            return true;
    return other->parent == resource;
}

/* One query finds what a row owns in all tables; where each comes from is its first column. For a
 * single resource there is another, which a `follow` asks for by itself. */
static void plan_owned(struct planning *planning) {
    struct plan *plan = planning->plan;
    const struct plans *plans = planning->plans;
    struct buffer rows;

    plan->owned = NEW_ARRAY(planning->arena, struct owned_plan, plans->count);
    buffer_init(&rows, SQL_CEILING);
    for (size_t i = 0; i < plans->count; i++) {
        const struct resource *other = plans->all[i].resource;
        if (!owns(planning->referred->resource, other))
            continue;
        buffer_format(&rows, "%sSELECT %zu, id FROM %s WHERE account_id = ?1 AND %s = ?2",
                      plan->owned_count ? " UNION ALL " : "", plan->owned_count, other->table,
                      other->owner);
        plan->owned[plan->owned_count++] = (struct owned_plan){
            &plans->all[i],
            plan_format_sql(planning, "SELECT 0, id FROM %s WHERE account_id = ?1 AND %s = ?2",
                            other->table, other->owner)};
    }
    plan->owned_rows = plan_keep_sql(planning, &rows);
}

static struct copy_plan copy_of(struct planning *planning, const struct plan *of,
                                const struct column *column) {
    const char *table = of->resource->table;

    return (struct copy_plan){
        .renew = plan_format_sql(planning,
                                 "UPDATE %s SET %s = (SELECT k.%s FROM %s k"
                                 " WHERE k.account_id = ?1 AND k.id = ?2)"
                                 " WHERE account_id = ?1 AND %s = ?2",
                                 table, column->key_name, planning->plan->title->key_name,
                                 planning->plan->resource->table, column->name),
        .key =
            plan_format_sql(planning, "SELECT %s FROM %s WHERE account_id = ?1 AND %s = ?2 LIMIT 1",
                            column->key_name, table, column->name),
        .of = of,
        .column = column->key_name};
}

/* Where others keep the sort key of a row's title beside their reference to it. */
static void plan_copies(struct planning *planning) {
    struct plan *plan = planning->plan;
    const struct plans *plans = planning->plans;
    size_t most = 0;

    for (size_t i = 0; i < plans->count; i++)
        most += plans->all[i].column_count;
    plan->copies = NEW_ARRAY(planning->arena, struct copy_plan, most);
    for (size_t i = 0; i < plans->count; i++)
        for (size_t j = 0; j < plans->all[i].column_count; j++) {
            const struct column *column = &plans->all[i].columns[j];
            if (column->copies_key && column->to == planning->referred)
                plan->copies[plan->copy_count++] = copy_of(planning, &plans->all[i], column);
        }
}

/* Several rows may share the bytes of a file, so its removal is only noted here, and decided once
 * no row has them (api/stored_files.c). `times` tells a note that was renewed meanwhile. */
static void plan_files(struct planning *planning) {
    const struct resource *resource = planning->referred->resource;
    struct plan *plan = planning->plan;

    if (!resource->uploads)
        return;
    const char *hash = plan->columns[plan_slot(plan, resource->uploads->hash)].name;
    const char *size = plan->columns[plan_slot(plan, resource->uploads->size)].name;
    plan->keeps_file =
        plan_format_sql(planning, "SELECT id FROM %s WHERE account_id = ?1 AND %s = ?2 LIMIT 1",
                        resource->table, hash);
    plan->leaves_file = plan_format_sql(
        planning,
        "INSERT INTO file_removals (account_id, content_hash, times) SELECT account_id, %s, 1"
        " FROM %s WHERE account_id = ?1 AND id = ?2 AND %s IS NOT NULL"
        " ON CONFLICT (account_id, content_hash) DO UPDATE SET times = file_removals.times + 1",
        hash, resource->table, hash);
    const char *is_hash =
        arena_format(planning->arena, "length(%s) = 64 AND ltrim(%s, '0123456789abcdef') = ''",
                     hash, hash)
            .at;
    plan->names_files = plan_format_sql(
        planning,
        "SELECT account_id, %s, min(%s), max(%s) FROM %s WHERE (account_id, %s) > (?1, ?2) AND %s"
        " GROUP BY account_id, %s ORDER BY account_id, %s LIMIT ?3",
        hash, size, size, resource->table, hash, is_hash, hash, hash);
    plan->names_nothing = plan_format_sql(
        planning, "SELECT '%s', account_id, id, '%s' FROM %s WHERE %s IS NOT NULL AND NOT (%s)",
        resource->table, hash, resource->table, hash, is_hash);
}

void plan_changes(struct planning *planning) {
    struct plan *plan = planning->plan;
    const char *table = plan->resource->table;

    if (!table)
        return;
    plan->remove =
        plan_format_sql(planning, "DELETE FROM %s WHERE account_id = ?1 AND id = ?2", table);
    for (size_t i = 0; i < plan->column_count; i++)
        if (plan->columns[i].field->rules & POSITION)
            plan->next_position =
                plan_format_sql(planning,
                                "SELECT coalesce(max(%s) + 1, 0) FROM %s WHERE account_id = ?1"
                                " AND %s = ?2",
                                plan->columns[i].name, table, plan->resource->owner);
    if (plan->parent && plan->resource->operations & CREATE)
        plan->is_full = plan_format_sql(planning,
                                        "SELECT 1 FROM %s WHERE account_id = ?1 AND %s = ?2"
                                        " LIMIT 1 OFFSET %d",
                                        table, plan->resource->owner, ROW_PARTS_MAX - 1);
    check_managed_orders(planning);
    plan_whole_rows(planning);
    plan_patches(planning);
    plan_owned(planning);
    plan_copies(planning);
    plan_files(planning);
    plan_rederived(planning);
}
