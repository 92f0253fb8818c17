/* test_actions.c - what follows from the declaration of an action: routes, description, answer. */
#include "api/act.h"
#include "api/api.h"
#include "api/route.h"
#include "change/change.h"
#include "cmocka_all.h"
#include "openapi/openapi.h"
#include "plan/action.h"
#include "json/read.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- a box with a lid, in a shed ---- */

static const char *const permissions[] = {"Box_Read", "Box_Write", "Box_Burn", NULL};
enum { READ = 1, WRITE = 2, BURN = 4 }; /* their bits */

/* clang-format off */
static const struct field box_fields[] = {
    {"id",   INTEGER, FIXED | NOT_NULL, "Its number"},
    {"name", TEXT,    REQUIRED,         "Its name"},
    {0},
};
static const struct sort by_id[] = {{"id", "id"}, {0}};
static const struct field lid_fields[] = {{"angle", INTEGER, REQUIRED, "How far it is open"}, {0}};
static const struct field state_fields[] = {
    {"isOpen", BOOLEAN, FIXED | NOT_NULL, "Whether it is open"},
    {"since",  DATE,    FIXED,            "Since when"},
    {0},
};
static const struct resource lid = {.name = "lid", .plural = "lids", .fields = lid_fields};
static const struct resource lid_state = {
    .name = "lid state", .plural = "lid states", .fields = state_fields, .detail = {"box.lid", "isOpen since"}};
/* clang-format on */

static enum outcome look_at_lid(struct request *request) {
    object_set_integer(action_answer(request), "since", request->id);
    object_set_integer(action_answer(request), "isOpen", false);
    return DONE;
}

static enum outcome move_lid(struct request *request, struct db *db) {
    (void)db;
    object_set_integer(action_answer(request), "isOpen",
                       change_integer(request->change, "angle") > 0);
    return change_integer(request->change, "angle") > 90 ? action_end(request) : DONE;
}

static enum outcome say_nothing(struct request *request, struct db *db) {
    (void)request;
    (void)db;
    return DONE;
}

/* Two of the same path do not stand together. */
static const struct action box_actions[] = {
    {.method = "GET",
     .path = "Lid",
     .answer = &lid_state,
     .look = look_at_lid,
     .doc = "Look at it"},
    {.method = "POST",
     .path = "/v1/Fire",
     .permission = "Box_Burn",
     .run = say_nothing,
     .group = "Fire",
     .doc = "Burn all"},
    {.method = "PUT",
     .path = "Lid",
     .body = &lid,
     .answer = &lid_state,
     .run = move_lid,
     .doc = "Move it"},
    {.method = "DELETE", .path = "Lid", .run = say_nothing, .doc = "Take it off"},
    {0},
};

static const struct managed managed_boxes = {
    .path = "/admin/v1/Boxes", .operations = LIST, .list = {"admin.box", "id"}};
static const struct resource shed = {
    .name = "shed", .plural = "sheds", .table = "sheds", .fields = box_fields};
static const struct resource boxes = {
    .name = "box",
    .plural = "boxes",
    .table = "boxes",
    .path = "/v1/Sheds/:shedId/Boxes",
    .id_name = "boxId",
    .parent = &shed,
    .owner = "shed_id",
    .group = "Boxes",
    .operations = LIST | DELETE,
    .read = "Box_Read",
    .write = "Box_Write",
    .managed = &managed_boxes,
    .fields = box_fields,
    .sorts = by_id,
    .brief = {"box.brief", "id name"},
    .list = {"box", "id name"},
    .actions = box_actions,
};
static const struct resource *const resources[] = {&boxes, &shed, &lid, &lid_state, NULL};

static const struct action pages_own[] = {
    {.method = "POST", .of = &boxes, .path = "Open", .run = say_nothing, .doc = "Open it"},
    {0},
};
static const struct action pages_other[] = {
    {.method = "POST",
     .path = "/admin/v1/Door",
     .right = RIGHT_PERSON,
     .run = say_nothing,
     .group = "House",
     .doc = "Open the door"},
    {0},
};
static const struct action *const pages_actions[] = {pages_own, pages_other, NULL};

struct fixture {
    struct arena *arena;
    const struct plans *plans, *managed;
    const struct routes *routes, *managed_routes;
    union {
        struct exchange exchange;
        char room[8192]; /* for what the server keeps behind it: zeros are no headers */
    };
    struct api api; /* without a ledger: nothing is stored */
    struct worker worker;
    struct request request;
};

