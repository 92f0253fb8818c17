/* shared_key.c - compares the key file with what the database knows of it. */
#include "cli/shared_key.h"

#include "db/facts.h"

#include <errno.h>
#include <sodium.h>
#include <sys/stat.h>

#define FACT "secret_key"

enum { KNOWN_BYTES = 16 };

static bool fail(const char **ret_problem, const char *problem) {
    *ret_problem = problem;
    return false;
}

/* A hash under the key tells nothing of it. */
static struct str known_by(struct arena *arena, const struct secret_key *key) {
    static const unsigned char what[] = "the secret.key of a database";
    unsigned char hash[KNOWN_BYTES];
    char *text = arena_take(arena, 2 * KNOWN_BYTES + 1, 1);

    crypto_generichash(hash, sizeof(hash), what, sizeof(what) - 1, key->bytes, SECRET_KEY_LEN);
    sodium_bin2hex(text, 2 * KNOWN_BYTES + 1, hash, sizeof(hash));
    return str_of(text);
}

static const char *refusal(struct arena *arena, struct db_address at, const char *what) {
    return arena_format(arena,
                        "The key file %s/secret.key %s: copy secret.key from the directory of a "
                        "server of this database; if nobody has it any longer, start with "
                        "--begin-anew.",
                        at.directory, what)
        .at;
}

bool shared_key_is_there(struct arena *arena, struct db_address at, struct db *db,
                         const char **ret_problem) {
    const char *path = arena_format(arena, "%s/secret.key", at.directory).at;
    struct stat found;
    struct str known;

    if (!db_is_remote(at) || stat(path, &found) == 0 || errno != ENOENT)
        return true; /* what else is wrong is said by who opens it */
    if (!fact_read(arena, db, STR(FACT), &known))
        return fail(ret_problem, db_problem(db));
    return !known.at || fail(ret_problem, refusal(arena, at, "is missing"));
}

/* Of servers that begin at the same time, the first one's is kept. */
static bool keep(struct arena *arena, struct db *db, struct str mine, bool begins_anew,
                 struct str *ret_known) {
    if (!db_begin_write(db))
        return false;
    bool fine = fact_read(arena, db, STR(FACT), ret_known);
    if (fine && (!ret_known->at || begins_anew)) {
        *ret_known = mine;
        fine = fact_write(db, STR(FACT), mine);
    }
    if (fine && db_commit(db))
        return true;
    db_rollback(db);
    return false;
}

bool shared_key_is_right(struct arena *arena, struct db_address at, struct db *db,
                         const struct secret_key *key, bool begins_anew, const char **ret_problem) {
    struct str known, mine = known_by(arena, key);

    if (!db_is_remote(at))
        return true;
    if (!fact_read(arena, db, STR(FACT), &known) ||
        ((!known.at || begins_anew) && !keep(arena, db, mine, begins_anew, &known)))
        return fail(ret_problem, db_problem(db));
    return str_equal(known, mine) ||
           fail(ret_problem, refusal(arena, at, "is not the one that the database knows"));
}
