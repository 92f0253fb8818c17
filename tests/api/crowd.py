"""Many connections at once, each in the middle of something."""

import contextlib
import json
import os
import pathlib
import re
import resource
import socket
import ssl
import struct

import record
from uploads import new_task

TIMEOUT = 120  # seconds; only against a test that hangs


def allow_many_files():
    """For this process, and servers that it starts; how many."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most


def new_context():
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    return context


def client_hello():
    """The first bytes of a handshake."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    with contextlib.suppress(ssl.SSLWantReadError):
        new_context().wrap_bio(incoming, outgoing).do_handshake()
    return outgoing.read()


class Crowd:
    """Opens connections to one server."""

    def __init__(self, server):
        self.server, self.context, self.hello = server, new_context(), client_hello()

    def bare(self, first=b"", room=None):
        """A connection without TLS; `room` is how many bytes it takes before they are read."""
        opened = socket.socket()
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if room:  # and short segments: of long ones the system would keep megabytes at the other end
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
            opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536)
        opened.settimeout(TIMEOUT)
        opened.connect(("127.0.0.1", self.server.port))
        if first:
            opened.sendall(first)
        return opened

    def secure(self, first=b"", room=None):
        opened = self.context.wrap_socket(self.bare(room=room))
        if first:
            opened.sendall(first)
        return opened


def head(method, path, *lines):
    return "\r\n".join([f"{method} {path} HTTP/1.1", "Host: localhost", *lines]).encode() + b"\r\n\r\n"


class Company:
    """A server whose deadlines come when the test says, a token, a list that is long, and a task."""

    def __init__(self, server, clock):
        self.server, self.clock, self.crowd = server, clock, Crowd(server)
        self.client = server.client()
        self.bearer = f"Authorization: Bearer {self.client.token}"
        for number in range(100):
            self.client.create(name=f"{number}" + "å" * 250,
                               visitingAddress={"streetAddress": "x" * 240})
        self.path = new_task(self.client)

    def head(self, method, path, *lines):
        return head(method, path, self.bearer, *lines)


def answer_of(wire):
    """Status and body of what comes on a connection; None for one that is closed without."""
    received = b""
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        while True:
            part = wire.recv(65536)
            received += part
            top, between, body = received.partition(b"\r\n\r\n")
            length = re.search(rb"\r\nContent-Length: (\d+)", top)
            if not part or between and len(body) >= int(length.group(1) if length else 0):
                break
    if not received:
        return None
    return int(received.split()[1]), body


def drain(wire):
    """All that still comes until the connection is closed."""
    received = b""
    with contextlib.suppress(ConnectionError, ssl.SSLError):
        while part := wire.recv(65536):
            received += part
    return received


def break_off(wire):
    """The other end gets a reset."""
    wire.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    wire.close()


# ---- the server's side ----


def own_memory(server):
    """Kilobytes of the server's own, without what files hold."""
    with open(f"/proc/{server.process.pid}/status", encoding="ascii") as lines:
        return next(int(line.split()[1]) for line in lines if line.startswith("RssAnon:"))


def sockets_in_the_file_system():
    """As descriptors name them: those of the tests' PostgreSQL, which have no other."""
    with open("/proc/net/unix", encoding="ascii", errors="replace") as table:
        return {f"socket:[{line.split()[6]}]" for line in table.readlines()[1:]}


def descriptors(server):
    """What each open descriptor of the server is, without numbers of sockets. How many connections to a
    database elsewhere it keeps is bounded, and nothing that its clients do one by one."""
    found, elsewhere = [], sockets_in_the_file_system()
    for entry in pathlib.Path(f"/proc/{server.process.pid}/fd").iterdir():
        with contextlib.suppress(FileNotFoundError):  # it was closed while we looked
            name = os.readlink(entry)
            if name not in elsewhere:
                found.append(re.sub(r"\[\d+\]", "", name))
    return sorted(found)


def threads(server):
    return len(os.listdir(f"/proc/{server.process.pid}/task"))


def sentence_of(answer):
    """What an answer says to a person."""
    record.keep_said(answer[1].decode())
    return json.loads(answer[1])["message"]
