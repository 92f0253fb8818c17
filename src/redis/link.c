/* link.c - speaks with Redis over hiredis.
 *
 * What is counted is kept as throttle.c keeps it in memory: a list of the moments of the last
 * `rate` requests under each key. A script looks and adds in one step, so that nobody counts
 * between; its moments are those of the clock of Redis, whatever the clocks of those who ask say.
 * When that clock is set back, moments that lie ahead of it no longer count. */
#include "redis/link.h"

#include "base/log.h"

#include <errno.h>
#include <hiredis/hiredis.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>

#define SCRIPT                                                                                     \
    "local clock = redis.call('TIME')\n"                                                           \
    "local now = clock[1] * 1000 + math.floor(clock[2] / 1000)\n"                                  \
    "local first = tonumber(redis.call('LINDEX', KEYS[1], -ARGV[1]))\n"                            \
    "if first and first <= now and now - first < tonumber(ARGV[2]) then\n"                         \
    "    return now - first\n"                                                                     \
    "end\n"                                                                                        \
    "redis.call('RPUSH', KEYS[1], now)\n"                                                          \
    "redis.call('LTRIM', KEYS[1], -ARGV[1], -1)\n"                                                 \
    "redis.call('PEXPIRE', KEYS[1], ARGV[2])\n"                                                    \
    "return -1\n"
#define KEY "glimt:rate:"

enum { NAME_LENGTH = 40 }; /* of a script, in hexadecimal digits */

struct link {
    redisContext *context;
    char script[NAME_LENGTH + 1]; /* its name there */
};

static bool fail(char problem[LINK_PROBLEM], const char *text) {
    snprintf(problem, LINK_PROBLEM, "%.*s", (int)strcspn(text, "\r\n"), text);
    return false;
}

static bool fail_link(const struct link *link, char problem[LINK_PROBLEM]) {
    bool is_late = link->context->err == REDIS_ERR_IO && errno == EAGAIN;

    return fail(problem, is_late ? "it does not answer in time" : link->context->errstr);
}

static bool is_word(const redisReply *reply, const char *word) {
    return strncmp(reply->str, word, strlen(word)) == 0;
}

/* NULL with what is wrong. */
static redisReply *good(const struct link *link, redisReply *reply, char problem[LINK_PROBLEM]) {
    if (reply && reply->type != REDIS_REPLY_ERROR)
        return reply;
    if (reply)
        fail(problem, reply->str);
    else
        fail_link(link, problem);
    if (reply)
        freeReplyObject(reply);
    return NULL;
}

static bool sign_in(const struct link *link, const struct redis_address *at,
                    char problem[LINK_PROBLEM]) {
    redisReply *reply;

    if (at->password) {
        reply = at->user ? redisCommand(link->context, "AUTH %s %s", at->user, at->password)
                         : redisCommand(link->context, "AUTH %s", at->password);
        if (!good(link, reply, problem))
            return false;
        freeReplyObject(reply);
    }
    if (at->number == 0)
        return true;
    reply = good(link, redisCommand(link->context, "SELECT %u", at->number), problem);
    if (!reply)
        return false;
    freeReplyObject(reply);
    return true;
}

/* Puts the script there, which is called by its name from then on. */
static bool load_script(struct link *link, char problem[LINK_PROBLEM]) {
    redisReply *reply = good(link, redisCommand(link->context, "SCRIPT LOAD %s", SCRIPT), problem);

    if (!reply)
        return false;
    bool is_name = reply->type == REDIS_REPLY_STRING && reply->len == NAME_LENGTH;
    if (is_name)
        memcpy(link->script, reply->str, NAME_LENGTH + 1);
    else
        fail(problem, "it keeps no scripts");
    freeReplyObject(reply);
    return is_name;
}

/* Who may not write there would find it out with a client's request otherwise. */
static bool try_script(struct link *link, char problem[LINK_PROBLEM]) {
    struct count trial = {.key = "trial", .rate = 1, .within = 1};

    return link_count(link, &trial, 1, problem);
}

static struct timeval time_of(int milliseconds) {
    return (struct timeval){milliseconds / 1000, milliseconds % 1000 * 1000L};
}

struct link *link_open(const struct redis_address *at, int patience, char problem[LINK_PROBLEM]) {
    struct link *link = calloc(1, sizeof(*link));

    NEEDED(link);
    link->context = at->socket ? redisConnectUnixWithTimeout(at->socket, time_of(patience))
                               : redisConnectWithTimeout(at->host, at->port, time_of(patience));
    NEEDED(link->context);
    if (link->context->err || redisSetTimeout(link->context, time_of(patience)) != REDIS_OK ||
        (at->host && redisEnableKeepAlive(link->context) != REDIS_OK))
        fail(problem, link->context->errstr);
    else if (sign_in(link, at, problem) && load_script(link, problem) && try_script(link, problem))
        return link;
    link_close(link);
    return NULL;
}

void link_close(struct link *link) {
    if (!link)
        return;
    redisFree(link->context);
    free(link);
}

/* Redis sends nothing unasked, so what can be read is the end. */
bool link_is_up(const struct link *link) {
    struct pollfd look = {.fd = link->context->fd, .events = POLLIN};

    return poll(&look, 1, 0) == 0;
}

/* Redis was told to forget its scripts. */
static redisReply *count_anew(struct link *link, const struct count *count) {
    return redisCommand(link->context, "EVAL %s 1 " KEY "%s %u %u", SCRIPT, count->key, count->rate,
                        count->within);
}

static bool take_reply(const struct link *link, struct count *count, redisReply *reply,
                       char problem[LINK_PROBLEM]) {
    if (!good(link, reply, problem))
        return false;
    bool is_number = reply->type == REDIS_REPLY_INTEGER;
    if (is_number)
        count->age = reply->integer;
    else
        fail(problem, "it answers with something else");
    freeReplyObject(reply);
    return is_number;
}

/* What is to be counted anew is so when all answers of the first round are there. */
static bool read_replies(struct link *link, struct count *counts, size_t count,
                         char problem[LINK_PROBLEM]) {
    enum { UNKNOWN = -2 };

    for (size_t i = 0; i < count; i++) {
        redisReply *reply = NULL;
        if (redisGetReply(link->context, (void **)&reply) != REDIS_OK)
            return fail_link(link, problem);
        if (reply->type == REDIS_REPLY_ERROR && is_word(reply, "NOSCRIPT")) {
            counts[i].age = UNKNOWN;
            freeReplyObject(reply);
        } else if (!take_reply(link, &counts[i], reply, problem)) {
            return false;
        }
    }
    for (size_t i = 0; i < count; i++)
        if (counts[i].age == UNKNOWN &&
            !take_reply(link, &counts[i], count_anew(link, &counts[i]), problem))
            return false;
    return true;
}

bool link_count(struct link *link, struct count *counts, size_t count, char problem[LINK_PROBLEM]) {
    for (size_t i = 0; i < count; i++)
        NEEDED(redisAppendCommand(link->context, "EVALSHA %s 1 " KEY "%s %u %u", link->script,
                                  counts[i].key, counts[i].rate, counts[i].within) == REDIS_OK);
    return read_replies(link, counts, count, problem);
}
