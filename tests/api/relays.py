"""Stands between a server and its PostgreSQL, and counts how often the one waits for the other.

Statements go to the database in sets that end with a Sync, and its answers to a set are waited for
together. So every set is a round trip, but those at whose end nobody waits: the end of a
transaction that has read, and statements that are dropped.
"""

import contextlib
import pathlib
import select
import socket
import tempfile
import threading


UNWAITED = ("ROLLBACK", "DEALLOCATE")


class Sender:
    """What one connection has sent: its messages put together, and told as texts."""

    def __init__(self):
        self.rest = b""
        self.names = {}  # of statements that it has prepared
        self.set = []

    def take(self, data):
        """The sets that are whole by now."""
        self.rest += data
        whole = []
        while len(self.rest) >= 5:
            begins = self.rest[:1] in b"\0"  # the first message has no kind
            at = 0 if begins else 1
            end = at + int.from_bytes(self.rest[at : at + 4], "big")
            if len(self.rest) < end:
                break
            kind, body, self.rest = self.rest[:at], self.rest[at + 4 : end], self.rest[end:]
            self.note(kind, body)
            if kind in (b"S", b"Q"):
                whole.append(self.set)
                self.set = []
        return whole

    def note(self, kind, body):
        if kind == b"P":
            name, text = body.split(b"\0")[:2]
            self.names[name] = text.decode()
        elif kind == b"B":
            self.set.append(self.names[body.split(b"\0")[1]])
        elif kind == b"D" and body[:1] == b"S":
            self.set.append("prepare " + self.names[body[1:-1]])
        elif kind == b"Q":
            self.set.append(body[:-1].decode())


class Relay:
    """Carries what both say, and keeps the sets that the servers wait for."""

    def __init__(self, postgres, directory):
        self.there = next(pathlib.Path(postgres.directory).glob(".s.PGSQL.*[0-9]"))
        self.directory = directory
        self.seen = []  # the texts of each set
        self.lock = threading.Lock()
        self.listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.listening.bind(f"{directory}/{self.there.name}")
        self.listening.listen(64)
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                client, _ = self.listening.accept()
                threading.Thread(target=self.carry, args=(client,), daemon=True).start()

    def carry(self, client):
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        server.connect(str(self.there))
        sender = Sender()
        with client, server, contextlib.suppress(OSError):
            while True:
                for one in select.select([client, server], [], [])[0]:
                    data = one.recv(1 << 20)
                    if not data:
                        return
                    if one is client:
                        self.note(sender.take(data))
                    (server if one is client else client).sendall(data)

    def note(self, sets):
        waited = [one for one in sets if not all(text.startswith(UNWAITED) for text in one)]
        with self.lock:
            self.seen += waited

    @property
    def trips(self):
        with self.lock:
            return len(self.seen)

    def close(self):
        self.listening.close()


@contextlib.contextmanager
def relay(postgres):
    with tempfile.TemporaryDirectory(prefix="glimt-relay-") as directory:
        made = Relay(postgres, directory)
        try:
            yield made
        finally:
            made.close()
