/* owner.h - what root makes in a directory of somebody else's.
 *
 * Root runs commands on the data directory of a server that runs as another user, who has to be
 * able to open, lock and remove what they made there. */
#ifndef GLIMT_BASE_OWNER_H
#define GLIMT_BASE_OWNER_H

/* For root alone: `file`, which was opened without following a link, gets the owner of `directory`,
 * which is looked up from `at`. A file that has several names is left alone, since it may be
 * somebody's who put it there. A failure is of no consequence here: who cannot open it says so. */
void give_to_owner_of(int at, const char *directory, int file);

/* The same for a directory that was just made in `directory`. */
void give_directory(const char *directory, const char *path);

#endif
