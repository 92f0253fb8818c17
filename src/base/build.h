/* build.h - which build of the program this is. */
#ifndef GLIMT_BASE_BUILD_H
#define GLIMT_BASE_BUILD_H

#include "base/str.h"

/* What the linker made of all that it put into the program, so two that differ in anything have
 * different ones; some bytes, for as long as the process lives. Empty when it left none. */
struct str build_id(void);

#endif
