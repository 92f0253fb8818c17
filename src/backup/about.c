/* about.c - compact JSON, with only what a reader has to know. */
#include "backup/about.h"

#include "base/instant.h"
#include "json/members.h"

#include <stdio.h>

#define FORMAT "1"

void about_put(struct buffer *out, int64_t moment, bool has_certificates) {
    buffer_format(out, "{\"format\":" FORMAT ",\"glimt\":\"%s\",\"made\":\"", GLIMT_VERSION);
    instant_put(out, moment);
    buffer_format(out, "\",\"certificates\":%s}\n", has_certificates ? "true" : "false");
}

/* The text of a string without escapes that is fit to be shown. */
static bool read_text(struct str object, struct str name, char ret[ABOUT_TEXT]) {
    struct str value = json_find_member(object, name);

    if (value.len < 2 || value.len - 2 >= ABOUT_TEXT || value.at[0] != '"' || !str_is_text(value) ||
        str_has_control(value) || memchr(value.at, '\\', value.len))
        return false;
    snprintf(ret, ABOUT_TEXT, "%.*s", (int)value.len - 2, value.at + 1);
    return true;
}

bool about_read(struct run *run, struct str text, struct about *ret) {
    struct str format = json_find_member(text, STR("format"));

    if (!read_text(text, STR("glimt"), ret->version) || !read_text(text, STR("made"), ret->made) ||
        format.len == 0)
        return run_fail(run, "The backup is damaged: it does not say what it is.");
    ret->has_certificates = str_equal(json_find_member(text, STR("certificates")), STR("true"));
    return str_equal(format, STR(FORMAT)) ||
           run_fail(run,
                    "The backup was made by glimt %s, in a form that this version (%s) does "
                    "not know: use that version, or a later one.",
                    ret->version, GLIMT_VERSION);
}
