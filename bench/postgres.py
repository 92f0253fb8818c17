#!/usr/bin/env python3
"""One and two servers on a PostgreSQL: next to nginx as in run.py, and next to pgbench.

CPU is that of all servers and all of PostgreSQL's processes. Cached answers are held against nginx,
as with SQLite. Answers that are asked of the database, less what nginx spends on the same bytes, are
held against pgbench and its PostgreSQL with the very statements that the servers send for them
(statements.py). Creates are held against pgbench with the very transactions: those that the server
sends with so many clients, and one for each row. Prints a table and writes build/bench-postgres.json.
"""

import argparse
import contextlib
import itertools
import json
import os
import pathlib
import sys
import tempfile

import table
from cluster import cluster
from creates import contact, report
from data import log_in
from measure import measure, medians, wrk
from nodes import directory, places_of, serve_nodes
from reads import CONTACTS, REPORTS, Scene, compare_lists, compare_rows
from servers import Failed, nginx_server
from statements import FAR, reading_scripts, units, writing_scripts

BUILD = pathlib.Path(__file__).resolve().parent.parent / "build"
AIM_READ, AIM_CREATE = 1.5, 0.8
CONNECTIONS = 16
WRITERS = (1, 16, 64)
DATABASE, WRITTEN = "bench", "bench_writes"
SMALL = ["--cache", "1"]  # megabytes; what is asked for is more, so that it is asked of the database


def cached(options, there, scratch, data, count):
    (scratch / "root").mkdir()
    with serve_nodes(options.binary, there, places_of(data, count)) as nodes, \
            nginx_server(scratch, data / "tls") as nginx:
        scene = Scene(scratch, options, {"glimt": nodes, "nginx": nginx},
                      log_in(options.binary, data, nodes[0][0]))
        compare_rows(scene, "a contact", CONTACTS)
        if not options.short:
            compare_rows(scene, "a time report", REPORTS)
        compare_lists(scene, "contacts", CONTACTS)
        compare_lists(scene, "time reports", REPORTS)
    return scene.rows


def questions(options, client):
    """Each far more than the small cache has room for."""
    def pages(path):
        last = json.loads(client.ask(path + "?page=1&pageSize=1"))["totalItemCount"] // 25
        return [f"{path}?page={1 + turn * 7919 % last}&pageSize=25" for turn in range(min(last, 4000))]

    return {"get a contact": [f"{CONTACTS}/{1 + turn * 7919 % options.contacts}" for turn in range(20_000)],
            "get a time report": [f"{REPORTS}/{1 + turn * 7919 % options.time_reports}"
                                  for turn in range(20_000)],
            "list of 25 contacts": pages(CONTACTS), "list of 25 time reports": pages(REPORTS)}


def captured(options, there, data, database, client_of, ask):
    """Statements of a server of its own under `ask(url, client)`, whose connections have the log on."""
    there.log_statements(database, True)
    try:
        with serve_nodes(options.binary, there, [directory(data, "logged")], *SMALL) as (urls, _):
            client = client_of(urls[0])
            ask(urls[0], client, 1)  # what it prepares and remembers comes before
            since = there.said.stat().st_size
            asked = ask(urls[0], client, 2)
            return list(units(there, since)), asked
    finally:
        there.log_statements(database, False)


def uncached(options, there, scratch, data, count):
    rows = []
    (scratch / "root").mkdir(exist_ok=True)
    with serve_nodes(options.binary, there, places_of(data, count), *SMALL) as nodes, \
            nginx_server(scratch, data / "tls") as nginx:
        client = log_in(options.binary, data, nodes[0][0])
        scene = Scene(scratch, options, {"glimt": nodes, "nginx": nginx}, client)
        for turn, (what, paths) in enumerate(questions(options, client).items()):
            if options.what not in what:
                continue
            files, _ = scene.write_paths(paths[:options.spread], paths)
            found, asked = captured(options, there, data, DATABASE, lambda url: log_in(options.binary, data, url),
                                    lambda url, other, seconds: wrk(url, CONNECTIONS, seconds, other.token, files["glimt"]))
            scripts, chosen = reading_scripts(scratch / f"scripts{turn}", found)
            runs = {"glimt": [], "nginx": [], "pgbench": []}
            measure(nodes, CONNECTIONS, 1, client.token, files["glimt"])  # statements are prepared
            for _ in range(options.rounds):
                for who, server in (("glimt", nodes), ("nginx", nginx)):
                    runs[who].append(measure(server, CONNECTIONS, options.seconds, client.token, files[who]))
                one = scripts.cost(there, DATABASE, 4, options.seconds)
                each = chosen / asked["requests"]
                runs["pgbench"].append({"us": one["us"] * each, "rps": one["rps"] / each})
            of = {who: medians(one) for who, one in runs.items()}
            table.add(rows, f"{what}, uncached", CONNECTIONS, "us", of["glimt"]["us"] - of["nginx"]["us"],
                      of["pgbench"]["us"], aim=AIM_READ, than="pgbench", nodes=count, runs=runs,
                      units_per_request=chosen / asked["requests"])
    return rows


