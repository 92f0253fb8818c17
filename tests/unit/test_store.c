/* test_store.c - what a change leaves in the database: the row, what follows from it, its links. */
#include "engine_fixture.h"

/* clang-format off */
static const char tables[] =
    "CREATE TABLE artists (account_id INTEGER NOT NULL, id INTEGER NOT NULL, name TEXT NOT NULL,"
    " name_key BLOB NOT NULL, PRIMARY KEY (account_id, id)) STRICT;"
    "CREATE TABLE songs (account_id INTEGER NOT NULL, id INTEGER NOT NULL, title TEXT,"
    " title_key BLOB, title_folded TEXT, code TEXT, code_key BLOB, price INTEGER, length REAL,"
    " released INTEGER, played_at INTEGER, played_order INTEGER NOT NULL, starts_at INTEGER,"
    " genre TEXT, tags TEXT, is_live INTEGER NOT NULL, artist_id INTEGER, artist_name_key BLOB,"
    " made_town TEXT, made_town_folded TEXT, PRIMARY KEY (account_id, id),"
    " FOREIGN KEY (account_id, artist_id) REFERENCES artists (account_id, id)) STRICT;"
    "CREATE TABLE song_players (account_id INTEGER NOT NULL, song_id INTEGER NOT NULL,"
    " artist_id INTEGER NOT NULL, PRIMARY KEY (account_id, song_id, artist_id),"
    " FOREIGN KEY (account_id, artist_id) REFERENCES artists (account_id, id),"
    " FOREIGN KEY (account_id, song_id) REFERENCES songs (account_id, id) ON DELETE CASCADE) STRICT;"
    "INSERT INTO artists VALUES (1, 1, 'Åsa', x'05'), (1, 2, 'Bo', x'02'), (1, 3, 'Cy', x'03'),"
    " (2, 1, 'Theirs', x'09');"
    "INSERT INTO songs (account_id, id, title, played_order, is_live, artist_id, artist_name_key)"
    " VALUES (2, 1, 'Theirs', 1, 1, 1, x'09');"
    "INSERT INTO song_players VALUES (2, 1, 1);";

static const struct area music = {3, "music"};
static const struct field artist_fields[] = {
    {"id",   INTEGER, FIXED | NOT_NULL,          "The id"},
    {"name", TEXT,    REQUIRED | SORTED | TITLE, "The name"},
    {0},
};
static const struct resource artist = {
    .name = "artist", .plural = "artists", .table = "artists", .area = &music,
    .operations = ALL, .fields = artist_fields,
};
static const char *const genres[] = {"rock", "folkMusic", NULL};
static const struct group made_group = {"made", (const struct field[]){
    {"town", TEXT, SEARCHED, "Where"}, {0}}};
static const struct link player_link = {"song_players", "song_id", "artist_id"};
static const struct field song_fields[] = {
    {"id",       INTEGER,   FIXED | NOT_NULL,          "The id"},
    {"title",    TEXT,      SORTED | SEARCHED | TITLE, "The title"},
    {"code",     TEXT,      NUMBERED, "A number"},
    {"price",    DECIMAL,   0,        "What it costs"},
    {"length",   REAL,      0,        "Minutes"},
    {"released", DATE,      0,        "When it came out"},
    {"played",   INSTANT,   0,        "When it was last played", .column = "played_at"},
    {"startsAt", TIME,      0,        "When it is played"},
    {"genre",    CHOICE,    0,        "The genre", .choices = genres},
    {"tags",     WORDS,     0,        "Words"},
    {"isLive",   BOOLEAN,   0,        "Whether people clap"},
    {"artist",   REFERENCE, SORTED,   "Whose it is", .to = &artist},
    {"made",     GROUP,     0,        "How", .group = &made_group},
    {"players",  LINKS,     0,        "Who else", .to = &artist, .link = &player_link},
    {0},
};
static const struct sort song_sorts[] = {
    {"title", "title_key"}, {"played", "played_order", .of = "played_at"}, {0}};
static const struct patch song_patches[] = {
    {"rename", "title made.town"}, {"play", "played"}, {"give", "artist price"}, {0}};
static const struct resource song = {
    .name = "song", .plural = "songs", .table = "songs", .area = &music, .operations = ALL,
    .fields = song_fields, .sorts = song_sorts, .patches = song_patches,
};
static const struct resource *const music_shop[] = {&song, &artist, NULL};
/* clang-format on */

#define LEAST "-9223372036854775808"

static int set_up(void **state) {
    *state = engine_open(tables, music_shop);
    return 0;
}

static int64_t create(struct engine_fixture *engine, const char *body) {
    return engine_store(engine, &song, 0, body);
}

