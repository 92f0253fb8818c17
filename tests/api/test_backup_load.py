"""Backups beside a server that goes on: one state of rows and files, and no write waits for them."""

import os
import random
import signal
import sqlite3
import subprocess
import threading
import time

import pytest

from backups import blake, named_in, new_key, stored_in
from client import BINARY, Client, glimt, running
from uploads import file, new_task, upload, wait_until_tidy

pytestmark = pytest.mark.embedded("glimt backup copies a database in files; a server's is copied by its own programs")

ROUNDS = int(os.environ.get("GLIMT_BACKUPS", "20"))


class Load:
    """Writes, uploads and deletes from several threads, and what the server has answered to them."""

    def __init__(self, server, application, path):
        self.server, self.application, self.path = server, application, path
        self.lock, self.ending = threading.Lock(), threading.Event()
        self.names, self.files, self.leaving = {}, {}, set()
        self.failures = []
        self.shared = [os.urandom(20_000 + turn) for turn in range(3)]
        self.threads = [threading.Thread(target=self.work, args=(step, random.Random(number)))
                        for number, step in enumerate((self.write, self.attach, self.attach))]

    def work(self, step, dice):
        try:
            client = Client(self.server, *self.application)
            while not self.ending.is_set():
                step(client, dice)
        except Exception as failure:  # pylint: disable=broad-except
            self.failures.append(failure)
            raise

    def write(self, client, dice):
        if self.names and dice.random() < 0.3:
            number = dice.choice(sorted(self.names))
            name = self.names[number] + "*"
            body = {"name": name, "contactType": "Company", "responsibleId": 1}
            client.good("PUT", f"/v1/Core/Contacts/{number}", body, 200)
        else:
            name = f"Bolag {dice.random()}"
            number = client.create(name=name)["id"]
        with self.lock:
            self.names[number] = name

    def attach(self, client, dice):
        """Some have the same bytes, so that deletes and uploads meet on one file."""
        content = dice.choice([*self.shared, dice.randbytes(dice.randint(0, 100_000))])
        number = upload(client, self.path, file(content))["id"]
        with self.lock:
            self.files[number] = blake(content)
            grows = len(self.files) < 500 and dice.random() < 0.3  # a task has a thousand at most
            if len(self.files) < 20 or grows:
                return
            number = dice.choice(sorted(self.files))
            self.leaving.add(number)
            del self.files[number]
        client.ask("DELETE", f"{self.path}/{number}")

    def answered(self):
        with self.lock:
            return dict(self.names), dict(self.files)

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.ending.set()
        for thread in self.threads:
            thread.join()
        assert self.failures == []


def rows_of(directory, sql):
    database = sqlite3.connect(directory / "glimt.db")
    rows = database.execute(sql).fetchall()
    database.close()
    return dict(rows)


def check_round(load, before, directory):
    """What was answered before is there, and changed after that only by what was asked for since."""
    names, files = before
    assert glimt("check", "--data", directory).returncode == 0
    assert stored_in(directory) == named_in(directory)
    kept = rows_of(directory, "SELECT id, name FROM contacts")
    for number, name in names.items():
        assert kept[number].startswith(name)
    attached = rows_of(directory, "SELECT id, content_hash FROM task_attachments")
    for number, content in files.items():
        assert attached.get(number) == content or number in load.leaving
    return len(names), len(files)


@pytest.mark.long
def test_twenty_restores_under_load(tmp_path):
    key = new_key(tmp_path / "key")
    with running() as server:
        application = server.application()
        path = new_task(Client(server, *application))
        with Load(server, application, path) as load:
            while min(map(len, load.answered())) <= 10 or not load.leaving:
                time.sleep(0.01)
            for number in range(ROUNDS):
                flags = ("--key-file", key) if number % 3 == 2 else ()
                before = load.answered()
                glimt("backup", "--data", server.directory, "--to", tmp_path / "b", *flags)
                glimt("restore", tmp_path / "b", "--data", tmp_path / f"r{number}", *flags)
                counts = check_round(load, before, tmp_path / f"r{number}")
                (tmp_path / "b").unlink()
        assert min(counts) > 10


def test_no_write_waits_for_a_backup(tmp_path):
    """A backup that stands still, wherever it does, holds nothing that a write or an upload needs."""
    glimt("demo", "--data", tmp_path / "data", "--time-reports", 5000)
    with running(directory=tmp_path / "data") as server:
        client = server.client()
        path = new_task(client)
        gone = [upload(client, path, file(os.urandom(300_000)))["id"] for _ in range(8)]
        standing = subprocess.Popen([BINARY, "backup", "--data", server.directory, "--to", "-"],
                                    stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        first = standing.stdout.read(1)
        client.create()
        for number in gone:
            client.good("DELETE", f"{path}/{number}")
        upload(client, path, file(b"new"))
        assert len(stored_in(server.directory)) >= len(gone)
        content = first + standing.stdout.read()
        standing.stdout.close()
        assert standing.wait() == 0
        done = subprocess.run([BINARY, "verify", "-"], input=content, capture_output=True, check=True)
        assert b"The backup is whole." in done.stdout
        wait_until_tidy(server, client)
        stop_and_write(server, client, tmp_path)


def stop_and_write(server, client, tmp_path):
    """Stopped at random moments, most of them while the database is copied."""
    dice = random.Random(1)
    for _ in range(10):
        started = subprocess.Popen([BINARY, "backup", "--data", server.directory, "--to",
                                    tmp_path / "b"], stdout=subprocess.DEVNULL)
        while not list(tmp_path.glob("b.*")) and started.poll() is None:
            pass
        time.sleep(dice.random() * 0.05)
        started.send_signal(signal.SIGSTOP)
        client.create()  # before it goes on
        started.send_signal(signal.SIGCONT)
        assert started.wait() == 0
        glimt("verify", tmp_path / "b")
        (tmp_path / "b").unlink()
