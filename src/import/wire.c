/* wire.c - one request at a time, over libcurl, until it is answered or will not be. */
#include "import/wire.h"

#include "base/buffer.h"
#include "base/instant.h"
#include "import/personal.h"
#include "import/recording.h"
#include "import/several.h"

#include <curl/curl.h>
#include <errno.h>
#include <sodium.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
    BODY_MOST = 64 * 1024 * 1024, /* of one answer: a page of a hundred rows with all their parts */
    CONNECT_SECONDS = 30,
    SILENT_SECONDS = 60,  /* a connection that brings nothing for so long is broken */
    WAIT_MOST = 3600,     /* seconds that a server may have us wait */
    TOKEN_SECONDS = 3600, /* where the answer says nothing that can be */
};

/* Before each further attempt, in milliseconds. The first comes at once, since a connection that
 * was kept may have ended meanwhile; together they outlast a restart of the source. */
static const int64_t pauses[] = {0, 500, 2000, 5000, 10000, 20000, 30000, 60000, 60000, 60000};

struct wire {
    struct arena *life;  /* as long as the wire */
    struct arena *arena; /* of what is asked now; emptied when the next question begins */
    const struct wire_options *options;
    struct str base; /* the address without its last slash */
    CURL *curl;
    struct several *several; /* made when it is needed first */
    struct curl_slist *basic, *bearer;
    struct buffer body;
    struct recording *written;      /* gets each answer; or NULL */
    struct personal *personal;      /* replaces what is personal in that; or NULL */
    struct recording *asked_of;     /* has the answers, and nobody else is asked; or NULL */
    const struct wire_taker *taker; /* of a download under way */
    bool was_taken;                 /* false: the taker could not */
    int64_t renew_at, next_at;      /* monotonic milliseconds */
    int64_t asked;
    long status;
    int64_t retry_after; /* seconds, of the last answer; -1: it does not say */
    const char *problem;
};

static enum wired refuse(struct wire *wire, struct str problem) {
    wire->problem = problem.at;
    return WIRE_FAILED;
}

#define REFUSE(wire, ...) refuse(wire, arena_format((wire)->arena, __VA_ARGS__))

/* ---- what comes ---- */

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
    struct wire *wire = context;
    long status = 0;

    (void)size; /* always 1 */
    curl_easy_getinfo(wire->curl, CURLINFO_RESPONSE_CODE, &status);
    if (!wire->taker || status != 200) {
        buffer_put(&wire->body, bytes, count);
        return buffer_failed(&wire->body) ? 0 : count;
    }
    wire->was_taken = wire->taker->take(wire->taker->context, bytes, count);
    if (wire->written)
        buffer_put(&wire->body, bytes, count);
    return wire->was_taken && !buffer_failed(&wire->body) ? count : 0;
}

/* `Retry-After: 3`; a date is taken for nothing said. */
static size_t take_header(char *bytes, size_t size, size_t count, void *context) {
    struct str line = {bytes, size * count};
    struct wire *wire = context;

    if (!str_starts_any_case(line, STR("retry-after:")))
        return count;
    const char *text = arena_z(wire->arena, line) + strlen("retry-after:");
    char *end;
    long seconds = strtol(text, &end, 10);
    if (end != text && seconds >= 0)
        wire->retry_after = seconds < WAIT_MOST ? seconds : WAIT_MOST;
    return count;
}

/* ---- time ---- */

static bool is_stopped(const struct wire *wire) {
    return wire->options->stop && *wire->options->stop;
}

/* Called by libcurl about once a second: a stop does not wait for a source that is silent. */
static int look_for_stop(void *context, curl_off_t a, curl_off_t b, curl_off_t c, curl_off_t d) {
    (void)a, (void)b, (void)c, (void)d;
    return is_stopped(context);
}

static void sleep_until(const struct wire *wire, int64_t at) {
    int64_t left;

    while (!is_stopped(wire) && (left = at - monotonic_milliseconds()) > 0) {
        struct timespec pause = {left / 1000, left % 1000 * 1000000};
        nanosleep(&pause, NULL); /* a signal ends it early, and may have set the flag */
    }
}

