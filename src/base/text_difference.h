/* text_difference.h - where two texts differ, in few short pieces. */
#ifndef GLIMT_BASE_TEXT_DIFFERENCE_H
#define GLIMT_BASE_TEXT_DIFFERENCE_H

#include "base/arena.h"

/* A piece of the old text and what stands in its place in the new one. Both begin and end with a
 * little that they have in common, and with whole characters. */
struct text_piece {
    size_t at;         /* bytes of the old text before it */
    struct str before; /* of the old text */
    struct str after;  /* of the new text */
};

/* The pieces in which texts differ that are UTF-8 and not equal, in their order, in the arena: the
 * new text is the old one with each `before` replaced by its `after`. They are looked for word by
 * word; of texts that have little in common there is one piece, from the first difference to the
 * last. */
const struct text_piece *text_difference(struct arena *arena, struct str before, struct str after,
                                         size_t *ret_count);

#endif