/* ---- values ---- */

static void every_kind_is_stored_as_documented(void **state) {
    struct engine_fixture *engine = *state;

    create(engine, "{\"title\":\"Å \\\"x\\\"\",\"code\":\"7b\",\"price\":-8.25,\"length\":2.5,"
                   "\"released\":\"1970-01-31\",\"played\":\"1970-01-02 00:00:01\",\"startsAt\":"
                   "\"14:05\",\"genre\":\"FOLKMUSIC\",\"tags\":[\"a\",\"b\"],\"isLive\":true,"
                   "\"artist\":2,\"made\":{\"town\":\"Mora\"}}");
    check_rows(engine,
               "SELECT id, title, code, price, length, released, played_at, starts_at, genre, tags,"
               " is_live, artist_id, made_town FROM songs WHERE account_id = 1",
               "1|Å \"x\"|7b|-8250000|2.5|30|86401|845|folkMusic|a b|1|2|Mora");
    create(engine, "{}");
    check_rows(engine,
               "SELECT id, title, title_key, title_folded, code, code_key, price, length, released,"
               " played_at, played_order, starts_at, genre, tags, is_live, artist_id,"
               " artist_name_key, made_town, made_town_folded FROM songs WHERE id = 2",
               "2|null|null|null|null|null|null|null|null|null|" LEAST
               "|null|null||0|null|null|null|null");
}

static void an_update_gives_its_row_all_columns(void **state) {
    struct engine_fixture *engine = *state;
    static const char others[] = "SELECT * FROM songs WHERE account_id = 2 OR id <> 2";

    for (int i = 0; i < 3; i++)
        create(engine, "{\"title\":\"a\",\"price\":1,\"isLive\":true,\"artist\":1}");
    const char *before = database_text(engine->arena, engine->db, others);
    assert_int_equal(engine_store(engine, &song, 2, "{\"code\":\"9\",\"length\":1}"), 2);
    check_rows(engine,
               "SELECT title, title_key, title_folded, code, price, length, is_live, artist_id,"
               " artist_name_key FROM songs WHERE account_id = 1 AND id = 2",
               "null|null|null|9|null|1.0|1|null|null");
    check_rows(engine, others, before);
}

static void ids_rise_and_are_never_given_twice(void **state) {
    struct engine_fixture *engine = *state;

    assert_int_equal(create(engine, "{}"), 1);
    assert_int_equal(create(engine, "{}"), 2);
    struct change *change = engine_begin(engine, &song, CHANGE_DELETE, 2);
    assert_int_equal(door_transaction(&engine->door, change), DONE);
    assert_int_equal(create(engine, "{}"), 3);
    engine->caller.kind = CALLER_IMPORT;
    assert_int_equal(create(engine, "{\"id\":50}"), 50);
    assert_int_equal(create(engine, "{\"id\":20}"), 20);
    assert_int_equal(create(engine, "{}"), 51);
    check_rows(engine, "SELECT id FROM songs WHERE account_id = 1 ORDER BY id", "1, 3, 20, 50, 51");
}

/* ---- what follows from a value ---- */

static void keys_order_texts_as_people_do(void **state) {
    static const char *const titles[] = {"örn", "Zebra", "ål", "10 dagar", "apa", "9 liv", "Ärta"};
    struct engine_fixture *engine = *state;

    for (size_t i = 0; i < COUNT(titles); i++)
        create(engine, arena_format(engine->arena, "{\"title\":\"%s\",\"code\":\"%s\"}", titles[i],
                                    titles[i])
                           .at);
    check_rows(engine, "SELECT title FROM songs WHERE account_id = 1 ORDER BY title_key",
               "10 dagar, 9 liv, apa, Zebra, ål, Ärta, örn");
    check_rows(engine, "SELECT title FROM songs WHERE account_id = 1 ORDER BY code_key",
               "9 liv, 10 dagar, apa, Zebra, ål, Ärta, örn");
    create(engine, "{\"title\":\"ZEBRA\"}");
    assert_int_equal(database_ask(engine->db,
                                  "SELECT count(DISTINCT title_key) FROM songs WHERE title IN"
                                  " ('Zebra', 'ZEBRA') AND typeof(title_key) = 'blob'"),
                     1);
}

static void folded_texts_are_found_in_any_case(void **state) {
    struct engine_fixture *engine = *state;

    create(engine, "{\"title\":\"STRASSE Åäö\",\"made\":{\"town\":\"MORA\"}}");
    engine_store(engine, &song, 1, "{\"title\":\"Éva\",\"made\":{\"town\":\"Luleå\"}}");
    create(engine, "{\"title\":\"STRAẞE Åäö\"}");
    check_rows(engine,
               "SELECT title_folded, made_town_folded FROM songs WHERE account_id = 1 ORDER BY id",
               "éva|luleå, strasse åäö|null");
}

