/* set_up.h - a way in for the first administrator of a server. */
#ifndef GLIMT_CLI_SET_UP_H
#define GLIMT_CLI_SET_UP_H

#include "db/db.h"
#include "plan/plan.h"

struct set_up {
    struct str invitation; /* the token of a link; empty: an administrator has a login */
    struct str email;      /* of the demo company's administrator; empty: do not speak of it */
    struct str password;   /* made just now; empty: an earlier start showed it */
};

/* Account 1 gets an administrator who can sign in, or a link to become one. `demo`: the company is
 * the demo's; `demo_is_new`: it was made just now, so its administrator gets a password. In a
 * transaction of its own. False with a sentence. */
bool set_up_first(struct arena *arena, struct db *db, const struct plans *plans, bool demo,
                  bool demo_is_new, struct set_up *ret, const char **ret_problem) MUST_USE;

/* Prints what there is to say; `address` is https://HOST:PORT. */
void set_up_print(struct arena *arena, const struct set_up *set_up, const char *address,
                  const char *directory);

#endif
