/* s3.c - the requests that holding copies takes, signed by libcurl.
 *
 * Each is tried up to three times when the server cannot be reached, or says that it can't now. A
 * request without a byte for some seconds has failed, and is not tried again: whoever waits behind
 * it has waited long enough. For the same reason all others fail at once in the second after there
 * was no answer, so that a server that stands still holds up nobody for longer than one request.
 * What a request sends is signed with its SHA-256, so what arrives otherwise is refused there. */
#include "files/s3/s3.h"

#include "base/clock.h"
#include "base/log.h"
#include "files/s3/list.h"

#include <curl/curl.h>
#include <errno.h>
#include <inttypes.h>
#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
    TRIES = 3,
    CONNECT_SECONDS = 5,
    SILENT_SECONDS = 10,
    AWAY_MILLISECONDS = 1000,
    URL_MOST = 4096,
    PIECE = 64 * 1024,
    SAID_MOST = 512, /* of an error: its code comes first */
    HASH_HEX = 2 * crypto_hash_sha256_BYTES + 1,
};

#define OF_NOTHING "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

struct wire {
    CURL *curl;
    struct wire *next;
};

struct s3 {
    struct holder holder; /* first, so that one is the other */
    struct s3_place place;
    char scope[128];
    pthread_mutex_t lock; /* over the next two */
    struct wire *free;    /* connections that nobody uses now */
    int64_t away_until;   /* nobody is asked before */
};

/* One request and what came of it. */
struct asked {
    const char *method;
    char url[URL_MOST];
    char range[64];         /* empty: none */
    const char *hash;       /* of what is sent */
    int from;               /* what is sent; -1: nothing */
    int64_t size, at;       /* of that */
    char *to;               /* where the answer goes; NULL: nowhere */
    size_t room, count;     /* there */
    struct s3_list *list;   /* or there */
    bool is_good, is_known; /* the status is one of success; it has been looked at */
    bool is_late;           /* it had its time */
    const char *problem;    /* of what had no answer */
    CURL *curl;
    size_t said_count; /* of what a bad answer says */
    char said[SAID_MOST + 1];
};

/* ---- one request ---- */

static size_t send_more(char *to, size_t size, size_t count, void *context) {
    struct asked *asked = context;
    ssize_t got = pread(asked->from, to, size * count, asked->at);

    if (got < 0)
        return CURL_READFUNC_ABORT;
    asked->at += got;
    return (size_t)got;
}

static int go_to(void *context, curl_off_t offset, int origin) {
    struct asked *asked = context;

    if (origin != SEEK_SET)
        return CURL_SEEKFUNC_CANTSEEK;
    asked->at = offset;
    return CURL_SEEKFUNC_OK;
}

static size_t take_said(struct asked *asked, const char *bytes, size_t len) {
    size_t room = SAID_MOST - asked->said_count, taken = len < room ? len : room;

    memcpy(asked->said + asked->said_count, bytes, taken);
    asked->said_count += taken;
    return len;
}

static size_t take(char *bytes, size_t size, size_t count, void *context) {
    struct asked *asked = context;
    size_t len = size * count;
    long status = 0;

    if (!asked->is_known)
        curl_easy_getinfo(asked->curl, CURLINFO_RESPONSE_CODE, &status);
    asked->is_good = asked->is_known ? asked->is_good : status / 100 == 2;
    asked->is_known = true;
    if (!asked->is_good)
        return take_said(asked, bytes, len);
    if (asked->list)
        return s3_list_take(asked->list, bytes, len) ? len : 0;
    if (!asked->to)
        return len;
    if (len > asked->room - asked->count)
        return 0;
    memcpy(asked->to + asked->count, bytes, len);
    asked->count += len;
    return len;
}

/* No header to leave out, such as Expect: libcurl 7.88 signs it all the same. */
static struct curl_slist *headers_of(const struct asked *asked) {
    char line[128];

    snprintf(line, sizeof(line), "x-amz-content-sha256: %s", asked->hash);
    struct curl_slist *headers = curl_slist_append(NULL, line);
    NEEDED(headers);
    return headers;
}

