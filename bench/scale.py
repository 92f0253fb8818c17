#!/usr/bin/env python3
"""Whether a request costs the same with ten million time reports as with ten thousand.

Asks every list, each filter and each order alone, and spans of days together with other filters, on
the first page, the one in the middle and the last full one, of two companies that differ in nothing
but their number of time reports. A write comes before each request, so nothing that the server
remembers helps it. CPU is user and system time of the server for one request; the median of some. With
--postgres the companies are on a PostgreSQL of our own, whose time counts, too.
Lists that do not grow with time reports only have to stay below 50 ms. Prints a table and writes
build/bench-scale.json, or build/bench-scale-postgres.json.
"""

import argparse
import contextlib
import json
import os
import pathlib
import sqlite3
import statistics
import sys

import questions
from cluster import cluster
from data import log_in, prepare_data
from servers import Failed, glimt_server, keep_asking

BUILD = pathlib.Path(__file__).resolve().parent.parent / "build"
AIM_RATIO, AIM_MS = 2.0, 50
LINE = "{:<58} {:>9} {:>9} {:>9} {:>6} {:>4}"


def cpu_nanoseconds(pids):
    """Time that the threads of processes ran."""
    return sum(int((task / "schedstat").read_text().split()[0])
               for pid in pids for task in pathlib.Path(f"/proc/{pid}/task").iterdir())


class Company:
    """A served company that can be asked while somebody writes."""

    def __init__(self, stack, binary, data):
        self.url, self.process = stack.enter_context(glimt_server(binary, data))
        self.client = log_in(binary, data, self.url)
        self.open_database(stack, data)
        self.ask = stack.enter_context(keep_asking(self.client))

    def open_database(self, stack, data):
        self.database = stack.enter_context(contextlib.closing(
            sqlite3.connect(data / "glimt.db", isolation_level=None)))
        self.database.execute("PRAGMA synchronous=OFF")

    def value(self, sql):
        return self.database.execute(sql).fetchone()[0]

    def write(self):
        self.database.execute("UPDATE data_versions SET changed = changed + 1")

    def processes(self):
        return [self.process.pid]

    def pages(self, path):
        """The first page, one in the middle, and the last full one: with fewer rows it costs less."""
        total = json.loads(self.ask(path + "&page=1&pageSize=25"))["totalItemCount"]
        last = max(1, total // 25)
        return {"first": 1, "middle": (last + 1) // 2, "last": last}

    def cost(self, path, times):
        """Milliseconds of CPU for one request that follows a write."""
        spent = []
        for _ in range(times):
            self.write()
            before = cpu_nanoseconds(self.processes())
            self.ask(path)
            spent.append((cpu_nanoseconds(self.processes()) - before) / 1e6)
            if sum(spent) > 1000:
                break
        return statistics.median(spent)


class CompanyThere(Company):
    """The same on a PostgreSQL, of which the processes count that the server is connected to."""

    def __init__(self, stack, binary, data, there, name):
        self.there, self.name = there, name
        super().__init__(stack, binary, data)

    def open_database(self, stack, data):
        pass

    def value(self, sql):
        return int(self.there.sql(self.name, sql))

    def write(self):
        self.there.sql(self.name, "SET synchronous_commit = off;"
                                  " UPDATE data_versions SET changed = changed + 1")

    def processes(self):
        asked = self.there.sql(self.name, "SELECT pid FROM pg_stat_activity WHERE usename <> 'postgres'"
                                          " AND datname = current_database()")
        return [self.process.pid, *map(int, asked.split())]


def full_page(company, times):
    """A page of 25 reports, which is what a flat request may cost twice."""
    return company.cost(f"{questions.REPORTS}?page=1&pageSize=25", times)


def measure(companies, question, times, least):
    """A list that is (nearly) empty in the small company is held against a full page there."""
    rows = []
    pages = [company.pages(question.path(company)) for company in companies]
    for place in pages[0]:
        costs = [company.cost(f"{question.path(company)}&page={numbers[place]}&pageSize=25", times)
                 for company, numbers in zip(companies, pages)]
        ratio = round(costs[1] / max(costs[0], least if question.grows else 0), 2)
        met = costs[1] <= AIM_MS and (ratio <= AIM_RATIO or not question.grows)
        rows.append({"what": question.name, "page": place, "milliseconds": costs, "ratio": ratio,
                     "met": met})
        print(LINE.format(question.name, place, *(f"{cost:.3f}" for cost in costs), ratio,
                          "yes" if met else "NO"), flush=True)
    return rows


def make_company(stack, binary, there, number, options):
    data = BUILD / f"bench-scale-{number}"
    sizes = {"contacts": options.contacts, "projects": options.projects, "tasks": options.tasks,
             "time-reports": number}
    if there is None:
        prepare_data(binary, data, sizes)
        return Company(stack, binary, data)
    name = f"scale_{number}"
    return CompanyThere(stack, binary, there.company(binary, data, name, sizes), there, name)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="build/glimt")
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of our own")
    parser.add_argument("--small", type=int, default=10_000)
    parser.add_argument("--large", type=int, default=10_000_000)
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--projects", type=int, default=20_000)
    parser.add_argument("--tasks", type=int, default=500_000)
    parser.add_argument("--times", type=int, default=15, help="requests of each kind")
    parser.add_argument("--only", default="", help="questions with this text in their name")
    parser.add_argument("--strict", action="store_true", help="exit 1 when an aim is not met")
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    rows = []
    with contextlib.ExitStack() as stack:
        there = stack.enter_context(cluster(BUILD / "bench-postgres")) if options.postgres else None
        companies = [make_company(stack, binary, there, number, options)
                     for number in (options.small, options.large)]
        least = full_page(companies[0], options.times)
        print(LINE.format("what", "page", options.small, options.large, "ratio", "met"))
        for question in questions.ALL:
            if options.only in question.name:
                rows += measure(companies, question, options.times, least)
    kept = "bench-scale-postgres.json" if options.postgres else "bench-scale.json"
    (BUILD / kept).write_text(json.dumps(rows, indent=2) + "\n")
    missed = [row for row in rows if not row["met"]]
    print(f"\n{len(missed)} of {len(rows)} missed; aims: at most {AIM_RATIO} times, {AIM_MS} ms."
          f" All figures are in build/{kept}")
    return 1 if missed and options.strict else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as problem:
        sys.exit(f"bench: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
