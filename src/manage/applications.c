/* applications.c - API-applications: made, rotated, disabled and listed. */
#include "manage/applications.h"

#include "access/origins.h"
#include "access/secrets.h"
#include "base/clock.h"
#include "base/collation.h"
#include "manage/accounts.h"
#include "manage/management_parts.h"
#include "manage/tokens.h"

#include <inttypes.h>
#include <stdlib.h>

static bool check_allow(struct management *management, struct str allow) {
    while (allow.len > 0) {
        struct str entry = str_cut(&allow, ' ');
        if (entry.len > 0 && !allow_entry_is_valid(entry))
            return management_refuse(management,
                                     arena_format(management->door.arena,
                                                  "%.*s is not an address or a CIDR block.",
                                                  (int)entry.len, entry.at));
    }
    return true;
}

static bool check_origins(struct management *management, struct str origins) {
    while (origins.len > 0) {
        struct str entry = str_cut(&origins, ' ');
        if (entry.len > 0 && !origin_is_valid(entry))
            return management_refuse(management,
                                     arena_format(management->door.arena, "%.*s is not an origin.",
                                                  (int)entry.len, entry.at));
    }
    return true;
}

static bool check(struct management *management, const struct new_application *wanted) {
    struct arena *arena = management->door.arena;
    const char *problem = name_problem(arena, "application", wanted->name);

    if (problem)
        return management_refuse(management, str_of(problem));
    if (wanted->rate > RATE_MAX)
        return management_refuse(management, STR("The rate is out of range."));
    if (!check_allow(management, wanted->allow) || !check_origins(management, wanted->origins))
        return false;
    if (account_exists(management->door.db, management->caller.account_id))
        return true;
    return management_refuse(management, arena_format(arena, "There is no account %" PRId64 ".",
                                                      management->caller.account_id));
}

/* The account's first user when `wanted` is 0; else checks that the user exists. */
static bool find_responsible(struct management *management, int64_t wanted, int64_t *ret_id) {
    struct statement *row = management_ask(management,
                                           STR("SELECT id FROM users WHERE account_id = ?1 AND (id "
                                               "= ?2 OR ?2 = 0) ORDER BY id LIMIT 1"),
                                           wanted);

    enum db_step step = statement_integer(row, ret_id);
    if (step == DB_FAILED)
        return management_fail(management);
    if (step == DB_ROW)
        return true;
    return management_refuse(management,
                             wanted ? arena_format(management->door.arena,
                                                   "Account %" PRId64 " has no user %" PRId64 ".",
                                                   management->caller.account_id, wanted)
                                    : STR("The account has no user to act as."));
}

/* A secret, and its hash for the change. */
static struct str make_secret(struct management *management, struct change *change) {
    struct arena *arena = management->door.arena;
    struct str secret = secret_new(arena);
    struct hash hash = hash_of(HASH_SECRET, secret);

    change_set_text(change, "secretHash", arena_copy(arena, hash_str(&hash)));
    return secret;
}

bool application_create(struct management *management, const struct new_application *wanted,
                        struct str *ret_public_id, struct str *ret_secret) {
    int64_t responsible_id = 0;

    if (!check(management, wanted) ||
        !find_responsible(management, wanted->responsible_id, &responsible_id))
        return false;
    struct change *application = management_create(management, &applications, 0);
    change_set_text(application, "name", wanted->name);
    change_set_integer(application, "responsible", responsible_id);
    change_set_text(application, "permissions", wanted->permissions);
    change_set_integer(application, "rate", wanted->rate);
    change_set_text(application, "allowedAddresses", wanted->allow);
    change_set_integer(application, "extendedAnswers", wanted->has_extended_answers);
    change_set_text(application, "allowedOrigins", wanted->origins);
    *ret_secret = make_secret(management, application);
    if (!management_pass(management, application))
        return false;
    *ret_public_id = change_text(application, "publicId");
    return true;
}

bool application_rotate(struct management *management, struct str public_id, bool ends_tokens,
                        struct str *ret_secret) {
    int64_t id = 0;

    if (!application_find_active(management, public_id, &id))
        return false;
    struct change *application = management_patch(management, &applications, "new secret", id);
    *ret_secret = make_secret(management, application);
    return management_pass(management, application) &&
           (!ends_tokens || token_remove_all(management, id));
}

static bool extend(struct management *management, int64_t id, bool has_extended_answers) {
    struct change *application = management_patch(management, &applications, "extend", id);

    change_set_integer(application, "extendedAnswers", has_extended_answers);
    return management_pass(management, application);
}

static bool list_origins(struct management *management, int64_t id, struct str origins) {
    struct change *application = management_patch(management, &applications, "list origins", id);

    change_set_text(application, "allowedOrigins", origins);
    return management_pass(management, application);
}

