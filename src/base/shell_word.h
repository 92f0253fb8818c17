/* shell_word.h - texts as words of a command that people paste. */
#ifndef GLIMT_BASE_SHELL_WORD_H
#define GLIMT_BASE_SHELL_WORD_H

#include "base/arena.h"

/* As a word of a shell: in quotes unless every character is harmless. */
const char *shell_word(struct arena *arena, const char *text);

#endif
