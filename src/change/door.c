/* door.c - the steps of a change, in their order.
 *
 * Rules only read, and all of them run, so that one answer has all faults and a refused change has
 * written nothing. The order of what is written follows from what needs what:
 *
 *   derived columns before the row, which is one statement with all that follows from it
 *   the row before links and owned rows, whose foreign keys need it; a delete the other way round
 *   its entry in the change log before those of the rows it owns, as a reader meets the owner first
 *   copies of its key after it, since they are read from it; `follow` after all that it may ask for
 *   the row as it is shown when everything that shows in it is there, and then the audit log
 *
 * Versions and entries are only noted here: the ledger writes them before the commit. */
#include "change/audit.h"
#include "change/change_parts.h"
#include "read/ahead.h"

enum {
    ON_UPDATE = 1 << CHANGE_UPDATE,
    ON_PATCH = 1 << CHANGE_PATCH,
    ON_DELETE = 1 << CHANGE_DELETE,
    ON_STORE = 1 << CHANGE_CREATE | ON_UPDATE,
    ON_ALL = ON_STORE | ON_PATCH | ON_DELETE,
};

struct door_step {
    const char *name;
    unsigned kinds; /* of changes that take it */
    enum outcome (*run)(struct change *change);
};

/* ---- rules ---- */

/* A parent that has more, from before there was a limit, can still lose some. */
static enum outcome find_room(struct change *change) {
    const struct sql *is_full = &change->plan->is_full;
    struct answer full = {.found = false};

    if (change->kind != CHANGE_CREATE || !is_full->text.len)
        return DONE;
    if (change_look_up(change, is_full, change->owner_id, &full) != DONE)
        return FAILED;
    if (full.found)
        faults_add(change->faults, str_of(change->owner_name),
                   arena_format(change->arena, "The %s has %d %s already, and can't have more.",
                                change->plan->parent->resource->name, ROW_PARTS_MAX,
                                change->plan->resource->plural));
    return DONE;
}

/* A change of a row whose parent is missing is refused, with all else that is wrong with it. */
static enum outcome find_parent(struct change *change) {
    const struct plan *parent = change->plan->parent;
    struct answer one;

    if (!parent || change->owner)
        return DONE;
    if (change_look_up(change, &parent->exists, change->owner_id, &one) != DONE)
        return FAILED;
    if (one.found)
        return find_room(change);
    faults_add(change->faults, str_of(change->owner_name),
               arena_format(change->arena, "The %s could not be found.", parent->resource->name));
    return change->kind == CHANGE_DELETE ? INVALID : DONE;
}

/* ---- the row as it is shown ---- */

static enum outcome show(struct change *change, bool is_stored, struct str *ret) {
    struct source source = {.db = change->door->db, .account_id = change->door->caller->account_id};
    struct buffer *text = ledger_text(change->door->ledger);
    const struct view_plan *view = change->plan->shown;
    struct ahead room;
    bool is_known = is_stored && view && db_asks_ahead(source.db) && change->kind != CHANGE_PATCH;

    if (is_known) {
        ahead_open(&source, &room);
        change_ask_shown(change, &source);
        ahead_walk(&source, true);
    }
    enum found found = !view      ? NOT_FOUND
                       : is_known ? encode_row(&source, view, change->id, text)
                                  : encode_alone(&source, view, change->id, text);
    ahead_end(&source);
    if (found == FIND_FAILED || buffer_failed(text))
        return FAILED;
    *ret = found == FOUND ? arena_copy(change->arena, buffer_str(text)) : STR("");
    return DONE;
}

/* With what was sent for the rules. */
static enum outcome show_asked(struct change *change, struct str *ret) {
    struct buffer *text = ledger_text(change->door->ledger);

    ahead_walk(change->asked, true);
    enum found found = encode_row(change->asked, change->plan->shown, change->id, text);
    if (found == FIND_FAILED || buffer_failed(text))
        return FAILED;
    *ret = found == FOUND ? arena_copy(change->arena, buffer_str(text)) : STR("");
    return DONE;
}

static enum outcome show_before(struct change *change) {
    if (change->kind == CHANGE_CREATE || change->door->audit == AUDIT_NONE ||
        change->before_json.at)
        return DONE;
    return change->asked && change->plan->shown ? show_asked(change, &change->before_json)
                                                : show(change, false, &change->before_json);
}

static enum outcome show_after(struct change *change) {
    bool compares = change->door->audit == AUDIT_ROW && change->kind != CHANGE_CREATE;

    return change->shows || compares ? show(change, true, &change->after_json) : DONE;
}

void change_show(struct change *change) {
    change->shows = true;
}

struct str change_shown(const struct change *change) {
    return change->after_json;
}

/* ---- what is noted of the change ---- */

static enum outcome write_audit(struct change *change) {
    if (change->door->audit == AUDIT_NONE)
        return DONE;
    return audit_note_change(change) ? DONE : FAILED;
}

