/* scratch.h - a directory for a test's database, removed afterwards. */
#ifndef GLIMT_TESTS_SCRATCH_H
#define GLIMT_TESTS_SCRATCH_H

#include "db/db.h"

#include "cmocka_all.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

struct scratch {
    struct arena *arena;
    char directory[64];
};

static inline void scratch_make(struct scratch *scratch) {
    snprintf(scratch->directory, sizeof(scratch->directory), "/tmp/glimt-test-XXXXXX");
    assert_non_null(mkdtemp(scratch->directory));
    scratch->arena = arena_open();
}

static inline struct db *scratch_open(struct scratch *scratch, enum db_mode mode) {
    const char *problem = NULL;
    struct db *db = db_open(scratch->arena, db_in(scratch->directory), mode, &problem);

    if (!db)
        fail_msg("%s", problem);
    return db;
}

static inline void scratch_remove(struct scratch *scratch) {
    DIR *directory = opendir(scratch->directory);
    const struct dirent *entry;

    assert_non_null(directory);
    while ((entry = readdir(directory)))
        if (entry->d_name[0] != '.')
            unlinkat(dirfd(directory), entry->d_name, 0);
    closedir(directory);
    rmdir(scratch->directory);
    arena_close(scratch->arena);
}

#endif
