/* articles.h - what the demo company sells, for those who use it up. */
#ifndef GLIMT_DEMO_ARTICLES_H
#define GLIMT_DEMO_ARTICLES_H

#include <stdbool.h>
#include <stdint.h>

/* Price and cost in hundredths; a cost of -1 is not known. The unit is an id; 0: none. */
struct article {
    const char *number, *name;
    int64_t price, cost, unit;
    const char *about;
    bool ended;
};

/* Of an id from 1. */
const struct article *article_of(int64_t id);
int64_t article_price(const struct article *article); /* millionths, as the next */
int64_t article_cost(const struct article *article);
const char *article_unit(const struct article *article); /* its name, or NULL */

#endif