/* Requests begin at even distances, so that no second has more than it may. */
static void pace(struct wire *wire) {
    int64_t rate = wire->options->rate, now;

    sleep_until(wire, wire->next_at);
    now = monotonic_milliseconds();
    wire->next_at = rate > 0 ? now + (1000 + rate - 1) / rate : now;
}

/* ---- one attempt ---- */

/* What will be the same however often it is asked. */
static bool is_final(CURLcode code) {
    switch (code) {
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_OUT_OF_MEMORY:
        return true;
    default:
        return false;
    }
}

static CURLcode attempt(struct wire *wire, const char *path, bool is_post,
                        struct curl_slist *headers) {
    CURL *curl = wire->curl;

    pace(wire);
    if (is_stopped(wire))
        return CURLE_ABORTED_BY_CALLBACK;
    buffer_reset(&wire->body);
    wire->retry_after = -1;
    wire->status = 0;
    wire->asked++;
    curl_easy_setopt(
        curl, CURLOPT_URL,
        arena_format(wire->arena, "%.*s/%s", (int)wire->base.len, wire->base.at, path).at);
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    if (is_post) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, "");
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, 0L);
    } else {
        curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
    }
    CURLcode code = curl_easy_perform(curl);
    if (code == CURLE_OK)
        curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &wire->status);
    return code;
}

/* ---- again and again ---- */

/* How often in a row it was asked in vain. */
struct patience {
    size_t tries;
};

static enum wired wait_for(struct wire *wire, struct patience *patience, struct str what) {
    if (patience->tries == COUNT(pauses))
        return REFUSE(wire, "The source failed %zu times in a row, at last so: %.*s",
                      COUNT(pauses) + 1, (int)what.len, what.at);
    int64_t pause = pauses[patience->tries++];
    if (wire->retry_after > 0)
        pause = wire->retry_after * 1000;
    sleep_until(wire, monotonic_milliseconds() + pause);
    return WIRED;
}

static enum wired wait_after_failure(struct wire *wire, struct patience *patience, CURLcode code) {
    if (is_stopped(wire))
        return refuse(wire, STR("It was interrupted."));
    if (wire->taker && !wire->was_taken)
        return refuse(wire, STR("A file of the source could not be stored."));
    if (buffer_failed(&wire->body))
        return refuse(wire, STR("An answer of the source is larger than 64 MB."));
    if (is_final(code))
        return REFUSE(wire, "The source can't be asked: %s.", curl_easy_strerror(code));
    return wait_for(wire, patience, arena_format(wire->arena, "%s.", curl_easy_strerror(code)));
}

/* A 429 is no failure: it says how long to wait, and is waited for as often as it comes. */
static void wait_for_turn(struct wire *wire) {
    int64_t seconds = wire->retry_after >= 0 ? wire->retry_after : 1;

    sleep_until(wire, monotonic_milliseconds() + seconds * 1000);
}

static struct curl_slist *header(struct wire *wire, const char *scheme, const char *value) {
    struct str line = arena_format(wire->arena, "Authorization: %s %s", scheme, value);
    struct curl_slist *list = curl_slist_append(NULL, line.at);

    sodium_memzero((char *)line.at, line.len);
    return list;
}

static const struct json *find(const struct json *object, const char *name) {
    for (size_t i = object->count; i > 0; i--)
        if (str_equal_any_case(object->names[i - 1], str_of(name)))
            return &object->items[i - 1];
    return NULL;
}

/* A tenth of its life before it ends; of what the clocks of both make impossible, nothing is
 * believed. */
static int64_t life_of(const struct json *expires) {
    struct moment end;
    int64_t seconds = TOKEN_SECONDS;

    if (expires && expires->kind == JSON_KIND_STRING && moment_read(expires->text, &end))
        seconds = end.instant - instant_now();
    if (seconds <= 0 || seconds > 24 * TOKEN_SECONDS)
        seconds = TOKEN_SECONDS;
    return seconds * 900; /* milliseconds */
}

