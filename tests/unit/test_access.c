/* test_access.c - accounts, applications, secrets and tokens, on a database of their own. */
#include "base/clock.h"
#include "db/versions.h"
#include "manage/applications.h"
#include "manage/tokens.h"
#include "managing.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { CONTACT_READ_BIT = 1 << 0, CONTACT_WRITE_BIT = 1 << 1, TASK_WRITE_BIT = 1 << 4 };

struct fixture {
    struct arena *arena;
    struct db *db;
    char directory[64];
    struct management management;
    const char *problem;
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof(*fixture));

    fixture->arena = arena_open();
    snprintf(fixture->directory, sizeof(fixture->directory), "/tmp/glimt-access-XXXXXX");
    assert_non_null(mkdtemp(fixture->directory));
    fixture->db = db_open(fixture->arena, db_in(fixture->directory), DB_CREATE, &fixture->problem);
    assert_non_null(fixture->db);
    make_first_account(fixture->arena, fixture->db);
    *state = fixture;
    return 0;
}

/* Calls `visit` with the path of each file of the directory. */
static void each_file(struct fixture *fixture, void (*visit)(struct fixture *, const char *)) {
    DIR *directory = opendir(fixture->directory);
    const struct dirent *entry;

    assert_non_null(directory);
    while ((entry = readdir(directory)))
        if (entry->d_name[0] != '.')
            visit(fixture,
                  arena_format(fixture->arena, "%s/%s", fixture->directory, entry->d_name).at);
    closedir(directory);
}

static void remove_file(struct fixture *fixture, const char *path) {
    (void)fixture;
    assert_int_equal(unlink(path), 0);
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;

    db_close(fixture->db);
    each_file(fixture, remove_file);
    assert_int_equal(rmdir(fixture->directory), 0);
    arena_close(fixture->arena);
    free(fixture);
    return 0;
}

static int64_t query(struct fixture *fixture, struct str sql) {
    struct statement *row = db_statement(fixture->db, sql);

    assert_non_null(row);
    assert_int_equal(statement_step(row), DB_ROW);
    int64_t value = column_integer(row, 0);
    statement_reset(row);
    return value;
}

static int64_t access_version(struct fixture *fixture) {
    struct versions versions;

    assert_true(versions_read(fixture->db, SYSTEM_ACCOUNT, &versions));
    return versions.changed[SYSTEM_AREA];
}

static struct management *begin(struct fixture *fixture, int64_t account_id) {
    begin_managing(&fixture->management, fixture->arena, fixture->db, account_id);
    return &fixture->management;
}

static void end(struct fixture *fixture) {
    end_managing(&fixture->management);
}

struct made {
    struct str id, secret;
};

static struct made make(struct fixture *fixture, const char *name, int64_t account_id) {
    struct new_application wanted = {.name = str_of(name),
                                     .permissions = STR("Contact_Read Task_Write"),
                                     .rate = 7,
                                     .allow = STR("192.0.2.0/24 ::1")};
    struct made made;

    assert_true(application_create(begin(fixture, account_id), &wanted, &made.id, &made.secret));
    end(fixture);
    return made;
}

/* For the application that calls, in a transaction that is open. */
static struct str token_of(struct fixture *fixture, const struct application *application,
                           int64_t expires_at) {
    struct management *management = &fixture->management;
    struct str token;

    management->caller = application->caller;
    assert_true(
        token_create(&management->door, management->plans, expires_at, 0, &token, &(int64_t){0}));
    return token;
}

static struct str make_token(struct fixture *fixture, const struct made *made, int64_t expires_at) {
    struct application application;

    assert_int_equal(access_by_secret(fixture->arena, fixture->db, permission_names, made->id,
                                      made->secret, &application),
                     ACCESS_GRANTED);
    begin(fixture, 1);
    struct str token = token_of(fixture, &application, expires_at);
    end(fixture);
    return token;
}

static enum access_answer try_token(struct fixture *fixture, struct str token, int64_t now) {
    struct application application;

    return access_by_token(fixture->arena, fixture->db, permission_names, token, now, &application,
                           NULL);
}

static enum access_answer try_secret(struct fixture *fixture, struct str id, struct str secret) {
    struct application application;

    return access_by_secret(fixture->arena, fixture->db, permission_names, id, secret,
                            &application);
}

