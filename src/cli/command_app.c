/* command_app.c - glimt app: the programs that may call the API. */
#include "access/origins.h"
#include "base/clock.h"
#include "base/instant.h"
#include "cli/commands.h"
#include "cli/database.h"
#include "cli/note.h"
#include "manage/accounts.h"
#include "manage/applications.h"
#include "manage/tokens.h"
#include "plan/choices.h"
#include "resources/resources.h"
#include "json/write.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

struct app_work {
    struct work work; /* first */
    struct new_application wanted;
    struct changed_application changed;
    bool wants_token, ends_tokens;
    struct str public_id, secret, token;
    struct application_row *rows;
    size_t count;
};

/* ---- what is asked for ---- */

static int read_permissions(const struct options *options, struct str *ret) {
    size_t count;
    const char *const *names = options_list(options, "permission", &count);
    unsigned permissions = options_switch(options, "all-permissions") ? ALL_PERMISSIONS : 0;

    for (size_t i = 0; i < count; i++) {
        unsigned bit = permission_from_name(permission_names, str_of(names[i]));
        if (!bit)
            return usage_error("There is no permission \"%s\". The permissions are: %s.", names[i],
                               choice_list(options->arena, permission_names).at);
        permissions |= bit;
    }
    *ret = permissions_to_words(options->arena, permission_names, permissions);
    return EXIT_FINE;
}

static int read_allow(const struct options *options, struct str *ret) {
    size_t count;
    const char *const *entries = options_list(options, "allow", &count);

    *ret = STR("");
    for (size_t i = 0; i < count; i++) {
        if (!allow_entry_is_valid(str_of(entries[i])))
            return usage_error(
                "--allow must be an address or a block, such as 192.0.2.7, 192.0.2.0/24 "
                "or 2001:db8::/32, not \"%s\".",
                entries[i]);
        *ret = arena_format(options->arena, "%.*s%s%s", (int)ret->len, ret->at, i ? " " : "",
                            entries[i]);
    }
    return EXIT_FINE;
}

static int read_origins(const struct options *options, struct str *ret) {
    size_t count;
    const char *const *entries = options_list(options, "origin", &count);

    *ret = STR("");
    for (size_t i = 0; i < count; i++) {
        if (!origin_is_valid(str_of(entries[i])))
            return usage_error("--origin must be an origin as browsers write it, such as "
                               "https://app.example.com or http://localhost:5173, not \"%s\".",
                               entries[i]);
        *ret = arena_format(options->arena, "%.*s%s%s", (int)ret->len, ret->at, i ? " " : "",
                            entries[i]);
    }
    return EXIT_FINE;
}

static int read_rate(const struct options *options, unsigned *ret) {
    _Static_assert(DEFAULT_RATE == 4 && RATE_MAX == 1000, "as the table of options says");
    const char *text = options_text(options, "rate");
    size_t digits = strspn(text, "0123456789");

    *ret = 0;
    if (str_equal_any_case(str_of(text), STR("off")))
        return EXIT_FINE;
    if (digits > 0 && digits <= 4 && !text[digits])
        *ret = (unsigned)strtoul(text, NULL, 10);
    if (*ret >= 1 && *ret <= RATE_MAX)
        return EXIT_FINE;
    return usage_error("--rate must be a whole number from 1 to %d, or off, not \"%s\".", RATE_MAX,
                       text);
}

/* ---- what is printed ---- */

static void put_permissions(struct buffer *out, unsigned permissions, const char *quote,
                            const char *between) {
    const char *before = "";

    for (size_t i = 0; permission_names[i]; i++) {
        if (!(permissions & 1u << i))
            continue;
        buffer_format(out, "%s%s%s%s", before, quote, permission_names[i], quote);
        before = between;
    }
}

static void print_json(const struct app_work *app) {
    struct buffer out;

    buffer_init(&out, SIZE_MAX);
    buffer_put_z(&out, "{\"id\":");
    json_put_string(&out, app->public_id);
    if (app->secret.at) {
        buffer_put_z(&out, ",\"secret\":");
        json_put_string(&out, app->secret);
    }
    if (app->token.at) {
        buffer_put_z(&out, ",\"token\":");
        json_put_string(&out, app->token);
    }
    buffer_put_z(&out, "}\n");
    print_buffer(&out);
}

