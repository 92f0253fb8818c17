/* command_user.c - glimt user: the people who sign in. */
#include "base/instant.h"
#include "cli/commands.h"
#include "cli/database.h"
#include "cli/note.h"
#include "manage/accounts.h"
#include "manage/logins.h"
#include "manage/people.h"
#include "json/write.h"

#include <inttypes.h>
#include <stdio.h>

struct user_work {
    struct work work; /* first */
    struct new_user wanted;
    struct str password; /* empty: a link is made */
    struct str token;    /* of the link */
    int64_t user_id, expires_at;
    struct person_row *rows;
    size_t count;
};

static struct user_work work_on(const struct options *options,
                                bool (*write)(struct work *, const struct options *,
                                              struct management *)) {
    return (struct user_work){
        .work = {.write = write, .account_id = options_integer(options, "account")},
        .wanted = {.email = str_of(options->argument)}};
}

/* ---- what is printed ---- */

static void print_json(const struct user_work *user) {
    struct buffer out;

    buffer_init(&out, SIZE_MAX);
    buffer_format(&out, "{\"userId\":%" PRId64, user->user_id);
    if (user->token.len > 0) {
        buffer_format(&out, ",\"path\":\"" INVITATION_PATH "%s\",\"token\":\"%s\",\"expires\":\"",
                      user->token.at, user->token.at);
        instant_put(&out, user->expires_at);
        buffer_put_char(&out, '"');
    }
    buffer_put_z(&out, "}\n");
    print_buffer(&out);
}

static int print_result(const struct options *options, const struct user_work *user,
                        const char *what) {
    if (options_switch(options, "json")) {
        print_json(user);
        return EXIT_FINE;
    }
    puts(what);
    if (user->token.len > 0)
        printf("\nTo choose a password, open this path on the server; it works once, within three "
               "days:\n"
               "  " INVITATION_PATH "%s\n",
               user->token.at);
    return EXIT_FINE;
}

/* ---- add ---- */

/* The first line of standard input, without its end; in the arena. */
static struct str read_line(struct arena *arena) {
    enum { SIZE = 4 * PASSWORD_MAX + 3 }; /* one more than can be good */
    char *line = arena_take(arena, SIZE, 1);

    if (!fgets(line, SIZE, stdin))
        return STR("");
    return (struct str){line, strcspn(line, "\r\n")};
}

static const char *judge_password(struct arena *arena, const struct user_work *user,
                                  struct str account_name) {
    const struct password_owner owner = {
        .email = user->wanted.email,
        .name = arena_format(arena, "%.*s %.*s", (int)user->wanted.first_name.len,
                             user->wanted.first_name.at, (int)user->wanted.last_name.len,
                             user->wanted.last_name.at),
        .account_name = account_name};

    return password_problem(arena, user->password, &owner);
}

static int read_password(const struct options *options, struct user_work *user) {
    if (!options_switch(options, "password-stdin"))
        return EXIT_FINE;
    user->password = read_line(options->arena);
    const char *problem = judge_password(options->arena, user, STR(""));
    return problem ? fail("%s", problem) : EXIT_FINE;
}

/* The tenth of a second that a hash takes is one that a server can wait for. */
static bool give_password(const struct user_work *user, struct management *management) {
    struct arena *arena = management->door.arena;
    struct db *db = management->door.db;
    struct str email = user->wanted.email, account, beside, hash;

    if (!account_name(arena, db, management->caller.account_id, &account) ||
        !login_hash_beside(arena, db, email, management->caller.account_id, user->user_id,
                           &beside)) {
        management->problem = db_problem(db);
        return false;
    }
    management->problem = judge_password(arena, user, account);
    if (management->problem)
        return false;
    if (!password_hash(arena, user->password, beside, &hash)) {
        management->problem = "There is not enough memory to hash a password.";
        return false;
    }
    enum login_answer answer = login_set(management, user->user_id, email, hash);
    if (answer == LOGIN_EMAIL_TAKEN)
        management->problem = "Another user signs in with this address.";
    return answer == LOGIN_DONE;
}

static bool add(struct work *work, const struct options *options, struct management *management) {
    struct user_work *user = (struct user_work *)work;
    struct str changes =
        user->wanted.administrator
            ? STR("[{\"property\":\"administrator\",\"before\":null,\"after\":true}]")
            : STR("");

    (void)options;
    if (!person_add(management, &user->wanted, &user->user_id) ||
        !note_user(management, user->user_id, "addLogin", changes))
        return false;
    if (user->password.len > 0)
        return give_password(user, management);
    return invitation_create(management, user->user_id, &user->token, &user->expires_at);
}

