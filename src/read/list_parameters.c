/* list_parameters.c - paging, sorting and filters from a query.
 *
 * Each parameter is read on its own and its faults are noted, so that one answer names all that is
 * wrong with a request. An empty parameter counts as left out. The bounds of a page (25 rows unless
 * told otherwise, 100 at most) are those of the documented API.
 *
 * Filters are read in the order of their declaration, not in that of the request, because three
 * places have to agree on it: bit n of `used` is the n-th filter, `values` holds those in use in
 * this order, and plan_list_sql() numbers their parameters in the same one. So requests that name
 * the same filters in another order share a prepared statement, a total and its cursors.
 *
 * A filter that is known, but named in a way that can't be read, is refused: passed over, it would
 * answer everything, and a client that deletes what it finds would delete all. Names that are not
 * known at all are passed over, since clients send many aliases at once.
 *
 * A value is stored in the form in which its column is compared: a text folded as the column beside
 * it is (base/collation.h), a day as a day, several numbers ascending and each once, since a filter
 * may ask for rows that have all of them and counts how many it found. */
#include "read/list_parameters.h"

#include "base/decimal.h"
#include "base/ids.h"
#include "base/instant.h"
#include "plan/choices.h"
#include "plan/classes.h"

/* What is read, and where it goes. */
struct reading {
    struct arena *arena;
    const struct query *query;
    struct faults *faults;
    struct list_parameters *ret;
};

static void fault(struct reading *reading, struct str name, struct str sentence) {
    faults_add(reading->faults, name, sentence);
}

/* What strictly typed clients and the hosted service can count to. */
enum { PAGE_MAX = 2147483647 };

static void read_page(struct reading *reading) {
    struct str text = str_trim(query_find(reading->query, "page"));
    int64_t page = 0;
    enum number_fault wrong = text.len ? integer_read(text, &page) : NUMBER_FINE;

    if (wrong == NUMBER_OUT_OF_RANGE)
        page = text.at[0] == '-' ? 0 : INT64_MAX;
    else if (wrong != NUMBER_FINE)
        fault(reading, STR("page"), STR("The field Page must be a whole number."));
    if (page < 1 && (wrong == NUMBER_FINE || wrong == NUMBER_OUT_OF_RANGE))
        fault(reading, STR("page"), STR("The field Page must be greater than or equal to 1."));
    if (page > PAGE_MAX)
        fault(reading, STR("page"),
              STR("The field Page must be less than or equal to 2147483647."));
    reading->ret->page = page;
}

static void read_page_size(struct reading *reading) {
    struct str text = str_trim(query_find(reading->query, "pageSize"));
    int64_t size = DEFAULT_PAGE_SIZE;
    enum number_fault wrong = text.len ? integer_read(text, &size) : NUMBER_FINE;

    if (wrong != NUMBER_FINE && wrong != NUMBER_OUT_OF_RANGE)
        fault(reading, STR("pageSize"), STR("The field PageSize must be a whole number."));
    else if (wrong == NUMBER_OUT_OF_RANGE || size < 1 || size > PAGE_SIZE_MAX)
        fault(reading, STR("pageSize"), STR("The field PageSize must be between 1 and 100."));
    reading->ret->page_size = size;
}

/* Documents call some orders by one name here and by another there, so each of them will do; any
 * case will, too. */
static bool names_sort(struct str given, const struct sort *sort) {
    struct str also = sort->also ? str_of(sort->also) : STR("");

    if (str_equal_any_case(given, str_of(sort->name)))
        return true;
    while (also.len > 0)
        if (str_equal_any_case(given, str_cut(&also, ' ')))
            return true;
    return false;
}

/* The first declared sort is the default. The sentence for an unknown one lists them all. */
static void read_sort(struct reading *reading) {
    struct list_parameters *ret = reading->ret;
    const struct sort *sorts = ret->resource->sorts;
    struct str given = str_trim(query_find(reading->query, "sortBy"));
    struct str valid = {NULL, 0};

    ret->sort = sorts;
    if (given.len == 0)
        return;
    for (const struct sort *sort = sorts; sort->name; sort++) {
        if (names_sort(given, sort)) {
            ret->sort = sort;
            return;
        }
        valid = arena_format(reading->arena, "%.*s%s%s", (int)valid.len, valid.len ? valid.at : "",
                             valid.len ? ", " : "", sort->name);
    }
    fault(reading, STR("sortBy"),
          arena_format(reading->arena, "The field SortBy must be one of: %.*s.", (int)valid.len,
                       valid.at));
}

