/* watch.h - whether what the server writes to is still where it was.
 *
 * The files of the data directory are known by device and inode from the start on. Twice a second
 * their names are looked up: when one is gone or stands for another file, every request gets 503
 * until it is back, and the log names it. The writer looks by itself before and after each commit
 * (db.h, DB_LOST) and is asked here to look when nobody writes; so nothing is acknowledged that was
 * stored where nobody will find it. */
#ifndef GLIMT_API_WATCH_H
#define GLIMT_API_WATCH_H

#include "base/arena.h"

struct api;
struct db;
struct watch;

/* Everything that is watched has to be there, and the writer; the watch lives in the arena. */
struct watch *watch_begin(struct arena *arena, struct api *api);

/* By the thread that calls api_tick(). NULL is allowed. */
void watch_tick(struct watch *watch);

/* A transaction of the writer, whose `db` it is, ended with DB_LOST. What was only cut may be read.
 */
void watch_note(struct api *api, const struct db *db);

/* Whether all names stand for what they did; from any thread. */
bool watch_is_fine(const struct watch *watch); /* NULL: nothing is known yet, and fine */

#endif
