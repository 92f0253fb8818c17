"""pgbouncer before the database, which has to keep a connection for each session."""

import contextlib
import shutil
import subprocess
import threading

import pytest

from client import Client, Server, refused_start
from ports import free_port, open_when_there
from postgres import postgres

PROGRAM = shutil.which("pgbouncer") or shutil.which("/usr/sbin/pgbouncer")
CONTACTS = "/v1/Core/Contacts"

pytestmark = [pytest.mark.skipif(not PROGRAM, reason="no pgbouncer"), pytest.mark.own_postgres]


@contextlib.contextmanager
def pooled(mode):
    """The URL of a database behind one."""
    with postgres() as there:
        there.migrated_database("pooled")
        port = free_port()
        files = {"users": '"glimt" ""\n', "pgbouncer.ini": f"""[databases]
* = host={there.directory}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = trust
auth_file = {there.directory}/users
pool_mode = {mode}
default_pool_size = 50
"""}
        for name, text in files.items():
            with open(f"{there.directory}/{name}", "w", encoding="utf-8") as file:
                file.write(text)
        process = subprocess.Popen([PROGRAM, "-q", f"{there.directory}/pgbouncer.ini"], stderr=subprocess.DEVNULL,
                                   **there.user)
        try:
            open_when_there(port, process).close()
            yield f"postgres://glimt@127.0.0.1:{port}/pooled"
        finally:
            process.kill()
            process.wait()


def directory_for(tmp_path, url):
    """Commands find the database, too."""
    directory = tmp_path / "data"
    directory.mkdir(mode=0o700)
    (directory / "glimt.conf").write_text(f'database = "{url}"\n')
    return directory


def write_and_read(server, application, names):
    client = Client(server, *application)
    for name in names:
        made = client.create(name=name)
        assert client.good("GET", f"{CONTACTS}/{made['id']}")["name"] == name
        changed = {"name": name + "!", "contactType": "Company", "responsibleId": 1}
        client.good("PUT", f"{CONTACTS}/{made['id']}", changed)


def test_a_connection_for_each_session(tmp_path):
    with pooled("session") as url:
        server = Server(directory_for(tmp_path, url))
        try:
            application = server.application()
            names = [[f"Bygg {thread} {number}" for number in range(5)] for thread in range(4)]
            threads = [threading.Thread(target=write_and_read, args=(server, application, those)) for those in names]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            found = sorted(row["name"] for row in Client(server, *application).walk(CONTACTS))
            assert found == sorted(name + "!" for those in names for name in those)
        finally:
            _, said = server.stop()
        assert "error" not in said


def test_a_connection_for_each_transaction_is_refused(tmp_path):
    with pooled("transaction") as url:
        assert refused_start(directory_for(tmp_path, url)).endswith(
            " A pooler hands the connection on between transactions, and has to keep one for each session, as pgbouncer"
            " does with pool_mode = session.")
