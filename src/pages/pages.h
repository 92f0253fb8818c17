/* pages.h - what people open in a browser: the built pages and documents of the server itself.
 *
 * tools/pages.sh builds the pages, tools/embed.py puts them into the program. They are the same for
 * everybody; what they show comes from /admin/v1. */
#ifndef GLIMT_PAGES_PAGES_H
#define GLIMT_PAGES_PAGES_H

#include "base/arena.h"
#include "http/server.h"

enum page_form { PAGE_PLAIN, PAGE_GZIP, PAGE_BROTLI, PAGE_FORMS };

struct page {
    const char *path; /* "/index.html" */
    const char *content_type;
    const char *tag;              /* names the content: `W/"..."` */
    bool is_named_by_it;          /* so does the path: kept by browsers for ever */
    struct str forms[PAGE_FORMS]; /* empty where a form is not worth it */
};

/* Sends the built page that belongs to the exchange's path: 200, or 304 when the client has it.
 * False when there is none, or the request is none for pages: then nothing has been touched. */
bool pages_answer(struct exchange *exchange) MUST_USE;

/* A document that is made when the server starts, compressed once. All of it is in the arena. */
const struct page *page_make(struct arena *arena, const char *path, const char *content_type,
                             struct str text) MUST_USE;

/* Whether the exchange asks for the path of the page, as pages are asked for. */
bool page_is_asked(const struct exchange *exchange, const struct page *page) MUST_USE;

/* Fills status, headers and body: 200, or 304 when the client has it. */
void page_send(struct exchange *exchange, const struct page *page);

#endif
