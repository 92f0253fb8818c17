/* tasks.c - boards, tasks, and what belongs to them. */
#include "base/clock.h"
#include "base/decimal.h"
#include "demo/company.h"
#include "files/file_store.h"

enum { COLUMNS = 4, TASK_TAGS = 10, TASK_STREAM = 0x5461736b, TEXTS = 5 };

static const char *const column_names[COLUMNS] = {"Att göra", "Pågår", "Granskas", "Klart"};
static const char *const board_names[] = {"Produktion", "Beställningar", "ÄTA", "Besiktning",
                                          "Service"};
static const struct {
    const char *title, *color;
} tags[TASK_TAGS] = {
    {"Bråttom", "#d9534f"}, {"El", "#3b7dd8"},      {"Rör", "#5aa9a0"},
    {"Väntar", "#f0ad4e"},  {"Garanti", "#8e6bbf"}, {"Kund på plats", "#41b18b"},
    {NULL, "#2f4858"},      {"Lift", "#d98c3b"},    {"Asbest", NULL},
    {"Nyckel", "#7a7a7a"},
};
static const char *const titles[] = {
    "Beställ material",       "Riv gammalt kakel",    "Dra el till köket",
    "Byt golvbrunn",          "Ring kunden om tider", "Boka container",
    "Måla trapphus",          "Egenkontroll våtrum",  "Montera fönster plan 2",
    "Felsök jordfelsbrytare", "Skicka offert",        "Slutstäda",
    "Fotografera skador",     "Beställ bygglov",      "Provtryck ledningar",
    "Överlämna nycklar"};
static const char *const descriptions[] = {"Portkod 1234, nyckel hos vaktmästaren.",
                                           "Se ritning A-40.1, rev. B.\nMått tas på plats.",
                                           "Kunden vill vara med.", "Ta med lift och avspärrning."};
static const char *const texts[TEXTS] = {"Klart till fredag.", "Fattar inte ritningen, ring mig.",
                                         "Materialet är försenat en vecka.", "Kunden är nöjd 😀",
                                         "Här behövs en till man."};
static const char *const points[] = {"Mät upp", "Skydda golv", "Stäng av vattnet", "Dokumentera",
                                     "Städa efteråt"};
static const char *const links[][2] = {{"https://drive.example/ritning-a40", "googleDrive"},
                                       {"https://dropbox.example/bilder", "dropbox"},
                                       {"https://onedrive.example/protokoll.docx", "oneDrive"}};

struct tasks {
    struct company *company;
    struct row task, comment, checklist, item, attachment;
    int64_t boards, comments, checklists, items, attachments;
};

static bool make_tags(struct company *company) {
    struct row row;
    bool fine = true;

    row_init(&row, company->arena, company->db, "task_tags", "title title_key title_folded color");
    for (int64_t i = 0; fine && i < TASK_TAGS; i++) {
        row_begin(&row, company->options->account_id, i + 1);
        row_both(&row, COLLATE_TEXT, str_of(tags[i].title));
        row_text(&row, str_of(tags[i].color));
        fine = row_end(&row);
    }
    row_done(&row);
    return fine && company_set_last_id(company, "task_tags", TASK_TAGS);
}

/* The board `id` has the tags id, id + 2, id + 5 and id + 6, counted round. */
static int64_t tag_of(int64_t board, int64_t which) {
    static const int64_t steps[] = {0, 2, 5, 6};

    return (board + steps[which]) % TASK_TAGS + 1;
}

static bool link_board(struct company *company, int64_t id) {
    for (int64_t i = 0; i < 4; i++)
        if (!company_link(company,
                          STR("INSERT INTO task_board_tag_links (account_id,"
                              " task_board_id, task_tag_id) VALUES (?1, ?2, ?3)"),
                          id, tag_of(id, i)))
            return false;
    for (int64_t i = 0; i < 5; i++)
        if (!company_link(company,
                          STR("INSERT INTO task_board_member_links (account_id,"
                              " task_board_id, user_id) VALUES (?1, ?2, ?3)"),
                          id, company->first_user + (id * 3 + i * 7) % company->user_count))
            return false;
    return true;
}

