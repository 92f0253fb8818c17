/* recording.h - answers of a source in a file, as they came, and asked for again from there.
 *
 * A line of JSON for each answer: the path, the status, and its body as text, or in base64 where it
 * is no text. The first line names the source. Answers with tokens are not in it; but all that the
 * company has is, so the file is for its owner alone.
 *
 * A recording that was stopped is gone on with at its end; a last line that is torn counts as none.
 */
#ifndef GLIMT_IMPORT_RECORDING_H
#define GLIMT_IMPORT_RECORDING_H

#include "base/arena.h"

struct recording;

/* To write; makes the file, or goes on with one of the same source and kind: `replaced` notes that
 * what is personal in it is not as it came. NULL with a sentence. */
struct recording *recording_begin(struct arena *arena, const char *path, struct str source,
                                  bool replaced, const char **ret_problem);

/* To ask. NULL with a sentence. */
struct recording *recording_open(struct arena *arena, const char *path, const char **ret_problem);

void recording_close(struct recording *recording); /* NULL is allowed */

struct str recording_source(const struct recording *recording);

/* False when it could not be written. */
bool recording_put(struct recording *recording, const char *path, long status,
                   struct str body) MUST_USE;

/* The last answer to a path, which lives as long as the recording; false when there is none. */
bool recording_find(const struct recording *recording, const char *path, long *ret_status,
                    struct str *ret_body);

#endif
