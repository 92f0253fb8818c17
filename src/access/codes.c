/* codes.c - codes as people type them, and recovery codes. */
#include "access/codes.h"
#include "access/people_parts.h"

static const char letters[] = "23456789abcdefghijkmnpqrstuvwxyz"; /* those of secret_new() */

/* Puts the next letter into the code; false when it has no place there. */
static bool take(struct code *code, size_t *len, char c) {
    if (c >= 'A' && c <= 'Z')
        c = (char)(c | 0x20);
    if (*len == RECOVERY_LETTERS || c == '\0')
        return false;
    if (!strchr(letters, c) && c != '0' && c != '1')
        return false;
    code->text[(*len)++] = c;
    return true;
}

struct code code_read(struct str text) {
    static const struct code none = {CODE_NONE, ""};
    struct code code = none;
    size_t len = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == ' ' || text.at[i] == '-' || text.at[i] == '\t')
            continue;
        if (!take(&code, &len, text.at[i]))
            return none;
    }
    if (len == TOTP_DIGITS && strspn(code.text, "0123456789") == len)
        code.kind = CODE_TOTP;
    else if ((len == RECOVERY_LETTERS || len == RECOVERY_LETTERS_FORMERLY) &&
             strspn(code.text, letters) == len)
        code.kind = CODE_RECOVERY;
    return code.kind == CODE_NONE ? none : code;
}

static bool insert(struct db *db, int64_t account_id, int64_t user_id, struct str plain) {
    struct hash hash = hash_of(HASH_RECOVERY, plain);
    struct statement *statement =
        db_statement(db, STR("INSERT INTO recovery_codes (account_id, user_id, hash) "
                             "VALUES (?1, ?2, ?3)"));

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, user_id);
    statement_bind_blob(statement, 3, hash_str(&hash));
    return statement_run(statement);
}

bool recovery_remove(struct db *db, int64_t account_id, int64_t user_id) {
    return run_for_user(db,
                        STR("DELETE FROM recovery_codes WHERE account_id = ?1 AND user_id = ?2"),
                        account_id, user_id);
}

bool recovery_make(struct arena *arena, struct db *db, int64_t account_id, int64_t user_id,
                   struct str ret_codes[RECOVERY_CODES]) {
    _Static_assert(RECOVERY_LETTERS == 26, "in four groups of five and one of six");

    if (!recovery_remove(db, account_id, user_id))
        return false;
    for (size_t i = 0; i < RECOVERY_CODES; i++) {
        const char *at = secret_new(arena).at;
        if (!insert(db, account_id, user_id, (struct str){at, RECOVERY_LETTERS}))
            return false;
        ret_codes[i] =
            arena_format(arena, "%.5s-%.5s-%.5s-%.5s-%.6s", at, at + 5, at + 10, at + 15, at + 20);
    }
    return true;
}

bool recovery_use(struct db *db, int64_t account_id, int64_t user_id, const struct code *code,
                  bool *ret_found) {
    struct hash hash = hash_of(HASH_RECOVERY, str_of(code->text));
    struct statement *statement =
        db_statement(db, STR("DELETE FROM recovery_codes "
                             "WHERE account_id = ?1 AND user_id = ?2 AND hash = ?3"));
    int64_t ended;

    if (!statement)
        return false;
    statement_bind_integer(statement, 1, account_id);
    statement_bind_integer(statement, 2, user_id);
    statement_bind_blob(statement, 3, hash_str(&hash));
    if (!statement_change(statement, &ended))
        return false;
    *ret_found = ended == 1;
    return true;
}
