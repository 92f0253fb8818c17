/* personal.c - walks an answer beside the declaration of its resource, and replaces texts. */
#include "import/personal.h"

#include "base/decimal.h"
#include "base/instant.h"
#include "import/disguise.h"
#include "resources/resources.h"
#include "json/read.h"
#include "json/write.h"

#include <sodium.h>

/* Whose short texts are of the company's work and not of people. All others are personal, and so
 * are long texts anywhere: this is the only place that says so. */
static const struct resource *const impersonal[] = {
    &absence_projects,
    &activities,
    &allowances,
    &articles,
    &contact_tags,
    &countries,
    &equipments,
    &equipment_types,
    &project_statuses,
    &schedules,
    &task_tags,
    &time_additions,
    &time_articles,
    &time_codes,
    &time_reporting_profiles,
    &units,
    &user_tags,
};

enum { DIGITS_OF_A_PERSON = 9 }; /* of numbers under unknown names: shorter ones are ids, amounts */

struct personal {
    unsigned char key[DISGUISE_KEY_BYTES];
};

struct walk {
    const struct personal *personal;
    struct arena *arena;
};

struct personal *personal_open(struct arena *arena, const char *secret) {
    static const char purpose[] = "glimt import: personal data";
    struct personal *personal = NEW(arena, struct personal);

    crypto_generichash(personal->key, sizeof(personal->key), (const unsigned char *)purpose,
                       sizeof(purpose), (const unsigned char *)secret,
                       strlen(secret) < crypto_generichash_KEYBYTES_MAX
                           ? strlen(secret)
                           : crypto_generichash_KEYBYTES_MAX);
    return personal;
}

/* ---- whose answer it is ---- */

static bool is_number(struct str text) {
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < '0' || text.at[i] > '9')
            return false;
    return text.len > 0;
}

/* "v1/Core/Tasks/7/Comments" and "/v1/Core/Tasks/:taskId/Comments"; one more number is a row. */
static bool is_path_of(const char *declared, struct str path) {
    struct str pattern = str_of(declared + 1);

    while (pattern.len > 0) {
        struct str wanted = str_cut(&pattern, '/'), found = str_cut(&path, '/');
        if (*wanted.at == ':' ? !is_number(found) : !str_equal_any_case(wanted, found))
            return false;
    }
    if (path.len == 0)
        return true;
    struct str row = str_cut(&path, '/');
    return is_number(row) && path.len == 0;
}

static const struct resource *resource_of(const char *path) {
    struct str bare = {path, strcspn(path, "?")};

    for (const struct resource *const *at = all_resources; *at; at++)
        if ((*at)->path && is_path_of((*at)->path, bare))
            return *at;
    return NULL;
}

static bool is_impersonal(const struct resource *resource) {
    for (size_t i = 0; i < COUNT(impersonal); i++)
        if (impersonal[i] == resource)
            return true;
    return false;
}

/* ---- texts ---- */

static const struct field *find_field(const struct field *fields, struct str name) {
    for (; fields && fields->name; fields++)
        if (str_equal_any_case(str_of(fields->shown ? fields->shown : fields->name), name))
            return fields;
    return NULL;
}

static bool is_clock(struct str text) {
    bool fits = text.len == 5 || text.len == 8;

    for (size_t i = 0; fits && i < text.len; i++)
        fits = i % 3 == 2 ? text.at[i] == ':' : text.at[i] >= '0' && text.at[i] <= '9';
    return fits;
}

static bool is_moment(struct str text) {
    struct moment moment;

    return moment_read(text, &moment) || is_clock(text);
}

static bool is_color(struct str text) {
    bool fits = text.len == 7 && *text.at == '#';

    for (size_t i = 1; fits && i < text.len; i++)
        fits = memchr("0123456789abcdefABCDEF", text.at[i], 22) != NULL;
    return fits;
}

static bool is_choice(const char *const *choices, struct str text) {
    for (; choices && *choices; choices++)
        if (str_equal_any_case(str_of(*choices), text))
            return true;
    return false;
}

/* The resource whose title a VIA shows. */
static const struct resource *titled_by(const struct field *fields, const struct field *via) {
    const struct field *key = find_field(fields, str_of(via->column));

    return key && key->kind == KEY ? key->to : NULL;
}

static bool is_kept(const struct resource *of, const struct field *fields,
                    const struct field *field, struct str text) {
    int64_t number;

    if (is_color(text))
        return true;
    if (!field)
        return is_moment(text);
    switch (field->kind) {
    case TEXT:
        return is_impersonal(of) && !(field->rules & LONG);
    case VIA:
        return is_impersonal(titled_by(fields, field));
    case CHOICE:
        return is_choice(field->choices, text);
    case WORDS: /* such as permissions */
        return true;
    case DATE:
    case INSTANT:
    case TIME:
        return is_moment(text);
    default:
        return decimal_read(text, &number) == NUMBER_FINE;
    }
}

