#!/usr/bin/python3
"""Three servers on one PostgreSQL, which has a standby, under a mixed load: servers are killed, and so is the
database, it stands still, is out of reach, breaks connections and fails over, and Redis goes away.

nodes_faults.py [--rounds N] [--seed S] [--clients K]

Clients write contacts with a key each (nodes_clients.py), and ask another server when one says 503 or breaks the
connection. Each round has every fault once, in an order by chance; the next comes when all servers have written
again. At the end all rows are read through each server and by SQL, the log of changes is compared with what was
answered, and `glimt check` looks. Prints a table: for each fault how long nothing was written, and how long after the
database was back (a commit of somebody else got through) each server wrote again. Exits with 1 if a write that was
answered is lost, one was done twice, or an answer was wrong."""

import argparse
import contextlib
import json
import pathlib
import random
import shutil
import signal
import sys
import tempfile
import time

from caller import Caller, LoggedServer
from client import glimt
from nodes_clients import CONTACTS, Client, Scene, compare, compare_changes
from nodes_postgres import Pair
from redis_server import Redis

NODES, STANDSTILL, PATIENCE = 3, 3.0, 60  # seconds; the last against hanging alone
WRITERS = ("SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_stat_activity USING (pid)"
           " WHERE locktype = 'advisory' AND granted AND application_name = 'glimt'")
ANYBODY = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'glimt' LIMIT 1"