/* `x` stands for any lower-case hexadecimal digit, `v` for one of 89ab. */
static void assert_shape(struct str text, const char *shape) {
    assert_int_equal(text.len, strlen(shape));
    for (size_t i = 0; i < text.len; i++) {
        const char *wanted = shape[i] == 'x' ? "0123456789abcdef" : shape[i] == 'v' ? "89ab" : NULL;
        bool fits = wanted ? strchr(wanted, text.at[i]) != NULL : text.at[i] == shape[i];
        if (!fits)
            fail_msg("%.*s at %zu", (int)text.len, text.at, i);
    }
}

#define UUID "xxxxxxxx-xxxx-4xxx-vxxx-xxxxxxxxxxxx"

static void permissions_have_names(void **state) {
    unsigned all = 0;

    (void)state;
    for (size_t i = 0; permission_names[i]; i++) {
        unsigned bit = permission_from_name(permission_names, str_of(permission_names[i]));
        assert_int_equal(bit & (bit - 1), 0);
        assert_string_equal(permission_name(permission_names, bit), permission_names[i]);
        all |= bit;
    }
    assert_int_equal(all, (1 << 8) - 1);
    assert_int_equal(permission_from_name(permission_names, STR("contact_READ")), CONTACT_READ_BIT);
    assert_int_equal(permission_from_name(permission_names, STR("Contact")), 0);
    assert_int_equal(permission_from_name(permission_names, STR("Contact_Read ")), 0);
    assert_int_equal(permission_from_name(permission_names, STR("")), 0);
    assert_null(permission_name(permission_names, 0));
    assert_null(permission_name(permission_names, CONTACT_READ_BIT | CONTACT_WRITE_BIT));
    assert_null(permission_name(permission_names, 1 << 8));
}

static void the_first_account_is_made_once(void **state) {
    struct fixture *fixture = *state;

    make_first_account(fixture->arena, fixture->db);
    assert_int_equal(query(fixture, STR("SELECT count(*) FROM accounts")), 1);
    assert_true(account_exists(fixture->db, 1));
    assert_false(account_exists(fixture->db, 2));
    assert_false(account_exists(fixture->db, 0));
    assert_int_equal(query(fixture, STR("SELECT count(*) FROM users WHERE account_id = 1")), 1);
    assert_int_equal(
        query(fixture, STR("SELECT id FROM countries WHERE account_id = 1 AND name = 'Sverige'")),
        1);
    assert_in_range(query(fixture, STR("SELECT count(*) FROM countries WHERE account_id = 1")), 30,
                    60);
    assert_int_equal(query(fixture, STR("SELECT count(DISTINCT name_key) = count(*) AND "
                                        "min(length(name_key)) > 0 FROM countries")),
                     1);
    /* The Swedish alphabet ends with å ä ö. */
    assert_int_equal(query(fixture, STR("SELECT name = 'Österrike' FROM countries "
                                        "ORDER BY name_key DESC LIMIT 1")),
                     1);
}

static void accounts_count_on_their_own(void **state) {
    struct fixture *fixture = *state;
    struct account_row *rows;
    size_t count;

    assert_int_equal(make_account(fixture->arena, fixture->db, "Ålunds Rör"), 2);
    assert_int_equal(make_account(fixture->arena, fixture->db, "Ålunds Rör"), 3);
    make(fixture, "one", 2);
    assert_int_equal(
        query(fixture, STR("SELECT id FROM countries WHERE account_id = 3 AND name = 'Sverige'")),
        1);
    assert_true(account_list(fixture->arena, fixture->db, &rows, &count));
    assert_int_equal(count, 3);
    assert_int_equal(rows[1].id, 2);
    assert_true(str_equal(rows[1].name, STR("Ålunds Rör")));
    assert_int_equal(rows[0].applications, 0);
    assert_int_equal(rows[1].applications, 1);
}

