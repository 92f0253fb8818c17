"""Stands between a server and its PostgreSQL, and counts how often the one waits for the other."""

import contextlib
import pathlib
import select
import socket
import tempfile
import threading


class Relay:
    """What goes to the database after it has said something begins a new round trip."""

    def __init__(self, postgres, directory):
        self.there = next(pathlib.Path(postgres.directory).glob(".s.PGSQL.*[0-9]"))
        self.directory = directory
        self.trips = 0
        self.seen = []  # what was sent in each
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
        said = True  # by the database
        with client, server, contextlib.suppress(OSError):
            while True:
                for one in select.select([client, server], [], [])[0]:
                    data = one.recv(1 << 20)
                    if not data:
                        return
                    if one is client:
                        self.note(data, said)
                    said = one is server
                    (server if one is client else client).sendall(data)

    def note(self, data, said):
        """Nobody waits for the end of what was read."""
        with self.lock:
            if said and not (b"ROLLBACK\0" in data and len(data) < 100):
                self.trips += 1
                self.seen.append(b"")
            if self.seen:
                self.seen[-1] += data

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
