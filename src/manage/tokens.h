/* tokens.h - tokens of applications: made, voided, and swept away when they have expired. */
#ifndef GLIMT_MANAGE_TOKENS_H
#define GLIMT_MANAGE_TOKENS_H

#include "manage/management.h"

/* A token (79 characters) for the application that calls, which ends at the instant `expires_at`;
 * notes that the application was used, and deletes a few tokens that have expired. It is what
 * struct api makes tokens with. */
bool token_create(const struct door *door, const struct plans *plans, int64_t expires_at,
                  struct str *ret_token) MUST_USE;

/* Deletes at most `most` tokens that have expired, of any account, in the name of the server. */
bool token_sweep(const struct door *door, const struct plans *plans, int64_t most,
                 int64_t *ret_removed) MUST_USE;

/* A token that never expires, seen only now; it replaces the application's earlier one. */
bool token_create_static(struct management *management, struct str public_id,
                         struct str *ret_token) MUST_USE;

/* Voids the static token of the application with this number, where it has one. */
bool token_remove_static(struct management *management, int64_t application_id) MUST_USE;

#endif
