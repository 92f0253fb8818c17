/* prices.h - what things cost in the demo company. */
#ifndef GLIMT_DEMO_PRICES_H
#define GLIMT_DEMO_PRICES_H

#include "change/bulk_row.h"

/* Of the whole company; in millionths. */
#define TAX_PERCENT INT64_C(25000000)
#define TRAVEL_COST INT64_C(2500000)
#define TRAVEL_RATE INT64_C(4500000)

/* The prices of a registry's rows follow from their ids. One of the rows has a discount. */
struct prices {
    struct {
        const char *field;
        int64_t first, step; /* crowns: of the row 0, and from one row to the next */
    } each[3];               /* may end with {0} */
    int64_t discounted;      /* an id */
    int64_t discount;        /* per cent, in millionths */
};

extern const struct prices time_article_prices, allowance_prices, equipment_prices, addition_prices;

/* The first of its prices; and the discount, 0 without. In millionths. */
int64_t prices_first(const struct prices *prices, int64_t id);
int64_t prices_discount(const struct prices *prices, int64_t id);

/* Gives a row the prices of the registry's row with this id: it is that one, or a copy. */
void prices_put(const struct prices *prices, struct bulk_row *row, int64_t id);

#endif
