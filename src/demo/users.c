/* users.c - the people of the demo company. */
#include "base/decimal.h"
#include "base/instant.h"
#include "demo/company.h"
#include "demo/row.h"
#include "demo/words.h"

enum { LEADERS = 4, HOURS_COST_LOW = 280, HOURS_COST_HIGH = 620 };

static const char columns[] =
    "name name_key name_folded first_name first_name_folded last_name last_name_folded start_date "
    "end_date time_reporting_profile_id department_id license permissions email email_folded "
    "social_security_number mobile_phone_number work_phone_number note cost_center_id salary_type "
    "cost_per_hour employee_number employee_number_folded settlement_account address_street_address "
    "address_additional_address address_postal_code address_city address_state address_country_id "
    "next_of_kin next_of_kin_relation next_of_kin_phone_number manager_id schedule_id "
    "standard_time_article_id standard_activity_id time_bank_enabled current_time_bank "
    "planning_capacity_in_percent created_at created_by_id updated_at updated_by_id";

static const char *const licenses[] = {"total", "standard", "basic", "light"};
static const char *const relations[] = {"Sambo", "Make/maka", "Förälder", "Syskon"};
static const char *const notes[] = {"Har C-körkort", "Behörig för lift", "Tar jour varannan vecka"};
static const char *const roles[] = {"administrator", "administrator sales", "projectmanager",
                                    "projectmanager sales", "timereporter", "timereporter"};

struct person {
    const char *first, *last;
    struct str name;
    int64_t number; /* from 0 */
    int64_t start_day;
};

static void put_folded(struct row *row, struct str text) {
    row_text(row, text);
    row_folded(row, text);
}

static struct str maybe(struct company *company, int percent, struct str text) {
    return random_chance(&company->random, percent) ? text : (struct str){NULL, 0};
}

static void put_names(struct row *row, const struct person *person) {
    row_text(row, person->name);
    row_key(row, COLLATE_TEXT, person->name);
    row_folded(row, person->name);
    put_folded(row, str_of(person->first));
    put_folded(row, str_of(person->last));
}

/* Employment, department, rights. */
static void put_work(struct company *company, struct row *row, struct person *person) {
    struct random *random = &company->random;
    int64_t today = company->now / SECONDS_PER_DAY;
    bool leads = person->number < LEADERS;

    person->start_day = today - random_between(random, 200, 4000);
    row_integer(row, person->start_day);
    if (!leads && random_chance(random, 12))
        row_integer(row, person->start_day + random_below(random, today - person->start_day));
    else
        row_null(row);
    row_integer(row, leads ? 2 : 1);
    row_integer(row, random_between(random, 1, 5));
    row_text(row, str_of(leads ? "total" : RANDOM_PICK(random, licenses)));
    row_text(row, str_of(leads ? roles[person->number] : RANDOM_PICK(random, roles)));
}

static void put_contact(struct company *company, struct row *row, const struct person *person) {
    struct random *random = &company->random;
    struct arena *arena = row->arena;
    struct str local = company_plain(arena, person->name);

    put_folded(row, arena_format(arena, "%.*s.%d@norrskenbygg.example", (int)local.len, local.at,
                                 (int)person->number + 1));
    row_text(row, maybe(company, 80, company_any_personal_number(company, arena)));
    row_text(row, company_any_mobile(company, arena));
    row_text(row, maybe(company, 40, arena_format(arena, "0911-555 %02d",
                                                  (int)person->number)));
    row_text(row, maybe(company, 35, str_of(RANDOM_PICK(random, notes))));
}

static void put_salary(struct company *company, struct row *row, const struct person *person) {
    struct random *random = &company->random;
    bool monthly = person->number < LEADERS || random_chance(random, 50);

    row_integer(row, random_between(random, 1, 3));
    row_text(row, str_of(monthly ? "monthly" : "hourly"));
    row_integer(row, random_between(random, HOURS_COST_LOW, HOURS_COST_HIGH) * DECIMAL_ONE +
                         random_below(random, 4) * DECIMAL_ONE / 4);
    put_folded(row, arena_format(row->arena, "%d", 100 + (int)person->number));
    row_text(row, maybe(company, 70, arena_format(row->arena, "8327-9,%03d %03d %03d-%d",
                                                  (int)random_below(random, 1000),
                                                  (int)random_below(random, 1000),
                                                  (int)random_below(random, 1000),
                                                  (int)random_below(random, 10))));
}

