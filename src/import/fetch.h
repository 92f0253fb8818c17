/* fetch.h - one resource of the source, page by page, into the batch. */
#ifndef GLIMT_IMPORT_FETCH_H
#define GLIMT_IMPORT_FETCH_H

#include "import/batch.h"
#include "import/seen.h"
#include "import/wire.h"

enum { FETCH_PARTS = 3 };

/* The rows that a list had, and what belonged to them. */
struct listing {
    struct ids rows, parts[FETCH_PARTS];
};

/* Days of people whose reports are no more what they were. */
struct changed_day {
    int64_t user_id, date;
    int64_t print; /* of what they are; 0: there are none */
};

struct changed_days {
    struct changed_day *at;
    size_t count, room;
    struct ids unlocked; /* ids of days that are locked here alone */
};

#define USER_DAYS "user days" /* the name of their prints in seen.h */
int64_t changed_day_key(const struct changed_day *day);

struct fetcher {
    struct arena *arena; /* of sentences */
    struct wire *wire;
    struct keeper *keeper;
    struct batch batch;
    /* Where parts are noted that are seen. Whatever is here already is then compared with what it
     * is now; NULL: it is left as it is. */
    struct listing *listing;
    struct changed_days *changed; /* the same of days */
    struct arena *of_round;       /* of what is noted there */
    void (*progress)(void *context, const struct plan *plan, int64_t come, int64_t there);
    void *context;
    const char *problem; /* after FETCH_FAILED */
};

enum fetched {
    FETCHED,
    FETCH_REFUSED, /* the application may not see the resource */
    FETCH_FAILED,
};

/* How many rows the source has of a resource. */
enum fetched fetch_total(struct fetcher *fetcher, const struct plan *plan, int64_t *ret) MUST_USE;

/* All rows that are not here yet, with what belongs to them; goes on where it was. */
enum fetched fetch_all(struct fetcher *fetcher, const struct plan *plan) MUST_USE;

/* The days that people have locked, from the first reported one to the last. */
enum fetched fetch_days(struct fetcher *fetcher) MUST_USE;

/* The same again of all days, into fetcher.changed: those that are locked now are stored. */
enum fetched fetch_days_again(struct fetcher *fetcher) MUST_USE;

/* Whether each row of it is asked for alone, beside the pages of the list. */
bool fetch_gets(const struct plan *plan);

#endif
