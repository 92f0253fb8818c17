/* contacts.c - the customers and suppliers of the demo company. */
#include "base/instant.h"
#include "base/progress.h"
#include "demo/company.h"
#include "demo/people.h"
#include "demo/words.h"

enum {
    DAYS = 6 * 365,      /* from the first contact to the last */
    UPDATES_AFTER = 3,   /* days after which a contact is first changed */
    LAST_CREATED = 10,   /* days before the demo's today */
    FIRST_COMPANIES = 5, /* so that later contacts have somebody to belong to */
    LONG_NAMES = 97,     /* one company in so many */
    LONG_NAME = 13,
};

/* Per cent of contacts that are active, of companies that are supplier, wholesaler, retailer,
 * subcontractor, partner, customer and account for the tax on building work. Persons are
 * customers only. */
static const struct {
    const char *field;
    int share;
    bool persons_too;
} flags[] = {
    {"isActive", 94, true},   {"isSupplier", 18},         {"isWholeSale", 5},
    {"isRetailer", 4},        {"isSubContractor", 9},     {"isPartner", 4},
    {"isCustomer", 82, true}, {"useReverseBuildTax", 25},
};

static const struct address_paths visiting = ADDRESS_PATHS("visitingAddress");
static const struct address_paths delivery = ADDRESS_PATHS("deliveryAddress");
static const struct address_paths invoice = ADDRESS_PATHS("invoiceAddress");

static const char *const hints[] = {
    "Ring alltid innan besök.",
    "Nyckel finns i receptionen.",
    "Fakturera per projekt, märk med \"Er ref\".",
    "Hund på gården!",
    "Parkering bara på baksidan.\nPortkod fås av vaktmästaren.",
};
static const char *const private_hosts[] = {"post.example", "brevet.example", "hemma.example"};

struct contact {
    int64_t id;
    bool is_company;
    struct str name;
    struct str host;    /* of a company's e-mail addresses */
    struct place place; /* where it is visited */
    int64_t owner;      /* the company that it belongs to, or 0 */
    struct random random;
};

/* An id says by itself what its contact is, so nothing has to be remembered. */
static bool is_company(int64_t id) {
    return id <= FIRST_COMPANIES || id % 10 < 7;
}

static int64_t any_company_before(struct random *random, int64_t id) {
    int64_t found = id <= 1 ? 0 : random_between(random, 1, id - 1);

    while (found > 0 && !is_company(found))
        found--;
    return found;
}

static struct str long_name(struct random *random, struct arena *arena) {
    const char *street = words_any(&streets, random), *other = words_any(&streets, random);
    const char *trade = words_any(&trades, random), *name = words_any(&last_names, random);

    return arena_format(arena,
                        "Samfällighetsföreningen för gemensamhetsanläggningen vid %s och %s, "
                        "genom förvaltaren %s %s & Döttrar Fastighetsförvaltning Aktiebolag "
                        "(under ombildning till ekonomisk förening)",
                        street, other, name, trade);
}

/* A company's name, and in `ret_brief` what of it a host name keeps. */
static struct str company_name(struct random *random, struct arena *arena, struct str town,
                               struct str *ret_brief) {
    const char *name = words_any(&last_names, random), *trade = words_any(&trades, random);
    const char *street = words_any(&streets, random), *ending = words_any(&company_endings, random);
    int house = (int)random_between(random, 1, 60);

    switch (random_below(random, 8)) {
    case 0:
        *ret_brief = arena_format(arena, "Brf %s %d", street, house);
        return *ret_brief;
    case 1:
        *ret_brief = arena_format(arena, "%.*s %s", (int)town.len, town.at, name);
        return arena_format(arena, "%.*s \"%s\" %s", (int)town.len, town.at, name, ending);
    case 2:
    case 3:
    case 4:
        *ret_brief = arena_format(arena, "%.*s %s", (int)town.len, town.at, trade);
        break;
    default:
        *ret_brief = arena_format(arena, "%s %s", name, trade);
        break;
    }
    return arena_format(arena, "%.*s %s", (int)ret_brief->len, ret_brief->at, ending);
}

/* What comes first from the contact's stream can be told of any contact. */
static void identify(const struct company *company, struct arena *arena, int64_t id,
                     struct contact *ret) {
    struct str brief = STR("samfallighet");

    *ret = (struct contact){.id = id, .is_company = is_company(id)};
    ret->random = random_for(company->options->seed, (uint64_t)id);
    ret->place = people_place(&ret->random, arena);
    if (!ret->is_company)
        ret->name = people_name(&ret->random, arena);
    else if (id % LONG_NAMES == LONG_NAME)
        ret->name = long_name(&ret->random, arena);
    else
        ret->name = company_name(&ret->random, arena, ret->place.city, &brief);
    struct str plain = people_plain(arena, brief, '-');
    ret->host = arena_format(arena, "%.*s.example", (int)plain.len, plain.at);
}

/* Numbers count from 1; a few customers came from an older system with numbers of its own. */
static void put_identity(const struct company *company, struct bulk_row *row,
                         struct contact *contact) {
    struct random *random = &contact->random;
    bool textual = random_chance(random, 3);

    row_text(row, "name", contact->name);
    row_text(row, "customerNumber",
             arena_format(row->arena, textual ? "K-%lld" : "%lld", (long long)contact->id));
    row_some(row, "customerNumberValue", textual ? 0 : contact->id);
    row_text(row, "contactType", contact->is_company ? STR("company") : STR("person"));
    row_text(row, "organizationalOrSocialSecurityNumber",
             contact->is_company
                 ? people_organisation_number(company->options->seed, contact->id, row->arena)
                 : people_personal_number(random, row->arena));
}

