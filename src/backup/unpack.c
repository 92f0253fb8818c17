/* unpack.c - from a descriptor to files in a directory, each byte held against what was promised.
 *
 * Parts are written as they come, since a backup may be larger than memory and come through a pipe.
 * Nothing of it is opened or believed before the end was reached and everything fits: the checksum
 * of the packed bytes, and the manifest, which is made again from the parts. Names come from
 * part_read_name() alone, so a path has the forms that it knows. */
#include "backup/unpack.h"

#include "backup/archive.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

struct reading {
    struct unpacking *unpacking;
    struct run *run;
    struct holding *holding;
    struct archive_reader archive;
    struct manifest made, *received;
    struct about about;
    bool has_certificates;
    unsigned char hash[PART_HASH];
    char path[PATH_MAX];
    unsigned char chunk[CHUNK];
};

/* ---- where bytes go ---- */

static bool is_wanted(const struct reading *reading) {
    return reading->unpacking->with_all || reading->archive.part.kind == PART_DATABASE;
}

/* Of the part that is being read; until the next one. */
static const char *path_of(struct reading *reading) {
    snprintf(reading->path, sizeof(reading->path), "%s/%s", reading->unpacking->directory,
             reading->archive.part.name);
    return reading->path;
}

/* The directories of "files/1/ab/..." one after the other. */
static bool make_directories(struct reading *reading) {
    const char *path = path_of(reading);
    char *slash = reading->path + strlen(reading->unpacking->directory);

    while ((slash = strchr(slash + 1, '/'))) {
        *slash = 0;
        bool made = mkdir(path, 0700) == 0 || errno == EEXIST;
        if (!made)
            return run_fail(reading->run, "The directory %s cannot be made: %s.", path,
                            strerror(errno));
        *slash = '/';
    }
    return true;
}

/* It is said before anything is written, when it can be known. */
static bool has_room(struct reading *reading, int file, const char *path) {
    struct statvfs disk;
    int64_t size = reading->archive.part.size;

    if (fstatvfs(file, &disk) != 0 || size / (int64_t)disk.f_frsize <= (int64_t)disk.f_bavail)
        return true;
    return run_fail(reading->run, "There is no room for %s: the disk is full.", path);
}

static bool copy_content(struct reading *reading, struct file_sink *to) {
    size_t count;

    while (reading->archive.left > 0) {
        if (!archive_read(&reading->archive, reading->chunk, CHUNK, &count))
            return false;
        run_progress(reading->run, reading->archive.done);
        if (to && !to->sink.put(&to->sink, reading->chunk, count))
            return false;
    }
    return true;
}

static bool write_content(struct reading *reading, const char *path) {
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

    if (file < 0)
        return run_fail(reading->run, "%s cannot be made: %s.", path, strerror(errno));
    struct file_sink sink = file_sink_of(reading->run, file, path);
    bool fine = has_room(reading, file, path) && copy_content(reading, &sink);
    if (close(file) != 0 && fine)
        return run_fail(reading->run, "%s cannot be written: %s.", path, strerror(errno));
    return fine;
}

/* ---- kinds of parts ---- */

static bool read_small(struct reading *reading, struct buffer *out) {
    size_t count;

    if (reading->archive.part.size > SMALL_PART)
        return run_fail(reading->run, "The backup is damaged: %s is too large.",
                        reading->archive.part.name);
    buffer_init(out, SMALL_PART);
    bool fine = archive_read(&reading->archive, reading->chunk, CHUNK, &count);
    buffer_put(out, (const char *)reading->chunk, fine ? count : 0);
    return fine;
}

static bool read_about(struct reading *reading) {
    struct buffer text;
    bool fine = read_small(reading, &text);

    if (fine) {
        fine = about_read(reading->run, buffer_str(&text), &reading->about);
        buffer_done(&text);
    }
    return fine;
}

static bool read_manifest(struct reading *reading) {
    size_t count;

    while (reading->archive.left > 0)
        if (!archive_read(&reading->archive, reading->chunk, CHUNK, &count) ||
            !manifest_take(reading->received, reading->chunk, count))
            return false;
    return true;
}

static bool read_stored(struct reading *reading) {
    const struct part *part = &reading->archive.part;
    struct holding *holding = reading->holding;

    if (part->kind != PART_FILE && part->kind != PART_DATABASE && part->size > SMALL_PART)
        return run_fail(reading->run, "The backup is damaged: %s is too large.", part->name);
    if (part->kind == PART_FILE) {
        holding->files++;
        holding->file_bytes += part->size;
    }
    holding->has_secret_key |= part->kind == PART_SECRET_KEY;
    reading->has_certificates |= part->kind == PART_CERTIFICATE_KEY;
    if (!is_wanted(reading))
        return copy_content(reading, NULL);
    return make_directories(reading) && write_content(reading, path_of(reading));
}

static bool read_content(struct reading *reading) {
    switch (reading->archive.part.kind) {
    case PART_ABOUT:
        return read_about(reading);
    case PART_MANIFEST:
        return read_manifest(reading);
    default:
        return read_stored(reading);
    }
}

/* A file that was damaged when the backup was made is not put where a whole one is expected. */
static void drop_damaged(struct reading *reading, int64_t damaged_before) {
    if (reading->made.missing > damaged_before && is_wanted(reading))
        unlink(path_of(reading));
}

static bool read_part(struct reading *reading) {
    int64_t damaged = reading->made.missing;

    if (!archive_read_part(&reading->archive) || !read_content(reading) ||
        !archive_read_part_end(&reading->archive, reading->hash))
        return false;
    if (reading->archive.part.kind == PART_MANIFEST)
        return true;
    if (!manifest_add(&reading->made, &reading->archive.part, reading->hash))
        return false;
    drop_damaged(reading, damaged);
    return true;
}

/* ---- all together ---- */

static bool read_parts(struct reading *reading, struct source *packed) {
    archive_read_begin(&reading->archive, reading->run, packed);
    do
        if (!read_part(reading))
            return false;
    while (reading->archive.part.kind != PART_MANIFEST);
    if (!archive_read_end(&reading->archive) || !unpack_prove(packed) ||
        !manifest_agrees(&reading->made, reading->received))
        return false;
    if (reading->about.has_certificates != reading->has_certificates)
        return run_fail(reading->run, "The backup is damaged: it does not hold what it says.");
    return true;
}

bool unpack_all(struct unpacking *unpacking, struct holding *holding,
                struct manifest *ret_manifest) {
    struct run *run = unpacking->run;
    struct reading *reading = NEW(run->arena, struct reading);
    struct source *source = file_source_open(run, unpacking->file, unpacking->name);

    *ret_manifest = (struct manifest){.run = run};
    reading->unpacking = unpacking;
    reading->run = run;
    reading->holding = holding;
    reading->received = ret_manifest;
    run_doing(run, "Reading the backup", 0);
    if (!unseal_open(run, &source, unpacking->key))
        return false;
    struct source *packed = unpack_open(run, source);
    bool fine = manifest_open(ret_manifest, run, unpacking->directory) &&
                manifest_open(&reading->made, run, unpacking->directory) &&
                read_parts(reading, packed);
    unpack_close(packed);
    manifest_close(&reading->made);
    holding->about = reading->about;
    run_clear_line(run);
    return fine;
}
