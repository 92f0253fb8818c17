/* code_demand.c - administrators demand two-step sign-in of everybody in the company. */
#include "admin/actions.h"
#include "admin/own_password.h"
#include "admin/session_parts.h"
#include "change/change.h"
#include "manage/accounts.h"
#include "resources/resources.h"

static enum outcome demand(struct request *request, struct db *db) {
    const struct person *person = request->person;
    bool wanted = change_integer(request->change, "isDemanded") == 1;
    enum outcome outcome = own_password_still(request, db);

    if (outcome != DONE)
        return outcome;
    if (request->id != ONLY_SETTINGS)
        return refuse_field(request, "id", "The settings could not be found.");
    if (person->is_to_have_totp == wanted)
        return DONE;
    return account_demand_codes(admin_management(request), wanted) &&
                   admin_audit(request, db, demand_word(wanted), "settings", ONLY_SETTINGS,
                               person->account_name, STR(""))
               ? DONE
               : FAILED;
}

/* clang-format off */
const struct action code_demand_actions[] = {
    {.method = "PUT", .of = &account_settings, .path = "Codes", .right = RIGHT_ADMINISTRATOR, .body = &code_demand,
     .look = own_password_look, .hash = own_password_hash, .run = demand,
     .doc = "Demand two-step sign-in of everybody, or no longer"},
    {0},
};
/* clang-format on */
