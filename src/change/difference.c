/* difference.c - compares two rows as JSON, member by member, down to words and owned rows.
 *
 * Both texts come from one view, so that members stand in one order and equal values are equal
 * bytes. What differs is looked at by what it is: a long text by its words, an object by its
 * members, rows by their ids. A row that a client gave again without its id has gone and come: it
 * is taken for a change of the row that it is most alike in its order, since that is what people
 * see.
 *
 * BEFORE_MAX and AFTER_MAX bound a text that was replaced as a whole. More is kept of what was
 * there, since it is gone; what came stands in the row, or in the entry that replaced it. */
#include "change/difference.h"

#include "base/text_difference.h"
#include "json/members.h"
#include "json/write.h"

#include <stdlib.h>

enum {
    LONG_ENOUGH = 120, /* bytes of a text that is compared by its words */
    BEFORE_MAX = 16 * 1024,
    AFTER_MAX = 4 * 1024,
    NAME_MAX_BYTES = 120, /* of a row within a row, to know it by */
    STAMPS = CREATED_AT | CREATED_BY | UPDATED_AT | UPDATED_BY,
};

struct output {
    struct arena *arena;
    struct buffer *to;
};

static bool put_changes(struct output *out, const struct field *fields, struct str before,
                        struct str after);

/* ---- values ---- */

static const struct field *find_field(const struct field *fields, struct str name) {
    for (const struct field *field = fields; field && field->name; field++)
        if (str_equal(name, str_of(field->name)))
            return field;
    return NULL;
}

/* The server's own stamps change with every change, and the kind of object never. */
static bool is_told(const struct field *field, struct str name) {
    return !(field && field->rules & STAMPS) && !str_equal(name, STR("objectName"));
}

static bool begins(struct str value, char c) {
    return value.len > 0 && value.at[0] == c;
}

static bool is_empty(struct str value) {
    return value.len == 0 || str_equal(value, STR("null")) || str_equal(value, STR("\"\"")) ||
           str_equal(value, STR("[]")) || str_equal(value, STR("{}"));
}

/* Gives how many characters there was no room for. */
static size_t put_text(struct output *out, struct str value, size_t most) {
    struct str text, kept;

    if (value.len <= most) {
        buffer_put_str(out->to, value);
        return 0;
    }
    text = json_string_text(out->arena, value);
    kept = str_shorten(text, most);
    json_put_string(out->to, kept);
    return str_characters((struct str){text.at + kept.len, text.len - kept.len});
}

static size_t put_value(struct output *out, struct str value, size_t most);

/* False for one with nothing in it: nothing is put then. */
static bool put_member(struct output *out, bool follows, const struct json_member *member,
                       size_t most, size_t *left_out) {
    size_t start = out->to->len;

    if (is_empty(member->value))
        return false;
    buffer_put_z(out->to, follows ? ",\"" : "\"");
    buffer_put_str(out->to, member->name);
    buffer_put_z(out->to, "\":");
    size_t value = out->to->len;
    *left_out += put_value(out, member->value, most);
    if (!is_empty((struct str){out->to->at + value, out->to->len - value}))
        return true;
    out->to->len = start;
    return false;
}

static size_t put_object(struct output *out, struct str object, size_t most) {
    struct json_member member;
    size_t left_out = 0, count = 0;

    buffer_put_char(out->to, '{');
    while (json_next_member(&object, &member))
        if (!str_equal(member.name, STR("objectName")))
            count += put_member(out, count > 0, &member, most, &left_out);
    buffer_put_char(out->to, '}');
    return left_out;
}

static size_t put_value(struct output *out, struct str value, size_t most) {
    struct str item;
    size_t left_out = 0, count = 0;

    if (begins(value, '"'))
        return put_text(out, value, most);
    if (begins(value, '{'))
        return put_object(out, value, most);
    if (!begins(value, '[')) {
        buffer_put_str(out->to, value.len > 0 ? value : STR("null"));
        return 0;
    }
    buffer_put_char(out->to, '[');
    while (json_next_item(&value, &item)) {
        if (count++ > 0)
            buffer_put_char(out->to, ',');
        left_out += put_value(out, item, most);
    }
    buffer_put_char(out->to, ']');
    return left_out;
}

