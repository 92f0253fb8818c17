/* logs.h - what the logs of an account have in common.
 *
 * They grow at their end, and lose what is old. Entries of an account have rising numbers, so the
 * oldest stand at the beginning of its stretch of the table, and are found without a search. Its
 * last entry stays, however old it is, where the next number follows from it. */
#ifndef GLIMT_CHANGE_LOGS_H
#define GLIMT_CHANGE_LOGS_H

#include "db/db.h"

/* What a log is asked; ?1 is the account. */
struct log {
    struct str oldest;  /* number and moment of its entries after number ?3, ?2 of them */
    struct str remove;  /* those after number ?4 up to ?2 that are older than ?3 */
    struct str measure; /* first and last number, moment of the first, and about how many bytes the
                           last of its entries take, and how many of these were looked at */
    bool may_be_empty;  /* its last entry may go: numbers come from elsewhere */
};

/* For its texts, since a log is constant. */
#define LOG_SQL(text)                                                                              \
    { "" text, sizeof(text) - 1 }

struct log_size {
    int64_t entries, bytes; /* about */
    int64_t oldest_at;      /* an instant; 0 without entries */
};

/* How far a log of an account has been walked through; all zero at its beginning. */
struct log_walk {
    bool is_whole;  /* to the end; otherwise until no old entry is seen in a step */
    bool is_done;   /* nothing is left to do */
    int64_t number; /* of the last entry that was looked at */
};

/* One step of a walk: looks at the next `most` entries of the account, and removes those from
 * before the instant `before`; inside a write transaction. False: the database failed. */
bool log_prune(struct db *db, const struct log *log, int64_t account_id, int64_t before,
               int64_t most, struct log_walk *walk, int64_t *ret_removed) MUST_USE;

bool log_measure(struct db *db, const struct log *log, int64_t account_id,
                 struct log_size *ret) MUST_USE;

#endif
