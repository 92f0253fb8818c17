/* known_answers.c - whole answers, under the question as it was asked. */
#include "api/known_answers.h"

#include "api/answer.h"
#include "api/api.h"
#include "api/snapshot.h"
#include "api/tag.h"

static bool may_be_kept(const struct request *request) {
    bool list = request->operation == OPERATION_LIST;

    return request->plan && (list || request->operation == OPERATION_GET) &&
           answers_keep(request->plan, list);
}

static int64_t version_of(const struct request *request, const struct versions *versions) {
    const struct plan *plan = request->plan;
    bool list = request->operation == OPERATION_LIST;

    return depends_version(list ? plan->of_list : plan->detail.depends, versions);
}

static struct str question_of(struct request *request) {
    int64_t account_id = request->application.account_id;
    const struct str parts[] = {{(const char *)&account_id, sizeof(account_id)},
                                request->exchange->path,
                                STR("?"),
                                request->exchange->query};

    if (request->question.len == 0)
        request->question = arena_join(request->arena, parts, COUNT(parts));
    return request->question;
}

static bool has_it(struct request *request, struct str tag) {
    struct exchange *exchange = request->exchange;

    exchange->cache_control = CACHE_TAGGED;
    exchange_add_header(exchange, "ETag", tag);
    return exchange_is_known(exchange, tag);
}

static enum outcome answer_unchanged(struct request *request) {
    buffer_reset(&request->exchange->body_out);
    request->exchange->content_type = NULL;
    return answer_empty(request, 304);
}

enum outcome recall_answer(struct request *request) {
    struct cache *answers = request->worker->api->answers;
    struct buffer *out = &request->exchange->body_out;
    struct versions versions;

    if (!may_be_kept(request) ||
        !known_versions(request, request->application.account_id, &versions))
        return DONE;
    buffer_reset(out);
    if (!cache_find(answers, question_of(request), version_of(request, &versions), out))
        return DONE;
    struct str kept = buffer_str(out);
    struct str tag =
        arena_copy(request->arena, (struct str){kept.at + kept.len - TAG_LENGTH, TAG_LENGTH});
    out->len -= TAG_LENGTH;
    if (has_it(request, tag))
        return answer_unchanged(request);
    request->exchange->status = 200;
    request->exchange->content_type = JSON_TYPE;
    return ANSWERED;
}

void keep_answer(struct request *request) {
    struct buffer *out = &request->exchange->body_out;

    if (!may_be_kept(request) || buffer_failed(out))
        return;
    struct str tag = tag_of_bytes(request->arena, buffer_str(out));
    buffer_put_str(out, tag);
    if (buffer_failed(out))
        return;
    cache_keep(request->worker->api->answers, question_of(request),
               version_of(request, &request->source.versions), buffer_str(out));
    out->len -= TAG_LENGTH;
    if (has_it(request, tag))
        answer_unchanged(request);
}
