/* report_parts.h - what belongs to a time report of the demo company: journeys, materials, ... */
#ifndef GLIMT_DEMO_REPORT_PARTS_H
#define GLIMT_DEMO_REPORT_PARTS_H

#include "demo/company.h"

/* What a report tells its parts. 0: none. */
struct report {
    int64_t id, sent_at, attested_at, cost_center, booking, invoice;
};

enum part_kind { TRAVEL, ALLOWANCE, MATERIAL, EQUIPMENT, ADDITION, PART_KINDS };

struct part {
    enum part_kind kind;
    int64_t count, number; /* from 1 to 12, and below 1000 */
    bool is_text;          /* MATERIAL: only a line of text */
};

enum { PARTS_MAX = 7 };

struct report_parts {
    struct bulk_row rows[PART_KINDS];
    struct part chosen[PARTS_MAX];
    size_t count;
};

void report_parts_open(struct report_parts *parts, struct company *company);
bool report_parts_close(struct report_parts *parts) MUST_USE;

/* Chooses the parts of a report, whose row is told of them; and makes them when the row is there.
 */
void report_parts_choose(struct report_parts *parts, struct random *random,
                         struct bulk_row *report);
bool report_parts_put(struct report_parts *parts, const struct report *report) MUST_USE;

#endif
