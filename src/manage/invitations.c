/* invitations.c - makes links with which a password is chosen, and voids them. */
#include "access/secrets.h"
#include "manage/logins.h"
#include "manage/management_parts.h"

bool invitation_create(struct management *management, int64_t user_id, struct str *ret_token,
                       int64_t *ret_expires_at) {
    struct str token = secret_new(management->door.arena);
    struct hash hash = hash_of(HASH_INVITATION, token);
    bool has_link;

    if (!management_has(management, &invitations, user_id, &has_link))
        return false;
    struct change *link = has_link ? management_patch(management, &invitations, "renew", user_id)
                                   : management_create(management, &invitations, user_id);
    *ret_token = token;
    *ret_expires_at = management->door.now + INVITATION_SECONDS;
    change_set_text(link, "hash", hash_str(&hash));
    change_set_integer(link, "expires", *ret_expires_at);
    return management_pass(management, link) &&
           management_note(management, SECURITY_INVITED, user_id, 0);
}

bool invitation_void(struct management *management, int64_t user_id) {
    bool has_link;

    return management_has(management, &invitations, user_id, &has_link) &&
           (!has_link || management_remove(management, &invitations, user_id, 0));
}