static void secrets_open(void **state) {
    struct fixture *fixture = *state;
    struct made one = make(fixture, "one", 1), two = make(fixture, "two", 1);
    struct application got;

    assert_shape(one.id, "ap_" UUID);
    assert_int_equal(one.secret.len, 52);
    assert_int_equal(strspn(one.secret.at, "23456789abcdefghijkmnpqrstuvwxyz"), 52);
    assert_int_equal(
        access_by_secret(fixture->arena, fixture->db, permission_names, one.id, one.secret, &got),
        ACCESS_GRANTED);
    assert_int_equal(got.caller.account_id, 1);
    assert_int_equal(got.caller.application_id, 1);
    assert_int_equal(got.caller.user_id, 1);
    assert_int_equal(got.caller.permissions, CONTACT_READ_BIT | TASK_WRITE_BIT);
    assert_int_equal(got.rate, 7);
    assert_true(str_equal(got.allow, STR("192.0.2.0/24 ::1")));
    assert_int_equal(try_secret(fixture, two.id, one.secret), ACCESS_DENIED);
    assert_int_equal(try_secret(fixture, one.id, STR("")), ACCESS_DENIED);
    assert_int_equal(try_secret(fixture, STR(""), one.secret), ACCESS_DENIED);
    assert_int_equal(try_secret(fixture, STR("' OR 1=1 --"), one.secret), ACCESS_DENIED);
    struct str shorter = {one.secret.at, one.secret.len - 1};
    assert_int_equal(try_secret(fixture, one.id, shorter), ACCESS_DENIED);
}

static void tokens_end_to_the_second(void **state) {
    struct fixture *fixture = *state;
    struct made made = make(fixture, "one", 1);
    int64_t now = instant_now(), expires_at = 0;
    struct application got;
    struct str token = make_token(fixture, &made, now + TOKEN_SECONDS);
    struct str other = make_token(fixture, &made, now + TOKEN_SECONDS);

    assert_int_equal(token.len, TOKEN_LEN);
    assert_shape(token, "pk_" UUID ".pa_" UUID);
    assert_false(str_equal(token, other));
    assert_int_equal(access_by_token(fixture->arena, fixture->db, permission_names, token, now,
                                     &got, &expires_at),
                     ACCESS_GRANTED);
    assert_int_equal(expires_at, now + 3600);
    assert_int_equal(got.caller.permissions, CONTACT_READ_BIT | TASK_WRITE_BIT);
    assert_true(str_equal(got.allow, STR("192.0.2.0/24 ::1")));
    assert_int_equal(try_token(fixture, token, now + 3599), ACCESS_GRANTED);
    assert_int_equal(try_token(fixture, token, now + 3600), ACCESS_DENIED);
    assert_int_equal(try_token(fixture, other, now), ACCESS_GRANTED);
    assert_int_equal(try_token(fixture, made.secret, now), ACCESS_DENIED);
    assert_int_equal(try_token(fixture, STR(""), now), ACCESS_DENIED);
    struct str shorter = {token.at, token.len - 1};
    assert_int_equal(try_token(fixture, shorter, now), ACCESS_DENIED);
}

static void expired_tokens_are_swept(void **state) {
    struct fixture *fixture = *state;
    struct made made = make(fixture, "one", 1);
    int64_t now = instant_now();

    /* Each one made sweeps those before it, unless they are made while still valid. */
    for (int i = 0; i < 50; i++)
        make_token(fixture, &made, now + TOKEN_SECONDS);
    assert_true(db_execute(fixture->db, "UPDATE tokens SET expires_at = 1000"));
    struct str live = make_token(fixture, &made, now + TOKEN_SECONDS);
    int64_t left = query(fixture, STR("SELECT count(*) FROM tokens"));
    assert_in_range(left, 2, 50);
    for (int i = 0; i < 50; i++)
        make_token(fixture, &made, now + TOKEN_SECONDS);
    assert_int_equal(query(fixture, STR("SELECT count(*) FROM tokens WHERE expires_at = 1000")), 0);
    assert_int_equal(try_token(fixture, live, now), ACCESS_GRANTED);
}

static struct str make_static(struct fixture *fixture, const struct made *made) {
    struct str token;

    assert_true(token_create_static(begin(fixture, 1), made->id, &token));
    end(fixture);
    return token;
}

