/* found.h - what became of looking for a row. */
#ifndef GLIMT_READ_FOUND_H
#define GLIMT_READ_FOUND_H

#include "db/db.h"

enum found { FOUND, NOT_FOUND, FIND_FAILED };

/* FOUND for a row, NOT_FOUND at the end. */
static inline enum found found_by(enum db_step step) {
    return step == DB_ROW ? FOUND : step == DB_END ? NOT_FOUND : FIND_FAILED;
}

#endif
