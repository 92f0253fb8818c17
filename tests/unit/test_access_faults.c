/* test_access_faults.c - whatever fails of the database, nobody gets in and nothing seems done.
 *
 * Each question and each change of src/access is asked again and again: first its first statement
 * cannot be prepared, then its second, and so on; then it is interrupted at its first step, then at
 * later ones. It has to say that it failed, until nothing fails any more and it does what it is
 * for. */
#include "access/codes.h"
#include "access/people.h"
#include "db/sqlite/parts.h"
#include "manage/applications.h"
#include "manage/logins.h"
#include "manage/tokens.h"

#include "managing.h"
#include "scratch.h"

enum { NOW = 1800000000 };
enum told { FAILED_SO, DONE_SO, DENIED_SO };

struct fixture {
    struct scratch scratch;
    struct db *db;
    struct arena *arena;
    struct str public_id, secret, token, session, link;
    struct code code;
    int64_t session_id, application_id;
};

#define PLACE STR("2001:db8::/64")

/* ---- what is asked ---- */

static enum told answer(enum access_answer given) {
    return given == ACCESS_GRANTED ? DONE_SO : given == ACCESS_FAILED ? FAILED_SO : DENIED_SO;
}

static enum told flag(bool done) {
    return done ? DONE_SO : FAILED_SO;
}

static enum told by_token(struct fixture *f) {
    struct application found;
    int64_t expires_at;

    return answer(
        access_by_token(f->arena, f->db, permission_names, f->token, NOW, &found, &expires_at));
}

static enum told by_secret(struct fixture *f) {
    struct application found;

    return answer(
        access_by_secret(f->arena, f->db, permission_names, f->public_id, f->secret, &found));
}

static enum told by_session(struct fixture *f) {
    struct person person;

    return answer(session_by_token(f->arena, f->db, f->session, NOW, &person));
}

static enum told by_link(struct fixture *f) {
    struct invitation invitation;

    return answer(invitation_by_token(f->arena, f->db, f->link, NOW, &invitation));
}

static enum told by_user(struct fixture *f) {
    struct login login;

    return answer(login_by_user(f->arena, f->db, 1, 1, NOW, &login));
}

static enum told by_email(struct fixture *f) {
    struct login *found;
    size_t count;

    if (!logins_by_email(f->arena, f->db, STR("a@b.se"), 0, NOW, &found, &count))
        return FAILED_SO;
    return count == 1 ? DONE_SO : DENIED_SO;
}

static enum told have_secrets(struct fixture *f) {
    bool any;

    return flag(logins_have_secrets(f->db, &any));
}

static enum told codes_of(struct fixture *f) {
    struct login_codes codes;

    return flag(login_codes(f->arena, f->db, 1, 1, &codes));
}

static enum told create_session(struct fixture *f) {
    struct visitor visitor = {STR("::1"), STR("\xff"), NOW};
    struct str token;

    return flag(session_create(f->arena, f->db, 1, 1, &visitor, &token));
}

static enum told touch(struct fixture *f) {
    return flag(session_touch(f->db, 1, f->session_id, NOW + 1));
}

static enum told list_sessions(struct fixture *f) {
    struct session_row *rows;
    size_t count;

    if (!session_list(f->arena, f->db, 1, 1, NOW, &rows, &count))
        return FAILED_SO;
    return count == 1 ? DONE_SO : DENIED_SO;
}

static enum told end_session(struct fixture *f) {
    bool found = false;

    if (!session_end(f->db, 1, 1, f->session_id, &found))
        return FAILED_SO;
    return found ? DONE_SO : DENIED_SO;
}

static enum told end_sessions(struct fixture *f) {
    return flag(sessions_end(f->db, 1, 1, 0));
}

static enum told sweep(struct fixture *f) {
    int64_t removed = 0;

    if (!sessions_sweep(f->db, NOW + SESSION_IDLE_SECONDS, 10, &removed))
        return FAILED_SO;
    return removed == 1 ? DONE_SO : DENIED_SO;
}

static enum told make_codes(struct fixture *f) {
    struct str codes[RECOVERY_CODES];

    return flag(recovery_make(f->arena, f->db, 1, 1, codes));
}

static enum told use_code(struct fixture *f) {
    bool found = false;

