/* files.c - reads --files, and what a bucket needs besides. */
#include "cli/files.h"

#include "base/privacy.h"
#include "files/s3/s3.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { KEY_MOST = 1024 };

/* Whether the database is one on a server, which several servers may share. */
static bool is_shared(const struct db_address *database) {
    return !db_file_names(*database)[0];
}

static const char *read_line(struct arena *arena, FILE *file) {
    char line[KEY_MOST + 2];
    const char *text = "";

    if (fgets(line, sizeof(line), file))
        text = arena_z(arena, str_trim((struct str){line, strcspn(line, "\r\n")}));
    explicit_bzero(line, sizeof(line));
    return text;
}

static int read_key_file(struct arena *arena, const char *path, struct s3_place *ret) {
    struct stat found;
    FILE *file = fopen(path, "re");

    if (!file || fstat(fileno(file), &found) != 0) {
        int error = errno;
        if (file)
            fclose(file);
        return fail("The file of --s3-key-file, %s, cannot be read: %s.", path, strerror(error));
    }
    if (S_ISREG(found.st_mode) && !is_private(&found)) {
        fclose(file);
        return fail("%s", open_to_others(arena, "key file", path, &found));
    }
    ret->key_id = read_line(arena, file);
    ret->secret = read_line(arena, file);
    fclose(file);
    if (!ret->key_id[0] || !ret->secret[0])
        return fail("The file of --s3-key-file, %s, has not the id of a key in its first line and "
                    "the secret in its second.",
                    path);
    return EXIT_FINE;
}

static int read_key(const struct options *options, struct s3_place *ret) {
    const char *path = options_text(options, "s3-key-file");

    if (path)
        return read_key_file(options->arena, path, ret);
    ret->key_id = getenv("GLIMT_S3_KEY_ID");
    ret->secret = getenv("GLIMT_S3_SECRET");
    if (!ret->key_id || !ret->secret)
        return usage_error("A bucket needs a key: --s3-key-file, or GLIMT_S3_KEY_ID and "
                           "GLIMT_S3_SECRET.");
    return EXIT_FINE;
}

static int open_bucket(const struct options *options, const char *where, struct file_place *ret) {
    struct s3_place place = {.endpoint = options_text(options, "s3-endpoint"),
                             .region = options_text(options, "s3-region")};

    if (!s3_address_read(options->arena, str_of(where), &place.bucket, &place.prefix))
        return usage_error("--files must be directory, database or s3://BUCKET/PREFIX, not \"%s\".",
                           where);
    if (!place.endpoint || !s3_endpoint_is_one(str_of(place.endpoint)))
        return usage_error("--files %s needs --s3-endpoint, such as https://s3.example.com.",
                           where);
    int status = read_key(options, &place);
    if (status == EXIT_FINE)
        ret->bucket = s3_open(options->arena, &place);
    return status;
}

int files_place(const struct options *options, const struct db_address *database,
                struct file_place *ret) {
    const char *where = options_text(options, "files");

    *ret = (struct file_place){.directory = options_text(options, "data")};
    if (!where)
        where = is_shared(database) ? "database" : "directory";
    if (strcmp(where, "directory") == 0)
        return EXIT_FINE;
    int status = strcmp(where, "database") == 0 ? EXIT_FINE : open_bucket(options, where, ret);
    if (status == EXIT_FINE && !is_shared(database))
        return usage_error("--files %s needs a database on a server (--database); with the one in "
                           "DIR, files are in DIR, too.",
                           where);
    ret->database = database;
    return status;
}
