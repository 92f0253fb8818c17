/* prices.c - what things cost in the demo company, and when people work. */
#include "demo/company.h"

/* Each runs for the account ?1. Amounts count millionths. */
static const char *const statements[] = {
    "UPDATE settings SET company_name = 'Norrsken Bygg AB' WHERE account_id = ?1"
    " AND company_name = 'My company'",
    "UPDATE accounts SET name = 'Norrsken Bygg AB' WHERE id = ?1 AND name = 'My company'",
    "UPDATE settings SET tax_percent = 25000000, travel_cost = 2500000, travel_rate = 4500000"
    " WHERE account_id = ?1",
    "UPDATE schedules SET monday = 8000000, tuesday = 8000000, wednesday = 8000000,"
    " thursday = 8000000, friday = 8000000, saturday = 0, sunday = 0"
    " WHERE account_id = ?1 AND id = 1",
    "UPDATE schedules SET monday = 6000000, tuesday = 6000000, wednesday = 6000000,"
    " thursday = 6000000, friday = 6000000, saturday = 0, sunday = 0"
    " WHERE account_id = ?1 AND id = 2",
    "UPDATE schedules SET monday = 8000000, tuesday = 8000000, wednesday = 4000000,"
    " saturday = 0, sunday = 0 WHERE account_id = ?1 AND id = 3",
    "UPDATE time_articles SET rate = (540 + 60 * id) * 1000000,"
    " discount = CASE WHEN id = 4 THEN 10000000 END WHERE account_id = ?1",
    "UPDATE allowances SET cost = (100 + 45 * id) * 1000000, amount = (120 + 45 * id) * 1000000,"
    " invoicable_amount = (150 + 50 * id) * 1000000,"
    " discount = CASE WHEN id = 2 THEN 5000000 END WHERE account_id = ?1",
    "UPDATE equipments SET cost = (20 + 15 * id) * 1000000, rate = (40 + 20 * id) * 1000000,"
    " invoicable_rate = (55 + 25 * id) * 1000000,"
    " discount = CASE WHEN id = 3 THEN 10000000 END WHERE account_id = ?1",
    "UPDATE time_additions SET cost = (5 + 5 * id) * 1000000,"
    " invoicable_price = (10 + 10 * id) * 1000000,"
    " discount = CASE WHEN id = 2 THEN 2500000 END WHERE account_id = ?1",
};

bool company_set_prices(struct company *company) {
    for (size_t i = 0; i < COUNT(statements); i++)
        if (!company_run(company, str_of(statements[i]), NULL, 0))
            return false;
    return true;
}
