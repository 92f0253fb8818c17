"""The database on a server: the same answers as with the one in the directory."""

import contextlib
import re

import pytest

from client import Client, Server, glimt, refused_start
from nodes import nodes

pytestmark = pytest.mark.own_postgres

PAGES = ["?page=1&pageSize=100", "?page=2&pageSize=17", "?page=45&pageSize=40", "?page=9&pageSize=100"]
ALL = "/v1/Core/Contacts?page=1&pageSize=100"
NEW = {"name": "Åkes Bygg", "contactType": "Company", "responsibleId": 1}


@contextlib.contextmanager
def served(directory, *flags, url=None):
    """Settings name the database, so commands find it, too."""
    directory.mkdir(mode=0o700, exist_ok=True)
    if url:
        (directory / "glimt.conf").write_text(f'database = "{url}"\n')
    server = Server(directory, *flags)
    try:
        yield server
    finally:
        server.stop()


def lists():
    """Those that every application may ask for."""
    lines = [line.split() for line in glimt("routes").stdout.splitlines()]
    return [line[1] for line in lines
            if line[0] == "GET" and line[1].startswith("/v1/") and ":" not in line[1]]


def without_ids(text):
    return re.sub(r'"requestId":"[^"]*"', "", text)


def without_times(text):
    return re.sub(r'"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+00:00"', '"then"', text)


def test_answers_are_the_same(there, tmp_path):
    with served(tmp_path / "here", "--demo") as here, \
            served(tmp_path / "there", "--demo", url=there.migrated_database("same")) as other:
        clients = [here.client(), other.client()]
        found = 0
        for path in [name + page for name in lists() for page in PAGES]:
            one, two = (client.get(path) for client in clients)
            assert (one.status_code, without_ids(one.text)) == (
                two.status_code, without_ids(two.text)), path
            found += one.status_code == 200
        assert found > 100
        one, two = (client.ask("POST", "/v1/Core/Contacts", NEW) for client in clients)
        assert one.status_code == two.status_code == 201
        assert without_times(one.text) == without_times(two.text)
        for directory in (here.directory, other.directory):
            assert "follows from the rows" in glimt("check", "--data", directory).stdout


def test_two_servers_share_one(there, tmp_path):
    url = there.migrated_database("shared")
    with nodes(tmp_path, url, 2) as (one, two):
        first, secret = one.application()
        clients = [Client(server, first, secret) for server in (one, two)]
        ids = [client.create()["id"] for client in clients * 5]
        assert ids == sorted(set(ids))
        lists = [client.get(ALL).content for client in clients]
        assert lists[0] == lists[1]


def test_it_goes_away_and_comes_back(there, tmp_path):
    with served(tmp_path / "data", url=there.migrated_database("away")) as server:
        client = server.client()
        kept = client.create()["id"]
        there.stop("immediate")
        for answer in (client.get(ALL), client.ask("POST", "/v1/Core/Contacts", NEW)):
            assert answer.status_code == 503 and answer.headers["Retry-After"]
            assert "cannot reach its database" in answer.json()["message"]
        there.start()
        while (answer := client.get(ALL)).status_code == 503:
            pass
        assert answer.status_code == 200, answer.text
        assert [item["id"] for item in answer.json()["items"]] == [kept]
        while (answer := client.ask("POST", "/v1/Core/Contacts", NEW)).status_code == 503:
            pass
        assert answer.status_code == 201, answer.text


def test_addresses_are_refused(there, tmp_path):
    secret = tmp_path / "url"
    directory = tmp_path / "data"
    assert "none that this glimt knows" in refused_start(directory, "--database", "mysql://x:s3cret@y/z")
    assert "does not exist on its server" in refused_start(
        directory, "--database", f"postgres://glimt:s3cret@/missing?host={there.directory}")
    for url in (f"postgres://glimt:s3cret@/missing?host={there.directory}", f"postgres:///missing?host={there.directory}&password=s3cret"):
        secret.write_text(url + "\n")
        secret.chmod(0o640)
        said = refused_start(directory, "--database-file", str(secret))
        assert said == f"glimt: The file of a password {secret} is open to others than its owner; chmod 600 {secret} closes it."
        secret.chmod(0o600)
        assert "missing at" in refused_start(directory, "--database-file", str(secret))
    secret.write_text(f"postgres://glimt@/missing?host={there.directory}\n")
    secret.chmod(0o644)  # it has none
    assert "missing at" in refused_start(directory, "--database-file", str(secret))
    assert "The database of that URL cannot be reached: " in refused_start(directory, "--database", "postgres:///?service=missing")
    secret.write_text("\n")
    assert "has no URL" in refused_start(directory, "--database-file", str(secret))
    done = glimt("serve", "--data", directory, "--database", "postgres:///x", "--database-file",
                 secret, check=False)
    assert done.returncode == 2 and "cannot be given together" in done.stderr
    assert "pg_dump" in backup_of_one(there, tmp_path)


def backup_of_one(there, tmp_path):
    with served(tmp_path / "backed", url=there.migrated_database("backed")):
        pass
    return glimt("backup", "--data", tmp_path / "backed", "--to", tmp_path / "b", check=False).stderr
