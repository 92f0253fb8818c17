/* security_tally.h - security events of the present hour, equal ones as one, in bounded memory.
 *
 * A line is what happened how often: a kind, to whom, from where, within an hour. There are at most
 * 2,048 of them, and 256 of one account (1,024 of nobody's). What would be more is counted in the
 * line of its account and kind, without telling apart who and from where; and where there is no
 * room for that either, in one line of its kind that is nobody's. So every event is counted,
 * whatever comes. One thread at a time. */
#ifndef GLIMT_API_SECURITY_TALLY_H
#define GLIMT_API_SECURITY_TALLY_H

#include "change/security_log.h"

enum { SECURITY_LINES = 2048, SECURITY_LINES_MAX = SECURITY_LINES + SECURITY_COUNTED_END };

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

/* Forgets the lines of former hours that are stored and told, when the hour is another one than at
 * the last tidying. */
void security_tally_tidy(struct security_tally *tally, int64_t now);

#endif
