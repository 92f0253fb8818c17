/* packed.h - texts that are kept for a while, in fewer bytes where that is worth it.
 *
 * What is kept is either the text itself or a frame of zstd, which says how long the text was. A
 * frame begins with bytes that no UTF-8 text begins with, so the two cannot be mixed up; another
 * text that begins so is packed, however short it is. Thread-safe. */
#ifndef GLIMT_BASE_PACKED_H
#define GLIMT_BASE_PACKED_H

#include "base/arena.h"

/* What to keep of `text`: the text itself, or fewer bytes in the arena. */
struct str packed_make(struct arena *arena, struct str text);

/* The text again, in the arena or where it was kept. False when it is damaged. */
bool packed_read(struct arena *arena, struct str packed, struct str *ret) MUST_USE;

#endif
