/* fingerprint.h - what a write asks for, as one hash by which the same is known again.
 *
 * It is made of texts in their order, each of which may come in pieces: two fingerprints are the
 * same when all texts are, wherever one ends and the next begins. A body may have a password in it,
 * which a plain hash would let be guessed; so it is keyed with the key that lies beside the
 * database, and whoever has the database alone can try nothing on it. */
#ifndef GLIMT_API_FINGERPRINT_H
#define GLIMT_API_FINGERPRINT_H

#include "access/codes.h"
#include "access/secrets.h"

struct fingerprint;

struct fingerprint *fingerprint_new(struct arena *arena, const struct secret_key *key);

/* A whole text; or its beginning, its pieces and its end. */
void fingerprint_put(struct fingerprint *fingerprint, struct str text);
void fingerprint_begin_text(struct fingerprint *fingerprint);
void fingerprint_add(struct fingerprint *fingerprint, const char *bytes, size_t count);
void fingerprint_end_text(struct fingerprint *fingerprint);

/* Once, behind all texts. */
struct hash fingerprint_end(struct fingerprint *fingerprint);

#endif