static void an_order_is_its_column_or_the_least_number(void **state) {
    static const char orders[] = "SELECT id, played_order FROM songs WHERE account_id = 1";
    struct engine_fixture *engine = *state;

    create(engine, "{\"played\":\"1970-01-02\"}");
    create(engine, "{}");
    check_rows(engine, orders, "1|86400, 2|" LEAST);
    engine_store(engine, &song, 2, "{\"played\":\"1970-01-03\"}");
    engine_store(engine, &song, 1, "{}");
    check_rows(engine, orders, "1|" LEAST ", 2|172800");
}

static const char copied_keys[] =
    "SELECT id, hex(artist_name_key) FROM songs WHERE artist_id IS NOT NULL AND artist_name_key IS"
    " NOT (SELECT name_key FROM artists a WHERE a.account_id = songs.account_id AND a.id ="
    " songs.artist_id)";

static void a_reference_has_a_copy_of_the_key(void **state) {
    struct engine_fixture *engine = *state;

    create(engine, "{\"artist\":1}");
    create(engine, "{\"artist\":2}");
    create(engine, "{\"artist\":1}");
    check_rows(engine, "SELECT hex(artist_name_key) FROM songs ORDER BY account_id, id",
               "05, 02, 05, 09");
    engine_store(engine, &song, 3, "{\"artist\":3}");
    engine_store(engine, &song, 2, "{}");
    check_rows(engine, "SELECT hex(artist_name_key) FROM songs WHERE account_id = 1 ORDER BY id",
               "05, , 03");
    assert_int_equal(engine_store(engine, &artist, 1, "{\"name\":\"Östen\"}"), 1);
    assert_true(database_ask(engine->db, "SELECT artist_name_key <> x'05' FROM songs WHERE"
                                         " account_id = 1 AND id = 1"));
    check_rows(engine, copied_keys, "");
    check_rows(engine, "SELECT resource, row_id FROM changes WHERE number > 5", "artist|1");
}

/* ---- patches ---- */

static struct change *begin_patch(struct engine_fixture *engine, const char *name, int64_t id) {
    faults_init(&engine->faults, engine->arena);
    return change_begin_patch(&engine->door, plan_of(engine->plans, &song), name, id);
}

static void a_patch_gives_its_columns_and_what_follows(void **state) {
    struct engine_fixture *engine = *state;
    static const char all[] =
        "SELECT title, title_folded, length(title_key) > 0, made_town, made_town_folded, price,"
        " played_at, played_order, hex(artist_name_key), tags, code FROM songs"
        " WHERE account_id = 1 ORDER BY id";

    create(engine, "{\"title\":\"Old\",\"made\":{\"town\":\"A\"},\"tags\":[\"t\"],\"code\":\"c\","
                   "\"artist\":2}");
    create(engine, "{}");
    struct change *change = begin_patch(engine, "rename", 1);
    change_set_text(change, "title", STR("New"));
    change_set_null(change, "made.town");
    assert_int_equal(door_transaction(&engine->door, change), DONE);
    change = begin_patch(engine, "play", 1);
    change_set_integer(change, "played", 77);
    assert_int_equal(door_transaction(&engine->door, change), DONE);
    change = begin_patch(engine, "give", 1);
    change_set_integer(change, "artist", 3);
    change_set_integer(change, "price", 5);
    assert_int_equal(door_transaction(&engine->door, change), DONE);
    check_rows(engine, all,
               "New|new|1|null|null|5|77|77|03|t|c, null|null|null|null|null|null|null|" LEAST
               "|||null");
}

static void a_patch_of_many_rows_is_of_these_alone(void **state) {
    static const int64_t ids[] = {1, 3, 4}, missing[] = {2, 9};
    struct engine_fixture *engine = *state;

    for (int i = 0; i < 4; i++)
        create(engine, "{\"title\":\"Old\"}");
    const struct plan *plan = plan_of(engine->plans, &song);
    struct change *change = change_begin_patch_of(&engine->door, plan, "play", ids, COUNT(ids));
    change_set_integer(change, "played", 6);
    assert_int_equal(door_transaction(&engine->door, change), DONE);
    check_rows(engine, "SELECT id, played_at FROM songs WHERE account_id = 1 ORDER BY id",
               "1|6, 2|null, 3|6, 4|6");
    change = change_begin_patch_of(&engine->door, plan, "play", missing, COUNT(missing));
    change_set_integer(change, "played", 8);
    assert_int_equal(door_transaction(&engine->door, change), INVALID);
    check_faults(engine, "\"id\":[\"The song could not be found.\"]");
    check_rows(engine, "SELECT count(*) FROM songs WHERE played_at = 8", "0");
    change = begin_patch(engine, "play", 9);
    assert_int_equal(door_transaction(&engine->door, change), INVALID);
    change = begin_patch(engine, "give", 2);
    change_set_integer(change, "artist", 99);
    assert_int_equal(door_transaction(&engine->door, change), FAILED);
}

