"""The table of odd requests through proxies that keep their connections to the server: whatever each of them makes
of a row, no request is read twice, and nobody gets the answer of another. `pytest -s` prints what was tried and held."""

import contextlib
import os
import re
import shutil
import socket
import subprocess

import pytest

from answers import read_answers
from boundaries import FOLLOWING, MARKS, TRAP_PAGE, marked, rows
from client import REQUEST_ID, running
from ports import PATIENCE, count_used, free_port, names_of_contacts, open_when_there, wait_until_used

NGINX = """
daemon off; worker_processes 1; pid {directory}/pid; error_log {directory}/log;
events {{ worker_connections 4096; }}
http {{
    access_log off; large_client_header_buffers 8 64k; client_max_body_size 4m; keepalive_timeout 600s;
    keepalive_requests 100000; client_header_timeout 2s; client_body_timeout 2s;
    client_body_temp_path {directory}/1; proxy_temp_path {directory}/2; fastcgi_temp_path {directory}/3;
    uwsgi_temp_path {directory}/4; scgi_temp_path {directory}/5;
    upstream glimt {{ server 127.0.0.1:{upstream}; keepalive 1; keepalive_requests 100000; }}
    server {{
        listen 127.0.0.1:{port};
        location / {{
            proxy_pass http://glimt; proxy_http_version 1.1; proxy_request_buffering off;
            proxy_set_header Connection ""; proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-Proto https;
        }}
    }}
}}
"""
HAPROXY = """
global
    nbthread 1
    tune.bufsize 65536
defaults
    mode http
    timeout connect 60s
    timeout server 600s
    timeout client 2s
    timeout http-request 2s
    timeout http-keep-alive 600s
    http-reuse always
{more}
frontend clients
    bind 127.0.0.1:{port}
    http-request set-header X-Forwarded-Proto https
    default_backend glimt
backend glimt
    server glimt 127.0.0.1:{upstream} pool-max-conn 1
"""
CADDY = """
{{
    admin off
    auto_https off
    servers {{
        timeouts {{
            read_header 2s
            read_body 2s
            idle 600s
        }}
    }}
}}
http://:{port} {{
    bind 127.0.0.1
    reverse_proxy 127.0.0.1:{upstream} {{
        header_up X-Forwarded-Proto https
        transport http {{
            keepalive 600s
            keepalive_idle_conns_per_host 1
        }}
    }}
}}
"""
PROXIES = {
    "nginx": (NGINX, ["nginx", "-c"]),
    "haproxy": (HAPROXY.replace("{more}", ""), ["haproxy", "-db", "-f"]),
    "haproxy that lets odd ones through": (HAPROXY.replace("{more}", "    option accept-invalid-http-request"),
                                           ["haproxy", "-db", "-f"]),
    "caddy": (CADDY, ["caddy", "run", "--adapter", "caddyfile", "--config"]),
}


@contextlib.contextmanager
def proxy(name, upstream, directory):
    """A proxy in front of a port; gives its own."""
    text, command = PROXIES[name]
    path = "/usr/sbin:" + os.environ["PATH"]
    program = shutil.which(command[0], path=path)
    if not program:
        assert os.environ.get("GLIMT_SKIP_NOTHING") != "1", f"{command[0]} is not installed"
        pytest.skip(f"{command[0]} is not installed: tools/install.sh test")
    port = free_port()
    configuration = directory / "configuration"
    configuration.write_text(text.format(directory=directory, port=port, upstream=upstream), encoding="ascii")
    with open(directory / "said", "wb") as said, subprocess.Popen(
            [program, *command[1:], str(configuration)], stdout=said, stderr=said, cwd=directory,
            env={"PATH": path, "HOME": str(directory)}) as process:
        try:
            open_when_there(port, process).close()
            yield port
        finally:
            process.terminate()


def read_chunks(data):
    body = b""
    while True:
        size, _, data = data.partition(b"\r\n")
        if not size or int(size, 16) == 0:
            return body, data.partition(b"\r\n")[2]
        body, data = body + data[:int(size, 16)], data[int(size, 16) + 2:]


def read_loosely(data, is_head):
    """Fields and body of each answer, as a proxy writes them: also without a length, until the end."""
    found = []
    while data.startswith(b"HTTP/1."):
        head, _, data = data.partition(b"\r\n\r\n")
        status = int(head.split()[1])
        fields = {name.decode().lower(): value.strip().decode() for name, _, value in
                  (line.partition(b":") for line in head.split(b"\r\n")[1:])}
        if status == 100:
            continue
        if (is_head and not found) or status in (204, 304):
            body = b""
        elif fields.get("transfer-encoding") == "chunked":
            body, data = read_chunks(data)
        else:
            length = int(fields.get("content-length", len(data)))
            body, data = data[:length], data[length:]
        found.append((status, fields, body))
    return found


