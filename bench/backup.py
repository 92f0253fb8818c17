#!/usr/bin/env python3
"""How long backup, verify and restore take of a large company, and how long a write waits meanwhile.

Makes a demo company with many time reports, attaches files to a task through the API, and backs it up
while one client writes contacts without a pause and notes when each is answered. The longest time
between two answers is given next to that of an equally long span without a backup, since syncs of a
disk take their time in any case. Prints a table and writes build/bench-backup.json. The data is removed
at the end, unless --keep-data is given.
"""

import argparse
import http.client
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import threading
import time

from data import log_in, prepare_data
from files import BOUNDARY, form_of
from servers import Failed, glimt_server

BUILD = pathlib.Path(__file__).resolve().parent.parent / "build"
CONTACT = json.dumps({"name": "Skriven AB", "contactType": "Company", "responsibleId": 1}).encode()
LINE = "{:<28} {:>9} {:>9} {:>9} {:>9}"


class Writer:
    """Writes until it is told to stop, and when each write was answered."""

    def __init__(self, client):
        self.client, self.answers, self.ending = client, [], threading.Event()
        self.thread = threading.Thread(target=self.work)

    def work(self):
        host, port = self.client.url.removeprefix("https://").split(":")
        connection = http.client.HTTPSConnection(host, int(port), context=self.client.tls)
        headers = {"Authorization": f"Bearer {self.client.token}", "Content-Type": "application/json"}
        while not self.ending.is_set():
            connection.request("POST", "/v1/Core/Contacts", CONTACT, headers)
            answer = connection.getresponse()
            if answer.read() and answer.status != 201:
                raise Failed(f"a write was answered with {answer.status}")
            self.answers.append(time.monotonic())
        connection.close()

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ending.set()
        self.thread.join()

    def gaps(self, start, end):
        """Milliseconds between the answers of a span, longest first."""
        inside = [moment for moment in self.answers if start <= moment <= end]
        return sorted(((later - sooner) * 1000 for sooner, later in zip(inside, inside[1:])),
                      reverse=True)


def attach(client, count, size):
    """Files that nothing can compress, and of which no two are the same."""
    source = random.Random(3)
    task = client.ask_json("/v1/Core/Tasks", {"title": "Bilagor"})
    common = source.randbytes(size - 8)
    for number in range(count):
        client.send("POST", f"/v1/Core/Tasks/{task['id']}/Attachments",
                    form_of(source.randbytes(8) + common), f"multipart/form-data; boundary={BOUNDARY}")
        if number % 100 == 99:
            print(f"\rattached {number + 1} of {count}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)


def timed(binary, *words):
    """Seconds, those of them on a processor, and the most memory that the command had, in bytes."""
    start = time.monotonic()
    process = subprocess.Popen([binary, *map(str, words)], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise Failed(f"glimt {words[0]} failed")
    return {"seconds": time.monotonic() - start, "cpu": used.ru_utime + used.ru_stime,
            "memory": used.ru_maxrss * 1024}


def size_of(directory):
    return sum(path.stat().st_size for path in directory.rglob("*") if path.is_file())


def measure(options, work):
    data, backup, key = work / "data", work / "b", work / "key"
    prepare_data(options.binary, data, {"time-reports": options.reports})
    found = {}
    with glimt_server(options.binary, data) as (url, _):
        client = log_in(options.binary, data, url)
        if not (data / "attached").exists():
            attach(client, options.files, options.size)
            (data / "attached").touch()
        with Writer(client) as writer:
            start = time.monotonic()
            found["backup"] = timed(options.binary, "backup", "--data", data, "--to", backup)
            middle = time.monotonic()
            time.sleep(middle - start)
            end = time.monotonic()
    found["data"], found["bytes"] = size_of(data), backup.stat().st_size
    found["gaps"] = writer.gaps(start, middle)[:5]
    found["gaps without"] = writer.gaps(middle, end)[:5]
    found["writes"] = sum(start <= moment <= middle for moment in writer.answers)
    found["writes without"] = sum(middle <= moment <= end for moment in writer.answers)
    found["verify"] = timed(options.binary, "verify", backup)
    found["restore"] = timed(options.binary, "restore", backup, "--data", work / "r")
    shutil.rmtree(work / "r")
    backup.unlink()
    key.write_bytes(os.urandom(32))
    key.chmod(0o600)
    sealed = ("--key-file", key)
    found["backup, encrypted"] = timed(options.binary, "backup", "--data", data, "--to", backup, *sealed)
    found["verify, encrypted"] = timed(options.binary, "verify", backup, *sealed)
    found["restore, encrypted"] = timed(options.binary, "restore", backup, "--data", work / "r", *sealed)
    shutil.rmtree(work / "r")
    backup.unlink()
    return found


def show(found):
    print(f"{found['data'] / 1e6:.0f} MB of data, {found['bytes'] / 1e6:.0f} MB of backup")
    print(LINE.format("", "seconds", "CPU", "MB/s", "memory"))
    for name, run in found.items():
        if isinstance(run, dict):
            print(LINE.format(name, f"{run['seconds']:.1f}", f"{run['cpu']:.1f}",
                              f"{found['data'] / 1e6 / run['seconds']:.0f}",
                              f"{run['memory'] / 1e6:.0f} MB"))
    for name in ("gaps", "gaps without"):
        longest = ", ".join(f"{gap:.0f}" for gap in found[name])
        print(f"longest {name} a backup, ms: {longest} (of {found[name.replace('gaps', 'writes')]} writes)"
              .replace("gaps a backup", "gaps with a backup"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="build/glimt")
    parser.add_argument("--reports", type=int, default=1_000_000)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--size", type=int, default=5_000_000, help="bytes of each file")
    parser.add_argument("--work", type=pathlib.Path, default=BUILD / "bench-backup",
                        help="where the data is made; three times its size has to be free")
    parser.add_argument("--keep-data", action="store_true")
    options = parser.parse_args()
    options.binary = str(pathlib.Path(options.binary).resolve())
    options.work.mkdir(parents=True, exist_ok=True)
    try:
        found = measure(options, options.work)
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    finally:
        if not options.keep_data:
            shutil.rmtree(options.work, ignore_errors=True)
    show(found)
    (BUILD / "bench-backup.json").write_text(json.dumps(found, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
