/* application_secrets.c - secrets and tokens of applications, shown once. */
#include "access/access.h"
#include "admin/actions.h"
#include "change/change.h"
#include "manage/applications.h"
#include "manage/tokens.h"
#include "resources/resources.h"

/* The application in the path. INVALID with a fault when the account has none of that number. */
static enum outcome find_application(struct request *request, struct db *db, struct str *ret_id,
                                     struct str *ret_name) {
    struct statement *row = db_statement(db, STR("SELECT public_id, name FROM applications"
                                                 " WHERE account_id = ?1 AND id = ?2"));

    if (!row)
        return FAILED;
    statement_bind_integer(row, 1, request->caller.account_id);
    statement_bind_integer(row, 2, request->id);
    enum db_step step = statement_step(row);
    if (step == DB_ROW) {
        *ret_id = arena_copy(request->arena, column_text(row, 0));
        *ret_name = arena_copy(request->arena, column_text(row, 1));
    }
    statement_reset(row);
    if (step == DB_ROW)
        return DONE;
    if (step == DB_END)
        faults_add(&request->faults, STR("id"), STR("The application could not be found."));
    return step == DB_END ? INVALID : FAILED;
}

static enum outcome refuse(struct request *request, const struct management *management) {
    if (management->failed)
        return FAILED;
    faults_add(&request->faults, STR("id"), str_of(management->problem));
    return INVALID;
}

static bool note(struct request *request, struct db *db, const char *action, struct str name) {
    return admin_audit(request, db, action, "application", request->id, name, STR(""));
}

static enum outcome make_secret(struct request *request, struct db *db) {
    struct management *management = admin_management(request);
    struct str public_id, name, secret;
    enum outcome outcome = find_application(request, db, &public_id, &name);

    if (outcome != DONE)
        return outcome;
    bool ends_tokens = change_integer(request->change, "endTokens") == 1;
    if (!application_rotate(management, public_id, ends_tokens, &secret))
        return refuse(request, management);
    object_set_text(action_answer(request), "publicId", public_id);
    object_set_text(action_answer(request), "secret", secret);
    return note(request, db, "makeSecret", name) &&
                   (!ends_tokens || note(request, db, "endTokens", name))
               ? DONE
               : FAILED;
}

static enum outcome make_static_token(struct request *request, struct db *db) {
    struct management *management = admin_management(request);
    struct str public_id, name, token;
    enum outcome outcome = find_application(request, db, &public_id, &name);

    if (outcome != DONE)
        return outcome;
    if (!token_create_static(management, public_id, &token))
        return refuse(request, management);
    object_set_text(action_answer(request), "token", token);
    return note(request, db, "makeStaticToken", name) ? DONE : FAILED;
}

static enum outcome remove_static_token(struct request *request, struct db *db) {
    struct str public_id, name;
    enum outcome outcome = find_application(request, db, &public_id, &name);

    if (outcome != DONE)
        return outcome;
    return token_remove_static(admin_management(request), request->id) &&
                   note(request, db, "removeStaticToken", name)
               ? DONE
               : FAILED;
}

/* clang-format off */
const struct action application_actions[] = {
    {.method = "POST", .of = &applications, .path = "Secret", .right = RIGHT_ADMINISTRATOR,
     .body = &application_secret_wish, .body_is_optional = true, .answer = &application_secret,
     .run = make_secret, .doc = "Make a new secret"},
    {.method = "POST", .of = &applications, .path = "StaticToken", .right = RIGHT_ADMINISTRATOR,
     .answer = &application_static_token, .run = make_static_token, .doc = "Make a token that never expires"},
    {.method = "DELETE", .of = &applications, .path = "StaticToken", .right = RIGHT_ADMINISTRATOR,
     .run = remove_static_token, .doc = "Remove the token that never expires"},
    {0},
};
/* clang-format on */
