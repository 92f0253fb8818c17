/* actions.c - what people do that is no list, get, create, update or delete. */
#include "admin/actions.h"

#include "resources/resources.h"

#define APPLICATION "/admin/v1/Applications/:id"

/* clang-format off */
/* method, path, right, body, answer, look, hash, run, group, doc */
const struct admin_action admin_actions[] = {
    {"POST", APPLICATION "/Secret", RIGHT_ADMINISTRATOR, NULL, &application_secret,
     NULL, NULL, application_make_secret, "API-applications", "Make a new secret"},
    {"POST", APPLICATION "/StaticToken", RIGHT_ADMINISTRATOR, NULL, &application_static_token,
     NULL, NULL, application_make_static_token, "API-applications", "Make a token that never expires"},
    {"DELETE", APPLICATION "/StaticToken", RIGHT_ADMINISTRATOR, NULL, NULL,
     NULL, NULL, application_remove_static_token, "API-applications", "Remove the token that never expires"},
};
/* clang-format on */

const size_t admin_action_count = COUNT(admin_actions);