static void set_up(const struct s3 *s3, struct asked *asked, struct curl_slist *headers) {
    CURL *curl = asked->curl;

    curl_easy_reset(curl);
    curl_easy_setopt(curl, CURLOPT_URL, asked->url);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(curl, CURLOPT_AWS_SIGV4, s3->scope);
    curl_easy_setopt(curl, CURLOPT_USERNAME, s3->place.key_id);
    curl_easy_setopt(curl, CURLOPT_PASSWORD, s3->place.secret);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)CONNECT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)SILENT_SECONDS);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, asked);
    if (asked->range[0])
        curl_easy_setopt(curl, CURLOPT_RANGE, asked->range);
    if (asked->from >= 0) {
        curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
        curl_easy_setopt(curl, CURLOPT_INFILESIZE_LARGE, (curl_off_t)asked->size);
        curl_easy_setopt(curl, CURLOPT_READFUNCTION, send_more);
        curl_easy_setopt(curl, CURLOPT_READDATA, asked);
        curl_easy_setopt(curl, CURLOPT_SEEKFUNCTION, go_to);
        curl_easy_setopt(curl, CURLOPT_SEEKDATA, asked);
    } else
        curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, asked->method);
}

/* The status, or 0: there was no answer. */
static long try_once(const struct s3 *s3, struct asked *asked) {
    struct curl_slist *headers = headers_of(asked);
    long status = 0;

    asked->at = 0;
    asked->count = asked->said_count = 0;
    asked->is_known = asked->is_good = false;
    set_up(s3, asked, headers);
    CURLcode code = curl_easy_perform(asked->curl);
    asked->is_late = code == CURLE_OPERATION_TIMEDOUT;
    asked->said[asked->said_count] = '\0';
    curl_easy_getinfo(asked->curl, CURLINFO_RESPONSE_CODE, &status);
    curl_slist_free_all(headers);
    asked->problem = curl_easy_strerror(code);
    return code == CURLE_OK ? status : 0;
}

static struct wire *take_wire(struct s3 *s3) {
    pthread_mutex_lock(&s3->lock);
    struct wire *wire = s3->free;
    if (wire)
        s3->free = wire->next;
    pthread_mutex_unlock(&s3->lock);
    if (wire)
        return wire;
    wire = calloc(1, sizeof(*wire));
    NEEDED(wire);
    wire->curl = curl_easy_init();
    NEEDED(wire->curl);
    return wire;
}

static void give_wire(struct s3 *s3, struct wire *wire) {
    pthread_mutex_lock(&s3->lock);
    wire->next = s3->free;
    s3->free = wire;
    pthread_mutex_unlock(&s3->lock);
}

static bool is_passing(long status) {
    return status == 0 || status == 429 || (status >= 500 && status != 501 && status != 507);
}

/* Whether there is no such object. Without its bucket, nobody knows. */
static bool is_no_object(const struct asked *asked, long status) {
    return (status == 404 || status == 416) && strcmp(asked->method, "PUT") != 0 &&
           !strstr(asked->said, "NoSuchBucket");
}

/* errno of a status that is no success. */
static int error_of(const struct s3 *s3, const struct asked *asked, long status) {
    if (is_no_object(asked, status))
        return ENOENT;
    if (status == 507)
        return ENOSPC;
    if (status != 0)
        log_error("The bucket %s of %s answers a %s with status %ld.", s3->place.bucket,
                  s3->place.endpoint, asked->method, status);
    return is_passing(status) ? EHOSTUNREACH : EIO;
}

static bool is_away(struct s3 *s3) {
    pthread_mutex_lock(&s3->lock);
    bool is_so = monotonic_milliseconds() < s3->away_until;
    pthread_mutex_unlock(&s3->lock);
    return is_so;
}