@contextlib.contextmanager
def written_copy(there, data):
    """A copy of the database and of the directory that is gone afterwards."""
    copy = directory(data, "writes")
    there.sql("postgres", f"DROP DATABASE IF EXISTS {WRITTEN}")
    there.sql("postgres", f"CREATE DATABASE {WRITTEN} OWNER glimt TEMPLATE {DATABASE}")
    (copy / "glimt.conf").write_text(f'database = "{there.url(WRITTEN)}"\n')
    try:
        yield copy
    finally:
        there.sql("postgres", f"DROP DATABASE {WRITTEN}")


def creates(options, there, scratch, data, count):
    rows = []
    kinds = [("create a contact", CONTACTS, "contacts", contact),
             ("create a time report", REPORTS, "time_reports", report)]
    far = itertools.count(FAR, FAR)  # what pgbench numbers comes nowhere twice
    with written_copy(there, data) as copy:
        for name, path, made, body in kinds:
            if options.what not in name:
                continue
            # All the same, so that between two transactions only numbers differ.
            paths, bodies = scratch / f"{made}-path", scratch / f"{made}-body"
            paths.write_text(path + "\n")
            bodies.write_text(json.dumps(body(1), ensure_ascii=False) + "\n")
            for clients in WRITERS:
                rows += create(options, there, scratch, copy, count, (name, made, paths, bodies), clients, far)
    return rows


def create(options, there, scratch, data, count, kind, clients, far):
    name, made, paths, bodies = kind

    def ask(url, client, seconds):
        return wrk(url, ask.clients, seconds, client.token, paths, bodies)

    def scripts_of(number):
        ask.clients = number
        found, _ = captured(options, there, data, WRITTEN, lambda url: log_in(options.binary, data, url), ask)
        return writing_scripts(scratch / f"{made}-{count}-{clients}-{number}", found, made)

    rows, runs = [], {"glimt": [], "same": [], "single": []}
    same, at_once = scripts_of(clients)
    single, _ = scripts_of(1)
    with serve_nodes(options.binary, there, places_of(data, count)) as nodes:
        client = log_in(options.binary, data, nodes[0][0])
        for _ in range(options.rounds):
            runs["glimt"].append(measure(nodes, clients, options.seconds, client.token, paths, bodies))
            one = same.rate(there, WRITTEN, 1, options.seconds, next(far))
            runs["same"].append({"us": one["us"] / at_once, "rps": one["rps"] * at_once})
            runs["single"].append(single.rate(there, WRITTEN, clients, options.seconds, next(far)))
    of = {who: medians(one) for who, one in runs.items()}
    table.add(rows, name, clients, "/s", of["glimt"]["rps"], of["same"]["rps"], aim=AIM_CREATE,
              than=f"pgbench by {at_once}", nodes=count, runs=runs)
    table.add(rows, name, clients, "/s", of["glimt"]["rps"], of["single"]["rps"], than="pgbench by 1", nodes=count)
    table.add(rows, name, clients, "us", of["glimt"]["us"], of["same"]["us"], than=f"pgbench by {at_once}", nodes=count)
    return rows


PARTS = {"cached": cached, "uncached": uncached, "creates": creates}


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="build/glimt")
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--projects", type=int, default=5_000)
    parser.add_argument("--tasks", type=int, default=20_000)
    parser.add_argument("--time-reports", type=int, default=1_000_000)
    parser.add_argument("--nodes", type=int, nargs="*", default=[1, 2])
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=3, help="turns; medians are taken")
    parser.add_argument("--spread", type=int, default=2000, help="different rows asked for")
    parser.add_argument("--short", action="store_true", help="leave out lists of 100, and gets of reports")
    parser.add_argument("--only", choices=list(PARTS))
    parser.add_argument("--what", default="", help="of uncached answers and creates, those with this in their name")
    parser.add_argument("--strict", action="store_true", help="exit 1 when an aim is not met")
    options = parser.parse_args()
    options.binary = os.path.abspath(options.binary)
    return options


def main():
    options = read_options()
    sizes = {"contacts": options.contacts, "projects": options.projects, "tasks": options.tasks,
             "time-reports": options.time_reports}
    rows = []
    with cluster(BUILD / "bench-postgres") as there:
        data = there.company(options.binary, BUILD / "bench-data", DATABASE, sizes)
        for count in options.nodes:
            print(f"\n{count} of our servers" if count > 1 else "\none of our servers")
            table.print_head()
            for name, part in PARTS.items():
                if options.only in (None, name):
                    with tempfile.TemporaryDirectory(prefix="glimt-bench-") as scratch:
                        rows += part(options, there, pathlib.Path(scratch), data, count)
    result = {"processors": os.cpu_count(), "sizes": sizes, "seconds": options.seconds,
              "rounds": options.rounds, "rows": rows}
    (BUILD / "bench-postgres.json").write_text(json.dumps(result, indent=2) + "\n")
    missed = [row for row in rows if row["met"] is False]
    print(f"\n{len(missed)} aims missed; all figures are in build/bench-postgres.json")
    return 1 if missed and options.strict else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as problem:
        sys.exit(f"bench: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
