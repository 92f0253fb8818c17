/* contacts.c - the customers and suppliers of the demo company. */
#include "base/instant.h"
#include "demo/company.h"
#include "demo/progress.h"
#include "demo/row.h"
#include "demo/words.h"

enum { YEARS = 6, FIRST_COMPANIES = 5 };

static const char columns[] =
    "name customer_number contact_type organizational_or_social_security_number "
    "visiting_street_address visiting_additional_address visiting_postal_code visiting_city "
    "visiting_state visiting_country_id company_id parent_company_id created_at updated_at "
    "created_by_id updated_by_id is_active is_supplier is_whole_sale is_retailer is_sub_contractor "
    "is_partner is_customer use_reverse_build_tax email invoice_email phone_number "
    "cell_phone_number important_information responsible_id delivery_street_address "
    "delivery_additional_address delivery_postal_code delivery_city delivery_state "
    "delivery_country_id invoice_street_address invoice_additional_address invoice_postal_code "
    "invoice_city invoice_state invoice_country_id name_key name_folded customer_number_key "
    "customer_number_folded customer_number_value";

static const char *const hints[] = {"Ring alltid innan besök", "Nyckel finns i receptionen",
                                    "Fakturera per projekt", "Hund på gården"};

struct contact {
    int64_t id;
    bool is_company;
    struct str name, number, host;
    int64_t number_value; /* -1: the number is no integer */
    int64_t owner;        /* the company that it belongs to, or 0 */
};

/* The first contacts are companies, so that later ones have somebody to belong to. An id says by
 * itself what its contact is, so nothing has to be remembered. */
static bool is_company(int64_t id) {
    return id <= FIRST_COMPANIES || id % 10 < 7;
}

static int64_t any_company_before(struct company *company, int64_t id) {
    int64_t found = id <= 1 ? 0 : random_between(&company->random, 1, id - 1);

    while (found > 0 && !is_company(found))
        found--;
    return found;
}

static struct str company_name(struct company *company, struct arena *arena) {
    struct random *random = &company->random;
    const char *trade = trades[random_below(random, (int64_t)trade_count)];
    const char *ending = company_endings[random_below(random, (int64_t)company_ending_count)];

    switch (random_below(random, 4)) {
    case 0:
        return arena_format(arena, "%s %s %s",
                            last_names[random_below(random, (int64_t)last_name_count)], trade,
                            ending);
    case 1:
        return arena_format(arena, "Brf %s %d", streets[random_below(random, (int64_t)street_count)],
                            (int)random_between(random, 1, 60));
    case 2:
        return arena_format(arena, "%s \"%s\" %s",
                            towns[random_below(random, (int64_t)town_count)].name, trade, ending);
    default:
        return arena_format(arena, "%s %s %s",
                            towns[random_below(random, (int64_t)town_count)].name, trade, ending);
    }
}

static void describe(struct company *company, struct arena *arena, struct contact *contact) {
    struct random *random = &company->random;

    contact->is_company = is_company(contact->id);
    contact->name = contact->is_company ? company_name(company, arena)
                                        : company_any_name(company, arena, NULL, NULL);
    if (random_chance(random, 3)) {
        contact->number = arena_format(arena, "K-%d", (int)contact->id);
        contact->number_value = -1;
    } else {
        contact->number = arena_format(arena, "%d", (int)contact->id);
        contact->number_value = contact->id;
    }
    contact->owner = random_chance(random, contact->is_company ? 8 : 60)
                         ? any_company_before(company, contact->id)
                         : 0;
    contact->host = company_plain(arena, contact->name);
}

static void put_place(struct company *company, struct row *row, int percent) {
    struct place place = company_any_place(company, row->arena);

    if (!random_chance(&company->random, percent)) {
        for (int i = 0; i < 6; i++)
            row_null(row);
        return;
    }
    row_text(row, place.street);
    row_text(row, place.additional);
    row_text(row, place.postal_code);
    row_text(row, place.city);
    row_text(row, place.state);
    row_integer(row, random_chance(&company->random, 97) ? 1 : random_between(&company->random, 2, 5));
}

static void put_reference(struct row *row, int64_t id) {
    if (id > 0)
        row_integer(row, id);
    else
        row_null(row);
}

