/* task_attachments.c - files and links that belong to a task. */
#include "resources/resources.h"

#include "api/download.h"
#include "plan/action.h"

enum { URL_MAX = 2000, NAME_MAX_CHARACTERS = 255 };

static const char *const types[] = {"file", "link", NULL};
static const char *const link_types[] = {"googleDrive", "dropbox", "oneDrive", NULL};

/* clang-format off */
static const struct field fields[] = {
    {"id",              INTEGER, FIXED | NOT_NULL,             "The id of the attachment"},
    {"name",            TEXT,    SORTED | NOT_NULL | UPDATE_REQUIRED | TITLE, "Its name; if left out, that of the file, or the host and last part of the link"},
    {"type",            CHOICE,  FIXED | NOT_NULL,             "A file or a link", .choices = types},
    {"contentType",     TEXT,    FIXED,                        "The file's media type"},
    {"sizeInBytes",     INTEGER, FIXED,                        "How large the file is"},
    {"externalLinkUrl", TEXT,    LONG | CREATE_ONLY,           "Where the link leads", .input = "externalUrl", .column = "external_url"},
    {"externalUrlType", CHOICE,  HIDDEN | CREATE_ONLY,         "The service that the link leads to", .choices = link_types},
    {"fileName",        TEXT,    FIXED | HIDDEN,               "The file's name at the client"},
    {"contentHash",     TEXT,    FIXED | HIDDEN,               "The hash that the file is stored under"},
    AUTHORSHIP("createdDate", "createdByUser", "updatedDate", "updatedByUser"),
    {0},
};

static const struct {
    const char *extension, *type;
} known_types[] = {
    {"png", "image/png"},   {"jpg", "image/jpeg"}, {"jpeg", "image/jpeg"}, {"gif", "image/gif"},
    {"webp", "image/webp"}, {"svg", "image/svg+xml"}, {"heic", "image/heic"}, {"pdf", "application/pdf"},
    {"txt", "text/plain"},  {"csv", "text/csv"},   {"html", "text/html"},  {"json", "application/json"},
    {"xml", "application/xml"}, {"zip", "application/zip"}, {"mp4", "video/mp4"}, {"mov", "video/quicktime"},
    {"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"doc", "application/msword"}, {"xls", "application/vnd.ms-excel"}, {"dwg", "image/vnd.dwg"},
};
/* clang-format on */

static const struct sort sorts[] = {{"name", "name_key"}, {0}};
static const struct uploads uploads = {.hash = "contentHash", .size = "sizeInBytes"};

/* What stands behind the last of any of `marks`; all of it without one. */
static struct str after_last(struct str text, const char *marks) {
    for (size_t i = text.len; i > 0; i--)
        if (strchr(marks, text.at[i - 1]))
            return (struct str){text.at + i, text.len - i};
    return text;
}

/* ".png" of "image.png"; empty without one. What has a blank in it ("Dr. No") is none. */
static struct str extension(struct str name) {
    struct str rest = after_last(name, ".");

    if (rest.len == name.len || rest.len == 0 || rest.len > 16 || memchr(rest.at, ' ', rest.len))
        return (struct str){NULL, 0};
    return (struct str){rest.at - 1, rest.len + 1};
}

/* What follows http:// or https://; empty for every other address. */
static struct str without_scheme(struct str url) {
    static const struct str schemes[] = {{"https://", 8}, {"http://", 7}};

    for (size_t i = 0; i < COUNT(schemes); i++)
        if (str_starts_any_case(url, schemes[i]))
            return (struct str){url.at + schemes[i].len, url.len - schemes[i].len};
    return (struct str){NULL, 0};
}

/* The host with its port, if any; who goes there, and with which password, is left out. */
static struct str host_of(struct str url) {
    struct str rest = without_scheme(url);
    size_t len = 0;

    while (len < rest.len && !strchr("/?#", rest.at[len]))
        len++;
    return after_last((struct str){rest.at, len}, "@");
}

/* A blank, a control character (also one of U+0080 to U+009F), or the backslash, which some take
 * for a slash. */
static bool is_foul(struct str text, size_t at) {
    unsigned char c = (unsigned char)text.at[at];

    return c <= ' ' || c == 0x7f || c == '\\' ||
           (c == 0xC2 && at + 1 < text.len && (unsigned char)text.at[at + 1] < 0xA0);
}

static bool is_url(struct str text) {
    struct str host = host_of(text);

    for (size_t i = 0; i < text.len; i++)
        if (is_foul(text, i))
            return false;
    return host.len > 0 && host.at[0] != ':';
}

static enum outcome check(struct change *change) {
    bool link = !change_is_null(change, "externalLinkUrl");
    struct str url = change_text(change, "externalLinkUrl");

    if (change_is_update(change))
        return DONE;
    if (link && change_upload(change))
        change_refuse(change, "externalLinkUrl", "An attachment is a file or a link, not both.");
    if (!link && !change_upload(change) && !change_is_faulty(change, "externalLinkUrl"))
        change_refuse(change, "file", "A file or an externalUrl must be given.");
    if (link && (!is_url(url) || url.len > URL_MAX))
        change_refuse(change, "externalLinkUrl",
                      "The field ExternalUrl must be an http or https address of at most 2000 "
                      "bytes.");
    return DONE;
}

static bool is_token(struct str text) {
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] <= ' ' || text.at[i] == 0x7f || strchr("()<>@,;:\\\"/[]?={}", text.at[i]))
            return false;
    return text.len > 0;
}