static int set_up(void **state) {
    struct arena *arena = arena_open();
    struct fixture *fixture = NEW(arena, struct fixture);

    fixture->arena = arena;
    fixture->plans = plan_all(arena, resources);
    fixture->managed = plan_managed(arena, fixture->plans, pages_actions);
    fixture->routes = routes_plan(arena, fixture->plans, permissions);
    fixture->managed_routes = routes_plan_managed(arena, fixture->managed);
    buffer_init(&fixture->exchange.body_out, SIZE_MAX);
    fixture->exchange.arena = arena;
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;

    buffer_done(&fixture->exchange.body_out);
    arena_close(fixture->arena);
    return 0;
}

static enum outcome ask(struct fixture *fixture, const struct routes *routes, const char *method,
                        const char *path) {
    fixture->exchange.method = str_of(method);
    fixture->exchange.path = str_of(path);
    fixture->exchange.header_count = 0;
    fixture->worker.api = &fixture->api;
    fixture->request = (struct request){
        .exchange = &fixture->exchange, .worker = &fixture->worker, .arena = fixture->arena};
    faults_init(&fixture->request.faults, fixture->arena);
    return route(&fixture->request, routes);
}

/* ---- routes ---- */

static void check_route(struct fixture *fixture, const char *method, const char *path,
                        const struct action *action, unsigned permission) {
    const struct request *request = &fixture->request;

    assert_int_equal(ask(fixture, fixture->routes, method, path), DONE);
    assert_int_equal(request->operation, OPERATION_ACTION);
    assert_ptr_equal(request->action->declared, action);
    assert_ptr_equal(request->plan, plan_of(fixture->plans, &boxes));
    assert_int_equal(request->permission, permission);
}

static void several_actions_of_a_resource_are_found(void **state) {
    struct fixture *fixture = *state;

    check_route(fixture, "GET", "/v1/Sheds/4/Boxes/5/Lid", &box_actions[0], READ);
    assert_int_equal(fixture->request.parent_id, 4);
    assert_int_equal(fixture->request.id, 5);
    assert_string_equal(fixture->request.parent_id_name, "shedId");
    assert_string_equal(fixture->request.id_name, "boxId");
    check_route(fixture, "HEAD", "/v1/sheds/4/boxes/5/lid", &box_actions[0], READ);
    check_route(fixture, "PUT", "/v1/Sheds/4/Boxes/5/Lid", &box_actions[2], WRITE);
    check_route(fixture, "DELETE", "/v1/Sheds/4/Boxes/5/Lid", &box_actions[3], WRITE);
    check_route(fixture, "POST", "/v1/Fire", &box_actions[1], BURN);
    assert_int_equal(ask(fixture, fixture->routes, "DELETE", "/v1/Sheds/4/Boxes/5"), DONE);
    assert_int_equal(fixture->request.operation, OPERATION_DELETE);
    assert_null(fixture->request.action);
}

static void other_methods_are_told_which_there_are(void **state) {
    struct fixture *fixture = *state;

    assert_int_equal(ask(fixture, fixture->routes, "POST", "/v1/Sheds/4/Boxes/5/Lid"), ANSWERED);
    assert_int_equal(fixture->exchange.status, 405);
    assert_int_equal(fixture->exchange.header_count, 1);
    assert_true(str_equal(fixture->exchange.headers[0].value, STR("GET, HEAD, PUT, DELETE")));
    assert_int_equal(ask(fixture, fixture->routes, "GET", "/v1/Sheds/4/Boxes/5/Hinge"), ANSWERED);
    assert_int_equal(fixture->exchange.status, 404);
}

static void the_pages_have_their_own(void **state) {
    struct fixture *fixture = *state;
    const struct request *request = &fixture->request;

    assert_int_equal(fixture->managed->action_count, 2);
    assert_int_equal(ask(fixture, fixture->managed_routes, "POST", "/admin/v1/Boxes/5/Open"), DONE);
    assert_ptr_equal(request->action->declared, &pages_own[0]);
    assert_int_equal(request->action->declared->right, RIGHT_ADMINISTRATOR);
    assert_ptr_equal(request->plan, &fixture->managed->all[0]);
    assert_int_equal(ask(fixture, fixture->managed_routes, "POST", "/admin/v1/Door"), DONE);
    assert_ptr_equal(request->action->declared, &pages_other[0]);
    assert_null(request->plan);
    assert_int_equal(ask(fixture, fixture->managed_routes, "GET", "/admin/v1/Boxes/5/Lid"),
                     ANSWERED);
    assert_int_equal(ask(fixture, fixture->routes, "POST", "/admin/v1/Door"), ANSWERED);
}