/* ---- links ---- */

static void links_are_replaced_when_they_are_given(void **state) {
    static const struct {
        const char *body, *links;
    } steps[] = {
        {"{\"players\":[3,1,3]}", "1, 3"}, {"{}", "1, 3"},           {"{\"players\":[2]}", "2"},
        {"{\"players\":[2,3]}", "2, 3"},   {"{\"players\":[]}", ""}, {"{\"players\":[1]}", "1"},
        {"{\"players\":null}", ""},
    };
    struct engine_fixture *engine = *state;

    for (size_t i = 0; i < COUNT(steps); i++) {
        assert_int_equal(engine_store(engine, &song, i > 0, steps[i].body), 1);
        check_rows(engine,
                   "SELECT artist_id FROM song_players WHERE account_id = 1 ORDER BY artist_id",
                   steps[i].links);
        check_rows(engine, "SELECT count(*) FROM song_players WHERE account_id = 2", "1");
    }
}

/* ---- what fails leaves nothing ---- */

static const char *dump(struct engine_fixture *engine) {
    static const char *const sql[] = {"SELECT * FROM artists",       "SELECT * FROM songs",
                                      "SELECT * FROM song_players",  "SELECT * FROM sequences",
                                      "SELECT * FROM data_versions", "SELECT * FROM changes"};
    const char *all = "";

    for (size_t i = 0; i < COUNT(sql); i++)
        all = arena_format(engine->arena, "%s\n%s", all,
                           database_text(engine->arena, engine->db, sql[i]))
                  .at;
    return all;
}

static void a_change_that_fails_leaves_nothing(void **state) {
    static const struct {
        const char *breaks;
        const struct resource *resource;
        int64_t id;
        const char *body;
    } cases[] = {
        {"INSERT ON songs", &song, 0, "{\"players\":[1]}"},
        {"UPDATE ON songs", &song, 1, "{\"players\":[1]}"},
        {"INSERT ON song_players WHEN new.artist_id = 3", &song, 0, "{\"players\":[1,3]}"},
        {"INSERT ON song_players WHEN new.artist_id = 3", &song, 1, "{\"players\":[1,3]}"},
        {"DELETE ON song_players", &song, 1, "{\"players\":[1]}"},
        {"UPDATE ON songs", &artist, 2, "{\"name\":\"Renamed\"}"},
        {"INSERT ON sequences", &artist, 0, "{\"name\":\"New\"}"},
        {"UPDATE ON sequences", &song, 0, "{}"},
    };
    struct engine_fixture *engine = *state;

    create(engine, "{\"title\":\"x\",\"artist\":2,\"players\":[2,3]}");
    const char *before = dump(engine);
    for (size_t i = 0; i < COUNT(cases); i++) {
        engine_break(engine, cases[i].breaks);
        struct change *change =
            engine_decode(engine, cases[i].resource, cases[i].id, cases[i].body);
        assert_int_equal(door_transaction(&engine->door, change), FAILED);
        assert_string_equal(dump(engine), before);
        engine_mend(engine);
        engine_store(engine, &artist, 3, "{\"name\":\"Cy\"}"); /* the next one is none the worse */
        before = dump(engine);
    }
}

static void a_change_that_is_refused_leaves_nothing(void **state) {
    struct engine_fixture *engine = *state;

    create(engine, "{\"title\":\"x\"}");
    const char *before = dump(engine);
    engine_refuses(engine, &song, 0, "{\"artist\":9,\"players\":[1]}",
                   "\"artist\":[\"The field Artist refers to an artist that does not exist.\"]");
    engine_refuses(engine, &song, 1, "{\"price\":\"x\"}",
                   "\"price\":[\"The field Price must be a number.\"]");
    engine_refuses(engine, &artist, 1, "{}", "\"name\":[\"The Name field is required.\"]");
    assert_string_equal(dump(engine), before);
}

/* ---- changes at random, next to an array in memory ---- */

enum { SONGS_MAX = 24, ROUNDS = 80 };

