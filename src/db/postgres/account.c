/* account.c - tells the server whose rows it may show; policies.c has what comes of it. */
#include "db/postgres/postgres_parts.h"

#include <inttypes.h>

#define SETTING POSTGRES_ACCOUNT

static const char *value_of(int64_t account, char room[24]) {
    if (account == EVERY_ACCOUNT)
        return "every";
    snprintf(room, 24, "%" PRId64, account);
    return account == NO_ACCOUNT ? "" : room;
}

/* Nobody waits for it. Outside of a transaction it is told with each statement, and holds for what
 * is sent together with it. */
bool postgres_tell_account(struct postgres *db) {
    bool is_inside = db->transaction != TRANSACTION_NONE;
    char sql[80], room[24];

    if (is_inside ? db->told == db->account : db->account == NO_ACCOUNT && db->is_synced)
        return true;
    snprintf(sql, sizeof(sql),
             is_inside ? "SET LOCAL " SETTING " = '%s'"
                       : "SELECT set_config('" SETTING "', '%s', true)",
             value_of(db->account, room));
    if (!postgres_send_word(db, SENT_WORD, sql, "naming the account"))
        return false;
    db->told = db->account;
    return true;
}

void postgres_of_account(struct db *db, int64_t account_id) {
    inside(db)->account = account_id;
}

void postgres_stands_for(struct db *db, int64_t account_id) {
    inside(db)->stands_for = inside(db)->account = account_id;
}
