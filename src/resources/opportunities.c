/* opportunities.c - work that the company may get, and how near it is. */
#include "resources/resources.h"

#include "base/clock.h"

static const char *const states[] = {"open", "won", "lost", NULL};
static const struct link tag_links = {"opportunity_tag_links", "opportunity_id",
                                      "opportunity_tag_id"};
static const struct range whole_percent = {0, 100, "must be between 0 and 100."};

#define HAS_OFFERS                                                                                 \
    "CASE WHEN EXISTS (SELECT 1 FROM offers o WHERE o.account_id = {account}"                      \
    " AND o.opportunity_id = $.id) THEN 1 ELSE 0 END"
#define TAGGED                                                                                     \
    "SELECT l.opportunity_id FROM opportunity_tag_links l WHERE l.account_id = {account}"          \
    " AND l.opportunity_tag_id IN {list ?} GROUP BY l.opportunity_id HAVING count(*) = {count}"

/* clang-format off */
static const struct field fields[] = {
    {"id",               INTEGER,   FIXED | NOT_NULL, "The id of the opportunity"},
    {"title",            TEXT,      REQUIRED | SORTED | SEARCHED | TITLE, "What it is about", .column = "name"},
    {"turnover",         DECIMAL,   0,                "What it may bring"},
    {"probability",      INTEGER,   0,                "How likely it is, in percent", .within = &whole_percent},
    {"description",      TEXT,      LONG,             "More about it"},
    {"hasOffers",        BOOLEAN,   FIXED | COUNTS,   "Whether an offer was made", .sql = HAS_OFFERS},
    {"user",             REFERENCE, 0,                "Who looks after it", .to = &users, .input = "userId"},
    {"customer",         REFERENCE, 0,                "Who may buy", .to = &contacts, .input = "customerId"},
    {"contact",          REFERENCE, 0,                "Whom to speak to there", .to = &contacts, .input = "contactId"},
    {"opportunityState", CHOICE,    REQUIRED,         "How it ended, or that it has not", .choices = states},
    {"closedDate",       DATE,      0,                "When it was won or lost; today if left out"},
    {"estimatedClosingDate", DATE,  0,                "When that is expected"},
    {"status",           REFERENCE, 0,                "Its stage", .to = &opportunity_statuses, .input = "statusId"},
    {"project",          REFERENCE, 0,                "The project that it has become", .to = &projects, .input = "projectId"},
    {"tags",             LINKS,     0,                "Labels", .to = &opportunity_tags, .link = &tag_links, .input = "tagIds"},
    AUTHORSHIP("createdDate", "createdBy", "updatedDate", "updatedBy"),
    /* How others show it. */
    {"name",             TEXT,      FIXED | HIDDEN | NOT_NULL, "What it is about"},
    {0},
};

static const struct filter filters[] = {
    {"createdDateFrom", INSTANT, "Created at or after this time", .column = "created_at", .is = AT_LEAST},
    {"createdDateTo",   INSTANT, "Created at or before this time", .column = "created_at", .is = AT_MOST, .end_of_day = true},
    {"updatedDateFrom", INSTANT, "Changed at or after this time", .column = "updated_at", .is = AT_LEAST},
    {"updatedDateTo",   INSTANT, "Changed at or before this time", .column = "updated_at", .is = AT_MOST, .end_of_day = true},
    {"closedDateFrom",  DATE,    "Won or lost on or after this day", .column = "closed_date", .is = AT_LEAST},
    {"closedDateTo",    DATE,    "Won or lost on or before this day", .column = "closed_date", .is = AT_MOST},
    {"estimatedClosingDateFrom", DATE, "Expected to end on or after this day", .column = "estimated_closing_date", .is = AT_LEAST},
    {"estimatedClosingDateTo",   DATE, "Expected to end on or before this day", .column = "estimated_closing_date", .is = AT_MOST},
    {"hasOffers",            BOOLEAN, "Whether an offer was made", .where = HAS_OFFERS " = ?"},
    {"opportunityStatusIds", INTEGER, "At any of these stages", .many = true, .where = "$.status_id IN {list ?}"},
    {"opportunityTagIds",    INTEGER, "With all these tags", .many = true, .where = "$.id IN (" TAGGED ")"},
    {"opportunityState",     CHOICE,  "How it ended, or that it has not", .where = "$.opportunity_state = ?", .choices = states},
    {0},
};