static void put_some_place(struct bulk_row *row, const struct address_paths *paths,
                           struct random *random, int share) {
    if (!random_chance(random, share))
        return;
    struct place place = people_place(random, row->arena);
    people_put_place(row, paths, &place);
}

static void put_places(struct bulk_row *row, struct contact *contact) {
    struct random *random = &contact->random;

    if (random_chance(random, contact->is_company ? 80 : 25))
        row_text(row, "phoneNumber", contact->place.phone);
    if (random_chance(random, 92))
        people_put_place(row, &visiting, &contact->place);
    put_some_place(row, &delivery, random, 35);
    put_some_place(row, &invoice, random, 50);
}

static void put_relations(const struct company *company, struct bulk_row *row,
                          struct contact *contact) {
    struct random *random = &contact->random;

    if (random_chance(random, contact->is_company ? 8 : 60))
        contact->owner = any_company_before(random, contact->id);
    row_some(row, contact->is_company ? "parentCompany" : "company", contact->owner);
    row_integer(row, "responsible", company_any_user(company, random));
}

/* The first person of a company is whom to turn to. */
static void put_primary(const struct company *company, struct bulk_row *row,
                        const struct contact *contact) {
    if (contact->is_company || !contact->owner || company->has_primary[contact->owner])
        return;
    row_integer(row, "isPrimary", 1);
    company->has_primary[contact->owner] = true;
}

/* Contacts with higher ids were made later. */
static void put_stamps(const struct company *company, struct bulk_row *row,
                       struct contact *contact) {
    struct random *random = &contact->random;
    int64_t count = company->options->contacts;
    int64_t day = company->today - LAST_CREATED - DAYS + DAYS * contact->id / count;
    int64_t created = company_any_instant(random, day, day);

    row_created(row, created, company_any_user(company, random));
    if (!random_chance(random, 45))
        return;
    int64_t updated = company_any_instant(random, day + UPDATES_AFTER, company->today - 1);
    row_updated(row, updated, company_any_user(company, random));
}

static void put_flags(struct bulk_row *row, struct contact *contact) {
    for (size_t i = 0; i < COUNT(flags); i++) {
        bool drawn = random_chance(&contact->random, flags[i].share);
        row_integer(row, flags[i].field, drawn && (contact->is_company || flags[i].persons_too));
    }
}

static struct str mail(struct arena *arena, struct str local, struct str host) {
    return arena_format(arena, "%.*s@%.*s", (int)local.len, local.at, (int)host.len, host.at);
}

/* Persons write from where they work, or from home. */
static void put_person_mail(const struct company *company, struct bulk_row *row,
                            struct contact *contact) {
    struct str local = people_plain(row->arena, contact->name, '.');
    struct str host = str_of(RANDOM_PICK(&contact->random, private_hosts));
    struct contact employer;

    if (contact->owner > 0) {
        identify(company, row->arena, contact->owner, &employer);
        host = employer.host;
    }
    row_text(row, "email", mail(row->arena, local, host));
}

static void put_company_mail(struct bulk_row *row, struct contact *contact) {
    int64_t kind = random_below(&contact->random, 10);

    if (kind == 9)
        return;
    row_text(row, "email", mail(row->arena, STR("info"), contact->host));
    if (kind < 6)
        row_text(row, "invoiceEmail", mail(row->arena, STR("faktura"), contact->host));
    else if (kind == 6)
        row_text(row, "invoiceEmail", STR(""));
}

static void put_ways(const struct company *company, struct bulk_row *row, struct contact *contact) {
    struct random *random = &contact->random;

    if (contact->is_company)
        put_company_mail(row, contact);
    else
        put_person_mail(company, row, contact);
    if (random_chance(random, contact->is_company ? 30 : 90))
        row_text(row, "cellPhoneNumber", people_mobile(random, row->arena));
    if (random_chance(random, 15))
        row_text(row, "importantInformation", str_of(RANDOM_PICK(random, hints)));
}

/* Up to three different tags. */
static bool tag_contact(const struct company *company, struct bulk_row *row,
                        struct contact *contact) {
    int64_t tag = random_between(&contact->random, 1, company->tag_count);

    for (int64_t left = random_below(&contact->random, 4); left > 0; left--) {
        if (!row_link(row, "tags", tag))
            return false;
        tag = tag % company->tag_count + 1;
    }
    return true;
}

static bool put_contact(const struct company *company, struct bulk_row *row, int64_t id) {
    struct contact contact;

    row_begin(row, id);
    identify(company, row->arena, id, &contact);
    put_identity(company, row, &contact);
    put_places(row, &contact);
    put_relations(company, row, &contact);
    put_primary(company, row, &contact);
    put_stamps(company, row, &contact);
    put_flags(row, &contact);
    put_ways(company, row, &contact);
    return row_end(row) && tag_contact(company, row, &contact);
}

bool company_make_contacts(struct company *company) {
    int64_t count = company->options->contacts;
    struct progress progress;
    struct bulk_row row;
    bool fine = true;

    company->has_primary = NEW_ARRAY(company->arena, bool, (size_t)count + 1);
    progress_init(&progress, "contacts", count, company->options->quiet);
    company_rows(company, &contacts, &row);
    for (int64_t id = 1; fine && id <= count; id++) {
        fine = put_contact(company, &row, id) && company_step(company);
        progress_show(&progress, id);
    }
    progress_done(&progress, fine);
    return row_done(&row) && fine;
}
