/* cached_answers.c - whole answers with their tags, under the question as it was asked. */
#include "api/cached_answers.h"

#include "api/answer.h"
#include "api/snapshot.h"
#include "api/tag.h"
#include "http/pack.h"
#include "read/cached.h"

static bool may_be_cached(const struct request *request) {
    bool list = request->operation == OPERATION_LIST;

    return request->plan && (list || request->operation == OPERATION_GET) &&
           cached_answers(request->plan, list);
}

static struct cached cached_for(struct request *request, const struct versions *versions,
                                bool packed) {
    const struct exchange *exchange = request->exchange;
    const struct str parts[] = {exchange->path, STR("?"), exchange->query};

    if (request->question.len == 0)
        request->question = arena_join(request->arena, parts, COUNT(parts));
    return cached_answer(request->plan, request->operation == OPERATION_LIST, packed,
                         request->caller.account_id, versions, request->question);
}

static bool has_it(struct request *request, struct str tag) {
    struct exchange *exchange = request->exchange;

    exchange_add_header(exchange, "ETag", tag);
    return exchange_is_known(exchange, tag);
}

static enum outcome answer_unchanged(struct request *request) {
    exchange_drop_body(request->exchange);
    request->exchange->content_type = NULL;
    return answer_empty(request, 304);
}

/* Both are kept with the tag of the plain one behind them. */
static void keep(struct request *request, const struct versions *versions, bool packed,
                 struct str tag) {
    struct buffer *out = &request->exchange->body_out;
    struct cached what = cached_for(request, versions, packed);

    buffer_put_str(out, tag);
    cached_store(request->worker->cache, &what, buffer_str(out));
    out->len -= TAG_LENGTH;
}

static bool find(struct request *request, const struct versions *versions, bool packed) {
    struct buffer *out = &request->exchange->body_out;
    struct cached what = cached_for(request, versions, packed);

    buffer_reset(out);
    return cached_find(request->worker->cache, &what, out);
}

/* Packs and keeps what is found plain, when packed is wanted. `tag` is of the plain one. */
static struct str tag_as_sent(struct request *request, const struct versions *versions,
                              struct str tag) {
    struct exchange *exchange = request->exchange;
    bool was_packed = exchange->is_packed;

    if (!exchange_pack(exchange))
        return tag;
    if (!was_packed)
        keep(request, versions, true, tag);
    return packed_tag(request->arena, tag);
}

enum outcome answer_from_cache(struct request *request) {
    struct exchange *exchange = request->exchange;
    struct buffer *out = &exchange->body_out;
    struct versions versions;

    if (!may_be_cached(request) || !find_versions(request, request->caller.account_id, &versions))
        return DONE;
    if (exchange_wants_packed(exchange) && find(request, &versions, true))
        exchange_note_packed(exchange);
    else if (!find(request, &versions, false))
        return DONE;
    out->len -= TAG_LENGTH;
    struct str tag = arena_copy(request->arena, (struct str){out->at + out->len, TAG_LENGTH});
    exchange->status = 200;
    exchange->content_type = JSON_TYPE;
    if (has_it(request, tag_as_sent(request, &versions, tag)))
        return answer_unchanged(request);
    return ANSWERED;
}

bool has_cached_answer(struct request *request) {
    struct versions versions;
    bool has = may_be_cached(request) &&
               find_versions(request, request->caller.account_id, &versions) &&
               (find(request, &versions, false) || find(request, &versions, true));

    buffer_reset(&request->exchange->body_out);
    return has;
}

/* One that was moved to a file is too long to be kept. */
void cache_answer(struct request *request) {
    if (!may_be_cached(request))
        return;
    struct str tag = tag_of_answer(request);
    if (!request->exchange->spool.is_open)
        keep(request, &request->source.versions, false, tag);
    if (has_it(request, tag_as_sent(request, &request->source.versions, tag)))
        answer_unchanged(request);
}
