/* plan_parts.c - names, columns and SQL, as all of a plan's parts write them. */
#include "plan/plan_parts.h"

#include "base/log.h"

#include <ctype.h>

struct str plan_snake_case(struct arena *arena, const char *name) {
    char *out = arena_take(arena, 2 * strlen(name) + 1, 1);
    size_t len = 0;

    for (; *name; name++) {
        if (isupper((unsigned char)*name))
            out[len++] = '_';
        out[len++] = (char)tolower((unsigned char)*name);
    }
    return (struct str){out, len};
}

void plan_wrong(const struct resource *resource, const char *what, const char *name) {
    log_error("The declaration of %s is wrong: %s \"%s\".", resource->plural, what, name);
    panic_at(__FILE__, __LINE__, "a wrong declaration");
}

const struct plan *plan_of(const struct plans *plans, const struct resource *resource) {
    for (size_t i = 0; i < plans->count; i++)
        if (plans->all[i].resource == resource)
            return &plans->all[i];
    return NULL;
}

const char *resource_id_name(const struct resource *resource) {
    return resource->id_name ? resource->id_name : "id";
}

bool field_is_nullable(const struct field *field) {
    return !(field->rules & (NOT_NULL | REQUIRED)) &&
           (field->kind != BOOLEAN || field->rules & NULLABLE);
}

size_t plan_slot(const struct plan *plan, const char *path) {
    for (size_t i = 0; i < plan->column_count; i++)
        if (strcmp(plan->columns[i].path, path) == 0)
            return i;
    return SIZE_MAX;
}

struct str plan_column_name(struct arena *arena, const struct field *group,
                            const struct field *field) {
    struct str own;

    if (field->column)
        own = str_of(field->column);
    else
        own = plan_snake_case(arena, field->name);
    const char *suffix = field->kind == REFERENCE && !field->column ? "_id" : "";
    if (!group)
        return arena_format(arena, "%.*s%s", (int)own.len, own.at, suffix);
    struct str prefix = group->column ? str_of(group->column) : plan_snake_case(arena, group->name);
    return arena_format(arena, "%.*s_%.*s%s", (int)prefix.len, prefix.at, (int)own.len, own.at,
                        suffix);
}

const struct plan *plan_target(const struct planning *planning, const struct field *field) {
    const struct plan *target = plan_of(planning->plans, field->to);

    if (!target)
        plan_wrong(planning->plan->resource, "all_resources lacks the target of", field->name);
    return target;
}

struct str plan_keep(struct arena *arena, struct buffer *sql) {
    ALWAYS(!buffer_failed(sql));
    struct str kept = arena_copy(arena, buffer_str(sql));
    buffer_done(sql);
    return kept;
}

struct sql plan_sql(const struct planning *planning, struct str text) {
    return (struct sql){text, ++*planning->slots};
}

struct sql plan_format_sql(const struct planning *planning, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    struct str text = arena_format_all(planning->arena, format, arguments);
    va_end(arguments);
    return plan_sql(planning, text);
}

struct sql plan_keep_sql(const struct planning *planning, struct buffer *sql) {
    return plan_sql(planning, plan_keep(planning->arena, sql));
}

/* Puts the parameter that the word at `at` stands for; returns the word's length, or 0. */
static size_t put_word(struct buffer *sql, const char *at, const struct word *words) {
    for (; words->word; words++) {
        size_t len = strlen(words->word);
        if (strncmp(at, words->word, len) != 0)
            continue;
        buffer_format(sql, "?%d", words->parameter);
        return len;
    }
    return 0;
}

void plan_put_where(struct buffer *sql, const char *where, const struct word *words) {
    for (const char *at = where; *at;) {
        size_t word = put_word(sql, at, words);
        if (word == 0)
            buffer_put_char(sql, *at == '$' ? 't' : *at);
        at += word ? word : 1;
    }
}

void plan_put_filter(struct buffer *sql, const char *where, int parameter) {
    const struct word words[] = {{"?", parameter + FILTER_VALUE},
                                 {"{count}", parameter + FILTER_COUNT},
                                 {"{last}", parameter + FILTER_COUNT},
                                 {"{account}", LIST_ACCOUNT},
                                 {0}};

    plan_put_where(sql, where, words);
}

struct str plan_expression(struct arena *arena, const char *sql) {
    static const struct word words[] = {{"{account}", ROW_ACCOUNT}, {"{viewer}", ROW_VIEWER}, {0}};
    struct buffer out;

    buffer_init(&out, SQL_CEILING);
    plan_put_where(&out, sql, words);
    return plan_keep(arena, &out);
}
