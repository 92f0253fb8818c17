/* soup.c - over libsoup and GIO. */
#include "fixed.h"

#include <libsoup/soup.h>

static void answer(SoupServer *server, SoupServerMessage *message, const char *path,
                   GHashTable *query, gpointer text) {
    (void)server, (void)path, (void)query;
    soup_server_message_set_status(message, 200, NULL);
    soup_server_message_set_response(message, "application/json", SOUP_MEMORY_STATIC, text,
                                     ANSWER_BYTES);
}

int main(int argc, char **argv) {
    GError *problem = NULL;

    begin(argc);
    GTlsCertificate *certificate = g_tls_certificate_new_from_files(argv[2], argv[3], &problem);
    need(certificate != NULL, argv[2]);
    SoupServer *server = soup_server_new("tls-certificate", certificate, NULL);
    soup_server_add_handler(server, NULL, answer, (gpointer)fixed_answer(), NULL);
    need(soup_server_listen_local(server, (guint)atoi(argv[1]),
                                  SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY,
                                  &problem),
         "soup_server_listen_local");
    g_main_loop_run(g_main_loop_new(NULL, FALSE));
    return 0;
}