static void note_away(struct s3 *s3, const struct asked *asked) {
    pthread_mutex_lock(&s3->lock);
    s3->away_until = monotonic_milliseconds() + AWAY_MILLISECONDS;
    pthread_mutex_unlock(&s3->lock);
    log_error("The bucket %s of %s cannot be reached: %s.", s3->place.bucket, s3->place.endpoint,
              asked->problem);
}

/* The status, or 0: there was no answer, or none is waited for. */
static long try_all(struct s3 *s3, struct asked *asked) {
    int tries = 0;
    long status;

    if (is_away(s3))
        return 0;
    while (is_passing(status = try_once(s3, asked)) && ++tries < TRIES && !asked->list &&
           !asked->is_late)
        nanosleep(&(struct timespec){0, tries * 200 * 1000 * 1000L}, NULL);
    if (status == 0)
        note_away(s3, asked);
    return status;
}

/* False with errno. */
static bool ask(struct s3 *s3, struct asked *asked) {
    struct wire *wire = take_wire(s3);

    asked->curl = wire->curl;
    long status = try_all(s3, asked);
    give_wire(s3, wire);
    if (status / 100 == 2)
        return true;
    errno = error_of(s3, asked, status);
    return false;
}

/* ---- objects ---- */

static void name_object(const struct s3 *s3, const struct stored_copy *copy,
                        struct asked *ret_asked) {
    const struct s3_place *place = &s3->place;

    snprintf(ret_asked->url, sizeof(ret_asked->url), "%s/%s/%s%s%" PRId64 "/%s-%016" PRIx64,
             place->endpoint, place->bucket, place->prefix, place->prefix[0] ? "/" : "",
             copy->account_id, copy->hash, copy->number);
}

static bool hash_all(int descriptor, char ret[HASH_HEX]) {
    unsigned char piece[PIECE], hash[crypto_hash_sha256_BYTES];
    crypto_hash_sha256_state state;
    ssize_t count;
    int64_t at = 0;

    crypto_hash_sha256_init(&state);
    while ((count = pread(descriptor, piece, sizeof(piece), at)) > 0) {
        crypto_hash_sha256_update(&state, piece, (size_t)count);
        at += count;
    }
    crypto_hash_sha256_final(&state, hash);
    sodium_bin2hex(ret, HASH_HEX, hash, sizeof(hash));
    return count == 0;
}

static bool put(struct holder *holder, const struct stored_copy *copy, int descriptor) {
    struct s3 *s3 = (struct s3 *)holder;
    char hash[HASH_HEX];
    struct asked asked = {.method = "PUT", .from = descriptor, .size = copy->size, .hash = hash};

    if (!hash_all(descriptor, hash)) {
        log_error("An upload of account %" PRId64 " cannot be read again: %s.", copy->account_id,
                  strerror(errno));
        errno = EIO;
        return false;
    }
    name_object(s3, copy, &asked);
    return ask(s3, &asked);
}

static ssize_t read_part(struct holder *holder, const struct stored_copy *copy, int64_t at,
                         void *to, size_t room) {
    struct s3 *s3 = (struct s3 *)holder;
    struct asked asked = {.method = "GET", .from = -1, .hash = OF_NOTHING, .to = to, .room = room};
    int64_t left = copy->size - at;

    if (left <= 0)
        return 0;
    if (left > (int64_t)room)
        left = (int64_t)room;
    snprintf(asked.range, sizeof(asked.range), "%" PRId64 "-%" PRId64, at, at + left - 1);
    name_object(s3, copy, &asked);
    if (!ask(s3, &asked))
        return -1;
    if ((int64_t)asked.count == left)
        return (ssize_t)left;
    errno = ENOENT; /* it was cut, or is another's */
    return -1;
}

static bool remove_object(struct holder *holder, const struct stored_copy *copy) {
    struct s3 *s3 = (struct s3 *)holder;
    struct asked asked = {.method = "DELETE", .from = -1, .hash = OF_NOTHING};

    name_object(s3, copy, &asked);
    return ask(s3, &asked) || errno == ENOENT;
}

/* ---- all of them ---- */

