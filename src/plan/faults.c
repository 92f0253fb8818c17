/* faults.c - collects faults and writes them as modelState. */
#include "plan/faults.h"

#include "json/write.h"

#include <ctype.h>

/* A body of thousands of rows may have a fault in each property of each: all are told, and found by
 * their hash. */
enum { CHAINS = 1024 };

void faults_init(struct faults *faults, struct arena *arena) {
    *faults = (struct faults){.arena = arena};
    faults->end = &faults->first;
}

static struct faulty **chain_of(const struct faults *faults, struct str property) {
    uint32_t hash = 2166136261U; /* FNV-1a: the names are ours, so nobody aims at one chain */

    for (size_t i = 0; i < property.len; i++)
        hash = (hash ^ (unsigned char)property.at[i]) * 16777619U;
    return &faults->chains[hash % CHAINS];
}

static struct faulty *find(const struct faults *faults, struct str property) {
    struct faulty *faulty = faults->chains ? *chain_of(faults, property) : NULL;

    while (faulty && !str_equal(faulty->property, property))
        faulty = faulty->chained;
    return faulty;
}

static struct faulty *add(struct faults *faults, struct str property) {
    struct faulty *faulty = NEW(faults->arena, struct faulty);

    if (!faults->chains)
        faults->chains = NEW_ARRAY(faults->arena, struct faulty *, CHAINS);
    struct faulty **chain = chain_of(faults, property);
    *faulty = (struct faulty){.property = property, .end = &faulty->first, .chained = *chain};
    *chain = faulty;
    *faults->end = faulty;
    faults->end = &faulty->next;
    return faulty;
}

void faults_add(struct faults *faults, struct str property, struct str sentence) {
    struct faulty *faulty = find(faults, property);

    if (!faulty)
        faulty = add(faults, property);
    for (const struct fault *fault = faulty->first; fault; fault = fault->next)
        if (str_equal(fault->sentence, sentence))
            return;
    struct fault *fault = NEW(faults->arena, struct fault);
    fault->sentence = sentence;
    *faulty->end = fault;
    faulty->end = &fault->next;
}

bool faults_has(const struct faults *faults, struct str property) {
    return find(faults, property) != NULL;
}

static void put_sentences(const struct faulty *faulty, struct buffer *out) {
    json_put_string(out, faulty->property);
    buffer_put_z(out, ":[");
    for (const struct fault *fault = faulty->first; fault; fault = fault->next) {
        if (fault != faulty->first)
            buffer_put_char(out, ',');
        json_put_string(out, fault->sentence);
    }
    buffer_put_char(out, ']');
}

void faults_put(const struct faults *faults, struct buffer *out) {
    buffer_put_z(out, "{\"message\":\"The request is invalid.\",\"modelState\":{");
    for (const struct faulty *faulty = faults->first; faulty; faulty = faulty->next) {
        if (faulty != faults->first)
            buffer_put_char(out, ',');
        put_sentences(faulty, out);
    }
    buffer_put_z(out, "}}");
}

struct str fault_title(struct arena *arena, struct str property) {
    struct str rest = property;

    while (rest.len > 0) {
        property = str_cut(&rest, '.');
        if (!rest.at)
            break;
        property = rest;
    }
    char *title = arena_z(arena, property);
    title[0] = (char)toupper((unsigned char)title[0]);
    return (struct str){title, property.len};
}