/* What a header can carry to any client. */
static bool is_printable(struct str text) {
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] < ' ' || text.at[i] > '~')
            return false;
    return true;
}

/* The type that the client gives, where it is one; else by the file's name. */
static struct str type_of(const struct uploaded *file) {
    struct str whole = str_trim(file->content_type), rest = whole;
    struct str first = str_cut(&rest, '/'), second = str_trim(str_cut(&rest, ';'));
    struct str end = extension(file->file_name);

    if (is_token(first) && is_token(second) && is_printable(whole) && whole.len <= 255)
        return whole;
    for (size_t i = 0; end.len && i < COUNT(known_types); i++)
        if (str_equal_any_case((struct str){end.at + 1, end.len - 1},
                               str_of(known_types[i].extension)))
            return str_of(known_types[i].type);
    return STR("application/octet-stream");
}

static void describe_file(struct change *change, const struct uploaded *file) {
    change_set_text(change, "type", STR("file"));
    change_set_text(change, "contentType", type_of(file));
    change_set_integer(change, "sizeInBytes", file->size);
    change_set_text(change, "fileName", after_last(file->file_name, "/\\"));
    change_set_text(change, "contentHash", file->hash);
    change_set_null(change, "externalUrlType");
}

static bool is_too_long(struct str name) {
    return str_characters(name) > NAME_MAX_CHARACTERS;
}

/* Host and end of a link: "example.com/plan.pdf" for "https://example.com/a/plan.pdf?x=y". */
static struct str name_of_link(struct change *change) {
    struct str url = change_text(change, "externalLinkUrl");
    struct str host = host_of(url), path = without_scheme(url);

    path = str_cut(&path, '#');
    path = str_cut(&path, '?');
    while (path.len > 0 && path.at[path.len - 1] == '/')
        path.len--;
    struct str last = after_last(path, "/");
    if (last.len == path.len)
        return host;
    struct str name = arena_format(change_arena(change), "%.*s/%.*s", (int)host.len, host.at,
                                   (int)last.len, last.at);
    return is_too_long(name) ? host : name;
}

static struct str name_of_file(const struct uploaded *file) {
    struct str name = after_last(file->file_name, "/\\");

    return str_is_blank(name) ? STR("file") : name;
}

static enum outcome name_it(struct change *change, const struct uploaded *file) {
    struct str name = file ? name_of_file(file) : name_of_link(change);

    if (is_too_long(name))
        return change_refuse(change, "name",
                             "The default name would have more than 255 characters; give a name.");
    change_set_text(change, "name", name);
    return DONE;
}

static enum outcome derive(struct change *change) {
    const struct uploaded *file = change_upload(change);

    if (change_is_update(change))
        return DONE;
    if (file)
        describe_file(change, file);
    else
        change_set_text(change, "type", STR("link"));
    return str_is_blank(change_text(change, "name")) ? name_it(change, file) : DONE;
}

/* A name that a person gave may lack the extension that says how to open it. */
static struct str download_name(struct request *request, struct str name, struct str file_name) {
    struct str end = extension(file_name);

    if (extension(name).len > 0 || end.len == 0)
        return arena_copy(request_arena(request), name);
    return arena_format(request_arena(request), "%.*s%.*s", (int)name.len, name.at, (int)end.len,
                        end.at);
}

static const char select_file[] = "SELECT name, coalesce(file_name, ''), content_type,"
                                  " content_hash, external_url, coalesce(size_in_bytes, -1)"
                                  " FROM task_attachments"
                                  " WHERE account_id = ?1 AND id = ?2 AND task_id = ?3";

static enum outcome download(struct request *request) {
    struct download file = {.hash = {NULL, 0}};
    struct statement *row;
    enum outcome outcome = download_find(request, select_file, &row);

    if (outcome != DONE)
        return outcome;
    if (!column_is_null(row, 4))
        outcome = download_elsewhere(request, column_text(row, 4));
    file.name = download_name(request, column_text(row, 0), column_text(row, 1));
    file.content_type = arena_copy(request_arena(request), column_text(row, 2));
    file.hash = arena_copy(request_arena(request), column_text(row, 3));
    file.size = column_integer(row, 5);
    statement_reset(row);
    return outcome == DONE ? download_file(request, select_file, &file) : outcome;
}

static const struct action actions[] = {
    {
        .method = "GET",
        .path = "Download",
        .file = "The file's bytes. Ranges are supported.",
        .look = download,
        .doc = "Download a task attachment",
    },
    {0},
};

#define SHOWN                                                                                      \
    "id name type contentType sizeInBytes externalLinkUrl createdByUser createdDate updatedDate"

const struct resource task_attachments = {
    .name = "task attachment",
    .plural = "task attachments",
    .table = "task_attachments",
    .area = &area_tasks,
    .path = "/v1/Core/Tasks/:taskId/Attachments",
    .id_name = "attachmentId",
    .parent = &tasks,
    .owner = "task_id",
    .group = "Tasks",
    .doc = "Files and links that belong to a task.",
    .operations = LIST | CREATE | UPDATE | DELETE,
    .read = TASK_READ,
    .write = TASK_WRITE,
    .fields = fields,
    .sorts = sorts,
    .list = {"task.attachment.list", SHOWN},
    .detail = {"task.attachment.detail", SHOWN},
    .actions = actions,
    .uploads = &uploads,
    .check = check,
    .derive = derive,
};