static bool take_token(struct wire *wire) {
    struct arena *arena = arena_open();
    const char *problem;
    const struct json *answer = json_read(arena, buffer_str(&wire->body), &problem);
    bool is_object = answer && answer->kind == JSON_KIND_OBJECT;
    const struct json *token = is_object ? find(answer, "accessToken") : NULL;
    bool fine = token && token->kind == JSON_KIND_STRING && token->text.len > 0 &&
                !str_has_control(token->text);

    if (fine) {
        curl_slist_free_all(wire->bearer);
        wire->bearer = header(wire, "Bearer", arena_z(arena, token->text));
        wire->renew_at = monotonic_milliseconds() + life_of(find(answer, "expires"));
    }
    arena_close(arena);
    return fine;
}

static enum wired judge_token(struct wire *wire, struct patience *patience, bool *ret_again) {
    *ret_again = false;
    if (wire->status == 200 && take_token(wire))
        return WIRED;
    if (wire->status == 401 || wire->status == 403)
        return REFUSE(wire,
                      "The source refuses the application %s: its secret is another one, or"
                      " it may not call from here.",
                      wire->options->id);
    if (wire->status >= 300 && wire->status < 500 && wire->status != 429)
        return REFUSE(wire,
                      "The source answers a request for a token with %ld; --from has to be"
                      " the address before /v1.",
                      wire->status);
    *ret_again = true;
    if (wire->status == 429) {
        wait_for_turn(wire);
        return WIRED;
    }
    return wait_for(
        wire, patience,
        arena_format(wire->arena, "it answered a request for a token with %ld.", wire->status));
}

static enum wired renew(struct wire *wire) {
    const struct wire_taker *taker = wire->taker;
    struct patience patience = {0};
    enum wired wired = WIRED;
    bool again = true;

    wire->taker = NULL;
    while (wired == WIRED && again) {
        CURLcode code = attempt(wire, "v1/Auth/Token", true, wire->basic);
        wired = code == CURLE_OK ? judge_token(wire, &patience, &again)
                                 : wait_after_failure(wire, &patience, code);
    }
    sodium_memzero(wire->body.at, wire->body.len);
    wire->taker = taker;
    return wired;
}

/* The answer to a GET: `ret_again` when it may be another one next time. */
static enum wired judge(struct wire *wire, const char *path, struct patience *patience,
                        bool *ret_again) {
    *ret_again = false;
    switch (wire->status) {
    case 200:
        return WIRED;
    case 400:
    case 404:
        return WIRE_GONE;
    case 403:
        return WIRE_REFUSED;
    case 401:
        *ret_again = true;
        wire->renew_at = 0;
        return wait_for(wire, patience, STR("it takes no token for long."));
    case 429:
        *ret_again = true;
        wait_for_turn(wire);
        return WIRED;
    default:
        break;
    }
    if (wire->status < 500)
        return REFUSE(wire, "The source answers /%s with %ld, which is not followed.", path,
                      wire->status);
    *ret_again = true;
    return wait_for(wire, patience,
                    arena_format(wire->arena, "it answered /%s with %ld.", path, wire->status));
}

/* Whether the answer is whole: an object of JSON, where no bytes were asked for. */
static bool is_whole(struct wire *wire, struct arena *arena, const struct json **ret) {
    const char *problem;

    if (wire->taker)
        return true;
    /* What is read points into its text, which the next answer will overwrite. */
    *ret = json_read(arena, arena_copy(arena, buffer_str(&wire->body)), &problem);
    return *ret && (*ret)->kind == JSON_KIND_OBJECT;
}

/* False when it could not be written. */
static bool record(struct wire *wire, const char *path, long status, struct str body) {
    struct buffer replaced;

    if (!wire->written || !wire->personal)
        return !wire->written || recording_put(wire->written, path, status, body);
    buffer_init(&replaced, SIZE_MAX);
    personal_put(wire->personal, &replaced, path, body);
    bool fine = recording_put(wire->written, path, status, buffer_str(&replaced));
    buffer_done(&replaced);
    return fine;
}

