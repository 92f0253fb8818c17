/* own_certificate.c - looks at the clock, and makes a certificate that suits it. */
#include "cli/own_certificate.h"

#include "base/clock.h"
#include "base/log.h"
#include "base/owner.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#define STAYS "The server's own certificate stays as it is for now: "

enum { TRY_AGAIN = 60 * 1000 }; /* milliseconds */

static bool make_directory(struct arena *arena, const char *directory, const char *path,
                           const char **ret_problem) {
    bool made = mkdir(path, 0700) == 0;

    if (made)
        give_directory(directory, path);
    if (made || errno == EEXIST)
        return true;
    *ret_problem =
        arena_format(arena, "The directory %s cannot be created: %s.", path, strerror(errno)).at;
    return false;
}

static bool has(struct arena *arena, const struct own *own, const char *name) {
    return access(arena_format(arena, "%s/%s", own->directory, name).at, F_OK) == 0;
}

static void tell_whom_to_trust(const struct own *own, enum own_certificate made) {
    if (made == OWN_OTHER_TRUSTED)
        log_warning("A new authority signs the server's own certificate: clients that trust a copy "
                    "of the old one need the new %s/ca.pem.",
                    own->directory);
}

bool own_certificate_begin(struct arena *arena, struct own *own, const char *directory,
                           const struct http_address *addresses, size_t count,
                           const char **ret_problem) {
    *own = (struct own){.directory = arena_format(arena, "%s/tls", directory).at};
    own_names_find(arena, addresses, count, &own->names);
    if (!make_directory(arena, directory, own->directory, ret_problem))
        return false;
    enum own_certificate made = certificate_keep(arena, own->directory, &own->names, instant_now(),
                                                 &own->validity, ret_problem);
    tell_whom_to_trust(own, made);
    if (made != OWN_UNMADE)
        return made != OWN_REFUSED;
    if (!has(arena, own, "cert.pem") || !has(arena, own, "key.pem"))
        return false;
    log_error(STAYS "%s", *ret_problem);
    own->tried_at = monotonic_milliseconds();
    return true;
}

static bool is_due(const struct own *own) {
    int64_t now;

    if (own->tried_at != 0)
        return monotonic_milliseconds() >= own->tried_at + TRY_AGAIN;
    now = instant_now();
    return now < own->validity.from || now > own->validity.until;
}

void certificate_reload(struct server *server) {
    const char *problem = NULL;
    struct arena *arena = arena_open();

    if (server_reload_certificate(arena, server, &problem))
        log_notice("The certificate was reloaded.");
    else
        log_error("The certificate was not reloaded: %s", problem);
    arena_close(arena);
}

/* False with a sentence. */
static bool make_anew(struct arena *arena, struct own *own, struct server *server,
                      const char **ret_problem) {
    enum own_certificate made = certificate_keep(arena, own->directory, &own->names, instant_now(),
                                                 &own->validity, ret_problem);

    if (made == OWN_REFUSED || made == OWN_UNMADE)
        return false;
    if (made != OWN_KEPT && !server_reload_certificate(arena, server, ret_problem))
        return false;
    if (made != OWN_KEPT)
        log_notice("The server made a new certificate for itself.");
    tell_whom_to_trust(own, made);
    return true;
}

void own_certificate_tick(struct own *own, struct server *server) {
    const char *problem = NULL;

    if (!own->directory || !is_due(own))
        return;
    struct arena *arena = arena_open();
    own->tried_at = 0;
    if (!make_anew(arena, own, server, &problem)) {
        log_error(STAYS "%s", problem);
        own->tried_at = monotonic_milliseconds();
    }
    arena_close(arena);
}
