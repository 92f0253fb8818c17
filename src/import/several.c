/* several.c - libcurl's multi interface, on a handful of connections that are kept. */
#include "import/several.h"

#include "base/buffer.h"

enum {
    AT_ONCE = 12,                /* connections */
    BODY_MOST = 4 * 1024 * 1024, /* of one answer; what is larger is asked for alone */
    POLL_MILLISECONDS = 1000,
    PATH_MOST = 256,
};

struct answer {
    char path[PATH_MOST];
    struct buffer body;
    bool is_whole;
};

struct line { /* one connection's handle */
    CURL *curl;
    struct answer *under_way; /* NULL: it is idle */
};

struct several {
    CURLM *multi;
    struct line lines[AT_ONCE];
    struct answer answers[SEVERAL_MOST];
    size_t count;   /* answers, or places for them */
    bool may_begin; /* false after the first that did not come */
};

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
    struct line *line = context;

    (void)size; /* always 1 */
    buffer_put(&line->under_way->body, bytes, count);
    return buffer_failed(&line->under_way->body) ? 0 : count;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes, (void)context;
    return size * count;
}

struct several *several_open(struct arena *arena, void (*set_up)(CURL *curl, void *context),
                             void *context) {
    struct several *several = NEW(arena, struct several);

    several->multi = curl_multi_init();
    if (!several->multi)
        return NULL;
    for (size_t i = 0; i < COUNT(several->answers); i++)
        buffer_init(&several->answers[i].body, BODY_MOST);
    for (size_t i = 0; i < AT_ONCE; i++) {
        struct line *line = &several->lines[i];
        line->curl = curl_easy_init();
        if (!line->curl) {
            several_close(several);
            return NULL;
        }
        set_up(line->curl, context);
        curl_easy_setopt(line->curl, CURLOPT_WRITEFUNCTION, take_body);
        curl_easy_setopt(line->curl, CURLOPT_WRITEDATA, line);
        curl_easy_setopt(line->curl, CURLOPT_HEADERFUNCTION, take_header);
    }
    return several;
}

void several_close(struct several *several) {
    if (!several)
        return;
    for (size_t i = 0; i < AT_ONCE; i++)
        curl_easy_cleanup(several->lines[i].curl); /* NULL is allowed */
    for (size_t i = 0; i < COUNT(several->answers); i++)
        buffer_done(&several->answers[i].body);
    curl_multi_cleanup(several->multi);
}

/* ---- asking ---- */

static bool begin(struct several *several, struct line *line, const struct several_asked *asked) {
    const char *path = asked->paths[several->count];
    struct answer *answer = &several->answers[several->count];
    char url[2048];
    int len = snprintf(url, sizeof(url), "%.*s/%s", (int)asked->base.len, asked->base.at, path);

    if (len < 0 || (size_t)len >= sizeof(url) || strlen(path) >= sizeof(answer->path))
        return false;
    memcpy(answer->path, path, strlen(path) + 1);
    buffer_reset(&answer->body);
    answer->is_whole = false;
    curl_easy_setopt(line->curl, CURLOPT_URL, url); /* is copied */
    curl_easy_setopt(line->curl, CURLOPT_HTTPHEADER, asked->headers);
    if (curl_multi_add_handle(several->multi, line->curl) != CURLM_OK)
        return false;
    line->under_way = answer;
    several->count++;
    return true;
}

/* On each idle line; whether any is busy. */
static bool begin_more(struct several *several, const struct several_asked *asked) {
    bool busy = false;

    for (size_t i = 0; i < AT_ONCE; i++) {
        struct line *line = &several->lines[i];
        several->may_begin = several->may_begin && !(asked->stop && *asked->stop);
        if (!line->under_way && several->may_begin && several->count < asked->count)
            several->may_begin = begin(several, line, asked);
        busy = busy || line->under_way;
    }
    return busy;
}

static void end(struct several *several, const CURLMsg *message) {
    CURLcode code = message->data.result;
    CURL *curl = message->easy_handle;
    long status = 0;

    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    curl_multi_remove_handle(several->multi, curl);
    for (size_t i = 0; i < AT_ONCE; i++)
        if (several->lines[i].curl == curl) {
            several->lines[i].under_way->is_whole = code == CURLE_OK && status == 200;
            several->may_begin = several->may_begin && several->lines[i].under_way->is_whole;
            several->lines[i].under_way = NULL;
        }
}

static void drop(struct several *several) {
    for (size_t i = 0; i < AT_ONCE; i++)
        if (several->lines[i].under_way) {
            curl_multi_remove_handle(several->multi, several->lines[i].curl);
            several->lines[i].under_way = NULL;
        }
}

size_t several_ask(struct several *several, const struct several_asked *asked) {
    int running, left;

    several->count = 0;
    several->may_begin = true;
    while (begin_more(several, asked)) {
        const CURLMsg *message;
        if (curl_multi_perform(several->multi, &running) != CURLM_OK) {
            drop(several);
            break;
        }
        bool any_ended = false;
        while ((message = curl_multi_info_read(several->multi, &left))) {
            any_ended = any_ended || message->msg == CURLMSG_DONE;
            if (message->msg == CURLMSG_DONE)
                end(several, message);
        }
        if (!any_ended)
            curl_multi_poll(several->multi, NULL, 0, POLL_MILLISECONDS, NULL);
    }
    return several->count;
}

bool several_take(struct several *several, const char *path, struct str *ret) {
    for (size_t i = 0; several && i < several->count; i++) {
        struct answer *answer = &several->answers[i];
        if (!answer->is_whole || strcmp(answer->path, path) != 0)
            continue;
        answer->is_whole = false;
        *ret = buffer_str(&answer->body);
        return true;
    }
    return false;
}
