"""Sign-ins from many addresses at once, as a proxy tells of them, at a server whose password thread can be held."""

import json
import socket

import record
from people import PASSWORD
from ports import free_port
from preloads import preload

# Stands in for argon2 with something quick; notes each computation, and holds it as long as there is a file. What
# libsodium computes within crypto_pwhash_str() and its like would be noted under their names.
ARGON2 = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static void note(void) {
    int file = open(getenv("ARGON2_COUNT"), O_WRONLY | O_CREAT | O_APPEND, 0600);

    if (file < 0 || write(file, "x", 1) != 1)
        abort();
    close(file);
    while (access(getenv("ARGON2_HELD"), F_OK) == 0)
        nanosleep(&(struct timespec){.tv_nsec = 1000000}, NULL);
}

int crypto_pwhash(unsigned char *out, unsigned long long size, const char *password,
                  unsigned long long len, const unsigned char *salt, unsigned long long passes,
                  size_t memory, int kind) {
    unsigned long long mixed = 14695981039346656037ull + passes + memory + (unsigned)kind;

    note();
    for (unsigned long long i = 0; i < len + 16; i++)
        mixed = (mixed ^ (i < len ? (unsigned char)password[i] : salt[i - len])) * 1099511628211ull;
    for (unsigned long long i = 0; i < size; i++)
        out[i] = (unsigned char)((mixed = mixed * 6364136223846793005ull + 1442695040888963407ull) >> 56);
    return 0;
}

int crypto_pwhash_str(char *out, const char *password, unsigned long long len,
                      unsigned long long passes, size_t memory) {
    int (*real)(char *, const char *, unsigned long long, unsigned long long, size_t) =
        (int (*)(char *, const char *, unsigned long long, unsigned long long, size_t))dlsym(
            RTLD_NEXT, "crypto_pwhash_str");

    note();
    return real(out, password, len, passes, memory);
}

int crypto_pwhash_str_verify(const char *hash, const char *password, unsigned long long len) {
    int (*real)(const char *, const char *, unsigned long long) =
        (int (*)(const char *, const char *, unsigned long long))dlsym(RTLD_NEXT,
                                                                       "crypto_pwhash_str_verify");

    note();
    return real(hash, password, len);
}
"""


class Argon2:
    """Counts the computations of a Server with these options, and can hold the next; `more` is C beside it."""

    def __init__(self, folder, more="", **environment):
        self.notes, self.holder = folder / "argon2", folder / "held"
        self.notes.write_bytes(b"")
        self.options = preload(folder, more + ARGON2, ARGON2_COUNT=self.notes, ARGON2_HELD=self.holder, **environment)

    @property
    def count(self):
        return len(self.notes.read_bytes())

    def hold(self):
        self.holder.touch()

    def let_go(self):
        self.holder.unlink()


def proxy_flags():
    """Flags of a server that believes whoever asks on a plain port, and the port."""
    port = free_port()
    return port, ["--plain-listen", f"127.0.0.1:{port}", "--trusted-proxy", "127.0.0.1"]


def request_from(address, method, path, value, *fields):
    body = json.dumps(value).encode()
    lines = [f"{method} {path} HTTP/1.1", "Host: x", "Connection: close", "X-Forwarded-Proto: https",
             f"X-Forwarded-For: {address}", f"Content-Length: {len(body)}", *fields]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


class Answer:
    def __init__(self, raw):
        head, _, body = raw.partition(b"\r\n\r\n")
        first, *fields = head.decode().split("\r\n")
        self.status = int(first.split()[1])
        self.fields = [tuple(field.split(": ", 1)) for field in fields]
        self.body = json.loads(body) if body else None
        record.keep_said(body.decode())

    def field(self, name):
        return next((value for key, value in self.fields if key == name), None)

    def __repr__(self):
        return f"{self.status} {self.body}"


class Asking:
    """A request that was sent and whose answer is read later."""

    def __init__(self, port, sent):
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=300)
        self.socket.sendall(sent)

    def answer(self):
        with self.socket, self.socket.makefile("rb") as stream:
            return Answer(stream.read())


def sign_in(port, address, email, password=PASSWORD, **more):
    """Sent, but not answered yet."""
    value = {"email": email, "password": password, **more}
    return Asking(port, request_from(address, "POST", "/admin/v1/Session", value))


def address_of(number):
    return f"198.51.{100 + number // 250}.{1 + number % 250}"
