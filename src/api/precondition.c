/* precondition.c - compares what a client wants to be so with the row, in the RFC's order. */
#include "api/precondition.h"

#include "api/answer.h"
#include "api/tag.h"
#include "change/change_parts.h"
#include "http/date.h"
#include "http/tag_list.h"

struct precondition {
    struct str if_match, if_none_match; /* lists of tags; {NULL, 0}: not sent */
    bool has_date;
    int64_t unmodified_since;
};

static bool is_about_a_row(const struct request *request) {
    return request->operation != OPERATION_ACTION || (request->plan && request->id && request->run);
}

static void note(struct request *request) {
    const struct exchange *exchange = request->exchange;
    struct str date = exchange_list(exchange, "If-Unmodified-Since");
    struct precondition noted = {.if_match = exchange_list(exchange, "If-Match"),
                                 .if_none_match = exchange_list(exchange, "If-None-Match")};

    noted.has_date = date.at && http_date_read(date, request->door.now, &noted.unmodified_since);
    if (!noted.if_match.at && !noted.if_none_match.at && !noted.has_date)
        return;
    struct precondition *kept = NEW(request->arena, struct precondition);
    *kept = noted;
    request->precondition = kept;
}

void precondition_note(struct request *request) {
    if (is_about_a_row(request))
        note(request);
}

/* ---- what is not so ---- */

#define CHANGED "Somebody else has changed it meanwhile."

static const char *judge_if_match(struct str list, const struct seen_row *row,
                                  const struct str *tags, size_t count) {
    switch (tag_list_ask(list, tags, count, TAGS_STRONGLY)) {
    case TAG_LIST_NAMES_ONE_OF:
        return NULL;
    case TAG_LIST_UNREADABLE:
        return "If-Match has to be * or entity tags in quotes.";
    case TAG_LIST_NAMES_NONE:
        break;
    }
    return row->is_there ? CHANGED : "There is nothing yet that If-Match could name.";
}

static const char *judge_if_none_match(struct str list, const struct str *tags, size_t count) {
    switch (tag_list_ask(list, tags, count, TAGS_WEAKLY)) {
    case TAG_LIST_NAMES_NONE:
        return NULL;
    case TAG_LIST_UNREADABLE:
        return "If-None-Match has to be * or entity tags in quotes.";
    case TAG_LIST_NAMES_ONE_OF:
        break;
    }
    return "It is there already, in a state that If-None-Match rules out.";
}

/* RFC 9110, 13.2.2. NULL: all is as it has to be. */
static const char *judge(const struct precondition *wanted, const struct seen_row *row,
                         const struct str *tags, size_t count) {
    const char *sentence = NULL;

    if (wanted->if_match.at)
        sentence = judge_if_match(wanted->if_match, row, tags, count);
    else if (wanted->has_date && row->has_moment && row->changed_at > wanted->unmodified_since)
        sentence = CHANGED;
    if (!sentence && wanted->if_none_match.at)
        sentence = judge_if_none_match(wanted->if_none_match, tags, count);
    return sentence;
}

/* ---- the row ---- */

/* The row of an action is looked at as if it were to be changed. */
static struct change *change_of(struct request *request) {
    if (request->operation != OPERATION_ACTION)
        return request->change;
    struct change *change = change_begin(&request->door, request->plan, CHANGE_UPDATE, request->id);
    change->id_name = request->id_name;
    change_set_owner(change, request->parent_id);
    return change;
}

/* The tag that applications with extended answers have of the row. */
static enum outcome add_extended(struct request *request, struct str tags[ROW_TAGS_MAX],
                                 size_t *count) {
    const struct plan *extended = request->plan->extended;
    struct source source = {.db = request->door.db, .account_id = request->caller.account_id};
    struct buffer *scratch = &request->exchange->body_out;

    if (!extended || !extended->shown->view->extended)
        return DONE;
    buffer_reset(scratch);
    if (encode_row(&source, extended->shown, request->id, scratch) != FOUND)
        return FAILED;
    *count += tags_of_row(request->arena, extended, buffer_str(scratch), tags + *count);
    buffer_reset(scratch);
    return DONE;
}

enum outcome precondition_check(struct request *request) {
    struct str tags[ROW_TAGS_MAX];
    struct seen_row row;
    size_t count = 0;

    if (!request->precondition)
        return DONE;
    if (door_look(change_of(request), &row) != DONE)
        return FAILED;
    if (faults_any(&request->faults)) /* which are all that there are of an action */
        return request->operation == OPERATION_ACTION ? INVALID : DONE;
    if (row.is_there)
        count = tags_of_row(request->arena, request->plan, row.shown, tags);
    const char *sentence = judge(request->precondition, &row, tags, count);
    /* Most clients name the first tag, and what they have not seen is then not read. */
    if (row.is_there && (sentence || request->precondition->if_none_match.at)) {
        if (add_extended(request, tags, &count) != DONE)
            return FAILED;
        sentence = judge(request->precondition, &row, tags, count);
    }
    return sentence ? answer_not_as_wanted(request, sentence, row.shown) : DONE;
}
