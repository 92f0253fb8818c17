/* demo.h - a believable Swedish company to try things on. */
#ifndef GLIMT_DEMO_DEMO_H
#define GLIMT_DEMO_DEMO_H

#include "base/arena.h"
#include "db/db.h"

#include <stdint.h>

struct file_store;

struct demo_options {
    int64_t account_id; /* exists, has its first user and no contacts */
    uint64_t seed;      /* the same seed gives the same rows */
    int64_t contacts, projects, tasks, time_reports;
    struct file_store *files; /* for a few attachments; NULL: none */
    bool quiet;               /* no progress bar and no summary */
};

/* Fills the account, all or nothing; counted lists are left to upkeep/counted_lists.h. False with
 * one sentence in the arena. */
bool demo_fill(struct arena *arena, struct db *db, const struct demo_options *options,
               const char **ret_problem) MUST_USE;

#endif
