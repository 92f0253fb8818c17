/* plan_questions.c - from what hooks ask by name to SQL with numbered parameters.
 *
 * A question is declared with names, so that whoever reads it needs no table of positions:
 *
 *     SELECT 1 FROM locked_days WHERE account_id = {account} AND user_id = {user} AND date = {date}
 *
 * becomes ... WHERE account_id = ?1 AND user_id = ?2 AND date = ?3 with three bindings: the
 * account, the slot of `user` and that of `date`. A name that stands twice has one number, and is
 * bound once. What a name can stand for is looked for in this order: the words of the change itself
 * (account, id, now, today, answer), then the fields of the resource.
 *
 * A name that stands for nothing is only kept here, in `unknown`; check.c refuses the declaration
 * in a sentence that names it, before the server listens. */
#include "plan/plan_parts.h"

struct asking {
    const struct planning *planning;
    struct arena *arena;
    const struct plan *plan;
    struct question_plan *out;
    struct buffer sql;
};

static void note_unknown(struct asking *asking, struct str name) {
    if (!asking->out->unknown)
        asking->out->unknown = arena_z(asking->arena, name);
}

static size_t slot_of(struct asking *asking, struct str name) {
    size_t slot = plan_slot(asking->plan, arena_z(asking->arena, name));

    if (slot == SIZE_MAX)
        note_unknown(asking, name);
    return slot;
}

static size_t link_of(struct asking *asking, struct str name) {
    for (size_t i = 0; i < asking->plan->link_count; i++)
        if (str_equal(str_of(asking->plan->links[i].field->name), name))
            return i;
    note_unknown(asking, name);
    return SIZE_MAX;
}

static struct binding binding_of(struct asking *asking, struct str word) {
    static const struct {
        const char *word;
        enum binding_kind kind;
    } words[] = {{"account", BIND_ACCOUNT},
                 {"id", BIND_ID},
                 {"now", BIND_NOW},
                 {"today", BIND_TODAY},
                 {"answer", BIND_ANSWER}};

    for (size_t i = 0; i < COUNT(words); i++)
        if (str_equal(str_of(words[i].word), word)) {
            if (words[i].kind == BIND_ANSWER && asking->out->after == SIZE_MAX)
                note_unknown(asking, word);
            return (struct binding){words[i].kind, 0};
        }
    return (struct binding){BIND_VALUE, slot_of(asking, word)};
}

/* The number of the parameter that stands for it; what was named before keeps its number. */
static size_t number_of(struct question_plan *out, struct binding what) {
    for (size_t i = 0; i < out->binding_count; i++)
        if (out->bindings[i].kind == what.kind && out->bindings[i].at == what.at)
            return i + 1;
    out->bindings[out->binding_count++] = what;
    return out->binding_count;
}

/* Puts the parameter for what stands between { and }. */
static void put_parameter(struct asking *asking, struct str word) {
    struct str list = STR("list ");

    if (word.len > list.len && memcmp(word.at, list.at, list.len) == 0) {
        struct str name = {word.at + list.len, word.len - list.len};
        struct binding links = {BIND_LINKS, link_of(asking, name)};
        buffer_format(&asking->sql, "{list ?%zu}", number_of(asking->out, links));
        return;
    }
    buffer_format(&asking->sql, "?%zu", number_of(asking->out, binding_of(asking, word)));
}

static size_t count_words(const char *text, char mark) {
    size_t count = 1;

    for (; text && *text; text++)
        count += *text == mark;
    return count;
}

/* Names become numbers here, once, so that a change only walks through the bindings. */
static void put_sql(struct asking *asking) {
    struct str rest = str_of(asking->out->question->sql);

    asking->out->bindings =
        NEW_ARRAY(asking->arena, struct binding, count_words(asking->out->question->sql, '{'));
    buffer_init(&asking->sql, SQL_CEILING);
    for (;;) {
        buffer_put_str(&asking->sql, str_cut(&rest, '{'));
        if (!rest.at)
            break;
        put_parameter(asking, str_cut(&rest, '}'));
    }
    asking->out->sql = plan_keep_sql(asking->planning, &asking->sql);
}

static struct slots slots_of(struct asking *asking, const char *fields) {
    struct slots slots = {NEW_ARRAY(asking->arena, size_t, count_words(fields, ' ')), 0};
    struct str names = str_of(fields);

    while (names.len > 0)
        slots.at[slots.count++] = slot_of(asking, str_cut(&names, ' '));
    return slots;
}

/* Only a question that stands before this one can have been answered. */
static size_t earlier_of(struct asking *asking, const char *name) {
    const struct question_plan *all = asking->plan->questions;

    if (!name)
        return SIZE_MAX;
    for (size_t i = 0; &all[i] < asking->out; i++)
        if (strcmp(all[i].question->name, name) == 0)
            return i;
    note_unknown(asking, str_of(name));
    return SIZE_MAX;
}

void plan_questions(struct planning *planning) {
    const struct question *questions = planning->plan->resource->questions;
    struct plan *plan = planning->plan;
    size_t count = 0;

    while (questions && questions[count].name)
        count++;
    plan->questions = NEW_ARRAY(planning->arena, struct question_plan, count + 1);
    for (; plan->question_count < count; plan->question_count++) {
        const struct question *question = &questions[plan->question_count];
        struct question_plan *out = &plan->questions[plan->question_count];
        struct asking asking = {
            .planning = planning, .arena = planning->arena, .plan = plan, .out = out};
        out->question = question;
        out->after = earlier_of(&asking, question->after);
        out->altered = slots_of(&asking, question->altered);
        out->needs = slots_of(&asking, question->needs);
        out->into = slots_of(&asking, question->copies ? question->copies : question->fills);
        put_sql(&asking);
    }
}