static void read_order(struct reading *reading) {
    struct str given = str_trim(query_find(reading->query, "sortOrder"));
    bool descending = str_equal_any_case(given, STR("descending"));

    reading->ret->descending = descending;
    if (given.len && !descending && !str_equal_any_case(given, STR("ascending")))
        fault(reading, STR("sortOrder"),
              STR("The field SortOrder must be one of: ascending, descending."));
}

static bool is_between(char c) {
    return c == ',' || c == '|' || c == ' ';
}

/* The next of several; empty where nothing stands between two commas. */
static struct str next_item(struct str *list) {
    size_t len = 0;

    while (len < list->len && !is_between(list->at[len]))
        len++;
    struct str item = str_trim((struct str){list->at, len});
    *list = (struct str){list->at + len, list->len - len};
    if (list->len > 0)
        *list = (struct str){list->at + 1, list->len - 1};
    return item;
}

/* Libraries put commas between them, blanks or bars; and blanks after commas. Nothing between two
 * commas is no number, and no fault. */
static const char *read_ids(struct arena *arena, struct str list, struct filter_value *ret) {
    size_t most = 1;

    for (size_t i = 0; i < list.len; i++)
        most += is_between(list.at[i]);
    ret->ids = NEW_ARRAY(arena, int64_t, most);
    while (list.len > 0) {
        struct str item = next_item(&list);
        if (item.len == 0)
            continue;
        if (integer_read(item, &ret->ids[ret->count]) != NUMBER_FINE)
            return "must be whole numbers separated by commas, such as 5,21,46.";
        ret->count++;
    }
    ret->count = ids_sort(ret->ids, ret->count);
    return NULL;
}

static const char *unknown_choice(struct arena *arena, const struct filter *filter) {
    return arena_format(arena, "must be one of: %s.", choice_list(arena, filter->choices).at).at;
}

/* Several choices, as their places among those that there are: numbers, so that they are bound,
 * sorted and told apart as ids are. What is no choice is a fault, as a text among ids is; a filter
 * never finds less than was asked for because of a word that nobody knows. */
static const char *read_choices(struct arena *arena, const struct filter *filter, struct str list,
                                struct filter_value *ret) {
    size_t most = 1;

    for (size_t i = 0; i < list.len; i++)
        most += is_between(list.at[i]);
    ret->ids = NEW_ARRAY(arena, int64_t, most);
    while (list.len > 0) {
        struct str item = next_item(&list);
        const char *choice = choice_find(filter->choices, item);
        if (item.len == 0)
            continue;
        if (!choice)
            return unknown_choice(arena, filter);
        while (filter->choices[ret->ids[ret->count]] != choice)
            ret->ids[ret->count]++;
        ret->count++;
    }
    ret->count = ids_sort(ret->ids, ret->count);
    return NULL;
}

/* A bare day as the end of a span of moments means its last second. */
static const char *read_filter_moment(const struct filter *filter, struct str text,
                                      struct filter_value *ret) {
    struct moment moment;

    if (!moment_read(text, &moment))
        return "must be a date and time, such as 2021-01-01 14:00:00.";
    ret->integer = filter->kind == DATE ? moment.day : moment.instant;
    if (filter->kind == INSTANT && filter->end_of_day && !moment.has_time)
        ret->integer += SECONDS_PER_DAY - 1;
    return NULL;
}

/* A value that stands for classes of rows is bound as their set. */
static int64_t class_set(const struct counting *counting, const struct filter *filter,
                         const struct filter_value *value) {
    size_t at = (size_t)value->integer;

    if (filter->kind == CHOICE)
        for (at = 0; !str_equal(value->text, str_of(filter->choices[at]));)
            at++;
    return classes_of_filter(counting, filter, at);
}

