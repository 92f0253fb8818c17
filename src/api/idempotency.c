/* idempotency.c - claims keys of writes, keeps their answers, gives them again. */
#include "api/idempotency.h"

#include "api/answer.h"
#include "api/api.h"
#include "api/fingerprint.h"
#include "api/kept_answers.h"
#include "api/keys_at_work.h"
#include "api/snapshot.h"
#include "base/instant.h"
#include "base/log.h"
#include "base/packed.h"
#include "plan/action.h"

/* A key that a request has at work. */
struct keyed_write {
    struct key_owner owner;
    struct hash key, fingerprint;
    int64_t made_at;  /* the write was, if */
    bool says_when;   /* it says so: a clock that was never set says 0 */
    bool is_outdated; /* an answer is kept that is too old to count */
    bool is_settled;  /* nothing is to be kept any more */
};

/* ---- the headers ---- */

bool idempotency_key_is_valid(struct str key) {
    for (size_t i = 0; i < key.len; i++)
        if (key.at[i] < '!' || key.at[i] > '~')
            return false;
    return key.len > 0 && key.len <= KEY_LENGTH_MAX;
}

static bool may_keep(const struct request *request) {
    switch (request->operation) {
    case OPERATION_CREATE:
    case OPERATION_UPDATE:
    case OPERATION_DELETE:
        return true;
    case OPERATION_ACTION:
        return request->action->may_keep_answer;
    default:
        return false;
    }
}

/* How often the header was given, where it counts. */
static size_t find_key(const struct request *request, struct str *ret) {
    return may_keep(request) ? exchange_headers(request->exchange, KEY_HEADER, ret) : 0;
}

bool idempotency_is_asked(const struct request *request) {
    struct str key;

    return find_key(request, &key) > 0;
}

/* Two headers would be two keys, and a proxy may join them with a comma and a blank. */
static void check_key(struct request *request, struct str key, size_t count) {
    if (count != 1 || !idempotency_key_is_valid(key))
        faults_add(&request->faults, STR(KEY_HEADER),
                   STR("The header " KEY_HEADER " must be given once, and have 1 to 255 visible "
                       "ASCII characters."));
}

static void read_moment(struct request *request, int64_t now, struct keyed_write *claim) {
    struct moment moment;
    struct str text;
    size_t count = request->person ? exchange_headers(request->exchange, MADE_AT_HEADER, &text) : 0;

    if (count == 0)
        return;
    if (count > 1 || !moment_read(text, &moment) || !moment.has_time) {
        faults_add(&request->faults, STR(MADE_AT_HEADER),
                   STR("The header " MADE_AT_HEADER " must be one moment, such as "
                       "2026-01-31T14:00:00Z."));
        return;
    }
    if (moment.instant > now + MOMENT_TOLERANCE)
        faults_add(&request->faults, STR(MADE_AT_HEADER),
                   STR("The header " MADE_AT_HEADER " lies in the future: the clock of the client "
                       "is ahead."));
    claim->says_when = true;
    claim->made_at = moment.instant;
}

/* ---- whose key, and for what ---- */

static struct key_owner owner_of(const struct request *request) {
    const struct caller *caller = &request->caller;
    bool is_person = caller->kind == CALLER_PERSON;

    ALWAYS(is_person || caller->kind == CALLER_APPLICATION);
    return (struct key_owner){is_person, caller->account_id,
                              is_person ? caller->user_id : caller->application_id};
}

/* The same key of two owners has two hashes, so that one table holds all that are at work. */
static struct hash hash_key(struct arena *arena, const struct key_owner *owner, struct str key) {
    return hash_of(HASH_WRITE_KEY, arena_format(arena, "%d %lld %lld %.*s", owner->is_person,
                                                (long long)owner->account_id, (long long)owner->id,
                                                (int)key.len, key.at));
}

void idempotency_begin_form(struct request *request) {
    if (idempotency_is_asked(request))
        request->fingerprint = fingerprint_new(request->arena, request->worker->api->secret_key);
}

/* The parts of a form were put while they came. */
static struct hash fingerprint_of(struct request *request) {
    const struct exchange *exchange = request->exchange;
    struct fingerprint *fingerprint = request->fingerprint;

    if (!fingerprint)
        fingerprint = fingerprint_new(request->arena, request->worker->api->secret_key);
    fingerprint_put(fingerprint, exchange->method);
    fingerprint_put(fingerprint, exchange->path);
    fingerprint_put(fingerprint, exchange->query);
    fingerprint_put(fingerprint, exchange->body);
    return fingerprint_end(fingerprint);
}

static int64_t kept_seconds(const struct request *request, const struct keyed_write *claim) {
    const struct retention *kept = &request->worker->api->retention;

    return (claim->owner.is_person ? kept->page_answers_days : kept->answers_days) *
           SECONDS_PER_DAY;
}

/* ---- the kept answer ---- */

static void put_line(struct buffer *out, const char *name, struct str value) {
    buffer_put_z(out, name);
    buffer_put_z(out, ": ");
    buffer_put_str(out, value);
    buffer_put_char(out, '\n');
}

/* What the exchange has apart from the others stands as the header that it becomes. */
static void put_headers(const struct exchange *exchange, struct buffer *out) {
    if (exchange->content_type)
        put_line(out, "Content-Type", str_of(exchange->content_type));
    if (exchange->cache_control)
        put_line(out, "Cache-Control", str_of(exchange->cache_control));
    for (size_t i = 0; i < exchange->header_count; i++)
        put_line(out, exchange->headers[i].name, exchange->headers[i].value);
}

