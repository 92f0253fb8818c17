"""Where the server listens, and what it says where it cannot."""

import contextlib
import os
import socket
import ssl
import subprocess

import pytest

from client import basic, begin, glimt, running

HAS_SIX = socket.has_dualstack_ipv6()
six = pytest.mark.skipif(not HAS_SIX, reason="this machine has no IPv6")
HOSTS = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "::1"}
PROXY = ("--trusted-proxy", "127.0.0.1")


def free_port():
    """A port that is free for both kinds of addresses."""
    with socket.create_server(("::" if HAS_SIX else "", 0), dualstack_ipv6=HAS_SIX,
                              family=socket.AF_INET6 if HAS_SIX else socket.AF_INET) as probe:
        return probe.getsockname()[1]


@contextlib.contextmanager
def serving(directory, *flags, lines, **environment):
    """The first lines of a server that is started."""
    with begin("serve", "--data", directory, *flags, env={**os.environ, **environment}) as process:
        yield [process.stdout.readline().rstrip("\n") or process.stderr.read() for _ in range(lines)]
        process.terminate()
        assert process.wait(60) == 0


def urls(lines):
    assert all(line.startswith("listening on ") for line in lines), lines
    return [line.removeprefix("listening on ") for line in lines]


def port_of(url):
    return int(url.rsplit(":", 1)[1])


def answers(family, port, is_secure=True):
    """Whether there is a server of ours."""
    try:
        wire = socket.create_connection((HOSTS[family], port))
    except ConnectionRefusedError:
        return False
    with wire:
        if is_secure:
            context = ssl.create_default_context()
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            wire = context.wrap_socket(wire)
        wire.sendall(b"GET /v1/Nothing HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        with wire, wire.makefile("rb") as stream:
            return stream.readline().split()[1:2] in ([b"404"], [b"403"])


def refuses(port):
    """Whether nobody listens any more. Who comes as the listener goes is reset, and has to ask again."""
    try:
        socket.create_connection(("127.0.0.1", port)).close()
    except ConnectionRefusedError:
        return True
    except ConnectionResetError:
        pass
    return False


def test_any_free_port_for_each_address(tmp_path):
    flags = ["--listen", "127.0.0.1:0", "--listen", "127.0.0.1:0", "--plain-listen", "127.0.0.1:0",
             "--plain-listen", "127.0.0.1:0", *PROXY]
    with serving(tmp_path, *flags, lines=5) as lines:
        found = urls(lines[:4])
        assert [url.split("//")[0] for url in found] == ["https:", "https:", "http:", "http:"]
        assert len({port_of(url) for url in found}) == 4
        assert all(answers(socket.AF_INET, port_of(url), url.startswith("https")) for url in found)
        assert lines[4].startswith(f"set up: {found[0]}/")


def test_a_name(tmp_path):
    port = free_port()
    with serving(tmp_path, "--listen", f"localhost:{port}", lines=2) as lines:
        assert f"listening on https://127.0.0.1:{port}" in lines or HAS_SIX
        assert answers(socket.AF_INET, port)


def test_a_name_that_is_wrong_changes_nothing(tmp_path):
    """Not the certificate, either, which is for the names of the addresses."""
    with serving(tmp_path, "--listen", "localhost:0", lines=2):
        pass
    before = {path.name: path.read_bytes() for path in (tmp_path / "tls").iterdir()}
    lines = glimt("serve", "--data", tmp_path, "--listen", "no.such.name.invalid:8443",
                  check=False).stderr
    assert lines.startswith("glimt: The server cannot listen on no.such.name.invalid:8443: ")
    assert lines.count("\n") == 1
    assert {path.name: path.read_bytes() for path in (tmp_path / "tls").iterdir()} == before


NAMES = """
#define _GNU_SOURCE
#include <dlfcn.h>
#include <netdb.h>
#include <string.h>
/* A name with an address of each kind, one of them twice. */
int getaddrinfo(const char *host, const char *port, const struct addrinfo *hints,
                struct addrinfo **ret) {
    int (*ask)(const char *, const char *, const struct addrinfo *, struct addrinfo **) =
        dlsym(RTLD_NEXT, "getaddrinfo");
    if (strcmp(host, "both.test") != 0)
        return ask(host, port, hints, ret);
    struct addrinfo **last = ret;
    const char *const hosts[] = {"127.0.0.1", "::1", "127.0.0.1"};
    for (int i = 0; i < 3; i++) {
        ask(hosts[i], port, hints, last);
        while (*last)
            last = &(*last)->ai_next;
    }
    return 0;
}
void freeaddrinfo(struct addrinfo *list) { (void)list; }
"""


@pytest.fixture
def names(tmp_path):
    """The environment of a server for which `both.test` is this machine."""
    (tmp_path / "names.c").write_text(NAMES)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", tmp_path / "names.so", tmp_path / "names.c"],
                   check=True)
    return {"LD_PRELOAD": str(tmp_path / "names.so"),
            "ASAN_OPTIONS": "verify_asan_link_order=0:detect_leaks=0"}


@six
def test_all_addresses_of_a_name(tmp_path, names):
    port = free_port()
    with serving(tmp_path, "--listen", f"both.test:{port}", lines=3, **names) as lines:
        assert urls(lines[:2]) == [f"https://127.0.0.1:{port}", f"https://[::1]:{port}"]
        assert lines[2].startswith(f"set up: https://both.test:{port}/")
        assert answers(socket.AF_INET, port) and answers(socket.AF_INET6, port)