    if (!recovery_use(f->db, 1, 1, &f->code, &found))
        return FAILED_SO;
    return found ? DONE_SO : DENIED_SO;
}

static enum told remove_codes(struct fixture *f) {
    return flag(recovery_remove(f->db, 1, 1));
}

static enum told mark_places(struct fixture *f) {
    struct login login = {.account_id = 1};

    if (!places_mark(f->arena, f->db, STR("a@b.se"), PLACE, NOW, &login, 1))
        return FAILED_SO;
    return login.knows_place ? DONE_SO : DENIED_SO;
}

static enum told note_place(struct fixture *f) {
    return flag(place_note(f->db, 1, 1, STR("192.0.2.1"), NOW));
}

static enum told forget_places(struct fixture *f) {
    return flag(places_forget(f->db, 1, 1));
}

static enum told renew_session(struct fixture *f) {
    struct person person = {.account_id = 1, .session_id = f->session_id};
    struct str token;

    return flag(session_renew(f->arena, f->db, &person, &token));
}

static enum told hash_beside(struct fixture *f) {
    struct str hash;

    if (!login_hash_beside(f->arena, f->db, STR("a@b.se"), 1, 2, &hash))
        return FAILED_SO;
    return str_equal(hash, STR("hash")) ? DONE_SO : DENIED_SO;
}

static enum told closed_by_email(struct fixture *f) {
    struct closed_login *found;
    size_t count;

    if (!logins_closed_by_email(f->arena, f->db, STR("a@b.se"), 0, NOW, &found, &count))
        return FAILED_SO;
    return count == 0 ? DONE_SO : DENIED_SO;
}

static enum told demand_codes(struct fixture *f) {
    bool demanded;

    return flag(login_codes_are_demanded(f->db, 1, &demanded));
}

/* The one static token. */
static enum told count_tokens(struct fixture *f) {
    struct caller caller = {.account_id = 1, .application_id = f->application_id};
    int64_t count = 0;

    if (!tokens_count(f->db, &caller, NOW, &count))
        return FAILED_SO;
    return count == 1 ? DONE_SO : DENIED_SO;
}

/* Whose something is remains unsaid when the database fails. */
static enum told owner(int64_t account_id, int64_t application_id) {
    return account_id == 1 && application_id > 0 ? DONE_SO : FAILED_SO;
}

static enum told owner_of_token(struct fixture *f) {
    int64_t account_id = 0, application_id = 0;

    token_owner(f->db, f->token, &account_id, &application_id);
    return owner(account_id, application_id);
}

static enum told owner_of_id(struct fixture *f) {
    int64_t account_id = 0, application_id = 0;

    application_owner(f->db, f->public_id, &account_id, &application_id);
    return owner(account_id, application_id);
}

static enum told (*const all[])(struct fixture *f) = {
    by_token,     by_secret,      by_session,     by_link,     by_user,         by_email,
    have_secrets, codes_of,       create_session, touch,       list_sessions,   end_session,
    end_sessions, sweep,          make_codes,     use_code,    remove_codes,    mark_places,
    note_place,   forget_places,  renew_session,  hash_beside, closed_by_email, demand_codes,
    count_tokens, owner_of_token, owner_of_id,
};

/* ---- what fails ---- */

struct failing {
    int left; /* until it fails, counted down */
    bool failed;
};

static bool is_its_turn(struct failing *failing) {
    failing->failed |= failing->left-- == 0;
    return failing->failed;
}

/* The first thing that SQLite asks about a statement is what kind it is. */
static int deny(void *context, int action, const char *a, const char *b, const char *c,
                const char *d) {
    (void)a, (void)b, (void)c, (void)d;
    bool begins = action == SQLITE_SELECT || action == SQLITE_INSERT || action == SQLITE_UPDATE ||
                  action == SQLITE_DELETE;
    return begins && is_its_turn(context) ? SQLITE_DENY : SQLITE_OK;
}

static int interrupt(void *context) {
    return is_its_turn(context);
}

static enum told ask(struct fixture *f, enum told (*one)(struct fixture *)) {
    assert_true(db_begin_write(f->db));
    return one(f);
}

static void end(struct fixture *f) {
    sqlite3_set_authorizer(inside(f->db)->sqlite, NULL, NULL);
    sqlite3_progress_handler(inside(f->db)->sqlite, 0, NULL, NULL);
    db_rollback(f->db);
}

