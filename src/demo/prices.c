/* prices.c - price lists that are easily reckoned. */
#include "demo/prices.h"

#include "base/decimal.h"

const struct prices time_article_prices = {{{"rate", 540, 60}}, 4, 10 * DECIMAL_ONE};
const struct prices allowance_prices = {
    {{"cost", 100, 45}, {"amount", 120, 45}, {"invoicableAmount", 150, 50}}, 2, 5 * DECIMAL_ONE};
const struct prices equipment_prices = {
    {{"cost", 20, 15}, {"rate", 40, 20}, {"invoicableRate", 55, 25}}, 3, 10 * DECIMAL_ONE};
const struct prices addition_prices = {
    {{"cost", 5, 5}, {"invoicablePrice", 10, 10}}, 2, 5 * DECIMAL_ONE / 2};

static int64_t price(const struct prices *prices, size_t at, int64_t id) {
    return (prices->each[at].first + prices->each[at].step * id) * DECIMAL_ONE;
}

int64_t prices_first(const struct prices *prices, int64_t id) {
    return price(prices, 0, id);
}

int64_t prices_discount(const struct prices *prices, int64_t id) {
    return id == prices->discounted ? prices->discount : 0;
}

void prices_put(const struct prices *prices, struct bulk_row *row, int64_t id) {
    for (size_t i = 0; i < COUNT(prices->each) && prices->each[i].field; i++)
        row_integer(row, prices->each[i].field, price(prices, i, id));
    row_some(row, "discount", prices_discount(prices, id));
}