@six
def test_a_name_says_which_of_its_addresses_is_in_use(tmp_path, names):
    with socket.create_server(("::1", 0), family=socket.AF_INET6) as other:
        port = other.getsockname()[1]
        with serving(tmp_path, "--listen", "127.0.0.1:0", lines=1):
            pass
        done = glimt("serve", "--data", tmp_path, "--listen", f"both.test:{port}", env={**os.environ, **names}, check=False)
    assert done.returncode == 1
    assert done.stderr == f"glimt: both.test:{port} ([::1]:{port}) is in use by another program.\n"


@six
def test_both_kinds_of_addresses(tmp_path):
    port = free_port()
    with serving(tmp_path, "--listen", f"[::]:{port}", lines=2) as lines:
        assert urls(lines[:1]) == [f"https://[::]:{port}"]
        assert lines[1].startswith(f"set up: https://localhost:{port}/")
        assert answers(socket.AF_INET, port) and answers(socket.AF_INET6, port)


@six
@pytest.mark.parametrize("four", ["0.0.0.0", "127.0.0.1"])
@pytest.mark.parametrize("is_first", [True, False])
def test_both_of_them_beside_each_other(tmp_path, four, is_first):
    port = free_port()
    hosts = [f"{four}:{port}", f"[::]:{port}"][::1 if is_first else -1]
    with serving(tmp_path, "--listen", hosts[0], "--listen", hosts[1], lines=2) as lines:
        assert urls(lines) == [f"https://{host}" for host in hosts]
        assert answers(socket.AF_INET, port) and answers(socket.AF_INET6, port)


@six
def test_one_of_them_alone(tmp_path):
    port = free_port()
    with serving(tmp_path, "--listen", f"[::1]:{port}", lines=1) as lines:
        assert urls(lines) == [f"https://[::1]:{port}"]
        assert answers(socket.AF_INET6, port) and not answers(socket.AF_INET, port)


def test_an_address_that_is_given_twice_is_one(tmp_path):
    port = free_port()
    flags = ["--listen", f"127.0.0.1:{port}", "--listen", f"127.0.0.1:{port}"]
    with serving(tmp_path, *flags, lines=2) as lines:
        assert urls(lines[:1]) == [f"https://127.0.0.1:{port}"] and lines[1].startswith("set up: ")


def test_the_environment_and_the_file_have_lists(tmp_path):
    (tmp_path / "glimt.conf").write_text("listen = 127.0.0.1:0\nlisten = localhost:0\nlisten = 127.0.0.1:0\n")
    with serving(tmp_path, "--begin-anew", lines=3) as lines:
        assert len({port_of(url) for url in urls(lines)}) == 3
    with serving(tmp_path, lines=2, GLIMT_LISTEN="127.0.0.1:0,127.0.0.1:0") as lines:
        assert len({port_of(url) for url in urls(lines)}) == 2


def refused(directory, *flags):
    done = glimt("serve", "--data", directory, *flags, check=False, timeout=60)
    assert done.returncode == 1 and done.stdout == ""
    return done.stderr


def test_the_one_that_is_in_use_is_named(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        assert refused(tmp_path, "--listen", "127.0.0.1:0", "--listen", f"127.0.0.1:{port}") == \
            f"glimt: 127.0.0.1:{port} is in use by another program.\n"


@pytest.mark.parametrize("flags, sentence", [
    (["--listen", "0.0.0.0:{port}", "--listen", "127.0.0.1:{port}"],
     "The server cannot listen on 127.0.0.1:{port}: it listens on 0.0.0.0:{port} already."),
    (["--listen", "127.0.0.1:{port}", "--plain-listen", "127.0.0.1:{port}", *PROXY],
     "The server cannot listen on 127.0.0.1:{port}: it listens on 127.0.0.1:{port} already.")],
    ids=["a part", "both ways"])
def test_one_that_another_has_already(tmp_path, flags, sentence):
    port = free_port()
    said = refused(tmp_path, *(flag.format(port=port) for flag in flags))
    assert said == f"glimt: {sentence.format(port=port)}\n"


def test_too_many(tmp_path):
    flags = [word for _ in range(33) for word in ("--listen", "127.0.0.1:0")]
    assert refused(tmp_path, *flags) == "glimt: The server listens on at most 32 addresses.\n"
    with serving(tmp_path, *flags[2:], lines=32) as lines:
        assert len({port_of(url) for url in urls(lines)}) == 32


def test_all_of_them_end(tmp_path):
    """While answers are awaited no address takes a client any more."""
    with running("--listen", "127.0.0.1:0", directory=tmp_path) as server:
        ports = [server.port, port_of(server.process.stdout.readline().rstrip())]
        wire = server.raw()
        wire.sendall(b"POST /v1/Auth/Token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\nAuthorization: "
                     + basic(*server.application()).encode() + b"\r\n\r\n{")
        assert all(answers(socket.AF_INET, port) for port in ports)
        server.process.terminate()
        while not all(refuses(port) for port in ports):
            assert server.process.poll() is None
        assert server.process.poll() is None
        wire.sendall(b"        ")
        with wire.makefile("rb") as stream:
            answer = stream.read()
        assert answer.startswith(b"HTTP/1.1 200 ") and b"\r\nConnection: close\r\n" in answer
        assert server.process.wait(60) == 0
