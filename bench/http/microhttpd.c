/* microhttpd.c - over libmicrohttpd, as Glimt was until its own engine. */
#include "fixed.h"

#include <arpa/inet.h>
#include <microhttpd.h>
#include <unistd.h>

static enum MHD_Result answer(void *app, struct MHD_Connection *connection, const char *url,
                              const char *method, const char *version, const char *body,
                              size_t *body_bytes, void **state) {
    (void)url, (void)method, (void)version, (void)body;
    if (!*state) {
        *state = app; /* the head alone */
        return MHD_YES;
    }
    if (*body_bytes > 0) {
        *body_bytes = 0;
        return MHD_YES;
    }
    struct MHD_Response *response =
        MHD_create_response_from_buffer(ANSWER_BYTES, app, MHD_RESPMEM_PERSISTENT);
    MHD_add_response_header(response, "Content-Type", "application/json");
    enum MHD_Result result = MHD_queue_response(connection, 200, response);
    MHD_destroy_response(response);
    return result;
}

static char *text_of(const char *path) {
    static char texts[2][16384];
    static int next;
    FILE *file = fopen(path, "r");

    need(file != NULL, path);
    char *text = texts[next++];
    text[fread(text, 1, sizeof(texts[0]) - 1, file)] = '\0';
    fclose(file);
    return text;
}

int main(int argc, char **argv) {
    begin(argc);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)atoi(argv[1]))};
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    need(MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TLS, 0, NULL, NULL, answer,
                          (void *)fixed_answer(), MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&at,
                          MHD_OPTION_HTTPS_MEM_CERT, text_of(argv[2]), MHD_OPTION_HTTPS_MEM_KEY,
                          text_of(argv[3]), MHD_OPTION_CONNECTION_LIMIT, 10000u,
                          MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
                          MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END) != NULL,
         "MHD_start_daemon");
    for (;;)
        pause();
}
