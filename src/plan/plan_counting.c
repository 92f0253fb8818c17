/* plan_counting.c - lists, and the SQL of their blocks, from a struct counting.
 *
 * Blocks of all lists stand in one table. The resource's number stands in the text, as do its
 * classes; the list and the level are parameters, so that one statement serves all lists of a
 * resource. Where a block ends is stored nowhere: it is where the next one begins, so that a block
 * can be cut without a write to its neighbour.
 *
 * Most changes before a commit are of one class and fall into one block. So there is a statement
 * for each class that adds to two columns (`add`), and one for all (`add_mixed`). Both find the
 * block by the place alone, the last that does not begin behind it, and refuse by the same text to
 * let it grow beyond its limit: a merge needs to ask nothing before it adds. */
#include "plan/plan_parts.h"

enum { PREFIXED = 101 }; /* the number of the first list with a prefix */

#define FIRST "first_prefix, first_key, first_id"
#define B_FIRST "b.first_prefix, b.first_key, b.first_id"

struct counting_plan {
    const struct planning *whole;
    struct arena *arena;
    const struct resource *resource;
    struct counted_plan *counted;
};

static size_t count_names(const char *const *names) {
    size_t count = 0;

    while (names[count])
        count++;
    return count;
}

/* ---- lists ---- */

static void add_list(struct counting_plan *planning, int number, const char *prefix,
                     const char *key) {
    struct counted_plan *counted = planning->counted;
    struct str columns = prefix ? arena_format(planning->arena, "t.%s, t.%s, t.id", prefix, key)
                                : arena_format(planning->arena, "t.%s, t.id", key);

    counted->lists[counted->list_count++] =
        (struct counted_list){counted, number, prefix, key, columns.at};
}

/* The first sort comes first, since lists with a prefix have its key. */
static void add_lists(struct counting_plan *planning) {
    const struct counting *counting = planning->counted->counting;
    const struct sort *sorts = planning->resource->sorts;
    size_t sort_count = 0;

    while (sorts[sort_count].name)
        sort_count++;
    planning->counted->lists = NEW_ARRAY(planning->arena, struct counted_list,
                                         sort_count + count_names(counting->prefixes));
    for (size_t i = 0; i < sort_count; i++)
        add_list(planning, (int)i + 1, NULL, sorts[i].column);
    for (size_t i = 0; counting->prefixes[i]; i++)
        add_list(planning, PREFIXED + (int)i, counting->prefixes[i], sorts[0].column);
}

/* ---- rows ---- */

/* All that places in all lists need, so that a row is read once, however many lists there are. */
static struct sql row_sql(const struct counting_plan *planning, const char *rest) {
    const struct counted_plan *counted = planning->counted;
    struct buffer sql;

    buffer_init(&sql, SQL_CEILING);
    buffer_put_z(&sql, "SELECT t.id, t.class");
    for (size_t i = 0; i < counted->list_count; i++) {
        const struct counted_list *list = &counted->lists[i];
        buffer_format(&sql, ", t.%s", list->prefix ? list->prefix : list->key);
    }
    buffer_format(&sql, " FROM %s t WHERE t.account_id = ?1 AND t.id %s", counted->resource->table,
                  rest);
    return plan_keep_sql(planning->whole, &sql);
}

/* ---- blocks ---- */

_Static_assert(COUNTED_ACCOUNT == 1 && COUNTED_LIST == 2 && COUNTED_LEVEL == 3 &&
                   COUNTED_PLACE == 4 && COUNTED_MORE == 7,
               "as the texts of SQL have them");

/* What all statements about blocks of a list begin their condition with. */
static const char *of_list(const struct counting_plan *planning, const char *alias) {
    return arena_format(planning->arena,
                        "%saccount_id = ?1 AND %sresource = %d AND %slist = ?2 AND %slevel = ?3",
                        alias, alias, planning->counted->counting->number, alias, alias)
        .at;
}

/* The last block that does not begin behind the place: the place lies in it. */
static struct sql find_sql(const struct counting_plan *planning) {
    return plan_format_sql(planning->whole,
                           "SELECT " FIRST " FROM counted_blocks WHERE %s AND (" FIRST
                           ") <= (?4, ?5, ?6)"
                           " ORDER BY first_prefix DESC, first_key DESC, first_id DESC LIMIT 1",
                           of_list(planning, ""));
}

static struct sql next_sql(const struct counting_plan *planning) {
    return plan_format_sql(planning->whole,
                           "SELECT " FIRST " FROM counted_blocks WHERE %s AND (" FIRST
                           ") > (?4, ?5, ?6) ORDER BY " FIRST " LIMIT 1",
                           of_list(planning, ""));
}

/* The block is looked for by its key alone, with nothing in the way that depends on the block. */
static struct sql add_sql(const struct counting_plan *planning, const char *classes) {
    return plan_format_sql(planning->whole,
                           "UPDATE counted_blocks SET total = total + ?7%s WHERE %s AND (" FIRST
                           ") = (SELECT " B_FIRST " FROM counted_blocks b WHERE %s AND (" B_FIRST
                           ") <= (?4, ?5, ?6) ORDER BY b.first_prefix DESC, b.first_key DESC,"
                           " b.first_id DESC LIMIT 1) AND total + ?7 <= ?8",
                           classes, of_list(planning, ""), of_list(planning, "b."));
}