static void static_tokens_stay_until_replaced(void **state) {
    struct fixture *fixture = *state;
    struct made made = make(fixture, "one", 1);
    int64_t far = instant_now() + INT64_C(100) * 365 * SECONDS_PER_DAY, expires_at = 0;
    struct str first = make_static(fixture, &made);
    struct str hourly = make_token(fixture, &made, far + 1);
    struct application got;

    assert_shape(first, "pk_" UUID ".pa_" UUID);
    assert_int_equal(access_by_token(fixture->arena, fixture->db, permission_names, first, far,
                                     &got, &expires_at),
                     ACCESS_GRANTED);
    assert_true(expires_at > far);
    int64_t version = access_version(fixture);
    struct str second = make_static(fixture, &made);
    assert_true(access_version(fixture) > version);
    assert_int_equal(try_token(fixture, first, far), ACCESS_DENIED);
    assert_int_equal(try_token(fixture, second, far), ACCESS_GRANTED);
    assert_int_equal(try_token(fixture, hourly, far), ACCESS_GRANTED);
}

static void rotating_changes_the_secret_only(void **state) {
    struct fixture *fixture = *state;
    struct made made = make(fixture, "one", 1);
    int64_t now = instant_now(), version = access_version(fixture);
    struct str token = make_token(fixture, &made, now + TOKEN_SECONDS), secret;

    assert_true(application_rotate(begin(fixture, 1), made.id, false, &secret));
    end(fixture);
    assert_true(access_version(fixture) > version);
    assert_int_equal(try_secret(fixture, made.id, made.secret), ACCESS_DENIED);
    assert_int_equal(try_secret(fixture, made.id, secret), ACCESS_GRANTED);
    assert_int_equal(try_token(fixture, token, now), ACCESS_GRANTED);
}

static void rotating_may_end_all_tokens(void **state) {
    struct fixture *fixture = *state;
    struct made made = make(fixture, "one", 1), other = make(fixture, "two", 1);
    int64_t now = instant_now();
    struct str fixed = make_static(fixture, &made), secret, last = STR("");
    struct str kept = make_token(fixture, &other, now + TOKEN_SECONDS);

    for (int i = 0; i < 45; i++)
        last = make_token(fixture, &made, now + TOKEN_SECONDS);
    int64_t version = access_version(fixture);
    assert_true(application_rotate(begin(fixture, 1), made.id, true, &secret));
    end(fixture);
    assert_true(access_version(fixture) > version);
    assert_int_equal(try_token(fixture, last, now), ACCESS_DENIED);
    assert_int_equal(try_token(fixture, fixed, now), ACCESS_DENIED);
    assert_int_equal(try_token(fixture, kept, now), ACCESS_GRANTED);
    assert_int_equal(query(fixture, STR("SELECT count(*) FROM tokens WHERE application_id = 1")),
                     0);
}

static int64_t live(struct fixture *fixture, int64_t now) {
    const struct caller one = {.account_id = 1, .application_id = 1};
    int64_t count;

    assert_true(tokens_count(fixture->db, &one, now, &count));
    return count;
}

/* The static one counts, never goes, and is the oldest here. */
static void one_more_ends_the_oldest(void **state) {
    struct fixture *fixture = *state;
    struct made made = make(fixture, "one", 1), other = make(fixture, "two", 1);
    struct application application;
    int64_t now = instant_now(), ended = 0;
    struct str fixed = make_static(fixture, &made), tokens[TOKENS_MAX];
    struct str theirs = make_token(fixture, &other, now + TOKEN_SECONDS);

    assert_int_equal(access_by_secret(fixture->arena, fixture->db, permission_names, made.id,
                                      made.secret, &application),
                     ACCESS_GRANTED);
    begin(fixture, 1);
    for (int i = 0; i < TOKENS_MAX - 1; i++)
        tokens[i] = token_of(fixture, &application, now + TOKEN_SECONDS);
    end(fixture);
    assert_int_equal(live(fixture, now), TOKENS_MAX);
    int64_t version = access_version(fixture);
    tokens[TOKENS_MAX - 1] = make_token(fixture, &made, now + TOKEN_SECONDS);
    assert_true(access_version(fixture) > version);
    assert_int_equal(live(fixture, now), TOKENS_MAX);
    assert_int_equal(try_token(fixture, tokens[0], now), ACCESS_DENIED);
    for (int i = 1; i < TOKENS_MAX; i++)
        assert_int_equal(try_token(fixture, tokens[i], now), ACCESS_GRANTED);
    assert_int_equal(try_token(fixture, fixed, now), ACCESS_GRANTED);
    assert_int_equal(try_token(fixture, theirs, now), ACCESS_GRANTED);
    begin(fixture, 1);
    fixture->management.caller = application.caller;
    assert_true(token_create(&fixture->management.door, fixture->management.plans, now + 60, 3,
                             &tokens[0], &ended));
    end(fixture);
    assert_int_equal(ended, 4);
    assert_int_equal(live(fixture, now), TOKENS_MAX - 3);
}