static void put_home(struct company *company, struct row *row) {
    struct place place = company_any_place(company, row->arena);

    if (!random_chance(&company->random, 85)) {
        for (int i = 0; i < 6; i++)
            row_null(row);
        return;
    }
    row_text(row, place.street);
    row_text(row, place.additional);
    row_text(row, place.postal_code);
    row_text(row, place.city);
    row_text(row, place.state);
    row_integer(row, 1);
}

static void put_kin(struct company *company, struct row *row) {
    bool known = random_chance(&company->random, 75);
    struct str name = company_any_name(company, row->arena, NULL, NULL);
    struct str nothing = {NULL, 0};

    row_text(row, known ? name : nothing);
    row_text(row, known ? str_of(RANDOM_PICK(&company->random, relations)) : nothing);
    row_text(row, known ? company_any_mobile(company, row->arena) : nothing);
}

static void put_planning(struct company *company, struct row *row, const struct person *person) {
    struct random *random = &company->random;
    bool bank = random_chance(random, 50);

    if (person->number == 0)
        row_null(row);
    else
        row_integer(row, company->first_user +
                             (person->number < LEADERS ? 0 : random_below(random, LEADERS)));
    row_integer(row, random_chance(random, 80) ? 1 : random_between(random, 2, 3));
    row_integer(row, random_between(random, 1, 3));
    row_integer(row, random_between(random, 1, 9));
    row_integer(row, bank);
    if (bank)
        row_integer(row, random_between(random, -400, 1600) * DECIMAL_ONE / 20);
    else
        row_null(row);
    if (random_chance(random, 60))
        row_integer(row, random_between(random, 10, 20) * 5 * DECIMAL_ONE);
    else
        row_null(row);
}

static bool put_user(struct company *company, struct row *row, int64_t number) {
    struct person person = {.number = number};

    row_begin(row, company->options->account_id, company->first_user + number);
    person.name = company_any_name(company, row->arena, &person.first, &person.last);
    put_names(row, &person);
    put_work(company, row, &person);
    put_contact(company, row, &person);
    put_salary(company, row, &person);
    put_home(company, row);
    put_kin(company, row);
    put_planning(company, row, &person);
    row_integer(row, person.start_day * SECONDS_PER_DAY + 8 * 3600);
    row_integer(row, company->first_user > 1 ? 1 : company->first_user);
    if (random_chance(&company->random, 40)) {
        row_integer(row, company_any_instant(company, 1));
        row_integer(row, company->first_user);
    } else {
        row_null(row);
        row_null(row);
    }
    return row_end(row);
}

static bool tag_users(struct company *company) {
    struct statement *statement;

    for (int64_t i = 0; i < USER_COUNT; i += 3) {
        statement = db_statement(company->db, STR("INSERT INTO user_tag_links (account_id, user_id,"
                                                  " user_tag_id) VALUES (?1, ?2, ?3)"));
        if (!statement)
            return false;
        statement_bind_integer(statement, 1, company->options->account_id);
        statement_bind_integer(statement, 2, company->first_user + i);
        statement_bind_integer(statement, 3, i / 3 % 3 + 1);
        if (!statement_run(statement))
            return false;
    }
    return true;
}

bool company_make_users(struct company *company) {
    struct row row;
    bool fine = true;

    row_init(&row, company->arena, company->db, "users", columns);
    for (int64_t number = 0; fine && number < USER_COUNT; number++)
        fine = put_user(company, &row, number);
    row_done(&row);
    return fine && tag_users(company) &&
           company_set_last_id(company, "users", company->first_user + USER_COUNT - 1);
}