/* ---- description ---- */

static const struct json *member(const struct json *object, const char *name) {
    assert_non_null(object);
    for (size_t i = 0; i < object->count; i++)
        if (str_equal(object->names[i], str_of(name)))
            return &object->items[i];
    return NULL;
}

static const struct json *read_description(struct fixture *fixture, bool of_pages) {
    const char *problem;
    struct buffer out;

    buffer_init(&out, SIZE_MAX);
    if (of_pages)
        openapi_print_managed(fixture->arena, fixture->plans, fixture->managed, &out);
    else
        openapi_print(fixture->arena, fixture->plans, &out);
    const struct json *document = json_read(fixture->arena, buffer_str(&out), &problem);
    buffer_done(&out);
    assert_non_null(document);
    return document;
}

static void check_text(const struct json *value, const char *expected) {
    assert_non_null(value);
    if (!str_equal(value->text, str_of(expected)))
        fail_msg("\"%.*s\" instead of \"%s\"", (int)value->text.len, value->text.at, expected);
}

static const struct json *schema_of(const struct json *holder) {
    return member(member(member(member(holder, "content"), "application/json"), "schema"), "$ref");
}

static void the_methods_of_a_path_are_described_together(void **state) {
    struct fixture *fixture = *state;
    const struct json *document = read_description(fixture, false);
    const struct json *paths = member(document, "paths");
    const struct json *path = member(paths, "/v1/Sheds/{shedId}/Boxes/{boxId}/Lid");

    assert_int_equal(path->count, 3);
    assert_true(str_equal(path->names[0], STR("get")));
    assert_true(str_equal(path->names[1], STR("put")));
    assert_true(str_equal(path->names[2], STR("delete")));
    const struct json *put = member(path, "put");
    check_text(member(put, "summary"), "Move it");
    check_text(&member(put, "tags")->items[0], "Boxes");
    const struct json *parameters = member(put, "parameters");
    assert_int_equal(parameters->count, 6); /* a key and conditions stand last */
    check_text(member(&parameters->items[0], "name"), "shedId");
    check_text(member(&parameters->items[0], "description"), "The id of the shed");
    check_text(member(&parameters->items[1], "name"), "boxId");
    check_text(member(&parameters->items[1], "description"), "The id of the box");
    check_text(member(&parameters->items[2], "name"), "Idempotency-Key");
    check_text(member(&parameters->items[3], "name"), "If-Match");
    check_text(schema_of(member(put, "requestBody")), "#/components/schemas/lid.write");
    const struct json *schemas = member(member(document, "components"), "schemas");
    assert_non_null(member(schemas, "lid.write"));
    check_text(schema_of(member(member(put, "responses"), "200")), "#/components/schemas/box.lid");
    assert_int_equal(member(member(schemas, "box.lid"), "properties")->count, 3);
    const struct json *removed = member(member(member(path, "delete"), "responses"), "200");
    assert_null(member(removed, "content"));
    check_text(&member(member(member(paths, "/v1/Fire"), "post"), "tags")->items[0], "Fire");
}

static void the_pages_describe_their_own(void **state) {
    struct fixture *fixture = *state;
    const struct json *paths = member(read_description(fixture, true), "paths");
    const struct json *open = member(member(paths, "/admin/v1/Boxes/{boxId}/Open"), "post");
    const struct json *door = member(member(paths, "/admin/v1/Door"), "post");

    check_text(member(open, "description"), "For administrators only.");
    check_text(&member(open, "tags")->items[0], "Boxes");
    check_text(member(door, "description"), "For anyone who is signed in.");
    assert_int_equal(member(door, "parameters")->count, 2);
    check_text(member(&member(door, "parameters")->items[1], "name"), "Idempotency-Made-At");
    assert_int_equal(paths->count, 3);
}

/* ---- steps and answer ---- */

static void check_answer(struct fixture *fixture, const char *expected) {
    struct buffer *out = &fixture->exchange.body_out;

    assert_int_equal(fixture->exchange.status, 200);
    if (!str_equal(buffer_str(out), str_of(expected)))
        fail_msg("%.*s instead of %s", (int)out->len, out->at, expected);
}

static void what_only_looks_answers_at_once(void **state) {
    struct fixture *fixture = *state;

    assert_int_equal(ask(fixture, fixture->routes, "GET", "/v1/Sheds/4/Boxes/5/Lid"), DONE);
    assert_int_equal(perform_action(&fixture->request), DONE);
    assert_false(fixture->request.deferred);
    check_answer(fixture, "{\"objectName\":\"box.lid\",\"isOpen\":false,\"since\":\"1970-01-06\"}");
}