static void disabling_ends_everything(void **state) {
    struct fixture *fixture = *state;
    struct made made = make(fixture, "one", 1), other = make(fixture, "two", 1);
    int64_t now = instant_now(), version = access_version(fixture);
    struct str token = make_token(fixture, &made, now + TOKEN_SECONDS);
    struct str kept = make_token(fixture, &other, now + TOKEN_SECONDS);
    struct str fixed = make_static(fixture, &made), secret;
    struct application before;

    assert_int_equal(access_by_secret(fixture->arena, fixture->db, permission_names, made.id,
                                      made.secret, &before),
                     ACCESS_GRANTED);
    assert_true(application_disable(begin(fixture, 1), made.id));
    end(fixture);
    assert_true(access_version(fixture) > version);
    assert_int_equal(try_secret(fixture, made.id, made.secret), ACCESS_DENIED);
    assert_int_equal(try_token(fixture, token, now), ACCESS_DENIED);
    assert_int_equal(try_token(fixture, fixed, now), ACCESS_DENIED);
    assert_int_equal(try_token(fixture, kept, now), ACCESS_GRANTED);
    assert_int_equal(query(fixture, STR("SELECT count(*) FROM tokens WHERE application_id = 1")),
                     0);
    assert_int_equal(query(fixture, STR("SELECT count(*) FROM tokens WHERE application_id = 2")),
                     1);
    struct account_row *accounts;
    size_t count;
    assert_true(account_list(fixture->arena, fixture->db, &accounts, &count));
    assert_int_equal(accounts[0].applications, 1);
    assert_false(application_rotate(begin(fixture, 1), made.id, false, &secret));
    assert_non_null(strstr(fixture->management.problem, "disabled"));
    /* A request that was let in just before must not get a token that works. */
    token = token_of(fixture, &before, now + 60);
    end(fixture);
    assert_int_equal(try_token(fixture, token, now), ACCESS_DENIED);
}

static void another_account_reaches_nothing(void **state) {
    struct fixture *fixture = *state;
    int64_t other = make_account(fixture->arena, fixture->db, "Other");
    struct made made = make(fixture, "one", 1), theirs = make(fixture, "two", other);
    struct application_row *rows;
    struct str text;
    size_t count;

    struct management *management = begin(fixture, other);
    assert_false(application_disable(management, made.id));
    assert_non_null(strstr(management->problem, "Account 2 has no application ap_"));
    assert_false(application_rotate(management, made.id, false, &text));
    assert_false(token_create_static(management, made.id, &text));
    end(fixture);
    assert_true(application_list(fixture->arena, fixture->db, other, instant_now(), &rows, &count));
    assert_int_equal(count, 1);
    assert_true(str_equal(rows[0].public_id, theirs.id));
    assert_int_equal(try_secret(fixture, made.id, made.secret), ACCESS_GRANTED);
}

static void lists_are_in_swedish_order(void **state) {
    static const char *const names[] = {"Öl", "zebra", "Ärt", "Zink", "åka", "apa"};
    static const char *const sorted[] = {"apa", "zebra", "Zink", "åka", "Ärt", "Öl"};
    struct fixture *fixture = *state;
    struct application_row *rows;
    struct made made;
    size_t count;

    for (size_t i = 0; i < COUNT(names); i++)
        made = make(fixture, names[i], 1);
    make_token(fixture, &made, instant_now() + 60);
    assert_true(application_list(fixture->arena, fixture->db, 1, instant_now(), &rows, &count));
    assert_int_equal(count, COUNT(sorted));
    for (size_t i = 0; i < count; i++)
        assert_true(str_equal(rows[i].name, str_of(sorted[i])));
    assert_true(str_equal(rows[0].public_id, made.id));
    assert_true(str_equal(rows[0].responsible, STR("Administrator")));
    assert_true(rows[0].active && !rows[0].has_static_token);
    assert_in_range(rows[0].last_used_at, instant_now() - 60, instant_now());
    assert_int_equal(rows[1].last_used_at, 0);
}