int command_user_add(const struct options *options) {
    struct user_work user = work_on(options, add);

    user.wanted.first_name = str_of(options_text(options, "first-name"));
    user.wanted.last_name = str_of(options_text(options, "last-name"));
    user.wanted.administrator = options_switch(options, "administrator");
    int status = read_password(options, &user);
    if (status == EXIT_FINE)
        status = database_write(options, DB_CREATE, &user.work);
    if (status != EXIT_FINE)
        return status;
    const char *what =
        arena_format(options->arena, "%s is user %" PRId64 " of account %" PRId64 ".%s",
                     options->argument, user.user_id, user.work.account_id,
                     user.password.len > 0 ? " The password is set." : "")
            .at;
    return print_result(options, &user, what);
}

/* ---- reset-password, disable ---- */

static bool reset(struct work *work, const struct options *options, struct management *management) {
    struct user_work *user = (struct user_work *)work;

    return person_find(management, user->wanted.email, &user->user_id) &&
           login_reset(management, user->user_id, options_switch(options, "without-codes"),
                       &user->token, &user->expires_at) &&
           note_user(management, user->user_id, "resetPassword", STR(""));
}

int command_user_reset_password(const struct options *options) {
    struct user_work user = work_on(options, reset);
    int status = database_write(options, DB_WRITE, &user.work);

    if (status != EXIT_FINE)
        return status;
    return print_result(options, &user, "The password is void and all sessions have ended.");
}

static bool disable(struct work *work, const struct options *options,
                    struct management *management) {
    struct user_work *user = (struct user_work *)work;

    (void)options;
    return person_find(management, user->wanted.email, &user->user_id) &&
           login_remove(management, user->user_id) &&
           note_user(management, user->user_id, "removeLogin", STR(""));
}

int command_user_disable(const struct options *options) {
    struct user_work user = work_on(options, disable);
    int status = database_write(options, DB_WRITE, &user.work);

    if (status == EXIT_FINE)
        printf("%s can no longer sign in and all sessions have ended.\n", options->argument);
    return status;
}

/* ---- list ---- */

static bool list(struct work *work, const struct options *options, struct db *db,
                 const char **ret_problem) {
    struct user_work *user = (struct user_work *)work;
    int64_t account_id = options_integer(options, "account");

    if (!account_exists(db, account_id)) {
        *ret_problem =
            arena_format(options->arena, "There is no account %" PRId64 ".", account_id).at;
        return false;
    }
    if (person_list(options->arena, db, account_id, instant_now(), &user->rows, &user->count))
        return true;
    *ret_problem = db_problem(db);
    return false;
}

static void put_instant_json(struct buffer *out, const char *name, int64_t instant) {
    buffer_format(out, ",\"%s\":", name);
    if (instant == 0) {
        buffer_put_z(out, "null");
        return;
    }
    buffer_put_char(out, '"');
    instant_put(out, instant);
    buffer_put_char(out, '"');
}

static void put_row_json(struct buffer *out, const struct person_row *row) {
    buffer_format(out, "{\"id\":%" PRId64 ",\"name\":", row->user_id);
    json_put_string(out, row->name);
    buffer_put_z(out, ",\"email\":");
    if (row->email.len > 0)
        json_put_string(out, row->email);
    else
        buffer_put_z(out, "null");
    buffer_format(out, ",\"administrator\":%s,\"login\":%s,\"codes\":%s,\"left\":%s",
                  row->is_administrator ? "true" : "false", row->has_login ? "true" : "false",
                  row->has_totp ? "true" : "false", row->has_left ? "true" : "false");
    put_instant_json(out, "lastSignIn", row->last_sign_in_at);
    put_instant_json(out, "invitedUntil", row->invited_until);
    buffer_put_char(out, '}');
}

static void put_row(struct buffer *out, const struct person_row *row) {
    buffer_format(out, "%4" PRId64 "  %.*s%s%.*s%s\n      ", row->user_id, (int)row->name.len,
                  row->name.at, row->email.len > 0 ? ", " : "", (int)row->email.len, row->email.at,
                  row->is_administrator ? " (administrator)" : "");
    buffer_put_z(out, row->has_left     ? "has left"
                      : !row->has_login ? "no login"
                      : row->has_totp   ? "signs in with password and code"
                                        : "signs in with a password");
    if (row->last_sign_in_at > 0) {
        buffer_put_z(out, "; last signed in ");
        instant_put(out, row->last_sign_in_at);
    }
    if (row->invited_until > 0) {
        buffer_put_z(out, "; has a link valid until ");
        instant_put(out, row->invited_until);
    }
    buffer_put_char(out, '\n');
}

int command_user_list(const struct options *options) {
    struct user_work user = {.work = {.read = list}};
    int status = database_read(options, &user.work);
    bool json = options_switch(options, "json");
    struct buffer out;

    if (status != EXIT_FINE)
        return status;
    buffer_init(&out, SIZE_MAX);
    if (json)
        buffer_put_char(&out, '[');
    for (size_t i = 0; i < user.count; i++) {
        if (json && i > 0)
            buffer_put_char(&out, ',');
        if (json)
            put_row_json(&out, &user.rows[i]);
        else
            put_row(&out, &user.rows[i]);
    }
    if (json)
        buffer_put_z(&out, "]\n");
    print_buffer(&out);
    return EXIT_FINE;
}
