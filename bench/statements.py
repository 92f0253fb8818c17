"""What a server sends to PostgreSQL under a load, and pgbench sending the same.

The statements are those of PostgreSQL's own log, so they are what the server sends today. A unit is a
transaction, or a statement outside of one.
"""

import collections
import os
import random
import re
import resource
import subprocess

from cluster import PROGRAMS
from servers import Failed

SCRIPTS = 30
EACH = 400  # units of a connection, after which it has very likely had each script and prepared it
FAR = 1_000_000_000  # numbers of new rows begin so far behind those that are there

VALUE = re.compile(r"\$(\d+) = (NULL|'(?:[^']|'')*')")
PLACE = re.compile(r"\$(\d+)")


class Unit:
    def __init__(self):
        self.statements = []  # (text, values by number)

    def add(self, text, values):
        self.statements.append((text, values))

    @property
    def texts(self):
        return tuple(text for text, _ in self.statements)

    def count(self, begin):
        return sum(text.startswith(begin) for text in self.texts)


def values_of(detail):
    return {int(number): None if value == "NULL" else value[1:-1].replace("''", "'")
            for number, value in VALUE.findall(detail)}


def units(cluster, since):
    """Those that ended since the log had so many bytes, in the order of their ends."""
    opened = {}
    for process, message, detail in cluster.statements(since):
        kind, _, text = message.partition(": ")
        if kind != "statement" and not kind.startswith("execute"):
            continue
        unit = opened.setdefault(process, Unit())
        unit.add(text, values_of(detail))
        first = unit.texts[0].upper()
        if not first.startswith("BEGIN") or re.match("COMMIT|END|ROLLBACK(?! TO)", text.upper()):
            yield opened.pop(process)


class Scripts:
    """pgbench's scripts of some units, and the values of their parameters, which are variables."""

    def __init__(self, directory):
        self.directory = directory
        self.files, self.values = [], {}
        directory.mkdir(exist_ok=True)

    def place(self, value):
        if value is None:
            return "NULL"
        return ":" + self.values.setdefault(value, f"v{len(self.values)}")

    def put(self, text, places):
        """More of pgbench's connections wait for the lock than the server has, so they wait longer."""
        text = re.sub(r"(lock_timeout = )\d+", r"\g<1>0", text)
        return PLACE.sub(lambda found: places[int(found[1])], text)

    def add(self, unit, before="", after="", counted=None):
        """`counted`: (statement, number) to the variable that counts on."""
        lines = [before]
        for at, (text, values) in enumerate(unit.statements):
            places = {number: (counted or {}).get((at, number)) or self.place(value)
                      for number, value in values.items()}
            parts = [part.strip() for part in text.split(";") if part.strip()] if not values else [text]
            # What came in one message goes in one, so that it costs one round trip here, too.
            together = len(parts) > 1
            lines += ["\\startpipeline"] * together
            lines += [self.put(part, places) + ";" for part in parts]
            lines += ["\\endpipeline"] * together
        file = self.directory / f"{len(self.files)}.sql"
        file.write_text("\n".join([*lines, after]) + "\n")
        self.files.append(file)

    def run(self, cluster, database, connections, *how, **variables):
        """Units that were done, those of a second, and CPU seconds of pgbench and PostgreSQL."""
        told = {**{name: value for value, name in self.values.items()}, **variables}
        before = cluster.cpu_seconds() + own_children()
        run = subprocess.run(
            [PROGRAMS / "pgbench", "-n", "-M", "prepared", "-h", cluster.socket, "-U", "glimt",
             "-c", str(connections), "-j", str(min(2, connections)), *how,
             *(word for name, value in told.items() for word in ("-D", f"{name}={value}")),
             *(word for file in self.files for word in ("-f", str(file))), database],
            capture_output=True, text=True,
            env={**os.environ, "PGOPTIONS": f"-c role=glimt_serve_{database}"})  # as the server does
        spent = cluster.cpu_seconds() + own_children() - before
        done = re.search(r"actually processed: (\d+)", run.stdout)
        rate = re.search(r"^tps = ([\d.]+)", run.stdout, re.M)
        if run.returncode != 0 or not done or int(done[1]) == 0:
            raise Failed(f"pgbench failed: {run.stderr[:1000]}")
        return int(done[1]), float(rate[1]), spent

    def cost(self, cluster, database, connections, seconds):
        """Microseconds of CPU of a unit, when all are prepared: what more of them cost more."""
        few, _, first = self.run(cluster, database, connections, "-t", str(EACH))
        many, rate, spent = self.run(cluster, database, connections, "-t", str(
            EACH + int(EACH * max(1, seconds / max(first, 0.1)))))
        return {"us": (spent - first) / (many - few) * 1e6, "rps": rate}

    def rate(self, cluster, database, connections, seconds, far):
        """Of one script, which is prepared at once, and numbers rows from so far behind on."""
        done, rate, spent = self.run(cluster, database, connections, "-T", str(seconds), far=far,
                                     turn=0, clients=connections)
        return {"us": spent / done * 1e6, "rps": rate}


def own_children():
    """CPU of those that have ended, of which pgbench is the only one meanwhile."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def reading_scripts(directory, found):
    """Of some of those that only read, chosen at random."""
    chosen = [unit for unit in found if not unit.count("INSERT") and not unit.count("UPDATE")]
    scripts = Scripts(directory)
    for unit in random.Random(1).sample(chosen, min(SCRIPTS, len(chosen))):
        scripts.add(unit)
    return scripts, len(chosen)


def whole(text):
    return text is not None and re.fullmatch(r"\d{1,18}", text) is not None


def writing_scripts(directory, found, table):
    """Of the kind of transaction that made most rows of this table, and how many one makes. Whole
    numbers that rise from one such transaction to the next go on rising by as much."""
    begin = f"INSERT INTO {table} "
    found = [unit for unit in found if unit.count(begin) and unit.texts[-1].upper().startswith("COMMIT")]
    times = collections.Counter(unit.texts for unit in found)
    made = {texts: number * sum(text.startswith(begin) for text in texts)
            for texts, number in times.items() if number > 1}
    if not made:
        raise Failed(f"no transaction with new rows of {table} came twice")
    texts = max(made, key=made.get)
    first, second = [unit for unit in found if unit.texts == texts][-2:]
    steps = {}
    for at, ((_, one), (_, two)) in enumerate(zip(first.statements, second.statements)):
        for number, value in two.items():
            if whole(value) and whole(one[number]) and int(value) > int(one[number]):
                steps[at, number] = int(value) - int(one[number])
    counted, sets = {}, []
    for (at, number), rise in steps.items():
        counted[at, number] = f":n{at}_{number}"
        sets.append(f"\\set n{at}_{number} {second.statements[at][1][number]} + :far + :i * {rise}")
    scripts = Scripts(directory)
    scripts.add(second, "\\set i :turn * :clients + :client_id + 1\n\\set turn :turn + 1\n" + "\n".join(sets),
                counted=counted)
    return scripts, second.count(begin)
