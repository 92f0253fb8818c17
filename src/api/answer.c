/* answer.c - statuses and bodies of refusals. Wording and spelling are the contract's. */
#include "api/answer.h"

#include "json/write.h"

enum outcome answer_empty(struct request *request, unsigned status) {
    request->exchange->status = status;
    return ANSWERED;
}

enum outcome answer_not_found(struct request *request, const struct resource *resource,
                              const char *id_name) {
    if (resource->missing_is_404 && !request->person) {
        exchange_drop_body(request->exchange);
        request->exchange->content_type = NULL;
        return answer_empty(request, 404);
    }
    faults_add(&request->faults, str_of(id_name),
               arena_format(request->arena, "The %s could not be found.", resource->name));
    return INVALID;
}

enum outcome answer_json(struct request *request, unsigned status, struct str body) {
    struct exchange *exchange = request->exchange;

    exchange->status = status;
    exchange->content_type = JSON_TYPE;
    exchange_drop_body(exchange);
    buffer_put_str(&exchange->body_out, body);
    return ANSWERED;
}

enum outcome answer_not_allowed(struct request *request, unsigned status, struct str allow) {
    exchange_add_header(request->exchange, "Allow", allow);
    return answer_empty(request, status);
}

enum outcome answer_unauthorized(struct request *request, bool basic) {
    exchange_add_header(request->exchange, "WWW-Authenticate",
                        basic ? STR("Basic realm=\"glimt\", charset=\"UTF-8\"")
                              : STR("Bearer realm=\"glimt\""));
    return answer_json(request, 401,
                       basic ? STR("{\"message\":\"Invalid application id or secret\"}")
                             : STR("{\"message\":\"Invalid token\"}"));
}

enum outcome answer_wait(struct request *request, unsigned seconds) {
    exchange_add_header(request->exchange, "Retry-After",
                        arena_format(request->arena, "%u", seconds));
    return answer_json(request, 429,
                       arena_format(request->arena, "{\"waitInSeconds\":%u}", seconds));
}

enum outcome answer_insecure(struct request *request) {
    return answer_json(request, 403, STR("{\"message\":\"HTTPS is required\"}"));
}

enum outcome answer_unavailable(struct request *request) {
    exchange_add_header(request->exchange, "Retry-After", STR("5"));
    return answer_empty(request, 503);
}

enum outcome answer_not_as_wanted(struct request *request, const char *sentence,
                                  struct str current) {
    struct buffer *out = &request->exchange->body_out;

    answer_json(request, 412, STR("{\"message\":"));
    json_put_string(out, str_of(sentence));
    if (request->person) {
        buffer_put_z(out, ",\"current\":");
        buffer_put_str(out, current.len > 0 ? current : STR("null"));
    }
    buffer_put_char(out, '}');
    return ANSWERED;
}

enum outcome answer_packed(struct request *request) {
    exchange_add_header(request->exchange, "Accept-Encoding", STR("identity"));
    return answer_json(request, 415,
                       STR("{\"message\":\"The server takes bodies as they are, without a "
                           "Content-Encoding.\"}"));
}

/* Who waits is told how long: it is how such an answer is told from the others with its status. */
enum outcome answer_at_work(struct request *request) {
    exchange_add_header(request->exchange, "Retry-After", STR("1"));
    return answer_json(request, 409,
                       STR("{\"message\":\"The first request with this Idempotency-Key is still "
                           "at work.\"}"));
}

enum outcome answer_other_request(struct request *request) {
    return answer_json(request, 422,
                       STR("{\"message\":\"This Idempotency-Key came with another request "
                           "before.\"}"));
}

enum outcome answer_forgotten(struct request *request) {
    return answer_json(request, 409,
                       STR("{\"message\":\"The write was made so long ago that nobody knows any "
                           "more whether it was stored.\"}"));
}

static void fail(struct exchange *exchange, unsigned status, const char *sentence) {
    exchange_drop_answer(exchange);
    exchange->status = status;
    exchange->content_type = JSON_TYPE;
    buffer_put_z(&exchange->body_out, "{\"message\":");
    json_put_string(&exchange->body_out, str_of(sentence));
    buffer_put_z(&exchange->body_out, ",\"requestId\":");
    json_put_string(&exchange->body_out, str_of(exchange->id));
    buffer_put_char(&exchange->body_out, '}');
}