struct seen {
    const struct s3 *s3;
    bool (*visit)(void *context, const struct stored_copy *copy);
    void *context;
    bool goes_on;
};

/* What does not look like one of ours may be anybody's. */
static void see(void *context, const char *key) {
    struct seen *seen = context;
    size_t prefix = strlen(seen->s3->place.prefix);
    struct stored_copy copy = {.held_in = HELD_IN_BUCKET};
    char again[S3_KEY_MOST + 1];

    if (prefix > 0 && (strncmp(key, seen->s3->place.prefix, prefix) != 0 || key[prefix] != '/'))
        return;
    const char *name = prefix > 0 ? key + prefix + 1 : key;
    const char *hash = strchr(name, '/'), *number = strchr(name, '-');
    if (!hash || !number || number - hash != 1 + FILE_HASH_LENGTH)
        return;
    memcpy(copy.hash, hash + 1, FILE_HASH_LENGTH);
    copy.account_id = strtoll(name, NULL, 10);
    copy.number = (int64_t)strtoull(number + 1, NULL, 16);
    snprintf(again, sizeof(again), "%" PRId64 "/%s-%016" PRIx64, copy.account_id, copy.hash,
             (uint64_t)copy.number);
    if (seen->goes_on && strcmp(again, name) == 0 && copy.account_id > 0 &&
        file_hash_is_one(str_of(copy.hash)))
        seen->goes_on = seen->visit(seen->context, &copy);
}

/* Parameters in the order of their names, as the signature wants them. */
static void name_list(const struct s3 *s3, CURL *curl, const char *next, struct asked *ret_asked) {
    const struct s3_place *place = &s3->place;
    char *token = next ? curl_easy_escape(curl, next, 0) : NULL;
    char *prefix = curl_easy_escape(curl, place->prefix, 0);

    snprintf(ret_asked->url, sizeof(ret_asked->url), "%s/%s?%s%s%slist-type=2&prefix=%s%s",
             place->endpoint, place->bucket, token ? "continuation-token=" : "", token ? token : "",
             token ? "&" : "", prefix ? prefix : "", place->prefix[0] ? "%2F" : "");
    curl_free(token);
    curl_free(prefix);
}

static bool list_page(struct s3 *s3, struct arena *arena, struct seen *seen, const char **next) {
    struct asked asked = {.method = "GET", .from = -1, .hash = OF_NOTHING};
    struct wire *wire = take_wire(s3);

    name_list(s3, wire->curl, *next, &asked);
    give_wire(s3, wire);
    asked.list = s3_list_open(see, seen);
    bool fine = ask(s3, &asked) && s3_list_end(asked.list, arena, next);
    s3_list_close(asked.list);
    return fine;
}

static bool walk(struct holder *holder,
                 bool (*visit)(void *context, const struct stored_copy *copy), void *context) {
    struct s3 *s3 = (struct s3 *)holder;
    struct seen seen = {s3, visit, context, true};
    struct arena *arena = arena_open();
    const char *next = NULL;
    bool fine;

    do
        fine = list_page(s3, arena, &seen, &next);
    while (fine && seen.goes_on && next);
    arena_close(arena);
    return fine && seen.goes_on;
}

static void end(struct holder *holder) {
    struct s3 *s3 = (struct s3 *)holder;

    while (s3->free) {
        struct wire *next = s3->free->next;
        curl_easy_cleanup(s3->free->curl);
        free(s3->free);
        s3->free = next;
    }
    pthread_mutex_destroy(&s3->lock);
}

struct holder *s3_open(struct arena *arena, const struct s3_place *place) {
    struct s3 *s3 = NEW(arena, struct s3);

    NEEDED(curl_global_init(CURL_GLOBAL_DEFAULT) == 0);
    s3->holder = (struct holder){read_part, put, remove_object, walk, end, HELD_IN_BUCKET};
    s3->place = *place;
    snprintf(s3->scope, sizeof(s3->scope), "aws:amz:%s:s3", place->region);
    pthread_mutex_init(&s3->lock, NULL);
    return &s3->holder;
}
