/* set_up.c - makes the first login or the first link, and prints it. */
#include "cli/set_up.h"

#include "base/clock.h"
#include "cli/print.h"
#include "manage/logins.h"
#include "manage/people.h"

#include <stdio.h>

enum { FIRST_ACCOUNT = 1 };

struct setting_up {
    struct person_row person;
    struct str email; /* with a new password, else empty */
    struct str hash;
};

static bool make_way_in(struct management *management, const struct setting_up *setting,
                        struct set_up *ret) {
    int64_t expires_at, user_id = setting->person.user_id;

    if (setting->hash.len > 0)
        return login_set(management, user_id, setting->email, setting->hash) == LOGIN_DONE;
    return invitation_create(management, user_id, &ret->invitation, &expires_at);
}

bool set_up_first(struct arena *arena, struct db *db, const struct plans *plans, bool demo,
                  bool demo_is_new, struct set_up *ret, const char **ret_problem) {
    const struct caller server = {.kind = CALLER_SYSTEM, .account_id = FIRST_ACCOUNT};
    struct setting_up setting = {.hash = {NULL, 0}};
    struct management management;
    enum access_answer answer =
        administrator_first(arena, db, FIRST_ACCOUNT, demo_is_new, instant_now(), &setting.person);

    *ret = (struct set_up){.password = {NULL, 0}};
    *ret_problem = db_problem(db);
    if (answer != ACCESS_GRANTED)
        return answer == ACCESS_DENIED;
    if (demo)
        ret->email = setting.person.email;
    if (setting.person.has_login)
        return true;
    if (demo_is_new) {
        ret->password = password_new(arena);
        setting.email = ret->email;
        struct str beside;
        if (!login_hash_beside(arena, db, setting.email, FIRST_ACCOUNT, setting.person.user_id,
                               &beside))
            return false;
        if (!password_hash(arena, ret->password, beside, &setting.hash)) {
            *ret_problem = "There is not enough memory to hash a password.";
            return false;
        }
    } else
        ret->email = STR("");
    bool made = management_open(&management, arena, db, plans, server) &&
                management_end(&management, make_way_in(&management, &setting, ret));
    *ret_problem = management.problem;
    return made;
}

void set_up_print(struct arena *arena, const struct set_up *set_up, const char *address,
                  const char *directory) {
    if (set_up->invitation.len > 0)
        printf("set up: %s" INVITATION_PATH "%s\n", address, set_up->invitation.at);
    if (set_up->email.len == 0)
        return;
    printf("sign in: %s/ as %.*s", address, (int)set_up->email.len, set_up->email.at);
    if (set_up->password.len > 0)
        printf(" with the password %s (shown only now)\n", set_up->password.at);
    else
        printf("; if the password is lost: glimt user reset-password %s --data %s\n",
               shell_word(arena, arena_z(arena, set_up->email)), shell_word(arena, directory));
}
