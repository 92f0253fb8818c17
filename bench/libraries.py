#!/usr/bin/env python3
"""What a server over each HTTP library of Debian 12 costs, next to our engine, and what it takes for a request.

bench/http/build.sh builds the bare programs that are measured; docs/architecture.md has the table.
"""

import argparse
import contextlib
import pathlib
import re
import resource
import socket
import ssl
import statistics
import subprocess
import tempfile
import time

from servers import Failed, free_port, stop

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAMS = ["own", "microhttpd", "evhttp", "h2o", "websockets", "soup"]
QUIET_SECONDS = 8  # without a byte: nothing more comes
HIDDEN = b"GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n"  # a body, or a second request for whoever misreads the first


def post(*lines, body=HIDDEN):
    return b"\r\n".join([b"POST / HTTP/1.1", b"Host: a", *lines]) + b"\r\n\r\n" + body


LENGTH = str(len(HIDDEN)).encode()
CHUNKS = f"{len(HIDDEN):x}\r\n".encode() + HIDDEN + b"\r\n0\r\n\r\n"
ODD = {
    "two Content-Lengths": post(b"Content-Length: 0", b"Content-Length: " + LENGTH),
    "Content-Length :": post(b"Content-Length : " + LENGTH),
    "Content-Length: +n": post(b"Content-Length: +" + LENGTH),
    "length and chunked": post(b"Content-Length: " + str(len(HIDDEN) + 5).encode(),
                               b"Transfer-Encoding: chunked", body=b"0\r\n\r\n" + HIDDEN),
    "gzip, chunked": post(b"Transfer-Encoding: gzip, chunked", body=CHUNKS),
    "LF after a chunk's size": post(b"Transfer-Encoding: chunked", body=b"5\nhello\r\n0\r\n\r\n"),
    "folded field": b"GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n",
    "CR in a value": b"GET / HTTP/1.1\r\nHost: a\r\nX: b\rc\r\n\r\n",
    "NUL in a value": b"GET / HTTP/1.1\r\nHost: a\r\nX: b\0c\r\n\r\n",
    "no Host": b"GET / HTTP/1.1\r\nX: b\r\n\r\n",
}


class Server:
    """One of the programs, while it runs."""

    def __init__(self, program, tls):
        self.port = free_port()
        self.process = subprocess.Popen(
            [str(program), str(self.port), str(tls / "cert.pem"), str(tls / "key.pem")])
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        self.context.check_hostname, self.context.verify_mode = False, ssl.CERT_NONE
        while True:
            if self.process.poll() is not None:
                raise Failed(f"{program} did not start")
            with contextlib.suppress(OSError):
                self.connect().close()
                return
            time.sleep(0.05)

    def connect(self):
        return self.context.wrap_socket(socket.create_connection(("127.0.0.1", self.port), 60))

    def cpu_seconds(self):
        """Of all threads, which none of these servers ends."""
        return sum(int(file.read_text().split()[0]) for file in
                   pathlib.Path(f"/proc/{self.process.pid}/task").glob("*/schedstat")) / 1e9

    def memory(self):
        """Kilobytes of its own."""
        text = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"RssAnon:\s+(\d+)", text).group(1))


def cpu(server, seconds):
    """Microseconds for a request, over 64 connections that are kept."""
    before = server.cpu_seconds()
    run = subprocess.run(["wrk", "-t1", "-c64", f"-d{seconds}s", f"https://127.0.0.1:{server.port}/"],
                         capture_output=True, text=True)
    requests = re.search(r"(\d+) requests in", run.stdout)
    if not requests or requests.group(1) == "0" or "Non-2xx" in run.stdout:
        raise Failed(run.stdout + run.stderr)
    return (server.cpu_seconds() - before) / int(requests.group(1)) * 1e6


def ask(connection):
    connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    received = b""
    while received.partition(b"\r\n\r\n")[2].count(b"}") == 0:
        part = connection.recv(65536)
        if not part:
            raise Failed("the server closed a connection")
        received += part


def kilobytes_idle(server, count):
    """Of memory, for each connection that has been answered once."""
    with contextlib.ExitStack() as stack:
        before = server.memory()
        for _ in range(count):
            ask(stack.enter_context(server.connect()))
        return (server.memory() - before) / count


def statuses(server, request):
    """Of all answers that come, and whether the connection was closed."""
    received = b""
    with server.connect() as connection:
        connection.settimeout(QUIET_SECONDS)
        connection.sendall(request)
        with contextlib.suppress(ssl.SSLError, ConnectionError):
            try:
                while part := connection.recv(65536):
                    received += part
            except TimeoutError:
                return re.findall(rb"HTTP/1\.[01] (\d+)", received), False
    return re.findall(rb"HTTP/1\.[01] (\d+)", received), True


def taken(server, request):
    """What it makes of it, in a word or two."""
    found, is_closed = statuses(server, request)
    said = ", ".join(status.decode() for status in found) or "nothing"
    return said + (" and closed" if is_closed else "")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--build", default="build", type=pathlib.Path)
    parser.add_argument("--seconds", type=int, default=5, help="of each measurement of CPU")
    parser.add_argument("--rounds", type=int, default=3, help="turns; medians are taken")
    parser.add_argument("--connections", type=int, default=1000, help="that are idle")
    options = parser.parse_args()
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    with tempfile.TemporaryDirectory(prefix="glimt-bench-") as scratch, contextlib.ExitStack() as stack:
        tls = pathlib.Path(scratch)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256",
                        "-nodes", "-days", "2", "-subj", "/CN=localhost", "-keyout", tls / "key.pem",
                        "-out", tls / "cert.pem"], check=True, capture_output=True)
        servers = {name: Server(options.build / "bench" / "http" / name, tls) for name in PROGRAMS}
        for server in servers.values():
            stack.callback(stop, server.process)
        for name, server in servers.items():
            print(f"{name:<12} KB for an idle connection {kilobytes_idle(server, options.connections):>7.1f}",
                  flush=True)
        for name, server in servers.items():
            for what, request in ODD.items():
                print(f"{name:<12} {what:<26} {taken(server, request)}", flush=True)
        rounds = [{name: cpu(server, options.seconds) for name, server in servers.items()}
                  for _ in range(options.rounds)]
        for name in servers:
            print(f"{name:<12} us of CPU for a request {statistics.median(one[name] for one in rounds):>8.1f}")


if __name__ == "__main__":
    try:
        main()
    except Failed as problem:
        raise SystemExit(f"bench: {problem}") from None
