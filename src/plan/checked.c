/* checked.c - remembers in the database what was found right. */
#include "plan/checked.h"

#include "base/build.h"
#include "db/facts.h"

#include <sodium.h>

#define FACT "declarations_checked"

enum { HASH_BYTES = 16, TEXTS_MAX = 64 * 1024 * 1024 };

bool check_all(struct arena *arena, struct db *db, const struct plans *plans,
               const struct plans *managed, const char **ret_problem) {
    return check_plans(arena, db, plans, plans, ret_problem) &&
           check_plans(arena, db, plans, managed, ret_problem);
}

static void add(crypto_generichash_state *state, struct str text) {
    uint64_t len = text.len;

    crypto_generichash_update(state, (const unsigned char *)&len, sizeof(len));
    crypto_generichash_update(state, (const unsigned char *)text.at, text.len);
}

/* All that the check depends on. Fields, views and questions are part of the build, and statements
 * and what they depend on follow from them; they are here for what a program makes at its start. */
static struct str key_of(struct arena *arena, const struct plans *plans,
                         const struct plans *managed, struct str build, struct str schema) {
    char *text = arena_take(arena, 2 * HASH_BYTES + 1, 1);
    unsigned char hash[HASH_BYTES];
    crypto_generichash_state state;
    struct buffer statements;

    buffer_init(&statements, TEXTS_MAX);
    statements_print(arena, plans, &statements);
    statements_print(arena, managed, &statements);
    crypto_generichash_init(&state, NULL, 0, sizeof(hash));
    add(&state, build);
    add(&state, schema);
    add(&state, buffer_str(&statements));
    crypto_generichash_final(&state, hash, sizeof(hash));
    buffer_done(&statements);
    sodium_bin2hex(text, 2 * HASH_BYTES + 1, hash, sizeof(hash));
    return str_of(text);
}

static void remember(struct db *db, struct str key) {
    if (!db_begin_write(db))
        return;
    if (!fact_write(db, STR(FACT), key) || !db_commit(db))
        db_rollback(db);
}

bool check_once(struct arena *arena, struct db *db, const struct plans *plans,
                const struct plans *managed, const char **ret_problem) {
    struct str build = build_id(), schema, known;

    if (!db_schema(arena, db, &schema) || !fact_read(arena, db, STR(FACT), &known)) {
        *ret_problem = db_problem(db);
        return false;
    }
    if (build.len == 0 || schema.len == 0)
        return check_all(arena, db, plans, managed, ret_problem);
    struct str key = key_of(arena, plans, managed, build, schema);
    if (str_equal(known, key))
        return true;
    if (!check_all(arena, db, plans, managed, ret_problem))
        return false;
    remember(db, key);
    return true;
}
