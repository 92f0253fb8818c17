/* list_parameters.h - what a list request asks for, read from its query. */
#ifndef GLIMT_READ_LIST_PARAMETERS_H
#define GLIMT_READ_LIST_PARAMETERS_H

#include "http/query.h"
#include "plan/faults.h"
#include "plan/plan.h"

enum { DEFAULT_PAGE_SIZE = 25, PAGE_SIZE_MAX = 100 };

/* A filter's value, ready to bind. */
struct filter_value {
    const struct filter *filter;
    int64_t integer; /* INTEGER, BOOLEAN, DATE, INSTANT; of `set`: classes, a bit for each */
    struct str text; /* CHOICE; TEXT: the folded value */
    int64_t *ids;    /* an array: ascending, each once */
    size_t count;
    int64_t last; /* of a span: the last day */
};

struct list_parameters {
    const struct resource *resource; /* whose rows are listed */
    int64_t page, page_size;
    int64_t parent_id; /* 0: none */
    const struct sort *sort;
    bool descending;
    unsigned used;                           /* bit n: the n-th filter */
    struct filter_value values[FILTERS_MAX]; /* of those in use, in order */
    size_t value_count;
};

/* The value of a filter in use, by its name without `filter.`; NULL when it is not. */
struct filter_value *list_filter_value(struct list_parameters *parameters, const char *name);

/* Uses a filter of one number that the request left out. */
void list_use_filter(struct list_parameters *parameters, const char *name, int64_t value);

/* Uses a filter that spans days, which no request can. */
void list_use_span(struct list_parameters *parameters, const char *name, int64_t first,
                   int64_t last);

/* Whether a parameter of a list may be kept in a log: its value reads as a number, a day, a moment,
 * a word that is declared, or true or false, where just that is asked for. No text is ever plain.
 */
bool list_value_is_plain(struct arena *arena, const struct resource *resource,
                         const struct parameter *parameter);

/* Reads what a query asks of a list; faults are noted under the parameters' documented names. The
 * parent is the caller's to set. */
void list_parameters_read(struct arena *arena, const struct resource *resource,
                          const struct query *query, struct faults *faults,
                          struct list_parameters *ret);

#endif
