/* read.c - marks the tokens of a text, has jansson parse it, and copies the tree. */
#include "json/read.h"

#include "base/buffer.h"
#include "base/log.h"

#include <jansson.h>
#include <pthread.h>
#include <stdlib.h>

static pthread_once_t configured = PTHREAD_ONCE_INIT;

/* Where memory is short jansson says that the text is no JSON, and the caller would be blamed. */
static void *take(size_t size) {
    void *block = malloc(size);

    NEEDED(block);
    return block;
}

static void configure(void) {
    json_set_alloc_funcs(take, free);
}

/* The pass over the text. It checks numbers, which jansson no longer sees; all else jansson
 * checks. */
struct marker {
    const char *at, *end;
    struct buffer *out;
    int depth;
    const char *problem;
};

static bool refuse(struct marker *marker, const char *problem) {
    marker->problem = problem;
    return false;
}

static bool mark_string(struct marker *marker) {
    const char *start = ++marker->at;

    while (marker->at < marker->end && *marker->at != '"')
        marker->at += *marker->at == '\\' ? 2 : 1;
    if (marker->at >= marker->end)
        return refuse(marker, "The body is not JSON: a string is not closed.");
    buffer_put_z(marker->out, "\"s");
    buffer_put(marker->out, start, (size_t)(++marker->at - start));
    return true;
}

static bool skip_digits(struct marker *marker) {
    const char *start = marker->at;

    while (marker->at < marker->end && *marker->at >= '0' && *marker->at <= '9')
        marker->at++;
    return marker->at > start;
}

static bool next_is(const struct marker *marker, char a, char b) {
    return marker->at < marker->end && (*marker->at == a || *marker->at == b);
}

static bool skip_number(struct marker *marker) {
    if (next_is(marker, '-', '-'))
        marker->at++;
    bool zero = next_is(marker, '0', '0');
    const char *start = marker->at;
    if (!skip_digits(marker) || (zero && marker->at - start > 1))
        return false;
    if (next_is(marker, '.', '.')) {
        marker->at++;
        if (!skip_digits(marker))
            return false;
    }
    if (next_is(marker, 'e', 'E')) {
        marker->at++;
        if (next_is(marker, '+', '-'))
            marker->at++;
        return skip_digits(marker);
    }
    return true;
}

/* The first character after blanks; 0 at the end. */
static char peek(const struct marker *marker, const char *at) {
    while (at < marker->end && memchr(" \t\r\n", *at, 4))
        at++;
    return at < marker->end ? *at : '\0';
}

static bool mark_number(struct marker *marker) {
    const char *start = marker->at;

    if (!skip_number(marker) || peek(marker, marker->at) == ':')
        return refuse(marker, "The body is not JSON: a number is malformed.");
    buffer_put_z(marker->out, "\"n");
    buffer_put(marker->out, start, (size_t)(marker->at - start));
    buffer_put_char(marker->out, '"');
    return true;
}

static bool mark_sign(struct marker *marker, char before) {
    char c = *marker->at++;

    if (c == '{' || c == '[')
        marker->depth++;
    if (c == '}' || c == ']')
        marker->depth--;
    if (marker->depth > JSON_DEPTH_LIMIT)
        return refuse(marker, "The body is nested deeper than 32 levels.");
    char after = c == ',' ? peek(marker, marker->at) : 0;
    bool trailing =
        (after == '}' || after == ']') && before != ',' && before != '{' && before != '[';
    if (!trailing)
        buffer_put_char(marker->out, c);
    return true;
}

static bool mark_all(struct marker *marker) {
    char before = 0; /* the last character that was no blank */

    while (marker->at < marker->end) {
        char c = *marker->at;
        bool blank = memchr(" \t\r\n", c, 4);
        bool fine = c == '"'                             ? mark_string(marker)
                    : c == '-' || (c >= '0' && c <= '9') ? mark_number(marker)
                                                         : mark_sign(marker, before);
        if (!fine)
            return false;
        if (!blank)
            before = c;
    }
    return true;
}

static void copy_tree(struct arena *arena, json_t *tree, struct json *ret);

