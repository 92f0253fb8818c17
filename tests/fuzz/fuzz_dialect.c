/* fuzz_dialect.c - any bytes are translated; texts between quotes stay, and so do parameters.
 *
 * What is looked for here is found by a reader of its own, byte by byte. Where the input has a
 * dollar, or a text that is not ended, the answer can't be read in this way. */
#include "base/buffer.h"
#include "base/log.h"
#include "db/postgres/dialect.h"
#include "fuzz.h"

#include <stdlib.h>

enum { NUMBERS = 65536 };

struct seen {
    struct buffer texts; /* with their quotes */
    char mark;           /* of parameters: ? or $ */
    bool numbers[NUMBERS];
    bool whole; /* whether all texts are ended */
};

static size_t skip(const char *at, size_t left, const char *end) {
    const char *found = memmem(at, left, end, strlen(end));

    return found ? (size_t)(found - at) + strlen(end) : left;
}

static size_t text_at(struct seen *seen, const char *at, size_t left) {
    size_t len = 1;

    while (true) {
        const char *end = memchr(at + len, at[0], left - len);
        if (!end) {
            seen->whole = false;
            return left;
        }
        len = (size_t)(end - at) + 1;
        if (len == left || at[len] != at[0])
            return len;
        len++;
    }
}

static size_t see_text(struct seen *seen, const char *at, size_t left) {
    size_t len = text_at(seen, at, left);
    bool is_bytes = len > 2 && at[1] == '\\' && at[2] == 'x';
    buffer_put(&seen->texts, at, 1);
    buffer_put(&seen->texts, at + (is_bytes ? 3 : 1), len - (is_bytes ? 3 : 1));
    return len;
}

static size_t see_parameter(struct seen *seen, const char *at, size_t left) {
    size_t len = 1;
    unsigned long number = 0;

    for (; len < left && at[len] >= '0' && at[len] <= '9'; len++)
        if (number < NUMBERS)
            number = 10 * number + (unsigned long)(at[len] - '0');
    if (number <= DIALECT_PARAMETER_MAX)
        seen->numbers[number] = true;
    return len;
}

static void see(struct seen *seen, struct str sql) {
    for (size_t i = 0; i < sql.len;) {
        const char *at = sql.at + i;
        size_t left = sql.len - i;
        if (*at == '\'' || *at == '"')
            i += see_text(seen, at, left);
        else if (left > 1 && memcmp(at, "--", 2) == 0)
            i += skip(at, left, "\n");
        else if (left > 1 && memcmp(at, "/*", 2) == 0)
            i += 2 + skip(at + 2, left - 2, "*/");
        else if (*at == seen->mark)
            i += see_parameter(seen, at, left);
        else
            i++;
    }
}

static struct seen *new_seen(struct arena *arena, char mark, struct str sql) {
    struct seen *seen = NEW(arena, struct seen);

    seen->mark = mark;
    seen->whole = true;
    buffer_init(&seen->texts, 64 * 1024 * 1024);
    see(seen, sql);
    return seen;
}

static void compare(const struct dialect *dialect, const struct seen *ours,
                    const struct seen *theirs) {
    unsigned count = 0;

    for (unsigned number = 1; number <= DIALECT_PARAMETER_MAX; number++) {
        count += ours->numbers[number];
        ALWAYS(dialect_parameter(dialect, number) == (ours->numbers[number] ? count : 0));
    }
    ALWAYS(dialect->count == count);
    for (unsigned number = 1; number < NUMBERS; number++)
        ALWAYS(theirs->numbers[number] == (number <= count));
    ALWAYS(theirs->whole && str_equal(buffer_str(&ours->texts), buffer_str(&theirs->texts)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *arena = arena_open();
    struct str sql = {(const char *)data, size};
    struct dialect dialect = dialect_translate(arena, sql);

    ALWAYS(dialect.text.at[dialect.text.len] == 0 && strlen(dialect.text.at) == dialect.text.len);
    sql.len = size > 0 ? strnlen(sql.at, size) : 0;
    struct seen *ours = new_seen(arena, '?', sql);
    struct seen *theirs = new_seen(arena, '$', dialect.text);
    bool is_plain = size == 0 || (!memchr(sql.at, '$', sql.len) && !memchr(sql.at, '\\', sql.len));
    if (ours->whole && is_plain)
        compare(&dialect, ours, theirs);
    buffer_done(&ours->texts);
    buffer_done(&theirs->texts);
    arena_close(arena);
    return 0;
}