class Nodes:
    """The servers, their database and who calls them."""

    def __init__(self, place, seed, clients=6):
        self.dice = random.Random(seed)
        self.stack, self.figures, self.rounds = contextlib.ExitStack(), {}, 0
        self.pair = Pair()
        self.stack.callback(self.pair.close)
        self.redis = Redis(place / "redis", stands=False)
        self.stack.callback(self.redis.stop, signal.SIGKILL)
        self.servers = [self.begin(place / f"node{number}") for number in range(NODES)]
        made = json.loads(glimt("app", "add", "program", "--data", place / "node0", "--json", "--all-permissions",
                                "--rate", "1000", "--static-token").stdout)
        self.scene = Scene(self.servers, made["token"])
        self.clients = [Client(self.scene, number, seed) for number in range(clients)]
        self.first_change = self.pair.ask("SELECT coalesce(max(number), 0) FROM changes WHERE account_id = 1")[0][0]
        for client in self.clients:
            client.start()

    def begin(self, directory):
        directory.mkdir(mode=0o700)
        (directory / "glimt.conf").write_text(
            f'database = "{self.pair.url()}"\nredis = "unix://{self.redis.socket}"\n')
        if directory.name != "node0":  # which made the key that all have
            shutil.copy(directory.parent / "node0" / "secret.key", directory)
        server = LoggedServer(directory)
        self.stack.callback(server.stop, signal.SIGKILL)
        return server

    # ---- faults: each gives the moment from which the database, or the server, was there again ----

    def kill_server(self):
        server = self.dice.choice(self.servers)
        server.stop(signal.SIGKILL)
        time.sleep(0.5)  # it stays away for a while
        server.start()
        return time.monotonic()

    def end_server(self):
        server = self.dice.choice(self.servers)
        server.stop(signal.SIGTERM)
        server.start()
        return time.monotonic()

    def restart_database(self):
        self.pair.leader.stop("fast")
        self.pair.leader.start()
        return self.pair.wait_until_it_writes()

    def kill_database(self):
        self.pair.leader.kill()
        self.pair.leader.start()
        return self.pair.wait_until_it_writes()

    def hold_database(self):
        self.pair.leader.send(signal.SIGSTOP)
        time.sleep(STANDSTILL)  # for so long
        self.pair.leader.send(signal.SIGCONT)
        return self.pair.wait_until_it_writes()

    def hide_database(self):
        with self.pair.leader.unreachable():
            time.sleep(2)  # likewise
        return self.pair.wait_until_it_writes()

    def end_writer(self):
        while not self.pair.ask(WRITERS):
            pass
        return time.monotonic()

    def end_connection(self):
        self.pair.ask(ANYBODY)
        return time.monotonic()

    def stop_redis(self):
        self.redis.stop(signal.SIGKILL)
        time.sleep(1)  # likewise
        self.redis.start()
        return time.monotonic()

    def hold_redis(self):
        self.redis.signal(signal.SIGSTOP)
        time.sleep(1)  # likewise
        self.redis.signal(signal.SIGCONT)
        return time.monotonic()

    def fail_over(self):
        return self.pair.fail_over()

    FAULTS = {"a server is killed": kill_server, "a server ends": end_server,
              "PostgreSQL is restarted": restart_database, "PostgreSQL is killed": kill_database,
              f"PostgreSQL stands still for {STANDSTILL:.0f} s": hold_database,
              "PostgreSQL is out of reach for 2 s": hide_database, "who writes is disconnected": end_writer,
              "a connection is ended": end_connection, "Redis is killed": stop_redis,
              "Redis stands still for 1 s": hold_redis, "the standby is promoted": fail_over}

    # ---- a round ----

    def wait_for_writes(self, since, at_least=3):
        """Until each server has written so often; seconds until each wrote first."""
        end, moments = time.monotonic() + PATIENCE, []
        while time.monotonic() < end and not self.scene.wrong:
            moments = [[moment for moment, at in list(self.scene.written) if at == number and moment > since]
                       for number in range(NODES)]
            if all(len(those) >= at_least for those in moments):
                return [those[0] - since for those in moments]
            time.sleep(0.01)
        raise TimeoutError(f"not all servers write again: {[len(those) for those in moments]}; {self.sum()}; {self.scene.unanswered}; {self.scene.wrong}")

    def longest_gap(self, begin, end):
        """Seconds in which no server wrote."""
        moments = [begin, *(moment for moment, _ in list(self.scene.written) if begin < moment < end), end]
        return max(after - before for before, after in zip(moments, moments[1:]))

    def harm(self, name):
        self.wait_for_writes(time.monotonic())
        begin = time.monotonic()
        back = self.FAULTS[name](self)
        after = self.wait_for_writes(back)
        figures = self.figures.setdefault(name, [])
        figures.append((self.longest_gap(begin, back + max(after)), min(after), max(after)))
        if name == "the standby is promoted":
            self.pair.rebuild()

    def round(self, names=None):
        names = list(names or self.FAULTS)
        self.dice.shuffle(names)
        for name in names:
            self.harm(name)
        self.rounds += 1

    # ---- the end ----

    def look(self):
        """Sentences for what is wrong, how many writes are lost, and how many were done twice."""
        self.scene.stopping.set()
        for client in self.clients:
            client.join()
        found = [(f"node {number}", self.read(server)) for number, server in enumerate(self.servers)]
        found.append(("SQL", dict(self.pair.ask("SELECT id, name FROM contacts WHERE account_id = 1"))))
        parts = [compare(self.scene.rows, rows, where) for where, rows in found]
        parts.append(compare_changes(self.scene, self.first_change, self.pair.ask(
            "SELECT number, resource, row_id, kind FROM changes WHERE account_id = 1"
            f" AND number > {self.first_change} ORDER BY number")))
        checked = glimt("check", "--data", self.servers[0].directory, check=False)
        said = [] if checked.returncode == 0 else [f"glimt check: {checked.stdout} {checked.stderr}"]
        said += self.scene.wrong + [one for part in parts for one in part[0]]
        return said, max(part[1] for part in parts), max(part[2] for part in parts)

    def read(self, server):
        caller = Caller(server, Authorization=f"Bearer {self.scene.token}")
        with contextlib.closing(caller):
            return {row["id"]: row["name"] for row in caller.walk(CONTACTS)}

    def table(self):
        """For each fault the longest of all times, in seconds."""
        lines = [f"{'fault':38} {'times':>5} {'nothing written':>16} {'first write':>12} {'all servers':>12}"]
        for name in self.FAULTS:
            if name in self.figures:
                gap, first, last = (max(each) for each in zip(*self.figures[name]))
                lines.append(f"{name:38} {len(self.figures[name]):5} {gap:16.2f} {first:12.2f} {last:12.2f}")
        return "\n".join(lines)

    def sum(self):
        counts = self.scene.counts
        others = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()) if name not in ("writes", "reads"))
        return (f"{counts['writes']} acknowledged writes, {counts['reads']} reads, {len(self.scene.rows)} rows;"
                f" asked again after: {others}; the longest answer took {self.scene.longest:.1f} s")

    def close(self):
        self.scene.stopping.set()
        self.stack.close()


def run(place, rounds, seed, clients=6, names=None, tell=print):
    """What is wrong, and the counts."""
    nodes = Nodes(place, seed, clients)
    try:
        for number in range(rounds):
            nodes.round(names)
            tell(f"round {number + 1}: {nodes.sum()}")
        wrong, lost, doubled = nodes.look()
        tell(nodes.table())
        tell("\n".join([f"{nodes.sum()}; {lost} lost, {doubled} doubled", *nodes.scene.failures]))
        return wrong, nodes
    finally:
        nodes.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 30))
    parser.add_argument("--clients", type=int, default=6)
    given = parser.parse_args()
    place = pathlib.Path(tempfile.mkdtemp(prefix="glimt-nodes-"))
    print(f"{given.rounds} rounds with seed {given.seed}, in {place}", flush=True)
    wrong, _ = run(place, given.rounds, given.seed, given.clients, tell=lambda text: print(text, flush=True))
    if wrong:
        print("\n".join(wrong)[:4000] + f"\nsee {place}")
        return 1
    shutil.rmtree(place)
    return 0


if __name__ == "__main__":
    sys.exit(main())
