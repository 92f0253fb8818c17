"""docs/operations.md and docs/scaling.md do what they say of a database on a server: their commands are run, with a
PostgreSQL that speaks TLS, a replica of it, a Redis and a bucket where the pages have theirs."""

import contextlib
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import tempfile
import time

import pytest

from client import Client, Server, glimt
from nodes import Later
from ports import free_port
from postgres import PROGRAMS as OF_POSTGRES
from postgres import postgres
from redis_server import PROGRAM as REDIS
from redis_server import redis
from s3_server import KEY_ID, SECRET, s3_server
from test_operations import (BACK, BLOCKS, DATA, GROUP, KEYS, ON_A_SERVER, PROGRAMS, ROOT, SECOND, SHELL, USER, at, moved,
                             one_place, run)  # noqa: F401
from uploads import download, file, new_task, upload

pytestmark = pytest.mark.own_postgres

SCALING = re.findall(r"^```(\w*)\n(.*?)^```$", (ROOT / "docs/scaling.md").read_text(encoding="utf-8"), re.M | re.S)
SQL = [text for kind, text in BLOCKS if kind == "sql"]


def block(words, blocks=None):
    """The only one of the commands with these words."""
    [found] = [text for text in blocks or ON_A_SERVER if words in text]
    return found


NEW, COPY, COPY_BACK = block("createuser"), block("glimt copy --from /srv"), block("--from-file")
SEVERAL, REPLICA, SHARED = block("secret.key"), block("--read-database"), block("--redis")
BUCKET = block("s3://", [text for kind, text in SCALING if kind == "sh"])


@pytest.fixture(name="there", scope="module")
def of_an_administrator():
    """A PostgreSQL with a certificate and no user but `postgres`, which psql and others find by themselves."""
    with tempfile.TemporaryDirectory() as keys, pytest.MonkeyPatch.context() as environment:
        os.chmod(keys, 0o755)
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-addext",
                        "subjectAltName=DNS:localhost", "-keyout", "key", "-out", "cert"], cwd=keys, check=True, capture_output=True)
        if os.getuid() == 0:
            shutil.chown(f"{keys}/key", "postgres")
        environment.setenv("PGPORT", str(free_port()))
        environment.setenv("PGSSLROOTCERT", f"{keys}/cert")
        environment.setenv("HOME", keys)  # systemd gives the server that of its user
        with postgres("listen_addresses = 'localhost'", f"port = {os.environ['PGPORT']}", "ssl = on", "wal_level = replica",
                      f"ssl_cert_file = '{keys}/cert'", f"ssl_key_file = '{keys}/key'", alone=True) as made:
            made.command("CREATE ROLE postgres SUPERUSER LOGIN")
            environment.setenv("PGUSER", "postgres")
            environment.setenv("PGHOST", made.directory)
            environment.setenv("PATH", f"{OF_POSTGRES}:{os.environ['PATH']}")
            psql("ALTER ROLE glimt RENAME TO first")
            yield made


def psql(text, database="postgres", **more):
    return subprocess.run(["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", database, "-c", text], check=True, capture_output=True,
                          text=True, **more).stdout.strip()


@pytest.fixture(name="empty")
def empty_machine(there, place, monkeypatch):
    """Nothing is left of a test before; the program is where the page has it."""
    psql("DROP DATABASE IF EXISTS glimt WITH (FORCE)")
    for role in psql("SELECT rolname FROM pg_roles WHERE rolname LIKE 'glimt%' ORDER BY rolname DESC").split():
        psql(f"DROP ROLE {role}")
    run(SHELL[0], place)
    monkeypatch.setattr("client.BINARY", str(at(place, PROGRAMS) / "glimt"))
    return there


def of(text, word):
    """The lines of a block that have a word, and those that have not."""
    lines = text.splitlines()
    return "\n".join(line for line in lines if word in line), "\n".join(line for line in lines if word not in line)


