#!/usr/bin/env python3
"""Server CPU per request and requests per second, next to nginx and to one commit per request.

Glimt and nginx answer the same bytes over TLS keep-alive on this machine, in turns; nginx has
them as static files. CPU is user and system time of the server's processes for the requests that
were answered. Creates are held against a program that makes the same row durable, one commit
each, on the same disk. Prints a table and writes build/bench.json.
"""

import argparse
import itertools
import json
import os
import pathlib
import platform
import random
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

from servers import Client, Failed, cpu_seconds, glimt_server, nginx_server

HERE = pathlib.Path(__file__).resolve().parent
CONTACTS = "/v1/Core/Contacts"
STATIC_LISTS = "/v1/Core/Listings/"

AIM_GET, AIM_LIST = 1.6, 2.5
AIM_CREATE = 10


# ---- preparations ----


def call(binary, *arguments):
    run = subprocess.run([binary, *arguments], capture_output=True, text=True)
    if run.returncode != 0:
        raise Failed(f"glimt {arguments[0]} failed: {run.stderr.strip()}")
    return run.stdout


def prepare_data(binary, data, contacts):
    """A demo company with so many contacts, kept between runs."""
    note = data / "bench-contacts"
    if note.exists() and note.read_text() == str(contacts):
        return
    shutil.rmtree(data, ignore_errors=True)
    data.mkdir(parents=True)
    print(f"making a company with {contacts} contacts", flush=True)
    call(binary, "demo", "--data", str(data), "--contacts", str(contacts), "--seed", "1")
    note.write_text(str(contacts))


def log_in(binary, data, url):
    application = json.loads(call(binary, "app", "add", "bench", "--data", str(data),
                                  "--all-permissions", "--rate", "off", "--json"))
    client = Client(url, data / "tls" / "cert.pem")
    # The running server knows the application within a second.
    time.sleep(1)
    client.log_in(application)
    return client


# ---- one measurement ----


def wrk(url, connections, seconds, token, paths, bodies=None):
    """Runs wrk over the paths in turn; gives what its script reports."""
    environment = dict(os.environ, BENCH_TOKEN=token, BENCH_PATHS=str(paths),
                       BENCH_BODIES=str(bodies or ""))
    threads = min(2, connections)
    run = subprocess.run(
        ["wrk", f"-t{threads}", f"-c{connections}", f"-d{seconds}s", "-s",
         str(HERE / "requests.lua"), url],
        capture_output=True, text=True, env=environment)
    for line in run.stdout.splitlines():
        if line.startswith("result "):
            return json.loads(line.removeprefix("result "))
    raise Failed(f"wrk failed: {run.stdout}{run.stderr}")


def measure(server, connections, seconds, token, paths, bodies=None):
    url, process = server
    before = cpu_seconds(process.pid)
    result = wrk(url, connections, seconds, token, paths, bodies)
    spent = cpu_seconds(process.pid) - before
    if result["bad"] or not result["requests"]:
        raise Failed(f"{url} gave {result['bad']} errors among {result['requests']} answers")
    return {"us": spent / result["requests"] * 1e6,
            "rps": result["requests"] / result["seconds"],
            "p99_ms": result["p99_us"] / 1000}


def medians(runs):
    return {name: round(statistics.median(run[name] for run in runs), 2) for name in runs[0]}


# ---- reads ----


