/* named_files.h - which stored files the rows name, of all resources and accounts. */
#ifndef GLIMT_UPKEEP_NAMED_FILES_H
#define GLIMT_UPKEEP_NAMED_FILES_H

#include "db/db.h"
#include "files/file_store.h"
#include "plan/plan.h"

struct named_file {
    int64_t account_id;
    int64_t size; /* as its rows say; -1: they do not, or differ */
    char hash[FILE_HASH_LENGTH + 1];
};

/* The first of all; what follows it is the beginning. */
#define NAMED_FILE_NONE ((struct named_file){0, 0, ""})

/* Less than, equal to or greater than 0, as in their order. */
int named_file_compare(const struct named_file *a, const struct named_file *b);

/* Up to `most` of the files that follow `after`, in order of account and hash, each once; fewer
 * only at the end. What stands for a hash in a row and is none names no file (verify_all() tells of
 * it). False when the database fails. */
bool named_files_next(struct db *db, const struct plans *plans, const struct named_file *after,
                      struct named_file *ret, size_t most, size_t *ret_count) MUST_USE;

/* One of the rows that name a file. */
struct named_row {
    const char *table; /* NULL: there is none */
    int64_t id;
};

bool named_files_row(struct db *db, const struct plans *plans, int64_t account_id, const char *hash,
                     struct named_row *ret) MUST_USE;

/* Calls `visit` for each of them, until it returns false. False when it did, or the database fails.
 * In a transaction that reads, all are of one state; `visit` may use `db`. */
bool named_files_visit(struct db *db, const struct plans *plans,
                       bool (*visit)(void *context, const struct named_file *file),
                       void *context) MUST_USE;

#endif
