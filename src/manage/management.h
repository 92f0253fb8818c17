/* management.h - on whose behalf accounts, applications and people are managed, and with what.
 *
 * The functions of this folder are what commands and the pages' actions have in common: they
 * create, change and delete rows of resources through the door. Each needs a transaction that
 * writes; who has one makes a management of it, and takes the transaction back after `false` or an
 * answer that names a failure. They note nothing for people: the audit log gets one entry from
 * whoever asks. The account is that of the caller. Texts that are returned live in the arena. */
#ifndef GLIMT_MANAGE_MANAGEMENT_H
#define GLIMT_MANAGE_MANAGEMENT_H

#include "change/door.h"

struct management {
    const struct plans *plans; /* of all resources */
    struct caller caller;
    struct faults faults;
    struct door door;    /* that of `caller`; its moment is that of all that is done */
    const char *problem; /* after `false`: what is wrong, in one sentence for a person */
    bool failed;         /* after `false`: it was the database, not what is asked for */
};

/* Within somebody else's transaction, whose door it is; in that door's arena. */
struct management *management_join(const struct door *door, const struct plans *plans,
                                   struct caller caller);

/* A transaction of its own, outside of the writer, with a ledger of its own. False with a problem;
 * then nothing is open. */
bool management_open(struct management *ret, struct arena *arena, struct db *db,
                     const struct plans *plans, struct caller caller) MUST_USE;

/* Ends that transaction: commits it when all went `well`, else takes it back. Whether it was
 * committed; the problem is the first that there was. */
bool management_end(struct management *management, bool well) MUST_USE;

#endif
