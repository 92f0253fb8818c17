/* fuzz_secrets.c - what is given as a token, a secret, a session, a link or a recovery code.
 *
 * One company has one of each. The first byte chooses among them, and the others are laid over the
 * right one, as many as there are: it is found when none of its bytes was changed, and never else.
 */
#include "access/secrets.h"
#include "base/log.h"
#include "fuzz.h"
#include "manage/accounts.h"
#include "manage/applications.h"
#include "manage/logins.h"
#include "manage/tokens.h"
#include "resources/resources.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { NOW = 1800000000, KINDS = 5 };
enum given { A_TOKEN, A_SECRET, A_SESSION, A_LINK, A_RECOVERY_CODE };

static struct {
    char directory[64];
    struct arena *arena;
    struct db *db;
    struct str right[KINDS], public_id;
} all;

static void remove_all(void) {
    db_close(all.db);
    DIR *directory = opendir(all.directory);
    for (const struct dirent *entry; directory && (entry = readdir(directory));)
        if (entry->d_name[0] != '.')
            unlinkat(dirfd(directory), entry->d_name, 0);
    closedir(directory);
    rmdir(all.directory);
    arena_close(all.arena);
}

static void make_secrets(struct management *management) {
    struct new_application wanted = {.name = STR("A"), .permissions = STR(""), .allow = STR("")};
    struct visitor visitor = {STR("::1"), STR(""), NOW};
    struct str codes[RECOVERY_CODES];
    int64_t expires_at;

    management->door.now = NOW;
    ALWAYS(application_create(management, &wanted, &all.public_id, &all.right[A_SECRET]) &&
           token_create_static(management, all.public_id, &all.right[A_TOKEN]) &&
           login_set(management, 1, STR("a@b.se"), STR("hash")) == LOGIN_DONE &&
           invitation_create(management, 1, &all.right[A_LINK], &expires_at) &&
           session_create(all.arena, all.db, 1, 1, &visitor, &all.right[A_SESSION]) &&
           recovery_make(all.arena, all.db, 1, 1, codes));
    all.right[A_RECOVERY_CODE] = codes[0];
}

static void make_all(void) {
    const struct caller command = {.kind = CALLER_COMMAND, .account_id = 1};
    struct management management;
    const char *problem;

    snprintf(all.directory, sizeof(all.directory), "/tmp/glimt-fuzz-XXXXXX");
    ALWAYS(mkdtemp(all.directory) != NULL);
    all.arena = arena_open();
    all.db = db_open(all.arena, db_in(all.directory), DB_CREATE, &problem);
    ALWAYS(all.db);
    atexit(remove_all);
    const struct plans *plans = plan_all(all.arena, all_resources);
    ALWAYS(account_ensure_first(all.arena, all.db, plans, &problem));
    ALWAYS(management_open(&management, all.arena, all.db, plans, command));
    make_secrets(&management);
    ALWAYS(management_end(&management, true));
}

static bool is_recovery(struct str given) {
    struct code code = code_read(given);
    bool found = false;

    if (code.kind != CODE_RECOVERY)
        return false;
    ALWAYS(db_begin_write(all.db) && recovery_use(all.db, 1, 1, &code, &found));
    db_rollback(all.db);
    return found;
}

static bool is_found(struct arena *arena, enum given kind, struct str given) {
    struct application application;
    struct invitation invitation;
    struct person person;

    switch (kind) {
    case A_TOKEN:
        return access_by_token(arena, all.db, permission_names, given, NOW, &application, NULL) ==
               ACCESS_GRANTED;
    case A_SECRET:
        return access_by_secret(arena, all.db, permission_names, all.public_id, given,
                                &application) == ACCESS_GRANTED;
    case A_SESSION:
        return session_by_token(arena, all.db, given, NOW, &person) == ACCESS_GRANTED;
    case A_LINK:
        return invitation_by_token(arena, all.db, given, NOW, &invitation) == ACCESS_GRANTED;
    case A_RECOVERY_CODE:
        return is_recovery(given);
    }
    return false;
}

/* Before the first input, whose time is measured; replay.c has no such step. */
int LLVMFuzzerInitialize(int *count, char ***words);
int LLVMFuzzerInitialize(int *count, char ***words) {
    (void)count;
    (void)words;
    make_all();
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    if (!all.db)
        make_all();
    if (size == 0 || size > 200)
        return 0;
    struct arena *arena = arena_open();
    enum given kind = data[0] % KINDS;
    struct str right = all.right[kind];
    char *given = arena_take(arena, size, 1);
    for (size_t i = 0; i < size - 1; i++)
        given[i] = (char)((i < right.len ? right.at[i] : '\0') ^ (char)data[1 + i]);
    struct str text = {given, size - 1};
    bool found = is_found(arena, kind, text);
    if (kind != A_RECOVERY_CODE)
        ALWAYS(found == str_equal(text, right));
    else /* case, blanks and dashes do not count */
        ALWAYS(found == (strcmp(code_read(text).text, code_read(right).text) == 0));
    arena_close(arena);
    return 0;
}
