/* security_line.c - writes security events as JSON. */
#include "change/security_line.h"

#include "base/instant.h"
#include "json/write.h"

static void put_moment(struct buffer *out, const char *name, int64_t at) {
    char moment[INSTANT_LENGTH + 1];

    instant_write(moment, at);
    buffer_format(out, "\"%s\":\"%s\",", name, moment);
}

static void put_id(struct buffer *out, const char *name, int64_t id) {
    if (id)
        buffer_format(out, ",\"%s\":%lld", name, (long long)id);
}

void security_line_put(struct buffer *out, const struct security_count *count) {
    const struct security_event *event = &count->event;

    buffer_put_char(out, '{');
    put_moment(out, "time", count->last_at);
    if (count->at != count->last_at)
        put_moment(out, "since", count->at);
    buffer_format(out, "\"kind\":\"%s\",\"outcome\":\"%s\",\"count\":%lld",
                  security_kinds[event->kind], security_outcome(event->kind),
                  (long long)count->count);
    put_id(out, "account", event->account_id);
    if (event->address.len > 0) {
        buffer_put_z(out, ",\"address\":");
        json_put_string(out, event->address);
    }
    put_id(out, "user", event->user_id);
    put_id(out, "application", event->application_id);
    put_id(out, "aboutUser", event->about_user_id);
    put_id(out, "aboutApplication", event->about_application_id);
    buffer_put_char(out, '}');
}
