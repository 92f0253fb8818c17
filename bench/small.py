"""How small the server is: its start, its memory at rest and for each idle connection, and whether
thousands of idle connections and hundreds of busy ones live side by side."""

import contextlib
import pathlib
import resource
import socket
import ssl
import time

import table
from data import log_in
from measure import wrk
from servers import Failed, glimt_server

AIM_START_MS, AIM_REST_MB, AIM_CONNECTION_KB = 100, 40, 16
IDLE, BUSY = 5000, 500
WARM = 200  # connections before any is counted, so that what all share is there
REPORTS = "/v1/Core/TimeReports"
LARGE = "bench-scale-10000000"  # of bench/scale.py


def resident_kb(process):
    """Of the process: all, and what is its own and not a file's."""
    lines = pathlib.Path(f"/proc/{process.pid}/status").read_text().splitlines()
    found = dict(line.split(":", 1) for line in lines)
    return tuple(int(found[name].split()[0]) for name in ("VmRSS", "RssAnon"))


def proportional_kb(process):
    for line in pathlib.Path(f"/proc/{process.pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise Failed("the memory of glimt can't be read")


def measure_start(options, data):
    """Milliseconds until it listens, at best: what else the machine does only makes it longer."""
    times = []
    for _ in range(max(5, options.rounds)):
        start = time.monotonic()
        with glimt_server(options.binary, data):
            times.append((time.monotonic() - start) * 1000)
    return min(times), times


class Idle:
    """Connections that were answered once and stay open."""

    def __init__(self, url, client):
        self.host, port = url.removeprefix("https://").split(":")
        self.port = int(port)
        self.tls = ssl.create_default_context(cafile=str(client.certificate))
        self.request = (f"GET {REPORTS}?page=1&pageSize=25 HTTP/1.1\r\nHost: {self.host}\r\n"
                        f"Authorization: Bearer {client.token}\r\n\r\n").encode()
        self.open = []

    def add(self, count):
        for _ in range(count):
            plain = socket.create_connection((self.host, self.port))
            plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.open.append(self.tls.wrap_socket(plain, server_hostname=self.host))
            self.ask(self.open[-1])

    def ask(self, connection):
        connection.sendall(self.request)
        answer = b""
        while b"\r\n\r\n" not in answer:
            part = connection.recv(65536)
            if not part:
                raise Failed("glimt closed a connection that was idle")
            answer += part
        head, _, body = answer.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise Failed(f"an idle connection was answered {head[:60]}")
        length = int(head.lower().partition(b"content-length:")[2].split()[0])
        while len(body) < length:
            body += connection.recv(65536)

    def ask_all(self):
        for connection in self.open:
            self.ask(connection)

    def close(self):
        for connection in self.open:
            connection.close()
        self.open = []


def measure_rest(rows, options, server, client, paths):
    before = resident_kb(server[1])
    wrk(server[0], 16, options.seconds, client.token, paths)
    after = resident_kb(server[1])
    for name, (whole, own) in {"started": before, "idle after load": after}.items():
        table.add_limit(rows, f"resident, {name} ({own / 1024:.1f} of it own)", 0, "MB",
                        whole / 1024, AIM_REST_MB)


def measure_connections(rows, options, server, client, paths):
    with contextlib.closing(Idle(server[0], client)) as idle:
        idle.add(WARM)
        before = resident_kb(server[1])[1], proportional_kb(server[1])
        idle.add(IDLE)
        after = resident_kb(server[1])[1], proportional_kb(server[1])
        own, proportional = ((new - old) / IDLE for new, old in zip(after, before))
        table.add_limit(rows, "an idle TLS connection", IDLE, "KB", max(own, proportional),
                        AIM_CONNECTION_KB, own_kb=own, proportional_kb=proportional)
        busy = wrk(server[0], BUSY, options.seconds, client.token, paths)
        idle.ask_all()
        table.add_limit(rows, f"errors of {BUSY} busy beside {IDLE} idle", BUSY, "",
                        busy["bad"], 0, busy=busy)


def measure_small(options, data, scratch):
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    large = data.parent / LARGE
    chosen = large if (large / "bench-sizes").exists() else data
    paths = scratch / "small"
    paths.write_text(f"{REPORTS}?page=1&pageSize=25\n")
    rows = []
    milliseconds, times = measure_start(options, chosen)
    table.add_limit(rows, f"start on {chosen.name}", 0, "ms", milliseconds, AIM_START_MS, runs=times)
    with glimt_server(options.binary, chosen) as server:
        client = log_in(options.binary, chosen, server[0])
        measure_rest(rows, options, server, client, paths)
    with glimt_server(options.binary, chosen) as server:
        client = log_in(options.binary, chosen, server[0])
        measure_connections(rows, options, server, client, paths)
    return rows
