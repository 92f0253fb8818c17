/* contacts.c - customers, suppliers, and the people who work for them. */
#include "resources/resources.h"

#define OWNERS_MAX "1000" /* companies above one another */

/* In the order of the columns that the filter names. */
static const char *const relations[] = {"customer",      "supplier", "wholesale", "retail",
                                        "subcontractor", "partner",  NULL};
static const char *const contact_types[] = {"person", "company", NULL};
#define TAGGED                                                                                     \
    "SELECT l.contact_id FROM contact_tag_links l WHERE l.account_id = {account}"                  \
    " AND l.contact_tag_id IN {list ?} GROUP BY l.contact_id HAVING count(*) = {count}"

static const struct link tag_links = {"contact_tag_links", "contact_id", "contact_tag_id"};

/* clang-format off */
/* A person who comes to a company shows there, and so the number of them counts. */
static const struct field person_fields[] = {
    {"id",        INTEGER, FIXED | NOT_NULL | COUNTS, "The id of the person's contact"},
    {"name",      TEXT,    FIXED | NOT_NULL, "The name of the person"},
    {"isPrimary", BOOLEAN, FIXED | NOT_NULL, "Whether it is whom to turn to first"},
    {0},
};

static const struct field fields[] = {
    {"id",                   INTEGER,   FIXED | NOT_NULL,             "The id of the contact"},
    {"name",                 TEXT,      REQUIRED | SORTED | SEARCHED | TITLE, "The name of the contact"},
    {"customerNumber",       TEXT,      KEEP | NUMBERED | SEARCHED,   "Assigned by the server if left out; updates keep it for null and an empty text"},
    {"customerNumberValue",  INTEGER,   FIXED | HIDDEN,               "The customer number, if it has only digits"},
    {"contactType",          CHOICE,    REQUIRED,                     "A person or a company", .choices = contact_types},
    {"organizationalOrSocialSecurityNumber", TEXT, 0,                 "The official number of the person or company"},
    {"visitingAddress",      GROUP,     0,                            "The visiting address", .group = &address, .column = "visiting"},
    {"company",              REFERENCE, 0,                            "The company that a person works for", .to = &contacts, .input = "companyId"},
    {"parentCompany",        REFERENCE, 0,                            "The company that owns a company", .to = &contacts, .input = "parentCompanyId"},
    AUTHORSHIP("created", "createdBy", "lastUpdated", "lastUpdatedBy"),
    {"isActive",             BOOLEAN,   DEFAULT_TRUE | ACTIVE,                 "Whether the contact is active"},
    {"email",                TEXT,      0,                            "E-mail address"},
    {"invoiceEmail",         TEXT,      0,                            "E-mail address for invoices"},
    {"phoneNumber",          TEXT,      0,                            "Phone"},
    {"cellPhoneNumber",      TEXT,      0,                            "Mobile phone"},
    {"importantInformation", TEXT,      LONG,                         "What everybody who opens the contact should see"},
    {"isSupplier",           BOOLEAN,   0,                            "Whether it sells to the company"},
    {"isWholeSale",          BOOLEAN,   0,                            "Whether it is a wholesaler"},
    {"isRetailer",           BOOLEAN,   0,                            "Whether it is a retailer"},
    {"isSubContractor",      BOOLEAN,   0,                            "Whether it works for the company"},
    {"isPartner",            BOOLEAN,   0,                            "Whether it is a partner"},
    {"isCustomer",           BOOLEAN,   0,                            "Whether it buys from the company"},
    {"useReverseBuildTax",   BOOLEAN,   0,                            "Whether the buyer accounts for the tax on building work"},
    {"responsible",          REFERENCE, REQUIRED,                     "The user in charge", .to = &users, .input = "responsibleId"},
    {"tags",                 LINKS,     0,                            "Labels", .to = &contact_tags, .link = &tag_links, .input = "tagIds", .also = "tags"},
    {"isPrimary",            BOOLEAN,   EXTENSION,                    "Whether it is whom to turn to first at its company"},
    {"contactPersons",       ROWS,      FIXED,                        "Those who work for the company", .to = &contact_persons,
     .sql = "SELECT id, name, is_primary FROM contacts WHERE account_id = {account} AND company_id = {owner} ORDER BY id"},
    {"deliveryAddress",      GROUP,     0,                            "The delivery address", .group = &address, .column = "delivery"},
    {"invoiceAddress",       GROUP,     0,                            "The invoice address", .group = &address, .column = "invoice"},
    {0},
};

static const struct filter filters[] = {
    {"query",                 TEXT,    "Text in the name or the customer number", .search = "name customerNumber"},
    {"tagIds",                INTEGER, "Contacts that have all these tags", .many = true,
     .where = "$.id IN (" TAGGED ")", .ids = TAGGED},
    {"createdOrUpdatedSince", INSTANT, "Contacts created or changed at or after this time", .where = "$.created_at >= ? OR $.updated_at >= ?"},
    {"contactType",           CHOICE,  "Only persons, or only companies", .where = "$.contact_type = ?", .choices = contact_types},
    {"relations",             CHOICE,  "Contacts that are any of these to the company", .many = true, .extension = true, .choices = relations,
     .where = "$.is_customer = 1 AND 0 IN {list ?} OR $.is_supplier = 1 AND 1 IN {list ?}"
              " OR $.is_whole_sale = 1 AND 2 IN {list ?} OR $.is_retailer = 1 AND 3 IN {list ?}"
              " OR $.is_sub_contractor = 1 AND 4 IN {list ?} OR $.is_partner = 1 AND 5 IN {list ?}"},
    {0},
};

