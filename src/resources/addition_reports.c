/* addition_reports.c - additions to the hours: a yes, or a number. */
#include "resources/resources.h"

#include "base/decimal.h"

/* clang-format off */
static const struct field fields[] = {
    {"id",              INTEGER,   FIXED | NOT_NULL,  "The id of the addition report"},
    {"salaryCount",     DECIMAL,   0,                 "How many are paid with the salary; counts without yesNo and numberCount",
     .within = &not_negative},
    {"invoicableCount", DECIMAL,   FIXED,             "How many the customer pays for"},
    {"cost",            DECIMAL,   FIXED,             "What one costs"},
    {"invoicablePrice", DECIMAL,   FIXED,             "What the customer pays for one"},
    {"discount",        DECIMAL,   FIXED,             "The customer's discount in percent"},
    {"article",         REFERENCE, REQUIRED | ACTIVE, "The time addition", .to = &time_additions, .input = "articleId", .column = "time_addition_id"},
    {"yesNo",           BOOLEAN,   HIDDEN | NULLABLE, "Yes or no, if the addition is of that type"},
    {"numberCount",     DECIMAL,   HIDDEN,            "The number, if the addition is of that type", .within = &not_negative},
    {"costCenter",      REFERENCE, FIXED,             "The cost center that bears the cost", .to = &cost_centers},
    {"bookingProject",  REFERENCE, FIXED,             "The project that it is booked on", .to = &booking_projects},
    {0},
};
/* clang-format on */

static const struct question questions[] = {
    {"is a number",
     "SELECT CASE type WHEN 'number' THEN 1 ELSE 0 END FROM time_additions"
     " WHERE account_id = {account} AND id = {article}",
     .needs = "article"},
    {"prices",
     "SELECT cost, invoicable_price, discount FROM time_additions"
     " WHERE account_id = {account} AND id = {article}",
     .altered = "article", .copies = "cost invoicablePrice discount"},
    {0},
};

static bool is_left_out(const struct change *change, const char *field) {
    return change_is_null(change, field) && !change_is_faulty(change, field);
}

/* Answers show neither of the two but what was counted, so that has to do when it is sent back. */
static void take_count(struct change *change, bool number) {
    int64_t count = change_integer(change, "salaryCount");

    if (!is_left_out(change, "yesNo") || !is_left_out(change, "numberCount") ||
        change_is_null(change, "salaryCount"))
        return;
    if (number)
        change_set_integer(change, "numberCount", count);
    else if (count == 0 || count == DECIMAL_ONE)
        change_set_integer(change, "yesNo", count / DECIMAL_ONE);
    else
        change_refuse(change, "salaryCount",
                      "This addition takes yes or no; the field SalaryCount must be 1 or 0.");
}

/* The addition's type says which of the two is wanted. */
static enum outcome check(struct change *change) {
    struct answer number = change_answer(change, "is a number");

    if (!number.found)
        return DONE;
    const char *wanted = number.integer ? "numberCount" : "yesNo";
    const char *other = number.integer ? "yesNo" : "numberCount";
    take_count(change, number.integer);
    if (is_left_out(change, wanted) && change_is_null(change, "salaryCount") &&
        !change_is_faulty(change, "salaryCount"))
        change_require(change, wanted);
    if (!change_is_null(change, other))
        change_refuse(change, other,
                      number.integer
                          ? "This addition takes a number; the field YesNo must be null."
                          : "This addition takes yes or no; the field NumberCount must be null.");
    return DONE;
}

static enum outcome derive(struct change *change) {
    int64_t count = change_is_null(change, "yesNo") ? change_integer(change, "numberCount")
                                                    : change_integer(change, "yesNo") * DECIMAL_ONE;

    follow_report(change);
    change_set_integer(change, "salaryCount", count);
    change_set_integer(change, "invoicableCount", count);
    return DONE;
}

const struct resource addition_reports = {
    .name = "addition report",
    .plural = "addition reports",
    .table = "addition_reports",
    .area = &area_time,
    .owner = "time_report_id",
    .fields = fields,
    .detail = {"timereport.detail.additionreport",
               "id salaryCount invoicableCount cost invoicablePrice discount article costCenter "
               "bookingProject"},
    .questions = questions,
    .check = check,
    .derive = derive,
};
