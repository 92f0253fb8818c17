/* users.c - the people of the demo company. */
#include "base/clock.h"
#include "base/decimal.h"
#include "demo/company.h"
#include "demo/people.h"
#include "demo/words.h"

enum { LEADERS = 4, USER_TAGS = 3, COST_LOW = 280, COST_HIGH = 620 };

/* A line for each function below, in the order in which put_user() calls them. */
/* clang-format off */
static const char columns[] =
    "name name_key name_folded first_name first_name_folded last_name last_name_folded "
    "start_date end_date time_reporting_profile_id department_id license permissions "
    "email email_folded social_security_number mobile_phone_number work_phone_number note "
    "cost_center_id salary_type cost_per_hour employee_number employee_number_folded "
    "settlement_account "
    "address_street_address address_additional_address address_postal_code address_city "
    "address_state address_country_id "
    "next_of_kin next_of_kin_relation next_of_kin_phone_number "
    "manager_id schedule_id standard_time_article_id standard_activity_id "
    "time_bank_enabled current_time_bank planning_capacity_in_percent "
    "created_at created_by_id updated_at updated_by_id";
/* clang-format on */

static const char *const licenses[] = {"standard", "basic", "light"};
static const char *const relations[] = {"Sambo", "Make/maka", "Förälder", "Syskon"};
static const char *const notes[] = {
    "Har C-körkort.",
    "Behörig för lift.",
    "Tar jour varannan vecka.",
    "Kallas \"Putte\" av alla.",
    "Allergisk mot nötter.\nEpipenna i bilen.",
};
static const char *const leader_roles[LEADERS] = {"administrator", "administrator sales",
                                                  "projectmanager sales", "projectmanager"};
static const char *const roles[] = {"projectmanager", "sales", "timereporter", "timereporter",
                                    "timereporter"};

struct person {
    int64_t number; /* from 0; the first lead the others */
    const char *first, *last;
    struct str name;
    int64_t start_day;
};

static bool leads(const struct person *person) {
    return person->number < LEADERS;
}

/* As long as nobody shares a first name, e-mail addresses are unique without a number. */
static void name_person(struct company *company, struct arena *arena, struct person *person) {
    uint64_t offset = company->options->seed % first_names.count;

    person->first = first_names.at[(offset + (uint64_t)person->number * 7) % first_names.count];
    person->last = words_any(&last_names, &company->random);
    person->name = arena_format(arena, "%s %s", person->first, person->last);
}

static void put_names(struct row *row, const struct person *person) {
    row_both(row, COLLATE_TEXT, person->name);
    row_searched(row, str_of(person->first));
    row_searched(row, str_of(person->last));
}

/* Employment, department, rights; one in nine has left. */
static void put_work(struct company *company, struct row *row, struct person *person) {
    struct random *random = &company->random;

    person->start_day = company->today - random_between(random, 200, 4000);
    row_integer(row, person->start_day);
    if (person->number % 9 == 8)
        row_integer(row, random_between(random, person->start_day + 90, company->today - 1));
    else
        row_null(row);
    row_integer(row, leads(person) ? 2 : 1);
    row_integer(row, random_between(random, 1, 5));
    row_text(row, str_of(leads(person) ? "total" : RANDOM_PICK(random, licenses)));
    row_text(row,
             str_of(leads(person) ? leader_roles[person->number] : RANDOM_PICK(random, roles)));
}

static void put_ways(struct company *company, struct row *row, const struct person *person) {
    struct random *random = &company->random;
    struct arena *arena = row->arena;
    struct str local = people_plain(arena, person->name, '.');
    bool repeated = person->number >= (int64_t)first_names.count;
    const char *more = repeated ? arena_format(arena, "%d", (int)person->number).at : "";

    row_searched(
        row, arena_format(arena, "%.*s%s@norrskenbygg.example", (int)local.len, local.at, more));
    row_text(row, people_personal_number(random, arena));
    row_text(row, people_mobile(random, arena));
    if (person->number % 3 == 0)
        row_text(row, arena_format(arena, "0980-319 2%02d", (int)(person->number % 100)));
    else
        row_null(row);
    if (person->number % 5 == 1)
        row_text(row, str_of(RANDOM_PICK(random, notes)));
    else
        row_null(row);
}

static void put_salary(struct company *company, struct row *row, const struct person *person) {
    struct random *random = &company->random;
    const char *type = person->number % 13 == 12 ? "none" : "hourly";

    if (leads(person) || random_chance(random, 40))
        type = "monthly";
    row_integer(row, random_between(random, 1, 3));
    row_text(row, str_of(type));
    row_integer(row, random_between(random, COST_LOW * 4, COST_HIGH * 4) * (DECIMAL_ONE / 4));
    row_searched(row, arena_format(row->arena, "%d", 95 + (int)person->number));
    if (random_chance(random, 70))
        row_text(row, arena_format(row->arena, "9999-%04d %06d", 1 + (int)person->number,
                                   (int)random_below(random, 1000000)));
    else
        row_null(row);
}

