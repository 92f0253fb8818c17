/* usage_tally.h - how often each application asked within each hour, and which of it is listed.
 *
 * A table in memory of what came since it was emptied: a line for each application that asked, and
 * hour. It grows with the applications that there are, never with the requests, so it counts
 * without a limit. One thread at a time. */
#ifndef GLIMT_API_USAGE_TALLY_H
#define GLIMT_API_USAGE_TALLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* How requests are answered: below 400, from 400 on, from 500 on. */
enum usage_kind { USAGE_SUCCEEDED, USAGE_CLIENT_ERROR, USAGE_SERVER_ERROR, USAGE_KINDS };

/* Requests of one kind, and the sample of them; see usage_tally.c. */
struct usage_sample {
    int64_t count;  /* all that came */
    int64_t stands; /* of them, those that what is listed stands for */
    int64_t next;   /* the number from 0 of the one to be listed next */
    int64_t stride; /* how far the one after it is away */
    unsigned left;  /* that are listed until the stride grows */
    unsigned last;  /* the number of the listed entry, if any stands for some */
};

struct usage_tally {
    int64_t account_id, application_id, hour; /* since 1970; application 0: the line is free */
    unsigned at_first;                        /* that are listed without a stride */
    struct usage_sample kinds[USAGE_KINDS];
};

struct usage_tallies {
    struct usage_tally *lines;
    size_t room, count;    /* room is a power of two */
    size_t count_before;   /* what it was when it was emptied last */
    unsigned entries_most; /* that may be listed in all */
};

void usage_tallies_open(struct usage_tallies *tallies, unsigned entries_most);
void usage_tallies_close(struct usage_tallies *tallies);
void usage_tallies_empty(struct usage_tallies *tallies);

/* The line of an application for an hour; valid until the next one is asked for. */
struct usage_tally *usage_tally_of(struct usage_tallies *tallies, int64_t account_id,
                                   int64_t application_id, int64_t hour);

/* Counts a request. Whether it is to be listed: then `*ret_one_of` is how many it stands for, those
 * before it which were not, and the entry gets the number `entry`. */
bool usage_sample_count(struct usage_sample *sample, unsigned at_first, bool has_room,
                        unsigned entry, int64_t *ret_one_of);

/* How many requests came behind the last that is listed; `last` of the sample stands for them. */
int64_t usage_sample_rest(const struct usage_sample *sample);

#endif
