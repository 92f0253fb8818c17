"""Contacts next to what a user would pick instead: requests a second of both cores, wrk's part included.

The peer is an expert's program in bench/peers/fastify, over the same contacts, the same TLS and the
same connections. It is spared what it lacks: it checks no token, limits no rate, keeps no log of use,
and its creates are not synced to the disk before they are answered, while ours are.
"""

import contextlib
import json
import pathlib
import platform
import random
import subprocess

import table
from creates import contact
from data import log_in
from measure import measure, medians
from servers import Client, Failed, glimt_server, stop
from writes import copies

ROOT = pathlib.Path(__file__).resolve().parent.parent
FASTIFY = ROOT / "bench" / "peers" / "fastify"
CONTACTS = "/v1/Core/Contacts"
CONNECTIONS = 64
AIM_GET, AIM_LIST, AIM_FAR, AIM_CREATE = 4, 8, 10, 2  # times the peer's rate
FAR = 2000  # a page that nobody leafs to, but integrations do


def node():
    kind = "arm64" if platform.machine() == "aarch64" else "x64"
    return ROOT / "tools" / "node" / "node_modules" / f"node-linux-{kind}" / "bin" / "node"


@contextlib.contextmanager
def listening(command, **more):
    """Runs a server that says `listening on URL`; gives the address and the process."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **more)
    try:
        line = process.stdout.readline()
        if not line.startswith("listening on "):
            raise Failed(f"{command[1]} ended before it listened")
        yield line.split()[2], process
    finally:
        stop(process)


def load_contacts(source, database):
    load = subprocess.run([node(), FASTIFY / "load.js", source, database],
                          capture_output=True, text=True)
    if load.returncode:
        raise Failed(f"the contacts could not be loaded into the peer's database: {load.stderr}")


@contextlib.contextmanager
def fastify_server(data):
    """Serves the contacts of glimt's database in `data` from a database of its own beside it."""
    database = data / "fastify.db"
    load_contacts(data / "glimt.db", database)
    with listening([node(), FASTIFY / "server.js", database, data / "tls" / "cert.pem",
                    data / "tls" / "key.pem"]) as server:
        yield server


class Contest:
    """Glimt and one other program, asked in turns."""

    def __init__(self, scratch, options, servers, tokens, connections=CONNECTIONS):
        self.scratch, self.options = scratch, options
        self.servers, self.tokens = servers, tokens  # by name; glimt is the first
        self.connections = connections
        self.rows = []

    def write(self, name, lines):
        file = self.scratch / name
        file.write_text("".join(line + "\n" for line in lines))
        return file

    def compare(self, what, aim, paths, bodies=None):
        """One row of the table; `paths` and `bodies` are lists by the name of the server."""
        files = {who: self.write(f"paths-{who}", paths[who]) for who in self.servers}
        sent = {who: self.write(f"bodies-{who}", bodies[who]) for who in self.servers} if bodies else {}
        runs = {who: [] for who in self.servers}
        for turn in range(self.options.rounds + 1):
            for who, server in self.servers.items():
                one = measure(server, self.connections, self.options.seconds if turn else 1,
                              self.tokens[who], files[who], sent.get(who))
                if turn:  # the first only warms up
                    runs[who].append(one)
        found = {who: medians(some) for who, some in runs.items()}
        ours, other = self.servers
        table.add(self.rows, what, self.connections, "/s", found[ours]["rps"], found[other]["rps"], aim=aim,
                  than=other, **{who.lower(): one for who, one in found.items()}, runs=runs)


def pages_of(numbers):
    return [f"{CONTACTS}?page={number}&pageSize=25&sortBy=name" for number in numbers]


def choose_paths(total, spread):
    """What is asked, with the name of its row and the aim."""
    rows = [f"{CONTACTS}/{number}" for number in random.Random(4).sample(range(1, total + 1),
                                                                        min(spread, total))]
    last = -(-total // 25)
    pages = pages_of(range(1, min(100, last) + 1))
    far = min(FAR, last)
    return [("get a contact, another each time", AIM_GET, rows),
            ("list of 25 contacts, the first 100 pages", AIM_LIST, pages),
            ("list of 25 contacts, the same page", AIM_LIST, pages[:1]),
            (f"list of 25 contacts, page {far:,}", AIM_FAR, pages_of([far]))]


def compare_answers(clients, paths):
    """Both give the same bytes, or the rates mean nothing."""
    for path in paths[:20]:
        first, other = (client.ask(path) for client in clients.values())
        if first != other:
            raise Failed(f"{path}: the peer does not answer the bytes that glimt does")


def compare_creates(clients):
    """What is made has the same form, and but for its moment the same content."""
    made = [client.ask_json(CONTACTS, contact(0)) for client in clients.values()]
    for one in made:
        one.pop("created")
    if made[0] != made[1] or list(made[0]) != list(made[1]):
        raise Failed(f"the peer makes another contact than glimt: {json.dumps(made)}")


def versions():
    package = json.loads((FASTIFY / "node_modules" / "fastify" / "package.json").read_text())
    run = subprocess.run([node(), "-p", "process.version + ' and SQLite ' + process.versions.sqlite"],
                         capture_output=True, text=True)
    return f"Fastify {package['version']} on Node {run.stdout.strip()}"


def contend(options, work, scratch, glimt, fastify):
    client = log_in(options.binary, work, glimt[0])
    clients = {"glimt": client, "Fastify": Client(fastify[0], client.certificate)}
    print(f"{versions()}, a worker for each core, over TLS ({clients['Fastify'].cipher()}) like ours "
          "and with the same bodies; it checks no token, and its creates are not synced", flush=True)
    contest = Contest(scratch, options, {"glimt": glimt, "Fastify": fastify},
                      {"glimt": client.token, "Fastify": "none"})
    total = json.loads(client.ask(f"{CONTACTS}?page=1&pageSize=1"))["totalItemCount"]
    for what, aim, paths in choose_paths(total, options.spread):
        compare_answers(clients, paths)
        contest.compare(what, aim, dict.fromkeys(clients, paths))
    compare_creates(clients)
    bodies = [json.dumps(contact(turn), ensure_ascii=False) for turn in range(5000)]
    contest.compare("create a contact", AIM_CREATE, dict.fromkeys(clients, [CONTACTS]),
                    dict.fromkeys(clients, bodies))
    return contest.rows


def measure_peers(options, data, scratch):
    with copies(data, "bench-peers") as (work,):
        with glimt_server(options.binary, work) as glimt, fastify_server(work) as fastify:
            return contend(options, work, scratch, glimt, fastify)