static void put_left_out(struct output *out, size_t left_out) {
    if (left_out > 0) {
        buffer_put_z(out->to, ",\"leftOut\":");
        buffer_put_integer(out->to, (int64_t)left_out);
    }
}

static void put_both(struct output *out, struct str before, struct str after) {
    buffer_put_z(out->to, ",\"before\":");
    size_t left_out = put_value(out, before, BEFORE_MAX);
    buffer_put_z(out->to, ",\"after\":");
    left_out += put_value(out, after, AFTER_MAX);
    put_left_out(out, left_out);
}

/* ---- long texts ---- */

static size_t put_cut(struct output *out, const char *name, struct str text, size_t *room) {
    struct str kept = str_shorten(text, *room);

    buffer_put_z(out->to, name);
    json_put_string(out->to, kept);
    *room -= kept.len;
    return str_characters((struct str){text.at + kept.len, text.len - kept.len});
}

static void put_parts(struct output *out, struct str old, struct str new) {
    struct str before = json_string_text(out->arena, old),
               after = json_string_text(out->arena, new);
    size_t count, at = 0, from = 0, before_room = BEFORE_MAX, after_room = AFTER_MAX;
    const struct text_piece *pieces = text_difference(out->arena, before, after, &count);

    buffer_put_z(out->to, ",\"length\":");
    buffer_put_integer(out->to, (int64_t)str_characters(before));
    buffer_put_z(out->to, ",\"parts\":[");
    for (size_t i = 0; i < count; i++) {
        at += str_characters((struct str){before.at + from, pieces[i].at - from});
        from = pieces[i].at;
        buffer_put_z(out->to, i > 0 ? ",{\"at\":" : "{\"at\":");
        buffer_put_integer(out->to, (int64_t)at);
        size_t left_out = put_cut(out, ",\"before\":", pieces[i].before, &before_room);
        left_out += put_cut(out, ",\"after\":", pieces[i].after, &after_room);
        put_left_out(out, left_out);
        buffer_put_char(out->to, '}');
    }
    buffer_put_char(out->to, ']');
}

/* ---- rows ---- */

struct row {
    struct str text, id; /* as JSON */
    struct row *other;   /* what it was, or became */
};

struct rows {
    struct row *at;
    size_t count;
};

/* False when any item is no object with an id. */
static bool read_rows(struct arena *arena, struct str array, struct rows *ret) {
    struct str rest = array, item;

    ret->count = 0;
    while (json_next_item(&rest, &item))
        ret->count++;
    ret->at = NEW_ARRAY(arena, struct row, ret->count + 1);
    for (size_t i = 0; i < ret->count && json_next_item(&array, &item); i++) {
        ret->at[i] = (struct row){.text = item, .id = json_find_member(item, STR("id"))};
        if (!begins(item, '{') || ret->at[i].id.len == 0)
            return false;
    }
    return true;
}

static void pair(struct row *old, struct row *new) {
    old->other = new;
    new->other = old;
}

/* Rows mostly stand in the same order: the search goes on where the last one ended. */
static void pair_by_id(struct rows *old, struct rows *new) {
    size_t next = 0;

    for (size_t i = 0; i < old->count; i++)
        for (size_t n = 0; n < new->count; n++) {
            size_t at = (next + n) % new->count;
            if (new->at[at].other || !str_equal(old->at[i].id, new->at[at].id))
                continue;
            pair(&old->at[i], &new->at[at]);
            next = at + 1;
            break;
        }
}

/* Whether more members are equal than not. */
static bool are_alike(struct str before, struct str after) {
    struct json_member old, new;
    int equal = 0;

    while (json_next_member(&before, &old) && json_next_member(&after, &new))
        if (!is_empty(old.value) || !is_empty(new.value))
            equal += str_equal(old.value, new.value) ? 1 : -1;
    return equal > 0;
}

