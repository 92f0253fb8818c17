/* test_new_group.c - a group of resources with its own area and permission is what stands here. */
#include "api/answer.h"
#include "api/api.h"
#include "api/receive.h"
#include "api/route.h"
#include "api/usage.h"
#include "api/worker.h"
#include "base/clock.h"
#include "db/versions.h"
#include "http/certificate.h"
#include "manage/applications.h"
#include "manage/tokens.h"
#include "managing.h"
#include "openapi/openapi.h"
#include "plan/check.h"
#include "scratch.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/wait.h>

/* ---- the group: a migration, a permission, an area, two declarations ---- */

static const char migration[] =
    "CREATE TABLE workshops ("
    "    account_id  INTEGER NOT NULL REFERENCES accounts (id),"
    "    id          INTEGER NOT NULL,"
    "    label       TEXT    NOT NULL,"
    "    label_key   BLOB    NOT NULL,"
    "    in_use      INTEGER NOT NULL,"
    "    PRIMARY KEY (account_id, id)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX workshops_label ON workshops (account_id, label_key, id);"
    "CREATE TABLE machines ("
    "    account_id         INTEGER NOT NULL REFERENCES accounts (id),"
    "    id                 INTEGER NOT NULL,"
    "    label              TEXT    NOT NULL,"
    "    workshop_id        INTEGER NOT NULL,"
    "    workshop_label_key BLOB,"
    "    power              INTEGER,"
    "    PRIMARY KEY (account_id, id),"
    "    FOREIGN KEY (account_id, workshop_id) REFERENCES workshops (account_id, id)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE INDEX machines_power ON machines (account_id, power, id);"
    "CREATE INDEX machines_workshop ON machines (account_id, workshop_label_key, id);";

static const char *const permissions[] = {"Workshop_Read", "Workshop_Write", NULL};
static const struct area area_workshop = {11, "workshop"};

/* clang-format off */
static const struct field workshop_fields[] = {
    {"id",    INTEGER, FIXED | NOT_NULL,          "The id of the workshop"},
    {"label", TEXT,    REQUIRED | SORTED | TITLE, "What it is called"},
    {"inUse", BOOLEAN, DEFAULT_TRUE | ACTIVE,     "Whether it can be chosen"},
    {0},
};
static const struct sort workshop_sorts[] = {{"label", "label_key"}, {0}};
static const struct resource workshops = {
    .name = "workshop", .plural = "workshops", .table = "workshops",
    .path = "/v1/Plant/Workshops", .group = "Plant", .doc = "Where machines stand.",
    .area = &area_workshop,
    .operations = LIST | GET | CREATE | UPDATE,
    .read = "Workshop_Read", .write = "Workshop_Write",
    .fields = workshop_fields, .sorts = workshop_sorts,
    .brief = {"plant.place", "id label"},
    .list = {"plant.workshop", "id label inUse"}, .detail = {"plant.workshop", "id label inUse"},
};

static const struct field machine_fields[] = {
    {"id",       INTEGER,   FIXED | NOT_NULL, "The id of the machine"},
    {"label",    TEXT,      REQUIRED | TITLE, "What it is called"},
    {"workshop", REFERENCE, REQUIRED | SORTED | ACTIVE, "Where it stands", .to = &workshops, .input = "workshopId"},
    {"power",    INTEGER,   0,                "Watts"},
    {0},
};
static const struct sort machine_sorts[] = {{"power", "power", .also = "watts load"}, {"workshop", "workshop_label_key"}, {0}};
static const struct filter machine_filters[] = {
    {"least", INTEGER, "At least so many watts", .where = "$.power >= ?"},
    {0},
};
static const struct resource machines = {
    .name = "machine", .plural = "machines", .table = "machines",
    .path = "/v1/Plant/Machines", .group = "Plant", .doc = "Machines by place.",
    .area = &area_workshop,
    .operations = ALL,
    .read = "Workshop_Read", .write = "Workshop_Write",
    .fields = machine_fields, .filters = machine_filters, .sorts = machine_sorts,
    .list = {"plant.machine.list", "id label power"},
    .detail = {"plant.machine", "id label workshop power"},
};
/* clang-format on */

