/* day_sql.h - what files about users' days and their time reports say in SQL alike. */
#ifndef GLIMT_RESOURCES_DAY_SQL_H
#define GLIMT_RESOURCES_DAY_SQL_H

/* Hours that the schedule `s` of the user `u` has on the day d.day. */
#define SCHEDULED_HOURS                                                                            \
    "CASE WHEN d.day < u.start_date OR d.day > u.end_date OR s.id IS NULL THEN 0"                  \
    " ELSE CASE ((d.day + 3) % 7 + 7) % 7 WHEN 0 THEN s.monday WHEN 1 THEN s.tuesday WHEN 2 THEN " \
    "s.wednesday"                                                                                  \
    " WHEN 3 THEN s.thursday WHEN 4 THEN s.friday WHEN 5 THEN s.saturday ELSE s.sunday END END"

/* Whether the time report `r`, or something in it, is on an invoice. */
#define IS_ON_INVOICE                                                                              \
    "(r.invoice_id IS NOT NULL" PART_IS_ON_INVOICE("travel_reports")                               \
        PART_IS_ON_INVOICE("allowance_reports") PART_IS_ON_INVOICE("material_reports")             \
            PART_IS_ON_INVOICE("equipment_reports") ")"
#define PART_IS_ON_INVOICE(table)                                                                  \
    " OR EXISTS (SELECT 1 FROM " table " x WHERE x.account_id = r.account_id"                      \
    " AND x.time_report_id = r.id AND x.invoice_id IS NOT NULL)"

#endif