/* A row that belongs to another one may show in it. */
static enum outcome raise_version(struct change *change) {
    const struct resource *resource = change->plan->resource;
    bool added = change->kind == CHANGE_CREATE && !resource->owner;

    ledger_raise(change->door->ledger, change->door->caller->account_id, area_of(resource), added);
    return DONE;
}

static enum outcome write_entries(struct change *change) {
    static const enum entry_kind kinds[] = {[CHANGE_CREATE] = ENTRY_CREATED,
                                            [CHANGE_UPDATE] = ENTRY_UPDATED,
                                            [CHANGE_PATCH] = ENTRY_UPDATED};

    for (size_t i = 0; i < change->id_count; i++)
        change_note(change, change->plan, change->ids[i], ENTRY_UPDATED);
    if (change->id_count == 0)
        change_note(change, change->plan, change->id, kinds[change->kind]);
    return DONE;
}

static enum outcome follow(struct change *change) {
    const struct resource *resource = change->plan->resource;

    return resource->follow ? resource->follow(change) : DONE;
}

/* ---- all of it ---- */

/* clang-format off */
static const struct door_step rules[] = {
    {"may anything change",  ON_ALL,               change_may_be},         /* not in a mirror */
    {"find the parent",      ON_STORE | ON_DELETE, find_parent},           /* which has to have room for a new one */
    {"show it before",       ON_ALL,               show_before},
    {"verify",               ON_STORE,             change_verify},         /* what it refers to, questions, `check` */
    {"may it go",            ON_DELETE,            change_verify_removal}, /* who refers to it, questions, `may_delete` */
};

static const struct door_step writing[] = {
    {"derive",               ON_STORE,             change_derive},         /* stamps, copied answers, `derive` */
    {"give ids",             ON_STORE,             change_number},
    {"store the row",        ON_STORE,             change_store_row},      /* with keys, orders, the class */
    {"store a patch",        ON_PATCH,             change_store_patch},    /* likewise */
    {"remove",               ON_DELETE,            change_remove},         /* what the row owns before it */
    {"store links",          ON_STORE,             change_store_links},
    {"note it for programs", ON_STORE | ON_PATCH,  write_entries},         /* what goes was noted as it went */
    {"store rows",           ON_STORE,             change_store_rows},     /* that it owns */
    {"renew copies",         ON_UPDATE | ON_PATCH, change_store_copies},   /* of its key, beside references */
    {"follow",               ON_ALL,               follow},                /* `follow` */
    {"show it after",        ON_STORE | ON_PATCH,  show_after},
    {"note it for people",   ON_ALL,               write_audit},
    {"raise the version",    ON_ALL,               raise_version},         /* of its area */
};
/* clang-format on */

static enum outcome run_steps(struct change *change, const struct door_step *steps, size_t count) {
    enum outcome outcome = DONE;

    for (size_t i = 0; outcome == DONE && i < count; i++)
        if (steps[i].kinds & 1u << change->kind)
            outcome = steps[i].run(change);
    return outcome;
}

/* The stamp with that rule; false when the row has none. */
static bool stamp_before(const struct change *change, unsigned rule, int64_t *ret) {
    for (size_t i = 0; i < change->plan->column_count; i++) {
        const struct value *before = &change->before[i];
        if (!(change->plan->columns[i].field->rules & rule) || before->state != IS_SET)
            continue;
        *ret = before->integer;
        return true;
    }
    return false;
}

enum outcome door_look(struct change *change, struct seen_row *ret) {
    *ret = (struct seen_row){.is_there = false};
    if (find_parent(change) == FAILED)
        return FAILED;
    if (change->kind == CHANGE_CREATE || faults_any(change->faults))
        return DONE;
    if (change_load(change) == FAILED)
        return FAILED;
    if (faults_any(change->faults))
        return DONE;
    ret->is_there = true;
    ret->has_moment = stamp_before(change, UPDATED_AT, &ret->changed_at) ||
                      stamp_before(change, CREATED_AT, &ret->changed_at);
    enum outcome outcome = show(change, false, &change->before_json);
    ret->shown = change->before_json;
    return outcome;
}

enum outcome door_check(struct change *change) {
    enum outcome outcome = change_may_be(change);

    if (outcome != DONE)
        return outcome;
    if (find_parent(change) == FAILED || change_verify(change) == FAILED)
        return FAILED;
    return faults_any(change->faults) ? INVALID : DONE;
}

void door_ask(struct change *change) {
    change_begin_asking(change);
}

enum outcome door_pass(struct change *change) {
    change_begin_asking(change);
    enum outcome outcome = run_steps(change, rules, COUNT(rules));
    change_end_asking(change);

    return outcome == DONE ? run_steps(change, writing, COUNT(writing)) : outcome;
}
