"""A slow look at all stored files: it tells of damage, and tidies what nobody names."""

import fcntl
import os
import pathlib
import shutil
import tempfile
import time

import pytest

from client import Client, Server, glimt
from clocks import clock_options
from damages import (DAMAGES, Kept, content, contents_apart, flip, hash_of, lose, place, shown,
                     words_of)
from hearing import Hearing
from uploads import new_task, wait_until_tidy

pytestmark = pytest.mark.in_directory("it changes files there; test_stored_copies.py has the same of rows")


@pytest.fixture(name="directory")
def make_directory():
    with tempfile.TemporaryDirectory() as made:
        yield pathlib.Path(made)


def aside(path):
    """Where a file is that was set aside."""
    return path.parents[2] / "removed" / path.relative_to(path.parents[2])


def test_the_scrub_tells_of_each_damage_once(directory):
    server = Server(directory)
    client = server.client()
    path = new_task(client)
    data = contents_apart(*[2000] * (len(DAMAGES) + 5))
    made = {damage: Kept(server, client, path, next(data)) for damage in DAMAGES}
    whole = [Kept(server, client, path, next(data)) for _ in range(5)]
    wait_until_tidy(server, client)
    assert server.stop() == (0, "")
    lost = [one for damage, one in made.items() if "missing" in words_of(damage)]
    for damage, one in made.items():
        damage(one.place, one.data)
    hearing = Hearing(directory)
    hearing.wait_for(f"All {len(made) + 5} stored files were looked at: "
                     f"{len(made) - len(lost)} are damaged, and {len(lost)} are missing.")
    for one in made.values():
        again = Client(hearing.server, client.identifier, client.secret)
        assert Kept(hearing.server, again, path, one.data).is_whole(again)
    said = hearing.end()
    for damage, one in made.items():
        lines = [line for line in said.splitlines() if shown(one.place) + " " in line]
        assert len(lines) == 1 and words_of(damage) in lines[0], said
    for one in whole:
        assert shown(one.place) not in said


def test_files_that_nobody_names_are_tidied(directory):
    """But none that is not glimt's, and none while somebody has pinned them."""
    server = Server(directory)
    client = server.client()
    path = new_task(client)
    kept = [Kept(server, client, path, content(turn, 3000)) for turn in range(3)]
    wait_until_tidy(server, client)
    server.stop()
    orphans = [place(server, b"orphan %d" % turn, account=turn % 3 + 1) for turn in range(20)]
    strange = [directory / "files" / "1" / "note.txt", kept[0].place.with_name("x")]
    for orphan in (*orphans, *strange):
        orphan.parent.mkdir(parents=True, exist_ok=True)
        orphan.write_bytes(b"y")
    with open(directory / "files" / "pin", "w", encoding="utf-8") as pin:
        fcntl.flock(pin, fcntl.LOCK_SH)
        hearing = Hearing(directory)
        hearing.wait_for("There are 2 things in files that are not glimt's")
        assert "removed" not in hearing.end() and all(path.exists() for path in orphans)
    hearing = Hearing(directory)
    hearing.wait_for("20 stored files that no row names were set aside in files/removed; they are "
                     "deleted when they have been there for 7 days.")
    again = Client(hearing.server, client.identifier, client.secret)
    assert all(one.is_whole(again) for one in kept)
    hearing.end()
    assert all(path.exists() for path in strange) and not any(path.exists() for path in orphans)
    assert all(aside(path).read_bytes() == b"y" for path in orphans)
    for path in strange:
        path.unlink()
    assert ("20 files that no row named lie in files/removed; the server deletes what lies there in time.\n"
            in glimt("check", "--data", directory).stdout)


