/* mapped.h - what happens when a file goes away under a mapping of it.
 *
 * Reading memory that stands for a part of a file which is not there any more, or cannot be read,
 * is no error that a call returns: the kernel sends SIGBUS. Nothing can go on from there, since
 * whatever was read would be wrong. So the process ends with one line that names the file, for
 * whoever looks after it, and is whole when it is started again. */
#ifndef GLIMT_BASE_MAPPED_H
#define GLIMT_BASE_MAPPED_H

/* From now on SIGBUS ends the process as mapped_end() does. */
void mapped_guard(void);

/* Says that `path` was cut or cannot be read while it was mapped, and ends the process. */
_Noreturn void mapped_end(const char *path);

#endif
