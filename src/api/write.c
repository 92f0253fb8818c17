/* write.c - creates, updates, deletes and tokens, as jobs of the writer. */
#include "api/write.h"

#include "access/access.h"
#include "access/token_memory.h"
#include "api/answer.h"
#include "api/api.h"
#include "api/authenticate.h"
#include "api/form.h"
#include "api/idempotency.h"
#include "api/parent.h"
#include "api/pipeline.h"
#include "api/precondition.h"
#include "api/security.h"
#include "api/snapshot.h"
#include "api/stored_files.h"
#include "api/tag.h"
#include "api/watch.h"
#include "base/instant.h"
#include "change/change_parts.h"
#include "files/file_store.h"
#include "json/write.h"

struct write_job {
    struct job job; /* first, so that a job is a write_job */
    struct request *request;
    bool is_stored;          /* the job did what it was to do */
    enum db_trouble trouble; /* why it did not, if that is the world's */
    bool links_file;         /* an upload was put in its place */
    bool leaves_files;       /* rows that are gone have left files */
    bool has_answer;         /* values were set before it came here */
    size_t header_count;     /* of the answer, likewise */
};

/* `Location` of a created row: its path and id. */
static void put_location(struct request *request) {
    exchange_add_header(request->exchange, "Location",
                        arena_format(request->arena, "%s/%lld", request->plan->resource->path,
                                     (long long)request->change->id));
}

/* Puts the row as applications with extended answers see it. */
static enum outcome put_extended_row(struct request *request, struct db *db) {
    struct source source = {.db = db, .account_id = request->caller.account_id};

    return encode_row(&source, request->plan->extended->shown, request->change->id,
                      &request->exchange->body_out) == FOUND
               ? DONE
               : FAILED;
}

static enum outcome answer_row(struct request *request, struct db *db) {
    unsigned created = request->plan->resource->created;
    bool is_new = request->operation == OPERATION_CREATE;
    bool is_extended = request->caller.is_extended && request->plan->extended;

    answer_json(request, is_new && created ? created : 200,
                is_extended ? STR("") : change_shown(request->change));
    if (is_extended && put_extended_row(request, db) != DONE)
        return FAILED;
    if (request->exchange->status == 201)
        put_location(request);
    tag_answer(request);
    return DONE;
}

/* The file is in its place before the row that names it is on the disk. */
static bool link_file(struct write_job *job, struct db *db) {
    const struct request *request = job->request;

    job->links_file = request->upload != NULL;
    return !request->upload || file_store_link(request->worker->api->files, db, request->upload);
}

/* What is committed, but not where anybody will look for it, is not acknowledged. */
static bool file_is_in_place(const struct write_job *job) {
    const struct request *request = job->request;

    return !job->links_file || !job->is_stored ||
           file_store_is_in_place(request->worker->api->files, request->upload);
}

static enum outcome run_change(struct write_job *job, struct db *db) {
    struct request *request = job->request;
    enum outcome outcome = door_pass(request->change);

    if (outcome != DONE)
        return outcome;
    if (!link_file(job, db))
        return FAILED;
    if (request->operation != OPERATION_DELETE)
        return answer_row(request, db);
    answer_empty(request, 200);
    return stored_files_wait(db, &job->leaves_files) ? DONE : FAILED;
}

/* Printed by hand, as is the page of a list (list.c): both are the same whatever resources there
 * are, so no declaration has them. */
static void answer_token(struct request *request, struct str token, int64_t expires_at) {
    struct buffer *out = &request->exchange->body_out;

    answer_json(request, 200, STR("{\"objectName\":\"auth.token\",\"accessToken\":"));
    json_put_string(out, token);
    buffer_put_z(out, ",\"expires\":\"");
    instant_put(out, expires_at);
    buffer_put_z(out, "\"}");
}

static bool has_no_room(enum db_trouble trouble) {
    return trouble == DB_FULL || trouble == DB_HELD;
}

/* Whoever only wants to read can do so, while there is no room for his token. Other servers would
 * not know it. */
static bool lend_token(struct request *request, struct db *db) {
    const struct application application = {.caller = request->caller,
                                            .rate = request->rate,
                                            .allow = request->allow,
                                            .origins = request->origins};
    int64_t now = request->door.now, expires_at = now + TOKEN_SECONDS, stored;
    struct str token = token_new(request->arena);

    if (request->worker->api->is_shared || !tokens_count(db, &request->caller, now, &stored) ||
        stored >= TOKENS_MAX ||
        !token_memory_keep(request->worker->api->token_memory, token, &application,
                           (size_t)(TOKENS_MAX - stored), request->callers, now, expires_at))
        return false;
    answer_token(request, token, expires_at);
    return true;
}

static enum outcome run_token(struct request *request, struct db *db) {
    const struct api *api = request->worker->api;
    int64_t expires_at = request->door.now + TOKEN_SECONDS;
    struct str token;

