/* equipment_reports.c - equipment used. */
#include "resources/resources.h"

/* clang-format off */
static const struct field fields[] = {
    {"id",              INTEGER,   FIXED | NOT_NULL,  "The id of the equipment report"},
    {"hours",           DECIMAL,   REQUIRED,          "Hours of use", .within = &not_negative},
    {"cost",            DECIMAL,   FIXED,             "What an hour costs"},
    {"rate",            DECIMAL,   FIXED,             "The price of an hour"},
    {"invoicableRate",  DECIMAL,   FIXED,             "What the customer pays for an hour"},
    {"invoicableHours", DECIMAL,   FIXED | NOT_NULL,  "Hours that the customer pays for"},
    {"article",         REFERENCE, REQUIRED | ACTIVE, "The equipment", .to = &equipments, .input = "articleId", .column = "equipment_id"},
    {"invoiceId",       INTEGER,   FIXED,             "The invoice that it is on"},
    {"discount",        DECIMAL,   FIXED,             "The customer's discount in percent"},
    {"comment",         TEXT,      LONG,              "What it was used for"},
    {"costCenter",      REFERENCE, FIXED,             "The cost center that bears the cost", .to = &cost_centers},
    {"bookingProject",  REFERENCE, FIXED,             "The project that it is booked on", .to = &booking_projects},
    {0},
};
/* clang-format on */

static const struct question questions[] = {
    {"prices",
     "SELECT cost, rate, invoicable_rate, discount FROM equipments"
     " WHERE account_id = {account} AND id = {article}",
     .altered = "article", .copies = "cost rate invoicableRate discount"},
    {0},
};

static enum outcome derive(struct change *change) {
    follow_report(change);
    change_set_integer(change, "invoicableHours", change_integer(change, "hours"));
    return DONE;
}

const struct resource equipment_reports = {
    .name = "equipment report",
    .plural = "equipment reports",
    .table = "equipment_reports",
    .area = &area_time,
    .owner = "time_report_id",
    .fields = fields,
    .detail = {"timereport.detail.equipmentreport",
               "id hours cost rate invoicableRate invoicableHours article invoiceId discount "
               "comment costCenter bookingProject"},
    .questions = questions,
    .derive = derive,
};
