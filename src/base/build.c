/* build.c - finds the note of the linker in the program as it was loaded. */
#include "base/build.h"

#include <link.h>
#include <string.h>

static size_t padded(size_t len) {
    return (len + 3) & ~(size_t)3;
}

/* Notes follow each other: lengths of name and content, a type, and both of them. */
static struct str find_id(const char *at, size_t len) {
    while (len >= sizeof(ElfW(Nhdr))) {
        ElfW(Nhdr) note;
        memcpy(&note, at, sizeof(note));
        size_t name = padded(note.n_namesz);
        size_t whole = sizeof(note) + name + padded(note.n_descsz);
        if (whole > len)
            break;
        const char *content = at + sizeof(note);
        if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof(ELF_NOTE_GNU) &&
            memcmp(content, ELF_NOTE_GNU, sizeof(ELF_NOTE_GNU)) == 0)
            return (struct str){content + name, note.n_descsz};
        at += whole;
        len -= whole;
    }
    return (struct str){"", 0};
}

/* The system tells addresses as numbers. */
static const char *place_of(ElfW(Addr) address) {
    const char *place;

    memcpy(&place, &address, sizeof(place));
    return place;
}

/* The program comes first, libraries after it. */
static int look(struct dl_phdr_info *program, size_t size, void *context) {
    struct str *id = context;

    (void)size;
    for (size_t i = 0; i < program->dlpi_phnum && id->len == 0; i++) {
        const ElfW(Phdr) *part = &program->dlpi_phdr[i];
        if (part->p_type == PT_NOTE)
            *id = find_id(place_of(program->dlpi_addr + part->p_vaddr), part->p_memsz);
    }
    return 1;
}

struct str build_id(void) {
    struct str id = {"", 0};

    dl_iterate_phdr(look, &id);
    return id;
}