static void put_stamps(struct company *company, struct row *row) {
    int64_t created = company_any_instant(company, YEARS);
    bool updated = random_chance(&company->random, 45);

    row_integer(row, created);
    if (updated)
        row_integer(row, created + random_below(&company->random, company->now - created + 1));
    else
        row_null(row);
    row_integer(row, company_any_user(company));
    put_reference(row, updated ? company_any_user(company) : 0);
}

static void put_flags(struct company *company, struct row *row, const struct contact *contact) {
    static const int percents[] = {18, 5, 4, 9, 4, 82, 25}; /* supplier ... reverse build tax */
    struct random *random = &company->random;

    row_integer(row, random_chance(random, 94));
    for (size_t i = 0; i < COUNT(percents); i++)
        row_integer(row, random_chance(random, percents[i]) && (contact->is_company || i == 5));
}

static struct str mail(struct arena *arena, const char *local, const struct contact *contact) {
    return arena_format(arena, "%s@%.*s.example", local, (int)contact->host.len, contact->host.at);
}

static void put_ways(struct company *company, struct row *row, const struct contact *contact) {
    struct random *random = &company->random;
    struct str nothing = {NULL, 0};
    int64_t kind = random_below(random, 10);

    row_text(row, kind < 8 ? mail(row->arena, "info", contact) : nothing);
    row_text(row, kind < 4 ? mail(row->arena, "faktura", contact) : kind < 8 ? STR("") : nothing);
    row_text(row, random_chance(random, 60)
                      ? arena_format(row->arena, "0911-555 %02d", (int)random_below(random, 100))
                      : nothing);
    row_text(row, random_chance(random, 70) ? company_any_mobile(company, row->arena) : nothing);
    row_text(row, random_chance(random, 15) ? str_of(RANDOM_PICK(random, hints)) : nothing);
}

static void put_derived(struct row *row, const struct contact *contact) {
    row_key(row, COLLATE_TEXT, contact->name);
    row_folded(row, contact->name);
    row_key(row, COLLATE_NUMBER, contact->number);
    row_folded(row, contact->number);
    if (contact->number_value >= 0)
        row_integer(row, contact->number_value);
    else
        row_null(row);
}

static bool put_contact(struct company *company, struct row *row, int64_t id) {
    struct contact contact = {.id = id};

    row_begin(row, company->options->account_id, id);
    describe(company, row->arena, &contact);
    row_text(row, contact.name);
    row_text(row, contact.number);
    row_text(row, contact.is_company ? STR("company") : STR("person"));
    row_text(row, contact.is_company ? company_any_organisation_number(company, row->arena)
                                     : company_any_personal_number(company, row->arena));
    put_place(company, row, 90);
    put_reference(row, contact.is_company ? 0 : contact.owner);
    put_reference(row, contact.is_company ? contact.owner : 0);
    put_stamps(company, row);
    put_flags(company, row, &contact);
    put_ways(company, row, &contact);
    row_integer(row, company_any_user(company));
    put_place(company, row, 30);
    put_place(company, row, 50);
    put_derived(row, &contact);
    return row_end(row);
}

/* Up to three different tags. */
static bool tag_contact(struct company *company, int64_t id) {
    int64_t tag = random_between(&company->random, 1, company->tag_count);

    for (int64_t left = random_below(&company->random, 4); left > 0; left--) {
        struct statement *statement =
            db_statement(company->db, STR("INSERT INTO contact_tag_links (account_id, contact_id,"
                                          " contact_tag_id) VALUES (?1, ?2, ?3)"));
        if (!statement)
            return false;
        statement_bind_integer(statement, 1, company->options->account_id);
        statement_bind_integer(statement, 2, id);
        statement_bind_integer(statement, 3, tag);
        if (!statement_run(statement))
            return false;
        tag = tag % company->tag_count + 1;
    }
    return true;
}

bool company_make_contacts(struct company *company) {
    int64_t count = company->options->contacts;
    struct progress progress;
    struct row row;
    bool fine = true;

    progress_init(&progress, "contacts", count, company->options->quiet);
    row_init(&row, company->arena, company->db, "contacts", columns);
    for (int64_t id = 1; fine && id <= count; id++) {
        fine = put_contact(company, &row, id) && tag_contact(company, id);
        progress_show(&progress, id);
    }
    if (fine)
        progress_done(&progress);
    row_done(&row);
    return fine && company_set_last_id(company, "contacts", count);
}
