/* project_parts.c - references, categories, budgets, tags, members and comments of projects. */
#include "demo/project_parts.h"

#include "base/decimal.h"
#include "demo/people.h"

enum { DETAIL_STREAM = 0x44657461, LINK_STREAM = 0x4c696e6b, COMMENT_STREAM = 0x436f6d6d };

static const char *const descriptions[] = {
    "Arbetet görs i två etapper. Trapphuset ska vara framkomligt hela tiden.",
    "Nyckel hämtas hos vaktmästaren.\nHunden på gården är snäll.",
    "Material enligt ritning A-40.1-003. Avfall sorteras på plats.",
    "Kunden är hemma efter klockan 15."};
static const char *const invoice_texts[] = {"Arbete enligt överenskommelse.",
                                            "Utfört arbete enligt offert. Tack för förtroendet!"};
static const char *const remarks[] = {
    "Kunden har ringt och undrar när vi börjar.", "Ställningen är beställd till måndag.",
    "Ritningarna är uppdaterade, se mappen.", "Besiktningen gick bra – två anmärkningar kvar."};
static const char *const budgets[] = {"total", "total", "activity", "activityAndUser"};

static void put_references(struct bulk_row *row, struct random *random) {
    if (random_chance(random, 60))
        row_text(row, "yourReference", people_name(random, row->arena));
    if (random_chance(random, 60))
        row_text(row, "ourReference", people_name(random, row->arena));
    int64_t marking = random_between(random, 1000, 9999);
    if (random_chance(random, 40))
        row_text(row, "customerReferenceMarking", arena_format(row->arena, "REF-%d", (int)marking));
}

static void put_budget(struct bulk_row *row, struct random *random) {
    int64_t halves = random_between(random, 16, 800);

    if (random_chance(random, 30))
        return;
    row_integer(row, "budgetedHours", halves * DECIMAL_ONE / 2);
    row_text(row, "budgetedBy", str_of(RANDOM_PICK(random, budgets)));
}

void project_put_details(struct company *company, struct bulk_row *row, int64_t id) {
    struct random own = random_for(company->options->seed ^ DETAIL_STREAM, (uint64_t)id);
    struct random *random = &own;

    if (random_chance(random, 70))
        row_text(row, "description", str_of(RANDOM_PICK(random, descriptions)));
    put_references(row, random);
    if (random_chance(random, 50))
        row_text(row, "invoiceText", str_of(RANDOM_PICK(random, invoice_texts)));
    int64_t seller = company_any_user(company, random);
    row_some(row, "salesResponsible", random_chance(random, 50) ? seller : 0);
    int64_t category = random_between(random, 1, PROJECT_CATEGORIES);
    row_some(row, "category", random_chance(random, 80) ? category : 0);
    int64_t booking = random_between(random, 1, PROJECT_BOOKINGS);
    row_some(row, "bookingProjectId", random_chance(random, 25) ? booking : 0);
    row_integer(row, "readyForInvoice", random_chance(random, 20));
    row_integer(row, "allIsMember", id % 3 != 0);
    put_budget(row, random);
}

bool project_link(struct company *company, struct bulk_row *row, int64_t id) {
    struct random random = random_for(company->options->seed ^ LINK_STREAM, (uint64_t)id);
    int64_t first = random_below(&random, PROJECT_TAGS);
    int64_t count = random_below(&random, 3);
    bool fine = true;

    for (int64_t i = 0; fine && i < count; i++)
        fine = row_link(row, "tags", (first + 2 * i) % PROJECT_TAGS + 1);
    int64_t member = random_below(&random, company->user_count);
    int64_t members = company->user_count < 3 ? company->user_count : 3;
    for (int64_t i = 0; fine && id % 3 == 0 && i < members; i++)
        fine = row_link(row, "members", company->first_user + (member + i) % company->user_count);
    return fine;
}

bool project_put_comments(struct company *company, struct bulk_row *comment, int64_t id) {
    struct random random = random_for(company->options->seed ^ COMMENT_STREAM, (uint64_t)id);
    int64_t count = random_below(&random, 4);
    bool fine = true;

    for (int64_t i = 0; fine && i < count; i++) {
        row_next(comment);
        row_owner(comment, id);
        row_text(comment, "text", str_of(RANDOM_PICK(&random, remarks)));
        int64_t at = company_any_instant(&random, company->today - 300, company->today - 9);
        int64_t user = company_any_user(company, &random);
        row_created(comment, at, user);
        if (random_chance(&random, 20))
            row_updated(comment,
                        company_any_instant(&random, company->today - 8, company->today - 1), user);
        fine = row_end(comment);
    }
    return fine;
}