static void pair_alike(struct rows *old, struct rows *new) {
    size_t next = 0;

    for (size_t i = 0; i < old->count; i++) {
        while (next < new->count &&new->at[next].other)
            next++;
        if (next == new->count)
            return;
        if (!old->at[i].other && are_alike(old->at[i].text, new->at[next].text))
            pair(&old->at[i], &new->at[next]);
    }
}

/* What the row is called, as JSON: its own title, or that of the first row that it refers to. */
static struct str find_title(const struct field *fields, struct str object) {
    struct str value = {NULL, 0};

    for (const struct field *field = fields; field->name && value.len == 0; field++)
        if (field->rules & TITLE)
            value = json_find_member(object, str_of(field->name));
    for (const struct field *field = fields; field->name && value.len == 0; field++)
        if (field->kind == REFERENCE && field->rules & ACTIVE) {
            struct str other = json_find_member(object, str_of(field->name));
            if (begins(other, '{'))
                value = find_title(field->to->fields, other);
        }
    return begins(value, '"') ? value : (struct str){NULL, 0};
}

static void begin_row(struct output *out, size_t start, const struct row *row) {
    buffer_put_z(out->to, out->to->len > start ? ",{\"id\":" : "{\"id\":");
    buffer_put_str(out->to, row->id);
}

static void put_row(struct output *out, size_t start, const struct row *row, const char *name) {
    begin_row(out, start, row);
    buffer_put_z(out->to, name);
    put_left_out(out, put_object(out, row->text, BEFORE_MAX));
    buffer_put_char(out->to, '}');
}

/* Nothing is put of one in which only stamps differ. */
static void put_changed_row(struct output *out, size_t start, const struct field *fields,
                            const struct row *old) {
    size_t before = out->to->len;
    struct str title = find_title(fields, old->text);

    if (str_equal(old->text, old->other->text))
        return;
    begin_row(out, start, old);
    if (title.len > 0) {
        buffer_put_z(out->to, ",\"title\":");
        put_text(out, title, NAME_MAX_BYTES);
    }
    buffer_put_z(out->to, ",\"changes\":[");
    if (!put_changes(out, fields, old->text, old->other->text)) {
        out->to->len = before;
        return;
    }
    buffer_put_z(out->to, "]}");
}

/* Whether what was there stands as it stood, and what came stands behind it. */
static bool is_in_order(const struct rows *old, const struct rows *new) {
    size_t next = 0;

    for (size_t i = 0; i < old->count; i++)
        if (old->at[i].other && old->at[i].other != &new->at[next++])
            return false;
    return true;
}

static bool put_rows(struct output *out, const struct field *fields, struct rows *old,
                     struct rows *new) {
    buffer_put_z(out->to, ",\"rows\":[");
    size_t start = out->to->len;

    for (size_t i = 0; i < old->count; i++)
        if (old->at[i].other)
            put_changed_row(out, start, fields, &old->at[i]);
        else
            put_row(out, start, &old->at[i], ",\"before\":");
    for (size_t i = 0; i < new->count; i++)
        if (!new->at[i].other)
            put_row(out, start, &new->at[i], ",\"after\":");
    bool moved = !is_in_order(old, new), any = out->to->len > start;
    buffer_put_char(out->to, ']');
    for (size_t i = 0; moved && i < new->count; i++) {
        buffer_put_z(out->to, i > 0 ? "," : ",\"order\":[");
        buffer_put_str(out->to, new->at[i].id);
    }
    if (moved)
        buffer_put_char(out->to, ']');
    return any || moved;
}

/* ---- properties ---- */

/* The fields of the objects in a member, of those that are compared in themselves. */
static const struct field *inner_fields(const struct field *field) {
    if (field && field->kind == GROUP)
        return field->group->fields;
    return field && (field->kind == ROWS || field->kind == LINKS) ? field->to->fields : NULL;
}

