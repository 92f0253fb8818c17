/* verify_parts.h - what the files that verify share. */
#ifndef GLIMT_UPKEEP_VERIFY_PARTS_H
#define GLIMT_UPKEEP_VERIFY_PARTS_H

#include "upkeep/verify.h"

/* Notes one difference; whether it is to be told. */
bool verify_note(struct verification *verification) MUST_USE;

/* Begins a step. */
bool verify_step(const struct verification *verification) MUST_USE;

/* The blocks of the counted lists of a resource, of all accounts, from the rows. */
bool verify_blocks(struct verification *verification, const struct counted_plan *plan) MUST_USE;

#endif
