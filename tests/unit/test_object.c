/* test_object.c - objects of values come out as their view says, or stop the program. */
#include "cmocka_all.h"
#include "read/object.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* clang-format off */
static const char *const moods[] = {"glad", "sad", NULL};

static const struct field name_fields[] = {
    {"id",   INTEGER, FIXED | NOT_NULL, "Its number"},
    {"name", TEXT,    FIXED,            "Its name"},
    {0},
};
static const struct group named = {"generic.name_id", name_fields};

static const struct field leg_fields[] = {
    {"length", DECIMAL, FIXED | NOT_NULL, "How long"},
    {"owner",  GROUP,   FIXED | NOT_NULL, "Whose", .group = &named},
    {0},
};
static const struct resource leg = {
    .name = "leg", .plural = "legs", .fields = leg_fields, .detail = {"leg", "length owner"}};

/* Declared in another order than the view has. */
static const struct field animal_fields[] = {
    {"born",    DATE,    FIXED,            "When"},
    {"seen",    INSTANT, FIXED,            "When last"},
    {"wakes",   TIME,    FIXED,            "When it wakes"},
    {"isTame",  BOOLEAN, FIXED,            "Whether it is"},
    {"mood",    CHOICE,  FIXED,            "How it feels", .choices = moods},
    {"title",   TEXT,    FIXED | NOT_NULL, "What it is called"},
    {"tricks",  WORDS,   FIXED,            "What it can do"},
    {"keeper",  GROUP,   FIXED,            "Who feeds it", .group = &named},
    {"vet",     GROUP,   FIXED | OPTIONAL, "Who heals it", .group = &named},
    {"legs",    ROWS,    FIXED,            "Its legs", .to = &leg},
    {"tail",    ROWS,    FIXED | ALONE,    "Its tail", .to = &leg},
    {"private", TEXT,    FIXED,            "Not shown"},
    {0},
};
static const struct resource animal = {
    .name = "animal",
    .plural = "animals",
    .fields = animal_fields,
    .detail = {"animal", "title isTame mood born seen wakes tricks keeper vet legs tail"},
    .list = {"animal.list", "mood isTame", .pascal = true},
};
static const struct resource *const zoo[] = {&animal, &leg, NULL};
/* clang-format on */

struct fixture {
    struct arena *arena;
    const struct plan *animals;
    struct object *object; /* in the detail view, empty */
};

static int set_up(void **state) {
    struct arena *arena = arena_open();
    struct fixture *fixture = NEW(arena, struct fixture);

    fixture->arena = arena;
    fixture->animals = plan_of(plan_all(arena, zoo), &animal);
    fixture->object = object_new(arena, &fixture->animals->detail);
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    arena_close(((struct fixture *)*state)->arena);
    return 0;
}

static void check(const struct object *object, const char *expected) {
    struct buffer out;

    buffer_init(&out, SIZE_MAX);
    object_put(object, &out);
    if (!str_equal(buffer_str(&out), str_of(expected)))
        fail_msg("%.*s instead of %s", (int)out.len, out.at, expected);
    buffer_done(&out);
}

/* As little as the view allows. */
static void fill_little(struct object *object) {
    object_set_text(object, "title", STR("Katt"));
    object_set_integer(object, "isTame", false);
    object_set_integer(object, "keeper.id", 3);
}

static void fill_leg(struct object *row, int64_t length) {
    object_set_integer(row, "owner.id", 7);
    object_set_integer(row, "length", length);
}

static void what_is_not_set_is_null(void **state) {
    const struct fixture *fixture = *state;

    fill_little(fixture->object);
    check(fixture->object,
          "{\"objectName\":\"animal\",\"title\":\"Katt\",\"isTame\":false,\"mood\":null,\"born\":"
          "null,"
          "\"seen\":null,\"wakes\":null,\"tricks\":null,\"keeper\":{\"objectName\":"
          "\"generic.name_id\",\"id\":3,\"name\":null},\"vet\":null,\"legs\":[],\"tail\":null}");
}

