"""A slow look at all stored files: it tells of damage, and tidies what nobody names."""

import fcntl
import os
import pathlib
import signal
import tempfile
import threading
import time

import pytest

from client import Client, Server
from damages import (DAMAGES, Kept, content, contents_apart, flip, hash_of, lose, place, shown,
                     words_of)
from uploads import new_task, wait_until_tidy


class Hearing:
    """A server whose log is read while it runs."""

    def __init__(self, directory, *flags):
        self.server, self.lines = Server(directory, *flags), []
        self.thread = threading.Thread(target=self.read)
        self.thread.start()

    def read(self):
        for line in self.server.process.stderr:
            self.lines.append(line)

    def wait_for(self, words):
        while not any(words in line for line in self.lines):
            assert self.server.process.poll() is None, self.lines
            time.sleep(0.02)

    def end(self):
        self.server.process.send_signal(signal.SIGTERM)
        self.server.process.wait()
        self.thread.join()
        return "".join(self.lines)


@pytest.fixture(name="directory")
def make_directory():
    with tempfile.TemporaryDirectory() as made:
        yield pathlib.Path(made)


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
    hearing.wait_for("20 stored files that no row named were removed.")
    again = Client(hearing.server, client.identifier, client.secret)
    assert all(one.is_whole(again) for one in kept)
    hearing.end()
    assert all(path.exists() for path in strange) and not any(path.exists() for path in orphans)


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
    assert account == "1" and name == hash_of(made[0].data)
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
