/* main.c - finds the command that the words name, reads its options, and runs it. */
#include "base/log.h"
#include "base/mapped.h"
#include "cli/commands.h"
#include "cli/help.h"

#include <sodium.h>
#include <stdio.h>

/* Where the words that may name the command stand among all words. */
struct found {
    size_t at[2], total;
    size_t count; /* how many of them name it */
    bool help, version;
};

static bool takes_value(const char *name) {
    for (const struct command *command = commands; command->name; command++)
        for (const struct option *option = command->options; option->name; option++)
            if (strcmp(option->name, name) == 0)
                return option->placeholder != NULL;
    return false;
}

static struct found find_words(char **words, size_t count) {
    struct found found = {.total = 0};

    for (size_t i = 0; i < count && strcmp(words[i], "--") != 0; i++) {
        if (strcmp(words[i], "--help") == 0 || strcmp(words[i], "-h") == 0)
            found.help = true;
        else if (strcmp(words[i], "--version") == 0)
            found.version = true;
        else if ((words[i][0] != '-' || !words[i][1]) && found.total < COUNT(found.at))
            found.at[found.total++] = i;
        else if (strncmp(words[i], "--", 2) == 0 && takes_value(words[i] + 2))
            i++;
    }
    return found;
}

static const struct command *command_named(struct str name) {
    for (const struct command *command = commands; command->name; command++)
        if (str_equal(str_of(command->name), name))
            return command;
    return NULL;
}

/* A name of two words goes before one of one word. */
static const struct command *find_command(struct arena *arena, char **words, struct found *found) {
    const struct command *command = NULL;

    found->count = found->total;
    if (found->total == 2)
        command =
            command_named(arena_format(arena, "%s %s", words[found->at[0]], words[found->at[1]]));
    if (command || found->total == 0)
        return command;
    found->count = 1;
    return command_named(str_of(words[found->at[0]]));
}

static bool is_group(const char *word) {
    for (const struct command *command = commands; command->name; command++)
        if (command_is_in(command, word))
            return true;
    return false;
}

static int no_command(char **words, const struct found *found) {
    const char *word = found->total > 0 ? words[found->at[0]] : NULL;

    if (!word && found->version)
        return command_version(NULL);
    if (found->help && (!word || is_group(word))) {
        help_print_commands(commands, word);
        return EXIT_FINE;
    }
    if (!word)
        return usage_error("A command is missing; glimt --help lists them.");
    if (is_group(word) && found->total > 1)
        return usage_error("%s has no command \"%s\"; see glimt %s --help.", word,
                           words[found->at[1]], word);
    if (is_group(word))
        return usage_error("%s needs a command; see glimt %s --help.", word, word);
    return usage_error("There is no command \"%s\"; see glimt --help.", word);
}

static int run(struct arena *arena, char **words, size_t count) {
    struct found found = find_words(words, count);
    const struct command *command = find_command(arena, words, &found);
    struct options options;
    size_t rest = 0;

    if (!command)
        return no_command(words, &found);
    if (found.help) {
        help_print_command(command);
        return EXIT_FINE;
    }
    char **others = NEW_ARRAY(arena, char *, count + 1);
    for (size_t i = 0; i < count; i++)
        if (i != found.at[0] && (found.count < 2 || i != found.at[1]))
            others[rest++] = words[i];
    int status = options_read(arena, command, commands, others, rest, &options);
    if (status == EXIT_FINE && command->run != command_serve)
        log_by_command();
    return status == EXIT_FINE ? command->run(&options) : status;
}

/* Everybody on the machine may list the words of a process, and a URL may have a password: what is
 * kept of it there is its scheme. The commands get a copy. */
static void hide_urls(struct arena *arena, char **words, int count) {
    for (int i = 1; i < count; i++) {
        char *url = strstr(words[i], "://");
        if (!url || (!strpbrk(url, "@%") && !strstr(url, "password")))
            continue;
        words[i] = arena_z(arena, str_of(words[i]));
        memset(url + 3, '*', strlen(url + 3));
    }
}

int main(int count, char **words) {
    struct arena *arena = arena_open();

    hide_urls(arena, words, count);

    mapped_guard();
    if (sodium_init() < 0)
        return fail("This machine provides no random numbers.");
    int status = count > 0 ? run(arena, words + 1, (size_t)count - 1) : EXIT_USAGE;
    arena_close(arena);
    bool is_read = log_end();
    if ((fflush(stdout) != 0 || ferror(stdout)) && status == EXIT_FINE)
        return !is_read ? EXIT_FAILED
                        : fail("Standard output cannot be written, so some output is lost.");
    return status;
}