/* NULL when the value is fine; else the rest of the sentence. */
static const char *read_filter_value(struct arena *arena, const struct filter *filter,
                                     struct str text, struct filter_value *ret) {
    if (!str_is_text(text))
        return "must be UTF-8 text.";
    if (filter->many)
        return filter->choices ? read_choices(arena, filter, text, ret)
                               : read_ids(arena, text, ret);
    switch (filter->kind) {
    case TEXT:
        ret->text = collation_fold(arena, text);
        return NULL;
    case DATE:
    case INSTANT:
        return read_filter_moment(filter, str_trim(text), ret);
    case BOOLEAN:
        ret->integer = str_equal_any_case(str_trim(text), STR("true"));
        return ret->integer || str_equal_any_case(str_trim(text), STR("false"))
                   ? NULL
                   : "must be true or false.";
    case CHOICE: {
        const char *choice = choice_find(filter->choices, str_trim(text));
        ret->text = str_of(choice);
        return choice ? NULL : unknown_choice(arena, filter);
    }
    default:
        return integer_read(str_trim(text), &ret->integer) == NUMBER_FINE
                   ? NULL
                   : "must be a whole number.";
    }
}

/* The parameter that a filter is asked by. */
static struct str parameter_name(struct arena *arena, const struct filter *filter) {
    return filter->bare ? str_of(filter->name) : arena_format(arena, "filter.%s", filter->name);
}

/* A faulty filter is not used, so that what is bound is always whole; the request ends with 400. */
static void read_filter(struct reading *reading, const struct filter *filter, unsigned bit) {
    struct list_parameters *ret = reading->ret;
    struct arena *arena = reading->arena;
    struct str name = parameter_name(arena, filter);
    struct str text = filter->many ? query_find_all(arena, reading->query, name.at)
                                   : query_find(reading->query, name.at);
    struct filter_value value = {.filter = filter};

    text = str_trim(text);
    if (text.len == 0)
        return;
    const char *wrong = read_filter_value(arena, filter, text, &value);
    if (wrong) {
        struct str title = fault_title(arena, name);
        fault(reading, name,
              arena_format(arena, "The field %.*s %s", (int)title.len, title.at, wrong));
    } else if (!filter->many || value.count > 0) {
        if (filter->set)
            value.integer = class_set(ret->resource->counting, filter, &value);
        ret->used |= 1u << bit;
        ret->values[ret->value_count++] = value;
    }
}