static bool make_boards(struct tasks *tasks) {
    struct company *company = tasks->company;
    struct row board, column;
    bool fine = true;

    row_init(&board, company->arena, company->db, "task_boards",
             "name name_key name_folded project_id created_at created_by_id updated_at "
             "updated_by_id");
    row_init(&column, company->arena, company->db, "task_board_columns",
             "name position task_board_id created_at created_by_id updated_at updated_by_id");
    for (int64_t id = 1; fine && id <= tasks->boards; id++) {
        const char *name = board_names[id % (int64_t)COUNT(board_names)];
        row_begin(&board, company->options->account_id, id);
        row_both(&board, COLLATE_TEXT, arena_format(board.arena, "%s %lld", name, (long long)id));
        row_reference(&board, id * 5 - 4 <= company->options->projects ? id * 5 - 4 : 0);
        company_put_stamps(company, &board, id);
        fine = row_end(&board) && link_board(company, id);
        for (int64_t i = 0; fine && i < COLUMNS; i++) {
            row_begin(&column, company->options->account_id, (id - 1) * COLUMNS + i + 1);
            row_text(&column, str_of(column_names[i]));
            row_integer(&column, i);
            row_integer(&column, id);
            company_put_stamps(company, &column, id + i);
            fine = row_end(&column);
        }
    }
    row_done(&board);
    row_done(&column);
    return fine && company_set_last_id(company, "task_boards", tasks->boards) &&
           company_set_last_id(company, "task_board_columns", tasks->boards * COLUMNS);
}

/* A day, or a day and a time; or neither. */
static void put_moment(struct row *row, struct random *random, int64_t day) {
    int64_t minute = random_between(random, 28, 64) * 15;
    int64_t kind = random_below(random, 10);

    if (kind < 4) {
        row_nulls(row, 3);
        return;
    }
    row_integer(row, day * SECONDS_PER_DAY + (kind < 7 ? 0 : minute * 60));
    row_integer(row, day);
    if (kind < 7)
        row_null(row);
    else
        row_integer(row, minute);
}

static bool link_task(struct tasks *tasks, struct random *random, int64_t id, int64_t board) {
    struct company *company = tasks->company;
    int64_t first = random_below(random, 4), members = random_below(random, 3);

    for (int64_t i = 0; i < random_below(random, 3); i++)
        if (!company_link(company,
                          STR("INSERT INTO task_tag_links (account_id, task_id,"
                              " task_tag_id) VALUES (?1, ?2, ?3)"
                              " ON CONFLICT (account_id, task_id, task_tag_id) DO NOTHING"),
                          id, tag_of(board, (first + i) % 4)))
            return false;
    for (int64_t i = 0; i < members; i++)
        if (!company_link(company,
                          STR("INSERT INTO task_member_links (account_id, task_id,"
                              " user_id) VALUES (?1, ?2, ?3)"),
                          id, company->first_user + (id + i * 11) % company->user_count))
            return false;
    return true;
}

static void put_nature(struct tasks *tasks, struct random *random, int64_t id, bool done,
                       int64_t day) {
    struct row *row = &tasks->task;

    row_sorted(row, str_of(RANDOM_PICK(random, titles)));
    row_text(row, random_chance(random, 50) ? str_of(RANDOM_PICK(random, descriptions))
                                            : (struct str){NULL, 0});
    row_integer(row, done);
    if (done)
        row_integer(row, (day + 9) * SECONDS_PER_DAY + 15 * 3600);
    else
        row_null(row);
    row_integer(row, id % 6 != 0);
    if (random_chance(random, 60))
        row_integer(row, random_between(random, 1, 160) * (DECIMAL_ONE / 4));
    else
        row_null(row);
    put_moment(row, random, day);
    put_moment(row, random, day + random_between(random, 1, 20));
}

static bool put_task(struct tasks *tasks, int64_t id) {
    struct company *company = tasks->company;
    struct random random = random_for(company->options->seed ^ TASK_STREAM, (uint64_t)id);
    int64_t board = random_chance(&random, 80) ? random_between(&random, 1, tasks->boards) : 0;
    int64_t column = random_below(&random, COLUMNS);
    int64_t project = board * 5 - 4;
    int64_t day = company->today - random_between(&random, -20, 900);
    struct row *row = &tasks->task;

    row_begin(row, company->options->account_id, id);
    put_nature(tasks, &random, id, column == COLUMNS - 1, day);
    row_reference(row, board ? (board - 1) * COLUMNS + column + 1 : 0);
    row_reference(row, board);
    row_reference(row, project > 0 && project <= company->options->projects ? project : 0);
    row_reference(row, id % 9 == 0 ? id % 6 + 1 : 0);
    row_reference(row, id % 17 == 0 ? id % 3 + 1 : 0);
    company_put_stamps(company, row, id);
    return row_end(row) && link_task(tasks, &random, id, board);
}

static bool put_comments(struct tasks *tasks, int64_t task) {
    struct row *row = &tasks->comment;
    bool fine = true;

    for (int64_t i = task % 5; fine && i < 3; i++) {
        row_begin(row, tasks->company->options->account_id, ++tasks->comments);
        row_text(row, str_of(texts[(task + i) % TEXTS]));
        row_integer(row, task);
        company_put_stamps(tasks->company, row, i);
        fine = row_end(row);
    }
    return fine;
}

