#!/usr/bin/env python3
"""How long glimt copy takes for a large company, from a directory to PostgreSQL and back.

Makes a demo company with many time reports, or takes the one of an earlier run, and a PostgreSQL of its own on this
machine's disk. Gives the time from the command to its end, which has all rows, their comparison, indexes and
references, and the CPU of glimt alone and of all processes with PostgreSQL's. Prints a table and writes build/bench-copy.json. The copies are removed at the end.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import time

from cluster import cluster
from data import prepare_data
from servers import Failed

BUILD = pathlib.Path(__file__).resolve().parent.parent / "build"
AIM_SECONDS, AIM_ROWS = 15 * 60, 10_000_000
LINE = "{:<24} {:>12} {:>10} {:>12} {:>12} {:>10}"


def measure(name, binary, words, there):
    before, began = there.cpu_seconds(), time.monotonic()
    run = subprocess.Popen([binary, "copy", *map(str, words)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    said, problem = run.stdout.read(), run.stderr.read()
    _, status, used = os.wait4(run.pid, 0)
    took = time.monotonic() - began
    if status != 0:
        raise Failed(f"glimt copy failed: {problem.strip()}")
    tables, rows = map(int, re.search(r"Copied (\d+) tables with (\d+) rows", said).groups())
    row = {"what": name, "rows": rows, "tables": tables, "seconds": round(took, 1),
           "cpu_glimt": round(used.ru_utime + used.ru_stime, 1),
           "cpu_server": round(there.cpu_seconds() - before, 1), "rows_per_second": round(rows / took)}
    print(LINE.format(name, rows, row["seconds"], row["cpu_glimt"], row["cpu_server"], row["rows_per_second"]), flush=True)
    return row


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="build/glimt")
    parser.add_argument("--time-reports", type=int, default=1_000_000)
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--projects", type=int, default=20_000)
    parser.add_argument("--tasks", type=int, default=500_000)
    parser.add_argument("--data", help="a directory with a company, instead of making one")
    parser.add_argument("--strict", action="store_true", help="exit 1 when an aim is not met")
    options = parser.parse_args()
    binary = os.path.abspath(options.binary)
    data = pathlib.Path(options.data or BUILD / f"bench-scale-{options.time_reports}")
    if not options.data:
        prepare_data(binary, data, {"contacts": options.contacts, "projects": options.projects,
                                    "tasks": options.tasks, "time-reports": options.time_reports})
    place = pathlib.Path(tempfile.mkdtemp(prefix="copy-", dir=BUILD))
    try:
        with cluster(place / "postgres") as there:
            there.sql("postgres", "CREATE DATABASE copy OWNER glimt")
            url = there.url("copy")
            print(LINE.format("what", "rows", "seconds", "CPU glimt", "CPU server", "rows/s"))
            rows = [measure("directory to PostgreSQL", binary, ["--from", data, "--to", url], there),
                    measure("and back", binary, ["--from", url, "--to", place / "data", "--data", data], there)]
    finally:
        shutil.rmtree(place)
    (BUILD / "bench-copy.json").write_text(json.dumps(rows, indent=2) + "\n")
    aim = AIM_SECONDS * max(1, options.time_reports / AIM_ROWS)
    met = all(row["seconds"] < aim for row in rows)
    print(f"\nThe aim is {aim / 60:.0f} minutes for up to {AIM_ROWS:,} time reports: {'met' if met else 'MISSED'}."
          " All figures are in build/bench-copy.json")
    return 1 if options.strict and not met else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as problem:
        sys.exit(f"bench: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
