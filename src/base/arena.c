/* arena.c - chained blocks; the first is kept by a reset. */
#include "base/arena.h"

#include "base/log.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_WATCHED
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define IS_WATCHED
#endif

#ifdef IS_WATCHED
/* Each piece is a block of its own, so that a step beyond it is seen. */
enum { BLOCK_SIZE = 0 };
#else
enum { BLOCK_SIZE = 16 * 1024 };
#endif

struct block {
    struct block *next;
    size_t size, used;
    char bytes[];
};

struct arena {
    struct block *current; /* then the ones before it */
};

static struct block *new_block(size_t size, struct block *next) {
    struct block *block = malloc(sizeof(*block) + size);

    NEEDED(block);
    *block = (struct block){next, size, 0};
    return block;
}

struct arena *arena_open(void) {
    struct arena *arena = malloc(sizeof(*arena));

    NEEDED(arena);
    arena->current = new_block(BLOCK_SIZE, NULL);
    return arena;
}

void arena_reset(struct arena *arena) {
    while (arena->current->next) {
        struct block *next = arena->current->next;
        free(arena->current);
        arena->current = next;
    }
    arena->current->used = 0;
}

void arena_close(struct arena *arena) {
    if (!arena)
        return;
    arena_reset(arena);
    free(arena->current);
    free(arena);
}

static size_t padding(const struct block *block, size_t align) {
    uintptr_t at = (uintptr_t)(block->bytes + block->used);

    return (size_t)(-at & (align - 1));
}

void *arena_take(struct arena *arena, size_t size, size_t align) {
    struct block *block = arena->current;
    size_t gap = padding(block, align);

    ALWAYS(size < SIZE_MAX / 2);
    if (block->size - block->used < gap + size) {
        size_t most = size + align - 1, more = most > BLOCK_SIZE ? most : BLOCK_SIZE;
        block = arena->current = new_block(more, block);
        gap = padding(block, align);
    }
    char *taken = block->bytes + block->used + gap;
    block->used += gap + size;
    return size > 0 ? memset(taken, 0, size) : taken;
}

struct str arena_copy(struct arena *arena, struct str text) {
    return (struct str){arena_z(arena, text), text.len};
}

struct str arena_join(struct arena *arena, const struct str *texts, size_t count) {
    size_t len = 0;

    for (size_t i = 0; i < count; i++)
        len += texts[i].len;
    struct str joined = {arena_take(arena, len + 1, 1), len};
    char *to = (char *)joined.at;
    for (size_t i = 0; i < count; i++) {
        if (texts[i].len > 0)
            memcpy(to, texts[i].at, texts[i].len);
        to += texts[i].len;
    }
    return joined;
}

char *arena_z(struct arena *arena, struct str text) {
    char *copy = arena_take(arena, text.len + 1, 1);

    if (text.len > 0)
        memcpy(copy, text.at, text.len);
    return copy;
}

struct str arena_format_all(struct arena *arena, const char *format, va_list arguments) {
    va_list again;

    ALWAYS(format);
    va_copy(again, arguments);
    int len = vsnprintf(NULL, 0, format, arguments);
    ALWAYS(len >= 0);
    char *text = arena_take(arena, (size_t)len + 1, 1);
    vsnprintf(text, (size_t)len + 1, format, again);
    va_end(again);
    return (struct str){text, (size_t)len};
}

struct str arena_format(struct arena *arena, const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    struct str text = arena_format_all(arena, format, arguments);
    va_end(arguments);
    return text;
}
