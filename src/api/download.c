/* download.c - answers from the file store, or by way of another address. */
#include "api/download.h"

#include "api/answer.h"
#include "api/api.h"
#include "api/parent.h"
#include "api/pipeline.h"
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

/* Without what may lead out of a directory, or a terminal astray. */
static struct str safe_name(struct arena *arena, struct str name) {
    char *safe = arena_take(arena, name.len + 1, 1);
    size_t dots = 0;

    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.at[i];
        safe[i] = (char)(c < ' ' || c == 0x7f || c == '/' || c == '\\' ? '_' : c);
        dots += c == '.';
    }
    if (dots == name.len)
        memset(safe, '_', name.len);
    return (struct str){safe, name.len};
}

/* The byte itself, or %XX; returns the length. */
static size_t put_escaped(char *to, unsigned char byte, bool itself) {
    static const char hex[] = "0123456789ABCDEF";

    to[0] = (char)(itself ? byte : '%');
    if (itself)
        return 1;
    to[1] = hex[byte >> 4];
    to[2] = hex[byte & 15];
    return 3;
}

/* RFC 6266: a name that every client can read, and the exact one for those that know UTF-8. */
static struct str disposition(struct arena *arena, struct str name) {
    char *plain = arena_take(arena, name.len + 1, 1);
    char *exact = arena_take(arena, 3 * name.len + 1, 1);
    size_t plain_len = 0, len = 0;

    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.at[i];
        bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
        if ((c & 0xC0) != 0x80)
            plain[plain_len++] = (char)(c >= 0x7f || c == '"' || c == '%' ? '_' : c);
        len += put_escaped(exact + len, c,
                           letter || (c < 0x7f && c > ' ' && strchr("!#$&+-.^_`|~", c)));
    }
    return arena_format(arena, "attachment; filename=\"%.*s\"; filename*=UTF-8''%.*s",
                        (int)plain_len, plain, (int)len, exact);
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
    struct exchange *exchange = request->exchange;
    const char *hash = arena_z(request->arena, file->hash);
    int64_t size;

    /* A row that is damaged itself may name anything. */
    if (!file_hash_is_one(file->hash)) {
        log_error("A row of account %lld names no file, since \"%s\" is not a hash.",
                  (long long)request->caller.account_id, hash);
        return FAILED;
    }
    int descriptor = open_file(request, hash, file, &size);
    if (descriptor < 0)
        return errno == ENOENT ? find_again(request, sql, hash) : FAILED;
    answer_empty(request, 200);
    exchange->content_type = arena_z(request->arena, file->content_type);
    exchange_add_header(exchange, "Content-Disposition",
                        disposition(request->arena, safe_name(request->arena, file->name)));
    exchange_send_file(
        exchange, descriptor, size,
        arena_format(request->arena, "\"%.*s\"", (int)file->hash.len, file->hash.at));
    return exchange->file.is_open ? verify(request, hash, size) : ANSWERED;
}

/* A header is ASCII: the rest goes as a client would send it on. */
static struct str encode_location(struct arena *arena, struct str url) {
    char *out = arena_take(arena, 3 * url.len + 1, 1);
    size_t len = 0;

    for (size_t i = 0; i < url.len; i++)
        len += put_escaped(out + len, (unsigned char)url.at[i], (unsigned char)url.at[i] < 0x80);
    return (struct str){out, len};
}

enum outcome download_elsewhere(struct request *request, struct str url) {
    answer_empty(request, 302);
    exchange_add_header(request->exchange, "Location", encode_location(request->arena, url));
    return ANSWERED;
}
