/* test_people.c - logins, sessions and invitations, on a database of their own. */
#include "access/people.h"
#include "base/instant.h"

#include "scratch.h"

enum { NOW = 1800000000 }; /* in 2027 */

struct fixture {
    struct scratch scratch;
    struct db *db;
    struct secret_key key;
    struct str hash; /* stands for a password's; nothing here computes one */
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    const char *problem = NULL;

    scratch_make(&fixture->scratch);
    fixture->db = scratch_open(&fixture->scratch, DB_CREATE);
    assert_true(account_ensure_first(fixture->scratch.arena, fixture->db, &problem));
    assert_true(secret_key_open(fixture->scratch.arena, fixture->scratch.directory, &fixture->key,
                                &problem));
    fixture->hash = STR("hash");
    assert_true(db_begin_write(fixture->db));
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;

    db_rollback(fixture->db);
    db_close(fixture->db);
    scratch_remove(&fixture->scratch);
    free(fixture);
    return 0;
}

static void run(struct fixture *fixture, struct str sql) {
    struct statement *statement = db_statement(fixture->db, sql);

    assert_non_null(statement);
    assert_true(statement_run(statement));
}

static int64_t query(struct fixture *fixture, struct str sql) {
    struct statement *row = db_statement(fixture->db, sql);

    assert_non_null(row);
    assert_int_equal(statement_step(row), DB_ROW);
    int64_t value = column_integer(row, 0);
    statement_reset(row);
    return value;
}

static int64_t add_user(struct fixture *fixture, const char *email, bool administrator) {
    struct new_person wanted = {1, str_of(email), STR("Åsa"), STR("Öst"), administrator};
    const char *problem = NULL;
    int64_t id;

    if (!person_add(fixture->scratch.arena, fixture->db, &wanted, &id, &problem))
        fail_msg("%s", problem);
    return id;
}

static int64_t add_login(struct fixture *fixture, const char *email) {
    int64_t id = add_user(fixture, email, false);

    assert_int_equal(
        login_set(fixture->scratch.arena, fixture->db, 1, id, str_of(email), fixture->hash, NOW),
        LOGIN_DONE);
    return id;
}

static size_t find(struct fixture *fixture, const char *email, int64_t account_id,
                   struct login **ret) {
    size_t count;

    assert_true(logins_by_email(fixture->scratch.arena, fixture->db, str_of(email), account_id, NOW,
                                ret, &count));
    return count;
}

static struct login only(struct fixture *fixture, const char *email) {
    struct login *logins;

    assert_int_equal(find(fixture, email, 0, &logins), 1);
    return logins[0];
}

static enum sign_in try_sign_in(struct fixture *fixture, const struct login *login,
                                const char *code, int64_t now, struct str *ret_token) {
    struct visitor visitor = {STR("192.0.2.7"), STR("a browser"), now};

    return login_sign_in(fixture->scratch.arena, fixture->db, &fixture->key, login, str_of(code),
                         &visitor, ret_token);
}

static struct str sign_in(struct fixture *fixture, const char *email, int64_t now) {
    struct login login = only(fixture, email);
    struct str token;

    assert_int_equal(try_sign_in(fixture, &login, "", now, &token), SIGN_IN_DONE);
    return token;
}

static enum access_answer see(struct fixture *fixture, struct str token, int64_t now,
                              struct person *ret) {
    return session_by_token(fixture->scratch.arena, fixture->db, token, now, ret);
}

static int64_t add_account(struct fixture *fixture, const char *name) {
    const char *problem;
    int64_t id;

    assert_true(account_create(fixture->scratch.arena, fixture->db, str_of(name), &id, &problem));
    return id;
}

/* ---- logins ---- */

static void an_address_finds_logins_of_every_account(void **state) {
    struct fixture *fixture = *state;
    int64_t id = add_login(fixture, "asa@example.se"), other = add_account(fixture, "Andra");
    struct login *logins;

    assert_int_equal(login_set(fixture->scratch.arena, fixture->db, other, 1, STR("ÅSA@Example.SE"),
                               fixture->hash, NOW),
                     LOGIN_DONE);
    assert_int_equal(find(fixture, " Asa@EXAMPLE.se ", 0, &logins), 1);
    assert_int_equal(logins[0].account_id, 1);
    assert_int_equal(logins[0].user_id, id);
    assert_int_equal(login_set(fixture->scratch.arena, fixture->db, other, 1, STR("asa@example.se"),
                               fixture->hash, NOW),
                     LOGIN_DONE);
    assert_int_equal(find(fixture, "asa@example.se", 0, &logins), 2);
    assert_string_equal(logins[1].account_name.at, "Andra");
    assert_int_equal(find(fixture, "asa@example.se", other, &logins), 1);
    assert_int_equal(logins[0].account_id, other);
    assert_int_equal(find(fixture, "åsa@example.se", 0, &logins), 0);
}

