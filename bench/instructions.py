#!/usr/bin/env python3
"""Counts the instructions of fixed requests under callgrind, and compares them with the last count.

Instructions don't depend on what else the machine does, so that a change that makes a request dearer
is seen anywhere. All threads count, the writer and what is noted of use included: two runs differ by
less than one per cent. bench/instructions.json has the count of each request on Debian 12, amd64;
`--write` writes it anew after a change that is meant. Exits with 1 when a request takes over 3 % more.
"""

import argparse
import json
import os
import pathlib
import platform
import sys
import tempfile

from callgrind import Clock, Wire, callgrind_server
from creates import CONTACTS
from fixed_requests import Company, make_company, requests_of
from servers import Failed, glimt_server

KEPT = pathlib.Path(__file__).resolve().parent / "instructions.json"
TOLERANCE = 1.03


def count(binary, scratch):
    data, clock = scratch / "data", Clock(binary, scratch / "clock")
    make_company(binary, data)
    with glimt_server(binary, data, clock.environment) as (url, _):
        company = Company(binary, data, url)
    # What is due some time after the last use of a session is due now, and not in the middle of a count.
    clock.advance(600)
    counts = {}
    with callgrind_server(binary, data, scratch, clock) as (url, counter):
        wires = {who: Wire(url, company.tls, headers) for who, headers in company.callers.items()}
        counter.begin(lambda: wires["application"].send("GET", f"{CONTACTS}/1"))
        for request in requests_of(company):
            for _ in range(request.warm):
                request.ask(wires)
            counts[request.name] = counter.count(lambda: request.ask(wires), request.counted,
                                                 is_noted=request.caller == "application")
    return counts


def compare(counts, kept):
    """Prints them side by side; gives how many are too many."""
    worse = 0
    print("{:<46} {:>10} {:>10} {:>6}".format("instructions", "now", "kept", "ratio"))
    for name, number in counts.items():
        ratio = number / kept.get(name, number)
        worse += ratio > TOLERANCE
        print(f"{name:<46} {number:>10} {kept.get(name, '-'):>10} {ratio:>6.3f}"
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
