/* manifest.c - a text in a temporary file, since a company may have millions of attachments. */
#include "backup/manifest.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdlib.h>
#include <unistd.h>

#define MISSING "# missing: "
#define DAMAGED "# damaged: "
#define HASHED "BLAKE2b-256 ("

static bool fail(struct manifest *manifest, const char *what) {
    return run_fail(manifest->run, "The list of parts cannot be %s: %s.", what, strerror(errno));
}

bool manifest_open(struct manifest *manifest, struct run *run, const char *directory) {
    char *path = arena_z(run->arena, arena_format(run->arena, "%s/list-XXXXXX", directory));
    int file = mkostemp(path, O_CLOEXEC);

    *manifest = (struct manifest){.run = run};
    if (file < 0)
        return fail(manifest, "made");
    unlink(path);
    manifest->text = fdopen(file, "w+");
    ALWAYS(manifest->text);
    return true;
}

void manifest_close(struct manifest *manifest) {
    if (manifest->text)
        fclose(manifest->text);
    manifest->text = NULL;
}

/* ---- writing ---- */

bool manifest_add(struct manifest *manifest, const struct part *part,
                  const unsigned char hash[PART_HASH]) {
    char hex[PART_HASH_LENGTH + 1];

    sodium_bin2hex(hex, sizeof(hex), hash, PART_HASH);
    manifest->parts++;
    manifest->bytes += part->size;
    bool fine = fprintf(manifest->text, "# %" PRId64 " bytes\n" HASHED "%s) = %s\n", part->size,
                        part->name, hex) > 0;
    if (fine && part->kind == PART_FILE && strcmp(part->hash, hex) != 0) {
        manifest->missing++;
        fine = fprintf(manifest->text, DAMAGED "%s\n", part->name) > 0;
    }
    return fine || fail(manifest, "written");
}

bool manifest_add_missing(struct manifest *manifest, const struct part *part) {
    manifest->missing++;
    return fprintf(manifest->text, MISSING "%s\n", part->name) > 0 || fail(manifest, "written");
}

static void put_end(const struct manifest *manifest, char ret[MANIFEST_LINE]) {
    snprintf(ret, MANIFEST_LINE,
             "# end: %" PRId64 " parts, %" PRId64 " bytes, %" PRId64 " missing or damaged\n",
             manifest->parts, manifest->bytes, manifest->missing);
}

bool manifest_end(struct manifest *manifest) {
    char line[MANIFEST_LINE];

    put_end(manifest, line);
    return fputs(line, manifest->text) >= 0 || fail(manifest, "written");
}

bool manifest_take(struct manifest *manifest, const void *bytes, size_t count) {
    return fwrite(bytes, 1, count, manifest->text) == count || fail(manifest, "written");
}

/* ---- reading ---- */

bool manifest_rewind(struct manifest *manifest, int64_t *ret_size) {
    if (fflush(manifest->text) != 0 || fseeko(manifest->text, 0, SEEK_END) != 0)
        return fail(manifest, "written");
    if (ret_size)
        *ret_size = ftello(manifest->text);
    rewind(manifest->text);
    return true;
}

/* False at the end, and at a line that is longer than any of ours. */
static bool read_line(struct manifest *manifest, char ret[MANIFEST_LINE]) {
    return fgets(ret, MANIFEST_LINE, manifest->text) && strchr(ret, '\n');
}

/* The part that is named behind `start`, up to `end`. */
static bool read_part(const char *line, const char *start, char end, struct part *ret) {
    size_t skipped = strlen(start);
    const char *last = strncmp(line, start, skipped) == 0 ? strchr(line + skipped, end) : NULL;

    return last &&
           part_read_name((struct str){line + skipped, (size_t)(last - line) - skipped}, ret);
}

static bool is_missing(const char *line) {
    struct part part;
    char expected[MANIFEST_LINE];

    if (!read_part(line, MISSING, '\n', &part) || part.kind != PART_FILE)
        return false;
    snprintf(expected, sizeof(expected), MISSING "%s\n", part.name);
    return strcmp(line, expected) == 0;
}

static bool differs(struct run *run) {
    return run_fail(run, "The backup is damaged: its manifest and its parts do not fit together.");
}

bool manifest_agrees(struct manifest *made, struct manifest *received) {
    char line[MANIFEST_LINE], expected[MANIFEST_LINE];

    if (!manifest_rewind(made, NULL) || !manifest_rewind(received, NULL))
        return false;
    while (read_line(made, expected)) {
        bool is_there = read_line(received, line);
        while (is_there && is_missing(line)) {
            made->missing++;
            is_there = read_line(received, line);
        }
        if (!is_there || strcmp(line, expected) != 0)
            return differs(made->run);
    }
    bool is_there = read_line(received, line);
    while (is_there && is_missing(line)) {
        made->missing++;
        is_there = read_line(received, line);
    }
    put_end(made, expected);
    if (!is_there || strcmp(line, expected) != 0 || fgetc(received->text) != EOF)
        return differs(made->run);
    return true;
}

bool manifest_next(struct manifest *manifest, struct manifest_line *ret) {
    char line[MANIFEST_LINE];
    int64_t size = -1;

    for (;;) {
        if (!read_line(manifest, line))
            return differs(manifest->run);
        if (strncmp(line, "# end", 5) == 0) {
            ret->word = LINE_END;
            return true;
        }
        ret->word = LINE_MISSING;
        if (read_part(line, MISSING, '\n', &ret->part))
            return true;
        ret->word = LINE_DAMAGED;
        if (read_part(line, DAMAGED, '\n', &ret->part))
            return true;
        ret->word = LINE_FILE;
        if (!read_part(line, HASHED, ')', &ret->part)) {
            size = strtoll(line + 2, NULL, 10);
            continue;
        }
        ret->part.size = size;
        if (ret->part.kind == PART_FILE)
            return true;
    }
}
