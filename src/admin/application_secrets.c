/* application_secrets.c - secrets and tokens of applications, shown once. */
#include "admin/actions.h"

#include "api/answer.h"
#include "json/write.h"

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

static enum outcome refuse(struct request *request, const char *problem) {
    faults_add(&request->faults, STR("id"), str_of(problem));
    return INVALID;
}

static bool note(struct request *request, struct db *db, const char *action, struct str name) {
    return admin_audit(request, db, action, "application", request->id, name, STR(""));
}

enum outcome application_make_secret(struct request *request, struct db *db) {
    struct buffer *out = &request->exchange->body_out;
    struct str public_id, name, secret;
    const char *problem = NULL;
    enum outcome outcome = find_application(request, db, &public_id, &name);

    if (outcome != DONE)
        return outcome;
    if (!application_rotate(request->arena, db, request->caller.account_id, public_id, &secret,
                            &problem))
        return refuse(request, problem);
    answer_json(request, 200, STR("{\"objectName\":\"admin.secret\",\"publicId\":"));
    json_put_string(out, public_id);
    buffer_put_z(out, ",\"secret\":");
    json_put_string(out, secret);
    buffer_put_char(out, '}');
    return note(request, db, "makeSecret", name) ? DONE : FAILED;
}

enum outcome application_make_static_token(struct request *request, struct db *db) {
    struct buffer *out = &request->exchange->body_out;
    struct str public_id, name, token;
    const char *problem = NULL;
    enum outcome outcome = find_application(request, db, &public_id, &name);

    if (outcome != DONE)
        return outcome;
    if (!token_create_static(request->arena, db, request->caller.account_id, public_id, &token,
                             &problem))
        return refuse(request, problem);
    answer_json(request, 200, STR("{\"objectName\":\"admin.static_token\",\"token\":"));
    json_put_string(out, token);
    buffer_put_char(out, '}');
    return note(request, db, "makeStaticToken", name) ? DONE : FAILED;
}

enum outcome application_remove_static_token(struct request *request, struct db *db) {
    struct str public_id, name;
    enum outcome outcome = find_application(request, db, &public_id, &name);

    if (outcome != DONE)
        return outcome;
    if (!token_remove_static(db, request->caller.account_id, request->id) ||
        !note(request, db, "removeStaticToken", name))
        return FAILED;
    answer_empty(request, 200);
    return DONE;
}
