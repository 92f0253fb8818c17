/* test_options.c - which source of a setting wins, and what is refused. */
#include "cli/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static const struct option fly_options[] = {
    {"data", "DIR", NULL, "GLIMT_TEST_DATA", "data", "", .required = true},
    {"speed", "N", "5", "GLIMT_TEST_SPEED", "speed", "", .least = 1, .most = 10},
    {"via", "PLACE", NULL, "GLIMT_TEST_VIA", "via", "", .repeatable = true},
    {"quiet", NULL, NULL, "GLIMT_TEST_QUIET", "quiet", ""},
    {"title", "TEXT", NULL, NULL, NULL, ""},
    {"config", "FILE", NULL, NULL, NULL, ""},
    {0},
};
static const struct option swim_options[] = {
    {"depth", "N", NULL, NULL, "depth", "", .most = 9},
    {0},
};
static const struct command known[] = {
    {"fly", "WHERE", "", NULL, fly_options, NULL},
    {"swim", NULL, "", NULL, swim_options, NULL},
    {0},
};

struct fixture {
    struct arena *arena;
    char directory[64], file[96];
    struct options options;
    char said[512]; /* on standard error, by the last reading */
};

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof(*fixture));

    fixture->arena = arena_open();
    snprintf(fixture->directory, sizeof(fixture->directory), "/tmp/glimt-options-XXXXXX");
    assert_non_null(mkdtemp(fixture->directory));
    snprintf(fixture->file, sizeof(fixture->file), "%s/glimt.conf", fixture->directory);
    unsetenv("GLIMT_TEST_DATA");
    unsetenv("GLIMT_TEST_SPEED");
    unsetenv("GLIMT_TEST_VIA");
    unsetenv("GLIMT_TEST_QUIET");
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;

    unlink(fixture->file);
    assert_int_equal(rmdir(fixture->directory), 0);
    arena_close(fixture->arena);
    free(fixture);
    return 0;
}

/* Reads the words of `line`, which stand between blanks, for the command "fly". */
static int reading(struct fixture *fixture, const char *line) {
    char *words[32], *text = arena_z(fixture->arena, str_of(line)), *at;
    FILE *said = tmpfile();
    int stderr_was = dup(STDERR_FILENO);
    size_t count = 0;

    while ((at = strsep(&text, " ")))
        if (*at)
            words[count++] = at;
    assert_non_null(said);
    fflush(stderr);
    dup2(fileno(said), STDERR_FILENO);
    int status = options_read(fixture->arena, &known[0], known, words, count, &fixture->options);
    fflush(stderr);
    dup2(stderr_was, STDERR_FILENO);
    close(stderr_was);
    rewind(said);
    fixture->said[fread(fixture->said, 1, sizeof(fixture->said) - 1, said)] = 0;
    fclose(said);
    return status;
}

static void assert_refused(struct fixture *fixture, const char *line, const char *part) {
    assert_int_equal(reading(fixture, line), EXIT_USAGE);
    if (!strstr(fixture->said, part))
        fail_msg("%s: \"%s\" does not say \"%s\"", line, fixture->said, part);
    /* One sentence on one line. */
    assert_ptr_equal(strchr(fixture->said, '\n'), fixture->said + strlen(fixture->said) - 1);
}

static void write_file(struct fixture *fixture, const char *text) {
    FILE *file = fopen(fixture->file, "w");

    assert_non_null(file);
    assert_int_equal(fputs(text, file) >= 0, 1);
    fclose(file);
}

static void flags_stand_anywhere(void **state) {
    struct fixture *fixture = *state;
    const struct options *options = &fixture->options;
    size_t count;

    assert_int_equal(reading(fixture, "--data d north --speed=7 --via a --via=b=c --quiet"), 0);
    assert_string_equal(options->argument, "north");
    assert_string_equal(options_text(options, "data"), "d");
    assert_int_equal(options_integer(options, "speed"), 7);
    assert_true(options_switch(options, "quiet"));
    assert_null(options_text(options, "title"));
    const char *const *via = options_list(options, "via", &count);
    assert_int_equal(count, 2);
    assert_string_equal(via[0], "a");
    assert_string_equal(via[1], "b=c");
    assert_int_equal(reading(fixture, "north --data d"), 0);
    assert_int_equal(options_integer(options, "speed"), 5);
    assert_false(options_switch(options, "quiet"));
    options_list(options, "via", &count);
    assert_int_equal(count, 0);
    assert_int_equal(reading(fixture, "--data d -- --north"), 0);
    assert_string_equal(options->argument, "--north");
    assert_int_equal(reading(fixture, "n --data a --data b --quiet=off"), 0);
    assert_string_equal(options_text(options, "data"), "b");
    assert_false(options_switch(options, "quiet"));
}

static void the_nearest_source_wins(void **state) {
    struct fixture *fixture = *state;
    const struct options *options = &fixture->options;
    char line[128], flags[192];
    size_t count;

    snprintf(line, sizeof(line), "n --data %s", fixture->directory);
    snprintf(flags, sizeof(flags), "%s --speed 9 --via z --quiet=no", line);
    write_file(fixture, "speed = 2\nvia = a\nvia = b\nquiet = yes\n");
    assert_int_equal(reading(fixture, line), 0);
    assert_int_equal(options_integer(options, "speed"), 2);
    assert_string_equal(options_list(options, "via", &count)[1], "b");
    assert_int_equal(count, 2);
    assert_true(options_switch(options, "quiet"));
    setenv("GLIMT_TEST_SPEED", "3", 1);
    setenv("GLIMT_TEST_VIA", "x, y w", 1);
    setenv("GLIMT_TEST_QUIET", "0", 1);
    assert_int_equal(reading(fixture, line), 0);
    assert_int_equal(options_integer(options, "speed"), 3);
    assert_string_equal(options_list(options, "via", &count)[2], "w");
    assert_int_equal(count, 3);
    assert_false(options_switch(options, "quiet"));
    setenv("GLIMT_TEST_QUIET", "on", 1);
    assert_int_equal(reading(fixture, flags), 0);
    assert_int_equal(options_integer(options, "speed"), 9);
    assert_string_equal(options_list(options, "via", &count)[0], "z");
    assert_int_equal(count, 1);
    assert_false(options_switch(options, "quiet"));
    setenv("GLIMT_TEST_DATA", fixture->directory, 1);
    setenv("GLIMT_TEST_SPEED", "", 1);
    assert_int_equal(reading(fixture, "n"), 0);
    assert_int_equal(options_integer(options, "speed"), 2);
}

