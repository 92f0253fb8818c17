/* people_parts.c - what the files about people share: days, addresses, permissions, statements. */
#include "access/people_parts.h"
#include "base/collation.h"

struct str email_key(struct arena *arena, struct str email) {
    return collation_fold(arena, str_trim(email));
}

bool run_for_user(struct db *db, struct str sql, int64_t account_id, int64_t user_id) {
    struct statement *statement = db_statement(db, sql);

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, user_id);
    return statement_run(statement);
}

bool permissions_have_administrator(struct str permissions) {
    while (permissions.len > 0)
        if (str_equal(str_cut(&permissions, ' '), STR("administrator")))
            return true;
    return false;
}

bool invitation_void(struct db *db, int64_t account_id, int64_t user_id) {
    return run_for_user(db, STR("DELETE FROM invitations WHERE account_id = ?1 AND user_id = ?2"),
                        account_id, user_id);
}