static void an_address_belongs_to_one_user_of_an_account(void **state) {
    struct fixture *fixture = *state;
    int64_t id = add_login(fixture, "asa@example.se");

    assert_int_equal(login_set(fixture->scratch.arena, fixture->db, 1, 1, STR("ASA@example.se"),
                               fixture->hash, NOW),
                     LOGIN_EMAIL_TAKEN);
    assert_int_equal(login_set(fixture->scratch.arena, fixture->db, 1, id, STR("ASA@example.se"),
                               STR("other"), NOW),
                     LOGIN_DONE);
    assert_string_equal(only(fixture, "asa@example.se").password_hash.at, "other");
}

static void nobody_signs_in_after_the_last_day(void **state) {
    struct fixture *fixture = *state;
    struct login login, *logins;
    struct person person;
    struct str token;

    add_login(fixture, "asa@example.se");
    login = only(fixture, "asa@example.se");
    token = sign_in(fixture, "asa@example.se", NOW);
    run(fixture, STR("UPDATE users SET end_date = 1800000000 / 86400 WHERE id = 2"));
    assert_int_equal(see(fixture, token, NOW, &person), ACCESS_GRANTED);
    assert_int_equal(find(fixture, "asa@example.se", 0, &logins), 1);
    run(fixture, STR("UPDATE users SET end_date = 1800000000 / 86400 - 1 WHERE id = 2"));
    assert_int_equal(find(fixture, "asa@example.se", 0, &logins), 0);
    assert_int_equal(see(fixture, token, NOW, &person), ACCESS_DENIED);
    assert_int_equal(try_sign_in(fixture, &login, "", NOW, &token), SIGN_IN_STALE);
}

/* In Sweden the last day ends an hour earlier than in UTC, in winter. */
static void the_last_day_ends_at_midnight(void **state) {
    const int64_t midnight = INT64_C(1800057600) - 3600;
    struct fixture *fixture = *state;
    struct person person;

    add_login(fixture, "asa@example.se");
    struct str token = sign_in(fixture, "asa@example.se", midnight - 1);
    run(fixture, STR("UPDATE users SET end_date = 1800000000 / 86400 WHERE id = 2"));
    assert_int_equal(see(fixture, token, midnight - 1, &person), ACCESS_GRANTED);
    assert_int_equal(see(fixture, token, midnight, &person), ACCESS_DENIED);
}

static void a_login_that_changed_is_stale(void **state) {
    struct fixture *fixture = *state;
    int64_t id = add_login(fixture, "asa@example.se");
    struct login login = only(fixture, "asa@example.se");
    struct str token;

    assert_true(login_set_password(fixture->db, 1, id, STR("newer")));
    assert_int_equal(try_sign_in(fixture, &login, "", NOW, &token), SIGN_IN_STALE);
    login = only(fixture, "asa@example.se");
    assert_true(login_remove(fixture->db, 1, id));
    assert_int_equal(try_sign_in(fixture, &login, "", NOW, &token), SIGN_IN_STALE);
    assert_int_equal(query(fixture, STR("SELECT count(*) FROM sessions")), 0);
}

/* ---- sessions ---- */