static void print_secrets(const struct options *options, const struct app_work *app) {
    const char *certificate = shell_word(
        options->arena,
        arena_format(options->arena, "%s/tls/cert.pem", options_text(options, "data")).at);

    printf("\n  id      %s\n", app->public_id.at);
    if (app->secret.at)
        printf("  secret  %s\n", app->secret.at);
    if (app->token.at)
        printf("  token   %s\n", app->token.at);
    printf("\nSave %s now: only a hash is kept, so it cannot be shown again.\n",
           app->secret.at && app->token.at ? "both"
           : app->secret.at                ? "the secret"
                                           : "the token");
    if (app->secret.at)
        printf("\nTo get a token that is valid for an hour, while the server runs:\n"
               "  curl --cacert %s -X POST -u %s:%s \\\n"
               "    https://" DEFAULT_LISTEN "/v1/Auth/Token\n",
               certificate, app->public_id.at, app->secret.at);
    if (app->token.at)
        printf("\nTo try the token, while the server runs:\n"
               "  curl --cacert %s -H 'Authorization: Bearer %s' \\\n"
               "    'https://" DEFAULT_LISTEN "/v1/Admin/Countries?page=1'\n",
               certificate, app->token.at);
}

static int print_result(const struct options *options, const struct app_work *app,
                        const char *what) {
    if (options_switch(options, "json")) {
        print_json(app);
        return EXIT_FINE;
    }
    puts(what);
    print_secrets(options, app);
    return EXIT_FINE;
}

/* ---- add, rotate, token, disable ---- */

static struct app_work work_on(const struct options *options,
                               bool (*write)(struct work *, const struct options *,
                                             struct management *)) {
    return (struct app_work){
        .work = {.write = write, .account_id = options_integer(options, "account")}};
}

static bool make_token(struct app_work *app, struct management *management) {
    return token_create_static(management, app->public_id, &app->token) &&
           note_application(management, app->public_id, "makeStaticToken");
}

static bool add(struct work *work, const struct options *options, struct management *management) {
    struct app_work *app = (struct app_work *)work;

    (void)options;
    if (!application_create(management, &app->wanted, &app->public_id, &app->secret) ||
        !note_application(management, app->public_id, "create"))
        return false;
    return !app->wants_token || make_token(app, management);
}

int command_app_add(const struct options *options) {
    struct app_work app = work_on(options, add);

    app.wanted.name = str_of(options->argument);
    app.wants_token = options_switch(options, "static-token");
    app.wanted.has_extended_answers = options_switch(options, "extended-answers");
    int status = read_permissions(options, &app.wanted.permissions);
    if (status == EXIT_FINE)
        status = read_allow(options, &app.wanted.allow);
    if (status == EXIT_FINE)
        status = read_origins(options, &app.wanted.origins);
    if (status == EXIT_FINE)
        status = read_rate(options, &app.wanted.rate);
    if (status == EXIT_FINE)
        status = database_write(options, DB_CREATE, &app.work);
    if (status != EXIT_FINE)
        return status;
    const char *what =
        arena_format(options->arena, "Added the application %s to account %" PRId64 ".%s",
                     options->argument, app.work.account_id,
                     app.wanted.permissions.len
                         ? ""
                         : " It has no permissions, so it can read only the registries.")
            .at;
    return print_result(options, &app, what);
}

static bool rotate(struct work *work, const struct options *options,
                   struct management *management) {
    struct app_work *app = (struct app_work *)work;

    app->public_id = str_of(options->argument);
    app->ends_tokens = options_switch(options, "end-tokens");
    return application_rotate(management, app->public_id, app->ends_tokens, &app->secret) &&
           note_application(management, app->public_id, "makeSecret") &&
           (!app->ends_tokens || note_application(management, app->public_id, "endTokens"));
}

int command_app_rotate(const struct options *options) {
    struct app_work app = work_on(options, rotate);
    int status = database_write(options, DB_WRITE, &app.work);

    if (status != EXIT_FINE)
        return status;
    return print_result(
        options, &app,
        app.ends_tokens
            ? "The application has a new secret; the old one is void, and so are all its tokens."
            : "The application has a new secret; the old one is void. Its tokens stay valid until\n"
              "they expire, an hour at most, and a static one stays; --end-tokens ends them.");
}

