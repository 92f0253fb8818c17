/* projects.c - work that the company does for its customers. */
#include "resources/resources.h"

#include "plan/action.h"
#include "resources/project_time.h"

static const char *const invoice_types[] = {"ongoing", "fixedPrice", "none", NULL};

static const struct link tag_links = {"project_tag_links", "project_id", "project_tag_id"};
static const struct link member_links = {"project_member_links", "project_id", "user_id"};
static const struct view coded_center = {"project.costcenter", "id name code"};

static const struct range longitudes = {-180, 180, "must be between -180 and 180."};
static const struct range latitudes = {-90, 90, "must be between -90 and 90."};

/* clang-format off */
static const struct group location = {"project.list.location", (const struct field[]){
    {"longitude",     REAL, 0,              "Degrees east", .within = &longitudes},
    {"latitude",      REAL, 0,              "Degrees north", .within = &latitudes},
    {"streetAddress", TEXT, 0,              "Street and number"},
    {"postalCode",    TEXT, 0,              "Postal code"},
    {"city",          TEXT, 0,              "Town"},
    {"countryId",     KEY,  HIDDEN,         "The country", .to = &countries},
    {"countryName",   VIA,  FIXED,          "The name of the country", .column = "countryId"},
    {0},
}};

/* The same columns under another name, as a single project shows them. */
static const struct group work_site = {"project.detail.worksiteaddress", (const struct field[]){
    {"streetAddress", TEXT, FIXED, "Street and number"},
    {"postalCode",    TEXT, FIXED, "Postal code"},
    {"city",          TEXT, FIXED, "Town"},
    {"longitude",     REAL, FIXED, "Degrees east"},
    {"latitude",      REAL, FIXED, "Degrees north"},
    {0},
}};

/* What an update leaves out is kept: programs leave out what they could not read. */
static const struct field fields[] = {
    {"id",                INTEGER,   FIXED | NOT_NULL,               "The id of the project"},
    {"orderNumber",       TEXT,      KEEP | NOT_NULL | NUMBERED | SEARCHED,
     "Assigned by the server if left out; updates keep it for null and an empty text"},
    {"orderNumberValue",  INTEGER,   FIXED | HIDDEN,                 "The order number, if it has only digits"},
    {"title",             TEXT,      REQUIRED | KEEP | SORTED | SEARCHED | TITLE, "The name of the project"},
    {"status",            REFERENCE, KEEP | ACTIVE,                  "Its stage", .to = &project_statuses, .input = "statusId"},
    {"startDate",         DATE,      KEEP,                           "First day"},
    {"endDate",           DATE,      KEEP,                           "Last day"},
    {"invoiceType",       CHOICE,    KEEP | NOT_NULL,                "How it is invoiced; ongoing if left out", .choices = invoice_types},
    {"location",          GROUP,     OPTIONAL | KEEP,                "Where the work is done",
     .group = &location, .input = "workSiteAddress", .also = "location"},
    {"projectManager",    REFERENCE, KEEP,                           "The user in charge", .to = &users, .input = "responsibleId",
     .also = "projectManagerId responsible"},
    {"customer",          REFERENCE, KEEP,                           "The customer", .to = &contacts, .input = "contactId", .also = "customerId"},
    {"projectCollection", REFERENCE, KEEP,                           "The collection that it belongs to",
     .to = &project_collections, .input = "projectCollectionId"},
    AUTHORSHIP("created", "createdBy", "updated", "updatedBy"),
    {"responsible",       REFERENCE, FIXED,                          "The user in charge", .to = &users, .column = "project_manager_id"},
    {"description",       TEXT,      KEEP | LONG,                    "What is to be done"},
    {"workSiteAddress",   GROUP,     FIXED,                          "Where the work is done", .group = &work_site, .column = "location"},
    {"yourReference",     TEXT,      KEEP,                           "Whom the customer's invoice is for"},
    {"ourReference",      TEXT,      KEEP,                           "Whom the customer can ask about the invoice"},
    {"customerReferenceMarking", TEXT, KEEP,                         "What the customer wants to read on the invoice"},
    {"invoiceText",       TEXT,      KEEP | LONG,                    "What the invoice says of the project"},
    {"salesResponsible",  REFERENCE, KEEP,                           "The user who sold it", .to = &users,
     .input = "salesResponsibleId"},
    {"tags",              LINKS,     0,                              "Labels", .to = &project_tags, .link = &tag_links, .input = "tagIds"},
    {"category",          REFERENCE, KEEP | ACTIVE,                  "What kind of project it is", .to = &project_categories,
     .input = "categoryId"},
    {"costCenter",        REFERENCE, KEEP | ACTIVE,                  "The cost center that bears the cost", .to = &cost_centers, .as = &coded_center,
     .input = "costCenterId"},
    {"projectCollectionId", KEY,     FIXED,                          "The id of its collection", .to = &project_collections},
    {"costCenterId",      KEY,       FIXED,                          "The id of its cost center", .to = &cost_centers},
    {"bookingProjectId",  KEY,       KEEP,                           "The project that its time is booked on", .to = &booking_projects},
    {"bookingProject",    REFERENCE, FIXED,                          "The project that its time is booked on", .to = &booking_projects},
    {"categoryId",        KEY,       FIXED,                          "The id of its category", .to = &project_categories},
    {"readyForInvoice",   BOOLEAN,   0,                              "Whether it is to be invoiced now"},
    {"allIsMember",       BOOLEAN,   DEFAULT_TRUE,                   "Whether everybody works with it"},
    {"members",           LINKS,     0,                              "Who works with it, if not everybody", .to = &users,
     .link = &member_links, .input = "memberIds"},
    {"rate",              DECIMAL,   KEEP,                           "Price per hour, if not the time article's", .within = &not_negative},
    {"discount",          DECIMAL,   KEEP,                           "Discount in percent", .within = &percent},
    {"budgetedHours",     DECIMAL,   KEEP,                           "How many hours it may take", .within = &not_negative},
    {"budgetedBy",        CHOICE,    KEEP,                           "What the hours are divided by; null: total", .choices = budget_kinds},
    /* How others show it. */
    {"name",              TEXT,      FIXED | HIDDEN | NOT_NULL,      "The name of the project", .column = "title"},
    {"number",            TEXT,      FIXED | HIDDEN | NOT_NULL,      "The number that people know it by", .column = "order_number"},
    {0},
};

