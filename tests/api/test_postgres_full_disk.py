"""A database on a server whose disk is full: one sentence at the start, and later as on a disk of one's own."""

import contextlib
import subprocess

import pytest

from client import Client, Server, glimt, refused_start
from disks import fill, make_room, small_disk
from nodes import begin
from uploads import download, file, new_task, upload

pytestmark = pytest.mark.own_postgres

CONTACTS = "/v1/Core/Contacts"
FULL = "The server's disk is full, so nothing was stored."


@contextlib.contextmanager
def small_database(there, name, megabytes):
    """Its URL, and the disk that its tables are on."""
    with small_disk("tmpfs", there.directory, megabytes) as place:
        subprocess.run(["chown", "postgres", place], check=True)
        there.command(f"CREATE TABLESPACE {name} LOCATION '{place}'")
        url = there.new_database(name)
        there.command(f"ALTER DATABASE {name} SET default_tablespace = {name}")
        try:
            yield url, place
        finally:
            there.drop_database(name)
            there.command(f"DROP TABLESPACE {name}")
    place.rmdir()


def test_no_room_at_the_start(there, tmp_path):
    """One megabyte has not room for all tables; with room the same command goes on from there."""
    with small_database(there, "cramped", 1) as (url, place):
        said = refused_start(tmp_path, "--database", url)
        assert "stays before the migration" in said and said.endswith("The disk is full.")
        done = glimt("migrate", "--data", tmp_path, "--database", url, check=False)
        assert done.returncode == 1 and done.stdout == "" and done.stderr.splitlines()[-1] == said
        subprocess.run(["mount", "-o", "remount,size=16m", place], check=True)
        assert glimt("migrate", "--data", tmp_path, "--database", url).stdout == "The database is up to date.\n"


def create(client, number, size=20_000):
    return client.ask("POST", CONTACTS, {"name": f"n{number}", "contactType": "person", "responsibleId": 1,
                                         "importantInformation": "".join(f"{number * 7919 + i * 104729:x}" for i in range(size // 7))})


def fill_all(client, place):
    """Until creates are refused: tables have room that nobody uses yet. The names that were stored."""
    fill(place)
    for number in range(5000):
        answer = create(client, number)
        if answer.status_code != 201:
            return answer, number
        fill(place)
    raise AssertionError("creates are still stored")


def test_no_room_while_it_serves(there, tmp_path):
    with small_database(there, "filled", 24) as (url, place):
        (tmp_path / "glimt.conf").write_text(f'database = "{url}"\n')
        server = Server(tmp_path)
        try:
            client = Client(server, *server.application())
            answer, stored = fill_all(client, place)
            assert answer.status_code == 507 and answer.json()["message"] == FULL, answer.text
            for number in range(6000, 6010):
                assert create(client, number).status_code == 507
            assert {item["name"] for item in client.walk(CONTACTS)} == {f"n{number}" for number in range(stored)}
            make_room(place)
            assert create(client, 7000).status_code == 201
            assert "n7000" in {item["name"] for item in client.walk(CONTACTS)}
        finally:
            code, said = server.stop()
        assert code == 0, said


def test_no_room_for_a_file_on_its_way(there, tmp_path):
    """One that is in the database comes as a whole into the directory of the server that sends it."""
    content = b"x" * 3_000_000
    with small_disk("tmpfs", tmp_path, 32) as place:
        data = begin(place / "data", there.new_database("sent"))
        server = Server(data)
        try:
            client = Client(server, *server.application())
            path = new_task(client)
            number = upload(client, path, file(content))["id"]
            server.stop()
            server.start()  # which has none of those that were asked for last
            client = Client(server, client.identifier, client.secret)
            fill(place)
            answer = download(client, path, number)
            assert answer.status_code == 507
            assert answer.json()["message"] == "The server's disk has no room for the file while it is sent."
            make_room(place)
            assert download(client, path, number).content == content
        finally:
            server.stop()
