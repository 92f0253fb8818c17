/* kept_answers.h - the tables of answers that are kept for a key; idempotency.h says when.
 *
 * Applications and people have a table each, as theirs are kept for different times. Both are logs
 * (change/logs.h), pruned from their lowest number on. */
#ifndef GLIMT_API_KEPT_ANSWERS_H
#define GLIMT_API_KEPT_ANSWERS_H

#include "access/secrets.h"
#include "change/logs.h"

/* Whose key it is. */
struct key_owner {
    bool is_person; /* then `id` is a user's, else an application's */
    int64_t account_id, id;
};

struct kept_answer {
    struct hash fingerprint; /* of the request */
    int64_t at;              /* when it was answered */
    unsigned status;
    struct str headers; /* lines of `Name: value`, each with its end */
    struct str body;    /* see base/packed.h */
};

/* What is kept for the key, however old it is; texts are copied to the arena. */
bool kept_answer_find(struct arena *arena, struct db *db, const struct key_owner *owner,
                      const struct hash *key, struct kept_answer *ret, bool *ret_found) MUST_USE;

/* Inside a write transaction. For the key nothing may be kept when it is put. */
bool kept_answer_put(struct db *db, const struct key_owner *owner, const struct hash *key,
                     const struct kept_answer *answer) MUST_USE;
bool kept_answer_forget(struct db *db, const struct key_owner *owner,
                        const struct hash *key) MUST_USE;

extern const struct log application_answers, person_answers;

#endif