static bool goes_on(char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

/* What follows `filter` and the brackets, points and blanks behind it; empty where there are none.
 */
static struct str after_filter(struct str name) {
    const struct str prefix = STR("filter");
    struct str rest = str_trim(name);
    size_t marks = prefix.len;

    if (!str_starts_any_case(rest, prefix))
        return (struct str){NULL, 0};
    while (marks < rest.len && memchr("[]. ", rest.at[marks], 4))
        marks++;
    return marks > prefix.len ? (struct str){rest.at + marks, rest.len - marks}
                              : (struct str){NULL, 0};
}

/* Whether the parameter is meant for the filter, but is in a spelling that is none of ours: as good
 * as left out it would answer everything. */
static bool is_misspelt(const struct filter *filter, struct str name) {
    const struct str known = str_of(filter->name);
    const struct str prefix = filter->bare ? STR("") : STR("filter.");
    struct str rest = filter->bare ? str_trim(name) : after_filter(name);

    if (filter->internal || !str_starts_any_case(rest, known))
        return false;
    if (rest.len > known.len)
        return !goes_on(rest.at[known.len]);
    return name.len != prefix.len + known.len || !str_starts_any_case(name, prefix);
}

static const char *how_to_write(const struct filter *filter) {
    if (!filter->many)
        return "";
    return filter->choices ? ", with words separated by commas"
                           : ", with numbers separated by commas";
}

static void refuse_misspelt(struct reading *reading, const struct filter *filter) {
    for (size_t i = 0; i < reading->query->count; i++) {
        if (!is_misspelt(filter, reading->query->parameters[i].name))
            continue;
        struct str name = parameter_name(reading->arena, filter);
        fault(reading, name,
              arena_format(reading->arena, "The parameter must be written as %s%s.", name.at,
                           how_to_write(filter)));
    }
}

void list_parameters_read(struct arena *arena, const struct resource *resource,
                          const struct query *query, struct faults *faults,
                          struct list_parameters *ret) {
    const struct filter *filters = resource->filters;
    struct reading reading = {arena, query, faults, ret};

    *ret = (struct list_parameters){.resource = resource};
    read_page(&reading);
    read_page_size(&reading);
    read_sort(&reading);
    read_order(&reading);
    /* Most requests filter nothing, and are spared a name put together for each filter. */
    bool has_any = query_has(query, STR("filter."));
    for (unsigned bit = 0; filters && filters[bit].name; bit++)
        if (!filters[bit].internal && (has_any || filters[bit].bare))
            read_filter(&reading, &filters[bit], bit);
    for (const struct filter *filter = filters; filter && filter->name; filter++)
        refuse_misspelt(&reading, filter);
}

struct filter_value *list_filter_value(struct list_parameters *parameters, const char *name) {
    for (size_t i = 0; i < parameters->value_count; i++)
        if (strcmp(parameters->values[i].filter->name, name) == 0)
            return &parameters->values[i];
    return NULL;
}

/* Values are bound in the order of the declaration, so this one goes between the others. */
void list_use_filter(struct list_parameters *parameters, const char *name, int64_t value) {
    const struct filter *filters = parameters->resource->filters;
    unsigned bit = 0;
    size_t at = 0;

    while (strcmp(filters[bit].name, name) != 0)
        bit++;
    while (at < parameters->value_count && parameters->values[at].filter < &filters[bit])
        at++;
    memmove(&parameters->values[at + 1], &parameters->values[at],
            (parameters->value_count - at) * sizeof(parameters->values[0]));
    parameters->values[at] = (struct filter_value){.filter = &filters[bit], .integer = value};
    parameters->value_count++;
    parameters->used |= 1u << bit;
}

void list_use_span(struct list_parameters *parameters, const char *name, int64_t first,
                   int64_t last) {
    list_use_filter(parameters, name, first);
    list_filter_value(parameters, name)->last = last;
}

/* ---- what a log may keep ----
 *
 * Whoever sends a name where a number is asked for is refused, but the request is logged: so a
 * value is plain only if it reads as what is asked for, and tells of nobody even then. */

enum { PLAIN_DIGITS = 9 }; /* of an id or a page; numbers of people and phones have more */

static bool has_long_number(struct str text) {
    size_t run = 0;

    for (size_t i = 0; i < text.len && run <= PLAIN_DIGITS; i++)
        run = text.at[i] >= '0' && text.at[i] <= '9' ? run + 1 : 0;
    return run > PLAIN_DIGITS;
}

static bool is_sort(const struct resource *resource, struct str text) {
    for (const struct sort *sort = resource->sorts; sort && sort->name; sort++)
        if (names_sort(text, sort))
            return true;
    return false;
}

/* Paging has no other values. */
static bool is_number(struct str text) {
    int64_t number;

    return integer_read(text, &number) == NUMBER_FINE;
}

static bool filter_is_plain(struct arena *arena, const struct filter *filter, struct str text) {
    struct filter_value value = {.filter = filter};

    return !filter->internal && filter->kind != TEXT &&
           !read_filter_value(arena, filter, text, &value);
}

bool list_value_is_plain(struct arena *arena, const struct resource *resource,
                         const struct parameter *parameter) {
    const struct query query = {(struct parameter *)parameter, 1};
    struct str text = str_trim(parameter->value);

    if (has_long_number(text))
        return false;
    if (query_find(&query, "page").len > 0 || query_find(&query, "pageSize").len > 0)
        return is_number(text);
    if (query_find(&query, "sortBy").len > 0)
        return is_sort(resource, text);
    if (query_find(&query, "sortOrder").len > 0)
        return str_equal_any_case(text, STR("ascending")) ||
               str_equal_any_case(text, STR("descending"));
    for (const struct filter *filter = resource->filters; filter && filter->name; filter++) {
        const char *name = parameter_name(arena, filter).at;
        struct str found =
            filter->many ? query_find_all(arena, &query, name) : query_find(&query, name);
        if (found.len > 0)
            return filter_is_plain(arena, filter, found);
    }
    return false;
}