static const struct filter filters[] = {
    {"query", TEXT, "Text in the number or title, the customer's name, or the collection's number or name",
     .where = "instr($.order_number_folded, ?) > 0 OR instr($.title_folded, ?) > 0"
              " OR $.customer_id IN (SELECT c.id FROM contacts c WHERE c.account_id = {account}"
              " AND instr(c.name_folded, ?) > 0)"
              " OR $.project_collection_id IN (SELECT p.id FROM project_collections p WHERE p.account_id = {account}"
              " AND (instr(p.number_folded, ?) > 0 OR instr(p.name_folded, ?) > 0))"},
    {0},
};

static const struct sort sorts[] = {
    {"orderNumber", "order_number_key"}, {"title", "title_key"}, {"createdDate", "created_at", CREATED_WORDS},
    {"updatedDate", "updated_order", UPDATED_WORDS, "updated_at"}, {0},
};
/* clang-format on */

static bool has_no_number(const struct change *change) {
    return change_text(change, "orderNumber").len == 0;
}

static const struct question questions[] = {
    {"highest number", "SELECT max(order_number_value) FROM projects WHERE account_id = {account}",
     .on = CREATE, .when = has_no_number},
    {0},
};

static enum outcome check(struct change *change) {
    if (change_is_update(change) && has_no_number(change))
        change_keep(change, "orderNumber");
    return DONE;
}

static void give_number(struct change *change) {
    int64_t highest = change_answer(change, "highest number").integer;

    change_set_text(change, "orderNumber",
                    arena_format(change_arena(change), "%lld", (long long)highest + 1));
}

static enum outcome derive(struct change *change) {
    if (!change_is_update(change) && has_no_number(change))
        give_number(change);
    if (change_is_null(change, "invoiceType"))
        change_set_text(change, "invoiceType", str_of(invoice_types[0]));
    int64_t value = digits_of(change_text(change, "orderNumber"));
    if (value < 0)
        change_set_null(change, "orderNumberValue");
    else
        change_set_integer(change, "orderNumberValue", value);
    return DONE;
}

static const struct action actions[] = {
    {
        .method = "GET",
        .path = "TimeCalculation",
        .extension = true,
        .answer = &project_time_calculation,
        .look = project_time_look,
        .doc = "Get the budgeted hours of a project",
    },
    {0},
};

static const struct managed managed = {
    .path = "/admin/v1/Projects",
    .operations = ALL,
    .list = {"admin.project.list", "id orderNumber title status startDate endDate projectManager "
                                   "customer projectCollection category created updated"},
    .detail = {"admin.project",
               "id orderNumber title status startDate endDate invoiceType location projectManager "
               "customer projectCollection costCenter rate discount description yourReference "
               "ourReference customerReferenceMarking invoiceText salesResponsible tags category "
               "bookingProject readyForInvoice allIsMember members budgetedHours budgetedBy "
               "createdBy updatedBy created updated"},
};

#define LISTED                                                                                     \
    "id orderNumber title status startDate endDate invoiceType location projectManager customer "  \
    "projectCollection createdBy updatedBy created updated"

const struct resource projects = {
    .name = "project",
    .plural = "projects",
    .table = "projects",
    .area = &area_projects,
    .path = "/v1/Core/Projects",
    .group = "Projects",
    .doc = "Work that the company does for its customers.",
    .operations = LIST | GET | CREATE | UPDATE,
    .extensions = GET | CREATE | UPDATE,
    .missing_is_404 = true,
    .read = PROJECT_READ,
    .write = PROJECT_WRITE,
    .managed = &managed,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .brief = {"project.name_id", "id name number"},
    .list = {"project.list", LISTED, .pascal = true,
             .extended = "category salesResponsible tags costCenter"},
    .detail = {"project.detail",
               LISTED " responsible description workSiteAddress yourReference ourReference "
                      "customerReferenceMarking invoiceText salesResponsible tags category "
                      "costCenter projectCollectionId costCenterId bookingProjectId categoryId "
                      "readyForInvoice allIsMember members",
               .pascal = true},
    .actions = actions,
    .questions = questions,
    .check = check,
    .derive = derive,
};
