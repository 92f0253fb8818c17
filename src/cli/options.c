/* options.c - reads flags, environment, configuration file and defaults by a command's table. */
#include "cli/options.h"

#include "base/log.h"
#include "cli/configuration.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <sys/stat.h>

/* ---- values ---- */

static const char *const switch_words[] = {"true", "yes", "on", "1", "false", "no", "off", "0"};

static size_t switch_word(const char *value) {
    size_t at = 0;

    while (at < COUNT(switch_words) && !str_equal_any_case(str_of(value), str_of(switch_words[at])))
        at++;
    return at;
}

static bool integer_fits(const struct option *option, const char *value, int64_t *ret) {
    char *end;

    errno = 0;
    long long number = strtoll(value, &end, 10);
    if (errno || end == value || *end || number < option->least || number > option->most)
        return false;
    *ret = number;
    return true;
}

/* `source` names where the value stands: `--rate`, `GLIMT_RATE`, `glimt.conf:3: rate`. */
static bool check_value(const struct option *option, const char *source, const char *value) {
    int64_t number;

    if (!option->placeholder) {
        if (switch_word(value) < COUNT(switch_words))
            return true;
        usage_error("%s must be on or off, not \"%s\".", source, value);
        return false;
    }
    if (!*value) {
        usage_error("%s needs a value: %s.", source, option->placeholder);
        return false;
    }
    if (option->most == 0 || integer_fits(option, value, &number))
        return true;
    if (option->most == INT64_MAX)
        usage_error("%s must be a whole number of at least %" PRId64 ", not \"%s\".", source,
                    option->least, value);
    else
        usage_error("%s must be a whole number from %" PRId64 " to %" PRId64 ", not \"%s\".",
                    source, option->least, option->most, value);
    return false;
}

/* Adds a value at the end; the last one counts for an option that is not repeatable. */
static void add_value(struct arena *arena, const struct option *option, struct values *values,
                      const char *value) {
    size_t kept = option->repeatable ? values->count : 0;
    const char **at = NEW_ARRAY(arena, const char *, kept + 1);

    if (kept > 0)
        memcpy(at, values->at, kept * sizeof(at[0]));
    at[kept] = value;
    *values = (struct values){at, kept + 1};
}

static size_t option_slot(const struct command *command, struct str name) {
    for (size_t i = 0; command->options[i].name; i++)
        if (str_equal(name, str_of(command->options[i].name)))
            return i;
    return SIZE_MAX;
}

/* ---- flags ---- */

struct words {
    char **at;
    size_t count, next;
    bool only_arguments; /* after -- */
};

static bool read_flag(struct options *options, struct words *words, const char *word) {
    struct str rest = str_of(word + 2);
    struct str name = str_cut(&rest, '=');
    const char *value = rest.at;
    size_t slot = option_slot(options->command, name);

    if (slot == SIZE_MAX) {
        usage_error("%s has no option --%.*s; see glimt %s --help.", options->command->name,
                    (int)name.len, name.at, options->command->name);
        return false;
    }
    const struct option *option = &options->command->options[slot];
    const char *source = arena_format(options->arena, "--%s", option->name).at;
    if (!value && !option->placeholder)
        value = "on";
    if (!value && words->next < words->count && strncmp(words->at[words->next], "--", 2) != 0)
        value = words->at[words->next++];
    if (!value) {
        usage_error("%s needs a value: %s.", source, option->placeholder);
        return false;
    }
    if (!check_value(option, source, value))
        return false;
    add_value(options->arena, option, &options->values[slot], value);
    return true;
}

static bool read_argument(struct options *options, const char *word) {
    const struct command *command = options->command;

    if (command->argument && !options->argument) {
        options->argument = word;
        return true;
    }
    usage_error("%s does not expect \"%s\"; see glimt %s --help.", command->name, word,
                command->name);
    return false;
}

static bool read_words(struct options *options, struct words words) {
    while (words.next < words.count) {
        const char *word = words.at[words.next++];
        bool flag = !words.only_arguments && word[0] == '-' && word[1];
        if (flag && strcmp(word, "--") == 0) {
            words.only_arguments = true;
            continue;
        }
        if (flag && word[1] != '-') {
            usage_error("Options begin with two dashes; %s does not.", word);
            return false;
        }
        if (flag ? !read_flag(options, &words, word) : !read_argument(options, word))
            return false;
    }
    return true;
}

/* ---- environment ---- */

/* Several values of a repeatable option stand between blanks or commas. */
static bool add_parts(struct options *options, size_t slot, const char *source, const char *text) {
    const struct option *option = &options->command->options[slot];

    for (const char *at = text; *at;) {
        size_t len = strcspn(at, " ,");
        if (len > 0) {
            const char *value = arena_z(options->arena, (struct str){at, len});
            if (!check_value(option, source, value))
                return false;
            add_value(options->arena, option, &options->values[slot], value);
        }
        at += len + (at[len] != 0);
    }
    return true;
}

static bool read_environment(struct options *options) {
    for (size_t i = 0; options->command->options[i].name; i++) {
        const struct option *option = &options->command->options[i];
        const char *value = option->environment ? getenv(option->environment) : NULL;
        if (options->values[i].count > 0 || !value || !*value)
            continue;
        if (option->repeatable) {
            if (!add_parts(options, i, option->environment, value))
                return false;
            continue;
        }
        if (!check_value(option, option->environment, value))
            return false;
        add_value(options->arena, option, &options->values[i], value);
    }
    return true;
}

/* ---- configuration file ---- */

