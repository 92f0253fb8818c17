/* counting.h - blocks of counted lists, made from what they consist of; see counted_list.h. */
#ifndef GLIMT_READ_COUNTING_H
#define GLIMT_READ_COUNTING_H

#include "read/counted_list.h"

/* Counts the rows of a block anew from what it consists of: rows at level 0, blocks at level 1. */
bool counting_recount(struct arena *arena, struct db *db, const struct counted_list *list,
                      const struct block *block, struct block *ret) MUST_USE;

/* Cuts one block that has grown too large; `ret_more` says whether there was one. */
bool counting_cut(struct arena *arena, struct db *db, const struct plan *plan,
                  bool *ret_more) MUST_USE;

#endif