/* What closes an account to changes may last for weeks: nobody has to ask every second. */
static enum outcome answer_closed(struct request *request) {
    fail(request->exchange, 503, request->faults.closed);
    exchange_add_header(request->exchange, "Retry-After", STR("60"));
    return ANSWERED;
}

enum outcome answer_invalid(struct request *request) {
    if (request->faults.closed)
        return answer_closed(request);
    answer_json(request, 400, STR(""));
    faults_put(&request->faults, &request->exchange->body_out);
    return ANSWERED;
}

void answer_failed(struct exchange *exchange) {
    fail(exchange, 500, "An unexpected error has occurred.");
}

void answer_lost(struct exchange *exchange) {
    fail(exchange, 503,
         "The server's database or files are not where they were; its log names them.");
    exchange_add_header(exchange, "Retry-After", STR("5"));
}

void answer_crowded(struct exchange *exchange) {
    fail(exchange, 503, "Too many questions that take long are waiting for their answers.");
    exchange_add_header(exchange, "Retry-After", STR("5"));
}

void answer_busy(struct exchange *exchange) {
    fail(exchange, 503, "Too many requests are waiting for the database. Try again soon.");
    exchange_add_header(exchange, "Retry-After", STR("5"));
}

void answer_held_up(struct exchange *exchange) {
    fail(exchange, 503, "Another program keeps the database busy. Try again soon.");
    exchange_add_header(exchange, "Retry-After", STR("5"));
}

void answer_no_room(struct exchange *exchange) {
    fail(exchange, 507, NO_ROOM_FOR_ANSWER);
}

void answer_no_file(struct exchange *exchange) {
    fail(exchange, 503, NO_FILE_FOR_ANSWER);
    exchange_add_header(exchange, "Retry-After", STR("1"));
}

void answer_passwords_crowded(struct exchange *exchange) {
    fail(exchange, 503, "Too many people are signing in at the moment. Try again soon.");
    exchange_add_header(exchange, "Retry-After", STR("5"));
}

void answer_keys_full(struct exchange *exchange) {
    fail(exchange, 503, "Too many writes with an Idempotency-Key are at work.");
    exchange_add_header(exchange, "Retry-After", STR("5"));
}

void answer_away(struct exchange *exchange) {
    fail(exchange, 503, "The server cannot reach its database.");
    exchange_add_header(exchange, "Retry-After", STR("5"));
}

void answer_ending(struct exchange *exchange) {
    fail(exchange, 503, "The server is ending.");
    exchange_add_header(exchange, "Retry-After", STR("5"));
}

void answer_not_stored(struct exchange *exchange, enum db_trouble trouble) {
    static const struct {
        enum db_trouble trouble;
        unsigned status;
        const char *sentence;
    } known[] = {
        {DB_FULL, 507, "The server's disk is full, so nothing was stored."},
        {DB_LOST, 503, "The server has lost its database, so nothing was stored."},
        {DB_BUSY, 503, "Another program keeps the database busy, so nothing was stored."},
        {DB_HELD, 503,
         "A program that reads the database keeps it from being tidied, so nothing was stored."},
        {DB_ENDING, 503, "The server is ending, so nothing was stored."},
        {DB_AWAY, 503, "The server cannot reach its database, so nothing was stored."},
        {DB_READ_ONLY, 503, "The server may only read its database now, so nothing was stored."},
        {DB_UNKNOWN, 503,
         "The server has lost its database while it stored this, and whether it did is not known."},
    };

    for (size_t i = 0; i < COUNT(known); i++) {
        if (known[i].trouble != trouble)
            continue;
        fail(exchange, known[i].status, known[i].sentence);
        if (known[i].status == 503)
            exchange_add_header(exchange, "Retry-After", STR("5"));
        return;
    }
    answer_failed(exchange);
}

void answer_files_away(struct exchange *exchange) {
    fail(exchange, 503, "The server cannot reach the store of its files now.");
    exchange_add_header(exchange, "Retry-After", STR("5"));
}

void answer_no_room_for_file(struct exchange *exchange) {
    fail(exchange, 507, "The server's disk has no room for the file while it is sent.");
}

enum outcome answer_being_filled(struct request *request) {
    fail(request->exchange, 503,
         "The company is being filled with demo data, and opens when that is done.");
    exchange_add_header(request->exchange, "Retry-After", STR("5"));
    return ANSWERED;
}