static const struct sort sorts[] = {
    {"title", "name_key"}, {"createdDate", "created_at", CREATED_WORDS}, {"updatedDate", "updated_at", UPDATED_WORDS}, {0},
};

static const struct field colored[] = {
    {"id",    INTEGER, FIXED | NOT_NULL, "Its id"},
    {"name",  TEXT,    REQUIRED | SORTED | SEARCHED | TITLE, "Its name"},
    {"color", TEXT,    0,                "Its colour, such as #41b18b"},
    {0},
};
/* clang-format on */

static enum outcome derive(struct change *change) {
    bool is_open = str_equal(change_text(change, "opportunityState"), STR("open"));

    if (!is_open && change_is_null(change, "closedDate"))
        change_set_integer(change, "closedDate", day_today(change_now(change)));
    return DONE;
}

static const struct managed managed = {
    .path = "/admin/v1/Opportunities",
    .operations = ALL,
    .filters = titled_filters,
    .list = {"admin.opportunity.list", "id title turnover probability opportunityState user "
                                       "customer status estimatedClosingDate createdDate "
                                       "updatedDate"},
    .detail = {"admin.opportunity",
               "id title turnover probability description hasOffers user customer contact "
               "opportunityState closedDate estimatedClosingDate status project tags createdBy "
               "updatedBy createdDate updatedDate"},
};

static const struct managed managed_statuses = {
    .path = "/admin/v1/OpportunityStatuses",
    .operations = ALL,
    .filters = named_filters,
    .list = {"admin.opportunity_status", "id name color"},
};

static const struct managed managed_tags = {
    .path = "/admin/v1/OpportunityTags",
    .operations = ALL,
    .filters = named_filters,
    .list = {"admin.opportunity_tag", "id name color"},
};

#define SHOWN                                                                                      \
    "id title turnover probability description hasOffers user customer contact opportunityState "  \
    "closedDate estimatedClosingDate status project tags createdDate updatedDate"

const struct resource opportunities = {
    .name = "opportunity",
    .plural = "opportunities",
    .table = "opportunities",
    .area = &area_registry,
    .path = "/v1/Core/Opportunities",
    .group = "Sales",
    .doc = "Work that the company may get.",
    .operations = LIST | GET,
    .extensions = LIST | GET,
    .read = PROJECT_READ,
    .managed = &managed,
    .fields = fields,
    .filters = filters,
    .sorts = sorts,
    .brief = NAME_AND_ID,
    .list = {"opportunity.list", SHOWN},
    .detail = {"opportunity.detail", SHOWN},
    .derive = derive,
};

const struct resource opportunity_statuses = {
    .name = "opportunity status",
    .plural = "opportunity statuses",
    .table = "opportunity_statuses",
    .area = &area_registry,
    .path = "/v1/Admin/OpportunityStatuses",
    .group = "Sales",
    .doc = "Stages of an opportunity.",
    .operations = LIST,
    .extensions = LIST,
    .managed = &managed_statuses,
    .fields = colored,
    .sorts = by_name,
    .brief = NAME_AND_ID,
    .list = {"opportunitystatus.list", "id name color"},
};

const struct resource opportunity_tags = {
    .name = "opportunity tag",
    .plural = "opportunity tags",
    .table = "opportunity_tags",
    .area = &area_registry,
    .path = "/v1/Admin/OpportunityTags",
    .group = "Sales",
    .doc = "Labels for opportunities.",
    .operations = LIST,
    .extensions = LIST,
    .managed = &managed_tags,
    .fields = colored,
    .sorts = by_name,
    .brief = {"opportunity.tag", "id name color"},
    .list = {"opportunitytag.list", "id name color"},
};