static void files_are_read_as_written(void **state) {
    struct fixture *fixture = *state;
    const struct options *options = &fixture->options;
    char line[128];
    size_t count;

    snprintf(line, sizeof(line), "n --config %s", fixture->file);
    write_file(fixture, "# all of it\r\n\n  data=/a b/c # not this\r\nvia = \"d # e\" # f\n"
                        "via =\tg#h\ndepth = 3\nspeed = 4");
    assert_int_equal(reading(fixture, line), 0);
    assert_string_equal(options_text(options, "data"), "/a b/c");
    assert_string_equal(options_list(options, "via", &count)[0], "d # e");
    assert_string_equal(options_list(options, "via", &count)[1], "g#h");
    assert_int_equal(options_integer(options, "speed"), 4);
}

static void bad_files_are_named_with_the_line(void **state) {
    struct fixture *fixture = *state;
    char line[128];

    snprintf(line, sizeof(line), "n --data %s", fixture->directory);
    write_file(fixture, "speed = 1\n\nspede = 2\n");
    assert_refused(fixture, line, "glimt.conf:3: spede");
    write_file(fixture, "title = x\n");
    assert_refused(fixture, line, "glimt.conf:1: title");
    write_file(fixture, "speed\n");
    assert_refused(fixture, line, "glimt.conf:1: ");
    write_file(fixture, "= 3\n");
    assert_refused(fixture, line, "glimt.conf:1: ");
    write_file(fixture, "\nvia = \"open\n");
    assert_refused(fixture, line, "glimt.conf:2: ");
    write_file(fixture, "via = \"a\" b\n");
    assert_refused(fixture, line, "glimt.conf:1: ");
    write_file(fixture, "speed = 11\n");
    assert_refused(fixture, line, "glimt.conf:1: speed");
    write_file(fixture, "via =\n");
    assert_refused(fixture, line, "glimt.conf:1: via");
    write_file(fixture, "speed = \xff\n");
    assert_refused(fixture, line, "glimt.conf");
    assert_refused(fixture, "n --config /nonexistent/file", "/nonexistent/file");
}

static void faults_are_one_sentence(void **state) {
    struct fixture *fixture = *state;

    assert_refused(fixture, "n", "--data DIR or GLIMT_TEST_DATA");
    assert_refused(fixture, "--data d", "WHERE");
    assert_refused(fixture, "n m --data d", "\"m\"");
    assert_refused(fixture, "n --data", "--data needs a value");
    assert_refused(fixture, "n --data --quiet", "--data needs a value");
    assert_refused(fixture, "n --data=", "--data needs a value");
    assert_refused(fixture, "n --dat d", "--dat;");
    assert_refused(fixture, "n --datadir=d", "--datadir");
    assert_refused(fixture, "n -d d", "-d");
    assert_refused(fixture, "n --data d --quiet=maybe", "maybe");
    assert_refused(fixture, "n --data d --speed 0", "from 1 to 10");
    assert_refused(fixture, "n --data d --speed 11", "\"11\"");
    assert_refused(fixture, "n --data d --speed 3x", "\"3x\"");
    assert_refused(fixture, "n --data d --speed 99999999999999999999", "from 1 to 10");
    setenv("GLIMT_TEST_SPEED", "fast", 1);
    assert_refused(fixture, "n --data d", "GLIMT_TEST_SPEED");
}

static void listen_addresses_have_a_port(void **state) {
    static const char *const bad[] = {"",          ":8443",
                                      "127.0.0.1", "127.0.0.1:",
                                      "a:65536",   "a:-1",
                                      "a:+1",      "::1:8443",
                                      "[]:1",      "[::1]",
                                      "a: 1",      "[::1:8443",
                                      "a:1x",      "a:99999999999999999999"};
    struct fixture *fixture = *state;
    const char *address;
    uint16_t port;

    assert_true(listen_address_read(fixture->arena, "127.0.0.1:8443", &address, &port));
    assert_string_equal(address, "127.0.0.1");
    assert_int_equal(port, 8443);
    assert_true(listen_address_read(fixture->arena, "[::1]:0", &address, &port));
    assert_string_equal(address, "::1");
    assert_int_equal(port, 0);
    assert_true(listen_address_read(fixture->arena, "localhost:65535", &address, &port));
    assert_int_equal(port, 65535);
    for (size_t i = 0; i < COUNT(bad); i++)
        if (listen_address_read(fixture->arena, bad[i], &address, &port))
            fail_msg("%s gives %s and %u", bad[i], address, port);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(flags_stand_anywhere),      TEST(the_nearest_source_wins),
        TEST(files_are_read_as_written), TEST(bad_files_are_named_with_the_line),
        TEST(faults_are_one_sentence),   TEST(listen_addresses_have_a_port),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