static enum wired ask(struct wire *wire, struct arena *arena, const char *path,
                      const struct json **ret) {
    struct patience patience = {0};
    bool again = true;

    arena_reset(wire->arena);
    while (again) {
        enum wired wired = WIRED;
        if (monotonic_milliseconds() >= wire->renew_at)
            wired = renew(wire);
        if (wired == WIRED && wire->taker && !wire->taker->begin(wire->taker->context))
            wired = refuse(wire, STR("A file of the source could not be stored."));
        if (wired != WIRED)
            return wired;
        wire->was_taken = true;
        CURLcode code = attempt(wire, path, false, wire->bearer);
        if (code == CURLE_OK && !record(wire, path, wire->status, buffer_str(&wire->body)))
            return refuse(wire, STR("The recording could not be written."));
        wired = code == CURLE_OK ? judge(wire, path, &patience, &again)
                                 : wait_after_failure(wire, &patience, code);
        if (wired == WIRED && !again && !is_whole(wire, arena, ret)) {
            again = true;
            wired =
                wait_for(wire, &patience,
                         arena_format(wire->arena, "its answer to /%s is no JSON object.", path));
        }
        if (wired != WIRED)
            return wired;
    }
    return WIRED;
}

/* ---- from a recording ---- */

static enum wired look_up(struct wire *wire, struct arena *arena, const char *path,
                          const struct json **ret) {
    const struct wire_taker *taker = wire->taker;
    const char *problem;
    struct str body;
    long status;

    arena_reset(wire->arena);
    if (is_stopped(wire))
        return refuse(wire, STR("It was interrupted."));
    if (!recording_find(wire->asked_of, path, &status, &body))
        return REFUSE(wire, "The recording has no answer to /%s: it is not whole.", path);
    if (status == 403)
        return WIRE_REFUSED;
    if (status == 400 || status == 404)
        return WIRE_GONE;
    if (status != 200)
        return REFUSE(wire, "The recording's last answer to /%s is a %ld.", path, status);
    if (taker)
        return taker->begin(taker->context) && taker->take(taker->context, body.at, body.len)
                   ? WIRED
                   : refuse(wire, STR("A file of the source could not be stored."));
    *ret = json_read(arena, body, &problem);
    return *ret && (*ret)->kind == JSON_KIND_OBJECT
               ? WIRED
               : REFUSE(wire, "The recording's last answer to /%s is no JSON object.", path);
}

/* ---- several at once ---- */

static void set_up(CURL *curl, void *context);

enum wired wire_ahead(struct wire *wire, const char *const *paths, size_t count) {
    if (wire->asked_of || wire->options->rate > 0)
        return WIRED;
    arena_reset(wire->arena);
    wire->taker = NULL;
    if (monotonic_milliseconds() >= wire->renew_at && renew(wire) != WIRED)
        return WIRE_FAILED;
    if (!wire->several)
        wire->several = several_open(wire->life, set_up, wire);
    if (wire->several)
        wire->asked += (int64_t)several_ask(wire->several,
                                            &(struct several_asked){.base = wire->base,
                                                                    .headers = wire->bearer,
                                                                    .paths = paths,
                                                                    .count = count,
                                                                    .stop = wire->options->stop});
    return WIRED;
}

/* What came beforehand and is whole. */
static bool has_come(struct wire *wire, struct arena *arena, const char *path,
                     const struct json **ret) {
    const char *problem;
    struct str body;

    if (!several_take(wire->several, path, &body))
        return false;
    *ret = json_read(arena, arena_copy(arena, body), &problem);
    return *ret && (*ret)->kind == JSON_KIND_OBJECT && record(wire, path, 200, body);
}

static enum wired find_answer(struct wire *wire, struct arena *arena, const char *path,
                              const struct json **ret) {
    return wire->asked_of ? look_up(wire, arena, path, ret) : ask(wire, arena, path, ret);
}