def with_hosts(text, **hosts):
    """The text with hosts of this machine: `db`, and what a test names."""
    for name, host in {"db": "localhost", **hosts}.items():
        text = text.replace(f"https://{name}.example.org", host).replace(f"{name}.example.org", host)
    assert "example" not in text
    return text


@contextlib.contextmanager
def served(text, place, directory=DATA, **hosts):
    """While the server of a block runs, by the page's user, with another port for its clients."""
    command, _ = of(text, "glimt serve ")
    words = shlex.split(moved(with_hosts(command, **hosts), place))
    assert words[:3] == ["glimt", "serve", "--data"] and words[3] == str(at(place, DATA))
    server = Server(at(place, directory), *words[4:], user=USER, group=GROUP)
    try:
        yield server
    finally:
        server.stop()


def keep(place, name, text):
    """A file that the pages have in /etc/glimt, for the server's user alone."""
    run(f"install -d -o glimt -g glimt -m 700 {KEYS}; install -o glimt -g glimt -m 600 /dev/null {KEYS}/{name}", place)
    (at(place, KEYS) / name).write_text(text)


def name_database(place):
    """The address of the page, in the file that the page has for it."""
    address = re.search(r"postgres://[^']+", NEW)[0]
    keep(place, "database", with_hosts(address) + "\n")
    return "--database-file", at(place, KEYS) / "database"


def client_of(server, *flags, more=("--rate", "off")):
    made = json.loads(glimt("app", "add", "x", "--all-permissions", *more, "--json", "--data", server.directory, *flags).stdout)
    return Client(server, made["id"], made["secret"])


