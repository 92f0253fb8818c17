/* fuzz.h - what each fuzz target defines, for libFuzzer or for replay.c. */
#ifndef GLIMT_TESTS_FUZZ_H
#define GLIMT_TESTS_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