static void take_header(struct arena *arena, struct exchange *exchange, struct str line) {
    const char *name = arena_z(arena, str_cut(&line, ':'));
    struct str value = str_trim(line);

    if (strcmp(name, "Content-Type") == 0)
        exchange->content_type = arena_z(arena, value);
    else if (strcmp(name, "Cache-Control") == 0)
        exchange->cache_control = arena_z(arena, value);
    else
        exchange_add_header(exchange, name, value);
}

static enum outcome replay(struct request *request, const struct kept_answer *kept) {
    struct exchange *exchange = request->exchange;
    struct str headers = kept->headers, body;

    if (!packed_read(request->arena, kept->body, &body)) {
        log_error("An answer that is kept for a key of account %lld is damaged.",
                  (long long)request->caller.account_id);
        return FAILED;
    }
    exchange->status = kept->status;
    while (headers.len > 0)
        take_header(request->arena, exchange, str_cut(&headers, '\n'));
    exchange_add_header(exchange, REPLAYED_HEADER, STR("true"));
    buffer_put_str(&exchange->body_out, body);
    return ANSWERED;
}

/* ---- the claim ---- */

/* Whether its key may have been kept and forgotten. */
static bool is_too_old(const struct keyed_write *claim, int64_t now, int64_t kept) {
    return claim->says_when && now - claim->made_at > kept - MOMENT_TOLERANCE;
}

/* DONE when nothing is kept that counts. */
static enum outcome find(struct request *request, struct db *db, int64_t now) {
    struct keyed_write *claim = request->keyed;
    int64_t kept_for = kept_seconds(request, claim);
    struct kept_answer kept;
    bool found;

    if (!kept_answer_find(request->arena, db, &claim->owner, &claim->key, &kept, &found))
        return FAILED;
    claim->is_outdated = found && kept.at < now - kept_for;
    if (!found || claim->is_outdated)
        return is_too_old(claim, now, kept_for) ? answer_forgotten(request) : DONE;
    claim->is_settled = true;
    exchange_drop_answer(request->exchange);
    if (memcmp(&kept.fingerprint, &claim->fingerprint, sizeof(kept.fingerprint)) != 0)
        return answer_other_request(request);
    return replay(request, &kept);
}

/* Whoever was first may have been told that it is not known, and so is who asks again. */
static enum outcome confirmed(struct request *request, struct db *db, enum outcome outcome) {
    if (outcome != ANSWERED || !request->keyed->is_settled || db_confirm(db))
        return outcome;
    exchange_drop_answer(request->exchange);
    answer_not_stored(request->exchange, DB_UNKNOWN);
    return ANSWERED;
}

/* The snapshot that is open may be from before the commit behind which the key was released. */
static enum outcome look_up(struct request *request, int64_t now) {
    struct db *db = request->worker->db;

    close_snapshot(request);
    enum outcome outcome = open_snapshot(request) == DONE ? find(request, db, now) : FAILED;
    if (outcome != ANSWERED)
        return outcome;
    close_snapshot(request);
    return confirmed(request, db, outcome);
}

enum outcome idempotency_look_again(struct request *request, struct db *db) {
    return confirmed(request, db, find(request, db, instant_now()));
}

enum outcome idempotency_claim(struct request *request) {
    struct keys_at_work *at_work = request->worker->api->keys_at_work;
    struct str key;
    size_t count = find_key(request, &key);
    int64_t now;

    if (count == 0)
        return DONE;
    struct keyed_write *claim = NEW(request->arena, struct keyed_write);
    now = instant_now();
    check_key(request, key, count);
    read_moment(request, now, claim);
    if (faults_any(&request->faults))
        return INVALID;
    claim->owner = owner_of(request);
    claim->key = hash_key(request->arena, &claim->owner, key);
    claim->fingerprint = fingerprint_of(request);
    switch (keys_at_work_claim(at_work, &claim->key)) {
    case KEY_AT_WORK:
        return answer_at_work(request);
    case KEYS_FULL:
        answer_keys_full(request->exchange);
        return ANSWERED;
    case KEY_CLAIMED:
        break;
    }
    request->keyed = claim;
    return look_up(request, now);
}

/* ---- the end ---- */

static bool is_kept(unsigned status) {
    bool is_refusal = status == 400 || status == 404 || status == 412;

    return is_refusal || (status >= 200 && status < 300);
}

bool idempotency_has_to_keep(const struct request *request) {
    return request->keyed && !request->keyed->is_settled && is_kept(request->exchange->status);
}

static bool put(struct request *request, struct db *db, struct str headers) {
    const struct exchange *exchange = request->exchange;
    const struct keyed_write *claim = request->keyed;
    const struct kept_answer answer = {
        .fingerprint = claim->fingerprint,
        .at = instant_now(),
        .status = exchange->status,
        .headers = headers,
        .body = packed_make(request->arena, buffer_str(&exchange->body_out)),
    };

    return (!claim->is_outdated || kept_answer_forget(db, &claim->owner, &claim->key)) &&
           kept_answer_put(db, &claim->owner, &claim->key, &answer);
}

bool idempotency_keep(struct request *request, struct db *db) {
    struct buffer headers;

    if (!request->keyed)
        return true;
    ALWAYS(!request->exchange->spool.is_open && !request->exchange->file.is_open);
    request->keyed->is_settled = true;
    buffer_init(&headers, SIZE_MAX);
    put_headers(request->exchange, &headers);
    bool fine = put(request, db, buffer_str(&headers));
    buffer_done(&headers);
    return fine;
}

void idempotency_again(struct request *request) {
    if (request->keyed)
        request->keyed->is_settled = false;
}

void idempotency_end(struct request *request) {
    if (request->keyed)
        keys_at_work_release(request->worker->api->keys_at_work, &request->keyed->key);
    request->keyed = NULL;
}