static const char *text_at(const struct options *options, const char *name) {
    size_t slot = option_slot(options->command, str_of(name));

    return slot == SIZE_MAX || options->values[slot].count == 0 ? NULL
                                                                : options->values[slot].at[0];
}

/* The slot of a key in a command; SIZE_MAX when it has none. */
static size_t key_slot(const struct command *command, struct str key) {
    for (size_t i = 0; command->options[i].name; i++)
        if (command->options[i].key && str_equal(key, str_of(command->options[i].key)))
            return i;
    return SIZE_MAX;
}

static bool is_known_key(const struct command *known, struct str key) {
    for (; known->name; known++)
        if (key_slot(known, key) != SIZE_MAX)
            return true;
    return false;
}

/* `from_file` collects apart from `values`, since a file may not add to what flags say. */
static bool read_setting(struct options *options, const struct command *known,
                         const struct setting *setting, struct values *from_file) {
    const char *source = arena_format(options->arena, "%s:%u: %.*s", setting->path, setting->line,
                                      (int)setting->key.len, setting->key.at)
                             .at;
    size_t slot = key_slot(options->command, setting->key);
    const char *value = arena_z(options->arena, setting->value);

    if (slot == SIZE_MAX) {
        if (is_known_key(known, setting->key))
            return true;
        usage_error("%s is not a setting; the keys are named like the options of glimt serve.",
                    source);
        return false;
    }
    const struct option *option = &options->command->options[slot];
    if (!check_value(option, source, value))
        return false;
    add_value(options->arena, option, &from_file[slot], value);
    return true;
}

static bool read_file(struct options *options, const struct command *known, const char *path) {
    struct values from_file[OPTIONS_MAX] = {{0}};
    struct setting *settings;
    size_t count;
    const char *problem;

    if (!configuration_read(options->arena, path, &settings, &count, &problem)) {
        usage_error("%s", problem);
        return false;
    }
    for (size_t i = 0; i < count; i++)
        if (!read_setting(options, known, &settings[i], from_file))
            return false;
    for (size_t i = 0; i < OPTIONS_MAX; i++)
        if (options->values[i].count == 0)
            options->values[i] = from_file[i];
    return true;
}

/* The file that is named, or the one in the data directory when there is one. */
static bool read_configuration(struct options *options, const struct command *known) {
    const char *path = text_at(options, "config"), *directory = text_at(options, "data");
    struct stat found;

    if (path)
        return read_file(options, known, path);
    if (!directory)
        return true;
    path = arena_format(options->arena, "%s/glimt.conf", directory).at;
    return stat(path, &found) != 0 || read_file(options, known, path);
}

/* ---- all together ---- */

static size_t count_options(const struct command *command) {
    size_t count = 0;

    while (command->options[count].name)
        count++;
    ALWAYS(count <= OPTIONS_MAX);
    return count;
}

static bool read_defaults(struct options *options) {
    const struct command *command = options->command;
    size_t count = count_options(command);

    for (size_t i = 0; i < count; i++) {
        const struct option *option = &command->options[i];
        if (options->values[i].count > 0)
            continue;
        if (option->otherwise)
            add_value(options->arena, option, &options->values[i], option->otherwise);
        else if (option->required) {
            usage_error("%s needs --%s %s%s%s.", command->name, option->name, option->placeholder,
                        option->environment ? " or " : "",
                        option->environment ? option->environment : "");
            return false;
        }
    }
    if (!command->argument || options->argument)
        return true;
    usage_error("%s needs %s; see glimt %s --help.", command->name, command->argument,
                command->name);
    return false;
}

int options_read(struct arena *arena, const struct command *command, const struct command *known,
                 char **words, size_t count, struct options *ret) {
    *ret = (struct options){.arena = arena, .command = command};
    if (!read_words(ret, (struct words){words, count, 0, false}) || !read_environment(ret) ||
        !read_configuration(ret, known) || !read_defaults(ret))
        return EXIT_USAGE;
    return EXIT_FINE;
}

static const struct values *values_of(const struct options *options, const char *name) {
    size_t slot = option_slot(options->command, str_of(name));

    ALWAYS(slot != SIZE_MAX);
    return &options->values[slot];
}

const char *options_text(const struct options *options, const char *name) {
    const struct values *values = values_of(options, name);

    return values->count > 0 ? values->at[0] : NULL;
}

const char *const *options_list(const struct options *options, const char *name,
                                size_t *ret_count) {
    const struct values *values = values_of(options, name);

    *ret_count = values->count;
    return values->at;
}

int64_t options_integer(const struct options *options, const char *name) {
    const char *text = options_text(options, name);

    ALWAYS(text != NULL);
    return strtoll(text, NULL, 10);
}

bool options_switch(const struct options *options, const char *name) {
    const char *text = options_text(options, name);

    return text && switch_word(text) < COUNT(switch_words) / 2;
}

bool listen_address_read(struct arena *arena, const char *text, const char **ret_address,
                         uint16_t *ret_port) {
    const char *colon = strrchr(text, ':');
    size_t len = colon ? (size_t)(colon - text) : 0;
    unsigned long port;

    if (len == 0 || strspn(colon + 1, "0123456789") != strlen(colon + 1) || !colon[1])
        return false;
    port = strtoul(colon + 1, NULL, 10);
    if (port > UINT16_MAX)
        return false;
    bool bracketed = text[0] == '[' && text[len - 1] == ']' && len > 2;
    if (!bracketed && strcspn(text, "[]:") < len)
        return false;
    struct str address = bracketed ? (struct str){text + 1, len - 2} : (struct str){text, len};
    *ret_address = arena_z(arena, address);
    *ret_port = (uint16_t)port;
    return true;
}
