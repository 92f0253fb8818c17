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
} marks[TASK_TAGS] = {
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

struct making {
    struct company *company;
    struct bulk_row task, comment, checklist, item, attachment;
    int64_t boards;
};

static bool make_marks(struct company *company) {
    struct bulk_row row;
    bool fine = true;

    company_rows(company, &task_tags, &row);
    for (int64_t i = 0; fine && i < TASK_TAGS; i++) {
        row_next(&row);
        row_text(&row, "title", str_of(marks[i].title));
        row_text(&row, "color", str_of(marks[i].color));
        fine = row_end(&row);
    }
    return row_done(&row) && fine;
}

/* The board `id` has the tags id, id + 2, id + 5 and id + 6, counted round. */
static int64_t tag_of(int64_t board, int64_t which) {
    static const int64_t steps[] = {0, 2, 5, 6};

    return (board + steps[which]) % TASK_TAGS + 1;
}

static bool link_board(const struct company *company, struct bulk_row *board) {
    int64_t id = board->id;

    for (int64_t i = 0; i < 4; i++)
        if (!row_link(board, "tags", tag_of(id, i)))
            return false;
    for (int64_t i = 0; i < 5; i++)
        if (!row_link(board, "members",
                      company->first_user + (id * 3 + i * 7) % company->user_count))
            return false;
    return true;
}

static bool put_board(struct making *making, struct bulk_row *board) {
    struct company *company = making->company;

    row_next(board);
    int64_t id = board->id, project = id * 5 - 4;
    const char *name = board_names[id % (int64_t)COUNT(board_names)];
    row_text(board, "name", arena_format(board->arena, "%s %lld", name, (long long)id));
    row_some(board, "project", project <= company->options->projects ? project : 0);
    company_put_stamps(company, board, id);
    return row_end(board) && link_board(company, board);
}

static bool put_columns(struct company *company, struct bulk_row *column, int64_t board) {
    bool fine = true;

    for (int64_t i = 0; fine && i < COLUMNS; i++) {
        row_next(column);
        row_owner(column, board);
        row_text(column, "name", str_of(column_names[i]));
        row_integer(column, "position", i);
        company_put_stamps(company, column, board + i);
        fine = row_end(column);
    }
    return fine;
}

static bool make_boards(struct making *making) {
    struct company *company = making->company;
    struct bulk_row board, column;
    bool fine = true;

    company_rows(company, &task_boards, &board);
    company_rows(company, &task_board_columns, &column);
    for (int64_t id = 1; fine && id <= making->boards; id++)
        fine =
            put_board(making, &board) && put_columns(company, &column, id) && company_step(company);
    fine = row_done(&board) && fine;
    return row_done(&column) && fine;
}

struct moment_paths {
    const char *at, *date, *time;
};
static const struct moment_paths start = {"start", "startDate", "startTime"};
static const struct moment_paths end = {"end", "endDate", "endTime"};

/* A day, or a day and a time; or neither. */
static void put_moment(struct bulk_row *row, const struct moment_paths *paths,
                       struct random *random, int64_t day) {
    int64_t minute = random_between(random, 28, 64) * 15;
    int64_t kind = random_below(random, 10);

    if (kind < 4)
        return;
    row_integer(row, paths->at, day * SECONDS_PER_DAY + (kind < 7 ? 0 : minute * 60));
    row_integer(row, paths->date, day);
    if (kind >= 7)
        row_integer(row, paths->time, minute);
}

static bool link_task(struct making *making, struct random *random, int64_t board) {
    const struct company *company = making->company;
    struct bulk_row *task = &making->task;
    int64_t first = random_below(random, 4), members = random_below(random, 3);

    for (int64_t i = 0; i < random_below(random, 3); i++)
        if (!row_link(task, "tags", tag_of(board, (first + i) % 4)))
            return false;
    for (int64_t i = 0; i < members; i++)
        if (!row_link(task, "members",
                      company->first_user + (task->id + i * 11) % company->user_count))
            return false;
    return true;
}

static void put_nature(struct bulk_row *row, struct random *random, bool done, int64_t day) {
    row_text(row, "title", str_of(RANDOM_PICK(random, titles)));
    if (random_chance(random, 50))
        row_text(row, "description", str_of(RANDOM_PICK(random, descriptions)));
    row_integer(row, "isCompleted", done);
    if (done)
        row_integer(row, "completedDate", (day + 9) * SECONDS_PER_DAY + 15 * 3600);
    row_integer(row, "timeReportingEnabled", row->id % 6 != 0);
    if (random_chance(random, 60))
        row_integer(row, "estimate", random_between(random, 1, 160) * (DECIMAL_ONE / 4));
    put_moment(row, &start, random, day);
    put_moment(row, &end, random, day + random_between(random, 1, 20));
}

static bool put_task(struct making *making, int64_t id) {
    struct company *company = making->company;
    struct random random = random_for(company->options->seed ^ TASK_STREAM, (uint64_t)id);
    int64_t board = random_chance(&random, 80) ? random_between(&random, 1, making->boards) : 0;
    int64_t column = random_below(&random, COLUMNS);
    int64_t project = board * 5 - 4;
    int64_t day = company->today - random_between(&random, -20, 900);
    struct bulk_row *row = &making->task;

    row_begin(row, id);
    put_nature(row, &random, column == COLUMNS - 1, day);
    row_some(row, "boardColumn", board ? (board - 1) * COLUMNS + column + 1 : 0);
    row_some(row, "board", board);
    if (project > 0 && project <= company->options->projects)
        row_integer(row, "project", project);
    row_some(row, "archivedDate",
             column == COLUMNS - 1 && id % 2 == 0 ? company->today - id % 30 : 0);
    row_some(row, "projectCollection", id % 9 == 0 ? id % 6 + 1 : 0);
    row_some(row, "opportunity", id % 17 == 0 ? id % 3 + 1 : 0);
    company_put_stamps(company, row, id);
    return row_end(row) && link_task(making, &random, board);
}

static bool put_comments(struct making *making, int64_t task) {
    struct bulk_row *row = &making->comment;
    bool fine = true;

    for (int64_t i = task % 5; fine && i < 3; i++) {
        row_next(row);
        row_owner(row, task);
        row_text(row, "text", str_of(texts[(task + i) % TEXTS]));
        company_put_stamps(making->company, row, i);
        fine = row_end(row);
    }
    return fine;
}

static bool put_item(struct making *making, int64_t place) {
    struct company *company = making->company;
    struct bulk_row *row = &making->item;
    int64_t today = company->today;

    row_next(row);
    row_owner(row, making->checklist.id);
    row_text(row, "title", str_of(points[place]));
    row_integer(row, "sortOrder", place);
    row_integer(row, "isCompleted", place % 2);
    if (place % 2)
        row_integer(row, "completedDate",
                    company_any_instant(&company->random, today - 90, today - 1));
    company_put_stamps(company, row, place);
    return row_end(row);
}

static bool put_checklist(struct making *making, int64_t task) {
    struct bulk_row *row = &making->checklist;

    if (task % 4 != 1)
        return true;
    row_next(row);
    row_owner(row, task);
    row_text(row, "name", STR("Egenkontroll"));
    company_put_stamps(making->company, row, task);
    bool fine = row_end(row);
    for (int64_t i = 0; fine && i < 2 + task % 4; i++)
        fine = put_item(making, i);
    return fine;
}

static bool put_link(struct making *making, int64_t task) {
    struct bulk_row *row = &making->attachment;
    size_t which = (size_t)task % COUNT(links);

    if (task % 7 != 2)
        return true;
    row_next(row);
    row_owner(row, task);
    row_text(row, "name", STR("Underlag"));
    row_text(row, "type", STR("link"));
    row_text(row, "externalLinkUrl", str_of(links[which][0]));
    row_text(row, "externalUrlType", str_of(links[which][1]));
    company_put_stamps(making->company, row, task);
    return row_end(row);
}

static const char *problem_of(const struct upload *upload) {
    if (upload_is_away(upload))
        return "Its files cannot be stored: what keeps them cannot be reached.";
    return upload_is_full(upload) ? "Its files cannot be stored: there is no room for them."
                                  : "Its files cannot be stored; the log above says why.";
}

static bool store_note(struct company *company, struct str note, struct upload **ret) {
    struct file_store *files = company->options->files;
    struct upload *upload = upload_open(files, company->options->account_id);

    if (!upload_write(upload, note.at, note.len) || !upload_finish(upload)) {
        company->problem = problem_of(upload);
        upload_discard(upload);
        return false;
    }
    company->uploads[company->upload_count++] = *ret = upload;
    if (file_store_link(files, company->db, upload))
        return true;
    if (db_trouble(company->db) == DB_FINE)
        company->problem = problem_of(upload);
    return false;
}

/* A few real files, so that there is something to download. */
static bool put_file(struct making *making, int64_t task) {
    static const char *const notes[] = {"Mått köket: 3,42 x 2,78 m\n", "Kod till porten: 1234\n"};
    struct company *company = making->company;
    struct bulk_row *row = &making->attachment;
    struct str note = str_of(notes[task % 2]);
    struct upload *upload;

    if (!company->options->files || task > 2)
        return true;
    if (!store_note(company, note, &upload))
        return false;
    row_next(row);
    row_owner(row, task);
    row_text(row, "name", arena_format(row->arena, "anteckning %d.txt", (int)task));
    row_text(row, "type", STR("file"));
    row_text(row, "contentType", STR("text/plain"));
    row_integer(row, "sizeInBytes", (int64_t)note.len);
    row_text(row, "fileName", STR("anteckning.txt"));
    row_text(row, "contentHash", str_of(upload_hash(upload)));
    company_put_stamps(company, row, task);
    return row_end(row);
}

static void open_rows(struct making *making) {
    struct company *company = making->company;

    company_rows(company, &tasks, &making->task);
    company_rows(company, &task_comments, &making->comment);
    company_rows(company, &task_checklists, &making->checklist);
    company_rows(company, &task_checklist_items, &making->item);
    company_rows(company, &task_attachments, &making->attachment);
}

static bool close_rows(struct making *making) {
    struct bulk_row *rows[] = {&making->task, &making->comment, &making->checklist, &making->item,
                               &making->attachment};
    bool fine = true;

    for (size_t i = 0; i < COUNT(rows); i++)
        fine = row_done(rows[i]) && fine;
    return fine;
}

bool company_make_tasks(struct company *company) {
    struct making making = {.company = company, .boards = company->options->projects / 5 + 2};
    bool fine = make_marks(company) && make_boards(&making);

    open_rows(&making);
    for (int64_t id = 1; fine && id <= company->options->tasks; id++)
        fine = put_task(&making, id) && put_comments(&making, id) && put_checklist(&making, id) &&
               put_link(&making, id) && put_file(&making, id) && company_step(company);
    return close_rows(&making) && fine;
}
