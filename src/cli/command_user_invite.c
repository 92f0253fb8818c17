/* command_user_invite.c - glimt user invite-all: a link for each who can't sign in yet. */
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

struct link_row {
    const struct person_row *person;
    struct str token;
    int64_t expires_at;
};

struct invite_work {
    struct work work; /* first */
    struct link_row *links;
    size_t count;
    size_t without_address; /* who can't be invited until somebody fills one in */
};

static bool invite_one(struct invite_work *invite, struct management *management,
                       const struct person_row *person) {
    struct link_row *link = &invite->links[invite->count];

    if (person->has_login || person->has_left)
        return true;
    if (email_problem(person->email)) {
        invite->without_address++;
        return true;
    }
    link->person = person;
    invite->count++;
    return invitation_create(management, person->user_id, &link->token, &link->expires_at) &&
           note_user(management, person->user_id, "invite", STR(""));
}

static bool invite_all(struct work *work, const struct options *options,
                       struct management *management) {
    struct invite_work *invite = (struct invite_work *)work;
    struct arena *arena = options->arena;
    struct person_row *rows;
    size_t count;

    if (!account_exists(management->door.db, work->account_id)) {
        management->problem =
            arena_format(arena, "There is no account %" PRId64 ".", work->account_id).at;
        return false;
    }
    if (!person_list(arena, management->door.db, work->account_id, management->door.now, &rows,
                     &count)) {
        management->problem = db_problem(management->door.db);
        return false;
    }
    invite->links = NEW_ARRAY(arena, struct link_row, count + 1);
    for (size_t i = 0; i < count; i++)
        if (!invite_one(invite, management, &rows[i]))
            return false;
    return true;
}

/* ---- what is printed ---- */

static void put_json(struct buffer *out, const struct link_row *link) {
    buffer_format(out, "{\"userId\":%" PRId64 ",\"name\":", link->person->user_id);
    json_put_string(out, link->person->name);
    buffer_put_z(out, ",\"email\":");
    json_put_string(out, link->person->email);
    buffer_format(out, ",\"path\":\"" INVITATION_PATH "%s\",\"token\":\"%s\",\"expires\":\"",
                  link->token.at, link->token.at);
    instant_put(out, link->expires_at);
    buffer_put_z(out, "\"}");
}

static void put_line(struct buffer *out, const struct link_row *link) {
    const struct str name = link->person->name, email = link->person->email;

    buffer_format(out, "%.*s, %.*s\n  " INVITATION_PATH "%s\n", (int)name.len, name.at,
                  (int)email.len, email.at, link->token.at);
}

static void put_links(struct buffer *out, const struct invite_work *invite, bool json) {
    if (json)
        buffer_put_char(out, '[');
    for (size_t i = 0; i < invite->count; i++) {
        if (json && i > 0)
            buffer_put_char(out, ',');
        if (json)
            put_json(out, &invite->links[i]);
        else
            put_line(out, &invite->links[i]);
    }
    if (json)
        buffer_put_z(out, "]\n");
}

int command_user_invite_all(const struct options *options) {
    struct invite_work invite = {
        .work = {.write = invite_all, .account_id = options_integer(options, "account")}};
    int status = database_write(options, DB_WRITE, &invite.work);
    bool json = options_switch(options, "json");
    struct buffer out;

    if (status != EXIT_FINE)
        return status;
    buffer_init(&out, SIZE_MAX);
    if (!json && invite.count == 0)
        buffer_put_z(&out, "There is nobody to invite.\n");
    else if (!json)
        buffer_put_z(&out,
                     "Each of these paths on the server lets one person choose a password, once, "
                     "within three days.\n");
    put_links(&out, &invite, json);
    print_buffer(&out);
    if (invite.without_address > 0)
        fprintf(stderr, "Without a link, since there is no e-mail address of them: %zu.\n",
                invite.without_address);
    return EXIT_FINE;
}
