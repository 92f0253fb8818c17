/* security_line.c - writes security events as JSON. */
#include "change/security_line.h"

#include "base/clock.h"
#include "json/write.h"

static void put_moment(struct buffer *out, const char *name, int64_t at) {
    int64_t second = at % SECONDS_PER_DAY;
    int year, month, day;

    day_to_civil(at / SECONDS_PER_DAY, &year, &month, &day);
    buffer_format(out, "\"%s\":\"%04d-%02d-%02dT%02d:%02d:%02dZ\",", name, year, month, day,
                  (int)(second / 3600), (int)(second / 60 % 60), (int)(second % 60));
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