struct model {
    struct {
        bool there, live;
        int price, artist; /* -1: null */
    } songs[SONGS_MAX + 1];
    int last;
    uint32_t random;
};

/* Marsaglia's xorshift. */
static int pick(struct model *model, int below) {
    model->random ^= model->random << 13;
    model->random ^= model->random >> 17;
    model->random ^= model->random << 5;
    return (int)(model->random % (uint32_t)below);
}

static const char *model_text(struct engine_fixture *engine, const struct model *model) {
    const char *text = "";

    for (int i = 1; i <= model->last; i++)
        if (model->songs[i].there)
            text = arena_format(engine->arena, "%s%s%d|%d|%d|%d", text, *text ? ", " : "", i,
                                model->songs[i].price, model->songs[i].live, model->songs[i].artist)
                       .at;
    return text;
}

/* Some of the properties; some of them null. */
static const char *any_body(struct engine_fixture *engine, struct model *model, int at) {
    int price = pick(model, 4) - 1, artist_id = pick(model, 4);
    const char *body = "{";

    model->songs[at].price = model->songs[at].artist = -1;
    if (price >= 0) {
        model->songs[at].price = price * 1000000;
        body = arena_format(engine->arena, "%s\"price\":\"%d\",", body, price).at;
    }
    if (artist_id > 0) {
        model->songs[at].artist = artist_id;
        body = arena_format(engine->arena, "%s\"artist\":%d,", body, artist_id).at;
    }
    if (pick(model, 2)) {
        model->songs[at].live = pick(model, 2);
        body = arena_format(engine->arena, "%s\"isLive\":%s,", body,
                            model->songs[at].live ? "true" : "\"False\"")
                   .at;
    }
    return arena_format(engine->arena, "%s\"genre\":null}", body).at;
}

static void remove_song(struct engine_fixture *engine, struct model *model, int id) {
    struct change *change = engine_begin(engine, &song, CHANGE_DELETE, id);

    model->songs[id].there = false;
    assert_int_equal(door_transaction(&engine->door, change), DONE);
}

static void give_song(struct engine_fixture *engine, struct model *model, int id) {
    struct change *change = begin_patch(engine, "give", id);

    model->songs[id].price = pick(model, 1000);
    model->songs[id].artist = 1 + pick(model, 3);
    change_set_integer(change, "price", model->songs[id].price);
    change_set_integer(change, "artist", model->songs[id].artist);
    assert_int_equal(door_transaction(&engine->door, change), DONE);
}

static void change_something(struct engine_fixture *engine, struct model *model) {
    int id = 1 + pick(model, model->last + 1), what = pick(model, 5);

    if (id > model->last && id <= SONGS_MAX) {
        model->songs[id].there = true;
        model->last = id;
        assert_int_equal(create(engine, any_body(engine, model, id)), id);
    } else if (id <= model->last && model->songs[id].there && what == 0) {
        remove_song(engine, model, id);
    } else if (id <= model->last && model->songs[id].there && what == 1) {
        give_song(engine, model, id);
    } else if (id <= model->last && model->songs[id].there) {
        engine_store(engine, &song, id, any_body(engine, model, id));
    }
}

static void rows_are_what_was_asked_for(void **state) {
    struct engine_fixture *engine = *state;
    struct model model = {.random = 2463534242};

    for (int i = 0; i < ROUNDS; i++) {
        change_something(engine, &model);
        check_rows(engine,
                   "SELECT id, coalesce(price, -1), is_live, coalesce(artist_id, -1) FROM songs"
                   " WHERE account_id = 1 ORDER BY id",
                   model_text(engine, &model));
    }
    check_rows(engine, copied_keys, "");
    assert_true(model.last > 10);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        ENGINE_TEST(every_kind_is_stored_as_documented),
        ENGINE_TEST(an_update_gives_its_row_all_columns),
        ENGINE_TEST(ids_rise_and_are_never_given_twice),
        ENGINE_TEST(keys_order_texts_as_people_do),
        ENGINE_TEST(folded_texts_are_found_in_any_case),
        ENGINE_TEST(an_order_is_its_column_or_the_least_number),
        ENGINE_TEST(a_reference_has_a_copy_of_the_key),
        ENGINE_TEST(a_patch_gives_its_columns_and_what_follows),
        ENGINE_TEST(a_patch_of_many_rows_is_of_these_alone),
        ENGINE_TEST(links_are_replaced_when_they_are_given),
        ENGINE_TEST(a_change_that_fails_leaves_nothing),
        ENGINE_TEST(a_change_that_is_refused_leaves_nothing),
        ENGINE_TEST(rows_are_what_was_asked_for),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
