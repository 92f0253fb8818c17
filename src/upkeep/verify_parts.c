/* verify_parts.c - counts what differs. */
#include "upkeep/verify_parts.h"

enum { TOLD_MAX = 100 };

bool verify_note(struct verification *verification) {
    return ++verification->differences <= TOLD_MAX;
}

bool verify_step(const struct verification *verification) {
    return !verification->in_steps || db_read_on(verification->db);
}