static bool token(struct work *work, const struct options *options, struct management *management) {
    struct app_work *app = (struct app_work *)work;

    app->public_id = str_of(options->argument);
    return make_token(app, management);
}

int command_app_token(const struct options *options) {
    struct app_work app = work_on(options, token);
    int status = database_write(options, DB_WRITE, &app.work);

    if (status != EXIT_FINE)
        return status;
    return print_result(options, &app, "The application has a token that never expires.");
}

static int read_extended(const struct options *options, struct changed_application *ret) {
    const char *text = options_text(options, "extended-answers");

    if (!text)
        return EXIT_FINE;
    ret->sets_extended_answers = true;
    ret->has_extended_answers = str_equal_any_case(str_of(text), STR("on"));
    if (ret->has_extended_answers || str_equal_any_case(str_of(text), STR("off")))
        return EXIT_FINE;
    return usage_error("--extended-answers must be on or off, not \"%s\".", text);
}

static int read_changed(const struct options *options, struct changed_application *ret) {
    bool ends_origins = options_switch(options, "no-origins");
    int status = read_extended(options, ret);

    if (status == EXIT_FINE)
        status = read_origins(options, &ret->origins);
    if (status != EXIT_FINE)
        return status;
    if (ends_origins && ret->origins.len > 0)
        return usage_error("--no-origins and --origin cannot be used together.");
    ret->sets_origins = ends_origins || ret->origins.len > 0;
    if (ret->sets_origins || ret->sets_extended_answers)
        return EXIT_FINE;
    return usage_error("glimt app change needs --extended-answers, --origin or --no-origins.");
}

static bool change(struct work *work, const struct options *options,
                   struct management *management) {
    const struct app_work *app = (struct app_work *)work;
    struct str public_id = str_of(options->argument);

    return application_change(management, public_id, &app->changed) &&
           note_application(management, public_id, "update");
}

static void print_changed(const struct changed_application *changed) {
    if (changed->sets_extended_answers)
        puts(changed->has_extended_answers
                 ? "Answers to the application now have more than the documentation of the API."
                 : "Answers to the application are as documented.");
    if (changed->origins.len > 0)
        printf("Pages of these origins may call it from browsers: %s.\n", changed->origins.at);
    else if (changed->sets_origins)
        puts("No pages may call it from browsers.");
}

int command_app_change(const struct options *options) {
    struct app_work app = work_on(options, change);
    int status = read_changed(options, &app.changed);

    if (status == EXIT_FINE)
        status = database_write(options, DB_WRITE, &app.work);
    if (status == EXIT_FINE)
        print_changed(&app.changed);
    return status;
}

static bool disable(struct work *work, const struct options *options,
                    struct management *management) {
    struct str public_id = str_of(options->argument);

    (void)work;
    return application_disable(management, public_id) &&
           note_application(management, public_id, "disable");
}

int command_app_disable(const struct options *options) {
    struct app_work app = work_on(options, disable);
    int status = database_write(options, DB_WRITE, &app.work);

    if (status == EXIT_FINE)
        puts("The application is disabled and its tokens are revoked.");
    return status;
}

/* ---- list ---- */

static bool list(struct work *work, const struct options *options, struct db *db,
                 const char **ret_problem) {
    struct app_work *app = (struct app_work *)work;
    int64_t account_id = options_integer(options, "account");

    if (!account_exists(db, account_id)) {
        *ret_problem =
            arena_format(options->arena, "There is no account %" PRId64 ".", account_id).at;
        return false;
    }
    if (application_list(options->arena, db, account_id, instant_now(), &app->rows, &app->count))
        return true;
    *ret_problem = db_problem(db);
    return false;
}

static void put_words_json(struct buffer *out, struct str words) {
    const char *before = "[";

    while (words.len > 0) {
        struct str entry = str_cut(&words, ' ');
        buffer_put_z(out, before);
        json_put_string(out, entry);
        before = ",";
    }
    buffer_put_z(out, before[0] == '[' ? "[]" : "]");
}

