/* download.c - answers from the file store, or by way of another address. */
#include "api/download.h"

#include "api/answer.h"
#include "api/api.h"
#include "api/file_answer.h"
#include "api/parent.h"
#include "api/pipeline.h"
#include "api/remote_file.h"
#include "api/snapshot.h"
#include "base/log.h"
#include "files/verify.h"
#include "plan/parameters.h"

#include <errno.h>
#include <unistd.h>

struct arena *request_arena(struct request *request) {
    return request->arena;
}

enum outcome download_find(struct request *request, const char *sql, struct statement **ret) {
    struct statement *row = db_statement(request->source.db, str_of(sql));
    enum outcome parent = parent_check(request, request->source.db);

    if (parent != DONE)
        return parent;
    if (!row)
        return FAILED;
    statement_bind_integer(row, ROW_ACCOUNT, request->caller.account_id);
    statement_bind_integer(row, ROW_ID, request->id);
    if (request->plan->resource->parent)
        statement_bind_integer(row, ROW_MORE, request->parent_id);
    *ret = row;
    enum db_step step = statement_step(row);
    if (step == DB_ROW)
        return DONE;
    statement_reset(row);
    if (step == DB_FAILED)
        return FAILED;
    return answer_not_found(request, request->plan->resource, request->id_name);
}

/* Bytes go after their row, so whoever reads an older snapshot may come too late for them. */
static enum outcome find_again(struct request *request, const char *sql, const char *hash) {
    struct statement *row;

    close_snapshot(request);
    if (open_snapshot(request) != DONE)
        return FAILED;
    enum outcome outcome = download_find(request, sql, &row);
    if (outcome != DONE)
        return outcome;
    statement_reset(row);
    struct file_look look = {.fault = FILE_MISSING};
    look_log(request->arena, request->caller.account_id, hash, &look);
    return FAILED;
}

/* ---- is it what it should be? ---- */

enum { SMALL = 256 * 1024 }; /* read at once: a third of a millisecond */

struct verifying {
    struct file_verification verification; /* first, so that one is the other */
    struct request *request;
    const char *hash;
    int64_t size;
};

static void tell(struct request *request, const struct verifying *verifying) {
    look_log(request->arena, request->caller.account_id, verifying->hash,
             &verifying->verification.look);
}

static void end_verifying(struct file_verification *verification) {
    struct verifying *verifying = (struct verifying *)verification;
    struct request *request = verifying->request;

    if (verification->look.fault != FILE_WHOLE) {
        tell(request, verifying);
        answer_failed(request->exchange);
    }
    request_finish(request);
}

void download_later(struct request *request) {
    struct verifying *verifying = request->verifying;

    if (request->fetching) {
        remote_file_later(request);
        return;
    }
    file_store_verify_later(request->worker->api->files, &verifying->verification,
                            request->exchange->file.descriptor, verifying->hash, verifying->size);
}

/* Whatever part of it is asked for: no part of a damaged file is sent. */
static enum outcome verify(struct request *request, const char *hash, int64_t size) {
    struct file_store *files = request->worker->api->files;
    int descriptor = request->exchange->file.descriptor;

    if (file_store_remembers(files, descriptor, hash))
        return ANSWERED;
    struct verifying *verifying = NEW(request->arena, struct verifying);
    *verifying = (struct verifying){
        .verification = {.done = end_verifying}, .request = request, .hash = hash, .size = size};
    if (size > SMALL) {
        request->verifying = verifying;
        return DONE;
    }
    if (file_store_verify(files, &verifying->verification, descriptor, hash, size) == FILE_WHOLE)
        return ANSWERED;
    tell(request, verifying);
    return FAILED;
}

/* ---- the answer ---- */

static int open_file(struct request *request, const char *hash, const struct download *file,
                     int64_t *ret_size) {
    struct file_look look = {.fault = FILE_CUT, .size = file->size};
    int64_t account_id = request->caller.account_id;
    int descriptor =
        file_store_open_file(request->worker->api->files, account_id, hash, &look.found);

    *ret_size = look.found;
    if (descriptor < 0 || file->size < 0 || look.found == file->size)
        return descriptor;
    look_log(request->arena, account_id, hash, &look);
    close(descriptor);
    errno = EIO;
    return -1;
}

enum outcome download_file(struct request *request, const char *sql, const struct download *file) {
    const char *hash = arena_z(request->arena, file->hash);
    int64_t size;

    /* A row that is damaged itself may name anything. */
    if (!file_hash_is_one(file->hash)) {
        log_error("A row of account %lld names no file, since \"%s\" is not a hash.",
                  (long long)request->caller.account_id, hash);
        return FAILED;
    }
    if (file_store_is_remote(request->worker->api->files))
        return remote_file_answer(request, hash, file);
    int descriptor = open_file(request, hash, file, &size);
    if (descriptor < 0)
        return errno == ENOENT ? find_again(request, sql, hash) : FAILED;
    file_answer_put(request, file, descriptor, size);
    return request->exchange->file.is_open ? verify(request, hash, size) : ANSWERED;
}

enum outcome download_elsewhere(struct request *request, struct str url) {
    answer_empty(request, 302);
    exchange_add_header(request->exchange, "Location", file_answer_location(request->arena, url));
    return ANSWERED;
}
