/* command_serve.c - glimt serve: options become the server's settings. */
#include "cli/commands.h"
#include "cli/serve.h"

static int read_address(const struct options *options, const char *name, const char **ret_address,
                        uint16_t *ret_port) {
    const char *text = options_text(options, name);

    if (!text || listen_address_read(options->arena, text, ret_address, ret_port))
        return EXIT_FINE;
    return usage_error("--%s must be ADDR:PORT, such as 127.0.0.1:8443 or [::1]:8443, not \"%s\".",
                       name, text);
}

static const char *const *proxies(const struct options *options) {
    size_t count;
    const char *const *list = options_list(options, "trusted-proxy", &count);
    const char **ended = NEW_ARRAY(options->arena, const char *, count + 1);

    for (size_t i = 0; i < count; i++)
        ended[i] = list[i];
    return ended;
}

static int check(const struct serve_settings *settings) {
    if (!settings->cert_path != !settings->key_path)
        return usage_error("--tls-cert and --tls-key must be given together.");
    if (!settings->plain_address != !settings->trusted_proxies[0])
        return usage_error("--plain-listen and --trusted-proxy must be given together.");
    return EXIT_FINE;
}

int command_serve(const struct options *options) {
    struct serve_settings settings = {
        .directory = options_text(options, "data"),
        .cert_path = options_text(options, "tls-cert"),
        .key_path = options_text(options, "tls-key"),
        .trusted_proxies = proxies(options),
        .demo = options_switch(options, "demo"),
        .body_limit = (size_t)options_integer(options, "body-limit"),
        .upload_limit = (size_t)options_integer(options, "upload-limit"),
        .threads = (unsigned)options_integer(options, "threads"),
        .connections = (unsigned)options_integer(options, "connections"),
        .cache_limit = (size_t)options_integer(options, "cache") * 1024 * 1024,
        .retention = {.audit_days = options_integer(options, "keep-audit"),
                      .changes_days = options_integer(options, "keep-changes"),
                      .usage_days = options_integer(options, "keep-usage")},
        .idle_seconds = (unsigned)options_integer(options, "idle-timeout"),
    };
    int status = read_address(options, "listen", &settings.address, &settings.port);

    if (status == EXIT_FINE)
        status =
            read_address(options, "plain-listen", &settings.plain_address, &settings.plain_port);
    if (status == EXIT_FINE)
        status = check(&settings);
    return status == EXIT_FINE ? serve(options->arena, &settings) : status;
}