static void open_anew(struct fixture *f) {
    db_close(f->db);
    f->db = scratch_open(&f->scratch, DB_WRITE);
}

/* ---- the tests ---- */

static void what_cannot_be_asked_fails(void **state) {
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT(all); i++)
        for (int n = 0;; n++) {
            struct failing failing = {.left = n};
            open_anew(f); /* which forgets all statements */
            assert_true(db_begin_write(f->db));
            sqlite3_set_authorizer(inside(f->db)->sqlite, deny, &failing);
            enum told told = all[i](f);
            end(f);
            assert_int_equal(told, failing.failed ? FAILED_SO : DONE_SO);
            if (!failing.failed)
                break;
            assert_in_range(n, 0, 100);
        }
}

static void what_is_interrupted_fails(void **state) {
    struct fixture *f = *state;

    for (size_t i = 0; i < COUNT(all); i++) {
        assert_int_equal(ask(f, all[i]), DONE_SO); /* all of its statements are there then */
        end(f);
        for (int n = 0;; n += 1 + n / 10) { /* the first steps one by one */
            struct failing failing = {.left = n};
            assert_true(db_begin_write(f->db));
            sqlite3_progress_handler(inside(f->db)->sqlite, 1, interrupt, &failing);
            enum told told = all[i](f);
            end(f);
            assert_int_equal(told, failing.failed ? FAILED_SO : DONE_SO);
            if (!failing.failed)
                break;
            assert_in_range(n, 0, 100000);
        }
    }
}

/* A token, a secret and a session of somebody else are denied, which is no failure. */
static void what_is_not_there_is_denied(void **state) {
    struct fixture *f = *state;
    struct fixture other = *f;
    struct str wrong = STR("abcdefghijkmnpqrstuvwxyz23456789abcdefghijkmnpqrstuv");

    other.token = other.secret = other.session = other.link = wrong;
    assert_int_equal(by_token(&other), DENIED_SO);
    assert_int_equal(by_secret(&other), DENIED_SO);
    assert_int_equal(by_session(&other), DENIED_SO);
    assert_int_equal(by_link(&other), DENIED_SO);
    other.public_id = STR("ap_nobody");
    other.secret = f->secret;
    assert_int_equal(by_secret(&other), DENIED_SO);
}

/* ---- a company with one of each ---- */

static void make_secrets(struct fixture *f, struct management *management) {
    struct new_application wanted = {.name = STR("A"), .permissions = STR(""), .allow = STR("")};
    struct visitor visitor = {STR("::1"), STR("x"), NOW};
    struct str codes[RECOVERY_CODES];
    int64_t expires_at;

    management->door.now = NOW;
    assert_true(application_create(management, &wanted, &f->public_id, &f->secret));
    assert_true(token_create_static(management, f->public_id, &f->token));
    assert_int_equal(login_set(management, 1, STR("a@b.se"), STR("hash")), LOGIN_DONE);
    assert_true(invitation_create(management, 1, &f->link, &expires_at));
    assert_true(session_create(f->arena, f->db, 1, 1, &visitor, &f->session));
    assert_true(recovery_make(f->arena, f->db, 1, 1, codes));
    f->code = code_read(codes[0]);
}

static int set_up(void **state) {
    struct fixture *f = calloc(1, sizeof(*f));
    struct management management;
    struct person person;
    int64_t account_id;

    assert_non_null(f);
    scratch_make(&f->scratch);
    f->arena = f->scratch.arena;
    f->db = scratch_open(&f->scratch, DB_CREATE);
    make_first_account(f->arena, f->db);
    begin_managing(&management, f->arena, f->db, 1);
    make_secrets(f, &management);
    end_managing(&management);
    assert_int_equal(session_by_token(f->arena, f->db, f->session, NOW, &person), ACCESS_GRANTED);
    f->session_id = person.session_id;
    assert_true(place_note(f->db, 1, 1, PLACE, NOW));
    application_owner(f->db, f->public_id, &account_id, &f->application_id);
    *state = f;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *f = *state;

    db_close(f->db);
    scratch_remove(&f->scratch);
    free(f);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_cannot_be_asked_fails, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_interrupted_fails, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_there_is_denied, set_up, tear_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