class Scene:
    """What the read measurements share: glimt, its client, and nginx's files."""

    def __init__(self, scratch, client, contacts, random_source):
        self.scratch = scratch
        self.client = client
        self.contacts = contacts
        self.random = random_source

    def list_path(self, page, size, sort):
        query = urllib.parse.urlencode(
            {"page": page, "pageSize": size, "sortBy": sort[0], "sortOrder": sort[1]})
        return f"{CONTACTS}?{query}"

    def contact_paths(self, count):
        """Paths of contacts from all over the company."""
        pages = max(1, self.contacts // 100)
        chosen = self.random.sample(range(1, pages + 1), min(pages, -(-count // 50)))
        ids = []
        for page in chosen:
            answer = json.loads(self.client.ask(f"{CONTACTS}?page={page}&pageSize=100"))
            ids += self.random.sample([item["id"] for item in answer["items"]],
                                      min(50, len(answer["items"])))
        self.random.shuffle(ids)
        return [f"{CONTACTS}/{number}" for number in ids[:count]]

    def list_paths(self, size, count):
        sorts = [("name", "ascending"), ("name", "descending"),
                 ("customerNumber", "ascending"),
                 ("created", "descending"), ("updated", "ascending")]
        pages = max(1, self.contacts // size)
        return [self.list_path(self.random.randint(1, pages), size, sorts[turn % len(sorts)])
                for turn in range(count)]

    def write_paths(self, name, paths):
        """Files with the paths for glimt and for nginx, whose files hold glimt's answers."""
        static = []
        for path in paths:
            target = path.replace(CONTACTS + "?", STATIC_LISTS)
            file = self.scratch / "root" / target.lstrip("/")
            if not file.exists():
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(self.client.ask(path))
            static.append(target)
        files = self.scratch / f"{name}.glimt", self.scratch / f"{name}.nginx"
        files[0].write_text("\n".join(paths) + "\n")
        files[1].write_text("\n".join(static) + "\n")
        return files


def compare(scene, glimt, nginx, options, name, paths, aim, connections):
    """One row of the table: glimt and nginx in turns."""
    paths_glimt, paths_nginx = scene.write_paths("paths", paths)
    static = Client(nginx[0], scene.client.certificate)
    if static.ask(paths_nginx.read_text().split("\n")[0]) != scene.client.ask(paths[0]):
        raise Failed(f"{name}: nginx does not answer the bytes that glimt does")
    runs = {"glimt": [], "nginx": []}
    for server, file in ((glimt, paths_glimt), (nginx, paths_nginx)):
        measure(server, connections, 1, scene.client.token, file)
    for _ in range(options.rounds):
        for who, server, file in (("glimt", glimt, paths_glimt), ("nginx", nginx, paths_nginx)):
            runs[who].append(measure(server, connections, options.seconds, scene.client.token, file))
    row = {"what": name, "connections": connections, "paths": len(paths), "aim": aim,
           "bytes": len(scene.client.ask(paths[0])),
           "glimt": medians(runs["glimt"]), "nginx": medians(runs["nginx"]), "runs": runs}
    row["ratio"] = round(row["glimt"]["us"] / row["nginx"]["us"], 2)
    row["met"] = row["ratio"] <= aim if aim else None
    print_read(row)
    return row


READ_LINE = "{:<38} {:>4} {:>9} {:>9} {:>6} {:>5} {:>4} {:>10} {:>10}"


def print_read(row):
    print(READ_LINE.format(
        row["what"], row["connections"], row["glimt"]["us"], row["nginx"]["us"], row["ratio"],
        row["aim"] or "", said(row["met"]), round(row["glimt"]["rps"]), round(row["nginx"]["rps"])),
        flush=True)


def said(met):
    return "" if met is None else "yes" if met else "NO"


def reads(options, data, scratch):
    rows = []
    with glimt_server(options.binary, data) as glimt:
        client = log_in(options.binary, data, glimt[0])
        scene = Scene(scratch, client, options.contacts, random.Random(1))
        (scratch / "root").mkdir()
        with nginx_server(scratch, data / "tls") as nginx:
            print(f"TLS: glimt {client.cipher()}, "
                  f"nginx {Client(nginx[0], client.certificate).cipher()}\n")
            print(READ_LINE.format("what", "conn", "glimt us", "nginx us", "ratio", "aim", "met",
                                   "glimt rps", "nginx rps"))
            kinds = [("get contact", scene.contact_paths(options.spread), AIM_GET),
                     ("list of 25", scene.list_paths(25, options.spread // 5), AIM_LIST),
                     ("list of 100", scene.list_paths(100, options.spread // 10), None)]
            for name, paths, aim in kinds:
                rows.append(compare(scene, glimt, nginx, options, f"{name}, another each time",
                                    paths, aim, 16))
                rows.append(compare(scene, glimt, nginx, options, f"{name}, the same repeated",
                                    paths[:1], aim, 16))
            rows.append(compare(scene, glimt, nginx, options, "get contact, another each time",
                                kinds[0][1], AIM_GET, 64))
    return rows


# ---- creates ----


def write_bodies(file, user, count):
    """Believable new contacts, no two the same."""
    lines = []
    for turn in range(count):
        lines.append(json.dumps({
            "name": f"Snickeri & Måleri {turn} AB", "contactType": "Company",
            "email": f"info{turn}@example.com", "phoneNumber": f"08-{100000 + turn}",
            "isCustomer": True, "responsibleId": user,
            "visitingAddress": {"street": f"Storgatan {turn % 200 + 1}", "postalCode": "111 22",
                                "city": "Stockholm"}}, ensure_ascii=False))
    file.write_text("\n".join(lines) + "\n")


def one_commit_each(data, seconds):
    """Rows of `contacts` per second when each has a commit of its own, as the schema stands."""
    db = sqlite3.connect(data / "glimt.db", isolation_level=None)
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=FULL")
    db.execute("PRAGMA foreign_keys=ON")
    columns = [row[1] for row in db.execute("PRAGMA table_xinfo(contacts)") if row[6] == 0]
    at = columns.index("id")
    row = list(db.execute(f"SELECT {', '.join(columns)} FROM contacts ORDER BY id DESC LIMIT 1")
               .fetchone())
    statement = f"INSERT INTO contacts ({', '.join(columns)}) VALUES ({', '.join('?' * len(row))})"
    row[at] += 1_000_000_000
    count, start = 0, time.monotonic()
    while time.monotonic() - start < seconds:
        row[at] += 1
        db.execute(statement, row)
        count += 1
    rate = count / (time.monotonic() - start)
    db.execute("DELETE FROM contacts WHERE id > 1000000000")
    db.close()
    return rate


CREATE_LINE = "{:<38} {:>4} {:>9} {:>10} {:>14} {:>6} {:>5} {:>4} {:>8}"


def creates(options, data, scratch):
    """Creates on a copy of the data, in turns with the reference, on the same disk."""
    work, reference = data.parent / "bench-writes", data.parent / "bench-reference"
    rows = []
    try:
        for copy in (work, reference):
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(data, copy)
        paths, bodies = scratch / "create", scratch / "bodies"
        paths.write_text(CONTACTS + "\n")
        with glimt_server(options.binary, work) as glimt:
            client = log_in(options.binary, work, glimt[0])
            users = json.loads(client.ask("/v1/Admin/Users?page=1"))["items"]
            write_bodies(bodies, users[0]["id"], 5000)
            print("\n" + CREATE_LINE.format("what", "conn", "glimt us", "glimt rps", "one commit rps",
                                            "times", "aim", "met", "p99 ms"))
            for connections in (1, 8, 64):
                rows.append(create_row(options, glimt, client, reference, connections, paths, bodies))
    finally:
        for copy in (work, reference):
            shutil.rmtree(copy, ignore_errors=True)
    return rows


def create_row(options, glimt, client, reference, connections, paths, bodies):
    runs, single = [], []
    for _ in range(options.rounds):
        runs.append(measure(glimt, connections, options.seconds, client.token, paths, bodies))
        single.append(one_commit_each(reference, options.seconds))
    row = {"what": "create contact", "connections": connections, "glimt": medians(runs),
           "one_commit_rps": round(statistics.median(single), 1), "runs": runs,
           "one_commit_runs": single, "aim": AIM_CREATE if connections == 64 else None}
    row["times"] = round(row["glimt"]["rps"] / row["one_commit_rps"], 2)
    row["met"] = row["times"] >= row["aim"] if row["aim"] else None
    print(CREATE_LINE.format(row["what"], connections, row["glimt"]["us"],
                             round(row["glimt"]["rps"]), round(row["one_commit_rps"]),
                             row["times"], row["aim"] or "", said(row["met"]),
                             row["glimt"]["p99_ms"]), flush=True)
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="build/glimt")
    parser.add_argument("--contacts", type=int, default=100000)
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=3, help="turns; medians are taken")
    parser.add_argument("--spread", type=int, default=2000, help="different contacts asked for")
    parser.add_argument("--only", choices=["reads", "creates"])
    parser.add_argument("--strict", action="store_true", help="exit 1 when an aim is not met")
    options = parser.parse_args()
    options.binary = os.path.abspath(options.binary)
    build = HERE.parent / "build"
    data = build / "bench-data"
    prepare_data(options.binary, data, options.contacts)
    with tempfile.TemporaryDirectory(prefix="glimt-bench-") as directory:
        scratch = pathlib.Path(directory)
        read_rows = reads(options, data, scratch) if options.only != "creates" else []
        create_rows = creates(options, data, scratch) if options.only != "reads" else []
    result = {"processors": os.cpu_count(), "machine": platform.machine(),
              "contacts": options.contacts, "seconds": options.seconds, "rounds": options.rounds,
              "reads": read_rows, "creates": create_rows}
    (build / "bench.json").write_text(json.dumps(result, indent=2) + "\n")
    missed = [row["what"] for row in itertools.chain(read_rows, create_rows) if row["met"] is False]
    print(f"\n{len(missed)} aims missed; all figures are in build/bench.json")
    return 1 if missed and options.strict else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as problem:
        sys.exit(f"bench: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