static void put_row_json(struct buffer *out, const struct application_row *row) {
    buffer_put_z(out, "{\"id\":");
    json_put_string(out, row->public_id);
    buffer_put_z(out, ",\"name\":");
    json_put_string(out, row->name);
    buffer_format(out, ",\"active\":%s,\"permissions\":[", row->active ? "true" : "false");
    put_permissions(out, permissions_from_words(permission_names, row->permissions), "\"", ",");
    buffer_put_z(out, "],\"allow\":");
    put_words_json(out, row->allow);
    buffer_put_z(out, ",\"origins\":");
    put_words_json(out, row->origins);
    buffer_put_z(out, ",\"rate\":");
    if (row->rate > 0)
        buffer_put_integer(out, row->rate);
    else
        buffer_put_z(out, "null");
    buffer_put_z(out, ",\"responsible\":");
    json_put_string(out, row->responsible);
    buffer_format(out, ",\"extendedAnswers\":%s", row->has_extended_answers ? "true" : "false");
    buffer_format(out, ",\"responsibleHasLeft\":%s,\"staticToken\":%s,\"created\":\"",
                  row->responsible_has_left ? "true" : "false",
                  row->has_static_token ? "true" : "false");
    instant_put(out, row->created_at);
    buffer_put_z(out, "\",\"lastUsed\":");
    if (row->last_used_at > 0) {
        buffer_put_char(out, '"');
        instant_put(out, row->last_used_at);
        buffer_put_z(out, "\"}");
    } else
        buffer_put_z(out, "null}");
}

static void put_rights(struct buffer *out, struct str words) {
    unsigned permissions = permissions_from_words(permission_names, words);
    size_t count = 0;

    while (permission_names[count] && permissions & 1u << count)
        count++;
    if (!permission_names[count])
        buffer_put_z(out, "everything");
    else if (permissions == 0)
        buffer_put_z(out, "read the registries");
    else
        put_permissions(out, permissions, "", ", ");
}

static void put_row(struct buffer *out, const struct application_row *row) {
    buffer_format(out, "%s  %s%.*s\n    may: ", row->public_id.at, row->active ? "" : "(disabled) ",
                  (int)row->name.len, row->name.at);
    put_rights(out, row->permissions);
    buffer_format(out, "; from: %.*s", row->allow.len ? (int)row->allow.len : 8,
                  row->allow.len ? row->allow.at : "anywhere");
    if (row->origins.len > 0)
        buffer_format(out, "; in browsers on %.*s", (int)row->origins.len, row->origins.at);
    if (row->rate > 0)
        buffer_format(out, "; %u request%s a second", row->rate, row->rate == 1 ? "" : "s");
    else
        buffer_put_z(out, "; without a rate limit");
    buffer_format(out, "; acts as %.*s%s%s", (int)row->responsible.len, row->responsible.at,
                  row->responsible_has_left ? ", who has left" : "",
                  row->has_static_token ? "; has a static token" : "");
    if (row->has_extended_answers)
        buffer_put_z(out, "; extended answers");
    buffer_put_z(out, "\n    added ");
    instant_put(out, row->created_at);
    buffer_put_z(out, ", last token ");
    if (row->last_used_at > 0)
        instant_put(out, row->last_used_at);
    else
        buffer_put_z(out, "never");
    buffer_put_char(out, '\n');
}

int command_app_list(const struct options *options) {
    struct app_work app = {.work = {.read = list}};
    int status = database_read(options, &app.work);
    bool json = options_switch(options, "json");
    struct buffer out;

    if (status != EXIT_FINE)
        return status;
    buffer_init(&out, SIZE_MAX);
    if (json)
        buffer_put_char(&out, '[');
    else if (app.count == 0)
        buffer_put_z(&out, "No applications yet; glimt app add NAME adds one.\n");
    for (size_t i = 0; i < app.count; i++) {
        if (json && i > 0)
            buffer_put_char(&out, ',');
        if (json)
            put_row_json(&out, &app.rows[i]);
        else
            put_row(&out, &app.rows[i]);
    }
    if (json)
        buffer_put_z(&out, "]\n");
    print_buffer(&out);
    return EXIT_FINE;
}