static const struct sort sorts[] = {
    {"name", "name_key"}, {"customerNumber", "customer_number_key"}, {"created", "created_at", CREATED_WORDS},
    {"updated", "updated_order", UPDATED_WORDS, "updated_at"}, {0},
};
/* clang-format on */

static bool is_type(const struct change *change, const char *type) {
    return str_equal(change_text(change, "contactType"), str_of(type));
}

static bool is_person(const struct change *change) {
    return is_type(change, "person");
}

static bool has_no_number(const struct change *change) {
    return change_text(change, "customerNumber").len == 0;
}

#define MUST_BE_COMPANY "The contact that it refers to must be a company."
#define PERSON(id)                                                                                 \
    "SELECT 1 FROM contacts WHERE account_id = {account} AND id = " id                             \
    " AND contact_type = 'person'"

static const struct question questions[] = {
    {"company is a person", PERSON("{company}"), .needs = "company"},
    {"parent is a person", PERSON("{parentCompany}"), .needs = "parentCompany"},
    {"is above its parent",
     "WITH RECURSIVE owners (id, height) AS"
     " (SELECT id, 1 FROM contacts WHERE account_id = {account} AND id = {parentCompany}"
     " UNION ALL SELECT c.parent_company_id, o.height + 1 FROM owners o JOIN contacts c"
     " ON c.account_id = {account} AND c.id = o.id"
     " WHERE c.parent_company_id IS NOT NULL AND o.height < " OWNERS_MAX ")"
     " SELECT 1 FROM owners WHERE id = {id} LIMIT 1",
     .on = UPDATE, .needs = "parentCompany"},
    {"has others below it",
     "SELECT 1 FROM contacts WHERE account_id = {account}"
     " AND (company_id = {id} OR parent_company_id = {id}) LIMIT 1",
     .on = UPDATE, .when = is_person},
    {"highest number",
     "SELECT max(customer_number_value) FROM contacts WHERE account_id = {account}", .on = CREATE,
     .when = has_no_number},
    {0},
};

static void check_company(struct change *change) {
    if (change_is_null(change, "company"))
        return;
    if (is_type(change, "company"))
        change_refuse(change, "company", "Only a person can belong to a company.");
    else if (change_answer(change, "company is a person").found)
        change_refuse(change, "company", MUST_BE_COMPANY);
}

/* A company may not own itself, not through others either. */
static void check_parent(struct change *change) {
    if (change_is_null(change, "parentCompany"))
        return;
    if (is_person(change))
        change_refuse(change, "parentCompany", "Only a company can have a parent company.");
    else if (change_answer(change, "parent is a person").found)
        change_refuse(change, "parentCompany", MUST_BE_COMPANY);
    else if (change_answer(change, "is above its parent").found)
        change_refuse(change, "parentCompany",
                      "A company cannot be its own parent company, directly or through others.");
}

static enum outcome check(struct change *change) {
    if (change_is_update(change) && has_no_number(change))
        change_keep(change, "customerNumber");
    check_company(change);
    check_parent(change);
    if (change_answer(change, "has others below it").found)
        change_refuse(change, "contactType",
                      "The company has people or companies of its own, so it cannot become a "
                      "person.");
    return DONE;
}

static void give_number(struct change *change) {
    int64_t highest = change_answer(change, "highest number").integer;

    change_set_text(change, "customerNumber",
                    arena_format(change_arena(change), "%lld", (long long)highest + 1));
}

static enum outcome derive(struct change *change) {
    if (!change_is_update(change) && has_no_number(change))
        give_number(change);
    int64_t value = digits_of(change_text(change, "customerNumber"));
    if (value < 0)
        change_set_null(change, "customerNumberValue");
    else
        change_set_integer(change, "customerNumberValue", value);
    return DONE;
}

static const struct managed managed = {
    .path = "/admin/v1/Contacts",
    .operations = LIST | GET,
    .list = {"admin.contact", "id name customerNumber contactType isActive"},
};

const struct resource contact_persons = {
    .name = "contact person",
    .plural = "contact persons",
    .fields = person_fields,
    .detail = {"contact.detail.contactperson", "id name isPrimary"},
};

const struct resource contacts = {
    .name = "contact",
    .plural = "contacts",
    .table = "contacts",
    .area = &area_contacts,
    .path = "/v1/Core/Contacts",
    .group = "Contacts",
    .doc = "Customers, suppliers, and the people who work for them.",
    .operations = ALL,
    .read = CONTACT_READ,
    .write = CONTACT_WRITE,
    .created = 201,
    .managed = &managed,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .brief = NAME_AND_ID,
    .list = {"contact.list", "id name customerNumber contactType "
                             "organizationalOrSocialSecurityNumber visitingAddress company "
                             "parentCompany created lastUpdated"},
    .detail = {"contact.detail",
               "id name customerNumber contactType organizationalOrSocialSecurityNumber company "
               "parentCompany isActive email invoiceEmail phoneNumber cellPhoneNumber "
               "importantInformation isSupplier isWholeSale isRetailer isSubContractor isPartner "
               "isCustomer useReverseBuildTax responsible tags visitingAddress deliveryAddress "
               "invoiceAddress created createdBy lastUpdated lastUpdatedBy",
               .pascal = true, .extended = "contactPersons"},
    .questions = questions,
    .check = check,
    .derive = derive,
};
