/* personal.h - answers of a source with what is personal in them replaced.
 *
 * Texts are personal unless they are declared not to be (personal.c has the list): those of some
 * registries, words of a choice, moments. So a property that nobody here knows is replaced, too.
 * Ids, dates, amounts and the structure stay, and the same text has the same replacement
 * everywhere, so that an import from the answers brings as many rows, with the same references and
 * sums. */
#ifndef GLIMT_IMPORT_PERSONAL_H
#define GLIMT_IMPORT_PERSONAL_H

#include "base/arena.h"
#include "base/buffer.h"

struct personal;

/* The replacements follow from the secret, so that another run with it has the same ones. */
struct personal *personal_open(struct arena *arena, const char *secret);

/* Puts the answer to a path such as "v1/Core/Contacts/7". A text that is no JSON is left out, and
 * of a file only the size stays. */
void personal_put(const struct personal *personal, struct buffer *out, const char *path,
                  struct str body);

#endif
