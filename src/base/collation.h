/* collation.h - the Swedish order of texts, and folded texts to search in; over ICU.
 *
 * Sort keys are stored beside the texts, so that every storage engine gives the same order by
 * comparing bytes: case-insensitive, digits before letters, å ä ö after z. They depend on ICU's
 * version: see collation_version(). All functions may be called from any thread. */
#ifndef GLIMT_BASE_COLLATION_H
#define GLIMT_BASE_COLLATION_H

#include "base/arena.h"

enum collation {
    COLLATE_TEXT,   /* names */
    COLLATE_NUMBER, /* numbers kept as text, in natural order: 9 before 10 */
};

/* The bytes that order `text`, in the arena. Texts that differ only in case give the same key. */
struct str collation_key(struct arena *arena, enum collation how, struct str text);

/* `text` with case folded (full Unicode folding) and composed (NFC); a substring search is a
 * byte search in it. */
struct str collation_fold(struct arena *arena, struct str text);

/* Names the order that collation_key() gives now; keys made under another name must be made
 * again. In the arena. */
struct str collation_version(struct arena *arena);

#endif