/* Puts `text` for each possible class, with its number for % and the next parameter for ?. */
static void put_classes(const struct counting_plan *planning, struct buffer *sql, const char *text,
                        int parameter) {
    for (unsigned i = 0; i < CLASSES_MAX; i++) {
        if (!(planning->counted->classes >> i & 1))
            continue;
        for (const char *at = text; *at; at++) {
            if (*at == '%')
                buffer_format(sql, "%u", i);
            else if (*at == '?')
                buffer_format(sql, "?%d", parameter);
            else
                buffer_put_char(sql, *at);
        }
        parameter++;
    }
}

static void plan_adding(const struct counting_plan *planning) {
    struct counted_plan *counted = planning->counted;
    struct buffer classes;

    for (unsigned i = 0; i < CLASSES_MAX; i++)
        if (counted->classes >> i & 1)
            counted->add[i] = add_sql(
                planning, arena_format(planning->arena, ", class_%u = class_%u + ?7", i, i).at);
    buffer_init(&classes, SQL_CEILING);
    put_classes(planning, &classes, ", class_% = class_% + ?", COUNTED_MORE + 2);
    counted->add_mixed = add_sql(planning, plan_keep(planning->arena, &classes).at);
}

/* The block that a stretch begins with is there already, and is written over. */
static struct sql put_sql(const struct counting_plan *planning) {
    struct buffer sql;

    buffer_init(&sql, SQL_CEILING);
    buffer_put_z(&sql,
                 "INSERT INTO counted_blocks (account_id, resource, list, level, " FIRST ", total");
    put_classes(planning, &sql, ", class_%", 0);
    buffer_format(&sql, ") VALUES (?1, %d, ?2, ?3, ?4, ?5, ?6, ?7",
                  planning->counted->counting->number);
    put_classes(planning, &sql, ", ?", COUNTED_MORE + 1);
    buffer_put_z(&sql, ") ON CONFLICT (account_id, resource, list, level, " FIRST
                       ") DO UPDATE SET total = excluded.total");
    put_classes(planning, &sql, ", class_% = excluded.class_%", 0);
    return plan_keep_sql(planning->whole, &sql);
}

/* Without the block at the place itself, which a cut writes over. */
static void plan_removing(const struct counting_plan *planning) {
    struct counted_plan *counted = planning->counted;

    counted->remove_rest = plan_format_sql(
        planning->whole, "DELETE FROM counted_blocks WHERE %s AND (" FIRST ") > (?4, ?5, ?6)",
        of_list(planning, ""));
    counted->remove =
        plan_format_sql(planning->whole, "%.*s AND (" FIRST ") < (?7, ?8, ?9)",
                        (int)counted->remove_rest.text.len, counted->remove_rest.text.at);
}

/* ---- whether the declaration is sound ---- */

static void check_bit(const struct resource *resource, struct str name) {
    if (!classes_bit(resource->counting, name))
        plan_wrong(resource, "it is no bit of the class:", name.at);
}

static void check_counting(const struct resource *resource) {
    const struct counting *counting = resource->counting;

    if (count_names(counting->bits) > BITS_MAX)
        plan_wrong(resource, "a class has at most four bits, not", counting->bits[BITS_MAX]);
    for (size_t i = 0; counting->apart && counting->apart[i]; i++)
        check_bit(resource, str_of(counting->apart[i]));
}

/* A managed resource may have filters of its own. */
static void check_filters(const struct resource *resource) {
    for (const struct filter *filter = resource->filters; filter && filter->name; filter++) {
        struct str names = filter->set ? str_of(filter->set) : STR("");
        if (filter->set && !resource->counting)
            plan_wrong(resource, "its lists are not counted, so that nothing is set in",
                       filter->name);
        while (names.len > 0) {
            struct str name = str_cut(&names, ' ');
            if (!str_equal(name, STR("-")))
                check_bit(resource, name);
        }
    }
}

void plan_counting(struct planning *planning) {
    const struct resource *resource = planning->plan->resource;
    struct counting_plan whole = {planning, planning->arena, resource, NULL};

    check_filters(resource);
    if (planning->plan != planning->referred)
        planning->plan->counted = planning->referred->counted;
    if (!resource->counting || planning->plan->counted)
        return;
    check_counting(resource);
    struct counted_plan *counted = whole.counted = NEW(planning->arena, struct counted_plan);
    counted->counting = resource->counting;
    counted->resource = resource;
    counted->classes = classes_possible(resource->counting);
    add_lists(&whole);
    counted->row = row_sql(&whole, "= ?2");
    counted->rows = row_sql(&whole, "IN {list ?2}");
    counted->find = find_sql(&whole);
    counted->next = next_sql(&whole);
    counted->put = put_sql(&whole);
    plan_adding(&whole);
    plan_removing(&whole);
    planning->plan->counted = counted;
}