def test_what_was_set_aside_is_deleted_in_time(directory, tmp_path):
    """But never what a row names."""
    server = Server(directory)
    client = server.client()
    named = Kept(server, client, new_task(client), content("named", 3000))
    wait_until_tidy(server, client)
    server.stop()
    orphan, clock = place(server, b"orphan"), tmp_path / "now"
    orphan.parent.mkdir(exist_ok=True)
    orphan.write_bytes(b"orphan")
    hearing = Hearing(directory)
    hearing.wait_for("1 stored files that no row names were set aside")
    hearing.end()
    aside(named.place).parent.mkdir(parents=True, exist_ok=True)
    named.place.rename(aside(named.place))
    options, day = clock_options(tmp_path), 24 * 60 * 60
    clock.write_text(str(int(time.time()) + 7 * day - 60), encoding="ascii")
    hearing = Hearing(directory, **options)
    hearing.wait_for("1 stored files that rows name again were put back from files/removed.")
    hearing.end()
    assert aside(orphan).exists()
    shutil.copy(named.place, aside(named.place))
    clock.write_text(str(int(time.time()) + 7 * day + 60), encoding="ascii")
    hearing = Hearing(directory, **options)
    hearing.wait_for("2 stored files that were set aside in files/removed were deleted.")
    hearing.end()
    assert named.place.read_bytes() == named.data
    assert not aside(orphan).exists() and not aside(named.place).exists()


@pytest.mark.embedded("it puts an older file in the place of the database's")
def test_files_outlive_an_older_database(directory):
    """It is put in place for a moment, and takes none of the files that it does not know."""
    server = Server(directory)
    client = server.client()
    path = new_task(client)
    old = Kept(server, client, path, content("old", 3000))
    wait_until_tidy(server, client)
    assert server.stop() == (0, "")
    database, older, newer = (directory / name for name in ("glimt.db", "older", "newer"))
    shutil.copy(database, older)
    server.start()
    client = Client(server, client.identifier, client.secret)
    new = [Kept(server, client, path, content(turn, 3000)) for turn in range(3)]
    wait_until_tidy(server, client)
    assert server.stop() == (0, "")
    database.rename(newer)
    shutil.copy(older, database)
    hearing = Hearing(directory)
    hearing.wait_for("3 stored files that no row names were set aside")
    assert old.is_whole(Client(hearing.server, client.identifier, client.secret))
    hearing.end()
    assert not any(one.place.exists() for one in new)
    newer.rename(database)
    told = glimt("check", "--data", directory, check=False)
    assert told.returncode == 1 and told.stdout.count(
        "is missing, but lies in files/removed: the next start puts it back.") == 3
    # Nobody waits for the scrub.
    server = Server(directory, "--scrub-days", "0")
    client = Client(server, client.identifier, client.secret)
    assert all(one.is_whole(client) for one in (old, *new))
    assert server.stop() == (0, "") and not any(one.place.exists() for one in new)
    hearing = Hearing(directory)
    hearing.wait_for("3 stored files that rows name again were put back from files/removed.")
    client = Client(hearing.server, client.identifier, client.secret)
    assert all(one.is_whole(client) and one.place.exists() for one in (old, *new))
    assert "missing" not in hearing.end()
    assert glimt("check", "--data", directory).returncode == 0


def test_an_interrupted_scrub_goes_on_where_it_was(directory):
    """64 MB take a while; the second start begins behind what the first has read."""
    server = Server(directory, "--scrub-days", "0")
    client = server.client()
    path = new_task(client)
    made = sorted((Kept(server, client, path, content(turn, 8_000_000)) for turn in range(8)),
                  key=lambda one: str(one.place))
    wait_until_tidy(server, client)
    server.stop()
    flip(made[0].place, made[0].data)
    lose(made[-1].place, made[-1].data)
    hearing = Hearing(directory)
    hearing.wait_for(shown(made[0].place))
    said = hearing.end()
    assert shown(made[-1].place) not in said
    account, name = (directory / "files" / "scrub").read_text(encoding="ascii").split()
    assert account == "1" and name in {hash_of(one.data) for one in made[:-1]}  # it went on until the signal
    (directory / "files" / "scrub").write_text(f"1 {hash_of(made[-2].data)}\n", encoding="ascii")
    hearing = Hearing(directory)
    hearing.wait_for(shown(made[-1].place))
    hearing.wait_for(shown(made[0].place))
    said = hearing.end()
    assert said.index(shown(made[-1].place)) < said.index(shown(made[0].place))


def count_threads(directory, *flags):
    server = Server(directory, *flags)
    count = len(os.listdir(f"/proc/{server.process.pid}/task"))
    server.stop()
    return count


def test_no_scrub_without_days(directory):
    threads = [count_threads(directory, *flags) for flags in ((), ("--scrub-days", "0"))]
    assert threads[0] == threads[1] + 1
