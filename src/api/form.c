/* form.c - parts of a multipart body: one file and a few fields; and urlencoded fields. */
#include "api/form.h"

#include "api/answer.h"
#include "api/api.h"
#include "api/fingerprint.h"
#include "api/stored_files.h"
#include "change/change.h"
#include "files/file_store.h"
#include "http/multipart.h"

enum {
    FIELDS_MAX = 100, /* of a multipart body, which has no more parts */
    PAIRS_MAX = 1000, /* of an urlencoded one */
};

/* What has come of a multipart body; part of the request. */
struct receiving {
    struct request *request;
    struct multipart *multipart;
    struct upload *upload; /* the file, or NULL */
    struct uploaded file;
    struct json fields; /* an object of strings */
    struct buffer text; /* of the field that arrives now */
    bool in_file, in_field;
    bool has_file, is_too_large, has_failed;
};

/* A form sends every field that it has; one that is empty says nothing. */
static struct json value_of(struct str text) {
    return (struct json){.kind = text.len ? JSON_KIND_STRING : JSON_KIND_NULL, .text = text};
}

static void add_field(struct json *object, struct str name, struct str text) {
    object->names[object->count] = name;
    object->items[object->count++] = value_of(text);
}

static struct json new_object(struct arena *arena, size_t most) {
    return (struct json){.kind = JSON_KIND_OBJECT,
                         .items = NEW_ARRAY(arena, struct json, most),
                         .names = NEW_ARRAY(arena, struct str, most)};
}

static bool begin_file(struct receiving *receiving, const struct multipart_part *part) {
    struct request *request = receiving->request;

    if (receiving->has_file) {
        faults_add(&request->faults, STR("file"), STR("Only one file can be given."));
        return false;
    }
    receiving->has_file = receiving->in_file = true;
    receiving->file.file_name = part->file_name;
    receiving->file.content_type = part->content_type;
    receiving->has_failed = atomic_load(&request->worker->api->uploads_wait);
    if (receiving->has_failed)
        return false;
    receiving->upload = upload_open(request->worker->api->files, request->caller.account_id);
    return true;
}

/* A client that sends a form again separates its parts by other bytes, so each counts by itself. */
static void put_part(struct fingerprint *fingerprint, const struct multipart_part *part) {
    if (!fingerprint)
        return;
    fingerprint_put(fingerprint, part->is_file ? STR("file") : STR("field"));
    fingerprint_put(fingerprint, part->name);
    fingerprint_put(fingerprint, part->file_name);
    fingerprint_put(fingerprint, part->content_type);
    fingerprint_begin_text(fingerprint);
}

static bool begin_part(void *context, const struct multipart_part *part) {
    struct receiving *receiving = context;

    put_part(receiving->request->fingerprint, part);
    if (str_equal_any_case(part->name, STR("file")) && part->is_file)
        return begin_file(receiving, part);
    receiving->in_field = !part->is_file && receiving->fields.count < FIELDS_MAX;
    buffer_reset(&receiving->text);
    receiving->text.failed = false;
    if (receiving->in_field)
        add_field(&receiving->fields, part->name, (struct str){NULL, 0});
    return true;
}

static bool take_part(void *context, const char *bytes, size_t count) {
    struct receiving *receiving = context;

    if (receiving->request->fingerprint)
        fingerprint_add(receiving->request->fingerprint, bytes, count);
    if (receiving->in_field)
        buffer_put(&receiving->text, bytes, count);
    if (!receiving->in_file)
        return true;
    size_t limit = receiving->request->worker->api->upload_limit;
    if ((size_t)upload_size(receiving->upload) + count > limit) {
        receiving->is_too_large = true;
        return false;
    }
    receiving->has_failed = !upload_write(receiving->upload, bytes, count);
    return !receiving->has_failed;
}