static void put_home(struct company *company, struct row *row, const struct person *person) {
    struct place place = people_place(&company->random, row->arena);

    if (person->number % 7 == 6) {
        row_nulls(row, 6);
        return;
    }
    row_text(row, place.street);
    row_text(row, person->number % 8 == 3 ? STR("lgh 1202") : place.additional);
    row_text(row, place.postal_code);
    row_text(row, place.city);
    row_text(row, place.state);
    row_integer(row, place.country_id);
}

static void put_kin(struct company *company, struct row *row, const struct person *person) {
    if (person->number % 4 == 3) {
        row_nulls(row, 3);
        return;
    }
    row_text(row, people_name(&company->random, row->arena));
    row_text(row, str_of(RANDOM_PICK(&company->random, relations)));
    row_text(row, people_mobile(&company->random, row->arena));
}

static void put_planning(struct company *company, struct row *row, const struct person *person) {
    struct random *random = &company->random;
    int64_t manager = company->first_user + (leads(person) ? 0 : random_below(random, LEADERS));

    row_reference(row, person->number == 0 ? 0 : manager);
    row_integer(row, random_chance(random, 80) ? 1 : random_between(random, 2, 3));
    row_integer(row, random_between(random, 1, 3));
    row_integer(row, random_between(random, 1, 9));
    if (person->number % 2 == 1) {
        row_integer(row, 1);
        row_integer(row, random_between(random, -400, 1600) * (DECIMAL_ONE / 20));
    } else {
        row_integer(row, 0);
        row_null(row);
    }
    if (random_chance(random, 60))
        row_integer(row, random_between(random, 10, 20) * 5 * DECIMAL_ONE);
    else
        row_null(row);
}

/* The account's own first user registers the new one on the first day of work. */
static void put_stamps(struct company *company, struct row *row, const struct person *person) {
    struct random *random = &company->random;

    row_integer(row, person->start_day * SECONDS_PER_DAY + 8 * 3600);
    row_integer(row, 1);
    if (person->number % 3 != 1) {
        row_nulls(row, 2);
        return;
    }
    row_integer(row, company_any_instant(random, company->today - 190, company->today - 1));
    row_integer(row, company->first_user);
}

static bool put_user(struct company *company, struct row *row, int64_t number) {
    struct person person = {.number = number};

    row_begin(row, company->options->account_id, company->first_user + number);
    name_person(company, row->arena, &person);
    put_names(row, &person);
    put_work(company, row, &person);
    put_ways(company, row, &person);
    put_salary(company, row, &person);
    put_home(company, row, &person);
    put_kin(company, row, &person);
    put_planning(company, row, &person);
    put_stamps(company, row, &person);
    return row_end(row);
}

static bool tag_users(struct company *company) {
    for (int64_t i = 0; i < company->user_count; i += 3)
        if (!company_link(company,
                          STR("INSERT INTO user_tag_links (account_id, user_id, user_tag_id)"
                              " VALUES (?1, ?2, ?3)"),
                          company->first_user + i, i / 3 % USER_TAGS + 1))
            return false;
    return true;
}

/* What time reports will want to know of everybody. */
static bool read_workers(struct company *company) {
    struct statement *rows = db_statement(
        company->db,
        STR("SELECT id, start_date, coalesce(end_date, 999999), coalesce(cost_per_hour,"
            " 0), coalesce(cost_center_id, 0), name_key FROM users"
            " WHERE account_id = ?1 AND id >= ?2 ORDER BY id"));
    struct worker *worker = NEW_ARRAY(company->arena, struct worker, (size_t)company->user_count);
    enum db_step step;

    company->workers = worker;
    if (!rows)
        return false;
    statement_bind_integer(rows, 1, company->options->account_id);
    statement_bind_integer(rows, 2, company->first_user);
    while ((step = statement_step(rows)) == DB_ROW)
        *worker++ = (struct worker){
            column_integer(rows, 0), column_integer(rows, 1),
            column_integer(rows, 2), column_integer(rows, 3),
            column_integer(rows, 4), arena_copy(company->arena, column_text(rows, 5))};
    statement_reset(rows);
    return step == DB_END;
}

bool company_make_users(struct company *company) {
    struct row row;
    bool fine = true;

    row_init(&row, company->arena, company->db, "users", columns);
    for (int64_t number = 0; fine && number < company->user_count; number++)
        fine = put_user(company, &row, number);
    row_done(&row);
    return fine && tag_users(company) && read_workers(company) &&
           company_set_last_id(company, "users", company->first_user + company->user_count - 1);
}
