/* faults.c - collects faults and writes them as modelState. */
#include "api/faults.h"

#include "json/write.h"

#include <ctype.h>

void faults_init(struct faults *faults, struct arena *arena) {
    *faults = (struct faults){.arena = arena};
    faults->end = &faults->first;
}

void faults_add(struct faults *faults, struct str property, struct str sentence) {
    for (const struct fault *fault = faults->first; fault; fault = fault->next)
        if (str_equal(fault->property, property) && str_equal(fault->sentence, sentence))
            return;
    struct fault *fault = NEW(faults->arena, struct fault);
    fault->property = property;
    fault->sentence = sentence;
    *faults->end = fault;
    faults->end = &fault->next;
}

bool faults_has(const struct faults *faults, struct str property) {
    for (const struct fault *fault = faults->first; fault; fault = fault->next)
        if (str_equal(fault->property, property))
            return true;
    return false;
}

static bool is_first_of_its_property(const struct faults *faults, const struct fault *fault) {
    for (const struct fault *before = faults->first; before != fault; before = before->next)
        if (str_equal(before->property, fault->property))
            return false;
    return true;
}

static void put_sentences(const struct fault *first, struct buffer *out) {
    json_put_string(out, first->property);
    buffer_put_z(out, ":[");
    json_put_string(out, first->sentence);
    for (const struct fault *fault = first->next; fault; fault = fault->next) {
        if (!str_equal(fault->property, first->property))
            continue;
        buffer_put_char(out, ',');
        json_put_string(out, fault->sentence);
    }
    buffer_put_char(out, ']');
}

void faults_put(const struct faults *faults, struct buffer *out) {
    const char *between = "";

    buffer_put_z(out, "{\"message\":\"The request is invalid.\",\"modelState\":{");
    for (const struct fault *fault = faults->first; fault; fault = fault->next) {
        if (!is_first_of_its_property(faults, fault))
            continue;
        buffer_put_z(out, between);
        put_sentences(fault, out);
        between = ",";
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
