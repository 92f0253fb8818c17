"""Several servers on one database."""

import contextlib
import shutil
import threading

from client import Client, Server
from people import Person

WRITER_LOCK = 0x676c0001  # of src/db/postgres/transaction.c


def begin(directory, url, key_of=None):
    """A directory whose settings name the database, so that commands find it, too; with another's key."""
    directory.mkdir(mode=0o700, exist_ok=True)
    (directory / "glimt.conf").write_text(f'database = "{url}"\n')
    if key_of:
        shutil.copy2(key_of / "secret.key", directory / "secret.key")
    return directory


@contextlib.contextmanager
def nodes(folder, url, count, *flags, options=()):
    """So many servers; those behind the first have its key. `options` are of each one's process."""
    with contextlib.ExitStack() as ends:
        servers = []
        for i in range(count):
            directory = begin(folder / f"node{i}", url, servers[0].directory if servers else None)
            servers.append(Server(directory, *flags, **(options[i] if i < len(options) else {})))
            ends.callback(servers[-1].stop)
        yield servers


def clients(servers, *flags):
    """One application, with one token, at each of the servers."""
    first = Client(servers[0], *servers[0].application(*flags))
    others = [Client(server) for server in servers[1:]]
    for other in others:
        other.token = first.token
    return [first, *others]


def same_person(person, server):
    """Somebody who has signed in elsewhere, with the same cookie."""
    other = Person(server)
    other.csrf, other.email, other.id = person.csrf, person.email, person.id
    for cookie in person.session.cookies:
        other.session.cookies.set_cookie(cookie)
    return other


class Later:
    """What another thread does meanwhile."""

    def __init__(self, work, *arguments):
        self.found = []
        self.thread = threading.Thread(target=lambda: self.found.append(work(*arguments)))
        self.thread.start()

    def end(self):
        self.thread.join()
        return self.found[0]