static void assert_refused_in(struct fixture *fixture, int64_t account_id,
                              struct new_application wanted, const char *part) {
    struct management *management = begin(fixture, account_id);
    struct str id, secret;

    assert_false(application_create(management, &wanted, &id, &secret));
    assert_false(management_end(management, false));
    assert_non_null(management->problem);
    if (!strstr(management->problem, part))
        fail_msg("\"%s\" does not say %s", management->problem, part);
}

static void assert_refused(struct fixture *fixture, struct new_application wanted,
                           const char *part) {
    assert_refused_in(fixture, 1, wanted, part);
}

static void impossible_applications_are_refused(void **state) {
    struct fixture *fixture = *state;
    struct new_application good = {.name = STR("x")}, wanted;
    char long_name[300];

    memset(long_name, 'a', sizeof(long_name));
    assert_refused_in(fixture, 7, good, "no account 7");
    wanted = good, wanted.responsible_id = 99;
    assert_refused(fixture, wanted, "no user 99");
    wanted = good, wanted.name = STR("");
    assert_refused(fixture, wanted, "empty");
    wanted = good, wanted.name = STR(" \t ");
    assert_refused(fixture, wanted, "empty");
    wanted = good, wanted.name = STR("a\x1b[31mb");
    assert_refused(fixture, wanted, "control");
    wanted = good, wanted.name = STR("\xff");
    assert_refused(fixture, wanted, "UTF-8");
    wanted = good, wanted.name = (struct str){long_name, 256};
    assert_refused(fixture, wanted, "255");
    wanted = good, wanted.allow = STR("192.0.2.1 192.0.2.0/40");
    assert_refused(fixture, wanted, "192.0.2.0/40 is not an address or a CIDR block.");
    wanted = good, wanted.rate = RATE_MAX + 1;
    assert_refused(fixture, wanted, "The rate is out of range.");
    assert_true(db_execute(fixture->db, "DELETE FROM users WHERE account_id = 1"));
    assert_refused(fixture, good, "The account has no user to act as.");
    assert_int_equal(query(fixture, STR("SELECT count(*) FROM applications")), 0);
}

static struct str hidden[3], shown;
static unsigned times_shown;

static void search(struct fixture *fixture, const char *path) {
    FILE *file = fopen(path, "rb");
    enum { MOST = 16 * 1024 * 1024 };
    char *bytes = arena_take(fixture->arena, MOST, 1);

    assert_non_null(file);
    size_t len = fread(bytes, 1, MOST, file);
    fclose(file);
    for (size_t i = 0; i < COUNT(hidden); i++)
        assert_null(memmem(bytes, len, hidden[i].at, hidden[i].len));
    times_shown += memmem(bytes, len, shown.at, shown.len) != NULL;
}

static void the_files_hold_no_secret(void **state) {
    struct fixture *fixture = *state;
    struct made made = make(fixture, "one", 1);

    hidden[0] = made.secret;
    hidden[1] = make_token(fixture, &made, instant_now() + TOKEN_SECONDS);
    hidden[2] = make_static(fixture, &made);
    shown = made.id; /* shows that the search can find something */
    each_file(fixture, search);
    assert_true(times_shown > 0);
}

#define WITH_DATABASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(permissions_have_names),
        WITH_DATABASE(the_first_account_is_made_once),
        WITH_DATABASE(accounts_count_on_their_own),
        WITH_DATABASE(secrets_open),
        WITH_DATABASE(tokens_end_to_the_second),
        WITH_DATABASE(expired_tokens_are_swept),
        WITH_DATABASE(static_tokens_stay_until_replaced),
        WITH_DATABASE(rotating_changes_the_secret_only),
        WITH_DATABASE(rotating_may_end_all_tokens),
        WITH_DATABASE(one_more_ends_the_oldest),
        WITH_DATABASE(disabling_ends_everything),
        WITH_DATABASE(another_account_reaches_nothing),
        WITH_DATABASE(lists_are_in_swedish_order),
        WITH_DATABASE(impossible_applications_are_refused),
        WITH_DATABASE(the_files_hold_no_secret),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