static const struct resource *const resources[] = {&workshops, &machines, NULL};

/* ---- a server of nothing else, and who asks it ---- */

struct fixture {
    struct scratch scratch;
    struct api api;
    struct db *db; /* beside the writer's */
    struct server *server;
    uint16_t port;
    struct str worker, reader, stranger; /* tokens */
};

/* A port that was free a moment ago. */
static uint16_t free_port(void) {
    struct sockaddr_in endpoint = {.sin_family = AF_INET,
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t len = sizeof(endpoint);
    int listener = socket(AF_INET, SOCK_STREAM, 0);

    assert_int_equal(bind(listener, (struct sockaddr *)&endpoint, len), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&endpoint, &len), 0);
    close(listener);
    return ntohs(endpoint.sin_port);
}

static struct str make_token(struct fixture *fixture, struct db *db, struct str may) {
    struct new_application wanted = {.name = STR("x"), .permissions = may};
    struct str public_id, secret, token;
    struct management management;

    begin_managing(&management, fixture->scratch.arena, db, 1);
    assert_true(application_create(&management, &wanted, &public_id, &secret));
    assert_true(token_create_static(&management, public_id, &token));
    end_managing(&management);
    return token;
}

static bool is_trusted(void *app, struct str peer) {
    (void)app;
    return str_equal(peer, STR("127.0.0.1"));
}

static void serve(struct fixture *fixture) {
    const struct http_address addresses[] = {{"127.0.0.1", 0, true},
                                             {"127.0.0.1", fixture->port = free_port(), false}};
    struct arena *arena = fixture->scratch.arena;
    const char *problem = NULL;
    const char *directory = fixture->scratch.directory;
    struct own_names names;
    struct validity validity;
    struct http_options options = {.addresses = addresses,
                                   .address_count = COUNT(addresses),
                                   .cert_path = arena_format(arena, "%s/cert.pem", directory).at,
                                   .key_path = arena_format(arena, "%s/key.pem", directory).at,
                                   .is_trusted = is_trusted,
                                   .threads = 1,
                                   .body_limit = 1 << 20,
                                   .connection_limit = 10,
                                   .idle_seconds = 60,
                                   .app = &fixture->api,
                                   .worker_open = worker_open,
                                   .worker_close = worker_close,
                                   .handle = api_handle,
                                   .begin_body = api_begin_body,
                                   .take_body = receive_take,
                                   .end_stream = receive_end,
                                   .start_later = api_start_later};

    own_names_find(arena, addresses, COUNT(addresses), &names);
    assert_int_equal(certificate_keep(arena, directory, &names, instant_now(), &validity, &problem),
                     OWN_MADE);
    fixture->server = server_open(arena, &options, &problem);
    if (!fixture->server || !server_begin(arena, fixture->server, &problem))
        fail_msg("%s", problem);
}

static int set_up(void **state) {
    struct fixture *fixture = calloc(1, sizeof(*fixture));
    const char *problem = "";

    scratch_make(&fixture->scratch);
    struct arena *arena = fixture->scratch.arena;
    struct db *db = scratch_open(&fixture->scratch, DB_CREATE);
    make_first_account(arena, db);
    assert_true(db_execute(db, migration));
    fixture->worker = make_token(fixture, db, STR("Workshop_Read Workshop_Write"));
    fixture->reader = make_token(fixture, db, STR("Workshop_Read"));
    fixture->stranger = make_token(fixture, db, STR("Contact_Read"));
    api_init(&fixture->api, arena, resources, permissions, db_in(fixture->scratch.directory),
             1 << 20, 1);
    if (!check_plans(arena, db, fixture->api.plans, fixture->api.plans, &problem))
        fail_msg("%s", problem);
    struct writer_hooks hooks = ledger_hooks(fixture->api.ledger);
    fixture->api.writer = writer_open(db, 8, &hooks);
    fixture->db = scratch_open(&fixture->scratch, DB_READ);
    serve(fixture);
    *state = fixture;
    return 0;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;

    server_close(fixture->server);
    usage_end(fixture->api.usage, fixture->api.writer);
    writer_close(fixture->api.writer);
    db_close(fixture->db);
    api_done(&fixture->api);
    scratch_remove(&fixture->scratch);
    free(fixture);
    return 0;
}