static struct str disguised(const struct walk *walk, struct str text) {
    bool is_link =
        str_starts_any_case(text, STR("https://")) || str_starts_any_case(text, STR("http://"));
    size_t kept = is_link ? (size_t)((const char *)memchr(text.at, '/', text.len) - text.at) : 0;
    struct buffer out;

    buffer_init(&out, SIZE_MAX);
    buffer_put(&out, text.at, kept);
    disguise_put(&out, walk->personal->key, (struct str){text.at + kept, text.len - kept});
    struct str made = arena_copy(walk->arena, buffer_str(&out));
    buffer_done(&out);
    return made;
}

/* ---- trees ---- */

static struct json replace_object(const struct walk *walk, const struct resource *of,
                                  const struct field *fields, const struct json *object);

static size_t digits_in(struct str text) {
    size_t count = 0;

    for (size_t i = 0; i < text.len; i++)
        count += text.at[i] >= '0' && text.at[i] <= '9';
    return count;
}

/* A telephone number may come as a number; with other digits it might begin with 0, so it becomes a
 * text. */
static bool is_personal_number(const struct field *field, struct str text) {
    return field ? field->kind == TEXT
                 : digits_in(text) >= DIGITS_OF_A_PERSON && !memchr(text.at, '.', text.len);
}

/* What an object or the rows of an array in a member are. */
static void look_into(const struct resource **of, const struct field **fields,
                      const struct field *field) {
    bool is_row = field && (field->kind == REFERENCE || field->kind == LINKS ||
                            field->kind == ROWS || field->kind == KEY);

    if (field && field->kind == GROUP) {
        *fields = field->group->fields;
        return;
    }
    *of = is_row ? field->to : NULL;
    *fields = *of ? (*of)->fields : NULL;
}

static struct json replace(const struct walk *walk, const struct resource *of,
                           const struct field *fields, const struct field *field,
                           const struct json *value) {
    struct json made = *value;

    switch (value->kind) {
    case JSON_KIND_STRING:
        if (!is_kept(of, fields, field, value->text))
            made.text = disguised(walk, value->text);
        return made;
    case JSON_KIND_NUMBER:
        if (is_personal_number(field, value->text))
            made = (struct json){.kind = JSON_KIND_STRING, .text = disguised(walk, value->text)};
        return made;
    case JSON_KIND_OBJECT:
        look_into(&of, &fields, field);
        return replace_object(walk, of, fields, value);
    case JSON_KIND_ARRAY:
        made.items = NEW_ARRAY(walk->arena, struct json, value->count + 1);
        for (size_t i = 0; i < value->count; i++)
            made.items[i] = replace(walk, of, fields, field, &value->items[i]);
        return made;
    default:
        return made;
    }
}

static struct json replace_object(const struct walk *walk, const struct resource *of,
                                  const struct field *fields, const struct json *object) {
    struct json made = *object;

    made.items = NEW_ARRAY(walk->arena, struct json, object->count + 1);
    for (size_t i = 0; i < object->count; i++) {
        struct str name = object->names[i];
        made.items[i] =
            str_equal(name, STR("objectName"))
                ? object->items[i]
                : replace(walk, of, fields, find_field(fields, name), &object->items[i]);
    }
    return made;
}

/* A page of a list, or a row. */
static struct json replace_answer(const struct walk *walk, const struct resource *of,
                                  const struct json *answer) {
    struct json made = *answer;

    for (size_t i = 0; i < answer->count; i++)
        if (str_equal_any_case(answer->names[i], STR("items")) &&
            answer->items[i].kind == JSON_KIND_ARRAY) {
            made.items = NEW_ARRAY(walk->arena, struct json, answer->count);
            memcpy(made.items, answer->items, answer->count * sizeof(struct json));
            made.items[i].items = NEW_ARRAY(walk->arena, struct json, answer->items[i].count + 1);
            for (size_t j = 0; j < answer->items[i].count; j++) {
                const struct json *item = &answer->items[i].items[j];
                made.items[i].items[j] =
                    item->kind == JSON_KIND_OBJECT
                        ? replace_object(walk, of, of ? of->fields : NULL, item)
                        : replace(walk, NULL, NULL, NULL, item);
            }
            return made;
        }
    return replace_object(walk, of, of ? of->fields : NULL, answer);
}

static bool is_download(const char *path) {
    static const char end[] = "/Download";
    size_t len = strlen(path);

    return len >= strlen(end) && strcmp(path + len - strlen(end), end) == 0;
}

void personal_put(const struct personal *personal, struct buffer *out, const char *path,
                  struct str body) {
    const char *problem;
    struct walk walk = {personal, arena_open()};

    if (is_download(path)) {
        for (size_t i = 0; i < body.len; i++)
            buffer_put_char(out, '-');
    } else {
        const struct json *answer = json_read(walk.arena, body, &problem);
        if (answer && answer->kind == JSON_KIND_OBJECT) {
            struct json made = replace_answer(&walk, resource_of(path), answer);
            json_put(out, &made);
        }
    }
    arena_close(walk.arena);
}
