#!/usr/bin/env python3
"""CPU per request next to nginx, creates next to one commit each, rates next to Fastify, on years of data.

Glimt and nginx answer the same bytes over TLS keep-alive on this machine, in turns; nginx has
them as static files. CPU is user and system time of the server's processes for the requests that
were answered. Creates are held against bare programs that make the same rows durable, on this disk
and on one whose syncs take longer; then how small the server is is measured. Last come contacts a second next to an expert's program with Fastify and
SQLite (bench/peers.py). Prints a table and writes build/bench.json.
"""

import argparse
import json
import os
import pathlib
import platform
import sys
import tempfile

import table
from data import prepare_data
from peers import measure_peers
from reads import measure_reads
from servers import Failed
from small import measure_small
from writes import measure_writes

BUILD = pathlib.Path(__file__).resolve().parent.parent / "build"
PARTS = {"reads": measure_reads, "writes": measure_writes, "small": measure_small,
         "peers": measure_peers}


def read_options():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="build/glimt")
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--projects", type=int, default=5_000)
    parser.add_argument("--tasks", type=int, default=20_000)
    parser.add_argument("--time-reports", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=int, default=3, help="of each measurement")
    parser.add_argument("--rounds", type=int, default=3, help="turns; medians are taken")
    parser.add_argument("--spread", type=int, default=2000, help="different rows asked for")
    parser.add_argument("--short", action="store_true", help="leave out lists of 100")
    parser.add_argument("--only", choices=list(PARTS))
    parser.add_argument("--strict", action="store_true", help="exit 1 when an aim is not met")
    options = parser.parse_args()
    options.binary = os.path.abspath(options.binary)
    return options


def main():
    options = read_options()
    sizes = {"contacts": options.contacts, "projects": options.projects, "tasks": options.tasks,
             "time-reports": options.time_reports}
    data = BUILD / "bench-data"
    prepare_data(options.binary, data, sizes)
    table.print_head()
    rows = []
    for name, part in PARTS.items():
        if options.only in (None, name):
            with tempfile.TemporaryDirectory(prefix="glimt-bench-") as scratch:
                rows += part(options, data, pathlib.Path(scratch))
    result = {"processors": os.cpu_count(), "machine": platform.machine(), "sizes": sizes,
              "seconds": options.seconds, "rounds": options.rounds, "rows": rows}
    (BUILD / "bench.json").write_text(json.dumps(result, indent=2) + "\n")
    missed = [row["what"] for row in rows if row["met"] is False]
    print(f"\n{len(missed)} aims missed; all figures are in build/bench.json")
    return 1 if missed and options.strict else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as problem:
        sys.exit(f"bench: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
