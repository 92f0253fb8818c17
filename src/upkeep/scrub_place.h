/* scrub_place.h - where an interrupted scrub was, over a restart. */
#ifndef GLIMT_UPKEEP_SCRUB_PLACE_H
#define GLIMT_UPKEEP_SCRUB_PLACE_H

#include "upkeep/named_files.h"

/* The file that was read last; NAMED_FILE_NONE when there is none, or it cannot be known: then all
 * is read from the beginning. */
struct named_file scrub_place(int root);

/* Keeps it in the folder of the files; of NAMED_FILE_NONE nothing is kept. What cannot be kept
 * costs a longer way, so it is no failure. */
void scrub_place_keep(int root, const struct named_file *file);

#endif
