/* security_tally.h - security events of the present hour, equal ones as one, in bounded memory.
 *
 * A line is what happened how often: a kind, to whom, from where, within an hour. There are at most
 * 2,048 of what strangers did, 256 of them of one account (1,024 of nobody's); and as many of what
 * it takes a right secret for, so that a flood of guesses hides nobody who got in. What would be
 * more is counted without telling apart from where, in at most 256 lines more; then without telling
 * who, in the line of its account and kind; and where there is no room for that either, in one line
 * of its kind that is nobody's. So every event is counted, whatever comes. One thread at a time. */
#ifndef GLIMT_API_SECURITY_TALLY_H
#define GLIMT_API_SECURITY_TALLY_H

#include "change/security_log.h"

enum { SECURITY_LINES = 4096, SECURITY_LINES_MAX = SECURITY_LINES + SECURITY_COUNTED_END };

struct security_line {
    struct security_count all; /* its event's address points to `address` */
    int64_t stored;            /* of all.count, those that stand in the database */
    int64_t told;              /* those that were sent on as text */
    int64_t id;                /* of the row; 0: none yet */
    char address[SECURITY_ADDRESS_MAX];
};

struct security_tally;

struct security_tally *security_tally_open(void);
void security_tally_close(struct security_tally *tally);

void security_tally_count(struct security_tally *tally, const struct security_event *event,
                          int64_t at);

/* The line at a place below SECURITY_LINES_MAX, which is its place until the next tidying; NULL:
 * there is none. */
struct security_line *security_tally_line(struct security_tally *tally, size_t place);

bool security_line_is_of_another_hour(const struct security_line *line, int64_t now);

/* Forgets the lines of other hours than the present one that are stored and told. */
void security_tally_tidy(struct security_tally *tally, int64_t now);

#endif
