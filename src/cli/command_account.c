/* command_account.c - glimt account: the companies on this server. */
#include "cli/commands.h"
#include "cli/database.h"
#include "cli/note.h"
#include "manage/accounts.h"
#include "manage/logins.h"
#include "manage/people.h"
#include "json/write.h"

#include <inttypes.h>
#include <stdio.h>

struct account_work {
    struct work work; /* first */
    int64_t id;
    struct str token; /* of the link for the first administrator */
    struct account_row *rows;
    size_t count;
};

/* Without the end of the object. */
static void put_json(struct buffer *out, int64_t id, struct str name) {
    buffer_put_z(out, "{\"id\":");
    buffer_put_integer(out, id);
    buffer_put_z(out, ",\"name\":");
    json_put_string(out, name);
}

static bool add(struct work *work, const struct options *options, struct management *management) {
    struct account_work *account = (struct account_work *)work;
    struct db *db = management->door.db;
    struct person_row person;
    int64_t expires_at;

    if (!account_create(management, str_of(options->argument)))
        return false;
    account->id = management->caller.account_id;
    if (administrator_first(options->arena, db, account->id, false, management->door.now,
                            &person) == ACCESS_GRANTED)
        return invitation_create(management, person.user_id, &account->token, &expires_at);
    management->problem = db_problem(db);
    return false;
}

int command_account_add(const struct options *options) {
    struct account_work account = {.work = {.write = add}};
    int status = database_write(options, DB_CREATE, &account.work);
    struct buffer out;

    if (status != EXIT_FINE)
        return status;
    if (!options_switch(options, "json")) {
        printf("Added account %" PRId64 ", %s, with the user Administrator.\n\n"
               "To set it up, open this path on the server; it works once, within three days:\n"
               "  " INVITATION_PATH "%s\n\n"
               "To let a program call the API for it:\n"
               "  glimt app add NAME --account %" PRId64 " --data %s --all-permissions\n",
               account.id, options->argument, account.token.at, account.id,
               shell_word(options->arena, options_text(options, "data")));
        return EXIT_FINE;
    }
    buffer_init(&out, SIZE_MAX);
    put_json(&out, account.id, str_of(options->argument));
    buffer_format(&out, ",\"path\":\"" INVITATION_PATH "%s\"}\n", account.token.at);
    print_buffer(&out);
    return EXIT_FINE;
}

static bool demand(struct work *work, const struct options *options,
                   struct management *management) {
    bool demanded = !options_switch(options, "off");

    (void)work;
    if (account_exists(management->door.db, management->caller.account_id))
        return account_demand_codes(management, demanded) &&
               note_settings(management, demand_word(demanded));
    management->problem = arena_format(options->arena, "There is no account %" PRId64 ".",
                                       management->caller.account_id)
                              .at;
    return false;
}

int command_account_demand_codes(const struct options *options) {
    struct work work = {.write = demand, .account_id = options_integer(options, "account")};
    int status = database_write(options, DB_WRITE, &work);

    if (status != EXIT_FINE)
        return status;
    if (options_switch(options, "off"))
        printf("Account %" PRId64 " no longer demands two-step sign-in.\n", work.account_id);
    else
        printf("Account %" PRId64
               " demands two-step sign-in from now on. Whoever has no codes sets "
               "them up\nbefore anything else.\n",
               work.account_id);
    return EXIT_FINE;
}

static bool list(struct work *work, const struct options *options, struct db *db,
                 const char **ret_problem) {
    struct account_work *account = (struct account_work *)work;

    if (account_list(options->arena, db, &account->rows, &account->count))
        return true;
    *ret_problem = db_problem(db);
    return false;
}

int command_account_list(const struct options *options) {
    struct account_work account = {.work = {.read = list}};
    int status = database_read(options, &account.work);
    bool json = options_switch(options, "json");
    struct buffer out;

    if (status != EXIT_FINE)
        return status;
    buffer_init(&out, SIZE_MAX);
    if (json)
        buffer_put_char(&out, '[');
    for (size_t i = 0; i < account.count; i++) {
        const struct account_row *row = &account.rows[i];
        if (json && i > 0)
            buffer_put_char(&out, ',');
        if (json) {
            put_json(&out, row->id, row->name);
            buffer_format(&out, ",\"demandsCodes\":%s}", row->demands_codes ? "true" : "false");
        } else
            buffer_format(&out, "%4" PRId64 "  %.*s (%" PRId64 " application%s%s%s)\n", row->id,
                          (int)row->name.len, row->name.at, row->applications,
                          row->applications == 1 ? "" : "s",
                          row->demands_codes ? "; demands two-step sign-in" : "",
                          row->is_closed ? "; closed while glimt demo fills it" : "");
    }
    if (json)
        buffer_put_z(&out, "]\n");
    print_buffer(&out);
    return EXIT_FINE;
}