/* The status and the body of an answer. */
struct reply {
    int status;
    const char *body;
};

static struct reply ask(struct fixture *fixture, struct str token, const char *method,
                        const char *path, const char *body) {
    struct arena *arena = fixture->scratch.arena;
    struct sockaddr_in endpoint = {.sin_family = AF_INET,
                                   .sin_port = htons(fixture->port),
                                   .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    struct str request = arena_format(
        arena,
        "%s %s HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-Proto: https\r\nConnection: close\r\n"
        "Authorization: Bearer %.*s\r\nContent-Type: application/json\r\n"
        "Content-Length: %zu\r\n\r\n%s",
        method, path, (int)token.len, token.at, strlen(body), body);
    int client = socket(AF_INET, SOCK_STREAM, 0);
    char *answer = arena_take(arena, 65536, 1);
    ssize_t more;
    size_t len = 0;

    assert_int_equal(connect(client, (struct sockaddr *)&endpoint, sizeof(endpoint)), 0);
    assert_int_equal(send(client, request.at, request.len, 0), request.len);
    while ((more = recv(client, answer + len, 65535 - len, 0)) > 0)
        len += (size_t)more;
    close(client);
    answer[len] = '\0';
    const char *end = strstr(answer, "\r\n\r\n");
    assert_non_null(end);
    return (struct reply){atoi(answer + strlen("HTTP/1.1 ")), end + 4};
}

static void check_answer(struct reply answer, int status, const char *body) {
    if (answer.status != status)
        fail_msg("%d instead of %d: %s", answer.status, status, answer.body);
    assert_string_equal(answer.body, body);
}

static void create_some(struct fixture *fixture) {
    check_answer(ask(fixture, fixture->worker, "POST", "/v1/Plant/Workshops",
                     "{\"label\":\"\xc3\x85kes verkstad\"}"),
                 200,
                 "{\"objectName\":\"plant.workshop\",\"id\":1,\"label\":\"\xc3\x85kes verkstad\","
                 "\"inUse\":true}");
    check_answer(ask(fixture, fixture->worker, "POST", "/v1/Plant/Machines",
                     "{\"label\":\"Svarv\",\"workshopId\":1,\"power\":900}"),
                 200,
                 "{\"objectName\":\"plant.machine\",\"id\":1,\"label\":\"Svarv\","
                 "\"workshop\":{\"objectName\":\"plant.place\",\"id\":1,\"label\":"
                 "\"\xc3\x85kes verkstad\"},\"power\":900}");
}

/* ---- tests ---- */

static void rows_are_made_listed_and_got(void **state) {
    struct fixture *fixture = *state;

    create_some(fixture);
    check_answer(ask(fixture, fixture->worker, "POST", "/v1/Plant/Machines",
                     "{\"label\":\"Fr\xc3\xa4s\",\"workshopId\":1,\"power\":400}"),
                 200,
                 "{\"objectName\":\"plant.machine\",\"id\":2,\"label\":\"Fr\xc3\xa4s\","
                 "\"workshop\":{\"objectName\":\"plant.place\",\"id\":1,\"label\":"
                 "\"\xc3\x85kes verkstad\"},\"power\":400}");
    check_answer(ask(fixture, fixture->reader, "GET", "/v1/Plant/Machines/1", ""), 200,
                 "{\"objectName\":\"plant.machine\",\"id\":1,\"label\":\"Svarv\","
                 "\"workshop\":{\"objectName\":\"plant.place\",\"id\":1,\"label\":"
                 "\"\xc3\x85kes verkstad\"},\"power\":900}");
    check_answer(ask(fixture, fixture->reader, "GET", "/v1/Plant/Machines?page=1&sortBy=LOAD", ""),
                 200,
                 "{\"objectName\":\"generic.pagedlist\",\"page\":1,\"pageSize\":25,\"itemCount\":2,"
                 "\"totalItemCount\":2,\"totalPages\":1,\"items\":["
                 "{\"objectName\":\"plant.machine.list\",\"id\":2,\"label\":\"Fr\xc3\xa4s\","
                 "\"power\":400},"
                 "{\"objectName\":\"plant.machine.list\",\"id\":1,\"label\":\"Svarv\","
                 "\"power\":900}]}");
    check_answer(
        ask(fixture, fixture->reader, "GET", "/v1/Plant/Machines?page=1&filter.least=500", ""), 200,
        "{\"objectName\":\"generic.pagedlist\",\"page\":1,\"pageSize\":25,\"itemCount\":1,"
        "\"totalItemCount\":1,\"totalPages\":1,\"items\":["
        "{\"objectName\":\"plant.machine.list\",\"id\":1,\"label\":\"Svarv\",\"power\":900}]}");
}

static void what_is_cached_stands_as_long_as_its_area(void **state) {
    struct fixture *fixture = *state;
    struct versions before, after;

    assert_true(versions_read(fixture->db, 1, &before));
    create_some(fixture);
    assert_true(versions_read(fixture->db, 1, &after));
    assert_true(after.added[11] > before.added[11]);
    before.added[11] = after.added[11];
    assert_memory_equal(&before, &after, sizeof(before));
    assert_non_null(
        strstr(ask(fixture, fixture->reader, "GET", "/v1/Plant/Machines/1", "").body, "kes verk"));
    assert_int_equal(ask(fixture, fixture->worker, "PUT", "/v1/Plant/Workshops/1",
                         "{\"label\":\"Bettans\",\"inUse\":false}")
                         .status,
                     200);
    assert_true(versions_read(fixture->db, 1, &after));
    assert_true(after.changed[11] > before.changed[11]);
    assert_non_null(
        strstr(ask(fixture, fixture->reader, "GET", "/v1/Plant/Machines/1", "").body, "Bettans"));
    struct reply refused = ask(fixture, fixture->worker, "POST", "/v1/Plant/Machines",
                               "{\"label\":\"Borr\",\"workshopId\":1}");
    assert_int_equal(refused.status, 400);
    assert_non_null(strstr(refused.body, "refers to a workshop that is no longer active"));
}

#define REFUSAL                                                                                    \
    "{\"message\":\"You dont have the nessecery permissions to perform this action\","             \
    "\"ipAddressAllowed\":true,\"permissionsRequired\":[\"Workshop_%s\"]}"

static void the_permission_is_asked_for_and_named(void **state) {
    struct fixture *fixture = *state;
    struct arena *arena = fixture->scratch.arena;

    check_answer(ask(fixture, fixture->stranger, "GET", "/v1/Plant/Machines?page=1", ""), 403,
                 arena_format(arena, REFUSAL, "read").at);
    check_answer(ask(fixture, fixture->reader, "POST", "/v1/Plant/Machines", "{}"), 403,
                 arena_format(arena, REFUSAL, "write").at);
    assert_int_equal(ask(fixture, fixture->reader, "GET", "/v1/Plant/Machines?page=1", "").status,
                     200);
}

static void assert_printed(struct buffer *out, const char *line) {
    buffer_put_char(out, '\0');
    if (!strstr(out->at, line))
        fail_msg("\"%s\" is not in:\n%s", line, out->at);
    buffer_done(out);
}

static void descriptions_name_the_group(void **state) {
    struct fixture *fixture = *state;
    struct arena *arena = fixture->scratch.arena;
    struct buffer out;

    buffer_init(&out, SIZE_MAX);
    openapi_print(arena, fixture->api.plans, &out);
    assert_printed(&out, "\"summary\": \"List machines\",\n"
                         "        \"description\": \"Needs the permission Workshop_Read.\"");
    buffer_init(&out, SIZE_MAX);
    routes_print(fixture->api.routes, &out);
    assert_printed(&out, "POST   /v1/Plant/Machines  Workshop_Write\n");
    buffer_init(&out, SIZE_MAX);
    statements_print(arena, fixture->api.plans, &out);
    assert_printed(&out, "machines\n  invalidated by changes  workshop\n");
}

static void titles_are_in_the_audit_log(void **state) {
    struct fixture *fixture = *state;

    create_some(fixture);
    assert_int_equal(ask(fixture, fixture->worker, "DELETE", "/v1/Plant/Machines/1", "").status,
                     200);
    struct statement *row = db_statement(
        fixture->db, STR("SELECT group_concat(action || ' ' || subject || ' ' || title, ', ')"
                         " FROM (SELECT * FROM audit_entries ORDER BY id)"));
    assert_int_equal(statement_step(row), DB_ROW);
    struct str entries = column_text(row, 0);
    if (!str_equal(entries, STR("create workshop \xc3\x85kes verkstad, create machine Svarv,"
                                " delete machine Svarv")))
        fail_msg("%.*s", (int)entries.len, entries.at);
    statement_reset(row);
}

/* Plans the workshops as they are declared, and the machines as they are given, in a process of its
 * own, which has to end with this sentence. */
static void check_stops(const struct resource *wrong, const char *sentence) {
    const struct resource *const all[] = {&workshops, wrong, NULL};
    struct arena *arena = arena_open();
    char said[1024] = "";
    int ends[2], status;

    assert_int_equal(pipe(ends), 0);
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        routes_plan(arena, plan_all(arena, all), permissions);
        _exit(0);
    }
    close(ends[1]);
    for (size_t len = 0; len < sizeof(said) - 1;) {
        ssize_t more = read(ends[0], said + len, sizeof(said) - 1 - len);
        if (more <= 0)
            break;
        len += (size_t)more;
    }
    close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    if (!WIFSIGNALED(status) || !strstr(said, sentence))
        fail_msg("\"%s\" is not in: %s", sentence, said);
    arena_close(arena);
}

