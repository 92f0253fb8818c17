/* tokens.h - tokens of applications: made, voided, and swept away when they have expired. */
#ifndef GLIMT_MANAGE_TOKENS_H
#define GLIMT_MANAGE_TOKENS_H

#include "manage/management.h"

/* A token (79 characters) for the application that calls, which ends at the instant `expires_at`;
 * notes that the application was used, and deletes a few tokens that have expired. An application
 * has at most TOKENS_MAX live tokens, of which `beside` are not in the database (token_memory.h):
 * the oldest end with this one, `*ret_ended` of them, which the security log is told by whoever
 * asks. It is what struct api makes tokens with. */
bool token_create(const struct door *door, const struct plans *plans, int64_t expires_at,
                  size_t beside, struct str *ret_token, int64_t *ret_ended) MUST_USE;

/* Deletes at most `most` tokens that have expired, of any account, in the name of the server. */
bool token_sweep(const struct door *door, const struct plans *plans, int64_t most,
                 int64_t *ret_removed) MUST_USE;

/* A token that never expires, seen only now; it replaces the application's earlier one. It counts
 * as token_create() says, but no other ends it. */
bool token_create_static(struct management *management, struct str public_id,
                         struct str *ret_token) MUST_USE;

/* Voids the static token of the application with this number, where it has one. */
bool token_remove_static(struct management *management, int64_t application_id) MUST_USE;

/* Voids all its tokens. */
bool token_remove_all(struct management *management, int64_t application_id) MUST_USE;

#endif
