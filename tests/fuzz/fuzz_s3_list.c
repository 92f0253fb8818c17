/* fuzz_s3_list.c - a listing of a bucket is read the same however it is cut; and written anew. */
#include "base/buffer.h"
#include "base/log.h"
#include "files/s3/list.h"
#include "fuzz.h"

struct read {
    struct buffer keys; /* each with its length */
    struct buffer anew; /* the same keys, as a listing has them */
    const char *next;
    bool is_good;
};

static void put_escaped(struct buffer *out, const char *text) {
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        if (c < ' ' || strchr("<>&\"'", c))
            buffer_format(out, "&#%u;", c);
        else
            buffer_put_char(out, *text);
    }
}

static void see(void *context, const char *key) {
    struct read *read = context;

    ALWAYS(strlen(key) > 0 && strlen(key) <= S3_KEY_MOST);
    ALWAYS(str_is_text(str_of(key)) || strpbrk(key, "\t\n\r"));
    buffer_format(&read->keys, "%zu:%s", strlen(key), key);
    buffer_put_z(&read->anew, "<Contents><Key>");
    put_escaped(&read->anew, key);
    buffer_put_z(&read->anew, "</Key></Contents>");
}

/* In pieces whose lengths are the bytes of `cuts`, again and again; whole without cuts. */
static void feed(struct arena *arena, struct read *read, struct str body, struct str cuts) {
    struct s3_list *list = s3_list_open(see, read);
    bool good = true;

    buffer_init(&read->keys, 8 * body.len + 64 * 1024);
    buffer_init(&read->anew, 64 * body.len + 64 * 1024);
    for (size_t at = 0, i = 0, count = 0; at < body.len; at += count, i++) {
        size_t cut = cuts.len > 0 ? (unsigned char)cuts.at[i % cuts.len] % 64 + 1u : body.len;
        count = cut < body.len - at ? cut : body.len - at;
        bool taken = s3_list_take(list, body.at + at, count);
        ALWAYS(good || !taken);
        good = taken;
    }
    read->is_good = s3_list_end(list, arena, &read->next);
    ALWAYS(good || !read->is_good);
    ALWAYS(!read->is_good || !read->next || strlen(read->next) <= S3_KEY_MOST);
    s3_list_close(list);
    ALWAYS(!buffer_failed(&read->keys) && !buffer_failed(&read->anew));
}

static bool is_same(const struct read *a, const struct read *b) {
    return a->is_good == b->is_good &&
           (!a->is_good || (str_equal(buffer_str(&a->keys), buffer_str(&b->keys)) &&
                            !a->next == !b->next && (!a->next || strcmp(a->next, b->next) == 0)));
}

static struct str written(struct buffer *out, const struct read *read) {
    buffer_put_z(out, "<ListBucketResult>");
    buffer_put_str(out, buffer_str(&read->anew));
    if (read->next) {
        buffer_put_z(out, "<IsTruncated>true</IsTruncated><NextContinuationToken>");
        put_escaped(out, read->next);
        buffer_put_z(out, "</NextContinuationToken>");
    }
    buffer_put_z(out, "</ListBucketResult>");
    return buffer_str(out);
}

static void done(struct read *read) {
    buffer_done(&read->keys);
    buffer_done(&read->anew);
}

/* The input: the cuts, a line end, the answer. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct str body = {(const char *)data, size};
    struct str cuts = str_cut(&body, '\n');
    const struct str ways[] = {{NULL, 0}, cuts, {"", 1}};
    struct arena *arena = arena_open();
    struct read reads[COUNT(ways)] = {{.next = NULL}}, again = {.next = NULL};
    struct buffer anew;

    for (size_t i = 0; i < COUNT(ways); i++) {
        feed(arena, &reads[i], body, ways[i]);
        ALWAYS(is_same(&reads[i], &reads[0]));
    }
    buffer_init(&anew, 128 * size + 64 * 1024);
    if (reads[0].is_good) {
        feed(arena, &again, written(&anew, &reads[0]), ways[0]);
        ALWAYS(is_same(&again, &reads[0]));
        done(&again);
    }
    for (size_t i = 0; i < COUNT(ways); i++)
        done(&reads[i]);
    buffer_done(&anew);
    arena_close(arena);
    return 0;
}
