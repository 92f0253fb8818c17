/* wire_answers.h - what a client has to get for the bytes that it sent. */
#ifndef GLIMT_TESTS_WIRE_ANSWERS_H
#define GLIMT_TESTS_WIRE_ANSWERS_H

#include "wire_app.h"

/* Stops the process unless the app was asked what stands in the bytes that were sent, and the bytes
 * received are one answer for each of them, well formed, and one more for what has to be refused.
 * Of a client in trouble the last of both may be missing. */
void wire_check(struct arena *arena, struct str sent, const struct wire_app *app,
                struct str received, bool is_troubled);

#endif
