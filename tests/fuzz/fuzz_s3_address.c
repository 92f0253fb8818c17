/* fuzz_s3_address.c - names of buckets are the same written anew, addresses of servers whole ones.
 */
#include "base/log.h"
#include "files/s3/s3.h"
#include "fuzz.h"

#include <curl/curl.h>

static void read_address(struct arena *arena, struct str text) {
    const char *bucket, *prefix, *bucket_again, *prefix_again;

    if (!s3_address_read(arena, text, &bucket, &prefix))
        return;
    ALWAYS(strlen(bucket) >= 3 && strlen(bucket) <= 63 && !strchr(bucket, '/'));
    const char *path = arena_z(arena, arena_format(arena, "/%s/", prefix));
    ALWAYS(!*prefix || (!strstr(path, "//") && !strstr(path, "/./") && !strstr(path, "/../")));
    struct str anew = arena_format(arena, *prefix ? "s3://%s/%s/" : "s3://%s", bucket, prefix);
    ALWAYS(s3_address_read(arena, anew, &bucket_again, &prefix_again));
    ALWAYS(strcmp(bucket, bucket_again) == 0 && strcmp(prefix, prefix_again) == 0);
}

/* It is whole with a path after it, and names nobody and nothing else. */
static void read_endpoint(struct arena *arena, struct str text) {
    static const CURLUPart none[] = {CURLUPART_USER, CURLUPART_PASSWORD, CURLUPART_QUERY,
                                     CURLUPART_FRAGMENT};
    char *part;

    if (!s3_endpoint_is_one(text))
        return;
    CURLU *url = curl_url();
    const char *with_path = arena_z(arena, arena_format(arena, "%.*s/b/k", (int)text.len, text.at));
    NEEDED(url);
    ALWAYS(curl_url_set(url, CURLUPART_URL, with_path, 0) == CURLUE_OK);
    for (size_t i = 0; i < COUNT(none); i++)
        ALWAYS(curl_url_get(url, none[i], &part, 0) != CURLUE_OK);
    ALWAYS(curl_url_get(url, CURLUPART_PATH, &part, 0) == CURLUE_OK && strcmp(part, "/b/k") == 0);
    curl_free(part);
    curl_url_cleanup(url);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
    struct arena *arena = arena_open();
    struct str text = {(const char *)data, size};

    read_address(arena, text);
    read_endpoint(arena, text);
    arena_close(arena);
    return 0;
}
