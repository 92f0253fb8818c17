/* faults.h - what is wrong with a request: the modelState of a 400 answer. */
#ifndef GLIMT_PLAN_FAULTS_H
#define GLIMT_PLAN_FAULTS_H

#include "base/arena.h"
#include "base/buffer.h"

struct fault {
    struct str sentence;
    struct fault *next;
};

/* A property and what is wrong with it. */
struct faulty {
    struct str property; /* `page`, `contactType`, `visitingAddress.countryId`, `id` */
    struct fault *first, **end;
    struct faulty *next, *chained;
};

struct faults {
    struct arena *arena;
    struct faulty *first, **end; /* in the order of their first fault */
    struct faulty **chains;      /* the same by their hash, from the first fault on */
    const char *closed;          /* nothing can be changed now, whatever is asked for: a sentence,
                                    which is among the faults, too; NULL: it can */
};

void faults_init(struct faults *faults, struct arena *arena);

/* Notes a sentence, once; both texts must live as long as the arena. */
void faults_add(struct faults *faults, struct str property, struct str sentence);

static inline bool faults_any(const struct faults *faults) {
    return faults->first != NULL;
}

/* Whether something is wrong with this property already. */
bool faults_has(const struct faults *faults, struct str property);

/* `{"message":"The request is invalid.","modelState":{...}}`: properties in the order of their
 * first fault. */
void faults_put(const struct faults *faults, struct buffer *out);

/* "PageSize" for "pageSize", "CountryId" for "visitingAddress.countryId": how the contract's own
 * sentences name a field. */
struct str fault_title(struct arena *arena, struct str property);

#endif