static bool put_checklist(struct tasks *tasks, int64_t task) {
    struct company *company = tasks->company;
    struct row *row = &tasks->checklist;

    if (task % 4 != 1)
        return true;
    row_begin(row, company->options->account_id, ++tasks->checklists);
    row_sorted(row, STR("Egenkontroll"));
    row_integer(row, task);
    company_put_stamps(company, row, task);
    if (!row_end(row))
        return false;
    row = &tasks->item;
    for (int64_t i = 0; i < 2 + task % 4; i++) {
        row_begin(row, company->options->account_id, ++tasks->items);
        row_text(row, str_of(points[i]));
        row_integer(row, i);
        row_integer(row, i % 2);
        if (i % 2)
            row_integer(row, company_any_instant(&company->random, company->today - 90,
                                                 company->today - 1));
        else
            row_null(row);
        row_integer(row, tasks->checklists);
        company_put_stamps(company, row, i);
        if (!row_end(row))
            return false;
    }
    return true;
}

static bool put_link(struct tasks *tasks, int64_t task) {
    struct row *row = &tasks->attachment;
    size_t which = (size_t)task % COUNT(links);

    if (task % 7 != 2)
        return true;
    row_begin(row, tasks->company->options->account_id, ++tasks->attachments);
    row_sorted(row, STR("Underlag"));
    row_text(row, STR("link"));
    row_nulls(row, 2);
    row_text(row, str_of(links[which][0]));
    row_text(row, str_of(links[which][1]));
    row_nulls(row, 2);
    row_integer(row, task);
    company_put_stamps(tasks->company, row, task);
    return row_end(row);
}

/* A few real files, so that there is something to download. */
static bool put_file(struct tasks *tasks, int64_t task) {
    static const char *const notes[] = {"Mått köket: 3,42 x 2,78 m\n", "Kod till porten: 1234\n"};
    struct company *company = tasks->company;
    struct row *row = &tasks->attachment;
    struct str note = str_of(notes[task % 2]);

    if (!company->options->files || task > 2)
        return true;
    struct upload *upload = upload_open(company->options->files, company->options->account_id);
    if (!upload)
        return false;
    if (!upload_write(upload, note.at, note.len) || !upload_finish(upload)) {
        upload_discard(upload);
        return false;
    }
    company->uploads[company->upload_count++] = upload;
    if (!file_store_link(company->options->files, upload))
        return false;
    row_begin(row, company->options->account_id, ++tasks->attachments);
    row_sorted(row, arena_format(row->arena, "anteckning %d.txt", (int)task));
    row_text(row, STR("file"));
    row_text(row, STR("text/plain"));
    row_integer(row, (int64_t)note.len);
    row_nulls(row, 2);
    row_text(row, STR("anteckning.txt"));
    row_text(row, str_of(upload_hash(upload)));
    row_integer(row, task);
    company_put_stamps(company, row, task);
    return row_end(row);
}

static void open_rows(struct tasks *tasks) {
    struct company *company = tasks->company;

    row_init(&tasks->task, company->arena, company->db, "tasks",
             "title title_key description is_completed completed_at time_reporting_enabled "
             "estimate start_at start_date start_time end_at end_date end_time "
             "task_board_column_id task_board_id project_id project_collection_id opportunity_id "
             "created_at created_by_id updated_at updated_by_id");
    row_init(&tasks->comment, company->arena, company->db, "task_comments",
             "text task_id created_at created_by_id updated_at updated_by_id");
    row_init(&tasks->checklist, company->arena, company->db, "task_checklists",
             "name name_key task_id created_at created_by_id updated_at updated_by_id");
    row_init(&tasks->item, company->arena, company->db, "task_checklist_items",
             "title position is_completed completed_at task_checklist_id created_at created_by_id "
             "updated_at updated_by_id");
    row_init(&tasks->attachment, company->arena, company->db, "task_attachments",
             "name name_key type content_type size_in_bytes external_url external_url_type "
             "file_name content_hash task_id created_at created_by_id updated_at updated_by_id");
}

static bool close_rows(struct tasks *tasks) {
    struct company *company = tasks->company;

    row_done(&tasks->task);
    row_done(&tasks->comment);
    row_done(&tasks->checklist);
    row_done(&tasks->item);
    row_done(&tasks->attachment);
    return company_set_last_id(company, "tasks", company->options->tasks) &&
           company_set_last_id(company, "task_comments", tasks->comments) &&
           company_set_last_id(company, "task_checklists", tasks->checklists) &&
           company_set_last_id(company, "task_checklist_items", tasks->items) &&
           company_set_last_id(company, "task_attachments", tasks->attachments);
}

bool company_make_tasks(struct company *company) {
    struct tasks tasks = {.company = company, .boards = company->options->projects / 5 + 2};
    bool fine = make_tags(company) && make_boards(&tasks);

    open_rows(&tasks);
    for (int64_t id = 1; fine && id <= company->options->tasks; id++)
        fine = put_task(&tasks, id) && put_comments(&tasks, id) && put_checklist(&tasks, id) &&
               put_link(&tasks, id) && put_file(&tasks, id);
    return close_rows(&tasks) && fine;
}
