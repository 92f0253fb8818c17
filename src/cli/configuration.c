/* configuration.c - reads the configuration file. */
#include "cli/configuration.h"

#include <errno.h>
#include <stdio.h>

enum { FILE_MAX = 64 * 1024 };

static bool refuse(const char **ret_problem, struct str problem) {
    *ret_problem = problem.at;
    return false;
}

static bool read_file(struct arena *arena, const char *path, struct str *ret,
                      const char **ret_problem) {
    FILE *file = fopen(path, "re");
    char *at = arena_take(arena, FILE_MAX + 1, 1);

    if (!file)
        return refuse(ret_problem,
                      arena_format(arena, "The configuration file %s cannot be read: %s.", path,
                                   strerror(errno)));
    errno = 0;
    size_t len = fread(at, 1, FILE_MAX + 1, file);
    int error = ferror(file) ? errno : 0;
    fclose(file);
    if (error)
        return refuse(ret_problem,
                      arena_format(arena, "The configuration file %s cannot be read: %s.", path,
                                   strerror(error)));
    if (len > FILE_MAX || !str_is_text((struct str){at, len}))
        return refuse(ret_problem,
                      arena_format(arena,
                                   "The configuration file %s must be text of at most %d bytes.",
                                   path, FILE_MAX));
    *ret = (struct str){at, len};
    return true;
}

static struct str without_comment(struct str line) {
    for (size_t i = 0; i < line.len; i++)
        if (line.at[i] == '#' && (i == 0 || line.at[i - 1] == ' ' || line.at[i - 1] == '\t'))
            return str_trim((struct str){line.at, i});
    return str_trim(line);
}

/* Quotes keep blanks and # in a value. */
static bool read_value(struct str text, struct str *ret) {
    text = str_trim(text);
    if (text.len == 0 || text.at[0] != '"') {
        *ret = without_comment(text);
        return true;
    }
    text.at++;
    text.len--;
    *ret = str_cut(&text, '"');
    return text.at && without_comment(text).len == 0;
}

static bool read_line(struct str line, struct setting *setting) {
    setting->key = str_trim(str_cut(&line, '='));
    return line.at && setting->key.len > 0 && read_value(line, &setting->value);
}

static size_t count_lines(struct str text) {
    size_t lines = 1;

    for (size_t i = 0; i < text.len; i++)
        lines += text.at[i] == '\n';
    return lines;
}

bool configuration_read(struct arena *arena, const char *path, struct setting **ret_settings,
                        size_t *ret_count, const char **ret_problem) {
    struct str text;
    size_t used = 0;

    if (!read_file(arena, path, &text, ret_problem))
        return false;
    struct setting *settings = NEW_ARRAY(arena, struct setting, count_lines(text));
    for (unsigned number = 1; text.len > 0; number++) {
        struct str line = str_trim(str_cut(&text, '\n'));
        if (line.len > 0 && line.at[line.len - 1] == '\r')
            line.len--;
        if (without_comment(line).len == 0)
            continue;
        settings[used] = (struct setting){.path = path, .line = number};
        if (!read_line(line, &settings[used++]))
            return refuse(ret_problem, arena_format(arena, "%s:%u: This line is not `key = value`.",
                                                    path, number));
    }
    *ret_settings = settings;
    *ret_count = used;
    return true;
}