bool application_change(struct management *management, struct str public_id,
                        const struct changed_application *wanted) {
    int64_t id = 0;

    if (!check_origins(management, wanted->origins) ||
        !application_find_active(management, public_id, &id))
        return false;
    if (wanted->sets_extended_answers && !extend(management, id, wanted->has_extended_answers))
        return false;
    return !wanted->sets_origins || list_origins(management, id, wanted->origins);
}

bool application_disable(struct management *management, struct str public_id) {
    bool active = false;
    int64_t id = 0;

    if (!application_find(management, public_id, &id, &active))
        return false;
    struct change *application = management_patch(management, &applications, "end", id);
    change_set_integer(application, "isActive", false);
    return management_pass(management, application);
}

/* ---- listing ---- */

struct sorted_row {
    struct application_row row;
    struct str key;
};

static int compare(const void *a, const void *b) {
    const struct sorted_row *left = a, *right = b;
    size_t len = left->key.len < right->key.len ? left->key.len : right->key.len;
    int order = len ? memcmp(left->key.at, right->key.at, len) : 0;

    if (order == 0)
        order = (left->key.len > right->key.len) - (left->key.len < right->key.len);
    if (order != 0)
        return order;
    return (left->row.created_at > right->row.created_at) -
           (left->row.created_at < right->row.created_at);
}

static struct sorted_row read_row(struct arena *arena, struct statement *row, int64_t account_id) {
    struct sorted_row read = {
        .row = {.public_id = arena_copy(arena, column_text(row, 0)),
                .name = arena_copy(arena, column_text(row, 1)),
                .allow = arena_copy(arena, column_text(row, 2)),
                .origins = arena_copy(arena, column_text(row, 12)),
                .responsible = arena_copy(arena, column_text(row, 3)),
                .permissions = arena_copy(arena, column_text(row, 4)),
                .rate = (unsigned)column_integer(row, 5),
                .active = column_integer(row, 6) == 1,
                .has_static_token = column_integer(row, 9) > 0,
                .responsible_has_left = column_integer(row, 10) == 1,
                .has_extended_answers = column_integer(row, 11) == 1,
                .account_id = account_id,
                .created_at = column_integer(row, 7),
                .last_used_at = column_is_null(row, 8) ? 0 : column_integer(row, 8)},
    };

    read.key = collation_key(arena, COLLATE_TEXT, read.row.name);
    return read;
}

/* Fills at most `*ret_count` rows, and lowers it when there are fewer. */
static bool read_rows(struct arena *arena, struct db *db, int64_t account_id, int64_t now,
                      struct sorted_row *rows, size_t *ret_count) {
    struct statement *row = db_statement(
        db, STR("SELECT a.public_id, a.name, a.allow, u.name, a.permissions, a.rate, a.is_active, "
                "a.created_at, a.last_used_at, (SELECT count(*) FROM tokens t "
                "WHERE t.account_id = a.account_id AND t.application_id = a.id "
                "AND t.expires_at IS NULL), CASE WHEN u.end_date < ?2 THEN 1 ELSE 0 END, "
                "a.extended_answers, a.origins FROM applications a JOIN users u "
                "ON u.account_id = a.account_id AND u.id = a.responsible_id "
                "WHERE a.account_id = ?1 ORDER BY a.id"));
    enum db_step step = DB_FAILED;
    size_t used = 0;

    if (!row)
        return false;
    statement_bind_integer(row, 1, account_id);
    statement_bind_integer(row, 2, day_today(now));
    while (used < *ret_count && (step = statement_step(row)) == DB_ROW)
        rows[used++] = read_row(arena, row, account_id);
    statement_reset(row);
    if (used < *ret_count && step == DB_FAILED)
        return false;
    *ret_count = used;
    return true;
}

bool application_list(struct arena *arena, struct db *db, int64_t account_id, int64_t now,
                      struct application_row **ret_rows, size_t *ret_count) {
    size_t total;

    if (!management_count(db, STR("SELECT count(*) FROM applications WHERE account_id = ?1"),
                          account_id, &total))
        return false;
    struct sorted_row *sorted = NEW_ARRAY(arena, struct sorted_row, total + 1);
    if (!read_rows(arena, db, account_id, now, sorted, &total))
        return false;
    qsort(sorted, total, sizeof(sorted[0]), compare);
    struct application_row *rows = NEW_ARRAY(arena, struct application_row, total + 1);
    for (size_t i = 0; i < total; i++)
        rows[i] = sorted[i].row;
    *ret_rows = rows;
    *ret_count = total;
    return true;
}