class Odd:
    """A client that sends a row, and then a good request."""

    def __init__(self, row, first, port, data):
        self.row, self.first, self.data, self.received = row, first, data, b""
        self.connection = socket.create_connection(("127.0.0.1", port), PATIENCE)

    def send(self, begin, end):
        with contextlib.suppress(OSError):  # a proxy need not read on
            self.connection.sendall(self.data[begin:end])

    def read(self, patience):
        """Until the good one is answered or the connection ends; False when neither came in time."""
        self.connection.settimeout(patience)
        try:
            while b'"page":%d' % (self.first + 3) not in self.received:
                part = self.connection.recv(65536)
                if not part:
                    break
                self.received += part
        except TimeoutError:
            return False
        except OSError:
            pass
        self.connection.close()
        return True


class Two:
    """Two clients of a proxy: one sends rows, the other asks something of its own after each."""

    def __init__(self, server, port):
        self.port, self.next = port, 1_000_000
        self.odd, self.ghost, self.calm = (server.client() for _ in range(3))
        self.connection = open_when_there(port)
        self.ids, self.asked, self.good, self.trapped, self.created = [], 0, 0, 0, []
        self.faults, self.tried, self.passed = [], 0, 0

    def ask(self):
        """A request of the calm client; its answer must be the next and its own."""
        mark, self.next = self.next, self.next + len(MARKS)
        self.connection.sendall(marked(FOLLOWING, mark, self.calm.token.encode(), b""))
        received, answers = b"", []
        while not answers:
            part = self.connection.recv(65536)
            assert part, f"closed after {received[:200]}"
            received += part
            answers, rest = read_answers(received)
        assert [answer.status for answer in answers] == [200] and not rest, received[:500]
        assert b'"page":%d,' % (mark + 3) in answers[0].body, received[:500]
        self.ids.append(answers[0].fields["x-request-id"])
        self.asked += 1

    def send(self, row, in_halves):
        data = marked(row.data + FOLLOWING, self.next, self.odd.token.encode(), self.ghost.token.encode())
        one = Odd(row, self.next, self.port, data)
        self.next += len(MARKS)
        half = len(row.data) // 2 if in_halves else 0
        if in_halves:
            one.send(0, half)
            self.ask()
        one.send(half, None)
        return one

    def look(self, one):
        """What is wrong with what the odd client received, or None."""
        marks = []
        answers = read_loosely(one.received, one.row.is_head)
        ours = [answer for answer in answers if "x-request-id" in answer[1]]
        self.passed += bool(ours)
        for status, fields, body in ours:
            if not REQUEST_ID.match(fields["x-request-id"]):
                return f"X-Request-Id {fields['x-request-id']}"
            self.ids.append(fields["x-request-id"])
            if status >= 300:
                continue
            found = [int(mark) for mark in re.findall(rb'"(?:page|name)":"?([0-9]{7})', body)]
            trapped = found == [TRAP_PAGE]
            self.trapped += trapped
            self.good += not trapped
            marks += [] if trapped else found
            self.created += found if status == 201 else []
        if marks != sorted(set(marks)) or not set(marks) <= set(range(one.first, one.first + len(MARKS))):
            return f"{marks} for {one.first}"
        return None

    def end(self, one):
        self.tried += 1
        fault = self.look(one)
        if fault:
            self.faults.append(f"{one.row.name}: {fault}")


@pytest.mark.parametrize("name", PROXIES)
def test_each_row_behind(name, tmp_path):
    upstream = free_port()
    with running("--plain-listen", f"127.0.0.1:{upstream}", "--trusted-proxy", "127.0.0.1",
                 "--threads", "1") as server, proxy(name, upstream, tmp_path) as port:
        two, waiting = Two(server, port), []
        for in_halves in (False, True):
            for row in rows():
                one = two.send(row, in_halves)
                if one.read(0.1):
                    two.end(one)
                else:
                    waiting.append(one)  # the proxy's own patience ends it
                two.ask()
        for one in waiting:
            assert one.read(PATIENCE)
            two.end(one)
            two.ask()
        print(f"\nbehind {name}: {two.tried} tried, {two.tried - len(two.faults)} held; "
              f"{two.passed} were answered by the server, the others by the proxy; {two.asked} of the other client")
        assert not two.faults, "\n".join(two.faults[:50])
        assert len(set(two.ids)) == len(two.ids)
        wait_until_used(server, two.asked + two.good + two.trapped)
        assert server.stop()[0] == 0
        used = count_used(server)
        assert used.get(two.calm.identifier, 0) == two.asked
        assert used.get(two.odd.identifier, 0) == two.good
        assert used.get(two.ghost.identifier, 0) == two.trapped
        assert names_of_contacts(server) == sorted(str(number) for number in two.created)
