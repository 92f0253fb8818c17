/* demo.h - a believable Swedish company to try things on. */
#ifndef GLIMT_DEMO_DEMO_H
#define GLIMT_DEMO_DEMO_H

#include "base/arena.h"
#include "db/db.h"

#include <signal.h>
#include <stdint.h>

struct file_store;

struct demo_options {
    int64_t account_id; /* exists, has its first user and no contacts */
    uint64_t seed;      /* the same seed gives the same rows */
    int64_t contacts, projects, tasks, time_reports;
    struct file_store *files; /* for a few attachments; NULL: none */
    bool quiet;               /* no progress bar and no summary */
    bool in_steps;            /* others may write meanwhile: a server is running, or may start */
    const volatile sig_atomic_t
        *stop; /* in steps: once it is set, all is taken back; may be NULL */
};

/* Fills the account, all or nothing, in one transaction; its counted lists are left to
 * upkeep/counted_lists.h. In steps, the account is closed meanwhile (table demo_loads, see
 * access/access.h) and its lists are counted; one that was interrupted is begun anew. False with
 * one sentence in the arena. */
bool demo_fill(struct arena *arena, struct db *db, const struct demo_options *options,
               const char **ret_problem) MUST_USE;

/* Whether nobody has rows yet: then it takes a fraction of the time, in one transaction. */
bool demo_finds_nothing(struct arena *arena, struct db *db, bool *ret) MUST_USE;

#endif
