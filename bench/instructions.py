#!/usr/bin/env python3
"""Counts the instructions of fixed requests under callgrind, and compares them with the last count.

Instructions don't depend on what else the machine does, so that a change that makes a request dearer
is seen anywhere. bench/instructions.json has the count of each request on Debian 12, amd64; `--write`
writes it anew after a change that is meant. Exits with 1 when a request takes more than a tenth more.
"""

import argparse
import contextlib
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile

from data import call, log_in
from servers import Failed, keep_asking, stop

HERE = pathlib.Path(__file__).resolve().parent
KEPT = HERE / "instructions.json"
TOLERANCE = 1.10
WARM, COUNTED = 10, 60

REPORTS = "/v1/Core/TimeReports"
REQUESTS = {
    "get a contact": "/v1/Core/Contacts/17",
    "get a time report": f"{REPORTS}/1234",
    "list of 25 contacts": "/v1/Core/Contacts?page=3",
    "list of 25 time reports, deep": f"{REPORTS}?page=70",
    "list of time reports by months and attested":
        f"{REPORTS}?page=2&filter.from=2025-01-01&filter.isAttested=true",
    "day statistics of 25 users": f"{REPORTS}/UserDayStatistics?page=1&filter.from=2025-10-01",
}


@contextlib.contextmanager
def callgrind_server(binary, data, out):
    """Serves `data` in one thread under callgrind; gives the address and the process."""
    process = subprocess.Popen(
        ["valgrind", "--quiet", "--tool=callgrind", "--separate-threads=yes",
         f"--callgrind-out-file={out}/counts",
         binary, "serve", "--data", str(data), "--listen", "127.0.0.1:0", "--threads", "1"],
        stdout=subprocess.PIPE, text=True, env={**os.environ, "GNUTLS_CPUID_OVERRIDE": "0xe"})
    try:
        for line in process.stdout:
            if line.startswith("listening on "):
                yield line.split()[2], process
                return
        raise Failed("glimt ended before it listened")
    finally:
        stop(process)


def dump(process, out):
    """Instructions since the last dump, of the busiest thread: the one that answers. The writer's notes
    once a second what was asked for, which may or may not be in between."""
    for old in out.glob("counts*"):
        old.unlink()
    done = subprocess.run(["callgrind_control", "-d", str(process.pid)], capture_output=True, text=True)
    totals = [int(line.split()[1]) for file in out.glob("counts*")
              for line in file.read_text().splitlines() if line.startswith("totals:")]
    if not any(totals):
        raise Failed(f"callgrind_control failed: {done.stdout}{done.stderr}")
    return max(totals)


def count(binary, scratch):
    data = scratch / "data"
    call(binary, "demo", "--data", str(data), "--seed", "1", "--time-reports", "4000")
    counts = {}
    with callgrind_server(binary, data, scratch) as (url, process):
        client = log_in(binary, data, url)
        for name, path in REQUESTS.items():
            with keep_asking(client) as ask:
                for _ in range(WARM):
                    ask(path)
                dump(process, scratch)
                for _ in range(COUNTED):
                    ask(path)
                counts[name] = dump(process, scratch) // COUNTED
    return counts


def compare(counts, kept):
    worse = 0
    print("{:<46} {:>10} {:>10} {:>6}".format("instructions", "now", "kept", "ratio"))
    for name, number in counts.items():
        ratio = number / kept.get(name, number)
        worse += ratio > TOLERANCE
        print(f"{name:<46} {number:>10} {kept.get(name, '-'):>10} {ratio:>6.2f}"
              + ("  MORE" if ratio > TOLERANCE else ""))
    return worse


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--binary", default="build/glimt")
    parser.add_argument("--write", action="store_true", help="keep the counts")
    options = parser.parse_args()
    if platform.machine() != "x86_64":
        print("the kept counts are those of amd64; nothing is compared")
        return 0
    with tempfile.TemporaryDirectory(prefix="glimt-bench-") as scratch:
        counts = count(os.path.abspath(options.binary), pathlib.Path(scratch))
    worse = compare(counts, json.loads(KEPT.read_text()) if KEPT.exists() else {})
    if options.write:
        KEPT.write_text(json.dumps(counts, indent=2) + "\n")
        return 0
    return 1 if worse else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failed as problem:
        sys.exit(f"bench: {problem}")