static void a_session_tells_who_it_is(void **state) {
    struct fixture *fixture = *state;
    int64_t id = add_login(fixture, "asa@example.se");
    struct str token = sign_in(fixture, "ASA@example.se", NOW);
    struct person person;

    assert_int_equal(token.len, PERSON_TOKEN_LEN);
    assert_int_equal(see(fixture, token, NOW, &person), ACCESS_GRANTED);
    assert_int_equal(person.account_id, 1);
    assert_int_equal(person.user_id, id);
    assert_string_equal(person.name.at, "Åsa Öst");
    assert_string_equal(person.email.at, "asa@example.se");
    assert_string_equal(person.account_name.at, "My company");
    assert_false(person.is_administrator || person.is_manager || person.has_totp);
    run(fixture, STR("UPDATE users SET manager_id = 2 WHERE id = 2"));
    assert_int_equal(see(fixture, token, NOW, &person), ACCESS_GRANTED);
    assert_false(person.is_manager);
    run(fixture, STR("UPDATE users SET manager_id = 2 WHERE id = 1"));
    run(fixture, STR("UPDATE users SET permissions = 'sales administrator' WHERE id = 2"));
    assert_int_equal(see(fixture, token, NOW, &person), ACCESS_GRANTED);
    assert_true(person.is_administrator && person.is_manager);
    assert_int_equal(query(fixture, STR("SELECT last_sign_in_at FROM logins")), NOW);
}

static void only_hashes_are_kept(void **state) {
    struct fixture *fixture = *state;
    struct str token;

    add_login(fixture, "asa@example.se");
    token = sign_in(fixture, "asa@example.se", NOW);
    struct statement *row = db_statement(
        fixture->db, STR("SELECT count(*) FROM sessions WHERE instr(hash, ?1) > 0 OR length(hash) "
                         "<> 32"));
    statement_bind_text(row, 1, token);
    assert_int_equal(statement_step(row), DB_ROW);
    assert_int_equal(column_integer(row, 0), 0);
    statement_reset(row);
}

static void a_session_ends_by_itself(void **state) {
    struct fixture *fixture = *state;
    struct person person;
    struct str token;
    int64_t now = NOW;

    add_login(fixture, "asa@example.se");
    token = sign_in(fixture, "asa@example.se", now);
    assert_int_equal(see(fixture, token, now + 12 * 3600 - 1, &person), ACCESS_GRANTED);
    assert_int_equal(see(fixture, token, now + 12 * 3600, &person), ACCESS_DENIED);
    for (; now < NOW + 14 * 86400; now += 3600) {
        assert_int_equal(see(fixture, token, now, &person), ACCESS_GRANTED);
        assert_true(session_touch(fixture->db, 1, person.session_id, now));
    }
    assert_int_equal(see(fixture, token, now, &person), ACCESS_DENIED);
    sign_in(fixture, "asa@example.se", now + 86400);
    assert_int_equal(query(fixture, STR("SELECT count(*) FROM sessions")), 1);
}

static void a_use_is_noted_every_ten_minutes(void **state) {
    struct fixture *fixture = *state;
    struct person person;
    struct str token;

    add_login(fixture, "asa@example.se");
    token = sign_in(fixture, "asa@example.se", NOW);
    assert_int_equal(see(fixture, token, NOW, &person), ACCESS_GRANTED);
    assert_false(session_wants_touch(&person, NOW + 599));
    assert_true(session_wants_touch(&person, NOW + 600));
    assert_true(session_touch(fixture->db, 1, person.session_id, NOW + 600));
    assert_true(session_touch(fixture->db, 1, person.session_id, NOW + 5));
    assert_int_equal(see(fixture, token, NOW, &person), ACCESS_GRANTED);
    assert_int_equal(person.last_seen_at, NOW + 600);
}

static void sessions_are_listed_and_ended(void **state) {
    struct fixture *fixture = *state;
    int64_t id = add_login(fixture, "asa@example.se"), bo = add_login(fixture, "bo@example.se");
    struct str first = sign_in(fixture, "asa@example.se", NOW),
               second = sign_in(fixture, "asa@example.se", NOW + 60),
               third = sign_in(fixture, "bo@example.se", NOW);
    struct session_row *rows;
    struct person person;
    size_t count;
    bool found;

    assert_true(session_list(fixture->scratch.arena, fixture->db, 1, id, NOW + 60, &rows, &count));
    assert_int_equal(count, 2);
    assert_int_equal(rows[0].created_at, NOW + 60);
    assert_string_equal(rows[1].address.at, "192.0.2.7");
    assert_string_equal(rows[1].agent.at, "a browser");
    assert_true(session_end(fixture->db, 1, bo, rows[1].id, &found));
    assert_false(found);
    assert_int_equal(see(fixture, first, NOW, &person), ACCESS_GRANTED);
    assert_true(session_end(fixture->db, 1, id, rows[1].id, &found));
    assert_true(found);
    assert_int_equal(see(fixture, first, NOW, &person), ACCESS_DENIED);
    first = sign_in(fixture, "asa@example.se", NOW);
    assert_int_equal(see(fixture, first, NOW, &person), ACCESS_GRANTED);
    assert_true(sessions_end(fixture->db, 1, id, person.session_id));
    assert_int_equal(see(fixture, first, NOW, &person), ACCESS_GRANTED);
    assert_int_equal(see(fixture, second, NOW, &person), ACCESS_DENIED);
    assert_true(sessions_end(fixture->db, 1, id, 0));
    assert_int_equal(see(fixture, first, NOW, &person), ACCESS_DENIED);
    assert_int_equal(see(fixture, third, NOW, &person), ACCESS_GRANTED);
}