static void the_view_says_order_and_spelling(void **state) {
    const struct fixture *fixture = *state;
    struct object *object = fixture->object;

    fill_leg(object_add_row(object, "tail"), 1500000);
    fill_leg(object_add_row(object, "legs"), 1000000);
    object_set_text(object, "vet.name", STR("Åsa \"A\""));
    object_set_integer(object, "vet.id", 4);
    object_set_text(object, "tricks", STR("sit roll"));
    object_set_integer(object, "wakes", 65);
    object_set_integer(object, "seen", 86400);
    object_set_integer(object, "born", 1);
    object_set_text(object, "mood", STR("glad"));
    fill_leg(object_add_row(object, "legs"), 2000000);
    fill_little(object);
    check(object,
          "{\"objectName\":\"animal\",\"title\":\"Katt\",\"isTame\":false,\"mood\":\"glad\","
          "\"born\":\"1970-01-02\",\"seen\":\"1970-01-02 00:00:00 +00:00\",\"wakes\":\"01:05\","
          "\"tricks\":[\"sit\",\"roll\"],\"keeper\":{\"objectName\":\"generic.name_id\",\"id\":3,"
          "\"name\":null},\"vet\":{\"objectName\":\"generic.name_id\",\"id\":4,\"name\":\"Åsa "
          "\\\"A\\\"\"},\"legs\":[{\"objectName\":\"leg\",\"length\":1.0,\"owner\":{\"objectName\":"
          "\"generic.name_id\",\"id\":7,\"name\":null}},{\"objectName\":\"leg\",\"length\":2.0,"
          "\"owner\":{\"objectName\":\"generic.name_id\",\"id\":7,\"name\":null}}],\"tail\":"
          "{\"objectName\":\"leg\",\"length\":1.5,\"owner\":{\"objectName\":\"generic.name_id\","
          "\"id\":7,\"name\":null}}}");
}

static void another_view_shows_less(void **state) {
    const struct fixture *fixture = *state;
    struct object *object = object_new(fixture->arena, &fixture->animals->list);

    object_set_text(object, "mood", STR("sad"));
    object_set_integer(object, "isTame", true);
    check(object, "{\"objectName\":\"animal.list\",\"mood\":\"Sad\",\"isTame\":true}");
}

/* ---- what stops the program ---- */

static void name_what_there_is_not(struct object *object) {
    object_set_integer(object, "colour", 1);
}

static void name_what_is_not_shown(struct object *object) {
    object_set_text(object, "private", STR("x"));
}

static void name_a_member_alone(struct object *object) {
    object_set_text(object, "name", STR("x"));
}

static void name_a_member_of_a_value(struct object *object) {
    object_set_text(object, "title.name", STR("x"));
}

static void set_a_group(struct object *object) {
    object_set_integer(object, "keeper", 1);
}

static void set_rows(struct object *object) {
    object_set_integer(object, "legs", 1);
}

static void set_a_text_for_a_number(struct object *object) {
    object_set_text(object, "born", STR("1970-01-02"));
}

static void set_a_number_for_a_text(struct object *object) {
    object_set_integer(object, "title", 1);
}

static void set_no_choice(struct object *object) {
    object_set_text(object, "mood", STR("Glad"));
}

static void set_twice(struct object *object) {
    object_set_text(object, "title", STR("x"));
    object_set_text(object, "title", STR("x"));
}

static void add_a_row_to_a_value(struct object *object) {
    object_add_row(object, "title");
}

static void add_two_alone(struct object *object) {
    object_add_row(object, "tail");
    object_add_row(object, "tail");
}

static void put(struct object *object) {
    struct buffer out;

    buffer_init(&out, SIZE_MAX);
    object_put(object, &out);
}

static void leave_out_a_text(struct object *object) {
    object_set_integer(object, "isTame", true);
    object_set_integer(object, "keeper.id", 1);
    put(object);
}

static void leave_out_a_boolean(struct object *object) {
    object_set_text(object, "title", STR("x"));
    object_set_integer(object, "keeper.id", 1);
    put(object);
}

static void leave_out_a_member(struct object *object) {
    object_set_text(object, "title", STR("x"));
    object_set_integer(object, "isTame", true);
    put(object);
}

static void leave_out_a_row_s(struct object *object) {
    fill_little(object);
    object_set_integer(object_add_row(object, "legs"), "owner.id", 1);
    put(object);
}

static void fill_it_well(struct object *object) {
    fill_little(object);
    put(object);
}

/* In a process of its own, which says so where nobody reads it. */
static bool stops(void (*act)(struct object *), struct object *object) {
    pid_t child = fork();
    int status = 0;

    if (child == 0) {
        close(STDERR_FILENO);
        signal(SIGABRT, SIG_DFL);
        act(object);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void what_is_not_as_declared_stops_the_program(void **state) {
    static void (*const acts[])(struct object *) = {
        name_what_there_is_not,
        name_what_is_not_shown,
        name_a_member_alone,
        name_a_member_of_a_value,
        set_a_group,
        set_rows,
        set_a_text_for_a_number,
        set_a_number_for_a_text,
        set_no_choice,
        set_twice,
        add_a_row_to_a_value,
        add_two_alone,
        leave_out_a_text,
        leave_out_a_boolean,
        leave_out_a_member,
        leave_out_a_row_s,
    };
    const struct fixture *fixture = *state;

    assert_false(stops(fill_it_well, fixture->object));
    for (size_t i = 0; i < COUNT(acts); i++)
        if (!stops(acts[i], fixture->object))
            fail_msg("the %zu. does not stop", i + 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(what_is_not_set_is_null, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_view_says_order_and_spelling, set_up, tear_down),
        cmocka_unit_test_setup_teardown(another_view_shows_less, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_not_as_declared_stops_the_program, set_up,
                                        tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
