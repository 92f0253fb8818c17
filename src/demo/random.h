/* random.h - numbers that look random and are the same for the same seed, on every machine.
 *
 * Draw one number per statement: C leaves open in which order the arguments of a call are
 * evaluated, so two draws in one call give different rows under different compilers. */
#ifndef GLIMT_DEMO_RANDOM_H
#define GLIMT_DEMO_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct random {
    uint64_t state;
};

/* splitmix64: one multiply-and-shift chain for each number, any seed is as good as another. */
static inline uint64_t random_next(struct random *random) {
    uint64_t z = random->state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
    return z ^ (z >> 31);
}

/* A stream of its own for the thing with this number, so that it can be made again at any time
 * without those before it. */
static inline struct random random_for(uint64_t seed, uint64_t number) {
    struct random mixed = {seed};

    mixed.state = random_next(&mixed) ^ number;
    return (struct random){random_next(&mixed)};
}

/* From 0 to count - 1; count is at least 1. */
static inline int64_t random_below(struct random *random, int64_t count) {
    return (int64_t)(random_next(random) % (uint64_t)count);
}

/* From low to high, both included. */
static inline int64_t random_between(struct random *random, int64_t low, int64_t high) {
    return low + random_below(random, high - low + 1);
}

/* True `percent` times of a hundred. */
static inline bool random_chance(struct random *random, int percent) {
    return random_below(random, 100) < percent;
}

#define RANDOM_PICK(random, array) ((array)[random_below(random, (int64_t)COUNT(array))])

#endif
