/* help.c - prints commands and options in columns. */
#include "cli/help.h"

#include <inttypes.h>
#include <stdio.h>

bool command_is_in(const struct command *command, const char *group) {
    size_t len = strlen(group);

    return strncmp(command->name, group, len) == 0 && command->name[len] == ' ';
}

static size_t put_commands(const struct command *commands, const char *group, size_t width) {
    size_t widest = 0;

    for (; commands->name; commands++) {
        if (group && !command_is_in(commands, group))
            continue;
        const char *argument = commands->argument ? commands->argument : "";
        size_t len = strlen(commands->name) + (*argument ? 1 : 0) + strlen(argument);
        widest = len > widest ? len : widest;
        if (width > 0)
            printf("  %s%s%s%*s%s\n", commands->name, *argument ? " " : "", argument,
                   (int)(width - len), "", commands->summary);
    }
    return widest;
}

void help_print_commands(const struct command *commands, const char *group) {
    if (!group)
        puts("Glimt " GLIMT_VERSION
             " - a server for contacts, projects, tasks and time reports.\n");
    printf("Usage: glimt %s%sCOMMAND [options]\n\nCommands:\n", group ? group : "",
           group ? " " : "");
    put_commands(commands, group, put_commands(commands, group, 0) + 3);
    printf("\nRun glimt %s%sCOMMAND --help for more.\n", group ? group : "", group ? " " : "");
    if (!group)
        puts("\nTo try it:\n"
             "  glimt serve --data data --demo\n"
             "  glimt app add \"My program\" --data data --all-permissions");
}

static void put_notes(const struct option *option) {
    const char *before = " (";

    if (option->required) {
        printf("%srequired", before);
        before = "; ";
    }
    if (option->repeatable) {
        printf("%smay be repeated", before);
        before = "; ";
    }
    if (option->otherwise) {
        printf("%sdefault %s", before, option->otherwise);
        before = "; ";
    }
    if (option->environment) {
        printf("%s%s", before, option->environment);
        before = "; ";
    }
    puts(before[0] == ' ' ? "" : ")");
}

static size_t put_options(const struct option *options, size_t width) {
    size_t widest = strlen("help");

    for (; options->name; options++) {
        const char *placeholder = options->placeholder ? options->placeholder : "";
        size_t len = strlen(options->name) + (*placeholder ? 1 : 0) + strlen(placeholder);
        widest = len > widest ? len : widest;
        if (width == 0)
            continue;
        printf("  --%s%s%s%*s%s", options->name, *placeholder ? " " : "", placeholder,
               (int)(width - len), "", options->help);
        put_notes(options);
    }
    if (width > 0)
        printf("  --help%*sShow this help\n", (int)(width - strlen("help")), "");
    return widest;
}

static bool has_keys(const struct option *options) {
    size_t keys = 0;

    for (; options->name; options++)
        keys += options->key != NULL;
    return keys > 1;
}

void help_print_command(const struct command *command) {
    const char *argument = command->argument ? command->argument : "";

    printf("Usage: glimt %s%s%s%s\n\n%s.\n", command->name, *argument ? " " : "", argument,
           command->options->name ? " [options]" : "", command->summary);
    if (command->more)
        printf("%s\n", command->more);
    if (command->grants)
        puts("\nPermissions:");
    for (size_t i = 0; command->grants && command->grants[i]; i++)
        printf("  %s\n", command->grants[i]);
    puts("\nOptions:");
    put_options(command->options, put_options(command->options, 0) + 3);
    if (has_keys(command->options))
        puts("\nThe configuration file has the same names without the leading dashes, such as\n"
             "`listen = 127.0.0.1:8443`. Flags override variables, and variables override the "
             "file.");
}