static void a_wrong_group_stops_the_start(void **state) {
    static const struct area same_number = {11, "machines"}, too_high = {AREAS_MAX + 1, "sky"};
    struct resource untitled = machines, wrong = machines;
    struct field fields[] = {machine_fields[0], machine_fields[2], {0}};

    (void)state;
    wrong.area = &same_number;
    check_stops(&wrong, "of machines is wrong: another area has the number of \"machines\"");
    wrong.area = &too_high;
    check_stops(&wrong, "of machines is wrong: there is no number for the area \"sky\"");
    wrong = machines, wrong.read = "Machine_Read";
    check_stops(&wrong, "of machines is wrong: there is no permission \"Machine_Read\"");
    wrong = machines, wrong.fields = fields, fields[1].to = &wrong;
    check_stops(
        &wrong,
        "of machines is wrong: it sorts by a target that has no TITLE with a key: \"workshop\"");
    fields[1].rules = 0, fields[1].to = &untitled, untitled.fields = fields;
    untitled.detail.names = "id workshop", untitled.list.names = "id", untitled.brief.names = NULL;
    untitled.filters = NULL;
    check_stops(&untitled,
                "of machines is wrong: others show it, so it needs a brief view: \"workshop\"");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(rows_are_made_listed_and_got, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_cached_stands_as_long_as_its_area, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(the_permission_is_asked_for_and_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(descriptions_name_the_group, set_up, tear_down),
        cmocka_unit_test_setup_teardown(titles_are_in_the_audit_log, set_up, tear_down),
        cmocka_unit_test(a_wrong_group_stops_the_start),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
