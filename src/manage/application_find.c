/* application_find.c - finds an application by the id that it is known by. */
#include "manage/applications.h"
#include "manage/management_parts.h"

#include <inttypes.h>

bool application_find(struct management *management, struct str public_id, int64_t *ret_id,
                      bool *ret_active) {
    struct statement *row =
        db_statement(management->door.db, STR("SELECT id, is_active FROM applications "
                                              "WHERE account_id = ?1 AND public_id = ?2"));

    if (!row)
        return management_fail(management);
    statement_bind_integer(row, 1, management->caller.account_id);
    statement_bind_text(row, 2, public_id);
    enum db_step step = statement_step(row);
    *ret_id = step == DB_ROW ? column_integer(row, 0) : 0;
    *ret_active = step == DB_ROW && column_integer(row, 1) == 1;
    statement_reset(row);
    if (step == DB_FAILED)
        return management_fail(management);
    return step == DB_ROW ||
           management_refuse(
               management,
               arena_format(management->door.arena, "Account %" PRId64 " has no application %.*s.",
                            management->caller.account_id, (int)public_id.len, public_id.at));
}

bool application_find_active(struct management *management, struct str public_id, int64_t *ret_id) {
    bool active = false;

    if (!application_find(management, public_id, ret_id, &active))
        return false;
    return active || management_refuse(management, arena_format(management->door.arena,
                                                                "The application %.*s is disabled.",
                                                                (int)public_id.len, public_id.at));
}
