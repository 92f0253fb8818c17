/* test_faults.c - the modelState of a refused request. */
#include "plan/faults.h"

#include "cmocka_all.h"

#include <jansson.h>

static void faults_are_grouped(void **state) {
    struct arena *arena = arena_open();
    struct faults faults;
    struct buffer out;

    (void)state;
    buffer_init(&out, 1000);
    faults_init(&faults, arena);
    assert_false(faults_any(&faults));
    faults_add(&faults, STR("b"), STR("One."));
    faults_add(&faults, STR("a"), STR("Two."));
    faults_add(&faults, STR("b"), STR("Three."));
    faults_add(&faults, STR("b"), STR("One."));
    faults_put(&faults, &out);
    assert_true(
        str_equal(buffer_str(&out), STR("{\"message\":\"The request is invalid.\",\"modelState\":"
                                        "{\"b\":[\"One.\",\"Three.\"],\"a\":[\"Two.\"]}}")));
    assert_true(str_equal(fault_title(arena, STR("visitingAddress.countryId")), STR("CountryId")));
    assert_true(str_equal(fault_title(arena, STR("pageSize")), STR("PageSize")));
    buffer_done(&out);
    arena_close(arena);
}

static void faults_of_a_property_are_known(void **state) {
    struct arena *arena = arena_open();
    struct faults faults;

    (void)state;
    faults_init(&faults, arena);
    assert_false(faults_has(&faults, STR("name")));
    faults_add(&faults, STR("name"), STR("One."));
    assert_true(faults_any(&faults));
    assert_true(faults_has(&faults, STR("name")));
    assert_false(faults_has(&faults, STR("nam")));
    assert_false(faults_has(&faults, STR("Name")));
    arena_close(arena);
}

/* Another JSON library reads what was written, whatever the client called its property. */
static void any_text_is_written_as_json(void **state) {
    static const char *const texts[] = {"",     "a\"b", "back\\slash", "line\nbreak",
                                        "\x01", "å 😀",  "</script>",   "\x7f"};
    struct arena *arena = arena_open();
    struct faults faults;
    struct buffer out;

    (void)state;
    faults_init(&faults, arena);
    for (size_t i = 0; i < COUNT(texts); i++)
        for (size_t j = 0; j < COUNT(texts); j++)
            faults_add(&faults, str_of(texts[i]), str_of(texts[j]));
    buffer_init(&out, 10000);
    faults_put(&faults, &out);
    json_t *root = json_loadb(out.at, out.len, 0, NULL);
    assert_non_null(root);
    json_t *model_state = json_object_get(root, "modelState");
    assert_int_equal(json_object_size(model_state), COUNT(texts));
    for (size_t i = 0; i < COUNT(texts); i++) {
        json_t *sentences = json_object_get(model_state, texts[i]);
        assert_int_equal(json_array_size(sentences), COUNT(texts));
        for (size_t j = 0; j < COUNT(texts); j++)
            assert_string_equal(json_string_value(json_array_get(sentences, j)), texts[j]);
    }
    json_decref(root);
    buffer_done(&out);
    arena_close(arena);
}

static void titles_begin_large(void **state) {
    static const char *const cases[][2] = {{"pageSize", "PageSize"},
                                           {"visitingAddress.countryId", "CountryId"},
                                           {"a.b.c", "C"},
                                           {"Name", "Name"},
                                           {"", ""}};
    struct arena *arena = arena_open();

    (void)state;
    for (size_t i = 0; i < COUNT(cases); i++)
        assert_true(str_equal(fault_title(arena, str_of(cases[i][0])), str_of(cases[i][1])));
    arena_close(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(faults_are_grouped),
        cmocka_unit_test(faults_of_a_property_are_known),
        cmocka_unit_test(any_text_is_written_as_json),
        cmocka_unit_test(titles_begin_large),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