static bool end_part(void *context) {
    struct receiving *receiving = context;
    struct request *request = receiving->request;
    struct json *fields = &receiving->fields;

    if (request->fingerprint)
        fingerprint_end_text(request->fingerprint);
    if (receiving->in_field && fields->count > 0) {
        struct str text = buffer_str(&receiving->text), name = fields->names[fields->count - 1];
        if (buffer_failed(&receiving->text) || !str_is_text(text))
            faults_add(&request->faults, name,
                       arena_format(request->arena,
                                    "The field must be UTF-8 text of at most %d bytes.",
                                    LONG_TEXT_MAX));
        else
            fields->items[fields->count - 1] = value_of(arena_copy(request->arena, text));
    }
    receiving->in_file = receiving->in_field = false;
    return true;
}

static const struct multipart_reader reader = {begin_part, take_part, end_part};

void form_begin(struct request *request) {
    struct receiving *receiving = NEW(request->arena, struct receiving);

    request->receiving = receiving;
    receiving->request = request;
    receiving->fields = new_object(request->arena, FIELDS_MAX);
    buffer_init(&receiving->text, LONG_TEXT_MAX);
    receiving->multipart = multipart_open(
        request->arena, exchange_header(request->exchange, "Content-Type"), &reader, receiving);
}

void form_take(struct request *request, const char *bytes, size_t count) {
    struct receiving *receiving = request->receiving;

    if (receiving->multipart && !multipart_take(receiving->multipart, bytes, count) &&
        receiving->is_too_large)
        receiving->multipart = NULL;
}

void form_end(struct request *request) {
    struct receiving *receiving = request->receiving;

    upload_discard(receiving->upload);
    upload_discard(request->upload);
    receiving->upload = request->upload = NULL;
    buffer_done(&receiving->text);
}

/* What a browser sends when nobody has chosen a file is no file. */
static void drop_nothing(struct receiving *receiving) {
    if (!receiving->has_file || receiving->file.file_name.len > 0 ||
        upload_size(receiving->upload) > 0)
        return;
    upload_discard(receiving->upload);
    receiving->upload = NULL;
    receiving->has_file = false;
}

enum outcome form_finish(struct request *request, const struct json **ret) {
    struct receiving *receiving = request->receiving;

    if (receiving->has_failed) {
        answer_not_stored(request->exchange,
                          receiving->upload ? upload_trouble(receiving->upload) : DB_FULL);
        return ANSWERED;
    }
    if (receiving->is_too_large)
        return answer_json(request, 413, STR(BODY_TOO_LARGE));
    if (faults_any(&request->faults))
        return INVALID;
    if (!receiving->multipart || !multipart_is_whole(receiving->multipart)) {
        faults_add(&request->faults, STR("body"),
                   STR("The body is not multipart/form-data, or it is malformed or incomplete."));
        return INVALID;
    }
    drop_nothing(receiving);
    if (receiving->has_file) {
        receiving->file.size = upload_size(receiving->upload);
        request->upload = receiving->upload;
        receiving->upload = NULL;
        request->uploaded = &receiving->file;
    }
    *ret = &receiving->fields;
    return DONE;
}

const struct json *form_fields(const struct request *request) {
    return &request->receiving->fields;
}

const struct json *form_read(struct request *request) {
    struct json *object = NEW(request->arena, struct json);
    struct str body = request->exchange->body;
    struct query query = {.count = 0};

    if (query_count_most(body) > PAIRS_MAX)
        faults_add(&request->faults, STR("body"), STR("The form has too many fields."));
    else
        query_read(request->arena, body, &query);
    *object = new_object(request->arena, query.count + 1);
    for (size_t i = 0; i < query.count; i++) {
        const struct parameter *field = &query.parameters[i];
        if (str_is_text(field->name) && str_is_text(field->value))
            add_field(object, field->name, field->value);
        else
            faults_add(&request->faults, STR("body"), STR("The form is not UTF-8 text."));
    }
    return object;
}
