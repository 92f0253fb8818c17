/* shared_key.h - that all servers of one database have the same secret.key.
 *
 * It seals the secrets of people's code apps and keys the fingerprints of requests, so a server
 * with another one would find codes wrong, and would take a repeated request for another. Servers
 * of a database elsewhere have directories of their own; so the database keeps a hash by which the
 * key is known again. */
#ifndef GLIMT_CLI_SHARED_KEY_H
#define GLIMT_CLI_SHARED_KEY_H

#include "access/codes.h"
#include "db/db.h"

/* Before the key is opened: false with a sentence when there is no file, and the database knows a
 * key. Of a database in the directory it is always true, here and below. */
bool shared_key_is_there(struct arena *arena, struct db_address at, struct db *db,
                         const char **ret_problem) MUST_USE;

/* Whether it is the one that the database knows, which from now on knows it if it knew none, or
 * `begins_anew`. False with a sentence. */
bool shared_key_is_right(struct arena *arena, struct db_address at, struct db *db,
                         const struct secret_key *key, bool begins_anew,
                         const char **ret_problem) MUST_USE;

#endif