/* Whether anything was put. */
static bool put_inner(struct output *out, const struct field *fields, struct str before,
                      struct str after) {
    struct rows old, new;

    if (begins(before, '{') && begins(after, '{')) {
        buffer_put_z(out->to, ",\"changes\":[");
        bool any = put_changes(out, fields, before, after);
        buffer_put_char(out->to, ']');
        return any;
    }
    if (!begins(before, '[') || !begins(after, '[') || !read_rows(out->arena, before, &old) ||
        !read_rows(out->arena, after, &new)) {
        put_both(out, before, after);
        return true;
    }
    pair_by_id(&old, &new);
    pair_alike(&old, &new);
    return put_rows(out, fields, &old, &new);
}

static bool put_property(struct output *out, const struct field *field, struct str before,
                         struct str after) {
    const struct field *inner = inner_fields(field);
    bool texts = begins(before, '"') && begins(after, '"');

    if (inner)
        return put_inner(out, inner, before, after);
    if (texts && before.len + after.len > (size_t)2 * LONG_ENOUGH)
        put_parts(out, before, after);
    else
        put_both(out, before, after);
    return true;
}

static void begin_property(struct buffer *to, bool is_first, struct str name) {
    buffer_put_z(to, is_first ? "{\"property\":\"" : ",{\"property\":\"");
    buffer_put_str(to, name);
    buffer_put_char(to, '"');
}

static void put_too_large(struct buffer *to, bool is_first, struct str name) {
    begin_property(to, is_first, name);
    buffer_put_z(to, ",\"tooLarge\":true}");
}

static void put_change(struct output *out, size_t start, const struct field *field,
                       const struct json_member *old, struct str after) {
    size_t before = out->to->len;

    begin_property(out->to, before == start, old->name);
    bool any = put_property(out, field, old->value, after);
    if (any && out->to->len <= DIFFERENCE_MAX) {
        buffer_put_char(out->to, '}');
        return;
    }
    out->to->len = before;
    if (any)
        put_too_large(out->to, before == start, old->name);
}

/* Whether anything differs. */
static bool put_changes(struct output *out, const struct field *fields, struct str before,
                        struct str after) {
    struct json_member old, new;
    size_t start = out->to->len;

    while (json_next_member(&before, &old) && json_next_member(&after, &new)) {
        if (str_equal(old.value, new.value))
            continue;
        const struct field *field = find_field(fields, old.name);
        if (is_told(field, old.name))
            put_change(out, start, field, &old, new.value);
    }
    return out->to->len > start;
}

/* ---- a row that goes ---- */

static void put_gone(struct output *out, const struct field *fields, struct str before) {
    struct buffer large;
    struct json_member member;
    size_t left_out = 0, count = 0;

    buffer_init(&large, DIFFERENCE_MAX);
    buffer_put_z(out->to, "{\"before\":{");
    while (json_next_member(&before, &member)) {
        size_t start = out->to->len, missing = 0;
        if (!is_told(find_field(fields, member.name), member.name) ||
            !put_member(out, count > 0, &member, BEFORE_MAX, &missing))
            continue;
        if (out->to->len > DIFFERENCE_MAX) {
            out->to->len = start;
            put_too_large(&large, false, member.name);
            continue;
        }
        left_out += missing;
        count++;
    }
    buffer_put_char(out->to, '}');
    put_left_out(out, left_out);
    buffer_put_char(out->to, '}');
    buffer_put_str(out->to, buffer_str(&large));
    buffer_done(&large);
}

void difference_put(struct arena *arena, struct buffer *out, const struct field *fields,
                    struct str before, struct str after) {
    struct output output = {arena, out};

    buffer_put_char(out, '[');
    if (after.len > 0)
        put_changes(&output, fields, before, after);
    else
        put_gone(&output, fields, before);
    buffer_put_char(out, ']');
}