    (void)db;
    size_t lent = token_memory_count(api->token_memory, &request->caller, request->callers,
                                     request->door.now);
    if (!api->make_token(&request->door, api->plans, expires_at, lent, &token,
                         &request->tokens_ended))
        return FAILED;
    answer_token(request, token, expires_at);
    return DONE;
}

/* What was in the way of a job: the database, or the file that came with it. */
static enum db_trouble trouble_of(const struct request *request, const struct db *db) {
    if (db_trouble(db) != DB_FINE)
        return db_trouble(db);
    return request->upload ? upload_trouble(request->upload) : DB_OTHER;
}

/* Who may, and has not done it already, elsewhere. */
static enum outcome is_to_run(struct request *request, struct db *db) {
    enum outcome outcome = request->still_may ? request->still_may(request, db) : DONE;

    if (outcome == DONE && request->keyed && request->worker->api->is_shared)
        outcome = idempotency_look_again(request, db);
    return outcome;
}

static bool is_change(const struct request *request) {
    return !request->run && request->change && request->operation != OPERATION_ACTION;
}

/* What the rules ask is on its way while it is looked whether he may. A precondition looks at the
 * row before them, and would take what they need. */
static void ask_ahead(struct request *request, struct db *db) {
    request->callers_asked = NULL;
    if (request->still_may == caller_still_may)
        ask_callers(request, db);
    if (is_change(request) && !request->precondition)
        door_ask(request->change);
}

static bool run(struct job *job, struct db *db) {
    struct write_job *own = (struct write_job *)job;
    struct request *request = own->request;

    db_of_account(db, request_account(request));
    request->door.db = db;
    request->door.ledger = request->worker->api->ledger;
    ask_ahead(request, db);
    enum outcome outcome = is_to_run(request, db);
    if (outcome == DONE)
        outcome = precondition_check(request);
    if (outcome == DONE)
        outcome = request->run ? request->run(request, db) : run_change(own, db);
    if (outcome == DONE && !idempotency_keep(request, db))
        outcome = FAILED;
    if (outcome == INVALID)
        answer_invalid(request);
    if (outcome == FAILED)
        own->trouble = trouble_of(request, db);
    own->is_stored = outcome == DONE;
    return outcome == DONE;
}

/* What becomes of an upload whose row did not come to be. When the commit itself failed, only the
 * next start can tell whether the row is on the disk; so it decides. A remote store drops nothing
 * that was committed, and waits for what may be. */
static void end_upload(const struct write_job *job, struct db *db, bool durable) {
    struct request *request = job->request;
    const char *hash = upload_hash(request->upload);
    struct api *api = request->worker->api;
    bool dropped = file_store_is_remote(api->files) ||
                   (durable && (!job->links_file ||
                                stored_file_drop(api, db, request->caller.account_id, hash)));

    if (dropped) {
        upload_unlinked(request->upload);
    } else {
        upload_leave(request->upload);
        request->upload = NULL;
    }
}

/* Of two servers that refuse the same, the second gives the answer of the first. */
static bool keep(struct job *job, struct db *db) {
    struct request *request = ((struct write_job *)job)->request;

    db_of_account(db, request_account(request));
    if (request->worker->api->is_shared && idempotency_look_again(request, db) != DONE)
        return false;
    return idempotency_keep(request, db);
}

static void kept(struct job *job, struct db *db, bool durable) {
    (void)db;
    (void)durable;
    request_finish(((struct write_job *)job)->request);
}

static struct change *start_change(struct request *request) {
    static const enum change_kind kinds[] = {[OPERATION_CREATE] = CHANGE_CREATE,
                                             [OPERATION_UPDATE] = CHANGE_UPDATE,
                                             [OPERATION_DELETE] = CHANGE_DELETE};
    int64_t id = request->operation == OPERATION_CREATE ? 0 : request->id;

    request->door = request_door(request);
    struct change *change =
        change_begin(&request->door, request->plan, kinds[request->operation], id);
    change->id_name = request->id_name;
    change->owner_name = request->parent_id_name;
    change_set_owner(change, request->parent_id);
    change_show(change);
    return change;
}

static bool is_form(const struct request *request) {
    return request->plan->resource->uploads &&
           str_starts_any_case(str_trim(exchange_header(request->exchange, "Content-Type")),
                               STR("application/x-www-form-urlencoded"));
}

static const struct json *decoded_form(struct request *request) {
    if (request->receiving)
        return form_fields(request);
    return is_form(request) ? form_read(request) : NULL;
}

static void decode_again(struct request *request) {
    request->change = start_change(request);
    request->change->upload = request->uploaded;
    if (request->operation == OPERATION_DELETE)
        return;
    const struct json *fields = decoded_form(request);
    if (fields)
        change_decode_object(request->change, fields);
    else
        change_decode(request->change, request->exchange->body);
}

