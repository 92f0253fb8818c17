/* users.c - the people of the demo company. */
#include "base/clock.h"
#include "base/decimal.h"
#include "demo/company.h"
#include "demo/people.h"
#include "demo/words.h"

enum { LEADERS = 4, USER_TAGS = 3, COST_LOW = 280, COST_HIGH = 620, FOR_EVER = 999999 };

static const struct address_paths home = ADDRESS_PATHS("address");

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
    struct worker *worker; /* what time reports will want to know */
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

static void put_names(struct bulk_row *row, const struct person *person) {
    row_text(row, "name", person->name);
    row_text(row, "firstName", str_of(person->first));
    row_text(row, "lastName", str_of(person->last));
}

/* Employment, department, rights; one in nine has left. */
static void put_work(struct company *company, struct bulk_row *row, struct person *person) {
    struct random *random = &company->random;
    struct worker *worker = person->worker;

    worker->start = company->today - random_between(random, 200, 4000);
    worker->end = FOR_EVER;
    row_integer(row, "startDate", worker->start);
    if (person->number % 9 == 8) {
        worker->end = random_between(random, worker->start + 90, company->today - 1);
        row_integer(row, "endDate", worker->end);
    }
    row_integer(row, "timeReportingProfile", leads(person) ? 2 : 1);
    row_integer(row, "department", random_between(random, 1, 5));
    row_text(row, "license", str_of(leads(person) ? "total" : RANDOM_PICK(random, licenses)));
    row_text(row, "permissions",
             str_of(leads(person) ? leader_roles[person->number] : RANDOM_PICK(random, roles)));
}

static void put_ways(struct company *company, struct bulk_row *row, const struct person *person) {
    struct random *random = &company->random;
    struct arena *arena = row->arena;
    struct str local = people_plain(arena, person->name, '.');
    bool repeated = person->number >= (int64_t)first_names.count;
    const char *more = repeated ? arena_format(arena, "%d", (int)person->number).at : "";

    row_text(row, "email",
             arena_format(arena, "%.*s%s@norrskenbygg.example", (int)local.len, local.at, more));
    row_text(row, "socialSecurityNumber", people_personal_number(random, arena));
    row_text(row, "mobilePhoneNumber", people_mobile(random, arena));
    if (person->number % 3 == 0)
        row_text(row, "workPhoneNumber",
                 arena_format(arena, "0980-319 2%02d", (int)(person->number % 100)));
    if (person->number % 5 == 1)
        row_text(row, "note", str_of(RANDOM_PICK(random, notes)));
}

static void put_salary(struct company *company, struct bulk_row *row, const struct person *person) {
    struct random *random = &company->random;
    struct worker *worker = person->worker;
    const char *type = person->number % 13 == 12 ? "none" : "hourly";

    if (leads(person) || random_chance(random, 40))
        type = "monthly";
    worker->cost_center = random_between(random, 1, 3);
    worker->cost = random_between(random, COST_LOW * 4, COST_HIGH * 4) * (DECIMAL_ONE / 4);
    row_integer(row, "costCenter", worker->cost_center);
    row_text(row, "salaryType", str_of(type));
    row_integer(row, "costPerHour", worker->cost);
    row_text(row, "employeeNumber", arena_format(row->arena, "%d", 95 + (int)person->number));
    if (random_chance(random, 70))
        row_text(row, "settlementAccount",
                 arena_format(row->arena, "9999-%04d %06d", 1 + (int)person->number,
                              (int)random_below(random, 1000000)));
}

static void put_home(struct company *company, struct bulk_row *row, const struct person *person) {
    struct place place = people_place(&company->random, row->arena);

    if (person->number % 7 == 6)
        return;
    if (person->number % 8 == 3)
        place.additional = STR("lgh 1202");
    people_put_place(row, &home, &place);
}

static void put_kin(struct company *company, struct bulk_row *row, const struct person *person) {
    if (person->number % 4 == 3)
        return;
    row_text(row, "nextOfKin", people_name(&company->random, row->arena));
    row_text(row, "nextOfKinRelation", str_of(RANDOM_PICK(&company->random, relations)));
    row_text(row, "nextOfKinPhoneNumber", people_mobile(&company->random, row->arena));
}

static void put_planning(struct company *company, struct bulk_row *row,
                         const struct person *person) {
    struct random *random = &company->random;
    int64_t manager = company->first_user + (leads(person) ? 0 : random_below(random, LEADERS));

    person->worker->manager = person->number == 0 ? 0 : manager;
    row_some(row, "manager", person->worker->manager);
    row_integer(row, "schedule", random_chance(random, 80) ? 1 : random_between(random, 2, 3));
    row_integer(row, "isRestricted", person->number % 10 == 7);
    row_integer(row, "standardTimeArticle", random_between(random, 1, 3));
    row_integer(row, "standardActivity", random_between(random, 1, 9));
    if (person->number % 2 == 1) {
        row_integer(row, "timeBankEnabled", 1);
        row_integer(row, "currentTimeBank",
                    random_between(random, -400, 1600) * (DECIMAL_ONE / 20));
    }
    if (random_chance(random, 60))
        row_integer(row, "planningCapacityInPercent",
                    random_between(random, 10, 20) * 5 * DECIMAL_ONE);
}

/* The account's own first user registers the new one on the first day of work. */
static void put_stamps(struct company *company, struct bulk_row *row, const struct person *person) {
    int64_t today = company->today;

    row_created(row, person->worker->start * SECONDS_PER_DAY + 8 * 3600, 1);
    if (person->number % 3 == 1)
        row_updated(row, company_any_instant(&company->random, today - 190, today - 1),
                    company->first_user);
}

static bool tag_user(struct bulk_row *row, const struct person *person) {
    return person->number % 3 != 0 || row_link(row, "tags", person->number / 3 % USER_TAGS + 1);
}

static bool put_user(struct company *company, struct bulk_row *row, int64_t number) {
    struct person person = {.number = number, .worker = &company->workers[number]};

    row_begin(row, company->first_user + number);
    person.worker->id = row->id;
    name_person(company, row->arena, &person);
    put_names(row, &person);
    put_work(company, row, &person);
    put_ways(company, row, &person);
    put_salary(company, row, &person);
    put_home(company, row, &person);
    put_kin(company, row, &person);
    put_planning(company, row, &person);
    put_stamps(company, row, &person);
    return row_end(row) && tag_user(row, &person);
}

bool company_make_users(struct company *company) {
    struct bulk_row row;
    bool fine = true;

    company->workers = NEW_ARRAY(company->arena, struct worker, (size_t)company->user_count);
    company_rows(company, &users, &row);
    for (int64_t number = 0; fine && number < company->user_count; number++)
        fine = put_user(company, &row, number) && company_step(company);
    return row_done(&row) && fine;
}