static void the_oldest_sessions_make_room(void **state) {
    struct fixture *fixture = *state;
    struct str first, second, other, newest = STR("");
    struct person person;

    add_login(fixture, "asa@example.se");
    add_login(fixture, "bo@example.se");
    first = sign_in(fixture, "asa@example.se", NOW);
    other = sign_in(fixture, "bo@example.se", NOW);
    second = sign_in(fixture, "asa@example.se", NOW);
    for (int i = 2; i < SESSIONS_MAX; i++)
        newest = sign_in(fixture, "asa@example.se", NOW);
    assert_int_equal(see(fixture, first, NOW, &person), ACCESS_GRANTED);
    newest = sign_in(fixture, "asa@example.se", NOW);
    assert_int_equal(see(fixture, first, NOW, &person), ACCESS_DENIED);
    assert_int_equal(see(fixture, second, NOW, &person), ACCESS_GRANTED);
    assert_int_equal(see(fixture, newest, NOW, &person), ACCESS_GRANTED);
    assert_int_equal(see(fixture, other, NOW, &person), ACCESS_GRANTED);
    assert_int_equal(query(fixture, STR("SELECT count(*) FROM sessions")), SESSIONS_MAX + 1);
}

static void agents_are_cut_between_characters(void **state) {
    struct fixture *fixture = *state;
    struct login login;
    struct str token;
    struct session_row *rows;
    size_t count;
    char long_one[400], bad[] = "\xff";
    int64_t id = add_login(fixture, "asa@example.se");

    login = only(fixture, "asa@example.se");
    memset(long_one, 'x', sizeof(long_one));
    memcpy(long_one + 254, "ö", 2);
    struct visitor visitors[] = {{STR("::1"), {long_one, sizeof(long_one)}, NOW},
                                 {STR("::1"), str_of(bad), NOW},
                                 {STR("::1"), {NULL, 0}, NOW}};
    for (size_t i = 0; i < COUNT(visitors); i++)
        assert_int_equal(login_sign_in(fixture->scratch.arena, fixture->db, &fixture->key, &login,
                                       STR(""), &visitors[i], &token),
                         SIGN_IN_DONE);
    assert_true(session_list(fixture->scratch.arena, fixture->db, 1, id, NOW, &rows, &count));
    assert_int_equal(count, 3);
    assert_int_equal(rows[2].agent.len, 254);
    assert_int_equal(rows[1].agent.len, 0);
    assert_int_equal(rows[0].agent.len, 0);
}

static void a_removed_user_takes_all_along(void **state) {
    struct fixture *fixture = *state;
    struct person person;
    struct str token;

    add_login(fixture, "asa@example.se");
    token = sign_in(fixture, "asa@example.se", NOW);
    run(fixture, STR("DELETE FROM users WHERE account_id = 1 AND id = 2"));
    assert_int_equal(see(fixture, token, NOW, &person), ACCESS_DENIED);
    assert_int_equal(query(fixture, STR("SELECT count(*) FROM logins")), 0);
}

/* ---- invitations ---- */

static struct str invite(struct fixture *fixture, int64_t user_id) {
    struct str token;
    int64_t expires_at;

    assert_true(invitation_create(fixture->scratch.arena, fixture->db, 1, user_id, NOW, &token,
                                  &expires_at));
    assert_int_equal(expires_at, NOW + 3 * 86400);
    assert_int_equal(token.len, PERSON_TOKEN_LEN);
    return token;
}