static void run(struct fixture *fixture, const char *body, enum outcome expected) {
    assert_int_equal(ask(fixture, fixture->routes, "PUT", "/v1/Sheds/4/Boxes/5/Lid"), DONE);
    fixture->exchange.body = str_of(body);
    assert_int_equal(perform_action(&fixture->request), DONE);
    assert_true(fixture->request.deferred);
    assert_int_equal(fixture->request.run(&fixture->request, NULL), expected);
}

static void what_writes_answers_afterwards(void **state) {
    struct fixture *fixture = *state;

    run(fixture, "{\"angle\": 30}", DONE);
    check_answer(fixture, "{\"objectName\":\"box.lid\",\"isOpen\":true,\"since\":null}");
    run(fixture, "{\"angle\": 91}", ANSWERED);
    check_answer(fixture, "{\"objectName\":\"box.lid\",\"isOpen\":true,\"since\":null}");
}

static void without_an_answer_it_is_empty(void **state) {
    struct fixture *fixture = *state;

    assert_int_equal(ask(fixture, fixture->routes, "DELETE", "/v1/Sheds/4/Boxes/5/Lid"), DONE);
    assert_int_equal(perform_action(&fixture->request), DONE);
    assert_int_equal(fixture->request.run(&fixture->request, NULL), DONE);
    check_answer(fixture, "");
}

static void a_faulty_body_is_not_run(void **state) {
    struct fixture *fixture = *state;

    assert_int_equal(ask(fixture, fixture->routes, "PUT", "/v1/Sheds/4/Boxes/5/Lid"), DONE);
    fixture->exchange.body = STR("{\"angle\": \"wide\"}");
    assert_int_equal(perform_action(&fixture->request), INVALID);
    assert_false(fixture->request.deferred);
}

/* ---- declarations that do not fit ---- */

static const struct field named_fields[] = {{"box", REFERENCE, 0, "A box", .to = &boxes}, {0}};
static const struct resource refers = {
    .name = "word", .plural = "words", .fields = named_fields, .detail = {"word", "box"}};
static const struct resource *const with_refers[] = {&boxes,     &shed,   &lid,
                                                     &lid_state, &refers, NULL};

/* Plans for the pages one action that may be wrong, in a process of its own. */
static bool stops(struct action action) {
    const struct action list[] = {action, {0}};
    const struct action *const lists[] = {list, NULL};
    pid_t child = fork();
    int status = 0;

    if (child == 0) {
        struct arena *arena = arena_open();
        close(STDERR_FILENO);
        signal(SIGABRT, SIG_DFL);
        plan_managed(arena, plan_all(arena, with_refers), lists);
        arena_close(arena);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

static void a_wrong_declaration_stops_the_program(void **state) {
    static const struct resource unknown = {.name = "hat", .plural = "hats", .fields = box_fields};
    const struct action fine = {.method = "POST", .path = "/x", .run = say_nothing, .doc = "Do"};
    struct action action = fine;

    (void)state;
    assert_false(stops(fine));
    action.method = "GET";
    assert_true(stops(action)); /* changes something */
    action = fine;
    action.run = NULL;
    assert_true(stops(action)); /* does nothing */
    action = fine;
    action.doc = NULL;
    assert_true(stops(action));
    action = fine;
    action.path = "x"; /* of what? */
    assert_true(stops(action));
    action.of = &shed; /* not managed */
    assert_true(stops(action));
    action.of = &boxes;
    assert_false(stops(action));
    action = fine;
    action.body = &unknown;
    assert_true(stops(action));
    action = fine;
    action.answer = &lid; /* has no view */
    assert_true(stops(action));
    action.answer = &refers; /* shows a row of a table */
    assert_true(stops(action));
    action.answer = &lid_state;
    assert_false(stops(action));
    action.permission = "Box_Burn"; /* of people */
    assert_true(stops(action));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(several_actions_of_a_resource_are_found),
        TEST(other_methods_are_told_which_there_are),
        TEST(the_pages_have_their_own),
        TEST(the_methods_of_a_path_are_described_together),
        TEST(the_pages_describe_their_own),
        TEST(what_only_looks_answers_at_once),
        TEST(what_writes_answers_afterwards),
        TEST(without_an_answer_it_is_empty),
        TEST(a_faulty_body_is_not_run),
        cmocka_unit_test(a_wrong_declaration_stops_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
