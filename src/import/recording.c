/* recording.c - lines of a file, sorted by their paths to be found. */
#include "import/recording.h"

#include "base/buffer.h"
#include "base/decimal.h"
#include "base/log.h"
#include "base/privacy.h"
#include "import/shape.h"
#include "json/write.h"

#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

struct kept {
    struct str path, body;
    long status;
    size_t line; /* of two with the same path the later one counts */
};

struct recording {
    struct arena *arena;
    int file; /* -1: to ask */
    struct str source;
    bool replaced; /* what is personal */
    struct kept *all;
    size_t count, room;
};

/* ---- reading ---- */

static bool read_all(struct arena *arena, int file, struct str *ret) {
    struct buffer text;
    char piece[65536];
    ssize_t count;

    buffer_init(&text, SIZE_MAX);
    while ((count = read(file, piece, sizeof(piece))) > 0)
        buffer_put(&text, piece, (size_t)count);
    *ret = arena_copy(arena, buffer_str(&text));
    buffer_done(&text);
    return count == 0;
}

static bool read_body(struct arena *arena, const struct json *line, struct str *ret) {
    const struct json *text = json_named(line, "text"), *bytes = json_named(line, "bytes");
    size_t len = 0;

    if (text && text->kind == JSON_KIND_STRING) {
        *ret = text->text;
        return true;
    }
    if (!bytes || bytes->kind != JSON_KIND_STRING)
        return false;
    unsigned char *made = arena_take(arena, bytes->text.len + 1, 1);
    if (sodium_base642bin(made, bytes->text.len + 1, bytes->text.at, bytes->text.len, NULL, &len,
                          NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
        return false;
    *ret = (struct str){(const char *)made, len};
    return true;
}

static void add(struct recording *recording, struct kept kept) {
    if (recording->count == recording->room) {
        size_t room = recording->room ? 2 * recording->room : 1024;
        struct kept *all = NEW_ARRAY(recording->arena, struct kept, room);
        if (recording->count > 0)
            memcpy(all, recording->all, recording->count * sizeof(struct kept));
        recording->all = all;
        recording->room = room;
    }
    kept.line = recording->count;
    recording->all[recording->count++] = kept;
}

/* False when the line is none of a recording. */
static bool take_line(struct recording *recording, struct str text) {
    const char *problem;
    const struct json *line = json_read(recording->arena, text, &problem);
    const struct json *path = line ? json_named(line, "path") : NULL;
    const struct json *source = line ? json_named(line, "source") : NULL;
    struct kept kept = {.status = 0};

    if (source && source->kind == JSON_KIND_STRING) {
        const struct json *replaced = json_named(line, "replaced");
        recording->source = source->text;
        recording->replaced = replaced && replaced->kind == JSON_KIND_TRUE;
        return true;
    }
    if (!path || path->kind != JSON_KIND_STRING || !read_body(recording->arena, line, &kept.body))
        return false;
    kept.path = path->text;
    kept.status = (long)shape_number(line, "status");
    add(recording, kept);
    return true;
}

static int compare_paths(struct str a, struct str b) {
    size_t len = a.len < b.len ? a.len : b.len;
    int order = len ? memcmp(a.at, b.at, len) : 0;

    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static int compare(const void *a, const void *b) {
    const struct kept *first = a, *second = b;
    int order = compare_paths(first->path, second->path);

    return order ? order : (first->line > second->line) - (first->line < second->line);
}

static bool read_lines(struct recording *recording, struct str text) {
    while (text.len > 0) {
        struct str line = str_cut(&text, '\n');
        if (line.len > 0 && !take_line(recording, line) && text.len > 0)
            return false;
    }
    return recording->source.at != NULL;
}

static struct recording *refuse(const char **ret_problem, struct str problem) {
    *ret_problem = problem.at;
    return NULL;
}

struct recording *recording_open(struct arena *arena, const char *path, const char **ret_problem) {
    struct recording *recording = NEW(arena, struct recording);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    struct str text;

    *recording = (struct recording){.arena = arena, .file = -1};
    bool was_read = file >= 0 && read_all(arena, file, &text);
    int reason = errno;
    if (file >= 0)
        close(file);
    if (!was_read)
        return refuse(ret_problem, arena_format(arena, "The recording %s cannot be read: %s.", path,
                                                strerror(reason)));
    if (!read_lines(recording, text))
        return refuse(ret_problem,
                      arena_format(arena, "%s is no recording of glimt import.", path));
    if (recording->count > 0)
        qsort(recording->all, recording->count, sizeof(struct kept), compare);
    return recording;
}

struct str recording_source(const struct recording *recording) {
    return recording->source;
}

bool recording_find(const struct recording *recording, const char *path, long *ret_status,
                    struct str *ret_body) {
    size_t from = 0, to = recording->count;

    while (from < to) { /* the first one behind those of the path */
        size_t middle = from + (to - from) / 2;
        if (compare_paths(recording->all[middle].path, str_of(path)) <= 0)
            from = middle + 1;
        else
            to = middle;
    }
    if (from == 0 || !str_equal(recording->all[from - 1].path, str_of(path)))
        return false;
    *ret_status = recording->all[from - 1].status;
    *ret_body = recording->all[from - 1].body;
    return true;
}

/* ---- writing ---- */

static bool write_all(int file, struct str text) {
    while (text.len > 0) {
        ssize_t count = write(file, text.at, text.len);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return false;
        text = (struct str){text.at + count, text.len - (size_t)count};
    }
    return true;
}

static void put_bytes(struct buffer *line, struct str body) {
    size_t size = sodium_base64_ENCODED_LEN(body.len, sodium_base64_VARIANT_ORIGINAL);

    if (!buffer_reserve(line, size))
        return;
    sodium_bin2base64(line->at + line->len, size, (const unsigned char *)body.at, body.len,
                      sodium_base64_VARIANT_ORIGINAL);
    line->len += size - 1;
}

bool recording_put(struct recording *recording, const char *path, long status, struct str body) {
    bool is_text = str_is_text(body);
    struct buffer line;

    buffer_init(&line, SIZE_MAX);
    buffer_put_z(&line, "{\"path\":");
    json_put_string(&line, str_of(path));
    buffer_format(&line, ",\"status\":%ld,\"%s\":", status, is_text ? "text" : "bytes");
    if (is_text) {
        json_put_string(&line, body);
    } else {
        buffer_put_char(&line, '"');
        put_bytes(&line, body);
        buffer_put_char(&line, '"');
    }
    buffer_put_z(&line, "}\n");
    bool fine = !buffer_failed(&line) && write_all(recording->file, buffer_str(&line));
    buffer_done(&line);
    return fine;
}

static bool begin_file(struct recording *recording, struct str source) {
    struct buffer line;

    buffer_init(&line, SIZE_MAX);
    buffer_put_z(&line, "{\"source\":");
    json_put_string(&line, source);
    buffer_put_z(&line, recording->replaced ? ",\"replaced\":true}\n" : "}\n");
    bool fine = write_all(recording->file, buffer_str(&line));
    buffer_done(&line);
    return fine;
}

/* What is there has to be of the same source; a torn line is ended. */
static const char *look_at(struct recording *recording, const char *path, struct str source,
                           const struct stat *found) {
    struct arena *arena = recording->arena;
    const char *problem = NULL;

    if (!S_ISREG(found->st_mode))
        return arena_format(arena, "%s is not a file.", path).at;
    if (!is_private(found))
        return open_to_others(arena, "recording", path, found);
    if (found->st_size == 0)
        return begin_file(recording, source)
                   ? NULL
                   : arena_format(arena, "The recording %s cannot be written: %s.", path,
                                  strerror(errno))
                         .at;
    struct arena *old = arena_open();
    const struct recording *earlier = recording_open(old, path, &problem);
    if (earlier && !str_equal(earlier->source, source))
        problem = "it is of another source";
    else if (earlier && earlier->replaced != recording->replaced)
        problem = earlier->replaced ? "what is personal in it is replaced"
                                    : "what is personal in it is as it came";
    if (problem)
        problem =
            arena_format(arena, "%s is there already, and can't be gone on with: %s", path, problem)
                .at;
    arena_close(old);
    if (!problem && !write_all(recording->file, STR("\n")))
        return arena_format(arena, "The recording %s cannot be written.", path).at;
    return problem;
}

struct recording *recording_begin(struct arena *arena, const char *path, struct str source,
                                  bool replaced, const char **ret_problem) {
    struct recording *recording = NEW(arena, struct recording);
    struct stat found;

    *recording = (struct recording){.arena = arena, .source = source, .replaced = replaced};
    recording->file = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (recording->file < 0 || fstat(recording->file, &found) != 0)
        return refuse(ret_problem, arena_format(arena, "The recording %s cannot be made: %s.", path,
                                                strerror(errno)));
    const char *problem = look_at(recording, path, source, &found);
    if (!problem)
        return recording;
    close(recording->file);
    return refuse(ret_problem, str_of(problem));
}

void recording_close(struct recording *recording) {
    if (recording && recording->file >= 0)
        close(recording->file);
}