static enum access_answer look(struct fixture *fixture, struct str token, int64_t now,
                               struct invitation *ret) {
    return invitation_by_token(fixture->scratch.arena, fixture->db, token, now, ret);
}

static enum accept_answer accept_it(struct fixture *fixture, struct str token, const char *email) {
    struct invitation invitation;

    return invitation_accept(fixture->scratch.arena, fixture->db, token, str_of(email),
                             STR("chosen"), NOW + 1, &invitation);
}

static void an_invitation_makes_the_first_login(void **state) {
    struct fixture *fixture = *state;
    struct invitation invitation;
    struct str token = invite(fixture, 1);

    assert_int_equal(look(fixture, token, NOW, &invitation), ACCESS_GRANTED);
    assert_string_equal(invitation.name.at, "Administrator");
    assert_string_equal(invitation.account_name.at, "My company");
    assert_int_equal(invitation.email.len, 0);
    assert_true(invitation.is_first);
    assert_int_equal(accept_it(fixture, token, "chef@example.se"), ACCEPT_DONE);
    assert_string_equal(only(fixture, "chef@example.se").password_hash.at, "chosen");
    assert_int_equal(accept_it(fixture, token, "chef@example.se"), ACCEPT_GONE);
    assert_int_equal(look(fixture, token, NOW, &invitation), ACCESS_DENIED);
}

static void an_invitation_has_its_time(void **state) {
    struct fixture *fixture = *state;
    int64_t id = add_login(fixture, "asa@example.se");
    struct str old = invite(fixture, id), token = invite(fixture, id);
    struct invitation invitation;

    assert_int_equal(look(fixture, old, NOW, &invitation), ACCESS_DENIED);
    assert_int_equal(look(fixture, token, NOW + 3 * 86400 - 1, &invitation), ACCESS_GRANTED);
    assert_string_equal(invitation.email.at, "asa@example.se");
    assert_false(invitation.is_first);
    assert_int_equal(look(fixture, token, NOW + 3 * 86400, &invitation), ACCESS_DENIED);
    run(fixture, STR("UPDATE users SET end_date = 1 WHERE id = 2"));
    assert_int_equal(look(fixture, token, NOW, &invitation), ACCESS_DENIED);
}

static void an_accepted_invitation_ends_sessions(void **state) {
    struct fixture *fixture = *state;
    int64_t id = add_login(fixture, "asa@example.se");
    struct str session = sign_in(fixture, "asa@example.se", NOW), token = invite(fixture, id);
    struct person person;

    add_login(fixture, "bo@example.se");
    assert_int_equal(accept_it(fixture, token, "Bo@example.se"), ACCEPT_EMAIL_TAKEN);
    assert_int_equal(see(fixture, session, NOW, &person), ACCESS_GRANTED);
    assert_int_equal(accept_it(fixture, token, "asa@example.se"), ACCEPT_DONE);
    assert_int_equal(see(fixture, session, NOW, &person), ACCESS_DENIED);
}

/* ---- management ---- */

static void a_person_is_found_or_made(void **state) {
    struct fixture *fixture = *state;
    struct new_person wanted = {.account_id = 1, .email = STR("asa@example.se")};
    const char *problem = NULL;
    struct person_row person;
    int64_t id;

    assert_false(person_add(fixture->scratch.arena, fixture->db, &wanted, &id, &problem));
    assert_non_null(strstr(problem, "--first-name"));
    int64_t asa = add_user(fixture, "asa@example.se", false);
    wanted.administrator = true;
    assert_true(person_add(fixture->scratch.arena, fixture->db, &wanted, &id, &problem));
    assert_int_equal(id, asa);
    assert_int_equal(person_by_id(fixture->scratch.arena, fixture->db, 1, id, NOW, &person),
                     ACCESS_GRANTED);
    assert_true(person.is_administrator);
    assert_false(person.has_login);
    assert_int_equal(login_set(fixture->scratch.arena, fixture->db, 1, id, STR("other@example.se"),
                               fixture->hash, NOW),
                     LOGIN_DONE);
    assert_false(person_add(fixture->scratch.arena, fixture->db, &wanted, &id, &problem));
    assert_non_null(strstr(problem, "other@example.se"));
    assert_true(person_find(fixture->scratch.arena, fixture->db, 1, STR("OTHER@example.se"), &id,
                            &problem));
    assert_int_equal(id, asa);
    assert_false(
        person_find(fixture->scratch.arena, fixture->db, 1, STR("x@example.se"), &id, &problem));
    wanted.email = STR("no address");
    assert_false(person_add(fixture->scratch.arena, fixture->db, &wanted, &id, &problem));
}

