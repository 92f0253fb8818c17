/* applications.h - API-applications, as commands and the pages' actions manage them. */
#ifndef GLIMT_MANAGE_APPLICATIONS_H
#define GLIMT_MANAGE_APPLICATIONS_H

#include "access/access.h"
#include "manage/management.h"

struct new_application {
    struct str name;
    int64_t responsible_id; /* 0: the account's first user */
    struct str permissions; /* their names between blanks */
    unsigned rate;
    struct str allow;
    bool has_extended_answers;
    struct str origins; /* of pages that may call it from browsers, between blanks */
};

/* `ret_secret`: the only time that it is seen. */
bool application_create(struct management *management, const struct new_application *wanted,
                        struct str *ret_public_id, struct str *ret_secret) MUST_USE;

/* A new secret, also the first one. `ends_tokens`: all tokens end with the old one, the static one
 * too; otherwise they live on. */
bool application_rotate(struct management *management, struct str public_id, bool ends_tokens,
                        struct str *ret_secret) MUST_USE;

struct changed_application {
    bool sets_extended_answers, has_extended_answers;
    bool sets_origins;
    struct str origins; /* instead of all that it had, between blanks */
};

/* What is not set stays as it is. */
bool application_change(struct management *management, struct str public_id,
                        const struct changed_application *wanted) MUST_USE;

/* Ends the application and its tokens at once. */
bool application_disable(struct management *management, struct str public_id) MUST_USE;

/* The number of an application, and whether it is not disabled. */
bool application_find(struct management *management, struct str public_id, int64_t *ret_id,
                      bool *ret_active) MUST_USE;

/* The number of an application that is not disabled. */
bool application_find_active(struct management *management, struct str public_id,
                             int64_t *ret_id) MUST_USE;

struct application_row {
    struct str public_id, name, allow, origins, responsible, permissions;
    unsigned rate;
    bool active, has_static_token, has_extended_answers;
    bool responsible_has_left; /* the end date has passed; the application goes on */
    int64_t account_id, created_at, last_used_at; /* 0: never used */
};

/* All applications of an account by name, in the arena. `now` is an instant. */
bool application_list(struct arena *arena, struct db *db, int64_t account_id, int64_t now,
                      struct application_row **ret_rows, size_t *ret_count) MUST_USE;

#endif
