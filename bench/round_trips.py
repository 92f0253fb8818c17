#!/usr/bin/env python3
"""How often each kind of request waits for PostgreSQL.

The server reaches it through a relay that can keep what PostgreSQL answers for a while. A request
waits that much longer for each round trip that something depends on, and not for what was sent ahead:
so the difference, in such whiles, is the number. Statements are counted in PostgreSQL's log. A write
of somebody else comes before each request, unless it is one that is asked for again. Prints a table
and writes build/round-trips.json.
"""

import argparse
import asyncio
import contextlib
import itertools
import json
import os
import pathlib
import shutil
import statistics
import sys
import tempfile
import threading
import time

from cluster import cluster
from creates import contact, report
from data import log_in
from servers import Failed, glimt_server
from statements import units

BUILD = pathlib.Path(__file__).resolve().parent.parent / "build"
WHILE = 0.05  # seconds
PREPARING = 10  # requests, after which all statements are very likely prepared on all connections
LINE = "{:<44} {:>10} {:>10} {:>10} {:>12}"
DATABASE = "round_trips"


class Relay:
    """A socket in a directory of its own, in a thread of its own, that hands on to the real one."""

    def __init__(self, directory, target):
        self.keep = 0.0
        self.loop = asyncio.new_event_loop()
        self.path, self.target = directory / ".s.PGSQL.5432", target / ".s.PGSQL.5432"
        threading.Thread(target=self.loop.run_forever, daemon=True).start()
        asyncio.run_coroutine_threadsafe(
            asyncio.start_unix_server(self.serve, self.path), self.loop).result()

    async def serve(self, reader, writer):
        there, to = await asyncio.open_unix_connection(self.target)
        await asyncio.gather(self.pump(reader, to, lambda: 0), self.pump(there, writer, lambda: self.keep))

    async def pump(self, reader, writer, kept):
        with contextlib.suppress(OSError):
            while data := await reader.read(1 << 16):
                self.loop.call_later(kept(), writer.write, data)
        self.loop.call_later(kept(), writer.close)


class Kinds:
    """What is asked, as functions of a turn that give the path's answer."""

    def __init__(self, client):
        self.client = client
        self.turns = itertools.count(1)
        self.made = {}

    def get(self, path):
        return lambda: self.client.ask(path.format(turn=1 + next(self.turns) % 150))

    def post(self, path, body):
        def ask():
            self.made[path] = self.client.ask_json(path, body(next(self.turns)))["id"]
        return ask

    def change(self, path, body):
        return lambda: self.client.send("PUT", f"{path}/{self.made[path]}", json.dumps(
            body(next(self.turns))).encode(), "application/json")

    def all(self):
        contacts, reports = "/v1/Core/Contacts", "/v1/Core/TimeReports"
        yield "get a contact, asked for again", False, self.get(contacts + "/7")
        yield "get a contact", True, self.get(contacts + "/{turn}")
        yield "get a time report", True, self.get(reports + "/{turn}")
        yield "list of 25 contacts, asked for again", False, self.get(contacts + "?page=2&pageSize=25")
        yield "list of 25 contacts", True, self.get(contacts + "?page={turn}&pageSize=25")
        yield "list of 25 contacts, searched", True, self.get(
            contacts + "?page=1&pageSize=25&filter.query=b{turn}")
        yield "list of 25 time reports", True, self.get(reports + "?page={turn}&pageSize=25")
        yield "list of 25 time reports of a project", True, self.get(
            reports + "?page=1&pageSize=25&filter.projectId={turn}")
        yield "day statistics of a month", True, self.get(
            reports + "/UserDayStatistics?page=1&pageSize=60&filter.from=2025-05-01&filter.to=2025-05-31")
        yield "create a contact", True, self.post(contacts, contact)
        yield "create a time report", True, self.post(reports, report)
        yield "change a contact", True, self.change(contacts, contact)


def measure(ask, before, relay, times):
    """The median seconds of some requests, with and without answers being kept."""
    found = []
    for keep in (0.0, WHILE):
        relay.keep = keep
        spent = []
        for _ in range(times):
            relay.keep = 0.0
            before()
            relay.keep = keep
            start = time.monotonic()
            ask()
            spent.append(time.monotonic() - start)
        found.append(statistics.median(spent))
    relay.keep = 0.0
    return found


def count(there, ask, before, times):
    """Statements of one request, all that came for some of them."""
    before()
    time.sleep(1.5)  # what the server writes by itself, such as its log of use
    since = there.said.stat().st_size
    for _ in range(times):
        before()
        ask()
    return sum(len(unit.statements) for unit in units(there, since)
               if not unit.count("INSERT INTO usage_entries")) / times


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="build/glimt")
    parser.add_argument("--times", type=int, default=7)
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    rows = []
    with cluster(BUILD / "bench-postgres") as there, \
            tempfile.TemporaryDirectory(prefix="glimt-trips-") as scratch:
        sizes = {"contacts": 5000, "projects": 300, "tasks": 300, "time-reports": 20_000}
        data = there.company(binary, BUILD / "bench-trips", DATABASE, sizes)
        there.log_statements(DATABASE, True)
        relay = Relay(pathlib.Path(scratch), there.socket)
        place = pathlib.Path(scratch) / "data"
        shutil.copytree(data, place)
        os.chmod(place, 0o700)
        (place / "glimt.conf").write_text(f'database = "postgres://glimt@/{DATABASE}?host={scratch}"\n')
        with glimt_server(binary, place, flags=("--threads", "1")) as (url, _):
            kinds = Kinds(log_in(binary, place, url))
            touch = "SET synchronous_commit = off; UPDATE data_versions SET changed = changed + 1"
            print(LINE.format("request", "at once", "delayed", "waits", "statements"))
            for name, fresh, ask in kinds.all():
                before = (lambda: there.sql(DATABASE, touch)) if fresh else (lambda: None)
                for _ in range(PREPARING):
                    before()
                    ask()
                quick, kept = measure(ask, before, relay, options.times)
                waits = (kept - quick) / WHILE
                statements = count(there, ask, before, options.times)
                rows.append({"request": name, "milliseconds": [quick * 1e3, kept * 1e3],
                             "waits": round(waits, 2), "statements": statements})
                print(LINE.format(name, f"{quick * 1e3:.1f} ms", f"{kept * 1e3:.1f} ms", f"{waits:.1f}",
                                  f"{statements:.1f}"), flush=True)
        there.log_statements(DATABASE, False)
    (BUILD / "round-trips.json").write_text(json.dumps(rows, indent=2) + "\n")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as problem:
        sys.exit(f"bench: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
