/* cross_origin.c - the headers of the Fetch standard, 3.2. */
#include "api/cross_origin.h"

#include "access/origins.h"
#include "api/snapshot.h"

/* Ten minutes, for which a browser does not ask again: a guess. */
#define PREFLIGHT_SECONDS "600"

/* The one origin that the request names; empty when there is none. */
static struct str find_origin(const struct exchange *exchange) {
    struct str origin;

    return exchange_headers(exchange, "Origin", &origin) == 1 ? origin : STR("");
}

void cross_origin_note(struct request *request, struct str origins) {
    struct exchange *exchange = request->exchange;

    exchange->told = STR("");
    if (origins.len == 0)
        return;
    struct str origin = find_origin(exchange);
    if (origins_have(origins, origin))
        exchange->told =
            arena_format(request->arena,
                         "Access-Control-Allow-Origin: %.*s\r\nVary: Origin\r\n"
                         "Access-Control-Expose-Headers: Retry-After, ETag, X-Request-Id\r\n",
                         (int)origin.len, origin.at);
}

/* The methods are those that the path has. Whatever headers the page has are allowed: what they
 * mean is up to the call. */
static void allow(struct request *request, struct str origin) {
    struct exchange *exchange = request->exchange;
    struct str headers = exchange_list(exchange, "Access-Control-Request-Headers");
    struct str methods = STR("");

    for (size_t i = 0; i < exchange->header_count; i++)
        if (strcmp(exchange->headers[i].name, "Allow") == 0)
            methods = exchange->headers[i].value;
    if (headers.len == 0)
        headers = STR("Authorization, Content-Type");
    exchange->told = arena_format(
        request->arena,
        "Access-Control-Allow-Origin: %.*s\r\n"
        "Vary: Origin, Access-Control-Request-Headers\r\n"
        "Access-Control-Allow-Methods: %.*s\r\nAccess-Control-Allow-Headers: %.*s\r\n"
        "Access-Control-Max-Age: " PREFLIGHT_SECONDS "\r\n",
        (int)origin.len, origin.at, (int)methods.len, methods.at, (int)headers.len, headers.at);
}

enum outcome cross_origin_allow(struct request *request) {
    struct str origin = find_origin(request->exchange);
    bool is_listed;

    if (origin.len == 0)
        return ANSWERED;
    if (open_snapshot(request) != DONE ||
        !origin_is_listed(request->worker->db, origin, &is_listed))
        return FAILED;
    if (is_listed)
        allow(request, origin);
    return ANSWERED;
}
