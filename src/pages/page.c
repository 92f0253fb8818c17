/* page.c - sends one page, in the form that the client takes. */
#include "base/log.h"
#include "pages/pages_parts.h"

#include <sodium.h>
#include <zlib.h>

enum { HASH_BYTES = 16, GZIP_WINDOW = 15 + 16, GZIP_MEMORY = 9 };

static const char *const encodings[PAGE_FORMS] = {NULL, "gzip", "br"};

/* Whether the parameters of an item say `q=0`, in any of the ways to write nought. */
static bool is_refused(struct str parameters) {
    while (parameters.len > 0) {
        struct str value = str_trim(str_cut(&parameters, ';'));
        struct str name = str_trim(str_cut(&value, '='));
        if (!str_equal_any_case(name, STR("q")))
            continue;
        value = str_trim(value);
        for (size_t i = 0; i < value.len; i++)
            if (value.at[i] != '0' && value.at[i] != '.')
                return false;
        return true;
    }
    return false;
}

bool encoding_is_taken(struct str list, struct str encoding) {
    while (list.len > 0) {
        struct str parameters = str_cut(&list, ',');
        struct str name = str_trim(str_cut(&parameters, ';'));
        if (str_equal_any_case(name, encoding))
            return !is_refused(parameters);
    }
    return false;
}

static enum page_form choose(const struct exchange *exchange, const struct page *page) {
    struct str list = exchange_header(exchange, "Accept-Encoding");

    for (enum page_form form = PAGE_BROTLI; form > PAGE_PLAIN; form--)
        if (page->forms[form].len > 0 && encoding_is_taken(list, str_of(encodings[form])))
            return form;
    return PAGE_PLAIN;
}

void page_send(struct exchange *exchange, const struct page *page) {
    enum page_form form = choose(exchange, page);

    exchange->cache_control =
        page->is_named_by_it ? "public, max-age=31536000, immutable" : "no-cache";
    exchange_add_header(exchange, "ETag", str_of(page->tag));
    exchange_add_header(exchange, "Vary", STR("Accept-Encoding"));
    exchange->is_page = str_starts_any_case(str_of(page->content_type), STR("text/html"));
    if (exchange_is_known(exchange, str_of(page->tag))) {
        exchange->status = 304;
        return;
    }
    exchange->status = 200;
    exchange->content_type = page->content_type;
    exchange->body_kept = page->forms[form];
    if (form != PAGE_PLAIN)
        exchange_add_header(exchange, "Content-Encoding", str_of(encodings[form]));
}

static struct str compress_text(struct arena *arena, struct str text) {
    z_stream stream = {0};

    /* It is done at each start; the best would take four times as long, for a twelfth less. */
    NEEDED(deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY,
                        Z_DEFAULT_STRATEGY) == Z_OK);
    size_t most = deflateBound(&stream, text.len);
    unsigned char *out = NEW_ARRAY(arena, unsigned char, most);
    stream.next_in = (unsigned char *)text.at;
    stream.avail_in = (unsigned)text.len;
    stream.next_out = out;
    stream.avail_out = (unsigned)most;
    ALWAYS(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    deflateEnd(&stream);
    return (struct str){(const char *)out, most - stream.avail_out};
}

const struct page *page_make(struct arena *arena, const char *path, const char *content_type,
                             struct str text) {
    struct page *page = NEW(arena, struct page);
    unsigned char hash[HASH_BYTES];
    char hex[2 * HASH_BYTES + 1];

    crypto_generichash(hash, sizeof(hash), (const unsigned char *)text.at, text.len, NULL, 0);
    sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash));
    *page = (struct page){.path = path,
                          .content_type = content_type,
                          .tag = arena_format(arena, "W/\"%s\"", hex).at,
                          .forms = {text, compress_text(arena, text)}};
    return page;
}