static void an_address_of_two_users_is_no_answer(void **state) {
    struct fixture *fixture = *state;
    const char *problem = NULL;
    int64_t id;

    add_user(fixture, "asa@example.se", false);
    run(fixture, STR("UPDATE users SET email = 'ASA@example.se', email_folded = 'asa@example.se' "
                     "WHERE id = 1"));
    assert_false(
        person_find(fixture->scratch.arena, fixture->db, 1, STR("asa@example.se"), &id, &problem));
    assert_non_null(strstr(problem, "Several"));
}

static void a_reset_leaves_only_the_link(void **state) {
    struct fixture *fixture = *state;
    int64_t id = add_login(fixture, "asa@example.se"), expires_at;
    struct str session = sign_in(fixture, "asa@example.se", NOW), token;
    struct login *logins;
    struct person person;

    assert_true(
        person_reset(fixture->scratch.arena, fixture->db, 1, id, false, NOW, &token, &expires_at));
    assert_int_equal(see(fixture, session, NOW, &person), ACCESS_DENIED);
    assert_int_equal(find(fixture, "asa@example.se", 0, &logins), 0);
    assert_int_equal(accept_it(fixture, token, "asa@example.se"), ACCEPT_DONE);
    assert_int_equal(find(fixture, "asa@example.se", 0, &logins), 1);
}

static void the_first_administrator(void **state) {
    struct fixture *fixture = *state;
    struct arena *arena = fixture->scratch.arena;
    struct person_row person;

    assert_int_equal(administrator_first(arena, fixture->db, 1, true, NOW, &person), ACCESS_DENIED);
    add_login(fixture, "no@example.se");
    int64_t second = add_user(fixture, "yes@example.se", true);
    assert_int_equal(administrator_first(arena, fixture->db, 1, false, NOW, &person),
                     ACCESS_GRANTED);
    assert_int_equal(person.user_id, 1);
    assert_int_equal(administrator_first(arena, fixture->db, 1, true, NOW, &person),
                     ACCESS_GRANTED);
    assert_int_equal(person.user_id, second);
    assert_int_equal(
        login_set(arena, fixture->db, 1, second, STR("yes@example.se"), fixture->hash, NOW),
        LOGIN_DONE);
    assert_int_equal(administrator_first(arena, fixture->db, 1, false, NOW, &person),
                     ACCESS_GRANTED);
    assert_int_equal(person.user_id, second);
    assert_true(person.has_login);
    run(fixture, STR("UPDATE users SET end_date = 1 WHERE id = 3"));
    assert_int_equal(administrator_first(arena, fixture->db, 1, false, NOW, &person),
                     ACCESS_GRANTED);
    assert_int_equal(person.user_id, 1);
}

static void permissions_are_whole_words(void **state) {
    (void)state;
    assert_true(permissions_have_administrator(STR("administrator")));
    assert_true(permissions_have_administrator(STR("sales administrator timereporter")));
    assert_false(permissions_have_administrator(STR("administrators")));
    assert_false(permissions_have_administrator(STR("sub-administrator")));
    assert_false(permissions_have_administrator(STR("")));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(an_address_finds_logins_of_every_account, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(an_address_belongs_to_one_user_of_an_account, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(nobody_signs_in_after_the_last_day, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_last_day_ends_at_midnight, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_login_that_changed_is_stale, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_session_tells_who_it_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(only_hashes_are_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_session_ends_by_itself, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_use_is_noted_every_ten_minutes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sessions_are_listed_and_ended, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_oldest_sessions_make_room, set_up, tear_down),
        cmocka_unit_test_setup_teardown(agents_are_cut_between_characters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_removed_user_takes_all_along, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_invitation_makes_the_first_login, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_invitation_has_its_time, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_accepted_invitation_ends_sessions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_person_is_found_or_made, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_address_of_two_users_is_no_answer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_reset_leaves_only_the_link, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_first_administrator, set_up, tear_down),
        cmocka_unit_test(permissions_are_whole_words),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
