/* test_log.c - what repeats is told once, and counted. */
#include "base/log.h"

#include "cmocka_all.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { TEXT_MAX = 64 * 1024 };

/* Standard error goes into a file meanwhile. */
struct capture {
    FILE *file;
    int before;
};

static struct capture begin(void) {
    struct capture capture = {tmpfile(), dup(STDERR_FILENO)};

    assert_non_null(capture.file);
    assert_true(dup2(fileno(capture.file), STDERR_FILENO) >= 0);
    return capture;
}

/* What was written until now. */
static const char *end(struct capture capture) {
    static char text[TEXT_MAX];

    log_end();
    dup2(capture.before, STDERR_FILENO);
    close(capture.before);
    rewind(capture.file);
    text[fread(text, 1, sizeof(text) - 1, capture.file)] = '\0';
    fclose(capture.file);
    return text;
}

static size_t count(const char *text, const char *what) {
    size_t found = 0;

    for (const char *at = text; (at = strstr(at, what)); at += strlen(what))
        found++;
    return found;
}

static void tells_once_and_counts_the_rest(void **state) {
    struct capture capture = begin();

    (void)state;
    for (int i = 0; i < 1000; i++) {
        log_repeated("topic one", "Number %d is full.", i);
        log_error("The same.");
        log_notice("Always.");
    }
    log_tick();
    log_warning("Another.");
    const char *text = end(capture);
    assert_int_equal(count(text, "Number"), 2);
    assert_int_equal(count(text, "Z error Number 0 is full.\n"), 1);
    assert_int_equal(count(text, "Number 0 is full. (999 times more in the last minute)\n"), 1);
    assert_int_equal(count(text, "The same."), 2);
    assert_int_equal(count(text, "Z warning Another.\n"), 1);
    assert_int_equal(count(text, "Always."), 1000);
}

static void loses_no_first_line(void **state) {
    struct capture capture = begin();

    (void)state;
    for (int turn = 0; turn < 2; turn++)
        for (int i = 0; i < 300; i++)
            log_error("Line %d has come.", i);
    const char *text = end(capture);
    for (int i = 0; i < 300; i++) {
        char line[64];
        snprintf(line, sizeof(line), "Z error Line %d has come.\n", i);
        assert_true(count(text, line) >= 1);
    }
}

/* The thread stays where it waits; the end of the program ends it. */
static void waits_for_nobody(void **state) {
    int before = dup(STDERR_FILENO), unread[2];

    (void)state;
    assert_int_equal(pipe(unread), 0);
    assert_true(dup2(unread[1], STDERR_FILENO) >= 0);
    log_by_server();
    for (int i = 0; i < 20000; i++)
        log_notice("Line %d has come.", i);
    log_last("The last line, which finds no room.");
    assert_false(log_end());
    log_notice("This is not even kept.");
    assert_false(log_end());
    dup2(before, STDERR_FILENO);
    close(before);
}

static void writes_all_of_a_server(void **state) {
    struct capture capture = begin();

    (void)state;
    log_by_server();
    for (int i = 0; i < 500; i++)
        log_notice("Line %d has come.", i);
    log_last("The last line.");
    const char *text = end(capture);
    assert_int_equal(count(text, "has come.\n"), 500);
    assert_true(strstr(text, "Z error The last line.\n") > strstr(text, "Line 499"));
    assert_true(log_end());
}

/* Whoever chose a name neither begins a line of the log nor tells a terminal what to do. */
static void what_stands_for_no_letter_becomes_a_blank(void **state) {
    struct capture capture = begin();

    (void)state;
    log_notice("Named %s.", "a\nb\rc\td\x1b[2Je\x7f"
                            "f\xc2\x9b"
                            "2Jg\xc2\x80h\xc3\x85\xc2\xa0i");
    const char *text = end(capture);
    assert_int_equal(count(text, "\n"), 1);
    assert_int_equal(count(text, "Z notice Named a b c d [2Je f  2Jg  h\xc3\x85\xc2\xa0i.\n"), 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_once_and_counts_the_rest),
        cmocka_unit_test(loses_no_first_line),
        cmocka_unit_test(what_stands_for_no_letter_becomes_a_blank),
        cmocka_unit_test(writes_all_of_a_server),
        cmocka_unit_test(waits_for_nobody),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
