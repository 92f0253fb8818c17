/* owners.c - whose a token or a public id is, whether it counts or not. */
#include "access/access_parts.h"

static void owner_read(struct statement *row, int64_t *ret_account_id,
                       int64_t *ret_application_id) {
    if (statement_step(row) == DB_ROW) {
        *ret_account_id = column_integer(row, 0);
        *ret_application_id = column_integer(row, 1);
    }
    statement_reset(row);
}

void token_owner(struct db *db, struct str token, int64_t *ret_account_id,
                 int64_t *ret_application_id) {
    struct hash hash = hash_of(HASH_TOKEN, token);
    struct statement *row =
        db_statement(db, STR("SELECT account_id, application_id FROM tokens WHERE hash = ?1"));

    if (!row)
        return;
    statement_bind_blob(row, 1, hash_str(&hash));
    owner_read(row, ret_account_id, ret_application_id);
}

void application_owner(struct db *db, struct str public_id, int64_t *ret_account_id,
                       int64_t *ret_application_id) {
    struct statement *row =
        db_statement(db, STR("SELECT account_id, id FROM applications WHERE public_id = ?1"));

    if (!row)
        return;
    statement_bind_text(row, 1, public_id);
    owner_read(row, ret_account_id, ret_application_id);
}