static void copy_text(struct arena *arena, json_t *tree, struct json *ret) {
    struct str text = {json_string_value(tree), json_string_length(tree)};

    ret->kind = text.at[0] == 'n' ? JSON_KIND_NUMBER : JSON_KIND_STRING;
    ret->text = arena_copy(arena, (struct str){text.at + 1, text.len - 1});
}

static void copy_array(struct arena *arena, json_t *tree, struct json *ret) {
    ret->kind = JSON_KIND_ARRAY;
    ret->count = json_array_size(tree);
    ret->items = NEW_ARRAY(arena, struct json, ret->count + 1);
    for (size_t i = 0; i < ret->count; i++)
        copy_tree(arena, json_array_get(tree, i), &ret->items[i]);
}

static void copy_object(struct arena *arena, json_t *tree, struct json *ret) {
    const char *name;
    json_t *value;
    size_t i = 0;

    ret->kind = JSON_KIND_OBJECT;
    ret->count = json_object_size(tree);
    ret->items = NEW_ARRAY(arena, struct json, ret->count + 1);
    ret->names = NEW_ARRAY(arena, struct str, ret->count + 1);
    json_object_foreach(tree, name, value) {
        ret->names[i] = arena_copy(arena, str_of(name + 1));
        copy_tree(arena, value, &ret->items[i++]);
    }
}

/* Recurses at most JSON_DEPTH_LIMIT times: the marker has counted. */
static void copy_tree(struct arena *arena, json_t *tree, struct json *ret) {
    switch (json_typeof(tree)) {
    case JSON_OBJECT:
        copy_object(arena, tree, ret);
        break;
    case JSON_ARRAY:
        copy_array(arena, tree, ret);
        break;
    case JSON_STRING:
        copy_text(arena, tree, ret);
        break;
    case JSON_TRUE:
        ret->kind = JSON_KIND_TRUE;
        break;
    case JSON_FALSE:
        ret->kind = JSON_KIND_FALSE;
        break;
    default:
        ret->kind = JSON_KIND_NULL;
        break;
    }
}

/* Numbers grow by three bytes, and a text is at most all numbers and commas. */
static struct str mark(struct arena *arena, struct str text, const char **ret_problem) {
    struct buffer out;
    struct marker marker = {.at = text.at, .end = text.at + text.len, .out = &out};
    struct str marked = {NULL, 0};

    buffer_init(&out, 4 * text.len + 16);
    if (mark_all(&marker))
        marked = arena_copy(arena, buffer_str(&out));
    else
        *ret_problem = marker.problem;
    buffer_done(&out);
    return marked;
}

/* The byte-order mark that editors and platforms of Windows begin UTF-8 with says nothing. */
static struct str without_mark(struct str text) {
    bool marked = str_starts_any_case(text, STR("\xEF\xBB\xBF"));

    return marked ? (struct str){text.at + 3, text.len - 3} : text;
}

const struct json *json_read(struct arena *arena, struct str text, const char **ret_problem) {
    json_error_t error;

    text = without_mark(text);
    if (!str_is_text(text)) {
        *ret_problem = "The body is not UTF-8 text.";
        return NULL;
    }
    struct str marked = mark(arena, text, ret_problem);
    if (!marked.at)
        return NULL;
    pthread_once(&configured, configure);
    json_t *tree = json_loadb(marked.at, marked.len, JSON_DECODE_ANY, &error);
    if (!tree) {
        *ret_problem = json_error_code(&error) == json_error_null_character
                           ? "The body contains a NUL character."
                           : "The body is not JSON.";
        return NULL;
    }
    struct json *root = NEW(arena, struct json);
    copy_tree(arena, tree, root);
    json_decref(tree);
    return root;
}

const struct json *json_named(const struct json *object, const char *name) {
    struct str wanted = str_of(name);

    for (size_t i = object ? object->count : 0; i > 0; i--) {
        struct str found = object->names[i - 1];
        if (found.len == wanted.len && str_equal_any_case(found, wanted))
            return &object->items[i - 1];
    }
    return NULL;
}