def encrypted():
    """How many connections of servers are."""
    return int(psql("SELECT count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                    " WHERE ssl AND usename = 'glimt' AND application_name = 'glimt'"))


def test_a_new_database(empty, place):
    """By a user who is no superuser, over TLS with a certificate that is held against the name of the host."""
    run(of(NEW, "glimt serve ")[1], place)
    with served(NEW, place) as server:
        client = client_of(server, *name_database(place))
        assert client.create()["id"] == 1
        assert encrypted() > 1
    assert psql("SELECT usesuper FROM pg_user WHERE usename = 'glimt'") == "f"
    assert psql("SELECT count(*) FROM pg_roles WHERE rolname = 'glimt_serve_glimt'") == "1"


def test_roles_of_an_administrator(empty, place):
    """Where the user may make none; and a user who only serves."""
    prepared = of(NEW, "glimt serve ")[1]
    run(prepared.replace("createuser --createrole", "createuser"), place)
    database = name_database(place)
    refused = glimt("migrate", "--data", at(place, DATA), *database, check=False)
    for statement in block("NOLOGIN", SQL).splitlines():
        assert statement.rstrip(";") in refused.stderr
    psql(block("NOLOGIN", SQL))
    glimt("migrate", "--data", at(place, DATA), *database)
    psql(block("LOGIN IN", SQL))
    with served(NEW.replace("glimt@", "glimt_server@"), place) as server:
        assert client_of(server, *database).create()["id"] == 1
    while psql("SELECT usename FROM pg_stat_activity WHERE application_name = 'glimt'") != "":
        time.sleep(0.01)


@pytest.fixture(name="company")
def company_in_a_directory(empty, place):
    """A contact and a file, and who asks for them: (identifier, secret), path and number of the file."""
    server = Server(at(place, DATA), user=USER, group=GROUP)
    known = server.application("--all-permissions", "--rate", "off")
    client = Client(server, *known)
    client.create(name="Åkes Bygg")
    path = new_task(client)
    number = upload(client, path, file(b"ett"))["id"]
    server.stop()
    run(f"chown -R glimt:glimt {DATA}", place)
    run("createuser --createrole glimt", place)
    return known, path, number


def found(server, company):
    known, path, number = company
    client = Client(server, *known)
    assert [item["name"] for item in client.walk("/v1/Core/Contacts")] == ["Åkes Bygg"]
    assert download(client, path, number).content == b"ett"
    return client


def test_from_a_directory_to_several_servers_and_back(company, place):
    run(with_hosts(COPY), place)
    with served(NEW, place) as one:
        found(one, company)
        run(SEVERAL, place)
        with served(NEW, place, directory=SECOND) as two:
            found(two, company)
            assert len({path.stat().st_uid for path in (at(place, SECOND), at(place, DATA) / "secret.key",
                                                        at(place, SECOND) / "secret.key")}) == 1
    name_database(place)
    run(COPY_BACK, place)
    server = Server(at(place, BACK), user=USER, group=GROUP)
    found(server, company)
    server.stop()


@pytest.mark.skipif(not REDIS, reason="no Redis")
def test_servers_that_count_in_a_redis(empty, place):
    run(of(NEW, "glimt serve ")[1], place)
    database = name_database(place)
    with redis(place / "redis") as shared:
        with served(SHARED, place, redis=f"127.0.0.1:{shared.port}") as one:
            run(SEVERAL, place)
            with served(SHARED, place, directory=SECOND, redis=f"127.0.0.1:{shared.port}") as two:
                client = client_of(one, *database, more=())
                other = Client(two)
                other.token = client.token
                for asks in (client, other):
                    while asks.get("/v1/Core/Contacts?page=1").status_code == 200:
                        pass
                assert len([key for key in shared.keys() if not key.endswith(":trial")]) == 1


@contextlib.contextmanager
def replica(there):
    """Its host and port."""
    port = free_port()
    there.run("pg_basebackup", "-h", there.directory, "-p", os.environ["PGPORT"], "-U", "postgres", "-D", "replica", "-R",
              "-c", "fast", "--no-sync", "-X", "stream")
    there.run("pg_ctl", "-D", "replica", "-l", "replica.log", "-w", "-o", f"-p {port}", "start")
    try:
        yield f"localhost:{port}"
    finally:
        there.run("pg_ctl", "-D", "replica", "-m", "immediate", "-w", "stop")
        shutil.rmtree(pathlib.Path(there.directory) / "replica", ignore_errors=True)


def test_a_replica_to_read_from(empty, place):
    run(of(NEW, "glimt serve ")[1], place)
    database = name_database(place)
    with replica(empty) as host, served(REPLICA, place, replica=host) as server:
        client = client_of(server, *database)
        client.create()
        asked = lambda: psql("SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0)) > 0 FROM pg_stat_user_tables"
                             " WHERE relname = 'contacts'", "glimt", env={**os.environ, "PGPORT": host.rpartition(":")[2]})
        size = 0
        while asked() != "t":  # it may be behind, and counts what it has read somewhat later
            size += 1
            assert client.get(f"/v1/Core/Contacts?page=1&pageSize={1 + size % 100}").status_code == 200
        refused = glimt("migrate", "--data", server.directory, "--database", f"postgres://glimt@{host}/glimt", check=False)
        assert refused.returncode == 1 and refused.stderr.endswith("is on a standby, which can only be read: name its primary.\n")


@pytest.mark.skipif(not shutil.which("swift-proxy-server"), reason="no Swift")
def test_files_in_a_bucket(empty, place, monkeypatch):
    monkeypatch.setattr("s3_server.BUCKET", "attachments")
    start = Later(lambda: run(of(NEW, "glimt serve ")[1], place))
    with s3_server() as store:
        start.end()
        database = name_database(place)
        keep(place, "s3", f"{KEY_ID}\n{SECRET}\n")
        with served(BUCKET, place, s3=store.endpoint) as server:
            client = client_of(server, *database)
            path = new_task(client)
            number = upload(client, path, file(b"hej"))["id"]
            assert download(client, path, number).content == b"hej"
            [name] = store.names()
            assert name.startswith("glimt/1/") and store.content(name) == b"hej"