/* What the change was is in its body. A file that was put in its place stays there. */
static bool again(struct job *job) {
    struct write_job *own = (struct write_job *)job;
    struct request *request = own->request;
    struct exchange *exchange = request->exchange;

    if (own->links_file || own->has_answer || exchange->spool.is_open || exchange->file.is_open)
        return false;
    exchange->status = 0;
    exchange->content_type = exchange->cache_control = NULL;
    exchange->header_count = own->header_count;
    buffer_reset(&exchange->body_out);
    faults_init(&request->faults, request->arena);
    request->answer = NULL;
    request->tokens_ended = 0;
    idempotency_again(request);
    own->trouble = DB_FINE;
    own->is_stored = own->leaves_files = false;
    if (is_change(request))
        decode_again(request);
    return true;
}

static void submit(struct request *request, bool (*work)(struct job *, struct db *),
                   void (*end)(struct job *, struct db *, bool)) {
    struct write_job *job = NEW(request->arena, struct write_job);

    job->job.run = work;
    job->job.done = end;
    job->job.again = work == run ? again : job_as_it_was;
    job->request = request;
    job->has_answer =
        request->answer || request->exchange->status || request->exchange->body_out.len > 0;
    job->header_count = request->exchange->header_count;
    writer_submit(request->worker->api->writer, &job->job);
}

void write_keep(struct request *request) {
    submit(request, keep, kept);
}

/* A token that was lent has ended none. */
static void note_token(const struct request *request, bool stored) {
    security_note_request(request, SECURITY_TOKEN_FETCHED);
    for (int64_t i = 0; stored && i < request->tokens_ended; i++)
        security_note_request(request, SECURITY_OLDEST_TOKEN_ENDED);
}

static void done(struct job *job, struct db *db, bool durable) {
    struct write_job *own = (struct write_job *)job;
    struct request *request = own->request;

    db_of_account(db, request_account(request));
    request->worker->api->writing.knows_callers = false;
    if (durable && !file_is_in_place(own)) {
        durable = false;
        job->trouble = DB_LOST;
    }
    if (!durable)
        own->trouble = job->trouble;
    if (own->trouble != DB_FINE &&
        !(request->run == run_token && has_no_room(own->trouble) && lend_token(request, db)))
        answer_not_stored(request->exchange, own->trouble);
    if (!durable && job->trouble == DB_LOST)
        watch_note(request->worker->api, db);
    if (request->upload && !(durable && own->is_stored))
        end_upload(own, db, durable);
    if (durable && own->leaves_files)
        stored_files_sweep_later(request->worker->api);
    if (request->run == run_token && request->exchange->status == 200)
        note_token(request, durable && own->is_stored);
    if (idempotency_has_to_keep(request))
        write_keep(request);
    else
        request_finish(request);
}

static void after_sync(void *context, bool durable) {
    struct request *request = context;

    if (!durable) {
        if (upload_is_away(request->upload))
            answer_files_away(request->exchange);
        else
            answer_not_stored(request->exchange, upload_trouble(request->upload));
        request_finish(request);
        return;
    }
    request->uploaded->hash = str_of(upload_hash(request->upload));
    submit(request, run, done);
}

void write_submit(struct request *request) {
    if (request->upload)
        upload_sync(request->upload, after_sync, request);
    else
        submit(request, run, done);
}

/* The body comes as JSON, and where a file may come, as a form, too. */
static enum outcome decode_body(struct request *request) {
    const struct json *fields = NULL;

    if (request->receiving) {
        enum outcome outcome = form_finish(request, &fields);
        if (outcome != DONE)
            return outcome;
    } else if (is_form(request)) {
        fields = form_read(request);
    }
    request->change->upload = request->uploaded;
    if (fields)
        change_decode_object(request->change, fields);
    else
        change_decode(request->change, request->exchange->body);
    return DONE;
}

/* What stands below a row that is not there, where that is 404. All other faults of a write are
 * told together, by the door. */
static enum outcome find_parent(struct request *request) {
    const struct resource *parent = request->plan->resource->parent;

    if (!parent || !parent->missing_is_404 || request->person)
        return DONE;
    return open_snapshot(request) == DONE ? parent_check(request, request->worker->db) : FAILED;
}

enum outcome perform_write(struct request *request) {
    enum outcome found = find_parent(request);

    if (found != DONE)
        return found;
    request->change = start_change(request);
    precondition_note(request);
    if (request->operation != OPERATION_DELETE) {
        enum outcome outcome = decode_body(request);
        if (outcome != DONE)
            return outcome;
        /* With something wrong already, what else is wrong is found out here; the writer sees
         * only requests that are likely to pass. */
        if (faults_any(&request->faults))
            return open_snapshot(request) == DONE ? door_check(request->change) : FAILED;
    }
    request->deferred = true;
    return DONE;
}

enum outcome perform_token(struct request *request) {
    request->door = request_door(request);
    request->still_may = secret_still_counts;
    request->run = run_token;
    request->deferred = true;
    return DONE;
}
