/* document.c - JSON with a member a line. */
#include "json/document.h"

#include "json/write.h"

static void begin_line(struct document *document) {
    buffer_put_char(document->out, '\n');
    for (int i = 0; i < document->depth; i++)
        buffer_put_z(document->out, "  ");
}

static void begin_member(struct document *document, const char *name) {
    if (document->depth > 0) {
        if (document->has_member)
            buffer_put_char(document->out, ',');
        begin_line(document);
    }
    document->has_member = true;
    if (name) {
        json_put_string(document->out, str_of(name));
        buffer_put_z(document->out, ": ");
    }
}

void document_open(struct document *document, const char *name, char bracket) {
    begin_member(document, name);
    buffer_put_char(document->out, bracket);
    document->depth++;
    document->has_member = false;
}

void document_close(struct document *document, char bracket) {
    document->depth--;
    if (document->has_member)
        begin_line(document);
    buffer_put_char(document->out, bracket);
    document->has_member = true;
}

void document_text(struct document *document, const char *name, const char *value) {
    begin_member(document, name);
    json_put_string(document->out, str_of(value));
}

void document_integer(struct document *document, const char *name, int64_t value) {
    begin_member(document, name);
    buffer_put_integer(document->out, value);
}

void document_boolean(struct document *document, const char *name, bool value) {
    document_raw(document, name, value ? "true" : "false");
}

void document_raw(struct document *document, const char *name, const char *json) {
    begin_member(document, name);
    buffer_put_z(document->out, json);
}