enum wired wire_get(struct wire *wire, struct arena *arena, const char *path,
                    const struct json **ret) {
    wire->taker = NULL;
    return has_come(wire, arena, path, ret) ? WIRED : find_answer(wire, arena, path, ret);
}

enum wired wire_download(struct wire *wire, const char *path, const struct wire_taker *taker) {
    const struct json *none; /* bytes are no JSON */

    wire->taker = taker;
    enum wired wired = find_answer(wire, NULL, path, &none);
    wire->taker = NULL;
    return wired;
}

/* ---- its life ---- */

static bool is_address(const char *from) {
    struct str text = str_of(from);

    return str_starts_any_case(text, STR("https://")) && text.len > strlen("https://") &&
           !strpbrk(from, "?#@ ") && !str_has_control(text);
}

static void set_up(CURL *curl, void *context) {
    struct wire *wire = context;

    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
    if (wire->options->ca_file)
        curl_easy_setopt(curl, CURLOPT_CAINFO, wire->options->ca_file);
    curl_easy_setopt(curl, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)SILENT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, look_for_stop);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, wire);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "glimt/" GLIMT_VERSION);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, wire);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, wire);
}

/* The id and the secret in base64, as one header that only libcurl keeps. */
static struct curl_slist *basic_header(struct wire *wire) {
    struct str both = arena_format(wire->arena, "%s:%s", wire->options->id, wire->options->secret);
    size_t size = sodium_base64_ENCODED_LEN(both.len, sodium_base64_VARIANT_ORIGINAL);
    char *text = arena_take(wire->arena, size, 1);

    sodium_bin2base64(text, size, (const unsigned char *)both.at, both.len,
                      sodium_base64_VARIANT_ORIGINAL);
    struct curl_slist *list = header(wire, "Basic", text);
    sodium_memzero(text, size);
    sodium_memzero((char *)both.at, both.len);
    return list;
}

struct wire *wire_open(struct arena *arena, const struct wire_options *options,
                       const char **ret_problem) {
    struct wire *wire = NEW(arena, struct wire);

    *wire = (struct wire){.life = arena, .options = options, .base = str_of(options->from)};
    if (access(options->from, F_OK) == 0) {
        wire->asked_of = recording_open(arena, options->from, ret_problem);
        if (!wire->asked_of)
            return NULL;
        wire->arena = arena_open();
        return wire;
    }
    if (!is_address(options->from)) {
        *ret_problem = "--from has to be an address such as https://publicapi.example/, without a"
                       " name, a password or a query in it, or the file of a recording.";
        return NULL;
    }
    while (wire->base.at[wire->base.len - 1] == '/')
        wire->base.len--;
    if (options->record &&
        !(wire->written = recording_begin(arena, options->record, wire->base,
                                          options->replaces_personal, ret_problem)))
        return NULL;
    if (options->replaces_personal)
        wire->personal = personal_open(arena, options->secret);
    wire->arena = arena_open();
    buffer_init(&wire->body, BODY_MOST);
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != 0 || !(wire->curl = curl_easy_init())) {
        *ret_problem = "libcurl can't be used here.";
        wire_close(wire);
        return NULL;
    }
    set_up(wire->curl, wire);
    wire->basic = basic_header(wire);
    return wire;
}

void wire_close(struct wire *wire) {
    if (!wire)
        return;
    recording_close(wire->written);
    recording_close(wire->asked_of);
    several_close(wire->several);
    if (wire->curl) {
        curl_slist_free_all(wire->basic);
        curl_slist_free_all(wire->bearer);
        curl_easy_cleanup(wire->curl);
        curl_global_cleanup();
        buffer_done(&wire->body);
    }
    arena_close(wire->arena);
}

struct str wire_source(const struct wire *wire) {
    return wire->asked_of ? recording_source(wire->asked_of) : wire->base;
}

const char *wire_problem(const struct wire *wire) {
    return wire->problem;
}

int64_t wire_asked(const struct wire *wire) {
    return wire->asked;
}
