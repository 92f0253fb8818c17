/* pages.c - which page belongs to a path. */
#include "pages/pages_parts.h"

#include <stdlib.h>

/* Addresses below /admin are found by the script of this one page, but for these. */
static const char *const not_pages[] = {"/admin/v1", "/admin/openapi.json"};

static int compare(const void *key, const void *row) {
    const struct page *page = row;

    return strcmp(key, page->path);
}

static const struct page *find(const char *path) {
    return bsearch(path, built_pages, built_page_count, sizeof(*built_pages), compare);
}

static bool starts(struct str text, const char *prefix) {
    return text.len >= strlen(prefix) && memcmp(text.at, prefix, strlen(prefix)) == 0;
}

static bool is_of_administration(struct str path) {
    if (!str_equal(path, STR("/admin")) && !starts(path, "/admin/"))
        return false;
    for (size_t i = 0; i < COUNT(not_pages); i++)
        if (starts(path, not_pages[i]))
            return false;
    return true;
}

/* Pages are read, and over TLS only, as the API is; it has the words for those who try else. */
static bool is_for_pages(const struct exchange *exchange) {
    return exchange->secure &&
           (str_equal(exchange->method, STR("GET")) || str_equal(exchange->method, STR("HEAD")));
}

bool pages_answer(struct exchange *exchange) {
    struct str path = exchange->path;
    const struct page *page;

    if (!is_for_pages(exchange))
        return false;
    if (str_equal(path, STR("/")) || is_of_administration(path))
        page = find("/index.html");
    else if (str_equal(path, STR("/docs")))
        page = find("/docs.html");
    else
        page = find(arena_z(exchange->arena, path));
    if (page)
        page_send(exchange, page);
    return page != NULL;
}

bool page_is_asked(const struct exchange *exchange, const struct page *page) {
    return is_for_pages(exchange) && str_equal(exchange->path, str_of(page->path));
}
