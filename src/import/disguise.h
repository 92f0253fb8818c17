/* disguise.h - other words for words, and back to the same ones each time.
 *
 * Runs of letters become other letters and runs of digits other digits, as many as there were; what
 * stands between them stays, so an address still looks like one. With the same key the same run
 * always becomes the same one, and different runs become different ones: what was unique stays so.
 * Nobody without the key can turn it back, but by guessing from what is frequent. */
#ifndef GLIMT_IMPORT_DISGUISE_H
#define GLIMT_IMPORT_DISGUISE_H

#include "base/buffer.h"

enum { DISGUISE_KEY_BYTES = 32 };

/* Puts `text`, which is UTF-8, in other words. */
void disguise_put(struct buffer *out, const unsigned char key[DISGUISE_KEY_BYTES], struct str text);

#endif
